//! Objects: a struct with public fields, in the order of the document.

use oas_codegen::Case;
use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{DocText, Ident, StrLit, TypeText};
use oas_ir::{Additional, ObjectShape, Property};
use serde::Serialize;

use super::super::docs;
use super::{Model, describes, doc_lines, lines_of, said, word};
use crate::layout;
use crate::names::Names;
use crate::schema::travels;

/// `object.rs.j2`
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ObjectView {
    pub(crate) doc: DocText,
    /// Attributes of the struct, the derive first.
    pub(crate) attributes: Vec<Code>,
    pub(crate) name: Ident,
    pub(crate) fields: Vec<FieldView>,
    /// The expression that checks a value.
    pub(crate) conforms: Code,
    pub(crate) schema: Vec<Code>,
}

/// A field of a struct.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct FieldView {
    pub(crate) doc: DocText,
    pub(crate) attributes: Vec<Code>,
    /// Name and type, with indent and comma.
    pub(crate) code: Code,
}

impl FieldView {
    pub(crate) fn lines(&self) -> usize {
        doc_lines(&self.doc) + lines_of(&self.attributes) + lines_of([&self.code])
    }
}

impl ObjectView {
    pub(super) fn lines(&self) -> usize {
        let fields: usize = self.fields.iter().map(FieldView::lines).sum();
        let schema = lines_of(&self.schema) + lines_of([&self.conforms]);
        doc_lines(&self.doc) + lines_of(&self.attributes) + fields + schema + 13
    }
}

/// A member of the object that travels in the direction of the type.
struct Member<'p> {
    property: &'p Property,
    position: usize,
    name: Ident,
}

pub(super) fn plan(model: &mut Model<'_, '_>, shape: &ObjectShape) -> ObjectView {
    let mut names = Names::empty();
    let members = members(model, shape, &mut names);
    let mut fields: Vec<FieldView> = members.iter().map(|one| field(model, one)).collect();
    let values = members.iter().map(|member| Code::from(&member.name));
    let values: Vec<Code> = values.collect();
    let conforms = match shape.additional {
        Additional::Of(value) => {
            let wanted = [
                "additional_properties",
                "other_properties",
                "additional_members",
            ];
            let wanted = wanted.map(str::to_owned);
            let what = "the additional properties";
            let location = &model.definition.location;
            let name = names.claim(&wanted, what, location, model.sink);
            let value = model
                .table
                .nullable_type(value, model.direction, &mut model.uses);
            fields.push(additional(model, &name, value));
            describes_open(&values, &name)
        }
        Additional::Closed | Additional::Ignored => describes("describes_members::<Self>", &values),
    };
    let mut attributes = vec![derive(model)];
    if shape.additional == Additional::Closed {
        attributes.push(layout::attribute(
            "serde",
            &[word("deny_unknown_fields")],
            0,
        ));
    }
    ObjectView {
        doc: model.doc(),
        attributes,
        name: model.name.clone(),
        fields,
        conforms,
        schema: model.schema(),
    }
}

fn derive(model: &mut Model<'_, '_>) -> Code {
    model.derive(&["Clone", "Debug", "Deserialize", "PartialEq", "Serialize"])
}

fn members<'p>(
    model: &mut Model<'_, '_>,
    shape: &'p ObjectShape,
    names: &mut Names,
) -> Vec<Member<'p>> {
    let mut members = Vec::new();
    for (position, property) in shape.properties.iter().enumerate() {
        if !travels(property.read_only, property.write_only, model.direction) {
            continue;
        }
        let wanted = Case::Snake.apply(&property.name);
        let what = format!("the property `{}`", property.name);
        let candidates = [wanted.clone(), format!("{wanted}_property")];
        let name = names.claim(&candidates, &what, &property.location, model.sink);
        members.push(Member {
            property,
            position,
            name,
        });
    }
    members
}

fn field(model: &mut Model<'_, '_>, member: &Member<'_>) -> FieldView {
    const INDENT: usize = 4;
    let property = member.property;
    let (table, direction) = (model.table, model.direction);
    let mut ty = table.rust_type(property.ty, direction, &mut model.uses);
    if table.is_boxed(model.id, member.position) {
        ty = TypeText::generic("Box", [ty]);
    }
    let nullable = table.is_nullable(property.ty);
    let mut attributes = Vec::new();
    // `serde` reads a raw identifier as the name without `r#`.
    if member.name.as_str().trim_start_matches("r#") != property.name {
        let rename = said("rename", &StrLit::new(&property.name));
        attributes.push(layout::attribute("serde", &[rename], INDENT));
    }
    let text = |text: &str| StrLit::new(text);
    let presence = match (property.required, nullable) {
        (true, false) => vec![],
        (true, true) => {
            ty = TypeText::generic("Option", [ty]);
            model.uses.runtime("nullable");
            vec![said("deserialize_with", &text("nullable"))]
        }
        (false, false) => {
            ty = TypeText::generic("Option", [ty]);
            model.uses.runtime("optional");
            vec![
                word("default"),
                said("with", &text("optional")),
                said("skip_serializing_if", &text("Option::is_none")),
            ]
        }
        (false, true) => {
            ty = TypeText::generic("Patch", [ty]);
            model.uses.runtime("Patch");
            vec![
                word("default"),
                said("skip_serializing_if", &text("Patch::is_absent")),
            ]
        }
    };
    if !presence.is_empty() {
        attributes.push(layout::attribute("serde", &presence, INDENT));
    }
    let definition = table.types().get(property.ty);
    let otherwise = Code::fixed("The member of this name.");
    FieldView {
        doc: docs::of_member(&property.doc, definition, &otherwise, INDENT),
        attributes,
        code: field_code(&member.name, &ty),
    }
}

/// `pub name: Type,`
pub(crate) fn field_code(name: &Ident, ty: &TypeText) -> Code {
    const INDENT: usize = 4;
    let start = Code::fixed("pub ").with(name).then(":");
    Code::new()
        .spaces(INDENT)
        .with(layout::typed(&start, ty, ",", INDENT))
}

fn additional(model: &mut Model<'_, '_>, name: &Ident, value: TypeText) -> FieldView {
    model.uses.std("std::collections", "BTreeMap");
    let ty = TypeText::generic("BTreeMap", [TypeText::fixed("String"), value]);
    FieldView {
        doc: DocText::default().and(&Code::fixed("All other members."), 4),
        attributes: vec![layout::attribute("serde", &[word("flatten")], 4)],
        code: field_code(name, &ty),
    }
}

/// The check of an object that keeps the members it does not name.
fn describes_open(members: &[Code], others: &Ident) -> Code {
    use crate::layout::{Expr, Place};
    let members = members
        .iter()
        .map(|member| Expr::plain(Code::fixed("&self.").with(member)))
        .collect();
    let others = Expr::plain(Code::fixed("&self.").with(others));
    let call = Expr::fixed("schema").then(
        "describes_open_members::<Self, _>",
        [Expr::Slice(members), others],
    );
    call.print(Place {
        indent: 8,
        before: 8,
        after: 0,
    })
}
