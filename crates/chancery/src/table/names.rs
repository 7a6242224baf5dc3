//! Actors by the names people use, in the language of the document where there is one.

use std::collections::HashMap;

use chancery_app::ReadingJson;

/// Names of the actors of one reading, by id.
pub(crate) struct Names {
    by_id: HashMap<String, String>,
}

impl Names {
    /// The names of a reading's actors: in its language, else in English, else any.
    pub(crate) fn new(view: &ReadingJson<'_>) -> Self {
        let language = view.document().language;
        let actors = view.actors();
        let by_id = actors.iter().map(|actor| {
            let in_language = language.as_deref().and_then(|language| actor.names.get(language));
            let name = in_language.or_else(|| actor.names.get("en")).or_else(|| actor.names.0.first().map(|pair| pair.1));
            (actor.id.to_owned(), name.unwrap_or_else(|| plain(actor.id)).to_owned())
        });
        Self { by_id: by_id.collect() }
    }

    /// The name of an actor.
    pub(crate) fn one<'s>(&'s self, id: &'s str) -> &'s str {
        self.by_id.get(id).map_or_else(|| plain(id), String::as_str)
    }

    /// Several names.
    pub(crate) fn all(&self, ids: &[&str]) -> String {
        if ids.is_empty() {
            return "not known".to_owned();
        }
        ids.iter().map(|id| self.one(id)).collect::<Vec<_>>().join(", ")
    }

    /// A chain of sources, outermost first.
    pub(crate) fn voice(&self, chain: &[&str]) -> String {
        if chain.is_empty() {
            return "the document itself".to_owned();
        }
        chain.iter().map(|id| self.one(id)).collect::<Vec<_>>().join(" > ")
    }
}

/// An id as a name: `?/text` is an actor known by its words alone.
fn plain(id: &str) -> &str {
    id.strip_prefix("?/").unwrap_or(id)
}
