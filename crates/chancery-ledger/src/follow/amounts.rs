//! Amounts added as they are written, without the errors of binary fractions.

use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The number that is written so, with or without an exponent; nothing when it is too long or too large to be exact.
pub(crate) fn decimal(written: &str) -> Option<Decimal> {
    Decimal::from_str(written).or_else(|_| Decimal::from_scientific(written)).ok()
}

/// The number whose shortest writing a fraction is.
pub(crate) fn decimal_of(value: f64) -> Option<Decimal> {
    decimal(&value.to_string())
}

/// The fraction nearest to a number.
pub(crate) fn fraction(number: Decimal) -> f64 {
    number.to_f64().unwrap_or_default()
}

/// How many percent of the whole a part is, to a tenth; nothing of nothing.
pub(crate) fn percent(part: Decimal, whole: Decimal) -> Option<f64> {
    let ratio = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    Some(fraction(ratio.round_dp(1)))
}

#[cfg(test)]
mod tests {
    use super::{decimal, decimal_of, fraction, percent};

    #[test]
    fn tenths_add_up() {
        let sum = [0.1, 0.2].into_iter().filter_map(decimal_of).sum();
        assert!((fraction(sum) - 0.3).abs() < f64::EPSILON);
        assert_eq!(fraction(sum).to_string(), "0.3");
        assert_eq!(decimal("1.5e3"), decimal("1500"));
        assert_eq!(decimal_of(1e300), None);
        assert_eq!(decimal("many"), None);
    }

    #[test]
    fn a_part_of_nothing_has_no_percentage() {
        let number = |text| decimal(text).expect("a number");
        assert_eq!(percent(number("1"), number("3")), Some(33.3));
        assert_eq!(percent(number("1"), number("0")), None);
    }
}
