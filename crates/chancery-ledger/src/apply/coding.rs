//! Blind double coding: accounts are given to coders, come back, and what differs is settled.

use super::{entries, must_be};
use crate::coding::PacketState;
use crate::error::LedgerError;
use crate::operation::{Adjudicate, GivePacket, ReturnPacket};
use crate::state::{self, Class, EntryState, Ground, object, save_entry, save_object};

pub(super) fn give(ground: &mut Ground<'_>, packet: &GivePacket) -> Result<(), LedgerError> {
    if packet.coder.trim().is_empty() || packet.accounts.is_empty() {
        return Err(LedgerError::Refused("a packet has a coder and at least one account".to_owned()));
    }
    for id in &packet.accounts {
        state::account(ground.session, id)?;
        ground.rests_on(Class::Account, id)?;
    }
    save_object(ground, "packet", &packet.packet, "", Some(&PacketState { packet: packet.clone(), codings: None }))
}

pub(super) fn take_back(ground: &mut Ground<'_>, packet: &ReturnPacket) -> Result<(), LedgerError> {
    let mut state: PacketState = object(ground.session, "packet", &packet.packet)?
        .ok_or_else(|| LedgerError::Unknown { class: "packet", id: packet.packet.clone() })?;
    for coding in &packet.codings {
        if !state.packet.accounts.contains(&coding.account) {
            return Err(LedgerError::Refused(format!("account {} is not in packet {}", coding.account, packet.packet)));
        }
        let account = state::account(ground.session, &coding.account)?;
        let text = state::reading_of(ground.session, account.reading)?.document.text;
        for entry in &coding.entries {
            entry
                .check(&text)
                .map_err(|reason| LedgerError::Refused(format!("account {}, entry {}: {reason}", coding.account, entry.id)))?;
        }
    }
    state.codings = Some(packet.codings.clone());
    save_object(ground, "packet", &packet.packet, "", Some(&state))
}

/// What stands after all is written; what overlaps it and was only proposed is rejected.
pub(super) fn adjudicate(ground: &mut Ground<'_>, adjudicate: &Adjudicate) -> Result<(), LedgerError> {
    for packet in &adjudicate.packets {
        must_be(ground.session, "packet", packet)?;
        ground.rests_on(Class::Object, &format!("packet:{packet}"))?;
    }
    let account = state::account(ground.session, &adjudicate.account)?;
    let [start, end] = adjudicate.span;
    let overlapping = |span: [u32; 2]| span[0] < end && start < span[1];
    for mut row in state::entries_of(ground.session, account.num)? {
        if row.state == EntryState::Proposed && overlapping(row.entry.span) {
            row.state = EntryState::Rejected;
            row.review.author = ground.author.to_owned();
            row.review.time = ground.time.to_owned();
            row.review.reason = ground.reason.to_owned();
            save_entry(ground, &mut row)?;
        }
    }
    if let Some(entry) = &adjudicate.entry {
        let text = state::reading_of(ground.session, account.reading)?.document.text;
        entries::write(ground, &account, &text, entry, Vec::new())?;
    }
    let id = format!("{}/{start}-{end}", adjudicate.account);
    save_object(ground, "adjudication", &id, &adjudicate.account, Some(adjudicate))
}
