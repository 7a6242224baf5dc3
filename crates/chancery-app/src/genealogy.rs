//! The genealogy of a promise in a workspace, or in readings that were gathered.
//!
//! What ties mentions together is what the ledger suggests for threads, and what people confirmed in them.

use std::collections::BTreeMap;

use chancery_compare::genealogy::{Mention, Tie, lineage, reached};
use chancery_compare::state_of;
use chancery_compare::wording::{Difference, difference};
use chancery_ledger::follow::{Change, EntryLine, Reason};
use chancery_ledger::operation::Relation;
use chancery_ledger::{Context, Incoming, LedgerError, Place, Workspace};
use serde::Serialize;

use crate::gathered::Gathered;

pub use chancery_compare::genealogy::CLOSE;

/// Links that are asked for each mention.
const MOST_LINKS: usize = 24;
/// Mentions from which links are asked for.
const MOST_MENTIONS: usize = 64;

/// A promise through accounts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Genealogy {
    /// Its mentions, by day.
    pub mentions: Vec<Told>,
    /// A later account that could have it and has not, when the promise may have been dropped.
    pub dropped_in: Option<Dropped>,
}

/// A mention, and how it came from an earlier one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Told {
    /// The entry.
    #[serde(flatten)]
    pub entry: EntryLine,
    /// Whether it is the one that was asked for.
    pub asked: bool,
    /// The earlier mention that it comes from; nothing for the first.
    pub from: Option<Descent>,
    /// Where it comes from none: the later mention that it is tied to.
    pub into: Option<Descent>,
}

/// How a mention came from an earlier one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Descent {
    /// Id of the other mention.
    pub entry: String,
    /// Its day, ISO 8601.
    pub date: Option<String>,
    /// How the later stands to it.
    pub relation: Relation,
    /// Whether a person said so.
    pub confirmed: bool,
    /// How well the two fit, 0 to 1; 1 where a person said so.
    pub score: f64,
    /// Why they may belong together.
    pub reasons: Vec<Reason>,
    /// What changed.
    pub changes: Vec<Change>,
    /// Which words came in and dropped out; nothing where more changed than stayed.
    pub words: Option<Difference>,
}

/// An account that has nothing of a promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// Its id.
    pub account: String,
    /// Its title.
    pub title: Option<String>,
    /// Its day, ISO 8601.
    pub date: Option<String>,
}

/// What is known while mentions are gathered.
#[derive(Default)]
struct Known {
    places: BTreeMap<String, usize>,
    entries: Vec<EntryLine>,
    ties: BTreeMap<(usize, usize), Descent>,
    asked: Vec<bool>,
    dropped: BTreeMap<usize, Dropped>,
}

/// The genealogy of the commitment or request of a workspace whose id begins so.
///
/// # Errors
/// There is no such entry, there are several, or it is of another kind.
pub fn of_workspace(workspace: &mut Workspace, entry: &str) -> Result<Genealogy, LedgerError> {
    let seed = workspace.entry(entry)?.entry.id;
    let mut known = Known::default();
    known.ask(workspace, &seed)?;
    let Some(&place) = known.places.get(&seed) else {
        return Ok(Genealogy { mentions: alone(workspace, &seed)?, dropped_in: None });
    };
    // Each mention that comes in may bring further ones, until none does.
    loop {
        let line = reached(&known.mentions(), place, &known.ties());
        let next = line.into_iter().find(|&mention| !known.asked[mention] && known.is_promise(mention));
        match next.filter(|_| known.asked.iter().filter(|asked| **asked).count() < MOST_MENTIONS) {
            Some(mention) => known.ask(workspace, &known.entries[mention].entry.clone())?,
            None => return Ok(known.told(place)),
        }
    }
}

/// The genealogy of an entry of readings, which are taken into a workspace in memory for it.
///
/// # Errors
/// There is no such entry, there are several, or it is of another kind.
pub fn of_gathered(gathered: Vec<Gathered>, entry: &str) -> Result<Genealogy, LedgerError> {
    let mut workspace = Workspace::open_or_create(&Place::Memory)?;
    let by = Context { author: "chancery", time: "1970-01-01T00:00:00Z", reason: "" };
    // A source of its own for each text, so that none is a new version of another.
    let incoming =
        gathered.into_iter().map(|one| Incoming { source: format!("{}#{}", one.name, one.reading.document.id), reading: one.reading });
    workspace.add(&by, incoming.collect())?;
    of_workspace(&mut workspace, entry)
}

