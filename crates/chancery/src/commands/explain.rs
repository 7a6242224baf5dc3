//! `chancery explain`: why an entry is there.

use std::io::{self, Write};
use std::process::ExitCode;

use chancery_app::ReadingJson;
use chancery_app::explain::{Asked, ExplainedJson, WhyVoice, explain, find};
use clap::builder::styling::Style;

use crate::cli::{Common, Explain, TextFormat};
use crate::inputs::{self, Input, Means, Unreadable};
use crate::stop::{Ended, Stop};
use crate::table::carets::{self, Mark};
use crate::table::layout::{Layout, clean, width};
use crate::terminal::{self, FAINT, STRONG};

/// Characters of the line shown before and after the entry.
const AROUND: u32 = 16;
const PLAIN: Style = Style::new();

/// Reads one document and explains its entries.
pub(crate) fn run(arguments: &Explain, common: &Common) -> Ended {
    let lexicon = common.load_lexicon()?;
    let told = arguments.told.told(&lexicon)?;
    let input = one_input(arguments)?;
    let means = Means {
        told,
        lexicon: &lexicon,
        extractor: arguments.limits.extractor()?,
        sources: arguments.source.sources(&arguments.limits)?,
        split: false,
    };
    let not_done = |unreadable: Unreadable| Stop::not_done(format!("{}: {}", unreadable.place, unreadable.reason));
    let readings = match inputs::read(&input, &means).map_err(not_done)? {
        inputs::Read::Accounts(readings) => readings,
        inputs::Read::Feed(_) => return Err(Stop::usage(format!("{} is a feed", input.place), "give one of the accounts it lists")),
    };
    let [reading] = &readings[..] else { return Err(Stop::not_done(format!("{}: it holds several accounts", input.place))) };
    let view = ReadingJson::new(reading);
    let asked = match (&arguments.entry, arguments.at) {
        (Some(id), _) => Asked::Id(id.clone()),
        (None, Some(offset)) => Asked::At(offset),
        (None, None) => Asked::All,
    };
    let found = find(&view, &asked).map_err(|error| {
        Stop::not_done(error.to_string()).with_hint("chancery explain FILE without --entry and --at lists every entry with its id")
    })?;
    let explained = found.into_iter().filter_map(|index| explain(&view, &lexicon, index));
    match arguments.format {
        TextFormat::Json => print_json(explained)?,
        TextFormat::Text => print_text(explained, asked == Asked::All, &mut terminal::coloured_output())?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The document, which is not a folder.
fn one_input(arguments: &Explain) -> Result<Input, Stop> {
    if arguments.input.is_dir() {
        return Err(Stop::usage(format!("{} is a folder", arguments.input.display()), "give one file"));
    }
    let gathered = inputs::gather(std::slice::from_ref(&arguments.input), &arguments.source.wanted()).into_iter().next();
    let input = gathered.ok_or_else(|| Stop::usage("there is nothing to read", "give one file"))?;
    input.map_err(|unreadable| Stop::not_done(format!("{}: {}", unreadable.place, unreadable.reason)))
}

fn print_json<'v>(explained: impl Iterator<Item = ExplainedJson<'v>>) -> io::Result<()> {
    let mut out = terminal::plain_output();
    for one in explained {
        serde_json::to_writer(&mut out, &one)?;
        writeln!(out)?;
    }
    out.flush()
}

fn print_text<'v>(explained: impl Iterator<Item = ExplainedJson<'v>>, is_brief: bool, out: &mut impl Write) -> io::Result<()> {
    let layout = Layout::new(terminal::columns());
    let mut count = 0usize;
    for one in explained {
        if count > 0 {
            writeln!(out)?;
        }
        count += 1;
        if is_brief { print_brief(&one, layout, out)? } else { print_whole(&one, layout, out)? }
    }
    if count == 0 {
        writeln!(out, "no entries")?;
    }
    out.flush()
}

