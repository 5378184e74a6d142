//! The official documents that must pass or fail, and small invalid documents of other projects,
//! linted with the group `minimal`. They lie beside the corpus, and are no part of this repository.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::corpus::answer;
use super::{Outcome, Settings};
use crate::oas::Oas;
use crate::stop::Stop;

/// Documents that the official schemas take, and the prose does not, with the sentence that they break.
const PROSE: [(&str, &str); 7] = [
    ("3.1/pass/link-object-examples.yaml", LINK),
    ("3.2/pass/link-object-examples.yaml", LINK),
    ("3.1/pass/path_item_servers_parameters.yaml", LINK),
    ("3.2/pass/path_item_servers_parameters.yaml", LINK),
    ("3.1/pass/operation-object-example.yaml", TEMPLATE),
    ("3.2/pass/operation-object-example.yaml", TEMPLATE),
    (
        "3.1/pass/style-defaults.yaml",
        "Parameter Object: in a path, `required` is REQUIRED and its value MUST be true",
    ),
];
const LINK: &str = "Link Object: `operationId` is the name of an existing, resolvable operation";
const TEMPLATE: &str =
    "Path Templating: each template expression in the path MUST correspond to a path parameter";

/// An entry of the index of invalid documents.
#[derive(Debug, Deserialize)]
struct Invalid {
    file: String,
    kind: String,
    wrong: String,
}

/// Every document, where there are some.
pub(super) fn documents(settings: &Settings) -> Result<Outcome, Stop> {
    let beside = settings.corpus.as_deref().and_then(Path::parent);
    let Some(beside) = beside.filter(|folder| folder.join("suites/openapi-schema").is_dir()) else {
        return Ok(Outcome::NotApplicable);
    };
    let oas = Oas::build(&settings.workspace)?;
    let rules = settings.workspace.path("target/minimal.toml");
    fs::write(&rules, "groups = [\"minimal\"]\n")
        .map_err(|error| Stop::file("write", &rules, &error))?;
    let lint = |file: &Path, exit_codes: &[i32]| {
        let mut command = oas.plain(&["lint", "--quiet", "--format", "json", "--rules"]);
        answer(command.arg(&rules).arg(file), exit_codes).err()
    };
    let mut problems = Vec::new();
    let schemas = beside.join("suites/openapi-schema");
    for version in ["3.0", "3.1", "3.2"] {
        for verdict in ["pass", "fail"] {
            for file in files(&schemas.join(version).join(verdict))? {
                let name = file.strip_prefix(&schemas).unwrap_or(&file);
                let known = PROSE.iter().find(|(other, _)| Path::new(other) == name);
                let passes = verdict == "pass" && known.is_none();
                let expected = i32::from(!passes);
                let told = known.map_or_else(String::new, |(_, text)| format!(" ({text})"));
                let must = if passes { "be clean" } else { "have an error" };
                let problem = lint(&file, &[expected]);
                problems.extend(
                    problem.map(|why| format!("{}: must {must}{told}: {why}", name.display())),
                );
            }
        }
    }
    let folder = beside.join("corpus-invalid");
    let index = folder.join("index.json");
    if index.is_file() {
        let text =
            fs::read_to_string(&index).map_err(|error| Stop::file("read", &index, &error))?;
        let invalid: Vec<Invalid> = serde_json::from_str(&text)
            .map_err(|error| Stop::unusable(format!("`{}`: {error}", index.display())))?;
        for Invalid { file, kind, wrong } in invalid {
            // Robust documents are awkward more than wrong.
            let expected: &[i32] = if kind == "robustness" {
                &[0, 1, 2]
            } else {
                &[1, 2]
            };
            let problem = lint(&folder.join(&file), expected);
            problems.extend(problem.map(|why| format!("{file}: {wrong}: {why}")));
        }
    }
    Ok(if problems.is_empty() {
        Outcome::Passed
    } else {
        Outcome::Failed(problems.join("\n"))
    })
}

/// The files of a folder, sorted; none where there is no folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Stop> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).map_err(|error| Stop::file("read", folder, &error))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    Ok(files)
}
