//! `chancery versions`: two copies, drafts or translations of one text.

use std::io::{self, Write};
use std::process::ExitCode;

use chancery_app::compare::{Alarm, Copies, Given, Translation, Versions as Compared, VersionsJson, compare_versions};
use clap::Args;
use clap::builder::styling::Style;

use crate::cli::{Common, TextFormat};
use crate::given_arguments::GivenArguments;
use crate::listing::heading;
use crate::stop::{Ended, Stop};
use crate::table::layout::Layout;
use crate::terminal::{self, BAD, DOUBTFUL, FAINT, GOOD, STRONG};

/// Characters shown on either side of a difference.
const AROUND: usize = 24;
/// Characters of a difference that are shown; of a longer one its beginning and end are.
const MOST_WORDS: usize = 240;
/// Words of one kind that are shown of an alarm.
const MOST_MARKS: usize = 8;
const PLAIN: Style = Style::new();

/// Compare two copies, drafts or translations of one text
///
/// Texts of one language are compared word by word; a text and its translation by paragraphs. What touches a negation, a
/// number, a date or a party is marked with a !. Where characters of the first may have been lost, the second is shown.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Versions {
    /// The first: a file, a web address, or the id of an account in the workspace
    first: String,
    /// The second
    second: String,
    /// Form of the output
    #[arg(long, value_enum, default_value = "text")]
    format: TextFormat,
    #[command(flatten)]
    given: GivenArguments,
}

const EXAMPLES: &str = "\
Examples:
  chancery versions draft.docx signed.pdf
  chancery versions newspaper.txt agency.html
  chancery versions joint-statement-zh.txt joint-statement-en.txt --format json";

/// Compares the two.
pub(crate) fn run(arguments: &Versions, common: &Common) -> Ended {
    let lexicon = common.load_lexicon()?;
    let given = arguments.given.accounts(&[arguments.first.clone(), arguments.second.clone()], &lexicon)?;
    let [a, b] = &given[..] else {
        return Err(Stop::usage(format!("{} texts were named", given.len()), "give two files, not folders"));
    };
    let compared = compare_versions(a, b, &lexicon);
    match arguments.format {
        TextFormat::Json => {
            let mut out = terminal::plain_output();
            serde_json::to_writer_pretty(&mut out, &VersionsJson::new(a, b, &compared)).map_err(io::Error::from)?;
            writeln!(out)?;
            out.flush()?;
        }
        TextFormat::Text => print(a, b, &compared, &mut terminal::coloured_output())?,
    }
    Ok(ExitCode::SUCCESS)
}

fn print(a: &Given, b: &Given, compared: &Compared, out: &mut impl Write) -> io::Result<()> {
    let layout = Layout::new(terminal::columns());
    for (letter, given) in [("A", a), ("B", b)] {
        let document = &given.reading.document;
        let told = [document.date.as_deref().unwrap_or("no date"), document.language.as_deref().unwrap_or("no language")];
        layout.hanging(out, &format!("{STRONG}{letter}{STRONG:#}  "), 3, PLAIN, &format!("{} · {}", document.source, told.join(" · ")))?;
    }
    match compared {
        Compared::Copies(copies) => print_copies(a, copies, layout, out)?,
        Compared::Translation(translation) => print_translation(translation, layout, out)?,
    }
    out.flush()
}

