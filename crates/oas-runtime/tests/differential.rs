//! Both validators against an independent judge: the `jsonschema` crate, on generated schemas and
//! values.

use std::collections::BTreeMap;

use oas_runtime::{
    Additional, Constant, Contains, DependentRequired, Format, JsonType, Pattern, PatternProperty,
    Property, Schema, Selection, Union, Validate,
};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn leak_text(value: &Value) -> &'static str {
    leak(value.as_str().expect("text").to_owned())
}

fn constant(value: &Value) -> Constant {
    match value {
        Value::Null => Constant::Null,
        Value::Bool(value) => Constant::Boolean(*value),
        Value::Number(number) => match number.as_i64() {
            Some(integer) => Constant::Integer(integer),
            None => Constant::Number(leak(number.to_string())),
        },
        Value::String(_) => Constant::String(leak_text(value)),
        Value::Array(elements) => {
            Constant::Array(leak(elements.iter().map(constant).collect::<Vec<_>>()))
        }
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(name, value)| (leak(name.clone()).as_str(), constant(value)));
            Constant::Object(leak(members.collect::<Vec<_>>()))
        }
    }
}

fn schemas(value: &Value) -> &'static [Schema] {
    leak(
        value
            .as_array()
            .into_iter()
            .flatten()
            .map(compile)
            .collect::<Vec<_>>(),
    )
}

/// The table for a JSON Schema of the form that the strategies below make.
fn compile(source: &Value) -> Schema {
    let schema = if let Some(constants) = source.get("enum") {
        let constants = constants.as_array().expect("a list");
        Schema::one_of(leak(constants.iter().map(constant).collect::<Vec<_>>()))
    } else if let Some(variants) = source.get("anyOf") {
        Schema::union(Union {
            variants: schemas(variants),
            selection: Selection::Any,
        })
    } else if let Some(variants) = source.get("oneOf") {
        Schema::union(Union {
            variants: schemas(variants),
            selection: Selection::One,
        })
    } else {
        match source["type"]
            .as_str()
            .or_else(|| source["type"][0].as_str())
        {
            Some("boolean") => Schema::boolean(),
            Some("integer") => numbers(Schema::integer(), source),
            Some("number") => numbers(Schema::number(), source),
            Some("string") => texts(source),
            Some("array") => arrays(source),
            Some("object") => objects(source),
            Some("null") => Schema::null(),
            _ if source == &json!(false) => Schema::never(),
            _ => Schema::any(),
        }
    };
    if source["type"][1] == "null" {
        schema.nullable()
    } else {
        schema
    }
}

fn numbers(schema: Schema, source: &Value) -> Schema {
    let bound = |name: &str| {
        source
            .get(name)
            .map(|bound| leak(bound.to_string()).as_str())
    };
    let mut schema = schema;
    schema = bound("minimum").map_or(schema, |bound| schema.minimum_decimal(bound));
    schema = bound("maximum").map_or(schema, |bound| schema.maximum_decimal(bound));
    schema = bound("exclusiveMinimum").map_or(schema, |b| schema.exclusive_minimum_decimal(b));
    schema = bound("exclusiveMaximum").map_or(schema, |b| schema.exclusive_maximum_decimal(b));
    bound("multipleOf").map_or(schema, |step| schema.multiple_of_decimal(step))
}

fn texts(source: &Value) -> Schema {
    let count = |name: &str| source.get(name).and_then(Value::as_u64);
    let mut schema = Schema::string();
    schema = count("minLength").map_or(schema, |length| schema.min_length(length));
    schema = count("maxLength").map_or(schema, |length| schema.max_length(length));
    let pattern = source.get("pattern").map(leak_text);
    pattern.map_or(schema, |pattern| {
        schema.pattern(leak(Pattern::new(pattern)))
    })
}

fn arrays(source: &Value) -> Schema {
    let count = |name: &str| source.get(name).and_then(Value::as_u64);
    let mut schema = match (source.get("prefixItems"), source.get("items")) {
        (Some(first), rest) => {
            let tuple = Schema::tuple(schemas(first));
            rest.map_or(tuple, |rest| tuple.rest(leak(compile(rest))))
        }
        (None, Some(element)) => Schema::array(leak(compile(element))),
        (None, None) => Schema::tuple(&[]),
    };
    schema = count("minItems").map_or(schema, |count| schema.min_items(count));
    schema = count("maxItems").map_or(schema, |count| schema.max_items(count));
    if source["uniqueItems"] == true {
        schema = schema.unique_items();
    }
    source.get("contains").map_or(schema, |element| {
        schema.contains(Contains {
            schema: leak(compile(element)),
            min: count("minContains").unwrap_or(1),
            max: count("maxContains"),
        })
    })
}

