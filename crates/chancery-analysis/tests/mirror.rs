//! The mirror test (coding manual, 5): exchange two states' names, and those of their people,
//! throughout a text, and its reading has them exchanged and is the same in everything else.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use chancery_document::Told;
use chancery_lexicon::{Lexicon, OverlayFile};
use chancery_model::{ActorId, Detail, Document, Language, Paragraph, Reading, Role, Window};
use chancery_text::{Span, Text};
use common::{DAY, lexicon, read_file};
use proptest::prelude::*;

/// Names and ids of the two made-up states of the examples of the rules, equally long.
const SPECIMENS: &[(&str, &str)] = &[
    ("甲", "乙"),
    ("李明", "王和"),
    ("张平", "陈林"),
    ("刘青", "孙江"),
    ("宁城", "安城"),
    ("Alvonia", "Berland"),
    ("Alvonian", "Berlandi"),
    ("Alma Lind", "Bert Wade"),
    ("Lind", "Wade"),
    ("Ivo Bell", "Ulf Kern"),
    ("Bell", "Kern"),
    ("Tess Holm", "Nils York"),
    ("Holm", "York"),
    ("Alveton", "Berholm"),
    ("XAA", "XBB"),
    ("XAA/alma-lind", "XBB/bert-wade"),
    ("XAA/ivo-bell", "XBB/ulf-kern"),
    ("XAA/tess-holm", "XBB/nils-york"),
];

/// Names and ids of the two states of the bundled examples.
const BUNDLED: &[(&str, &str)] = &[
    ("阿尔沃尼亚", "凯斯特里亚"),
    ("沃", "凯"),
    ("达娜·奥尔莱克", "彼得·兰茨"),
    ("奥尔莱克", "兰茨"),
    ("伊尔莎·科尔万", "尼尔斯·布拉默"),
    ("科尔万", "布拉默"),
    ("米拉·索兰", "安东·维尔德"),
    ("索兰", "维尔德"),
    ("托马斯·韦里克", "约纳斯·哈勒"),
    ("韦里克", "哈勒"),
    ("芬恩特", "罗斯特"),
    ("索里安", "韦尔蒙特"),
    ("马伦港", "安塞尔港"),
    ("Alvonia", "Kestria"),
    ("Alvonian", "Kestrian"),
    ("Dana Orlec", "Peter Lanz"),
    ("Orlec", "Lanz"),
    ("ORLEC", "LANZ"),
    ("Ilse Corvane", "Nils Bramer"),
    ("Corvane", "Bramer"),
    ("Mira Sollan", "Anton Velder"),
    ("Sollan", "Velder"),
    ("Tomas Verrick", "Jonas Hale"),
    ("Verrick", "Hale"),
    ("Nora Fenn", "Edda Rost"),
    ("Fenn", "Rost"),
    ("Soriane", "Velmont"),
    ("XAC", "XKC"),
    ("Port Marren", "Port Ansel"),
    ("ANA", "KNA"),
    ("XAL", "XKS"),
    ("XAL/dana-orlec", "XKS/peter-lanz"),
    ("XAL/ilse-corvane", "XKS/nils-bramer"),
    ("XAL/mira-sollan", "XKS/anton-velder"),
    ("XAL/tomas-verrick", "XKS/jonas-hale"),
    ("XAL/nora-fenn", "XKS/edda-rost"),
];

/// The counterpart that a head of government of one of the two states has none of.
const COUNTERPART: &str = r#"person = [{ id = "XAL/nora-fenn", zh = ["芬恩特"], en = ["Nora Fenn"], en_short = ["Fenn"], office = [{ title = "prime-minister", from = "2023-06-15" }] }]"#;

/// And the currency that the other has.
const CURRENCY: &str = r#"currency = [{ code = "XKC", before = ["xkc"], zh = ["凯元"], en = ["kestrian crown", "kestrian crowns"] }]"#;

