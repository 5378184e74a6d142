//! What the conventions give to all APIs: the envelope of successes, and how errors are worded.

use oas_codegen::Case;
use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{DocText, Ident, StrLit};
use oas_ir::{Conventions, RaisedBy};
use serde::Serialize;

use super::file::{FilePlan, Heads, Part};
use crate::layout::{self, Expr};
use crate::names::{Names, ident};
use crate::uses::Uses;

/// `shared.rs.j2`
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct SharedView {
    pub(crate) flag: MemberView,
    pub(crate) data: MemberView,
    pub(crate) meta: MemberView,
    /// The static that words errors.
    pub(crate) errors: Code,
}

/// A member of the success envelope.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct MemberView {
    pub(crate) name: Ident,
    /// The attribute that says the name on the wire, where that differs.
    pub(crate) rename: Option<Code>,
}

/// `src/envelope.rs`
pub(crate) fn plan(conventions: &Conventions, heads: &Heads) -> FilePlan {
    let mut names = Names::empty();
    let mut member = |wire: &str| {
        let wanted = Case::Snake.apply(wire);
        let candidates = [wanted.clone(), format!("{wanted}_member")];
        let name = names
            .claim_silently(&candidates)
            .unwrap_or_else(|| ident(&wanted));
        let differs = name.as_str().trim_start_matches("r#") != wire;
        MemberView {
            name,
            rename: differs.then(|| {
                let value = Code::fixed("rename = ").with(StrLit::new(wire));
                layout::attribute("serde", &[layout::AttributeArgument::Plain(value)], 4)
            }),
        }
    };
    let view = SharedView {
        flag: member(&conventions.success.flag),
        data: member(&conventions.success.data),
        meta: member(&conventions.success.meta),
        errors: layout::assignment(
            &Code::fixed("pub static ERRORS: JsonEnvelope ="),
            &errors(conventions),
            0,
        ),
    };
    let mut uses = Uses::default();
    uses.all_of_runtime(&[
        "Answer",
        "CatalogueCode",
        "ErrorMembers",
        "JsonEnvelope",
        "OperationMeta",
        "OperationResponse",
        "Rejection",
        "RejectionKind",
        "Response",
        "True",
    ]);
    uses.serde("Deserialize");
    uses.serde("Serialize");
    let doc = DocText::inner(
        "The envelopes around what succeeds and around what does not.",
        0,
    );
    super::file(
        "src/envelope.rs".to_owned(),
        doc,
        &uses,
        None,
        heads,
        vec![Part::Shared(view)],
    )
}

fn errors(conventions: &Conventions) -> Expr {
    let text = |text: &str| Expr::plain(StrLit::new(text));
    let names = &conventions.error;
    let members = vec![
        (Code::fixed("flag"), text(&names.flag)),
        (Code::fixed("error"), text(&names.error)),
        (Code::fixed("code"), text(&names.code)),
        (Code::fixed("message"), text(&names.message)),
        (Code::fixed("details"), text(&names.details)),
        (Code::fixed("request_id"), text(&names.request_id)),
        (
            Code::fixed("documentation_url"),
            text(&names.documentation_url),
        ),
        (Code::fixed("timestamp"), text(&names.timestamp)),
    ];
    let codes = conventions.error_codes.iter().map(|code| {
        let message = format!("{}.", code.title.trim().trim_end_matches('.'));
        Expr::call("CatalogueCode::new", [text(&code.code), text(&message)])
    });
    let rejections = rejections(conventions)
        .into_iter()
        .map(|(kind, code)| Expr::Call(Code::new(), vec![Expr::fixed(kind), text(code)]));
    let fields = vec![
        (
            Code::fixed("members"),
            Expr::Struct(Code::fixed("ErrorMembers"), members, None),
        ),
        (
            Code::fixed("documentation_base"),
            text(&conventions.documentation_base),
        ),
        (Code::fixed("codes"), Expr::Slice(codes.collect())),
        (Code::fixed("rejections"), Expr::Slice(rejections.collect())),
    ];
    Expr::Struct(Code::fixed("JsonEnvelope"), fields, None)
}

/// The code for each kind of rejection, where the catalogue has one.
fn rejections(conventions: &Conventions) -> Vec<(&'static str, &str)> {
    let codes = &conventions.refusal_codes;
    let special = [
        &codes.missing,
        &codes.invalid_filter,
        &codes.unsupported_media_type,
    ];
    // What the router answers with this status, codes for special cases aside.
    let routed = |status: u16| {
        conventions
            .error_codes
            .iter()
            .find(|code| {
                code.raised_by_at(status).contains(&RaisedBy::Router)
                    && !special.contains(&&code.code)
            })
            .map(|code| code.code.as_str())
    };
    let pairs = [
        ("RejectionKind::RouteNotFound", routed(404)),
        ("RejectionKind::MethodNotAllowed", routed(405)),
        (
            "RejectionKind::Unauthenticated",
            Some(codes.unauthenticated.as_str()),
        ),
        ("RejectionKind::Forbidden", Some(codes.forbidden.as_str())),
        (
            "RejectionKind::TooManyRequests",
            Some(codes.too_many_requests.as_str()),
        ),
        ("RejectionKind::ContentTooLarge", routed(413)),
        (
            "RejectionKind::UnsupportedMediaType",
            Some(codes.unsupported_media_type.as_str()),
        ),
        ("RejectionKind::Unreadable", routed(400)),
        ("RejectionKind::Missing", Some(codes.missing.as_str())),
        (
            "RejectionKind::InvalidFilter",
            Some(codes.invalid_filter.as_str()),
        ),
        ("RejectionKind::Invalid", routed(422)),
        ("RejectionKind::Internal", routed(500)),
        (
            "RejectionKind::Unavailable",
            Some(codes.audit_failure.as_str()),
        ),
    ];
    pairs
        .into_iter()
        .filter_map(|(kind, code)| Some((kind, code?)))
        .collect()
}
