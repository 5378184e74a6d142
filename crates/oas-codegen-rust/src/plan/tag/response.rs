//! Answers of operations: the envelope alone where that is all there is to say, an enum with a
//! variant per answer elsewhere.

use oas_codegen::Case;
use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{DocText, Ident, StrLit, TypeText};
use oas_ir::{BodyContent, Operation, Response, Status};
use serde::Serialize;

use super::body::media_words;
use super::operation::{OperationNames, TagScope, is_of_handler, type_name};
use super::request::is_json;
use super::status::{status, status_type};
use crate::layout::{self, Expr};
use crate::names::Names;
use crate::plan::docs;
use crate::plan::models::{FieldView, success_type};
use crate::types::Direction;
use crate::uses::Uses;

/// What a handler gives when all goes well.
#[derive(Clone, Debug)]
pub(crate) struct PlannedSuccess {
    pub(crate) ty: TypeText,
    pub(crate) view: Option<ResponseView>,
}

/// `response.rs.j2`
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ResponseView {
    pub(crate) doc: DocText,
    pub(crate) name: Ident,
    pub(crate) variants: Vec<AnswerView>,
    /// The parameter of the operation's table: `_` where it is not needed.
    pub(crate) operation: Ident,
}

/// An answer, as a variant.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct AnswerView {
    pub(crate) doc: DocText,
    pub(crate) name: Ident,
    /// The variant with its one type, indent and comma; `None` for one with fields.
    pub(crate) code: Option<Code>,
    /// Its fields, where it has some.
    pub(crate) members: Code,
    /// The arm that writes it.
    pub(crate) arm: Code,
}

impl ResponseView {
    pub(super) fn lines(&self) -> usize {
        self.variants.iter().map(AnswerView::lines).sum::<usize>() + 12
    }
}

impl AnswerView {
    pub(super) fn lines(&self) -> usize {
        let count = |code: &Code| code.as_str().lines().count();
        let doc = self.doc.as_str().lines().count();
        doc + count(&self.members) + count(&self.arm) + self.code.as_ref().map_or(2, count)
    }
}

/// The status that an operation's success answer has, where there is exactly one.
pub(super) fn only_success(operation: &Operation) -> Option<(&Response, u16)> {
    let mut successes = operation.successes();
    let only = successes.next().filter(|_| successes.next().is_none())?;
    match only.status {
        Status::Code(code) => Some((only, code)),
        Status::Class(_) | Status::Default => None,
    }
}

pub(super) fn plan(
    scope: &mut TagScope<'_, '_>,
    operation: &Operation,
    names: &OperationNames,
    uses: &mut Uses,
) -> PlannedSuccess {
    if let Some(ty) = envelope_alone(scope, operation, uses) {
        return PlannedSuccess { ty, view: None };
    }
    let name = type_name(scope, operation, names, ["Response", "Answer"]);
    let mut taken = Names::empty();
    let mut variants = Vec::new();
    let has_codes = scope.contexts.conventions.is_some();
    for response in &operation.responses {
        let is_error = !matches!(
            response.status,
            Status::Code(100..=399) | Status::Class(1..=3)
        );
        // Under conventions, errors are codes, which have a type of their own.
        if response.infrastructure || (has_codes && is_error) {
            continue;
        }
        if response.content.is_empty() {
            variants.push(answer(scope, operation, response, None, &mut taken, uses));
        }
        for content in &response.content {
            let content = Some((content, response.content.len() > 1));
            variants.push(answer(
                scope, operation, response, content, &mut taken, uses,
            ));
        }
    }
    uses.all_of_runtime(&[
        "OperationMeta",
        "OperationResponse",
        "Rejection",
        "Response",
    ]);
    if !variants.is_empty() {
        uses.runtime("Answer");
    }
    let needs_operation = variants
        .iter()
        .any(|one| one.arm.as_str().contains("(operation)"));
    let view = ResponseView {
        doc: DocText::default().and(&Code::fixed("Answers of ").with(&names.link).then("."), 0),
        name: name.clone(),
        variants,
        operation: Ident::fixed(if needs_operation { "operation" } else { "_" }),
    };
    PlannedSuccess {
        ty: TypeText::named(&name),
        view: Some(view),
    }
}