/// Exchanges the names of `pairs` throughout a text, the longest that stands at a place first.
fn exchanged(text: &str, pairs: &[(&str, &str)]) -> String {
    let mut both: Vec<(&str, &str)> = pairs.iter().flat_map(|&(one, other)| [(one, other), (other, one)]).collect();
    both.sort_by_key(|(from, _)| std::cmp::Reverse(from.len()));
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        match both.iter().find(|(from, _)| rest.starts_with(from)) {
            Some((from, to)) => {
                out.push_str(to);
                rest = &rest[from.len()..];
            }
            None => {
                out.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    out
}

/// The document with the names exchanged: the same paragraphs in the same roles.
fn mirrored(document: &Document, pairs: &[(&str, &str)]) -> Document {
    let mut text = String::new();
    let mut paragraphs = Vec::new();
    for paragraph in &document.paragraphs {
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(&exchanged(document.text.slice(paragraph.span), pairs));
        paragraphs.push(Paragraph { span: Span::of(start, text.len()), role: paragraph.role });
    }
    let mut metadata = document.metadata.clone();
    metadata.side = metadata.side.iter().map(|side| exchanged(side, pairs)).collect();
    Document { text: Text::new(text).expect("as short as the other"), paragraphs, metadata, warnings: Vec::new() }
}

/// What a reading says, a line a voice or entry, with words and ids instead of places.
fn lines(reading: &Reading) -> Vec<String> {
    let text = &reading.document.text;
    let words = |span: Option<Span>| span.map_or("", |span| text.slice(span));
    let ids = |actors: &[ActorId]| actors.iter().map(|&actor| reading.actors.get(actor).id.as_str()).collect::<Vec<_>>().join("+");
    let rule = |index: u16| reading.names.rules[usize::from(index)].as_str();
    let window = |window: &Option<Box<Window>>| {
        window
            .as_ref()
            .map_or(String::new(), |window| format!("{:?} {:?} {:?} {}", window.start, window.end, window.length, words(window.words)))
    };
    let targets = |targets: &[chancery_model::Target]| {
        targets
            .iter()
            .map(|target| format!("{} {} {};", target.value, reading.names.unit(target.unit), words(target.of)))
            .collect::<String>()
    };
    let voices = reading.voice_runs.iter().map(|run| {
        format!(
            "voice {} | {} | {} | {} | {}",
            ids(reading.voices.get(run.voice)),
            run.rule.map_or("", |index| rule(index.0)),
            words(run.source),
            words(run.cue),
            text.slice(run.span).trim()
        )
    });
    let entries = reading.entries.iter().map(|entry| {
        let detail = match &entry.detail {
            Detail::Commitment(it) => {
                format!("{} {:?} {} {} {}", ids(&it.parties), it.modality, targets(&it.targets), window(&it.window), it.conditional)
            }
            Detail::Understanding(it) => ids(&it.parties),
            Detail::Position(it) => format!("{} {:?}", ids(&it.holder), it.stance),
            Detail::Request(it) => format!("{} to {}", ids(&it.from), ids(&it.to)),
            Detail::Action(it) => format!("{} {} {}", ids(&it.actors), window(&it.when), targets(&it.targets)),
            Detail::Engagement(it) => {
                format!(
                    "{} {:?} {} {} {:?} {:?}",
                    ids(&it.participants),
                    it.engagement_type,
                    words(it.place),
                    window(&it.when),
                    it.status,
                    it.count
                )
            }
            Detail::Mechanism(it) => format!("{} {} {:?}", words(Some(it.name)), ids(&it.parties), it.status),
            Detail::Formulation(it) => words(Some(it.term)).to_owned(),
        };
        let areas: Vec<&str> =
            reading.area_sets.get(entry.areas).iter().map(|area| reading.names.areas[usize::from(area)].as_str()).collect();
        format!(
            "{} “{}” {detail} in {} by {} {:?}",
            rule(entry.rule.0),
            text.slice(entry.span),
            areas.join("+"),
            ids(reading.voices.get(entry.voice)),
            entry.flags
        )
    });
    voices.chain(entries).collect()
}

/// The lines of the reading of the mirrored document, and those expected.
fn mirror(document: Document, pairs: &[(&str, &str)], lexicon: &Lexicon) -> (Vec<String>, Vec<String>) {
    let other = chancery_analysis::analyse(mirrored(&document, pairs), lexicon);
    let one = chancery_analysis::analyse(document, lexicon);
    (lines(&other), lines(&one).iter().map(|line| exchanged(line, pairs)).collect())
}

const CHINESE_SUBJECTS: &[&str] = &[
    "甲国",
    "甲方",
    "乙国",
    "乙方",
    "双方",
    "甲乙双方",
    "乙甲两国",
    "甲国和乙国",
    "两国元首",
    "甲国总统李明",
    "乙国总统王和",
    "李明",
    "王和总统",
    "甲国外长张平",
    "乙国外长",
    "陈林",
    "甲国政府",
    "乙方团队",
    "甲方代表团",
    "我们",
    "丙国",
    "丙国总统周文",
    "外长",
    "他",
    "两国外长",
];

const CHINESE_PREDICATES: &[&str] = &[
    "愿同乙国扩大贸易",
    "愿同甲方保持沟通",
    "将于6月访问乙国",
    "将自7月1日起取消对甲方农产品的关税",
    "对乙国进行国事访问",
    "希望甲方恪守承诺",
    "敦促乙方纠正错误",
    "反对乙方的单边措施",
    "对甲方的做法表示严重关切",
    "同意成立甲乙贸易理事会",
    "同意成立渔业理事会",
    "支持甲国主办峰会",
    "欢迎乙国企业投资",
    "应尊重甲方立场",
    "应尊重乙方立场",
    "在宁城举行会谈",
    "在安城会见李明",
    "同王和通电话",
    "邀请王和访问甲国",
    "邀请李明访问乙国",
    "取消了对甲方农产品的关税",
    "承诺购买200架飞机",
    "不能损害甲国利益",
    "致力于乙甲关系稳定发展",
    "恪守联合国宪章宗旨和原则",
    "表示，甲国反对脱钩",
    "强调，乙方愿加强合作",
    "指出，双方要落实共识",
    "表示，他期待访问甲国",
    "说，正如李明指出，贸易是桥梁",
];

const ENGLISH_SUBJECTS: &[&str] = &[
    "Alvonia",
    "Berland",
    "Both sides",
    "The two leaders",
    "Alvonia and Berland",
    "Berland and Alvonia",
    "President Lind",
    "President Bert Wade",
    "President Wade of Berland",
    "The President of Alvonia",
    "The Prime Minister of Berland",
    "Foreign Minister Ulf Kern",
    "Prime Minister Holm",
    "The Alvonian government",
    "Berlandi officials",
    "They",
    "He",
    "We",
    "Cordia",
    "The Foreign Ministers of Alvonia and Berland",
    "President Lind and President Wade",
    "The Alvonia-Berland Trade Council",
];

const ENGLISH_PREDICATES: &[&str] = &[
    "will lower its tariffs on Berlandi steel by 2027",
    "will purchase 200 aircraft from Alvonia",
    "agreed to establish a Trade Council",
    "agreed that trade is a bridge",
    "said that Berland must lower its tariffs",
    "stressed that Alvonia opposes unilateral changes",
    "urged Alvonia to publish its rules",
    "called on Berland to lower its tariffs",
    "welcomed the release of the Alvonian vessel",
    "raised concerns about Berlandi export controls",
    "voiced concern about Alvonian export controls",
    "met with President Wade in Berholm on May 3, 2026",
    "met with Foreign Minister Bell in Alveton",
    "invited President Wade to visit Alvonia",
    "invited Prime Minister Holm to visit Berland",
    "reaffirmed its commitment to lowering tariffs",
    "intends to open a consulate in Berland",
    "approved the purchase of Alvonian aircraft",
    "held talks with Berland",
    "thanked President Lind for his hospitality",
    "supports a Berland-Alvonia Energy Dialogue",
    "added that Alvonia should act",
    "looks forward to visiting Alveton",
];

/// Two or three paragraphs of one to three sentences.
fn texts(subjects: &'static [&'static str], predicates: &'static [&'static str], language: Language) -> impl Strategy<Value = String> {
    let sentence = (proptest::sample::select(subjects), proptest::collection::vec(proptest::sample::select(predicates), 1..3));
    let sentence = sentence.prop_map(move |(subject, predicates)| {
        if language == Language::ZH {
            format!("{subject}{}。", predicates.join("，"))
        } else {
            format!("{subject} {}. ", predicates.join(" and "))
        }
    });
    let paragraph = proptest::collection::vec(sentence, 1..4).prop_map(|sentences| sentences.concat().trim_end().to_owned());
    proptest::collection::vec(paragraph, 1..3).prop_map(|paragraphs| paragraphs.join("\n"))
}

