//! The desk: reading, reviewing, comparing and following on a screen with the document in view.
//!
//! One program serves the pages of the web app, which are built into it, and the interface that they use: every page has a
//! `.json` twin, and every endpoint is described in the OpenAPI document that is served with it. A request flows through
//! `front` (who may reach the desk, and how answers are guarded), the router, and one handler, which asks `chancery-app` and
//! writes JSON. Left out: arguments and terminals, what entries mean, how a workspace keeps them.

mod call;
mod claim;
mod desk;
mod endpoint;
mod endpoints;
mod front;
mod listen;
mod openapi;
mod pages;
mod people;
mod problem;
mod router;
mod settings;
mod users;
mod views;

pub use listen::{Running, ServeError, serve};
pub use people::Role;
pub use settings::{PublicAddress, Settings, WrongAddress};
pub use users::{User, Users, UsersError};

/// The OpenAPI 3.1 document of the interface, as indented JSON.
#[must_use]
pub fn openapi_document() -> String {
    openapi::document(&endpoints::all())
}
