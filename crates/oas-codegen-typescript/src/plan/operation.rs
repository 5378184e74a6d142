//! One operation: its request, its error codes, and the statement that describes it.

use std::collections::BTreeSet;

use oas_codegen::Case;
use oas_codegen::writer::Code;
use oas_codegen::writer::typescript::{DocText, Ident, PropertyName, StrLit};
use oas_diagnostics::Diagnostic;
use oas_ir::{Conventions, Idempotency, Method, Operation, SecurityAlternative, Status};
use serde::Serialize;

use super::body::{PlannedBody, plan_request, plan_success, preferred};
use super::direction::Direction;
use super::docs;
use super::imports::{Imports, Specifier, runtime_module};
use super::layout::{Member, TypeTree, WIDTH, columns};
use super::models::{MODELS, MemberView, ModelView, alias_view, member_view};
use super::names::ModuleNames;
use super::parameter::{self, Part};
use super::split;
use super::types::{TypePlanner, presence};

/// An operation as `tag.ts.j2` prints it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct OperationView {
    /// What it takes, where it takes something.
    pub(crate) request: Option<RequestView>,
    /// The codes it can fail with, where they have names.
    pub(crate) codes: Option<ModelView>,
    /// The comment.
    pub(crate) doc: DocText,
    /// The name of the constant.
    pub(crate) name: Ident,
    /// What stands behind the name, up to the semicolon.
    pub(crate) code: Code,
}

impl OperationView {
    /// How many lines it is printed on, the empty ones between included.
    pub(crate) fn lines(&self) -> usize {
        let request = self.request.as_ref().map_or(0, |request| {
            let members = request.members.iter().map(MemberView::lines);
            3 + split::lines(request.doc.as_str()) + members.sum::<usize>()
        });
        let codes = self.codes.as_ref().map_or(0, ModelView::lines);
        let own = split::lines(self.doc.as_str()) + split::lines(self.code.as_str());
        request + codes + 1 + own
    }
}

/// The request of an operation.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct RequestView {
    /// The comment.
    pub(crate) doc: DocText,
    /// The name of the interface.
    pub(crate) name: Ident,
    /// Its members.
    pub(crate) members: Vec<MemberView>,
}

/// What the method of a client needs of its operation.
#[derive(Clone, Debug)]
pub(crate) struct PlannedOperation {
    /// The operation as it is printed.
    pub(crate) view: OperationView,
    /// `Request, Success<...>, ApiError<...>`
    pub(crate) types: [TypeTree; 3],
    /// Whether it answers a list.
    pub(crate) is_list: bool,
    /// What it names of other modules.
    pub(crate) imports: Imports,
}

/// What all operations of an API have in common.
#[derive(Debug)]
pub(crate) struct OperationContext<'a> {
    pub(crate) conventions: Option<&'a Conventions>,
    pub(crate) planner: &'a TypePlanner<'a>,
    /// What most operations need; only others say so.
    pub(crate) usual_security: &'a [SecurityAlternative],
}

/// The finding for an operation that is left out.
fn left_out(operation: &Operation, what: &str) -> Diagnostic {
    Diagnostic::warning(
        "typescript-unsupported",
        operation.location.clone(),
        format!("`{}` is left out: it has {what}", operation.id),
    )
    .note("the TypeScript client has no call for it")
}

