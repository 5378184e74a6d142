//! One pass of all active rules over a document: [`lint`].

use oas_conventions::Conventions;
use oas_diagnostics::Diagnostic;
use oas_model::object::{
    Example, Header, Info, Link, MediaType, OpenApi, Parameter, PathItem, RequestBody, Response,
    Schema, SecurityRequirement, SecurityScheme, Server, Tag,
};
use oas_model::{Kind, ResolvedDocument, Visit};

use crate::reach::Reach;
use crate::suppression::Suppressions;
use crate::{Group, PlacedOperation, Rule, RuleContext, Settings};

/// Runs the rules that settings choose and returns what they find, sorted by place.
///
/// Rules of the group `conventions` say nothing where no conventions are given. Findings that are
/// suppressed are left out; suppressions that suppress nothing are findings.
#[must_use]
pub fn lint(
    resolved: &ResolvedDocument,
    conventions: Option<&Conventions>,
    settings: &Settings,
) -> Vec<Diagnostic> {
    let active = settings.active();
    let ran = |name: &str| active.iter().any(|(rule, _)| rule.meta().name == name);
    let mut running: Vec<Running<'_>> = active
        .iter()
        .filter(|(rule, _)| conventions.is_some() || rule.meta().group != Group::Conventions)
        .map(|(rule, level)| Running {
            rule: *rule,
            ctx: RuleContext::new(resolved, conventions, settings, rule.meta(), *level),
        })
        .collect();
    for (_, visit) in resolved.visits().iter() {
        show(resolved, visit, &mut running);
    }
    for entry in resolved.operations() {
        let operation = PlacedOperation::new(resolved, entry);
        for Running { rule, ctx } in &mut running {
            rule.operation(operation, ctx);
        }
    }
    let mut found: Vec<_> = running
        .into_iter()
        .flat_map(|running| running.ctx.into_found())
        .collect();
    sort(&mut found, resolved);

    let mut suppressions = Suppressions::collect(resolved, &settings.ignores);
    found.retain(|diagnostic| !suppressions.accept(diagnostic));
    if !found.is_empty() {
        let mut reach = Reach::new(resolved);
        for diagnostic in &mut found {
            reach.complete(diagnostic);
        }
    }
    found.extend(suppressions.into_findings(ran));
    found.extend(settings.check(resolved, conventions));
    sort(&mut found, resolved);
    found
}

struct Running<'d> {
    rule: &'static dyn Rule,
    ctx: RuleContext<'d>,
}

/// Shows an object to every rule. References are not shown: what they lead to is.
fn show<'d>(resolved: &'d ResolvedDocument, visit: &Visit, running: &mut [Running<'d>]) {
    let node = resolved.document().node(visit.node);
    if visit.kind != Kind::Schema && visit.kind != Kind::PathItem && node.get("$ref").is_some() {
        return;
    }
    macro_rules! show {
        ($method:ident, $view:ident) => {{
            let view = $view::new(resolved, node);
            for Running { rule, ctx } in running {
                rule.$method(view, ctx);
            }
        }};
    }
    match visit.kind {
        Kind::OpenApi => show!(document, OpenApi),
        Kind::Info => show!(info, Info),
        Kind::Server => show!(server, Server),
        Kind::PathItem => show!(path_item, PathItem),
        Kind::Parameter => show!(parameter, Parameter),
        Kind::RequestBody => show!(request_body, RequestBody),
        Kind::Response => show!(response, Response),
        Kind::MediaType => show!(media_type, MediaType),
        Kind::Header => show!(header, Header),
        Kind::Schema => show!(schema, Schema),
        Kind::Example => show!(example, Example),
        Kind::Link => show!(link, Link),
        Kind::Tag => show!(tag, Tag),
        Kind::SecurityScheme => show!(security_scheme, SecurityScheme),
        Kind::SecurityRequirement => show!(security_requirement, SecurityRequirement),
        // Operations are shown with their paths.
        Kind::Operation
        | Kind::Contact
        | Kind::License
        | Kind::ServerVariable
        | Kind::Components
        | Kind::Paths
        | Kind::ExternalDocumentation
        | Kind::Encoding
        | Kind::Responses
        | Kind::Callback
        | Kind::Discriminator
        | Kind::Xml
        | Kind::OAuthFlows
        | Kind::OAuthFlow => {}
    }
}

/// Sorts by file, place, rule, message and pointer, and drops exact duplicates: an operation may
/// be shown several times.
fn sort(found: &mut Vec<Diagnostic>, resolved: &ResolvedDocument) {
    found.sort_by(|left, right| {
        let key = |diagnostic: &Diagnostic| {
            let span = diagnostic.place.span();
            (resolved.document().path(span.file), span.start, span.end)
        };
        key(left)
            .cmp(&key(right))
            .then_with(|| left.rule.cmp(&right.rule))
            .then_with(|| left.message.cmp(&right.message))
            .then_with(|| left.pointer.cmp(&right.pointer))
    });
    found.dedup();
}
