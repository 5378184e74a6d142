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
