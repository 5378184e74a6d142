//! Texts that are made to cost: each is answered by a finding, at once and in little memory.
//!
//! Nothing is timed here; a text that is not answered at once makes the suite hang.

use std::fmt::Write as _;

use oas_syntax::{Limits, Node};

use crate::support::{Parsed, check_parse, check_parse_within};

/// The rules of the findings, each with how often it is there.
fn rules(parsed: &Parsed) -> Vec<(String, usize)> {
    let mut rules: Vec<(String, usize)> = Vec::new();
    for finding in &parsed.findings {
        match rules.iter_mut().find(|(rule, _)| *rule == finding.rule) {
            Some((_, count)) => *count += 1,
            None => rules.push((finding.rule.to_string(), 1)),
        }
    }
    rules
}

fn one(rule: &str) -> Vec<(String, usize)> {
    vec![(rule.to_owned(), 1)]
}

#[test]
fn aliases_that_multiply_are_cut_off() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..20 {
        let before = format!("*a{}, ", level - 1).repeat(10);
        writeln!(text, "a{level}: &a{level} [{before}]").expect("writing to a String cannot fail");
    }
    let parsed = check_parse("bomb.yaml", &text);
    assert_eq!(rules(&parsed), one("alias-expansion-limit"));
    insta::assert_snapshot!(parsed.rendered(), @r"
    error[alias-expansion-limit]: aliases stand for more than 1000000 values
     --> bomb.yaml:6:45
      |
    6 | a5: &a5 [*a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4, ]
      |                                             ^^^ this alias and those after it that add too much are read as null
      |
      = help: write shared parts as components and refer to them with `$ref`, or allow more: `--limit expanded-nodes=2000000`
    ");
    let limits = Limits::default();
    assert!(parsed.tree.expanded_nodes() <= limits.expanded_nodes + parsed.tree.len() as u64);
    let _value = parsed.tree.root().to_json();
}

#[test]
fn merge_keys_that_multiply_are_cut_off() {
    let mut text = "a0: &a0 {k: 1}\n".to_owned();
    for level in 1..5_000 {
        let before = level - 1;
        writeln!(text, "a{level}: &a{level} {{<<: *a{before}, k{level}: 1}}")
            .expect("writing to a String cannot fail");
    }
    let parsed = check_parse("merges.yaml", &text);
    assert_eq!(rules(&parsed), one("alias-expansion-limit"));
}

#[test]
fn aliases_that_make_it_deep_are_cut_off() {
    let mut text = "a0: &a0 [x]\n".to_owned();
    for level in 1..2_000 {
        writeln!(text, "a{level}: &a{level} [*a{}]", level - 1)
            .expect("writing to a String cannot fail");
    }
    let parsed = check_parse("deep.yaml", &text);
    assert_eq!(rules(&parsed), one("nesting-limit"));
    let _value = parsed.tree.root().to_json();
}

#[test]
fn nesting_is_cut_off() {
    let many = 100_000;
    let texts = [
        ("arrays.json", "[".repeat(many) + &"]".repeat(many)),
        (
            "objects.json",
            "{\"a\":".repeat(many) + "1" + &"}".repeat(many),
        ),
        ("arrays.yaml", "[".repeat(many) + &"]".repeat(many)),
        (
            "objects.yaml",
            "{a: ".repeat(many) + "1" + &"}".repeat(many),
        ),
        ("dashes.yaml", "- ".repeat(many) + "x"),
        ("questions.yaml", "? ".repeat(many) + "x"),
    ];
    for (name, text) in texts {
        let parsed = check_parse(name, &text);
        assert_eq!(rules(&parsed), one("nesting-limit"), "{name}");
        let _value = parsed.tree.root().to_json();
    }
    let mut lines = String::new();
    for depth in 0..2_000 {
        lines.push_str(&" ".repeat(depth));
        lines.push_str("a:\n");
    }
    assert_eq!(
        rules(&check_parse("lines.yaml", &lines)),
        one("nesting-limit")
    );
}

#[test]
fn nesting_that_is_not_closed_is_answered_too() {
    for (name, text) in [
        ("open.json", "[".repeat(100_000)),
        ("open.yaml", "[".repeat(100_000)),
        ("keys.yaml", "{a: ".repeat(100_000)),
    ] {
        let parsed = check_parse(name, &text);
        assert!(
            !parsed.findings.is_empty() && parsed.findings.len() < 5,
            "{name}"
        );
    }
}

