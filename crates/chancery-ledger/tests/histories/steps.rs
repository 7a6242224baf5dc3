//! Random steps that people take in a workspace.

use chancery_ledger::operation::{
    Decide, Dossier, DossierAbout, DossierAccounts, Follow, Phase, Policy, Relation, RemoveAccount, Score, Status, Undo,
};
use chancery_ledger::reading::Reading;
use chancery_ledger::{AccountFilter, AccountRow, Context, EntryRow, LedgerError, Operation, Place, Workspace};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::common::{entry, evidence, incoming, linked, reading};

/// One step: what is done, and what is picked for it.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    what: u8,
    pick: u16,
    other: u16,
}

/// Steps at random.
pub fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let step = (0_u8..18, 0_u16..1000, 0_u16..1000).prop_map(|(what, pick, other)| Step { what, pick, other });
    prop::collection::vec(step, 1..most)
}

/// Someone who takes steps, one a second.
pub struct Person {
    pub name: &'static str,
    pub second: usize,
}

impl Person {
    /// Takes a step; whether anything came of it. What does not fit is refused, which is no failure.
    pub fn take(&mut self, workspace: &mut Workspace, step: Step) -> bool {
        self.second += 1;
        let time = format!("2031-06-01T{:02}:{:02}:{:02}Z", self.second / 3600, self.second / 60 % 60, self.second % 60);
        let by = Context { author: self.name, time: &time, reason: "as it seems" };
        let before = workspace.head().expect("there");
        if step.what == 0 {
            let source = format!("{}.txt", step.other % 3);
            workspace.add(&by, vec![incoming(&source, account(step.pick % 6, 0))]).expect("added");
        } else {
            match operation(workspace, step).and_then(|found| found.map(|done| workspace.append(&by, &done)).transpose()) {
                Ok(_)
                | Err(
                    LedgerError::Unknown { .. }
                    | LedgerError::Stale { .. }
                    | LedgerError::DependedOn { .. }
                    | LedgerError::Refused(_)
                    | LedgerError::Ambiguous { .. },
                ) => {}
                Err(error) => panic!("{error}"),
            }
        }
        workspace.head().expect("there") != before
    }
}

/// One of a few accounts, as one of two lexicons has it.
pub fn account(number: u16, lexicon: u16) -> Reading {
    let text = format!(
        "Alvonia will build {number} bridges by the end of 2031. Berland opposes toll {number}. Alvonia asks Berland for {number} maps."
    );
    let mut entries = vec![
        entry(&text, "commitment", &format!("Alvonia will build {number} bridges by the end of 2031"), json!({"parties": ["ALV", "BER"]})),
        entry(&text, "position", &format!("Berland opposes toll {number}"), json!({"holder": ["BER"], "stance": "oppose"})),
    ];
    if lexicon > 0 {
        entries[0]["areas"] = json!(["transport"]);
        entries.push(entry(&text, "request", &format!("Alvonia asks Berland for {number} maps"), json!({})));
    }
    let mut reading = reading(&text, &format!("2031-05-{:02}", number + 1), &entries);
    reading.generator.lexicon = format!("lexicon {lexicon}");
    reading
}

fn picked<T: Clone>(list: &[T], pick: u16) -> Option<T> {
    (!list.is_empty()).then(|| list[usize::from(pick) % list.len()].clone())
}

