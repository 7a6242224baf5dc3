//! Numbers in digits: `1,100.9`, `２．２`, `.5`, `-127.32e13`, and plain runs such as a year's.
//!
//! Full-width digits count as digits. A run longer than [`MAX_DIGITS`] is skipped as a whole and
//! is no number, so that text of nothing but digits stays linear.

/// Digits a number may have.
const MAX_DIGITS: usize = 40;

/// Digits of which every number is exact in floating point.
const EXACT_DIGITS: usize = 15;

/// A run of digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Run {
    /// One past the last byte.
    pub end: usize,
    /// How many digits.
    pub count: usize,
    /// Their value; saturates.
    pub value: u64,
}

/// A number in digits with its groups, fraction and exponent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Decimal {
    /// One past the last byte.
    pub end: usize,
    /// The value.
    pub value: f64,
    /// Whether it is one run of digits.
    pub plain: bool,
}

/// The digit that begins at `at`: its value, its length in bytes.
#[inline]
pub(crate) fn digit_at(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    match *bytes.get(at)? {
        digit @ b'0'..=b'9' => Some((digit - b'0', 1)),
        0xEF if bytes.get(at + 1) == Some(&0xBC) => match *bytes.get(at + 2)? {
            digit @ 0x90..=0x99 => Some((digit - 0x90, 3)),
            _ => None,
        },
        _ => None,
    }
}

/// The run of digits at `at`.
pub(crate) fn run(bytes: &[u8], at: usize) -> Option<Run> {
    let mut found = Run { end: at, count: 0, value: 0 };
    while let Some((digit, length)) = digit_at(bytes, found.end) {
        found.value = found.value.saturating_mul(10).saturating_add(u64::from(digit));
        found.count += 1;
        found.end += length;
    }
    (found.count > 0).then_some(found)
}

/// Collects the digits of a number for the standard parser.
struct Collector {
    digits: [u8; MAX_DIGITS + 8],
    length: usize,
}

impl Collector {
    const fn new() -> Self {
        Self { digits: [0; MAX_DIGITS + 8], length: 0 }
    }

    fn push(&mut self, byte: u8) {
        if let Some(place) = self.digits.get_mut(self.length) {
            *place = byte;
        }
        self.length += 1;
    }

    /// Pushes the digits of a run.
    fn run(&mut self, bytes: &[u8], mut at: usize, end: usize) {
        while at < end && self.length <= self.digits.len() {
            let Some((digit, length)) = digit_at(bytes, at) else { break };
            self.push(b'0' + digit);
            at += length;
        }
    }

    fn value(&self) -> Option<f64> {
        std::str::from_utf8(self.digits.get(..self.length)?).ok()?.parse().ok()
    }
}

/// The number in digits at `at`; `None` past [`MAX_DIGITS`].
pub(crate) fn decimal(bytes: &[u8], at: usize) -> Option<Decimal> {
    let whole = run(bytes, at);
    if let Some(whole) = whole.filter(|whole| whole.count <= EXACT_DIGITS && !may_go_on(bytes, whole.end)) {
        return Some(Decimal { end: whole.end, value: whole.value as f64, plain: true });
    }
    let mut collected = Collector::new();
    let mut end = at;
    let mut plain = true;
    if let Some(whole) = whole {
        collected.run(bytes, at, whole.end);
        end = groups(bytes, &whole, at, &mut collected);
        plain = end == whole.end;
    } else {
        collected.push(b'0');
    }
    if let Some(tail) = fraction(bytes, end) {
        collected.push(b'.');
        collected.run(bytes, end + tail.point, tail.run.end);
        end = tail.run.end;
        plain = false;
    }
    if end > at
        && let Some(past) = exponent(bytes, end, &mut collected)
    {
        end = past;
        plain = false;
    }
    (end > at).then_some(())?;
    Some(Decimal { end, value: collected.value()?, plain })
}

/// Whether a group, a fraction or an exponent may follow a run of digits that ends at `at`.
fn may_go_on(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at), Some(b',' | b'.' | b'e' | b'E' | 0xEF))
}

/// Past the groups of three digits after `whole`, set off by commas of the same width; a last
/// group of two is preceded by such groups only in the Indian manner and is not taken.
fn groups(bytes: &[u8], whole: &Run, at: usize, collected: &mut Collector) -> usize {
    let wide = bytes[at] == 0xEF;
    let mut end = whole.end;
    if whole.count > 3 {
        return end;
    }
    while let Some(comma) = comma(bytes, end, wide)
        && let Some(group) = run(bytes, end + comma)
        && group.count == 3
        && collected.length < MAX_DIGITS
    {
        collected.run(bytes, end + comma, group.end);
        end = group.end;
    }
    end
}

/// Length of the comma that may set off a group.
fn comma(bytes: &[u8], at: usize, wide: bool) -> Option<usize> {
    if bytes.get(at) == Some(&b',') {
        return Some(1);
    }
    (wide && bytes.get(at..at + 3) == Some(&[0xEF, 0xBC, 0x8C])).then_some(3)
}

/// A decimal point and the digits after it.
struct Fraction {
    point: usize,
    run: Run,
}

/// The fraction at `at`; none when another point and digit follow (an address, a version).
fn fraction(bytes: &[u8], at: usize) -> Option<Fraction> {
    let point = point(bytes, at)?;
    let run = run(bytes, at + point)?;
    let again = self::point(bytes, run.end).is_some_and(|length| digit_at(bytes, run.end + length).is_some());
    (!again).then_some(Fraction { point, run })
}

/// Length of the decimal point at `at`.
pub(crate) fn point(bytes: &[u8], at: usize) -> Option<usize> {
    match *bytes.get(at)? {
        b'.' => Some(1),
        0xEF if bytes.get(at..at + 3) == Some(&[0xEF, 0xBC, 0x8E]) => Some(3),
        _ => None,
    }
}

/// Past an exponent `e13`, `E+14`.
fn exponent(bytes: &[u8], at: usize, collected: &mut Collector) -> Option<usize> {
    if !matches!(bytes.get(at), Some(b'e' | b'E')) {
        return None;
    }
    let sign = bytes.get(at + 1).copied().filter(|sign| matches!(sign, b'+' | b'-'));
    let from = at + 1 + usize::from(sign.is_some());
    let power = run(bytes, from).filter(|power| power.count <= 3)?;
    if bytes.get(power.end).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    collected.push(b'e');
    if let Some(sign) = sign {
        collected.push(sign);
    }
    collected.run(bytes, from, power.end);
    Some(power.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(f64, usize)>) {
        assert_eq!(decimal(text.as_bytes(), 0).map(|number| (number.value, number.end)), expected, "{text}");
    }

    #[test]
    fn groups_points_and_exponents() {
        check("1,100.9亿", Some((1100.9, 7)));
        check("４，５６５", Some((4565.0, 15)));
        check("4，565", Some((4.0, 1)));
        check(".5", Some((0.5, 2)));
        check("12.32e+14", Some((12.32e14, 9)));
        check("12 people", Some((12.0, 2)));
        check("２０２６年", Some((2026.0, 12)));
        check("999999999999999", Some((999_999_999_999_999.0, 15)));
        check("12345678901234567", Some((12_345_678_901_234_567.0, 17)));
        check("99999999999999999999 t", Some((1e20, 20)));
        check("10.1.2.3", Some((10.0, 2)));
        check("1,2345", Some((1.0, 1)));
        check(&"9".repeat(100), None);
        check("x", None);
    }
}
