//! What site software calls the parts of a page, and what is written on them that is no part of an account.
//!
//! The words are data (`data/html.toml`); here they are loaded and looked up. A name that is not there says nothing,
//! and what is said is weighed against where the text of the page stands, so a site that is not known is read the same way.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::line::at_most;
use super::tree::Marks;

/// Names and lines, as they are in the data.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    body: Vec<String>,
    site: Vec<String>,
    aside: Vec<String>,
    about: Vec<String>,
    trail: Vec<String>,
    note: Vec<String>,
    hidden: Vec<String>,
    headline: Vec<String>,
    tool: Vec<String>,
    related: Vec<String>,
    editor: Vec<String>,
    turn: Vec<String>,
    imprint: Vec<String>,
    numerals: String,
    home: Vec<String>,
}

/// Names and lines, ready to be looked up.
pub(super) struct Hints {
    whole: HashMap<String, Marks>,
    parts: HashMap<String, Marks>,
    about: HashSet<String>,
    tools: HashSet<String>,
    longest_tool: usize,
    related: HashSet<String>,
    editor: Vec<String>,
    turn: Vec<String>,
    imprint: Vec<String>,
    /// Characters that numbers are written with, digits apart.
    pub(super) numerals: String,
    home: HashSet<String>,
}

/// Bytes of a name that are looked at; names beyond are made by programs.
const NAME_BYTES: usize = 512;

/// Characters of the longest line that can be a tool.
const TOOL_LINE: usize = 100;

/// The hints.
pub(super) static HINTS: LazyLock<Hints> = LazyLock::new(|| {
    let words = toml::from_str(include_str!("../../data/html.toml")).expect("the data that is compiled in is loaded by a test");
    Hints::new(words)
});

impl Hints {
    fn new(words: Words) -> Self {
        let mut whole = HashMap::new();
        let mut parts = HashMap::new();
        let put = |map: &mut HashMap<String, Marks>, names: Vec<String>, marks: Marks| {
            for name in names {
                map.entry(name).or_default().add(marks);
            }
        };
        put(&mut whole, words.body, Marks::BODY);
        put(&mut whole, words.hidden, Marks::HIDDEN);
        put(&mut whole, words.headline, Marks::HEADLINE);
        put(&mut parts, words.site, Marks::SITE_NAME);
        put(&mut parts, words.aside, Marks::ASIDE_NAME);
        put(&mut parts, words.trail, Marks::TRAIL);
        put(&mut parts, words.note, Marks::NOTE);
        Self {
            whole,
            parts,
            about: words.about.into_iter().collect(),
            longest_tool: words.tool.iter().map(|tool| tool.chars().count()).max().unwrap_or(0),
            tools: words.tool.into_iter().collect(),
            related: words.related.into_iter().collect(),
            editor: words.editor,
            turn: words.turn,
            imprint: words.imprint,
            numerals: words.numerals,
            home: words.home.into_iter().collect(),
        }
    }

    /// What the names in a `class` or an `id` say.
    pub(super) fn of_names(&self, names: &str) -> Marks {
        let mut marks = Marks::default();
        for name in at_most(names, NAME_BYTES).split_ascii_whitespace() {
            if let Some(&said) = self.whole.get(&name.to_ascii_lowercase()) {
                marks.add(said);
            }
            let parts = parts(name);
            if !parts.iter().any(|part| self.about.contains(part)) {
                parts.iter().filter_map(|part| self.parts.get(part)).for_each(|&said| marks.add(said));
            }
        }
        marks
    }

    /// Whether a line is made of tools of the page and nothing else.
    pub(super) fn is_tool(&self, line: &str) -> bool {
        if line.chars().nth(TOOL_LINE).is_some() {
            return false;
        }
        let folded: Vec<char> = line.chars().flat_map(char::to_lowercase).collect();
        let mut at = 0;
        let mut found = 0;
        while let Some(&first) = folded.get(at) {
            if !first.is_alphabetic() {
                at += 1;
                continue;
            }
            let longest = (1..=self.longest_tool.min(folded.len() - at)).rev();
            let mut tools = longest.filter(|&length| {
                ends_word(&folded, at + length) && self.tools.contains(&folded[at..at + length].iter().collect::<String>())
            });
            let Some(length) = tools.next() else { return false };
            // One letter alone is a letter; with others it is a size of print.
            found += if length == 1 && first.is_ascii() { 1 } else { 2 };
            at += length;
        }
        found > 1
    }

