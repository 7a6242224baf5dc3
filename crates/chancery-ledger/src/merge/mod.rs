//! Two workspaces that grew apart become one, and no decision is lost.
//!
//! What was done in the other workspace after the last operation that both have is carried out here, in order and with its
//! own author, time and reason. What does not fit what was done here meanwhile is kept as a conflict, for a person to
//! settle. Operations that are here already, from whichever workspace they came, are not taken twice.

mod fit;
mod lineage;
mod translate;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use schemars::JsonSchema;
use serde::Serialize;

use crate::Operation;
use crate::database::{Next, Session};
use crate::error::LedgerError;
use crate::log::{self, Head};
use crate::operation::{Conflict, MergeWorkspace, SettleConflict, Take, Taken};
use crate::record::{BEGINNING, Context, Record, id_of};
use crate::state::{complete_id, object, objects_of};
use crate::workspace::{Receipt, Workspace, append_one};
use lineage::{Names, fork_of, hash_at, kind_at};
use translate::on_what_stands;

/// Records that are held at a time.
const AT_A_TIME: i64 = 32;

/// Whether two workspaces may be merged that have no operation in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginnings {
    /// They must have begun as one.
    Common,
    /// They may have begun apart.
    MayDiffer,
}

/// What a merge did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Merged {
    /// The last operation that both have in common; 0 when there is none.
    pub fork: i64,
    /// Operations of the other workspace that are now carried out here.
    pub taken: i64,
    /// Operations that had been done here too, and were not done again.
    pub agreed: i64,
    /// What a person has to settle, in order.
    pub conflicts: Vec<Conflict>,
}

impl Workspace {
    /// Takes in what was done in another workspace; all of it, or nothing. Nothing is appended when all of it is here.
    ///
    /// # Errors
    /// The workspaces have nothing in common and must, or the other's log is damaged or newer than this program.
    pub fn merge(&mut self, by: &Context<'_>, other: &mut Self, beginnings: Beginnings) -> Result<Merged, LedgerError> {
        let there = other.session.as_mut();
        self.transaction(|here| {
            let ends = [log::head(here)?, log::head(there)?];
            let fork = fork_of(here, there, [&ends[0], &ends[1]])?;
            if fork == 0 && ends.iter().all(|end| end.seq > 0) && beginnings == Beginnings::Common {
                return Err(LedgerError::Refused(format!(
                    "{} and {} have no operation in common; say that they may have begun apart to merge them all the same",
                    here.place(),
                    there.place()
                )));
            }
            let [own_end, other_end] = ends;
            Merging::new(here, there, fork, own_end)?.carry_out(by, &other_end)
        })
    }

    /// What is still to be settled, by the order of ids.
    ///
    /// # Errors
    /// The database fails.
    pub fn conflicts(&mut self) -> Result<Vec<Conflict>, LedgerError> {
        objects_of(self.session.as_mut(), "conflict", "")
    }

    /// Settles the conflict whose id begins so: the other workspace's decision is carried out on what stands, or dropped.
    /// A settlement that was made there is only noted, whichever is taken.
    ///
    /// # Errors
    /// There is no such conflict, or the decision does not fit even what stands; then the conflict stays.
    pub fn settle(&mut self, by: &Context<'_>, conflict: &str, take: Take) -> Result<Vec<Receipt>, LedgerError> {
        let id = complete_id(self.session.as_mut(), "conflict", conflict)?;
        self.transaction(|session| {
            let conflict: Conflict =
                object(session, "conflict", &id)?.ok_or_else(|| LedgerError::Unknown { class: "conflict", id: id.clone() })?;
            let mut head = log::head(session)?;
            let take = if conflict.kind == "conflict.settle" { Take::Ours } else { take };
            let settle = Operation::SettleConflict(SettleConflict { conflict: id.clone(), take });
            let mut receipts = vec![append_one(session, &mut head, by, &settle)?];
            if take == Take::Theirs {
                let operation = Operation::parse(&conflict.kind, &conflict.payload)
                    .map_err(|reason| LedgerError::Refused(format!("conflict {id} cannot be carried out: {reason}")))?;
                let operation = on_what_stands(session, operation)?;
                receipts.push(append_one(session, &mut head, by, &operation)?);
            }
            log::note_head(session, &head)?;
            Ok(receipts)
        })
    }
}

/// Two logs while one is merged into the other.
struct Merging<'m> {
    here: &'m mut dyn Session,
    there: &'m mut dyn Session,
    /// The last operation that both have.
    fork: i64,
    /// The end of this log before the merge.
    own_end: i64,
    /// The end of this log now.
    head: Head,
    /// Operations here.
    names: Names,
    /// Operations there.
    names_there: Names,
    /// Operations of this log that the other did not have when the fork was made, by what they say.
    same: HashMap<String, i64>,
    /// Operations of this log that the other was found to have done too.
    agreed: BTreeSet<i64>,
    /// Fingerprints of the entries of readings there, by operation and id.
    read_there: HashMap<i64, BTreeMap<String, String>>,
    /// Names of operations of the other, and what stands for them here.
    taken: Vec<(String, i64)>,
    merged: Merged,
}

