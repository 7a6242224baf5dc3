//! A comparison as one web page that needs nothing else: the texts side by side with the links drawn, then what is said
//! alike, differently and by one account only, as lists.
//!
//! Every word of an account is written as text: nothing of it is markup, address or script. Without scripts the page says
//! the same; they draw the lines and show what belongs together.

use std::collections::HashMap;
use std::fmt::Write as _;

use chancery_compare::alignment::{Bundle, Place, Relation};
use chancery_compare::{Comparison, Statement};

use super::Given;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What becomes of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Same,
    Differs,
    Only,
}

impl Standing {
    const fn class(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Differs => "differs",
            Self::Only => "only",
        }
    }
}

/// The page of a comparison.
#[must_use]
pub fn page(given: &[Given], comparison: &Comparison) -> String {
    let bundles = comparison.bundles();
    let mut numbers: HashMap<Place, Vec<usize>> = HashMap::new();
    for (number, bundle) in bundles.iter().enumerate() {
        for place in bundle.a.iter().chain(&bundle.b) {
            numbers.entry(*place).or_default().push(number);
        }
    }
    let page = Page { given, comparison, bundles, numbers };
    let mut out = String::new();
    page.write(&mut out);
    out
}

struct Page<'p> {
    given: &'p [Given],
    comparison: &'p Comparison,
    bundles: Vec<Bundle<'p>>,
    /// The bundles that a statement belongs to.
    numbers: HashMap<Place, Vec<usize>>,
}

