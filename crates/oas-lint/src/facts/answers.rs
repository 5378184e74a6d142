//! Responses as the conventions see them: success or error, enveloped or not, with which headers.

use oas_conventions::Conventions;
use oas_model::object::{Header, Response, Schema};
use oas_syntax::Node;

use crate::PlacedOperation;
use crate::facts::members::Members;

/// Whether a status is that of a success: `200`, `2XX`.
pub(crate) fn is_success(status: &str) -> bool {
    status.starts_with('2')
}

/// Whether a status is that of an error: `404`, `5XX`.
pub(crate) fn is_error(status: &str) -> bool {
    status.starts_with(['4', '5'])
}

/// The response of a status.
pub(crate) fn response<'d>(operation: &PlacedOperation<'d>, status: u16) -> Option<Response<'d>> {
    let status = status.to_string();
    let mut responses = operation.responses();
    responses
        .find(|(key, _)| key.text() == status)
        .map(|(_, response)| response)
}

/// The header of a response, by its name in any case.
pub(crate) fn header<'d>(response: &Response<'d>, name: &str) -> Option<Header<'d>> {
    let mut headers = response.headers();
    headers
        .find(|(key, _)| key.text().eq_ignore_ascii_case(name))
        .map(|(_, header)| header)
}

/// The JSON schema of a response.
pub(crate) fn schema<'d>(response: &Response<'d>, conventions: &Conventions) -> Option<Schema<'d>> {
    let mut content = response.content();
    let json = &conventions.media_types.response;
    content
        .find(|(key, _)| key.text() == json)
        .and_then(|(_, media_type)| media_type.schema())
}

/// What stands in a success envelope.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Envelope<'d> {
    /// The schema of what the caller asked for.
    pub(crate) data: Schema<'d>,
    /// The schema of what is said about the answer.
    pub(crate) meta: Schema<'d>,
}

impl<'d> Envelope<'d> {
    /// Recognises an envelope by its structure, through references and `allOf`; the error says
    /// what is missing.
    pub(crate) fn of(schema: Schema<'d>, conventions: &Conventions) -> Result<Self, String> {
        let words = &conventions.success_envelope;
        let members = Members::of(schema);
        let required = |name: &str| {
            let property = members
                .property(name)
                .ok_or_else(|| format!("there is no property `{name}`"))?;
            if members.requires(name) {
                Ok(property)
            } else {
                Err(format!("`{name}` is not required"))
            }
        };
        let flag = required(&words.flag)?;
        if !is_constant(flag, true) {
            return Err(format!("`{}` is not the constant `true`", words.flag));
        }
        Ok(Self {
            data: required(&words.data)?,
            meta: required(&words.meta)?,
        })
    }

    /// The envelope of an operation's success, where there is one.
    pub(crate) fn of_operation(
        operation: &PlacedOperation<'d>,
        conventions: &Conventions,
    ) -> Option<Self> {
        let mut responses = operation
            .responses()
            .filter(|(key, _)| is_success(key.text()));
        responses
            .find_map(|(_, response)| Self::of(schema(&response, conventions)?, conventions).ok())
    }
}

/// Whether a schema allows this one boolean only.
pub(crate) fn is_constant(schema: Schema<'_>, value: bool) -> bool {
    Members::of(schema).any(|part| {
        let constant = part.const_value().and_then(Node::as_bool);
        let mut values = part.enum_values();
        constant == Some(value)
            || (values.len() == 1 && values.all(|node| node.as_bool() == Some(value)))
    })
}
