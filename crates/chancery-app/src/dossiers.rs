//! Making and changing dossiers: what a person says of one, as operations of the ledger.

use chancery_ledger::operation::{Dossier, DossierAbout, DossierAccounts};
use chancery_ledger::{AccountFilter, LedgerError, Operation, Workspace, id_of};

/// Characters of an id that is made of a hash.
const BRIEF: usize = 8;

/// A dossier that is to be made.
#[derive(Debug)]
pub struct NewDossier {
    /// Its id.
    pub id: String,
    /// What makes it.
    pub operations: Vec<Operation>,
}

/// A dossier of accounts, given by how their ids begin, or of a relationship, which holds all accounts about its states.
///
/// # Errors
/// It has no name, a relationship has one state, or there is no such account.
pub fn new_dossier(workspace: &mut Workspace, name: &str, accounts: &[String], states: &[String]) -> Result<NewDossier, LedgerError> {
    if name.trim().is_empty() {
        return Err(LedgerError::Refused("a dossier needs a name".to_owned()));
    }
    if states.len() == 1 {
        return Err(LedgerError::Refused("a relationship has two states or more, for instance CHN,USA".to_owned()));
    }
    let id = fresh_id(workspace, name)?;
    let mut accounts = full_ids(workspace, accounts)?;
    let about = if states.is_empty() { DossierAbout::Event } else { DossierAbout::Relationship };
    if about == DossierAbout::Relationship {
        let filter = AccountFilter { states: states.to_vec(), ..AccountFilter::default() };
        accounts.extend(workspace.accounts(&filter)?.into_iter().map(|account| account.id));
    }
    let mut operations =
        vec![Operation::SetDossier(Dossier { dossier: id.clone(), name: name.trim().to_owned(), about, states: states.to_vec() })];
    if !accounts.is_empty() {
        operations.push(Operation::IncludeAccounts(DossierAccounts { dossier: id.clone(), accounts }));
    }
    Ok(NewDossier { id, operations })
}

/// What is to be changed of a dossier.
#[derive(Debug, Default)]
pub struct DossierChange {
    /// What it is called now.
    pub name: Option<String>,
    /// Accounts that it takes in, by how their ids begin.
    pub include: Vec<String>,
    /// Accounts that leave it, by how their ids begin.
    pub exclude: Vec<String>,
}

/// A change of the dossier whose id begins so; no operation when there is nothing to change.
///
/// # Errors
/// There is no such dossier or account, or the new name is empty.
pub fn changed_dossier(workspace: &mut Workspace, prefix: &str, change: &DossierChange) -> Result<Vec<Operation>, LedgerError> {
    let before = workspace.dossier(prefix)?.dossier;
    let dossier = before.dossier.clone();
    let mut operations = Vec::new();
    if let Some(name) = change.name.as_deref().map(str::trim) {
        if name.is_empty() {
            return Err(LedgerError::Refused("a dossier needs a name".to_owned()));
        }
        operations.push(Operation::SetDossier(Dossier { name: name.to_owned(), ..before }));
    }
    if !change.include.is_empty() {
        let accounts = full_ids(workspace, &change.include)?;
        operations.push(Operation::IncludeAccounts(DossierAccounts { dossier: dossier.clone(), accounts }));
    }
    if !change.exclude.is_empty() {
        let accounts = full_ids(workspace, &change.exclude)?;
        operations.push(Operation::ExcludeAccounts(DossierAccounts { dossier, accounts }));
    }
    Ok(operations)
}

fn full_ids(workspace: &mut Workspace, prefixes: &[String]) -> Result<Vec<String>, LedgerError> {
    prefixes.iter().map(|prefix| Ok(workspace.account(prefix)?.id)).collect()
}

/// An id that a person can write: the name in small letters, or a part of a hash where it has none; made longer when taken.
fn fresh_id(workspace: &mut Workspace, name: &str) -> Result<String, LedgerError> {
    let words = name.to_lowercase();
    let parts: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let base = if parts.is_empty() { id_of(&[name]).chars().take(BRIEF).collect() } else { parts.join("-") };
    let taken: Vec<String> = workspace.dossiers()?.into_iter().map(|dossier| dossier.dossier.dossier).collect();
    let numbered = (2..).map(|number| format!("{base}-{number}"));
    let free = std::iter::once(base.clone()).chain(numbered).find(|id| !taken.contains(id));
    Ok(free.unwrap_or(base))
}
