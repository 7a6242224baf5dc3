//! What a page says about itself: structured data first, then its `meta` elements, then marks in its text.

use crate::{Embedded, EmbeddedDate};

use super::head::Head;
use super::json_ld::{self, Structured};

/// `meta` names that give the headline alone, without the site.
const HEADLINES: [&str; 9] =
    ["og:title", "articletitle", "headline", "twitter:title", "dc.title", "dcterms.title", "citation_title", "title", "sailthru.title"];

/// `meta` names that give the one who issued the page.
const ISSUERS: [&str; 14] = [
    "contentsource",
    "source",
    "article:publisher_name",
    "og:site_name",
    "sitename",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "application-name",
    "dc.creator",
    "dcterms.creator",
    "author",
    "article:author",
    "copyright",
];

/// `meta` names that give the day of publication.
const DATES: [&str; 19] = [
    "article:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "firstpublishedtime",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "dc.date.created",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "date",
];

/// `meta` names that give sections and kinds.
const SECTIONS: [&str; 7] = ["article:section", "columnname", "section", "dc.type", "dcterms.type", "genre", "columntype"];

/// `meta` names that give the language.
const LANGUAGES: [&str; 6] = ["content-language", "dc.language", "dcterms.language", "language", "inlanguage", "og:locale"];

/// What a page says about itself.
#[derive(Debug)]
pub(super) struct About {
    /// Headlines, without the site.
    pub(super) headlines: Vec<String>,
    /// The article as structured data give it.
    pub(super) body: Option<String>,
    /// Who issued it.
    pub(super) issuers: Vec<String>,
    /// Names that may stand beside the headline in its title.
    pub(super) site_names: Vec<String>,
    published: Option<String>,
    language: Option<String>,
    sections: Vec<String>,
    address: Option<String>,
}

/// Reads what a page says about itself.
pub(super) fn read(head: &Head) -> About {
    let structured = json_ld::read(&head.json_ld);
    let metas = |names: &[&str]| -> Vec<String> {
        names
            .iter()
            .flat_map(|name| head.metas.iter().filter(move |(known, _)| known == name).map(|(_, content)| folded(content)))
            .collect()
    };
    let Structured { headlines, publishers, authors, published, language, sections, address, body } = structured;
    let said: Vec<String> = head.times.iter().filter(|(_, _, published)| *published).map(|(_, time, _)| time.clone()).collect();
    let dates = [published, metas(&DATES), said].concat();
    let languages = [language.into_iter().collect(), head.language.iter().cloned().collect(), metas(&LANGUAGES)].concat();
    let addresses = [
        head.canonical.iter().cloned().collect(),
        metas(&["og:url"]),
        address.into_iter().collect(),
        head.saved_from.iter().cloned().collect(),
    ];
    let others = metas(&["description", "keywords", "subject", "copyright", "twitter:site"]);
    let issuers = unique([publishers, metas(&ISSUERS), authors].concat());
    About {
        headlines: unique([headlines, metas(&HEADLINES)].concat()),
        body,
        site_names: [issuers.clone(), others].concat(),
        issuers,
        published: dates.iter().find_map(|date| day_of(date)),
        language: languages.iter().find_map(|language| language_tag(language)),
        sections: unique([sections, metas(&SECTIONS)].concat()),
        address: addresses.concat().into_iter().find(|address| address.starts_with("http://") || address.starts_with("https://")),
    }
}

impl About {
    /// Together with what the text of the page tells: its title, the name of the site, the path to it, and where it
    /// stands.
    pub(super) fn embedded(self, title: Option<String>, site: Option<String>, trail: Vec<String>, times: &[String]) -> Embedded {
        let published = self.published.or_else(|| times.iter().find_map(|time| day_of(time)));
        Embedded {
            title,
            issuers: unique([self.issuers, site.into_iter().collect()].concat()),
            published: published.map(|day| EmbeddedDate { day }),
            language: self.language,
            sections: unique([self.sections, trail].concat()),
            address: self.address,
        }
    }
}

/// White space folded.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Each once, folded, without empty ones.
fn unique(texts: Vec<String>) -> Vec<String> {
    let mut unique: Vec<String> = Vec::new();
    for text in texts.iter().map(|text| folded(text)).filter(|text| !text.is_empty() && text.len() <= 300) {
        if !unique.contains(&text) {
            unique.push(text);
        }
    }
    unique
}

/// A language tag in the form `zh-CN`.
fn language_tag(language: &str) -> Option<String> {
    let tag = language.split([',', ';', '.']).next()?.trim().replace('_', "-");
    let first = tag.split('-').next()?;
    let is_tag = (2..=3).contains(&first.len())
        && tag.split('-').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    is_tag.then_some(tag)
}

/// The day at the beginning of a time: year, month and day in digits, or as mail writes them.
fn day_of(time: &str) -> Option<String> {
    let time = time.trim();
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let day = if digits(time) == 8 {
        civil(&time[..4], &time[4..6], &time[6..8])
    } else {
        let year = digits(time);
        let month = time[year..].trim_start_matches(|character: char| !character.is_ascii_digit());
        let after_month = &month[digits(month)..];
        let day = after_month.trim_start_matches(|character: char| !character.is_ascii_digit());
        let near = month.len() + 4 >= time.len() - year && day.len() + 4 >= after_month.len();
        (year == 4 && near).then(|| civil(&time[..4], &month[..digits(month)], &day[..digits(day)])).flatten()
    };
    let mailed = || jiff::fmt::rfc2822::parse(time).ok().map(|time| time.date());
    day.or_else(mailed).map(|day| day.to_string())
}

/// The first day in figures within a line, from its year on.
pub(super) fn day_within(line: &str) -> Option<String> {
    let starts = line
        .char_indices()
        .filter(|&(at, character)| character.is_ascii_digit() && !line[..at].ends_with(|before: char| before.is_ascii_digit()));
    starts.map(|(at, _)| &line[at..]).find(|rest| day_of(rest).is_some()).map(str::to_owned)
}

fn civil(year: &str, month: &str, day: &str) -> Option<jiff::civil::Date> {
    jiff::civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_written() {
        let check = |time: &str, day: Option<&str>| assert_eq!(day_of(time).as_deref(), day, "{time}");
        check("2026-03-20T23:30:00-05:00", Some("2026-03-20"));
        check("2026/3/5 18:30", Some("2026-03-05"));
        check("2026年3月5日", Some("2026-03-05"));
        check("20260305", Some("2026-03-05"));
        check("Fri, 20 Mar 2026 10:00:00 +0000", Some("2026-03-20"));
        assert!(day_within("来源：阿通社 2026-03-20 18:30").is_some_and(|time| time.starts_with("2026-03-20")));
        assert_eq!(day_within("Phone 2026 1234 5678"), None);
        check("2026-13-05", None);
        check("March", None);
        check("2026", None);
        check("", None);
    }

    #[test]
    fn languages_are_tags() {
        assert_eq!(language_tag("zh_CN.UTF-8").as_deref(), Some("zh-CN"));
        assert_eq!(language_tag("en, fr").as_deref(), Some("en"));
        assert_eq!(language_tag("Chinese"), None);
    }
}
