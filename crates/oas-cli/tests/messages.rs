//! What a person meets who makes a mistake: each case is a command in a directory of files, and
//! the snapshot is everything it says, with its exit code.

mod support;

use support::{PETS, check_command};

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
    let json = "{ \"openapi\": \"3.1.1\", \"info\": { \"title\": \"Pets\" \"version\": 1 }, \"paths\": {} }";
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

#[test]
fn what_is_in_a_document_is_written_for_a_terminal() {
    let document = concat!(
        "openapi: 3.1.1\n",
        "info:\n",
        "  title: \"Pets,\\nand \\e[31mtheir owners\"\n",
        "  version: 1.0.0\n",
        "webhooks:\n",
        "  added: { post: { responses: { '200': { description: Noted. } } } }\n",
        "paths:\n",
        "  /pets?a=1:\n",
        "    get: { responses: { default: { description: Pets. } } }\n",
        "components:\n",
        "  schemas:\n",
        "    A: { oneOf: [true], allOf: [true], not: { enum: [a b, 1, null] }, type: [object, 'null'] }\n",
    );
    insta::assert_snapshot!(check_command(
        &[("pets.yaml", document)],
        &["inspect", "pets.yaml"]
    ));
}

/// The conventions of this repository, and a document beside them.
fn with_conventions(document: &str, arguments: &[&str]) -> String {
    let conventions =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec/conventions.yaml");
    let conventions = std::fs::read_to_string(conventions).expect("the conventions are there");
    let configuration = "conventions = \"conventions.yaml\"\n\n[lint]\ngroups = [\"minimal\", \
                         \"conventions\"]\n\n[[document]]\nname = \"pets\"\npath = \"pets.yaml\"\n\n\
                         [[targets.typescript]]\nout = \"sdk\"\npackage = \"pets\"\naudiences = [\"publc-tenant\"]\n";
    let files = [
        ("spec/pets.yaml", document),
        ("spec/conventions.yaml", &conventions),
        ("spec/contract.toml", configuration),
    ];
    check_command(&files, arguments)
}

#[test]
fn a_broken_document_does_not_switch_off_the_conventions() {
    let text = PETS.replace("schemas/Pet\"", "schemas/Pat\"");
    let text = text.replace("paths:\n", "x-audiense: internal\npaths:\n");
    let said = with_conventions(&text, &["lint", "--format", "json"]);
    assert!(said.contains("reference-dangling"), "{said}");
    assert!(said.contains("`x-audiense`"), "{said}");
    assert!(!said.contains("setting-without-effect"), "{said}");
}

#[test]
fn a_named_file_finds_the_conventions_of_a_named_configuration() {
    let arguments = [
        "lint",
        "spec/pets.yaml",
        "--config",
        "spec/contract.toml",
        "--format",
        "json",
    ];
    let said = with_conventions(PETS, &arguments);
    assert!(!said.contains("file-not-found"), "{said}");
}

#[test]
fn an_audience_that_nobody_has_is_told_the_nearest() {
    let arguments = [
        "bundle",
        "spec/pets.yaml",
        "--config",
        "spec/contract.toml",
        "--audience",
        "publc-tenant",
    ];
    insta::assert_snapshot!(with_conventions(PETS, &arguments));
    let arguments = [
        "generate",
        "--input",
        "spec/pets.yaml",
        "--target",
        "typescript",
        "--out",
        "sdk",
        "--audience",
        "publc",
    ];
    insta::assert_snapshot!(with_conventions(PETS, &arguments));
}
