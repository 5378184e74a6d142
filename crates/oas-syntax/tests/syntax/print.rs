//! How values are written as YAML; that they are read as they were is in `properties`.

use oas_syntax::print_yaml;
use serde_json::json;

/// Strings between broken bars.
const STRINGS: &[&str] = &[
    // Marks of YAML, and what only looks like them.
    "¦ ¦a¦a b¦a ¦ a¦é¦日本¦😀¦it's¦'¦\"¦a \"b\" c¦\\d+¦a: b¦a:¦a:b¦:a¦a #b¦#a¦a#b¦- a¦-a¦-¦--¦---¦--- a¦...",
    "? a¦?a¦[a]¦{a}¦a, b¦a[0]¦/pets/{id}¦#/components/schemas/Pet¦*/*¦*a¦&a¦!a¦|¦>¦%a¦@a¦`a`¦^[a-z]+$¦<a>",
    // Other values in YAML 1.2.
    "null¦Null¦~¦true¦FALSE¦12¦-1¦0x1f¦0o7¦1e3¦1.5¦.5¦.inf¦.nan",
    // Other values in YAML 1.1, and what is none.
    "y¦Y¦n¦yes¦No¦ON¦off¦yEs¦yesterday¦<<¦<<a¦=¦=a¦0b10¦017¦1_000¦0x_1F¦0xyz¦1,000¦1:30¦12:30:00",
    "190:20:30.15¦1e5¦1.e+5¦+1_0¦2026-11-23¦2026-11-23T10:00:00Z¦2026-11-23 10:00:00 -5¦1.2.3¦10.0.0.1¦3.1",
    "4XX¦2nd¦1-a¦12 monkeys¦a1¦.¦.a¦+¦+a¦v1",
    // What cannot be seen.
    "\t¦a\tb¦\u{0}¦\u{7f}¦\u{85}¦\u{a0}¦a\u{a0}b¦\u{2028}¦\u{feff}¦\u{ffff}",
];

#[test]
fn strings_are_plain_where_no_reader_sees_anything_else() {
    let strings: Vec<&str> = STRINGS.iter().flat_map(|some| some.split('¦')).collect();
    insta::assert_snapshot!(print_yaml(&json!(strings)));
}

#[test]
fn strings_of_lines_are_blocks_where_their_spaces_are_safe() {
    let strings = [
        "a\nb", "a\nb\n", "a\nb\n\n", "\na", " a\nb", "a\n\nb", "a  \nb", "\ta\nb", "a\n \nb",
        "a\n ", "a\r\nb", "\n", "\n\n",
    ];
    insta::assert_snapshot!(print_yaml(&json!({ "list": strings, "a\nkey": "a\ntext" })));
}

#[test]
fn collections_have_one_layout() {
    let value = json!({
        "mapping": { "a": 1, "<<": null, "200": { "b": true }, "on": {}, "empty": [] },
        "sequence": [1, ["a", ["b"], []], { "c": ["d"], "e": { "f": -1.5 } }, [{ "g": "h" }], null, {}],
        "numbers": [0, -0.0, 1e16, 1.5e-7, 1e300, u64::MAX, i64::MIN],
        "k".repeat(1025): { "a": 1 },
        "l".repeat(1025): ["a", "a\nb"],
        "m".repeat(1024): "n",
    });
    insta::assert_snapshot!(print_yaml(&value));
}

#[test]
fn a_value_that_is_no_collection_is_a_document_too() {
    let values = [
        json!("a\nb"),
        json!(""),
        json!(null),
        json!([]),
        json!({}),
        json!(1),
        json!("<<<<<<< a"),
    ];
    let documents: Vec<_> = values.iter().map(print_yaml).collect();
    insta::assert_snapshot!(documents.join("---\n"));
}
