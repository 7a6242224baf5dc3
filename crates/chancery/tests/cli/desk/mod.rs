//! The desk from outside: `chancery serve` on this machine, asked as a browser or a program would.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Stdio};

use serde_json::Value;

use crate::support::Folder;

mod answers;
mod crowd;
mod doors;
mod review;
mod schemathesis;
mod team;

/// A desk over a workspace with the two accounts; it closes with the test.
pub(super) struct Desk {
    pub(super) folder: Folder,
    pub(super) address: String,
    child: Child,
    agent: ureq::Agent,
}

/// What a desk answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    headers: Vec<(String, String)>,
    pub(super) body: String,
}

impl Answer {
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    pub(super) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// The answer, which must have this status.
    pub(super) fn with(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.body);
        self
    }
}

/// The folder with the two accounts in the workspace `talks.db`.
pub(super) fn folder_with_workspace() -> Folder {
    let folder = Folder::with_accounts();
    folder.run(&["add", "zh.txt", "en.txt", "--lexicon", "lexicon", "--workspace", "talks.db", "--author", "Ana"]).done();
    folder
}

impl Desk {
    /// A desk over the two accounts.
    pub(super) fn new() -> Self {
        Self::open(folder_with_workspace(), &["--author", "Ana"])
    }

    /// A desk over the workspace of a folder.
    pub(super) fn open(folder: Folder, arguments: &[&str]) -> Self {
        let mut all = vec!["serve", "--workspace", "talks.db", "--lexicon", "lexicon"];
        if !arguments.contains(&"--listen") {
            all.extend(["--listen", "0"]);
        }
        all.extend(arguments);
        let mut child = folder.command(&all).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("it was asked for")).read_line(&mut line).expect("it can be read");
        if line.is_empty() {
            let mut said = String::new();
            child.stderr.take().expect("it was asked for").read_to_string(&mut said).expect("it can be read");
            panic!("the desk did not come up: {said}");
        }
        let address = line.trim().to_owned();
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        Self { folder, address, child, agent }
    }

    /// Asks with a method and headers; a body makes it JSON unless the headers say otherwise.
    pub(super) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<&[u8]>) -> Answer {
        let mut request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if body.is_some() && !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type")) {
            request = request.header("content-type", "application/json");
        }
        let answered = match body {
            Some(body) => self.agent.run(request.body(body.to_vec()).expect("it is well formed")),
            None => self.agent.run(request.body(()).expect("it is well formed")),
        };
        let mut answered = answered.expect("the desk answers");
        let headers = answered.headers().iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned()));
        Answer {
            status: answered.status().as_u16(),
            headers: headers.collect(),
            body: answered.body_mut().read_to_string().expect("the answer is text"),
        }
    }

    pub(super) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], None)
    }

    pub(super) fn post(&self, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        self.ask("POST", path, headers, Some(body.to_string().as_bytes()))
    }

    /// The entries of the register, each with its id, revision and state.
    pub(super) fn entries(&self) -> Vec<(String, i64, String)> {
        let page = self.get("/register.json?limit=500").with(200).json();
        let rows = page["rows"].as_array().expect("it is a list").iter();
        let text = |value: &Value| value.as_str().expect("it is text").to_owned();
        rows.map(|row| {
            let entry = &row["entry"];
            (text(&entry["id"]), entry["revision"].as_i64().expect("it is a number"), text(&entry["state"]))
        })
        .collect()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
