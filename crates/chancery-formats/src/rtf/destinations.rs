//! Where the text of a group goes.

/// Where the text of a group goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    /// Into the running text.
    Text,
    /// Into the number of the paragraph.
    Number,
    /// Nowhere; nor does that of groups inside it.
    Nowhere,
    /// The table of fonts.
    Fonts,
    /// The styles.
    Styles,
    /// What the file says of itself.
    Info(Info),
}

/// What a file says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Info {
    Other,
    Title,
    Author,
    Company,
    Made,
}

/// Text that stands aside of the running text and has its own paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aside {
    /// A foot or end note.
    Note,
    /// A text box.
    Box,
}

/// What a control word makes of its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    To(Destination),
    Aside(Aside),
}

/// Groups that are no text though nothing marks them as ones to pass over.
const NO_TEXT: [&str; 40] = [
    "aftnsep",
    "annotation",
    "atnauthor",
    "atnid",
    "atnref",
    "bkmkend",
    "bkmkstart",
    "colortbl",
    "comment",
    "datafield",
    "doccomm",
    "do",
    "falt",
    "fldinst",
    "footer",
    "footerf",
    "footerl",
    "footerr",
    "formfield",
    "ftncn",
    "ftnsep",
    "header",
    "headerf",
    "headerl",
    "headerr",
    "listtable",
    "nonesttables",
    "nonshppict",
    "objclass",
    "objdata",
    "pict",
    "pnseclvl",
    "revtbl",
    "rxe",
    "shprslt",
    "sp",
    "tc",
    "themedata",
    "txe",
    "xe",
];

/// What a control word makes of the group that it opens; [`None`] when it is no such word.
pub(super) fn opening(word: &str) -> Option<Opening> {
    let destination = match word {
        "footnote" => return Some(Opening::Aside(Aside::Note)),
        "shptxt" => return Some(Opening::Aside(Aside::Box)),
        // Groups that are marked as ones to pass over and hold text.
        "fldrslt" | "result" | "shp" | "shpgrp" | "shpinst" | "shppict" => Destination::Text,
        "listtext" | "pntext" => Destination::Number,
        "fonttbl" => Destination::Fonts,
        "stylesheet" => Destination::Styles,
        "info" => Destination::Info(Info::Other),
        "title" => Destination::Info(Info::Title),
        "author" => Destination::Info(Info::Author),
        "company" => Destination::Info(Info::Company),
        "creatim" => Destination::Info(Info::Made),
        _ if NO_TEXT.contains(&word) => Destination::Nowhere,
        _ => return None,
    };
    Some(Opening::To(destination))
}

/// The character that a control word stands for.
pub(super) fn character(word: &str) -> Option<&'static str> {
    Some(match word {
        "emdash" => "\u{2014}",
        "endash" => "\u{2013}",
        "bullet" => "\u{2022}",
        "lquote" => "\u{2018}",
        "rquote" => "\u{2019}",
        "ldblquote" => "\u{201C}",
        "rdblquote" => "\u{201D}",
        "emspace" | "enspace" | "qmspace" => " ",
        _ => return None,
    })
}