/// The envelope, where the only success is JSON in it and a handler has no header to give.
fn envelope_alone(
    scope: &TagScope<'_, '_>,
    operation: &Operation,
    uses: &mut Uses,
) -> Option<TypeText> {
    let envelope = operation.envelope?;
    let (response, _) = only_success(operation)?;
    let conventions = scope.contexts.conventions?;
    let [content] = response.content.as_slice() else {
        return None;
    };
    let id = scope.table.behind_aliases(content.ty?).0;
    scope.table.envelope(id)?;
    let is_given = |header: &oas_ir::Header| {
        is_of_handler(header, Some(conventions))
            && super::table::constant(scope.table.types(), header).is_none()
    };
    if !is_json(&content.media_type) || response.headers.iter().any(is_given) {
        return None;
    }
    let others = operation.responses.iter().any(|response| {
        matches!(response.status, Status::Code(100..=199 | 300..=399) | Status::Class(1 | 3))
    });
    (!others).then(|| success_type(scope.table, envelope, uses))
}

fn answer(
    scope: &mut TagScope<'_, '_>,
    operation: &Operation,
    response: &Response,
    content: Option<(&BodyContent, bool)>,
    taken: &mut Names,
    uses: &mut Uses,
) -> AnswerView {
    let is_only = only_success(operation).is_some_and(|(only, _)| std::ptr::eq(only, response));
    let (base, start) = status(response.status, is_only);
    let short = match content {
        Some((content, true)) => format!("{base} {}", media_words(&content.media_type).0),
        _ => base.clone(),
    };
    let full = match content {
        Some((content, _)) => format!("{base} {}", media_words(&content.media_type).1),
        None => format!("{base} empty"),
    };
    let what = format!("the answer `{base}`");
    let candidates = [Case::Pascal.apply(&short), Case::Pascal.apply(&full)];
    let name = taken.claim(&candidates, &what, &response.location, scope.sink);
    let mut fields = Vec::new();
    let mut bindings = Vec::new();
    if let Some(ty) = status_type(response.status, uses) {
        fields.push(field("status", "The status.", &ty));
        bindings.push(Ident::fixed("status"));
    }
    let mut members = Names::empty();
    members.reserve(["status", "body", "media_type", "operation"]);
    let mut expr = start;
    for header in &response.headers {
        if !is_of_handler(header, scope.contexts.conventions) {
            continue;
        }
        if let Some(value) = super::table::constant(scope.table.types(), header) {
            // The table has those of the only success.
            if !is_only {
                let name = Expr::plain(StrLit::new(&header.name));
                expr = expr.then("header", [name, Expr::plain(StrLit::new(&value))]);
            }
            continue;
        }
        let (binding, view) = header_field(scope, header, &mut members, uses);
        fields.push(view);
        expr = expr.then(
            "header",
            [
                Expr::plain(StrLit::new(&header.name)),
                Expr::plain(Code::fixed("&").with(&binding)),
            ],
        );
        bindings.push(binding);
    }
    let body = content.map(|(content, _)| body(scope, content, uses));
    expr = match &body {
        None => expr.then("empty", []),
        Some(body) => {
            if body.has_range {
                fields.push(field(
                    "media_type",
                    "The media type.",
                    &TypeText::fixed("String"),
                ));
                bindings.push(Ident::fixed("media_type"));
            }
            expr.then(body.method, [body.media_type.clone(), body.value.clone()])
        }
    };
    let doc = answer_doc(response);
    let (code, fields) = match (body, fields.is_empty()) {
        (None, true) => (Some(Code::fixed("    ").with(&name).then(",")), vec![]),
        (Some(body), true) => {
            bindings.push(Ident::fixed("body"));
            let item = layout::tuple_item(&Code::from(&name), &[body.ty], ",", 4);
            (Some(Code::fixed("    ").with(item)), vec![])
        }
        (body, false) => {
            if let Some(body) = body {
                fields.push(field("body", "The body.", &body.ty));
                bindings.push(Ident::fixed("body"));
            }
            (None, fields)
        }
    };
    let pattern = pattern(&name, &bindings, code.is_some());
    AnswerView {
        doc,
        name,
        code,
        members: members_code(&fields),
        arm: layout::match_arm(&pattern, &expr, 12),
    }
}

