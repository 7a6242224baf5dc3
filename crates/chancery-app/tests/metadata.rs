//! What is told of the documents of `../shared/corpora`, against what their collectors noted.
//!
//! The manifest of that folder names for each file its date, language and kind; the folder says whose it is. The test prints the
//! figures, those with the name of the file hidden too, and holds them above what they have reached.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chancery_app::{Lexicon, Told, read_bytes};
use chancery_model::{DocumentKind, Metadata};

/// A line of the manifest.
struct Noted {
    file: String,
    date: String,
    language: String,
    kind: String,
}

/// The kinds that stand for a finer kind of the manifest; a report of what was said or done is told as either kind of report.
const KINDS: &[(&str, &[DocumentKind])] = &[
    ("readout_meeting", &[DocumentKind::Readout]),
    ("readout_call", &[DocumentKind::Readout]),
    ("joint_statement", &[DocumentKind::JointStatement]),
    ("speech", &[DocumentKind::Speech]),
    ("remarks", &[DocumentKind::Speech, DocumentKind::PressBriefing]),
    ("fact_sheet", &[DocumentKind::FactSheet]),
    ("press_briefing", &[DocumentKind::PressBriefing]),
    ("press_conference", &[DocumentKind::PressBriefing]),
    ("press_conference_qa", &[DocumentKind::PressBriefing]),
    ("background_call", &[DocumentKind::PressBriefing]),
    ("spokesperson_qa", &[DocumentKind::PressBriefing]),
    ("interview_qa", &[DocumentKind::PressBriefing]),
    ("diplomacy_report", &[DocumentKind::News, DocumentKind::Readout]),
    ("visit_report", &[DocumentKind::News, DocumentKind::Readout]),
    ("speech_report", &[DocumentKind::News, DocumentKind::Readout]),
    ("spokesperson_report", &[DocumentKind::News, DocumentKind::PressBriefing]),
    ("letter", &[DocumentKind::Readout, DocumentKind::News]),
    ("statement", &[DocumentKind::Other, DocumentKind::Speech]),
    ("commentary", &[DocumentKind::News, DocumentKind::Other]),
    ("dialogue_note", &[DocumentKind::Readout, DocumentKind::Other]),
    ("bilingual_note", &[DocumentKind::Other]),
    ("raw_day", &[DocumentKind::News]),
    ("index_page", &[DocumentKind::Other]),
];

/// Whose the documents of a folder are, where all of them are of one side.
const SIDES: &[(&str, &str)] = &[
    ("en_auspm", "AUS"),
    ("en_state", "USA"),
    ("en_whitehouse", "USA"),
    ("html_state", "USA"),
    ("en_xi_speeches", "CHN"),
    ("html_mfa_zh", "CHN"),
    ("raw_xwlb", "CHN"),
    ("ru_kremlin", "RUS"),
    ("typed_mfa_zh", "CHN"),
    ("zh_chinanews_qa", "CHN"),
    ("zh_cpcnews", "CHN"),
    ("zh_mfa_consulates", "CHN"),
    ("zh_mfa_joint", "CHN"),
    ("zh_peoplesdaily", "CHN"),
    ("zh_xi_speeches", "CHN"),
    ("zh_xwlb", "CHN"),
];

/// How often something was right, wrong, and not told.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    right: usize,
    wrong: usize,
    untold: usize,
}

impl Count {
    fn add(&mut self, is_right: Option<bool>) {
        match is_right {
            Some(true) => self.right += 1,
            Some(false) => self.wrong += 1,
            None => self.untold += 1,
        }
    }

    /// The share that is right of all.
    fn of_all(self) -> f64 {
        self.right as f64 / (self.right + self.wrong + self.untold) as f64
    }

    /// The share that is right of what was told.
    fn of_told(self) -> f64 {
        self.right as f64 / (self.right + self.wrong) as f64
    }
}

fn corpora() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora")
}

fn manifest(folder: &Path) -> Option<Vec<Noted>> {
    let text = fs::read_to_string(folder.join("manifest.tsv")).ok()?;
    let line = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned);
        Some(Noted { file: cells.next()?, date: cells.next()?, language: cells.next()?, kind: cells.next()? })
    };
    Some(text.lines().skip(1).filter_map(line).collect())
}

/// What is told of a file under a name; nothing when it is of a format that is not read, or read as the plain text that it is not.
fn told_of(path: &Path, name: &str, lexicon: &Lexicon) -> Option<Metadata> {
    let bytes = fs::read(path).expect("the manifest names files that are there");
    let metadata = read_bytes(name, bytes, &Told::default(), lexicon).ok()?.document.metadata;
    let is_text = path.extension().is_some_and(|ending| ending == "txt" || ending == "md");
    (is_text || metadata.media_type != "text/plain").then_some(metadata)
}

#[test]
fn documents_say_what_they_are() {
    let folder = corpora();
    let Some(noted) = manifest(&folder) else {
        println!("skipped: there is no {}", folder.display());
        return;
    };
    let lexicon = Lexicon::built_in().expect("the built-in lexicon is right");
    let (mut language, mut date, mut hidden, mut kind, mut side) =
        (Count::default(), Count::default(), Count::default(), Count::default(), Count::default());
    let mut sides: BTreeMap<&str, Count> = BTreeMap::new();
    for noted in &noted {
        let Some(metadata) = told_of(&folder.join(&noted.file), &noted.file, &lexicon) else { continue };
        let first_folder = noted.file.split('/').next().unwrap_or_default();
        if matches!(noted.language.as_str(), "zh" | "en" | "ru") {
            language.add(metadata.language.map(|language| language.as_str() == noted.language));
        }
        if noted.date.len() == 10 {
            date.add(metadata.date.map(|date| date.to_string() == noted.date));
            let metadata = told_of(&folder.join(&noted.file), "page", &lexicon).expect("it was read before");
            hidden.add(metadata.date.map(|date| date.to_string() == noted.date));
        }
        if let Some((_, kinds)) = KINDS.iter().find(|(name, _)| *name == noted.kind) {
            kind.add(metadata.kind.map(|kind| kinds.contains(&kind)));
        }
        if let Some((_, expected)) = SIDES.iter().find(|(name, _)| *name == first_folder) {
            let is_right = (!metadata.side.is_empty()).then(|| has_side(&metadata.side, expected, &lexicon));
            side.add(is_right);
            sides.entry(first_folder).or_default().add(is_right);
        }
    }
    println!("language          {language:?}");
    println!("date              {date:?}");
    println!("date, name hidden {hidden:?}");
    println!("kind              {kind:?}: {:.3} of all, {:.3} of those told", kind.of_all(), kind.of_told());
    println!("side              {side:?}: {:.3} of those told", side.of_told());
    for (folder, count) in sides {
        println!("  {folder:17} {count:?}");
    }
    assert_eq!((language.wrong, language.untold), (0, 0));
    assert!(date.of_all() >= 0.99, "dates");
    assert!(hidden.of_told() >= 0.95, "dates with the name hidden");
    assert!(kind.of_all() >= 0.87 && kind.of_told() >= 0.90, "kinds");
    assert!(side.of_told() >= 0.99, "sides");
}

/// Whether a side is among those told, or a member of a group among them.
fn has_side(told: &[String], expected: &str, lexicon: &Lexicon) -> bool {
    let members = |side: &String| lexicon.find_actor(side).map(|index| lexicon.actor(index).members.clone()).unwrap_or_default();
    told.iter().any(|side| side == expected || members(side).iter().any(|member| member == expected))
}