fn operation(workspace: &mut Workspace, step: Step) -> Result<Option<Operation>, LedgerError> {
    let accounts = workspace.accounts(&AccountFilter { all: true, ..AccountFilter::default() })?;
    let mut rows: Vec<EntryRow> = Vec::new();
    for account in &accounts {
        rows.extend(workspace.entries_of(account)?);
    }
    let (Some(account), Some(row)) = (picked(&accounts, step.pick), picked(&rows, step.pick)) else { return Ok(None) };
    let id = row.entry.id.clone();
    let last = workspace.head()?.seq;
    let undo = |operation| Some(Operation::Undo(Undo { operation }));
    Ok(match step.what {
        1 | 2 => Some(Operation::Accept(Decide { entries: vec![row.seen()] })),
        3 => Some(Operation::Reject(Decide { entries: vec![row.seen()] })),
        4 => Some(workspace.editing(&id, fields(json!({"areas": [format!("area{}", step.other % 3)]})))?),
        5 => Some(workspace.splitting(&id, &[row.entry.span[0] + 8])?),
        6 => {
            let together: Vec<String> =
                rows.iter().filter(|other| other.account == row.account).map(|row| row.entry.id.clone()).take(2).collect();
            Some(workspace.merging(&together)?)
        }
        7 => {
            let start = u32::from(step.other % 20);
            Some(workspace.making(&account.id, "formulation", [start, start + 9], &fields(json!({"term": "bridge"})))?)
        }
        8 => Some(Operation::Follow(followed(&id, step.other))),
        9 => Some(evident(workspace, &account, &id, step.other)?),
        10 => {
            let score = Some((step.other % 3) as i8 - 1);
            let rationale = format!("reason {}", step.other % 2);
            Some(Operation::SetScore(Score { entry: id, party: "ALV".to_owned(), phase: Phase::Final, score, rationale }))
        }
        11 => picked(&rows, step.other).map(|other| linked(&id, &other.entry.id, Relation::Reaffirmed)),
        12 => Some(workspace.noting("entry", &id, &format!("note {}", step.other), "2031-06-01")?),
        13 => Some(dossier(&account, step.other)),
        14 => undo(last - i64::from(step.other % 4)),
        15 => workspace.undone()?.pop().and_then(|(_, undoing)| undo(undoing)),
        16 if step.other.is_multiple_of(3) => Some(Operation::RemoveAccount(RemoveAccount { account: account.id })),
        16 => workspace.accepting_by(Policy { confidence: 0.5, accounts: vec![account.id], ..Policy::default() })?,
        _ => {
            let number = (0..6).find(|number| self::account(*number, 0).document.id == account.id).expect("one of them");
            workspace.rereading(&account, self::account(number, step.other % 2))?
        }
    })
}

fn fields(value: Value) -> serde_json::Map<String, Value> {
    value.as_object().expect("an object").clone()
}

fn followed(entry: &str, pick: u16) -> Follow {
    let mut follow = Follow { entry: entry.to_owned(), owner: None, due: None, status: None, on: None };
    match pick % 3 {
        0 => follow.owner = Some(format!("desk {}", pick % 2)),
        1 => follow.due = Some(format!("2031-07-{:02}", pick % 28 + 1)),
        _ => follow.status = picked(&Status::ALL, pick),
    }
    follow
}

fn evident(workspace: &mut Workspace, account: &AccountRow, entry: &str, pick: u16) -> Result<Operation, LedgerError> {
    let text = workspace.reading(account)?.document.text;
    let words = if pick.is_multiple_of(2) { "Berland opposes" } else { "Alvonia asks" };
    Ok(Operation::AddEvidence(evidence(entry, &text, words, "2031-06-20", None)))
}

fn dossier(account: &AccountRow, pick: u16) -> Operation {
    let dossier = format!("bridges{}", pick % 2);
    match pick % 4 {
        0 => {
            let name = format!("Bridges {}", pick % 5);
            Operation::SetDossier(Dossier { dossier, name, about: DossierAbout::Event, states: Vec::new() })
        }
        1 => Operation::ExcludeAccounts(DossierAccounts { dossier, accounts: vec![account.id.clone()] }),
        _ => Operation::IncludeAccounts(DossierAccounts { dossier, accounts: vec![account.id.clone()] }),
    }
}

/// A copy of a workspace in a folder.
pub fn copied(workspace: &mut Workspace, folder: &std::path::Path, name: &str) -> (Workspace, Place) {
    let place = Place::File(folder.join(name));
    let mut backup = Vec::new();
    workspace.backup(&mut backup).expect("backed up");
    Workspace::restore(&place, backup.as_slice()).expect("restored");
    (Workspace::open(&place).expect("opened"), place)
}
