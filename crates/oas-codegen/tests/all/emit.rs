//! Emission into real directories: what is written, kept, removed and refused.

use std::fs;
use std::path::Path;

use oas_codegen::{EmitError, EmitMode, EmitReport, Emitter, Manifest, OutputSet};
use tempfile::TempDir;

fn directory() -> TempDir {
    tempfile::tempdir().expect("a temporary directory can be made")
}

fn outputs(files: &[(&str, &str)]) -> OutputSet {
    let mut outputs = OutputSet::new();
    for (path, content) in files {
        outputs.insert(*path, *content).expect("a good path");
    }
    outputs
}

fn manifest() -> Manifest {
    let mut manifest = Manifest::new("1.0.0");
    manifest.input("spec/openapi.yaml", "openapi: 3.1.0\n");
    manifest
}

fn emit(directory: &Path, files: &[(&str, &str)], mode: EmitMode) -> EmitReport {
    try_emit(directory, files, mode).expect("nothing is in the way")
}

fn try_emit(
    directory: &Path,
    files: &[(&str, &str)],
    mode: EmitMode,
) -> Result<EmitReport, EmitError> {
    Emitter::new(directory).emit(&outputs(files), manifest(), mode)
}

/// What `--check` says, a line per file.
fn stale(directory: &Path, files: &[(&str, &str)]) -> Vec<String> {
    let report = emit(directory, files, EmitMode::Check);
    report.stale.iter().map(ToString::to_string).collect()
}

fn read(directory: &Path, path: &str) -> String {
    fs::read_to_string(directory.join(path)).expect("it is there")
}

fn write(directory: &Path, path: &str, text: &str) {
    fs::write(directory.join(path), text).expect("it can be written");
}

/// Every name below a directory, links and directories too.
fn names(directory: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(directory).expect("it is a directory") {
        let entry = entry.expect("it can be listed");
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type().expect("it has a type").is_dir() {
            let below = self::names(&entry.path());
            names.extend(below.into_iter().map(|below| format!("{name}/{below}")));
        }
        names.push(name);
    }
    names.sort();
    names
}

/// The message without the directory, and that nothing changed.
fn refused(directory: &Path, files: &[(&str, &str)]) -> String {
    let before = names(directory);
    let error = try_emit(directory, files, EmitMode::Write).expect_err("something is in the way");
    assert_eq!(names(directory), before, "files changed");
    error
        .to_string()
        .replace(&directory.display().to_string(), "OUT")
}

const FILES: [(&str, &str); 2] = [("src/a.rs", "one\ntwo\n"), ("b.json", "{}\n")];

#[test]
fn a_first_run_writes_everything_and_a_second_nothing() {
    let directory = directory();
    let directory = &directory.path().join("not/there/yet");
    let report = emit(directory, &FILES, EmitMode::Write);
    assert_eq!(report.written, ["b.json", "src/a.rs", "manifest.json"]);
    assert_eq!(
        names(directory),
        ["b.json", "manifest.json", "src", "src/a.rs"]
    );
    let report = emit(directory, &FILES, EmitMode::Write);
    assert_eq!((report.fresh, report.written.len()), (2, 0));
    assert!(stale(directory, &FILES).is_empty());
}

#[test]
fn checking_writes_nothing() {
    let directory = directory();
    let directory = &directory.path().join("out");
    assert_eq!(
        stale(directory, &FILES),
        ["b.json is missing", "src/a.rs is missing"]
    );
    assert!(!directory.exists());
}

#[test]
fn a_check_tells_edited_files_from_outdated_ones() {
    let directory = directory();
    let directory = directory.path();
    emit(directory, &FILES, EmitMode::Write);
    write(directory, "src/a.rs", "one\n2\n");
    let changed = [("src/a.rs", "one\ntwo\n"), ("b.json", "{ }\n")];
    assert_eq!(
        stale(directory, &changed),
        ["b.json:1 is out of date", "src/a.rs:2 was edited by hand"]
    );
    emit(directory, &changed, EmitMode::Write);
    assert!(stale(directory, &changed).is_empty());
    assert_eq!(read(directory, "src/a.rs"), "one\ntwo\n");
}

