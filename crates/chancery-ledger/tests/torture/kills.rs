//! Processes are killed at random moments.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Duration;

use chancery_ledger::{Place, Workspace};

use crate::children::child;
use crate::dump::whole;
use crate::{Numbers, times};

/// Processes that are killed over one workspace before the next one.
const A_WORKSPACE: usize = 8;

#[test]
fn no_acknowledged_operation_is_lost_when_processes_are_killed() {
    let kills = times(40);
    let mut numbers = Numbers(41);
    let mut acknowledged = 0;
    let mut killed = 0;
    while killed < kills {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let file = folder.path().join("chancery.db");
        drop(Workspace::open_or_create(&Place::File(file.clone())).expect("made"));
        for _ in 0..A_WORKSPACE.min(kills - killed) {
            let heads = worked_until_killed(&file, &format!("person{killed}x"), numbers.below(120));
            holds(&file, &heads);
            acknowledged += heads.len();
            killed += 1;
        }
    }
    println!("{killed} processes were killed, {acknowledged} operations were acknowledged, none was lost");
    assert!(acknowledged > kills, "something was done in between");
}

/// Lets a process work and kills it after a while; the operations that it said were on the disk.
fn worked_until_killed(file: &Path, name: &str, milliseconds: u64) -> Vec<(i64, String)> {
    let mut process = child("work", file, name, None).spawn().expect("started");
    let output = process.stdout.take().expect("it is piped");
    let (send, receive) = std::sync::mpsc::channel();
    let listening = std::thread::spawn(move || {
        let mut heads = Vec::new();
        for line in BufReader::new(output).lines() {
            let line = line.expect("what it says is text");
            heads.extend(done(&line));
            // No one waits for more than the first.
            let _ = send.send(());
        }
        heads
    });
    receive.recv_timeout(Duration::from_secs(60)).expect("it begins");
    std::thread::sleep(Duration::from_millis(milliseconds));
    process.kill().expect("killed");
    process.wait().expect("ended");
    listening.join().expect("listened")
}

/// Number and hash of an operation that a line of a process says is on the disk. A line that was cut short says nothing.
pub fn done(line: &str) -> Option<(i64, String)> {
    let (seq, hash) = line.strip_prefix("done ")?.split_once(' ')?;
    (hash.len() == 64).then(|| (seq.parse().expect("a number"), hash.to_owned()))
}

/// That a workspace is sound and holds these operations, and that its state is that of its log.
pub fn holds(file: &Path, heads: &[(i64, String)]) {
    let place = Place::File(file.to_owned());
    let mut workspace = Workspace::open(&place).expect("it opens again");
    assert_eq!(workspace.verify().expect("verified").damage, None);
    for (seq, hash) in heads {
        assert_eq!(&workspace.record(*seq).expect("it is there").hash, hash, "operation {seq} was acknowledged");
    }
    let state = whole(&place);
    workspace.rebuild().expect("rebuilt");
    assert!(whole(&place) == state, "the state is that of the log");
}
