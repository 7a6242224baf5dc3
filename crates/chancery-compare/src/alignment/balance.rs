//! How much of an account is about what.

use crate::account::Account;

/// The areas of one account, in the order they first come up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    /// Each area.
    pub areas: Vec<AreaShare>,
    /// Code points of all statements together.
    pub length: usize,
}

/// How much of an account is about one area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaShare {
    /// The area.
    pub area: String,
    /// How many statements are about it.
    pub statements: usize,
    /// Their code points together; a statement about several areas counts whole for each.
    pub length: usize,
    /// Where it first comes up, in code points of the text.
    pub first: usize,
}

/// The balance of an account.
pub(super) fn of_account(account: &Account) -> Balance {
    let mut areas: Vec<AreaShare> = Vec::new();
    let mut whole = 0;
    for statement in &account.statements {
        let length = statement.span[1].saturating_sub(statement.span[0]);
        whole += length;
        for area in &statement.areas {
            match areas.iter_mut().find(|share| share.area == *area) {
                Some(share) => {
                    share.statements += 1;
                    share.length += length;
                }
                None => areas.push(AreaShare { area: area.clone(), statements: 1, length, first: statement.span[0] }),
            }
        }
    }
    Balance { areas, length: whole }
}