#[test]
fn a_changed_input_makes_the_manifest_stale() {
    let directory = directory();
    let directory = directory.path();
    emit(directory, &FILES, EmitMode::Write);
    let mut manifest = manifest();
    manifest.input("spec/openapi.yaml", "openapi: 3.1.1\n");
    let report = Emitter::new(directory)
        .emit(&outputs(&FILES), manifest, EmitMode::Check)
        .expect("nothing is in the way");
    assert_eq!(report.stale.len(), 1);
    assert_eq!(report.stale[0].path, "manifest.json");
}

#[test]
fn line_ends_of_a_checkout_are_no_difference() {
    let directory = directory();
    let directory = directory.path();
    emit(directory, &FILES, EmitMode::Write);
    for path in ["src/a.rs", "manifest.json"] {
        let text = read(directory, path).replace('\n', "\r\n");
        write(directory, path, &text);
    }
    assert!(stale(directory, &FILES).is_empty());
}

#[test]
fn what_is_no_longer_generated_goes_and_the_rest_stays() {
    let directory = directory();
    let directory = directory.path();
    emit(directory, &FILES, EmitMode::Write);
    fs::create_dir(directory.join("mine")).expect("it can be made");
    write(directory, "mine/notes.txt", "mine");
    let fewer = [("b.json", "{}\n")];
    assert_eq!(
        stale(directory, &fewer),
        ["src/a.rs is no longer generated"]
    );
    let report = emit(directory, &fewer, EmitMode::Write);
    assert_eq!(report.removed, ["src/a.rs"]);
    assert_eq!(
        names(directory),
        ["b.json", "manifest.json", "mine", "mine/notes.txt"]
    );
}

#[test]
fn other_targets_stay_when_one_is_written() {
    let directory = directory();
    let directory = directory.path();
    emit(
        directory,
        &[("rust/a.rs", "a"), ("rust/b.rs", "b"), ("ts/a.ts", "a")],
        EmitMode::Write,
    );
    let only = outputs(&[("rust/a.rs", "new")]);
    let report = Emitter::new(directory)
        .within(["rust".to_owned()])
        .emit(&only, manifest(), EmitMode::Write)
        .expect("nothing is in the way");
    assert_eq!(report.removed, ["rust/b.rs"]);
    assert!(stale(directory, &[("rust/a.rs", "new"), ("ts/a.ts", "a")]).is_empty());
}

#[test]
fn a_manifest_cannot_make_anything_else_be_removed() {
    let outer = directory();
    let directory = &outer.path().join("out");
    emit(directory, &FILES, EmitMode::Write);
    write(outer.path(), "precious", "precious");
    fs::create_dir(directory.join("folder")).expect("it can be made");
    let mut tampered = manifest();
    for path in ["../precious", "/etc/hosts", "folder", "a/../../precious"] {
        tampered.outputs.insert(path.to_owned(), String::new());
    }
    write(directory, "manifest.json", &tampered.to_text());
    let report = emit(directory, &FILES, EmitMode::Write);
    assert!(report.removed.is_empty(), "{:?}", report.removed);
    assert_eq!(read(outer.path(), "precious"), "precious");
    assert!(directory.join("folder").is_dir());
}

