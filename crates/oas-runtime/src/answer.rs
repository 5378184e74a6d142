//! Writing answers: [`Answer`], which generated response types are turned into.

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use serde_json::Value;

use crate::{OperationMeta, ParameterMeta, Rejection, Schema};

/// An answer that is being put together. What cannot be written becomes an internal fault in the end.
#[derive(Debug)]
#[must_use]
pub struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    fault: Option<Rejection>,
}

impl Answer {
    /// An answer with this status; one that is no HTTP status becomes 500.
    pub fn status(status: u16) -> Self {
        Self {
            status: StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            headers: HeaderMap::new(),
            fault: None,
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

    /// With a header that the contract describes; null is no header.
    pub fn header<T: Serialize + ?Sized>(mut self, name: &'static str, value: &T) -> Self {
        if let Err(fault) = self.insert(name, value) {
            self.fault.get_or_insert(fault);
        }
        self
    }

    fn insert<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Rejection> {
        let Some(text) = header_text(name, value)? else {
            return Ok(());
        };
        let text = HeaderValue::try_from(text).map_err(Rejection::internal)?;
        let name = HeaderName::try_from(name).map_err(Rejection::internal)?;
        self.headers.insert(name, text);
        Ok(())
    }

    /// With a JSON body.
    ///
    /// # Errors
    ///
    /// An internal fault if the value or a header cannot be written.
    pub fn json<T: Serialize + ?Sized>(
        self,
        media_type: &str,
        value: &T,
    ) -> Result<Response, Rejection> {
        let body = serde_json::to_vec(value).map_err(Rejection::internal)?;
        self.body(media_type, body)
    }

    /// With a body of text.
    ///
    /// # Errors
    ///
    /// An internal fault if a header cannot be written.
    pub fn text(self, media_type: &str, text: String) -> Result<Response, Rejection> {
        self.body(media_type, text)
    }

    /// With a body of bytes.
    ///
    /// # Errors
    ///
    /// An internal fault if a header cannot be written.
    pub fn bytes(self, media_type: &str, bytes: Bytes) -> Result<Response, Rejection> {
        self.body(media_type, bytes)
    }

    /// Without a body.
    ///
    /// # Errors
    ///
    /// An internal fault if a header cannot be written.
    pub fn empty(self) -> Result<Response, Rejection> {
        self.response(Body::empty())
    }

    fn body(mut self, media_type: &str, body: impl Into<Body>) -> Result<Response, Rejection> {
        let media_type = HeaderValue::try_from(media_type).map_err(Rejection::internal)?;
        self.headers.insert(CONTENT_TYPE, media_type);
        self.response(body.into())
    }

    fn response(self, body: Body) -> Result<Response, Rejection> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let mut response = Response::new(body);
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        Ok(response)
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
