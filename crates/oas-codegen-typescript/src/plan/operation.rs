//! One operation: its request, its error codes, and the statement that describes it.

use std::collections::BTreeSet;

use oas_codegen::Case;
use oas_codegen::writer::Code;
use oas_codegen::writer::typescript::{DocText, Ident, PropertyName, StrLit};
use oas_diagnostics::Diagnostic;
use oas_ir::{Conventions, Idempotency, Method, Operation, SecurityAlternative, Status};
use serde::Serialize;

use super::answer::{PlannedSuccess, plan_success};
use super::body::{PlannedBody, plan_request, preferred};
use super::core::filled;
use super::direction::Direction;
use super::docs;
use super::imports::{Imports, Specifier, runtime_module};
use super::layout::{Member, TypeTree};
use super::models::{MODELS, MemberView, ModelView, alias_view, member_view};
use super::names::ModuleNames;
use super::parameter::{self, Part};
use super::split;
use super::statement::{alternatives, statement};
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
    /// The address that is called if nothing else is said; the others are out of reach.
    pub(crate) usual_server: Option<&'a str>,
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
    let (body, success) = match bodies(operation, context) {
        Ok(bodies) => bodies,
        Err(what) => {
            let finding = left_out(operation, what);
            names.sink().push(finding);
            return None;
        }
    };
    let planner = context.planner;
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
    let request = request(operation, &name, &title, &members, names);
    let codes = codes(operation, &title, names);
    let request_type = request.as_ref().map_or_else(
        || TypeTree::Named(Ident::fixed("NoRequest")),
        |request| TypeTree::Named(request.name.clone()),
    );
    let failure = failure(operation, codes.as_ref(), planner);
    let types = [request_type, success.ty.clone(), failure];

    let (factory, interface) = if success.is_list {
        ("list", "ListOperation")
    } else {
        ("operation", "Operation")
    };
    let local = request.iter().map(|request| &request.name);
    let local = local.chain(codes.iter().map(|codes| &codes.name)).collect();
    let mut imports = type_imports(&types, &members, &local);
    for name in [interface, factory]
        .into_iter()
        .chain(values(&parts, &success))
    {
        imports.add_runtime(name, name != interface);
    }
    let mut spec = success.spec;
    spec.extend(security(operation, context));
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

/// What is sent and what comes back.
fn bodies(
    operation: &Operation,
    context: &OperationContext<'_>,
) -> Result<(Option<PlannedBody>, PlannedSuccess), &'static str> {
    let is_usual = |server| Some(filled(server).as_str()) == context.usual_server;
    if operation
        .servers
        .first()
        .is_some_and(|server| !is_usual(server))
    {
        return Err("a server of its own");
    }
    let body = operation.request_body.as_ref();
    let body = body
        .map(|body| plan_request(body, context.planner))
        .transpose()?;
    let success = plan_success(operation, context.conventions, context.planner)?;
    Ok((body, success))
}

/// What the operation takes, where it takes something.
fn request(
    operation: &Operation,
    name: &Ident,
    title: &str,
    members: &[(DocText, Member)],
    names: &mut ModuleNames<'_>,
) -> Option<RequestView> {
    if members.is_empty() {
        return None;
    }
    let members = members.iter();
    Some(RequestView {
        doc: DocText::new(&format!("What `{name}` takes."), &[], 0),
        name: names.derived(&format!("{title}Request"), &operation.location),
        members: members
            .map(|(doc, member)| member_view(doc.clone(), member))
            .collect(),
    })
}

/// Imports of the types that an operation names, but for those that stand beside it.
fn type_imports(
    types: &[TypeTree],
    members: &[(DocText, Member)],
    local: &BTreeSet<&Ident>,
) -> Imports {
    let mut imports = Imports::default();
    let module_of = |name: &Ident| {
        if local.contains(name) {
            return None;
        }
        let module = runtime_module(name.as_str()).unwrap_or(MODELS);
        Some(Specifier::new(module))
    };
    for tree in types {
        imports.add_tree(tree, &module_of);
    }
    for (_, member) in members {
        imports.add_member(member, &module_of);
    }
    imports
}

/// Functions and constants of the runtime that an operation names.
fn values<'p>(
    parts: &'p [Part],
    success: &'p PlannedSuccess,
) -> impl Iterator<Item = &'static str> + use<'p> {
    let parts = parts.iter();
    parts
        .flat_map(|part| std::iter::once(part.name).chain(part.styles.iter().copied()))
        .chain(success.values.iter().copied())
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
        (None, method) if method.is_idempotent() => Some(Part::constant("idempotent")),
        (Some(Idempotency::None) | None, _) => None,
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
