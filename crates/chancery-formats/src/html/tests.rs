//! What holds of any bytes: no panic, no endless work, marks and lines side by side.

use proptest::prelude::*;

use super::*;

fn extracted(page: &str) -> Result<Extracted, FormatError> {
    extract(page.as_bytes().to_vec(), &Limits::default())
}

/// Tags, entities and text in any order.
fn soup() -> impl Strategy<Value = String> {
    let names = prop::sample::select(vec![
        "a href=x",
        "a",
        "article",
        "b",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "dd",
        "div",
        "div class=share",
        "div hidden",
        "div id=content",
        "dl",
        "dt",
        "footer",
        "form",
        "h1",
        "h3",
        "head",
        "html lang=zh",
        "iframe",
        "li",
        "li value=7",
        "main",
        "meta name=date content=2026-03-20",
        "nav",
        "noscript",
        "ol type=i",
        "ol reversed",
        "option",
        "p",
        "p style='display:none'",
        "pre",
        "rt",
        "ruby",
        "script",
        "script type=application/ld+json",
        "select",
        "span",
        "style",
        "sup",
        "svg",
        "table",
        "tbody",
        "td",
        "template",
        "textarea",
        "time datetime=2026",
        "title",
        "tr",
        "ul",
        "x-y",
        "!--",
        "!doctype html",
        "path/",
    ]);
    let open = names.clone().prop_map(|name| format!("<{name}>"));
    let close = names.prop_map(|name| format!("</{}>", name.split(' ').next().unwrap_or(name)));
    let text = prop::sample::select(vec![
        "Talks were held, and more.",
        "会谈，",
        "\u{3000}",
        "\n",
        "&nbsp;",
        "&#x6c83",
        "1",
        "<",
        "\0",
        "\u{200B}",
        "-->",
        "a\u{301}",
    ]);
    let piece = prop_oneof![3 => open, 2 => close, 3 => text.prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_soup_is_read(page in soup()) {
        if let Ok(extracted) = extracted(&page) {
            let text = String::from_utf8(extracted.text).expect("UTF-8");
            prop_assert_eq!(Some(text.split('\n').count()), extracted.forms.map(|forms| forms.len()));
            for line in text.split('\n') {
                prop_assert!(!line.trim().is_empty());
                prop_assert!(!line.contains(|character: char| character.is_control() && character != '\t'));
            }
        }
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = is_page(&bytes, "a.html");
        let _ = extract(bytes, &Limits::default());
    }

    #[test]
    fn an_article_is_found_whatever_stands_around_it(before in soup_of_links(), after in soup_of_links()) {
        let sentence = "The two ministers met in Velmont, and agreed on a plan for the ports of the Narrow Sea.";
        let article = format!("<p>{sentence}</p>").repeat(6);
        let page = format!("<html><body><div>{before}</div><div><h1>Talks in Velmont</h1>{article}</div><div>{after}</div></body></html>");
        let text = String::from_utf8(extracted(&page).expect("a page with text").text).expect("UTF-8");
        prop_assert_eq!(text, format!("Talks in Velmont{}", format!("\n{sentence}").repeat(6)));
    }
}

/// Lists of links as sites put them around articles.
fn soup_of_links() -> impl Strategy<Value = String> {
    let link = "[A-Z][a-z]{2,9}( [a-z]{2,9}){0,5}".prop_map(|words| format!("<li><a href=x>{words}</a></li>"));
    prop::collection::vec(link, 0..20).prop_map(|links| format!("<ul>{}</ul>", links.concat()))
}

/// Makes a page of a size.
type Grow = fn(usize) -> String;

/// Pages that grow in one way.
const GROWING: [(&str, Grow); 12] = [
    ("nested blocks", |n| "<div>".repeat(n)),
    ("nested paragraphs in blocks", |n| "<div><p>a".repeat(n)),
    ("nested emphasis", |n| "<b>a".repeat(n)),
    ("nested tables", |n| "<table><tr><td>a".repeat(n)),
    ("nested lists", |n| "<ul><li>a".repeat(n)),
    ("end tags of nothing", |n| format!("{}{}", "<div>".repeat(400), "</p></b></li></td></h1></x-y>".repeat(n))),
    ("unknown elements", |n| "<x-y>a</z-w>".repeat(n)),
    ("unclosed cells", |n| format!("<table>{}", "<tr><td>a<td>b".repeat(n))),
    ("attributes", |n| format!("<p {}>a", "class='a b c' x=y ".repeat(n))),
    ("a long class", |n| format!("<p class='{}'>a", "share-a ".repeat(n))),
    ("muted elements", |n| "<select><option>a<svg><path/>".repeat(n)),
    ("items counted down", |n| format!("<ol reversed>{}", "<li>a".repeat(n))),
];

#[test]
fn work_grows_with_the_page() {
    for (what, make) in GROWING {
        let steps = |n: usize| parse::parse(&make(n), 512).steps;
        let (small, large) = (steps(20_000), steps(80_000));
        assert!(large <= 4 * small + 4 * small / 10 + 2000, "{what}: {small} steps, then {large}");
    }
}

#[test]
fn hostile_pages_are_read_or_refused() {
    for (what, make) in GROWING {
        let page = make(200_000);
        let read = extracted(&format!("<p>Talks were held.</p>{page}"));
        assert!(read.is_ok_and(|read| read.text.starts_with(b"Talks")), "{what}");
    }
    let deep = extracted(&format!("{}Talks<p>were<p>held", "<div>".repeat(1_000_000))).expect("text");
    assert_eq!(deep.text, b"Talks\nwere\nheld", "what is too deep is flattened, its blocks apart");
}

#[test]
fn metadata_of_a_million_elements_are_bounded() {
    let page = format!("{}<p>Talks.", "<meta name=author content=a><time datetime=2026>".repeat(100_000));
    let tree = parse::parse(&page, 512);
    assert!(tree.head.metas.len() < 1000 && tree.head.times.len() < 1000);
}
