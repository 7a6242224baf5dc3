//! Files with pieces of their parts cut, doubled, swapped and mixed.

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
        let place = seeded.below(parts.len());
        let bytes = &mut parts[place].1;
        let is_text = std::str::from_utf8(bytes).is_ok();
        let mut changed = characters(bytes);
        for _ in 0..1 + seeded.below(12) {
            mutate(&mut changed, &others, format.marks, &mut seeded);
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
