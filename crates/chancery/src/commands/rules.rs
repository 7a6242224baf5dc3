//! `chancery rules`: the catalogue of rules, one rule, the check of a lexicon.

use std::io::{self, Write};
use std::process::ExitCode;

use chancery_app::rules::{self, ExampleLine, RuleLine, RulePage};
use clap::builder::styling::Style;

use crate::cli::{Common, ListFormat, RulesCommand, TextFormat};
use crate::stop::{DONE, Ended, NOT_DONE, Stop};
use crate::table::layout::{Layout, clean, width};
use crate::terminal::{self, FAINT, STRONG};

/// Lists, shows or checks rules.
pub(crate) fn run(command: &RulesCommand, common: &Common) -> Ended {
    match command {
        RulesCommand::List { format } => list(*format, common),
        RulesCommand::Show { id, format } => show(id, *format, common),
        RulesCommand::Check => check(common),
    }
}

fn list(format: ListFormat, common: &Common) -> Ended {
    let lexicon = common.load_lexicon()?;
    let lines = rules::list(&lexicon);
    match format {
        ListFormat::Table => print_table(&lines, &mut terminal::coloured_output())?,
        ListFormat::Json => {
            let mut out = terminal::plain_output();
            serde_json::to_writer_pretty(&mut out, &lines).map_err(io::Error::from)?;
            writeln!(out)?;
            out.flush()?;
        }
        ListFormat::Jsonl => {
            let mut out = terminal::plain_output();
            for line in &lines {
                serde_json::to_writer(&mut out, line).map_err(io::Error::from)?;
                writeln!(out)?;
            }
            out.flush()?;
        }
        ListFormat::Csv => print_csv(&lines, &mut terminal::plain_output())?,
    }
    Ok(ExitCode::SUCCESS)
}

/// One rule a block: its name, and under it what it finds.
fn print_table(lines: &[RuleLine<'_>], out: &mut impl Write) -> io::Result<()> {
    let layout = Layout::new(terminal::columns());
    let longest = lines.iter().map(|line| width(line.id)).max().unwrap_or(0);
    for line in lines {
        let pad = " ".repeat(longest - width(line.id));
        writeln!(out, "{STRONG}{}{STRONG:#}{pad}  {FAINT}{}, {}{FAINT:#}", line.id, line.kind, line.language)?;
        layout.paragraph(out, 2, Style::new(), line.finds)?;
    }
    writeln!(out, "{} rules", lines.len())?;
    out.flush()
}

fn print_csv(lines: &[RuleLine<'_>], out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "id,kind,language,confidence,finds")?;
    for line in lines {
        let finds = quoted(line.finds);
        writeln!(out, "{},{},{},{},{finds}", line.id, line.kind, line.language, line.confidence)?;
    }
    out.flush()
}

/// A field of comma-separated values (RFC 4180).
fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\n', '\r']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field.to_owned() }
}

fn show(id: &str, format: TextFormat, common: &Common) -> Ended {
    let lexicon = common.load_lexicon()?;
    let page = rules::show(&lexicon, id)
        .ok_or_else(|| Stop::not_done(format!("there is no rule '{id}'")).with_hint("chancery rules list names all of them"))?;
    match format {
        TextFormat::Text => print_page(&page, &mut terminal::coloured_output())?,
        TextFormat::Json => {
            let mut out = terminal::plain_output();
            serde_json::to_writer_pretty(&mut out, &page).map_err(io::Error::from)?;
            writeln!(out)?;
            out.flush()?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn print_page(page: &RulePage<'_>, out: &mut impl Write) -> io::Result<()> {
    let layout = Layout::new(terminal::columns());
    let RuleLine { id, kind, language, finds, confidence } = &page.line;
    writeln!(out, "{STRONG}{id}{STRONG:#}")?;
    layout.paragraph(out, 2, Style::new(), finds)?;
    writeln!(out)?;
    let mut row = |name: &str, text: &str| layout.hanging(out, &format!("  {name:<12}"), 14, Style::new(), text);
    row("kind", kind)?;
    row("language", language)?;
    row("right", &format!("{confidence} of the time"))?;
    if !page.subjects.is_empty() {
        row("subject", &page.subjects.join(" or "))?;
    }
    for pattern in &page.patterns {
        row("pattern", pattern)?;
    }
    for pattern in &page.unless {
        row("unless", pattern)?;
    }
    for (name, value) in &page.fills {
        row(name, value)?;
    }
    for example in &page.examples {
        row("finds in", &shown(example))?;
    }
    for counter in &page.counters {
        row("nothing in", &shown(counter))?;
    }
    row("stands in", &format!("{}:{}", page.path, page.line_number))?;
    out.flush()
}

fn shown(example: &ExampleLine<'_>) -> String {
    let text = clean(example.text);
    example.quote.map_or_else(|| text.to_string(), |quote| format!("{text} (as “{}”)", clean(quote)))
}

fn check(common: &Common) -> Ended {
    let lexicon = common.load_lexicon().map_err(Stop::into_finding)?;
    let checked = rules::check(&lexicon);
    for problem in &checked.problems {
        terminal::error(&problem.to_string());
    }
    let mut out = terminal::coloured_output();
    let tried = format!("{} rules, {} examples, {} counter-examples", checked.rules, checked.examples, checked.counters);
    match checked.problems.len() {
        0 => writeln!(out, "{tried}: all as they should be")?,
        1 => writeln!(out, "{tried}: 1 problem")?,
        count => writeln!(out, "{tried}: {count} problems")?,
    }
    out.flush()?;
    Ok(ExitCode::from(if checked.problems.is_empty() { DONE } else { NOT_DONE }))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_field_with_a_comma_is_quoted() {
        assert_eq!(super::quoted("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(super::quoted("甲国"), "甲国");
    }
}
