//! Running the binary in a folder of its own, with nothing in its environment.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A Chinese account between two made-up states.
pub const ZH: &str = "\
甲国外长同乙国外长会谈

2026年5月15日，甲国外长在首都同乙国外长举行会谈。

甲国外长表示，双方同意成立贸易理事会，未来5年邀请5万名青少年来访。甲方愿同乙方加强沟通，希望乙方尊重甲方核心利益。

乙国外长表示，双方达成重要共识，乙方反对任何形式的保护主义。
";

/// An English account between two made-up states.
pub const EN: &str = "\
Readout of the Meeting Between the Foreign Ministers of Alvonia and Berland

May 16, 2026

The two sides agreed to establish a Board of Trade by the end of 2027. Alvonia will buy 200 aircraft.

The ministers agreed that both countries share the goal of stable relations. Berland urged Alvonia to lower its tariffs.
";

/// A lexicon that knows the two states.
pub const STATES: &str = r#"state = [
  { id = "ALV", zh = ["甲国"], en = ["Alvonia"], zh_short = "甲", en_adjective = ["Alvonian"] },
  { id = "BER", zh = ["乙国"], en = ["Berland"], zh_short = "乙", en_adjective = ["Berlander"] },
]
"#;

/// A folder to work in.
pub struct Folder {
    folder: TempDir,
}

/// How a run ended.
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Folder {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder can be made") }
    }

    /// The folder with the Chinese account in `zh.txt`, the English one in `en.txt`, and the
    /// lexicon of their states in `lexicon/`.
    pub fn with_accounts() -> Self {
        let folder = Self::new();
        folder.write("zh.txt", ZH);
        folder.write("en.txt", EN);
        folder.write("lexicon/actors/states.toml", STATES);
        folder
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("a folder can be made");
        fs::write(path, content).expect("a file can be written");
    }

    /// Copies what stands below a folder to `to`.
    pub fn copy(&self, from: &Path, to: &str) {
        for child in fs::read_dir(from).expect("the folder is there") {
            let child = child.expect("it can be read");
            let name = format!("{to}/{}", child.file_name().to_string_lossy());
            if child.path().is_dir() {
                self.copy(&child.path(), &name);
            } else {
                self.write(&name, fs::read(child.path()).expect("it can be read"));
            }
        }
    }

    pub fn names(&self, folder: &str) -> Vec<String> {
        let children = fs::read_dir(self.path(folder)).expect("the folder is there");
        let mut names: Vec<String> =
            children.map(|child| child.expect("it can be read").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
        command.args(arguments).env_clear().current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        finish(&mut self.command(arguments))
    }

    pub fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs");
        let mut stdin = child.stdin.take().expect("it was asked for");
        stdin.write_all(input).expect("the binary reads its input");
        drop(stdin);
        ran(child.wait_with_output().expect("the binary ends"))
    }

    /// The one reading that a run prints.
    pub fn reading(&self, arguments: &[&str]) -> Value {
        self.run(arguments).done().json()
    }
}

impl Ran {
    /// The run, which must have ended with success and without a word on standard error.
    pub fn done(self) -> Self {
        assert_eq!((self.status, self.err.as_str()), (0, ""), "{}", self.out);
        self
    }

    /// The run, which must have failed so, with no data and each of these in its errors.
    pub fn failed(self, status: i32, errors: &[&str]) -> Self {
        assert_eq!(self.status, status, "{}", self.err);
        assert_eq!(self.out, "", "nothing is printed");
        for error in errors {
            assert!(self.err.contains(error), "no {error:?} in {}", self.err);
        }
        assert!(self.err.starts_with("error: "), "{}", self.err);
        self
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).expect("the output is JSON")
    }
}

pub fn finish(command: &mut Command) -> Ran {
    ran(command.output().expect("the binary runs"))
}

fn ran(output: std::process::Output) -> Ran {
    Ran {
        status: output.status.code().expect("the binary was not killed"),
        out: String::from_utf8(output.stdout).expect("the output is UTF-8"),
        err: String::from_utf8(output.stderr).expect("the errors are UTF-8"),
    }
}

/// The text of a file.
pub fn text_of(path: &Path) -> String {
    fs::read_to_string(path).expect("the file is there")
}
