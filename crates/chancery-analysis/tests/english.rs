//! English sentences whose structure decides what an entry is, whose it is and who says it.

mod common;

use chancery_document::Told;
use chancery_model::{ActorId, Detail, Language, Reading};
use common::read;

fn names(reading: &Reading, actors: &[ActorId]) -> String {
    actors.iter().map(|&actor| reading.actors.get(actor).id.as_str()).collect::<Vec<_>>().join("+")
}

/// Every entry that a rule on clauses made: kind, whose it is, the voice, the words.
fn clauses(text: &str) -> Vec<String> {
    let reading = read(text, Language::EN);
    let told = reading.entries.iter().filter_map(|entry| {
        let whose = match &entry.detail {
            Detail::Commitment(commitment) => names(&reading, &commitment.parties),
            Detail::Understanding(understanding) => names(&reading, &understanding.parties),
            Detail::Position(position) => names(&reading, &position.holder),
            Detail::Request(request) => format!("{} > {}", names(&reading, &request.from), names(&reading, &request.to)),
            Detail::Action(action) => names(&reading, &action.actors),
            Detail::Engagement(engagement) => names(&reading, &engagement.participants),
            Detail::Mechanism(_) | Detail::Formulation(_) => return None,
        };
        let voice = names(&reading, reading.voices.get(entry.voice));
        let quote = &reading.document.text.as_str()[entry.span.range()];
        Some(format!("{:?} {whose} [{voice}] {quote}", entry.detail.kind()).to_lowercase())
    });
    told.collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(clauses(text), expected.iter().map(|line| line.to_lowercase()).collect::<Vec<_>>());
}

#[test]
fn a_name_holds_the_floor_until_the_next() {
    check(
        "PRESIDENT LIND: Good evening.\nAlvonia opposes the tariffs.\nPRESIDENT WADE: Thank you.\nBerland supports open trade.",
        &["position XAA [XAA/alma-lind] Alvonia opposes the tariffs", "position XBB [XBB/bert-wade] Berland supports open trade"],
    );
}

#[test]
fn what_a_source_holds_leaves_out_source_and_cue() {
    check(
        "President Lind underscored that the dispute is a matter of law and that the ports are open to all ships.",
        &[
            "position XAA/alma-lind [XAA/alma-lind] the dispute is a matter of law",
            "position XAA/alma-lind [XAA/alma-lind] the ports are open to all ships",
        ],
    );
}

#[test]
fn a_stance_of_the_state_is_the_states() {
    check(
        "President Lind reaffirmed the commitment of Alvonia to defending the strait. President Wade reaffirmed his support for the plan.",
        &[
            "commitment XAA [XAA/alma-lind] President Lind reaffirmed the commitment of Alvonia to defending the strait",
            "position XBB/bert-wade [XBB/bert-wade] President Wade reaffirmed his support for the plan",
        ],
    );
}

#[test]
fn a_relative_clause_binds_no_one() {
    check("Alvonia praised the programme, which will return the ships.", &[]);
}

#[test]
fn a_noun_that_looks_like_a_verb_opens_no_clause() {
    check(
        "Alvonia and Berland stressed the importance of trade, support for fishermen, and open ports.",
        &["understanding XAA+XBB [] Alvonia and Berland stressed the importance of trade, support for fishermen, and open ports"],
    );
}

#[test]
fn the_same_meeting_is_told_once() {
    check(
        "President Lind met with President Wade in Alveton on May 3, 2026. The two leaders held a candid discussion.",
        &["engagement XAA/alma-lind+XBB/bert-wade [] President Lind met with President Wade in Alveton on May 3, 2026"],
    );
}

#[test]
fn what_a_meeting_is_for_names_none_who_take_part() {
    check(
        "President Lind met with President Wade in Alveton on May 3, 2026, to greet President Hale.",
        &[
            "engagement XAA/alma-lind+XBB/bert-wade [] President Lind met with President Wade in Alveton on May 3, 2026, to greet President Hale",
        ],
    );
}

#[test]
fn a_voice_begins_where_its_source_is_named() {
    check(
        "Alvonia and Berland welcomed the treaty, and President Lind stressed that the ports are open.",
        &["understanding XAA+XBB [] Alvonia and Berland welcomed the treaty", "position XAA/alma-lind [XAA/alma-lind] the ports are open"],
    );
}

#[test]
fn what_a_meeting_was_for_is_said_there() {
    check(
        "President Lind spoke today with President Wade to underscore that Alvonia supports open trade.",
        &[
            "engagement XAA/alma-lind+XBB/bert-wade [] President Lind spoke today with President Wade",
            "position XAA [XAA/alma-lind] Alvonia supports open trade",
        ],
    );
}

#[test]
fn they_are_those_who_met_in_a_new_paragraph() {
    check(
        "President Lind and President Wade welcomed the treaty. Alvonia and Berland plan to lower their tariffs.\nThey pledged to open the strait.",
        &[
            "understanding XAA/alma-lind+XBB/bert-wade [] President Lind and President Wade welcomed the treaty",
            "commitment XAA+XBB [] Alvonia and Berland plan to lower their tariffs",
            "commitment XAA/alma-lind+XBB/bert-wade [] They pledged to open the strait",
        ],
    );
}

