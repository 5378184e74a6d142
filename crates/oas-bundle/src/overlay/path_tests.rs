//! Queries, held against another implementation of RFC 9535.

use oas_diagnostics::SourceMap;
use oas_syntax::Limits;
use serde_json::Value;
use serde_json_path::JsonPath;

use super::evaluate::{Steps, select};
use super::path::{Selector, parse};
use super::target::Target;

const DOCUMENT: &str = r#"{
  "a": { "b": [1, 2.0, "x", null, true, { "c": "xyz", "d": 3 }], "c": "äbc", "a": { "b": [] } },
  "b": [ { "c": "x", "d": 1 }, { "c": "y", "d": 1.0, "e": [1] }, { "d": "1" }, [1, [2, 3]], [1] ],
  "c d": { "'": 1, "\"": 2, "\\": 3, "ü": 4, "\n": 5 },
  "d": 1,
  "e": null
}"#;

fn target() -> (Target, Value) {
    let mut sources = SourceMap::new();
    let file = sources.add("a.json", "a.json", DOCUMENT);
    let mut sink = oas_diagnostics::DiagnosticSink::new();
    let format = oas_syntax::Format::Json;
    let tree = oas_syntax::parse(
        file,
        &DOCUMENT.into(),
        format,
        &Limits::default(),
        &mut sink,
    );
    assert!(!sink.has_errors());
    let value = serde_json::from_str(DOCUMENT).expect("it is JSON");
    (Target::of_node(tree.root()), value)
}

/// What both say of a query: pointers of the nodes, or that it is none.
fn check_query(target: &Target, value: &Value, query: &str) {
    let theirs = JsonPath::parse(query).ok().map(|path| {
        let mut found: Vec<String> = Vec::new();
        for node in path.query_located(value).iter() {
            let pointer = node.location().to_json_pointer();
            if !found.contains(&pointer) {
                found.push(pointer);
            }
        }
        found
    });
    let ours = parse(query).ok().map(|parsed| {
        let selected = select(target, &parsed.query, &mut Steps::new(1_000_000));
        let cells = selected.expect("it is a small document").cells;
        let pointers = cells.iter().map(|id| target.pointer(*id));
        pointers.collect::<Vec<_>>()
    });
    assert_eq!(ours, theirs, "{query}");
}

const SEGMENTS: &[&str] = &[
    ".a",
    ".b",
    "..b",
    ".*",
    "..*",
    "[*]",
    "['c']",
    "[\"c d\"]",
    "['\\'']",
    "['\\u00fc']",
    "[0]",
    "[-1]",
    "[7]",
    "[1:3]",
    "[::2]",
    "[::-1]",
    "[-2:]",
    "[3:0:-2]",
    "[:]",
    "[::0]",
    "[0,0]",
    "['a','b']",
    "[ 'a' , 0 ]",
    "..[0]",
    "..['d']",
    "[?@.d]",
    "[?@.d == 1]",
    "[?@.d != 1]",
    "[?@.d < 2]",
    "[?@.c <= 'x']",
    "[?@.c > 'x' || @.d >= 3]",
    "[?!@.c]",
    "[?!(@.c && @.d)]",
    "[?@ == null]",
    "[?@.missing == @.other]",
    "[?@.d == $.d]",
    "[?length(@.c) == 1]",
    "[?length(@) > 1]",
    "[?count(@.*) >= 2]",
    "[?count(@['d','d']) == 2]",
    "[?match(@.c, 'x.*')]",
    "[?search(@.c, 'b')]",
    "[?match(@.c, '[xy]')]",
    "[?match(@.c, '(')]",
    "[?value(@..d) == 1]",
    "[?@[0] == 1]",
    "[?@ == @]",
    "[?@.e == $.b[4]]",
    "[?@[?@ > 1]]",
    "[?@.*]",
    "..[?@.d, 0]",
    "[?(@.d == 1) && (@.c == 'x')]",
    "[?@ == 1.0e0]",
    "[?'a' == 'a']",
    "[?true == true]",
    "[?@ == true]",
    "[?search(@, $.d)]",
];

