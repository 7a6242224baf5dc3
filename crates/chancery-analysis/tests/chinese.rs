//! What Chinese accounts say without a marker of their own: who speaks, who is meant, how far it goes.

mod common;

use chancery_model::{Detail, DocumentKind, Language, Parties, Reading, Role};

/// Reads lines of text: a line that begins with `# ` is a title, with `? ` a question, with `! `
/// an answer, any other running text.
fn read(kind: Option<DocumentKind>, side: &[&str], lines: &str) -> Reading {
    let roles: Vec<Role> = lines
        .lines()
        .map(|line| match line.get(..2) {
            Some("# ") => Role::Title,
            Some("? ") => Role::Question,
            Some("! ") => Role::Answer,
            _ => Role::Body,
        })
        .collect();
    let text: Vec<&str> = lines.lines().map(|line| line.trim_start_matches(['#', '?', '!']).trim_start()).collect();
    let mut document = common::document(&text.join("\n"), Language::ZH, side[0], |number| roles[number]);
    document.metadata.kind = kind;
    document.metadata.side = side.iter().map(|&id| id.to_owned()).collect();
    chancery_analysis::analyse(document, common::lexicon())
}

/// Every entry but names, one a line: the voice, the kind, who it binds, the words.
fn register(reading: &Reading) -> String {
    let ids = |parties: &Parties| parties.iter().map(|&party| reading.actors.get(party).id.clone()).collect::<Vec<_>>().join("+");
    let mut lines = String::new();
    for entry in &reading.entries {
        let who = match &entry.detail {
            Detail::Commitment(commitment) => ids(&commitment.parties),
            Detail::Understanding(understanding) => ids(&understanding.parties),
            Detail::Position(position) => ids(&position.holder),
            Detail::Request(request) => format!("{}>{}", ids(&request.from), ids(&request.to)),
            Detail::Action(action) => ids(&action.actors),
            Detail::Engagement(engagement) => ids(&engagement.participants),
            Detail::Mechanism(_) | Detail::Formulation(_) => continue,
        };
        let voice = reading.voices.get(entry.voice).iter().map(|&actor| reading.actors.get(actor).id.clone()).collect::<Vec<_>>().join("/");
        let quote = &reading.document.text.as_str()[entry.span.range()];
        lines.push_str(&format!("[{voice}] {} {who}: {quote}\n", entry.detail.kind().as_str()));
    }
    lines
}

fn check(kind: Option<DocumentKind>, side: &[&str], lines: &str, expected: &str) {
    let found = register(&read(kind, side, lines));
    assert_eq!(found.trim_end(), expected, "in\n{lines}");
}

#[test]
fn the_spokesperson_of_the_title_gives_the_answers() {
    check(
        None,
        &["XAA"],
        "# 外交部发言人张平主持例行记者会\n? 问：有何评论？\n! 答：甲方愿扩大贸易。",
        "[XAA/ivo-bell] commitment XAA: 甲方愿扩大贸易",
    );
    check(None, &["XAA"], "# 例行记者会\n? 问：有何评论？\n! 答：甲方愿扩大贸易。", "[] commitment XAA: 甲方愿扩大贸易");
}

#[test]
fn an_answer_goes_on_in_the_voice_it_is_attributed_to() {
    check(
        None,
        &["XAA"],
        "? 问：有何评论？\n! 张平表示，甲方愿扩大贸易。\n! 甲方将开放市场。",
        "[XAA/ivo-bell] commitment XAA: 甲方愿扩大贸易\n[XAA/ivo-bell] commitment XAA: 甲方将开放市场",
    );
}

#[test]
fn a_question_told_in_running_text_gives_no_entries() {
    check(
        None,
        &["XAA"],
        "例行记者会上，有记者提问，乙方希望甲方开放市场。中方有何评论？\n张平表示，甲方愿扩大贸易。",
        "[XAA/ivo-bell] commitment XAA: 甲方愿扩大贸易",
    );
}

#[test]
fn whoever_goes_on_speaking_is_the_person_not_the_state() {
    check(
        None,
        &["XAA"],
        "张平表示，甲方支持对话。\n他说，甲方愿扩大贸易。",
        "[XAA/ivo-bell] position XAA: 甲方支持对话\n[XAA/ivo-bell] commitment XAA: 甲方愿扩大贸易",
    );
}

#[test]
fn a_report_with_its_agency_names_its_source_after_that() {
    check(
        None,
        &["XAA"],
        "本报甲城7月10日电 （记者某某）张平表示，甲方愿扩大贸易。\n本报甲城7月10日电 乙方将开放市场。",
        "[XAA/ivo-bell] commitment XAA: 甲方愿扩大贸易\n[] commitment XBB: 乙方将开放市场",
    );
}

#[test]
fn what_the_leaders_of_their_side_did_is_the_speakers_to_tell() {
    check(
        None,
        &["XAA"],
        "张平表示，两国是邻居。李明同王和多次会晤。甲方愿扩大贸易。",
        "[XAA/ivo-bell] engagement XAA/alma-lind+XBB/bert-wade: 李明同王和多次会晤\n[XAA/ivo-bell] commitment XAA: 甲方愿扩大贸易",
    );
}

