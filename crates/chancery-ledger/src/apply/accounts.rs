//! Accounts come, go and are read again; dossiers hold them together.

use std::collections::{BTreeMap, BTreeSet};

use super::must_be;
use crate::dossier::DossierState;
use crate::error::LedgerError;
use crate::operation::{AddAccount, AddSource, Dossier, DossierAccounts, RemoveAccount, RemoveDossier, RereadAccount};
use crate::reading::{Entry, Reading};
use crate::state::{
    self, AccountRow, Class, EntryRow, EntryState, Fresh, Ground, Review, Standing, Suggestion, create_entry, next_entry_num, object,
    put_account, put_fresh, save_account, save_entry, save_object, save_source,
};

/// Entries or paragraphs that an account may have at most, as the numbering has it.
const MOST: usize = 1 << 20;

pub(super) fn add(ground: &mut Ground<'_>, add: &AddAccount) -> Result<(), LedgerError> {
    take_in(ground, add, None)
}

/// An account comes in, of which may be known what is to be written when it is new.
pub(super) fn take_in(ground: &mut Ground<'_>, add: &AddAccount, fresh: Option<&Fresh>) -> Result<(), LedgerError> {
    let reading = &add.reading;
    let id = reading.document.id.as_str();
    let known = state::account_if_any(ground.session, id)?;
    if known.is_some() || add.version_of.is_some() {
        ground.later.write(ground.session)?;
    }
    if let Some(known) = known {
        // Once more the same text: a further source, or an account that was taken out and comes back.
        if known.standing != Standing::Current {
            save_account(ground, &AccountRow { standing: Standing::Current, replaced_by: None, ..known })?;
        } else {
            ground.rests_on(Class::Account, id)?;
        }
        return save_source(ground, &add.source, id);
    }
    if reading.entries.len() >= MOST || reading.paragraphs.len() >= MOST {
        return Err(LedgerError::Refused(format!("{}: an account can have {MOST} entries and paragraphs; split it", add.source)));
    }
    match (&add.version_of, fresh) {
        (Some(old), _) => put_version(ground, add, old),
        (None, Some(fresh)) => put_fresh(ground, add, fresh),
        (None, None) => put_fresh(ground, add, &Fresh::of(add)?),
    }
}

/// Writes an account that takes the place of another.
fn put_version(ground: &mut Ground<'_>, add: &AddAccount, old: &str) -> Result<(), LedgerError> {
    let reading = &add.reading;
    let id = reading.document.id.as_str();
    ground.writes(Class::Account, id, None)?;
    let account = AccountRow::of_reading(reading, ground.seq, add.version_of.clone());
    put_account(ground.session, &account, Some(reading))?;
    save_source(ground, &add.source, id)?;
    let inherited = replace_version(ground, old, id)?;
    let first = next_entry_num(ground.session, account.num)?;
    for (num, entry) in (first..).zip(&reading.entries) {
        if state::is_entry(ground.session, &entry.id)? {
            continue;
        }
        let mut row = EntryRow {
            num,
            account: account.num,
            entry: entry.clone(),
            state: EntryState::Proposed,
            review: Review::default(),
            revision: ground.seq,
        };
        if let Some((state, review)) = inherited.get(&(entry.kind.clone(), entry.quote.clone())) {
            row.state = *state;
            row.review = review.clone();
        }
        create_entry(ground.session, &row, &account)?;
    }
    Ok(())
}

/// What was decided about entries, by kind and words.
type Decisions = BTreeMap<(String, String), (EntryState, Review)>;

/// Puts a new version in the place of an old one; what people decided about the old one's entries, for those whose words
/// did not change.
fn replace_version(ground: &mut Ground<'_>, old: &str, new: &str) -> Result<Decisions, LedgerError> {
    let before = state::account(ground.session, old)?;
    let rows = state::entries_of(ground.session, before.num)?;
    save_account(ground, &AccountRow { standing: Standing::Replaced, replaced_by: Some(new.to_owned()), ..before })?;
    let decided = rows.into_iter().filter(|row| matches!(row.state, EntryState::Accepted | EntryState::Rejected));
    Ok(decided
        .map(|row| {
            let review = Review { from: vec![row.entry.id.clone()], ..row.review };
            ((row.entry.kind, row.entry.quote), (row.state, review))
        })
        .collect())
}

pub(super) fn add_source(ground: &mut Ground<'_>, add: &AddSource) -> Result<(), LedgerError> {
    state::account(ground.session, &add.account)?;
    ground.rests_on(Class::Account, &add.account)?;
    save_source(ground, &add.source, &add.account)
}

pub(super) fn remove(ground: &mut Ground<'_>, remove: &RemoveAccount) -> Result<(), LedgerError> {
    let account = state::account(ground.session, &remove.account)?;
    if account.standing == Standing::Removed {
        return Err(LedgerError::Refused(format!("account {} was taken out already", account.id)));
    }
    save_account(ground, &AccountRow { standing: Standing::Removed, ..account })
}

