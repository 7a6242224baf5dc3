//! What people do to a workspace: the operations, as the log keeps them.
//!
//! Every change is one [`Operation`]; its fields are all that is needed to carry it out again. The kind of an operation is
//! kept beside its fields, so that a log can be listed without reading what may be long.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::reading::{Entry, Reading, Span};

/// Something done to an entry since it was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EntryChange {
    /// Number of the operation.
    pub operation: i64,
    /// Its kind.
    pub kind: String,
    /// Who did it.
    pub author: String,
    /// When.
    pub time: String,
    /// Why.
    pub reason: String,
}

/// An entry as it was when someone decided on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Seen {
    /// The entry.
    pub entry: String,
    /// Number of the operation that had last changed it. An operation on an entry that changed since is refused.
    pub revision: i64,
}

/// An account comes in.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct AddAccount {
    /// Where it came from: a path or an address.
    pub source: String,
    /// The account it is a new version of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version_of: Option<String>,
    /// Its reading.
    pub reading: Reading,
}

impl AddAccount {
    /// The kind of the operation.
    pub(crate) const KIND: &str = "account.add";
}

/// An account that is there was found in another place too.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct AddSource {
    /// The account.
    pub account: String,
    /// The other place.
    pub source: String,
}

/// An account goes out.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RemoveAccount {
    /// The account.
    pub account: String,
}

/// An account was read again, with another lexicon.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RereadAccount {
    /// The account.
    pub account: String,
    /// The new reading.
    pub reading: Reading,
}

/// A dossier is made or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Dossier {
    /// Its id.
    pub dossier: String,
    /// What it is called.
    pub name: String,
    /// Of one event, or of a relationship.
    pub about: DossierAbout,
    /// The states it is about, where it is about states.
    #[serde(default)]
    pub states: Vec<String>,
}

/// What a dossier holds together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DossierAbout {
    /// The accounts of one event.
    Event,
    /// The accounts of a relationship.
    Relationship,
}

/// Accounts come into a dossier or leave it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DossierAccounts {
    /// The dossier.
    pub dossier: String,
    /// The accounts.
    pub accounts: Vec<String>,
}

/// A dossier is dissolved; its accounts stay.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RemoveDossier {
    /// The dossier.
    pub dossier: String,
}

/// Entries are accepted or rejected.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Decide {
    /// Which, and as they were seen.
    pub entries: Vec<Seen>,
}

/// Entries are accepted by a policy.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct AcceptByPolicy {
    /// The policy.
    pub policy: Policy,
    /// The entries that it took, in order.
    pub entries: Vec<Seen>,
}

/// Which proposed entries are accepted together.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Policy {
    /// Found by one of these rules; by any when empty.
    #[serde(default)]
    pub rules: Vec<String>,
    /// Of one of these kinds; of any when empty.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// Of one of these accounts; of any when empty.
    #[serde(default)]
    pub accounts: Vec<String>,
    /// With at least this confidence, 0 to 1.
    pub confidence: f64,
    /// Whether entries over damaged words are taken too.
    #[serde(default)]
    pub damaged: bool,
}

/// Fields of an entry are changed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct EditEntry {
    /// Which, as it was seen.
    #[serde(flatten)]
    pub seen: Seen,
    /// New values by field; null takes a field away. The quote follows the span.
    pub changes: Map<String, Value>,
}

/// An entry becomes several.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SplitEntry {
    /// Which, as it was seen.
    #[serde(flatten)]
    pub seen: Seen,
    /// What it becomes.
    pub into: Vec<Entry>,
}

/// Several entries become one.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct MergeEntries {
    /// Which, as they were seen.
    pub entries: Vec<Seen>,
    /// What they become.
    pub into: Entry,
}

/// A person finds an entry.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct NewEntry {
    /// In which account.
    pub account: String,
    /// The entry.
    pub entry: Entry,
}

/// A note on an entry, account or dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// Its id.
    pub note: String,
    /// On what: `entry:ID`, `account:ID`, `dossier:ID`.
    pub on: String,
    /// What it says.
    pub text: String,
}

/// What becomes of a commitment or request.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Follow {
    /// The entry.
    pub entry: String,
    /// Who looks after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// When it is due, ISO 8601; instead of the end of its window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Day from which the status holds, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
}

/// Where a commitment or request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nothing is known.
    Open,
    /// Begun.
    InProgress,
    /// Done.
    Met,
    /// Done in part.
    PartlyMet,
    /// Not done in time, or the opposite was done.
    NotMet,
    /// Its time went by without a finding.
    Lapsed,
    /// Taken back.
    Withdrawn,
}

impl Status {
    /// All there are.
    pub const ALL: [Self; 7] = [Self::Open, Self::InProgress, Self::Met, Self::PartlyMet, Self::NotMet, Self::Lapsed, Self::Withdrawn];

    /// Its word in formats.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InProgress => "in_progress",
            Self::Met => "met",
            Self::PartlyMet => "partly_met",
            Self::NotMet => "not_met",
            Self::Lapsed => "lapsed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether something is still to be waited for.
    #[must_use]
    pub fn is_running(self) -> bool {
        matches!(self, Self::Open | Self::InProgress)
    }
}

