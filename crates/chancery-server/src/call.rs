//! One request, as a handler sees it.

use std::collections::HashMap;

use axum::http::HeaderValue;
use chancery_app::workspace::{Context, LedgerError, Operation, Receipt, Workspace};

use crate::desk::{Desk, Lease};
use crate::people::Person;
use crate::problem::Problem;

/// One request: who asks for what, when, and the workspace to answer from.
pub(crate) struct Call<'d> {
    pub(crate) desk: &'d Desk,
    /// Who asks; nobody where the endpoint is for anyone.
    pub(crate) person: Option<Person>,
    /// The address that it comes from.
    pub(crate) from: std::net::IpAddr,
    /// Parameters of the path.
    pub(crate) parameters: HashMap<String, String>,
    /// The revision that `If-Match` names.
    pub(crate) revision: Option<i64>,
    /// The session that the cookie names.
    pub(crate) session: Option<String>,
    /// The time, RFC 3339 in UTC.
    pub(crate) time: String,
    /// Today, where the desk stands, ISO 8601.
    pub(crate) day: String,
    /// The revision that the answer shows.
    pub(crate) shows: Option<i64>,
    /// A cookie to set.
    pub(crate) cookie: Option<HeaderValue>,
    lease: Option<Lease<'d>>,
}

impl<'d> Call<'d> {
    pub(crate) fn new(desk: &'d Desk, person: Option<Person>, from: std::net::IpAddr, parameters: HashMap<String, String>) -> Self {
        let now = jiff::Timestamp::now();
        Self {
            desk,
            person,
            from,
            parameters,
            revision: None,
            session: None,
            time: now.round(jiff::Unit::Second).unwrap_or(now).to_string(),
            day: jiff::Zoned::now().date().to_string(),
            shows: None,
            cookie: None,
            lease: None,
        }
    }

    /// A parameter of the path.
    pub(crate) fn parameter(&self, name: &str) -> &str {
        self.parameters.get(name).map(String::as_str).unwrap_or_default()
    }

    /// The workspace of the desk.
    ///
    /// # Errors
    /// It cannot be opened.
    pub(crate) fn workspace(&mut self) -> Result<&mut Workspace, Problem> {
        if self.lease.is_none() {
            self.lease = Some(self.desk.lease()?);
        }
        Ok(self.lease.as_mut().expect("it was taken just now").workspace())
    }

    /// The revision that is to be changed.
    ///
    /// # Errors
    /// The request does not say.
    pub(crate) fn revision(&self) -> Result<i64, Problem> {
        self.revision.ok_or_else(Problem::no_revision)
    }

    /// Whose name stands in the log.
    pub(crate) fn author(&self) -> &str {
        self.person.as_ref().map_or(self.desk.settings.author.as_str(), |person| person.name.as_str())
    }

    /// Does something in the workspace in the name of who asks, while nobody else does.
    ///
    /// # Errors
    /// What the workspace refuses.
    pub(crate) fn writing<T>(
        &mut self,
        reason: &str,
        work: impl FnOnce(&mut Workspace, &Context<'_>) -> Result<T, LedgerError>,
    ) -> Result<T, Problem> {
        let (author, time) = (self.author().to_owned(), self.time.clone());
        let desk = self.desk;
        let workspace = self.workspace()?;
        let _turn = desk.turn_to_write();
        Ok(work(workspace, &Context { author: &author, time: &time, reason })?)
    }

    /// Appends an operation.
    ///
    /// # Errors
    /// It does not fit what stands; then nothing was changed.
    pub(crate) fn append(&mut self, reason: &str, operation: &Operation) -> Result<Receipt, Problem> {
        self.writing(reason, |workspace, by| workspace.append(by, operation))
    }
}
