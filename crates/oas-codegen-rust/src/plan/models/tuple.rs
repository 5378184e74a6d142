//! Tuples: a struct without names.

use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{DocText, Ident, TypeText};
use oas_ir::TupleShape;
use serde::Serialize;

use super::{Model, describes, doc_lines, lines_of};
use crate::layout;

/// `tuple.rs.j2`
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct TupleView {
    pub(crate) doc: DocText,
    pub(crate) attributes: Vec<Code>,
    pub(crate) name: Ident,
    /// The whole declaration.
    pub(crate) code: Code,
    /// The expression that checks a value.
    pub(crate) conforms: Code,
    pub(crate) schema: Vec<Code>,
    /// Whether utoipa derives the schema from the type.
    pub(crate) is_derived: bool,
}

impl TupleView {
    pub(super) fn lines(&self) -> usize {
        doc_lines(&self.doc)
            + lines_of(&self.attributes)
            + lines_of(&self.schema)
            + lines_of([&self.code, &self.conforms])
            + 12
            + super::undescribed_lines(self.is_derived)
    }
}

const DERIVED: [&str; 5] = ["Clone", "Debug", "Deserialize", "PartialEq", "Serialize"];

pub(super) fn plan(model: &mut Model<'_, '_>, shape: &TupleShape) -> TupleView {
    let (table, direction) = (model.table, model.direction);
    let mut types = Vec::new();
    let mut members = Vec::new();
    for (index, element) in shape.elements.iter().enumerate() {
        let mut ty = table.nullable_type(*element, direction, &mut model.uses);
        if table.is_boxed(model.id, index) {
            ty = TypeText::generic("Box", [ty]);
        }
        types.push(ty.public());
        members.push(Code::number(i128::try_from(index).unwrap_or_default()));
    }
    let start = Code::fixed("pub struct ").with(model.name);
    let parts = shape.elements.iter().copied();
    let (attributes, is_derived) = model.attributes_of_parts(&DERIVED, parts);
    TupleView {
        doc: model.doc(),
        attributes,
        name: model.name.clone(),
        code: layout::tuple_item(&start, &types, ";", 0),
        conforms: describes("describes_elements::<Self>", &members),
        schema: model.schema(),
        is_derived,
    }
}
