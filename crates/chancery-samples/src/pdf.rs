//! A writer of small PDF files: objects as they are given, pages of placed text in fonts that need not be embedded.

use std::fmt::Write;

/// Width and height of a page, in points.
pub const PAGE: (f32, f32) = (600.0, 800.0);

/// The name of Courier on a page, whose letters are all 0.6 of the size wide.
pub const LATIN: &str = "L";

/// The name of its bold.
pub const BOLD: &str = "B";

/// The name of a Chinese font.
pub const CHINESE: &str = "C";

/// Object numbers that every file has.
const CATALOG: usize = 1;
const PAGES: usize = 2;
const RESOURCES: usize = 3;

/// A file that is being written.
pub struct Writer {
    objects: Vec<Vec<u8>>,
    pages: Vec<usize>,
    /// Entries added to the resources of all pages.
    pub resources: String,
    /// Entries added to the trailer.
    pub trailer: String,
}

impl Writer {
    /// A file without pages.
    pub fn new() -> Self {
        let mut writer = Self { objects: vec![Vec::new(); 3], pages: Vec::new(), resources: String::new(), trailer: String::new() };
        writer.objects[CATALOG - 1] = b"<</Type/Catalog/Pages 2 0 R>>".to_vec();
        writer
    }

    /// Adds an object and gives its number.
    pub fn object(&mut self, object: impl Into<Vec<u8>>) -> usize {
        self.objects.push(object.into());
        self.objects.len()
    }

    /// The number that the next object gets.
    pub fn next(&self) -> usize {
        self.objects.len() + 1
    }

    /// Adds a stream with entries of its own and gives its number.
    pub fn stream(&mut self, entries: &str, data: &[u8]) -> usize {
        let mut object = format!("<<{entries}/Length {}>>stream\n", data.len()).into_bytes();
        object.extend_from_slice(data);
        object.extend_from_slice(b"\nendstream");
        self.object(object)
    }

    /// Adds a page with that content.
    pub fn page(&mut self, content: &str) {
        let content = self.stream("", content.as_bytes());
        let (width, height) = PAGE;
        let page =
            format!("<</Type/Page/Parent {PAGES} 0 R/MediaBox[0 0 {width} {height}]/Resources {RESOURCES} 0 R/Contents {content} 0 R>>");
        let page = self.object(page);
        self.pages.push(page);
    }

    /// The bytes of the file.
    pub fn finish(mut self) -> Vec<u8> {
        let mut kids = String::new();
        for page in &self.pages {
            let _ = write!(kids, "{page} 0 R ");
        }
        self.objects[PAGES - 1] = format!("<</Type/Pages/Kids[{kids}]/Count {}>>", self.pages.len()).into_bytes();
        let song = self.object(
            "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000\
             /CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
        );
        let resources = format!(
            "<</Font<</{LATIN}<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>\
             /{BOLD}<</Type/Font/Subtype/Type1/BaseFont/Courier-Bold/Encoding/WinAnsiEncoding>>\
             /{CHINESE}<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[{song} 0 R]>>\
             >>{}>>",
            self.resources
        );
        self.objects[RESOURCES - 1] = resources.into_bytes();
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut places = Vec::new();
        for (index, object) in self.objects.iter().enumerate() {
            places.push(file.len());
            file.extend_from_slice(format!("{} 0 obj\n", index + 1).as_bytes());
            file.extend_from_slice(object);
            file.extend_from_slice(b"\nendobj\n");
        }
        let xref = file.len();
        let mut end = format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
        for place in &places {
            let _ = writeln!(end, "{place:010} 00000 n ");
        }
        let _ = writeln!(end, "trailer\n<</Size {}/Root {CATALOG} 0 R{}>>", places.len() + 1, self.trailer);
        let _ = writeln!(end, "startxref\n{xref}\n%%EOF");
        file.extend_from_slice(end.as_bytes());
        file
    }
}

impl Default for Writer {
    fn default() -> Self {
        Self::new()
    }
}

/// The texts of an account as a PDF file, thirty characters a line and forty lines a page.
pub fn pdf(texts: &[&str]) -> Vec<u8> {
    let characters: Vec<Vec<char>> = texts.iter().map(|text| text.chars().collect()).collect();
    let texts: Vec<String> = characters.iter().flat_map(|text| text.chunks(30)).map(|line| line.iter().collect()).collect();
    let mut writer = Writer::new();
    for page in texts.chunks(40) {
        let page: Vec<&str> = page.iter().map(String::as_str).collect();
        writer.page(&lines(CHINESE, 60.0, 60.0, &page));
    }
    writer.finish()
}

/// A line of text in a font of that size, its base line beginning at x and y, y from the top of the page.
pub fn line(font: &str, size: f32, x: f32, y: f32, text: &str) -> String {
    let string = if font == CHINESE {
        let units: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        format!("<{units}>")
    } else {
        let bytes: String = text.chars().map(|character| format!("{:02X}", character as u32 & 0xFF)).collect();
        format!("<{bytes}>")
    };
    format!("BT /{font} {size} Tf {x} {} Td {string} Tj ET\n", PAGE.1 - y)
}

/// Lines below one another, 15 points apart.
pub fn lines(font: &str, x: f32, y: f32, texts: &[&str]) -> String {
    texts.iter().enumerate().map(|(index, text)| line(font, 10.0, x, y + 15.0 * index as f32, text)).collect()
}
