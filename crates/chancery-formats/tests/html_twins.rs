//! Pages of the shared collections against the texts that they hold.
//!
//! Reads `../shared/corpora` beside the repository and passes, saying so, when it is absent.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use chancery_formats::{Form, Format, Limits, extract};

/// The least that text of a page and its twin have in common.
const LEAST: f64 = 0.98;

fn corpora() -> Option<PathBuf> {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora");
    let found = corpora.is_dir().then_some(corpora);
    if found.is_none() {
        println!("skipped: there is no ../shared/corpora");
    }
    found
}

/// Words of scripts with spaces, characters of those without.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut word = String::new();
    for character in text.chars() {
        if character.is_alphanumeric() && (character as u32) < 0x2E80 {
            word.push(character);
            continue;
        }
        tokens.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
        tokens.extend((!character.is_whitespace()).then(|| character.to_string()));
    }
    tokens.extend((!word.is_empty()).then_some(word));
    tokens
}

/// The harmonic mean of the shares of tokens that two texts have in common.
fn token_f1(found: &str, expected: &str) -> f64 {
    let (found, expected) = (tokens(found), tokens(expected));
    let mut left: HashMap<&str, usize> = HashMap::new();
    expected.iter().for_each(|token| *left.entry(token).or_default() += 1);
    let common = found
        .iter()
        .filter(|token| left.get_mut(token.as_str()).is_some_and(|left| std::mem::replace(left, left.saturating_sub(1)) > 0))
        .count();
    2.0 * common as f64 / (found.len() + expected.len()) as f64
}

fn lines(bytes: Vec<u8>) -> Vec<(String, Form)> {
    let extracted = extract(bytes, Format::Html, &Limits::default()).expect("a page with text");
    let text = String::from_utf8(extracted.text).expect("UTF-8");
    text.split('\n').map(str::to_owned).zip(extracted.forms.expect("pages have forms")).collect()
}

/// The words with which a broadcaster opens its texts, which the collection of twins leaves out.
fn without_opening(text: &str) -> String {
    ["央视网消息（新闻联播）：", "央视网消息(新闻联播)："].iter().fold(text.to_owned(), |text, opening| text.replace(opening, ""))
}

/// Titles and bodies of the broadcasts that are kept as parts of pages.
fn broadcasts(corpora: &Path) -> Vec<(String, String)> {
    let mut items = Vec::new();
    for file in fs::read_dir(corpora.join("raw_xwlb")).expect("a folder").map(|file| file.expect("a file").path()) {
        let text = fs::read_to_string(&file).expect("UTF-8");
        if file.extension().is_some_and(|extension| extension == "json") {
            let day: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            let videos = day["videoList"].as_array().expect("a list").iter().map(|video| &video["video_detail"]);
            items.extend(videos.map(|video| {
                (video["title"].as_str().unwrap_or("").replace("[视频]", ""), video["content"].as_str().unwrap_or("").to_owned())
            }));
        } else {
            let sections = text.split("\n### ").skip(1).filter_map(|section| section.split_once('\n'));
            items.extend(sections.map(|(title, body)| (title.to_owned(), body.lines().filter(|line| line.starts_with('<')).collect())));
        }
    }
    items
}

#[test]
fn broadcasts_are_read_as_their_twins() {
    let Some(corpora) = corpora() else { return };
    let items = broadcasts(&corpora);
    let mut compared = 0;
    for twin in fs::read_dir(corpora.join("zh_xwlb")).expect("a folder").map(|file| file.expect("a file").path()) {
        let expected = fs::read_to_string(&twin).expect("UTF-8");
        let title = expected.lines().next().unwrap_or("").trim();
        let words = tokens(title);
        let Some((_, body)) = items.iter().find(|(known, body)| tokens(known) == words && !body.is_empty()) else { continue };
        let page = format!("<!doctype html><title>{title}</title>{body}");
        let found: String = lines(page.into_bytes()).into_iter().map(|(line, _)| line + "\n").collect();
        let f1 = token_f1(&without_opening(&found), &without_opening(&expected));
        println!("{f1:.4} {}", twin.file_name().expect("a name").display());
        assert!(f1 >= LEAST, "{}: {f1}\n{found}", twin.display());
        compared += 1;
    }
    println!("{compared} twins");
    assert!(compared >= 5, "only {compared} twins were found");
}

