//! Wording over time: how set phrases come, change and go.
//!
//! [`Accounts`] holds accounts in order of their days. From them come [`formulations`], what each reading took for set phrases,
//! grouped by concept; [`phrase`], any words looked for in the text itself; [`Series`], uses by issuer and period with the
//! accounts that there were, so that a share can be told from a count; [`variants`]; [`company`]; [`turned`], what came and
//! what went; and [`discover`], phrases that recur and that the lexicon does not know. Places are bytes inside, code points
//! outside. No clock: what is new is new since a day that is asked for.

mod account;
mod company;
mod difference;
pub mod discover;
mod history;
mod period;
pub mod phrase;
mod series;
mod since;
#[cfg(test)]
mod tests;
mod variants;

pub(crate) use account::iso;
pub use account::{Account, Accounts, Coded, Place, Use};
pub use company::{Companion, company};
pub use difference::{Difference, difference};
pub use history::{Formulation, Summary, Unit, formulations};
pub use period::{Length, Period};
pub use series::{Cell, Line, Series};
pub use since::{TELLING, Turn, Turned, turned};
pub use variants::{Variant, variants};