impl Page<'_> {
    fn write(&self, out: &mut String) {
        let titles: Vec<String> = (0..self.given.len()).map(|at| self.title(at)).collect();
        push(
            out,
            &format!(
                "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
                escape(&titles.join(" | "))
            ),
        );
        push(out, "<a class=\"skip\" href=\"#lists\">To the lists</a>\n<header>\n<h1>Accounts side by side</h1>\n");
        self.write_accounts(out);
        self.write_legend(out);
        push(out, "</header>\n<main>\n");
        self.write_texts(out);
        push(out, "<div id=\"lists\" class=\"lists\">\n");
        self.write_bundles(out, Relation::Same, "Said alike", "same");
        self.write_bundles(out, Relation::Differs, "Said differently", "differs");
        for at in 0..self.given.len() {
            self.write_only(out, at);
        }
        self.write_balances(out);
        push(out, &format!("</div>\n</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n"));
    }

    fn title(&self, at: usize) -> String {
        let document = &self.given[at].reading.document;
        document.title.clone().unwrap_or_else(|| document.source.clone())
    }

    fn side(&self, at: usize) -> String {
        let sides = &self.given[at].account.sides;
        if sides.is_empty() { "side not known".to_owned() } else { sides.join(", ") }
    }

    fn language(&self, at: usize) -> String {
        self.given[at].reading.document.language.as_deref().map_or_else(String::new, |tag| format!(" lang=\"{}\"", escape(tag)))
    }

    fn write_accounts(&self, out: &mut String) {
        push(out, "<ul class=\"accounts\" aria-label=\"The accounts\">\n");
        for at in 0..self.given.len() {
            let document = &self.given[at].reading.document;
            let alone = self.comparison.only.iter().filter(|place| place.account == at).count();
            push(
                out,
                &format!(
                    "<li><a href=\"#text-{at}\"><span class=\"letter\">{}</span> <span{}>{}</span></a><br><span class=\"why\">{} · {} · {} entries, \
                     <a href=\"#only-{at}\">{alone} said by it alone</a></span></li>\n",
                    letter(at),
                    self.language(at),
                    escape(&self.title(at)),
                    escape(&self.side(at)),
                    escape(document.date.as_deref().unwrap_or("no date")),
                    self.given[at].account.statements.len(),
                ),
            );
        }
        push(out, "</ul>\n");
    }

    fn write_legend(&self, out: &mut String) {
        let count = |relation: Relation| self.bundles.iter().filter(|bundle| bundle.best.relation == relation).count();
        push(
            out,
            &format!(
                "<p class=\"legend\"><a href=\"#same\"><mark class=\"same\">said alike</mark> {}</a> <a href=\"#differs\"><mark class=\"differs\">said differently</mark> {}</a> <span><mark class=\"only\">said by one account only</mark> {}</span></p>\n",
                count(Relation::Same),
                count(Relation::Differs),
                self.comparison.only.len(),
            ),
        );
    }

    fn write_texts(&self, out: &mut String) {
        push(out, "<section class=\"texts\" aria-label=\"The texts\">\n");
        for at in 0..self.given.len() {
            push(
                out,
                &format!(
                    "<article{} aria-labelledby=\"text-{at}\">\n<h2 id=\"text-{at}\" lang=\"en\">{} <span class=\"side\">{}</span></h2>\n",
                    self.language(at),
                    letter(at),
                    escape(&self.side(at))
                ),
            );
            self.write_text(out, at);
            push(out, "</article>\n");
        }
        push(out, "</section>\n");
    }

    fn write_text(&self, out: &mut String, at: usize) {
        let characters: Vec<char> = self.given[at].reading.document.text.chars().collect();
        let standings = self.standings(at);
        let statements = &self.given[at].account.statements;
        // Statements are in the order of their starts: none further back than the longest reaches into a paragraph.
        let longest = statements.iter().map(|statement| statement.span[1] - statement.span[0]).max().unwrap_or(0);
        for paragraph in &self.given[at].reading.paragraphs {
            let [start, end] = paragraph.span.map(|place| (place as usize).min(characters.len()));
            let name = if matches!(paragraph.role.as_str(), "title" | "heading") { "h3" } else { "p" };
            push(out, &format!("<{name}>"));
            let reached = statements.partition_point(|statement| statement.span[0] + longest <= start);
            let before_end = statements.partition_point(|statement| statement.span[0] < end);
            let within: Vec<usize> = (reached..before_end).filter(|&index| statements[index].span[1] > start).collect();
            let mut bounds: Vec<usize> =
                within.iter().flat_map(|&index| statements[index].span).map(|place| place.clamp(start, end)).collect();
            bounds.extend([start, end]);
            bounds.sort_unstable();
            bounds.dedup();
            for pair in bounds.windows(2) {
                let words: String = characters[pair[0]..pair[1]].iter().collect();
                let over: Vec<usize> = within
                    .iter()
                    .copied()
                    .filter(|&index| statements[index].span[0] <= pair[0] && statements[index].span[1] >= pair[1])
                    .collect();
                self.write_piece(out, at, pair[0], &words, &over, &standings);
            }
            push(out, &format!("</{name}>\n"));
        }
    }

    /// A stretch of text over which the same statements lie.
    fn write_piece(&self, out: &mut String, at: usize, start: usize, words: &str, over: &[usize], standings: &[Standing]) {
        // The shortest statement over a stretch shows; the others are named.
        let statements = &self.given[at].account.statements;
        let Some(&shown) = over.iter().min_by_key(|&&index| (statements[index].span[1] - statements[index].span[0], index)) else {
            push(out, &escape(words));
            return;
        };
        let begins = over.iter().filter(|&&index| statements[index].span[0] == start).map(|index| format!("<a id=\"e{at}-{index}\"></a>"));
        push(out, &begins.collect::<String>());
        let bundles: Vec<String> = over
            .iter()
            .flat_map(|&index| self.bundles_of(Place { account: at, statement: index }))
            .map(|number| number.to_string())
            .collect();
        let mark = format!("<mark class=\"{}\" data-links=\"{}\">{}</mark>", standings[shown].class(), bundles.join(" "), escape(words));
        match self.bundles_of(Place { account: at, statement: shown }).first() {
            Some(number) if statements[shown].span[0] == start => push(out, &format!("<a class=\"to\" href=\"#link-{number}\">{mark}</a>")),
            _ => push(out, &mark),
        }
    }

    fn bundles_of(&self, place: Place) -> &[usize] {
        self.numbers.get(&place).map_or(&[], Vec::as_slice)
    }

    /// What becomes of each statement of an account; one linked in both ways is said alike somewhere.
    fn standings(&self, at: usize) -> Vec<Standing> {
        let mut standings = vec![Standing::Only; self.given[at].account.statements.len()];
        for link in &self.comparison.links {
            let standing = if link.relation == Relation::Same { Standing::Same } else { Standing::Differs };
            for place in [link.a, link.b].into_iter().filter(|place| place.account == at) {
                standings[place.statement] = standings[place.statement].min(standing);
            }
        }
        standings
    }

    fn statement(&self, place: Place) -> &Statement {
        &self.given[place.account].account.statements[place.statement]
    }

    fn quote(&self, place: Place, times: usize) -> String {
        let statement = self.statement(place);
        let times = if times > 1 { format!(" <span class=\"times\">{times} times</span>") } else { String::new() };
        format!(
            "<p><span class=\"letter\">{}</span> <span class=\"kind\">{}</span> <a href=\"#e{}-{}\"><q{}>{}</q></a>{times}</p>\n",
            letter(place.account),
            statement.kind.as_str(),
            place.account,
            place.statement,
            self.language(place.account),
            escape(&statement.quote),
        )
    }

    fn write_bundles(&self, out: &mut String, relation: Relation, title: &str, id: &str) {
        let of_relation: Vec<(usize, &Bundle<'_>)> =
            self.bundles.iter().enumerate().filter(|(_, bundle)| bundle.best.relation == relation).collect();
        push(out, &format!("<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title}: {}</h2>\n", of_relation.len()));
        if of_relation.is_empty() {
            push(out, "<p>None was found.</p>\n</section>\n");
            return;
        }
        push(out, "<ol>\n");
        for (number, bundle) in of_relation {
            push(out, &format!("<li id=\"link-{number}\" data-link=\"{number}\" class=\"{id}\">\n"));
            push(out, &self.quote(bundle.best.a, bundle.a.len()));
            push(out, &self.quote(bundle.best.b, bundle.b.len()));
            self.write_differences(out, bundle);
            push(out, "</li>\n");
        }
        push(out, "</ol>\n</section>\n");
    }

    fn write_differences(&self, out: &mut String, bundle: &Bundle<'_>) {
        let link = bundle.best;
        let value = |value: &Option<String>| value.as_deref().map_or_else(|| "<i>nothing</i>".to_owned(), escape);
        if !link.differences.is_empty() {
            let [a, b] = [link.a, link.b].map(|place| letter(place.account));
            push(
                out,
                &format!(
                    "<table class=\"differences\">\n<thead><tr><th scope=\"col\">What differs</th><th scope=\"col\">{a}</th><th scope=\"col\">{b}</th></tr></thead>\n<tbody>\n"
                ),
            );
            for difference in &link.differences {
                push(
                    out,
                    &format!(
                        "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n",
                        difference.kind.as_str(),
                        value(&difference.a),
                        value(&difference.b)
                    ),
                );
            }
            push(out, "</tbody>\n</table>\n");
        }
        let reasons: Vec<String> = link
            .reasons
            .iter()
            .map(|reason| {
                let shown = if reason.a.is_empty() || reason.a == reason.b {
                    reason.shared.clone()
                } else {
                    format!("{} ({} = {})", reason.shared, reason.a, reason.b)
                };
                format!("{} {}", reason.what, escape(&shown))
            })
            .collect();
        push(out, &format!("<p class=\"why\">{:.2} by {}</p>\n", link.likeness, reasons.join(", ")));
    }

    fn write_only(&self, out: &mut String, at: usize) {
        let only: Vec<&Place> = self.comparison.only.iter().filter(|place| place.account == at).collect();
        push(
            out,
            &format!(
                "<section aria-labelledby=\"only-{at}\">\n<h2 id=\"only-{at}\">Only in {} ({}): {}</h2>\n",
                letter(at),
                escape(&self.side(at)),
                only.len()
            ),
        );
        if only.is_empty() {
            push(out, "<p>Everything that was read in it is in another account too.</p>\n</section>\n");
            return;
        }
        push(out, "<ul>\n");
        for place in only {
            let statement = self.statement(*place);
            let voice = if statement.voice.is_empty() { String::new() } else { format!("said by {}", statement.voice.join(" > ")) };
            let told: Vec<String> = [voice, statement.areas.join(", ")].into_iter().filter(|part| !part.is_empty()).collect();
            push(
                out,
                &format!("<li class=\"only\">\n{}<p class=\"why\">{}</p>\n</li>\n", self.quote(*place, 1), escape(&told.join(" · "))),
            );
        }
        push(out, "</ul>\n</section>\n");
    }

    fn write_balances(&self, out: &mut String) {
        push(
            out,
            "<section aria-labelledby=\"areas\">\n<h2 id=\"areas\">Areas, in the order they first come up</h2>\n<div class=\"balances\">\n",
        );
        for (at, balance) in self.comparison.balances.iter().enumerate() {
            push(
                out,
                &format!(
                    "<table>\n<caption>{} ({})</caption>\n<thead><tr><th scope=\"col\">Area</th><th scope=\"col\">Entries</th><th scope=\"col\">Share of their words</th></tr></thead>\n<tbody>\n",
                    letter(at),
                    escape(&self.side(at))
                ),
            );
            for area in &balance.areas {
                let percent = 100 * area.length / balance.length.max(1);
                push(
                    out,
                    &format!(
                        "<tr><th scope=\"row\">{}</th><td>{}</td><td><meter min=\"0\" max=\"100\" value=\"{percent}\"></meter> {percent}%</td></tr>\n",
                        escape(&area.area),
                        area.statements
                    ),
                );
            }
            push(out, "</tbody>\n</table>\n");
        }
        push(out, "</div>\n</section>\n");
    }
}

fn push(out: &mut String, text: &str) {
    out.write_str(text).expect("a string takes everything");
}

/// The letter of an account; a number after Z.
#[must_use]
pub fn letter(at: usize) -> String {
    u8::try_from(at).ok().filter(|&at| at < 26).map_or_else(|| (at + 1).to_string(), |at| char::from(b'A' + at).to_string())
}

/// A text as it stands in HTML. Marks that turn the direction of writing are shown as what they are not.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => escaped.push(char::REPLACEMENT_CHARACTER),
            character => escaped.push(character),
        }
    }
    escaped
}
