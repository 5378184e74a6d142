//! Errors of operations: under conventions, an enum of the codes that the operation's own code may
//! answer with; elsewhere errors are answers like any other, and only unexpected faults are left.

use oas_codegen::Case;
use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{DocText, Ident, StrLit, TypeText};
use oas_ir::{
    Conventions, Operation, OperationErrorCode, RaisedBy, Response, Shape, TypeId, Types,
};
use serde::Serialize;

use super::operation::{OperationNames, TagScope, is_of_handler, type_name};
use super::response::{field, header_field, members_code};
use crate::layout::{self, Expr};
use crate::names::Names;
use crate::types::Direction;
use crate::uses::Uses;

/// What a handler gives when it cannot do what is asked.
#[derive(Clone, Debug)]
pub(crate) struct PlannedFailure {
    pub(crate) ty: TypeText,
    pub(crate) view: Option<ErrorView>,
}

/// `error.rs.j2`
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ErrorView {
    pub(crate) doc: DocText,
    pub(crate) name: Ident,
    pub(crate) variants: Vec<ErrorVariantView>,
    /// The variant for unexpected faults, which any error becomes.
    pub(crate) internal: Option<Ident>,
}

/// A code, as a variant.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ErrorVariantView {
    pub(crate) doc: DocText,
    pub(crate) name: Ident,
    /// The variant with its one type, indent and comma; `None` for one with fields.
    pub(crate) code: Option<Code>,
    /// Its fields, where it has some.
    pub(crate) members: Code,
    /// The arm that turns it into a rejection.
    pub(crate) arm: Code,
}

impl ErrorView {
    pub(super) fn lines(&self) -> usize {
        let count = |code: &Code| code.as_str().lines().count();
        let variant = |one: &ErrorVariantView| {
            let doc = one.doc.as_str().lines().count();
            doc + count(&one.members) + count(&one.arm) + one.code.as_ref().map_or(2, count)
        };
        let variants = self.variants.iter().map(variant);
        let internal = if self.internal.is_some() { 6 } else { 0 };
        self.doc.as_str().lines().count() + variants.sum::<usize>() + internal + 10
    }
}

pub(super) fn plan(
    scope: &mut TagScope<'_, '_>,
    operation: &Operation,
    names: &OperationNames,
    uses: &mut Uses,
) -> PlannedFailure {
    let Some(conventions) = scope.contexts.conventions else {
        uses.runtime("InternalError");
        return PlannedFailure {
            ty: TypeText::fixed("InternalError"),
            view: None,
        };
    };
    let name = type_name(scope, operation, names, ["Error", "Failure"]);
    let mut taken = Names::empty();
    let mut internal = None;
    let mut variants = Vec::new();
    for response in &operation.responses {
        for code in &response.error_codes {
            if !code.raised_by.contains(&RaisedBy::Handler) {
                continue;
            }
            let words = code.code.to_ascii_lowercase();
            let wanted = Case::Pascal.apply(&words);
            let candidates = [wanted.clone(), format!("{wanted}{}", code.status)];
            let what = format!("the error code `{}`", code.code);
            let variant = taken.claim(&candidates, &what, &response.location, scope.sink);
            let is_internal = code.status == 500;
            if is_internal {
                internal.get_or_insert_with(|| variant.clone());
            }
            let view = if is_internal {
                plan_internal(&name, variant, code, uses)
            } else {
                plan_variant(scope, conventions, &name, variant, (response, code), uses)
            };
            variants.push(view);
        }
    }
    uses.runtime("Rejection");
    let view = ErrorView {
        doc: DocText::default().and(
            &Code::fixed("Errors that ")
                .with(&names.link)
                .then(" may answer with."),
            0,
        ),
        name: name.clone(),
        variants,
        internal,
    };
    PlannedFailure {
        ty: TypeText::named(&name),
        view: Some(view),
    }
}

