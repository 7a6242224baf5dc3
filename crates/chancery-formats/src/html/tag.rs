//! The elements of HTML that matter to reading, by kind.

/// An element, as far as reading tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(super) enum Tag {
    /// The page itself: the root of the tree.
    Page,
    /// A run of text.
    Text,
    /// A line break, or a place where one block ends and the next begins.
    Break,
    A,
    Article,
    Aside,
    Blockquote,
    /// `b` and `strong`.
    Bold,
    Body,
    Button,
    Caption,
    Cell,
    Definition,
    Div,
    FigCaption,
    Footer,
    Form,
    Head,
    Header,
    H1,
    H2,
    H3,
    H4,
    H5,
    H6,
    Html,
    /// An element within a line: `span`, `em`, `font`, …
    Inline,
    Item,
    Link,
    Main,
    Meta,
    /// An element whose content is no text of the page: `script`, `svg`, `select`, …
    Muted,
    Nav,
    /// An element without content that shows no text: `img`, `input`, …
    Nothing,
    OrderedList,
    /// An element of its own block without a meaning of its own: `fieldset`, `address`, …
    OtherBlock,
    Paragraph,
    Preformatted,
    Row,
    RowGroup,
    Script,
    Section,
    Superscript,
    /// A `span`, which pages put between words that only style parts.
    Span,
    Table,
    Term,
    Time,
    Title,
    UnorderedList,
    /// A name of no known element.
    Unknown,
}

impl Tag {
    /// How many there are.
    pub(super) const COUNT: usize = Self::Unknown as usize + 1;

    /// The element of a name in lower case.
    pub(super) fn of(name: &[u8]) -> Self {
        match name {
            b"a" => Self::A,
            b"article" => Self::Article,
            b"aside" => Self::Aside,
            b"blockquote" => Self::Blockquote,
            b"b" | b"strong" => Self::Bold,
            b"body" => Self::Body,
            b"br" | b"hr" => Self::Break,
            b"button" => Self::Button,
            b"caption" => Self::Caption,
            b"td" | b"th" => Self::Cell,
            b"dd" => Self::Definition,
            b"div" => Self::Div,
            b"figcaption" => Self::FigCaption,
            b"footer" => Self::Footer,
            b"form" => Self::Form,
            b"head" => Self::Head,
            b"header" => Self::Header,
            b"h1" => Self::H1,
            b"h2" => Self::H2,
            b"h3" => Self::H3,
            b"h4" => Self::H4,
            b"h5" => Self::H5,
            b"h6" => Self::H6,
            b"html" => Self::Html,
            b"abbr" | b"acronym" | b"bdi" | b"bdo" | b"big" | b"cite" | b"code" | b"data" | b"del" | b"dfn" | b"em" | b"font" | b"i"
            | b"ins" | b"kbd" | b"label" | b"mark" | b"nobr" | b"q" | b"rb" | b"ruby" | b"s" | b"samp" | b"small" | b"strike" | b"sub"
            | b"tt" | b"u" | b"var" => Self::Inline,
            b"li" => Self::Item,
            b"link" => Self::Link,
            b"main" => Self::Main,
            b"meta" => Self::Meta,
            b"applet" | b"audio" | b"canvas" | b"datalist" | b"dialog" | b"frameset" | b"iframe" | b"map" | b"math" | b"meter"
            | b"noembed" | b"noframes" | b"noscript" | b"object" | b"optgroup" | b"option" | b"progress" | b"rp" | b"rt" | b"rtc"
            | b"select" | b"style" | b"svg" | b"template" | b"textarea" | b"video" => Self::Muted,
            b"nav" | b"menu" => Self::Nav,
            b"area" | b"base" | b"basefont" | b"bgsound" | b"col" | b"embed" | b"frame" | b"img" | b"input" | b"keygen" | b"param"
            | b"source" | b"track" | b"wbr" => Self::Nothing,
            b"ol" => Self::OrderedList,
            b"address" | b"center" | b"colgroup" | b"details" | b"dir" | b"dl" | b"fieldset" | b"figure" | b"hgroup" | b"legend"
            | b"search" | b"summary" => Self::OtherBlock,
            b"p" => Self::Paragraph,
            b"pre" | b"listing" | b"xmp" | b"plaintext" => Self::Preformatted,
            b"tr" => Self::Row,
            b"tbody" | b"thead" | b"tfoot" => Self::RowGroup,
            b"script" => Self::Script,
            b"section" => Self::Section,
            b"span" => Self::Span,
            b"sup" => Self::Superscript,
            b"table" => Self::Table,
            b"dt" => Self::Term,
            b"time" => Self::Time,
            b"title" => Self::Title,
            b"ul" => Self::UnorderedList,
            _ => Self::Unknown,
        }
    }

    /// Its place in tables that are [`Tag::COUNT`] long.
    pub(super) const fn index(self) -> usize {
        self as usize
    }

    /// The level of a heading, 1 to 6.
    pub(super) const fn heading_level(self) -> Option<u8> {
        match self {
            Self::H1 => Some(1),
            Self::H2 => Some(2),
            Self::H3 => Some(3),
            Self::H4 => Some(4),
            Self::H5 => Some(5),
            Self::H6 => Some(6),
            _ => None,
        }
    }

    /// Whether it stands within a line rather than on lines of its own.
    pub(super) const fn is_inline(self) -> bool {
        matches!(
            self,
            Self::A
                | Self::Bold
                | Self::Inline
                | Self::Span
                | Self::Superscript
                | Self::Time
                | Self::Unknown
                | Self::Text
                | Self::Muted
                | Self::Button
                | Self::Script
        )
    }

    /// Whether its start ends an open paragraph.
    pub(super) const fn ends_paragraph(self) -> bool {
        !self.is_inline() && !matches!(self, Self::Caption | Self::Cell | Self::Row | Self::RowGroup | Self::Html | Self::Body | Self::Head)
    }

    /// Whether it may hold several blocks of an article.
    pub(super) const fn is_container(self) -> bool {
        matches!(
            self,
            Self::Page
                | Self::Article
                | Self::Cell
                | Self::Div
                | Self::Form
                | Self::Header
                | Self::Main
                | Self::OtherBlock
                | Self::Row
                | Self::RowGroup
                | Self::Section
                | Self::Span
                | Self::Table
                | Self::Unknown
        )
    }

    /// Whether it bounds where an end tag within it may look for its start tag.
    pub(super) const fn is_scope(self) -> bool {
        matches!(self, Self::Page | Self::Table | Self::Cell | Self::Caption)
    }

    /// Whether it is a part of a table, whose end tags look past its cells.
    pub(super) const fn is_table_part(self) -> bool {
        matches!(self, Self::Table | Self::Cell | Self::Caption | Self::Row | Self::RowGroup)
    }
}
