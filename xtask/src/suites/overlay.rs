//! The Overlay Specification's own sets: overlays with the document before and after, and Overlay
//! documents that must be accepted or refused.
//!
//! They are not part of this repository: the suite runs where they lie beside the corpus, in
//! `suites/overlay`.

use std::fs;
use std::path::{Path, PathBuf};

use super::corpus::answer;
use super::{Outcome, Settings};
use crate::oas::Oas;
use crate::stop::Stop;

/// Every set, where there are some.
pub(super) fn sets(settings: &Settings) -> Result<Outcome, Stop> {
    let beside = |corpus: &PathBuf| Some(corpus.parent()?.join("suites/overlay"));
    let sets = settings.corpus.as_ref().and_then(beside);
    let Some(sets) = sets.filter(|sets| sets.is_dir()) else {
        return Ok(Outcome::NotApplicable);
    };
    let oas = Oas::build(&settings.workspace)?;
    let mut problems = Vec::new();
    for folder in entries(&sets.join("compliant-sets"))? {
        if folder.is_dir() {
            problems.extend(applied(&oas, &folder).err());
        }
    }
    for version in entries(&sets.join("tests"))? {
        // A document that is refused has findings, or is no Overlay at all.
        for (verdict, exit_codes) in [("pass", [0].as_slice()), ("fail", &[1, 2])] {
            for document in entries(&version.join(verdict))? {
                let lint = oas.plain(&["lint"]).arg(&document).output();
                let code = lint.ok().and_then(|output| output.status.code());
                if !code.is_some_and(|code| exit_codes.contains(&code)) {
                    problems.push(format!(
                        "{}: `oas lint` ends with {code:?}, not one of {exit_codes:?}",
                        document.display()
                    ));
                }
            }
        }
    }
    Ok(if problems.is_empty() {
        Outcome::Passed
    } else {
        Outcome::Failed(problems.join("\n"))
    })
}

/// Everything in a folder, sorted.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Stop> {
    let failed = |error: &std::io::Error| Stop::file("read", folder, error);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| failed(&error))? {
        paths.push(entry.map_err(|error| failed(&error))?.path());
    }
    paths.sort();
    Ok(paths)
}

/// Applies the overlay of a set; what comes out must be the set's own output.
fn applied(oas: &Oas, folder: &Path) -> Result<(), String> {
    let told = |why: String| format!("{}: {why}", folder.display());
    let bundle = |arguments: &[&str]| {
        let mut command = oas.plain(&["bundle"]);
        command.args(arguments).args(["--format", "json"]);
        let text = answer(command.current_dir(folder), &[0]).map_err(told)?;
        serde_json::from_str::<serde_json::Value>(&text).map_err(|error| told(error.to_string()))
    };
    // The output goes the same way, so that what bundling itself does is no difference.
    let expected = bundle(&["output.yaml"])?;
    let found = bundle(&["openapi.yaml", "--overlay", "overlay.yaml"])?;
    if found == expected {
        return Ok(());
    }
    Err(told("the result is not `output.yaml`".to_owned()))
}
