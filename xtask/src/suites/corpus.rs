//! Other people's documents: each is inspected and linted, and whatever it holds, the answer is one.
//! The documents are not part of this repository; `--corpus DIR` names a folder with an `index.json`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Outcome, Settings, all_succeed};
use crate::oas::Oas;
use crate::stop::Stop;

/// The longest that one document may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// Counts of `oas inspect --format json` that must be those of the index, as must the features.
const COUNTS: [&str; 5] = [
    "paths",
    "operations",
    "webhook_or_callback_operations",
    "schemas",
    "refs",
];

/// A count that is meant to differ from the index.
struct Exception {
    file: &'static str,
    count: &'static str,
    ours: u64,
    /// What the index does otherwise.
    reason: &'static str,
}

const EXCEPTIONS: [Exception; 3] = [
    Exception {
        file: "matrix-sync/api/client-server/sync.yaml",
        count: "schemas",
        ours: 4,
        reason: "two schemas are in files outside the folder of the document, which are not read without `--root`",
    },
    Exception {
        file: "oai-mega-32/mega.yaml",
        count: "webhook_or_callback_operations",
        ours: 1,
        reason: "the one operation is counted twice, as a component and where a webhook refers to it",
    },
    Exception {
        file: "speakeasy-walk/walk.openapi.yaml",
        count: "refs",
        ours: 11,
        reason: "one is counted in an `itemSchema`, which OpenAPI 3.1 does not have",
    },
];

/// An entry of `index.json`; only what is compared is named.
#[derive(Debug, Deserialize)]
pub(super) struct Entry {
    pub(super) file: String,
    #[serde(flatten)]
    facts: Map<String, Value>,
}

impl Entry {
    /// Whether the index has this text under a name.
    pub(super) fn says(&self, name: &str, text: &str) -> bool {
        self.facts.get(name).and_then(Value::as_str) == Some(text)
    }
}

/// Every document of the corpus, where there is one.
pub(super) fn corpus(settings: &Settings) -> Result<Outcome, Stop> {
    let Some(corpus) = &settings.corpus else {
        return Ok(Outcome::NotApplicable);
    };
    let entries = entries(corpus)?;
    let oas = Oas::build(&settings.workspace)?;
    let mut problems: Vec<String> = entries
        .iter()
        .flat_map(|entry| problems(&oas, corpus, entry))
        .collect();
    if let Outcome::Failed(why) = formatted(settings, corpus)? {
        problems.push(why);
    }
    Ok(if problems.is_empty() {
        Outcome::Passed
    } else {
        Outcome::Failed(problems.join("\n"))
    })
}

/// Every file of every document is formatted, twice, and compared by another reader.
fn formatted(settings: &Settings, corpus: &Path) -> Result<Outcome, Stop> {
    let mut cargo =
        settings
            .workspace
            .cargo(&["test", "--quiet", "--release", "--package", "oas-fmt"]);
    cargo.args(["--test", "format", "corpus"]);
    let corpus = std::path::absolute(corpus).unwrap_or_else(|_| corpus.to_path_buf());
    cargo.env("OAS_CORPUS", corpus);
    all_succeed([cargo])
}

/// What the index of a corpus lists.
pub(super) fn entries(corpus: &Path) -> Result<Vec<Entry>, Stop> {
    let index = corpus.join("index.json");
    let text = fs::read_to_string(&index).map_err(|error| Stop::file("read", &index, &error))?;
    serde_json::from_str(&text)
        .map_err(|error| Stop::unusable(format!("`{}`: {error}", index.display())))
}

fn problems(oas: &Oas, corpus: &Path, entry: &Entry) -> Vec<String> {
    let Entry { file, facts } = entry;
    let path = corpus.join(file);
    let (Some(folder), Some(name)) = (path.parent(), path.file_name().and_then(|n| n.to_str()))
    else {
        return vec![format!("{file}: not a file name")];
    };
    let mut problems = Vec::new();
    let mut ask = |arguments: &[&str], exit_codes: &[i32]| {
        let answer = answer(oas.plain(arguments).current_dir(folder), exit_codes);
        answer
            .map_err(|why| problems.push(format!("{file}: oas {}: {why}", arguments.join(" "))))
            .ok()
    };
    ask(&["lint", name, "--format", "json"], &[0, 1]);
    if let Some(output) = ask(&["inspect", name, "--format", "json"], &[0, 1]) {
        let counted: Value = serde_json::from_str(&output).unwrap_or_default();
        let differing = differing_counts(&counted, file, facts);
        let differing = differing.chain(differing_features(&counted, facts));
        problems.extend(differing.map(|what| format!("{file}: {what}")));
    }
    problems
}

