//! What holds for every text: it says the same afterwards, and the second time changes nothing.

use oas_fmt::Refusal;
use proptest::prelude::*;

use crate::support::{check_format, comments, read_by_another};

/// Lines of a mapping at some depth, in many layouts.
fn mapping(depth: u32) -> BoxedStrategy<Vec<String>> {
    let key = prop::sample::select(vec![
        "type",
        "description",
        "properties",
        "allOf",
        "x-own",
        "example",
        "required",
        "a",
        "b",
        "'q'",
        "\"200\"",
        "$ref",
        "title",
    ]);
    let entry = (key, any_value(depth), noise()).prop_map(|(key, value, noise)| {
        let mut lines = noise;
        lines.extend(below(key, value));
        lines
    });
    (prop::collection::vec(entry, 1..5), noise())
        .prop_map(|(entries, end)| {
            let mut lines: Vec<String> = Vec::new();
            let mut keys = std::collections::BTreeSet::new();
            for entry in entries {
                let key = entry
                    .iter()
                    .find(|line| line.contains(':') && !line.starts_with('#'))
                    .and_then(|line| line.split(':').next())
                    .map(|key| key.trim_matches(['\'', '"']).to_owned());
                if keys.insert(key) {
                    lines.extend(entry);
                }
            }
            lines.extend(end);
            lines
        })
        .boxed()
}

/// Comments and blank lines.
fn noise() -> impl Strategy<Value = Vec<String>> {
    let line = prop::sample::select(vec!["", "# note", "", "#", "# - a: b"]);
    prop_oneof![
        3 => Just(Vec::new()),
        1 => prop::collection::vec(line.prop_map(str::to_owned), 1..3),
    ]
}

/// A value: either the rest of a line with more lines, or lines alone.
#[derive(Clone, Debug)]
enum Value {
    Inline(Vec<String>),
    Below {
        lines: Vec<String>,
        indent: usize,
        comment: bool,
    },
    Sequence {
        items: Vec<Value>,
        indent: usize,
    },
}

fn any_value(depth: u32) -> BoxedStrategy<Value> {
    let scalar = prop::sample::select(vec![
        vec!["text"],
        vec!["text # beside"],
        vec![""],
        vec!["# nothing"],
        vec!["'it''s'"],
        vec!["\"a\\n b\""],
        vec!["12"],
        vec!["yes"],
        vec!["~"],
        vec!["[a, {b: c}, 'd']"],
        vec!["{a: 1, b: [x, y]} # flow"],
        vec!["[a, # first", "  b", " # last", " ]"],
        vec!["{", " # inside", " a: b }"],
        vec!["[]"],
        vec!["plain over", "  lines", "", "  more"],
        vec!["\"double over", "  lines\" # beside"],
        vec!["|", "  literal", "    deeper", "", "  end"],
        vec!["|+ # header", "  kept", "", ""],
        vec!["|-", "  stripped", ""],
        vec![">", "  folded", "  text", "", "   more"],
        vec![">+", "  kept", ""],
        vec!["|", "  blanks at the end", "      "],
        vec!["|2", "    spaces", "  none"],
        vec!["!!str 12"],
    ])
    .prop_map(|lines| Value::Inline(lines.into_iter().map(str::to_owned).collect()));
    if depth == 0 {
        return scalar.boxed();
    }
    prop_oneof![
        3 => scalar,
        2 => (mapping(depth - 1), 1_usize..5, any::<bool>())
            .prop_map(|(lines, indent, comment)| Value::Below { lines, indent, comment }),
        1 => (prop::collection::vec(any_value(depth - 1), 1..4), 0_usize..4)
            .prop_map(|(items, indent)| Value::Sequence { items, indent }),
    ]
    .boxed()
}

fn indented(lines: Vec<String>, by: usize) -> impl Iterator<Item = String> {
    lines.into_iter().map(move |line| {
        if line.is_empty() {
            line
        } else {
            format!("{}{line}", " ".repeat(by))
        }
    })
}

fn trimmed(mut line: String) -> String {
    line.truncate(line.trim_end().len());
    line
}

/// A key with its value.
fn below(key: &str, value: Value) -> Vec<String> {
    behind(&format!("{key}:"), value, 0)
}

/// A dash with its value.
fn element(value: Value) -> Vec<String> {
    behind("-", value, 1)
}

/// A value behind what leads to it; the lines below are indented by so much at least.
fn behind(head: &str, value: Value, least: usize) -> Vec<String> {
    match value {
        Value::Inline(mut lines) => {
            lines[0] = trimmed(format!("{head} {}", lines[0]));
            lines
        }
        Value::Below {
            lines,
            indent,
            comment,
        } => {
            let beside = if comment { " # beside" } else { "" };
            let mut all = vec![format!("{head}{beside}")];
            all.extend(indented(lines, indent));
            all
        }
        Value::Sequence { items, indent } => {
            let mut all = vec![head.to_owned()];
            let lines = items.into_iter().flat_map(element).collect();
            all.extend(indented(lines, indent.max(least)));
            all
        }
    }
}

/// Readers do not agree on odd texts; `ordinary` ones are compared by another reader, too.
fn check_same(text: &str, ordinary: bool) -> Result<(), TestCaseError> {
    match check_format("any.yaml", text) {
        Ok(formatted) => {
            let before = read_by_another("any.yaml", text);
            if ordinary && before.is_some() {
                prop_assert_eq!(
                    before,
                    read_by_another("any.yaml", &formatted),
                    "{}",
                    &formatted
                );
            }
            prop_assert_eq!(comments(text), comments(&formatted));
            prop_assert!(formatted.is_empty() || formatted.ends_with('\n'));
            Ok(())
        }
        Err(Refusal::Unreadable(_)) => Ok(()),
        Err(Refusal::Altered(what)) => Err(TestCaseError::fail(format!("{what} altered"))),
    }
}

proptest! {
    #[test]
    fn schemas_say_the_same_in_any_layout(lines in mapping(3)) {
        let schema = indented(lines, 6).map(|line| line + "\n").collect::<String>();
        let text = format!(
            "info: {{version: '1', title: a}}\ncomponents:\n  schemas:\n    A:\n{schema}paths: {{}}\nopenapi: 3.1.1\n"
        );
        check_same(&text, true)?;
    }

    #[test]
    fn whatever_can_be_read_says_the_same(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "a", "b", ": ", ":", "\n", "\n  ", "\n    ", "- ", "\n- ", "\n  - ", "[", "]", "{", "}", ", ",
                "'c'", "\"d\"", "# e\n", " # f\n", "|\n", ">-\n", "&g ", "*g", "!!str ", "? ", "~", "12",
                "---\n", "...\n", " ", "\t", "é", "\r\n", "h i", "\"", "'",
            ]),
            0..24,
        )
    ) {
        check_same(&pieces.concat(), false)?;
    }
}
