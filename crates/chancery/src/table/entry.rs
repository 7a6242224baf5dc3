//! One entry of the table.

use std::io::{self, Write};

use chancery_app::reading_json::{EntryJson, Number, TargetJson, WindowJson};
use clap::builder::styling::Style;

use super::layout::Layout;
use super::names::Names;
use crate::cli::Group;
use crate::terminal::{DOUBTFUL, FAINT, STRONG};

/// Columns that the number of an entry takes.
const INDENT: usize = 6;
/// Digits of the id shown: enough for `chancery explain`.
const ID_DIGITS: usize = 8;

const PLAIN: Style = Style::new();

/// Prints an entry with its number.
pub(super) fn print(
    number: usize,
    entry: &EntryJson<'_>,
    group: Group,
    names: &Names,
    layout: Layout,
    out: &mut impl Write,
) -> io::Result<()> {
    let parts = entry.parts();
    let kind = (group == Group::Voice).then(|| parts.kind.to_owned());
    let head: Vec<String> = kind.into_iter().chain(who(entry, names)).collect();
    let mut lead = format!("{number:>4}  ");
    if !head.is_empty() {
        layout.hanging(out, &lead, INDENT, STRONG, &head.join(": "))?;
        lead = " ".repeat(INDENT);
    }
    layout.hanging(out, &lead, INDENT, PLAIN, &format!("“{}”", parts.words.quote))?;
    let fields = fields(entry);
    if !fields.is_empty() {
        layout.paragraph(out, INDENT, PLAIN, &fields.join(" · "))?;
    }
    let doubts = doubts(entry, names);
    if !doubts.is_empty() {
        layout.paragraph(out, INDENT, DOUBTFUL, &doubts.join(" · "))?;
    }
    let mut origin = Vec::new();
    if group == Group::Kind {
        origin.push(format!("said by {}", names.voice(&parts.words.voice)));
    }
    if !parts.areas.is_empty() {
        origin.push(parts.areas.join(", "));
    }
    origin.push(parts.id.get(..ID_DIGITS).unwrap_or(parts.id).to_owned());
    layout.paragraph(out, INDENT, FAINT, &origin.join(" · "))
}

/// Who is bound, holds, asks, acts or takes part; nobody for a formulation.
fn who(entry: &EntryJson<'_>, names: &Names) -> Option<String> {
    Some(match entry {
        EntryJson::Commitment(entry) => names.all(&entry.parties),
        EntryJson::Understanding(entry) => names.all(&entry.parties),
        EntryJson::Position(entry) => names.all(&entry.holder),
        EntryJson::Request(entry) => format!("{} to {}", names.all(&entry.from), names.all(&entry.to)),
        EntryJson::Action(entry) => names.all(&entry.actors),
        EntryJson::Engagement(entry) => names.all(&entry.participants),
        EntryJson::Mechanism(entry) => names.all(&entry.parties),
        EntryJson::Formulation(_) => return None,
    })
}

/// The fields of an entry's kind, in words.
fn fields(entry: &EntryJson<'_>) -> Vec<String> {
    let mut fields = Vec::new();
    match entry {
        EntryJson::Commitment(entry) => {
            fields.push(entry.modality.to_owned());
            fields.extend(entry.joint.then(|| "joint".to_owned()));
            fields.extend(entry.conditional.then(|| "conditional".to_owned()));
            fields.extend(entry.targets.iter().map(target));
            fields.extend(entry.window.as_ref().and_then(window));
        }
        EntryJson::Position(entry) => fields.push(entry.stance.to_owned()),
        EntryJson::Action(entry) => {
            fields.extend(entry.targets.iter().map(target));
            fields.extend(entry.when.as_ref().and_then(window));
        }
        EntryJson::Engagement(entry) => {
            fields.push(entry.engagement_type.replace('_', " "));
            fields.push(entry.status.to_owned());
            fields.extend(entry.count.map(|count| format!("{count} times")));
            fields.extend(entry.when.as_ref().and_then(window));
            fields.extend(entry.place.map(|place| format!("at {place}")));
        }
        EntryJson::Mechanism(entry) => {
            fields.push(entry.status.to_owned());
            fields.extend((entry.name != entry.words.quote).then(|| format!("in full: {}", entry.name)));
        }
        EntryJson::Formulation(entry) => {
            fields.extend((entry.term != entry.words.quote).then(|| format!("term: {}", entry.term)));
        }
        EntryJson::Understanding(_) | EntryJson::Request(_) => {}
    }
    fields
}

/// Why an entry wants a second look.
fn doubts(entry: &EntryJson<'_>, names: &Names) -> Vec<String> {
    let tail = entry.parts().tail;
    let unconfirmed = (!tail.unconfirmed_by.is_empty()).then(|| format!("unconfirmed by {}", names.all(&tail.unconfirmed_by)));
    unconfirmed.into_iter().chain(tail.flags.iter().map(|&flag| flag.to_owned())).collect()
}

fn target(target: &TargetJson<'_>) -> String {
    let of = target.of.map_or_else(String::new, |words| format!(" ({words})"));
    format!("{} {}{of}", grouped(target.value), target.unit)
}

/// A window as dates, else as a length, with the words it came from.
fn window(window: &WindowJson<'_>) -> Option<String> {
    let dates = match (&window.start, &window.end, window.length) {
        (Some(start), Some(end), _) if start == end => start.clone(),
        (Some(start), Some(end), _) => format!("{start} to {end}"),
        (Some(start), None, _) => format!("from {start}"),
        (None, Some(end), _) => format!("until {end}"),
        (None, None, Some(length)) => format!("for {length}"),
        (None, None, None) => return window.text.map(|words| format!("“{words}”")),
    };
    Some(window.text.map_or_else(|| dates.clone(), |words| format!("{dates} (“{words}”)")))
}

/// A number with a comma after each three digits of its whole part.
fn grouped(number: Number) -> String {
    let text = number.to_string();
    let (whole, fraction) = text.split_at(text.find('.').unwrap_or(text.len()));
    let (sign, digits) = whole.split_at(usize::from(whole.starts_with('-')));
    let mut grouped = sign.to_owned();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_grouped() {
        let check = |number: f64, expected: &str| assert_eq!(grouped(Number(number)), expected);
        check(50000.0, "50,000");
        check(17e9, "17,000,000,000");
        check(-1234.5, "-1,234.5");
        check(999.0, "999");
        check(0.25, "0.25");
    }

    #[test]
    fn a_window_says_what_is_known() {
        let check = |start: Option<&str>, end: Option<&str>, length, text, expected: Option<&str>| {
            let shown = window(&WindowJson { start: start.map(str::to_owned), end: end.map(str::to_owned), length, text });
            assert_eq!(shown.as_deref(), expected);
        };
        check(Some("2026-05-15"), Some("2026-05-15"), None, None, Some("2026-05-15"));
        check(None, Some("2027-12-31"), None, Some("2027年底前"), Some("until 2027-12-31 (“2027年底前”)"));
        check(None, None, Some("P5Y"), None, Some("for P5Y"));
        check(None, None, None, Some("尽早"), Some("“尽早”"));
        check(None, None, None, None, None);
    }
}
