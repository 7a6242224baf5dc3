//! How a desk comes up, and who reaches it.

use std::net::TcpListener;

use super::{Desk, folder_with_workspace};

#[test]
fn only_its_own_names_and_pages_reach_it() {
    let desk = Desk::new();
    let port = desk.address.rsplit(':').next().expect("it has a port").to_owned();
    let get = |host: &str| desk.ask("GET", "/register.json", &[("host", host)], None).status;
    assert_eq!(get(&format!("localhost:{port}")), 200);
    assert_eq!(get(&format!("desk.example.org:{port}")), 403);
    assert_eq!(get("desk.example.org"), 403);
    let undo = |headers: &[(&str, &str)]| desk.ask("POST", "/api/undo", headers, Some(b"{\"operation\": 999}")).status;
    assert_eq!(undo(&[]), 404);
    assert_eq!(undo(&[("origin", &desk.address), ("sec-fetch-site", "same-origin")]), 404);
    assert_eq!(undo(&[("origin", "http://elsewhere.example")]), 403);
    assert_eq!(undo(&[("sec-fetch-site", "cross-site")]), 403);
}

#[test]
fn a_second_desk_and_a_taken_port_are_told() {
    let desk = Desk::new();
    let again = ["serve", "--listen", "0", "--workspace", "talks.db", "--author", "Ana"];
    desk.folder.run(&again).failed(1, &["a desk over this workspace is running already", &desk.address, "hint: "]);
    let other = folder_with_workspace();
    let taken = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    let port = taken.local_addr().expect("it is bound").port().to_string();
    let busy = ["serve", "--listen", &port, "--workspace", "talks.db", "--author", "Ana"];
    other.run(&busy).failed(1, &[&format!("port {port} is taken by another program"), "hint: --listen"]);
}

#[test]
fn a_desk_that_others_could_reach_needs_people_and_a_name() {
    let folder = folder_with_workspace();
    let open = ["serve", "--listen", "0.0.0.0:0", "--workspace", "talks.db", "--author", "Ana"];
    folder.run(&open).failed(2, &["nobody has to sign in", "hint: say with --users"]);
    folder.run_with_input(&["users", "add", "Ana", "--role", "admin", "--users", "team.toml"], b"a long enough password\n").done();
    let nameless = ["serve", "--listen", "0.0.0.0:0", "--workspace", "talks.db", "--users", "team.toml"];
    folder.run(&nameless).failed(2, &["under which name", "hint: say it with --public"]);
    folder.run(&["serve", "--workspace", "talks.db", "--users", "nobody.toml"]).failed(1, &["nobody.toml", "hint: chancery users add"]);
    folder.run(&["serve", "--listen", "here", "--workspace", "talks.db"]).failed(2, &["write a port as 8080"]);
}