/// Plans an operation; reports and leaves out what has no form here.
pub(crate) fn plan(
    operation: &Operation,
    context: &OperationContext<'_>,
    names: &mut ModuleNames<'_>,
) -> Option<PlannedOperation> {
    let mut imports = Imports::default();
    if !operation.servers.is_empty() {
        let finding = left_out(operation, "a server of its own");
        names.sink().push(finding);
        return None;
    }
    let planner = context.planner;
    let body = operation.request_body.as_ref();
    let body = body.map(|body| plan_request(body, planner)).transpose();
    let success = plan_success(operation, context.conventions, planner);
    let (body, success) = match (body, success) {
        (Ok(body), Ok(success)) => (body, success),
        (Err(what), _) | (_, Err(what)) => {
            let finding = left_out(operation, what);
            names.sink().push(finding);
            return None;
        }
    };

    let what = format!("the operation `{}`", operation.id);
    let name = Case::Camel.apply(&operation.id);
    let name = names.given(&name, "Operation", &what, &operation.location);
    let title = Case::Pascal.apply(name.as_str());
    let member_names = parameter::name_members(operation, context.conventions, names.sink());
    let parameters = parameter::plan(operation, planner, &member_names);
    let mut parts: Vec<Part> = parameters
        .iter()
        .filter_map(|one| one.part.clone())
        .collect();
    parts.extend(body.iter().map(|body| body.part.clone()));
    parts.extend(repetition(operation));

    let mut members: Vec<(DocText, Member)> = parameters
        .into_iter()
        .map(|parameter| (parameter.doc, parameter.member))
        .collect();
    members.extend(body.as_ref().map(|planned| body_member(operation, planned)));
    let location = &operation.location;
    let request = (!members.is_empty()).then(|| {
        let text = format!("What {{@link {name}}} takes.");
        RequestView {
            doc: DocText::new(&text.replace("{@link ", "`").replace('}', "`"), &[], 0),
            name: names.derived(&format!("{title}Request"), location),
            members: Vec::new(),
        }
    });
    let codes = codes(operation, &title, names);

    let request_type = request.as_ref().map_or_else(
        || TypeTree::Named(Ident::fixed("NoRequest")),
        |request| TypeTree::Named(request.name.clone()),
    );
    let failure = failure(operation, codes.as_ref(), planner);
    let types = [request_type, success.ty, failure];
    let local: BTreeSet<Ident> = request
        .iter()
        .map(|request| request.name.clone())
        .chain(codes.iter().map(|codes| codes.name.clone()))
        .collect();
    let module_of = |name: &Ident| {
        if local.contains(name) {
            return None;
        }
        let module = runtime_module(name.as_str()).unwrap_or(MODELS);
        Some(Specifier::new(module))
    };
    for tree in &types {
        imports.add_tree(tree, &module_of);
    }
    for (_, member) in &members {
        imports.add_member(member, &module_of);
    }
    let factory = if success.is_list { "list" } else { "operation" };
    let interface = if success.is_list {
        "ListOperation"
    } else {
        "Operation"
    };
    let value = |imports: &mut Imports, name: &'static str| {
        if let Some(module) = runtime_module(name) {
            imports.add_value(&Specifier::new(module), &Ident::fixed(name));
        }
    };
    value(&mut imports, factory);
    for part in &parts {
        value(&mut imports, part.name);
        for style in &part.styles {
            value(&mut imports, style);
        }
    }
    for name in &success.values {
        value(&mut imports, name);
    }
    imports.add_type(
        &Specifier::new(runtime_module(interface).unwrap_or_default()),
        &Ident::fixed(interface),
    );

    let mut spec = success.spec;
    spec.extend(security(operation, context));
    let members = members
        .iter()
        .map(|(doc, member)| member_view(doc.clone(), member));
    let request = request.map(|request| RequestView {
        members: members.collect(),
        ..request
    });
    let annotation = TypeTree::Generic(interface, types.to_vec());
    let path = parameter::path(operation, &member_names);
    let code = statement(operation, &name, &annotation, factory, &path, &parts, &spec);
    Some(PlannedOperation {
        view: OperationView {
            request,
            codes,
            doc: docs::of_operation(operation),
            name,
            code,
        },
        types,
        is_list: success.is_list,
        imports,
    })
}

fn body_member(operation: &Operation, planned: &PlannedBody) -> (DocText, Member) {
    let body = operation.request_body.as_ref();
    let description = body.and_then(|body| body.description.as_deref());
    let member = Member::Property {
        name: PropertyName::new("body"),
        presence: presence(body.is_some_and(|body| body.required)),
        ty: planned.ty.clone(),
    };
    (
        DocText::new(description.unwrap_or_default(), &[], 2),
        member,
    )
}

/// What says that a call may be repeated; safe methods but `GET` say it too.
fn repetition(operation: &Operation) -> Option<Part> {
    match (operation.idempotency, &operation.method) {
        (Some(Idempotency::Required | Idempotency::Optional), _) => Some(Part::constant("key")),
        (_, Method::Get) => None,
        (_, method) if method.is_safe() => Some(Part::constant("safe")),
        (Some(Idempotency::Natural), _) => Some(Part::constant("idempotent")),
        (Some(Idempotency::None), _) => None,
        (None, method) if method.is_idempotent() => Some(Part::constant("idempotent")),
        (None, _) => None,
    }
}

/// The codes that an operation declares, each once.
fn codes(operation: &Operation, title: &str, names: &mut ModuleNames<'_>) -> Option<ModelView> {
    let mut codes: Vec<TypeTree> = Vec::new();
    for declared in &operation.error_codes {
        codes.push(TypeTree::Literal(StrLit::new(&declared.code)));
    }
    if codes.is_empty() {
        return None;
    }
    let name = names.derived(&format!("{title}ErrorCode"), &operation.location);
    let text = format!("Error codes of `{}`.", Case::Camel.apply(&operation.id));
    Some(alias_view(
        DocText::new(&text, &[], 0),
        name,
        &TypeTree::union(codes),
    ))
}

