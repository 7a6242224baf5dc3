//! One phrase: its uses over time, what stands around it, how it changed, what it stands with.

use std::io::{self, Write};

use chancery_app::plot::{self, Panel};
use chancery_app::wording::phrase::Neighbour;
use chancery_app::wording::{self, Accounts, PhrasePage, Unit};
use chancery_app::{Lexicon, wording::Concept};

use super::list::part;
use super::{Format, Show, Wording, changes, day, issuer_name, of};
use crate::files::write_whole;
use crate::inputs::plain;
use crate::listing::{Listing, heading, long, short};
use crate::stop::Stop;
use crate::terminal::{self, FAINT, GOOD};

/// Rows of each part of the page at most.
const MOST: usize = 8;
/// Issuers whose uses are drawn in the terminal.
const MOST_PANELS: usize = 3;

/// Prints it.
pub(super) fn print(arguments: &Wording, asked: &str, accounts: &Accounts, lexicon: &Lexicon) -> Result<(), Stop> {
    let unit = if arguments.concept { Unit::Concept } else { Unit::Wording };
    let sought = wording::sought(accounts, lexicon, asked, unit);
    if arguments.concept && sought.concept.is_none() {
        let hint = "leave --concept out, or add a line with its wordings to a lexicon";
        return Err(Stop::usage(format!("the lexicon has no set phrase “{asked}”"), hint));
    }
    let page = wording::phrase_page(accounts, asked, &sought, arguments.by.length(), arguments.unit());
    if let Some(path) = &arguments.svg {
        let picture = plot::svg(&format!("“{asked}” over time"), &Panel::of(&page.periods, issuer_name));
        write_whole(path, |out| out.write_all(picture.as_bytes()))
            .map_err(|error| Stop::not_done(format!("{}: cannot be written: {}", path.display(), plain(&error))))?;
    }
    let show = match (arguments.show, arguments.format) {
        (None, Format::Jsonl | Format::Csv) => Some(Show::Uses),
        (show, _) => show,
    };
    if let Some(show) = show {
        let all = wording::formulations(accounts, arguments.unit());
        return part(arguments, show, accounts, &[sought.formulation], &all);
    }
    if arguments.format == Format::Json {
        let mut out = terminal::plain_output();
        serde_json::to_writer_pretty(&mut out, &page).map_err(io::Error::from)?;
        writeln!(out)?;
        return Ok(out.flush()?);
    }
    let mut out = terminal::coloured_output();
    draw(&mut out, &page, sought.concept.as_ref(), accounts, arguments)?;
    Ok(out.flush()?)
}

fn draw(out: &mut impl Write, page: &PhrasePage, concept: Option<&Concept>, accounts: &Accounts, arguments: &Wording) -> Result<(), Stop> {
    let PhrasePage { summary, .. } = page;
    if summary.uses == 0 {
        writeln!(out, "“{}” is in none of {} accounts", page.phrase, accounts.all().len())?;
        near(out, page)?;
        writeln!(out, "chancery wording discover lists phrases that recur; without a phrase, chancery wording lists all set phrases")?;
        return Ok(());
    }
    let share = 100.0 * summary.accounts as f64 / summary.of.max(1) as f64;
    let accounts_of = of(summary.accounts, summary.of);
    heading(out, &format!("“{}”: {} uses in {accounts_of} accounts ({share:.0}%)", page.phrase, summary.uses))?;
    for (which, used) in [("first", &summary.first), ("last", &summary.last)] {
        if let Some(used) = used {
            let who = if used.voice.is_empty() { "the account itself".to_owned() } else { used.voice.join(" > ") };
            writeln!(out, "  {which:<5} {} · {who} · {FAINT}{}{FAINT:#}", day(used.date), used.account)?;
        }
    }
    if let Some(concept) = concept {
        let count = concept.wordings.len();
        let note = if page.wordings.len() > 1 || count == 1 {
            format!("the lexicon has it as {}: {}", concept.id, concept.wordings.join(", "))
        } else {
            format!("the lexicon has it as {}; --concept counts all {count} wordings of that", concept.id)
        };
        textwrap::wrap(&format!("  {note}"), terminal::columns()).iter().try_for_each(|line| writeln!(out, "{line}"))?;
    }
    writeln!(out)?;
    heading(out, "Over time: share of the issuer's accounts that have it")?;
    over_time(out, &Panel::of(&page.periods, issuer_name))?;
    neighbours(out, "Again and again before it", &page.before)?;
    neighbours(out, "Again and again after it", &page.after)?;
    variants(out, page)?;
    near(out, page)?;
    company(out, page)?;
    uses(out, page, arguments.limit)
}

