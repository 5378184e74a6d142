//! Other people's documents, where `OAS_CORPUS` names a folder of them: each file of each comes out
//! with the same value and the same comments, and is left alone the second time.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use oas_diagnostics::{DiagnosticSink, FileLoader, FileLoaderSettings, SourceMap};
use oas_fmt::{Objects, Refusal, format};
use oas_model::ResolvedDocument;
use oas_syntax::{Format, Limits};

use crate::support::{comments, read_by_another};

/// Names the folder, which has an `index.json`.
const CORPUS: &str = "OAS_CORPUS";

#[test]
fn documents_of_other_people_say_the_same_afterwards() {
    let Some(corpus) = std::env::var_os(CORPUS) else {
        return;
    };
    let corpus = Path::new(&corpus);
    let index = fs::read_to_string(corpus.join("index.json")).expect("a corpus has an index");
    let index: Vec<serde_json::Value> = serde_json::from_str(&index).expect("the index is JSON");
    let mut counts = Counts::default();
    for entry in &index {
        let file = entry["file"].as_str().expect("entries name their file");
        check_document(corpus, file, &mut counts);
    }
    let problems = &counts.problems;
    assert!(problems.is_empty(), "{}\n{counts:#?}", problems.join("\n"));
    assert!(counts.files > 0);
}

#[derive(Debug, Default)]
struct Counts {
    documents: usize,
    files: usize,
    /// Files that another reader could compare.
    compared: usize,
    comments: usize,
    /// Files with syntax errors, duplicate keys among them.
    refused: Vec<String>,
    problems: Vec<String>,
}

fn check_document(corpus: &Path, file: &str, counts: &mut Counts) {
    let limits = Limits::default();
    let path = corpus.join(file);
    let settings = FileLoaderSettings {
        root: path.parent().expect("a file is in a folder").to_path_buf(),
        current_dir: corpus.to_path_buf(),
        max_bytes: limits.bytes as u64,
    };
    let loader = FileLoader::new(&settings).expect("the corpus has folders");
    let name = loader.path_from_root(&path.canonicalize().expect("the file is there"));
    let name = name.expect("the file is in its folder");
    let mut sources = SourceMap::new();
    let mut sink = DiagnosticSink::new();
    let Some(document) = oas_model::load(&loader, &name, &limits, &mut sources, &mut sink) else {
        counts.problems.push(format!("{file}: not read"));
        return;
    };
    let resolved = ResolvedDocument::resolve(document, &mut sink);
    counts.documents += 1;
    let objects = Objects::of_document(&resolved);
    for tree in resolved.document().trees() {
        let path = resolved.document().path(tree.file());
        if Format::of_path(path).is_none() {
            continue;
        }
        counts.files += 1;
        let objects = &objects[&tree.file()];
        let name = format!("{file}: {path}");
        let text = tree.text();
        let once = match format(tree.file(), text, tree.format(), objects, &limits) {
            Ok(once) => once,
            Err(Refusal::Unreadable(_)) => {
                counts.refused.push(name);
                continue;
            }
            Err(refusal) => {
                counts.problems.push(format!("{name}: {refusal:?}"));
                continue;
            }
        };
        check_same(&name, path, text, &once, counts);
        let again = objects_again(&resolved, tree.file(), &once);
        check_stable(&name, path, &resolved, &again, &once, counts);
    }
}

/// The objects of a file by where they start in its new text: those of the same pointers.
fn objects_again(
    resolved: &ResolvedDocument,
    file: oas_diagnostics::FileId,
    text: &str,
) -> Objects {
    let document = resolved.document();
    let path = document.path(file);
    let language = Format::of_path(path).unwrap_or(Format::Yaml);
    let text: Arc<str> = text.into();
    let mut sink = DiagnosticSink::new();
    let tree = oas_syntax::parse(file, &text, language, &Limits::default(), &mut sink);
    Objects::of_nodes(resolved.visits().iter().filter_map(|(_, visit)| {
        let node = (visit.node.file == file).then(|| document.node(visit.node))?;
        let pointer = oas_syntax::JsonPointer::parse(&node.pointer())?;
        Some((tree.find(&pointer)?, visit.kind))
    }))
}

fn check_same(name: &str, path: &str, text: &str, once: &str, counts: &mut Counts) {
    let before = read_by_another(path, text);
    counts.compared += usize::from(before.is_some());
    if before.is_some() && before != read_by_another(path, once) {
        counts
            .problems
            .push(format!("{name}: another reader sees another value"));
    }
    if Format::of_path(path) == Some(Format::Yaml) {
        let (before, after) = (comments(text), comments(once));
        counts.comments += after.len();
        if before != after {
            counts.problems.push(format!("{name}: comments differ"));
        }
    }
}

fn check_stable(
    name: &str,
    path: &str,
    resolved: &ResolvedDocument,
    objects: &Objects,
    once: &str,
    counts: &mut Counts,
) {
    let file = resolved
        .document()
        .file_of(path)
        .expect("the file was loaded");
    let language = Format::of_path(path).unwrap_or(Format::Yaml);
    let text: Arc<str> = once.into();
    match format(file, &text, language, objects, &Limits::default()) {
        Ok(twice) if twice == once => {}
        Ok(twice) => {
            let line = once
                .lines()
                .zip(twice.lines())
                .position(|(one, two)| one != two);
            counts
                .problems
                .push(format!("{name}: not stable at line {line:?}"));
        }
        Err(refusal) => counts
            .problems
            .push(format!("{name}: the second time {refusal:?}")),
    }
}
