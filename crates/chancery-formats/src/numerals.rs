//! The numbers that a list gives its items, as they are printed.

use std::iter;

/// How numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numeral {
    /// Not at all.
    None,
    /// As a mark that is the same for every item.
    Bullet,
    /// 1, 2, 3.
    Decimal,
    /// 01, 02, 03.
    DecimalZero,
    /// 1st, 2nd, 3rd.
    Ordinal,
    /// a, b, c.
    Letters,
    /// A, B, C.
    CapitalLetters,
    /// i, ii, iii.
    Roman,
    /// I, II, III.
    CapitalRoman,
    /// As they are counted in Chinese.
    Chinese,
    /// As they are counted in Chinese, in the characters of cheques.
    ChineseFormal,
    /// The same in traditional characters.
    ChineseFormalTraditional,
    /// By the characters of a row of `data/numerals.txt`, one a number; beyond its end in decimal.
    Row(&'static str),
    /// By digits of a row, from nought to nine.
    Digits(&'static str),
}

/// Rows of characters that numbers are written with: a name and the characters.
const ROWS: &str = include_str!("../data/numerals.txt");

/// Above this, numbers are written in decimal.
const COUNTED_TO: u32 = 99_999;

impl Numeral {
    /// By the name that Office Open XML has for it; names that are not known are decimal.
    pub(crate) fn of_word(name: &str) -> Self {
        match name {
            "none" => Self::None,
            "bullet" => Self::Bullet,
            "decimalZero" => Self::DecimalZero,
            "ordinal" => Self::Ordinal,
            "lowerLetter" => Self::Letters,
            "upperLetter" => Self::CapitalLetters,
            "lowerRoman" => Self::Roman,
            "upperRoman" => Self::CapitalRoman,
            "chineseCounting" | "chineseCountingThousand" | "taiwaneseCounting" | "taiwaneseCountingThousand" | "japaneseCounting" => {
                Self::Chinese
            }
            "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => Self::Digits("digits"),
            "chineseLegalSimplified" => Self::ChineseFormal,
            "ideographLegalTraditional" | "japaneseLegal" => Self::ChineseFormalTraditional,
            "ideographTraditional" => Self::Row("stems"),
            "ideographZodiac" => Self::Row("branches"),
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Row("circles"),
            "decimalEnclosedParen" => Self::Row("brackets"),
            "decimalEnclosedFullstop" => Self::Row("stops"),
            "ideographEnclosedCircle" => Self::Row("circled-digits"),
            "decimalFullWidth" | "decimalFullWidth2" => Self::Digits("full-width"),
            _ => Self::Decimal,
        }
    }

    /// By how `OpenDocument` writes its first number; what is not known is decimal.
    pub(crate) fn of_sample(sample: &str) -> Self {
        let Some(first) = sample.chars().next() else { return Self::None };
        let is_at = |row: &'static str, place: usize| characters(row).nth(place) == Some(first);
        match first {
            '1' if sample == "1st" => Self::Ordinal,
            '0' => Self::DecimalZero,
            'a' => Self::Letters,
            'A' => Self::CapitalLetters,
            'i' => Self::Roman,
            'I' => Self::CapitalRoman,
            _ if is_at("digits", 1) => Self::Chinese,
            _ if is_at("formal", 1) && sample.contains(characters("formal-traditional").nth(2).unwrap_or_default()) => {
                Self::ChineseFormalTraditional
            }
            _ if is_at("formal", 1) => Self::ChineseFormal,
            _ if is_at("full-width", 1) => Self::Digits("full-width"),
            _ => ["stems", "branches", "circles", "brackets", "bracketed-digits", "circled-digits", "stops"]
                .into_iter()
                .find(|row| is_at(row, 0))
                .map_or(Self::Decimal, Self::Row),
        }
    }

    /// A number as it is printed.
    pub(crate) fn write(self, number: u32) -> String {
        let decimal = || number.to_string();
        match self {
            Self::None | Self::Bullet => String::new(),
            Self::Decimal => decimal(),
            Self::DecimalZero => format!("{number:02}"),
            Self::Ordinal => format!("{number}{}", ordinal_ending(number)),
            _ if number == 0 || number > COUNTED_TO => decimal(),
            Self::Letters => letters(number, 'a'),
            Self::CapitalLetters => letters(number, 'A'),
            Self::Roman => roman(number).to_lowercase(),
            Self::CapitalRoman => roman(number),
            Self::Chinese => counted(number, "digits", "units"),
            Self::ChineseFormal => counted(number, "formal", "formal-units"),
            Self::ChineseFormalTraditional => counted(number, "formal-traditional", "formal-units"),
            Self::Row(row) => characters(row).nth(number as usize - 1).map_or_else(decimal, String::from),
            Self::Digits(row) => decimal().bytes().filter_map(|digit| characters(row).nth(usize::from(digit - b'0'))).collect(),
        }
    }
}

fn characters(row: &str) -> iter::Flatten<std::option::IntoIter<std::str::Chars<'static>>> {
    let found = ROWS.lines().filter_map(|line| line.split_once(' ')).find(|(name, _)| *name == row);
    found.map(|(_, characters)| characters.chars()).into_iter().flatten()
}

