//! Accounts that an office program has set and saved read as their plain text does: the texts of ../shared, laid out in one
//! column and in two, saved as DOCX, ODT, RTF, HTML and PDF. Skipped where there is no LibreOffice.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use chancery_app::{Extractor, Lexicon, Reading, Told, overlay, read_bytes};

/// Share of the entries of a layout that have to be the same as those of the plain text.
const AT_LEAST: f64 = 0.98;

/// The formats that are saved, and with how many columns.
const LAYOUTS: [(&str, u8); 7] = [("docx", 1), ("odt", 1), ("rtf", 1), ("html", 1), ("pdf", 1), ("pdf", 2), ("docx", 2)];

fn read(name: &str, bytes: Vec<u8>, lexicon: &Lexicon) -> Reading {
    read_bytes(name, bytes, &Told::default(), lexicon, &Extractor::InProcess).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn entries(reading: &Reading) -> HashMap<(String, String), usize> {
    let mut entries = HashMap::new();
    for entry in &reading.entries {
        *entries.entry((entry.detail.kind().as_str().to_owned(), reading.document.text.slice(entry.span).to_owned())).or_default() += 1;
    }
    entries
}

/// A flat OpenDocument text with these paragraphs in so many columns.
fn laid_out(paragraphs: &[&str], columns: u8) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let body: String = paragraphs.iter().map(|text| format!(r#"<text:p text:style-name="P">{}</text:p>"#, escaped(text))).collect();
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="CJK" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" svg:font-family="'Noto Serif CJK SC'"/></office:font-face-decls>
<office:automatic-styles>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.2cm" fo:text-indent="0.7cm"/>
<style:text-properties style:font-name="CJK" style:font-name-asian="CJK" fo:font-size="11pt" style:font-size-asian="11pt"/></style:style>
<style:style style:name="S" style:family="section"><style:section-properties><style:columns fo:column-count="{columns}" fo:column-gap="0.8cm"/></style:section-properties></style:style>
</office:automatic-styles>
<office:body><office:text><text:section text:style-name="S" text:name="S">{body}</text:section></office:text></office:body></office:document>"#
    )
}

/// The program that saves, where there is one.
fn office() -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    std::env::split_paths(&paths).map(|folder| folder.join("soffice")).find(|path| path.is_file())
}

/// Saves files in a format into a folder.
fn save(office: &Path, files: &[PathBuf], format: &str, folder: &Path) {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let filter = if format == "html" { "html:XHTML Writer File:UTF8" } else { format };
    let saved = Command::new(office)
        .args([&profile, "--headless", "--convert-to", filter, "--outdir"])
        .arg(folder)
        .args(files)
        .output()
        .expect("the office program starts");
    assert!(saved.status.success(), "{}", String::from_utf8_lossy(&saved.stderr));
}

#[test]
fn what_an_office_program_saves_reads_as_the_text_does() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/gold/sources");
    let (Some(office), Ok(children)) = (office(), fs::read_dir(&sources)) else {
        println!("skipped: there is no soffice in PATH, or no {}", sources.display());
        return;
    };
    let lexicon = overlay::lexicon(None).expect("the built-in lexicon is right");
    let mut texts: Vec<PathBuf> =
        children.flatten().map(|child| child.path()).filter(|path| path.extension().is_some_and(|e| e == "txt")).collect();
    texts.sort();
    let plain: Vec<(String, Reading)> = texts
        .iter()
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let reading = read(&name, fs::read(path).expect("the text is there"), &lexicon);
            (name, reading)
        })
        .collect();
    for (format, columns) in LAYOUTS {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let mut files = Vec::new();
        for (name, reading) in &plain {
            let paragraphs: Vec<&str> =
                reading.document.paragraphs.iter().map(|paragraph| reading.document.text.slice(paragraph.span)).collect();
            let file = folder.path().join(name.replace(".txt", ".fodt"));
            fs::write(&file, laid_out(&paragraphs, columns)).expect("a file can be written");
            files.push(file);
        }
        save(&office, &files, format, folder.path());
        let (mut shared, mut all) = (0, 0);
        for (name, reading) in &plain {
            let file = name.replace(".txt", &format!(".{format}"));
            let saved = read(&file, fs::read(folder.path().join(&file)).expect("the file was saved"), &lexicon);
            let (ones, others) = (entries(&saved), entries(reading));
            shared += ones.iter().map(|(entry, count)| others.get(entry).copied().unwrap_or(0).min(*count)).sum::<usize>();
            all += ones.values().chain(others.values()).sum::<usize>();
        }
        let agreed = 2.0 * shared as f64 / all as f64;
        println!("{format}, columns {columns}: F1 {agreed:.4}");
        assert!(agreed >= AT_LEAST, "{format}, columns {columns}: F1 {agreed:.4}");
    }
}
