//! Scores: how far parties kept what they promised, and their averages.
//!
//! Averages are those of the G7 and G20 Research Groups: the mean of the scores −1, 0 and +1 that were given, and the
//! compliance percentage (mean + 1) × 50. A blank is no score, and never a zero.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::SignedScore;
use super::placed::followed;
use super::scope::{Scope, accounts_of};
use crate::database::{Session, all};
use crate::error::LedgerError;
use crate::operation::Phase;
use crate::state::{from_json, objects_of};
use crate::workspace::Workspace;

/// The average of some scores.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Average {
    /// How many scores there are, without blanks; at least 1.
    pub n: usize,
    /// Their mean, −1 to 1.
    pub mean: f64,
    /// Compliance, 0 to 100: (mean + 1) × 50.
    pub percent: f64,
}

impl Average {
    /// Of scores, without blanks; nothing of none.
    #[must_use]
    pub fn of(scores: impl IntoIterator<Item = i8>) -> Option<Self> {
        let (n, sum) = scores.into_iter().fold((0_usize, 0_i64), |(n, sum), score| (n + 1, sum + i64::from(score)));
        let mean = sum as f64 / n as f64;
        (n > 0).then_some(Self { n, mean, percent: (sum + n as i64) as f64 * 50.0 / n as f64 })
    }
}

/// Averages by phase.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Averages {
    /// Of the interim scores.
    pub interim: Option<Average>,
    /// Of the final scores.
    pub r#final: Option<Average>,
    /// Of the last score of each party and entry: the final one, or the interim one where there is no final one.
    pub last: Option<Average>,
}

impl Averages {
    pub(crate) fn of(scores: &[&SignedScore]) -> Self {
        let of = |phase| Average::of(scores.iter().filter(|signed| signed.score.phase == phase).filter_map(|signed| signed.score.score));
        let mut last: BTreeMap<(&str, &str), &SignedScore> = BTreeMap::new();
        for &signed in scores {
            let score = &signed.score;
            let known = last.entry((&score.entry, &score.party)).or_insert(signed);
            if score.phase == Phase::Final {
                *known = signed;
            }
        }
        let last = Average::of(last.values().filter_map(|signed| signed.score.score));
        Self { interim: of(Phase::Interim), r#final: of(Phase::Final), last }
    }
}

/// The scores of one entry.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ScoreTable {
    /// One row a party, by name.
    pub rows: Vec<ScoreRow>,
    /// Averages over the parties.
    pub averages: Averages,
}

/// The scores of one party.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ScoreRow {
    /// The party.
    pub party: String,
    /// Halfway, where it was scored; its `score` is null where the commitment does not apply.
    pub interim: Option<SignedScore>,
    /// At the end, where it was scored.
    pub r#final: Option<SignedScore>,
}

/// How far one party kept its commitments.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PartyScores {
    /// The party.
    pub party: String,
    /// How many entries were scored for it, blanks too.
    pub entries: usize,
    /// Averages over its entries.
    pub averages: Averages,
}

impl Workspace {
    /// The scores of the commitment whose id begins so.
    ///
    /// # Errors
    /// None does, several do, or it is no commitment or request.
    pub fn scores(&mut self, entry: &str) -> Result<ScoreTable, LedgerError> {
        let session = self.session.as_mut();
        let placed = followed(session, entry)?;
        scores_of(session, placed.id()).map(|scores| table_of(&scores))
    }

    /// Scores by party, over a dossier or two states, or the whole workspace when nothing is said. Entries that do not count
    /// (rejected, replaced) are left out.
    ///
    /// # Errors
    /// There is no such dossier, or the database fails.
    pub fn scores_by_party(&mut self, scope: Option<&Scope>) -> Result<Vec<PartyScores>, LedgerError> {
        let session = self.session.as_mut();
        let accounts = scope.map(|scope| accounts_of(session, scope)).transpose()?;
        let sql = "SELECT objects.body, entries.account FROM objects JOIN entries ON entries.id = objects.parent
                   WHERE objects.class = 'score' AND entries.live = 1 ORDER BY objects.name";
        let mut scores = all(session, sql, &[], |row| Ok((from_json::<SignedScore>(row.text(0)?)?, row.integer(1)?)))?;
        scores.retain(|(_, account)| accounts.as_ref().is_none_or(|accounts| accounts.binary_search(account).is_ok()));
        let mut by_party: BTreeMap<&str, Vec<&SignedScore>> = BTreeMap::new();
        for (signed, _) in &scores {
            by_party.entry(&signed.score.party).or_default().push(signed);
        }
        let of_party = |(party, scores): (&str, Vec<&SignedScore>)| PartyScores {
            party: party.to_owned(),
            entries: scores.iter().map(|signed| &signed.score.entry).collect::<BTreeSet<_>>().len(),
            averages: Averages::of(&scores),
        };
        Ok(by_party.into_iter().map(of_party).collect())
    }
}

/// The scores of an entry, by phase and party.
pub(crate) fn scores_of(session: &mut dyn Session, entry: &str) -> Result<Vec<SignedScore>, LedgerError> {
    objects_of(session, "score", entry)
}

/// Scores of one entry as a table.
pub(crate) fn table_of(scores: &[SignedScore]) -> ScoreTable {
    let mut rows: BTreeMap<&str, ScoreRow> = BTreeMap::new();
    for signed in scores {
        let party = signed.score.party.as_str();
        let row = rows.entry(party).or_insert_with(|| ScoreRow { party: party.to_owned(), interim: None, r#final: None });
        match signed.score.phase {
            Phase::Interim => row.interim = Some(signed.clone()),
            Phase::Final => row.r#final = Some(signed.clone()),
        }
    }
    ScoreTable { rows: rows.into_values().collect(), averages: Averages::of(&scores.iter().collect::<Vec<_>>()) }
}

#[cfg(test)]
mod tests {
    use super::Average;

    #[test]
    fn blanks_are_no_zeros() {
        let percent = |scores: &[Option<i8>]| Average::of(scores.iter().copied().flatten()).map(|average| (average.n, average.percent));
        assert_eq!(percent(&[Some(1), None, Some(0)]), Some((2, 75.0)));
        assert_eq!(percent(&[Some(-1)]), Some((1, 0.0)));
        assert_eq!(percent(&[None, None]), None);
    }
}