/// Which way evidence points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// It is being done.
    For,
    /// It is not.
    Against,
}

/// Words of an account that bear on a commitment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// Its id.
    pub evidence: String,
    /// The commitment or request.
    pub entry: String,
    /// The account.
    pub account: String,
    /// Where in the account.
    pub span: Span,
    /// The words.
    pub quote: String,
    /// Day it speaks of, ISO 8601.
    pub date: String,
    /// Which way it points.
    pub direction: Direction,
    /// By whom, where it is about one party alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// How much toward a target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// What the person says of it.
    #[serde(default)]
    pub note: String,
}

/// How much toward a target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Amount {
    /// The number.
    pub value: f64,
    /// The unit, as in targets.
    pub unit: String,
}

/// Evidence is taken back.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RemoveEvidence {
    /// Which.
    pub evidence: String,
}

/// Which report a score is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Halfway.
    Interim,
    /// At the end.
    Final,
}

impl Phase {
    /// Its word in formats.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Interim => "interim",
            Self::Final => "final",
        }
    }
}

/// How far a party kept a commitment, by the scale of the G7 and G20 Research Groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Score {
    /// The commitment.
    pub entry: String,
    /// The party.
    pub party: String,
    /// For which report.
    pub phase: Phase,
    /// −1, 0 or +1; nothing when the commitment does not apply to the party.
    pub score: Option<i8>,
    /// Why.
    pub rationale: String,
}

/// How a later promise stands to an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Said again.
    Reaffirmed,
    /// Said with more.
    Strengthened,
    /// Said with less.
    Weakened,
    /// Taken out.
    Dropped,
    /// Reported as done.
    Fulfilled,
}

impl Relation {
    /// All there are.
    pub const ALL: [Self; 5] = [Self::Reaffirmed, Self::Strengthened, Self::Weakened, Self::Dropped, Self::Fulfilled];

    /// Its word in formats.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reaffirmed => "reaffirmed",
            Self::Strengthened => "strengthened",
            Self::Weakened => "weakened",
            Self::Dropped => "dropped",
            Self::Fulfilled => "fulfilled",
        }
    }
}

/// Two entries belong to one thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// The earlier.
    pub from: String,
    /// The later.
    pub to: String,
    /// How the later stands to the earlier.
    pub relation: Relation,
}

/// Two entries do not belong to one thread after all.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CutLink {
    /// The earlier.
    pub from: String,
    /// The later.
    pub to: String,
}

/// What a person decided about statements of two accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Aligned {
    /// They say one thing, alike.
    Same,
    /// They say one thing, differently.
    Differs,
    /// They do not say one thing.
    Cut,
}

/// Statements of two accounts say one thing, or do not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Align {
    /// An entry.
    pub a: String,
    /// An entry of another account.
    pub b: String,
    /// What was decided.
    pub aligned: Aligned,
}

/// Accounts are given to a coder, without others' decisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GivePacket {
    /// Its id.
    pub packet: String,
    /// Who codes.
    pub coder: String,
    /// The accounts.
    pub accounts: Vec<String>,
}

/// What a coder found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReturnPacket {
    /// Which packet.
    pub packet: String,
    /// Entries by account, in text order.
    pub codings: Vec<Coding>,
}

/// What a coder found in one account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Coding {
    /// The account.
    pub account: String,
    /// What was found there.
    pub entries: Vec<Entry>,
}

/// A table of commitments and scores comes in: its texts as an account, its rows as commitments.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ImportCompliance {
    /// The account that holds the texts.
    pub import: AddAccount,
    /// The table without its texts, as it is printed.
    pub table: PrintedTable,
}

/// A compliance table as it is printed, its texts apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PrintedTable {
    /// Whether it begins with a byte order mark.
    pub has_byte_order_mark: bool,
    /// Whether its lines end with a carriage return too.
    pub has_carriage_returns: bool,
    /// Whether its last line ends.
    pub ends_last_line: bool,
    /// Whether there is a column `code`.
    pub has_code: bool,
    /// The names of the members' columns.
    pub members: Vec<String>,
    /// The rows, in their order.
    pub rows: Vec<PrintedRow>,
}

/// A row of a compliance table as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PrintedRow {
    /// The commitment.
    pub entry: String,
    /// The text as it is printed, where the account has it otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Issue area.
    pub area: String,
    /// Id.
    pub id: String,
    /// Year.
    pub year: String,
    /// Code of the summit.
    pub code: String,
    /// Average.
    pub average: String,
    /// Scores, one a member.
    pub scores: Vec<String>,
}

/// A disagreement between coders is settled.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Adjudicate {
    /// In which account.
    pub account: String,
    /// What stands after all; nothing when there is no entry.
    pub entry: Option<Entry>,
    /// The packets whose codings it settles.
    pub packets: Vec<String>,
    /// The place that it settles.
    pub span: Span,
}

/// An operation is taken back.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Undo {
    /// Number of the operation.
    pub operation: i64,
}

