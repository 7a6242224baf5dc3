//! A phrase in the text itself, whether or not a reading took it for a set phrase.

use std::collections::BTreeMap;
use std::ops::Bound;

use chancery_model::Date;
use chancery_text::Span;
use chancery_text::fold::fold;
use schemars::JsonSchema;
use serde::Serialize;

use super::account::{Accounts, Place, iso};
use super::difference::{Difference, difference};
use super::variants::bounds;
use crate::script::{Unit, begins_no_phrase, ends_no_phrase, is_han, is_whole, units, written};

/// Units before or after a phrase that are looked at as its neighbours.
const NEAR: usize = 6;
/// Units that may come in where a phrase changed.
const MOST_CAME: usize = 6;
/// Of a phrase that changed, what must have stayed, in hundredths.
const LEAST_STAYED: usize = 60;
/// A phrase of more units is only looked for as it is.
const MOST_UNITS: usize = 24;
/// Units that must have stayed at each end of a phrase that changed.
const LEAST_END: usize = 2;

/// What stands right before or after a phrase, again and again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Neighbour {
    /// The words.
    pub words: String,
    /// How often.
    pub uses: usize,
}

/// A wording in the accounts that begins and ends as a phrase does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Near {
    /// The words.
    pub wording: String,
    /// Uses.
    pub uses: usize,
    /// Accounts with a use.
    pub accounts: usize,
    /// Day of the first use.
    #[serde(serialize_with = "iso")]
    #[schemars(with = "Option<String>")]
    pub first: Option<Date>,
    /// Day of the last use.
    #[serde(serialize_with = "iso")]
    #[schemars(with = "Option<String>")]
    pub last: Option<Date>,
    /// What differs from the phrase.
    #[serde(flatten)]
    pub difference: Difference,
}

/// A phrase as it is looked for: folded, with one space where there are blanks.
#[must_use]
pub fn sought(phrase: &str) -> String {
    fold(phrase).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where phrases stand, in order; of those that overlap the one that begins first, of two the longer. Traditional characters
/// and capital letters are as good as simplified and small ones; a word is found as a whole word.
#[must_use]
pub fn places(accounts: &Accounts, phrases: &[String]) -> Vec<Place> {
    let phrases: Vec<String> = phrases.iter().map(|phrase| sought(phrase)).filter(|phrase| !phrase.is_empty()).collect();
    let mut found = Vec::new();
    for (index, account) in accounts.all().iter().enumerate() {
        let text = account.folded.as_str();
        let of = |phrase: &String| -> Vec<Span> {
            text.match_indices(phrase.as_str()).map(|(at, words)| Span::of(at, at + words.len())).collect()
        };
        let mut spans: Vec<Span> =
            phrases.iter().flat_map(of).filter(|span| is_whole(text, span.start as usize, span.end as usize)).collect();
        spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        let mut end = 0;
        for span in spans {
            if span.start >= end {
                end = span.end;
                found.push(Place { account: index, span });
            }
        }
    }
    found
}

/// On which side of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Before it.
    Before,
    /// After it.
    After,
}

