//! Reading a tree: pointers, numbers, values, comments, formats.

use oas_syntax::{CommentPlacement, Format, JsonPointer, Node, NodeKind};
use serde_json::json;

use crate::support::check_parse;

#[test]
fn pointers_name_nodes_and_nothing_else() {
    let parsed = check_parse(
        "text.yaml",
        "a/b: { '': [x, y] }\n~: 1\nbase: &base { k: 2 }\nalso: *base\n",
    );
    let found = |pointer: &str| {
        let pointer = JsonPointer::parse(pointer)?;
        let node = parsed.tree.find(&pointer)?;
        Some(node.scalar_text().unwrap_or("-").to_owned())
    };
    for (pointer, text) in [
        ("", Some("-")),
        ("/a~1b//1", Some("y")),
        ("/a~1b//01", None),
        ("/a~1b//-", None),
        ("/a~1b//2", None),
        ("/~0", Some("1")),
        ("/also/k", Some("2")),
        ("/~2", None),
        ("a", None),
    ] {
        assert_eq!(found(pointer).as_deref(), text, "{pointer}");
    }
    let pointer = JsonPointer(vec!["a/b".to_owned(), "m~n".to_owned(), String::new()]);
    assert_eq!(pointer.to_string(), "/a~1b/m~0n/");
    assert_eq!(JsonPointer::parse("/a~1b/m~0n/"), Some(pointer));
}

#[test]
fn numbers_are_exact_until_a_type_is_asked_for() {
    let text = "[0, -1, +12, 007, 0x1F, 0o17, 1.50, -.5, 2.0, 1e3, +1.e3, 18446744073709551615, \
                -9223372036854775808, 123456789012345678901234567890, \
                0xffffffffffffffffffffffffffffffff, -0, .inf]\n";
    let parsed = check_parse("text.yaml", text);
    let described: Vec<_> = parsed
        .tree
        .root()
        .elements()
        .map(|node| {
            let number = node.number().expect("all are numbers");
            (
                number.decimal_text().into_owned(),
                number.as_i64(),
                number.as_u64(),
                number.as_f64(),
            )
        })
        .map(|(text, signed, unsigned, float)| format!("{text} {signed:?} {unsigned:?} {float:?}"))
        .collect();
    insta::assert_snapshot!(described.join("\n"), @r"
    0 Some(0) Some(0) 0.0
    -1 Some(-1) None -1.0
    12 Some(12) Some(12) 12.0
    7 Some(7) Some(7) 7.0
    31 Some(31) Some(31) 31.0
    15 Some(15) Some(15) 15.0
    1.50 None None 1.5
    -0.5 None None -0.5
    2.0 Some(2) Some(2) 2.0
    1e3 Some(1000) Some(1000) 1000.0
    1e3 Some(1000) Some(1000) 1000.0
    18446744073709551615 None Some(18446744073709551615) 1.8446744073709552e19
    -9223372036854775808 Some(-9223372036854775808) None -9.223372036854776e18
    123456789012345678901234567890 None None 1.2345678901234568e29
    340282366920938463463374607431768211455 None None 3.402823669209385e38
    -0 Some(0) Some(0) -0.0
    .inf None None inf
    ");
}

#[test]
fn values_keep_order_and_the_width_of_integers() {
    let text =
        "z: 1\na: [18446744073709551615, -1, 1.0, 1e400, .nan, null, true]\nm: {<<: {k: v}}\n";
    let parsed = check_parse("text.yaml", text);
    let value = parsed.tree.root().to_json();
    assert_eq!(
        value,
        json!({
            "z": 1,
            "a": [u64::MAX, -1, 1.0, f64::MAX, null, null, true],
            "m": { "k": "v" },
        })
    );
    let keys: Vec<_> = value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, _)| key.as_str())
        .collect();
    assert_eq!(keys, ["z", "a", "m"]);
}

#[test]
fn a_repeated_key_keeps_its_first_value_and_its_own_pointer() {
    let text = "a: &a { x: 1 }\nb: 2\na: &c { y: { z: 3 } }\nd: *c\n";
    let parsed = check_parse("text.yaml", text);
    let root = parsed.tree.root();
    let value = json!({ "a": { "x": 1 }, "b": 2, "d": { "y": { "z": 3 } } });
    assert_eq!(root.to_json(), value);
    // The anchor is in what was dropped; the place of the value is still told.
    let inner = root
        .get("d")
        .and_then(|node| node.get("y"))
        .and_then(|node| node.get("z"));
    let inner = inner.expect("the alias stands for the dropped value");
    assert_eq!(inner.pointer(), "/a/y/z");
    assert_eq!(inner.key().map(oas_syntax::Key::text), Some("z"));
    let listed: Vec<_> = parsed.tree.nodes().map(Node::pointer).collect();
    assert_eq!(listed, ["", "/a", "/a/x", "/b"]);
}

#[test]
fn mappings_with_and_without_index_find_their_keys() {
    for count in [0, 1, 24, 25, 300] {
        let lines: Vec<_> = (0..count).map(|key| format!("k{key}: {key}\n")).collect();
        let text = lines.concat();
        let parsed = check_parse("text.yaml", &text);
        let root = parsed.tree.root();
        for key in 0..count {
            let node = root.get(&format!("k{key}"));
            assert_eq!(node.and_then(Node::as_i64), Some(key));
        }
        assert!(root.get("k").is_none());
        assert!(root.get(&format!("k{count}")).is_none());
    }
}

#[test]
fn comments_say_where_they_stand() {
    let text = "# above\na: 1 # right\n\n#\n#: odd\n";
    let parsed = check_parse("text.yaml", text);
    let comments: Vec<_> = parsed
        .tree
        .comments()
        .map(|comment| (comment.placement(), comment.text()))
        .collect();
    assert_eq!(
        comments,
        [
            (CommentPlacement::Above, "above"),
            (CommentPlacement::Right, "right"),
            (CommentPlacement::Above, ""),
            (CommentPlacement::Above, ": odd"),
        ]
    );
}

#[test]
fn formats_are_told_by_extension_or_text() {
    for (path, format) in [
        ("a/b.json", Some(Format::Json)),
        ("a.YAML", Some(Format::Yaml)),
        ("openapi.v1.yml", Some(Format::Yaml)),
        ("a.json/openapi", None),
        ("json", None),
        ("-", None),
    ] {
        assert_eq!(Format::of_path(path), format, "{path}");
    }
    for (text, format) in [
        ("{\"a\": 1}", Format::Json),
        ("\u{feff}\n [1]", Format::Json),
        ("{}", Format::Json),
        ("{a: 1}", Format::Yaml),
        ("a: 1", Format::Yaml),
        ("", Format::Yaml),
    ] {
        assert_eq!(Format::of_text(text), format, "{text:?}");
    }
}

#[test]
fn the_root_of_nothing_is_null() {
    let parsed = check_parse("text.yaml", "");
    assert!(parsed.tree.is_empty());
    assert_eq!(parsed.tree.root().kind(), NodeKind::Null);
    assert!(!check_parse("text.json", "{}").tree.is_empty());
}
