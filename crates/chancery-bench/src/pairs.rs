//! Scores comparisons of two accounts against hand-coded ones.
//!
//! A coded pair is `NAME--NAME.json` in a folder beside `sources`, which holds the accounts as `NAME.txt` with `NAME.meta.toml`,
//! and `NAME.gold.json`, whose text the coded spans are of. Spans are held against each other without white space, as the
//! scores of readings are; two of them are one when they overlap by half (Dice).

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chancery_app::compare::{Account, Comparison, Given, compare};
use chancery_app::{Extractor, Lexicon, overlay, read_bytes, sidecar, workspace};
use serde::Deserialize;

#[derive(Deserialize)]
struct Coded {
    a: String,
    b: String,
    links: Vec<CodedLink>,
}

#[derive(Deserialize)]
struct CodedLink {
    relation: String,
    a: CodedStatement,
    b: CodedStatement,
}

#[derive(Deserialize)]
struct CodedStatement {
    kind: String,
    span: [usize; 2],
    quote: String,
}

#[derive(Deserialize)]
struct CodedText {
    text: String,
}

/// Counts over all pairs.
#[derive(Default)]
struct Counts {
    coded: usize,
    found: usize,
    linked: usize,
    right: usize,
    typed: usize,
    alone: usize,
    alone_right: usize,
}

/// Scores every pair of a folder and writes what was missed, what was found in excess, and the sums.
///
/// # Errors
/// When a file cannot be read, or the texts are not the same.
pub fn run(folder: &Path, out: &mut impl Write) -> io::Result<()> {
    let lexicon = overlay::lexicon(None).map_err(io::Error::other)?;
    let mut paths = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    let mut counts = Counts::default();
    for path in &paths {
        let coded: Coded = serde_json::from_str(&fs::read_to_string(path)?)?;
        writeln!(out, "{} and {}", coded.a, coded.b)?;
        score(&coded, folder.parent().unwrap_or(folder), &lexicon, &mut counts, out)?;
    }
    let share = |part: usize, whole: usize| if whole == 0 { 1.0 } else { part as f64 / whole as f64 };
    let (precision, recall) = (share(counts.right, counts.linked), share(counts.found, counts.coded));
    let f1 = if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
    writeln!(out, "links: precision {precision:.3}, recall {recall:.3}, F1 {f1:.3} ({} coded, {} found)", counts.coded, counts.linked)?;
    writeln!(out, "relation of the links found: {:.3} right of {}", share(counts.typed, counts.found), counts.found)?;
    writeln!(out, "said by one side only: precision {:.3} of {}", share(counts.alone_right, counts.alone), counts.alone)
}

/// A text without white space: how many characters of it stand before each.
struct Compact(Vec<usize>);

impl Compact {
    fn new(text: &str) -> Self {
        let mut places = vec![0];
        let mut count = 0;
        for character in text.chars() {
            count += usize::from(!character.is_whitespace());
            places.push(count);
        }
        Self(places)
    }

    fn span(&self, span: [usize; 2]) -> [usize; 2] {
        span.map(|place| self.0[place.min(self.0.len() - 1)])
    }
}

/// One account with the compact places of its statements and of the coded ones.
struct Side {
    account: Account,
    read: Compact,
    coded: Compact,
}

fn side(folder: &Path, name: &str, lexicon: &Lexicon) -> io::Result<Side> {
    let path = |end: &str| -> PathBuf { folder.join("sources").join(format!("{name}{end}")) };
    let meta = path(".meta.toml");
    let told = sidecar::parse(&meta.display().to_string(), &fs::read_to_string(&meta)?, lexicon)
        .map_err(|error| io::Error::other(error.to_string()))?;
    let reading =
        read_bytes(&format!("{name}.txt"), fs::read(path(".txt"))?, &told, lexicon, &Extractor::InProcess).map_err(io::Error::other)?;
    let kept = workspace::kept(&reading).map_err(io::Error::other)?;
    let gold: CodedText = serde_json::from_str(&fs::read_to_string(folder.join(format!("{name}.gold.json")))?)?;
    let squeezed = |text: &str| text.chars().filter(|character| !character.is_whitespace()).collect::<String>();
    if squeezed(&kept.document.text) != squeezed(&gold.text) {
        return Err(io::Error::other(format!("{name}: the text read is not the text coded")));
    }
    let read = Compact::new(&kept.document.text);
    Ok(Side { account: Given::of_reading(kept).account, read, coded: Compact::new(&gold.text) })
}