/// `ApiError<Codes>`, or the errors by status where there are no codes.
fn failure(
    operation: &Operation,
    codes: Option<&ModelView>,
    planner: &TypePlanner<'_>,
) -> TypeTree {
    if let Some(codes) = codes {
        return TypeTree::Generic("ApiError", vec![TypeTree::Named(codes.name.clone())]);
    }
    let errors = operation.responses.iter().filter(|response| {
        !response.status.is_success() && !matches!(response.status, Status::Code(100..=399))
    });
    let errors = errors.filter_map(|response| {
        let content = preferred(&response.content)?;
        let body = planner.usage(content.ty?, Direction::Response);
        let status = match response.status {
            Status::Code(status) => TypeTree::Number(Code::number(status)),
            Status::Class(_) | Status::Default => TypeTree::Fixed("number"),
        };
        let is_json = parameter::is_json(&content.media_type);
        is_json
            .then(|| TypeTree::Generic("ApiError", vec![TypeTree::Fixed("string"), status, body]))
    });
    match TypeTree::union(errors) {
        TypeTree::Fixed("never") => TypeTree::Named(Ident::fixed("ApiError")),
        errors => errors,
    }
}

/// Types of error bodies that are mentioned where errors have no codes.
pub(crate) fn error_types(operation: &Operation) -> Vec<oas_ir::TypeId> {
    if !operation.error_codes.is_empty() {
        return Vec::new();
    }
    operation
        .responses
        .iter()
        .filter(|response| !response.status.is_success())
        .filter_map(|response| preferred(&response.content))
        .filter_map(|content| content.ty)
        .collect()
}

/// `security`, where it is not what most operations need.
fn security(operation: &Operation, context: &OperationContext<'_>) -> Option<(&'static str, Code)> {
    let is_usual = operation.security == context.usual_security;
    // Under conventions there is one kind of credential: an operation takes it or does not.
    if is_usual || (context.conventions.is_some() && !operation.security.is_empty()) {
        return None;
    }
    Some(("security", alternatives(&operation.security)))
}

/// `[["a", "b"], ["c"]]`
pub(crate) fn alternatives(alternatives: &[SecurityAlternative]) -> Code {
    let sets = alternatives.iter().map(alternative);
    Code::fixed("[").with(Code::join(sets, ", ")).then("]")
}

/// `["a", "b"]`
pub(crate) fn alternative(alternative: &SecurityAlternative) -> Code {
    let schemes = alternative.requirements.iter();
    let schemes = schemes.map(|one| Code::new().with(StrLit::new(&one.scheme)));
    Code::fixed("[").with(Code::join(schemes, ", ")).then("]")
}

/// What stands behind `export const name`.
fn statement(
    operation: &Operation,
    name: &Ident,
    annotation: &TypeTree,
    factory: &'static str,
    path: &StrLit,
    parts: &[Part],
    spec: &[(&'static str, Code)],
) -> Code {
    let head = "export const :".len() + name.as_str().chars().count();
    let tail = format!(" = /* @__PURE__ */ {factory}(").len();
    let ty = annotation.annotation(0, head, tail);
    let last = ty.as_str().lines().last().unwrap_or_default();
    let used = if ty.as_str().contains('\n') {
        last.chars().count()
    } else {
        head + last.chars().count()
    };
    let literal = |text: &str| Code::new().with(StrLit::new(text));
    let mut arguments = vec![
        literal(&operation.id),
        literal(operation.method.as_str()),
        Code::new().with(path),
    ];
    if !parts.is_empty() || !spec.is_empty() {
        // A function, since what an unused constant calls would stay in a bundle.
        let parts = parts.iter().map(Part::code).collect();
        arguments.push(list(parts, "() => [", "]", 2));
    }
    if !spec.is_empty() {
        let members = spec
            .iter()
            .map(|(name, value)| Code::fixed(name).then(": ").with(value));
        arguments.push(list(members.collect(), "{ ", " }", 2));
    }
    let code = Code::new()
        .with(ty)
        .then(" = /* @__PURE__ */ ")
        .then(factory);
    let flat = Code::join(arguments.iter().cloned(), ", ");
    if !flat.as_str().contains('\n') && used + tail + columns(&flat) + 2 <= WIDTH {
        return code.then("(").with(flat).then(")");
    }
    let code = arguments
        .into_iter()
        .fold(code.then("("), |code, argument| {
            code.line(2).with(argument).then(",")
        });
    code.line(0).then(")")
}

/// Pieces between brackets: on one line where they fit behind `indent`, else one below the other.
fn list(pieces: Vec<Code>, open: &'static str, close: &'static str, indent: usize) -> Code {
    let flat = Code::fixed(open)
        .with(Code::join(pieces.iter().cloned(), ", "))
        .then(close);
    // A comma follows.
    if indent + columns(&flat) < WIDTH {
        return flat;
    }
    let code = pieces
        .into_iter()
        .fold(Code::fixed(open.trim_end()), |code, piece| {
            code.line(indent + 2).with(piece).then(",")
        });
    code.line(indent).then(close.trim_start())
}
