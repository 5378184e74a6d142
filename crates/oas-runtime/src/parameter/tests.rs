//! Styles as the specification shows them, and decoding as the inverse of encoding.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::text::{cookie_pairs, query_pairs};
use super::{NoValue, ParameterMeta, ParameterStyle, Source};
use crate::RequestPart;
use crate::schema::{Additional, Constant, Property, Schema, Selection, Union};

const TEXT: Schema = Schema::string();
const INTEGER: Schema = Schema::integer();
const TEXTS: Schema = Schema::array(&TEXT);
const INTEGERS: Schema = Schema::array(&INTEGER);
const COLOR: Schema = Schema::object(&[
    Property::optional("R", Schema::integer()),
    Property::optional("G", Schema::integer()),
    Property::optional("note", Schema::string()),
]);
const MAP: Schema = Schema::object(&[]).additional(Additional::Of(&TEXT));
const NESTED: Schema = Schema::object(&[
    Property::optional("color", COLOR),
    Property::optional("tags", TEXTS),
    Property::optional("steps", Schema::array(&COLOR)),
]);

fn decode(parameter: &ParameterMeta, text: &str) -> Result<Value, NoValue> {
    match parameter.part {
        RequestPart::Query => parameter.decode(&Source::Query(&query_pairs(text), &[])),
        RequestPart::Cookie => {
            let pairs: Vec<_> = cookie_pairs(text).collect();
            parameter.decode(&Source::Cookie(&pairs))
        }
        RequestPart::Header => parameter.decode(&Source::Header(&[text])),
        RequestPart::Path | RequestPart::Body => parameter.decode(&Source::Path(text)),
    }
}

/// The text must give the value, and the value the text.
fn check_style(parameter: &ParameterMeta, text: &str, value: &Value) {
    assert_eq!(decode(parameter, text).as_ref(), Ok(value), "{text}");
    assert_eq!(parameter.encode(value).as_deref(), Ok(text), "{value}");
}

#[test]
fn styles_look_as_the_specification_shows_them() {
    use ParameterStyle as Style;
    let (text, list) = (json!("blue"), json!(["blue", "black", "brown"]));
    let object = json!({ "R": 100, "G": 200 });
    let path = |schema, style, explode| ParameterMeta::path("color", schema).style(style, explode);
    let query =
        |schema, style, explode| ParameterMeta::query("color", schema).style(style, explode);

    check_style(&path(TEXT, Style::Simple, false), "blue", &text);
    check_style(
        &path(TEXTS, Style::Simple, false),
        "blue,black,brown",
        &list,
    );
    check_style(&path(TEXTS, Style::Simple, true), "blue,black,brown", &list);
    check_style(&path(COLOR, Style::Simple, false), "R,100,G,200", &object);
    check_style(&path(COLOR, Style::Simple, true), "R=100,G=200", &object);

    check_style(&path(TEXT, Style::Label, false), ".blue", &text);
    check_style(
        &path(TEXTS, Style::Label, false),
        ".blue,black,brown",
        &list,
    );
    check_style(&path(TEXTS, Style::Label, true), ".blue.black.brown", &list);
    check_style(&path(COLOR, Style::Label, false), ".R,100,G,200", &object);
    check_style(&path(COLOR, Style::Label, true), ".R=100.G=200", &object);

    check_style(&path(TEXT, Style::Matrix, false), ";color=blue", &text);
    check_style(&path(TEXT, Style::Matrix, false), ";color", &json!(""));
    check_style(
        &path(TEXTS, Style::Matrix, false),
        ";color=blue,black,brown",
        &list,
    );
    check_style(
        &path(TEXTS, Style::Matrix, true),
        ";color=blue;color=black;color=brown",
        &list,
    );
    check_style(
        &path(COLOR, Style::Matrix, false),
        ";color=R,100,G,200",
        &object,
    );
    check_style(&path(COLOR, Style::Matrix, true), ";R=100;G=200", &object);

    check_style(&query(TEXT, Style::Form, false), "color=blue", &text);
    check_style(
        &query(TEXTS, Style::Form, false),
        "color=blue,black,brown",
        &list,
    );
    check_style(
        &query(TEXTS, Style::Form, true),
        "color=blue&color=black&color=brown",
        &list,
    );
    check_style(
        &query(COLOR, Style::Form, false),
        "color=R,100,G,200",
        &object,
    );
    check_style(&query(COLOR, Style::Form, true), "R=100&G=200", &object);
    check_style(
        &query(TEXTS, Style::SpaceDelimited, false),
        "color=blue%20black%20brown",
        &list,
    );
    check_style(
        &query(COLOR, Style::SpaceDelimited, false),
        "color=R%20100%20G%20200",
        &object,
    );
    check_style(
        &query(TEXTS, Style::PipeDelimited, false),
        "color=blue%7Cblack%7Cbrown",
        &list,
    );
    check_style(
        &query(COLOR, Style::DeepObject, true),
        "color%5BR%5D=100&color%5BG%5D=200",
        &object,
    );

    let header = ParameterMeta::header("X-Color", TEXTS);
    check_style(&header, "blue,black,brown", &list);
    let cookie = ParameterMeta::cookie("color", TEXTS);
    check_style(
        &cookie.style(Style::Form, false),
        "color=blue,black,brown",
        &list,
    );
    check_style(
        &cookie.style(Style::Cookie, true),
        "color=blue; color=black; color=brown",
        &list,
    );
    check_style(
        &ParameterMeta::query("q", COLOR).json(),
        "q=%7B%22R%22%3A100%2C%22G%22%3A200%7D",
        &object,
    );
}

