//! What an English account tells only once, and what is no one's.

use chancery_lexicon::known;
use chancery_model::{Detail, Engagement, EngagementStatus, EngagementType, Parties};

use crate::reader::Reader;
use crate::token::Tokens;

/// How many entries of a document are looked at for the meeting it is an account of.
const MOST_CONTACTS: usize = 12;

impl Reader<'_, '_> {
    /// Whether an English account tells of a meeting, or of a visit, again that an entry before has: the same
    /// sides, held, and neither when nor where.
    pub(crate) fn is_told_again(&self, engagement: &Engagement) -> bool {
        let is_bare = engagement.when.is_none() && engagement.place.is_none() && engagement.status == EngagementStatus::Held;
        let sides = |parties: &Parties| parties.iter().map(|&party| self.cast.state_of(party)).collect::<Vec<_>>();
        let own = sides(&engagement.participants);
        let is_visit = |engagement: &Engagement| matches!(engagement.engagement_type, EngagementType::Visit | EngagementType::StateVisit);
        is_bare
            && !self.is_chinese()
            && self.entries.iter().take(MOST_CONTACTS).any(|entry| match &entry.detail {
                Detail::Engagement(told) => {
                    told.status == EngagementStatus::Held
                        && is_visit(told) == is_visit(engagement)
                        && own.iter().all(|side| sides(&told.participants).contains(side))
                }
                _ => false,
            })
    }

    /// Whether the word after *to* is a verb: what a meeting is for names none who take part.
    pub(crate) fn is_bare_verb(&self, tokens: &Tokens, place: usize) -> bool {
        let Some(token) = tokens.list.get(place) else { return false };
        let words = &self.text[token.span.range()];
        let is_small = words.starts_with(|first: char| first.is_ascii_lowercase());
        token.is(self.words.base) || token.is(known::WORD) && !token.is(self.words.determiner) && is_small && !words.ends_with("ing")
    }
}

/// Whether an entry binds or speaks for no one that is known.
pub(crate) fn is_nobodys(detail: &Detail) -> bool {
    match detail {
        Detail::Commitment(commitment) => commitment.parties.is_empty(),
        Detail::Position(position) => position.holder.is_empty(),
        Detail::Request(request) => request.from.is_empty(),
        Detail::Action(action) => action.actors.is_empty(),
        _ => false,
    }
}
