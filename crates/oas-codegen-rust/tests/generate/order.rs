//! The same document gives the same bytes, however its components are ordered.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::support::{Case, Documents, every_case, generate};

/// Texts by path.
type Files = BTreeMap<String, String>;

/// Objects in which the order of members says nothing; elsewhere it is the order of the output.
const UNORDERED: [&str; 3] = ["paths", "schemas", "securitySchemes"];

#[test]
fn two_generations_are_equal() {
    for case in every_case() {
        let second = case.generate().files;
        assert_equal(&case.name, &case.generate().files, &second);
    }
}

#[test]
fn the_order_of_components_and_paths_does_not_matter() {
    for case in every_case() {
        let given = rewritten(&case, |_| {});
        assert_equal(&case.name, &given, &rewritten(&case, turn));
    }
}

fn assert_equal(name: &str, one: &Files, other: &Files) {
    assert!(one.keys().eq(other.keys()), "{name}: other files");
    for (path, text) in one {
        let lines = text.lines().zip(other[path].lines());
        for (one, other) in lines {
            assert_eq!(one, other, "{name}/{path}");
        }
        assert_eq!(text.len(), other[path].len(), "{name}/{path}");
    }
}

/// The files of a case whose documents are rewritten as JSON, changed.
fn rewritten(case: &Case, change: fn(&mut Value)) -> Files {
    let texts = case.documents.texts.iter().map(|(path, text)| {
        let mut document = value_of(path, text);
        change(&mut document);
        (path.clone(), document.to_string())
    });
    let documents = Documents {
        texts: texts.collect(),
    };
    generate(&documents, &case.settings()).files
}

/// A document as a value.
fn value_of(path: &str, text: &str) -> Value {
    use oas_diagnostics::{DiagnosticSink, SourceMap};
    let mut sources = SourceMap::new();
    let mut sink = DiagnosticSink::new();
    let file = sources.add(path, path, text);
    let limits = oas_syntax::Limits::default();
    let format = oas_syntax::Format::Yaml;
    let tree = oas_syntax::parse(file, &text.into(), format, &limits, &mut sink);
    tree.root().to_json()
}

/// Turns the order of what has none.
fn turn(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                if UNORDERED.contains(&name.as_str())
                    && let Value::Object(inner) = member
                {
                    let turned: Map<String, Value> =
                        std::mem::take(inner).into_iter().rev().collect();
                    *inner = turned;
                }
                turn(member);
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(turn),
        _ => {}
    }
}
