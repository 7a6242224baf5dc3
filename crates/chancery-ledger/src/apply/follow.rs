//! What becomes of commitments and requests.

use crate::error::LedgerError;
use crate::follow::{FollowState, StatusSince};
use crate::operation::{Align, CutLink, Evidence, Follow, Link, RemoveEvidence, Score};
use crate::reading::cut;
use crate::state::{self, Class, EntryRow, Ground, object, save_object};

pub(super) fn follow(ground: &mut Ground<'_>, follow: &Follow) -> Result<(), LedgerError> {
    let row = followed(ground, &follow.entry)?;
    let mut state: FollowState = object(ground.session, "follow", &follow.entry)?.unwrap_or_else(|| FollowState::new(&follow.entry));
    for day in [&follow.due, &follow.on].into_iter().flatten() {
        must_be_day(day)?;
    }
    if let Some(owner) = &follow.owner {
        state.owner = (!owner.is_empty()).then(|| owner.clone());
    }
    if let Some(due) = &follow.due {
        state.due = Some(due.clone());
    }
    if let Some(status) = follow.status {
        let day = || ground.time.get(..10).unwrap_or(ground.time).to_owned();
        let since = StatusSince {
            status,
            on: follow.on.clone().unwrap_or_else(day),
            author: ground.author.to_owned(),
            reason: ground.reason.to_owned(),
        };
        state.status = status;
        state.history.push(since);
    }
    save_object(ground, "follow", &row.entry.id, &row.entry.id, Some(&state))
}

/// The commitment or request with an id; it must stay.
fn followed(ground: &mut Ground<'_>, id: &str) -> Result<EntryRow, LedgerError> {
    let row = state::entry(ground.session, id)?;
    if !matches!(row.entry.kind.as_str(), "commitment" | "request") {
        return Err(LedgerError::Refused(format!("entry {id} is of the kind {}; commitments and requests are followed", row.entry.kind)));
    }
    if !row.state.counts() {
        return Err(LedgerError::Refused(format!("entry {id} is {}; accept it first", row.state.as_str())));
    }
    ground.rests_on(Class::Entry, id)?;
    Ok(row)
}

fn must_be_day(day: &str) -> Result<(), LedgerError> {
    day.parse::<jiff::civil::Date>().map(|_| ()).map_err(|_| LedgerError::Refused(format!("\"{day}\" is not a day; write YYYY-MM-DD")))
}

pub(super) fn add_evidence(ground: &mut Ground<'_>, evidence: &Evidence) -> Result<(), LedgerError> {
    followed(ground, &evidence.entry)?;
    must_be_day(&evidence.date)?;
    let account = state::account(ground.session, &evidence.account)?;
    ground.rests_on(Class::Account, &evidence.account)?;
    let text = state::reading_of(ground.session, account.reading)?.document.text;
    let words = cut(&text, evidence.span)
        .filter(|words| !words.is_empty())
        .ok_or_else(|| LedgerError::Refused(format!("the span {:?} has no words in account {}", evidence.span, evidence.account)))?;
    if words != evidence.quote {
        return Err(LedgerError::Refused(format!("the quote is not what stands at {:?}: \"{words}\"", evidence.span)));
    }
    if evidence.amount.as_ref().is_some_and(|amount| !amount.value.is_finite() || amount.unit.is_empty()) {
        return Err(LedgerError::Refused("an amount is a number with a unit".to_owned()));
    }
    save_object(ground, "evidence", &evidence.evidence, &evidence.entry, Some(evidence))
}

pub(super) fn remove_evidence(ground: &mut Ground<'_>, remove: &RemoveEvidence) -> Result<(), LedgerError> {
    super::must_be(ground.session, "evidence", &remove.evidence)?;
    save_object::<()>(ground, "evidence", &remove.evidence, "", None)
}

pub(super) fn score(ground: &mut Ground<'_>, score: &Score) -> Result<(), LedgerError> {
    followed(ground, &score.entry)?;
    if score.score.is_some_and(|value| !(-1..=1).contains(&value)) {
        return Err(LedgerError::Refused("a score is -1, 0 or 1, or none where the commitment does not apply".to_owned()));
    }
    let id = format!("{}/{}/{}", score.entry, score.phase.as_str(), score.party);
    let signed = crate::follow::SignedScore { score: score.clone(), coder: ground.author.to_owned(), time: ground.time.to_owned() };
    save_object(ground, "score", &id, &score.entry, Some(&signed))
}

pub(super) fn link(ground: &mut Ground<'_>, link: &Link) -> Result<(), LedgerError> {
    if link.from == link.to {
        return Err(LedgerError::Refused("an entry is not linked to itself".to_owned()));
    }
    for id in [&link.from, &link.to] {
        state::entry(ground.session, id)?;
        ground.rests_on(Class::Entry, id)?;
    }
    save_object(ground, "link", &format!("{}/{}", link.from, link.to), "", Some(link))
}

pub(super) fn cut_link(ground: &mut Ground<'_>, link: &CutLink) -> Result<(), LedgerError> {
    let id = format!("{}/{}", link.from, link.to);
    super::must_be(ground.session, "link", &id)?;
    save_object::<()>(ground, "link", &id, "", None)
}

pub(super) fn align(ground: &mut Ground<'_>, align: &Align) -> Result<(), LedgerError> {
    let mut accounts = Vec::new();
    for id in [&align.a, &align.b] {
        accounts.push(state::entry(ground.session, id)?.account);
        ground.rests_on(Class::Entry, id)?;
    }
    if accounts[0] == accounts[1] {
        return Err(LedgerError::Refused("entries of one account are not aligned; those of two accounts are".to_owned()));
    }
    save_object(ground, "alignment", &alignment_id(&align.a, &align.b), "", Some(align))
}

/// The id of what was decided about two entries, in whatever order they are named.
fn alignment_id(a: &str, b: &str) -> String {
    format!("{}/{}", a.min(b), a.max(b))
}
