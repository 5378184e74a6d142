//! Other people's documents as Rust: whatever they hold, a crate is generated and compiles without
//! a warning. What they mean is not looked at.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::corpus::{Entry, answer, entries};
use super::{Outcome, Settings, all_succeed};
use crate::oas::Oas;
use crate::stop::Stop;

/// Where crates are written, side by side, as members of one workspace.
const FOLDER: &str = "target/corpus-rust";

/// Sizes that are compiled only when the whole corpus is asked for: they take minutes each.
const LEFT_OUT: [&str; 3] = ["medium", "large", "huge"];

/// Every document of the corpus is generated; the small ones are compiled, or all of them where
/// somebody named a corpus.
pub(super) fn crates(settings: &Settings) -> Result<Outcome, Stop> {
    let Some(corpus) = &settings.corpus else {
        return Ok(Outcome::NotApplicable);
    };
    let oas = Oas::build(&settings.workspace)?;
    let folder = settings.workspace.path(FOLDER);
    let mut problems = Vec::new();
    let mut members = BTreeSet::new();
    for entry in entries(corpus)? {
        let name = entry
            .file
            .split('/')
            .next()
            .unwrap_or("document")
            .to_owned();
        let out = folder.join(&name);
        match generate(settings, &oas, &corpus.join(&entry.file), &out) {
            Err(why) => problems.push(format!("{}: {why}", entry.file)),
            Ok(()) if is_compiled(settings, &entry) => {
                members.insert(name);
            }
            Ok(()) => {}
        }
    }
    if let Outcome::Failed(why) = compile(settings, &folder, &members)? {
        problems.push(why);
    }
    Ok(if problems.is_empty() {
        Outcome::Passed
    } else {
        Outcome::Failed(problems.join("\n"))
    })
}

fn is_compiled(settings: &Settings, entry: &Entry) -> bool {
    settings.whole_corpus || !LEFT_OUT.iter().any(|size| entry.says("size", size))
}

/// Generates one crate; what is wrong, if anything. Files that stay the same keep their times, so
/// that they are not compiled anew.
fn generate(settings: &Settings, oas: &Oas, document: &Path, out: &Path) -> Result<(), String> {
    let mut generate = oas.plain(&["generate", "--target", "rust", "--quiet"]);
    generate.arg("--input").arg(document).arg("--out").arg(out);
    let name = out.file_name().unwrap_or_default();
    generate.arg("--name").arg(name);
    let mut runtime = std::ffi::OsString::from("path:");
    runtime.push(settings.workspace.path("crates/oas-runtime"));
    generate.arg("--runtime").arg(runtime);
    // Documents with errors give a crate too; what cannot be told is left out of it.
    answer(&mut generate, &[0, 1]).map_err(|why| format!("oas generate: {why}"))?;
    if out.join("Cargo.toml").is_file() {
        Ok(())
    } else {
        Err("oas generate: no crate was written".to_owned())
    }
}

/// Compiles crates as one workspace, with the versions of this repository's lock file.
fn compile(
    settings: &Settings,
    folder: &Path,
    members: &BTreeSet<String>,
) -> Result<Outcome, Stop> {
    let mut manifest = String::from("[workspace]\nresolver = \"3\"\nmembers = [\n");
    for member in members {
        // Writing to a string cannot fail.
        let _ = writeln!(manifest, "    \"{member}\",");
    }
    // Nobody looks at these programs with a debugger.
    manifest.push_str("]\n\n[profile.dev]\ndebug = false\nincremental = false\n");
    write(&folder.join("Cargo.toml"), &manifest)?;
    let lock = settings.workspace.path("Cargo.lock");
    let versions = fs::read_to_string(&lock).map_err(|error| Stop::file("read", &lock, &error))?;
    write(&folder.join("Cargo.lock"), &versions)?;
    let mut cargo = settings
        .workspace
        .cargo(&["check", "--quiet", "--keep-going"]);
    cargo.arg("--manifest-path").arg(folder.join("Cargo.toml"));
    cargo.arg("--target-dir").arg(target(folder));
    cargo.env("RUSTFLAGS", "-D warnings");
    all_succeed([cargo])
}

/// Beside the crates, so that the documents' names cannot meet it.
fn target(folder: &Path) -> PathBuf {
    folder.with_file_name("corpus-rust-target")
}

fn write(path: &Path, text: &str) -> Result<(), Stop> {
    fs::write(path, text).map_err(|error| Stop::file("write", path, &error))
}