/// An operation of another workspace could not be carried out here: a person settles it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Conflict {
    /// Its id.
    pub conflict: String,
    /// Hash of the operation there.
    pub hash: String,
    /// Who did it there.
    pub author: String,
    /// When.
    pub time: String,
    /// Its kind.
    pub kind: String,
    /// Its fields as JSON text, with the numbers of operations as they are here.
    pub payload: String,
    /// Why it could not be carried out.
    pub why: String,
}

/// Whose decision is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Take {
    /// That of the other workspace: it is carried out on what stands, as the operation after this one.
    Theirs,
    /// What stands.
    Ours,
}

/// A conflict is settled.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SettleConflict {
    /// Which.
    pub conflict: String,
    /// Whose decision is taken.
    pub take: Take,
}

/// What was done in another workspace comes in: the operations after this one, up to the next [`Taken`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MergeWorkspace {
    /// Number of the last operation there.
    pub operation: i64,
    /// Its hash.
    pub hash: String,
    /// Number of the last operation that both have in common; 0 when there is none.
    pub fork: i64,
    /// How many operations there were not known here.
    pub count: i64,
}

/// Which operations here stand for those of another workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Taken {
    /// Hash of the operation there, and number of the operation here.
    pub operations: Vec<(String, i64)>,
}

macro_rules! operations {
    ($($name:ident($fields:ty) = $kind:literal, $about:literal;)*) => {
        /// Everything that can be done to a workspace.
        #[derive(Debug, Clone)]
        pub enum Operation {
            $(#[doc = $about] $name($fields),)*
        }

        impl Operation {
            /// The kinds of operations there are, with what each does.
            pub const KINDS: &[(&str, &str)] = &[$(($kind, $about)),*];

            /// Its kind.
            #[must_use]
            pub fn kind(&self) -> &'static str {
                match self {
                    $(Self::$name(_) => $kind,)*
                }
            }

            /// Its fields as JSON.
            ///
            /// # Errors
            /// A number in it is not finite.
            pub fn payload(&self) -> Result<String, serde_json::Error> {
                match self {
                    $(Self::$name(fields) => serde_json::to_string(fields),)*
                }
            }

            /// The operation of a kind with these fields.
            ///
            /// # Errors
            /// The kind is not known, or the fields are not those of the kind.
            pub fn parse(kind: &str, payload: &str) -> Result<Self, String> {
                match kind {
                    $($kind => serde_json::from_str(payload).map(Self::$name).map_err(|error| error.to_string()),)*
                    _ => Err(format!("operations of the kind \"{kind}\" are not known")),
                }
            }
        }
    };
}

operations! {
    AddAccount(AddAccount) = "account.add", "An account comes in.";
    AddSource(AddSource) = "account.source", "An account was found in another place too.";
    RemoveAccount(RemoveAccount) = "account.remove", "An account goes out.";
    RereadAccount(RereadAccount) = "account.reread", "An account was read again.";
    SetDossier(Dossier) = "dossier.set", "A dossier is made or renamed.";
    IncludeAccounts(DossierAccounts) = "dossier.include", "Accounts come into a dossier.";
    ExcludeAccounts(DossierAccounts) = "dossier.exclude", "Accounts leave a dossier.";
    RemoveDossier(RemoveDossier) = "dossier.remove", "A dossier is dissolved.";
    Accept(Decide) = "entry.accept", "Entries are accepted.";
    Reject(Decide) = "entry.reject", "Entries are rejected.";
    AcceptByPolicy(AcceptByPolicy) = "entry.accept_by_policy", "Entries are accepted by a policy.";
    Edit(EditEntry) = "entry.edit", "Fields of an entry are changed.";
    Split(SplitEntry) = "entry.split", "An entry becomes several.";
    Merge(MergeEntries) = "entry.merge", "Several entries become one.";
    New(NewEntry) = "entry.new", "A person finds an entry.";
    Note(Note) = "note", "A note is made.";
    Follow(Follow) = "follow", "Owner, due day or status of a commitment or request.";
    AddEvidence(Evidence) = "evidence.add", "Words that bear on a commitment.";
    RemoveEvidence(RemoveEvidence) = "evidence.remove", "Evidence is taken back.";
    SetScore(Score) = "score", "How far a party kept a commitment.";
    Link(Link) = "thread.link", "Two entries belong to one thread.";
    CutLink(CutLink) = "thread.cut", "Two entries do not belong to one thread.";
    Align(Align) = "align", "Statements of two accounts say one thing, or do not.";
    GivePacket(GivePacket) = "packet.give", "Accounts are given to a coder.";
    ReturnPacket(ReturnPacket) = "packet.return", "What a coder found.";
    ImportCompliance(ImportCompliance) = "compliance.import", "A table of commitments and scores comes in.";
    Adjudicate(Adjudicate) = "adjudicate", "A disagreement between coders is settled.";
    Undo(Undo) = "undo", "An operation is taken back.";
    Conflict(Conflict) = "conflict", "An operation of another workspace that a person has to settle.";
    SettleConflict(SettleConflict) = "conflict.settle", "A conflict is settled.";
    MergeWorkspace(MergeWorkspace) = "merge", "What was done in another workspace comes in.";
    Taken(Taken) = "merge.taken", "Which operations stand for those of another workspace.";
}
