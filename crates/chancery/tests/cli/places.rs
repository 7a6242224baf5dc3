//! Files, folders, pipes and devices.

use std::io::Write as _;
use std::process::Stdio;

use crate::support::{EN, Folder};

fn sources(folder: &Folder, flags: &[&str]) -> Vec<String> {
    let mut arguments = vec!["read", "all", "--format", "jsonl", "--language", "en"];
    arguments.extend(flags);
    let ran = folder.run(&arguments).done();
    let readings = ran.out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    readings.map(|reading| reading["document"]["source"].as_str().expect("a name").to_owned()).collect()
}

/// A folder with documents at several depths, and what is none.
fn tree() -> Folder {
    let folder = Folder::new();
    for name in
        ["b.txt", "a.md", "2026/05/one.TXT", "2026/two.markdown", "drafts/one.txt", "2026/.hidden.txt", ".git/three.txt", "picture.png"]
    {
        folder.write(&format!("all/{name}"), EN);
    }
    folder.write("all/b.meta.toml", "title = \"From beside\"\n");
    folder
}

#[test]
fn documents_below_a_folder_are_chosen_by_patterns() {
    let folder = tree();
    let everything = ["2026/05/one.TXT", "2026/two.markdown", "a.md", "b.txt", "drafts/one.txt"];
    assert_eq!(sources(&folder, &[]), everything);
    assert_eq!(sources(&folder, &["--include", "one.*"]), ["2026/05/one.TXT", "drafts/one.txt"]);
    assert_eq!(sources(&folder, &["--include", "2026/**/*"]), ["2026/05/one.TXT", "2026/two.markdown"]);
    assert_eq!(sources(&folder, &["--exclude", "drafts/**", "--exclude", "*.md"]), ["2026/05/one.TXT", "2026/two.markdown", "b.txt"]);
    folder.run(&["read", "all", "--include", "*.none"]).failed(1, &["error: all: no document below this folder that is wanted"]);
    folder.run(&["read", "all", "--include", "a**b["]).failed(2, &["--include"]);
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_is_not_followed() {
    let folder = tree();
    std::os::unix::fs::symlink(folder.path("all"), folder.path("all/2026/again")).expect("a link can be made");
    std::os::unix::fs::symlink("self.txt", folder.path("all/self.txt")).expect("a link can be made");
    assert_eq!(sources(&folder, &[]).len(), 5);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_looked_into_is_named_and_the_others_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tree();
    let closed = folder.path("all/drafts");
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).expect("it is ours");
    if std::fs::read_dir(&closed).is_ok() {
        println!("skipped: this user may read any folder");
        return;
    }
    let ran = folder.run(&["read", "all", "--format", "jsonl"]);
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o755)).expect("it is ours");
    assert_eq!((ran.status, ran.out.lines().count()), (1, 4), "{}", ran.err);
    assert!(ran.err.contains("error: all/drafts: Permission denied"), "{}", ran.err);
}

#[test]
fn a_pipe_that_does_not_end_is_left_at_the_limit() {
    let folder = Folder::new();
    let mut command = folder.command(&["read", "-", "--size-limit", "2"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs");
    let mut stdin = child.stdin.take().expect("it was asked for");
    let mut written = 0;
    while stdin.write_all(&[b'a'; 1 << 16]).is_ok() {
        written += 1 << 16;
    }
    let ended = child.wait_with_output().expect("it ends");
    assert!(written < 4 << 20, "it stopped reading after {written} bytes");
    assert_eq!(ended.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("error: -: it has more than 2 MiB"));
}

#[test]
fn a_file_over_the_limit_is_refused() {
    let folder = Folder::new();
    folder.write("big.txt", "a\n".repeat(1 << 20));
    folder.run(&["read", "big.txt", "--size-limit", "1"]).failed(1, &["error: big.txt: it has more than 1 MiB", "--size-limit"]);
    let ran = folder.run(&["read", "big.txt", "--size-limit", "2", "--language", "en"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_device_or_pipe_given_as_a_file_is_read_to_the_limit() {
    let folder = Folder::new();
    folder.run(&["read", "/dev/zero", "--size-limit", "1"]).failed(1, &["error: /dev/zero: it has more than 1 MiB"]);
    assert!(std::process::Command::new("mkfifo").arg(folder.path("pipe")).status().expect("it is there").success());
    let pipe = folder.path("pipe");
    let writer = std::thread::spawn(move || std::fs::write(pipe, EN));
    folder.run(&["read", "pipe", "--language", "en"]).done();
    assert!(writer.join().expect("no panic").is_ok());
}

#[test]
fn a_sidecar_that_is_no_text_is_named() {
    let folder = Folder::with_accounts();
    folder.write("zh.meta.toml", b"title = \"\xFF\"");
    folder.run(&["read", "zh.txt"]).failed(1, &["zh.meta.toml cannot be read: it is not UTF-8"]);
}
