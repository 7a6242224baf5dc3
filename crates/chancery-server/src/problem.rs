//! What could not be done, as RFC 9457 has it: `application/problem+json`.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use chancery_app::workspace::LedgerError;
use chancery_app::workspace::operation::EntryChange;
use schemars::JsonSchema;
use serde::Serialize;

/// What could not be done, why, and what to do (RFC 9457, *Problem Details for HTTP APIs*).
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Problem {
    /// A word for the kind of problem: `stale`, `unknown`, …
    #[serde(rename = "type")]
    pub(crate) class: &'static str,
    /// The kind of problem in a few words.
    pub(crate) title: &'static str,
    /// The HTTP status.
    pub(crate) status: u16,
    /// What happened.
    pub(crate) detail: Box<str>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hint: Option<Box<str>>,
    /// Of something stale: what happened to it since, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) changes: Vec<EntryChange>,
    /// Seconds to wait.
    #[serde(skip)]
    pub(crate) retry_after_s: Option<u64>,
}

impl Problem {
    fn new(status: StatusCode, class: &'static str, title: &'static str, detail: impl Into<String>) -> Self {
        let detail = detail.into().into_boxed_str();
        Self { class, title, status: status.as_u16(), detail, hint: None, changes: Vec::new(), retry_after_s: None }
    }

    /// What was sent is not of the form that is asked for.
    pub(crate) fn malformed(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "malformed", "The request is malformed", detail)
    }

    /// Who asks is not known.
    pub(crate) fn not_signed_in() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "not_signed_in", "Not signed in", "this desk is for people who sign in")
            .with_hint("sign in at /sign-in")
    }

    /// The name or the password is wrong.
    pub(crate) fn wrong_password() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "wrong_password", "Not signed in", "the name or the password is not right")
    }

    /// Who asks may not.
    pub(crate) fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", "Not allowed", detail)
    }

    /// There is nothing here.
    pub(crate) fn unknown(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "unknown", "Not found", detail)
    }

    /// The address does not know this method.
    pub(crate) fn wrong_method(allowed: &str) -> Self {
        let detail = format!("this address answers {allowed}");
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "wrong_method", "Method not allowed", detail)
    }

    /// It does not fit what is there.
    pub(crate) fn refused(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "refused", "It does not fit", detail)
    }

    /// Someone is already at it, or it is there already.
    pub(crate) fn conflict(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, "conflict", "Conflict", detail)
    }

    /// An edit does not say which revision it is of.
    pub(crate) fn no_revision() -> Self {
        let detail = "an edit says which revision it is of: If-Match: \"REVISION\", as the ETag of the entry has it";
        Self::new(StatusCode::PRECONDITION_REQUIRED, "no_revision", "Which revision?", detail)
    }

    /// More bytes than are taken.
    pub(crate) fn too_large(limit: usize) -> Self {
        let detail = format!("more than {} MiB are not taken here", limit >> 20);
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "Too large", detail).with_hint("`chancery add FILE` takes larger files")
    }

    /// The body is not of the type that is taken.
    pub(crate) fn wrong_type(wanted: &str) -> Self {
        let detail = format!("the body must be {wanted}");
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong_type", "Unsupported type", detail)
    }

    /// It came too often.
    pub(crate) fn too_often(seconds: u64) -> Self {
        let detail = format!("too many attempts; the next one is taken in {seconds} seconds");
        Self { retry_after_s: Some(seconds), ..Self::new(StatusCode::TOO_MANY_REQUESTS, "too_often", "Too many attempts", detail) }
    }

    /// It took longer than is waited for.
    pub(crate) fn too_slow() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "too_slow", "Too slow", "this took longer than is waited for")
            .with_hint("ask for less, or once more")
    }

    /// The fault is here.
    pub(crate) fn broken(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "broken", "Something is broken", detail)
    }

    /// With what to do.
    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into().into_boxed_str());
        self
    }

    /// As it is sent.
    pub(crate) fn response(&self) -> Response<Body> {
        let mut response = Response::new(Body::from(serde_json::to_vec(self).unwrap_or_default()));
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after_s {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<LedgerError> for Problem {
    fn from(error: LedgerError) -> Self {
        let said = error.to_string();
        match error {
            LedgerError::Unknown { .. } => Self::unknown(said),
            LedgerError::Ambiguous { .. } => Self::conflict(said).with_hint("write more of it"),
            LedgerError::Stale { changes, .. } => Self {
                changes,
                ..Self::new(StatusCode::PRECONDITION_FAILED, "stale", "It was changed since it was looked at", said)
                    .with_hint("look at it again and decide anew")
            },
            LedgerError::DependedOn { .. } => Self::conflict(said).with_hint("undo those first, the last one first"),
            LedgerError::Refused(_) => Self::refused(said),
            LedgerError::Damaged { .. } => Self::broken(said).with_hint("restore a backup: chancery restore FILE"),
            _ => Self::broken(said),
        }
    }
}
