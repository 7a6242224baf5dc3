//! Blind coding: packets, what a coder has in one, how far coders agree, settling what they do not.

use chancery_app::workspace::agreement::AgreementReport;
use chancery_app::workspace::operation::Coding;
use chancery_app::workspace::reading::Span;
use chancery_app::workspace::{PacketState, Workspace};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::endpoint::{Endpoint, get, post};
use crate::people::Role;
use crate::problem::Problem;
use crate::views::{AccountBrief, Nothing};

/// Characters shown on either side of a place where coders disagree.
const AROUND: u32 = 40;

/// The endpoints of this area.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/coding", "coding", "Packets, and how far coders agree", packets).for_role(Role::Editor),
        get("/coding/{id}", "packet", "A packet with what came back of it", packet).for_role(Role::Editor),
        post("/adjudications", "adjudicate", "Settle a place where coders disagree", adjudicate).for_role(Role::Editor),
    ]
}

/// A packet in a list.
#[derive(Debug, Serialize, JsonSchema)]
struct PacketView {
    /// Its id.
    id: String,
    /// To whom it was given.
    coder: String,
    /// Its accounts.
    accounts: Vec<AccountBrief>,
    /// Entries that came back; nothing while the coder is at it.
    entries: Option<usize>,
}

impl PacketView {
    fn new(workspace: &mut Workspace, state: &PacketState) -> Self {
        let accounts = state.packet.accounts.iter().filter_map(|id| workspace.account(id).ok());
        Self {
            id: state.packet.packet.clone(),
            coder: state.packet.coder.clone(),
            accounts: accounts.map(|account| AccountBrief::from(&account)).collect(),
            entries: state.codings.as_ref().map(|codings| codings.iter().map(|coding| coding.entries.len()).sum()),
        }
    }
}

/// Packets and agreement.
#[derive(Debug, Serialize, JsonSchema)]
struct CodingPage {
    /// The packets, by id.
    packets: Vec<PacketView>,
    /// How far the coders agree; nothing until two coded the same account.
    agreement: Option<AgreementReport>,
    /// Why there is no report on agreement.
    why_not: Option<String>,
    /// The words at each place of disagreement, in the order of the report.
    places: Vec<PlaceView>,
}

/// The words at a place.
#[derive(Debug, Serialize, JsonSchema)]
struct PlaceView {
    /// The account.
    account: AccountBrief,
    /// The place that all codings cover.
    span: Span,
    /// What stands before it.
    before: String,
    /// The words.
    quote: String,
    /// What stands after it.
    after: String,
}

fn packets(call: &mut Call<'_>, _: Nothing) -> Result<CodingPage, Problem> {
    let workspace = call.workspace()?;
    let states = workspace.packets()?;
    let packets = states.iter().map(|state| PacketView::new(workspace, state)).collect();
    let (agreement, why_not) = match workspace.agree(&[]) {
        Ok(report) => (Some(report), None),
        Err(error) => (None, Some(error.to_string())),
    };
    let places = agreement.as_ref().map(|report| places(workspace, report)).transpose()?.unwrap_or_default();
    Ok(CodingPage { packets, agreement, why_not, places })
}

fn places(workspace: &mut Workspace, report: &AgreementReport) -> Result<Vec<PlaceView>, Problem> {
    let mut found = Vec::with_capacity(report.disagreements.len());
    let mut last: Option<(String, AccountBrief, Vec<char>)> = None;
    for disagreement in &report.disagreements {
        if last.as_ref().is_none_or(|(id, ..)| *id != disagreement.account) {
            let account = workspace.account(&disagreement.account)?;
            let text = workspace.reading(&account)?.document.text.chars().collect();
            last = Some((disagreement.account.clone(), AccountBrief::from(&account), text));
        }
        let Some((_, account, text)) = &last else { continue };
        let spans = disagreement.said.iter().filter_map(|said| said.span);
        let start = spans.clone().map(|span| span[0]).min().unwrap_or_default();
        let end = spans.map(|span| span[1]).max().unwrap_or_default();
        let words = |from: u32, to: u32| -> String { text.iter().skip(from as usize).take(to.saturating_sub(from) as usize).collect() };
        found.push(PlaceView {
            account: account.clone(),
            span: [start, end],
            before: words(start.saturating_sub(AROUND), start),
            quote: words(start, end),
            after: words(end, end.saturating_add(AROUND)),
        });
    }
    Ok(found)
}

/// A packet.
#[derive(Debug, Serialize, JsonSchema)]
struct PacketPage {
    /// The packet.
    packet: PacketView,
    /// What came back of it.
    codings: Vec<Coding>,
}

fn packet(call: &mut Call<'_>, _: Nothing) -> Result<PacketPage, Problem> {
    let id = call.parameter("id").to_owned();
    let workspace = call.workspace()?;
    let state = workspace.packets()?.into_iter().find(|state| state.packet.packet.starts_with(&id));
    let state = state.filter(|_| !id.is_empty()).ok_or_else(|| Problem::unknown(format!("there is no packet \"{id}\"")))?;
    Ok(PacketPage { packet: PacketView::new(workspace, &state), codings: state.codings.unwrap_or_default() })
}

/// What settles a place.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AdjudicateGiven {
    /// The account.
    account: String,
    /// The place.
    span: Span,
    /// The coder whose entry stands; no entry stands when nobody is named.
    take: Option<String>,
    /// Why.
    #[serde(default)]
    reason: String,
}

/// What was settled.
#[derive(Debug, Serialize, JsonSchema)]
struct AdjudicateDone {
    /// Number of the operation, for taking it back.
    operation: i64,
    /// Its kind.
    kind: String,
}

fn adjudicate(call: &mut Call<'_>, given: AdjudicateGiven) -> Result<AdjudicateDone, Problem> {
    let operation = call.workspace()?.adjudicating(&given.account, given.span, given.take.as_deref())?;
    let done = call.append(&given.reason, &operation)?;
    Ok(AdjudicateDone { operation: done.operation, kind: done.kind })
}
