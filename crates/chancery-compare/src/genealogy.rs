//! The genealogy of a promise: which mentions in which accounts make one line of descent.
//!
//! Two mentions are tied when their words, states, areas and numbers fit; how well, and what changed between them, whoever
//! ties them says. Here the ties become a line: a mention belongs to it when it is tied to the promise asked for, or closely to one that
//! belongs. Loose ties are not followed further, since what is a little like something a little like a promise may have nothing to do
//! with it. An account is in the line once.

use std::collections::{BTreeMap, BTreeSet};

/// The score from which a tie is followed further.
pub const CLOSE: f64 = 0.6;

/// A mention of what may be the promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its account.
    pub account: String,
    /// Its day, ISO 8601.
    pub date: Option<String>,
}

/// Two mentions that may be of one promise, by their indices.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tie {
    /// The earlier.
    pub from: usize,
    /// The later.
    pub to: usize,
    /// How well they fit, 0 to 1; 1 where a person confirmed it.
    pub score: f64,
}

/// A mention in the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The mention.
    pub mention: usize,
    /// The tie to an earlier mention of the line, by its index: to the latest one that it is tied to.
    pub tie: Option<usize>,
    /// Where there is none: the best tie to a later one.
    pub later: Option<usize>,
}

/// The mentions that belong to the line of `seed`: those reached from it, each with how well it fits, best first where an account has
/// several. The seed is among them.
#[must_use]
pub fn reached(mentions: &[Mention], seed: usize, ties: &[Tie]) -> BTreeSet<usize> {
    let mut of_account: BTreeMap<&str, (usize, f64)> = BTreeMap::new();
    of_account.insert(&mentions[seed].account, (seed, f64::INFINITY));
    // A tie that was followed may reach a mention that fits its account better, so all is gone through until nothing changes.
    loop {
        let members: BTreeSet<usize> = of_account.values().map(|(mention, _)| *mention).collect();
        let mut changed = false;
        for tie in ties {
            for (known, other) in [(tie.from, tie.to), (tie.to, tie.from)] {
                let is_followed = members.contains(&known) && (known == seed || tie.score >= CLOSE);
                let best = of_account.get(mentions[other].account.as_str());
                if is_followed && best.is_none_or(|(_, score)| tie.score > *score) {
                    of_account.insert(&mentions[other].account, (other, tie.score));
                    changed = true;
                }
            }
        }
        if !changed {
            return members;
        }
    }
}

/// The line of `seed`, in the order of days, mentions without a day last.
#[must_use]
pub fn lineage(mentions: &[Mention], seed: usize, ties: &[Tie]) -> Vec<Step> {
    let mut line: Vec<usize> = reached(mentions, seed, ties).into_iter().collect();
    let order = |mention: &usize| (mentions[*mention].date.is_none(), mentions[*mention].date.clone(), mentions[*mention].account.clone());
    line.sort_by_key(order);
    let place: BTreeMap<usize, usize> = line.iter().enumerate().map(|(place, &mention)| (mention, place)).collect();
    let in_line = |tie: &Tie| Some((*place.get(&tie.from)?, *place.get(&tie.to)?)).filter(|(from, to)| from < to);
    let ties: Vec<(usize, usize, usize, f64)> =
        (0..).zip(ties).filter_map(|(index, tie)| in_line(tie).map(|(from, to)| (index, from, to, tie.score))).collect();
    let step = |(at, mention): (usize, usize)| {
        let to_it = ties.iter().filter(|(_, _, to, _)| *to == at);
        let tie = to_it.max_by(|a, b| a.1.cmp(&b.1).then(a.3.total_cmp(&b.3)));
        let from_it = ties.iter().filter(|(_, from, ..)| *from == at && tie.is_none() && at > 0);
        let later = from_it.max_by(|a, b| a.3.total_cmp(&b.3).then(b.2.cmp(&a.2)));
        Step { mention, tie: tie.map(|tie| tie.0), later: later.map(|tie| tie.0) }
    };
    line.iter().copied().enumerate().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mention(account: &str, date: &str) -> Mention {
        Mention { account: account.to_owned(), date: Some(date.to_owned()) }
    }

    #[test]
    fn close_ties_are_followed_and_loose_ones_end() {
        let mentions = [mention("a", "2020"), mention("b", "2021"), mention("c", "2022"), mention("d", "2023"), mention("c", "2022")];
        let tie = |from, to, score| Tie { from, to, score };
        let ties = [tie(0, 1, 0.4), tie(1, 2, 0.7), tie(2, 3, 0.5), tie(1, 4, 0.9)];
        let line = lineage(&mentions, 0, &ties);
        let found: Vec<(usize, Option<usize>)> = line.iter().map(|step| (step.mention, step.tie)).collect();
        assert_eq!(found, [(0, None), (1, Some(0)), (4, Some(3))], "of account c the mention that fits better, d is tied loosely");
        let back: Vec<usize> = lineage(&mentions, 3, &ties).iter().map(|step| step.mention).collect();
        assert_eq!(back, [1, 4, 3], "a loose tie to the seed counts, the loose one from b to a does not");
    }

    proptest! {
        #[test]
        fn a_line_holds_each_account_once_and_goes_forward(ties in prop::collection::vec((0usize..8, 0usize..8, 0.4f64..1.0), 0..20), seed in 0usize..8) {
            let mentions: Vec<Mention> = (0..8).map(|at| mention(&format!("{}", at % 5), &format!("20{}0", at % 5))).collect();
            let ties: Vec<Tie> = ties.into_iter().filter(|(from, to, _)| from % 5 < to % 5).map(|(from, to, score)| Tie { from, to, score }).collect();
            let line = lineage(&mentions, seed, &ties);
            prop_assert!(line.iter().any(|step| step.mention == seed));
            let accounts: BTreeSet<&str> = line.iter().map(|step| mentions[step.mention].account.as_str()).collect();
            prop_assert_eq!(accounts.len(), line.len());
            prop_assert!(line.windows(2).all(|pair| mentions[pair[0].mention].date <= mentions[pair[1].mention].date));
            for step in &line {
                prop_assert!(step.tie.is_none_or(|tie| ties[tie].to == step.mention));
                prop_assert!(step.later.is_none_or(|tie| ties[tie].from == step.mention && step.tie.is_none()));
            }
        }
    }
}
