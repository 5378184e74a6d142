//! What a person meets who makes a mistake: each case is a command in a directory of files, and
//! the snapshot is everything it says, with its exit code.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

const PETS: &str = r##"openapi: 3.1.1
info: { title: Pets, version: 1.0.0 }
servers: [{ url: "https://pets.example.com" }]
security: []
tags: [{ name: Pets, description: Pets. }]
paths:
  /pets:
    get:
      operationId: listPets
      summary: All pets
      description: All pets.
      tags: [Pets]
      responses:
        "200":
          description: The pets.
          content:
            application/json:
              schema: { type: array, maxItems: 10, items: { $ref: "#/components/schemas/Pet" } }
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: { type: string, maxLength: 10 }
"##;

/// Runs `oas` in a directory with these files and returns what it says.
fn check_command(files: &[(&str, &str)], arguments: &[&str]) -> String {
    let directory = TempDir::new().expect("a directory can be made");
    for (name, text) in files {
        let path = directory.path().join(name);
        let parent = path.parent().expect("files are in a directory");
        fs::create_dir_all(parent).expect("a directory can be made");
        fs::write(path, text).expect("a file can be written");
    }
    run(directory.path(), arguments)
}

fn run(directory: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_oas"))
        .args(arguments)
        .current_dir(directory)
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .stdin(Stdio::null())
        .output()
        .expect("the command can be run");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let code = output
        .status
        .code()
        .map_or("none".to_owned(), |code| code.to_string());
    let (answer, words) = (text(&output.stdout), text(&output.stderr));
    let said = format!(
        "$ oas {}\n{answer}--- stderr, exit {code}\n{words}",
        arguments.join(" ")
    );
    said.replace(&directory.display().to_string(), "DIR")
}

#[test]
fn a_mistyped_command_is_told_the_nearest() {
    insta::assert_snapshot!(check_command(&[], &["generat"]));
    insta::assert_snapshot!(check_command(&[], &["frobnicate"]));
    insta::assert_snapshot!(check_command(&[], &["breaking", "a", "b"]));
}

#[test]
fn an_unknown_option_is_told_the_nearest() {
    insta::assert_snapshot!(check_command(&[], &["lint", "--formt", "json"]));
}

#[test]
fn a_missing_document_is_named() {
    insta::assert_snapshot!(check_command(&[("pets.yaml", PETS)], &["lint", "pet.yaml"]));
    insta::assert_snapshot!(check_command(&[], &["lint", "*.yaml"]));
}

#[test]
fn a_missing_configuration_says_where_it_was_sought() {
    insta::assert_snapshot!(check_command(&[], &["generate"]));
}

#[test]
fn a_wrong_word_in_the_configuration_has_a_place() {
    let wrong = "[[document]]\nname = \"pets\"\npaht = \"pets.yaml\"\n";
    insta::assert_snapshot!(check_command(&[("contract.toml", wrong)], &["lint"]));
    let level = "[lint.rules]\noperation-id-missing = \"eror\"\n";
    insta::assert_snapshot!(check_command(&[("contract.toml", level)], &["lint"]));
    let broken = "[lint\n";
    insta::assert_snapshot!(check_command(&[("contract.toml", broken)], &["lint"]));
}

#[test]
fn a_good_document_is_passed_in_silence() {
    insta::assert_snapshot!(check_command(
        &[("pets.yaml", PETS)],
        &["lint", "pets.yaml"]
    ));
}

#[test]
fn a_malformed_document_is_shown() {
    let text = PETS.replace("  /pets:\n", "  /pets\n");
    insta::assert_snapshot!(check_command(
        &[("pets.yaml", &text)],
        &["lint", "pets.yaml"]
    ));
    let json = "{ \"openapi\": \"3.1.1\", \"info\": { \"title\": \"Pets\" \"version\": 1 } }";
    insta::assert_snapshot!(check_command(
        &[("pets.json", json)],
        &["lint", "pets.json"]
    ));
}

#[test]
fn a_dangling_reference_has_both_ends() {
    let text = PETS.replace("schemas/Pet\"", "schemas/Pat\"");
    insta::assert_snapshot!(check_command(
        &[("pets.yaml", &text)],
        &["lint", "pets.yaml"]
    ));
}

#[test]
fn a_reference_out_of_the_root_is_refused() {
    let text = PETS.replace("#/components/schemas/Pet", "../../other.yaml#/Pet");
    insta::assert_snapshot!(check_command(
        &[("api/pets.yaml", &text)],
        &["lint", "api/pets.yaml"]
    ));
}

#[test]
fn an_unknown_rule_is_told_the_nearest() {
    insta::assert_snapshot!(check_command(&[], &["explain", "operation-id-mising"]));
}

#[test]
fn machines_get_one_document() {
    let text = PETS.replace("schemas/Pet\"", "schemas/Pat\"");
    insta::assert_snapshot!(check_command(
        &[("pets.yaml", &text)],
        &["lint", "pets.yaml", "--format", "json"],
    ));
}

#[test]
fn what_is_in_a_document_is_counted() {
    insta::assert_snapshot!(check_command(
        &[("pets.yaml", PETS)],
        &["inspect", "pets.yaml"]
    ));
}