/// The plots of the issuers with the most uses; how many uses the others have.
fn over_time(out: &mut impl Write, panels: &[Panel]) -> Result<(), Stop> {
    let (drawn, left) = panels.split_at(panels.len().min(MOST_PANELS));
    write!(out, "{}", plot::text(drawn, terminal::columns()))?;
    if !left.is_empty() {
        let uses: usize = left.iter().map(Panel::uses).sum();
        let names: Vec<&str> = left.iter().take(MOST).map(|panel| panel.heading.as_str()).collect();
        let line = format!("{} more issuers ({}): {uses} uses; --show periods has them", left.len(), names.join(", "));
        textwrap::wrap(&line, terminal::columns()).iter().try_for_each(|line| writeln!(out, "{line}"))?;
    }
    Ok(())
}

fn neighbours(out: &mut impl Write, title: &str, found: &[Neighbour]) -> Result<(), Stop> {
    if found.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    heading(out, title)?;
    let words: Vec<String> = found.iter().take(MOST).map(|one| format!("{} {}", one.words, one.uses)).collect();
    textwrap::wrap(&format!("  {}", words.join(" · ")), terminal::columns()).iter().try_for_each(|line| writeln!(out, "{line}"))?;
    Ok(())
}

fn variants(out: &mut impl Write, page: &PhrasePage) -> Result<(), Stop> {
    let variants = &page.summary.variants;
    if variants.len() < 2 {
        return Ok(());
    }
    let columns = [long("wording"), short("uses"), short("accounts"), short("first"), short("last"), long("change"), long("items")];
    let mut listing = Listing::new(&columns, "");
    for one in variants.iter().take(MOST) {
        let cells = vec![
            one.wording.clone(),
            one.uses.to_string(),
            one.accounts.to_string(),
            day(one.first),
            day(one.last),
            changes(&one.difference),
            one.items.join("; "),
        ];
        listing.push(cells, one)?;
    }
    writeln!(out)?;
    heading(out, "Wordings")?;
    Ok(listing.print_table(out)?)
}

fn near(out: &mut impl Write, page: &PhrasePage) -> Result<(), Stop> {
    if page.near.is_empty() {
        return Ok(());
    }
    let columns = [long("wording"), short("uses"), short("accounts"), short("first"), short("last"), long("change")];
    let mut listing = Listing::new(&columns, "");
    for one in page.near.iter().take(MOST) {
        let (uses, accounts) = (one.uses.to_string(), one.accounts.to_string());
        listing.push(vec![one.wording.clone(), uses, accounts, day(one.first), day(one.last), changes(&one.difference)], one)?;
    }
    writeln!(out)?;
    heading(out, "Wordings that begin and end as it does")?;
    Ok(listing.print_table(out)?)
}

fn company(out: &mut impl Write, page: &PhrasePage) -> Result<(), Stop> {
    if page.company.is_empty() {
        return Ok(());
    }
    let mut listing = Listing::new(&[long("formulation"), short("together"), short("by chance"), short("G2")], "");
    for one in page.company.iter().take(MOST) {
        let together = format!("{} of {}", one.together, one.accounts);
        listing.push(vec![one.formulation.clone(), together, format!("{:.1}", one.expected), format!("{:.1}", one.likelihood)], one)?;
    }
    writeln!(out)?;
    heading(out, "In the same accounts, more often than chance would have it")?;
    Ok(listing.print_table(out)?)
}

fn uses(out: &mut impl Write, page: &PhrasePage, limit: usize) -> Result<(), Stop> {
    writeln!(out)?;
    heading(out, "Uses")?;
    let clean = |text: &str| text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    for used in page.list.iter().take(limit) {
        let date = used.date.map_or_else(|| "no day    ".to_owned(), |date| date.to_string());
        let (before, quote, after) = (clean(&used.before), clean(&used.quote), clean(&used.after));
        let who = if used.voice.is_empty() { issuer_name(&used.issuer) } else { used.voice.join(" > ") };
        writeln!(out, "  {date}  {before}{GOOD}{quote}{GOOD:#}{after}")?;
        writeln!(out, "              {FAINT}{who} · {}{FAINT:#}", clean(&used.account))?;
    }
    if page.list.len() > limit {
        writeln!(out, "  {} more; --limit N shows more of them, --format csv all", page.list.len() - limit)?;
    }
    Ok(())
}
