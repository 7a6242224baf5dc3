//! Files with pieces of their parts cut, doubled, swapped and mixed.

use std::ops::Range;

use super::formats::{Format, Parts};
use crate::seeded::Seeded;

/// Characters that the structure of any text hangs on.
const MARKS: [&str; 14] =
    ["\n", "\r", "\t", " ", "\u{3000}", "\u{ff1a}", ":", "\u{201c}", "\u{201d}", "\u{ff0c}", "\u{3002}", "\u{0}", "\u{feff}", "\u{1f30d}"];

/// A file put through a few mutations: of what is in its parts, and now and then of a byte of the whole.
pub(super) fn mutated(format: &Format, seeds: &[Parts], seed: u64) -> Vec<u8> {
    let mut seeded = Seeded::new(seed);
    let mut parts = seeded.one_of(seeds).clone();
    let others: Vec<Vec<char>> = seeds.iter().flatten().map(|(_, bytes)| characters(bytes)).collect();
    for _ in 0..1 + seeded.below(2) {
        let place = if seeded.below(4) == 0 { seeded.below(parts.len()) } else { largest(&parts) };
        let bytes = &mut parts[place].1;
        let is_text = std::str::from_utf8(bytes).is_ok();
        let mut changed = characters(bytes);
        // Elements that are moved whole leave XML that is read; anything else is mostly refused.
        let by_element = changed.first() == Some(&'<') && seeded.below(4) > 0;
        for _ in 0..1 + seeded.below(12) {
            if by_element {
                mutate_elements(&mut changed, &mut seeded);
            } else {
                mutate(&mut changed, &others, format.marks, &mut seeded);
            }
        }
        *bytes = if is_text {
            changed.into_iter().collect::<String>().into_bytes()
        } else {
            changed.into_iter().map(|byte| byte as u8).collect()
        };
    }
    let mut file = (format.pack)(&parts);
    if seeded.below(8) == 0 && !file.is_empty() {
        let at = seeded.below(file.len());
        file[at] = seeded.bits() as u8;
    }
    file
}

/// The place of the part with the most bytes, which is the running text.
fn largest(parts: &Parts) -> usize {
    (0..parts.len()).max_by_key(|place| parts[*place].1.len()).unwrap_or(0)
}

/// What is mutated in a part: its characters, or its bytes when it is no text.
fn characters(bytes: &[u8]) -> Vec<char> {
    std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().map(|byte| char::from(*byte)).collect(), |text| text.chars().collect())
}

fn mutate(characters: &mut Vec<char>, others: &[Vec<char>], marks: &[&str], seeded: &mut Seeded) {
    let length = characters.len();
    let start = seeded.below(length + 1);
    let end = (start + seeded.below(60)).min(length);
    match seeded.below(7) {
        0 => drop(characters.drain(start..end)),
        1 => {
            let piece = characters[start..end].to_vec();
            let place = seeded.below(length + 1);
            characters.splice(place..place, piece);
        }
        2 => drop(characters.splice(start..start, seeded.one_of(&MARKS).chars())),
        3 => {
            let other = seeded.one_of(others);
            let from = seeded.below(other.len().max(1)).min(other.len());
            let to = (from + seeded.below(200)).min(other.len());
            characters.splice(start..end, other[from..to].iter().copied());
        }
        4 => characters[start..end].reverse(),
        5 if !marks.is_empty() => {
            // Between two marks of the format, where a program would have put another.
            let at =
                characters[start..].iter().position(|character| matches!(character, '<' | '\\' | '{')).map_or(start, |found| start + found);
            characters.splice(at..at, seeded.one_of(marks).chars());
        }
        _ => characters.retain(|character| *character != '\n' || seeded.below(3) > 0),
    }
}

/// Drops, doubles or moves an element.
fn mutate_elements(characters: &mut Vec<char>, seeded: &mut Seeded) {
    let Some(element) = element(characters, seeded.below(characters.len())) else { return };
    let copy = characters[element.clone()].to_vec();
    match seeded.below(4) {
        0 => drop(characters.drain(element)),
        1 => drop(characters.splice(element.end..element.end, copy)),
        2 => {
            let inside = characters[element.clone()]
                .iter()
                .position(|character| *character == '>')
                .map_or(element.end, |end| element.start + end + 1);
            characters.splice(inside..inside, copy);
        }
        _ => {
            characters.drain(element);
            let place = seeded.below(characters.len().max(1));
            let open =
                characters[place.min(characters.len())..].iter().position(|character| *character == '<').map_or(0, |found| place + found);
            characters.splice(open..open, copy);
        }
    }
}

/// The first element that opens from a place on, to its close.
fn element(characters: &[char], from: usize) -> Option<Range<usize>> {
    let is_opening = |pair: &[char]| pair[0] == '<' && pair[1].is_ascii_alphabetic();
    let start = from + characters[from..].windows(2).position(is_opening)?;
    let mut depth = 0_i32;
    for (place, pair) in characters.windows(2).enumerate().skip(start) {
        match pair {
            ['<', '/'] => depth -= 1,
            ['<', next] if next.is_ascii_alphabetic() => depth += 1,
            ['/', '>'] => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let end = characters[place..].iter().position(|character| *character == '>')?;
            return Some(start..place + end + 1);
        }
    }
    None
}
