//! Dossiers: the accounts of one event or of a relationship.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::database::Session;
use crate::error::LedgerError;
use crate::operation::Dossier;
use crate::state::object;

/// A dossier as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierState {
    /// What it is about.
    #[serde(flatten)]
    pub dossier: Dossier,
    /// Its accounts.
    pub accounts: BTreeSet<String>,
}

/// The dossier with an id.
pub(crate) fn dossier(session: &mut dyn Session, id: &str) -> Result<DossierState, LedgerError> {
    object(session, "dossier", id)?.ok_or_else(|| LedgerError::Unknown { class: "dossier", id: id.to_owned() })
}