/// Folder, first and last words of the source around the body of its articles.
const SITES: [(&str, &str, &str); 5] = [
    ("html_mfa_zh", "id=\"News_Body_Txt_A\" class=\"content\">", "<div class=\"news\" id=\"appendix_list\""),
    ("html_pdf_other_mfa", "<nav class=\"content-submenu__nav\">", "</section>"),
    ("html_pdf_other_mfa", "<div class=\"journal-content-article\">", "<div class=\"asset-metadata\">"),
    ("html_state", "</title>", ""),
    ("zh_mfa_joint", "</title>", ""),
];

/// The words of a part of a page, its tags taken out one by one: slow, and of no use on a page that is not known.
fn words_of(part: &str) -> String {
    let mut text = String::new();
    let mut rest = part;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let end = if tag.starts_with("script") { "</script>" } else { ">" };
        text.push(' ');
        rest = tag.split_once(end).map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    [
        ("&nbsp;", " "),
        ("&quot;", "\""),
        ("&middot;", "·"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&mdash;", "—"),
        ("&hellip;", "…"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text, |text, (entity, character)| text.replace(entity, character))
}

#[test]
fn articles_are_what_stands_in_the_body_that_their_site_names() {
    let Some(corpora) = corpora() else { return };
    let mut compared = 0;
    for (folder, opens, closes) in SITES {
        let mut pages: Vec<_> = fs::read_dir(corpora.join(folder)).expect("a folder").map(|file| file.expect("a file").path()).collect();
        pages.sort();
        for page in pages.iter().filter(|page| page.extension().is_some_and(|extension| extension == "html")) {
            let bytes = fs::read(page).expect("a file");
            let source = if bytes.windows(12).any(|window| window == b"windows-1251") {
                encoding_rs::WINDOWS_1251.decode(&bytes).0.into_owned()
            } else {
                String::from_utf8(bytes.clone()).expect("UTF-8")
            };
            let Some((_, body)) = source.split_once(opens) else { continue };
            let body = if closes.is_empty() { body } else { body.split(closes).next().unwrap_or(body) };
            let expected = words_of(body);
            let lines = lines(bytes);
            // The headline, and date and source beside it, mostly stand outside the body.
            let squeeze = |text: &str| text.split_whitespace().collect::<String>();
            let squeezed = squeeze(&expected);
            let title: String = lines.iter().filter(|(_, form)| *form == Form::Title).map(|(line, _)| squeeze(line)).collect();
            let outside = |(line, form): &(String, Form)| {
                if *form == Form::Title { !squeezed.starts_with(&title) } else { !squeezed.contains(&squeeze(line)) }
            };
            let (beside, rest) = lines.split_at(lines.len().min(4));
            let beside_left_out = beside.iter().filter(|line| outside(line)).count();
            let found: String = beside.iter().filter(|line| !outside(line)).chain(rest).map(|(line, _)| format!("{line}\n")).collect();
            let f1 = token_f1(&found, &expected);
            println!("{f1:.4} {folder}/{} ({beside_left_out} lines beside it)", page.file_name().expect("a name").display());
            assert!(f1 >= LEAST, "{}: {f1}\n{found}", page.display());
            compared += 1;
        }
    }
    println!("{compared} pages");
    assert!(compared >= 20, "only {compared} pages were found");
}

#[test]
fn texts_of_the_collections_keep_their_format() {
    let Some(corpora) = corpora() else { return };
    let mut seen = 0;
    for folder in fs::read_dir(corpora).expect("a folder").map(|folder| folder.expect("a folder").path()).filter(|folder| folder.is_dir()) {
        for file in fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path()) {
            let name = file.file_name().expect("a name").to_string_lossy().into_owned();
            let expected = match file.extension().and_then(|extension| extension.to_str()) {
                Some("txt") => Format::Text,
                Some("md") => Format::Markdown,
                Some("html") => Format::Html,
                _ => continue,
            };
            assert_eq!(Format::of(&fs::read(&file).expect("a file"), &name), Ok(expected), "{}", file.display());
            seen += 1;
        }
    }
    assert!(seen > 500, "only {seen} files were found");
}
