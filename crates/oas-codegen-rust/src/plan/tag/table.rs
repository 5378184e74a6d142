//! The entry of an operation in the table: what the contract says about it, for layers and decoders.

use oas_codegen::writer::Code;
use oas_codegen::writer::rust::StrLit;
use oas_ir::{
    Deprecation, Header, Idempotency, Literal, Operation, Pagination, Parameter, ParameterEncoding,
    ParameterIn, ParameterStyle, RateLimit, SecurityAlternative, Shape, Types,
};

use super::body::{BodyKind, readable};
use super::operation::{OperationNames, TagScope, is_of_handler};
use super::response::only_success;
use crate::layout::{self, Expr};
use crate::schema::{self, SchemaWriter};
use crate::types::Direction;
use crate::uses::{Module, Uses};

/// The static of an operation, and those that it refers to.
pub(super) struct Table {
    pub(super) statics: Vec<Code>,
    pub(super) code: Code,
}

/// The largest body where the runtime is told nothing else.
const DEFAULT_LIMIT: u64 = 1 << 20;

type Fields = Vec<(Code, Expr)>;

pub(super) fn plan(
    scope: &mut TagScope<'_, '_>,
    operation: &Operation,
    names: &OperationNames,
    uses: &mut Uses,
) -> Table {
    uses.runtime("OperationMeta");
    let mut fields: Fields = Vec::new();
    about(operation, &mut fields, uses);
    behaviour(operation, &mut fields, uses);
    if !operation.error_codes.is_empty() {
        uses.runtime("DeclaredError");
        let codes = operation.error_codes.iter().map(|code| {
            let status = Expr::plain(Code::number(i128::from(code.status)));
            Expr::call("DeclaredError::new", [status, text(&code.code)])
        });
        fields.push((Code::fixed("error_codes"), Expr::Slice(codes.collect())));
    }
    let statics = request(scope, operation, names, &mut fields, uses);
    if let Some((response, code)) = only_success(operation) {
        if code != 200 {
            let code = Expr::plain(Code::number(i128::from(code)));
            fields.push((Code::fixed("success_status"), code));
        }
        let fixed = response.headers.iter().filter_map(|header| {
            let is_of_layer = !is_of_handler(header, scope.contexts.conventions);
            let value = constant(scope.table.types(), header).filter(|_| !is_of_layer)?;
            Some(Expr::Call(
                Code::new(),
                vec![text(&header.name), text(&value)],
            ))
        });
        let fixed: Vec<Expr> = fixed.collect();
        if !fixed.is_empty() {
            fields.push((Code::fixed("success_headers"), Expr::Slice(fixed)));
        }
    }
    if scope.contexts.conventions.is_some() {
        let errors = oas_codegen::writer::rust::Ident::fixed("ERRORS");
        uses.generated(Module::Common, &errors);
        fields.push((Code::fixed("errors"), Expr::fixed("&ERRORS")));
    }
    let start = [
        text(&operation.id),
        text(operation.method.as_str()),
        text(&operation.path.text),
    ];
    let rest = Expr::call("OperationMeta::new", start);
    let value = if fields.is_empty() {
        rest
    } else {
        Expr::Struct(Code::fixed("OperationMeta"), fields, Some(Box::new(rest)))
    };
    let prefix = Code::fixed("pub static ")
        .with(&names.table)
        .then(": OperationMeta =");
    Table {
        statics,
        code: layout::assignment(&prefix, &value, 0),
    }
}

fn text(text: &str) -> Expr {
    Expr::plain(StrLit::new(text))
}

fn some(value: &Expr) -> Expr {
    Expr::Call(Code::fixed("Some"), vec![value.clone()])
}

fn texts(values: &[String]) -> Expr {
    Expr::Slice(values.iter().map(|value| text(value)).collect())
}

/// Who the operation is for, and who may call it.
fn about(operation: &Operation, fields: &mut Fields, uses: &mut Uses) {
    let words = [
        ("tag", &operation.tag),
        ("audience", &operation.audience),
        ("stability", &operation.stability),
        ("owner", &operation.owner),
    ];
    for (name, value) in words {
        if let Some(value) = value {
            fields.push((Code::fixed(name), some(&text(value))));
        }
    }
    if !operation.security.is_empty() {
        uses.runtime("SecurityAlternative");
        let alternatives = operation.security.iter();
        let alternatives = alternatives.map(|one| alternative(operation, one, uses));
        let alternatives = Expr::Slice(alternatives.collect());
        fields.push((Code::fixed("security"), alternatives));
    }
}

