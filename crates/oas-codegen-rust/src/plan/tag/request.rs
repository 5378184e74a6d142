//! Requests: a struct with a field per parameter, and how it is read.

use oas_codegen::Case;
use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{DocText, Ident, StrLit, TypeText};
use oas_ir::{Operation, Parameter, ParameterEncoding, ParameterIn};
use serde::Serialize;

use super::body::PlannedBody;
use super::operation::{OperationNames, TagScope};
use crate::layout::{self, Expr};
use crate::names::Names;
use crate::plan::docs;
use crate::plan::models::FieldView;
use crate::types::Direction;
use crate::uses::Uses;

/// `request.rs.j2`
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct RequestView {
    pub(crate) doc: DocText,
    /// The derive.
    pub(crate) attribute: Code,
    pub(crate) name: Ident,
    pub(crate) table: Ident,
    pub(crate) fields: Vec<FieldView>,
    /// A statement per field that reads it.
    pub(crate) reads: Vec<Code>,
    /// The value made of what was read.
    pub(crate) value: Code,
}

impl RequestView {
    pub(super) fn lines(&self) -> usize {
        let fields: usize = self.fields.iter().map(FieldView::lines).sum();
        let code = self.reads.iter().chain([&self.value, &self.attribute]);
        let code = code.map(|code| code.as_str().lines().count());
        self.doc.as_str().lines().count() + fields + code.sum::<usize>() + 11
    }
}

/// What a request needs that cannot be read.
pub(super) fn unsupported(operation: &Operation) -> Option<String> {
    let mut parameters = operation.parameters.iter();
    parameters.find_map(|parameter| {
        let what = match (&parameter.encoding, parameter.parameter_in) {
            (_, ParameterIn::Querystring) => "a query string that is one value",
            (ParameterEncoding::Content { media_type }, _) if !is_json(media_type) => {
                "a parameter that is no JSON"
            }
            _ => return None,
        };
        Some(format!("`{}` is {what}", parameter.name))
    })
}

/// Whether values of a media type are JSON.
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

pub(super) fn plan(
    scope: &mut TagScope<'_, '_>,
    operation: &Operation,
    names: &OperationNames,
    body: Option<&PlannedBody>,
    uses: &mut Uses,
) -> RequestView {
    let mut fields = Vec::new();
    let mut reads = Vec::new();
    let mut taken = Names::empty();
    let mut members = Vec::new();
    // The parameters' own names must not hide what the reading uses.
    taken.reserve(["input"]);
    let body_name = body.map(|body| {
        let wanted = ["body", "request_body", "content"].map(str::to_owned);
        let name = taken.claim(&wanted, "the body", &operation.location, scope.sink);
        (name, body)
    });
    for parameter in &operation.parameters {
        let name = field_name(parameter, &mut taken, scope);
        let ty = parameter_type(scope, parameter, uses);
        fields.push(FieldView {
            doc: parameter_doc(scope, parameter),
            attributes: vec![],
            code: crate::plan::models::field_code(&name, &ty),
        });
        let method = match parameter.parameter_in {
            ParameterIn::Path => "path",
            ParameterIn::Query | ParameterIn::Querystring => "query",
            ParameterIn::Header => "header",
            ParameterIn::Cookie => "cookie",
        };
        let start = Code::fixed("let ").with(&name).then(" =");
        let wire = Expr::plain(StrLit::new(&parameter.name));
        let value = Expr::fixed("input").then(method, [wire]);
        let read = layout::assignment(&start, &value, 8);
        reads.push(read);
        members.push(name);
    }
    if let Some((name, body)) = body_name {
        fields.push(FieldView {
            doc: body.doc.clone(),
            attributes: vec![],
            code: crate::plan::models::field_code(&name, &body.ty),
        });
        let read = Code::fixed("let ").with(&name).then(" = ").with(&body.read);
        reads.push(read.then(";"));
        members.push(name);
    }
    uses.all_of_runtime(&[
        "OperationMeta",
        "OperationRequest",
        "Refused",
        "RequestInput",
    ]);
    RequestView {
        doc: DocText::default().and(&Code::fixed("Request of ").with(&names.link).then("."), 0),
        attribute: Code::fixed("#[derive(Clone, Debug, PartialEq)]"),
        name: names.request.clone(),
        table: names.table.clone(),
        fields,
        reads,
        value: value(&members),
    }
}

