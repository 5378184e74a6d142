//! Ids of requests: [`RequestIds`].

use std::borrow::Cow;
use std::convert::Infallible;

use axum::extract::Request;
use axum::response::Response;
use http::HeaderMap;
use oas_runtime::{Conventions, CorrelationId, RequestId};
use tower::Service;

use crate::header::Header;
use crate::layer::{Middleware, answer};
use crate::masking::Marks;

/// Gives each request an id, and a correlation id where the caller sent none that is usable. Both
/// stand in the request's extensions and in the headers of the answer. Around everything else, so
/// that every answer has them.
#[derive(Clone, Debug)]
pub struct RequestIds {
    request_id: Header,
    correlation_id: Header,
    correlation_id_length: usize,
    marks: Marks,
}

impl RequestIds {
    /// With the header names of these conventions.
    #[must_use]
    pub fn new(conventions: &Conventions) -> Self {
        Self {
            request_id: Header::new(conventions.headers.request_id),
            correlation_id: Header::new(conventions.headers.correlation_id),
            correlation_id_length: conventions.headers.correlation_id_length,
            marks: Marks::of(conventions),
        }
    }

    /// What the caller sent, if it is one printable value of a bearable length that does not look
    /// like a token. Anything else is not echoed, lest answers and logs carry what nobody looked at;
    /// operations that declare the header refuse it when they read their parameters.
    fn sent(&self, headers: &HeaderMap) -> Option<CorrelationId> {
        let mut lines = self.correlation_id.lines(headers);
        let (Some(line), None) = (lines.next(), lines.next()) else {
            return None;
        };
        let text = line.to_str().ok()?;
        let is_usable = !text.is_empty()
            && text.len() <= self.correlation_id_length
            && text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
            && matches!(self.marks.mask(text), Cow::Borrowed(_));
        is_usable.then(|| CorrelationId::new(text))
    }
}

impl Middleware for RequestIds {
    async fn handle<S>(&self, mut request: Request, inner: S) -> Response
    where
        S: Service<Request, Response = Response, Error = Infallible> + Send + 'static,
        S::Future: Send,
    {
        let request_id = RequestId::generate();
        let correlation_id = self.sent(request.headers()).unwrap_or_else(|| {
            let id = request_id.as_str().replacen("req_", "corr_", 1);
            CorrelationId::new(id)
        });
        let extensions = request.extensions_mut();
        extensions.insert(request_id.clone());
        extensions.insert(correlation_id.clone());
        let mut response = answer(inner, request).await;
        let headers = response.headers_mut();
        self.request_id.write(headers, request_id.as_str());
        self.correlation_id.write(headers, correlation_id.as_str());
        response
    }
}
