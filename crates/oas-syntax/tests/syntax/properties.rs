//! What holds for every text: round trips, agreement of the formats, and that nothing panics.

use crate::support::check_parse;
use oas_syntax::print_yaml;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// A value of JSON, its texts and keys among `text`.
fn value(text: impl Strategy<Value = String> + Clone + 'static) -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(|number| json!(number)),
        any::<u64>().prop_map(|number| json!(number)),
        (-1e300_f64..1e300).prop_map(|number| json!(number)),
        (-1.0_f64..1.0).prop_map(|number| json!(number)),
        text.clone().prop_map(Value::String),
    ];
    leaf.prop_recursive(5, 60, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            prop::collection::vec((text.clone(), inner), 0..40)
                .prop_map(|entries| { Value::Object(entries.into_iter().collect::<Map<_, _>>()) }),
        ]
    })
}

/// Texts that are hard to write in one format or the other.
fn any_text() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        6 => text(),
        2 => prop::sample::select(vec![
            // A merge, a default and truths in YAML 1.1, and numbers and times.
            "<<", "=", "yes", "No", "on", "OFF", "y", "N", "0b1", "0o7", "017", "1_000", "1,000", "1:30",
            "2026-11-23", "2026-11-23T10:00:00Z", "1.2.3", ".",
        ])
        .prop_map(str::to_owned),
        1 => "[a \n\t]{0,8}",
        1 => any::<String>(),
    ]
}

/// Those, and lengths around the most that an implicit key may have.
fn short_or_long() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        20 => any_text(),
        1 => (1015_usize..1030).prop_map(|length| "k".repeat(length)),
        1 => (1015_usize..1030).prop_map(|length| "\u{0}'".repeat(length / 8)),
    ]
}

/// Without what means something else to the other printer: the line separators of Unicode, which
/// it takes for line breaks as YAML 1.1 did, and the merge key, which it takes for any other.
fn text() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        "[a-z/{}~]{0,12}",
        "[ -~\n\t]{0,20}".prop_filter("a merge key", |text| text != "<<"),
        "[\\PC&&[^\u{2028}\u{2029}]]{0,12}".prop_filter("a merge key", |text| text != "<<"),
        prop::sample::select(vec![
            "null", "true", "~", "12", "0x1f", "1e3", ".inf", "- a", "a: b", "# a", "*a", "&a",
            "!a", "|", ">", "%a", "@a", "`a`", "'a'", "\"a\"", "\\", "---", "...", "?", ":",
        ])
        .prop_map(str::to_owned),
    ]
}

/// Text of the characters that mean something, so that most of it is nearly a document.
fn nearly() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[ \n]{1,3}",
        3 => "[a-c]{1,3}",
        3 => prop::sample::select(vec![
            ": ", "- ", "\n- ", "\n  ", "? ", "[", "]", "{", "}", ",", "\"", "'", "|\n", ">-\n",
            "&a ", "*a", "*a : ", "!!str ", "!!int ", "!t ", "<<: ", " # c", "\t", "---\n", "...\n",
            "\\", "\\u12", "\\ud83d", "é", "😀", "\u{feff}", "\u{0}", "\r\n", "1", "-1.5e3", ".inf",
            "null", "//", "/*", "@", "%", "`", "=", "“", "\u{a0}", "<<<<<<< a\n", "=======\n", "*/*: ",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn json_that_is_printed_is_read_as_it_was(value in value(any_text()), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
        let parsed = check_parse("text.json", &text.expect("values can be printed"));
        prop_assert_eq!(parsed.rendered(), "");
        prop_assert_eq!(parsed.tree.root().to_json(), value);
    }

    #[test]
    fn yaml_that_is_printed_is_read_as_it_was(value in value(short_or_long())) {
        let text = print_yaml(&value);
        let parsed = check_parse("text.yaml", &text);
        prop_assert_eq!(parsed.rendered(), "", "{}", text);
        prop_assert_eq!(parsed.tree.root().to_json(), value, "{}", text);
    }

    #[test]
    fn yaml_that_is_printed_is_the_same_for_others(value in value(short_or_long())) {
        let text = print_yaml(&value);
        let read: Value = serde_yaml::from_str(&text).expect("the text is YAML");
        prop_assert_eq!(read, value, "{}", text);
    }

    #[test]
    fn yaml_that_others_print_is_read_as_it_was(value in value(text())) {
        let text = serde_yaml::to_string(&value).expect("values can be printed");
        let parsed = check_parse("text.yaml", &text);
        prop_assert_eq!(parsed.rendered(), "", "{}", text);
        prop_assert_eq!(parsed.tree.root().to_json(), value, "{}", text);
    }

    #[test]
    fn json_is_yaml(value in value(any_text()), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
        let text = text.expect("values can be printed");
        let (json, yaml) = (check_parse("text.json", &text), check_parse("text.yaml", &text));
        prop_assert_eq!(yaml.rendered(), "", "{}", &text);
        let (json, yaml) = (json.tree, yaml.tree);
        prop_assert_eq!(json.len(), yaml.len());
        for (json, yaml) in json.nodes().zip(yaml.nodes()) {
            prop_assert_eq!(json.kind(), yaml.kind());
            prop_assert_eq!(json.span().start..json.span().end, yaml.span().start..yaml.span().end);
            prop_assert_eq!(json.pointer(), yaml.pointer());
        }
    }

    #[test]
    fn keys_are_at_their_span(value in value(any_text())) {
        let text = serde_json::to_string(&value).expect("values can be printed");
        let tree = check_parse("text.json", &text).tree;
        for node in tree.nodes() {
            for entry in node.entries() {
                let span = entry.key.span();
                let written: String = serde_json::from_str(&text[span.start as usize..span.end as usize])
                    .expect("a key is a string of JSON");
                prop_assert_eq!(entry.key.text(), written);
            }
        }
    }

    #[test]
    fn nothing_panics(text in prop_oneof![nearly(), any::<String>()]) {
        for name in ["text.json", "text.yaml"] {
            let parsed = check_parse(name, &text);
            let _rendered = parsed.rendered();
            let _value = parsed.tree.root().to_json();
        }
    }

    #[test]
    fn a_damaged_document_is_read_with_findings_or_without(
        position in 0.0_f64..1.0,
        length in 0_usize..4,
        insertion in nearly(),
    ) {
        let document = include_str!("../fixtures/valid/yaml/collections.yaml");
        for (name, document) in [
            ("text.yaml", document.to_owned()),
            ("text.json", include_str!("../fixtures/valid/json/all_kinds.json").to_owned()),
            ("crlf.yaml", document.replace('\n', "\r\n")),
        ] {
            let start = document.char_indices().nth(at(position, document.chars().count())).map_or(0, |(start, _)| start);
            let end = document[start..].char_indices().nth(length).map_or(document.len(), |(end, _)| start + end);
            let mut damaged = document.clone();
            damaged.replace_range(start..end, &insertion);
            let parsed = check_parse(name, &damaged);
            let _rendered = parsed.rendered();
            let _value = parsed.tree.root().to_json();
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "any position will do"
)]
fn at(position: f64, length: usize) -> usize {
    (position * length as f64) as usize
}