/// What no one decided on becomes as the new reading has it; what a person decided on stays, and says how the new reading
/// differs.
pub(super) fn reread(ground: &mut Ground<'_>, reread: &RereadAccount) -> Result<(), LedgerError> {
    let account = state::account(ground.session, &reread.account)?;
    if reread.reading.document.id != account.id {
        return Err(LedgerError::Refused(format!("the new reading is of another text ({})", reread.reading.document.id)));
    }
    let fresh = AccountRow::of_reading(&reread.reading, ground.seq, account.version_of.clone());
    // What a person told of the account stays where the new reading does not say it.
    let account = AccountRow {
        num: account.num,
        standing: account.standing,
        replaced_by: account.replaced_by,
        title: fresh.title.or(account.title),
        date: fresh.date.or(account.date),
        ..fresh
    };
    save_account(ground, &account)?;
    update_entries(ground, &account, &reread.reading)
}

fn update_entries(ground: &mut Ground<'_>, account: &AccountRow, reading: &Reading) -> Result<(), LedgerError> {
    let rows = state::entries_of(ground.session, account.num)?;
    let found: BTreeMap<&str, &Entry> = reading.entries.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    let known: BTreeSet<String> = rows.iter().map(|row| row.entry.id.clone()).collect();
    for mut row in rows {
        let now = found.get(row.entry.id.as_str()).copied();
        let before = row.clone();
        if row.state.is_decided() {
            row.review.suggestion = match now {
                Some(entry) if *entry != row.entry && row.state != EntryState::Rejected => {
                    Some(Suggestion::Changed(Box::new(entry.clone())))
                }
                None if !row.entry.rule.is_empty() && row.state == EntryState::Accepted => Some(Suggestion::Gone),
                _ => None,
            };
        } else if let Some(entry) = now {
            row.entry = entry.clone();
            row.state = EntryState::Proposed;
        } else {
            row.state = EntryState::Withdrawn;
        }
        if row != before {
            save_entry(ground, &mut row)?;
        } else if now.is_some_and(|entry| *entry != row.entry) {
            // Taking back what was decided would bring the older reading back.
            ground.rests_on(Class::Entry, &row.entry.id)?;
        }
    }
    for entry in reading.entries.iter().filter(|entry| !known.contains(&entry.id)) {
        let num = next_entry_num(ground.session, account.num)?;
        let entry = entry.clone();
        save_entry(
            ground,
            &mut EntryRow { num, account: account.num, entry, state: EntryState::Proposed, review: Review::default(), revision: 0 },
        )?;
    }
    Ok(())
}

pub(super) fn set_dossier(ground: &mut Ground<'_>, dossier: &Dossier) -> Result<(), LedgerError> {
    if dossier.name.trim().is_empty() {
        return Err(LedgerError::Refused("a dossier needs a name".to_owned()));
    }
    let before: Option<DossierState> = object(ground.session, "dossier", &dossier.dossier)?;
    let accounts = before.map(|before| before.accounts).unwrap_or_default();
    let state = DossierState { dossier: dossier.clone(), accounts };
    save_object(ground, "dossier", &dossier.dossier, "", Some(&state))
}

pub(super) fn include(ground: &mut Ground<'_>, include: &DossierAccounts) -> Result<(), LedgerError> {
    let mut dossier = dossier(ground, &include.dossier)?;
    for id in &include.accounts {
        let account = state::account(ground.session, id)?;
        ground.rests_on(Class::Account, id)?;
        if account.standing == Standing::Removed {
            return Err(LedgerError::Refused(format!("account {id} was taken out of the workspace")));
        }
        dossier.accounts.insert(id.clone());
    }
    save_object(ground, "dossier", &include.dossier, "", Some(&dossier))
}

pub(super) fn exclude(ground: &mut Ground<'_>, exclude: &DossierAccounts) -> Result<(), LedgerError> {
    let mut dossier = dossier(ground, &exclude.dossier)?;
    for id in &exclude.accounts {
        if !dossier.accounts.remove(id) {
            return Err(LedgerError::Refused(format!("account {id} is not in the dossier")));
        }
    }
    save_object(ground, "dossier", &exclude.dossier, "", Some(&dossier))
}

pub(super) fn remove_dossier(ground: &mut Ground<'_>, remove: &RemoveDossier) -> Result<(), LedgerError> {
    must_be(ground.session, "dossier", &remove.dossier)?;
    save_object::<()>(ground, "dossier", &remove.dossier, "", None)
}

fn dossier(ground: &mut Ground<'_>, id: &str) -> Result<DossierState, LedgerError> {
    object(ground.session, "dossier", id)?.ok_or_else(|| LedgerError::Unknown { class: "dossier", id: id.to_owned() })
}
