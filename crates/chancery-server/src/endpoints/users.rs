//! Who may sign in.

use axum::http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::endpoint::{Endpoint, get, post};
use crate::people::Role;
use crate::problem::Problem;
use crate::views::Nothing;

/// The endpoints of this area.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/users", "users", "Who may sign in", users).for_role(Role::Admin),
        post("/users", "addUser", "Someone may sign in", add).for_role(Role::Admin),
        post("/users/{name}", "changeUser", "Another role or password", change).by(Method::PATCH).for_role(Role::Admin),
        post("/users/{name}", "removeUser", "Someone may no longer sign in", remove).by(Method::DELETE).for_role(Role::Admin),
        post("/session/password", "changePassword", "Another password of one's own", change_own).for_role(Role::Reader),
    ]
}

/// Who may sign in.
#[derive(Debug, Serialize, JsonSchema)]
struct UserList {
    /// By name.
    rows: Vec<UserView>,
}

/// Someone who may sign in.
#[derive(Debug, Serialize, JsonSchema)]
struct UserView {
    /// The name.
    name: String,
    /// What they may do.
    role: Role,
}

/// Someone new.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewUser {
    /// The name.
    name: String,
    /// What they may do.
    role: Role,
    /// The password.
    password: String,
}

/// What changes.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct UserChange {
    /// What they may do.
    role: Option<Role>,
    /// The password.
    password: Option<String>,
}

/// The old password and the new one.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OwnPassword {
    /// The one that holds now.
    old: String,
    /// The one that is to hold.
    new: String,
}

fn users(call: &mut Call<'_>, _: Nothing) -> Result<UserList, Problem> {
    Ok(listed(call))
}

fn add(call: &mut Call<'_>, given: NewUser) -> Result<UserList, Problem> {
    call.desk.people.change(&given.name, |users| users.add(&given.name, given.role, &given.password))?;
    Ok(listed(call))
}

fn change(call: &mut Call<'_>, given: UserChange) -> Result<UserList, Problem> {
    let name = call.parameter("name").to_owned();
    if given.role.is_some_and(|role| role < Role::Admin) {
        keeps_an_admin(call, &name)?;
    }
    call.desk.people.change(&name, |users| {
        if let Some(role) = given.role {
            users.set_role(&name, role)?;
        }
        given.password.iter().try_for_each(|password| users.set_password(&name, password))
    })?;
    Ok(listed(call))
}

fn remove(call: &mut Call<'_>, _: Nothing) -> Result<UserList, Problem> {
    let name = call.parameter("name").to_owned();
    keeps_an_admin(call, &name)?;
    call.desk.people.change(&name, |users| users.remove(&name))?;
    Ok(listed(call))
}

fn change_own(call: &mut Call<'_>, given: OwnPassword) -> Result<Nothing, Problem> {
    let name = call.author().to_owned();
    call.desk.people.enter(&name, &given.old, call.from)?;
    call.desk.people.change(&name, |users| users.set_password(&name, &given.new))?;
    Ok(Nothing {})
}

/// Without an admin nobody could let anyone in again.
fn keeps_an_admin(call: &Call<'_>, without: &str) -> Result<(), Problem> {
    let others = call.desk.people.listed().into_iter().filter(|person| person.role == Role::Admin && person.name != without);
    if others.count() > 0 {
        Ok(())
    } else {
        Err(Problem::conflict(format!("'{without}' is the only admin")).with_hint("make someone else one first"))
    }
}

fn listed(call: &Call<'_>) -> UserList {
    UserList { rows: call.desk.people.listed().into_iter().map(|person| UserView { name: person.name, role: person.role }).collect() }
}
