//! Rows made as they are written, whole numbers without a fraction, and names by language.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

/// A list whose rows are made one at a time, when they are asked for.
pub struct Rows<'v, T> {
    count: usize,
    row: Box<dyn Fn(usize) -> T + 'v>,
}

impl<'v, T> Rows<'v, T> {
    /// A list of `count` rows; `row` makes the one at an index.
    pub(crate) fn new(count: usize, row: impl Fn(usize) -> T + 'v) -> Self {
        Self { count, row: Box::new(row) }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The row at an index below [`Rows::len`].
    #[must_use]
    pub fn get(&self, index: usize) -> T {
        (self.row)(index)
    }

    /// The rows, in order.
    pub fn iter(&self) -> impl Iterator<Item = T> + '_ {
        (0..self.count).map(&self.row)
    }
}

impl<T> fmt::Debug for Rows<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rows({})", self.count)
    }
}

impl<T: Serialize> Serialize for Rows<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<T: JsonSchema> JsonSchema for Rows<'_, T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Vec::<T>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<T>::json_schema(generator)
    }
}

/// A number, written without a fraction when it is whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number(pub f64);

impl Number {
    /// Hundredths as a number from 0 to 1.
    #[must_use]
    pub fn hundredths(hundredths: u8) -> Self {
        Self(f64::from(hundredths) / 100.0)
    }
}

/// Whole numbers up to here are exact.
const MOST_EXACT: f64 = 9_007_199_254_740_992.0;

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0.abs() <= MOST_EXACT {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl JsonSchema for Number {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}

/// Pairs of a key and a text, written as an object in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamePairs<'r>(pub Vec<(&'r str, &'r str)>);

impl NamePairs<'_> {
    /// The text of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|pair| pair.0 == key).map(|pair| pair.1)
    }
}

impl Serialize for NamePairs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

impl JsonSchema for NamePairs<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "NamePairs".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": { "type": "string" } })
    }
}

/// The schema of a text that is one of these.
pub(crate) fn one_of<'n>(names: impl IntoIterator<Item = &'n str>) -> Schema {
    let names: Vec<&str> = names.into_iter().collect();
    json_schema!({ "type": "string", "enum": names })
}

/// The schema of a text that is one of these, or `null`.
pub(crate) fn one_of_or_null<'n>(names: impl IntoIterator<Item = &'n str>) -> Schema {
    let names: Vec<Option<&str>> = names.into_iter().map(Some).chain([None]).collect();
    json_schema!({ "type": ["string", "null"], "enum": names })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(number: f64, expected: &str) {
        assert_eq!(serde_json::to_string(&Number(number)).expect("a number can be written"), expected);
    }

    #[test]
    fn a_whole_number_has_no_fraction() {
        check(50000.0, "50000");
        check(-3.0, "-3");
        check(0.5, "0.5");
        check(1.7e10, "17000000000");
        check(0.9, "0.9");
        check(1e300, "1e+300");
    }
}
