//! `models.ts`: the types of an API.

use oas_codegen::writer::Code;
use oas_codegen::writer::typescript::{DocText, Ident};
use oas_ir::{Api, Shape, TypeDef, TypeId};
use serde::Serialize;

use super::direction::{Direction, Directions};
use super::docs;
use super::imports::{ImportView, Imports, Specifier, runtime_module};
use super::layout::{Member, TypeTree};
use super::types::TypePlanner;

/// `models.ts.j2`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ModelsView {
    /// The first two lines.
    pub(crate) header: Code,
    /// What is imported.
    pub(crate) imports: Vec<ImportView>,
    /// Types, by name.
    pub(crate) models: Vec<ModelView>,
}

/// One type: either an interface or an alias.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ModelView {
    /// The comment.
    pub(crate) doc: DocText,
    /// The name.
    pub(crate) name: Ident,
    /// What stands behind the name of an alias, up to the semicolon.
    pub(crate) alias: Option<Code>,
    /// Members of an interface.
    pub(crate) members: Vec<MemberView>,
}

/// A member of an interface.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct MemberView {
    /// The comment.
    pub(crate) doc: DocText,
    /// Name, type and semicolon.
    pub(crate) code: Code,
}

/// Plans the types of an API, and the names that the module exports.
pub(crate) fn plan(
    api: &Api,
    planner: &TypePlanner<'_>,
    directions: &Directions,
    header: &Code,
) -> ModelsView {
    let mut imports = Imports::default();
    let mut models = Vec::new();
    for (id, definition) in api.types.iter() {
        for direction in directions.declared(id) {
            if let Some(name) = planner.name(id, direction) {
                let declared = declare(planner, id, definition, direction, &mut imports);
                models.push(ModelView {
                    doc: docs::of_type(definition),
                    name: name.clone(),
                    ..declared
                });
            }
        }
    }
    models.sort_by(|left, right| left.name.cmp(&right.name));
    ModelsView {
        header: header.clone(),
        imports: imports.views(),
        models,
    }
}

/// A declaration that still lacks comment and name.
fn declare(
    planner: &TypePlanner<'_>,
    id: TypeId,
    definition: &TypeDef,
    direction: Direction,
    imports: &mut Imports,
) -> ModelView {
    let module_of = |name: &Ident| runtime_module(name.as_str()).map(Specifier::new);
    let model = |alias, members| ModelView {
        doc: DocText::default(),
        name: Ident::default(),
        alias,
        members,
    };
    if let (Shape::Object(object), false) = (&planner.definition(id).shape, definition.nullable) {
        let members = planner.members(id, object, direction);
        let views = members.iter().map(|member| {
            imports.add_member(&member.member, &module_of);
            MemberView {
                doc: member.property.map_or_else(DocText::default, |property| {
                    docs::of_property(property, planner.definition(property.ty))
                }),
                code: member.member.at(2),
            }
        });
        return model(None, views.collect());
    }
    let tree = planner.written_out(id, direction);
    imports.add_tree(&tree, &module_of);
    let name = planner
        .name(id, direction)
        .map_or(0, |name| name.as_str().chars().count());
    // `export type Name =`
    let used = "export type  =".len() + name;
    model(Some(tree.annotation(0, used, 1)), Vec::new())
}

/// The members of an interface that is planned elsewhere.
pub(crate) fn member_view(doc: DocText, member: &Member) -> MemberView {
    MemberView {
        doc,
        code: member.at(2),
    }
}

/// A named alias that is planned elsewhere.
pub(crate) fn alias_view(doc: DocText, name: Ident, tree: &TypeTree) -> ModelView {
    let used = "export type  =".len() + name.as_str().chars().count();
    ModelView {
        doc,
        name,
        alias: Some(tree.annotation(0, used, 1)),
        members: Vec::new(),
    }
}
