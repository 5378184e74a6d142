//! Text and numbers that keep rules: a struct around the plain type that holds nothing invalid.

use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{DocText, Ident, StrLit, TypeText};
use oas_ir::Shape;
use serde::Serialize;

use super::{Model, doc_lines, lines_of, said};
use crate::layout;

/// `text.rs.j2`
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct TextView {
    pub(crate) doc: DocText,
    pub(crate) attributes: Vec<Code>,
    pub(crate) name: Ident,
    /// Whether the text must not be printed.
    pub(crate) is_secret: bool,
    pub(crate) schema: Vec<Code>,
}

impl TextView {
    pub(super) fn lines(&self) -> usize {
        doc_lines(&self.doc) + lines_of(&self.attributes) + lines_of(&self.schema) + 46
    }
}

pub(super) fn plan_text(model: &mut Model<'_, '_>) -> TextView {
    let is_secret = model.definition.sensitive;
    let mut derived = vec![
        "Clone",
        "Debug",
        "Deserialize",
        "Eq",
        "PartialEq",
        "Serialize",
    ];
    if is_secret {
        model.uses.runtime("Secret");
    } else {
        derived.extend(["Hash", "Ord", "PartialOrd"]);
        model.uses.std("std", "fmt");
    }
    model.uses.std("std::str", "FromStr");
    model.uses.runtime("Invalid");
    TextView {
        doc: model.doc(),
        attributes: vec![model.derive(&derived), read_from("String")],
        name: model.name.clone(),
        is_secret,
        schema: model.schema(),
    }
}

/// `number.rs.j2`
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct NumberView {
    pub(crate) doc: DocText,
    pub(crate) attributes: Vec<Code>,
    pub(crate) name: Ident,
    /// The plain type.
    pub(crate) ty: TypeText,
    pub(crate) schema: Vec<Code>,
}

impl NumberView {
    pub(super) fn lines(&self) -> usize {
        doc_lines(&self.doc) + lines_of(&self.attributes) + lines_of(&self.schema) + 30
    }
}

pub(super) fn plan_number(model: &mut Model<'_, '_>) -> NumberView {
    let ty = model
        .table
        .undeclared_type(model.id, model.direction, &mut model.uses);
    let mut derived = vec![
        "Clone",
        "Copy",
        "Debug",
        "Deserialize",
        "PartialEq",
        "PartialOrd",
        "Serialize",
    ];
    if matches!(model.definition.shape, Shape::Integer(_)) {
        derived.extend(["Eq", "Hash", "Ord"]);
    }
    model.uses.runtime("Invalid");
    NumberView {
        doc: model.doc(),
        attributes: vec![model.derive(&derived), read_from(ty.as_str())],
        name: model.name.clone(),
        ty,
        schema: model.schema(),
    }
}

/// Reads the plain type first, then checks it.
fn read_from(ty: &str) -> Code {
    layout::attribute("serde", &[said("try_from", &StrLit::new(ty))], 0)
}
