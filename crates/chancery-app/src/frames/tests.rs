use std::fs;

use super::{Frame, frames};

const FRAME: &str = r#"id = "mine"
en = "Mine"
zh = "我的"
about_en = "What I look at."
about_zh = "我所看的。"

[[limb]]
id = "first"
en = "First"
zh = "其一"
about_en = "."
about_zh = "。"

[[limb.indicator]]
id = "opposed"
en = "Opposed"
zh = "反对"
kind = ["position"]
stance = ["oppose"]
says = ["two banks", "两岸&河"]
"#;

/// What is wrong with the frame once a part of it is another.
fn check(part: &str, other: &str, expected: &[&str]) {
    assert!(FRAME.contains(part), "{part}");
    let problems = Frame::parse("mine.toml", &FRAME.replacen(part, other, 1)).err().unwrap_or_default();
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), expected.len(), "{said:?}");
    for (said, expected) in said.iter().zip(expected) {
        assert!(said.starts_with(expected), "{said}\nshould begin {expected}");
    }
}

#[test]
fn a_frame_is_read_and_its_indicators_open_the_register() {
    let frame = Frame::parse("mine.toml", FRAME).expect("it fits");
    let query = &frame.limbs[0].indicators[0].query;
    let address = "kind=position&stance=oppose&says=two%20banks&says=%E4%B8%A4%E5%B2%B8%26%E6%B2%B3";
    assert_eq!(query.address(), address);
    assert_eq!(query.filter().says, ["two banks", "两岸&河"]);
}

#[test]
fn what_is_wrong_is_said_at_its_place() {
    check("oppose\"", "opposed\"", &["mine.toml:19:11: 'opposed' is not one of support, oppose"]);
    check("kind = [\"position\"]", "kind = [\"request\"]", &["mine.toml:19:11: stance belongs to position"]);
    check("kind = [\"position\"]\n", "", &["mine.toml:18:11: stance belongs to position"]);
    check("\"position\"", "\"posture\"", &["mine.toml:18:9: 'posture' is not one of", "mine.toml:19:11: stance belongs to"]);
    check("id = \"opposed\"", "id = \"Opposed\"", &["mine.toml:15:6: 'Opposed' is no id"]);
    check("\"two banks\"", "\"…\"", &["mine.toml:20:9: a phrase has a letter"]);
    check("en = \"First\"", "en = \"\"", &["mine.toml:9:6: a name has a word"]);
    check("stance = [", "stanse = [", &["mine.toml:19:1: unknown field `stanse`"]);
    check("[[limb]]", "[[limb]", &["mine.toml:7:"]);
    let indicator = "kind = [\"position\"]\nstance = [\"oppose\"]\nsays = [\"two banks\", \"两岸&河\"]\n";
    check(indicator, "", &["mine.toml:15:6: an indicator says which entries it counts"]);
}

#[test]
fn a_users_frame_stands_beside_the_built_in_ones_or_takes_their_place() {
    let ids = |folder: &std::path::Path| -> Vec<(String, String)> {
        frames(Some(folder)).expect("they fit").into_iter().map(|frame| (frame.id, frame.names.en)).collect()
    };
    let folder = tempfile::tempdir().expect("made");
    assert_eq!(ids(folder.path()).len(), 2, "a lexicon without frames");
    fs::create_dir(folder.path().join("frames")).expect("made");
    fs::write(folder.path().join("frames/mine.toml"), FRAME).expect("written");
    assert_eq!(ids(folder.path()).len(), 3);
    assert!(crate::overlay::lexicon(Some(folder.path())).is_ok(), "a frame is no file of the lexicon");
    fs::write(folder.path().join("frames/mine.toml"), FRAME.replace("\"mine\"", "\"plover\"")).expect("written");
    assert!(ids(folder.path()).contains(&("plover".to_owned(), "Mine".to_owned())));
    fs::write(folder.path().join("frames/other.toml"), FRAME.replace("\"mine\"", "\"plover\"")).expect("written");
    let error = frames(Some(folder.path())).expect_err("twice").to_string();
    assert!(error.contains("other.toml: the frame 'plover' stands in"), "{error}");
}
