//! A comparison for people: what is said alike, differently, and by one side only.

use std::io::{self, Write};

use chancery_app::compare::{Bundle, Comparison, Confirmation, Given, Place, Reason, Relation, Statement, letter};
use clap::builder::styling::Style;

use crate::listing::heading;
use crate::table::layout::Layout;
use crate::terminal::{self, DOUBTFUL, FAINT, GOOD, STRONG};

const PLAIN: Style = Style::new();
/// Reasons that are shown of a link.
const MOST_REASONS: usize = 6;
/// Areas that are shown of an account.
const MOST_AREAS: usize = 8;

/// Prints a comparison.
pub(super) fn print(given: &[Given], comparison: &Comparison, out: &mut impl Write) -> io::Result<()> {
    let layout = Layout::new(terminal::columns());
    let names = Names { given, confirmations: &comparison.confirmations };
    for (at, one) in given.iter().enumerate() {
        let document = &one.reading.document;
        let title = document.title.as_deref().unwrap_or(&document.source);
        layout.hanging(out, &format!("{STRONG}{}{STRONG:#}  ", letter(at)), 3, STRONG, title)?;
        let told = [document.date.as_deref().unwrap_or("no date"), document.language.as_deref().unwrap_or("no language"), &document.source];
        let entries = format!("{} entries", one.account.statements.len());
        layout.paragraph(out, 3, FAINT, &format!("{} · {} · {entries}", names.side(at), told.join(" · ")))?;
    }
    print_claims(&names, comparison, layout, out)?;
    let bundles = comparison.bundles();
    for (relation, title) in [(Relation::Same, "Said alike"), (Relation::Differs, "Said differently")] {
        let of_relation: Vec<_> = bundles.iter().filter(|bundle| bundle.best.relation == relation).collect();
        section(out, title, of_relation.len())?;
        for bundle in of_relation {
            print_bundle(&names, bundle, layout, out)?;
        }
    }
    for at in 0..given.len() {
        let only: Vec<&Place> = comparison.only.iter().filter(|place| place.account == at).collect();
        section(out, &format!("Only in {} ({})", letter(at), names.side(at)), only.len())?;
        for place in only {
            let statement = names.statement(*place);
            let areas = statement.areas.join(", ");
            layout.hanging(
                out,
                &format!("  {FAINT}{:<13}{FAINT:#} ", statement.kind.as_str()),
                16,
                PLAIN,
                &format!("“{}”", statement.quote),
            )?;
            let told = [names.voice(statement), areas].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
            if !told.is_empty() {
                layout.paragraph(out, 16, FAINT, &told)?;
            }
        }
    }
    print_balances(given, comparison, layout, out)?;
    out.flush()
}

/// How many claims about other sides there are, and how many of them those sides' own accounts make too.
fn print_claims(names: &Names<'_>, comparison: &Comparison, layout: Layout, out: &mut impl Write) -> io::Result<()> {
    let issuers: Vec<&str> = names.given.iter().flat_map(|given| &given.account.sides).map(String::as_str).collect();
    for (at, given) in names.given.iter().enumerate() {
        let claims = given.account.statements.iter().filter(|said| said.unconfirmed_by.iter().any(|side| issuers.contains(&side.as_str())));
        let claims = claims.count();
        if claims == 0 {
            continue;
        }
        let mut confirmed: Vec<Place> =
            comparison.confirmations.iter().map(|found| found.claim).filter(|claim| claim.account == at).collect();
        confirmed.dedup();
        let text = format!(
            "{} speaks for another side in {claims} entries; {} of them are in that side's own account",
            letter(at),
            confirmed.len()
        );
        layout.paragraph(out, 3, FAINT, &text)?;
    }
    Ok(())
}

fn section(out: &mut impl Write, title: &str, count: usize) -> io::Result<()> {
    writeln!(out)?;
    heading(out, &format!("{title}: {count}"))
}

fn print_bundle(names: &Names<'_>, bundle: &Bundle<'_>, layout: Layout, out: &mut impl Write) -> io::Result<()> {
    let link = bundle.best;
    for (place, places) in [(link.a, &bundle.a), (link.b, &bundle.b)] {
        let statement = names.statement(place);
        let head = format!("  {STRONG}{}{STRONG:#} {FAINT}{:<13}{FAINT:#} ", letter(place.account), statement.kind.as_str());
        let times = if places.len() > 1 { format!("  ({} times)", places.len()) } else { String::new() };
        layout.hanging(out, &head, 18, PLAIN, &format!("“{}”{times}", statement.quote))?;
    }
    for difference in &link.differences {
        let side = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
        let [a, b] =
            [(link.a, &difference.a), (link.b, &difference.b)].map(|(place, value)| format!("{}: {}", letter(place.account), side(value)));
        layout.hanging(
            out,
            &format!("{:18}{DOUBTFUL}{:<10}{DOUBTFUL:#}", "", difference.kind.as_str()),
            28,
            PLAIN,
            &format!("{a}   {b}"),
        )?;
    }
    for found in names.confirmations.iter().filter(|found| [(link.a, link.b), (link.b, link.a)].contains(&(found.claim, found.by))) {
        let told = if found.is_same { "confirms" } else { "confirms, with differences," };
        let text = format!("{} {told} what {} says for {}", letter(found.by.account), letter(found.claim.account), found.side);
        layout.paragraph(out, 18, GOOD, &text)?;
    }
    let decided = if link.is_decided { "decided; " } else { "" };
    let reasons: Vec<String> = link.reasons.iter().take(MOST_REASONS).map(reason).collect();
    let more = link.reasons.len().saturating_sub(MOST_REASONS);
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    layout.paragraph(out, 18, FAINT, &format!("{decided}{:.2} by {}{more}", link.likeness, reasons.join(", ")))
}

/// What is shared, with the words where they differ.
fn reason(reason: &Reason) -> String {
    if reason.a.is_empty() || reason.a == reason.b {
        return format!("{} {}", reason.what, reason.shared);
    }
    format!("{} ({} = {})", reason.shared, reason.a, reason.b)
}

fn print_balances(given: &[Given], comparison: &Comparison, layout: Layout, out: &mut impl Write) -> io::Result<()> {
    writeln!(out)?;
    heading(out, "Areas, in the order they first come up")?;
    for (at, balance) in comparison.balances.iter().enumerate().take(given.len()) {
        let percent = |length: usize| 100 * length / balance.length.max(1);
        let areas: Vec<String> =
            balance.areas.iter().take(MOST_AREAS).map(|area| format!("{} {}%", area.area, percent(area.length))).collect();
        let more = balance.areas.len().saturating_sub(MOST_AREAS);
        let more = if more > 0 { format!(", {more} more") } else { String::new() };
        layout.hanging(out, &format!("  {STRONG}{}{STRONG:#} ", letter(at)), 4, PLAIN, &format!("{}{more}", areas.join(", ")))?;
    }
    Ok(())
}

/// How accounts and statements are called.
struct Names<'g> {
    given: &'g [Given],
    confirmations: &'g [Confirmation],
}

impl<'g> Names<'g> {
    fn statement(&self, place: Place) -> &'g Statement {
        &self.given[place.account].account.statements[place.statement]
    }

    fn side(&self, at: usize) -> String {
        let sides = &self.given[at].account.sides;
        if sides.is_empty() { "side not known".to_owned() } else { sides.join(", ") }
    }

    fn voice(&self, statement: &Statement) -> String {
        if statement.voice.is_empty() { String::new() } else { format!("said by {}", statement.voice.join(" > ")) }
    }
}
