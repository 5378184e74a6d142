//! Operations of a tag: the trait to implement, the router that mounts it, and per operation its
//! request, its answers, its entry in the table and its handler. Read [`TagPlan`] first.

mod body;
mod error;
mod files;
mod handler;
mod operation;
mod request;
mod response;
mod status;
mod table;
mod tag_trait;

use std::collections::BTreeMap;

use oas_codegen::writer::rust::Ident;
use oas_codegen::{Case, file_stem};
use oas_diagnostics::{Diagnostic, DiagnosticSink};
use oas_ir::{Api, Conventions, Operation, TypeId};
use serde::Serialize;

use self::error::ErrorView;
use self::handler::HandlerView;
use self::operation::{PlannedOperation, TagScope};
use self::request::RequestView;
use self::response::ResponseView;
use self::tag_trait::TraitView;
use super::Contexts;
use super::file::{FilePlan, Heads};
use crate::diagnostics;
use crate::names::{Names, ident};
use crate::types::TypeTable;

/// The operations of a tag.
#[derive(Clone, Debug)]
pub(crate) struct TagPlan {
    pub(crate) module: Ident,
    pub(crate) files: Vec<FilePlan>,
    /// Names of the operations' tables, in the order of the trait.
    pub(crate) tables: Vec<Ident>,
}

/// What stands in the file of a tag; each kind has its template.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum OperationView {
    Trait(TraitView),
    Request(RequestView),
    Body(body::BodyView),
    Response(ResponseView),
    Error(ErrorView),
    Handler(HandlerView),
}

/// Plans the operations of an API, tag by tag, sorted by module.
pub(crate) fn plan(
    api: &Api,
    table: &TypeTable<'_>,
    names: &mut Names,
    contexts: &Contexts<'_>,
    heads: &Heads,
    sink: &mut DiagnosticSink,
) -> Vec<TagPlan> {
    let mut by_tag: BTreeMap<&str, Vec<&Operation>> = BTreeMap::new();
    for operation in &api.operations {
        match unsupported(operation) {
            None => {
                let tag = operation.tag.as_deref().unwrap_or_default();
                by_tag.entry(tag).or_default().push(operation);
            }
            Some(what) => sink.push(skipped(operation, &what)),
        }
    }
    let mut modules = Names::empty();
    // The models' module, and what a crate cannot call its own.
    modules.reserve([
        "models",
        "schemas",
        "std",
        "core",
        "alloc",
        "oas_runtime",
        "serde",
    ]);
    let mut tags = Vec::new();
    for (tag, operations) in by_tag {
        let words = if tag.is_empty() { "default" } else { tag };
        let Some(first) = operations.first() else {
            continue;
        };
        let stem = file_stem(words);
        let candidates = [stem.clone(), format!("{stem}_operations")];
        let what = format!("the tag `{words}`");
        let module = modules.claim(&candidates, &what, &first.location, sink);
        let wanted = format!("{}Api", Case::Pascal.apply(words));
        let trait_name = names.claim(
            &[wanted.clone(), format!("{wanted}Operations")],
            &what,
            &first.location,
            sink,
        );
        let mut scope = TagScope {
            table,
            contexts,
            names,
            statics: Names::empty(),
            methods: Names::empty(),
            functions: Names::empty(),
            trait_name: &trait_name,
            sink,
        };
        scope
            .statics
            .reserve(["OPERATIONS", "CONVENTIONS", "ERRORS"]);
        scope.functions.reserve(["router", "optional", "nullable"]);
        let planned: Vec<PlannedOperation> = operations
            .iter()
            .map(|operation| operation::plan(&mut scope, operation))
            .collect();
        let tables = planned.iter().map(|one| one.table.clone()).collect();
        let described = api.tags.iter().find(|one| one.name == tag);
        let facts = files::TagFacts {
            tag,
            description: described.and_then(|tag| {
                let texts = [&tag.description, &tag.summary];
                texts.into_iter().flatten().next().map(String::as_str)
            }),
            stem: module.as_str().trim_start_matches("r#").to_owned(),
            trait_name: &trait_name,
        };
        let files = files::plan(&facts, &operations, planned, heads);
        tags.push(TagPlan {
            module: ident(module.as_str().trim_start_matches("r#")),
            files,
            tables,
        });
    }
    tags.sort_by(|left, right| left.module.cmp(&right.module));
    tags
}

/// Types that the operations' generated code mentions: headers that layers write are not among
/// them.
pub(crate) fn mentioned_types(api: &Api, conventions: Option<&Conventions>) -> Vec<TypeId> {
    let mut types = Vec::new();
    let operations = api.operations.iter();
    for operation in operations.filter(|operation| unsupported(operation).is_none()) {
        types.extend(operation.parameters.iter().map(|parameter| parameter.ty));
        if let Some(body) = &operation.request_body {
            let readable = body::readable(body);
            types.extend(readable.iter().filter_map(|(content, _)| content.ty));
        }
        for response in &operation.responses {
            types.extend(response.content.iter().filter_map(|content| content.ty));
            let headers = response.headers.iter();
            let given = headers.filter(|header| {
                operation::is_of_handler(header, conventions)
                    && table::constant(&api.types, header).is_none()
            });
            types.extend(given.map(|header| header.ty));
        }
    }
    types
}

/// What an operation needs that generated servers cannot do.
fn unsupported(operation: &Operation) -> Option<String> {
    request::unsupported(operation).or_else(|| body::unsupported(operation))
}

fn skipped(operation: &Operation, what: &str) -> Diagnostic {
    let message = format!("`{}` is left out of the Rust server: {what}", operation.id);
    Diagnostic::warning(
        diagnostics::OPERATION_SKIPPED.name,
        operation.location.clone(),
        message,
    )
    .help("describe it in another way if that is possible, or route it by hand")
}
