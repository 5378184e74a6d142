//! One operation: its names, and the parts that are planned for it.

use oas_codegen::Case;
use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{DocText, Ident};
use oas_diagnostics::DiagnosticSink;
use oas_ir::{Conventions, Header, Operation};

use super::super::{Contexts, docs};
use super::OperationView;
use super::tag_trait::MethodView;
use super::{body, error, handler, request, response, table};
use crate::names::Names;
use crate::types::TypeTable;
use crate::uses::Uses;

/// What the operations of one tag share while they are planned.
pub(crate) struct TagScope<'s, 'a> {
    pub(crate) table: &'s TypeTable<'a>,
    pub(crate) contexts: &'s Contexts<'a>,
    /// Types of the package: those of models and those of all tags, so that no import hides one.
    pub(crate) names: &'s mut Names,
    /// Statics of the tag's module.
    pub(crate) statics: Names,
    /// Methods of the tag's trait.
    pub(crate) methods: Names,
    /// Functions of the tag's module.
    pub(crate) functions: Names,
    pub(crate) trait_name: &'s Ident,
    pub(crate) sink: &'s mut DiagnosticSink,
}

/// Names of one operation.
#[derive(Clone, Debug)]
pub(crate) struct OperationNames {
    pub(crate) method: Ident,
    pub(crate) handler: Ident,
    pub(crate) table: Ident,
    pub(crate) request: Ident,
    pub(crate) result: Ident,
    /// What names of further types begin with.
    pascal: String,
    /// `` [`PetsApi::get_pet`] ``
    pub(crate) link: Code,
}

/// An operation, fully decided.
#[derive(Clone, Debug)]
pub(crate) struct PlannedOperation {
    pub(crate) method: MethodView,
    pub(crate) table: Ident,
    pub(crate) handler: Ident,
    /// Types that stand in the module beside the trait.
    pub(crate) types: Vec<Ident>,
    pub(crate) parts: Vec<OperationView>,
    pub(crate) uses: Uses,
    pub(crate) lines: usize,
}

/// Plans an operation.
pub(crate) fn plan(scope: &mut TagScope<'_, '_>, operation: &Operation) -> PlannedOperation {
    let names = names(scope, operation);
    let mut uses = Uses::default();
    let mut parts = Vec::new();
    let mut types = vec![names.request.clone(), names.result.clone()];
    let body = body::plan(scope, operation, &names, &mut uses);
    let request = request::plan(scope, operation, &names, body.as_ref(), &mut uses);
    parts.push(OperationView::Request(request));
    if let Some(view) = body.and_then(|body| body.view) {
        types.push(view.name.clone());
        parts.push(OperationView::Body(view));
    }
    let success = response::plan(scope, operation, &names, &mut uses);
    if let Some(view) = success.view {
        types.push(view.name.clone());
        parts.push(OperationView::Response(view));
    }
    let failure = error::plan(scope, operation, &names, &mut uses);
    if let Some(view) = failure.view {
        types.push(view.name.clone());
        parts.push(OperationView::Error(view));
    }
    let meta = table::plan(scope, operation, &names, &mut uses);
    let handler = handler::plan(
        &names,
        scope.trait_name,
        &success.ty,
        &failure.ty,
        meta,
        &mut uses,
    );
    parts.push(OperationView::Handler(handler));
    let lines = parts.iter().map(|part| part.lines() + 1).sum();
    PlannedOperation {
        method: MethodView::new(method_doc(operation), &names),
        table: names.table,
        handler: names.handler,
        types,
        parts,
        uses,
        lines,
    }
}

