//! The forms that Chinese builds from one-character names of states: a side, a pair, a direction.

use toml::Spanned;

use crate::class::{ClassSet, known};
use crate::embedded::FILES;
use crate::load::{Gathered, Source, ZH, lines};
use crate::term::NONE;

/// Whether a path is that of a built-in file.
fn is_built_in(path: &str) -> bool {
    FILES.iter().any(|(known, _)| *known == path)
}

/// Terms of the classes that short forms are made with.
fn affixes<'s>(sources: &'s [Source<'_>], class: &str) -> Vec<&'s str> {
    let classes = sources.iter().flat_map(|source| &source.file.class).map(Spanned::get_ref);
    classes.filter(|line| line.name == class).flat_map(|line| line.terms.iter().map(|term| term.get_ref().as_str())).collect()
}

/// Makes the forms that Chinese builds from one-character names: a side, a pair, a direction.
pub(crate) fn derive(gathered: &mut Gathered, sources: &[Source<'_>]) {
    let states = lines(sources, |file| &file.state, |line| &line.id);
    let groups = lines(sources, |file| &file.group, |line| &line.id);
    let of_states = states.iter().map(|(source, line)| (source.path, &line.get_ref().id, &line.get_ref().zh_short));
    let of_groups = groups.iter().map(|(source, line)| (source.path, &line.get_ref().id, &line.get_ref().zh_short));
    let shorts = of_states
        .chain(of_groups)
        .filter_map(|(path, id, short)| Some((is_built_in(path), *gathered.actor_index.get(id)?, short.as_deref()?)));
    // A user's short form takes the place of a built-in one that reads alike.
    let mut shorts: Vec<(bool, u32, &str)> = shorts.collect();
    shorts.sort_by_key(|&(is_built_in, ..)| is_built_in);
    let own: Vec<u32> = shorts.iter().filter(|(is_built_in, ..)| !is_built_in).map(|&(_, actor, _)| actor).collect();
    let shorts: Vec<(u32, &str)> = shorts.into_iter().map(|(_, actor, short)| (actor, short)).collect();
    let toward = gathered.classes[ZH].intern("toward").unwrap_or(0);
    let visit = gathered.classes[ZH].intern("visit_to").unwrap_or(0);
    let side = gathered.classes[ZH].intern("short.side").unwrap_or(0);
    let table = &mut gathered.tables[ZH];
    let mut form = |text: String, classes: ClassSet, actor: u32, second: u32| {
        let is_taken = table.contains(&text) && {
            let taken = table.entry(&text);
            !(own.contains(&actor) && taken.classes & (known::STATE | known::PAIR) != 0 && !own.contains(&taken.actor))
        };
        if !is_taken {
            let term = table.entry(&text);
            (term.classes, term.actor, term.second) = (classes, actor, second);
        }
    };
    let aliases = affixes(sources, "short.alias");
    let home = shorts.iter().find(|(_, short)| affixes(sources, "short.alias_of").contains(short)).map(|&(actor, _)| actor);
    let with_aliases = shorts.iter().copied().chain(aliases.iter().filter_map(|&alias| Some((home?, alias))));
    for (actor, short) in with_aliases {
        for suffix in affixes(sources, "short.side") {
            form(format!("{short}{suffix}"), known::STATE, actor, NONE);
        }
        for prefix in affixes(sources, "short.visit") {
            form(format!("{prefix}{short}"), visit | known::CONTACT, actor, NONE);
        }
        for prefix in affixes(sources, "short.toward") {
            form(format!("{prefix}{short}"), toward, actor, NONE);
        }
    }
    // A whole name that begins like a short form is read whole: a visit to Iraq is none to Iran.
    let named = states.iter().map(|(_, line)| (&line.get_ref().id, &line.get_ref().zh));
    let named = named.chain(groups.iter().map(|(_, line)| (&line.get_ref().id, &line.get_ref().zh)));
    for (id, names) in named {
        let Some(&actor) = gathered.actor_index.get(id) else { continue };
        for name in names.iter().filter(|name| shorts.iter().any(|(_, short)| name.starts_with(short))) {
            for prefix in affixes(sources, "short.visit") {
                form(format!("{prefix}{name}"), visit | known::CONTACT, actor, NONE);
            }
            for prefix in affixes(sources, "short.toward") {
                form(format!("{prefix}{name}"), toward, actor, NONE);
            }
        }
    }
    for &(actor, short) in &shorts {
        for &(other, second) in &shorts {
            if actor != other && short.chars().count() == 1 && second.chars().count() == 1 {
                form(format!("{short}{second}"), known::PAIR, actor, other);
            }
        }
    }
    // Forms of a side are told from names: which state they mean can hang on the document.
    let suffixes = affixes(sources, "short.side");
    for term in table.terms.iter_mut().filter(|term| term.classes & known::STATE != 0) {
        if suffixes.iter().any(|suffix| term.text.len() > suffix.len() && term.text.ends_with(suffix)) {
            term.classes |= side;
        }
    }
}