fn ordinal_ending(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

/// a to z, then aa, bb, as word processors go on.
fn letters(number: u32, first: char) -> String {
    let letter = char::from(first as u8 + ((number - 1) % 26) as u8);
    iter::repeat_n(letter, (number as usize - 1) / 26 + 1).collect()
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = number;
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            written.push_str(sign);
            left -= value;
        }
    }
    written
}

/// A number of at most five digits as it is counted in Chinese.
fn counted(number: u32, digits: &str, units: &str) -> String {
    let digit = |value: u32| characters(digits).nth(value as usize);
    let formal = digits != "digits";
    let zero = if formal { digit(0) } else { characters("formal").next() };
    let mut written = String::new();
    let mut pending_zero = false;
    for place in (0..5).rev() {
        let value = number / 10_u32.pow(place) % 10;
        if value == 0 {
            pending_zero = !written.is_empty();
            continue;
        }
        if pending_zero {
            written.extend(zero);
            pending_zero = false;
        }
        let opens_with_ten = place == 1 && value == 1 && written.is_empty();
        if !opens_with_ten || formal {
            written.extend(digit(value));
        }
        written.extend(match place {
            0 => None,
            4 => characters("myriad").next(),
            _ => characters(units).nth(place as usize - 1),
        });
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(numeral: Numeral, expected: &[(u32, &str)]) {
        for (number, written) in expected {
            assert_eq!(numeral.write(*number), *written, "{numeral:?}");
        }
    }

    #[test]
    fn numbers_are_written_as_printed() {
        check(
            Numeral::of_word("chineseCounting"),
            &[(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (105, "一百零五"), (110, "一百一十")],
        );
        check(Numeral::of_word("chineseLegalSimplified"), &[(3, "叁"), (12, "壹拾贰")]);
        check(Numeral::of_word("upperRoman"), &[(4, "IV"), (1994, "MCMXCIV")]);
        check(Numeral::of_word("lowerLetter"), &[(1, "a"), (26, "z"), (28, "bb")]);
        check(Numeral::of_word("decimalEnclosedCircle"), &[(2, "②"), (21, "21")]);
        check(Numeral::of_word("ordinal"), &[(1, "1st"), (12, "12th"), (23, "23rd")]);
        check(Numeral::of_word("decimalFullWidth"), &[(12, "１２")]);
        check(Numeral::of_word("ideographTraditional"), &[(2, "乙")]);
        check(Numeral::of_word("unknown"), &[(7, "7")]);
        check(Numeral::Chinese, &[(0, "0"), (u32::MAX, "4294967295")]);
    }

    #[test]
    fn numerals_are_told_by_a_sample() {
        assert_eq!(Numeral::of_sample("一, 二, 三, ..."), Numeral::Chinese);
        assert_eq!(Numeral::of_sample("壹, 貳, 參, ..."), Numeral::ChineseFormalTraditional);
        assert_eq!(Numeral::of_sample("①, ②, ③, ..."), Numeral::Row("circles"));
        assert_eq!(Numeral::of_sample("i"), Numeral::Roman);
        assert_eq!(Numeral::of_sample(""), Numeral::None);
    }
}
