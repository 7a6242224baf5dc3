//! Wordings of one formulation: when each was used, and which words came in or dropped out.
//!
//! A wording with numerals in it (*the three noes and one promise*) may hold a list that was added to: wordings that are
//! the same but for their numerals are versions of one list, and what the accounts list under it is set side by side.

use std::collections::BTreeMap;

use chancery_model::Date;
use chancery_text::fold::fold;
use schemars::JsonSchema;
use serde::Serialize;

use super::account::{Accounts, Place, iso};
use super::difference::{Difference, difference};
use crate::script::{is_han, is_numeral, units};

/// What stands for a numeral in the frame of a list.
const ANY: &str = "#";
/// Characters that may open a list before its first item: *that is*.
const MOST_BEFORE: usize = 2;

/// One wording of a formulation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Variant {
    /// The words, as they are mostly written.
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
    /// What differs from the wording that is used most in the same script; of a version of a list, from the version before it.
    #[serde(flatten)]
    pub difference: Difference,
    /// Where it is a version of a list with a number in its name: what the accounts list under it.
    pub items: Vec<String>,
}

/// The wordings at places, the one used most first; of two alike, the one used earlier. `places` are in order.
#[must_use]
pub fn variants(accounts: &Accounts, places: &[Place]) -> Vec<Variant> {
    let mut by_form: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for &place in places {
        by_form.entry(form(accounts.folded(place))).or_default().push(place);
    }
    let mut found: Vec<(Vec<Place>, Variant)> = by_form
        .into_values()
        .map(|places| {
            let variant = variant(accounts, &places);
            (places, variant)
        })
        .collect();
    found.sort_by(|(a, one), (b, other)| b.len().cmp(&a.len()).then_with(|| a[0].cmp(&b[0])).then_with(|| one.wording.cmp(&other.wording)));
    let is_chinese = |wording: &str| wording.chars().any(is_han);
    let mains: Vec<String> = [true, false]
        .into_iter()
        .filter_map(|chinese| found.iter().find(|(_, variant)| is_chinese(&variant.wording) == chinese))
        .map(|(_, variant)| variant.wording.clone())
        .collect();
    let frames: Vec<Option<String>> = found.iter().map(|(_, variant)| frame(&variant.wording)).collect();
    let written: Vec<(Option<Date>, String)> = found.iter().map(|(_, variant)| (variant.first, variant.wording.clone())).collect();
    for (index, (places, variant)) in found.iter_mut().enumerate() {
        let versions = (0..frames.len()).filter(|&other| frames[other].is_some() && frames[other] == frames[index]);
        let versions: Vec<&(Option<Date>, String)> = versions.map(|other| &written[other]).collect();
        let main = if versions.len() > 1 {
            variant.items = frames[index].as_deref().map(|frame| items(accounts, places, frame)).unwrap_or_default();
            versions.into_iter().filter(|(first, _)| *first < variant.first).max().map(|(_, wording)| wording)
        } else {
            mains.iter().find(|main| is_chinese(main) == is_chinese(&variant.wording))
        };
        variant.difference = main.map(|main| difference(main, &variant.wording)).unwrap_or_default();
    }
    found.into_iter().map(|(_, variant)| variant).collect()
}

fn variant(accounts: &Accounts, places: &[Place]) -> Variant {
    let mut written: BTreeMap<&str, usize> = BTreeMap::new();
    for &place in places {
        *written.entry(accounts.words(place)).or_default() += 1;
    }
    let wording = written.into_iter().max_by_key(|(words, count)| (*count, std::cmp::Reverse(*words))).map(|(words, _)| words.to_owned());
    let (first, last) = bounds(accounts, places);
    Variant {
        wording: wording.unwrap_or_default(),
        uses: places.len(),
        accounts: places.chunk_by(|one, other| one.account == other.account).count(),
        first,
        last,
        difference: Difference::default(),
        items: Vec::new(),
    }
}

/// Days of the first and the last of places.
pub(super) fn bounds(accounts: &Accounts, places: &[Place]) -> (Option<Date>, Option<Date>) {
    let mut dates = places.iter().filter_map(|place| accounts.get(place.account).date);
    let first = dates.next();
    (first, dates.next_back().or(first))
}

/// A wording as it is compared: folded units without marks.
pub(super) fn form(folded: &str) -> String {
    units(folded).iter().map(|unit| unit.text).collect::<Vec<_>>().join(" ")
}

/// The frame of a wording with numerals in it: its units with [`ANY`] for each numeral; nothing for other wordings.
pub(super) fn frame(wording: &str) -> Option<String> {
    let folded = fold(wording);
    let units = units(&folded);
    let is_framed = units.iter().any(|unit| is_numeral(unit.text)) && units.iter().any(|unit| !is_numeral(unit.text));
    is_framed.then(|| units.iter().map(|unit| if is_numeral(unit.text) { ANY } else { unit.text }).collect::<Vec<_>>().join(" "))
}

/// What the sentences of places list under a frame, after it: the parts between marks that begin with one of its words, in order,
/// each once, where at least two follow one another. Before the first there may be a word that opens the list.
fn items(accounts: &Accounts, places: &[Place], frame: &str) -> Vec<String> {
    let heads: Vec<String> =
        frame.split(ANY).map(|head| head.split_whitespace().collect::<String>()).filter(|head| !head.is_empty()).collect();
    let mut found: Vec<String> = Vec::new();
    for &place in places {
        let rest = &accounts.get(place.account).text[place.span.end as usize..];
        let sentence = rest.split(['\n', '。', '！', '.', '!']).next().unwrap_or_default();
        let parts: Vec<&str> = sentence.split(|mark: char| !mark.is_alphanumeric() && mark != ' ').map(str::trim).collect();
        for pair in parts.windows(2).filter(|pair| begins(pair[1], &heads, 0).is_some()) {
            let Some(first) = begins(pair[0], &heads, MOST_BEFORE) else { continue };
            for item in [first, pair[1]] {
                if !found.iter().any(|known| known == item) {
                    found.push(item.to_owned());
                }
            }
        }
    }
    found
}

/// A part from where one of the words begins, at most so many characters after its own beginning.
fn begins<'p>(part: &'p str, heads: &[String], most_before: usize) -> Option<&'p str> {
    let is_item = |words: &str| {
        let folded = fold(words);
        heads.iter().any(|head| folded.strip_prefix(head.as_str()).is_some_and(|rest| !rest.is_empty()))
    };
    part.char_indices().take(most_before + 1).map(|(at, _)| &part[at..]).find(|words| is_item(words))
}