#[test]
fn a_damaged_manifest_is_reported_and_replaced() {
    let directory = directory();
    let directory = directory.path();
    emit(directory, &FILES, EmitMode::Write);
    for (damage, said) in [
        (
            "{\"format\": 1,",
            "manifest.json is damaged: EOF while parsing a value at line 1 column 13",
        ),
        (
            "{\"format\": 9, \"tool\": \"\", \"inputs\": {}, \"outputs\": {}}",
            "manifest.json is damaged: its format is 9, not 1",
        ),
    ] {
        write(directory, "manifest.json", damage);
        assert_eq!(stale(directory, &FILES), [said]);
        let error = Emitter::new(directory)
            .within(["src".to_owned()])
            .emit(&outputs(&FILES), manifest(), EmitMode::Write)
            .expect_err("what others generated is not known");
        assert!(
            error.to_string().contains("generate everything once"),
            "{error}"
        );
        let report = emit(directory, &FILES, EmitMode::Write);
        assert!(report.damaged_manifest.is_some());
        assert_eq!(report.written, ["manifest.json"]);
        assert!(stale(directory, &FILES).is_empty());
    }
}

#[test]
fn a_directory_in_the_place_of_a_file_is_refused() {
    let directory = directory();
    let directory = directory.path();
    emit(directory, &FILES, EmitMode::Write);
    fs::create_dir(directory.join("c.rs")).expect("it can be made");
    let files = [("b.json", "new"), ("c.rs", "new"), ("d/e.rs", "new")];
    assert_eq!(
        refused(directory, &files),
        "cannot replace `OUT/c.rs`: a directory is in the place of a file"
    );
    assert_eq!(read(directory, "b.json"), "{}\n");
}

#[test]
fn a_file_in_the_place_of_a_directory_is_refused() {
    let directory = directory();
    let directory = directory.path();
    write(directory, "src", "mine");
    assert_eq!(
        refused(directory, &FILES),
        "cannot replace `OUT/src`: a file is in the place of a directory"
    );
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_never_followed() {
    use std::os::unix::fs::symlink;

    let outer = directory();
    let directory = &outer.path().join("out");
    fs::create_dir_all(outer.path().join("elsewhere")).expect("it can be made");
    write(outer.path(), "elsewhere/a.rs", "precious");
    fs::create_dir(directory).expect("it can be made");
    symlink("../elsewhere", directory.join("src")).expect("links can be made");
    assert_eq!(
        refused(directory, &FILES),
        "cannot replace `OUT/src`: it is a symbolic link"
    );

    // Nor when removing.
    let mut tampered = manifest();
    tampered
        .outputs
        .insert("src/a.rs".to_owned(), String::new());
    write(directory, "manifest.json", &tampered.to_text());
    let report = emit(directory, &[("b.json", "{}\n")], EmitMode::Write);
    assert!(report.removed.is_empty());
    assert_eq!(read(outer.path(), "elsewhere/a.rs"), "precious");

    // Nor for what is written beside a file first.
    symlink("../elsewhere/a.rs", directory.join(".c.oas-new")).expect("links can be made");
    emit(directory, &[("c", "new")], EmitMode::Write);
    assert_eq!(read(outer.path(), "elsewhere/a.rs"), "precious");
    assert_eq!(read(directory, "c"), "new");
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_refuses_leaves_everything_as_it_was() {
    // Nobody may create files here, whoever runs the tests.
    let error = try_emit(Path::new("/proc/oas"), &FILES, EmitMode::Write)
        .expect_err("nothing can be made there");
    assert_eq!(error.action, "create the directory");
    assert_eq!(error.path, Path::new("/proc/oas"));
}

#[test]
fn files_of_others_are_spared_where_asked() {
    let directory = directory();
    let directory = directory.path();
    write(directory, "b.json", "mine");
    let emitter = Emitter::new(directory).sparing_others();
    let error = emitter
        .emit(&outputs(&FILES), manifest(), EmitMode::Write)
        .expect_err("it is somebody's");
    let text = error.to_string();
    assert!(
        text.ends_with("it is there already and was not generated here"),
        "{text}"
    );
    assert_eq!(names(directory), ["b.json"]);
    write(directory, "b.json", "{}\n");
    emitter
        .emit(&outputs(&FILES), manifest(), EmitMode::Write)
        .expect("it is as generated");
    emitter
        .emit(&outputs(&[("b.json", "new")]), manifest(), EmitMode::Write)
        .expect("it was generated");
}
