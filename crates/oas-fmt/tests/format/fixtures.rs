//! Documents as files: what is written, and what comes of it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{check_format, comments, read_by_another};

/// Set to write what comes out beside what went in.
const UPDATE: &str = "UPDATE_GOLDEN";

#[test]
fn fixtures_come_out_as_they_should_and_say_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("there are fixtures") {
        let directory = entry.expect("fixtures can be listed").path();
        for extension in ["yaml", "json"] {
            let input = directory.join(format!("input.{extension}"));
            if input.exists() {
                check_fixture(&input, &directory.join(format!("output.{extension}")));
                count += 1;
            }
        }
    }
    assert!(count >= 20, "{count} fixtures");
}

fn check_fixture(input: &PathBuf, output: &PathBuf) {
    let name = format!("{}", input.display());
    let text = fs::read_to_string(input).expect("fixtures are UTF-8");
    let file = input.file_name().expect("a fixture is a file");
    let file = file.to_string_lossy();
    let formatted =
        check_format(&file, &text).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
    // The other reader knows less of YAML.
    if let Some(before) = read_by_another(&file, &text) {
        assert_eq!(Some(before), read_by_another(&file, &formatted), "{name}");
    }
    if file.ends_with("yaml") {
        assert_eq!(comments(&text), comments(&formatted), "{name}");
    }
    // Git changes line ends in files, so that there is no fixture for them.
    let marked = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let same = check_format(&file, &marked).expect("line ends do not matter");
    assert_eq!(same, formatted, "{name} with carriage returns");
    if std::env::var_os(UPDATE).is_some() {
        fs::write(output, &formatted).expect("fixtures can be written");
    }
    let expected = fs::read_to_string(output).unwrap_or_default();
    assert_eq!(formatted, expected, "{name}; set {UPDATE}=1 to accept it");
}