impl Side {
    /// Statements of the account that are the coded one: of its kind or one that overlaps by half.
    fn matches(&self, coded: &CodedStatement) -> Vec<usize> {
        let [start, end] = self.coded.span(coded.span);
        let overlaps = |index: &usize| {
            let statement = &self.account.statements[*index];
            let [from, to] = self.read.span(statement.span);
            let shared = end.min(to).saturating_sub(start.max(from));
            let is_name = |kind: &str| matches!(kind, "mechanism" | "formulation" | "engagement");
            let of_kind = statement.kind.as_str() == coded.kind || !(is_name(&coded.kind) || is_name(statement.kind.as_str()));
            of_kind && 4 * shared >= (end - start) + (to - from)
        };
        (0..self.account.statements.len()).filter(overlaps).collect()
    }
}

fn score(coded: &Coded, folder: &Path, lexicon: &Lexicon, counts: &mut Counts, out: &mut impl Write) -> io::Result<()> {
    let sides = [side(folder, &coded.a, lexicon)?, side(folder, &coded.b, lexicon)?];
    let accounts = [sides[0].account.clone(), sides[1].account.clone()];
    let comparison = compare(&accounts, lexicon);
    let groups = [groups(&comparison, 0), groups(&comparison, 1)];
    let group = |account: usize, statement: usize| {
        groups[account].iter().find(|group| group.contains(&statement)).cloned().unwrap_or_else(|| BTreeSet::from([statement]))
    };
    // What repeats a coded statement shares its links.
    let members = |account: usize, statement: &CodedStatement| -> BTreeSet<usize> {
        sides[account].matches(statement).into_iter().flat_map(|found| group(account, found)).collect()
    };
    let all: Vec<(BTreeSet<usize>, BTreeSet<usize>)> = coded.links.iter().map(|link| (members(0, &link.a), members(1, &link.b))).collect();
    counts.coded += coded.links.len();
    for (link, (of_a, of_b)) in coded.links.iter().zip(&all) {
        let found: Vec<_> =
            comparison.links.iter().filter(|found| of_a.contains(&found.a.statement) && of_b.contains(&found.b.statement)).collect();
        if found.is_empty() {
            writeln!(
                out,
                "  missed ({}, {}):\n    {}\n    {}",
                if of_a.is_empty() { "not read in a" } else { "read" },
                if of_b.is_empty() { "not read in b" } else { "read" },
                link.a.quote,
                link.b.quote
            )?;
            continue;
        }
        counts.found += 1;
        let best = found.iter().max_by(|a, b| a.likeness.total_cmp(&b.likeness)).map_or("", |link| link.relation.as_str());
        counts.typed += usize::from(best == link.relation);
        if best != link.relation {
            let named: Vec<String> = found[0]
                .differences
                .iter()
                .map(|difference| format!("{} {:?} {:?}", difference.kind.as_str(), difference.a, difference.b))
                .collect();
            writeln!(out, "  found as {best}, coded {}: {}\n    {}\n    {}", link.relation, named.join("; "), link.a.quote, link.b.quote)?;
        }
    }
    for link in &comparison.links {
        counts.linked += 1;
        if all.iter().any(|(of_a, of_b)| of_a.contains(&link.a.statement) && of_b.contains(&link.b.statement)) {
            counts.right += 1;
            continue;
        }
        let [a, b] = [&accounts[0].statements[link.a.statement], &accounts[1].statements[link.b.statement]];
        let reasons: Vec<String> = link.reasons.iter().map(|reason| format!("{} {}", reason.what, reason.shared)).collect();
        writeln!(
            out,
            "  in excess {:.2} ({}):\n    {} {}\n    {} {}",
            link.likeness,
            reasons.join(", "),
            a.kind.as_str(),
            a.quote,
            b.kind.as_str(),
            b.quote
        )?;
    }
    for place in &comparison.only {
        counts.alone += 1;
        let is_linked = all
            .iter()
            .any(|(of_a, of_b)| if place.account == 0 { of_a.contains(&place.statement) } else { of_b.contains(&place.statement) });
        counts.alone_right += usize::from(!is_linked);
    }
    Ok(())
}

/// The groups of repeats of one account.
fn groups(comparison: &Comparison, account: usize) -> Vec<BTreeSet<usize>> {
    let of_account = comparison.repeats.iter().filter(|group| group.iter().all(|place| place.account == account));
    of_account.map(|group| group.iter().map(|place| place.statement).collect()).collect()
}