fn check(text: &str, language: Language, side: &str) {
    let (found, expected) = mirror(common::document(text, language, side, |_| Role::Body), SPECIMENS, lexicon());
    assert_eq!(found, expected, "\n{text}\n{}\nexpected\n{}", found.join("\n"), expected.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn chinese_texts_are_read_alike_with_the_names_exchanged(
        text in texts(CHINESE_SUBJECTS, CHINESE_PREDICATES, Language::ZH), side in proptest::sample::select(vec!["XAA", "XBB", "XCC", ""]),
    ) {
        check(&text, Language::ZH, side);
    }

    #[test]
    fn english_texts_are_read_alike_with_the_names_exchanged(
        text in texts(ENGLISH_SUBJECTS, ENGLISH_PREDICATES, Language::EN), side in proptest::sample::select(vec!["XAA", "XBB", "XCC", ""]),
    ) {
        check(&text, Language::EN, side);
    }
}

#[test]
fn exchanging_twice_gives_the_text_again() {
    let text = "甲国总统李明同乙方陈林。Alvonian and Berlandi leaders, Alma Lind";
    assert_eq!(exchanged(text, SPECIMENS), "乙国总统王和同甲方张平。Berlandi and Alvonian leaders, Bert Wade");
    assert_eq!(exchanged(&exchanged(text, SPECIMENS), SPECIMENS), text);
}

fn toml_files(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut children: Vec<PathBuf> =
        fs::read_dir(folder).expect("the examples are there").map(|child| child.expect("readable").path()).collect();
    children.sort();
    for child in children {
        if child.is_dir() {
            toml_files(&child, files);
        } else if child.extension().is_some_and(|extension| extension == "toml") {
            files.push(child);
        }
    }
}

/// The lexicon of the bundled examples, with their names of bodies in the other order too.
fn bundled_lexicon(folder: &Path) -> Lexicon {
    let mut files = Vec::new();
    toml_files(folder, &mut files);
    let mut overlay = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).expect("readable");
        let path = path.display().to_string();
        if path.ends_with("names.toml") {
            let other = exchanged(&text, BUNDLED).replace("id = \"", "id = \"exchanged-");
            overlay.push(OverlayFile { path: "exchanged.toml".to_owned(), text: other });
        }
        overlay.push(OverlayFile { path, text });
    }
    overlay.push(OverlayFile { path: "counterpart.toml".to_owned(), text: COUNTERPART.to_owned() });
    overlay.push(OverlayFile { path: "mentions/counterpart.toml".to_owned(), text: CURRENCY.to_owned() });
    Lexicon::load(&overlay).unwrap_or_else(|problems| panic!("{problems:?}"))
}

