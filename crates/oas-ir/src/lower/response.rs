//! Answers of operations: [`lower_responses`].

use oas_model::object::{self, Operation};
use oas_syntax::{Key, Node};

use super::body::lower_content;
use super::context::Refusal;
use super::parameter::text_type;
use super::{Lowering, extension};
use crate::{Header, OperationErrorCode, RaisedBy, Response, Status};

/// Answers: statuses ascending, then classes, then `default`.
pub(super) fn lower_responses<'d>(
    lowering: &mut Lowering<'_, 'd>,
    operation: Operation<'d>,
    id: &str,
) -> Result<Vec<Response>, Refusal> {
    let mut responses: Vec<Response> = Vec::new();
    for (key, response) in operation.responses() {
        let Some(status) = lower_status(key.text()) else {
            return Err(Refusal::new(
                format!("an answer for `{}`, which is no status", key.text()),
                response.use_node().key_location(),
            ));
        };
        responses.push(lower_response(lowering, status, response, id));
    }
    // A response that leads nowhere would make an answer that nobody described.
    let dangling = operation
        .field("responses")
        .into_iter()
        .flat_map(Node::entries);
    let dangling = dangling
        .filter(|entry| !entry.key.text().starts_with("x-"))
        .find(|entry| lowering.resolved.follow(entry.value).is_none());
    if let Some(entry) = dangling {
        return Err(Refusal::new(
            "a reference that leads nowhere",
            entry.value.location(),
        ));
    }
    responses.sort_by_key(|response| response.status);
    Ok(responses)
}

fn lower_status(text: &str) -> Option<Status> {
    if text.eq_ignore_ascii_case("default") {
        return Some(Status::Default);
    }
    let bytes = text.as_bytes();
    if let [first @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] = bytes {
        return Some(Status::Class(first - b'0'));
    }
    let status = text.parse().ok().filter(|_| bytes.len() == 3)?;
    (100..=599)
        .contains(&status)
        .then_some(Status::Code(status))
}

fn lower_response<'d>(
    lowering: &mut Lowering<'_, 'd>,
    status: Status,
    response: object::Response<'d>,
    id: &str,
) -> Response {
    let component = response
        .component_name()
        .filter(|_| response.reference().is_some());
    let words = match (component, status) {
        (Some(component), _) => vec![component.to_owned(), "response".to_owned()],
        (None, Status::Code(200..=299)) => vec![id.to_owned(), "response".to_owned()],
        (None, Status::Code(code)) => {
            vec![id.to_owned(), "response".to_owned(), code.to_string()]
        }
        (None, Status::Class(class)) => {
            vec![id.to_owned(), "response".to_owned(), format!("{class}xx")]
        }
        (None, Status::Default) => {
            vec![id.to_owned(), "response".to_owned(), "default".to_owned()]
        }
    };
    let headers: Vec<_> = response
        .headers()
        .filter(|(key, _)| !key.text().eq_ignore_ascii_case("content-type"))
        .collect();
    let media_types: Vec<_> = response.content().collect();
    let raised_by = raised_by(response);
    Response {
        status,
        component: component.map(str::to_owned),
        summary: response.summary().map(str::to_owned),
        description: response.description().unwrap_or_default().to_owned(),
        headers: lower_headers(lowering, &headers, &words),
        content: lower_content(lowering, &media_types, &words),
        error_codes: lower_error_codes(lowering, status, response, &raised_by),
        infrastructure: raised_by.iter().any(|word| word == "infrastructure"),
        location: response.use_node().key_location(),
    }
}

/// The words of `x-raised-by`, one or several.
fn raised_by(response: object::Response<'_>) -> Vec<String> {
    let Some(node) = response.extension("x-raised-by") else {
        return Vec::new();
    };
    let one = node.as_str().into_iter();
    let many = node.elements().filter_map(Node::as_str);
    one.chain(many).map(str::to_owned).collect()
}

/// `x-error-codes` of one answer. Who raises a code says the catalogue for this status; what the
/// answer itself says narrows that down.
fn lower_error_codes(
    lowering: &Lowering<'_, '_>,
    status: Status,
    response: object::Response<'_>,
    narrowed: &[String],
) -> Vec<OperationErrorCode> {
    let Status::Code(status) = status else {
        return Vec::new();
    };
    let here = |by: &RaisedBy| {
        let word = match by {
            RaisedBy::Router => "router",
            RaisedBy::Layer => "layer",
            RaisedBy::Handler => "handler",
        };
        narrowed.is_empty() || narrowed.iter().any(|known| known == word)
    };
    let catalogue = lowering
        .conventions
        .map(|conventions| &conventions.error_codes);
    let entries = response.extension("x-error-codes").into_iter();
    entries
        .flat_map(Node::entries)
        .map(|entry| {
            let code = entry.key.text();
            let known = catalogue
                .into_iter()
                .flatten()
                .find(|known| known.code == code);
            let all = match known {
                Some(known) => known.raised_by_at(status),
                None => vec![RaisedBy::Router, RaisedBy::Layer, RaisedBy::Handler],
            };
            OperationErrorCode {
                code: code.to_owned(),
                status,
                scenario: entry.value.as_str().unwrap_or_default().to_owned(),
                raised_by: match known {
                    None if narrowed.is_empty() => vec![RaisedBy::Handler],
                    _ => all.into_iter().filter(here).collect(),
                },
            }
        })
        .collect()
}

/// Headers in document order.
pub(super) fn lower_headers<'d>(
    lowering: &mut Lowering<'_, 'd>,
    headers: &[(Key<'d>, object::Header<'d>)],
    words: &[String],
) -> Vec<Header> {
    headers
        .iter()
        .map(|(key, header)| {
            let words = if let Some(component) = header.component_name() {
                vec![component.to_owned(), "header".to_owned()]
            } else {
                let mut words = words.to_vec();
                words.push(key.text().to_owned());
                words
            };
            let content = header.content().next();
            let schema = match content {
                Some((_, media_type)) => media_type.schema(),
                None => header.schema(),
            };
            Header {
                name: key.text().to_owned(),
                description: header.description().map(str::to_owned),
                required: header.required(),
                deprecation: extension::lower_deprecation(header),
                explode: header.explode(),
                media_type: content.map(|(key, _)| key.text().to_owned()),
                ty: match schema {
                    Some(schema) => lowering.type_of(schema, &words),
                    None => text_type(lowering, header.node(), words.into()),
                },
                location: header.use_node().key_location(),
            }
        })
        .collect()
}