fn alternative(operation: &Operation, one: &SecurityAlternative, uses: &mut Uses) -> Expr {
    let requirements = one.requirements.iter().map(|requirement| {
        uses.runtime("SecurityRequirement");
        let expr = Expr::call(
            "SecurityRequirement::new",
            [text(&requirement.scheme), texts(&requirement.scopes)],
        );
        let mut roles = operation.required_roles.iter();
        match roles.find(|roles| roles.scheme == requirement.scheme) {
            Some(roles) => expr.then("roles", [texts(&roles.roles)]),
            None => expr,
        }
    });
    let requirements: Vec<Expr> = requirements.collect();
    Expr::call("SecurityAlternative::all", [Expr::Slice(requirements)])
}

/// What calling it does, and how often it may be called.
fn behaviour(operation: &Operation, fields: &mut Fields, uses: &mut Uses) {
    if let Some(idempotency) = operation.idempotency {
        uses.runtime("Idempotency");
        let value = Expr::fixed(match idempotency {
            Idempotency::Required => "Some(Idempotency::Required)",
            Idempotency::Optional => "Some(Idempotency::Optional)",
            Idempotency::Natural => "Some(Idempotency::Natural)",
            Idempotency::None => "Some(Idempotency::None)",
        });
        fields.push((Code::fixed("idempotency"), value));
    }
    if let Some(pagination) = operation.pagination {
        uses.runtime("Pagination");
        let value = Expr::fixed(match pagination {
            Pagination::Cursor => "Some(Pagination::Cursor)",
            Pagination::Bounded => "Some(Pagination::Bounded)",
        });
        fields.push((Code::fixed("pagination"), value));
    }
    if !operation.rate_limits.is_empty() {
        uses.runtime("RateLimit");
        let limits = operation.rate_limits.iter().map(|limit| match limit {
            RateLimit::Plan => Expr::fixed("RateLimit::Plan"),
            RateLimit::Fixed {
                limit,
                window_s,
                per,
            } => Expr::call(
                "RateLimit::fixed",
                [schema::number(*limit), schema::number(*window_s), text(per)],
            ),
        });
        fields.push((Code::fixed("rate_limits"), Expr::Slice(limits.collect())));
    }
    if let Some(audit) = &operation.audit {
        fields.push((Code::fixed("audit"), some(&text(audit))));
    }
    if operation.maker_checker {
        fields.push((Code::fixed("maker_checker"), Expr::fixed("true")));
    }
    if !operation.events.is_empty() {
        fields.push((Code::fixed("events"), texts(&operation.events)));
    }
    if let Some(deprecation) = &operation.deprecation {
        uses.runtime("Deprecation");
        fields.push((Code::fixed("deprecation"), some(&deprecated(deprecation))));
    }
}

fn deprecated(deprecation: &Deprecation) -> Expr {
    let said = [
        ("since", &deprecation.since),
        ("sunset", &deprecation.sunset),
        ("successor", &deprecation.successor),
        ("migration_guide", &deprecation.migration_guide),
    ];
    let mut expr = Expr::fixed("Deprecation::new()");
    for (name, value) in said {
        if let Some(value) = value {
            expr = expr.then(name, [text(value)]);
        }
    }
    expr
}