#[test]
fn a_scalar_of_ten_megabytes_is_read() {
    let long = "x".repeat(10_000_000);
    for (name, text) in [
        ("long.json", format!("[\"{long}\"]")),
        ("escaped.json", format!("[\"{}\"]", "\\n".repeat(5_000_000))),
        ("long.yaml", format!("- {long}")),
        ("quoted.yaml", format!("- \"{long}\"")),
        ("block.yaml", format!("- |\n  {long}\n")),
    ] {
        let parsed = check_parse(name, &text);
        assert!(parsed.findings.is_empty(), "{name}");
        let text = parsed.tree.root().elements().next().and_then(Node::as_str);
        assert!(text.is_some_and(|text| text.len() >= 5_000_000), "{name}");
    }
}

#[test]
fn numbers_of_many_digits_are_read() {
    let digits = "9".repeat(1_000_000);
    for (name, text) in [
        ("long.json", format!("[{digits}]")),
        (
            "long.yaml",
            format!("[{digits}, 0x{}]", "f".repeat(1_000_000)),
        ),
    ] {
        let parsed = check_parse(name, &text);
        assert_eq!(rules(&parsed), one("number-out-of-range"), "{name}");
        let _value = parsed.tree.root().to_json();
    }
}

#[test]
fn many_repeated_keys_are_reported_as_many() {
    let json = format!("{{{}\"a\": 1}}", "\"a\": 1, ".repeat(100_000));
    let yaml = "a: 1\n".repeat(50_000);
    for (name, text) in [("keys.json", json), ("keys.yaml", yaml)] {
        let parsed = check_parse(name, &text);
        let most = Limits::default().errors;
        assert_eq!(rules(&parsed), [("duplicate-key".to_owned(), most + 1)]);
        let last = parsed
            .findings
            .iter()
            .find(|finding| !finding.notes.is_empty());
        assert!(last.is_some_and(|last| last.notes[0].contains("more than 50")));
        assert_eq!(parsed.tree.root().entries().len(), 1);
    }
}

#[test]
fn many_syntax_errors_end_the_reading() {
    let yaml: String = (0..200).fold(String::new(), |mut text, line| {
        writeln!(text, "a{line}: @x").expect("writing to a String cannot fail");
        text
    });
    for (name, text) in [
        ("errors.json", format!("[{}1]", "'x',".repeat(1_000))),
        ("errors.yaml", yaml),
    ] {
        let parsed = check_parse(name, &text);
        let syntax = if name.ends_with("json") {
            "json-syntax"
        } else {
            "yaml-syntax"
        };
        let expected = [
            (syntax.to_owned(), 50),
            ("syntax-error-limit".to_owned(), 1),
        ];
        assert_eq!(rules(&parsed), expected, "{name}");
    }
}

#[test]
fn many_values_end_the_reading() {
    let limits = Limits {
        nodes: 1_000,
        bytes_of_node: usize::MAX,
        ..Limits::default()
    };
    for (name, text) in [
        ("values.json", format!("[{}0]", "0,".repeat(5_000))),
        ("values.yaml", "- 0\n".repeat(5_000)),
    ] {
        let parsed = check_parse_within(name, &text, &limits);
        assert_eq!(rules(&parsed), one("node-limit"), "{name}");
        assert!(parsed.tree.len() <= 1_002, "{name}");
    }
}

#[test]
fn a_text_of_too_many_bytes_is_not_read() {
    let limits = Limits {
        bytes: 10,
        ..Limits::default()
    };
    let parsed = check_parse_within("long.yaml", "a: 1234567890\n", &limits);
    assert_eq!(rules(&parsed), one("size-limit"));
    assert!(parsed.tree.is_empty());
}

#[test]
fn many_aliases_without_anchor_and_many_comments_are_answered() {
    let parsed = check_parse("aliases.yaml", &"- *nothing\n".repeat(20_000));
    assert_eq!(rules(&parsed), [("alias-unknown".to_owned(), 51)]);
    let parsed = check_parse("comments.yaml", &"# comment\n".repeat(100_000));
    assert_eq!(rules(&parsed), []);
    assert_eq!(parsed.tree.comments().len(), 100_000);
}
