//! What people decided about statements of two accounts: whether they say one thing.

use crate::error::LedgerError;
use crate::operation::Align;
use crate::state::objects_of;
use crate::workspace::Workspace;

impl Workspace {
    /// Every decision, by the ids of its entries.
    ///
    /// # Errors
    /// The database fails.
    pub fn alignments(&mut self) -> Result<Vec<Align>, LedgerError> {
        objects_of(self.session.as_mut(), "alignment", "")
    }
}
