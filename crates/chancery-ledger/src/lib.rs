//! The ledger: what people keep, correct, settle and follow of the accounts that were read.
//!
//! A [`Workspace`] is an append-only log of [`Operation`]s, each with author, time, reason and the hash of the one before,
//! and the state that follows from it. A reading in the published format comes in; people accept, change and reject its
//! entries, hold accounts together in dossiers, and follow what becomes of commitments. Left out: how an account is read,
//! where it comes from, terminals and clocks; who does something and when is told by the caller.

mod accounts;
pub mod agreement;
mod alignments;
mod apply;
mod backup;
mod coding;
pub mod compliance;
mod database;
mod dossier;
mod error;
mod filter;
pub mod follow;
mod import;
mod log;
mod merge;
pub mod operation;
mod place;
mod queue;
pub mod reading;
mod record;
mod register;
mod review;
mod search;
mod state;
mod words;
mod workspace;

pub use accounts::{AccountFilter, Added, Incoming};
pub use backup::BACKUP_FORMAT;
pub use coding::{PacketState, Sight};
pub use dossier::{DossierState, SuggestedDossier};
pub use error::LedgerError;
pub use filter::EntryFilter;
pub use log::{Damage, Head, Verified};
pub use merge::{Beginnings, Merged};
pub use operation::Operation;
pub use place::Place;
pub use queue::{Queue, QueuePlace, Way};
pub use record::{BEGINNING, Context, Record, id_of};
pub use register::{By, Order, RegisterPlace, Registered};
pub use search::{Found, Hit, Question, Within};
pub use state::{AccountRow, EntryRow, EntryState, Review, Standing, Suggestion};
pub use workspace::{Receipt, Workspace};
