//! Bodies of requests: the type of the field, and an enum where an operation takes several kinds.

use oas_codegen::Case;
use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{DocText, Ident, TypeText};
use oas_ir::{BodyContent, Operation, RequestBody};
use serde::Serialize;

use super::operation::{OperationNames, TagScope, type_name};
use super::request::is_json;
use crate::layout;
use crate::names::Names;
use crate::types::Direction;
use crate::uses::Uses;

/// What becomes of a body in the request's struct.
#[derive(Clone, Debug)]
pub(crate) struct PlannedBody {
    pub(crate) doc: DocText,
    pub(crate) ty: TypeText,
    /// The expression that reads it.
    pub(crate) read: Code,
    /// The enum of several kinds.
    pub(crate) view: Option<BodyView>,
}

/// `body.rs.j2`
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct BodyView {
    pub(crate) doc: DocText,
    pub(crate) name: Ident,
    /// Whether there may be none.
    pub(crate) is_optional: bool,
    pub(crate) variants: Vec<BodyVariantView>,
}

/// One kind of body.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct BodyVariantView {
    pub(crate) doc: DocText,
    /// The variant with its type, indent and comma.
    pub(crate) code: Code,
    /// The arm that reads it.
    pub(crate) arm: Code,
}

impl BodyView {
    pub(super) fn lines(&self) -> usize {
        let lines = |code: &Code| code.as_str().lines().count();
        let variant = |one: &BodyVariantView| {
            one.doc.as_str().lines().count() + lines(&one.code) + lines(&one.arm)
        };
        let variants = self.variants.iter().map(variant);
        let optional = if self.is_optional { 7 } else { 0 };
        self.doc.as_str().lines().count() + variants.sum::<usize>() + optional + 10
    }
}

/// How a body is read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum BodyKind {
    Json,
    Text,
    Bytes,
}

/// How bodies of a media type are read; `None` when they cannot be.
pub(crate) fn kind(content: &BodyContent) -> Option<BodyKind> {
    let media_type = content.media_type.to_ascii_lowercase();
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    if is_json(essence) || (essence == "*/*" && content.ty.is_some()) {
        Some(BodyKind::Json)
    } else if essence == "application/x-www-form-urlencoded" || essence.starts_with("multipart/") {
        None
    } else if essence.starts_with("text/") && essence != "text/event-stream" {
        Some(BodyKind::Text)
    } else {
        Some(BodyKind::Bytes)
    }
}

/// The kinds of a body that can be read, ranges of media types last: the first that fits is taken.
pub(super) fn readable(body: &RequestBody) -> Vec<(&BodyContent, BodyKind)> {
    let contents = body.content.iter();
    let mut readable: Vec<_> = contents
        .filter_map(|content| Some((content, kind(content)?)))
        .collect();
    readable.sort_by_key(|(content, _)| content.media_type.matches('*').count());
    readable
}

/// What the body needs that cannot be read: nothing as long as one of its media types can.
pub(super) fn unsupported(operation: &Operation) -> Option<String> {
    let body = operation.request_body.as_ref()?;
    if body.content.is_empty() || body.content.iter().any(|content| kind(content).is_some()) {
        return None;
    }
    let names: Vec<String> = body
        .content
        .iter()
        .map(|content| format!("`{}`", content.media_type))
        .collect();
    Some(format!(
        "a body of {} cannot be read yet",
        names.join(" or ")
    ))
}

pub(super) fn plan(
    scope: &mut TagScope<'_, '_>,
    operation: &Operation,
    names: &OperationNames,
    uses: &mut Uses,
) -> Option<PlannedBody> {
    let body = operation.request_body.as_ref()?;
    let readable = readable(body);
    let doc = match &body.description {
        Some(text) if !text.trim().is_empty() => DocText::outer(text, 4),
        _ => DocText::default().and(&Code::fixed("The body."), 4),
    };
    let planned = match readable.as_slice() {
        [] => return None,
        [(content, kind)] => single(scope, content, *kind, body.required, doc, uses),
        several => {
            let mut view = several_kinds(scope, operation, names, several, uses);
            view.is_optional = !body.required;
            let ty = TypeText::named(&view.name);
            let (ty, read) = if body.required {
                let read = Code::from(&view.name).then("::read(input)");
                (ty, read)
            } else {
                let read = Code::from(&view.name).then("::read_optional(input)");
                (TypeText::generic("Option", [ty]), read)
            };
            PlannedBody {
                doc,
                ty,
                read,
                view: Some(view),
            }
        }
    };
    Some(planned)
}