#[test]
fn queries_select_what_another_implementation_selects() {
    let (target, value) = target();
    check_query(&target, &value, "$");
    for first in SEGMENTS {
        check_query(&target, &value, &format!("${first}"));
        check_query(&target, &value, &format!("$..*{first}"));
        for second in SEGMENTS {
            check_query(&target, &value, &format!("${first}{second}"));
        }
    }
}

#[test]
fn what_is_no_query_is_none_for_both() {
    let (target, value) = target();
    let queries = [
        "",
        "a",
        "$.",
        "$..",
        "$ ",
        " $",
        "$.a.",
        "$.[0]",
        "$[",
        "$[]",
        "$['a'",
        "$['a',]",
        "$[01]",
        "$[-0]",
        "$[1.0]",
        "$[9007199254740992]",
        "$[9007199254740991]",
        "$.1",
        "$[a]",
        "$['\\x']",
        "$['\\uD800']",
        "$['\\\"']",
        "$[\"\\'\"]",
        "$['\t']",
        "$[?]",
        "$[?@]",
        "$[?1]",
        "$[?true]",
        "$[?@.a == ]",
        "$[?@..a == 1]",
        "$[?@.* == 1]",
        "$[?length(@.a)]",
        "$[?length(@.*) == 1]",
        "$[?count(1) == 1]",
        "$[?count(@.a)]",
        "$[?match(@.a)]",
        "$[?match(@.a, 'a') == true]",
        "$[?!match(@.a, 'a')]",
        "$[?nope(@.a)]",
        "$[?(@.a]",
        "$[?@.a &&]",
        "$[?@.a = 1]",
        "$[?@.a === 1]",
        "$[?@.a == 'b']",
        "$[? @.a  ==  'b' ]",
        "$[?@.a==1&&@.b==2||!@.c]",
        "$[?@.a == -1.5e3]",
        "$[?@.a == 01]",
        "$[?@.a == .5]",
        "$[?@.a == 1.]",
        "$[?@.a == -0]",
        "$[?(1 == 1)]",
        "$[?((@.a))]",
        "$[?!!@.a]",
        "$[?!(!@.a)]",
        "$[?@.a == (1)]",
        "$ .a",
        "$. a",
        "$.. a",
        "$\n['a']",
        "$[1 :2: 3]",
        "$[1 2]",
        "$[?length (@.a) == 1]",
        "$[?length( @.a ) == 1]",
        "$[?@ .a]",
        "$.ü",
        "$._",
        "$.a*",
        "$**",
        "$[?@.a in 'b']",
        "$[?count(count(@.a)) == 1]",
        "$[?length(value(@.a)) == 1]",
        "$[?value(@.a)]",
        "$[?length(length(@.a)) == 1]",
    ];
    for query in queries {
        check_query(&target, &value, query);
    }
}

/// RFC 9535 §2.5 has blanks before each segment; the other implementation not before all.
#[test]
fn segments_may_stand_apart() {
    let (target, _) = target();
    let pointers = |query: &str| {
        let query = parse(query).expect("it is a query").query;
        let selected = select(&target, &query, &mut Steps::new(1_000)).expect("it is small");
        let cells = selected.cells.iter().map(|id| target.pointer(*id));
        cells.collect::<Vec<_>>()
    };
    assert_eq!(pointers("$ .a\n..a\t['b']"), ["/a/a/b"]);
}

#[test]
fn half_of_a_character_is_escaped_with_the_other_half() {
    let query = parse(r"$['\ud83d\ude00']").expect("it is a query").query;
    assert!(matches!(
        query.segments[0].selectors.as_slice(),
        [Selector::Name(name)] if name == "\u{1f600}"
    ));
    assert!(parse(r"$['\ude00\ud83d']").is_err());
}

#[test]
fn a_name_with_a_hyphen_after_a_dot_is_meant_as_it_looks() {
    let parsed = parse("$.paths.*[?@.x-internal.since-v2]").expect("it is read");
    let names: Vec<_> = parsed
        .shorthands
        .iter()
        .map(|(_, name)| name.as_str())
        .collect();
    assert_eq!(names, ["x-internal", "since-v2"]);
}