/// An entry to which nothing is tied.
fn alone(workspace: &mut Workspace, entry: &str) -> Result<Vec<Told>, LedgerError> {
    let row = workspace.entry(entry)?;
    let account = workspace.account_by_num(row.account)?;
    let mut parties: Vec<String> = row.entry.participants().map(|actor| state_of(actor).to_owned()).collect();
    parties.sort();
    parties.dedup();
    let entry = EntryLine {
        entry: row.entry.id,
        kind: row.entry.kind,
        state: row.state,
        account: account.id,
        date: account.date,
        title: account.title,
        quote: row.entry.quote,
        parties,
        areas: row.entry.areas,
    };
    Ok(vec![Told { entry, asked: true, from: None, into: None }])
}

/// Which words came in and dropped out from one quote to another, where less changed than stayed.
fn small_difference(from: &str, to: &str) -> Option<Difference> {
    let letters = |texts: &[String]| texts.iter().map(|text| text.chars().count()).sum::<usize>();
    let found = difference(from, to);
    let changed = letters(&found.came) + letters(&found.dropped);
    (changed < from.chars().count().min(to.chars().count())).then_some(found)
}

impl Known {
    /// Takes in what is tied to an entry.
    fn ask(&mut self, workspace: &mut Workspace, entry: &str) -> Result<(), LedgerError> {
        if let Some(thread) = workspace.thread(entry)? {
            let places: BTreeMap<String, usize> = thread.entries.into_iter().map(|line| (line.entry.clone(), self.place(line))).collect();
            for step in thread.steps {
                let Some((&from, &to)) = places.get(&step.from).zip(places.get(&step.to)) else { continue };
                self.tie(from, to, (step.relation, true, 1.0), Vec::new(), step.changes);
            }
        }
        for link in workspace.suggest_links(entry, MOST_LINKS)? {
            let from = self.place(link.from);
            match link.to {
                Some(to) => {
                    let to = self.place(to);
                    self.tie(from, to, (link.relation, false, link.score), link.reasons, link.changes);
                }
                None => {
                    let title = workspace.account(&link.account)?.title;
                    self.dropped.insert(from, Dropped { account: link.account, title, date: link.date });
                }
            }
        }
        if let Some(&place) = self.places.get(entry) {
            self.asked[place] = true;
        }
        Ok(())
    }

    fn place(&mut self, line: EntryLine) -> usize {
        if let Some(&place) = self.places.get(&line.entry) {
            return place;
        }
        self.places.insert(line.entry.clone(), self.entries.len());
        self.entries.push(line);
        self.asked.push(false);
        self.entries.len() - 1
    }

    fn tie(
        &mut self,
        from: usize,
        to: usize,
        (relation, confirmed, score): (Relation, bool, f64),
        reasons: Vec<Reason>,
        changes: Vec<Change>,
    ) {
        let (entry, date) = (self.entries[from].entry.clone(), self.entries[from].date.clone());
        let words = small_difference(&self.entries[from].quote, &self.entries[to].quote);
        self.ties.entry((from, to)).or_insert(Descent { entry, date, relation, confirmed, score, reasons, changes, words });
    }

    fn is_promise(&self, mention: usize) -> bool {
        matches!(self.entries[mention].kind.as_str(), "commitment" | "request")
    }

    fn mentions(&self) -> Vec<Mention> {
        self.entries.iter().map(|line| Mention { account: line.account.clone(), date: line.date.clone() }).collect()
    }

    fn ties(&self) -> Vec<Tie> {
        self.ties.iter().map(|(&(from, to), descent)| Tie { from, to, score: descent.score }).collect()
    }

    fn told(self, seed: usize) -> Genealogy {
        let line = lineage(&self.mentions(), seed, &self.ties());
        let descents: Vec<(usize, &Descent)> = self.ties.iter().map(|((_, to), descent)| (*to, descent)).collect();
        let later = |tie: usize| {
            let (to, descent) = descents[tie];
            Descent { entry: self.entries[to].entry.clone(), date: self.entries[to].date.clone(), ..descent.clone() }
        };
        let told = line.iter().map(|step| Told {
            entry: self.entries[step.mention].clone(),
            asked: step.mention == seed,
            from: step.tie.map(|tie| descents[tie].1.clone()),
            into: step.later.map(later),
        });
        let dropped_in = line.last().and_then(|last| self.dropped.get(&last.mention)).cloned();
        Genealogy { mentions: told.collect(), dropped_in }
    }
}
