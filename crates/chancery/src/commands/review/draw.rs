//! Drawing: a title, the words in their context, the entry, what is said, and the keys.

use std::borrow::Cow;

use chancery_app::review::{Edge, Newer, View};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span as Piece};
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use super::keys::{CHOOSING, KEYS, Key, LISTING, WRITING};
use super::passage::{Marks, passage, scroll};
use super::screen::{Mode, Screen};
use crate::table::layout::{clean, width};

/// Longer lines are hard to read.
const MOST_COLUMNS: u16 = 110;
/// Lines of context that are worth more than a field a line.
const CONTEXT: usize = 6;
/// Columns of the names of fields.
const NAMES: usize = 15;
/// Digits of an id that are shown.
const ID_DIGITS: usize = 8;

const STRONG: Style = Style::new().add_modifier(Modifier::BOLD);
const FAINT: Style = Style::new().add_modifier(Modifier::DIM);

/// Draws the screen.
pub(super) fn draw(frame: &mut Frame<'_>, screen: &Screen, colour: bool) {
    let whole = frame.area();
    let area = Rect { width: whole.width.min(MOST_COLUMNS), ..whole };
    let Some(view) = screen.session.view() else { return };
    let columns = usize::from(area.width).max(2);
    let footer = footer(screen, columns);
    let (said, is_bad) = screen.line();
    let mut said = wrap(&said, columns);
    said.truncate(4);
    let fixed = 3 + footer.len() + said.len().max(1);
    let rows = usize::from(area.height).saturating_sub(fixed).max(2);
    let mut lines = vec![title(screen, &view, columns), rule(columns)];
    match &screen.mode {
        Mode::Help(from) => lines.extend(help(*from, rows + 1, columns)),
        _ => lines.extend(middle(screen, &view, rows, columns, colour)),
    }
    let bad = if colour { Style::new().fg(Color::Red).add_modifier(Modifier::BOLD) } else { STRONG };
    let style = if is_bad { bad } else { Style::new() };
    let height = usize::from(area.height);
    let below = footer.len() + said.len().max(1);
    lines.truncate(height.saturating_sub(below));
    lines.resize(height.saturating_sub(below), Line::default());
    if said.is_empty() {
        lines.push(Line::default());
    }
    lines.extend(said.into_iter().map(|line| Line::styled(line, style)));
    lines.extend(footer);
    for (row, line) in lines.iter().take(height).enumerate() {
        frame.buffer_mut().set_line(area.x, area.y + row as u16, line, area.width);
    }
}

