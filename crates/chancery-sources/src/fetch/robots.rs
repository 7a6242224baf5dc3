//! What a server asks robots to leave alone: `robots.txt`, by RFC 9309.

use std::time::Duration;

use super::FetchError;

/// The name by which a server can address this program.
const PRODUCT: &str = "chancery";
/// Bytes of the file that are read; the RFC asks for 500 KiB at least.
pub(crate) const AT_MOST: u64 = 500 << 10;
/// The longest pause between two requests that is kept because a server asks for it.
const LONGEST_PAUSE_S: f64 = 10.0;

/// What one server asks.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Robots {
    /// To be read by these rules.
    Rules(RuleSet),
    /// It could not say, so nothing is fetched; with what is said of every page of it.
    Unknown(FetchError),
}

/// Rules of the group that is meant for this program.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct RuleSet {
    rules: Vec<Rule>,
    /// The pause between two requests.
    pub(crate) pause: Duration,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    allows: bool,
    /// Percent-encoded, with `*` for anything and `$` at the end for the end.
    pattern: Vec<u8>,
}

/// A group of the file.
#[derive(Default)]
struct Group {
    is_ours: bool,
    is_for_all: bool,
    has_rules: bool,
}

impl RuleSet {
    /// Reads a file; what is no rule is passed over.
    pub(crate) fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
        let (mut ours, mut for_all) = (Self::default(), Self::default());
        let mut are_ours = false;
        let mut group = Group::default();
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match key.trim().to_ascii_lowercase().as_str() {
                "user-agent" => {
                    if group.has_rules {
                        group = Group::default();
                    }
                    group.is_ours |= product(value).eq_ignore_ascii_case(PRODUCT);
                    group.is_for_all |= value == "*";
                    are_ours |= group.is_ours;
                }
                key @ ("allow" | "disallow" | "crawl-delay") => {
                    group.has_rules = true;
                    for (is_meant, rules) in [(group.is_ours, &mut ours), (group.is_for_all, &mut for_all)] {
                        if is_meant {
                            rules.add(key, value);
                        }
                    }
                }
                _ => {}
            }
        }
        if are_ours { ours } else { for_all }
    }

    fn add(&mut self, key: &str, value: &str) {
        if key == "crawl-delay" {
            let asked = value.parse::<f64>().ok().filter(|seconds| seconds.is_finite() && *seconds >= 0.0);
            self.pause = asked.map_or(self.pause, |seconds| Duration::from_secs_f64(seconds.min(LONGEST_PAUSE_S)));
        } else if !value.is_empty() {
            self.rules.push(Rule { allows: key == "allow", pattern: encoded(value) });
        }
    }

    /// Whether a path (with its query) may be fetched: the longest rule that matches says so, and of two the kinder.
    pub(crate) fn allow(&self, path: &str) -> bool {
        let path = encoded(path);
        let matching = self.rules.iter().filter(|rule| matches(&rule.pattern, &path));
        matching.max_by_key(|rule| (rule.pattern.len(), rule.allows)).is_none_or(|rule| rule.allows)
    }
}

/// The name before a version or anything else that is no part of it.
fn product(value: &str) -> &str {
    value.split(|c: char| !c.is_ascii_alphabetic() && c != '_' && c != '-').next().unwrap_or_default()
}

/// A path in one spelling: what is not ASCII percent-encoded, letters that need no encoding decoded, hexadecimal digits large.
fn encoded(path: &str) -> Vec<u8> {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        let escaped = bytes.get(at + 1..at + 3).filter(|_| byte == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        match escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(plain) => {
                push(&mut out, plain, plain.is_ascii_alphanumeric() || b"-._~".contains(&plain));
                at += 3;
            }
            None => {
                push(&mut out, byte, byte.is_ascii_graphic());
                at += 1;
            }
        }
    }
    out
}

fn push(out: &mut Vec<u8>, byte: u8, is_plain: bool) {
    if is_plain {
        out.push(byte);
    } else {
        out.extend(format!("%{byte:02X}").bytes());
    }
}

