//! Types of single values: texts and constants.

use oas_codegen::writer::Code;
use oas_codegen::writer::typescript::{Ident, StrLit};
use oas_ir::{EnumShape, Literal, StringFormat, StringShape, TypeDef};

use super::direction::Direction;
use super::layout::TypeTree;

/// `(string & {})`: any other text; editors still offer the known ones.
const OTHER_TEXT: TypeTree = TypeTree::Fixed("(string & {})");
/// As [`OTHER_TEXT`], for numbers.
const OTHER_NUMBER: TypeTree = TypeTree::Fixed("(number & {})");

/// Text, with what its format and its name say.
pub(crate) fn string(definition: &TypeDef, shape: &StringShape, direction: Direction) -> TypeTree {
    match (&shape.format, definition.given_name()) {
        (StringFormat::DateTime, _) => TypeTree::Named(Ident::fixed("DateTime")),
        (StringFormat::Date, _) => TypeTree::Named(Ident::fixed("CalendarDate")),
        (StringFormat::Binary, _) if direction == Direction::Request => TypeTree::union([
            TypeTree::Named(Ident::fixed("Binary")),
            TypeTree::Fixed("string"),
        ]),
        (StringFormat::Text | StringFormat::Uuid, Some(name))
            if shape.pattern.is_some() || shape.format == StringFormat::Uuid =>
        {
            // The brand is the document's own name, so that it means the same in all modules.
            TypeTree::Generic("Branded", vec![TypeTree::Literal(StrLit::new(name))])
        }
        _ => TypeTree::Fixed("string"),
    }
}

/// Constants, and what else may come where more are possible.
pub(crate) fn constants(shape: &EnumShape, is_open: bool) -> TypeTree {
    let values = shape.values.iter().map(|value| literal(&value.value));
    let others = if is_open || shape.open {
        open_end(shape)
    } else {
        None
    };
    TypeTree::union(values.chain(others))
}

/// What may come beside constants. A single constant is there to tell something apart.
pub(crate) fn open_end(shape: &EnumShape) -> Option<TypeTree> {
    if shape.values.len() < 2 && !shape.open {
        return None;
    }
    let all = |is: fn(&Literal) -> bool| shape.values.iter().all(|value| is(&value.value));
    if all(|value| matches!(value, Literal::String(_))) {
        Some(OTHER_TEXT)
    } else if all(|value| matches!(value, Literal::Integer(_) | Literal::Number(_))) {
        Some(OTHER_NUMBER)
    } else {
        None
    }
}

fn literal(value: &Literal) -> TypeTree {
    match value {
        Literal::Boolean(true) => TypeTree::Fixed("true"),
        Literal::Boolean(false) => TypeTree::Fixed("false"),
        Literal::Integer(number) => TypeTree::Number(Code::number(*number)),
        // A fraction has many spellings, and TypeScript compares types of numbers by value.
        Literal::Number(_) => TypeTree::Fixed("number"),
        Literal::String(text) => TypeTree::Literal(StrLit::new(text)),
    }
}