/// What is done with a settlement's following operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    /// As with any other.
    AsUsual,
    /// It is taken although it is known, as a conflict.
    Take,
    /// It is left out.
    Leave,
}

impl<'m> Merging<'m> {
    fn new(here: &'m mut dyn Session, there: &'m mut dyn Session, fork: i64, head: Head) -> Result<Self, LedgerError> {
        let names = Names::of(here, fork, head.seq)?;
        let merged = Merged { fork, taken: 0, agreed: 0, conflicts: Vec::new() };
        let own_end = head.seq;
        Ok(Self {
            here,
            there,
            fork,
            own_end,
            head,
            names,
            names_there: Names::default(),
            same: HashMap::new(),
            agreed: BTreeSet::new(),
            read_there: HashMap::new(),
            taken: Vec::new(),
            merged,
        })
    }

    fn carry_out(mut self, by: &Context<'_>, end: &Head) -> Result<Merged, LedgerError> {
        self.names_there = Names::of(self.there, self.fork, end.seq)?;
        let count = self.count_unknown()?;
        if count == 0 {
            return Ok(self.merged);
        }
        let merge = MergeWorkspace { operation: end.seq, hash: end.hash.clone(), fork: self.fork, count };
        append_one(self.here, &mut self.head, by, &Operation::MergeWorkspace(merge))?;
        self.note_same()?;
        let hash = hash_at(self.there, self.fork)?.unwrap_or_else(|| BEGINNING.to_owned());
        let mut there = Head { seq: self.fork, hash };
        let mut then = Then::AsUsual;
        while there.seq < end.seq {
            let records = log::records_after(self.there, there.seq, AT_A_TIME.min(end.seq - there.seq))?;
            if records.is_empty() {
                return Err(LedgerError::Damaged { operation: there.seq + 1, reason: "it is missing from the other workspace".to_owned() });
            }
            for record in &records {
                there = record.following(&there).map_err(|reason| LedgerError::Damaged {
                    operation: record.seq,
                    reason: format!("in the other workspace, {reason}"),
                })?;
                then = self.take(record, then)?;
            }
        }
        let taken = Taken { operations: std::mem::take(&mut self.taken) };
        append_one(self.here, &mut self.head, by, &Operation::Taken(taken))?;
        log::note_head(self.here, &self.head)?;
        Ok(self.merged)
    }

    /// How many operations there are not known here.
    fn count_unknown(&mut self) -> Result<i64, LedgerError> {
        let mut count = 0;
        let (names, names_there) = (&self.names, &self.names_there);
        let sql = "SELECT seq, hash, kind FROM operations WHERE seq > ?1 ORDER BY seq";
        self.there.query(sql, &[self.fork.into()], &mut |row| {
            let mut names_of = names_there.names(row.integer(0)?, row.text(1)?);
            if !row.text(2)?.starts_with("merge") && names_of.all(|name| names.operations(name).is_empty()) {
                count += 1;
            }
            Ok(Next::More)
        })?;
        Ok(count)
    }

    /// Notes what each operation here says that was done since the fork.
    fn note_same(&mut self) -> Result<(), LedgerError> {
        let same = &mut self.same;
        let sql = "SELECT seq, kind, payload FROM operations WHERE seq > ?1 AND seq <= ?2 ORDER BY seq";
        self.here.query(sql, &[self.fork.into(), self.own_end.into()], &mut |row| {
            same.insert(id_of(&[row.text(1)?, row.text(2)?]), row.integer(0)?);
            Ok(Next::More)
        })
    }

    /// Takes one operation of the other log, unless it is here.
    fn take(&mut self, record: &Record, then: Then) -> Result<Then, LedgerError> {
        let names: Vec<String> = self.names_there.names(record.seq, &record.hash).map(str::to_owned).collect();
        let is_known = names.iter().any(|name| !self.names.operations(name).is_empty());
        if then == Then::Leave || record.kind.starts_with("merge") || is_known && then == Then::AsUsual {
            return Ok(if record.kind == "conflict.settle" && self.is_for_theirs(record)? { Then::Leave } else { Then::AsUsual });
        }
        let operation = record.operation()?;
        let next = match &operation {
            Operation::SettleConflict(settle) => return self.take_settlement(record, settle, &names),
            Operation::Conflict(conflict) => {
                let conflict = self.translated_conflict(conflict.clone())?;
                self.keep_conflict(record, &names, conflict)?;
                Then::AsUsual
            }
            operation => {
                for operation in self.translated(operation.clone())? {
                    self.take_operation(record, &names, operation)?;
                }
                Then::AsUsual
            }
        };
        Ok(next)
    }

    fn is_for_theirs(&self, record: &Record) -> Result<bool, LedgerError> {
        Ok(matches!(record.operation()?, Operation::SettleConflict(settle) if settle.take == Take::Theirs))
    }

