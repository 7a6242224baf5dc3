//! The interface against its own document, by an independent program.

use std::process::Command;

use super::Desk;

/// What is looked for: faults of the desk, and answers that are not as the document says.
const CHECKS: &str =
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance";

#[test]
fn schemathesis_finds_no_fault_and_no_answer_that_is_not_as_documented() {
    if Command::new("schemathesis").arg("--version").output().is_err() {
        println!("skipped: schemathesis is not installed (pip install schemathesis)");
        return;
    }
    let desk = Desk::new();
    let mut command = Command::new("schemathesis");
    command.args([
        "run",
        &format!("{}/openapi.json", desk.address),
        "--checks",
        CHECKS,
        "--max-examples",
        "10",
        "--seed",
        "7",
        "--no-color",
    ]);
    command.current_dir(desk.folder.path("."));
    let ran = crate::support::finish(&mut command);
    assert_eq!(ran.status, 0, "{}\n{}", ran.out, ran.err);
    assert!(ran.out.contains("API Operations"), "{}", ran.out);
}
