//! Other names of types: aliases, envelopes, and wrappers where an alias would run in a circle.

use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{DocText, Ident, TypeText};
use serde::Serialize;

use super::{Model, doc_lines, lines_of, word};
use crate::layout;
use crate::uses::Module;

/// `alias.rs.j2`
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct AliasView {
    pub(crate) doc: DocText,
    #[serde(skip)]
    pub(crate) name: Ident,
    /// The whole declaration.
    pub(crate) code: Code,
}

impl AliasView {
    pub(super) fn lines(&self) -> usize {
        doc_lines(&self.doc) + lines_of([&self.code])
    }
}

pub(super) fn plan(model: &mut Model<'_, '_>) -> AliasView {
    let ty = model
        .table
        .undeclared_type(model.id, model.direction, &mut model.uses);
    declare(model, &ty)
}

/// `None` when the type is the envelope of no success, which the table would not have said.
pub(super) fn plan_envelope(model: &mut Model<'_, '_>) -> Option<AliasView> {
    let envelope = model.table.envelope(model.id)?;
    let ty = success_type(model.table, envelope, &mut model.uses);
    Some(declare(model, &ty))
}

/// The answer that carries data and what is said about it.
pub(crate) fn success_type(
    table: &crate::types::TypeTable<'_>,
    envelope: oas_ir::Envelope,
    uses: &mut crate::uses::Uses,
) -> TypeText {
    let direction = crate::types::Direction::Response;
    let data = table.nullable_type(envelope.data, direction, uses);
    let meta = table.nullable_type(envelope.meta, direction, uses);
    uses.generated(Module::Common, &Ident::fixed("Success"));
    TypeText::generic("Success", [data, meta])
}

fn declare(model: &Model<'_, '_>, ty: &TypeText) -> AliasView {
    let start = Code::fixed("pub type ").with(model.name).then(" =");
    AliasView {
        doc: model.doc(),
        name: model.name.clone(),
        code: layout::typed(&start, ty, ";", 0),
    }
}

/// `wrapper.rs.j2`
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct WrapperView {
    pub(crate) doc: DocText,
    pub(crate) attributes: Vec<Code>,
    pub(crate) name: Ident,
    /// The whole declaration.
    pub(crate) code: Code,
    pub(crate) schema: Vec<Code>,
    /// Whether utoipa derives the schema from the type.
    pub(crate) is_derived: bool,
}

impl WrapperView {
    pub(super) fn lines(&self) -> usize {
        doc_lines(&self.doc)
            + lines_of(&self.attributes)
            + lines_of(&self.schema)
            + lines_of([&self.code])
            + 13
            + super::undescribed_lines(self.is_derived)
    }
}

pub(super) fn plan_wrapper(model: &mut Model<'_, '_>) -> WrapperView {
    let ty = model
        .table
        .undeclared_type(model.id, model.direction, &mut model.uses);
    let start = Code::fixed("pub struct ").with(model.name);
    let derived = ["Clone", "Debug", "Deserialize", "PartialEq", "Serialize"];
    let parts = model.definition.shape.types();
    let (mut attributes, is_derived) = model.attributes_of_parts(&derived, parts);
    attributes.push(layout::attribute("serde", &[word("transparent")], 0));
    WrapperView {
        doc: model.doc(),
        attributes,
        name: model.name.clone(),
        code: layout::tuple_item(&start, &[ty.public()], ";", 0),
        schema: model.schema(),
        is_derived,
    }
}
