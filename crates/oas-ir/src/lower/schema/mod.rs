//! One schema to one type: [`define`] dispatches, each file beside this one knows one shape.
//!
//! A schema is first taken apart into [`Parts`] (itself, what it refers to, `allOf`), all of which
//! a value must meet. Then alternatives are taken out ([`union`]), constants ([`enumeration`]), and
//! what is left is lowered by the kinds of values that all parts allow ([`kinds`]).

mod all_of;
mod array;
mod bounds;
mod doc;
mod enumeration;
mod kinds;
mod nullability;
mod number;
mod object;
mod string;
mod unchecked;
pub(super) mod union;

use oas_diagnostics::Level;
use oas_model::object::Schema;

use super::context::Refusal;
use super::{Lowering, diagnostics};
use crate::{Shape, TypeId};

pub(super) use all_of::Parts;
pub(super) use doc::lower_doc;
use kinds::{Kind, Kinds};

/// What a type is lowered from.
#[derive(Clone, Debug)]
pub(super) enum Source<'d> {
    /// A schema.
    Schema(Schema<'d>),
    /// Several schemas that hold at once.
    Parts(Parts<'d>),
    /// A constant of a header or parameter that has no schema: anything.
    Text,
}

/// Finds the shape of a type whose id was given out.
pub(super) fn define<'d>(
    lowering: &mut Lowering<'_, 'd>,
    id: TypeId,
    source: &Source<'d>,
    words: &[String],
) {
    match source {
        Source::Schema(schema) => define_schema(lowering, id, *schema, words),
        Source::Parts(parts) => define_parts(lowering, id, parts.clone(), words),
        Source::Text => lowering.types.get_mut(id).shape = string::text(),
    }
}

fn define_schema<'d>(
    lowering: &mut Lowering<'_, 'd>,
    id: TypeId,
    schema: Schema<'d>,
    words: &[String],
) {
    doc::annotate(lowering, id, schema);
    if let Some(allowed) = schema.as_bool() {
        lowering.types.get_mut(id).shape = if allowed { Shape::Any } else { Shape::Never };
        return;
    }
    let alias = schema.is_reference()
        && (schema.version() == oas_model::Version::V3_0 || !schema.has_siblings());
    if !alias {
        return define_parts(lowering, id, Parts::of(schema), words);
    }
    match schema.target() {
        Some(target) => {
            let target = lowering.type_of(target, words);
            lowering.types.get_mut(id).shape = Shape::Alias(target);
        }
        None => lowering.refuse_type(
            id,
            Refusal::new("a reference that leads nowhere", schema.location()),
        ),
    }
}

fn define_parts<'d>(
    lowering: &mut Lowering<'_, 'd>,
    id: TypeId,
    mut parts: Parts<'d>,
    words: &[String],
) {
    if let Some(base) = parts.only_base(&lowering.names) {
        let nullable = nullability::beside(&parts, Kinds::of(&parts));
        let target = lowering.type_of(base, words);
        let definition = lowering.types.get_mut(id);
        definition.shape = Shape::Alias(target);
        definition.nullable = nullable;
        return;
    }
    unchecked::note(lowering, id, &parts);
    let alternatives = union::take_alternatives(lowering, id, &mut parts);
    if let Some(schema) = parts.dangling {
        let resolved = lowering.resolved;
        let depends = resolved.dynamic_target(schema.node()).is_some()
            && resolved.certain_dynamic_target(schema.node()).is_none();
        let feature = if depends {
            "a `$dynamicRef` that means one schema here and another there"
        } else {
            "a reference that leads nowhere"
        };
        return lowering.refuse_type(id, Refusal::new(feature, schema.location()));
    }
    if parts.never {
        lowering.types.get_mut(id).shape = Shape::Never;
        return;
    }
    match alternatives {
        union::Alternatives::None => {}
        union::Alternatives::Same { schema, nullable } => {
            let target = lowering.type_of(schema, words);
            let definition = lowering.types.get_mut(id);
            definition.shape = Shape::Alias(target);
            definition.nullable = nullable;
            return;
        }
        union::Alternatives::Union(group) => {
            return union::define_union(lowering, id, &parts, &group, words);
        }
    }
    let allowed = Kinds::of(&parts);
    if let Some(found) = enumeration::lower_enumeration(lowering, id, &parts, allowed) {
        let definition = lowering.types.get_mut(id);
        definition.nullable = found.nullable || nullability::beside(&parts, allowed);
        definition.shape = found.shape;
        if matches!(definition.shape, Shape::Null) {
            definition.nullable = false;
        }
        return;
    }
    let nullable = nullability::beside(&parts, allowed) || allowed.says_null();
    let shape = match allowed.without_null().as_slice() {
        _ if allowed.is_anything() => Shape::Any,
        [] if nullable => Shape::Null,
        [] => {
            conflict(lowering, &parts);
            Shape::Never
        }
        [kind] => {
            if let Some(shape) = of_kind(lowering, id, &parts, *kind, words) {
                shape
            } else {
                conflict(lowering, &parts);
                Shape::Never
            }
        }
        kinds => return union::define_kinds(lowering, id, &parts, kinds, nullable, words),
    };
    let definition = lowering.types.get_mut(id);
    definition.nullable = nullable && !matches!(shape, Shape::Any | Shape::Null);
    definition.shape = shape;
}

/// The shape of values of one kind; `None` when no value can meet all parts.
fn of_kind<'d>(
    lowering: &mut Lowering<'_, 'd>,
    id: TypeId,
    parts: &Parts<'d>,
    kind: Kind,
    words: &[String],
) -> Option<Shape> {
    match kind {
        Kind::Null => Some(Shape::Null),
        Kind::Boolean => Some(Shape::Boolean),
        Kind::Integer => number::lower_integer(lowering, id, parts),
        Kind::Number => number::lower_number(lowering, id, parts),
        Kind::String => string::lower_string(lowering, id, parts),
        Kind::Array => array::lower_array(lowering, parts, words),
        Kind::Object => object::lower_object(lowering, parts, words),
    }
}

fn conflict(lowering: &mut Lowering<'_, '_>, parts: &Parts<'_>) {
    let location = parts.origin().node().key_location();
    let message = "no value can meet this schema: its parts exclude each other";
    lowering.report(
        diagnostics::SCHEMA_CONFLICT.name,
        Level::Warning,
        location,
        message,
    );
}
