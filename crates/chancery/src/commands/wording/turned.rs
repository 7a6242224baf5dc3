//! What came and what went since a day.

use chancery_app::wording::{self, Accounts, TELLING, Turn};

use super::{Wording, around, day, of};
use crate::listing::{Listing, long, short};
use crate::stop::Stop;
use crate::terminal;

/// Prints it.
pub(super) fn print(arguments: &Wording, turn: Turn, accounts: &Accounts) -> Result<(), Stop> {
    let Some(since) = arguments.since else { return Ok(()) };
    let found = wording::turned(accounts, &wording::formulations(accounts, arguments.unit()), turn, since);
    let (kept, doubtful): (Vec<_>, Vec<_>) = found.into_iter().partition(|one| arguments.all || one.chance <= TELLING);
    let (used, silent, empty) = match turn {
        Turn::New => ("first use", "before", "no set phrase of these accounts is new since then"),
        Turn::Gone => ("last use", "since", "no set phrase of these accounts is gone since then"),
    };
    let columns = [long("formulation"), short(used), short("accounts"), short(silent), short("chance"), long("words"), short("account")];
    let mut listing = Listing::new(&columns, empty);
    for one in &kept {
        let turning = &one.turning;
        let cells = vec![
            one.formulation.clone(),
            day(turning.date),
            of(one.accounts, one.of),
            of(0, one.silent),
            chance(one.chance),
            around(turning),
            turning.account.clone(),
        ];
        listing.push(cells, one)?;
    }
    listing.print(arguments.format.of_list()?)?;
    if !doubtful.is_empty() {
        let count = doubtful.len();
        terminal::hint(&format!("{count} more may be so by chance (more than {TELLING} likely); --all lists them"));
    }
    Ok(())
}

/// A chance as tables show it.
fn chance(chance: f64) -> String {
    if chance < 0.001 { "<0.001".to_owned() } else { format!("{chance:.3}") }
}
