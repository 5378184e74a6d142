//! Attributes for utoipa, which derives schemas from the types: what a Rust type cannot carry.
//!
//! They prove the round trip: a schema that was printed beside a type would only prove that it was
//! printed, so names, members, presence, null and constants come from the type alone. What utoipa
//! has no word for is left out.

use oas_codegen::writer::Code;
use oas_codegen::writer::rust::StrLit;
use oas_ir::{Additional, NumberBounds, Shape, StringFormat, StringShape, TypeId};

use super::{Model, word};
use crate::layout::{self, AttributeArgument};
use crate::schema::format_name;

/// Whether utoipa can derive a type without names from its parts.
pub(super) fn is_derivable(model: &Model<'_, '_>, parts: impl IntoIterator<Item = TypeId>) -> bool {
    let mut parts = parts.into_iter();
    !parts.any(|part| model.table.is_beyond_utoipa(part))
}

/// `#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]`
pub(super) fn derive() -> Code {
    conditional(
        AttributeArgument::List("derive", vec![word("utoipa::ToSchema")]),
        0,
    )
}

/// The attribute of the type itself, where there is something to say.
pub(super) fn of_type(model: &Model<'_, '_>) -> Option<Code> {
    let mut said = Vec::new();
    match &model.definition.shape {
        Shape::String(shape) => {
            if model.definition.sensitive {
                said.push(word("value_type = String"));
            }
            texts(shape, &mut said);
        }
        Shape::Integer(shape) => bounds(&shape.bounds, &mut said),
        Shape::Number(shape) => bounds(&shape.bounds, &mut said),
        Shape::Object(shape) => {
            counted("min_properties", shape.min, &mut said);
            counted("max_properties", shape.max, &mut said);
        }
        _ => {}
    }
    (!said.is_empty()).then(|| conditional(AttributeArgument::List("schema", said), 0))
}

/// Whether a member may be absent, may be null.
#[derive(Clone, Copy, Debug)]
pub(super) struct Presence {
    pub(super) required: bool,
    pub(super) nullable: bool,
}

/// The attribute of a field, where there is something to say. `ty` is the type of its values, as
/// code has it.
pub(super) fn of_field(
    model: &Model<'_, '_>,
    id: TypeId,
    ty: &Code,
    presence: Presence,
    indent: usize,
) -> Option<Code> {
    let mut said = Vec::new();
    let optional = |ty: Code| Code::fixed("Option<").with(ty).then(">");
    // The type that stands for the field's own, where utoipa does not know that one.
    let mut value_type = None;
    values(model, id, &mut value_type, &mut said);
    match (presence.required, presence.nullable) {
        (true, false) => {}
        (true, true) => {
            value_type = value_type.map(optional);
            said.push(word("required"));
        }
        (false, false) => {
            value_type = value_type.map(optional);
            said.push(word("nullable = false"));
        }
        (false, true) => {
            value_type = Some(optional(value_type.unwrap_or_else(|| ty.clone())));
        }
    }
    if let Some(ty) = value_type {
        said.insert(
            0,
            AttributeArgument::Plain(Code::fixed("value_type = ").with(ty)),
        );
    }
    (!said.is_empty()).then(|| conditional(AttributeArgument::List("schema", said), indent))
}

/// The rules of values that stand where they are used; those of declared types are their own.
fn values(
    model: &Model<'_, '_>,
    id: TypeId,
    value_type: &mut Option<Code>,
    said: &mut Vec<AttributeArgument>,
) {
    let table = model.table;
    if table.is_beyond_utoipa(id) && !is_plain_value(model, id) {
        *value_type = Some(Code::fixed("oas_runtime::Value"));
        return;
    }
    let (id, _) = table.behind_inline(id);
    if table.is_declared(id) {
        return;
    }
    let definition = table.types().get(id);
    match &definition.shape {
        Shape::String(shape) => {
            if definition.sensitive || is_own_type(&shape.format) {
                *value_type = Some(Code::fixed("String"));
            }
            texts(shape, said);
        }
        Shape::Integer(shape) => bounds(&shape.bounds, said),
        Shape::Number(shape) => bounds(&shape.bounds, said),
        Shape::Array(shape) => {
            counted("min_items", shape.min, said);
            counted("max_items", shape.max, said);
        }
        Shape::Never => *value_type = Some(Code::fixed("oas_runtime::Value")),
        _ => {}
    }
}

/// Whether a type is printed as `Value`, or as a list or map of it, which utoipa knows.
fn is_plain_value(model: &Model<'_, '_>, id: TypeId) -> bool {
    let table = model.table;
    let is_any =
        |id: TypeId| !table.is_declared(id) && matches!(table.types().get(id).shape, Shape::Any);
    !table.is_declared(id)
        && match &table.types().get(id).shape {
            Shape::Array(shape) => is_any(shape.element),
            Shape::Object(shape) => match shape.additional {
                Additional::Of(value) => is_any(value),
                Additional::Closed | Additional::Ignored => true,
            },
            _ => is_any(id),
        }
}

/// Whether the runtime has a type for a format.
const fn is_own_type(format: &StringFormat) -> bool {
    matches!(
        format,
        StringFormat::DateTime | StringFormat::Date | StringFormat::Uuid
    )
}

fn texts(shape: &StringShape, said: &mut Vec<AttributeArgument>) {
    if format_name(&shape.format).is_some() {
        said.push(super::said("format", &StrLit::new(shape.format.as_str())));
    }
    counted(
        "min_length",
        shape.min_length.filter(|length| *length > 0),
        said,
    );
    counted("max_length", shape.max_length, said);
    if let Some(pattern) = &shape.pattern {
        said.push(super::said("pattern", &StrLit::new(pattern)));
    }
}

fn bounds(bounds: &NumberBounds, said: &mut Vec<AttributeArgument>) {
    let rules = [
        ("minimum = ", &bounds.minimum),
        ("exclusive_minimum = ", &bounds.exclusive_minimum),
        ("maximum = ", &bounds.maximum),
        ("exclusive_maximum = ", &bounds.exclusive_maximum),
        ("multiple_of = ", &bounds.multiple_of),
    ];
    for (start, bound) in rules {
        let bound = bound.as_deref().and_then(bound_code);
        said.extend(bound.map(|bound| AttributeArgument::Plain(Code::fixed(start).with(bound))));
    }
}

/// A bound; integers that are no `i32` say so.
fn bound_code(text: &str) -> Option<Code> {
    match text.parse::<i64>() {
        Ok(number) if i32::try_from(number).is_err() => Some(Code::grouped(number).then("_i64")),
        Ok(number) => Some(Code::grouped(number)),
        Err(_) => match text.parse::<u64>() {
            Ok(number) => Some(Code::grouped(number).then("_u64")),
            Err(_) => Code::decimal(text),
        },
    }
}

fn counted(name: &'static str, count: Option<u64>, said: &mut Vec<AttributeArgument>) {
    let argument = |count| Code::fixed(name).then(" = ").with(Code::number(count));
    said.extend(count.map(|count| AttributeArgument::Plain(argument(count))));
}

fn conditional(argument: AttributeArgument, indent: usize) -> Code {
    let feature = super::said("feature", &StrLit::new("utoipa"));
    layout::attribute("cfg_attr", &[feature, argument], indent)
}