    /// A settlement that was made there: of a conflict that is open here too it is taken; where the operation stands here,
    /// one for it needs nothing, and one against it is a conflict of its own.
    fn take_settlement(&mut self, record: &Record, settle: &SettleConflict, names: &[String]) -> Result<Then, LedgerError> {
        if object::<Conflict>(self.here, "conflict", &settle.conflict)?.is_some() {
            let operation = Operation::SettleConflict(settle.clone());
            self.append(record, &operation)?;
            self.stands_for(names);
            self.merged.taken += 1;
            return Ok(if settle.take == Take::Theirs { Then::Take } else { Then::AsUsual });
        }
        let stands = self.stands_here(&settle.conflict)?;
        match settle.take {
            Take::Theirs if stands => {
                self.note_agreed(names, self.head.seq);
                Ok(Then::Leave)
            }
            Take::Theirs => {
                self.note_agreed(names, self.head.seq);
                Ok(Then::Take)
            }
            Take::Ours if stands => {
                let why = format!("the operation that conflict {} was about stands here, and was dropped there", settle.conflict);
                self.refuse(record, names, &Operation::SettleConflict(settle.clone()), why)?;
                Ok(Then::AsUsual)
            }
            Take::Ours => {
                self.note_agreed(names, self.head.seq);
                Ok(Then::AsUsual)
            }
        }
    }

    /// Whether the operation that a conflict of the other workspace was about is carried out here.
    fn stands_here(&mut self, conflict: &str) -> Result<bool, LedgerError> {
        let sql = "SELECT payload FROM operations WHERE kind = 'conflict' AND seq > ?1";
        let mut hash = None;
        self.there.query(sql, &[self.fork.into()], &mut |row| {
            let found: Conflict = crate::state::from_json(row.text(0)?)?;
            if found.conflict == conflict {
                hash = Some(found.hash);
                return Ok(Next::Enough);
            }
            Ok(Next::More)
        })?;
        let Some(hash) = hash else { return Ok(false) };
        for operation in self.names.operations(&hash).to_vec() {
            if kind_at(self.here, operation)? != "conflict" {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Takes a translated operation: as it is, in part, or as a conflict.
    fn take_operation(&mut self, record: &Record, names: &[String], operation: Operation) -> Result<(), LedgerError> {
        if let Some(same) = self.done_here(&operation, record.seq)? {
            self.agreed.insert(same);
            self.note_agreed(names, same);
            return Ok(());
        }
        let (fitting, rest) = self.parted(record.seq, operation)?;
        let mut unfit = Vec::from_iter(rest);
        if let Some(operation) = fitting {
            match self.attempt(record, &operation)? {
                None => {
                    self.stands_for(names);
                    self.merged.taken += 1;
                }
                Some(why) => unfit.push((operation, why)),
            }
        }
        unfit.into_iter().try_for_each(|(operation, why)| self.refuse(record, names, &operation, why))
    }

    /// Carries out an operation if it fits; else says why it does not, and nothing was changed.
    fn attempt(&mut self, record: &Record, operation: &Operation) -> Result<Option<String>, LedgerError> {
        self.here.run("SAVEPOINT foreign_operation")?;
        let before = self.head.clone();
        let why = match self.append(record, operation) {
            Ok(()) => self.clash(operation, record.seq)?,
            Err(error) if error.is_about_the_operation() => Some(error.to_string()),
            Err(error) => return Err(error),
        };
        if why.is_some() {
            self.here.run("ROLLBACK TO SAVEPOINT foreign_operation")?;
            self.head = before;
        }
        self.here.run("RELEASE SAVEPOINT foreign_operation")?;
        Ok(why)
    }

    fn append(&mut self, record: &Record, operation: &Operation) -> Result<(), LedgerError> {
        let by = Context { author: &record.author, time: &record.time, reason: &record.reason };
        append_one(self.here, &mut self.head, &by, operation).map(|_| ())
    }

    /// Keeps an operation that does not fit.
    fn refuse(&mut self, record: &Record, names: &[String], operation: &Operation, why: String) -> Result<(), LedgerError> {
        let payload = operation.payload().map_err(|error| LedgerError::Refused(format!("this cannot be kept: {error}")))?;
        let conflict = Conflict {
            conflict: id_of(&[&record.hash, operation.kind(), &payload]),
            hash: names.last().unwrap_or(&record.hash).clone(),
            author: record.author.clone(),
            time: record.time.clone(),
            kind: operation.kind().to_owned(),
            payload,
            why,
        };
        self.keep_conflict(record, names, conflict)
    }

    fn keep_conflict(&mut self, record: &Record, names: &[String], conflict: Conflict) -> Result<(), LedgerError> {
        self.append(record, &Operation::Conflict(conflict.clone()))?;
        self.stands_for(names);
        self.merged.conflicts.push(conflict);
        Ok(())
    }

    /// The last operation here stands for one of the other workspace.
    fn stands_for(&mut self, names: &[String]) {
        self.note(names, self.head.seq);
    }

    fn note_agreed(&mut self, names: &[String], operation: i64) {
        self.note(names, operation);
        self.merged.agreed += 1;
    }

    fn note(&mut self, names: &[String], operation: i64) {
        for name in names {
            self.names.add(name, operation);
            self.taken.push((name.clone(), operation));
        }
    }
}
