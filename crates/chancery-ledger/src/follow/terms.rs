//! What the words of two entries share.
//!
//! Terms are stems of English words, without those that carry no meaning, and pairs of Chinese characters that follow one
//! another. A term weighs the more the fewer of the entries that are compared have it (inverse document frequency, K. Spärck
//! Jones, 1972), so that phrases of every account weigh little without a list of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

use crate::words::{Run, is_han, tokens};

/// English words that carry no meaning of their own.
static STOP_WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| include_str!("stop_words.txt").lines().collect());

/// Terms of a text, each once, in order.
pub(crate) fn terms(text: &str) -> BTreeSet<String> {
    let stemmer = Stemmer::create(Algorithm::English);
    let is_term = |token: &String| {
        let mut characters = token.chars();
        match (characters.next(), characters.next()) {
            (Some(one), None) => !is_han(one) && one.is_numeric(),
            _ => !STOP_WORDS.contains(token.as_str()),
        }
    };
    let stem = |token: String| if token.is_ascii() { stemmer.stem(&token).into_owned() } else { token };
    tokens(text, Run::Closed).into_iter().filter(is_term).map(stem).collect()
}

/// A name as it is compared: folded words of it, without the article.
pub(crate) fn name_key(name: &str) -> String {
    let words: Vec<String> = tokens(name, Run::Closed).into_iter().filter(|token| token != "the").collect();
    words.join(" ")
}

/// Whether a text holds a name, as whole words.
pub(crate) fn holds_name(text: &str, name: &str) -> bool {
    let key = tokens(name, Run::Open);
    let text = tokens(text, Run::Closed);
    !key.is_empty() && text.windows(key.len()).any(|window| window == key)
}

/// How much each term weighs among the entries that are compared.
#[derive(Debug, Default)]
pub(crate) struct Weights<'t> {
    texts: usize,
    seen: BTreeMap<&'t str, usize>,
}

impl<'t> Weights<'t> {
    /// Of the terms of texts.
    pub(crate) fn of(texts: impl IntoIterator<Item = &'t BTreeSet<String>>) -> Self {
        let mut weights = Self::default();
        for terms in texts {
            weights.texts += 1;
            for term in terms {
                *weights.seen.entry(term).or_default() += 1;
            }
        }
        weights
    }

    /// The weight of a term: above 0, the more the rarer it is.
    pub(crate) fn weight(&self, term: &str) -> f64 {
        let seen = self.seen.get(term).copied().unwrap_or_default();
        (1.0 + (self.texts as f64 + 1.0) / (seen as f64 + 1.0)).ln()
    }

    fn sum<'s>(&self, terms: impl Iterator<Item = &'s String>) -> f64 {
        terms.map(|term| self.weight(term)).sum()
    }

    /// How much of two sets of terms is shared, by weight: 0 to 1, 1 for the same terms (weighted Jaccard index).
    pub(crate) fn likeness(&self, one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
        let shared = self.sum(one.intersection(other));
        if shared > 0.0 { shared / self.sum(one.union(other)) } else { 0.0 }
    }

    /// How much of two sets of terms of different length is shared, by weight: 0 to 1, 1 for the same terms (weighted
    /// coefficient of A. Ochiai, 1957). It is between what is shared of the one and of the other, so that a single name does
    /// not make up for a whole sentence.
    pub(crate) fn overlap(&self, one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
        let shared = self.sum(one.intersection(other));
        if shared > 0.0 { shared / (self.sum(one.iter()) * self.sum(other.iter())).sqrt() } else { 0.0 }
    }

    /// The terms that two sets share, the heaviest first, at most so many.
    pub(crate) fn shared(&self, one: &BTreeSet<String>, other: &BTreeSet<String>, most: usize) -> Vec<String> {
        let mut shared: Vec<&String> = one.intersection(other).collect();
        shared.sort_by(|a, b| self.weight(b).total_cmp(&self.weight(a)).then(a.cmp(b)));
        shared.into_iter().take(most).cloned().collect()
    }
}

/// What of two lists is in both, by all that is in one of them: 0 to 1; 0 for two empty lists.
pub(crate) fn share<T: Ord>(one: &[T], other: &[T]) -> f64 {
    let (one, other): (BTreeSet<&T>, BTreeSet<&T>) = (one.iter().collect(), other.iter().collect());
    let all = one.union(&other).count();
    if all == 0 { 0.0 } else { one.intersection(&other).count() as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Weights, holds_name, name_key, share, terms};

    proptest! {
        #[test]
        fn any_two_texts_are_more_or_less_alike(one in ".{0,40}", other in "[a-z甲乙丙丁 ]{0,40}") {
            let texts = [terms(&one), terms(&other)];
            let weights = Weights::of(&texts);
            for alike in [weights.likeness(&texts[0], &texts[1]), weights.overlap(&texts[0], &texts[1])] {
                prop_assert!((0.0..=1.0 + 1e-9).contains(&alike), "{alike}");
            }
        }
    }

    #[test]
    fn terms_are_stems_and_pairs() {
        let found: Vec<String> = terms("The two sides will open 40 crossings; 双方将开放口岸").into_iter().collect();
        assert_eq!(found, ["40", "cross", "open", "双方", "口岸", "将开", "开放", "放口", "方将"]);
        assert_eq!(terms("It has opened crossings"), terms("opening the crossing"));
        assert!(terms("will the of").is_empty());
    }

    #[test]
    fn rare_terms_weigh_more() {
        let texts = ["open a port", "open a bridge", "open a tunnel"].map(terms);
        let weights = Weights::of(&texts);
        assert!(weights.weight("port") > weights.weight("open"));
        assert!(weights.weight("unseen") > weights.weight("port"));
        let (port, open) = (terms("port"), terms("open"));
        assert!(weights.likeness(&texts[0], &port) > weights.likeness(&texts[0], &open));
        assert!((weights.likeness(&texts[0], &texts[0]) - 1.0).abs() < 1e-9);
        assert!(weights.likeness(&port, &open).abs() < f64::EPSILON);
        assert!((weights.overlap(&texts[0], &texts[0]) - 1.0).abs() < 1e-9);
        let part = weights.overlap(&texts[0], &port);
        assert!(weights.likeness(&texts[0], &port) < part && part < 1.0);
        assert_eq!(weights.shared(&texts[0], &texts[0], 1), ["port"]);
    }

    #[test]
    fn names_are_found_as_whole_words() {
        assert!(holds_name("They met in Port Ansel.", "Port Ansel"));
        assert!(!holds_name("They met in Port Anselm.", "Port Ansel"));
        assert!(holds_name("双方启动河流委员会工作", "河流委员会"));
        assert!(!holds_name("双方启动河流合作", "河流委员会"));
        assert!(!holds_name("anything", ""));
        assert_eq!(name_key("The River Commission"), name_key("river commission"));
    }

    #[test]
    fn shares_are_of_all() {
        assert!((share(&["a", "b"], &["b", "c", "d"]) - 0.25).abs() < f64::EPSILON);
        assert!(share::<&str>(&[], &[]).abs() < f64::EPSILON);
    }
}
