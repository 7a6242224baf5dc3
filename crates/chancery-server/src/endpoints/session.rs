//! Who is at the desk, signing in and out.

use axum::http::{HeaderValue, Method};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::endpoint::{Endpoint, get, post};
use crate::people::{Person, Role};
use crate::problem::Problem;
use crate::router::{COOKIE, SECURE_COOKIE};
use crate::views::Nothing;

/// The endpoints of this area.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/session", "session", "Who is at the desk", session).for_anyone(),
        post("/session", "signIn", "Sign in", sign_in).for_anyone(),
        post("/session", "signOut", "Sign out", sign_out).by(Method::DELETE).for_anyone(),
    ]
}

/// Who is at the desk.
#[derive(Debug, Serialize, JsonSchema)]
struct Session {
    /// Whether people sign in at this desk.
    mode: Mode,
    /// The name that stands in the log; nothing when nobody is signed in.
    name: Option<String>,
    /// What they may do.
    role: Option<Role>,
    /// Name of the workspace.
    workspace: String,
    /// Version of this program.
    version: &'static str,
    /// Today, where the desk stands, ISO 8601.
    day: String,
}

/// Whether people sign in at a desk.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Mode {
    /// Nobody has to.
    Local,
    /// Everybody has to.
    Team,
}

/// Name and password.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SignIn {
    /// The name.
    name: String,
    /// The password.
    password: String,
}

fn session(call: &mut Call<'_>, _: Nothing) -> Result<Session, Problem> {
    Ok(shown(call, call.person.clone()))
}

fn sign_in(call: &mut Call<'_>, given: SignIn) -> Result<Session, Problem> {
    let (person, token) = call.desk.people.enter(&given.name, &given.password, call.from)?;
    call.cookie = Some(cookie(call, &token)?);
    Ok(shown(call, Some(person)))
}

fn sign_out(call: &mut Call<'_>, _: Nothing) -> Result<Session, Problem> {
    if let Some(token) = call.session.take() {
        call.desk.people.leave(&token);
    }
    call.cookie = Some(cookie(call, "")?);
    let left = call.desk.people.person(None, &call.desk.settings.author);
    Ok(shown(call, left))
}

fn shown(call: &Call<'_>, person: Option<Person>) -> Session {
    Session {
        mode: if call.desk.people.sign_in() { Mode::Team } else { Mode::Local },
        role: person.as_ref().map(|person| person.role),
        name: person.map(|person| person.name),
        workspace: call.desk.name.clone(),
        version: env!("CARGO_PKG_VERSION"),
        day: call.day.clone(),
    }
}

/// The cookie of a session, for this desk alone and unseen by scripts; an empty token takes it away.
fn cookie(call: &Call<'_>, token: &str) -> Result<HeaderValue, Problem> {
    let is_secure = call.desk.settings.public.as_ref().is_some_and(|public| public.is_secure);
    let (name, secure) = if is_secure { (SECURE_COOKIE, "; Secure") } else { (COOKIE, "") };
    let age = if token.is_empty() { "; Max-Age=0" } else { "" };
    let cookie = format!("{name}={token}; Path=/; HttpOnly; SameSite=Strict{secure}{age}");
    HeaderValue::from_str(&cookie).map_err(|error| Problem::broken(error.to_string()))
}
