"""Figures of agreement by other hands.

Reads a JSON list of tables (units by coders, numbers or null) and prints a JSON list of figures: Krippendorff's alpha by the
package krippendorff, Cohen's kappa by scikit-learn, percent agreement and Gwet's AC1 with its standard error from the formulas
as published. What a table does not define is null.
"""
import json
import math
import sys
import warnings

import krippendorff
import numpy
from sklearn.metrics import cohen_kappa_score


def alpha(table, level):
    data = numpy.array([[math.nan if rating is None else rating for rating in unit] for unit in table], dtype=float).T
    pairable = [unit for unit in table if sum(rating is not None for rating in unit) > 1]
    if len({rating for unit in pairable for rating in unit if rating is not None}) < 2:
        return None
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement=level))


def kappa(table):
    if len(table[0]) != 2:
        return None
    pairs = [unit for unit in table if None not in unit]
    if not pairs:
        return None
    value = cohen_kappa_score([a for a, _ in pairs], [b for _, b in pairs])
    return None if math.isnan(value) else float(value)


def observed(table):
    shares = []
    for unit in table:
        given = [rating for rating in unit if rating is not None]
        pairs = [(a, b) for i, a in enumerate(given) for b in given[i + 1 :]]
        if pairs:
            shares.append(sum(a == b for a, b in pairs) / len(pairs))
    return sum(shares) / len(shares) if shares else None


def ac1(table):
    categories = sorted({rating for unit in table for rating in unit if rating is not None})
    counts = numpy.array([[unit.count(category) for category in categories] for unit in table], dtype=float)
    q = len(categories)
    if q < 2:
        return None, None
    counts = counts[counts.sum(axis=1) > 0]
    raters = counts.sum(axis=1)
    n, both = len(raters), raters > 1
    if not both.any():
        return None, None
    prevalence = (counts / raters[:, None]).mean(axis=0)
    pairs = numpy.where(both, raters * (raters - 1), 1)
    agreement = (counts * (counts - 1)).sum(axis=1) / pairs
    agreed = agreement[both].mean()
    chance = (prevalence * (1 - prevalence)).sum() / (q - 1)
    value = (agreed - chance) / (1 - chance)
    if n < 2:
        return float(value), None
    own = numpy.where(both, n / both.sum() * (agreement - chance) / (1 - chance), 0)
    own_chance = (counts * (1 - prevalence)).sum(axis=1) / raters / (q - 1)
    parts = own - 2 * (1 - value) * (own_chance - chance) / (1 - chance)
    return float(value), float(math.sqrt(((parts - value) ** 2).sum() / (n * (n - 1))))


def main():
    warnings.simplefilter("ignore")
    found = []
    for table in json.load(sys.stdin):
        value, error = ac1(table)
        found.append({"observed": observed(table), "kappa": kappa(table), "alpha": alpha(table, "nominal"),
                      "alpha_of_scores": alpha(table, "interval"), "ac1": value, "ac1_error": error})
    json.dump(found, sys.stdout)


main()
