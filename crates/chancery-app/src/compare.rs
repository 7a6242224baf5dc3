//! Accounts of one event laid side by side: from readings and workspaces to a comparison, and the
//! format it is written in, `chancery.comparison/1`.

mod account;
mod json;
mod page;
mod versions;

pub use account::{Given, decisions};
pub use chancery_compare::alignment::{Balance, Bundle, Confirmation, Decision, Difference, Link, Place, Reason, Relation};
pub use chancery_compare::alignment::{compare, compare_decided};
pub use chancery_compare::versions::{Alarm, Bead, Copies, Piece, Settled, Translation, Versions};
pub use chancery_compare::{Account, Comparison, Statement};
pub use json::{
    AccountJson, BalanceJson, ComparisonJson, ConfirmationJson, DifferenceJson, LinkJson, ReasonJson, RepeatJson, SCHEMA, SideJson,
    StatementJson,
};
pub use page::{letter, page};
pub use versions::{VersionsJson, compare_versions};
