//! English sentences: verb phrases and what each takes for its subject, attributions, entries.

mod attribution;
mod clauses;
mod contacts;
mod entries;
mod parts;

pub(crate) use contacts::is_nobodys;

use chancery_lexicon::known;
use chancery_model::{EntryKind, Parties};

use crate::engine::Draft;
use crate::phrase::subject;
use crate::reader::{LeadIn, Reader};
use crate::token::Tokens;

/// What the verb phrases of one sentence hand on to the next.
#[derive(Default)]
struct Sentence {
    drafts: Vec<Draft>,
    subject: Option<(Parties, u16)>,
    /// Those the first clause names.
    opener: Option<Parties>,
    is_conditional: bool,
    /// The rule for what a source holds to be so, while its words go on.
    holds: Option<usize>,
}

impl Reader<'_, '_> {
    /// Reads the sentence of tokens `from..to`.
    pub fn english_sentence(&mut self, tokens: &Tokens, from: usize, to: usize) {
        let mut sentence = Sentence::default();
        let mut start = from;
        while start < to {
            let end = self.clause_end(tokens, start, to);
            self.english_clause(tokens, start, end, from, &mut sentence);
            start = end;
        }
        self.note_lead_in(tokens, to, &sentence);
        if tokens.list[from..to].iter().rev().nth(1).is_some_and(|token| token.is(self.words.infinitive)) {
            // *They agreed to:* says nothing before its list.
            sentence.drafts.pop();
        }
        let mut drafts = std::mem::take(&mut sentence.drafts);
        self.finish(tokens, &mut drafts);
    }

    /// Remembers a sentence that ends in a colon, for the list items after it.
    fn note_lead_in(&mut self, tokens: &Tokens, to: usize, sentence: &Sentence) {
        let ends_in_colon = tokens.list[..to].last().is_some_and(|token| token.is(known::COLON));
        if !ends_in_colon || to != tokens.list.len() {
            return;
        }
        let binding = sentence.drafts.iter().rev().find(|draft| self.rules.kind(draft.rule) == Some(EntryKind::Commitment));
        if let Some(draft) = binding {
            self.lead_in = Some(LeadIn { rule: draft.rule, subject: draft.subject.clone() });
            return;
        }
        let list = &tokens.list[..to];
        let Some(rule) = self.named_rule("commitment.listed") else { return };
        let noun = list.iter().position(|token| token.is(self.words.commitment_noun));
        let binds = noun.is_some() || list.iter().any(|token| token.is(self.words.agree | self.words.will | self.words.promise));
        if binds {
            let owner = noun.and_then(|at| at.checked_sub(1)).map(|at| list[at]).filter(|token| token.is(known::ADJECTIVE | known::STATE));
            let owner = owner.and_then(|token| self.actor_of(&token));
            let subject = owner.map_or_else(|| self.cast.both(), |owner| [owner].into_iter().collect());
            self.lead_in = Some(LeadIn { rule: usize::from(rule.0), subject });
        }
    }

    fn english_clause(&mut self, tokens: &Tokens, start: usize, end: usize, sentence_start: usize, sentence: &mut Sentence) {
        let list = &tokens.list;
        if sentence.drafts.is_empty() && self.is_bound_item(tokens, start, end) {
            self.list_item(tokens, start, end, sentence);
            return;
        }
        let Some(verb) = self.clause_verb(tokens, start, end) else {
            self.list_item(tokens, start, end, sentence);
            return;
        };
        let clause = self.english_parts(tokens, start, end, verb, sentence.subject.as_ref());
        if list[start..verb].iter().any(|token| token.is(known::CONDITION)) {
            sentence.is_conditional = true;
        }
        if let Some(phrase) = &clause.subject {
            sentence.subject = Some((phrase.parties.clone(), phrase.kind));
            sentence.opener.get_or_insert_with(|| phrase.parties.clone());
            if phrase.parties.len() > 1 {
                self.cast.group = phrase.parties.clone();
                if !phrase.parties.iter().any(|&party| self.cast.is_state(party)) {
                    self.cast.people = phrase.parties.clone();
                }
            } else {
                self.cast.last = phrase.parties.first().copied();
                if phrase.kind & subject::PERSON != 0 {
                    self.cast.last_person = self.cast.last;
                }
            }
        } else if clause.kind & subject::OTHER != 0 {
            sentence.subject = Some((Parties::new(), subject::OTHER));
        }
        let said = self.english_attribution(tokens, &clause, sentence_start, sentence);
        let outer = if self.lists_on(tokens, &clause, sentence) { None } else { self.rules.first_match(&clause, list) };
        // What a source urges that someone do is asked, not told.
        let asks = list[verb].is(self.words.urge) && outer.and_then(|rule| self.rules.kind(rule)) == Some(EntryKind::Request);
        let content = said.filter(|_| !asks).or_else(|| self.told_thing(tokens, &clause));
        if let Some(content) = content {
            let holds = outer.filter(|&rule| self.rules.kind(rule) == Some(EntryKind::Position));
            sentence.holds = holds;
            if self.english_content(tokens, (content, end), holds, sentence) {
                return;
            }
        } else if match outer {
            Some(_) => self.english_agreed_content(tokens, &clause, outer, sentence),
            None => self.goes_on_holding(tokens, &clause, sentence),
        } {
            return;
        }
        self.english_entry(tokens, &clause, outer, sentence);
    }
}