#[test]
fn what_is_listed_after_a_promise_stays_promised() {
    check(
        "Berland has committed to open its ports; encourage trade in fish; and lower its tariffs.",
        &[
            "commitment XBB [] Berland has committed to open its ports",
            "commitment XBB [] encourage trade in fish",
            "commitment XBB [] lower its tariffs",
        ],
    );
    check(
        "Alvonia committed to lowering its tariffs, and strengthening trade in fish.",
        &["commitment XAA [] Alvonia committed to lowering its tariffs", "commitment XAA [] strengthening trade in fish"],
    );
}

#[test]
fn ties_are_no_one_of_those_they_bind() {
    check(
        "President Lind said that the Alvonia-Berland relationship should serve both peoples.",
        &["position XAA/alma-lind [XAA/alma-lind] the Alvonia-Berland relationship should serve both peoples"],
    );
}

#[test]
fn what_is_told_of_a_thing_or_was_announced_is_read_itself() {
    check(
        "MINISTER YORK: Our view is that Berland opposes the tariffs. I announced in May that Berland would lower its tariffs.",
        &["position XBB [XBB/nils-york] Berland opposes the tariffs", "commitment XBB [XBB/nils-york] Berland would lower its tariffs"],
    );
}

#[test]
fn a_row_of_actors_is_one_subject_when_an_and_closes_it() {
    check(
        "Alvonia, the Republic of Berland, and Cordia agreed to expand trade in fish. Alvonia, Berland agreed to open its ports.",
        &[
            "commitment XAA+XBB+XCC [] Alvonia, the Republic of Berland, and Cordia agreed to expand trade in fish",
            "commitment XAA [] Alvonia, Berland agreed to open its ports",
        ],
    );
    check(
        "Representatives of Alvonia, Berland and Cordia oppose the tariffs.",
        &["understanding XAA+XBB+XCC [] Representatives of Alvonia, Berland and Cordia oppose the tariffs"],
    );
}

#[test]
fn the_leaders_are_all_who_spoke() {
    check(
        "President Lind spoke today with President Wade of Berland and President Hale of Cordia. The leaders agreed that the strait should \
         stay open.",
        &[
            "engagement XAA/alma-lind+XBB/bert-wade+XCC/cora-hale [] President Lind spoke today with President Wade of Berland and President \
             Hale of Cordia",
            "understanding XAA/alma-lind+XBB/bert-wade+XCC/cora-hale [] The leaders agreed that the strait should stay open",
        ],
    );
}

#[test]
fn a_call_on_several_is_one_of_those_who_make_it() {
    check(
        "Alvonia and Berland urged all countries to open their ports. They urged Cordian political leaders to return the ships.",
        &[
            "request XAA+XBB >  [] Alvonia and Berland urged all countries to open their ports",
            "request XAA+XBB > XCC [] They urged Cordian political leaders to return the ships",
        ],
    );
    check(
        "We reaffirm our commitment to peace in the strait and encourage Berland to open its ports.",
        &["position XAA [] We reaffirm our commitment to peace in the strait", "request XAA > XBB [] encourage Berland to open its ports"],
    );
}

#[test]
fn we_are_all_who_say_that_they_issue_a_joint_statement() {
    let text = "Joint Statement on the Strait\n\nAlvonia, Berland, and Cordia issue the following statement.\n\nWe oppose the tariffs.\n";
    let reading = common::read_file("strait.txt", text.into(), &Told::default(), common::lexicon());
    let stance = reading.entries.iter().find_map(|entry| match &entry.detail {
        Detail::Understanding(understanding) => Some(names(&reading, &understanding.parties)),
        _ => None,
    });
    assert_eq!(stance.as_deref(), Some("XAA+XBB+XCC"));
}

#[test]
fn who_joins_is_no_verb_and_what_is_urged_is_asked() {
    check(
        "President Lind, joined by Minister York, spoke today with President Wade of Berland.",
        &[
            "engagement XAA/alma-lind+XBB/nils-york+XBB/bert-wade [] President Lind, joined by Minister York, spoke today with President Wade of Berland",
        ],
    );
    check(
        "President Lind urged that Berland agree to open its ports.",
        &["request XAA/alma-lind > XBB [XAA/alma-lind] President Lind urged that Berland agree to open its ports"],
    );
    check(
        "President Lind met with Dr. Bert Wade on May 3. Ms. Lind and Dr. Wade expressed concern about the tariffs.",
        &[
            "engagement XAA/alma-lind+XBB/bert-wade [] President Lind met with Dr. Bert Wade on May 3",
            "understanding XAA/alma-lind+XBB/bert-wade [] Ms. Lind and Dr. Wade expressed concern about the tariffs",
        ],
    );
}

#[test]
fn who_holds_an_office_is_named_after_what_it_is_for() {
    check(
        "Under Secretary of State for Maritime and Polar Affairs Cora Hale traveled to Berland on May 3.",
        &["engagement XCC/cora-hale+XBB [] Under Secretary of State for Maritime and Polar Affairs Cora Hale traveled to Berland on May 3"],
    );
    check(
        "The round follows the Alvonian summit, during which Berland and Cordia agreed to expand trade. Mr. Tom Wade opposes the tariffs.",
        &["commitment XBB+XCC [] Berland and Cordia agreed to expand trade"],
    );
}
