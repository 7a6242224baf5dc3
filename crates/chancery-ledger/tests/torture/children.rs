//! Other processes: this test program again, told by its environment what to do in which workspace.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use chancery_ledger::operation::{Decide, EditEntry};
use chancery_ledger::{AccountFilter, Beginnings, Context, LedgerError, Operation, Place, Workspace};
use serde_json::json;

use crate::common::{entry, incoming, reading};

const TASK: &str = "CHANCERY_CHILD_TASK";
const FILE: &str = "CHANCERY_CHILD_FILE";
const NAME: &str = "CHANCERY_CHILD_NAME";

/// A process with a task in the workspace of a file. With a limit, it cannot write files beyond so many KiB.
pub fn child(task: &str, file: &Path, name: &str, limit: Option<usize>) -> Command {
    let program = std::env::current_exe().expect("this program has a path");
    let mut command = match limit {
        Some(blocks) => {
            let mut shell = Command::new("bash");
            shell.args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"")]).arg(program);
            shell
        }
        None => Command::new(program),
    };
    command.args(["--exact", "children::a_child_does_its_task", "--nocapture"]);
    command.env(TASK, task).env(FILE, file).env(NAME, name).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// Not a test by itself: what another process does, which was started by one.
#[test]
fn a_child_does_its_task() {
    let [Ok(task), Ok(file), Ok(name)] = [TASK, FILE, NAME].map(std::env::var) else { return };
    let mut workspace = Workspace::open(&Place::File(file.into())).expect("opened");
    match task.as_str() {
        "work" => {
            for round in 0.. {
                work(&mut workspace, &name, round).expect("nothing stands in the way");
            }
        }
        "fill" => {
            let refused = (0..).find_map(|round| work(&mut workspace, &name, round).err()).expect("the disk fills up");
            say(&format!("full {refused}"));
            let again = work(&mut workspace, &name, 1_000_000).expect_err("it is still full");
            say(&format!("full {again}"));
        }
        _ => tag(&mut workspace, &name),
    }
}

fn say(line: &str) {
    // What libtest prints before has no line end.
    println!("\n{line}");
    std::io::stdout().flush().expect("someone listens");
}

/// Says which operation is on the disk.
fn acknowledge(workspace: &mut Workspace) -> Result<(), LedgerError> {
    let head = workspace.head()?;
    say(&format!("done {} {}", head.seq, head.hash));
    Ok(())
}

/// One round: an account comes in, its entries are reviewed, and now and then another workspace comes in.
fn work(workspace: &mut Workspace, name: &str, round: usize) -> Result<(), LedgerError> {
    let by = Context { author: name, time: "2031-06-01T00:00:00Z", reason: "" };
    let account = told(&by, workspace, &format!("{name}{round}"))?;
    acknowledge(workspace)?;
    let account = workspace.account(&account)?;
    for row in workspace.entries_of(&account)? {
        workspace.append(&by, &Operation::Accept(Decide { entries: vec![row.seen()] }))?;
        acknowledge(workspace)?;
        let operation = workspace.editing(&row.entry.id, json!({"areas": ["local"]}).as_object().expect("an object").clone())?;
        workspace.append(&by, &operation)?;
        acknowledge(workspace)?;
    }
    if round % 3 == 1 {
        let mut other = Workspace::open_or_create(&Place::Memory)?;
        for number in 0..8 {
            told(&by, &mut other, &format!("{name}{round}of{number}"))?;
        }
        workspace.merge(&by, &mut other, Beginnings::MayDiffer)?;
        acknowledge(workspace)?;
    }
    Ok(())
}

fn told(by: &Context<'_>, workspace: &mut Workspace, word: &str) -> Result<String, LedgerError> {
    let text = format!("Alvonia will build the bridge {word}. Berland opposes the toll {word}. {}", "The river rose. ".repeat(40));
    let entries = [
        entry(&text, "commitment", &format!("Alvonia will build the bridge {word}"), json!({})),
        entry(&text, "position", &format!("Berland opposes the toll {word}"), json!({"holder": ["BER"], "stance": "oppose"})),
    ];
    let added = workspace.add(by, vec![incoming(&format!("{word}.txt"), reading(&text, "2031-05-12", &entries))])?;
    Ok(added[0].account().to_owned())
}

/// Adds an area of its own to every entry, however often others come in between; says how it was refused.
fn tag(workspace: &mut Workspace, name: &str) {
    let by = Context { author: name, time: "2031-06-01T00:00:00Z", reason: "" };
    let account = workspace.accounts(&AccountFilter::default()).expect("listed").remove(0);
    let ids: Vec<String> = workspace.entries_of(&account).expect("listed").into_iter().map(|row| row.entry.id).collect();
    for id in ids {
        loop {
            let row = workspace.entry(&id).expect("there");
            let mut areas = row.entry.areas.clone();
            areas.push(name.to_owned());
            let changes = json!({"areas": areas}).as_object().expect("an object").clone();
            // Others come in between.
            std::thread::sleep(std::time::Duration::from_millis(2));
            match workspace.append(&by, &Operation::Edit(EditEntry { seen: row.seen(), changes })) {
                Ok(_) => break,
                Err(LedgerError::Stale { changes, .. }) => {
                    assert!(changes.iter().all(|change| change.kind == "entry.edit" && change.author != name), "{changes:?}");
                    assert!(!changes.is_empty(), "it says what changed");
                    say("stale");
                }
                Err(error) => panic!("{error}"),
            }
        }
    }
    say("tagged");
}
