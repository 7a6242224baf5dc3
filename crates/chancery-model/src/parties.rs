//! Rows of actors, mostly of one or two.

use std::fmt;
use std::ops::{Deref, DerefMut};

use crate::ActorId;

/// Who is bound, holds, asks or takes part: mostly one or two. Up to six take no memory of their
/// own, and a row takes sixteen bytes, for a reading has one or two of them an entry.
#[derive(Clone)]
pub struct Parties(Row);

#[derive(Clone)]
enum Row {
    Few {
        length: u8,
        actors: [ActorId; FEW],
    },
    // A box of a vector is half as long as a vector.
    #[allow(clippy::box_collection)]
    Many(Box<Vec<ActorId>>),
}

/// The most actors that are kept in the row itself.
const FEW: usize = 6;

impl Parties {
    /// No one.
    #[must_use]
    pub const fn new() -> Self {
        Self(Row::Few { length: 0, actors: [ActorId(0); FEW] })
    }

    /// Adds one.
    pub fn push(&mut self, actor: ActorId) {
        match &mut self.0 {
            Row::Few { length, actors } => match actors.get_mut(usize::from(*length)) {
                Some(place) => {
                    *place = actor;
                    *length += 1;
                }
                None => {
                    let mut many = Vec::with_capacity(2 * FEW);
                    many.extend_from_slice(actors);
                    many.push(actor);
                    self.0 = Row::Many(Box::new(many));
                }
            },
            Row::Many(many) => many.push(actor),
        }
    }

    /// Keeps the first so many.
    pub fn truncate(&mut self, most: usize) {
        match &mut self.0 {
            Row::Few { length, .. } => *length = (*length).min(most.min(FEW) as u8),
            Row::Many(many) => many.truncate(most),
        }
    }

    /// Keeps those that a test holds for, in their order.
    pub fn retain(&mut self, mut is_kept: impl FnMut(ActorId) -> bool) {
        let kept = self.iter().copied().filter(|&actor| is_kept(actor)).collect();
        *self = kept;
    }

    /// Leaves all out.
    pub fn clear(&mut self) {
        *self = Self::new();
    }
}

impl Default for Parties {
    fn default() -> Self {
        Self::new()
    }
}

impl Deref for Parties {
    type Target = [ActorId];

    #[inline]
    fn deref(&self) -> &[ActorId] {
        match &self.0 {
            Row::Few { length, actors } => &actors[..usize::from(*length).min(FEW)],
            Row::Many(many) => many,
        }
    }
}

impl DerefMut for Parties {
    fn deref_mut(&mut self) -> &mut [ActorId] {
        match &mut self.0 {
            Row::Few { length, actors } => &mut actors[..usize::from(*length).min(FEW)],
            Row::Many(many) => many,
        }
    }
}

impl PartialEq for Parties {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Parties {}

impl fmt::Debug for Parties {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl Extend<ActorId> for Parties {
    fn extend<I: IntoIterator<Item = ActorId>>(&mut self, actors: I) {
        actors.into_iter().for_each(|actor| self.push(actor));
    }
}

impl FromIterator<ActorId> for Parties {
    fn from_iter<I: IntoIterator<Item = ActorId>>(actors: I) -> Self {
        let mut parties = Self::new();
        parties.extend(actors);
        parties
    }
}

impl<'p> IntoIterator for &'p Parties {
    type Item = &'p ActorId;
    type IntoIter = std::slice::Iter<'p, ActorId>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Parties {
    type Item = ActorId;
    type IntoIter = IntoParties;

    fn into_iter(self) -> IntoParties {
        IntoParties { parties: self, next: 0 }
    }
}

/// The actors of a row that is no longer wanted, one by one.
#[derive(Debug)]
pub struct IntoParties {
    parties: Parties,
    next: usize,
}

impl Iterator for IntoParties {
    type Item = ActorId;

    fn next(&mut self) -> Option<ActorId> {
        let actor = self.parties.get(self.next).copied();
        self.next += 1;
        actor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_any_length_is_a_vector() {
        for length in 0..20_u16 {
            let expected: Vec<ActorId> = (0..length).map(ActorId).collect();
            let mut parties: Parties = expected.iter().copied().collect();
            assert_eq!((*parties).to_vec(), expected);
            assert_eq!(parties.clone().into_iter().collect::<Vec<_>>(), expected);
            assert_eq!(format!("{parties:?}"), format!("{expected:?}"));
            parties.retain(|actor| actor.0 % 2 == 0);
            assert_eq!(parties.len(), expected.len().div_ceil(2));
            parties.truncate(3);
            assert_eq!(parties.len(), expected.len().div_ceil(2).min(3));
        }
    }

    #[test]
    fn a_row_takes_sixteen_bytes() {
        assert_eq!(size_of::<Parties>(), 16);
    }
}
