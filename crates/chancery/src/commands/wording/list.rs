//! Every set phrase, as a list; and parts of what is known of them, as lists.

use std::io;

use chancery_app::wording::{self, Accounts, Formulation, Series, Use, Variant};
use serde::Serialize;

use super::{Format, Show, Wording, changes, day, issuer_name, of};
use crate::listing::{Listing, long, short};
use crate::stop::Stop;
use crate::terminal;

/// What a list without rows says.
const NOTHING: &str =
    "no set phrase is in these accounts; chancery wording PHRASE looks for any words, chancery wording discover for what recurs";

/// Issuers and further wordings of a formulation that a row of the table has.
const MOST_ISSUERS: usize = 2;
const MOST_VARIANTS: usize = 4;

/// A row of a part, with the formulation it is of.
#[derive(Serialize)]
struct Of<'f, T: Serialize> {
    formulation: &'f str,
    #[serde(flatten)]
    row: T,
}

/// Prints every set phrase.
pub(super) fn print(arguments: &Wording, accounts: &Accounts) -> Result<(), Stop> {
    let formulations = wording::formulations(accounts, arguments.unit());
    if let Some(show) = arguments.show {
        return part(arguments, show, accounts, &formulations, &formulations);
    }
    let columns =
        [long("formulation"), short("uses"), short("accounts"), short("first"), short("last"), short("issuers"), long("variants")];
    let mut listing = Listing::new(&columns, NOTHING);
    let shown = shown(arguments, formulations.len());
    for formulation in &formulations[..shown] {
        let summary = formulation.summary(accounts);
        let date = |used: &Option<Use>| day(used.as_ref().and_then(|used| used.date));
        let issuers = summary.issuers.iter().map(|(issuer, uses)| format!("{} {uses}", issuer_name(issuer))).collect();
        let cells = vec![
            summary.formulation.clone(),
            summary.uses.to_string(),
            of(summary.accounts, summary.of),
            date(&summary.first),
            date(&summary.last),
            few(arguments, issuers, MOST_ISSUERS, ", "),
            few(arguments, variants(&summary.variants), MOST_VARIANTS, "; "),
        ];
        listing.push(cells, &summary)?;
    }
    listing.print(arguments.format.of_list()?)?;
    say_more(formulations.len() - shown);
    Ok(())
}

/// How many of a list are shown: a table has room for so many, other forms for all.
pub(super) fn shown(arguments: &Wording, all: usize) -> usize {
    if arguments.format == Format::Table { all.min(arguments.limit) } else { all }
}

pub(super) fn say_more(left: usize) {
    if left > 0 {
        terminal::hint(&format!("{left} more; --limit N shows more of them, --format csv all"));
    }
}

/// The first of some texts as a table has room for them, all of them for other forms.
fn few(arguments: &Wording, texts: Vec<String>, most: usize, between: &str) -> String {
    let more = texts.len().saturating_sub(most);
    if arguments.format != Format::Table || more == 0 {
        return texts.join(between);
    }
    format!("{}{between}{more} more", texts[..most].join(between))
}

/// Further wordings by how they differ from the main one, the most used first.
fn variants(variants: &[Variant]) -> Vec<String> {
    let differing = variants.iter().skip(1).map(|variant| {
        let changes = changes(&variant.difference);
        let words =
            if changes.is_empty() || changes.chars().count() > variant.wording.chars().count() { &variant.wording } else { &changes };
        format!("{words} {}", variant.uses)
    });
    differing.collect()
}