/// Fields of a variant, whole lines but for the last line end.
pub(super) fn members_code(fields: &[FieldView]) -> Code {
    let mut code = Code::new();
    for (index, field) in fields.iter().enumerate() {
        if index > 0 {
            code = code.line(0);
        }
        code = code.with(&field.doc).with(&field.code);
    }
    code
}

/// `Self::Ok(body)`, `Self::Found { location }`
fn pattern(name: &Ident, bindings: &[Ident], is_tuple: bool) -> Code {
    let start = Code::fixed("Self::").with(name);
    match (bindings, is_tuple) {
        ([], _) => start,
        ([only], true) => start.then("(").with(only).then(")"),
        _ => layout::struct_pattern(&start, bindings, 12),
    }
}

/// A field of a variant, which has no `pub`.
fn variant_field(name: &Ident, doc: DocText, ty: &TypeText) -> FieldView {
    const INDENT: usize = 8;
    let start = Code::from(name).then(":");
    FieldView {
        doc,
        attributes: vec![],
        code: Code::new()
            .spaces(INDENT)
            .with(layout::typed(&start, ty, ",", INDENT)),
    }
}

pub(super) fn field(name: &'static str, doc: &'static str, ty: &TypeText) -> FieldView {
    let doc = DocText::default().and(&Code::fixed(doc), 8);
    variant_field(&Ident::fixed(name), doc, ty)
}

/// The field for a header that a handler gives.
pub(super) fn header_field(
    scope: &mut TagScope<'_, '_>,
    header: &oas_ir::Header,
    members: &mut Names,
    uses: &mut Uses,
) -> (Ident, FieldView) {
    let plain = Case::Snake.apply(&header.name);
    let wanted = [plain.clone(), format!("{plain}_header")];
    let what = format!("the header `{}`", header.name);
    let name = members.claim(&wanted, &what, &header.location, scope.sink);
    let ty = scope.table.rust_type(header.ty, Direction::Response, uses);
    let ty = if header.required && !scope.table.is_nullable(header.ty) {
        ty
    } else {
        TypeText::generic("Option", [ty])
    };
    let said = header
        .description
        .as_deref()
        .map(str::trim)
        .unwrap_or_default();
    let place = format!("Header `{}`.", header.name);
    let doc = docs::with_place(said, &place, 8);
    let view = variant_field(&name, doc, &ty);
    (name, view)
}

fn answer_doc(response: &Response) -> DocText {
    let status = match response.status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class}XX"),
        Status::Default => "Any other status".to_owned(),
    };
    let said = response.description.trim();
    let text = if said.is_empty() {
        format!("{status}.")
    } else {
        format!("{status}: {said}")
    };
    DocText::outer(&text, 4)
}

/// The body of an answer.
struct AnswerBody {
    ty: TypeText,
    method: &'static str,
    media_type: Expr,
    value: Expr,
    /// Whether the handler says which media type it is.
    has_range: bool,
}

fn body(scope: &TagScope<'_, '_>, content: &BodyContent, uses: &mut Uses) -> AnswerBody {
    let media_type = content.media_type.to_ascii_lowercase();
    let has_range = media_type.contains('*');
    let is_any_json = media_type.starts_with("*/*") && content.ty.is_some();
    let literal = if is_any_json {
        Expr::plain(StrLit::new("application/json"))
    } else if has_range {
        Expr::fixed("&media_type")
    } else {
        Expr::plain(StrLit::new(&content.media_type))
    };
    let (ty, method, value) = if is_json(&media_type) || is_any_json {
        let ty = if let Some(id) = content.ty {
            scope.table.nullable_type(id, Direction::Response, uses)
        } else {
            uses.runtime("Value");
            TypeText::fixed("Value")
        };
        (ty, "json", "&body")
    } else if media_type.starts_with("text/") && !media_type.starts_with("text/event-stream") {
        (TypeText::fixed("String"), "text", "body")
    } else {
        uses.runtime("Bytes");
        (TypeText::fixed("Bytes"), "bytes", "body")
    };
    AnswerBody {
        ty,
        method,
        media_type: literal,
        value: Expr::fixed(value),
        has_range: has_range && !is_any_json,
    }
}
