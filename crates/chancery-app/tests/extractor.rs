//! Where files are read: what cannot turn against its reader needs no other process.

use std::path::PathBuf;

use chancery_app::{Bounds, Extractor, Lexicon, Pool, Told, read_bytes};

#[test]
fn plain_text_starts_no_process() {
    let lexicon = Lexicon::built_in().expect("the built-in lexicon is right");
    // A pool that starts anything at all fails.
    let apart = Extractor::Apart(Pool::new(PathBuf::from("/absent/program"), Vec::new(), Bounds::default()));
    for name in ["page.txt", "page.md"] {
        let text = "甲国外长同乙国外长会谈。";
        let reading = read_bytes(name, text.into(), &Told::default(), &lexicon, &apart).expect("it is read in this process");
        assert_eq!(reading.document.text.as_str(), text);
    }
}
