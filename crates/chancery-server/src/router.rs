//! The way of a request to its endpoint and back.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, RawQuery, Request};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, Uri, header};
use axum::routing::{MethodFilter, MethodRouter, on};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use tokio::sync::Semaphore;

use crate::call::Call;
use crate::desk::Desk;
use crate::endpoint::{self, Answer, Endpoint, Given, JSON_BYTES};
use crate::problem::Problem;

/// Requests that are worked on at once; more wait.
const CALLS: usize = 16;
/// Documents that are read at once.
const UPLOADS: usize = 2;
/// How long an answer may take, and how long a body may be on its way.
const PATIENCE: Duration = Duration::from_secs(60);
/// The same for a document.
const PATIENCE_WITH_DOCUMENTS: Duration = Duration::from_secs(600);
/// The cookie of a session.
pub(crate) const COOKIE: &str = "chancery";
/// The same where it is sent by TLS only.
pub(crate) const SECURE_COOKIE: &str = "__Host-chancery";

/// The address that a request comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) IpAddr);

struct Served {
    desk: Arc<Desk>,
    endpoint: Endpoint,
    calls: Arc<Semaphore>,
}

/// The router over all endpoints; what is none of them is a page.
pub(crate) fn router(desk: &Arc<Desk>, endpoints: Vec<Endpoint>) -> Router {
    let (calls, uploads) = (Arc::new(Semaphore::new(CALLS)), Arc::new(Semaphore::new(UPLOADS)));
    let mut allowed: HashMap<&'static str, Vec<String>> = HashMap::new();
    for endpoint in &endpoints {
        allowed.entry(endpoint.path).or_default().push(endpoint.method.to_string());
    }
    let document = Bytes::from(crate::openapi::document(&endpoints));
    let mut router = Router::new();
    for endpoint in endpoints {
        let calls = if matches!(endpoint.body, endpoint::Body::Document) { Arc::clone(&uploads) } else { Arc::clone(&calls) };
        let path = format!("/api{}", endpoint.path);
        router = router.route(&path, route(Served { desk: Arc::clone(desk), endpoint, calls }));
    }
    for (path, methods) in allowed {
        let methods = methods.join(", ");
        router = router.route(&format!("/api{path}"), MethodRouter::new().fallback(move || std::future::ready(wrong_method(&methods))));
    }
    router
        .route("/openapi.json", axum::routing::get(move || std::future::ready(json(StatusCode::OK, document.clone()))))
        .fallback(|uri: Uri| std::future::ready(page(&uri)))
}

fn route(served: Served) -> MethodRouter {
    let filter = MethodFilter::try_from(served.endpoint.method.clone()).expect("endpoints use the usual methods");
    let served = Arc::new(served);
    on(filter, move |Path(parameters): Path<HashMap<String, String>>, RawQuery(query), request: Request| {
        let served = Arc::clone(&served);
        async move { served.answer(parameters, query.unwrap_or_default(), request).await.unwrap_or_else(|problem| problem.response()) }
    })
}

fn wrong_method(allowed: &str) -> Response<Body> {
    let mut response = Problem::wrong_method(allowed).response();
    if let Ok(allowed) = HeaderValue::from_str(allowed) {
        response.headers_mut().insert(header::ALLOW, allowed);
    }
    response
}

fn page(uri: &Uri) -> Response<Body> {
    let is_of_the_interface = uri.path() == "/api" || uri.path().starts_with("/api/");
    let found = if is_of_the_interface { None } else { crate::pages::page(uri.path()) };
    found.unwrap_or_else(|| {
        Problem::unknown(format!("there is nothing at {}", uri.path())).with_hint("/openapi.json lists what there is").response()
    })
}

