//! `type: object`: named members, other members, members by pattern.

use std::collections::BTreeMap;

use oas_diagnostics::Level;
use oas_model::object::Schema;
use oas_syntax::Node;

use super::super::context::Hint;
use super::super::{Lowering, diagnostics};
use super::array::{keyword_schemas, lower_together};
use super::{Parts, bounds, lower_doc};
use crate::{Additional, ObjectShape, PatternProperty, Property, Shape};

pub(super) fn lower_object<'d>(
    lowering: &mut Lowering<'_, 'd>,
    parts: &Parts<'d>,
    words: &[String],
) -> Option<Shape> {
    let (min, max) = (
        bounds::greatest(parts, "minProperties"),
        bounds::least(parts, "maxProperties"),
    );
    if !bounds::fit(min, max) {
        return None;
    }
    let mut required: Vec<&str> = Vec::new();
    for name in parts.schemas().iter().flat_map(Schema::required) {
        if !required.contains(&name) {
            required.push(name);
        }
    }
    let declared = declared_properties(parts);
    let properties: Vec<_> = declared
        .iter()
        .map(|(name, schemas)| {
            let required = required.contains(name);
            lower_property(lowering, parts, name, schemas, required, words)
        })
        .collect();
    let undeclared = required
        .iter()
        .filter(|name| !declared.iter().any(|(known, _)| known == *name));
    let required_undeclared = undeclared.map(|name| (*name).to_owned()).collect();
    let patterns = lower_patterns(lowering, parts, words);
    let additional = lower_additional(
        lowering,
        parts,
        properties.is_empty() && patterns.is_empty(),
        words,
    );
    let names = keyword_schemas(parts, "propertyNames");
    let names = (!names.is_empty())
        .then(|| lower_together(lowering, parts, &names, Hint::with(words, "name")));
    Some(Shape::Object(ObjectShape {
        properties,
        additional,
        patterns,
        names,
        min,
        max,
        dependent_required: lower_dependent_required(parts),
        required_undeclared,
    }))
}

/// Members with every schema that describes them, in the order in which they are first named.
fn declared_properties<'d>(parts: &Parts<'d>) -> Vec<(&'d str, Vec<Schema<'d>>)> {
    let mut declared: Vec<(&str, Vec<Schema<'d>>)> = Vec::new();
    let mut positions: BTreeMap<&str, usize> = BTreeMap::new();
    for (key, schema) in parts
        .schemas()
        .iter()
        .flat_map(oas_model::object::Schema::properties)
    {
        let position = *positions.entry(key.text()).or_insert_with(|| {
            declared.push((key.text(), Vec::new()));
            declared.len() - 1
        });
        declared[position].1.push(schema);
    }
    declared
}

fn lower_property<'d>(
    lowering: &mut Lowering<'_, 'd>,
    parts: &Parts<'d>,
    name: &str,
    schemas: &[Schema<'d>],
    required: bool,
    words: &[String],
) -> Property {
    // The schema's own word about a member comes after that of its bases.
    let own = schemas.last().copied().unwrap_or(parts.origin());
    let has_parts = |schema: &Schema<'_>| {
        let mut keys = schema.node().entries().map(|entry| entry.key.text());
        keys.any(|key| matches!(key, "$ref" | "$dynamicRef" | "allOf"))
    };
    let all: Vec<_> = match schemas {
        [one] if !has_parts(one) => Vec::new(),
        _ => schemas.iter().map(|schema| Parts::of(*schema)).collect(),
    };
    let marked = |flag: &str| {
        let mut parts = all.iter().flat_map(Parts::schemas);
        own.flag(flag) == Some(true) || parts.any(|schema| schema.flag(flag) == Some(true))
    };
    Property {
        name: name.to_owned(),
        ty: lower_together(lowering, parts, schemas, Hint::with(words, name)),
        required,
        read_only: marked("readOnly"),
        write_only: marked("writeOnly"),
        doc: lower_doc(&own),
        default: own.field("default").map(Node::to_json),
        location: lowering.place(own.node()),
    }
}

fn lower_patterns<'d>(
    lowering: &mut Lowering<'_, 'd>,
    parts: &Parts<'d>,
    words: &[String],
) -> Vec<PatternProperty> {
    let mut patterns: Vec<PatternProperty> = Vec::new();
    for part in parts.schemas() {
        for (key, schema) in part.schema_map("patternProperties") {
            let ty = lowering.type_of(schema, Hint::with(words, "value"));
            patterns.push(PatternProperty {
                pattern: key.text().to_owned(),
                ty,
            });
        }
    }
    patterns
}

/// What other members may be. An object of which nothing is said keeps all its members.
fn lower_additional<'d>(
    lowering: &mut Lowering<'_, 'd>,
    parts: &Parts<'d>,
    names_nothing: bool,
    words: &[String],
) -> Additional {
    let mut schemas = keyword_schemas(parts, "additionalProperties");
    let closing = schemas
        .iter()
        .find(|schema| schema.as_bool() == Some(false));
    if let Some(closing) = closing {
        if has_members_beside(parts, *closing) {
            let location = closing.node().key_location();
            let message = "this part of `allOf` is closed, and others have members that it does \
                           not name; they are taken to be allowed";
            lowering.report(
                diagnostics::CLOSED_PART.name,
                Level::Info,
                location,
                message,
            );
        }
        return Additional::Closed;
    }
    if schemas.is_empty() {
        schemas = keyword_schemas(parts, "unevaluatedProperties");
        if schemas.iter().any(|schema| schema.as_bool() == Some(false)) {
            return Additional::Closed;
        }
    }
    if schemas.is_empty() && !names_nothing {
        return Additional::Ignored;
    }
    let schemas: Vec<_> = schemas
        .into_iter()
        .filter(|schema| schema.as_bool() != Some(true))
        .collect();
    Additional::Of(lower_together(
        lowering,
        parts,
        &schemas,
        Hint::with(words, "value"),
    ))
}

/// Whether other parts have members that the closed one does not name.
fn has_members_beside(parts: &Parts<'_>, closing: Schema<'_>) -> bool {
    let closes = |part: &&Schema<'_>| part.schema("additionalProperties") == Some(closing);
    let named: Vec<_> = parts
        .schemas()
        .iter()
        .filter(closes)
        .flat_map(oas_model::object::Schema::properties)
        .map(|(key, _)| key.text())
        .collect();
    let mut all = parts
        .schemas()
        .iter()
        .flat_map(oas_model::object::Schema::properties);
    all.any(|(key, _)| !named.contains(&key.text()))
}

fn lower_dependent_required(parts: &Parts<'_>) -> Vec<(String, Vec<String>)> {
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for entry in parts.keyword("dependentRequired").flat_map(Node::entries) {
        let name = entry.key.text();
        let needed = entry.value.elements().filter_map(Node::as_str);
        let position = all.iter().position(|(known, _)| known == name);
        let position = position.unwrap_or_else(|| {
            all.push((name.to_owned(), Vec::new()));
            all.len() - 1
        });
        for word in needed {
            if !all[position].1.iter().any(|known| known == word) {
                all[position].1.push(word.to_owned());
            }
        }
    }
    all
}
