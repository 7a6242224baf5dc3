//! The endpoints, one file an area.

mod accounts;
mod add;
mod entries;
mod index;
mod log;
mod register;
mod review;
mod search;
mod session;
mod users;

use crate::endpoint::Endpoint;

/// All endpoints.
pub(crate) fn all() -> Vec<Endpoint> {
    let areas = [
        index::endpoints(),
        session::endpoints(),
        users::endpoints(),
        accounts::endpoints(),
        add::endpoints(),
        register::endpoints(),
        review::endpoints(),
        entries::endpoints(),
        search::endpoints(),
        log::endpoints(),
    ];
    areas.into_iter().flatten().collect()
}
