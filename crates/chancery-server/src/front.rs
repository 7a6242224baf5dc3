//! The front of the desk: which requests come in, and what every answer carries.
//!
//! A page elsewhere must not use the browser of someone who sits at this machine: requests come in only under the names that
//! the desk has (against DNS rebinding), and what changes something only from its own pages, as `Sec-Fetch-Site` and `Origin`
//! tell (against cross-site request forgery). Answers forbid whatever the pages do not need.

use axum::body::Body;
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, Uri, header};

use crate::problem::Problem;

/// What every answer carries.
const ALWAYS: [(HeaderName, &str); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
         base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
];

/// Names under which a desk is reached.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    hosts: Vec<String>,
    is_secure: bool,
}

impl Names {
    /// Hosts with their ports, in small letters; whether they are reached by TLS.
    pub(crate) fn new(hosts: Vec<String>, is_secure: bool) -> Self {
        Self { hosts, is_secure }
    }

    /// Whether a host is this desk.
    fn has(&self, host: &str) -> bool {
        self.hosts.iter().any(|known| known.eq_ignore_ascii_case(host))
    }

    /// Whether a request may come in.
    ///
    /// # Errors
    /// It may not; why.
    pub(crate) fn let_in(&self, request: &Request<Body>) -> Result<(), Problem> {
        let headers = request.headers();
        let host =
            text(headers, &header::HOST).or_else(|| request.uri().authority().map(|authority| authority.as_str())).unwrap_or_default();
        if !self.has(host) {
            return Err(Problem::forbidden(format!("this desk is not called '{host}'"))
                .with_hint("behind a proxy, start it with --public https://HOST"));
        }
        if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
            return Ok(());
        }
        let is_own = match (text(headers, &HeaderName::from_static("sec-fetch-site")), text(headers, &header::ORIGIN)) {
            (Some(site), _) => matches!(site, "same-origin" | "none"),
            (None, Some(origin)) => origin.split_once("://").is_some_and(|(_, host)| self.has(host)),
            // Not a browser.
            (None, None) => true,
        };
        if is_own { Ok(()) } else { Err(Problem::forbidden("changes come from the desk's own pages only")) }
    }

    /// Puts on an answer what every answer carries.
    pub(crate) fn guard(&self, response: &mut Response<Body>) {
        let headers = response.headers_mut();
        for (name, value) in ALWAYS {
            headers.insert(name, HeaderValue::from_static(value));
        }
        if !headers.contains_key(header::CACHE_CONTROL) {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        }
        if self.is_secure {
            headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
        }
    }
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// The address behind the `.json` twin of a page: `/register.json?kind=…` is `/api/register?kind=…`.
pub(crate) fn behind_twin(uri: &Uri) -> Option<Uri> {
    let page = uri.path().strip_suffix(".json")?;
    if page.starts_with("/api/") || page == "/openapi" {
        return None;
    }
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(format!("/api{page}{query}")).ok()?);
    Uri::from_parts(parts).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(method: &str, headers: &[(&str, &str)]) -> Request<Body> {
        let mut request = Request::builder().method(method).uri("/api/register");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(Body::empty()).expect("it is well formed")
    }

    #[test]
    fn only_its_own_names_and_pages_come_in() {
        let names = Names::new(vec!["127.0.0.1:7417".to_owned(), "localhost:7417".to_owned()], false);
        let comes_in = |method: &str, headers: &[(&str, &str)]| names.let_in(&request(method, headers)).is_ok();
        let here = ("host", "localhost:7417");
        assert!(comes_in("GET", &[here]));
        assert!(comes_in("POST", &[here]));
        assert!(comes_in("POST", &[here, ("sec-fetch-site", "same-origin"), ("origin", "http://localhost:7417")]));
        assert!(comes_in("POST", &[here, ("origin", "http://localhost:7417")]));
        assert!(!comes_in("GET", &[("host", "evil.example:7417")]));
        assert!(!comes_in("GET", &[]));
        assert!(!comes_in("POST", &[here, ("origin", "http://evil.example")]));
        assert!(!comes_in("POST", &[here, ("origin", "null")]));
        assert!(!comes_in("POST", &[here, ("sec-fetch-site", "cross-site"), ("origin", "http://localhost:7417")]));
        assert!(!comes_in("DELETE", &[here, ("sec-fetch-site", "same-site")]));
    }

    #[test]
    fn pages_have_twins() {
        let behind = |uri: &str| behind_twin(&uri.parse().expect("an address")).map(|uri| uri.to_string());
        assert_eq!(behind("/register.json?kind=a&kind=b"), Some("/api/register?kind=a&kind=b".to_owned()));
        assert_eq!(behind("/dossiers/3f/compare.json"), Some("/api/dossiers/3f/compare".to_owned()));
        assert_eq!(behind("/openapi.json"), None);
        assert_eq!(behind("/register"), None);
    }
}
