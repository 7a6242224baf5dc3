//! Full names of bodies, for short forms later on.

use chancery_text::Span;
use memchr::memmem;

/// The most bodies remembered, so that no document is searched through again and again.
const MOST: usize = 64;

/// The bodies a document has named so far, in its order.
#[derive(Debug, Default)]
pub(crate) struct Bodies {
    /// Their names, each with a line feed after it, so that one search goes through all.
    names: String,
    /// Where each name ends among them, and where it stands in the document.
    ends: Vec<(usize, Span)>,
}

impl Bodies {
    /// Where the first body with a longer name that has these words stands in the document.
    pub fn longer(&self, words: &str) -> Option<Span> {
        self.with(words).find(|(name, _)| name.len() > words.len()).map(|(.., span)| span)
    }

    /// Whether a body has a longer name that ends in these words.
    pub fn ends_longer(&self, words: &str) -> bool {
        self.with(words).any(|(name, _)| name.len() > words.len() && name.ends_with(words))
    }

    /// Remembers a name, unless it is known.
    pub fn remember(&mut self, name: &str, span: Span) {
        if self.ends.len() < MOST && !self.with(name).any(|(known, _)| known == name) {
            self.names.push_str(name);
            self.ends.push((self.names.len(), span));
            self.names.push('\n');
        }
    }

    /// The bodies that have these words in their names.
    fn with<'a>(&'a self, words: &'a str) -> impl Iterator<Item = (&'a str, Span)> {
        let finder = memmem::Finder::new(words);
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = from + finder.find(self.names.as_bytes().get(from..)?)?;
            let place = self.ends.partition_point(|(end, _)| *end <= at);
            let &(end, span) = self.ends.get(place)?;
            let start = place.checked_sub(1).map_or(0, |before| self.ends[before].0 + 1);
            from = end + 1;
            Some((&self.names[start..end], span))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_form_is_found_in_the_first_longer_name() {
        let mut bodies = Bodies::default();
        for (name, start) in [("Council", 0), ("Council on Trade", 20), ("Joint Trade Council", 40), ("Council on Trade", 60)] {
            bodies.remember(name, Span::new(start, start + name.len() as u32));
        }
        assert_eq!(bodies.ends.len(), 3);
        assert_eq!(bodies.longer("Council"), Some(Span::new(20, 36)));
        assert_eq!(bodies.longer("Trade Council"), Some(Span::new(40, 59)));
        assert_eq!((bodies.longer("Council on Trade"), bodies.longer("Board")), (None, None));
        assert_eq!(["Council", "Trade", "on", "Joint"].map(|words| bodies.ends_longer(words)), [true, true, false, false]);
    }
}
