//! Phrases that recur and that the lexicon does not know.

use std::io::Write as _;

use chancery_app::Lexicon;
use chancery_app::wording::discover::{Floor, discover};
use chancery_app::wording::{self, Accounts};

use super::list::{say_more, shown};
use super::{Format, Wording, day};
use crate::listing::{Listing, long, short};
use crate::stop::Stop;
use crate::terminal;

/// Prints them, best first.
pub(super) fn print(arguments: &Wording, accounts: &Accounts, lexicon: &Lexicon) -> Result<(), Stop> {
    let floor = Floor { uses: arguments.least_uses, accounts: arguments.least_accounts };
    let mut found = discover(accounts, floor, wording::is_known(lexicon));
    if arguments.format == Format::Toml {
        found.truncate(arguments.limit);
        let mut out = terminal::plain_output();
        out.write_all(wording::lexicon_lines(&found).as_bytes())?;
        return Ok(out.flush()?);
    }
    let columns = [
        long("phrase"),
        short("uses"),
        short("accounts"),
        short("first"),
        short("last"),
        short("score"),
        short("cohesion"),
        short("freedom"),
    ];
    let empty = format!(
        "no phrase that the lexicon does not know stands {} times in {} accounts; --least-uses and --least-accounts ask for less",
        arguments.least_uses, arguments.least_accounts
    );
    let mut listing = Listing::new(&columns, empty);
    let count = shown(arguments, found.len());
    for candidate in &found[..count] {
        let cells = vec![
            candidate.phrase.clone(),
            candidate.uses.to_string(),
            candidate.accounts.to_string(),
            day(candidate.first),
            day(candidate.last),
            format!("{:.1}", candidate.score),
            format!("{:.1}", candidate.cohesion),
            format!("{:.1}", candidate.freedom),
        ];
        listing.push(cells, candidate)?;
    }
    listing.print(arguments.format.of_list()?)?;
    say_more(found.len() - count);
    Ok(())
}
