//! By `discriminator`: the mapping as it is written, then constants of the member, then names.

use oas_diagnostics::{Diagnostic, Level, Place};
use oas_model::object::{Discriminator, Schema};

use super::super::schema::union::PendingUnion;
use super::super::{Lowering, diagnostics};
use super::behind_aliases;
use super::constant;
use crate::{Literal, Selection, Shape, TypeId, Types, UnionShape};

pub(super) fn select(
    lowering: &mut Lowering<'_, '_>,
    pending: &PendingUnion<'_>,
    union: &UnionShape,
) -> Option<Selection> {
    let holder = pending.discriminator?;
    let discriminator = holder.discriminator()?;
    let property = discriminator.property_name()?;
    let mut mapping: Vec<(String, usize)> = Vec::new();
    for (key, text) in discriminator.mapping() {
        match variant_named(lowering, pending, holder, text) {
            Some(variant) => mapping.push((key.text().to_owned(), variant)),
            None => report_unknown(lowering, discriminator, key.text(), text),
        }
    }
    let mapping = complete(union, &mapping, |ty, index| {
        values_of(&lowering.types, ty, property).or_else(|| implicit(lowering, pending, index))
    })
    .or_else(|| {
        complete(union, &mapping, |_, index| {
            implicit(lowering, pending, index)
        })
    })?;
    let default = discriminator
        .default_mapping()
        .and_then(|text| variant_named(lowering, pending, holder, text));
    Some(Selection::Discriminator {
        property: property.to_owned(),
        mapping,
        default,
    })
}

/// The mapping with the values of variants that it does not name; `None` when one has none, or
/// two have the same.
fn complete(
    union: &UnionShape,
    mapping: &[(String, usize)],
    values: impl Fn(TypeId, usize) -> Option<Vec<String>>,
) -> Option<Vec<(String, usize)>> {
    let mut complete = mapping.to_vec();
    for (index, variant) in union.variants.iter().enumerate() {
        if mapping.iter().any(|(_, known)| *known == index) {
            continue;
        }
        for value in values(variant.ty, index)? {
            if complete.iter().any(|(known, _)| *known == value) {
                return None;
            }
            complete.push((value, index));
        }
    }
    Some(complete)
}

/// The variant that a mapping names: by the name of a component, or by reference.
fn variant_named(
    lowering: &Lowering<'_, '_>,
    pending: &PendingUnion<'_>,
    holder: Schema<'_>,
    text: &str,
) -> Option<usize> {
    let resolved = lowering.resolved;
    let named = resolved
        .document()
        .root()
        .get("components")
        .and_then(|components| components.get("schemas")?.get(text));
    let node = match named {
        Some(node) => node,
        None => resolved.node_of_reference(holder.node(), text)?,
    };
    let end = lowering
        .names
        .behind_references(Schema::new(resolved, node));
    let known = |schema: &Option<Schema<'_>>| schema.is_some_and(|schema| schema == end);
    pending.schemas.iter().position(known)
}

/// The values that a variant's own schema gives the member; those of all its variants for a union.
fn values_of(types: &Types, id: TypeId, property: &str) -> Option<Vec<String>> {
    match &types.get(behind_aliases(types, id)).shape {
        Shape::Object(object) => {
            let constants = constant::constants(types, object, property)?;
            constants
                .into_iter()
                .map(|literal| match literal {
                    Literal::String(text) | Literal::Number(text) => Some(text),
                    Literal::Integer(value) => Some(value.to_string()),
                    Literal::Boolean(_) => None,
                })
                .collect()
        }
        Shape::Union(union) => match &union.selection {
            Selection::Discriminator {
                property: inner,
                mapping,
                ..
            } if inner == property => {
                Some(mapping.iter().map(|(value, _)| value.clone()).collect())
            }
            _ => None,
        },
        _ => None,
    }
}

/// The name of the variant's component, which is its value where nothing else is said.
fn implicit(
    lowering: &Lowering<'_, '_>,
    pending: &PendingUnion<'_>,
    index: usize,
) -> Option<Vec<String>> {
    let schema = pending.schemas.get(index).copied().flatten()?;
    lowering.names.given(schema.node().node_key())?;
    Some(vec![schema.component_name()?.to_owned()])
}

fn report_unknown(
    lowering: &mut Lowering<'_, '_>,
    discriminator: Discriminator<'_>,
    value: &str,
    text: &str,
) {
    let entry = discriminator
        .field("mapping")
        .and_then(|node| node.get(value));
    let location = entry.unwrap_or(discriminator.node()).location();
    let diagnostic = Diagnostic::new(
        diagnostics::DISCRIMINATOR_MAPPING.name,
        Level::Warning,
        Place::Span(location.span),
        format!("`{value}` is mapped to `{text}`, which is none of the variants"),
    );
    lowering.sink.push(
        diagnostic
            .pointer(location.pointer)
            .help("name a schema of `oneOf` or `anyOf`, or remove the entry"),
    );
}
