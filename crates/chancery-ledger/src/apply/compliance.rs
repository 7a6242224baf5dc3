//! A compliance table comes in.

use super::accounts;
use crate::compliance::{Cell, member_id};
use crate::error::LedgerError;
use crate::follow::SignedScore;
use crate::operation::{ImportCompliance, Phase, Score};
use crate::state::{Ground, save_object};

/// Who the scores of an imported table are by.
const CODER: &str = "imported";

pub(super) fn import(ground: &mut Ground<'_>, table: &ImportCompliance) -> Result<(), LedgerError> {
    accounts::add(ground, &table.import)?;
    let account = &table.import.reading.document.id;
    save_object(ground, "compliance", account, account, Some(&table.table))?;
    for row in table.table.rows.iter().filter(|row| !row.entry.is_empty()) {
        for (member, cell) in table.table.members.iter().zip(&row.scores) {
            let Some(value) = Cell::new(cell.as_str()).value() else { continue };
            let party = member_id(member);
            let id = format!("{}/{}/{party}", row.entry, Phase::Final.as_str());
            let score = Score { entry: row.entry.clone(), party, phase: Phase::Final, score: Some(value), rationale: String::new() };
            let signed = SignedScore { score, coder: CODER.to_owned(), time: ground.time.to_owned() };
            save_object(ground, "score", &id, &row.entry, Some(&signed))?;
        }
    }
    Ok(())
}
