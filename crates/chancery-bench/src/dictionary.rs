//! The dictionary of jieba-rs with its frequencies, as the package has it on this machine.

use std::io;
use std::path::Path;
use std::process::Command;

use crate::seeded::Seeded;

/// Words and how often each occurs.
#[derive(Debug)]
pub(crate) struct Dictionary {
    /// The file as it is.
    pub(crate) source: String,
    words: Vec<String>,
    /// The sum of the frequencies of the words up to and with each.
    sums: Vec<usize>,
}

impl Dictionary {
    /// Finds the package of jieba-rs among the dependencies and reads its dictionary.
    pub(crate) fn load() -> io::Result<Self> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        // Without the platform, cargo wants packages that are only used elsewhere and were never fetched.
        let arguments = ["metadata", "--format-version", "1", "--offline", "--filter-platform", &host()?, "--manifest-path", manifest];
        let output = Command::new(cargo).args(arguments).output()?;
        if !output.status.success() {
            return Err(io::Error::other(format!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr).trim())));
        }
        let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
        let packages = metadata["packages"].as_array().map_or(&[][..], Vec::as_slice);
        let package = packages.iter().find(|package| package["name"] == "jieba-rs");
        let path = package
            .and_then(|package| package["manifest_path"].as_str())
            .ok_or_else(|| io::Error::other("cargo does not name jieba-rs"))?;
        let source = std::fs::read_to_string(Path::new(path).with_file_name("src").join("data").join("dict.txt"))?;
        Ok(Self::new(source))
    }

    fn new(source: String) -> Self {
        let mut dictionary = Self { source: String::new(), words: Vec::new(), sums: Vec::new() };
        let mut sum = 0;
        for line in source.lines() {
            let mut fields = line.split(' ');
            let (Some(word), Some(frequency)) = (fields.next(), fields.next().and_then(|frequency| frequency.parse::<usize>().ok())) else {
                continue;
            };
            if word.chars().all(|character| matches!(character, '\u{4e00}'..='\u{9fff}')) {
                sum += frequency;
                dictionary.words.push(word.to_owned());
                dictionary.sums.push(sum);
            }
        }
        dictionary.source = source;
        dictionary
    }

    /// A word, the more likely the more frequent it is.
    pub(crate) fn draw(&self, seeded: &mut Seeded) -> &str {
        let at = seeded.below(self.sums.last().copied().unwrap_or(0).max(1));
        &self.words[self.sums.partition_point(|&sum| sum <= at)]
    }

    /// Words of two characters, the rarest left out.
    pub(crate) fn pairs(&self) -> Vec<String> {
        let frequency = |index: usize| self.sums[index] - index.checked_sub(1).map_or(0, |before| self.sums[before]);
        let is_pair = |&(index, word): &(usize, &String)| word.chars().count() == 2 && frequency(index) >= 20;
        self.words.iter().enumerate().filter(is_pair).map(|(_, word)| word.clone()).collect()
    }

    /// A text of words drawn by frequency, with the punctuation of prose.
    pub(crate) fn text(&self, bytes: usize, seed: u64) -> String {
        let mut seeded = Seeded::new(seed);
        let mut text = String::with_capacity(bytes + 4096);
        while text.len() < bytes {
            for _ in 0..2 + seeded.below(6) {
                self.put_sentence(&mut text, &mut seeded);
            }
            text.push('\n');
        }
        text
    }

    fn put_sentence(&self, text: &mut String, seeded: &mut Seeded) {
        for clause in 0..1 + seeded.below(4) {
            if clause > 0 {
                text.push('\u{ff0c}');
            }
            for _ in 0..3 + seeded.below(8) {
                text.push_str(self.draw(seeded));
            }
        }
        text.push('\u{3002}');
    }
}

/// The platform that the compiler builds for when nothing else is said.
fn host() -> io::Result<String> {
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let told = String::from_utf8_lossy(&Command::new(compiler).arg("-vV").output()?.stdout).into_owned();
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| io::Error::other("rustc does not name its platform"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_words_come_more_often() {
        let dictionary = Dictionary::new("abc 5 n\n一二 90 n\n三四 10 n\n".to_owned());
        let mut seeded = Seeded::new(1);
        let frequent = (0..1000).filter(|_| dictionary.draw(&mut seeded) == "一二").count();
        assert!((850..950).contains(&frequent), "{frequent}");
        assert_eq!(dictionary.pairs(), ["一二"]);
        assert!(dictionary.text(100, 1).len() >= 100);
    }
}
