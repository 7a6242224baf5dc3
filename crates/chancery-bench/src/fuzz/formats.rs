//! The formats whose files are mutated. A new reader adds a line here.

use chancery_samples::{Block, archive, docx, html, odt, parts, pdf, rtf};

/// The parts of a file, each a name and its bytes; a file that is no archive has one.
pub(super) type Parts = Vec<(String, Vec<u8>)>;

/// A format.
pub(super) struct Format {
    /// What `--format` calls it.
    pub(super) name: &'static str,
    /// What its files are called.
    pub(super) file: &'static str,
    /// An account as the parts of a file.
    seed: fn(&str) -> Parts,
    /// Parts as a file.
    pub(super) pack: fn(&Parts) -> Vec<u8>,
    /// Pieces that its structure hangs on.
    pub(super) marks: &'static [&'static str],
}

/// Every format.
pub(super) const FORMATS: [Format; 6] = [
    Format { name: "text", file: "fuzz.txt", seed: |account| one(account.into()), pack: first, marks: &[] },
    Format { name: "html", file: "fuzz.html", seed: |account| one(html(&blocks(account))), pack: first, marks: &HTML },
    Format { name: "docx", file: "fuzz.docx", seed: |account| parts(&docx(&blocks(account))), pack: archived, marks: &WORD },
    Format { name: "odt", file: "fuzz.odt", seed: |account| parts(&odt(&blocks(account))), pack: archived, marks: &OPEN },
    Format { name: "pdf", file: "fuzz.pdf", seed: |account| one(pdf::pdf(&account.lines().collect::<Vec<_>>())), pack: first, marks: &PDF },
    Format { name: "rtf", file: "fuzz.rtf", seed: |account| one(rtf(&blocks(account))), pack: first, marks: &RICH },
];

const HTML: [&str; 16] = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<table>",
    "<tr><td>",
    "<ul><li>",
    "<ol start=3><li>",
    "<br>",
    "<h2>",
    "<script>",
    "<!--",
    "&nbsp;",
    "&#x4E00;",
    "<meta charset=gbk>",
    "<template>",
];

const WORD: [&str; 22] = [
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:tbl><w:tr><w:tc>",
    "</w:tc></w:tr></w:tbl>",
    "<w:ins>",
    "</w:ins>",
    "<w:del/>",
    "<w:br/>",
    "<w:rPr><w:b/><w:vanish/></w:rPr>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<w:sdt><w:sdtContent>",
    "</w:sdtContent></w:sdt>",
    "<w:pict><w:txbxContent>",
    "</w:txbxContent></w:pict>",
    "&amp;",
    "&#0;",
    "<w:numPr><w:ilvl w:val=\"9\"/><w:numId w:val=\"1\"/></w:numPr>",
];

const OPEN: [&str; 18] = [
    "<text:p>",
    "</text:p>",
    "<text:h text:outline-level=\"0\">",
    "</text:h>",
    "<text:list>",
    "</text:list>",
    "<text:list-item text:start-value=\"0\">",
    "</text:list-item>",
    "<text:span text:style-name=\"L1\">",
    "</text:span>",
    "<text:line-break/>",
    "<table:table><table:table-row><table:table-cell>",
    "</table:table-cell></table:table-row></table:table>",
    "<text:note><text:note-body>",
    "</text:note-body></text:note>",
    "<draw:frame>",
    "</draw:frame>",
    "&lt;",
];

const PDF: [&str; 16] = [
    "<<",
    ">>",
    "[",
    "]",
    "endobj\n",
    "stream\n",
    "endstream\n",
    " 1 0 R ",
    " 4 0 R ",
    "BT ",
    " ET ",
    " Tf ",
    " 1e9 0 0 1 0 0 cm ",
    "/Length 0 ",
    "<4E00> Tj ",
    " q ",
];

const RICH: [&str; 20] = [
    "{",
    "}",
    "\\par ",
    "\\pard ",
    "\\cell ",
    "\\row ",
    "\\intbl ",
    "{\\footnote ",
    "{\\shptxt ",
    "{\\*\\x ",
    "{\\listtext ",
    "\\u-10179?",
    "\\u30002?",
    "\\'b9",
    "\\uc3 ",
    "\\bin4 ",
    "\\f7 ",
    "\\s1 ",
    "\\deleted ",
    "\\line ",
];

/// The accounts as files of a format.
pub(super) fn seeds(format: &Format, accounts: &[String]) -> Vec<Parts> {
    accounts.iter().map(|account| (format.seed)(account)).collect()
}

/// The lines of an account as blocks of every kind.
fn blocks(account: &str) -> Vec<Block<'_>> {
    let lines = account.lines().filter(|line| !line.trim().is_empty());
    let block = |(place, line)| match place % 8 {
        _ if place == 0 => Block::Title(line),
        2 => Block::Heading(1, line),
        3 | 4 => Block::Item(line),
        6 => Block::Row(vec![line, "1"]),
        _ => Block::Paragraph(line),
    };
    lines.enumerate().map(block).collect()
}

fn one(bytes: Vec<u8>) -> Parts {
    vec![(String::new(), bytes)]
}

fn first(parts: &Parts) -> Vec<u8> {
    parts.first().map(|(_, bytes)| bytes.clone()).unwrap_or_default()
}

fn archived(parts: &Parts) -> Vec<u8> {
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    archive(&parts)
}
