//! Claims about a side that its own account makes too.

use crate::account::{Account, state_of};

use super::difference::Relation;
use super::link::{Link, Place};

/// What one account says for a side is in that side's own account too.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Confirmation {
    /// The claim.
    pub claim: Place,
    /// The side it is about: an id of a state or group.
    pub side: String,
    /// The statement of that side's account.
    pub by: Place,
    /// Whether that account says it alike.
    pub is_same: bool,
}

/// The claims of accounts that the accounts of those they speak for make too.
pub(super) fn confirmations(accounts: &[Account], links: &[Link]) -> Vec<Confirmation> {
    let mut found = Vec::new();
    for link in links {
        for (claim, by) in [(link.a, link.b), (link.b, link.a)] {
            let statement = &accounts[claim.account].statements[claim.statement];
            let issuers = &accounts[by.account].sides;
            for side in &statement.unconfirmed_by {
                if issuers.iter().any(|issuer| state_of(issuer) == side) {
                    found.push(Confirmation { claim, side: side.clone(), by, is_same: link.relation == Relation::Same });
                }
            }
        }
    }
    found.sort();
    found
}
