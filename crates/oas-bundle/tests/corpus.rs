//! Other people's documents, in every version: complete, self-contained, the same when bundled
//! again, and OpenAPI 3.0 as another reader understands it. `cargo xtask test --corpus DIR` runs
//! this; the documents are not part of this repository.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use oas_bundle::{BundleSettings, bundle, prevents, to_json};
use oas_diagnostics::{
    Diagnostic, DiagnosticSink, FileLoader, FileLoaderSettings, Level, Loader, MemoryLoader,
    SourceMap,
};
use oas_model::select::Selection;
use oas_model::{Container, ResolvedDocument, Version, load, shape};
use oas_syntax::Limits;

/// Methods that every version has.
const METHODS: [&str; 8] = [
    "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE",
];

fn main() -> ExitCode {
    let mut said = std::io::stderr().lock();
    let Some(folder) = std::env::var_os("OPENAPI_CORPUS") else {
        let skipped = "SKIPPED corpus: OPENAPI_CORPUS names no folder with an `index.json`";
        return ExitCode::from(u8::from(writeln!(said, "{skipped}").is_err()));
    };
    let problems = check_all(Path::new(&folder));
    let heard = problems
        .iter()
        .all(|problem| writeln!(said, "{problem}").is_ok());
    ExitCode::from(u8::from(!heard || !problems.is_empty()))
}

fn check_all(folder: &Path) -> Vec<String> {
    let index = folder.join("index.json");
    let entries: Vec<serde_json::Value> = match std::fs::read_to_string(&index)
        .map_err(|error| error.to_string())
        .and_then(|text| serde_json::from_str(&text).map_err(|error| error.to_string()))
    {
        Ok(entries) => entries,
        Err(why) => return vec![format!("`{}` cannot be read: {why}", index.display())],
    };
    let mut problems = Vec::new();
    for entry in entries {
        match entry.get("file").and_then(serde_json::Value::as_str) {
            Some(file) => {
                let found = check(folder, file).into_iter();
                problems.extend(found.map(|what| format!("{file}: {what}")));
            }
            None => problems.push(format!("an entry names no `file`: {entry}")),
        }
    }
    problems
}

/// What is wrong with the bundles of one document.
fn check(folder: &Path, file: &str) -> Vec<String> {
    // References may lead anywhere within the first folder.
    let (first, entry) = file.split_once('/').unwrap_or((".", file));
    let root = folder.join(first);
    let settings = FileLoaderSettings {
        root: root.clone(),
        current_dir: root,
        max_bytes: 1 << 26,
    };
    let read_there = FileLoader::new(&settings)
        .map_err(|error| error.to_string())
        .and_then(|loader| read(&loader, entry));
    let (resolved, findings) = match read_there {
        Ok(read) => read,
        Err(why) => return vec![why],
    };
    if let Some(finding) = findings.iter().find(|finding| prevents(finding)) {
        return vec![format!("has no bundle: {}", finding.message)];
    }
    let valid = findings.iter().all(|finding| finding.level != Level::Error);
    let mut problems = Vec::new();
    for version in Version::ALL {
        let mut problem = |what: String| problems.push(format!("as {version}: {what}"));
        let text = written(&resolved, version);
        let alone = MemoryLoader::new().with("openapi.json", text.clone());
        let (again, findings) = match read(&alone, "openapi.json") {
            Ok(read) => read,
            Err(why) => {
                problem(why);
                continue;
            }
        };
        for finding in findings.iter().filter(|finding| prevents(finding)) {
            problem(format!("{} [{}]", finding.message, finding.rule));
        }
        if written(&again, version) != text {
            problem("bundling again changes something".to_owned());
        }
        // OpenAPI 3.0 has no webhooks, nor callbacks of them; documents say `x-webhooks`.
        let only_paths = resolved.version().min(version) == Version::V3_0;
        let operations = |resolved| operations(resolved, version, only_paths);
        let (before, after) = (operations(&resolved), operations(&again));
        for lost in before.symmetric_difference(&after) {
            problem(format!("{lost:?} is in one of document and bundle"));
        }
        if valid && version == Version::V3_0 {
            let typed: Result<openapiv3::OpenAPI, _> = serde_json::from_str(&text);
            if let Err(error) = typed {
                problem(format!("openapiv3 refuses it: {error}"));
            }
        }
    }
    problems
}

fn read(loader: &dyn Loader, entry: &str) -> Result<(ResolvedDocument, Vec<Diagnostic>), String> {
    let mut sources = SourceMap::new();
    let mut sink = DiagnosticSink::new();
    let document = load(loader, entry, &Limits::default(), &mut sources, &mut sink)
        .ok_or("is no OpenAPI document")?;
    let resolved = ResolvedDocument::resolve(document, &mut sink);
    shape::check(&resolved, &mut sink);
    Ok((resolved, sink.into_sorted(&sources)))
}

fn written(resolved: &ResolvedDocument, version: Version) -> String {
    let settings = BundleSettings {
        version,
        selection: Selection::default(),
    };
    to_json(&bundle(resolved, None, &settings).0)
}

/// The operations that a version can have.
fn operations(
    resolved: &ResolvedDocument,
    version: Version,
    only_paths: bool,
) -> BTreeSet<(Container, String, String)> {
    let operations = resolved.operations().iter();
    operations
        .filter(|one| !only_paths || one.container == Container::Paths)
        .filter(|one| version == Version::V3_2 || METHODS.contains(&one.method.as_str()))
        .map(|one| (one.container, one.path.clone(), one.method.clone()))
        .collect()
}
