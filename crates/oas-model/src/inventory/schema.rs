//! What one schema shows: each keyword is looked at once.

use oas_syntax::{Node, NodeKind};

use super::features::{Feature, Met};
use super::{has_entries, is_identifier, is_reference};

/// An `enum` of more values than this is large.
const LARGE_ENUM: usize = 100;

/// What has to be known of the whole schema before it can be judged.
#[derive(Default)]
struct Seen<'d> {
    reference: Option<&'d str>,
    types: Option<Node<'d>>,
    properties: Option<Node<'d>>,
    additional: Option<Node<'d>>,
    all_of: Option<Node<'d>>,
    any_of: Option<Node<'d>>,
    one_of: Option<Node<'d>>,
    /// A keyword that says something about values.
    restricts: bool,
}

pub(super) fn look(node: Node<'_>, met: &mut Met) {
    if !node.is_mapping() {
        return;
    }
    let mut seen = Seen::default();
    let entries = node.entries();
    let size = entries.len();
    for entry in entries {
        keyword(entry.key.text(), entry.value, &mut seen, met);
    }
    met.add_if(Feature::AnySchema, !seen.restricts);
    met.add_if(Feature::RefSiblings, seen.reference.is_some() && size > 1);
    if let Some(properties) = seen.properties {
        met.add_if(Feature::ImplicitObject, seen.types.is_none());
        met.add_if(Feature::AllOfProperties, seen.all_of.is_some());
        met.add_if(Feature::AnyOfSiblings, seen.any_of.is_some());
        let both = has_entries(properties) && seen.additional.is_some_and(Node::is_mapping);
        met.add_if(Feature::PropsAndAdditional, both);
    }
    let sibling = seen.properties.or(seen.all_of);
    let both = seen.one_of.is_some() && sibling.is_some();
    met.add_if(Feature::OneOfSiblings, both);
}

fn keyword<'d>(name: &str, value: Node<'d>, seen: &mut Seen<'d>, met: &mut Met) {
    let feature = match name {
        // Notes, which say nothing about values.
        "description" | "title" | "summary" => {
            met.add_if(Feature::NonstandardRefLocation, is_reference(value));
            return;
        }
        "example" | "examples" | "externalDocs" => return,
        "$comment" => return met.add(Feature::Comment),
        "default" => return met.add(Feature::DefaultValues),
        "deprecated" => return met.add(Feature::Deprecated),
        "nullable" => return met.add(Feature::Nullable),
        "readOnly" => return met.add(Feature::ReadOnly),
        "writeOnly" => return met.add(Feature::WriteOnly),
        "xml" => return met.add(Feature::Xml),
        _ if name.starts_with("x-") => return,
        "$ref" => {
            seen.reference = value.as_str();
            None
        }
        "type" => {
            seen.types = Some(value);
            types(value, met);
            None
        }
        "enum" => {
            values(value, met);
            Some(Feature::Enum)
        }
        "format" => format(value),
        "properties" => {
            seen.properties = Some(value);
            properties(value, met);
            None
        }
        "additionalProperties" => {
            seen.additional = Some(value);
            additional(value)
        }
        "items" => value.is_sequence().then_some(Feature::ItemsArray),
        "allOf" => {
            seen.all_of = Some(value);
            Some(Feature::AllOf)
        }
        "anyOf" => {
            seen.any_of = Some(value);
            Some(Feature::AnyOf)
        }
        "oneOf" => {
            seen.one_of = Some(value);
            Some(Feature::OneOf)
        }
        "discriminator" => {
            for entry in value.entries() {
                match entry.key.text() {
                    "mapping" => met.add(Feature::DiscriminatorMapping),
                    "defaultMapping" => met.add(Feature::DefaultMapping),
                    _ => {}
                }
            }
            Some(Feature::Discriminator)
        }
        _ => by_presence(name),
    };
    seen.restricts = true;
    if let Some(feature) = feature {
        met.add(feature);
    }
}

/// The feature that a keyword's being there shows.
fn by_presence(keyword: &str) -> Option<Feature> {
    Some(match keyword {
        "$anchor" => Feature::Anchor,
        "$defs" => Feature::Defs,
        "$dynamicRef" => Feature::DynamicRef,
        "$id" => Feature::Id,
        "$recursiveRef" => Feature::RecursiveRefKeyword,
        "const" => Feature::Const,
        "contains" => Feature::Contains,
        "contentEncoding" => Feature::ContentEncoding,
        "contentMediaType" => Feature::ContentMediaType,
        "dependentRequired" => Feature::DependentRequired,
        "dependentSchemas" => Feature::DependentSchemas,
        "exclusiveMaximum" | "exclusiveMinimum" => Feature::ExclusiveMinMax,
        "if" => Feature::IfThenElse,
        "multipleOf" => Feature::MultipleOf,
        "not" => Feature::Not,
        "pattern" => Feature::Pattern,
        "patternProperties" => Feature::PatternProperties,
        "prefixItems" => Feature::PrefixItems,
        "propertyNames" => Feature::PropertyNames,
        "unevaluatedProperties" => Feature::UnevaluatedProperties,
        "uniqueItems" => Feature::UniqueItems,
        _ => return None,
    })
}

fn types(value: Node<'_>, met: &mut Met) {
    met.add_if(Feature::TypeNull, value.as_str() == Some("null"));
    if value.is_sequence() {
        met.add(Feature::TypeArrays);
        let null = value.elements().any(|one| one.as_str() == Some("null"));
        met.add_if(Feature::TypeNull, null);
    }
}

fn format(value: Node<'_>) -> Option<Feature> {
    Some(match value.as_str()? {
        "binary" => Feature::FormatBinary,
        "byte" => Feature::FormatByte,
        "decimal" => Feature::FormatDecimal,
        "int64" => Feature::FormatInt64,
        "uint8" => Feature::FormatUint8,
        "uint32" => Feature::FormatUint32,
        "uint64" => Feature::FormatUint64,
        _ => return None,
    })
}

fn properties(value: Node<'_>, met: &mut Met) {
    for entry in value.entries() {
        let name = entry.key.text();
        met.add_if(Feature::PropertyNonIdentifier, !is_identifier(name));
        let instead = name == "$ref" && entry.value.as_str().is_some();
        met.add_if(Feature::NonstandardRefLocation, instead);
    }
}

fn additional(value: Node<'_>) -> Option<Feature> {
    match value.as_bool() {
        Some(true) => Some(Feature::AdditionalPropertiesTrue),
        Some(false) => Some(Feature::AdditionalPropertiesFalse),
        None => value
            .is_mapping()
            .then_some(Feature::AdditionalPropertiesSchema),
    }
}

fn values(value: Node<'_>, met: &mut Met) {
    let mut count = 0;
    for element in value.elements() {
        count += 1;
        match element.kind() {
            NodeKind::Null => met.add(Feature::EnumNull),
            NodeKind::Boolean => met.add(Feature::EnumBoolean),
            NodeKind::Integer | NodeKind::Float => met.add(Feature::EnumNumeric),
            NodeKind::String => {
                let text = element.as_str().unwrap_or_default();
                met.add_if(Feature::EnumEmptyString, text.is_empty());
                let other = !text.is_empty() && !is_identifier(text);
                met.add_if(Feature::EnumNonIdentifier, other);
            }
            NodeKind::Sequence | NodeKind::Mapping => {}
        }
    }
    met.add_if(Feature::LargeEnum, count > LARGE_ENUM);
}
