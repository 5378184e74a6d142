//! Writing answers: [`Answer`], which generated response types are turned into.

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use serde_json::Value;

use crate::{OperationMeta, ParameterMeta, Rejection, Schema};

/// An answer that is being put together.
#[derive(Debug)]
#[must_use]
pub struct Answer {
    status: StatusCode,
    headers: HeaderMap,
}

impl Answer {
    /// An answer with this status; one that is no HTTP status becomes 500.
    pub fn status(status: u16) -> Self {
        Self {
            status: StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            headers: HeaderMap::new(),
        }
    }

    /// The success answer of an operation, with the headers that its contract fixes.
    pub fn success(operation: &OperationMeta) -> Self {
        let mut answer = Self::status(operation.success_status);
        for (name, value) in operation.success_headers {
            // The generator has checked both.
            if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), value.parse()) {
                answer.headers.insert(name, value);
            }
        }
        answer
    }

    /// With a header that the contract describes.
    ///
    /// # Errors
    ///
    /// An internal fault if the value cannot stand in a header.
    pub fn header<T: Serialize + ?Sized>(
        mut self,
        name: &'static str,
        value: &T,
    ) -> Result<Self, Rejection> {
        let Some(text) = header_text(name, value)? else {
            return Ok(self);
        };
        let text = HeaderValue::try_from(text).map_err(Rejection::internal)?;
        let name = HeaderName::try_from(name).map_err(Rejection::internal)?;
        self.headers.insert(name, text);
        Ok(self)
    }

    /// With a JSON body.
    ///
    /// # Errors
    ///
    /// An internal fault if the value cannot be written as JSON.
    pub fn json<T: Serialize + ?Sized>(
        self,
        media_type: &'static str,
        value: &T,
    ) -> Result<Response, Rejection> {
        let body = serde_json::to_vec(value).map_err(Rejection::internal)?;
        Ok(self.body(media_type, body))
    }

    /// With a body of text.
    #[must_use]
    pub fn text(self, media_type: &'static str, text: String) -> Response {
        self.body(media_type, text)
    }

    /// With a body of bytes.
    #[must_use]
    pub fn bytes(self, media_type: &'static str, bytes: Bytes) -> Response {
        self.body(media_type, bytes)
    }

    /// Without a body.
    #[must_use]
    pub fn empty(self) -> Response {
        self.response(Body::empty())
    }

    fn body(mut self, media_type: &'static str, body: impl Into<Body>) -> Response {
        self.headers
            .insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        self.response(body.into())
    }

    fn response(self, body: Body) -> Response {
        let mut response = Response::new(body);
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }
}

/// The text of a header's value in `simple` style; `None` for null, which is no header at all.
pub(crate) fn header_text<T: Serialize + ?Sized>(
    name: &'static str,
    value: &T,
) -> Result<Option<String>, Rejection> {
    match serde_json::to_value(value).map_err(Rejection::internal)? {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        other => ParameterMeta::header(name, Schema::any())
            .encode(&other)
            .map(Some)
            .map_err(Rejection::internal),
    }
}