#[test]
fn other_spellings_of_the_same_are_read_too() {
    let list = json!(["a b", "c"]);
    let query = ParameterMeta::query("q", TEXTS);
    assert_eq!(decode(&query, "q=a+b&q=c").as_ref(), Ok(&list));
    assert_eq!(decode(&query, "%71=a%20b&q=c").as_ref(), Ok(&list));
    let pipes = query.style(ParameterStyle::PipeDelimited, false);
    assert_eq!(decode(&pipes, "q=a%20b|c").as_ref(), Ok(&list));
    let deep = ParameterMeta::query("q", TEXTS).style(ParameterStyle::DeepObject, true);
    assert_eq!(decode(&deep, "q[]=a+b&q[]=c").as_ref(), Ok(&list));
    assert_eq!(decode(&deep, "q[1]=c&q[0]=a+b").as_ref(), Ok(&list));
    let reserved = ParameterMeta::query("q", TEXT).allow_reserved();
    assert_eq!(
        decode(&reserved, "q=a+b/c?d=e").as_ref(),
        Ok(&json!("a+b/c?d=e"))
    );
}

#[test]
fn what_cannot_be_read_has_a_reason() {
    let path = ParameterMeta::path("p", TEXT);
    assert_eq!(decode(&path, "%ff"), Err(NoValue::Malformed));
    assert_eq!(
        decode(&path.style(ParameterStyle::Label, false), "a"),
        Err(NoValue::Malformed)
    );
    let matrix = ParameterMeta::path("p", TEXT).style(ParameterStyle::Matrix, false);
    assert_eq!(decode(&matrix, ";q=1"), Err(NoValue::Malformed));
    let query = ParameterMeta::query("q", TEXT);
    assert_eq!(decode(&query, "r=1"), Err(NoValue::Absent));
    assert_eq!(decode(&query, "q=1&q=2"), Err(NoValue::Repeated));
    assert_eq!(decode(&query.allow_empty(), "q="), Err(NoValue::Absent));
    let object = ParameterMeta::path("p", COLOR);
    assert_eq!(decode(&object, "R,100,G"), Err(NoValue::Malformed));
    let deep = ParameterMeta::query("q", NESTED).style(ParameterStyle::DeepObject, true);
    assert_eq!(decode(&deep, "q[color=1"), Err(NoValue::Malformed));
    assert_eq!(decode(&deep, "q[steps][1][R]=1"), Err(NoValue::Malformed));
    assert_eq!(
        decode(&deep, "q[color][R]=1&q[color][R]=2"),
        Err(NoValue::Repeated)
    );
}

#[test]
fn unions_take_the_first_variant_that_fits() {
    const SEVERAL: Schema = Schema::union(Union {
        variants: &[INTEGER, TEXTS, Schema::one_of(&[Constant::String("all")])],
        selection: Selection::Any,
    });
    let parameter = ParameterMeta::query("q", SEVERAL);
    assert_eq!(decode(&parameter, "q=5"), Ok(json!(5)));
    assert_eq!(decode(&parameter, "q=5&q=6"), Ok(json!(["5", "6"])));
    assert_eq!(decode(&parameter, "q=all"), Ok(json!(["all"])));
}