    /// Whether a line stands over links to other pages.
    pub(super) fn is_related(&self, line: &str) -> bool {
        let line = line.trim_matches(|character: char| !character.is_alphanumeric());
        line.len() < TOOL_LINE && self.related.contains(&line.to_lowercase())
    }

    /// Whether a name is that of the home page.
    pub(super) fn is_home(&self, name: &str) -> bool {
        self.home.contains(&name.to_lowercase())
    }

    /// Whether a line says who edited the page.
    pub(super) fn is_editor(&self, line: &str) -> bool {
        opens(line, &self.editor)
    }

    /// Whether a line says whose the site is.
    pub(super) fn is_imprint(&self, line: &str) -> bool {
        let line = line.to_lowercase();
        self.imprint.iter().any(|words| line.contains(words.as_str()))
    }

    /// Whether a line leads to the page before or after.
    pub(super) fn is_turn(&self, line: &str) -> bool {
        opens(line, &self.turn)
    }
}

/// Whether a line opens with one of some words.
fn opens(line: &str, openings: &[String]) -> bool {
    let head: String = line.chars().take(24).flat_map(char::to_lowercase).collect();
    openings.iter().any(|opening| head.starts_with(opening.as_str()))
}

/// Whether a word may end at a place: letters of words written apart go on, those of Chinese need not.
fn ends_word(line: &[char], at: usize) -> bool {
    let goes_on = |character: &char| character.is_alphanumeric() && (*character as u32) < 0x2E80;
    !(line.get(at).is_some_and(goes_on) && at > 0 && goes_on(&line[at - 1]))
}

/// The parts of a name, in lower case.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut after_small = false;
    for character in name.chars() {
        let opens = !character.is_ascii_alphanumeric() || character.is_ascii_uppercase() && after_small;
        if opens && parts.last().is_some_and(|part| !part.is_empty()) {
            parts.push(String::new());
        }
        after_small = character.is_ascii_lowercase();
        if character.is_ascii_alphanumeric() {
            parts.last_mut().expect("there is always one").push(character.to_ascii_lowercase());
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_into_parts() {
        assert_eq!(parts("shareBar_top-2"), ["share", "bar", "top", "2"]);
        assert!(HINTS.of_names("entry-content").any(Marks::BODY));
        assert!(HINTS.of_names("x shareBar").any(Marks::ASIDE_NAME));
        assert!(!HINTS.of_names("page-with-sidebar no-footer").any(Marks::SITE_NAME));
        assert!(!HINTS.of_names("navy-blue sharepoint").any(Marks::SITE_NAME.and(Marks::ASIDE_NAME)));
    }

    #[test]
    fn a_tool_is_a_line_of_nothing_else() {
        for line in
            ["[字体：大 中 小] 打印本页", "分享到：微信 微博", "Print | Share", "Share this page: Facebook, X", "【打印】【关闭】", "A A A"]
        {
            assert!(HINTS.is_tool(line), "{line}");
        }
        for line in ["2023-06-19 18:30", "来源：沃通社", "Print media of Alvonia", "Closer ties", "大会", "分享发展机遇", "A", ""]
        {
            assert!(!HINTS.is_tool(line), "{line}");
        }
    }

    #[test]
    fn the_data_are_sorted_and_in_lower_case() {
        let mut before = "";
        for line in include_str!("../../data/html.toml").lines() {
            let value = line.strip_prefix("  \"").and_then(|line| line.strip_suffix("\",")).unwrap_or("");
            assert!(value.is_empty() || before < value, "{before} stands before {value}");
            assert_eq!(value, value.to_lowercase());
            before = value;
        }
    }
}
