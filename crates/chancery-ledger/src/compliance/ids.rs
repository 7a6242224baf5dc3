//! The ids of commitments, and what spreadsheets make of them.

/// What a spreadsheet calls the months.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The parts of an id `YYYY[code]-n`, at least its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Id<'a> {
    /// The four figures at its head.
    pub year: &'a str,
    /// The letters that follow them.
    pub code: &'a str,
    /// Whether nothing but a hyphen and the number follows.
    pub is_whole: bool,
}

/// The parts of an id; absent when it does not begin with a year.
pub(super) fn parts(id: &str) -> Option<Id<'_>> {
    let id = id.trim();
    let (year, rest) = id.split_at_checked(4).filter(|(year, _)| is_figures(year))?;
    let letters = rest.find(|character: char| !character.is_ascii_alphabetic()).unwrap_or(rest.len());
    let (code, rest) = rest.split_at(letters);
    Some(Id { year, code, is_whole: rest.strip_prefix('-').is_some_and(is_figures) })
}

fn is_figures(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// An id that a spreadsheet took for a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mangled {
    /// What it most likely was; absent when its figures are not those of the year.
    pub likely: Option<String>,
}

/// Whether an id is a month and a year, in either order, such as `Jan-85` or `02-Aug`: a spreadsheet took the number of the
/// commitment for the month. `year` is the column of that name.
pub(super) fn mangled(id: &str, year: &str) -> Option<Mangled> {
    let (head, tail) = id.trim().split_once('-')?;
    let (month, figures) = month(head).map(|month| (month, tail)).or_else(|| Some((month(tail)?, head)))?;
    if !is_figures(figures) {
        return None;
    }
    let year = year.trim();
    let is_same_year = is_figures(year) && year.len() == 4 && (figures == year || figures == &year[2..]);
    Some(Mangled { likely: is_same_year.then(|| format!("{year}-{month}")) })
}

/// The number of a month by its name.
fn month(name: &str) -> Option<usize> {
    MONTHS.iter().position(|month| name.eq_ignore_ascii_case(month)).map(|at| at + 1)
}
