//! `oas fmt`: which files it touches, what it says, and what it leaves alone.

mod support;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use support::{PETS, check_command, directory_of, run};

const CONFIG: &str = r#"[[document]]
name = "pets"
path = "openapi.yaml"
"#;

const DOCUMENT: &str = "\
info: {title: Pets, version: 1.0.0}
openapi: 3.1.1
# Where they are.
paths:
  /pets:
    get:
      responses:
        200: { $ref: 'shared/responses.yaml#/Pets' }
      operationId: listPets # stable
";

const SHARED: &str = "\
Pets:
  content: {}
  description: the pets
";

fn project() -> tempfile::TempDir {
    directory_of(&[
        ("contract.toml", CONFIG),
        ("openapi.yaml", DOCUMENT),
        ("shared/responses.yaml", SHARED),
        ("shared/unrelated.yaml", "b:   1\n"),
    ])
}

fn text(directory: &Path, name: &str) -> String {
    fs::read_to_string(directory.join(name)).expect("a file can be read")
}

#[test]
fn check_shows_what_would_change_and_writes_nothing() {
    let project = project();
    insta::assert_snapshot!(run(project.path(), &["fmt", "--check"]));
    assert_eq!(text(project.path(), "openapi.yaml"), DOCUMENT);
    assert_eq!(text(project.path(), "shared/responses.yaml"), SHARED);
}

#[test]
fn every_file_of_the_configuration_is_formatted_and_then_left_alone() {
    let project = project();
    insta::assert_snapshot!(run(project.path(), &["fmt"]));
    insta::assert_snapshot!(text(project.path(), "openapi.yaml"));
    insta::assert_snapshot!(text(project.path(), "shared/responses.yaml"));
    assert_eq!(text(project.path(), "shared/unrelated.yaml"), "b:   1\n");
    let modified = || {
        let metadata = fs::metadata(project.path().join("openapi.yaml"));
        metadata
            .and_then(|metadata| metadata.modified())
            .expect("files have times")
    };
    let before = modified();
    insta::assert_snapshot!(run(project.path(), &["fmt"]));
    insta::assert_snapshot!(run(project.path(), &["fmt", "--check"]));
    assert_eq!(modified(), before);
}

#[test]
fn a_file_that_is_named_is_what_the_documents_around_it_make_of_it() {
    let project = project();
    run(project.path(), &["fmt", "shared/responses.yaml"]);
    assert!(text(project.path(), "shared/responses.yaml").starts_with("Pets:\n  description"));
    assert_eq!(text(project.path(), "openapi.yaml"), DOCUMENT);
    run(project.path(), &["fmt", "shared/unrelated.yaml"]);
    assert_eq!(text(project.path(), "shared/unrelated.yaml"), "b: 1\n");
}

#[test]
fn files_with_errors_are_as_they_were() {
    let twice = "openapi: 3.1.1\ninfo: {}\ninfo: {}\n";
    let directory = directory_of(&[("twice.yaml", twice), ("open.json", "{\"a\": [1,}")]);
    insta::assert_snapshot!(run(directory.path(), &["fmt", "twice.yaml", "open.json"]));
    assert_eq!(text(directory.path(), "twice.yaml"), twice);
    insta::assert_snapshot!(run(directory.path(), &["fmt", "missing.yaml"]));
}

#[test]
fn standard_input_is_formatted_to_standard_output() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_oas"))
        .args(["fmt", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command can be run");
    let mut input = child.stdin.take().expect("it has a standard input");
    input.write_all(DOCUMENT.as_bytes()).expect("it reads");
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    insta::assert_snapshot!(String::from_utf8_lossy(&output.stdout));
}

#[cfg(unix)]
#[test]
fn links_are_written_through_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let directory = directory_of(&[("real.yaml", "a:   1\n")]);
    let real = directory.path().join("real.yaml");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("modes can be set");
    symlink(&real, directory.path().join("link.yaml")).expect("links can be made");
    run(directory.path(), &["fmt", "link.yaml"]);
    assert_eq!(text(directory.path(), "real.yaml"), "a: 1\n");
    let mode = fs::metadata(&real)
        .expect("it is there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o640);
    let link = fs::symlink_metadata(directory.path().join("link.yaml"));
    assert!(link.expect("it is there").is_symlink());

    let outside = directory_of(&[("secret.yaml", "a:   1\n")]);
    symlink(
        outside.path().join("secret.yaml"),
        directory.path().join("away.yaml"),
    )
    .expect("links can be made");
    let said = run(directory.path(), &["fmt", "away.yaml"]);
    assert!(said.contains("exit 2"), "{said}");
    assert_eq!(text(outside.path(), "secret.yaml"), "a:   1\n");
}

#[test]
fn a_quiet_check_lists_files_and_no_more() {
    let said = check_command(
        &[("openapi.yaml", PETS)],
        &["fmt", "--check", "--quiet", "openapi.yaml"],
    );
    let expected = "would change: openapi.yaml\n--- stderr, exit 1\n";
    assert!(said.ends_with(expected), "{said}");
    assert_eq!(said.lines().count(), 3, "{said}");
}
