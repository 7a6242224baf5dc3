//! `chancery read --split`: each article of a page as a document of its own.

use serde_json::Value;

use crate::support::{Folder, ZH};

/// A page with two articles.
pub(crate) const PAGE: &str = "## 甲国主席会见乙国总统\n\n2026-05-15\n\n甲国主席会见乙国总统。双方同意扩大贸易。\n\n据新华社电\n\n\
                               ## 甲国外长介绍会晤情况\n\n一、如何评价？\n\n某某：甲方愿同乙方合作。\n\n据新华社电\n";

#[test]
fn each_article_says_which_part_of_the_page_it_is() {
    let folder = Folder::new();
    folder.write("page.txt", PAGE);
    let whole = folder.reading(&["read", "page.txt", "--format", "json"]);
    assert_eq!(whole["document"]["part"], Value::Null);
    let text: Vec<char> = whole["document"]["text"].as_str().expect("a text").chars().collect();
    let printed = folder.run(&["read", "page.txt", "--split", "--format", "jsonl"]).done();
    let articles: Vec<Value> = printed.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(articles.len(), 2);
    for (index, article) in articles.iter().enumerate() {
        let part = &article["document"]["part"];
        assert_eq!((&part["index"], &part["of"], &part["whole"]), (&(index + 1).into(), &2.into(), &whole["document"]["id"]));
        let bound = |at: usize| part["span"][at].as_u64().expect("an offset") as usize;
        let there: String = text[bound(0)..bound(1)].iter().collect();
        assert_eq!(article["document"]["text"], there.as_str());
        assert_eq!(article["document"]["source"], format!("page.txt#{}", index + 1).as_str());
    }
    assert_eq!((&articles[0]["document"]["date"], &articles[1]["document"]["date"]), (&"2026-05-15".into(), &Value::Null));
    assert_eq!(articles[1]["document"]["kind"], "press_briefing");
}

#[test]
fn files_are_numbered_and_a_page_with_one_article_is_not() {
    let folder = Folder::new();
    folder.write("page.txt", PAGE);
    folder.write("one.txt", ZH);
    folder.run(&["read", "page.txt", "one.txt", "--split", "--out", "readings"]).done();
    assert_eq!(folder.names("readings"), ["one.json", "page-01.json", "page-02.json"]);
}

#[test]
fn what_does_not_go_with_it_is_refused() {
    let folder = Folder::new();
    folder.write("page.txt", PAGE);
    folder.write("page-01.txt", PAGE);
    folder.run(&["read", "page.txt", "--split", "--format", "json"]).failed(2, &["--split can make several of one", "jsonl"]);
    folder
        .run(&["read", "page.txt", "page-01.txt", "--split", "--out", "readings"])
        .failed(2, &["page.txt and page-01.txt would both be written to page-01.json"]);
}
