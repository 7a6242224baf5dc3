//! What the attributes of one start tag say.

use super::hints::HINTS;
use super::tag::Tag;
use super::tree::Marks;

/// Bytes of a value that are kept.
const VALUE_BYTES: usize = 4096;

/// Attributes that are looked at, in the order of [`Attributes::values`].
const NAMES: [&[u8]; 21] = [
    b"class",
    b"id",
    b"style",
    b"role",
    b"hidden",
    b"aria-hidden",
    b"itemprop",
    b"property",
    b"name",
    b"content",
    b"http-equiv",
    b"rel",
    b"href",
    b"lang",
    b"datetime",
    b"start",
    b"value",
    b"type",
    b"reversed",
    b"pubdate",
    b"epub:type",
];

/// The attributes of a start tag, gathered while it is read.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    values: [Option<String>; NAMES.len()],
    current: Option<usize>,
}

impl Attributes {
    /// Forgets the tag before.
    pub(super) fn clear(&mut self) {
        self.values.iter_mut().for_each(|value| *value = None);
        self.current = None;
    }

    /// An attribute begins; of two with one name the first counts.
    pub(super) fn open(&mut self, name: &[u8]) {
        self.current = NAMES.iter().position(|&known| known == name).filter(|&place| self.values[place].is_none());
        if let Some(place) = self.current {
            self.values[place] = Some(String::new());
        }
    }

    /// The value of the attribute that was opened last.
    pub(super) fn set(&mut self, value: &[u8]) {
        if let Some(place) = self.current.take() {
            let value = String::from_utf8_lossy(&value[..value.len().min(VALUE_BYTES)]);
            self.values[place] = Some(value.trim().to_owned());
        }
    }

    /// The value of an attribute, empty when it has none.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let place = NAMES.iter().position(|&known| known == name.as_bytes())?;
        self.values[place].as_deref()
    }

    /// The value of an attribute as a whole number.
    pub(super) fn number(&self, name: &str) -> Option<i32> {
        self.get(name)?.parse().ok()
    }

    /// What the attributes say of an element.
    pub(super) fn marks(&self, tag: Tag) -> Marks {
        let mut marks = self.of_element(tag);
        for names in [self.get("class"), self.get("id")].into_iter().flatten() {
            marks.add(HINTS.of_names(names));
        }
        if self.get("itemprop").or(self.get("property")).is_some_and(|name| name.to_ascii_lowercase().ends_with("articlebody")) {
            marks.add(Marks::BODY);
        }
        if self.get("hidden").is_some_and(|value| value != "until-found") {
            marks.add(Marks::HIDDEN);
        }
        if self.get("aria-hidden") == Some("true") {
            marks.add(Marks::SILENT);
        }
        if let Some(style) = self.get("style") {
            marks.add(of_style(style));
        }
        for role in [self.get("role"), self.get("epub:type")].into_iter().flatten() {
            marks.add(of_role(role));
        }
        marks
    }

    /// What the element itself says, and attributes that only it has.
    fn of_element(&self, tag: Tag) -> Marks {
        match tag {
            Tag::Nav | Tag::Footer | Tag::Aside => Marks::SITE,
            Tag::Bold => Marks::BOLD,
            Tag::OrderedList if self.get("reversed").is_some() => Marks::REVERSED,
            _ => Marks::default(),
        }
    }

    /// A hash of the class, 0 when there is none.
    pub(super) fn class_hash(&self) -> u32 {
        let class = self.get("class").unwrap_or_default();
        // FNV-1a; two classes with one hash would only be taken for neighbours.
        class.bytes().fold(if class.is_empty() { 0 } else { 0x811C_9DC5 }, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }
}

/// What a `style` says.
fn of_style(style: &str) -> Marks {
    let style: String = style.chars().filter(|character| !character.is_whitespace()).flat_map(char::to_lowercase).collect();
    let mut marks = Marks::default();
    for declaration in style.split(';') {
        let said = match declaration.split_once(':') {
            Some(("display", value)) if value.starts_with("none") => Marks::HIDDEN,
            Some(("display", value)) if value.starts_with("block") || value.starts_with("flex") => Marks::BLOCK,
            Some(("visibility", value)) if value.starts_with("hidden") => Marks::HIDDEN,
            Some(("font-weight", "bold" | "bolder" | "600" | "700" | "800" | "900")) => Marks::BOLD,
            Some(("list-style" | "list-style-type", value)) if value.starts_with("none") => Marks::UNNUMBERED,
            _ => continue,
        };
        marks.add(said);
    }
    marks
}

/// What a `role` says.
fn of_role(role: &str) -> Marks {
    match role.to_ascii_lowercase().as_str() {
        "navigation" | "search" | "contentinfo" | "complementary" | "menu" | "menubar" | "tablist" | "toolbar" | "dialog"
        | "alertdialog" => Marks::SITE,
        "banner" => Marks::ASIDE_NAME,
        "presentation" | "none" => Marks::LAYOUT,
        "doc-footnote" | "doc-endnote" | "doc-endnotes" | "footnote" | "footnotes" | "endnote" | "endnotes" => Marks::NOTE,
        _ => Marks::default(),
    }
}