/// Name, words, rule.
fn print_brief(one: &ExplainedJson<'_>, layout: Layout, out: &mut impl Write) -> io::Result<()> {
    let parts = one.entry.parts();
    writeln!(out, "{STRONG}{} {}{STRONG:#}", parts.kind, parts.id)?;
    layout.paragraph(out, 2, PLAIN, &format!("“{}”", parts.words.quote))?;
    let matched = one.words.iter().filter_map(|word| Some(format!("“{}” is {}", word.text, word.element.as_ref()?)));
    let because: Vec<String> = std::iter::once(format!("by {}", one.rule.id)).chain(matched).collect();
    layout.paragraph(out, 2, FAINT, &because.join(" · "))
}

fn print_whole(one: &ExplainedJson<'_>, layout: Layout, out: &mut impl Write) -> io::Result<()> {
    let parts = one.entry.parts();
    writeln!(out, "{STRONG}{} {}{STRONG:#}", parts.kind, parts.id)?;
    let row = |out: &mut dyn Write, name: &str, text: &str| layout.hanging(&mut { out }, &format!("  {name:<9}"), 11, PLAIN, text);
    row(out, "rule", &format!("{}: {}", one.rule.id, one.rule.finds))?;
    row(out, "", &format!("{}:{}", one.rule.path, one.rule.line))?;
    row(out, "pattern", one.rule.pattern.as_deref().unwrap_or("none: the entry is there by the class of its term"))?;
    row(out, "voice", &voice(&one.voice))?;
    writeln!(out)?;
    print_line(one, layout, out)?;
    writeln!(out)?;
    print_words(one, layout, out)
}

/// The words in their line, with marks under them.
fn print_line(one: &ExplainedJson<'_>, layout: Layout, out: &mut impl Write) -> io::Result<()> {
    let [line_start, line_end] = one.line.span;
    let entry = one.entry.parts().words.span;
    let first = one.words.iter().map(|word| word.span[0]).chain([entry[0]]).min().unwrap_or(entry[0]);
    let last = one.words.iter().map(|word| word.span[1]).chain([entry[1]]).max().unwrap_or(entry[1]);
    let from = first.saturating_sub(AROUND).max(line_start);
    let to = last.saturating_add(AROUND).min(line_end);
    let shown: Vec<char> = one.line.text.chars().skip((from - line_start) as usize).take((to.saturating_sub(from)) as usize).collect();
    let mut marks = vec![Mark::None; shown.len()];
    let words = one.words.iter().map(|word| (word.span, if word.element.is_some() { Mark::Matched } else { Mark::TakesPart }));
    for (span, mark) in std::iter::once((entry, Mark::Entry)).chain(words) {
        let [start, end] = span.map(|at| (at.saturating_sub(from) as usize).min(marks.len()));
        marks[start..end].fill(mark);
    }
    carets::print(&shown, &marks, 2, layout, out)
}

/// Each word with what it matched.
fn print_words(one: &ExplainedJson<'_>, layout: Layout, out: &mut impl Write) -> io::Result<()> {
    let widest = one.words.iter().map(|word| width(&clean(word.text))).max().unwrap_or(0).min(24);
    for word in &one.words {
        let text = clean(word.text);
        let pad = " ".repeat(widest.saturating_sub(width(&text)));
        let part = match &word.element {
            Some(element) => format!("matched {element}"),
            None => "takes part".to_owned(),
        };
        let classes = if word.classes.is_empty() { "no class".to_owned() } else { word.classes.join(", ") };
        layout.paragraph(out, 2, PLAIN, &format!("{text}{pad}  {part} ({classes})"))?;
    }
    Ok(())
}

/// Why the voice is whose it is.
fn voice(why: &WhyVoice<'_>) -> String {
    let whose = if why.chain.is_empty() { "the document itself".to_owned() } else { why.chain.join(" > ") };
    let Some([start, end]) = why.run else { return whose };
    let words: Vec<String> = [("source", why.source), ("cue", why.cue)]
        .into_iter()
        .filter_map(|(name, words)| Some(format!("{name} “{}”", clean(words?))))
        .collect();
    let opened = match (words.is_empty(), why.rule) {
        (false, Some(rule)) => format!(", opened by {} ({rule})", words.join(" and ")),
        (false, None) => format!(", opened by {}", words.join(" and ")),
        (true, Some(rule)) => format!(", opened by {rule}"),
        (true, None) => String::new(),
    };
    format!("{whose}: characters {start} to {end}{opened}")
}
