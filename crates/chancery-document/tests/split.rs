//! Pages with several articles, and pages that only look so.

mod common;

use chancery_document::{Split, Told, assemble_articles};
use chancery_formats::{Format, Limits, extract};

/// The articles of a file.
fn articles(name: &str, bytes: Vec<u8>) -> Split {
    let format = Format::of(&bytes, name).expect("a format that is read");
    let extracted = extract(bytes, format, &Limits::default()).expect("a text");
    assemble_articles(extracted, name, &Told::default(), &common::conventions()).expect("a text")
}

fn split(name: &str, text: &str) -> Split {
    articles(name, text.as_bytes().to_vec())
}

/// The first and the last line of each article, as `first … last`.
fn check(name: &str, text: &str, expected: &[&str]) {
    let split = split(name, text);
    let whole = split.whole.text.as_str();
    let edges: Vec<String> = split
        .articles
        .iter()
        .map(|article| {
            let text = article.document.text.as_str();
            assert_eq!(text, &whole[article.span.range()], "an article is a part of the page");
            format!("{} … {}", text.lines().next().unwrap_or_default(), text.lines().next_back().unwrap_or_default())
        })
        .collect();
    assert_eq!(edges, expected);
}

#[test]
fn a_closing_line_parts_two_articles() {
    check(
        "page.txt",
        "## 甲国主席会见乙国总统\n\n## 加强合作\n\n5月15日，甲国主席会见乙国总统。\n\n据新华社电\n\n## 甲国外长介绍会晤情况\n\n一、如何评价？\n\n某某：很好。\n\n据新华社电",
        &["甲国主席会见乙国总统 … 据新华社电", "甲国外长介绍会晤情况 … 据新华社电"],
    );
}

#[test]
fn headings_with_a_run_in_agency_line_part_the_news_of_a_day() {
    let text = "# 一天的新闻 (20260515)\n\n## 摘要\n\n1.甲国主席会见乙国总统；\n\n2.甲国外长访问丙国。\n\n## 详细\n\n### 甲国主席会见乙国总统\n\n新华社甲城5月15日电 甲国主席会见乙国总统。\n\n### 甲国外长访问丙国\n\n新华社甲城5月15日电 甲国外长访问丙国。\n";
    check(
        "20260515.md",
        text,
        &["甲国主席会见乙国总统 … 新华社甲城5月15日电 甲国主席会见乙国总统。", "甲国外长访问丙国 … 新华社甲城5月15日电 甲国外长访问丙国。"],
    );
    let articles = split("20260515.md", text).articles;
    let dates: Vec<_> = articles.iter().map(|article| article.document.metadata.date.map(|date| date.to_string())).collect();
    assert_eq!(dates, [Some("2026-05-15".to_owned()), Some("2026-05-15".to_owned())]);
    assert_eq!(articles[1].document.metadata.title.as_deref(), Some("甲国外长访问丙国"));
}

#[test]
fn titles_with_date_lines_part_plain_texts() {
    check(
        "page.md",
        "# Alvonia and Berland Meet\n\nMay 15, 2026\n\nThe council met in Bergstadt.\n\n# Alvonia and Cordia Meet\n\nMay 16, 2026\n\nThe council met in Corwick.\n",
        &["Alvonia and Berland Meet … The council met in Bergstadt.", "Alvonia and Cordia Meet … The council met in Corwick."],
    );
}

#[test]
fn the_day_of_the_page_is_that_of_its_articles_and_that_of_one_is_not() {
    let dates = |text: &str| -> Vec<String> {
        let articles = split("page.txt", text).articles;
        articles.iter().map(|article| article.document.metadata.date.map_or("-".to_owned(), |date| date.to_string())).collect()
    };
    let articles = "## 甲国主席会见乙国总统\n\n新华社甲城5月15日电 甲国主席会见乙国总统。\n\n据新华社电\n\n## 甲国外长访问丙国\n\n新华社甲城5月15日电 甲国外长访问丙国。\n\n据新华社电\n";
    let page = format!("# 甲城日报 2026-05-16\n\n{articles}");
    assert_eq!(dates(&page), ["2026-05-16", "2026-05-16"]);
    let one = articles.replacen("甲国主席会见乙国总统\n", "甲国主席会见乙国总统\n\n2026-05-15\n", 1);
    assert_eq!(dates(&one), ["2026-05-15", "-"]);
}

#[test]
fn headings_alone_part_nothing() {
    check("page.md", "# Fact Sheet: Trade\n\nThe two agreed.\n\n# Grain\n\nThey will buy grain.\n\n# Wool\n\nThey will buy wool.\n", &[]);
    check("page.txt", "甲国外长的讲话\n\n## 一、合作\n\n双方将合作。\n\n## 二、贸易\n\n双方将扩大贸易。\n", &[]);
}

#[test]
fn a_title_that_is_said_again_begins_nothing() {
    check(
        "page.txt",
        "携手共进\n2026-05-15\n\n作者就此发表讲话。\n\n新华社甲城5月15日电\n\n携手共进\n\n各位来宾：\n\n很高兴来到甲城。\n",
        &[],
    );
}

#[test]
fn warnings_stay_with_their_article() {
    let mut bytes =
        "## 甲\n\n甲国主席会见乙国总统。\n\n据新华社电\n\n## 乙\n\n乙国总统会见甲国主席。\n\n据新华社电\n".repeat(40).into_bytes();
    let place = bytes.len() - 40;
    bytes[place] = 0x07;
    let split = articles("page.txt", bytes);
    let warned: Vec<usize> = (0..split.articles.len()).filter(|&index| !split.articles[index].document.warnings.is_empty()).collect();
    assert_eq!((split.articles.len(), warned), (80, vec![79]));
}
