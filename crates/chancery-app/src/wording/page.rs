//! One phrase: its uses over time, what stands around it, how it changed, what it stands with.

use chancery_lexicon::Lexicon;
use schemars::JsonSchema;
use serde::Serialize;

use super::phrase::{self, Near, Neighbour, Side};
use super::{Accounts, Companion, Concept, Formulation, Length, Series, Summary, Unit, Use, company, concept_of, formulations};

/// All that is known of one phrase.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PhrasePage {
    /// The phrase that was asked for.
    pub phrase: String,
    /// What is counted: the phrase, or all wordings of its concept.
    pub wordings: Vec<String>,
    /// Uses, accounts, first and last use, variants.
    #[serde(flatten)]
    pub summary: Summary,
    /// Uses by issuer and period.
    pub periods: Series,
    /// What often stands before it.
    pub before: Vec<Neighbour>,
    /// What often stands after it.
    pub after: Vec<Neighbour>,
    /// Wordings that begin and end as it does.
    pub near: Vec<Near>,
    /// Formulations of the same accounts, more often than chance would have it.
    pub company: Vec<Companion>,
    /// Every use, in order.
    pub list: Vec<Use>,
}

/// What is counted for a phrase that is asked for.
#[derive(Debug, Clone)]
pub struct Sought {
    /// The concept that it is the id or a wording of.
    pub concept: Option<Concept>,
    /// The phrase, or all wordings of its concept.
    pub wordings: Vec<String>,
    /// Where these are used.
    pub formulation: Formulation,
}

/// What is counted for a phrase: the phrase, or all wordings of its concept when the phrase is the concept's id or `unit` asks
/// for concepts.
#[must_use]
pub fn sought(accounts: &Accounts, lexicon: &Lexicon, asked: &str, unit: Unit) -> Sought {
    let concept = concept_of(lexicon, asked);
    let wordings = match &concept {
        Some(concept) if unit == Unit::Concept || concept.id == asked => concept.wordings.clone(),
        _ => vec![asked.to_owned()],
    };
    let places = phrase::places(accounts, &wordings);
    let formulation = Formulation { concept: concept.as_ref().map(|concept| concept.id.clone()), name: asked.to_owned(), places };
    Sought { concept, wordings, formulation }
}

/// All that is known of what is sought, by periods of a length.
#[must_use]
pub fn phrase_page(accounts: &Accounts, asked: &str, sought: &Sought, length: Length, company_of: Unit) -> PhrasePage {
    let places = &sought.formulation.places;
    PhrasePage {
        phrase: asked.to_owned(),
        summary: sought.formulation.summary(accounts),
        before: phrase::neighbours(accounts, places, Side::Before),
        after: phrase::neighbours(accounts, places, Side::After),
        near: if sought.wordings.len() == 1 { phrase::near_wordings(accounts, asked) } else { Vec::new() },
        company: company(accounts, places, &formulations(accounts, company_of)),
        list: accounts.uses(places),
        periods: Series::new(accounts, places, length),
        wordings: sought.wordings.clone(),
    }
}
