//! Packets of accounts that are coded blind.

use serde::{Deserialize, Serialize};

use crate::operation::{Coding, GivePacket};

/// A packet as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PacketState {
    /// What was given, to whom.
    #[serde(flatten)]
    pub packet: GivePacket,
    /// What came back; nothing while the coder is at it.
    pub codings: Option<Vec<Coding>>,
}
