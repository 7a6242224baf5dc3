//! The disk is full: files cannot grow beyond a limit.

use chancery_ledger::{Place, Workspace};

use crate::children::child;
use crate::common::{ALVA, incoming, meeting};
use crate::kills::{done, holds};

#[test]
fn a_full_disk_refuses_operations_and_loses_none() {
    if std::process::Command::new("bash").arg("-c").arg("exit").status().is_err() {
        println!("skipped: there is no bash to limit the size of files");
        return;
    }
    for limit in [280, 333, 420, 555, 700, 1024] {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let file = folder.path().join("chancery.db");
        let place = Place::File(file.clone());
        drop(Workspace::open_or_create(&place).expect("made"));
        let output = child("fill", &file, "person", Some(limit)).output().expect("it ran");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "with {limit} KiB: {said}");
        let heads: Vec<(i64, String)> = said.lines().filter_map(done).collect();
        let refused: Vec<&str> = said.lines().filter(|line| line.starts_with("full ")).collect();
        assert!(refused.len() == 2 && refused.iter().all(|line| line.contains("nothing was changed")), "{refused:?}");
        assert!(!heads.is_empty(), "something was done within {limit} KiB");
        holds(&file, &heads);
        let mut workspace = Workspace::open(&place).expect("opened");
        assert_eq!(workspace.head().expect("there").seq, heads.last().expect("one").0, "nothing more was kept");
        workspace.add(&ALVA, vec![incoming("a.txt", meeting())]).expect("there is room again");
        assert_eq!(workspace.verify().expect("verified").damage, None);
    }
}
