//! Packets of accounts that are coded blind.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::accounts::Incoming;
use crate::agreement::{self, AgreementReport};
use crate::error::LedgerError;
use crate::operation::{Adjudicate, Coding, GivePacket, Operation, ReturnPacket};
use crate::reading::{Entry, Span};
use crate::record::{Context, id_of};
use crate::state::{EntryRow, EntryState, objects_of};
use crate::workspace::Workspace;

/// A packet as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PacketState {
    /// What was given, to whom.
    #[serde(flatten)]
    pub packet: GivePacket,
    /// What came back; nothing while the coder is at it.
    pub codings: Option<Vec<Coding>>,
}

/// What came back of a packet, by coder; coders whose packet is still out are left out.
pub(crate) fn codings(packets: &[PacketState]) -> Vec<agreement::Coding> {
    let mut all = Vec::new();
    for packet in packets {
        for coding in packet.codings.iter().flatten() {
            let coded = |entry: &Entry| {
                let fields = match serde_json::to_value(entry) {
                    Ok(Value::Object(fields)) => fields,
                    _ => serde_json::Map::new(),
                };
                agreement::CodedEntry { kind: entry.kind.clone(), span: entry.span, fields }
            };
            let entries = coding.entries.iter().map(coded).collect();
            all.push(agreement::Coding { account: coding.account.clone(), coder: packet.packet.coder.clone(), entries });
        }
    }
    all
}

/// Whether a coder sees what the program found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// The entries that were found, undecided.
    Proposals,
    /// The text alone.
    TextOnly,
}

impl Workspace {
    /// Gives accounts to a coder in a workspace of its own, without anyone's decisions. Answers the packet's id.
    ///
    /// # Errors
    /// An account is not there, or the coder's workspace is not empty.
    pub fn give_packet(
        &mut self,
        by: &Context<'_>,
        coder: &str,
        accounts: &[String],
        sight: Sight,
        into: &mut Self,
    ) -> Result<String, LedgerError> {
        if into.head()?.seq > 0 {
            return Err(LedgerError::Refused(format!("{into:?} is not empty; a packet needs a workspace of its own")));
        }
        let accounts: Vec<String> = accounts.iter().map(|prefix| Ok(self.account(prefix)?.id)).collect::<Result<_, LedgerError>>()?;
        let mut incoming = Vec::new();
        for id in &accounts {
            let account = self.account(id)?;
            let mut reading = self.reading(&account)?;
            if sight == Sight::TextOnly {
                reading.entries.clear();
            }
            incoming.push(Incoming { source: self.sources(id)?.into_iter().next().unwrap_or_default(), reading });
        }
        let packet = id_of(&[coder, by.time, &accounts.join(" ")]);
        let given = Operation::GivePacket(GivePacket { packet: packet.clone(), coder: coder.to_owned(), accounts });
        into.add(by, incoming)?;
        into.append(by, &given)?;
        self.append(by, &given)?;
        Ok(packet)
    }

    /// Takes a packet back out of the coder's workspace: the entries that stand there by decision.
    ///
    /// # Errors
    /// It holds no packet, or one that was not given here.
    pub fn return_packet(&mut self, by: &Context<'_>, from: &mut Self) -> Result<PacketState, LedgerError> {
        let given = from.packets()?.pop().ok_or_else(|| LedgerError::Refused(format!("{from:?} holds no packet")))?.packet;
        let mut codings = Vec::new();
        for id in &given.accounts {
            let account = from.account(id)?;
            let rows = from.entries_of(&account)?;
            let stands = |row: &EntryRow| matches!(row.state, EntryState::Accepted | EntryState::Edited);
            let mut entries: Vec<Entry> = rows.into_iter().filter(stands).map(|row| row.entry).collect();
            entries.sort_by_key(|entry| entry.span);
            codings.push(Coding { account: id.clone(), entries });
        }
        self.append(by, &Operation::ReturnPacket(ReturnPacket { packet: given.packet.clone(), codings }))?;
        let packet = self.packets()?.into_iter().find(|state| state.packet.packet == given.packet);
        packet.ok_or(LedgerError::Unknown { class: "packet", id: given.packet })
    }

    /// All packets, by id.
    ///
    /// # Errors
    /// The database fails.
    pub fn packets(&mut self) -> Result<Vec<PacketState>, LedgerError> {
        objects_of(self.session.as_mut(), "packet", "")
    }

    /// How far the coders of the packets that came back agree; of all when none is named.
    ///
    /// # Errors
    /// No packet begins so, or fewer than two coders coded the same account.
    pub fn agree(&mut self, packets: &[String]) -> Result<AgreementReport, LedgerError> {
        let mut all = self.packets()?;
        for prefix in packets {
            if !all.iter().any(|state| state.packet.packet.starts_with(prefix.as_str())) {
                return Err(LedgerError::Unknown { class: "packet", id: prefix.clone() });
            }
        }
        all.retain(|state| packets.is_empty() || packets.iter().any(|prefix| state.packet.packet.starts_with(prefix.as_str())));
        let report = agreement::agree(&codings(&all)).map_err(|error| LedgerError::Refused(error.to_string()))?;
        if report.accounts.iter().all(|account| account.units == 0) {
            let back = all.iter().filter(|state| state.codings.is_some()).count();
            return Err(LedgerError::Refused(format!("{back} of {} packets came back, and no account was coded by two coders", all.len())));
        }
        Ok(report)
    }

    /// Settles a place of an account: what one coder has there stands, or nothing.
    ///
    /// # Errors
    /// The coder has nothing there, or no packet holds the account.
    pub fn adjudicating(&mut self, account: &str, span: Span, coder: Option<&str>) -> Result<Operation, LedgerError> {
        let account = self.account(account)?.id;
        let packets = self.packets()?;
        let of_account: Vec<&PacketState> = packets.iter().filter(|state| state.packet.accounts.contains(&account)).collect();
        let found = coder.map(|coder| {
            let mine = of_account.iter().filter(|state| state.packet.coder == coder).flat_map(|state| state.codings.iter().flatten());
            let entries = mine.filter(|coding| coding.account == account).flat_map(|coding| &coding.entries);
            let shared = |entry: &Entry| i64::from(entry.span[1].min(span[1])) - i64::from(entry.span[0].max(span[0]));
            let best = entries.filter(|entry| shared(entry) > 0).max_by_key(|entry| shared(entry)).cloned();
            best.ok_or_else(|| LedgerError::Refused(format!("{coder} has no entry at {}..{} of account {account}", span[0], span[1])))
        });
        let entry = found
            .transpose()?
            .map(|entry| Entry { id: id_of(&[&account, &entry.kind, &format!("{:?}", entry.span), "adjudicated"]), ..entry });
        let packets = of_account.iter().map(|state| state.packet.packet.clone()).collect();
        let span = entry.as_ref().map_or(span, |entry| [span[0].min(entry.span[0]), span[1].max(entry.span[1])]);
        Ok(Operation::Adjudicate(Adjudicate { account, entry, packets, span }))
    }
}
