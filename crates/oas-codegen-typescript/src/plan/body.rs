//! Bodies of requests: which media type, which type, what writes it. Those of answers are in
//! `answer.rs`.

use oas_codegen::writer::Code;
use oas_codegen::writer::typescript::{Ident, PropertyName, StrLit};
use oas_ir::{BodyContent, Encoding, ParameterStyle, RequestBody, Shape, StringFormat, TypeId};

use super::direction::Direction;
use super::layout::{TypeTree, WIDTH, columns};
use super::parameter::{Part, form_style, is_json};
use super::types::TypePlanner;

/// The body of a request, planned.
#[derive(Debug)]
pub(crate) struct PlannedBody {
    /// Its type.
    pub(crate) ty: TypeTree,
    /// What writes it.
    pub(crate) part: Part,
}

/// Plans the body of a request: of several media types, the one that is written best.
///
/// # Errors
///
/// Returns what the body is, as a noun, where there is nothing that writes it.
pub(crate) fn plan_request(
    body: &RequestBody,
    planner: &TypePlanner<'_>,
) -> Result<PlannedBody, &'static str> {
    let rank = |content: &&BodyContent| match Kind::of(&content.media_type) {
        Kind::Json => 0,
        Kind::Multipart => 1,
        Kind::Form => 2,
        Kind::Text => 3,
        Kind::Bytes => 4,
        Kind::Stream => 5,
    };
    let content = body.content.iter().min_by_key(rank);
    let content = content.ok_or("a request body without a media type")?;
    let usage = |id: Option<TypeId>| {
        id.map_or(TypeTree::Fixed("unknown"), |id| {
            planner.usage(id, Direction::Request)
        })
    };
    let media_type = || vec![Code::new().with(StrLit::new(&content.media_type))];
    let kind = match (Kind::of(&content.media_type), content.ty) {
        (Kind::Json, Some(id)) if is_binary(planner, id) => Kind::Bytes,
        (kind, _) => kind,
    };
    let (ty, part) = match kind {
        Kind::Json if content.element.is_some() && content.ty.is_none() => {
            return Err("a request body that is a stream");
        }
        Kind::Json => {
            let part = if essence(&content.media_type).contains('*')
                || content.media_type == "application/json"
            {
                Part::constant("json")
            } else {
                Part::call("jsonAs", media_type())
            };
            (usage(content.ty), part)
        }
        Kind::Multipart => (usage(content.ty), multipart(content)),
        Kind::Form => (usage(content.ty), url_encoded(content)),
        Kind::Text => (text(content.ty, planner), Part::call("text", media_type())),
        Kind::Bytes => {
            let binary = TypeTree::Named(Ident::fixed("Binary"));
            let part = if essence(&content.media_type).contains('*') {
                let type_of_any = Code::new().with(StrLit::new("application/octet-stream"));
                Part::call("bytes", vec![type_of_any])
            } else {
                Part::call("bytes", media_type())
            };
            (binary, part)
        }
        Kind::Stream => return Err("a request body that is a stream"),
    };
    Ok(PlannedBody { ty, part })
}

/// What text is a value of: constants stay, all else is a string.
fn text(id: Option<TypeId>, planner: &TypePlanner<'_>) -> TypeTree {
    match id {
        Some(id)
            if matches!(
                &planner.definition(id).shape,
                Shape::String(_) | Shape::Enum(_)
            ) =>
        {
            planner.usage(id, Direction::Request)
        }
        _ => TypeTree::Fixed("string"),
    }
}

fn multipart(content: &BodyContent) -> Part {
    let with_type = |encoding: &Encoding| match encoding.content_types.as_slice() {
        [one] if !one.contains(['*', ',']) => Some((encoding.property.clone(), one.clone())),
        _ => None,
    };
    let types: Vec<_> = content.encoding.iter().filter_map(with_type).collect();
    if types.is_empty() {
        return Part::call("multipart", vec![Code::new()]);
    }
    let members = types.iter().map(|(property, media_type)| {
        Code::new()
            .with(PropertyName::new(property))
            .then(": ")
            .with(StrLit::new(media_type))
    });
    Part::call("multipart", vec![record(members)])
}

fn url_encoded(content: &BodyContent) -> Part {
    let mut part = Part::call("urlEncoded", Vec::new());
    let mut members = Vec::new();
    for encoding in &content.encoding {
        let style = encoding.style.unwrap_or(ParameterStyle::Form);
        let explode = encoding.explode.unwrap_or(style == ParameterStyle::Form);
        let name = form_style(style, explode, encoding.allow_reserved, false);
        let is_json_member = encoding.content_types.iter().any(|one| is_json(one));
        let name = if is_json_member { "formJson" } else { name };
        if name != "form" {
            let property = Code::new().with(PropertyName::new(&encoding.property));
            members.push(property.then(": ").with(Ident::fixed(name)));
            part.styles.push(name);
        }
    }
    part.arguments.push(if members.is_empty() {
        Code::new()
    } else {
        record(members)
    });
    part
}

/// The argument of a part: on one line where it and a call around it fit, else one below the other.
fn record(members: impl IntoIterator<Item = Code>) -> Code {
    let members: Vec<Code> = members.into_iter().collect();
    let flat = Code::fixed("{ ")
        .with(Code::join(members.iter().cloned(), ", "))
        .then(" }");
    // Parts that are this long stand on lines of their own, in the list of an operation.
    if "    urlEncoded(),".len() + columns(&flat) <= WIDTH {
        return flat;
    }
    let each = |code: Code, member: Code| code.line(6).with(member).then(",");
    let code = members.into_iter().fold(Code::fixed("{"), each);
    code.line(4).then("}")
}

/// The media type that is asked for.
pub(crate) fn preferred(content: &[BodyContent]) -> Option<&BodyContent> {
    content
        .iter()
        .min_by_key(|content| match Kind::of(&content.media_type) {
            Kind::Json => 0,
            Kind::Text | Kind::Form => 1,
            Kind::Bytes | Kind::Multipart => 2,
            Kind::Stream => 3,
        })
}

pub(crate) fn is_binary(planner: &TypePlanner<'_>, id: TypeId) -> bool {
    matches!(
        &planner.definition(planner.dealiased(id)).shape,
        Shape::String(shape) if shape.format == StringFormat::Binary
    )
}

/// What a media type is to a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Json,
    Multipart,
    Form,
    Text,
    Bytes,
    Stream,
}

impl Kind {
    /// By the media type, its parameters aside.
    pub(crate) fn of(media_type: &str) -> Self {
        let essence = essence(media_type);
        match essence.as_str() {
            "application/x-www-form-urlencoded" => Self::Form,
            "text/event-stream"
            | "application/jsonl"
            | "application/x-ndjson"
            | "application/json-seq" => Self::Stream,
            _ if is_json(&essence) => Self::Json,
            _ if essence.starts_with("multipart/") => Self::Multipart,
            _ if essence.starts_with("text/")
                || essence.ends_with("/xml")
                || essence.ends_with("+xml")
                || essence.ends_with("/yaml")
                || essence.ends_with("+yaml") =>
            {
                Self::Text
            }
            _ => Self::Bytes,
        }
    }
}

/// A media type without its parameters.
pub(crate) fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}
