//! The pages of the web app, which are built into the program.
//!
//! `make web` builds them; a program that was built without them says so on every page, and its interface works all the same.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use rust_embed::{EmbeddedFile, RustEmbed};

/// What `make web` made.
#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Built;

/// The page in which the web app runs.
const INDEX: &str = "index.html";
/// Below it stand files whose names change with what is in them.
const NAMED_BY_CONTENT: &str = "assets/";

const NOT_BUILT: &str = "<!doctype html>
<html lang=\"en\">
<head><meta charset=\"utf-8\"><title>Chancery</title></head>
<body>
<h1>The pages of the desk are not in this program</h1>
<p>It was built without them. In the folder of its source code, run <code>make web</code> (it needs Node.js 20 or newer),
build the program again, and start it anew.</p>
<p>The interface works all the same: see <a href=\"/openapi.json\">/openapi.json</a>.</p>
</body>
</html>
";

/// A file of the web app, or the page that shows whatever the address means; nothing for a file that is not there.
pub(crate) fn page(path: &str) -> Option<Response<Body>> {
    let name = path.trim_start_matches('/');
    if !name.is_empty()
        && name != INDEX
        && let Some(file) = Built::get(name)
    {
        return Some(response(file, name));
    }
    let is_file = name.starts_with(NAMED_BY_CONTENT) || name.rsplit('/').next().is_some_and(|last| last.contains('.'));
    if is_file && name != INDEX {
        return None;
    }
    Some(match Built::get(INDEX) {
        Some(file) => response(file, INDEX),
        None => {
            let mut response = Response::new(Body::from(NOT_BUILT));
            *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
            response
        }
    })
}

fn response(file: EmbeddedFile, name: &str) -> Response<Body> {
    let kind = file.metadata.mimetype();
    let kind = if kind.starts_with("text/") { format!("{kind}; charset=utf-8") } else { kind.to_owned() };
    let mut response = Response::new(Body::from(file.data.into_owned()));
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(&kind) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    let caching = if name.starts_with(NAMED_BY_CONTENT) { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    response
}
