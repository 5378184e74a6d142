//! What a person meets whose documents refer to others by URL.

mod support;

use support::{PETS, check_command};

const URL: &str = "https://example.com/schemas/pet.yaml#/Pet";

fn pets() -> String {
    PETS.replace("#/components/schemas/Pet", URL)
}

const COPY: &str = "Pet:
  type: object
  properties:
    tag: { $ref: tag.yaml }
    owner: { $ref: \"/people/owner.yaml\" }
    self: { $ref: \"#/Pet\" }
";
const TAG: &str = "type: string\nmaxLength: 10\n";
const OWNER: &str = "type: object\nproperties:\n  tag: { $ref: \"../schemas/tag.yaml\" }\n";

fn check_files(more: &[(&str, &str)], arguments: &[&str]) -> String {
    let pets = pets();
    let mut files = vec![("api/pets.yaml", pets.as_str())];
    files.extend(more);
    check_command(&files, arguments)
}

const COPIES: [(&str, &str); 3] = [
    ("copies/schemas/pet.yaml", COPY),
    ("copies/schemas/tag.yaml", TAG),
    ("copies/elsewhere/owner.yaml", OWNER),
];
const SCHEMAS: &str = "https://example.com/schemas/=copies/schemas/";
const PEOPLE: &str = "https://example.com/people/=copies/elsewhere/";

#[test]
fn a_url_without_a_copy_is_told_what_to_write() {
    insta::assert_snapshot!(check_files(&[], &["bundle", "api/pets.yaml"]));
}

#[test]
fn copies_are_read_in_the_place_of_urls() {
    let arguments = [
        "bundle",
        "api/pets.yaml",
        "--root",
        ".",
        "--vendored",
        SCHEMAS,
        "--vendored",
        PEOPLE,
    ];
    insta::assert_snapshot!(check_files(&COPIES, &arguments));
    let arguments = [
        "inspect",
        "api/pets.yaml",
        "--vendored",
        SCHEMAS,
        "--vendored",
        PEOPLE,
    ];
    insta::assert_snapshot!(check_files(&COPIES, &arguments));
}

#[test]
fn a_copy_refers_to_what_its_url_refers_to() {
    let arguments = ["bundle", "api/pets.yaml", "--vendored", SCHEMAS];
    insta::assert_snapshot!(check_files(&COPIES, &arguments));
}

#[test]
fn a_copy_that_is_not_there_is_named() {
    let arguments = ["bundle", "api/pets.yaml", "--vendored", SCHEMAS];
    insta::assert_snapshot!(check_files(
        &[("copies/schemas/pets.yaml", COPY)],
        &arguments
    ));
    let arguments = [
        "bundle",
        "api/pets.yaml",
        "--vendored",
        "https://example.com/schemas/=none/at/all/",
    ];
    insta::assert_snapshot!(check_files(&[], &arguments));
}

#[test]
fn copies_of_the_configuration_are_used() {
    let configuration = "[vendored]
\"https://example.com/\" = \"copies/\"
\"https://example.com/people/\" = \"copies/elsewhere/\"

[[document]]
name = \"pets\"
path = \"api/pets.yaml\"

[lint]
groups = [\"minimal\"]
";
    let mut files = vec![("contract.toml", configuration)];
    files.extend(COPIES);
    insta::assert_snapshot!(check_files(&files, &["lint"]));
    let wrong = configuration.replace("\"copies/\"", "\"copies\"");
    files[0].1 = &wrong;
    insta::assert_snapshot!(check_files(&files, &["lint"]));
}

#[test]
fn a_copy_that_cannot_be_used_is_refused() {
    let vendored =
        |value: &str| check_files(&COPIES, &["lint", "api/pets.yaml", "--vendored", value]);
    insta::assert_snapshot!(vendored("https://example.com/schemas/pet.yaml"));
    insta::assert_snapshot!(vendored("https://example.com/schemas/=copies/schemas"));
    insta::assert_snapshot!(vendored("example.com/=copies/"));
    let arguments = [
        "lint",
        "api/pets.yaml",
        "--root",
        "api",
        "--vendored",
        SCHEMAS,
    ];
    insta::assert_snapshot!(check_files(&COPIES, &arguments));
}
