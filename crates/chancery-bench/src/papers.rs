//! How many pages of PDF files are read in a second, beside poppler's `pdftotext` where there is one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use chancery_formats::{Format, Limits, extract};
use hayro_syntax::Pdf;

/// How long each is measured at least.
const MEASURED: Duration = Duration::from_secs(3);

/// A file and how many pages it has.
struct Paper {
    path: PathBuf,
    bytes: Vec<u8>,
    pages: usize,
}

/// Reads the PDF files of a folder and those below it over and over and prints how many pages are read in a second.
///
/// # Errors
/// When the folder cannot be read or holds no PDF file with pages.
pub fn run(folder: &Path) -> io::Result<()> {
    let mut papers = Vec::new();
    gather(folder, &mut papers)?;
    if papers.is_empty() {
        return Err(io::Error::other(format!("there are no PDF files (.pdf) with pages in {}", folder.display())));
    }
    let pages: usize = papers.iter().map(|paper| paper.pages).sum();
    let limits = Limits::default();
    println!("{} files, {pages} pages", papers.len());
    let per_second = measured(&papers, |paper| {
        // What a file holds does not matter here, nor that one of them holds pictures only.
        drop(extract(paper.bytes.clone(), Format::Pdf, &limits));
        Ok(())
    })?;
    println!("chancery-formats {per_second:.0} pages/s");
    match measured(&papers, |paper| pdftotext(&paper.path)) {
        Ok(per_second) => println!("pdftotext {per_second:.0} pages/s (a process a file)"),
        Err(error) if error.kind() == io::ErrorKind::NotFound => println!("pdftotext is not installed"),
        Err(error) => return Err(error),
    }
    Ok(())
}

/// Pages a second.
fn measured(papers: &[Paper], read: impl Fn(&Paper) -> io::Result<()>) -> io::Result<f64> {
    let mut pages = 0;
    let started = Instant::now();
    while started.elapsed() < MEASURED {
        for paper in papers {
            read(paper)?;
            pages += paper.pages;
        }
    }
    Ok(pages as f64 / started.elapsed().as_secs_f64())
}

fn pdftotext(path: &Path) -> io::Result<()> {
    Command::new("pdftotext").arg(path).arg("-").stdout(Stdio::null()).stderr(Stdio::null()).status().map(drop)
}

fn gather(folder: &Path, papers: &mut Vec<Paper>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            gather(&path, papers)?;
        } else if path.extension().is_some_and(|extension| extension == "pdf") {
            let bytes = fs::read(&path)?;
            let pages = Pdf::new(bytes.clone()).map_or(0, |pdf| pdf.pages().len());
            if pages > 0 {
                papers.push(Paper { path, bytes, pages });
            }
        }
    }
    Ok(())
}
