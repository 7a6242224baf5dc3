//! PDF files: the text that their pages draw, in the order of reading.
//!
//! A page says where characters stand, not what they are together. They flow through these stages: `content` follows the
//! operators of a page and puts characters down as `ink`, which `runs` holds together along a line; `heads` drops what
//! runs along the edges of pages; `grid` takes tables out by their rules; `columns` cuts the page into regions in the
//! order of reading; `lines` and `blocks` make paragraphs of what stands in a region; `flow` joins those that go on over
//! columns and pages and tells what each block is. Letters are kept as they are drawn but for artefacts of fonts (`fold`).
//!
//! Objects, streams, encryption and fonts are read by `hayro-syntax` and `hayro-font`. Pictures are never unpacked.

mod blocks;
mod budget;
mod columns;
mod content;
mod embedded;
mod flow;
mod fold;
mod fonts;
mod grid;
mod heads;
mod ink;
mod join;
mod lines;
mod marked;
mod path;
mod radicals;
mod runs;
mod script;
mod strings;

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_font::kurbo::Affine;
use hayro_syntax::page::Page;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use budget::Budget;
use content::Painter;
use fonts::Fonts;
use ink::{Ink, Sheet};
use marked::Hidden;
use runs::Run;

use crate::{Extracted, Form, Format, FormatError, Limits, Remark};

/// Takes the text out of a PDF file.
///
/// # Errors
/// [`FormatError`] when it is no PDF file or a broken one, is protected, holds no text, or goes beyond a limit.
pub(crate) fn extract(bytes: Vec<u8>, limits: &Limits) -> Result<Extracted, FormatError> {
    // The parser has panicked on hostile files before (hayro's issues 50 and 388), and what it parses is not ours to check.
    catch_unwind(AssertUnwindSafe(|| read(bytes, limits))).unwrap_or_else(|_| Err(broken("its parts contradict one another")))
}

fn broken(reason: &str) -> FormatError {
    FormatError::Broken { format: "PDF".to_owned(), reason: reason.to_owned() }
}

fn read(bytes: Vec<u8>, limits: &Limits) -> Result<Extracted, FormatError> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => FormatError::Protected,
        LoadPdfError::Decryption(_) => broken("it is encrypted in a way that is not read; save a copy without protection"),
        LoadPdfError::Invalid => broken("it has no pages that can be found; it may be cut off"),
    })?;
    let pages = pdf.pages();
    if pages.len() > limits.pages {
        return Err(FormatError::TooLong { what: "pages".to_owned(), at_most: limits.pages });
    }
    let mut budget = Budget::new(limits);
    let embedded = embedded::embedded(&pdf, &mut budget)?;
    let mut sheets = sheets(&pdf, &mut budget)?;
    let remarks = without_text(&sheets)?;
    let em = flow::body_size(sheets.iter().flat_map(|sheet| &sheet.runs));
    heads::drop_running(&mut sheets, em);
    let pieces = sheets.into_iter().map(|sheet| grid::pieces(sheet.runs, &sheet.rules)).collect();
    let regions = flow::regions_of(pieces, em);
    let pages = flow::pages(&regions, em);
    let blocks = flow::assemble(pages, &regions, em);
    let mut text = String::new();
    let mut forms: Vec<Form> = Vec::with_capacity(blocks.len());
    for (form, line) in blocks {
        text.push_str(&line);
        text.push('\n');
        forms.push(form);
    }
    if text.trim().is_empty() {
        return Err(FormatError::Empty);
    }
    Ok(Extracted { format: Format::Pdf, charset: "utf-8".to_owned(), text: text.into_bytes(), forms: Some(forms), embedded, remarks })
}

/// What each page holds.
fn sheets(pdf: &Pdf, budget: &mut Budget) -> Result<Vec<Sheet>, FormatError> {
    let hidden = Hidden::of(pdf.xref());
    let mut fonts = Fonts::new();
    pdf.pages().iter().map(|page| Ok(cleaned(sheet(page, &mut fonts, budget, &hidden)?))).collect()
}

fn sheet<'a>(page: &Page<'a>, fonts: &mut Fonts<'a>, budget: &mut Budget, hidden: &Hidden) -> Result<Sheet, FormatError> {
    budget.turn_page();
    let content = content::content(page, budget)?;
    let (width, height) = page.render_dimensions();
    let place = Affine::new(page.initial_transform(true).as_coeffs());
    let mut painter = Painter::new(fonts, budget, hidden, Ink::new(f64::from(width), f64::from(height)), place);
    painter.draw(&content, page.resources())?;
    Ok(painter.finish().finish())
}

/// A page without what is marked as no part of its text, without a second layer of its text, and without characters
/// that are drawn twice to make them bold.
fn cleaned(mut sheet: Sheet) -> Sheet {
    let count = |of: fn(&Run) -> bool| sheet.runs.iter().filter(|run| of(run)).map(|run| run.text.len()).sum::<usize>();
    let (artifacts, invisible) = (count(|run| run.artifact), count(|run| run.invisible));
    let all = count(|_| true);
    let mut drawn: HashSet<(String, i32, i32)> = HashSet::new();
    sheet.runs.retain(|run| {
        if run.artifact && artifacts < all || run.invisible && invisible * 2 < all {
            return false;
        }
        let place = |at: f32| (at / (0.4 * run.size)).round() as i32;
        drawn.insert((run.text.clone(), place(run.x0), place(run.y)))
    });
    sheet
}

/// A remark that names the pages without text, or an error when no page holds any.
fn without_text(sheets: &[Sheet]) -> Result<Vec<Remark>, FormatError> {
    if sheets.iter().all(|sheet| sheet.runs.is_empty()) {
        let pictures = sheets.iter().any(|sheet| sheet.pictures);
        return Err(if pictures { FormatError::Scanned { pages: sheets.len() } } else { FormatError::Empty });
    }
    let pages: Vec<u32> =
        (1..).zip(sheets).filter(|(_, sheet)| sheet.runs.is_empty() && sheet.pictures).map(|(page, _)| page).collect();
    Ok(if pages.is_empty() { Vec::new() } else { vec![Remark::PagesWithoutText { pages }] })
}
