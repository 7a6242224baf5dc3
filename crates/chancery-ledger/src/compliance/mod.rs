//! The wide tables in which the G7 and G20 Research Groups publish how members complied with commitments.
//!
//! A table has a row for each commitment: `area,id,year[,code],text,average` and a column for each member, with the scores
//! −1, 0 and 1 and a blank where the commitment does not apply to the member. [`read_table`] keeps every cell as it is
//! printed, [`ComplianceTable::findings`] lists what looks wrong, [`ComplianceTable::aggregates`] gives the means, and
//! [`write_table`] writes the same shape. Nothing is corrected: a finding says what a cell most likely was, a person decides.
//!
//! Left out: what a commitment is, whose text it is from, and the evidence for a score.

mod aggregates;
mod error;
mod findings;
mod ids;
mod members;
mod read;
mod table;
mod write;

pub use aggregates::{Aggregates, CommitmentMean, Mean, MemberMean};
pub use error::ComplianceError;
pub use findings::{Finding, Problem};
pub use members::member_id;
pub use read::read_table;
pub use table::{Cell, ComplianceTable, LineEnd, Row, Score, stem};
pub use write::{Averages, write_table};
