//! What is answered, and what every answer carries.

use serde_json::json;

use super::Desk;

#[test]
fn every_page_has_a_twin_that_is_the_answer_of_the_interface() {
    let desk = Desk::new();
    for (page, interface) in [
        ("/index.json", "/api/index"),
        ("/register.json?kind=commitment", "/api/register?kind=commitment"),
        ("/review.json?limit=2", "/api/review?limit=2"),
        ("/accounts.json", "/api/accounts"),
        ("/log.json", "/api/log"),
        ("/search.json?q=tariffs", "/api/search?q=tariffs"),
    ] {
        let twin = desk.get(page).with(200);
        assert_eq!(twin.json(), desk.get(interface).with(200).json(), "{page}");
        assert_eq!(twin.header("content-type"), "application/json");
    }
}

#[test]
fn the_register_is_filtered_sorted_and_paged() {
    let desk = Desk::new();
    let all = desk.get("/register.json?sort=kind").with(200).json();
    let kinds: Vec<&str> = all["rows"].as_array().expect("a list").iter().filter_map(|row| row["entry"]["kind"].as_str()).collect();
    assert!(kinds.len() > 4 && kinds.is_sorted(), "{kinds:?}");
    assert_eq!(all["total"], kinds.len());
    let mut paged = Vec::new();
    let mut path = "/register.json?sort=kind&limit=2".to_owned();
    loop {
        let page = desk.get(&path).with(200).json();
        let rows = page["rows"].as_array().expect("a list");
        assert!(rows.len() <= 2);
        paged.extend(rows.clone());
        match page["next"].as_str() {
            Some(next) => path = format!("/register.json?sort=kind&limit=2&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(Some(&paged), all["rows"].as_array());
    let some = desk.get("/register.json?kind=commitment&kind=request&q=Alvonia").with(200).json();
    for row in some["rows"].as_array().expect("a list") {
        assert!(["commitment", "request"].contains(&row["entry"]["kind"].as_str().expect("text")));
        assert!(row["entry"]["quote"].as_str().expect("text").contains("Alvonia"));
    }
    assert!(some["total"].as_u64().is_some_and(|total| total > 0));
}

#[test]
fn what_is_wrong_is_a_problem_that_says_what_to_do() {
    let desk = Desk::new();
    for (path, status, said) in [
        ("/api/nothing", 404, "/openapi.json"),
        ("/accounts/ffff.json", 404, "no account ffff"),
        ("/register.json?kind", 200, ""),
        ("/register.json?colour=red", 400, "colour"),
        ("/register.json?limit=0", 400, "1 to 500"),
        ("/register.json?cursor=zz", 400, "cursor"),
        ("/register.json?since=yesterday", 400, "YYYY-MM-DD"),
        ("/search.json?q=", 422, "no words"),
    ] {
        let answer = desk.get(path).with(status);
        assert!(answer.body.contains(said), "{path}: {}", answer.body);
        if status != 200 {
            assert_eq!(answer.header("content-type"), "application/problem+json");
            assert_eq!(answer.json()["status"], status);
        }
    }
    let wrong = desk.ask("PUT", "/api/register", &[], Some(b"{}")).with(405);
    assert_eq!(wrong.header("allow"), "GET");
    desk.ask("POST", "/api/undo", &[("content-type", "text/plain")], Some(b"{}")).with(415);
    desk.ask("POST", "/api/undo", &[], Some(b"{")).with(400);
}

#[test]
fn an_answer_that_one_has_is_not_sent_again_until_something_was_done() {
    let desk = Desk::new();
    let tag = desk.get("/register.json").with(200).header("etag").to_owned();
    assert!(tag.starts_with("W/"), "{tag}");
    let again = || desk.ask("GET", "/register.json", &[("if-none-match", &tag)], None);
    assert_eq!(again().with(304).body, "");
    let (id, ..) = desk.entries().remove(0);
    desk.post("/api/notes", &[], &json!({"on": "entry", "id": id, "text": "look again"})).with(200);
    assert_ne!(again().with(200).header("etag"), tag);
}

#[test]
fn answers_forbid_whatever_pages_do_not_need() {
    let desk = Desk::new();
    for path in ["/", "/register", "/register.json", "/api/nothing", "/openapi.json"] {
        let answer = desk.get(path);
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'; script-src 'self'; style-src 'self';"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("x-frame-options"), "DENY");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
    }
}

#[test]
fn hostile_words_are_answered_as_words() {
    let desk = Desk::new();
    let text = "Statement\n\n<script>alert(1)</script> The two sides agreed to establish a council. <img src=x onerror=alert(2)>";
    let came = desk.post("/api/accounts/text", &[], &json!({"text": text})).with(200).json();
    let id = came["accounts"][0]["account"].as_str().expect("it is new").to_owned();
    let shown = desk.get(&format!("/accounts/{id}.json")).with(200);
    assert!(shown.json()["text"].as_str().expect("text").contains("<script>alert(1)</script>"));
    assert_eq!(shown.header("content-type"), "application/json");
}

#[test]
fn documents_come_in_as_files_and_texts_once() {
    let desk = Desk::open(super::folder_with_workspace(), &["--author", "Ana", "--upload-limit", "1"]);
    let file = |name: &str, bytes: &[u8]| {
        desk.ask(
            "POST",
            &format!("/api/accounts?name={name}&side=ALV&date=2026-05-17"),
            &[("content-type", "application/octet-stream")],
            Some(bytes),
        )
    };
    let words = "Statement\n\nThe two sides agreed to hold a meeting in June.";
    let came = file("statement.txt", words.as_bytes()).with(200).json();
    assert_eq!((&came["accounts"][0]["outcome"], &came["accounts"][0]["brief"]["date"]), (&json!("new"), &json!("2026-05-17")));
    let again = file("statement.txt", words.as_bytes()).with(200).json();
    assert_eq!(again["accounts"][0]["outcome"], "same");
    let other = file("statement.txt", "Statement\n\nThe two sides met.".as_bytes()).with(200).json();
    assert_eq!(other["accounts"][0]["outcome"], "new", "another text of the same name is another account");
    assert!(file("empty.txt", b"").with(422).json()["detail"].as_str().is_some_and(|said| !said.is_empty()));
    file("binary.txt", &[0, 1, 2, 255, 254, 0, 0, 7]).with(422);
    file("long.txt", &vec![b'a'; (1 << 20) + 1]).with(413);
    let wrong = desk.ask("POST", "/api/accounts?name=a.txt&side=NOWHERE", &[], Some(words.as_bytes())).with(422);
    assert!(wrong.body.contains("NOWHERE"), "{}", wrong.body);
    desk.post("/api/accounts/address", &[], &json!({"address": "http://127.0.0.1:9/page.html"})).with(422);
}

#[test]
fn long_texts_come_in_pieces() {
    let desk = Desk::new();
    let id = desk.get("/accounts.json").with(200).json()["rows"][0]["id"].as_str().expect("there is one").to_owned();
    let whole = desk.get(&format!("/accounts/{id}.json")).with(200).json();
    let piece = desk.get(&format!("/accounts/{id}/text.json?from=1&count=2")).with(200).json();
    let offset = piece["offset"].as_u64().expect("a number") as usize;
    let text: String = whole["text"].as_str().expect("text").chars().skip(offset).collect();
    let words = piece["text"].as_str().expect("text");
    assert!(!words.is_empty() && text.starts_with(words));
    assert_eq!(piece["paragraphs"].as_array().expect("a list").len(), 2);
    let nothing = desk.get(&format!("/accounts/{id}/text.json?from=9999")).with(200).json();
    assert_eq!(nothing["text"], "");
}
