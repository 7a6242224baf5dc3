//! Words of an account as evidence on a commitment or request.

use chancery_ledger::operation::{Direction, Evidence};
use chancery_ledger::reading::{Span, cut};
use chancery_ledger::{LedgerError, Workspace, id_of};

/// Which words.
#[derive(Debug, Clone)]
pub enum Words {
    /// Those of an entry, by how its id begins.
    OfEntry(String),
    /// What stands in an account, by how its id begins, at a span.
    At(String, Span),
}

/// The words as evidence for the commitment or request whose id begins so, about no party and with no amount. Without a day they
/// speak of that of their account. `time` makes the id unlike others.
///
/// # Errors
/// There is no such entry or account, the span is not in it, or no day is known.
pub fn evidence(workspace: &mut Workspace, on: &str, words: &Words, date: Option<&str>, time: &str) -> Result<Evidence, LedgerError> {
    let entry = workspace.entry(on)?.entry.id;
    let (account, span) = match words {
        Words::OfEntry(words) => {
            let row = workspace.entry(words)?;
            (workspace.account_by_num(row.account)?, row.entry.span)
        }
        Words::At(account, span) => (workspace.account(account)?, *span),
    };
    let text = workspace.reading(&account)?.document.text;
    let quote = cut(&text, span).map(str::to_owned);
    let quote = quote.ok_or_else(|| LedgerError::Refused(format!("the span {}..{} is not in account {}", span[0], span[1], account.id)))?;
    let date = date.map(str::to_owned).or_else(|| account.date.clone());
    let date = date.ok_or_else(|| LedgerError::Refused("the account has no day; say of which day the words speak".to_owned()))?;
    Ok(Evidence {
        evidence: id_of(&[&entry, &account.id, &format!("{span:?}"), time]),
        entry,
        account: account.id,
        span,
        quote,
        date,
        direction: Direction::For,
        party: None,
        amount: None,
        note: String::new(),
    })
}
