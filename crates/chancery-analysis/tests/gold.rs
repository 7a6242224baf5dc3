//! Real accounts: what is read from each is grounded, and its voices cover it.

mod common;

use std::fs;
use std::path::Path;

use chancery_document::Told;
use chancery_lexicon::Lexicon;
use common::{assert_grounded, read_file};

#[test]
fn readings_of_the_gold_sources_are_grounded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/gold/sources");
    let Ok(children) = fs::read_dir(&folder) else {
        println!("skipped: there is no {}", folder.display());
        return;
    };
    let lexicon = Lexicon::built_in().unwrap_or_else(|problems| panic!("{problems:?}"));
    let mut paths: Vec<_> = children.map(|child| child.expect("readable").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt" || extension == "md"));
    paths.sort();
    for path in &paths {
        let name = path.display().to_string();
        let reading = read_file(&name, fs::read(path).expect("readable"), &Told::default(), &lexicon);
        assert_grounded(&reading);
        assert!(!reading.entries.is_empty(), "{name} has entries");
    }
}