/// Whether a pattern matches the beginning of a path. Each part between stars is taken at its first place, which is enough
/// and takes time linear in the path for each.
fn matches(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, to_the_end) = match pattern {
        [rest @ .., b'$'] => (rest, true),
        whole => (whole, false),
    };
    let mut parts = pattern.split(|&byte| byte == b'*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let mut last: Option<&[u8]> = None;
    for part in parts {
        if let Some(before) = last.replace(part) {
            match find(rest, before) {
                Some(after) => rest = after,
                None => return false,
            }
        }
    }
    match (last, to_the_end) {
        (None, false) => true,
        (None, true) => rest.is_empty(),
        (Some(part), false) => find(rest, part).is_some(),
        (Some(part), true) => rest.ends_with(part),
    }
}

/// What comes after the first place of a part.
fn find<'p>(text: &'p [u8], part: &[u8]) -> Option<&'p [u8]> {
    if part.is_empty() {
        return Some(text);
    }
    text.windows(part.len()).position(|window| window == part).map(|at| &text[at + part.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(robots: &str, allowed: &[&str], refused: &[&str]) {
        let rules = RuleSet::parse(robots.as_bytes());
        for path in allowed {
            assert!(rules.allow(path), "{path} by {robots}");
        }
        for path in refused {
            assert!(!rules.allow(path), "{path} by {robots}");
        }
    }

    #[test]
    fn the_longest_rule_wins_and_of_two_the_kinder() {
        check("", &["/", "/a"], &[]);
        check("User-agent: *\nDisallow: /\nAllow: /news/\n", &["/news/a", "/news/"], &["/", "/other", "/news"]);
        check("user-agent: *\ndisallow: /a\nallow: /a\n", &["/a"], &[]);
        check("User-Agent: *\nDisallow:\n", &["/a"], &[]);
        check("Disallow: /\n", &["/a"], &[]);
    }

    #[test]
    fn a_group_for_this_program_takes_the_place_of_the_one_for_all() {
        let robots = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Chancery/9.9\nDisallow: /private # ours\n\
                      User-agent: third\nDisallow: /third\nUser-agent: chancery\nDisallow: /more\n";
        check(robots, &["/", "/third"], &["/private", "/private/a", "/more"]);
        check("User-agent: chancery-bot\nDisallow: /\n", &["/"], &[]);
        check("User-agent: chancery\nUser-agent: *\nSitemap: x\nDisallow: /x\n", &["/"], &["/x"]);
        check("User-agent: *\nDisallow: /\nUser-agent: chancery\n", &["/"], &[]);
    }

    #[test]
    fn stars_and_ends_match() {
        let robots = "User-agent: *\nDisallow: /*.php$\nDisallow: /a*b*c\nDisallow: /end$\nDisallow: *?print=\n";
        check(robots, &["/x.php?y", "/acb", "/end/", "/b"], &["/x.php", "/d/x.php", "/abc", "/a1b2c3", "/end", "/p?print=1"]);
        let hard = format!("User-agent: *\nDisallow: /{}$\n", "a*".repeat(2000));
        check(&hard, &[&format!("/{}b", "a".repeat(1000))], &[&format!("/{}", "a".repeat(2001))]);
    }

    #[test]
    fn a_path_matches_in_any_spelling() {
        let robots = "User-agent: *\nDisallow: /会谈\nDisallow: /%7Euser\nDisallow: /a%2fb\n";
        check(robots, &["/a/b"], &["/%E4%BC%9A%e8%b0%88/1", "/~user", "/a%2Fb"]);
        check("User-agent: *\nDisallow: /100%\n", &["/"], &["/100%", "/100%25x".trim_end_matches("25x")]);
    }

    #[test]
    fn a_pause_is_kept_up_to_a_bound() {
        let pause = |value: &str| RuleSet::parse(format!("User-agent: *\nCrawl-delay: {value}\n").as_bytes()).pause;
        assert_eq!(pause("2"), Duration::from_secs(2));
        assert_eq!(pause("0.5"), Duration::from_millis(500));
        assert_eq!(pause("86400"), Duration::from_secs(10));
        for wrong in ["-1", "NaN", "inf", "soon", ""] {
            assert_eq!(pause(wrong), Duration::ZERO, "{wrong}");
        }
    }
}