fn json(status: StatusCode, body: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

impl Served {
    async fn answer(
        self: Arc<Self>,
        parameters: HashMap<String, String>,
        query: String,
        request: Request,
    ) -> Result<Response<Body>, Problem> {
        let (parts, body) = request.into_parts();
        let from = parts.extensions.get::<Peer>().map_or(IpAddr::from([127, 0, 0, 1]), |peer| peer.0);
        let session = cookie(&parts.headers);
        let person = self.desk.people.person(session.as_deref(), &self.desk.settings.author);
        if let Some(needed) = self.endpoint.needs {
            let person = person.as_ref().ok_or_else(Problem::not_signed_in)?;
            if person.role < needed {
                let detail = format!("this takes the role '{}'; {} has '{}'", needed.as_str(), person.name, person.role.as_str());
                return Err(Problem::forbidden(detail));
            }
        }
        let revision = revision(&parts.headers)?;
        let known = parts.headers.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).map(str::to_owned);
        let body = tokio::time::timeout(self.patience(), self.body(&parts.headers, body)).await.map_err(|_| Problem::too_slow())??;
        let permit = Arc::clone(&self.calls).acquire_owned().await.map_err(|_| Problem::broken("the desk is closing"))?;
        let patience = self.patience();
        let work = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let mut call = Call::new(&self.desk, person, from, parameters);
            (call.revision, call.session) = (revision, session);
            self.work(&mut call, Given { query, body }, known.as_deref())
        });
        match tokio::time::timeout(patience, work).await {
            Ok(Ok(answered)) => answered,
            // What panicked has said so on standard error.
            Ok(Err(_)) => Err(Problem::broken("the desk made a mistake; what was asked was not done")),
            Err(_) => Err(Problem::too_slow()),
        }
    }

    /// Asks the endpoint, unless who asks has the answer already.
    fn work(&self, call: &mut Call<'_>, given: Given, known: Option<&str>) -> Result<Response<Body>, Problem> {
        let tag = if self.endpoint.method == Method::GET && self.endpoint.needs.is_some() { Some(self.tag(call)?) } else { None };
        if let (Some(tag), Some(known)) = (&tag, known)
            && known.split(',').any(|one| one.trim() == tag)
        {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            set(response.headers_mut(), header::ETAG, tag);
            return Ok(response);
        }
        let Answer { status, json: body } = (self.endpoint.run)(call, given)?;
        let mut response = json(status, body);
        let shown = call.shows.map(|revision| format!("\"{revision}\""));
        if let Some(tag) = shown.or(tag) {
            set(response.headers_mut(), header::ETAG, &tag);
        }
        if let Some(cookie) = call.cookie.take() {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
        Ok(response)
    }

    /// What an answer depends on beside the request: the log, the day, who asks, and this program.
    fn tag(&self, call: &mut Call<'_>) -> Result<String, Problem> {
        let head = call.workspace()?.head()?.seq;
        let lexicon: String = self.desk.lexicon.version().chars().take(12).collect();
        let role = call.person.as_ref().map_or("", |person| person.role.as_str());
        Ok(format!("W/\"{head}-{}-{lexicon}-{role}-{}\"", call.day, env!("CARGO_PKG_VERSION")))
    }

    fn patience(&self) -> Duration {
        if matches!(self.endpoint.body, endpoint::Body::Document) { PATIENCE_WITH_DOCUMENTS } else { PATIENCE }
    }

    async fn body(&self, headers: &HeaderMap, body: Body) -> Result<Bytes, Problem> {
        let limit = match self.endpoint.body {
            endpoint::Body::None => return Ok(Bytes::new()),
            endpoint::Body::Json(_) => {
                let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
                if !kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json")) {
                    return Err(Problem::wrong_type("application/json"));
                }
                JSON_BYTES
            }
            endpoint::Body::Document => self.desk.settings.upload_bytes,
        };
        match Limited::new(body, limit).collect().await {
            Ok(whole) => Ok(whole.to_bytes()),
            Err(error) if error.is::<LengthLimitError>() => Err(Problem::too_large(limit)),
            Err(error) => Err(Problem::malformed(format!("the body broke off: {error}"))),
        }
    }
}

fn set(headers: &mut HeaderMap, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// The token of the session's cookie.
fn cookie(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
    let mut pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE || *name == SECURE_COOKIE).map(|(_, token)| token.to_owned())
}

/// The revision that `If-Match` names.
fn revision(headers: &HeaderMap) -> Result<Option<i64>, Problem> {
    let Some(tag) = headers.get(header::IF_MATCH) else { return Ok(None) };
    let number = tag.to_str().ok().and_then(|tag| tag.trim().strip_prefix('"')?.strip_suffix('"')?.parse().ok());
    number.map(Some).ok_or_else(|| Problem::malformed("If-Match names a revision in quotation marks, as the ETag of the entry has it"))
}
