//! Frames: limbs and indicators, counted over time.

use chancery_app::frames::{By, Counted, Cut, Frame};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::endpoint::{Endpoint, get};
use crate::problem::Problem;
use crate::views::Nothing;

/// The endpoints of this area.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/frames", "frames", "Frames with their limbs and indicators", list),
        get("/frames/{id}", "frame", "A frame counted over time", one),
    ]
}

/// The frames.
#[derive(Debug, Serialize, JsonSchema)]
struct FramesPage {
    /// The frames, by id.
    rows: Vec<Frame>,
}

/// Over what a frame is counted.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct FrameQuery {
    /// States, all of which the accounts are about.
    about: Vec<String>,
    /// The dossier whose accounts they are.
    dossier: Option<String>,
    /// Of accounts from this day on, ISO 8601.
    since: Option<String>,
    /// Of accounts up to this day, ISO 8601.
    until: Option<String>,
    /// How long a period is; a quarter when nothing is said.
    by: Option<By>,
}

fn list(call: &mut Call<'_>, _: Nothing) -> Result<FramesPage, Problem> {
    Ok(FramesPage { rows: call.desk.settings.frames.clone() })
}

fn one(call: &mut Call<'_>, query: FrameQuery) -> Result<Counted, Problem> {
    let id = call.parameter("id").to_owned();
    let frame = call.desk.settings.frames.iter().find(|frame| frame.id == id);
    let frame = frame.ok_or_else(|| Problem::unknown(format!("there is no frame \"{id}\"")))?;
    for day in [&query.since, &query.until].into_iter().flatten() {
        chancery_app::told::date(day).map_err(|error| Problem::malformed(error.to_string()))?;
    }
    let workspace = call.workspace()?;
    let dossier = query.dossier.as_deref().map(|id| workspace.dossier(id)).transpose()?;
    let cut = Cut {
        about: query.about,
        dossier: dossier.map(|dossier| dossier.dossier.dossier),
        since: query.since,
        until: query.until,
        by: query.by.unwrap_or_default(),
    };
    Ok(frame.count(workspace, &cut)?)
}
