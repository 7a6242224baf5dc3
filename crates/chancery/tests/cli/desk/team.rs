//! A desk for people who sign in.

use serde_json::json;

use super::{Answer, Desk, folder_with_workspace};

const PASSWORD: &str = "several long words";

fn desk() -> Desk {
    let folder = folder_with_workspace();
    for (name, role) in [("Ana", "admin"), ("Bo", "reader"), ("Chen", "coder")] {
        folder.run_with_input(&["users", "add", name, "--role", role, "--users", "team.toml"], format!("{PASSWORD}\n").as_bytes()).done();
    }
    Desk::open(folder, &["--users", "team.toml"])
}

/// Signs in; the cookie of the session.
fn enter(desk: &Desk, name: &str) -> String {
    let answer = sign_in(desk, name, PASSWORD).with(200);
    let cookie = answer.header("set-cookie").to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    cookie.split(';').next().unwrap_or_default().to_owned()
}

fn sign_in(desk: &Desk, name: &str, password: &str) -> Answer {
    desk.post("/api/session", &[], &json!({"name": name, "password": password}))
}

#[test]
fn nothing_is_shown_to_who_is_not_signed_in() {
    let desk = desk();
    let openapi = desk.get("/openapi.json").with(200).json();
    for (path, methods) in openapi["paths"].as_object().expect("there are paths") {
        let filled = path.replace("{id}", "ffff").replace("{name}", "Ana");
        for (method, operation) in methods.as_object().expect("there are methods") {
            if operation["description"].is_null() {
                assert_eq!(path, "/api/session", "only signing in is for anyone");
                continue;
            }
            let body = (method != "get").then_some(b"{}".as_slice());
            desk.ask(&method.to_uppercase(), &filled, &[], body).with(401);
        }
    }
    assert_eq!(desk.get("/api/session").with(200).json()["mode"], "team");
    assert_ne!(desk.get("/").status, 401, "the page on which one signs in is there");
}

#[test]
fn roles_may_what_they_say_and_the_log_has_the_name() {
    let desk = desk();
    let (reader, coder, admin) = (enter(&desk, "Bo"), enter(&desk, "Chen"), enter(&desk, "Ana"));
    let page = desk.ask("GET", "/register.json", &[("cookie", &reader)], None).with(200).json();
    let entry = &page["rows"][0]["entry"];
    let path = format!("/api/entries/{}/accept", entry["id"].as_str().expect("there is one"));
    let revision = format!("\"{}\"", entry["revision"]);
    let refused = desk.post(&path, &[("cookie", &reader), ("if-match", &revision)], &json!({})).with(403);
    assert!(refused.body.contains("coder") && refused.body.contains("reader"), "{}", refused.body);
    let done = desk.post(&path, &[("cookie", &coder), ("if-match", &revision)], &json!({})).with(200).json();
    assert_eq!(done["entries"][0]["review"]["author"], "Chen");
    let account = entry["account"].as_str().expect("it has one");
    desk.ask("DELETE", &format!("/api/accounts/{account}"), &[("cookie", &coder)], Some(b"{}")).with(403);
    let before = json!({"operation": 1});
    assert!(desk.post("/api/undo", &[("cookie", &coder)], &before).with(403).body.contains("editor"));
    desk.ask("GET", "/users.json", &[("cookie", &coder)], None).with(403);
    assert_eq!(desk.ask("GET", "/users.json", &[("cookie", &admin)], None).with(200).json()["rows"].as_array().map(Vec::len), Some(3));
}

#[test]
fn sessions_end_and_passwords_are_not_guessed() {
    let desk = desk();
    let cookie = enter(&desk, "Chen");
    desk.ask("DELETE", "/api/session", &[("cookie", &cookie)], Some(b"{}")).with(200);
    desk.ask("GET", "/register.json", &[("cookie", &cookie)], None).with(401);
    let statuses: Vec<u16> = (0..7).map(|_| sign_in(&desk, "Bo", "a guess that is wrong").status).collect();
    assert_eq!(statuses, [401, 401, 401, 401, 401, 429, 429]);
    let waits = sign_in(&desk, "Bo", PASSWORD).with(429);
    assert!(waits.header("retry-after").parse::<u64>().is_ok_and(|seconds| seconds > 0));
}

#[test]
fn an_admin_lets_people_in_and_out() {
    let desk = desk();
    let admin = enter(&desk, "Ana");
    let admin = [("cookie", admin.as_str())];
    let short = desk.post("/api/users", &admin, &json!({"name": "Dai", "role": "editor", "password": "short"})).with(422);
    assert!(short.body.contains("at least 15"), "{}", short.body);
    desk.post("/api/users", &admin, &json!({"name": "Dai", "role": "editor", "password": PASSWORD})).with(200);
    desk.post("/api/users", &admin, &json!({"name": "dai", "role": "editor", "password": PASSWORD})).with(409);
    let dai = enter(&desk, "Dai");
    desk.ask("PATCH", "/api/users/Dai", &admin, Some(b"{\"role\": \"reader\"}")).with(200);
    desk.ask("GET", "/register.json", &[("cookie", &dai)], None).with(401);
    desk.ask("DELETE", "/api/users/Dai", &admin, Some(b"{}")).with(200);
    sign_in(&desk, "Dai", PASSWORD).with(401);
    let last = desk.ask("DELETE", "/api/users/Ana", &admin, Some(b"{}")).with(409);
    assert!(last.body.contains("only admin"), "{}", last.body);
    let kept = desk.folder.run(&["users", "ls", "--users", "team.toml", "--format", "json"]).done().json();
    assert_eq!(kept.as_array().map(Vec::len), Some(3));
}

#[test]
fn behind_a_proxy_the_cookie_is_sent_by_tls_only() {
    let folder = folder_with_workspace();
    folder.run_with_input(&["users", "add", "Ana", "--role", "admin", "--users", "team.toml"], format!("{PASSWORD}\n").as_bytes()).done();
    let port =
        std::net::TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("there is a free port").port().to_string();
    let mut desk = Desk::open(folder, &["--users", "team.toml", "--public", "https://desk.example.org", "--listen", &port]);
    assert_eq!(desk.address, "https://desk.example.org");
    desk.address = format!("http://127.0.0.1:{port}");
    let body = json!({"name": "Ana", "password": PASSWORD});
    let answer = desk.post("/api/session", &[("host", "desk.example.org"), ("origin", "https://desk.example.org")], &body).with(200);
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-chancery=") && cookie.contains("Secure") && cookie.contains("Path=/"), "{cookie}");
    assert!(!answer.header("strict-transport-security").is_empty());
}
