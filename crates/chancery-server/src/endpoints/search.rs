//! Finding words in entries, texts and notes.

use chancery_app::workspace::{Found, Question};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::call::Call;
use crate::endpoint::{Endpoint, get};
use crate::problem::Problem;
use crate::views::rows;

/// The endpoints of this area.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/search", "search", "Find words", search)]
}

/// What is looked for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SearchQuery {
    /// Words, and phrases in quotation marks; all must be there.
    q: String,
    /// Only where these very characters stand.
    #[serde(default)]
    exact: bool,
    /// Hits at most, up to 500; 50 when nothing is said.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<usize>,
}

fn search(call: &mut Call<'_>, query: SearchQuery) -> Result<Found, Problem> {
    let question = Question { words: query.q, exact: query.exact, limit: rows(query.limit)?, ..Question::default() };
    Ok(call.workspace()?.find(&question)?)
}