/// The words in their context, a line, and the entry.
fn middle(screen: &Screen, view: &View<'_>, rows: usize, columns: usize, colour: bool) -> Vec<Line<'static>> {
    let mut others = view.others.clone();
    let (mut span, mut split) = (view.span, None);
    match &screen.mode {
        Mode::Split(at) => split = Some(*at),
        Mode::New(new) | Mode::Kind(new) => {
            others.push(view.span);
            span = *new;
        }
        _ => {}
    }
    let passage = passage(&view.paragraphs, Marks { entry: span, others: &others, split, colour }, columns);
    let in_list = matches!(&screen.mode, Mode::Fields(_));
    let about = match &screen.mode {
        Mode::Fields(at) => choice(view, *at, columns),
        _ => about(view, rows.saturating_sub(passage.lines.len().min(CONTEXT)), columns, colour),
    };
    let context = passage.lines.len().min(rows.saturating_sub(about.len()).max((rows / 2).min(CONTEXT)));
    let end_moves = view.is_moved || matches!(screen.mode, Mode::New(_) | Mode::Kind(_));
    let top = scroll(&passage, context, end_moves && screen.edge == Edge::End);
    let mut lines: Vec<Line<'static>> = passage.lines.into_iter().skip(top).take(context).collect();
    lines.push(rule(columns));
    let room = rows.saturating_sub(context);
    let from = match &screen.mode {
        Mode::Fields(at) if in_list => (at + 2).saturating_sub(room),
        _ => 0,
    };
    let cut = about.len() > room && !in_list;
    lines.extend(about.into_iter().skip(from).take(room));
    if cut && room > 0 {
        lines.pop();
        lines.push(Line::styled("… (e shows all fields)", FAINT));
    }
    lines
}

fn title(screen: &Screen, view: &View<'_>, columns: usize) -> Line<'static> {
    let progress = screen.session.progress();
    let done = format!(" {} of {} done", progress.decided, grouped(progress.total));
    let account = view.account;
    let day = account.date.clone().unwrap_or_else(|| "no date".to_owned());
    let side = if account.side.is_empty() { "side not known".to_owned() } else { account.side.join(", ") };
    let title = account.title.clone().unwrap_or_else(|| format!("account {}", short(&account.id)));
    let left = fitted(&clean(&format!("{day} · {side} · {title}")), columns.saturating_sub(width(&done)));
    let gap = " ".repeat(columns.saturating_sub(width(&left) + width(&done)));
    Line::from(vec![Piece::styled(left, STRONG), Piece::raw(gap), Piece::raw(done)])
}

/// What is to be known of the entry: a field a line where there is room, else one after the other.
fn about(view: &View<'_>, rows: usize, columns: usize, colour: bool) -> Vec<Line<'static>> {
    let mut fields: Vec<(String, String, Style)> = Vec::new();
    let doubtful = if colour { Style::new().fg(Color::Yellow).add_modifier(Modifier::BOLD) } else { STRONG };
    let plain = Style::new();
    for field in view.fields.iter().filter(|field| !field.shown.is_empty()) {
        if !matches!(field.name, "kind" | "unconfirmed_by" | "flags") {
            fields.push((field.name.to_owned(), field.shown.clone(), plain));
        }
    }
    if !view.unconfirmed_by.is_empty() {
        fields.push(("unconfirmed by".to_owned(), view.unconfirmed_by.join(", "), doubtful));
    }
    if !view.row.entry.flags.is_empty() {
        fields.push(("doubt".to_owned(), view.row.entry.flags.join(", "), doubtful));
    }
    match &view.newer {
        None => {}
        Some(Newer::Gone) => fields.push(("newer reading".to_owned(), "does not find it (t rejects it, a keeps it)".to_owned(), doubtful)),
        Some(Newer::Changed(differences)) => {
            let nothing = |text: &str| if text.is_empty() { "nothing".to_owned() } else { text.to_owned() };
            for one in differences {
                fields.push((
                    "newer reading".to_owned(),
                    format!("{}: {} → {}", one.field, nothing(&one.before), nothing(&one.after)),
                    doubtful,
                ));
            }
        }
    }
    let entry = &view.row.entry;
    let origin = if entry.rule.is_empty() { "a person".to_owned() } else { format!("{} ({:.2})", entry.rule, entry.confidence) };
    fields.push(("found by".to_owned(), origin, FAINT));
    let mut lines = vec![heading(view, columns)];
    if let Some(decided) = decided(view) {
        lines.extend(wrap(&decided, columns).into_iter().map(|line| Line::styled(line, FAINT)));
    }
    let listed = listed(&fields, columns);
    if lines.len() + listed.len() <= rows {
        lines.extend(listed);
    } else {
        let run: Vec<String> = fields.iter().map(|(name, value, _)| format!("{name}: {value}")).collect();
        lines.extend(wrap(&run.join(" · "), columns).into_iter().map(Line::raw));
    }
    lines
}

fn listed(fields: &[(String, String, Style)], columns: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for (name, value, style) in fields {
        for (index, line) in wrap(value, columns.saturating_sub(NAMES)).into_iter().enumerate() {
            let name = if index == 0 { name.as_str() } else { "" };
            lines.push(Line::from(vec![Piece::styled(format!("{name:<NAMES$}"), FAINT), Piece::styled(line, *style)]));
        }
    }
    lines
}

/// Kind and state, and at the right the id.
fn heading(view: &View<'_>, columns: usize) -> Line<'static> {
    let newer = if view.newer.is_some() { " · a newer reading differs" } else { "" };
    let moved = if view.is_moved { " · span moved" } else { "" };
    let left = format!("{} · {}{newer}{moved}", view.row.entry.kind, view.row.state.as_str());
    let id = short(&view.row.entry.id).to_owned();
    let gap = " ".repeat(columns.saturating_sub(width(&left) + width(&id)));
    Line::from(vec![Piece::styled(left, STRONG), Piece::raw(gap), Piece::styled(id, FAINT)])
}

/// Who decided, when and why.
fn decided(view: &View<'_>) -> Option<String> {
    let review = &view.row.review;
    if review.author.is_empty() {
        return None;
    }
    let reason = if review.reason.is_empty() { String::new() } else { format!(": {}", review.reason) };
    let into: Vec<&str> = review.into.iter().map(|id| short(id)).collect();
    let into = if into.is_empty() { String::new() } else { format!("; in its place {}", into.join(", ")) };
    Some(clean(&format!("by {}, {}{reason}{into}", review.author, review.time)).into_owned())
}

/// The fields to choose from.
fn choice(view: &View<'_>, at: usize, columns: usize) -> Vec<Line<'static>> {
    let line = |(index, field): (usize, &chancery_app::review::Field)| {
        let mark = if index == at { "> " } else { "  " };
        let style = if index == at { STRONG } else { Style::new() };
        Line::styled(fitted(&clean(&format!("{mark}{:<NAMES$}{}", field.name, field.shown)), columns), style)
    };
    std::iter::once(heading(view, columns)).chain(view.fields.iter().enumerate().map(line)).collect()
}

fn help(from: usize, rows: usize, columns: usize) -> Vec<Line<'static>> {
    let lines: Vec<Line<'static>> = KEYS
        .iter()
        .flat_map(|key| {
            let lines = wrap(key.long, columns.saturating_sub(6));
            lines.into_iter().enumerate().map(|(index, line)| {
                Line::from(vec![Piece::styled(format!("{:<6}", if index == 0 { key.key } else { "" }), STRONG), Piece::raw(line)])
            })
        })
        .collect();
    let top = from.min(lines.len().saturating_sub(rows));
    lines.into_iter().skip(top).take(rows).collect()
}

/// The keys that do something just now.
fn footer(screen: &Screen, columns: usize) -> Vec<Line<'static>> {
    let keys: &[Key] = match &screen.mode {
        Mode::Review => &KEYS,
        Mode::Help(_) => return vec![Line::raw("j k more · any other key closes")],
        Mode::Write { .. } => &WRITING,
        Mode::Fields(_) => &LISTING,
        Mode::Split(_) | Mode::New(_) => &CHOOSING,
        Mode::Kind(_) | Mode::Alike(_) => return vec![Line::raw("Esc drops it")],
    };
    let mut lines = vec![(Vec::new(), 0)];
    for key in keys.iter().filter(|key| !key.short.is_empty()) {
        let size = width(key.key) + 1 + width(key.short) + 2;
        if lines.last().is_some_and(|(_, used)| used + size > columns + 2) {
            if lines.len() == 2 {
                break;
            }
            lines.push((Vec::new(), 0));
        }
        if let Some((pieces, used)) = lines.last_mut() {
            pieces.extend([Piece::styled(key.key, STRONG), Piece::raw(format!(" {}  ", key.short))]);
            *used += size;
        }
    }
    lines.into_iter().map(|(pieces, _)| Line::from(pieces)).collect()
}

fn rule(columns: usize) -> Line<'static> {
    Line::styled("─".repeat(columns), FAINT)
}

fn wrap(text: &str, columns: usize) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    let options = Options::new(columns.max(2))
        .word_separator(WordSeparator::UnicodeBreakProperties)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(&clean(text), options).into_iter().map(Cow::into_owned).collect()
}

/// A text cut to so many columns, with an ellipsis where something is left out.
fn fitted(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut used = 1;
    let fits = |letter: &char| {
        used += width(letter.encode_utf8(&mut [0; 4]));
        used <= columns
    };
    let mut cut: String = text.chars().take_while(fits).collect();
    cut.push('…');
    cut
}

fn short(id: &str) -> &str {
    id.get(..ID_DIGITS).unwrap_or(id)
}

/// A number with a comma after each three digits.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let comma = |(index, digit): (usize, char)| {
        let comma = index > 0 && (digits.len() - index).is_multiple_of(3);
        comma.then_some(',').into_iter().chain([digit])
    };
    digits.chars().enumerate().flat_map(comma).collect()
}
