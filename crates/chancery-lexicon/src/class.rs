//! Classes of terms: what part a word can play in a clause.
//!
//! The analysis knows the classes named here by a constant. Any other class is made by the data
//! that first names it, up to 128 a language in all, and is known to rules only.

use chancery_model::Language;

/// The languages that have rules, in the order of their tables.
pub const LANGUAGES: [Language; 2] = [Language::ZH, Language::EN];

/// A set of classes, one bit a class.
pub type ClassSet = u128;

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        /// One bit a class, for the classes the analysis itself knows.
        pub mod known {
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            enum Place { $($name),* }
            $($(#[$doc])* pub const $name: super::ClassSet = 1 << Place::$name as u32;)*
            /// Names in the order of their bits.
            pub const NAMES: &[&str] = &[$($text),*];
        }
    };
}

classes! {
    /// A state by name.
    STATE = "state";
    /// An organisation or grouping.
    GROUP = "group";
    /// A person by name.
    PERSON = "person";
    /// A title of office.
    OFFICE = "office";
    /// A ministry, parliament, party or agency.
    BODY = "body";
    /// A medium that asks questions.
    OUTLET = "outlet";
    /// A city or venue.
    PLACE = "place";
    /// Two states in one short form.
    PAIR = "pair";
    /// An adjective of a state.
    ADJECTIVE = "adjective";
    /// Both or all parties of the event.
    BOTH = "both";
    /// Their leaders.
    LEADERS = "leaders";
    /// The speaker.
    SELF = "self";
    /// The speaker's side, or speaker and listener.
    WE = "we";
    /// A third person standing for the last actor.
    PRONOUN = "pronoun";
    /// The other side of the speaker.
    OTHER_SIDE = "other_side";
    /// A common noun that acts for a state: team, company, people.
    AGENT = "agent";
    /// A demonstrative that begins a comment.
    DEMONSTRATIVE = "demonstrative";
    /// Ends a clause.
    COMMA = "comma";
    /// Separates items of a list.
    ENUMERATION = "enumeration";
    /// Ends a group of clauses.
    SEMICOLON = "semicolon";
    /// Announces.
    COLON = "colon";
    /// Ends a sentence.
    STOP = "stop";
    /// Ends a question.
    QUESTION_MARK = "question_mark";
    /// Opens a quotation.
    QUOTE_OPEN = "quote_open";
    /// Closes a quotation.
    QUOTE_CLOSE = "quote_close";
    /// Opens a bracket.
    BRACKET_OPEN = "bracket_open";
    /// Closes a bracket.
    BRACKET_CLOSE = "bracket_close";
    /// A verb of saying whose content follows.
    CUE = "cue";
    /// A word that marks a quoted source as a comparison: as X said.
    AS_SAID = "as_said";
    /// Adverbs and particles that stand between subject and verb.
    ADVERB = "adverb";
    /// Words that link a clause to the one before.
    CONNECTIVE = "connective";
    /// Opens an adverbial that stands before the subject or verb.
    PREPOSITION = "preposition";
    /// Closes such an adverbial.
    POSTPOSITION = "postposition";
    /// Makes an act hang on a condition.
    CONDITION = "condition";
    /// Opens a list of what was agreed.
    LIST_OPENER = "list_opener";
    /// A set phrase used as a name.
    FORMULATION = "formulation";
    /// The last word of a phrase that names a principle or initiative.
    FORMULATION_HEAD = "formulation_head";
    /// A standing body by name.
    MECHANISM = "mechanism";
    /// The last word of a phrase that names a standing body.
    MECHANISM_HEAD = "mechanism_head";
    /// A word of contact: visit, meeting, call.
    CONTACT = "contact";
    /// A date or stretch of time.
    DATE = "date";
    /// A number or amount.
    NUMBER = "number";
    /// Any other word.
    WORD = "word";
    /// Says that a thing is not, or must not be.
    NEGATION = "negation";
    /// A term that some pattern names by itself.
    LITERAL = "literal";
    /// A word that only keeps a longer run from being cut.
    GUARD = "guard";
    /// An area word.
    AREA = "area";
    /// Coordinates.
    AND = "and";
}

/// Names of all classes by bit, the known ones first.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Classes {
    names: Vec<String>,
}

impl Default for Classes {
    fn default() -> Self {
        Self { names: known::NAMES.iter().map(|&name| name.to_owned()).collect() }
    }
}

impl Classes {
    /// The most classes there can be.
    pub const MOST: usize = ClassSet::BITS as usize;

    /// The bit of a class, when it is known.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<ClassSet> {
        self.names.iter().position(|known| known == name).map(|place| 1 << place)
    }

    /// The bit of a class, made when it is new; `None` when there are [`Self::MOST`] already.
    pub fn intern(&mut self, name: &str) -> Option<ClassSet> {
        self.find(name).or_else(|| {
            (self.names.len() < Self::MOST).then(|| {
                self.names.push(name.to_owned());
                1 << (self.names.len() - 1)
            })
        })
    }

    /// The names of the classes in a set, in the order of their bits.
    #[must_use]
    pub fn names(&self, set: ClassSet) -> Vec<&str> {
        self.names.iter().enumerate().filter(|(place, _)| set >> place & 1 == 1).map(|(_, name)| name.as_str()).collect()
    }
}