#[test]
fn the_bundled_accounts_are_read_alike_with_the_names_exchanged() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let lexicon = bundled_lexicon(&examples.join("lexicon"));
    let mut accounts: Vec<PathBuf> =
        fs::read_dir(examples.join("accounts")).expect("the examples are there").map(|child| child.expect("readable").path()).collect();
    accounts.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    accounts.sort();
    assert!(!accounts.is_empty());
    let mut wrong = Vec::new();
    for path in &accounts {
        let name = path.file_name().and_then(|name| name.to_str()).expect("plain names");
        let sides = if name.contains("joint") {
            vec!["XAL", "XKS"]
        } else if name.contains("kestria") || name.contains("-en") {
            vec!["XKS"]
        } else {
            vec!["XAL"]
        };
        let told = Told { date: Some(DAY), side: Some(sides.into_iter().map(str::to_owned).collect()), ..Told::default() };
        let reading = read_file(name, fs::read(path).expect("readable"), &told, &lexicon);
        assert!(reading.entries.len() > 3, "{name}");
        let document = Document { warnings: Vec::new(), ..reading.document };
        let (found, expected) = mirror(document, BUNDLED, &lexicon);
        let differences = found.iter().zip(&expected).filter(|(found, expected)| found != expected);
        wrong.extend(differences.map(|(found, expected)| format!("{name}\n  found    {found}\n  expected {expected}")));
        if found.len() != expected.len() {
            wrong.push(format!("{name}: {} lines, expected {}", found.len(), expected.len()));
        }
    }
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
}
