//! The schemas that utoipa derives from the generated types are those of the contract: the
//! generator lost nothing on the way.

use std::collections::BTreeMap;

use contract_proofs::meaning;
use oas_runtime::{False, True};
use serde_json::Value;
use utoipa::PartialSchema as _;
use utoipa::openapi::{RefOr, Schema};

use crate::bundle::bundle;

type Derived = Vec<(&'static str, RefOr<Schema>)>;

/// Schemas that differ, with the reason. A difference that is not here fails, and so does an entry
/// that no longer differs.
const KNOWN: &[(&str, &str)] = &[];

fn check_round_trip(document: &str, derived: impl IntoIterator<Item = Derived>) {
    let bundle = bundle(document);
    let contract: BTreeMap<&str, Value> = bundle["components"]["schemas"]
        .as_object()
        .expect("a bundle has schemas")
        .iter()
        .map(|(name, schema)| (name.as_str(), meaning(schema)))
        .collect();
    // The flags of envelopes are types of the runtime.
    let flags = vec![("True", True::schema()), ("False", False::schema())];
    let mut derived: BTreeMap<&str, Value> = derived
        .into_iter()
        .chain([flags])
        .flatten()
        .map(|(name, schema)| {
            let schema = serde_json::to_value(schema).expect("schemas are JSON");
            (name, meaning(&schema))
        })
        .collect();
    put_unnamed_in_place(&mut derived, &contract);
    let mut differences = Vec::new();
    for (name, wanted) in &contract {
        let found = derived.get(name).unwrap_or(&Value::Null);
        let known = KNOWN.iter().find(|(known, _)| known == name);
        match (wanted == found, known) {
            (true, None) | (false, Some(_)) => {}
            (true, Some((_, reason))) => {
                differences.push(format!("{name} no longer differs, though {reason}"));
            }
            (false, None) => differences.push(format!(
                "{name}\n  contract {wanted:#}\n  derived  {found:#}"
            )),
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
}

/// Puts schemas that the document does not name where they are referred to.
fn put_unnamed_in_place(derived: &mut BTreeMap<&str, Value>, contract: &BTreeMap<&str, Value>) {
    let unnamed: BTreeMap<String, Value> = derived
        .iter()
        .filter(|(name, _)| !contract.contains_key(*name))
        .map(|(name, schema)| (format!("#/components/schemas/{name}"), schema.clone()))
        .collect();
    for schema in derived.values_mut() {
        put_in_place(schema, &unnamed);
    }
}

fn put_in_place(value: &mut Value, unnamed: &BTreeMap<String, Value>) {
    match value {
        Value::Array(elements) => {
            for element in elements {
                put_in_place(element, unnamed);
            }
        }
        Value::Object(members) => {
            let reference = members.get("$ref").and_then(Value::as_str);
            if let Some(Value::Object(schema)) = reference.and_then(|name| unnamed.get(name)) {
                members.remove("$ref");
                members.extend(schema.clone());
                *value = meaning(value);
                put_in_place(value, unnamed);
            } else {
                for member in members.values_mut() {
                    put_in_place(member, unnamed);
                }
            }
        }
        _ => {}
    }
}

#[test]
fn tenant_smtp_is_derived_as_it_was_written() {
    check_round_trip(
        "tenant-smtp",
        [
            penguinmails_common::schemas::schemas(),
            penguinmails_tenant_smtp::schemas::schemas(),
        ],
    );
}