#[test]
fn a_speech_is_the_voice_of_whom_its_title_names() {
    let speech = Some(DocumentKind::Speech);
    check(speech, &["XAA"], "# 李明在贸易论坛上的讲话\n我们将扩大开放。", "[XAA/alma-lind] commitment XAA: 我们将扩大开放");
    check(speech, &["XAA"], "# 李明出席贸易论坛并发表讲话\n李明出席论坛。\n甲国将扩大开放。", "[] commitment XAA: 甲国将扩大开放");
}

#[test]
fn what_was_agreed_is_the_narrators_to_tell() {
    check(
        None,
        &["XAA"],
        "甲国总统李明同乙国总统王和举行会谈。王和表示，乙方愿扩大贸易。双方同意保持沟通。",
        "[] engagement XAA/alma-lind+XBB/bert-wade: 甲国总统李明同乙国总统王和举行会谈\n\
         [XBB/bert-wade] commitment XBB: 乙方愿扩大贸易\n\
         [] commitment XAA+XBB: 双方同意保持沟通",
    );
}

#[test]
fn what_a_person_tells_of_a_state_is_inside_their_voice() {
    check(
        None,
        &["XAA"],
        "甲国外长张平同乙国外长陈林通电话。张平表示，乙方多次表示，将扩大贸易。甲方愿同乙方合作。",
        "[] engagement XAA/ivo-bell+XBB/ulf-kern: 甲国外长张平同乙国外长陈林通电话\n\
         [XAA/ivo-bell/XBB] commitment XBB: 将扩大贸易\n\
         [XAA/ivo-bell] commitment XAA: 甲方愿同乙方合作",
    );
}

#[test]
fn items_of_a_joint_statement_keep_their_subjects() {
    check(
        Some(DocumentKind::JointStatement),
        &["XAA", "XBB"],
        "——乙方强调支持甲方维护主权，支持甲方举办论坛。\n五、甲方承诺保护知识产权。\n（六）双方强调应加强海上合作。",
        "[] position XBB: 乙方强调支持甲方维护主权，支持甲方举办论坛\n\
         [] commitment XAA: 甲方承诺保护知识产权\n\
         [] understanding XAA+XBB: 双方强调应加强海上合作",
    );
}

#[test]
fn each_act_after_agreed_and_a_comma_is_an_entry() {
    check(
        None,
        &["XAA"],
        "甲国和乙国举行磋商。双方同意，成立贸易理事会，继续举行磋商，妥善管控分歧。",
        "[] engagement XAA+XBB: 甲国和乙国举行磋商\n\
         [] commitment XAA+XBB: 双方同意，成立贸易理事会\n\
         [] commitment XAA+XBB: 继续举行磋商\n\
         [] commitment XAA+XBB: 妥善管控分歧",
    );
}

#[test]
fn a_forecast_binds_nobody() {
    check(None, &["XAA"], "张平表示，乙方这一做法损害贸易，将打击全球市场。", "");
    check(None, &["XAA"], "张平表示，甲国经济将为各国企业提供更多机遇。", "");
}

#[test]
fn numbered_proposals_are_asked_of_both() {
    check(
        None,
        &["XAA"],
        "甲国总统李明同乙国总统王和举行会谈。李明就两国关系提出两条建议。一是保持高层交往，用好对话机制。二是深化贸易合作。",
        "[] engagement XAA/alma-lind+XBB/bert-wade: 甲国总统李明同乙国总统王和举行会谈\n\
         [XAA/alma-lind] request XAA/alma-lind>XAA+XBB: 保持高层交往，用好对话机制\n\
         [XAA/alma-lind] request XAA/alma-lind>XAA+XBB: 深化贸易合作",
    );
}

#[test]
fn a_call_is_asked_of_whom_it_names() {
    check(
        None,
        &["XAA"],
        "甲国和乙国举行磋商。甲方呼吁各国保持克制。",
        "[] engagement XAA+XBB: 甲国和乙国举行磋商\n[] request XAA>?/各国: 甲方呼吁各国保持克制",
    );
    check(None, &["XAA"], "张平表示，甲方要继续努力。", "");
}

#[test]
fn what_both_should_talk_about_is_no_talk_that_was_held() {
    check(
        None,
        &["XAA"],
        "乙国总统王和表示，两国团队有必要加强磋商。我期待着同李明总统会晤。两国团队要加强接触，就关切问题开展磋商。两国沟通非常重要。",
        "[XBB/bert-wade] request XBB/bert-wade>XAA+XBB: 两国团队有必要加强磋商\n\
         [XBB/bert-wade] commitment XBB/bert-wade: 我期待着同李明总统会晤\n\
         [XBB/bert-wade] request XBB/bert-wade>XAA+XBB: 两国团队要加强接触，就关切问题开展磋商\n\
         [XBB/bert-wade] position XBB/bert-wade: 两国沟通非常重要",
    );
}

#[test]
fn the_session_of_an_assembly_is_no_tally_of_meetings() {
    check(None, &["XAA"], "张平表示，十二届全国人大一次会议通过了预算。", "");
}
