//! What a run of text looks like, and a paragraph made of runs.

/// What text looks like, as far as it is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) bold: Option<bool>,
    pub(crate) hidden: Option<bool>,
}

impl Look {
    /// What this leaves open is told by another.
    pub(crate) fn or(self, other: Self) -> Self {
        Self { bold: self.bold.or(other.bold), hidden: self.hidden.or(other.hidden) }
    }
}

/// The text of a paragraph, and whether all of it is bold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Runs {
    pub(crate) text: String,
    bold: bool,
    regular: bool,
}

impl Runs {
    /// Adds text; line ends and tabs in it are white space.
    pub(crate) fn push(&mut self, text: &str, look: Look) {
        if look.hidden == Some(true) {
            return;
        }
        if !text.trim().is_empty() {
            let bold = look.bold == Some(true);
            self.bold |= bold;
            self.regular |= !bold;
        }
        self.text.extend(text.chars().map(|character| if character.is_control() { ' ' } else { character }));
    }

    /// Adds a tab or, as a line feed, a line break.
    pub(crate) fn push_layout(&mut self, character: char, look: Look) {
        if look.hidden != Some(true) {
            self.text.push(character);
        }
    }

    /// Whether all that is visible of it is bold.
    pub(crate) fn is_bold(&self) -> bool {
        self.bold && !self.regular
    }
}
