//! Structured data about an article, after schema.org.

use serde_json::{Map, Value};

/// What structured data say.
#[derive(Debug, Default)]
pub(super) struct Structured {
    pub(super) headlines: Vec<String>,
    pub(super) publishers: Vec<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Vec<String>,
    pub(super) language: Option<String>,
    pub(super) sections: Vec<String>,
    pub(super) address: Option<String>,
    /// The text of the article.
    pub(super) body: Option<String>,
}

/// Objects that are looked at in one page.
const OBJECTS: usize = 1000;

/// Reads the structured data of a page; what is not well formed is passed over.
pub(super) fn read(scripts: &[String]) -> Structured {
    let values: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let mut objects: Vec<&Map<String, Value>> = Vec::new();
    let mut waiting: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = waiting.pop().filter(|_| objects.len() < OBJECTS) {
        match value {
            Value::Array(values) => waiting.extend(values.iter().rev()),
            Value::Object(object) => {
                objects.push(object);
                waiting.extend(["mainEntity", "mainEntityOfPage", "@graph"].iter().filter_map(|name| object.get(*name)));
            }
            _ => {}
        }
    }
    let mut structured = Structured::default();
    let (articles, others): (Vec<_>, Vec<_>) = objects.into_iter().partition(|object| is_article(object));
    articles.iter().for_each(|article| structured.take_article(article));
    others.iter().for_each(|other| structured.take_other(other));
    structured
}

/// Structured data as a value; line ends within strings, which are not allowed and common, are mended.
fn parse(script: &str) -> Option<Value> {
    let mended = || script.replace(|character: char| character.is_control(), " ");
    serde_json::from_str(script.trim()).or_else(|_| serde_json::from_str(mended().trim())).ok()
}

fn types(object: &Map<String, Value>) -> Vec<String> {
    strings(object.get("@type"), "name")
}

fn is_article(object: &Map<String, Value>) -> bool {
    object.contains_key("headline")
        || types(object).iter().any(|kind| ["Article", "Posting", "Report", "PressRelease"].iter().any(|end| kind.ends_with(end)))
}

impl Structured {
    fn take_article(&mut self, article: &Map<String, Value>) {
        self.headlines.extend(strings(article.get("headline").or(article.get("name")), "name"));
        self.publishers.extend(["publisher", "sourceOrganization"].iter().flat_map(|name| strings(article.get(*name), "name")));
        self.authors.extend(["author", "creator"].iter().flat_map(|name| strings(article.get(*name), "name")));
        self.published.extend(["datePublished", "dateCreated"].iter().flat_map(|name| strings(article.get(*name), "@value")));
        self.sections.extend(strings(article.get("articleSection"), "name"));
        self.sections.extend(types(article));
        self.body = self.body.take().or(strings(article.get("articleBody"), "@value").pop());
        self.take_page(article);
    }

    fn take_other(&mut self, object: &Map<String, Value>) {
        for kind in types(object) {
            match kind.as_str() {
                "WebPage" => {
                    self.published.extend(strings(object.get("datePublished"), "@value"));
                    self.take_page(object);
                }
                "WebSite" => self.publishers.extend(strings(object.get("name"), "@value")),
                kind if kind.ends_with("Organization") => self.publishers.extend(strings(object.get("name"), "@value")),
                _ => {}
            }
        }
    }

    fn take_page(&mut self, object: &Map<String, Value>) {
        let first = |name: &str, field: &str| strings(object.get(name), field).into_iter().next();
        self.language = self.language.take().or_else(|| first("inLanguage", "alternateName"));
        self.address = self.address.take().or_else(|| first("url", "@id")).or_else(|| first("mainEntityOfPage", "@id"));
    }
}

/// The strings of a value: itself, those of an array, a field of an object.
fn strings(value: Option<&Value>, field: &str) -> Vec<String> {
    let one = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(object) => object.get(field)?.as_str().map(str::to_owned),
        _ => None,
    };
    match value {
        Some(Value::Array(values)) => values.iter().filter_map(one).collect(),
        Some(value) => one(value).into_iter().collect(),
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_in_a_graph_is_found() {
        let script = r#"{"@graph":[{"@type":"GovernmentOrganization","name":"Office of Alvonia"},{"@type":["NewsArticle"],"headline":"Talks
held","publisher":{"name":"Alvonian News"},"author":[{"name":"A. Reporter"}],"datePublished":"2026-03-20T08:00:00+08:00","inLanguage":"en","mainEntityOfPage":{"@id":"https://news.example/1"}}]}"#;
        let structured = read(&[script.to_owned(), "{broken".to_owned()]);
        assert_eq!(structured.headlines, ["Talks held"]);
        assert_eq!(structured.publishers, ["Alvonian News", "Office of Alvonia"]);
        assert_eq!(structured.address.as_deref(), Some("https://news.example/1"));
        assert_eq!(structured.sections, ["NewsArticle"]);
    }

    #[test]
    fn nesting_without_end_is_passed_over() {
        assert!(read(&["[".repeat(100_000)]).headlines.is_empty());
    }
}