fn plan_internal(
    name: &Ident,
    variant: Ident,
    code: &OperationErrorCode,
    uses: &mut Uses,
) -> ErrorVariantView {
    uses.all_of_runtime(&["InternalError", "Unexpected"]);
    let pattern = Code::from(name).then("::").with(&variant).then("(error)");
    ErrorVariantView {
        doc: variant_doc(code),
        code: Some(Code::fixed("    ").with(&variant).then("(InternalError),")),
        members: Code::new(),
        arm: layout::match_arm(&pattern, &Expr::fixed("error.into()"), 12),
        name: variant,
    }
}

fn plan_variant(
    scope: &mut TagScope<'_, '_>,
    conventions: &Conventions,
    name: &Ident,
    variant: Ident,
    (response, code): (&Response, &OperationErrorCode),
    uses: &mut Uses,
) -> ErrorVariantView {
    let mut fields = Vec::new();
    let mut bindings = Vec::new();
    let mut members = Names::empty();
    members.reserve(["details"]);
    let status = Code::number(i128::from(code.status));
    let start = Code::fixed("Self::declared(")
        .with(status)
        .then(", ")
        .with(StrLit::new(&code.code))
        .then(")");
    let mut expr = Expr::Plain(start);
    for header in &response.headers {
        if !is_of_handler(header, Some(conventions)) {
            continue;
        }
        if let Some(value) = super::table::constant(scope.table.types(), header) {
            let name = Expr::plain(StrLit::new(&header.name));
            expr = expr.then("described_header", [name, Expr::plain(StrLit::new(&value))]);
            continue;
        }
        let (binding, view) = header_field(scope, header, &mut members, uses);
        expr = expr.then(
            "described_header",
            [
                Expr::plain(StrLit::new(&header.name)),
                Expr::plain(Code::fixed("&").with(&binding)),
            ],
        );
        fields.push(view);
        bindings.push(binding);
    }
    let details = details_type(scope, conventions, response, uses);
    if let Some(details) = &details {
        expr = expr.then("details", [Expr::fixed("&details")]);
        if !fields.is_empty() {
            fields.push(field("details", "What is wrong, entry by entry.", details));
        }
        bindings.push(Ident::fixed("details"));
    }
    let start = Code::from(name).then("::").with(&variant);
    let (pattern, line) = match (details, fields.is_empty()) {
        (Some(details), true) => {
            let item = layout::tuple_item(&Code::from(&variant), &[details], ",", 4);
            (
                start.then("(details)"),
                Some(Code::fixed("    ").with(item)),
            )
        }
        (None, true) => (start, Some(Code::fixed("    ").with(&variant).then(","))),
        (_, false) => (layout::struct_pattern(&start, &bindings, 12), None),
    };
    ErrorVariantView {
        doc: variant_doc(code),
        name: variant,
        code: line,
        members: members_code(&fields),
        arm: layout::match_arm(&pattern, &expr, 12),
    }
}

/// `Vec<ErrorDetail>`: the type of the entries in the answer's body.
fn details_type(
    scope: &TagScope<'_, '_>,
    conventions: &Conventions,
    response: &Response,
    uses: &mut Uses,
) -> Option<TypeText> {
    let types = scope.table.types();
    let body = response.content.first()?.ty?;
    let error = member(types, body, &conventions.error.error)?;
    let details = member(types, error, &conventions.error.details)?;
    let details = types.dealiased(details);
    matches!(types.get(details).shape, Shape::Array(_))
        .then(|| scope.table.rust_type(details, Direction::Response, uses))
}

fn member(types: &Types, id: TypeId, name: &str) -> Option<TypeId> {
    match &types.get(types.dealiased(id)).shape {
        Shape::Object(shape) => shape
            .properties
            .iter()
            .find(|property| property.name == name)
            .map(|property| property.ty),
        _ => None,
    }
}

fn variant_doc(code: &OperationErrorCode) -> DocText {
    let scenario = code.scenario.trim().trim_end_matches('.');
    DocText::outer(&format!("{} `{}`: {scenario}.", code.status, code.code), 4)
}