fn objects(source: &Value) -> Schema {
    let count = |name: &str| source.get(name).and_then(Value::as_u64);
    let required = source["required"].as_array().cloned().unwrap_or_default();
    let empty = Map::new();
    let properties = source["properties"].as_object().unwrap_or(&empty);
    let table: Vec<Property> = properties
        .iter()
        .map(|(name, schema)| {
            let is_required = required.iter().any(|required| required == name);
            let property = if is_required {
                Property::required
            } else {
                Property::optional
            };
            property(leak(name.clone()), compile(schema))
        })
        .collect();
    let undeclared: Vec<&str> = required
        .iter()
        .filter(|name| {
            name.as_str()
                .is_some_and(|name| !properties.contains_key(name))
        })
        .map(leak_text)
        .collect();
    let patterns: Vec<PatternProperty> = source["patternProperties"]
        .as_object()
        .unwrap_or(&empty)
        .iter()
        .map(|(pattern, schema)| PatternProperty {
            pattern: leak(Pattern::new(leak(pattern.clone()))),
            schema: leak(compile(schema)),
        })
        .collect();
    let dependents: Vec<DependentRequired> = source["dependentRequired"]
        .as_object()
        .unwrap_or(&empty)
        .iter()
        .map(|(member, needs)| DependentRequired {
            member: leak(member.clone()),
            needs: leak(
                needs
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(leak_text)
                    .collect::<Vec<_>>(),
            ),
        })
        .collect();
    let mut schema = Schema::object(leak(table))
        .required_undeclared(leak(undeclared))
        .pattern_properties(leak(patterns))
        .dependent_required(leak(dependents));
    schema = match source.get("additionalProperties") {
        None => schema,
        Some(Value::Bool(false)) => schema.closed(),
        Some(other) => schema.additional(Additional::Of(leak(compile(other)))),
    };
    schema = source
        .get("propertyNames")
        .map_or(schema, |names| schema.property_names(leak(compile(names))));
    schema = count("minProperties").map_or(schema, |count| schema.min_properties(count));
    count("maxProperties").map_or(schema, |count| schema.max_properties(count))
}

/// Keywords, each there or not.
fn keywords(
    kind: &'static str,
    keywords: Vec<(&'static str, BoxedStrategy<Value>)>,
) -> BoxedStrategy<Value> {
    let keywords: Vec<_> = keywords
        .into_iter()
        .map(|(name, values)| {
            prop::option::of(values).prop_map(move |value| value.map(|value| (name, value)))
        })
        .collect();
    (any::<bool>(), keywords)
        .prop_map(move |(nullable, keywords)| {
            let mut schema = Map::new();
            let kinds = if nullable {
                json!([kind, "null"])
            } else {
                json!(kind)
            };
            schema.insert("type".to_owned(), kinds);
            let present = keywords.into_iter().flatten();
            schema.extend(present.map(|(name, value)| (name.to_owned(), value)));
            Value::Object(schema)
        })
        .boxed()
}

fn counts() -> BoxedStrategy<Value> {
    (0_u64..4).prop_map(Value::from).boxed()
}

fn bounds() -> BoxedStrategy<Value> {
    prop_oneof![
        (-4_i64..5).prop_map(Value::from),
        (-8..9).prop_map(|n| json!(f64::from(n) / 4.0))
    ]
    .boxed()
}

fn number_keywords() -> Vec<(&'static str, BoxedStrategy<Value>)> {
    vec![
        ("minimum", bounds()),
        ("maximum", bounds()),
        ("exclusiveMinimum", bounds()),
        ("exclusiveMaximum", bounds()),
        (
            "multipleOf",
            prop::sample::select(vec![json!(1), json!(2), json!(0.5), json!(3)]).boxed(),
        ),
    ]
}

fn patterns() -> BoxedStrategy<Value> {
    prop::sample::select(vec!["a", "^a", "b$", "^[ab]{1,2}$", "^$"])
        .prop_map(Value::from)
        .boxed()
}

fn text_schemas() -> BoxedStrategy<Value> {
    let rules = vec![
        ("minLength", counts()),
        ("maxLength", counts()),
        ("pattern", patterns()),
    ];
    keywords("string", rules)
}

fn json_schemas() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        keywords("boolean", vec![]),
        keywords("integer", number_keywords()),
        keywords("number", number_keywords()),
        text_schemas(),
        prop::collection::vec(values(), 1..4).prop_map(|constants| json!({ "enum": constants })),
        Just(json!({ "type": "null" })),
        Just(json!({})),
        Just(json!(false)),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let schema = || inner.clone().boxed();
        let list = || {
            prop::collection::vec(schema(), 1..3)
                .prop_map(Value::from)
                .boxed()
        };
        let by_name = |names: &'static [&'static str]| {
            prop::collection::btree_map(prop::sample::select(names), schema(), 0..4)
                .prop_map(|map| json!(map))
                .boxed()
        };
        let names = || prop::collection::vec(prop::sample::select(vec!["a", "b", "c"]), 0..3);
        prop_oneof![
            keywords(
                "array",
                vec![
                    ("items", schema()),
                    ("prefixItems", list()),
                    ("minItems", counts()),
                    ("maxItems", counts()),
                    ("uniqueItems", any::<bool>().prop_map(Value::from).boxed()),
                    ("contains", schema()),
                    ("minContains", counts()),
                    ("maxContains", counts()),
                ]
            ),
            keywords(
                "object",
                vec![
                    ("properties", by_name(&["a", "b", "aa"])),
                    ("patternProperties", by_name(&["a", "^b", "c$"])),
                    ("additionalProperties", schema()),
                    ("propertyNames", text_schemas()),
                    (
                        "required",
                        names()
                            .prop_map(|mut names| {
                                names.sort_unstable();
                                names.dedup();
                                json!(names)
                            })
                            .boxed()
                    ),
                    (
                        "dependentRequired",
                        names()
                            .prop_map(|mut names| {
                                names.sort_unstable();
                                names.dedup();
                                json!({ "a": names })
                            })
                            .boxed()
                    ),
                    ("minProperties", counts()),
                    ("maxProperties", counts()),
                ]
            ),
            list().prop_map(|variants| json!({ "anyOf": variants })),
            list().prop_map(|variants| json!({ "oneOf": variants })),
        ]
    })
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-4_i64..5).prop_map(Value::from),
        (-16..17).prop_map(|n| json!(f64::from(n) / 4.0)),
        "[abé😀]{0,4}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map("[abc]{1,2}", inner, 0..4).prop_map(|map| json!(map)),
        ]
    })
}