fn single(
    scope: &TagScope<'_, '_>,
    content: &BodyContent,
    kind: BodyKind,
    required: bool,
    doc: DocText,
    uses: &mut Uses,
) -> PlannedBody {
    let ty = content_type(scope, content, kind, uses);
    let (ty, read) = match (kind, required) {
        (BodyKind::Json, true) => (ty, "input.json()"),
        (BodyKind::Json, false) => (TypeText::generic("Option", [ty]), "input.optional_json()"),
        (BodyKind::Text, true) => (ty, "input.text()"),
        (BodyKind::Text, false) => (TypeText::generic("Option", [ty]), "input.optional_text()"),
        (BodyKind::Bytes, true) => (ty, "input.bytes()"),
        (BodyKind::Bytes, false) => (TypeText::generic("Option", [ty]), "input.optional_bytes()"),
    };
    PlannedBody {
        doc,
        ty,
        read: Code::fixed(read),
        view: None,
    }
}

fn content_type(
    scope: &TagScope<'_, '_>,
    content: &BodyContent,
    kind: BodyKind,
    uses: &mut Uses,
) -> TypeText {
    match (kind, content.ty) {
        (BodyKind::Json, Some(id)) => scope.table.nullable_type(id, Direction::Request, uses),
        (BodyKind::Json, None) => {
            uses.runtime("Value");
            TypeText::fixed("Value")
        }
        (BodyKind::Text, _) => TypeText::fixed("String"),
        (BodyKind::Bytes, _) => {
            uses.runtime("Bytes");
            TypeText::fixed("Bytes")
        }
    }
}

fn several_kinds(
    scope: &mut TagScope<'_, '_>,
    operation: &Operation,
    names: &OperationNames,
    kinds: &[(&BodyContent, BodyKind)],
    uses: &mut Uses,
) -> BodyView {
    let name = type_name(scope, operation, names, ["Body", "BodyContent"]);
    let mut taken = Names::empty();
    let mut variants = Vec::new();
    let last = kinds.len() - 1;
    for (index, (content, kind)) in kinds.iter().enumerate() {
        let variant = variant_name(&content.media_type, &mut taken, scope, operation);
        let ty = content_type(scope, content, *kind, uses);
        let read = match kind {
            BodyKind::Json => "input.json()",
            BodyKind::Text => "input.text()",
            BodyKind::Bytes => "input.bytes()",
        };
        let position = if index == last {
            Code::fixed("_")
        } else {
            let index = i128::try_from(index).unwrap_or_default();
            Code::fixed("Some(").with(Code::number(index)).then(")")
        };
        let doc = DocText::outer(&format!("`{}`", content.media_type), 4);
        variants.push(BodyVariantView {
            doc,
            code: layout::tuple_item(&Code::from(&variant), &[ty], ",", 4),
            arm: position
                .then(" => ")
                .then(read)
                .then(".map(Self::")
                .with(&variant)
                .then("),"),
        });
    }
    BodyView {
        doc: DocText::default().and(&Code::fixed("Body of ").with(&names.link).then("."), 0),
        name,
        is_optional: false,
        variants,
    }
}

/// A name for a kind of body: `Json`, `OctetStream`.
pub(super) fn variant_name(
    media_type: &str,
    taken: &mut Names,
    scope: &mut TagScope<'_, '_>,
    operation: &Operation,
) -> Ident {
    let (short, full) = media_words(media_type);
    let what = format!("the media type `{media_type}`");
    taken.claim(&[short, full], &what, &operation.location, scope.sink)
}

/// A short and a full name of a media type.
pub(super) fn media_words(media_type: &str) -> (String, String) {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let subtype = essence
        .split_once('/')
        .map_or(essence, |(_, subtype)| subtype);
    let subtype = match subtype {
        "*" => essence
            .split('/')
            .next()
            .unwrap_or_default()
            .replace('*', "any"),
        other => other.trim_start_matches("x-").to_owned(),
    };
    let full = media_type.replace('*', "any");
    (Case::Pascal.apply(&subtype), Case::Pascal.apply(&full))
}