/// Prints a part of what is known of formulations.
pub(super) fn part(arguments: &Wording, show: Show, accounts: &Accounts, asked: &[Formulation], all: &[Formulation]) -> Result<(), Stop> {
    let mut listing = match show {
        Show::Uses => {
            Listing::new(&[long("formulation"), short("date"), short("issuer"), short("voice"), long("words"), short("account")], NOTHING)
        }
        Show::Periods => Listing::new(
            &[long("formulation"), short("issuer"), short("period"), short("uses"), short("accounts"), short("of"), short("share")],
            NOTHING,
        ),
        Show::Variants => Listing::new(
            &[
                long("formulation"),
                long("wording"),
                short("uses"),
                short("accounts"),
                short("first"),
                short("last"),
                long("change"),
                long("items"),
            ],
            NOTHING,
        ),
        Show::Company => Listing::new(
            &[long("formulation"), long("with"), short("together"), short("accounts"), short("expected"), short("G2")],
            "nothing stands in the same accounts more often than chance would have it",
        ),
    };
    for formulation in asked {
        match show {
            Show::Uses => uses(&mut listing, accounts, formulation)?,
            Show::Periods => periods(&mut listing, accounts, formulation, arguments)?,
            Show::Variants => wordings(&mut listing, accounts, formulation)?,
            Show::Company => company(&mut listing, accounts, formulation, all)?,
        }
    }
    Ok(listing.print(arguments.format.of_list()?)?)
}

fn uses(listing: &mut Listing, accounts: &Accounts, formulation: &Formulation) -> io::Result<()> {
    for row in accounts.uses(&formulation.places) {
        let words = format!("{}[{}]{}", row.before, row.quote, row.after);
        let cells = vec![formulation.name.clone(), day(row.date), row.issuer.clone(), row.voice.join(" > "), words, row.account.clone()];
        listing.push(cells, &Of { formulation: &formulation.name, row })?;
    }
    Ok(())
}

fn periods(listing: &mut Listing, accounts: &Accounts, formulation: &Formulation, arguments: &Wording) -> io::Result<()> {
    #[derive(Serialize)]
    struct Row<'l> {
        issuer: &'l str,
        #[serde(flatten)]
        cell: wording::Cell,
        share: Option<f64>,
    }
    let series = Series::new(accounts, &formulation.places, arguments.by.length());
    for line in &series.lines {
        for &cell in &line.cells {
            let share = cell.share();
            let cells = vec![
                formulation.name.clone(),
                line.issuer.clone(),
                cell.period.map(|period| period.to_string()).unwrap_or_default(),
                cell.uses.to_string(),
                cell.accounts.to_string(),
                cell.of.to_string(),
                share.map(|share| format!("{share:.3}")).unwrap_or_default(),
            ];
            listing.push(cells, &Of { formulation: &formulation.name, row: Row { issuer: &line.issuer, cell, share } })?;
        }
    }
    Ok(())
}

fn wordings(listing: &mut Listing, accounts: &Accounts, formulation: &Formulation) -> io::Result<()> {
    for row in wording::variants(accounts, &formulation.places) {
        let cells = vec![
            formulation.name.clone(),
            row.wording.clone(),
            row.uses.to_string(),
            row.accounts.to_string(),
            day(row.first),
            day(row.last),
            changes(&row.difference),
            row.items.join("; "),
        ];
        listing.push(cells, &Of { formulation: &formulation.name, row })?;
    }
    Ok(())
}

fn company(listing: &mut Listing, accounts: &Accounts, formulation: &Formulation, all: &[Formulation]) -> io::Result<()> {
    #[derive(Serialize)]
    struct Row<'r> {
        with: &'r str,
        together: usize,
        accounts: usize,
        expected: f64,
        likelihood: f64,
    }
    for found in wording::company(accounts, &formulation.places, all) {
        let cells = vec![
            formulation.name.clone(),
            found.formulation.clone(),
            found.together.to_string(),
            found.accounts.to_string(),
            format!("{:.1}", found.expected),
            format!("{:.1}", found.likelihood),
        ];
        let wording::Companion { together, accounts, expected, likelihood, .. } = found;
        let row = Row { with: &found.formulation, together, accounts, expected, likelihood };
        listing.push(cells, &Of { formulation: &formulation.name, row })?;
    }
    Ok(())
}
