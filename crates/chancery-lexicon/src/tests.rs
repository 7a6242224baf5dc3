//! The packed lexicon is the parsed one.

use super::*;

/// What a lexicon says, apart from what its matchers find.
fn told(lexicon: &Lexicon) -> String {
    format!("{:?} {:?} {:?}", lexicon.parts, lexicon.names, lexicon.version)
}

#[test]
fn packing_changes_nothing() {
    let packed = Lexicon::built_in().expect("the built-in lexicon is right");
    let parsed = Lexicon::parse(&[]).expect("the built-in lexicon is right");
    assert!(told(&packed) == told(&parsed), "the tables differ");
    let text: String = BUILT_IN_FILES.iter().map(|&(_, text)| text).collect();
    let folded = chancery_text::fold::fold(&text);
    for language in LANGUAGES {
        let found = [&packed, &parsed].map(|lexicon| {
            let matcher = lexicon.matcher(language).expect("both languages have rules");
            let (mut spine, mut areas) = (Vec::new(), Vec::new());
            matcher.find(&text, folded.as_bytes(), &mut spine, &mut areas);
            assert!(spine.len() > 1000 && areas.len() > 100);
            (format!("{:?}", matcher.terms()), spine, areas)
        });
        assert!(found[0] == found[1], "{language}: terms or matches differ");
        let vocabularies = [&packed, &parsed].map(|lexicon| format!("{:?}", lexicon.vocabulary(language)));
        assert!(vocabularies[0] == vocabularies[1], "{language}: words of dates and numbers differ");
    }
}

#[test]
fn the_version_tells_what_a_lexicon_was_made_from() {
    let file = |text: &str| OverlayFile { path: "mine/terms.toml".to_owned(), text: text.to_owned() };
    let version = |overlay: &[OverlayFile]| Lexicon::load(overlay).expect("the overlay is right").version().to_string();
    assert_eq!(*built_in::DIGEST, parts::digest(&[], BUILT_IN_FILES.iter().copied()), "the build script saw other files");
    let versions = [version(&[]), version(&[file("")]), version(&[file("# Mine.")])];
    assert!(versions[0] != versions[1] && versions[1] != versions[2], "{versions:?}");
    assert!(versions.iter().all(|version| version.len() == 16));
}

#[test]
fn an_actor_is_found_by_its_id() {
    let lexicon = Lexicon::built_in().expect("the built-in lexicon is right");
    for (place, actor) in lexicon.actors().iter().enumerate() {
        let found = lexicon.find_actor(&actor.id).expect("every id is filed");
        assert!(found as usize == place || lexicon.actor(found).id == actor.id);
    }
    assert_eq!(lexicon.find_actor("nobody"), None);
}

#[test]
fn lines_are_sorted_by_id() {
    for (path, text) in BUILT_IN_FILES {
        let ids = text.lines().filter_map(|line| line.strip_prefix("  { id = \"")?.split('"').next());
        let ids: Vec<&str> = ids.collect();
        if let Some(pair) = ids.windows(2).find(|pair| pair[0] > pair[1]) {
            panic!("data/{path}: '{}' stands before '{}'", pair[0], pair[1]);
        }
    }
}
