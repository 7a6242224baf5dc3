//! An endpoint: where it is, who may use it, what it takes and answers, and what it does.
//!
//! Each is declared once; the router and the OpenAPI document are made of the same declaration. What a handler needs of a
//! request is in [`Call`]; it runs on a thread of its own and may wait for the database.

use axum::body::Bytes;
use axum::http::{Method, StatusCode};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::call::Call;
use crate::people::Role;
use crate::problem::Problem;

/// Bytes of a JSON body.
pub(crate) const JSON_BYTES: usize = 4 << 20;

/// An endpoint.
pub(crate) struct Endpoint {
    pub(crate) method: Method,
    /// Its path, with parameters: `/entries/{id}`. It stands below `/api`, and a `GET` with `.json` at its end as well.
    pub(crate) path: &'static str,
    /// Its name in the OpenAPI document.
    pub(crate) name: &'static str,
    /// What it does, in a line.
    pub(crate) summary: &'static str,
    /// Who may use it; anyone, signed in or not, when nobody is named.
    pub(crate) needs: Option<Role>,
    /// Whether it changes a revision that the request has to name.
    pub(crate) names_revision: bool,
    /// What may be asked, as the fields of an object.
    pub(crate) query: Option<Describe>,
    /// What is sent.
    pub(crate) body: Body,
    /// What it answers.
    pub(crate) answer: Describe,
    pub(crate) run: Run,
}

/// The JSON Schema of a type.
pub(crate) type Describe = fn(&mut SchemaGenerator) -> Schema;

/// What an endpoint does with a request.
pub(crate) type Run = Box<dyn Fn(&mut Call<'_>, Given) -> Result<Answer, Problem> + Send + Sync>;

/// What is sent to an endpoint.
#[derive(Clone, Copy)]
pub(crate) enum Body {
    /// Nothing.
    None,
    /// JSON.
    Json(Describe),
    /// A document in any format.
    Document,
}

/// What was sent.
pub(crate) struct Given {
    /// What stands after the question mark.
    pub(crate) query: String,
    /// The body.
    pub(crate) body: Bytes,
}

/// What is answered.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) json: Vec<u8>,
}

/// An endpoint that is asked.
pub(crate) fn get<Q, A>(
    path: &'static str,
    name: &'static str,
    summary: &'static str,
    run: fn(&mut Call<'_>, Q) -> Result<A, Problem>,
) -> Endpoint
where
    Q: DeserializeOwned + JsonSchema + 'static,
    A: Serialize + JsonSchema + 'static,
{
    Endpoint {
        method: Method::GET,
        path,
        name,
        summary,
        needs: Some(Role::Reader),
        names_revision: false,
        query: Some(described::<Q>),
        body: Body::None,
        answer: described::<A>,
        run: Box::new(move |call, given| answer(&run(call, query(&given.query)?)?)),
    }
}

/// An endpoint that does something with JSON that is sent.
pub(crate) fn post<B, A>(
    path: &'static str,
    name: &'static str,
    summary: &'static str,
    run: fn(&mut Call<'_>, B) -> Result<A, Problem>,
) -> Endpoint
where
    B: DeserializeOwned + JsonSchema + 'static,
    A: Serialize + JsonSchema + 'static,
{
    Endpoint {
        method: Method::POST,
        path,
        name,
        summary,
        needs: Some(Role::Coder),
        names_revision: false,
        query: None,
        body: Body::Json(described::<B>),
        answer: described::<A>,
        run: Box::new(move |call, given| answer(&run(call, json(&given.body)?)?)),
    }
}

/// An endpoint that takes a document as it is.
pub(crate) fn upload<Q, A>(
    path: &'static str,
    name: &'static str,
    summary: &'static str,
    run: fn(&mut Call<'_>, Q, Bytes) -> Result<A, Problem>,
) -> Endpoint
where
    Q: DeserializeOwned + JsonSchema + 'static,
    A: Serialize + JsonSchema + 'static,
{
    Endpoint {
        method: Method::POST,
        path,
        name,
        summary,
        needs: Some(Role::Coder),
        names_revision: false,
        query: Some(described::<Q>),
        body: Body::Document,
        answer: described::<A>,
        run: Box::new(move |call, given| answer(&run(call, query(&given.query)?, given.body)?)),
    }
}

impl Endpoint {
    /// With another method.
    pub(crate) fn by(mut self, method: Method) -> Self {
        self.method = method;
        self
    }

    /// For people with this role and those above.
    pub(crate) fn for_role(mut self, role: Role) -> Self {
        self.needs = Some(role);
        self
    }

    /// For anyone.
    pub(crate) fn for_anyone(mut self) -> Self {
        self.needs = None;
        self
    }

    /// The request must say which revision it changes.
    pub(crate) fn of_a_revision(mut self) -> Self {
        self.names_revision = true;
        self
    }

    /// The names of the parameters in its path.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = &'static str> {
        self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }
}

fn described<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

fn query<Q: DeserializeOwned>(text: &str) -> Result<Q, Problem> {
    serde_html_form::from_str(text).map_err(|error| Problem::malformed(format!("the query: {error}")))
}

fn json<B: DeserializeOwned>(body: &[u8]) -> Result<B, Problem> {
    serde_json::from_slice(body).map_err(|error| Problem::malformed(format!("the body: {error}")))
}

fn answer<A: Serialize>(value: &A) -> Result<Answer, Problem> {
    let json = serde_json::to_vec(value).map_err(|error| Problem::broken(error.to_string()))?;
    Ok(Answer { status: StatusCode::OK, json })
}