#[test]
fn members_of_a_spread_object_leave_other_parameters_alone() {
    let others = [
        ParameterMeta::query("limit", INTEGER),
        ParameterMeta::query("rest", MAP),
    ];
    let pairs = query_pairs("limit=5&a=1&b=2");
    let value = others[1].decode(&Source::Query(&pairs, &others));
    assert_eq!(value, Ok(json!({ "a": "1", "b": "2" })));
    assert!(others[1].owns_query_name("anything"));
    assert!(!others[0].owns_query_name("limits"));
}

fn styles(part: RequestPart) -> &'static [(ParameterStyle, bool)] {
    use ParameterStyle as Style;
    match part {
        RequestPart::Path => &[
            (Style::Simple, false),
            (Style::Simple, true),
            (Style::Label, false),
            (Style::Label, true),
            (Style::Matrix, false),
            (Style::Matrix, true),
        ],
        RequestPart::Query => &[
            (Style::Form, false),
            (Style::Form, true),
            (Style::SpaceDelimited, false),
            (Style::PipeDelimited, false),
            (Style::DeepObject, true),
        ],
        RequestPart::Header => &[(Style::Simple, false), (Style::Simple, true)],
        RequestPart::Cookie => &[
            (Style::Form, false),
            (Style::Form, true),
            (Style::Cookie, true),
        ],
        RequestPart::Body => &[],
    }
}

/// Whatever can be encoded is decoded to the same value.
fn check_inverse(schema: Schema, value: &Value) -> Result<(), TestCaseError> {
    for part in [
        RequestPart::Path,
        RequestPart::Query,
        RequestPart::Header,
        RequestPart::Cookie,
    ] {
        let base = match part {
            RequestPart::Path => ParameterMeta::path("a b", schema),
            RequestPart::Query => ParameterMeta::query("a b", schema),
            RequestPart::Header => ParameterMeta::header("a-b", schema),
            _ => ParameterMeta::cookie("ab", schema),
        };
        for (style, explode) in styles(part) {
            let plain = base.style(*style, *explode);
            for parameter in [plain, plain.allow_reserved(), base.json()] {
                let Ok(text) = parameter.encode(value) else {
                    continue;
                };
                let decoded = decode(&parameter, &text);
                prop_assert_eq!(decoded, Ok(value.clone()), "{:?} {}", parameter, text);
            }
        }
    }
    Ok(())
}

/// Texts with many of the characters that styles use themselves.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z0-9 ,.;=|%+&#\\[\\]\"]{0,6}", any::<String>()]
}

fn colors() -> impl Strategy<Value = Value> {
    let color = (
        any::<Option<i64>>(),
        any::<Option<i64>>(),
        prop::option::of(texts()),
    );
    color.prop_map(|(red, green, note)| {
        let mut value = json!({ "R": red, "G": green, "note": note });
        if let Some(members) = value.as_object_mut() {
            members.retain(|_, member| !member.is_null());
        }
        value
    })
}

proptest! {
    #[test]
    fn texts_survive(text in texts()) {
        check_inverse(TEXT, &json!(text))?;
    }

    #[test]
    fn numbers_survive(integer: i64, number: f64) {
        check_inverse(INTEGER, &json!(integer))?;
        check_inverse(Schema::number(), &json!(number))?;
    }

    #[test]
    fn lists_survive(texts in prop::collection::vec(texts(), 0..4), numbers: Vec<i64>) {
        check_inverse(TEXTS, &json!(texts))?;
        check_inverse(INTEGERS, &json!(numbers))?;
    }

    #[test]
    fn objects_survive(color in colors(), map in prop::collection::btree_map(texts(), texts(), 0..4)) {
        check_inverse(COLOR, &color)?;
        check_inverse(MAP, &json!(map))?;
    }

    #[test]
    fn nested_objects_survive_in_deep_style(
        color in colors(),
        tags in prop::collection::vec(texts(), 1..3),
        steps in prop::collection::vec(colors(), 1..3),
    ) {
        let value = json!({ "color": color, "tags": tags, "steps": steps });
        check_inverse(NESTED, &value)?;
    }

    #[test]
    fn no_text_makes_decoding_panic(text in texts()) {
        for schema in [TEXT, INTEGER, TEXTS, COLOR, MAP, NESTED] {
            for (style, explode) in styles(RequestPart::Path) {
                let _ = decode(&ParameterMeta::path("p", schema).style(*style, *explode), &text);
            }
            for (style, explode) in styles(RequestPart::Query) {
                let parameter = ParameterMeta::query("p", schema).style(*style, *explode);
                let _ = decode(&parameter, &format!("p={text}&p[{text}]={text}"));
            }
        }
    }
}
