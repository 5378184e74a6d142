//! A line per request: [`AccessLog`].

use std::convert::Infallible;
use std::error::Error;
use std::sync::Arc;

use axum::extract::Request;
use axum::response::Response;
use http::Extensions;
use oas_runtime::{CorrelationId, Fault, OperationMeta, RequestId};
use tower::Service;

use crate::layer::{Middleware, answer};
use crate::refusal::operation;
use crate::{ClientAddress, Clock, Principal, mask};

/// Writes one structured event per request, with the ids that the answer carries: what was called,
/// by whom, how it ended and how long it took; for faults, what lies behind them. Neither headers
/// nor query strings nor bodies are logged.
///
/// It is two layers. This one goes around everything; [`AccessLog::notes`] goes around operations,
/// within authentication, and tells this one what was learnt there.
#[derive(Clone, Debug)]
pub struct AccessLog {
    clock: Arc<dyn Clock>,
}

/// Puts what is known about a call into its answer, for [`AccessLog`].
#[derive(Clone, Copy, Debug)]
pub struct AccessNotes;

/// What is known about a call: an extension of its answer.
#[derive(Clone, Debug)]
struct Call {
    operation: Option<&'static OperationMeta>,
    principal: Option<Principal>,
}

impl AccessLog {
    /// With times of this clock.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock }
    }

    /// The layer for operations.
    #[must_use]
    pub const fn notes() -> AccessNotes {
        AccessNotes
    }
}

impl Middleware for AccessNotes {
    async fn handle<S>(&self, request: Request, inner: S) -> Response
    where
        S: Service<Request, Response = Response, Error = Infallible> + Send + 'static,
        S::Future: Send,
    {
        let call = Call {
            operation: operation(request.extensions()),
            principal: request.extensions().get().cloned(),
        };
        let mut response = answer(inner, request).await;
        // What is further in knows more.
        let extensions = response.extensions_mut();
        if extensions.get::<Call>().is_none() {
            extensions.insert(call);
        }
        response
    }
}

impl Middleware for AccessLog {
    async fn handle<S>(&self, request: Request, inner: S) -> Response
    where
        S: Service<Request, Response = Response, Error = Infallible> + Send + 'static,
        S::Future: Send,
    {
        let begins = self.clock.now();
        let facts = Facts::of(&request);
        let response = answer(inner, request).await;
        let took = (self.clock.now() - begins).whole_microseconds();
        facts.log(&response, i64::try_from(took).unwrap_or(i64::MAX));
        response
    }
}

/// What a request says before it is answered.
struct Facts {
    method: String,
    path: String,
    request_id: Option<RequestId>,
    correlation_id: Option<CorrelationId>,
    address: Option<String>,
}

impl Facts {
    fn of(request: &Request) -> Self {
        let extensions: &Extensions = request.extensions();
        Self {
            method: request.method().to_string(),
            path: mask(request.uri().path()).into_owned(),
            request_id: extensions.get().cloned(),
            correlation_id: extensions.get().cloned(),
            address: extensions
                .get::<ClientAddress>()
                .map(ClientAddress::to_string),
        }
    }

    fn log(self, response: &Response, took_us: i64) {
        let call = response.extensions().get::<Call>();
        let operation = call.and_then(|call| call.operation);
        let principal = call.and_then(|call| call.principal.as_ref());
        let fault = response.extensions().get::<Fault>();
        let fault = fault.map(|Fault(source)| mask(&chain(&**source)).into_owned());
        let status = response.status();
        // One list of fields for both levels.
        macro_rules! event {
            ($level:expr) => {
                tracing::event!(
                    target: "api_conventions::access",
                    $level,
                    request_id = self.request_id.as_ref().map(tracing::field::display),
                    correlation_id = self.correlation_id.as_ref().map(tracing::field::display),
                    method = self.method,
                    path = self.path,
                    operation = operation.map(|operation| operation.id),
                    status = status.as_u16(),
                    took_us,
                    address = self.address,
                    token_kind = principal.map(|principal| principal.kind().name),
                    subject = principal.map(Principal::subject),
                    key = principal.and_then(Principal::key),
                    tenant = principal
                        .and_then(Principal::tenant)
                        .map(|tenant| &*tenant.id),
                    fault,
                    "answered"
                )
            };
        }
        if status.is_server_error() {
            event!(tracing::Level::ERROR);
        } else {
            event!(tracing::Level::INFO);
        }
    }
}

/// An error with everything that caused it.
fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.ends_with(&cause_text) {
            text.push_str(": ");
            text.push_str(&cause_text);
        }
        source = cause.source();
    }
    text
}
