//! `models.ts`: the types of an API.

use std::collections::BTreeSet;

use oas_codegen::writer::Code;
use oas_codegen::writer::typescript::{DocText, Ident};
use oas_ir::{Api, Shape, TypeDef, TypeId};
use serde::Serialize;

use super::direction::{Direction, Directions};
use super::docs;
use super::imports::{ImportView, Imports, Specifier, runtime_module};
use super::layout::{Member, TypeTree};
use super::split;
use super::tag::file_name;
use super::types::TypePlanner;
use super::{ModuleContent, ModulePlan};

/// Where all types of an API are, seen from modules beside it.
pub(crate) const MODELS: &str = "./models.js";

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

impl ModelView {
    /// How many lines it is printed on, the empty one before it included.
    pub(crate) fn lines(&self) -> usize {
        let members = self.members.iter().map(MemberView::lines);
        let alias = self
            .alias
            .as_ref()
            .map_or(2, |alias| split::lines(alias.as_str()));
        1 + split::lines(self.doc.as_str()) + alias + members.sum::<usize>()
    }
}

impl MemberView {
    /// How many lines it is printed on.
    pub(crate) fn lines(&self) -> usize {
        split::lines(self.doc.as_str()) + split::lines(self.code.as_str())
    }
}

/// A member of an interface.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct MemberView {
    /// The comment.
    pub(crate) doc: DocText,
    /// Name, type and semicolon.
    pub(crate) code: Code,
}

/// A type with what its declaration names.
#[derive(Debug)]
struct PlannedModel {
    view: ModelView,
    imports: Imports,
}

/// Plans the types of an API: one module, or several by the first letters of names and one that
/// exports them all.
pub(crate) fn plan(
    api: &Api,
    planner: &TypePlanner<'_>,
    directions: &Directions,
    header: &Code,
) -> Vec<ModulePlan> {
    let mut models = Vec::new();
    for (id, definition) in api.types.iter() {
        for direction in directions.declared(id) {
            if let Some(name) = planner.name(id, direction) {
                let mut imports = Imports::default();
                let declared = declare(planner, id, definition, direction, &mut imports);
                let view = ModelView {
                    doc: docs::of_type(definition),
                    name: name.clone(),
                    ..declared
                };
                models.push(PlannedModel { view, imports });
            }
        }
    }
    models.sort_by(|left, right| left.view.name.cmp(&right.view.name));
    let groups = split::by_name(models, |model| {
        (model.view.name.to_string(), model.view.lines())
    });
    if let [(_, _)] | [] = groups.as_slice() {
        let models = groups.into_iter().flat_map(|(_, models)| models).collect();
        return vec![module("models", models, header, Imports::clone)];
    }
    let mut taken = BTreeSet::new();
    let files: Vec<String> = groups
        .iter()
        .map(|(part, _)| format!("models/{}", file_name(part, &mut taken)))
        .collect();
    let index = ModulePlan::index("models", files.iter().map(String::as_str), header);
    let parts = groups.into_iter().zip(&files);
    let parts = parts.map(|((_, models), file)| module(file, models, header, Imports::deeper));
    std::iter::once(index).chain(parts).collect()
}

/// A module of types, which imports those of its own kind from where all are.
fn module(
    path: &str,
    models: Vec<PlannedModel>,
    header: &Code,
    place: fn(&Imports) -> Imports,
) -> ModulePlan {
    let mut imports = Imports::default();
    for model in &models {
        imports.merge(&model.imports);
    }
    let own: BTreeSet<&Ident> = models.iter().map(|model| &model.view.name).collect();
    let imports = place(&imports.without(&Specifier::new(MODELS), &own)).views();
    let models = models.into_iter().map(|model| model.view).collect();
    ModulePlan {
        path: path.to_owned(),
        content: ModuleContent::Models(ModelsView {
            header: header.clone(),
            imports,
            models,
        }),
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
    let module_of = |name: &Ident| {
        let module = runtime_module(name.as_str()).unwrap_or(MODELS);
        Some(Specifier::new(module))
    };
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
