//! The order of keys of `paths` and of each section of `components` means nothing.

use crate::support::{check_lower_text, readable};
use proptest::prelude::*;
use proptest::test_runner::TestRng;
use serde_json::{Map, Value, json};

/// Few schemas with everything whose order could leak: names that sort differently from how they
/// refer to each other, inline types, unions, merges, shared responses.
fn document() -> Value {
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let answer = |name: &str| {
        let schema = json!({ "type": "array", "items": reference(name) });
        json!({ "200": {
            "description": "Fine.",
            "content": { "application/json": { "schema": schema } }
        }, "404": { "$ref": "#/components/responses/Missing" } })
    };
    json!({
        "openapi": "3.1.1",
        "info": { "title": "Order", "version": "1.0.0" },
        "paths": {
            "/b": { "get": { "responses": answer("Zebra") } },
            "/a": {
                "get": { "operationId": "getA", "responses": answer("Ant") },
                "post": { "operationId": "postA", "responses": answer("Union") }
            },
            "/a/{id}": { "get": { "responses": answer("Merged"), "parameters": [
                { "$ref": "#/components/parameters/Id" }
            ] } },
            "/c": { "get": { "operationId": "getA", "responses": answer("Ant") } }
        },
        "components": {
            "parameters": {
                "Id": { "name": "id", "in": "path", "required": true, "schema": { "enum": ["x"] } }
            },
            "responses": {
                "Missing": { "description": "Gone.", "content": { "application/json": {
                    "schema": { "type": "object", "properties": { "inner": { "type": "object" } } }
                } } }
            },
            "schemas": {
                "Zebra": { "type": "object", "properties": { "ant": reference("Ant") } },
                "Ant": { "type": "object", "required": ["kind"], "properties": {
                    "kind": { "const": "ant" },
                    "home": { "type": "object", "properties": { "zebra": reference("Zebra") } }
                } },
                "Bee": { "type": "object", "required": ["kind"], "properties": {
                    "kind": { "const": "bee" }
                } },
                "Union": { "oneOf": [reference("Bee"), reference("Ant"), { "type": "null" }] },
                "Merged": { "allOf": [reference("Bee"), reference("Ant")] },
                "Circle": { "anyOf": [reference("Circle"), reference("Zebra")] }
            }
        }
    })
}

/// The document with the keys of the maps in question shuffled.
fn shuffled(mut document: Value, rng: &mut TestRng) -> Value {
    if let Some(paths) = document["paths"].as_object_mut() {
        shuffle(paths, rng);
        for path_item in paths.values_mut().filter_map(Value::as_object_mut) {
            shuffle(path_item, rng);
        }
    }
    if let Some(sections) = document["components"].as_object_mut() {
        shuffle(sections, rng);
        for section in sections.values_mut().filter_map(Value::as_object_mut) {
            shuffle(section, rng);
        }
    }
    document
}

fn shuffle(map: &mut Map<String, Value>, rng: &mut TestRng) {
    let mut entries: Vec<_> = std::mem::take(map).into_iter().collect();
    for last in (1..entries.len()).rev() {
        let other = usize::try_from(rng.random::<u32>()).unwrap_or(0) % (last + 1);
        entries.swap(last, other);
    }
    map.extend(entries);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn order_of_components_and_paths_means_nothing(
        document in Just(document()).prop_perturb(|document, mut rng| shuffled(document, &mut rng))
    ) {
        let expected = readable(&check_lower_text(&text_of(&self::document())));
        let found = readable(&check_lower_text(&text_of(&document)));
        prop_assert_eq!(expected, found);
    }
}

fn text_of(document: &Value) -> String {
    document.to_string()
}