fn judge(schema: &Value) -> jsonschema::Validator {
    jsonschema::draft202012::new(schema).expect("a valid schema")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn values_are_judged_alike(
        source in json_schemas(),
        values in prop::collection::vec(values(), 8),
    ) {
        let (schema, judge) = (compile(&source), judge(&source));
        for value in values {
            let violations = schema.check(&value);
            prop_assert_eq!(
                violations.is_empty(), judge.is_valid(&value),
                "{} with {}: {:?}", source, value, violations
            );
            prop_assert_eq!(violations.is_empty(), schema.accepts(&value));
        }
    }

    #[test]
    fn typed_texts_are_judged_alike(source in text_schemas(), text in "[abé😀]{0,4}") {
        let expected = judge(&source).is_valid(&json!(text));
        prop_assert_eq!(text.conforms(&compile(&source)), expected);
    }

    #[test]
    fn typed_numbers_are_judged_alike(
        source in keywords("number", number_keywords()),
        integer in -4_i64..5,
        quarters in -16..17,
    ) {
        let (schema, judge) = (compile(&source), judge(&source));
        let number = f64::from(quarters) / 4.0;
        prop_assert_eq!(integer.conforms(&schema), judge.is_valid(&json!(integer)));
        prop_assert_eq!(number.conforms(&schema), judge.is_valid(&json!(number)));
    }

    /// "Not evidently" is allowed; calling something valid that is not, never.
    #[test]
    fn typed_containers_never_pass_what_is_invalid(
        source in json_schemas(),
        numbers in prop::collection::vec(-2_i64..3, 0..5),
        members in prop::collection::btree_map("[abc]{1,2}", prop::option::of(-2_i64..3), 0..4),
    ) {
        let (schema, judge) = (compile(&source), judge(&source));
        prop_assert!(!numbers.conforms(&schema) || judge.is_valid(&json!(numbers)), "{}", source);
        prop_assert!(!members.conforms(&schema) || judge.is_valid(&json!(members)), "{}", source);
    }

    #[test]
    fn typed_lists_of_common_form_are_judged_alike(
        minimum in -2_i64..3,
        range in (0_u64..3, 0_u64..5),
        unique: bool,
        numbers in prop::collection::vec(-3_i64..4, 0..5),
    ) {
        let source = json!({
            "type": "array",
            "items": { "type": "integer", "minimum": minimum },
            "minItems": range.0,
            "maxItems": range.1,
            "uniqueItems": unique,
        });
        let expected = judge(&source).is_valid(&json!(numbers));
        prop_assert_eq!(numbers.conforms(&compile(&source)), expected);
    }

    #[test]
    fn typed_maps_of_common_form_are_judged_alike(
        maximum in -2_i64..3,
        range in (0_u64..3, 0_u64..4),
        members: BTreeMap<u8, i8>,
    ) {
        let source = json!({
            "type": "object",
            "additionalProperties": { "type": "integer", "maximum": maximum },
            "minProperties": range.0,
            "maxProperties": range.1,
        });
        let members: BTreeMap<String, i64> = members
            .into_iter()
            .take(4)
            .map(|(name, value)| (name.to_string(), i64::from(value)))
            .collect();
        let expected = judge(&source).is_valid(&json!(members));
        prop_assert_eq!(members.conforms(&compile(&source)), expected);
    }
}

