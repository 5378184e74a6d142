//! Unions: enums with a type in each variant, read by what tells the variants apart.

use oas_codegen::Case;
use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{DocText, Ident, TypeText};
use oas_ir::UnionShape;
use serde::Serialize;

use super::{Model, doc_lines, lines_of, word};
use crate::layout::{self, Expr};
use crate::names::Names;

/// `union.rs.j2`
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct UnionView {
    pub(crate) doc: DocText,
    pub(crate) attributes: Vec<Code>,
    pub(crate) name: Ident,
    pub(crate) variants: Vec<UnionVariantView>,
    pub(crate) schema: Vec<Code>,
    /// Whether utoipa derives the schema from the type.
    pub(crate) is_derived: bool,
}

/// A variant with a value.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct UnionVariantView {
    pub(crate) doc: DocText,
    pub(crate) name: Ident,
    /// The variant with its type, indent and comma.
    pub(crate) code: Code,
    /// The pattern of its position; `_` for the last one.
    pub(crate) position: Code,
    /// The arm that checks a value.
    pub(crate) conforms: Code,
}

impl UnionView {
    pub(super) fn lines(&self) -> usize {
        let lines = |variant: &UnionVariantView| {
            doc_lines(&variant.doc) + lines_of([&variant.code, &variant.conforms]) + 1
        };
        let variants: usize = self.variants.iter().map(lines).sum();
        doc_lines(&self.doc)
            + lines_of(&self.attributes)
            + variants
            + lines_of(&self.schema)
            + 26
            + super::undescribed_lines(self.is_derived)
    }
}

pub(super) fn plan(model: &mut Model<'_, '_>, shape: &UnionShape) -> UnionView {
    let mut names = Names::empty();
    let mut variants = Vec::new();
    let last = shape.variants.len().saturating_sub(1);
    for (index, variant) in shape.variants.iter().enumerate() {
        let wanted = Case::Pascal.apply(&variant.name);
        let what = format!("the variant `{}`", variant.name);
        let candidates = [wanted.clone(), format!("{wanted}Variant")];
        let name = names.claim(&candidates, &what, &model.definition.location, model.sink);
        let (table, direction) = (model.table, model.direction);
        let mut ty = table.nullable_type(variant.ty, direction, &mut model.uses);
        if table.is_boxed(model.id, index) {
            ty = TypeText::generic("Box", [ty]);
        }
        let position = Code::number(i128::try_from(index).unwrap_or_default());
        let doc = DocText::outer(&format!("`{}`", variant.name), 4);
        variants.push(UnionVariantView {
            doc: if doc.is_empty() {
                DocText::default().and(&Code::fixed("A variant without a name."), 4)
            } else {
                doc
            },
            code: layout::tuple_item(&Code::from(&name), &[ty], ",", 4),
            conforms: conforms(&name, &position),
            position: if index == last {
                Code::fixed("_")
            } else {
                position
            },
            name,
        });
    }
    let derived = ["Clone", "Debug", "PartialEq", "Serialize"];
    let parts = shape.variants.iter().map(|variant| variant.ty);
    let (mut attributes, is_derived) = model.attributes_of_parts(&derived, parts);
    attributes.push(layout::attribute("serde", &[word("untagged")], 0));
    model.uses.runtime("Choice");
    model.uses.serde("Deserialize");
    model.uses.serde("Deserializer");
    UnionView {
        doc: model.doc(),
        attributes,
        name: model.name.clone(),
        variants,
        schema: model.schema(),
        is_derived,
    }
}

fn conforms(name: &Ident, position: &Code) -> Code {
    let pattern = Code::fixed("Self::").with(name).then("(value)");
    let arguments = [Expr::plain(position), Expr::fixed("value")];
    let call = Expr::fixed("schema").then("describes_variant::<Self>", arguments);
    layout::match_arm(&pattern, &call, 12)
}