/// What stands again and again right before or after places, with no mark between: the longest that does so that often, most
/// often first. A single Chinese character is none, nor are function words alone.
#[must_use]
pub fn neighbours(accounts: &Accounts, places: &[Place], side: Side) -> Vec<Neighbour> {
    let mut counts: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    for place in places {
        let text = accounts.get(place.account).folded.as_str();
        let near = near(text, place.span, side);
        for length in 1..=near.len() {
            *counts.entry(near[..length].to_vec()).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count > 1);
    // One that goes on in the same way every time is named at its full length only. What begins so follows in the order of keys.
    let goes_on = |words: &Vec<&str>, count: usize| {
        let after = counts.range::<Vec<&str>, _>((Bound::Excluded(words), Bound::Unbounded));
        after.take_while(|(other, _)| other.starts_with(words)).any(|(_, uses)| *uses == count)
    };
    let is_function_word = |word: &&str| begins_no_phrase(word) || ends_no_phrase(word);
    let is_single = |words: &[&str]| words.len() == 1 && words[0].chars().all(is_han);
    let is_word = |words: &[&str]| !is_single(words) && !words.iter().all(is_function_word);
    let kept = counts.iter().filter(|(words, count)| is_word(words) && !goes_on(words, **count));
    let mut found: Vec<Neighbour> = kept
        .map(|(words, &uses)| {
            let mut words = words.clone();
            if side == Side::Before {
                words.reverse();
            }
            Neighbour { words: written(&words), uses }
        })
        .collect();
    found.sort_by(|a, b| b.uses.cmp(&a.uses).then_with(|| b.words.len().cmp(&a.words.len())).then_with(|| a.words.cmp(&b.words)));
    found
}

/// Units next to a span, the nearest first, as far as no mark is between. Quotation marks around the span do not count.
fn near(text: &str, span: Span, side: Side) -> Vec<&str> {
    let is_quotation = |character: char| matches!(character, '“' | '”' | '"' | '‘' | '’' | '「' | '」' | '《' | '》');
    let is_mark = |character: char| !character.is_alphanumeric() && character != ' ';
    match side {
        Side::Before => {
            let before = text[..span.start as usize].trim_end_matches(is_quotation);
            let from = before.rfind(is_mark).map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
            units(&before[from..]).iter().rev().take(NEAR).map(|unit| unit.text).collect()
        }
        Side::After => {
            let after = text[span.end as usize..].trim_start_matches(is_quotation);
            let to = after.find(is_mark).unwrap_or(after.len());
            units(&after[..to]).iter().take(NEAR).map(|unit| unit.text).collect()
        }
    }
}

/// Wordings that begin and end as a phrase does and differ inside it: words that came in, dropped out or took the place of
/// others. At least 60 in 100 of the phrase's characters or words must have stayed, two at each end. Those of one account only
/// are left out; the most used come first. Of a phrase of more than 24 there are none.
#[must_use]
pub fn near_wordings(accounts: &Accounts, phrase: &str) -> Vec<Near> {
    let phrase = sought(phrase);
    let mut by_form: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for (index, account) in accounts.all().iter().enumerate() {
        let mut spans = Vec::new();
        changed(&account.folded, &phrase, &mut spans);
        spans.sort_unstable();
        spans.dedup();
        for span in spans {
            by_form.entry(account.folded[span.range()].to_owned()).or_default().push(Place { account: index, span });
        }
    }
    let near = |places: Vec<Place>| {
        let (first, last) = bounds(accounts, &places);
        let count = places.chunk_by(|one, other| one.account == other.account).count();
        let wording = accounts.words(*places.first()?).to_owned();
        (count > 1).then(|| Near { difference: difference(&phrase, &wording), wording, uses: places.len(), accounts: count, first, last })
    };
    let mut found: Vec<Near> = by_form.into_values().filter_map(near).collect();
    found.sort_by(|a, b| b.uses.cmp(&a.uses).then_with(|| a.first.cmp(&b.first)).then_with(|| a.wording.cmp(&b.wording)));
    found
}

/// Where a folded text has the beginning and the end of a phrase with something else between.
fn changed(text: &str, phrase: &str, spans: &mut Vec<Span>) {
    let parts = units(phrase);
    let least = (parts.len() * LEAST_STAYED).div_ceil(100).max(2 * LEAST_END);
    if parts.len() < least || parts.len() > MOST_UNITS {
        return;
    }
    for head in LEAST_END..=parts.len() - LEAST_END {
        let most_dropped = parts.len() - least;
        for dropped in 0..=most_dropped.min(parts.len() - LEAST_END - head) {
            let begin = &phrase[..parts[head - 1].end()];
            let end = &phrase[parts[head + dropped].start..];
            for (at, _) in text.match_indices(begin) {
                let after = at + begin.len();
                if let Some(length) = gap(&text[after..], end, dropped) {
                    let span = Span::of(at, after + length + end.len());
                    let is_phrase = &text[span.range()] == phrase;
                    if !is_phrase && is_whole(text, at, span.end as usize) {
                        spans.push(span);
                    }
                }
            }
        }
    }
}

/// Bytes between here and an end that follows within so many units, with no mark between.
fn gap(text: &str, end: &str, dropped: usize) -> Option<usize> {
    let reach = text
        .char_indices()
        .take_while(|(_, c)| c.is_alphanumeric() || matches!(c, ' ' | '-'))
        .last()
        .map_or(0, |(at, c)| at + c.len_utf8());
    let at = text[..reach].find(end).filter(|&at| is_whole(text, at, at + end.len()))?;
    let between: Vec<Unit<'_>> = units(&text[..at]);
    (between.len() <= dropped + MOST_CAME).then_some(at)
}
