//! When a server asks to come back: `Retry-After`, as seconds or as a date (RFC 9110).

use std::time::{Duration, SystemTime};

/// The longest that is waited for a server that asks for it.
pub(crate) const LONGEST: Duration = Duration::from_secs(60);

/// When to come back, and how to say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ComeBack {
    pub(crate) wait: Duration,
    pub(crate) said: String,
}

/// What the header says; [`None`] when it says nothing that can be understood.
pub(crate) fn parse(value: &str, now: SystemTime) -> Option<ComeBack> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(ComeBack { wait: Duration::from_secs(seconds), said: format!("in {seconds} s") });
    }
    let at = httpdate::parse_http_date(value).ok()?;
    Some(ComeBack { wait: at.duration_since(now).unwrap_or_default(), said: format!("after {}", httpdate::fmt_http_date(at)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_dates_are_understood() {
        let now = httpdate::parse_http_date("Sat, 16 May 2026 08:00:00 GMT").expect("a date");
        let check = |value: &str, expected: Option<(u64, &str)>| {
            let expected = expected.map(|(seconds, said)| ComeBack { wait: Duration::from_secs(seconds), said: said.to_owned() });
            assert_eq!(parse(value, now), expected, "{value}");
        };
        check("120", Some((120, "in 120 s")));
        check("Sat, 16 May 2026 08:01:00 GMT", Some((60, "after Sat, 16 May 2026 08:01:00 GMT")));
        check("Sat, 16 May 2026 07:00:00 GMT", Some((0, "after Sat, 16 May 2026 07:00:00 GMT")));
        check("soon", None);
        check("-5", None);
    }
}
