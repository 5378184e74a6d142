//! What a person meets whose files are hostile or cannot be written: a clear word, the right exit
//! code, and every file as it was.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use support::{PETS, check_command, directory_of, run};

/// `oas lint` of one text, in bytes.
fn check_lint(name: &str, text: &[u8]) -> String {
    let directory = directory_of(&[]);
    fs::write(directory.path().join(name), text).expect("a file can be written");
    run(directory.path(), &["lint", name])
}

#[test]
fn texts_that_are_no_text_are_refused() {
    insta::assert_snapshot!(check_lint("empty.yaml", b""));
    insta::assert_snapshot!(check_lint(
        "latin_1.yaml",
        b"openapi: 3.1.1\ninfo: caf\xe9\n"
    ));
    let utf_16: Vec<u8> = "\u{feff}openapi: 3.1.1"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    insta::assert_snapshot!(check_lint("utf_16.yaml", &utf_16));
    let nul = PETS.replace("title: Pets", "title: \"Pe\0ts\"");
    insta::assert_snapshot!(check_lint("nul.yaml", nul.as_bytes()));
    let marked = format!("\u{feff}{PETS}");
    insta::assert_snapshot!(check_lint("marked.yaml", marked.as_bytes()));
}

/// Every file below a directory with its bytes.
fn files_below(directory: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(directory).expect("a directory can be read") {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            let bytes = fs::read(&path).expect("a file can be read");
            files.insert(path, bytes);
        }
    }
    files
}

/// Each alias stands for nine of the one before it.
#[test]
fn a_bomb_of_aliases_is_one_finding_and_no_bundle() {
    let mut text = "openapi: 3.1.1\ninfo: { title: Bomb, version: 1.0.0 }\nsecurity: []\npaths: {}\nx-0: &a0 [1]\n".to_owned();
    text.extend((1..12).map(|level| {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        format!("x-{level}: &a{level} [{aliases}]\n")
    }));
    insta::assert_snapshot!(check_command(
        &[("bomb.yaml", &text)],
        &["bundle", "bomb.yaml"]
    ));
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_out_of_the_root_is_refused() {
    let directory = directory_of(&[
        (
            "api/pets.yaml",
            &PETS.replace("#/components/schemas/Pet", "link.yaml"),
        ),
        ("other.yaml", "type: string\n"),
    ]);
    std::os::unix::fs::symlink("../other.yaml", directory.path().join("api/link.yaml"))
        .expect("a link can be made");
    insta::assert_snapshot!(run(directory.path(), &["lint", "api/pets.yaml"]));
}

#[test]
fn a_bundle_that_cannot_be_written_leaves_nothing() {
    let directory = directory_of(&[("pets.yaml", PETS), ("taken/file", "kept\n")]);
    let before = files_below(directory.path());
    insta::assert_snapshot!(run(
        directory.path(),
        &["bundle", "pets.yaml", "-o", "pets.yaml/bundle.yaml"]
    ));
    insta::assert_snapshot!(run(
        directory.path(),
        &["bundle", "pets.yaml", "-o", "taken"]
    ));
    assert_eq!(files_below(directory.path()), before);
}

#[test]
fn outputs_that_cannot_be_written_leave_everything() {
    let directory = directory_of(&[("pets.yaml", PETS), ("out/pets", "kept\n")]);
    let before = files_below(directory.path());
    let generate = |out| {
        run(
            directory.path(),
            &[
                "generate",
                "--input",
                "pets.yaml",
                "--target",
                "openapi",
                "--out",
                out,
            ],
        )
    };
    insta::assert_snapshot!(generate("out"));
    insta::assert_snapshot!(generate("pets.yaml/out"));
    assert_eq!(files_below(directory.path()), before);
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_is_lost_is_no_success() {
    let directory = directory_of(&[("pets.yaml", PETS)]);
    let full = fs::OpenOptions::new()
        .write(true)
        .open(Path::new("/dev/full"))
        .expect("Linux has it");
    let output = Command::new(env!("CARGO_BIN_EXE_oas"))
        .args(["bundle", "pets.yaml"])
        .current_dir(directory.path())
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .stdout(full)
        .output()
        .expect("the command can be run");
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(String::from_utf8_lossy(&output.stderr));
}

/// What a limit refuses names the option that allows it, and the option does.
#[test]
fn a_limit_that_is_met_names_its_option() {
    let text = format!("{PETS}x-deep: {}{}\n", "[".repeat(600), "]".repeat(600));
    let directory = directory_of(&[("deep.yaml", text.as_str())]);
    let lint = |options: &[&str]| {
        let mut words = vec!["lint", "deep.yaml"];
        words.extend(options);
        run(directory.path(), &words)
    };
    insta::assert_snapshot!(lint(&[]));
    insta::assert_snapshot!(lint(&["--limit", "depth=1024"]));
    insta::assert_snapshot!(lint(&["--limit", "bytes=100"]));
    insta::assert_snapshot!(lint(&["--limit", "dept=7"]));
    insta::assert_snapshot!(lint(&["--limit", "depth"]));
}

#[test]
fn a_bundle_does_not_replace_what_it_is_made_of() {
    let directory = directory_of(&[("pets.yaml", PETS)]);
    insta::assert_snapshot!(run(
        directory.path(),
        &["bundle", "pets.yaml", "--output", "./pets.yaml"]
    ));
    let kept = fs::read_to_string(directory.path().join("pets.yaml"));
    assert_eq!(kept.expect("the file is there"), PETS);
}

/// Values of unions that contain themselves double what is tried with each level.
#[test]
fn values_that_are_nested_too_deeply_are_not_compared() {
    let value = format!("{}1{}", "{ a: ".repeat(30), " }".repeat(30));
    let branch = "{ type: object, additionalProperties: { $ref: \"#/components/schemas/A\" } }";
    let schema = format!(
        "components:\n  schemas:\n    A:\n      anyOf: [{branch}, {branch}]\n      default: {value}\n"
    );
    let text =
        format!("openapi: 3.1.1\ninfo: {{ title: Deep, version: 1.0.0 }}\npaths: {{}}\n{schema}");
    insta::assert_snapshot!(check_lint("deep.yaml", text.as_bytes()));
}