fn differing_counts(
    counted: &Value,
    file: &str,
    facts: &Map<String, Value>,
) -> impl Iterator<Item = String> {
    COUNTS.into_iter().filter_map(move |name| {
        let (ours, theirs) = (counted.get(name), facts.get(name)?);
        let exception = EXCEPTIONS
            .iter()
            .find(|exception| exception.file == file && exception.count == name);
        let expected = exception.map_or_else(|| theirs.clone(), |known| Value::from(known.ours));
        let shown = ours.map_or_else(|| "nothing".to_owned(), Value::to_string);
        let why = exception.map_or_else(
            || "the index says".to_owned(),
            |known| format!("as {}, it should be", known.reason),
        );
        (ours != Some(&expected)).then(|| format!("`{name}` is {shown}, {why} {expected}"))
    })
}

/// The features that only one side names. There are no exceptions.
fn differing_features(counted: &Value, facts: &Map<String, Value>) -> Option<String> {
    let names = |list: Option<&Value>| -> BTreeSet<String> {
        let list = list.and_then(Value::as_array).into_iter().flatten();
        list.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let (ours, theirs) = (
        names(counted.get("features")),
        names(Some(facts.get("features")?)),
    );
    let listed = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
        let names: Vec<&str> = one.difference(other).map(String::as_str).collect();
        names.join(", ")
    };
    let (more, missing) = (listed(&ours, &theirs), listed(&theirs, &ours));
    match (more.is_empty(), missing.is_empty()) {
        (true, true) => None,
        (true, false) => Some(format!("`features` lacks {missing}")),
        (false, true) => Some(format!(
            "`features` has {more}, which the index does not have"
        )),
        (false, false) => Some(format!(
            "`features` lacks {missing}, and has {more}, which the index does not have"
        )),
    }
}

/// Standard output of a process that ends in time with one of the codes.
pub(super) fn answer(command: &mut Command, exit_codes: &[i32]) -> Result<String, String> {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let reading = child.stdout.take().map(reader);
    let saying = child.stderr.take().map(reader);
    let exit_code = exit_code_in_time(&mut child)?;
    let text = |thread: Option<std::thread::JoinHandle<String>>| {
        thread
            .and_then(|thread| thread.join().ok())
            .unwrap_or_default()
    };
    let (output, said) = (text(reading), text(saying));
    match exit_code {
        Some(code) if exit_codes.contains(&code) => Ok(output),
        Some(code) => Err(format!("exit code {code}\n{}", said.trim_end())),
        None => Err(format!("ended by a signal\n{}", said.trim_end())),
    }
}

fn reader(mut stream: impl std::io::Read + Send + 'static) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        // A stream that breaks off leaves what came before it.
        let _ = stream.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

fn exit_code_in_time(child: &mut Child) -> Result<Option<i32>, String> {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
            return Ok(status.code());
        }
        if started.elapsed() > PATIENCE {
            child.kill().map_err(|error| error.to_string())?;
            child.wait().map_err(|error| error.to_string())?;
            return Err(format!("no answer within {} s", PATIENCE.as_secs()));
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_that_differs_is_told_with_both_values() {
        let facts = serde_json::json!({ "paths": 2, "operations": 7, "licence": "MIT" });
        let Value::Object(facts) = facts else {
            panic!("an object")
        };
        let counted = serde_json::json!({ "paths": 2, "operations": 6 });
        let differing: Vec<String> = differing_counts(&counted, "a.yaml", &facts).collect();
        assert_eq!(differing, ["`operations` is 6, the index says 7"]);
    }

    #[test]
    fn features_that_only_one_side_has_are_told() {
        let facts = serde_json::json!({ "features": ["enum", "yaml"] });
        let Value::Object(facts) = facts else {
            panic!("an object")
        };
        let differing = |features: &[&str]| {
            let counted = serde_json::json!({ "features": features });
            differing_features(&counted, &facts)
        };
        assert_eq!(differing(&["yaml", "enum"]), None);
        assert_eq!(
            differing(&["json", "yaml"]).as_deref(),
            Some("`features` lacks enum, and has json, which the index does not have")
        );
        assert_eq!(
            differing(&[]).as_deref(),
            Some("`features` lacks enum, yaml")
        );
    }

    #[cfg(unix)]
    #[test]
    fn an_unexpected_exit_code_is_a_problem_and_an_expected_one_is_not() {
        let shell = |script: &str| answer(Command::new("sh").args(["-c", script]), &[0, 1]);
        assert_eq!(shell("echo found; exit 1"), Ok("found\n".to_owned()));
        assert_eq!(
            shell("echo broken >&2; exit 70"),
            Err("exit code 70\nbroken".to_owned())
        );
    }
}
