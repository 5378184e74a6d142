//! Types from nodes: what fits, and how what does not fit is said.

use std::collections::BTreeMap;

use oas_syntax::de::{from_node, from_node_or_errors};
use serde::Deserialize;

use crate::support::check_parse;

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Settings {
    title: String,
    #[serde(default)]
    level: Level,
    port: Option<u16>,
    ratio: Option<f64>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    statuses: BTreeMap<u16, Status>,
    #[serde(default)]
    targets: BTreeMap<String, Target>,
    pair: Option<(u8, bool)>,
    max_items: Option<Limit>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Limit(u32);

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    #[default]
    Off,
    Warning,
    Error,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Status {
    retry: bool,
    #[serde(default)]
    note: String,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Target {
    None,
    Rust(String),
    TypeScript { package: String, private: bool },
    Pair(u8, u8),
}

#[test]
fn what_fits_is_read() {
    let text = "title: &title Pets\nlevel: warning\nport: 8080\nratio: 1\nmax-items: 10\n\
                tags: [a, *title]\nstatuses: { 404: { retry: false }, 503: { retry: true, note: n } }\n\
                targets:\n  a: none\n  b: { rust: crate }\n  c: { typescript: { package: p, private: true } }\n  d: { pair: [1, 2] }\n\
                pair: [1, true]\n";
    let parsed = check_parse("settings.yaml", text);
    let settings: Settings = from_node(parsed.tree.root()).expect("everything fits");
    let status = |retry, note: &str| Status {
        retry,
        note: note.to_owned(),
    };
    let expected = Settings {
        title: "Pets".to_owned(),
        level: Level::Warning,
        port: Some(8080),
        ratio: Some(1.0),
        tags: vec!["a".to_owned(), "Pets".to_owned()],
        statuses: BTreeMap::from([(404, status(false, "")), (503, status(true, "n"))]),
        targets: BTreeMap::from([
            ("a".to_owned(), Target::None),
            ("b".to_owned(), Target::Rust("crate".to_owned())),
            (
                "c".to_owned(),
                Target::TypeScript {
                    package: "p".to_owned(),
                    private: true,
                },
            ),
            ("d".to_owned(), Target::Pair(1, 2)),
        ]),
        pair: Some((1, true)),
        max_items: Some(Limit(10)),
    };
    assert_eq!(settings, expected);
    let collected = from_node_or_errors::<Settings>(parsed.tree.root());
    assert_eq!(collected.as_ref(), Ok(&expected));
}

#[test]
fn strings_borrow_from_the_tree() {
    #[derive(Deserialize)]
    struct Borrowed<'t> {
        title: &'t str,
    }
    let parsed = check_parse("text.yaml", "title: Pets\n");
    let borrowed: Borrowed<'_> = from_node(parsed.tree.root()).expect("a string is a string");
    assert_eq!(borrowed.title, "Pets");
}

/// Every error of `text`, read as `T`, as a person sees it.
fn errors<T: serde::de::DeserializeOwned>(text: &str) -> String {
    let parsed = check_parse("settings.yaml", text);
    assert_eq!(parsed.rendered(), "");
    let root = parsed.tree.root();
    let errors = from_node_or_errors::<T>(root).err().expect("nothing fits");
    let first = from_node::<T>(root).err().expect("nothing fits");
    assert!(
        errors.contains(&first),
        "the first error is one of all: {first:?}"
    );
    let findings: Vec<_> = errors
        .into_iter()
        .map(|error| error.into_diagnostic("settings-invalid"))
        .collect();
    parsed.render(&findings)
}

#[test]
fn what_does_not_fit_is_said_at_its_place() {
    let cases = [
        (
            "unknown keys",
            "titel: Pets\ntitle: Pets\nnothing-like-it: 1\n",
        ),
        ("missing key", "level: error\n"),
        (
            "missing key in an entry",
            "title: a\nstatuses:\n  404:\n    note: b\n",
        ),
        ("unknown value", "title: a\nlevel: warn\n"),
        ("value of no use", "title: a\nlevel: sometimes\n"),
        ("number for a string", "title: 1.0\n"),
        ("object for a string", "title: { a: 1 }\n"),
        ("string for a number", "title: a\nport: http\n"),
        ("number out of range", "title: a\nport: 70000\n"),
        ("negative number", "title: a\nport: -1\n"),
        ("elements", "title: a\ntags: [a, 1, true, b]\n"),
        ("string for a list", "title: a\ntags: b\n"),
        ("null for a list", "title: a\ntags:\n"),
        (
            "entries",
            "title: a\nstatuses: { ok: { retry: true }, 200: { retry: 1 }, 201: {} }\n",
        ),
        (
            "variants",
            "title: a\ntargets: { a: rust, b: { none: 1 }, c: { rust: 1, none: 2 }, d: { go: 1 }, e: { typescript: { package: p } } }\n",
        ),
        ("tuple", "title: a\npair: [1]\n"),
        ("not an object", "- a\n"),
        ("nothing", ""),
        ("behind an alias", "title: a\nratio: &x [1]\nport: *x\n"),
    ];
    let rendered: Vec<_> = cases
        .into_iter()
        .map(|(name, text)| format!("## {name}\n\n{}", errors::<Settings>(text)))
        .collect();
    let _settings = oas_testing::snapshot_settings("snapshots").bind_to_scope();
    insta::assert_snapshot!("deserialize", rendered.join("\n"));
}

#[test]
fn errors_of_types_have_the_place_of_their_node() {
    #[derive(Debug)]
    struct Even;
    impl<'de> Deserialize<'de> for Even {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let number = u32::deserialize(deserializer)?;
            if number.is_multiple_of(2) {
                Ok(Self)
            } else {
                Err(serde::de::Error::custom("the number is odd"))
            }
        }
    }
    let parsed = check_parse("text.yaml", "a: [2, 3]\n");
    let error = from_node::<BTreeMap<String, Vec<Even>>>(parsed.tree.root());
    let error = error.expect_err("three is odd");
    assert_eq!(error.to_string(), "the number is odd at `/a/1`");
    assert_eq!((error.location.span.start, error.location.span.end), (7, 8));
}
