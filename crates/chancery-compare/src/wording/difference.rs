//! Which words came in and which dropped out from one wording to another.

use chancery_text::fold::fold;
use schemars::JsonSchema;
use serde::Serialize;

use crate::script::{units, written};

/// What differs from one wording to another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Difference {
    /// Runs of words that came in, in order.
    pub came: Vec<String>,
    /// Runs of words that dropped out, in order.
    pub dropped: Vec<String>,
}

/// What differs from one wording to another: their longest common subsequence of characters or words, in the matching form,
/// is what stayed. Marks and spaces do not count.
#[must_use]
pub fn difference(from: &str, to: &str) -> Difference {
    let (from, to) = (fold(from), fold(to));
    let (old, new) = (units(&from), units(&to));
    let (old, new): (Vec<&str>, Vec<&str>) = (old.iter().map(|unit| unit.text).collect(), new.iter().map(|unit| unit.text).collect());
    let lengths = common(&old, &new);
    let (mut at, mut other) = (0, 0);
    let (mut came, mut dropped): (Runs<'_>, Runs<'_>) = Default::default();
    while at < old.len() || other < new.len() {
        if at < old.len() && other < new.len() && old[at] == new[other] {
            (at, other) = (at + 1, other + 1);
            came.close();
            dropped.close();
        } else if other == new.len() || at < old.len() && lengths[at + 1][other] >= lengths[at][other + 1] {
            dropped.push(old[at]);
            at += 1;
        } else {
            came.push(new[other]);
            other += 1;
        }
    }
    Difference { came: came.done(), dropped: dropped.done() }
}

/// Runs of units while they are gathered.
#[derive(Default)]
struct Runs<'t> {
    done: Vec<String>,
    open: Vec<&'t str>,
}

impl<'t> Runs<'t> {
    fn push(&mut self, unit: &'t str) {
        self.open.push(unit);
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            self.done.push(written(&self.open));
            self.open.clear();
        }
    }

    fn done(mut self) -> Vec<String> {
        self.close();
        self.done
    }
}

/// Lengths of the longest common subsequences of what follows each pair of places.
fn common(old: &[&str], new: &[&str]) -> Vec<Vec<usize>> {
    let mut lengths = vec![vec![0; new.len() + 1]; old.len() + 1];
    for at in (0..old.len()).rev() {
        for other in (0..new.len()).rev() {
            lengths[at][other] =
                if old[at] == new[other] { lengths[at + 1][other + 1] + 1 } else { lengths[at + 1][other].max(lengths[at][other + 1]) };
        }
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_came_and_dropped_are_named() {
        let check = |from: &str, to: &str, came: &[&str], dropped: &[&str]| {
            let found = difference(from, to);
            assert_eq!(
                (found.came, found.dropped),
                (came.iter().map(|&w| w.into()).collect(), dropped.iter().map(|&w| w.into()).collect()),
                "{from} {to}"
            );
        };
        check("新型国际关系", "新型大国关系", &["大"], &["际"]);
        check("战略伙伴关系", "全面战略合作伙伴关系", &["全面", "合作"], &[]);
        check("四不一无意", "五不四无意", &["五", "四"], &["四", "一"]);
        check("a new type of relations", "a New Type of Major-Power relations", &["major-power"], &[]);
        check("“一带一路”", "一帶一路", &[], &[]);
    }
}