fn print_copies(a: &Given, copies: &Copies, layout: Layout, out: &mut impl Write) -> io::Result<()> {
    let [both, of_a, of_b] = copies.words;
    let alike = if of_a + of_b == 0 { 100.0 } else { 200.0 * both as f64 / (of_a + of_b) as f64 };
    let alarmed = copies.pieces.iter().filter(|piece| !piece.alarms.is_empty()).count();
    writeln!(out)?;
    heading(out, &format!("Differences: {}, {alarmed} of them marked with !", copies.pieces.len()))?;
    layout.paragraph(out, 2, FAINT, &format!("{both} words are in both, {alike:.1}% of them all"))?;
    let characters: Vec<char> = a.reading.document.text.chars().collect();
    for piece in &copies.pieces {
        let before: String = characters[piece.a[0].saturating_sub(AROUND)..piece.a[0]].iter().collect();
        let after: String = characters[piece.a[1]..(piece.a[1] + AROUND).min(characters.len())].iter().collect();
        let sign = if piece.alarms.is_empty() { " " } else { "!" };
        let removed = if piece.words_a.is_empty() { String::new() } else { format!("{BAD}[-{}-]{BAD:#}", shortened(&piece.words_a)) };
        let added = if piece.words_b.is_empty() { String::new() } else { format!("{GOOD}{{+{}+}}{GOOD:#}", shortened(&piece.words_b)) };
        writeln!(
            out,
            "{DOUBTFUL}{sign}{DOUBTFUL:#} {FAINT}{}{FAINT:#}{removed}{added}{FAINT}{}{FAINT:#}",
            one_line(&before),
            one_line(&after)
        )?;
        print_alarms(&piece.alarms, layout, out)?;
    }
    if !copies.settled.is_empty() {
        writeln!(out)?;
        heading(out, "Where A may have lost characters")?;
        for settled in &copies.settled {
            let told =
                if settled.differs { format!("B has “{}”", shortened(&settled.words_b)) } else { "B has the same words".to_owned() };
            layout.hanging(out, "  ", 4, PLAIN, &format!("“{}”: {told}", shortened(&settled.words_a)))?;
        }
    }
    Ok(())
}

fn print_translation(translation: &Translation, layout: Layout, out: &mut impl Write) -> io::Result<()> {
    let alarmed = translation.beads.iter().filter(|bead| !bead.alarms.is_empty()).count();
    let alone = translation.beads.iter().filter(|bead| bead.a.is_empty() || bead.b.is_empty()).count();
    writeln!(out)?;
    let count = translation.beads.len();
    heading(out, &format!("Paragraphs: {count}, {alarmed} of them marked with !, {alone} in one version only"))?;
    for bead in translation.beads.iter().filter(|bead| !bead.alarms.is_empty() || bead.a.is_empty() || bead.b.is_empty()) {
        let sign = if bead.alarms.is_empty() { " " } else { "!" };
        for (letter, words) in [("A", &bead.words_a), ("B", &bead.words_b)].into_iter().filter(|(_, words)| !words.is_empty()) {
            layout.hanging(out, &format!("{DOUBTFUL}{sign}{DOUBTFUL:#} {STRONG}{letter}{STRONG:#} "), 4, PLAIN, &shortened(words))?;
        }
        print_alarms(&bead.alarms, layout, out)?;
    }
    Ok(())
}

fn print_alarms(alarms: &[Alarm], layout: Layout, out: &mut impl Write) -> io::Result<()> {
    for alarm in alarms {
        let side = |words: &[String]| {
            let shown = words.iter().take(MOST_MARKS).map(String::as_str).collect::<Vec<_>>().join(", ");
            match words.len() {
                0 => "nothing".to_owned(),
                count if count > MOST_MARKS => format!("{shown} and {} more", count - MOST_MARKS),
                _ => shown,
            }
        };
        let told = format!("A: {}   B: {}", side(&alarm.a), side(&alarm.b));
        layout.hanging(out, &format!("    {DOUBTFUL}{:<9}{DOUBTFUL:#}", alarm.kind.as_str()), 13, PLAIN, &told)?;
    }
    Ok(())
}

fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// Words on one line; of very many the beginning and the end.
fn shortened(text: &str) -> String {
    let line = one_line(text);
    let characters: Vec<char> = line.chars().collect();
    if characters.len() <= MOST_WORDS {
        return line;
    }
    let half = MOST_WORDS / 2;
    let [head, tail] = [&characters[..half], &characters[characters.len() - half..]].map(|part| part.iter().collect::<String>());
    format!("{head} … {} characters … {tail}", characters.len() - 2 * half)
}
