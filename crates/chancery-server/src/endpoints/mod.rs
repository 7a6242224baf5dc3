//! The endpoints, one file an area.

mod accounts;
mod add;
mod coding;
mod compare;
mod dossiers;
mod entries;
mod follow;
mod frames;
mod index;
mod lists;
mod log;
mod register;
mod review;
mod search;
mod session;
mod users;
mod wording;

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
        dossiers::endpoints(),
        compare::endpoints(),
        lists::endpoints(),
        follow::endpoints(),
        wording::endpoints(),
        frames::endpoints(),
        coding::endpoints(),
        log::endpoints(),
    ];
    areas.into_iter().flatten().collect()
}
