//! Blind coding in packets, and compliance tables in and out.

use crate::common::{ALVA, BERTA, Fresh, fresh, incoming, meeting};
use chancery_ledger::compliance::{Averages, read_table, write_table};
use chancery_ledger::operation::{Phase, Score};
use chancery_ledger::{AccountFilter, EntryState, LedgerError, Operation, Sight, Workspace};

fn coded(main: &mut Fresh, coder: &str, sight: Sight, accepts: &[&str]) {
    let account = meeting().document.id;
    let mut own = fresh();
    main.workspace.give_packet(&ALVA, coder, std::slice::from_ref(&account), sight, &mut own.workspace).expect("given");
    let row = own.workspace.account(&account).expect("there");
    let ids: Vec<String> = own
        .workspace
        .entries_of(&row)
        .expect("listed")
        .into_iter()
        .filter(|row| accepts.contains(&row.entry.kind.as_str()))
        .map(|row| row.entry.id)
        .collect();
    if !ids.is_empty() {
        let accepting = own.workspace.accepting(&ids).expect("there");
        own.workspace.append(&BERTA, &accepting).expect("accepted");
    }
    main.workspace.return_packet(&ALVA, &mut own.workspace).expect("returned");
}

#[test]
fn coders_do_not_see_decisions_and_their_agreement_is_reported() {
    let mut main = fresh();
    main.workspace.add(&ALVA, vec![incoming("a.txt", meeting())]).expect("added");
    assert!(matches!(main.workspace.agree(&[]), Err(LedgerError::Refused(_))));
    coded(&mut main, "Cai", Sight::Proposals, &["commitment", "engagement"]);
    coded(&mut main, "Dag", Sight::Proposals, &["commitment", "understanding"]);
    let report = main.workspace.agree(&[]).expect("two coders");
    assert_eq!((report.coders.join(" "), report.units, report.disagreements.len()), ("Cai Dag".to_owned(), 3, 2));
    let observed = report.kind.observed.as_ref().expect("there are units").value;
    assert!((observed - 1.0 / 3.0).abs() < 1e-12, "{observed}");
}

#[test]
fn an_adjudicated_entry_stands_and_what_it_settles_does_not() {
    let mut main = fresh();
    main.workspace.add(&ALVA, vec![incoming("a.txt", meeting())]).expect("added");
    coded(&mut main, "Cai", Sight::Proposals, &["commitment"]);
    coded(&mut main, "Dag", Sight::TextOnly, &[]);
    let account = main.workspace.accounts(&AccountFilter::default()).expect("listed").remove(0);
    let proposed =
        main.workspace.entries_of(&account).expect("listed").into_iter().find(|row| row.entry.kind == "commitment").expect("there");
    let settle = main.workspace.adjudicating(&account.id, proposed.entry.span, Some("Cai")).expect("Cai has it");
    assert!(matches!(main.workspace.adjudicating(&account.id, proposed.entry.span, Some("Dag")), Err(LedgerError::Refused(_))));
    main.workspace.append(&ALVA, &settle).expect("settled");
    let rows = main.workspace.entries_of(&account).expect("listed");
    let states: Vec<EntryState> = rows.iter().filter(|row| row.entry.kind == "commitment").map(|row| row.state).collect();
    assert_eq!(states, [EntryState::Rejected, EntryState::Edited]);
}

const TABLE: &str = "area,id,year,code,text,average,canada,france\nTrade,2031A-1,2031,A,\"[We will:] open\nthe pass\",0.5,1,0\nTrade,2031A-2,2031,A,keep it open,1,,1\nTrade,2031A-3,2031,A,,0,0,\n";

#[test]
fn a_table_comes_out_as_it_came_in_until_a_score_changes() {
    let mut main = fresh();
    let table = read_table(TABLE.as_bytes()).expect("a table");
    let import = main.workspace.importing("table.csv", &table).expect("new");
    main.workspace.append(&ALVA, &import).expect("imported");
    assert!(matches!(main.workspace.importing("table.csv", &table), Err(LedgerError::Refused(_))), "it is there already");
    let account = main.workspace.accounts(&AccountFilter::default()).expect("listed").remove(0);
    let out = |workspace: &mut Workspace| {
        let table = workspace.exporting(&account.id).expect("it is a table");
        String::from_utf8(write_table(&table, Averages::Printed).expect("it has its scores")).expect("it is text")
    };
    assert_eq!(out(&mut main.workspace), TABLE);
    let rows = main.workspace.entries_of(&account).expect("listed");
    assert_eq!(rows.len(), 2, "a row without words is no commitment");
    assert_eq!(rows[1].entry.parties.as_deref(), Some(&["FRA".to_owned()][..]), "a blank does not bind");
    let score = Score {
        entry: rows[0].entry.id.clone(),
        party: "FRA".to_owned(),
        phase: Phase::Final,
        score: Some(-1),
        rationale: "closed since".to_owned(),
    };
    main.workspace.append(&BERTA, &Operation::SetScore(score)).expect("scored");
    assert_eq!(out(&mut main.workspace), TABLE.replace("0.5,1,0", "0.5,1,-1"));
    main.workspace.rebuild().expect("rebuilt");
    assert_eq!(out(&mut main.workspace), TABLE.replace("0.5,1,0", "0.5,1,-1"));
}
