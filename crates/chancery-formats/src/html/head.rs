//! What stands in a page's head, and marks for machines in its text, as they are.

use super::attributes::Attributes;
use super::tree::NodeIndex;

/// `meta` elements and times beyond this many are not looked at.
const MOST: usize = 400;

/// Bytes of an address that are kept.
const ADDRESS_BYTES: usize = 2048;

/// What a page says about itself apart from its text.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// Its `title`, white space not folded.
    pub(super) title: String,
    /// `lang` of the page.
    pub(super) language: Option<String>,
    /// Names, properties and `http-equiv`s of `meta`, in lower case, with their contents.
    pub(super) metas: Vec<(String, String)>,
    /// The address that the page says is its own.
    pub(super) canonical: Option<String>,
    /// The address that a browser noted when it saved the page.
    pub(super) saved_from: Option<String>,
    /// Structured data, as text.
    pub(super) json_ld: Vec<String>,
    /// Machine-readable times in the text: the node, the time, and whether it is said to be that of publication.
    pub(super) times: Vec<(NodeIndex, String, bool)>,
    /// Whether the page has scripts.
    pub(super) scripts: bool,
}

impl Head {
    /// A `meta` element.
    pub(super) fn take_meta(&mut self, attributes: &Attributes) {
        let Some(content) = attributes.get("content").filter(|content| !content.is_empty()) else { return };
        let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|name| attributes.get(name));
        if let Some(name) = name.filter(|_| self.metas.len() < MOST) {
            self.metas.push((name.to_ascii_lowercase(), content.to_owned()));
        }
    }

    /// A `link` element.
    pub(super) fn take_link(&mut self, attributes: &Attributes) {
        if attributes.get("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) {
            let address = attributes.get("href").filter(|address| !address.is_empty()).map(str::to_owned);
            self.canonical = self.canonical.take().or(address);
        }
    }

    /// The page's own element.
    pub(super) fn take_page(&mut self, attributes: &Attributes) {
        if let Some(language) = attributes.get("lang").filter(|language| !language.is_empty()) {
            self.language.get_or_insert_with(|| language.to_owned());
        }
    }

    /// The time that an element of the text gives for machines.
    pub(super) fn take_time(&mut self, node: NodeIndex, attributes: &Attributes) {
        let is_published = |name: &str| name.to_ascii_lowercase().ends_with("datepublished");
        let names = [attributes.get("itemprop"), attributes.get("property")];
        let published = names.into_iter().flatten().any(is_published) || attributes.get("pubdate").is_some();
        let told = attributes.get("datetime").or_else(|| attributes.get("content").filter(|_| published));
        if let Some(time) = told.filter(|_| self.times.len() < MOST) {
            self.times.push((node, time.to_owned(), published));
        }
    }

    /// A comment; browsers note in one where they saved a page from.
    pub(super) fn take_comment(&mut self, comment: &[u8]) {
        if let Some(address) = comment.trim_ascii_start().strip_prefix(b"saved from url=") {
            let address = String::from_utf8_lossy(&address[..address.len().min(ADDRESS_BYTES)]);
            let address = address.trim_start_matches(|character: char| "()0123456789".contains(character)).trim();
            self.saved_from.get_or_insert_with(|| address.to_owned());
        }
    }
}
