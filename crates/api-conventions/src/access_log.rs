//! A line per request: [`AccessLog`].

use std::convert::Infallible;
use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::Request;
use axum::response::Response;
use http::Extensions;
use oas_runtime::{Conventions, CorrelationId, Fault, OperationMeta, RequestId};
use time::OffsetDateTime;
use tower::Service;

use crate::layer::{Middleware, answer};
use crate::masking::Marks;
use crate::refusal::operation;
use crate::{ClientAddress, Clock, Principal};

/// Writes one structured event per request, with the ids that the answer carries: what was called,
/// by whom, how it ended and how long it took; for faults, what lies behind them. Neither headers
/// nor query strings nor bodies are logged. A request that is dropped before it is answered, as
/// when the caller goes away, has an event without a status.
///
/// It is two layers. This one goes around everything; [`AccessLog::notes`] goes around operations,
/// within authentication, and tells this one what was learnt there.
#[derive(Clone, Debug)]
pub struct AccessLog {
    clock: Arc<dyn Clock>,
    marks: Marks,
}

/// Notes what is known about a call, for [`AccessLog`].
#[derive(Clone, Copy, Debug)]
pub struct AccessNotes;

/// What is learnt about a request further in: an extension of the request. It is shared, because
/// there may be no answer to carry it, or one that was made further out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notes(Arc<Mutex<Call>>);

#[derive(Clone, Debug, Default)]
struct Call {
    operation: Option<&'static OperationMeta>,
    principal: Option<Principal>,
    address: Option<ClientAddress>,
}

impl Notes {
    /// Writes on the notes of a request, if anybody reads them.
    fn write(extensions: &Extensions, write: impl FnOnce(&mut Call)) {
        if let Some(Self(call)) = extensions.get() {
            // Each note is written at once, so that none is ever half written.
            write(&mut call.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }

    /// Notes where a request comes from.
    pub(crate) fn address(extensions: &Extensions, address: ClientAddress) {
        Self::write(extensions, |call| call.address = Some(address));
    }
}

impl AccessLog {
    /// With times of this clock.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            marks: Marks::default(),
        }
    }

    /// Keeps API keys of these conventions out too, should one stand in a path or a fault; those
    /// with usual prefixes are kept out anyway.
    #[must_use]
    pub fn conventions(mut self, conventions: &Conventions) -> Self {
        self.marks = Marks::of(conventions);
        self
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
        let extensions = request.extensions();
        Notes::write(extensions, |call| {
            call.operation = operation(extensions);
            call.principal = extensions.get().cloned();
        });
        answer(inner, request).await
    }
}

impl Middleware for AccessLog {
    async fn handle<S>(&self, mut request: Request, inner: S) -> Response
    where
        S: Service<Request, Response = Response, Error = Infallible> + Send + 'static,
        S::Future: Send,
    {
        let notes = Notes::default();
        request.extensions_mut().insert(notes.clone());
        let mut entry = Entry {
            log: self,
            begins: self.clock.now(),
            facts: Facts::of(&request, &self.marks),
            notes,
            is_written: false,
        };
        let response = answer(inner, request).await;
        entry.write(Some(&response));
        response
    }
}

/// What a request says before it is answered.
struct Facts {
    method: String,
    path: String,
    request_id: Option<RequestId>,
    correlation_id: Option<CorrelationId>,
}

impl Facts {
    fn of(request: &Request, marks: &Marks) -> Self {
        let extensions = request.extensions();
        Self {
            method: marks.mask(request.method().as_str()).into_owned(),
            path: marks.mask_path(request.uri().path()).into_owned(),
            request_id: extensions.get().cloned(),
            correlation_id: extensions.get().cloned(),
        }
    }
}

/// The event of a request, which is written when it is answered or dropped.
struct Entry<'l> {
    log: &'l AccessLog,
    begins: OffsetDateTime,
    facts: Facts,
    notes: Notes,
    is_written: bool,
}

impl Drop for Entry<'_> {
    fn drop(&mut self) {
        if !self.is_written {
            self.write(None);
        }
    }
}

impl Entry<'_> {
    fn write(&mut self, response: Option<&Response>) {
        self.is_written = true;
        let took = (self.log.clock.now() - self.begins).whole_microseconds();
        let took_us = i64::try_from(took).unwrap_or(i64::MAX);
        let Notes(notes) = &self.notes;
        let call = notes.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let principal = call.principal.as_ref();
        let fault = response.and_then(|response| response.extensions().get::<Fault>());
        let fault = fault.map(|Fault(source)| {
            let text = chain(&**source);
            self.log.marks.mask(&text).into_owned()
        });
        let status = response.map(Response::status);
        let facts = &self.facts;
        // One list of fields for both levels.
        macro_rules! event {
            ($level:expr, $message:literal) => {
                tracing::event!(
                    target: "api_conventions::access",
                    $level,
                    request_id = facts.request_id.as_ref().map(tracing::field::display),
                    correlation_id = facts.correlation_id.as_ref().map(tracing::field::display),
                    method = facts.method,
                    path = facts.path,
                    operation = call.operation.map(|operation| operation.id),
                    status = status.map(|status| status.as_u16()),
                    took_us,
                    address = call.address.map(tracing::field::display),
                    token_kind = principal.map(|principal| principal.kind().name),
                    subject = principal.map(Principal::subject),
                    key = principal.and_then(Principal::key),
                    tenant = principal
                        .and_then(Principal::tenant)
                        .map(|tenant| &*tenant.id),
                    fault,
                    $message
                )
            };
        }
        match status {
            Some(status) if status.is_server_error() => event!(tracing::Level::ERROR, "answered"),
            Some(_) => event!(tracing::Level::INFO, "answered"),
            None => event!(tracing::Level::INFO, "dropped"),
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
