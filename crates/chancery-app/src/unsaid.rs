//! What went unsaid, over readings that were gathered: the way of readings into [`chancery_compare::unsaid`].

use std::collections::BTreeSet;

use chancery_compare::state_of;
use chancery_ledger::reading::{Entry, Reading as KeptReading};
use chancery_lexicon::Lexicon;
use chancery_text::fold::fold;

pub use chancery_compare::unsaid::*;

use crate::gathered::Gathered;
use crate::wording;

/// An account with the formulations, areas and commitments that it has.
#[must_use]
pub fn account(gathered: &Gathered, lexicon: &Lexicon) -> Account {
    let worded = wording::account(gathered, lexicon);
    let reading = &gathered.reading;
    let mut issuers = reading.document.side.clone().unwrap_or_default();
    issuers.sort();
    let mut said: Vec<Said> = worded
        .formulations
        .iter()
        .map(|coded| {
            let quote = worded.text[coded.span.range()].to_owned();
            let key = coded.concept.clone().unwrap_or_else(|| fold(&quote));
            Said { class: Class::Formulation, key, name: quote.clone(), quote }
        })
        .collect();
    for entry in &reading.entries {
        said.extend(entry.areas.iter().map(|area| of_area(entry, area)));
        if entry.kind == "commitment" {
            said.extend(entry.areas.iter().map(|area| of_commitment(entry, area)));
        }
    }
    Account {
        name: worded.name,
        id: worded.id,
        date: worded.date,
        counterparts: counterparts(reading, &issuers).into_iter().collect(),
        issuers,
        said,
    }
}

fn of_area(entry: &Entry, area: &str) -> Said {
    Said { class: Class::Area, key: area.to_owned(), name: area.to_owned(), quote: entry.quote.clone() }
}

/// A commitment is told by the states that it binds and its area.
fn of_commitment(entry: &Entry, area: &str) -> Said {
    let states: BTreeSet<&str> = entry.participants().map(state_of).collect();
    let name = format!("{}: {area}", states.into_iter().collect::<Vec<_>>().join("+"));
    Said { class: Class::Commitment, key: name.clone(), name, quote: entry.quote.clone() }
}

/// The states and groups that an account is about beside its issuers: those that take part, where that is known, else those with
/// which an issuer shares an entry.
fn counterparts(reading: &KeptReading, issuers: &[String]) -> BTreeSet<String> {
    let others = |state: &&str| !state.is_empty() && *state != "?" && !issuers.iter().any(|issuer| issuer == state);
    let told: BTreeSet<&str> = reading.document.participants.iter().flatten().map(|actor| state_of(actor)).filter(others).collect();
    let shared = || {
        let sets = reading.entries.iter().map(|entry| entry.participants().map(state_of).collect::<BTreeSet<&str>>());
        let with_issuer = sets.filter(|states| issuers.iter().any(|issuer| states.contains(issuer.as_str())));
        with_issuer.flatten().filter(others).collect::<BTreeSet<&str>>()
    };
    let found = if told.is_empty() { shared() } else { told };
    found.into_iter().map(str::to_owned).collect()
}