/// Strings close to each format, so that both answers occur.
fn near_formats() -> impl Strategy<Value = (Format, String)> {
    prop_oneof![
        "[0-9]{4}-[01][0-9]-[0-3][0-9]".prop_map(|text| (Format::Date, text)),
        "20[0-9]{2}-[01][0-9]-[0-3][0-9][Tt ][0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{1,3})?(Z|z|[+-][0-2][0-9]:[0-6][0-9])"
            .prop_map(|text| (Format::DateTime, text)),
        "[0-2][0-9]:[0-6][0-9]:[0-5][0-9](Z|[+-][0-2][0-9]:[0-6][0-9])"
            .prop_map(|text| (Format::Time, text)),
        "[0-9a-fA-F]{8}-[0-9a-f]{4}-[0-9a-g]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
            .prop_map(|text| (Format::Uuid, text)),
        "[0-2]?[0-9]{1,2}(\\.[0-2]?[0-9]{1,2}){3}".prop_map(|text| (Format::Ipv4, text)),
        "[0-9a-f:]{2,12}".prop_map(|text| (Format::Ipv6, text)),
        "[a-z0-9]{1,3}([.-][a-z0-9]{1,3}){0,3}".prop_map(|text| (Format::Hostname, text)),
        "[a-z.]{1,4}@[a-z0-9-]{1,4}\\.[a-z]{1,3}".prop_map(|text| (Format::Email, text)),
        "(P|)([1-9]D|)(T[1-9]H|T|)([1-9]M|)".prop_map(|text| (Format::Duration, text)),
        "[a-z]{1,3}:(//[a-z]{1,3}(:[0-9a]{1,2})?)?(/[a-z%20 <]{0,4})?(\\?[a-z=&]{0,3})?(#[a-z#]{0,2})?"
            .prop_map(|text| (Format::Uri, text)),
        "(//[a-z]{1,3})?(/?[a-z%20 <:]{0,4})?(\\?[a-z]{0,3})?(#[a-z]{0,2})?"
            .prop_map(|text| (Format::UriReference, text)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn formats_are_judged_alike((format, text) in near_formats()) {
        let source = json!({ "type": "string", "format": format.as_str() });
        let judge = jsonschema::draft202012::options()
            .should_validate_formats(true)
            .build(&source)
            .expect("a valid schema");
        prop_assert_eq!(format.matches(&text), judge.is_valid(&json!(text)), "{:?} {:?}", format, text);
    }
}

#[test]
fn a_discriminator_leads_to_the_variant_that_is_reported() {
    let variant = |name: &'static str| {
        Schema::object(leak([
            Property::required("kind", Schema::string()),
            Property::required(name, Schema::integer()),
        ]))
    };
    let schema = Schema::union(Union {
        variants: leak([variant("a"), variant("b")]),
        selection: Selection::Member {
            name: "kind",
            values: &[(Constant::String("A"), 0), (Constant::String("B"), 1)],
            default: None,
        },
    });
    for (value, expected) in [
        (json!({ "kind": "A", "a": 1 }), None),
        (json!({ "kind": "B", "a": 1 }), Some("`/b` is required")),
        (
            json!({ "kind": "C" }),
            Some("`/kind` must be one of the values that the contract lists"),
        ),
        (json!({ "a": 1 }), Some("`/kind` is required")),
        (json!([]), Some("the value must be of another type")),
    ] {
        let found = schema.check(&value).first().map(ToString::to_string);
        assert_eq!(found.as_deref(), expected, "{value}");
    }
    let by_type = Schema::union(Union {
        variants: leak([Schema::string().max_length(1), Schema::integer()]),
        selection: Selection::Type(&[(JsonType::String, 0), (JsonType::Integer, 1)]),
    });
    let found = by_type.check(&json!("ab")).first().map(ToString::to_string);
    assert_eq!(
        found.as_deref(),
        Some("the value must have at most 1 character")
    );
}