fn names(scope: &mut TagScope<'_, '_>, operation: &Operation) -> OperationNames {
    let location = &operation.location;
    let what = format!("the operation `{}`", operation.id);
    let wanted = [Case::Snake.apply(&operation.id)];
    let method = scope.methods.claim(&wanted, &what, location, scope.sink);
    // A method with a number gives it to everything else that is named after the operation.
    let snake = method.as_str().trim_start_matches("r#").to_owned();
    let pascal = Case::Pascal.apply(&snake);
    let screaming = Case::ScreamingSnake.apply(&snake);
    let handlers = [
        snake.clone(),
        format!("{snake}_handler"),
        format!("handle_{snake}"),
    ];
    let handler = scope
        .functions
        .claim(&handlers, &what, location, scope.sink);
    let tables = [screaming.clone(), format!("{screaming}_OPERATION")];
    let table = scope.statics.claim(&tables, &what, location, scope.sink);
    let mut ty = |endings: [&str; 2]| {
        let candidates = endings.map(|ending| format!("{pascal}{ending}"));
        scope.names.claim(&candidates, &what, location, scope.sink)
    };
    let request = ty(["Request", "Call"]);
    let result = ty(["Result", "Outcome"]);
    OperationNames {
        link: Code::fixed("[`")
            .with(scope.trait_name)
            .then("::")
            .with(method.in_link())
            .then("`]"),
        method,
        handler,
        table,
        request,
        result,
        pascal,
    }
}

/// A name of the operation's own types.
pub(crate) fn type_name(
    scope: &mut TagScope<'_, '_>,
    operation: &Operation,
    names: &OperationNames,
    endings: [&str; 2],
) -> Ident {
    let candidates = endings.map(|ending| format!("{}{ending}", names.pascal));
    let what = format!("the operation `{}`", operation.id);
    scope
        .names
        .claim(&candidates, &what, &operation.location, scope.sink)
}

/// Summary, description, and where the operation is found.
fn method_doc(operation: &Operation) -> DocText {
    const INDENT: usize = 4;
    let text = |text: &Option<String>| match text {
        Some(text) => DocText::outer(text, INDENT),
        None => DocText::default(),
    };
    let doc = text(&operation.summary).paragraph(&text(&operation.description), INDENT);
    let doc = docs::deprecated(doc, operation.deprecation.as_ref(), INDENT);
    let mut place = format!("`{} {}`", operation.method.as_str(), operation.path.text);
    for said in scopes(operation) {
        place.push_str(", ");
        place.push_str(&said);
    }
    place.push('.');
    doc.paragraph(&DocText::outer(&place, INDENT), INDENT)
}

/// The scopes that every way in needs, then those that single schemes need besides.
fn scopes(operation: &Operation) -> Vec<String> {
    let ways: Vec<_> = operation
        .security
        .iter()
        .filter(|way| !way.requirements.is_empty())
        .collect();
    let of_way = |way: &oas_ir::SecurityAlternative| -> Vec<String> {
        let requirements = way.requirements.iter();
        requirements.flat_map(|one| one.scopes.clone()).collect()
    };
    let mut common: Vec<String> = ways.first().map(|way| of_way(way)).unwrap_or_default();
    common.retain(|scope| ways.iter().all(|way| of_way(way).contains(scope)));
    let quoted = |scopes: &[String]| {
        let word = if scopes.len() == 1 { "scope" } else { "scopes" };
        let scopes: Vec<String> = scopes.iter().map(|scope| format!("`{scope}`")).collect();
        format!("{word} {}", scopes.join(" and "))
    };
    let mut said = Vec::new();
    if !common.is_empty() {
        said.push(quoted(&common));
    }
    for requirement in ways.iter().flat_map(|way| &way.requirements) {
        let mut own = requirement.scopes.clone();
        own.retain(|scope| !common.contains(scope));
        if !own.is_empty() {
            said.push(format!("with `{}` {}", requirement.scheme, quoted(&own)));
        }
    }
    said
}

/// Headers of answers that layers write, or that go without saying.
const OF_LAYERS: [&str; 6] = [
    "allow",
    "content-type",
    "deprecation",
    "link",
    "sunset",
    "www-authenticate",
];

/// Whether a handler has to give the value of an answer's header.
pub(crate) fn is_of_handler(header: &Header, conventions: Option<&Conventions>) -> bool {
    let name = header.name.to_ascii_lowercase();
    if name == "content-type" {
        return false;
    }
    let Some(conventions) = conventions else {
        return true;
    };
    let is_always_sent = conventions.header_rules.iter().any(|rule| {
        rule.sent != oas_ir::HeaderSent::Conditionally && rule.name.eq_ignore_ascii_case(&name)
    });
    let replayed = &conventions.headers.idempotency_replayed;
    !is_always_sent && !OF_LAYERS.contains(&name.as_str()) && !replayed.eq_ignore_ascii_case(&name)
}
