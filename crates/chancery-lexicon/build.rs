//! Packs the built-in files, so that the program parses none of them when it starts.
//!
//! The loader is that of the crate, compiled into this script. What it made is written as
//! `parts.rs` and `packed.rs` say, and `built_in.rs` takes it in.

#![allow(dead_code, reason = "the crate uses the rest of its modules")]

#[path = "src/actors.rs"]
mod actors;
#[path = "src/class.rs"]
mod class;
#[path = "src/concept.rs"]
mod concept;
#[path = "src/embedded.rs"]
mod embedded;
#[path = "src/file.rs"]
mod file;
#[path = "src/load.rs"]
mod load;
#[path = "src/load_rules.rs"]
mod load_rules;
#[path = "src/matcher.rs"]
mod matcher;
#[path = "src/packed.rs"]
mod packed;
#[path = "src/parts.rs"]
mod parts;
#[path = "src/pattern.rs"]
mod pattern;
#[path = "src/problem.rs"]
mod problem;
#[path = "src/rule.rs"]
mod rule;
#[path = "src/short_forms.rs"]
mod short_forms;
#[path = "src/term.rs"]
mod term;
#[path = "src/word_index.rs"]
mod word_index;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    // A changed data or source file is a changed script: it is compiled in.
    println!("cargo::rerun-if-changed=build.rs");
    let folder = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo tells no OUT_DIR")?);
    let loaded = load::load(&[]).map_err(|problems| problems.iter().map(|problem| format!("data/{problem}\n")).collect::<String>())?;
    fs::write(folder.join("digest.bin"), parts::digest(&[], embedded::FILES.iter().copied()))?;
    fs::write(folder.join("parts.bin"), postcard::to_allocvec(&loaded.parts)?)?;
    fs::write(folder.join("words.bin"), postcard::to_allocvec(&loaded.words)?)?;
    fs::write(folder.join("concepts.bin"), postcard::to_allocvec(&loaded.concept_words)?)?;
    for (place, (table, language)) in loaded.tables.into_iter().zip(class::LANGUAGES).enumerate() {
        fs::write(folder.join(format!("terms_{place}.bin")), packed::pack(&table.arrange(), language)?)?;
    }
    Ok(())
}
