//! Input that cannot be read, or hardly.

use crate::support::Folder;

/// Reads one file of these bytes.
fn check(bytes: &[u8], errors: &[&str]) {
    let folder = Folder::new();
    folder.write("page.txt", bytes);
    folder.run(&["read", "page.txt"]).failed(1, &["error: page.txt: "]).failed(1, errors);
    folder.run(&["read", "page.txt", "--format", "json"]).failed(1, errors);
    folder.run_with_input(&["read", "-"], bytes).failed(1, &["error: -: "]).failed(1, errors);
    folder.run(&["explain", "page.txt"]).failed(1, errors);
}

#[test]
fn an_empty_file_has_no_text() {
    check(b"", &["no text"]);
    check(b" \n\t\n", &["no text"]);
}

#[test]
fn binary_bytes_are_no_text() {
    check(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", &["PNG"]);
    let noise: Vec<u8> = (0..4096u32).map(|index| (index.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    check(&noise, &[]);
}

#[test]
fn bytes_in_no_encoding_are_named_with_their_place() {
    let scattered: Vec<u8> = b"\nAlvonia ".iter().copied().chain((0..200).map(|at: u32| 0x80 + (at * 89 % 127) as u8)).collect();
    check(&scattered, &["byte 9", "line 2", "UTF-8"]);
}

#[test]
fn a_few_undecodable_bytes_are_warned_of() {
    let folder = Folder::new();
    let mut bytes = "双方同意成立贸易理事会。\n".repeat(200).into_bytes();
    bytes.splice(36..36, *b"\xFF");
    folder.write("page.txt", bytes);
    let reading = folder.reading(&["read", "page.txt", "--format", "json"]);
    assert_eq!(reading["document"]["warnings"][0]["code"], "undecodable_bytes");
}

#[test]
fn what_is_not_there_is_named() {
    let folder = Folder::new();
    folder.run(&["read", "absent.txt"]).failed(1, &["error: absent.txt: No such file or directory"]);
}

#[test]
fn a_folder_without_documents_is_named() {
    let folder = Folder::new();
    folder.write("empty/picture.png", "no document");
    folder.run(&["read", "empty"]).failed(1, &["error: empty: no document below this folder", ".txt, .md"]);
    folder.run(&["explain", "empty"]).failed(2, &["empty is a folder"]);
}

#[test]
fn a_very_long_line_is_read() {
    let folder = Folder::new();
    let megabytes = 4;
    folder.write("line.txt", "双方同意成立贸易理事会，".repeat(megabytes * 1_000_000 / 36));
    let ran = folder.run(&["read", "line.txt", "--out", "readings"]).done();
    assert_eq!(ran.out, "");
    assert!(folder.path("readings/line.json").metadata().expect("it was written").len() > 4_000_000);
}

#[test]
fn a_broken_sidecar_is_named_with_its_place() {
    for (sidecar, error) in [
        ("date = \"2026-05-16\"\nplace = \"here\"\n", "page.meta.toml:2:1: unknown key 'place'"),
        ("date = \"soon\"\n", "page.meta.toml:1:8: 'soon' is no date"),
        ("side = [\"CHN\", \"Nowhere\"]\n", "page.meta.toml:1:16: 'Nowhere' is no state"),
        ("kind = \"poem\"\n", "page.meta.toml:1:8: 'poem' is no kind of document"),
        ("title = \"unclosed\n", "page.meta.toml:1:"),
    ] {
        let folder = Folder::with_accounts();
        folder.write("page.txt", "双方同意成立贸易理事会。");
        folder.write("page.meta.toml", sidecar);
        folder.run(&["read", "page.txt"]).failed(1, &["error: page.txt: its sidecar is wrong: ", error]);
        let ran = folder.run(&["read", "page.txt", "zh.txt", "--format", "jsonl"]);
        assert_eq!((ran.status, ran.out.lines().count()), (1, 1), "the other is read: {}", ran.err);
    }
}

#[test]
fn a_reading_that_cannot_be_written_is_named() {
    let folder = Folder::with_accounts();
    folder.write("file", "in the way");
    folder.run(&["read", "zh.txt", "--out", "file"]).failed(1, &["file: cannot make this folder"]);
    std::fs::create_dir_all(folder.path("readings/zh.json")).expect("a folder can be made");
    folder.run(&["read", "zh.txt", "--out", "readings"]).failed(1, &["error: zh.txt: its reading cannot be written"]);
    assert_eq!(folder.names("readings"), ["zh.json"], "no half-written file is left");
}