/// `Ok(Self { one: one?, two: two? })`
fn value(members: &[Ident]) -> Code {
    /// The widest content of a struct on one line (`struct_lit_width`).
    const STRUCT_WIDTH: usize = 18;
    if members.is_empty() {
        return Code::fixed("Ok(Self)");
    }
    let pair = |name: &Ident| Code::from(name).then(": ").with(name).then("?");
    let line = Code::join(members.iter().map(pair), ", ");
    if layout::width(&line) <= STRUCT_WIDTH {
        return Code::fixed("Ok(Self { ").with(line).then(" })");
    }
    let mut code = Code::fixed("Ok(Self {");
    for name in members {
        let field = pair(name).then(",");
        code = if 12 + layout::width(&field) <= layout::WIDTH {
            code.line(12).with(field)
        } else {
            let code = code.line(12).with(name).then(":");
            code.line(16).with(name).then("?,")
        };
    }
    code.line(8).then("})")
}

fn field_name(parameter: &Parameter, taken: &mut Names, scope: &mut TagScope<'_, '_>) -> Ident {
    let plain = Case::Snake.apply(&parameter.name);
    let (part, short) = match parameter.parameter_in {
        ParameterIn::Path => ("path", None),
        ParameterIn::Query | ParameterIn::Querystring => ("query", None),
        // What every header of one's own begins with says nothing.
        ParameterIn::Header => ("header", plain.strip_prefix("x_").map(str::to_owned)),
        ParameterIn::Cookie => ("cookie", None),
    };
    let wanted: Vec<String> = short
        .into_iter()
        .filter(|short| short.starts_with(|first: char| first.is_ascii_lowercase()))
        .chain([plain.clone(), format!("{plain}_{part}")])
        .collect();
    let what = format!("the parameter `{}`", parameter.name);
    taken.claim(&wanted, &what, &parameter.location, scope.sink)
}

fn parameter_type(scope: &TagScope<'_, '_>, parameter: &Parameter, uses: &mut Uses) -> TypeText {
    let table = scope.table;
    let is_always_there = parameter.required || parameter.default.is_some();
    let ty = table.rust_type(parameter.ty, Direction::Request, uses);
    if is_always_there && !table.is_nullable(parameter.ty) {
        ty
    } else {
        TypeText::generic("Option", [ty])
    }
}

/// What the parameter is for, where it goes, and what it is when it is not sent.
fn parameter_doc(scope: &TagScope<'_, '_>, parameter: &Parameter) -> DocText {
    const INDENT: usize = 4;
    let part = match parameter.parameter_in {
        ParameterIn::Path => "Path parameter",
        ParameterIn::Query => "Query parameter",
        ParameterIn::Querystring => "Query string",
        ParameterIn::Header => "Header",
        ParameterIn::Cookie => "Cookie",
    };
    let definition = scope.table.types().get(parameter.ty);
    let mut place = format!("{part} `{}`", parameter.name);
    if let Some(default) = &parameter.default {
        let said = format!(", `{}` when it is not sent", plain(default));
        place.push_str(&said);
    }
    let texts = [&parameter.description, &definition.doc.description];
    let said = texts.into_iter().flatten().map(|text| text.trim());
    let said = said
        .clone()
        .find(|text| !text.is_empty())
        .unwrap_or_default();
    let doc = docs::with_place(said, &format!("{place}."), INDENT);
    docs::deprecated(doc, parameter.deprecation.as_ref(), INDENT)
}

/// A value as people write it.
fn plain(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
