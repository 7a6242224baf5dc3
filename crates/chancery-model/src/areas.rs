//! Areas: what an entry is about.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

/// A set of areas: bit `i` is the `i`th of the reading's table of areas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, serde::Serialize, serde::Deserialize)]
pub struct AreaSet(pub u128);

impl AreaSet {
    /// Adds the area at `index` of the table of areas.
    pub fn insert(&mut self, index: u8) {
        self.0 |= 1 << (index & 127);
    }

    /// Whether the area at `index` is in the set.
    #[must_use]
    pub const fn contains(self, index: u8) -> bool {
        self.0 >> (index & 127) & 1 == 1
    }

    /// Whether no area is in the set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The areas of both sets.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The indices in the set, ascending.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let index = left.trailing_zeros();
            left &= left.checked_sub(1)?;
            Some(index as u8)
        })
    }
}

/// A set of areas, as an index of the reading's table of such sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Hash)]
pub struct AreasId(pub u16);

/// The sets of areas of one reading, each once; the first is the empty one.
#[derive(Debug, Clone)]
pub struct AreaSets {
    list: Vec<AreaSet>,
    /// Places in the list, found by the sets there.
    by_set: HashTable<AreasId>,
    hasher: RandomState,
}

impl Default for AreaSets {
    fn default() -> Self {
        let mut sets = Self { list: Vec::new(), by_set: HashTable::new(), hasher: RandomState::default() };
        sets.intern(AreaSet::default());
        sets
    }
}

impl AreaSets {
    /// The index of a set. When the table is full (65,536 sets) the empty one stands for more.
    pub fn intern(&mut self, set: AreaSet) -> AreasId {
        let Self { list, by_set, hasher } = self;
        let hash = hasher.hash_one(set);
        if let Some(&known) = by_set.find(hash, |known| list[usize::from(known.0)] == set) {
            return known;
        }
        let Ok(index) = u16::try_from(list.len()) else {
            return AreasId::default();
        };
        list.push(set);
        by_set.insert_unique(hash, AreasId(index), |known| hasher.hash_one(list[usize::from(known.0)]));
        AreasId(index)
    }

    /// The set at an index of this table.
    #[must_use]
    pub fn get(&self, id: AreasId) -> AreaSet {
        self.list[usize::from(id.0)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_kept_once() {
        let mut sets = AreaSets::default();
        assert_eq!(sets.intern(AreaSet::default()), AreasId::default());
        let (one, other) = (sets.intern(AreaSet(1)), sets.intern(AreaSet(6)));
        assert_eq!((sets.intern(AreaSet(1)), sets.get(other)), (one, AreaSet(6)));
        assert_ne!(one, other);
    }

    #[test]
    fn more_sets_than_the_table_holds_are_empty() {
        let mut sets = AreaSets::default();
        for set in 1..=0xFFFF {
            sets.intern(AreaSet(set));
        }
        assert_eq!(sets.get(sets.clone().intern(AreaSet(0xFFFF))), AreaSet(0xFFFF));
        assert_eq!(sets.intern(AreaSet(0x1_0000)), AreasId::default());
    }
}