/// Parameters and body; the statics that their schemas need.
fn request(
    scope: &mut TagScope<'_, '_>,
    operation: &Operation,
    names: &OperationNames,
    fields: &mut Fields,
    uses: &mut Uses,
) -> Vec<Code> {
    let conventions = scope.contexts.conventions;
    let mut writer = SchemaWriter::new(scope.table, Direction::Request, uses, scope.sink, 0);
    writer.share(std::mem::take(&mut scope.statics));
    let prefix = names.table.as_str().to_lowercase();
    let parameters = operation.parameters.iter().map(|parameter| {
        let words = format!("{prefix} {}", parameter.name);
        let schema = writer.reference(parameter.ty, &words);
        describe(parameter, schema, writer.uses)
    });
    let parameters: Vec<Expr> = parameters.collect();
    let has_parameters = !parameters.is_empty();
    if has_parameters {
        writer.uses.runtime("ParameterMeta");
        fields.push((Code::fixed("parameters"), Expr::Slice(parameters)));
    }
    if conventions.is_some() {
        fields.push((Code::fixed("closed_query"), Expr::fixed("true")));
    }
    if let Some(body) = &operation.request_body {
        writer
            .uses
            .all_of_runtime(&["MediaTypeMeta", "RequestBodyMeta"]);
        let content = readable(body).into_iter().map(|(content, kind)| {
            let name = text(&content.media_type);
            match (kind, content.ty) {
                (BodyKind::Json, Some(id)) => {
                    let schema = writer.reference(id, &format!("{prefix} body"));
                    Expr::call("MediaTypeMeta::new", [name, schema])
                }
                (BodyKind::Json, None) => {
                    writer.uses.runtime("Schema");
                    Expr::call("MediaTypeMeta::new", [name, Expr::fixed("Schema::any()")])
                }
                _ => Expr::call("MediaTypeMeta::raw", [name]),
            }
        });
        let content = Expr::Slice(content.collect());
        let head = if body.required {
            "RequestBodyMeta::required"
        } else {
            "RequestBodyMeta::optional"
        };
        let mut expr = Expr::call(head, [content]);
        let limit = conventions.map_or(DEFAULT_LIMIT, |one| one.max_body_bytes);
        if limit != DEFAULT_LIMIT {
            expr = expr.then("limit", [schema::number(limit)]);
        }
        fields.push((Code::fixed("request_body"), some(&expr)));
    }
    let (statics, shared) = writer.finish();
    scope.statics = shared;
    statics
}

fn describe(parameter: &Parameter, schema: Expr, uses: &mut Uses) -> Expr {
    let (head, usual) = match parameter.parameter_in {
        ParameterIn::Path => ("ParameterMeta::path", ParameterStyle::Simple),
        ParameterIn::Query | ParameterIn::Querystring => {
            ("ParameterMeta::query", ParameterStyle::Form)
        }
        ParameterIn::Header => ("ParameterMeta::header", ParameterStyle::Simple),
        ParameterIn::Cookie => ("ParameterMeta::cookie", ParameterStyle::Form),
    };
    let mut expr = Expr::call(head, [text(&parameter.name), schema]);
    if parameter.required && parameter.parameter_in != ParameterIn::Path {
        expr = expr.then("required", []);
    }
    match &parameter.encoding {
        ParameterEncoding::Content { .. } => expr = expr.then("json", []),
        ParameterEncoding::Style {
            style,
            explode,
            allow_reserved,
        } => {
            let usual_explode = usual == ParameterStyle::Form;
            if *style != usual || *explode != usual_explode {
                uses.runtime("ParameterStyle");
                let style = Expr::fixed(style_name(*style));
                let explode = Expr::fixed(if *explode { "true" } else { "false" });
                expr = expr.then("style", [style, explode]);
            }
            if *allow_reserved {
                expr = expr.then("allow_reserved", []);
            }
        }
    }
    if parameter.allow_empty_value {
        expr = expr.then("allow_empty", []);
    }
    match &parameter.default {
        Some(default) => {
            uses.runtime("Constant");
            expr.then("default", [schema::constant(default)])
        }
        None => expr,
    }
}

const fn style_name(style: ParameterStyle) -> &'static str {
    match style {
        ParameterStyle::Simple => "ParameterStyle::Simple",
        ParameterStyle::Label => "ParameterStyle::Label",
        ParameterStyle::Matrix => "ParameterStyle::Matrix",
        ParameterStyle::Form => "ParameterStyle::Form",
        ParameterStyle::SpaceDelimited => "ParameterStyle::SpaceDelimited",
        ParameterStyle::PipeDelimited => "ParameterStyle::PipeDelimited",
        ParameterStyle::DeepObject => "ParameterStyle::DeepObject",
        ParameterStyle::Cookie => "ParameterStyle::Cookie",
    }
}

/// The text that a header always has, where the document fixes it.
pub(super) fn constant(types: &Types, header: &Header) -> Option<String> {
    let Shape::Enum(shape) = &types.get(types.dealiased(header.ty)).shape else {
        return None;
    };
    match shape.values.as_slice() {
        [only] if !shape.open && header.required => match &only.value {
            // A header takes visible ASCII; anything else stays the handler's business.
            Literal::String(text) if text.chars().all(|one| (' '..='~').contains(&one)) => {
                Some(text.clone())
            }
            _ => None,
        },
        _ => None,
    }
}
