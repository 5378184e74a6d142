//! One call of an operation, from its request to its answer: [`Call`] and [`Reply`].
//!
//! The order of answers: authentication, size, media type, everything that is wrong with parameters
//! and body at once, and then the handler. Routes and methods come before, in the router; scopes,
//! roles and limits are the business of layers.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::response::Response;

use crate::input::{Refused, RequestInput};
use crate::{
    CorrelationId, OperationMeta, Rejection, RejectionKind, RequestContext, RequestFacts,
    RequestId, body, path,
};

/// A request type that an operation's handler takes.
pub trait OperationRequest: Sized + Send {
    /// What the contract says about the operation.
    fn operation() -> &'static OperationMeta;

    /// Reads the request.
    ///
    /// # Errors
    ///
    /// [`Refused`] if something is wrong, which `input` has noted.
    fn decode(input: &mut RequestInput<'_>) -> Result<Self, Refused>;
}

/// What a handler answers with.
pub trait OperationResponse {
    /// The answer; a rejection is put into words by the operation's envelope.
    ///
    /// # Errors
    ///
    /// A rejection that the operation declares, or an internal one if the answer cannot be written.
    fn respond(self, operation: &'static OperationMeta) -> Result<Response, Rejection>;
}

impl<S: OperationResponse, E: Into<Rejection>> OperationResponse for Result<S, E> {
    fn respond(self, operation: &'static OperationMeta) -> Result<Response, Rejection> {
        self.map_err(Into::into)?.respond(operation)
    }
}

/// A call whose request is valid and whose unit of work has begun; what generated handlers take
/// apart.
///
/// ```text
/// async fn get_pet<A: PetsApi>(
///     State(api): State<Arc<A>>,
///     Call(mut context, request, reply): Call<A::Context, GetPetRequest>,
/// ) -> Response {
///     let result = api.get_pet(&mut context, request).await;
///     reply.finish(context, result).await
/// }
/// ```
#[derive(Debug)]
pub struct Call<C, R>(
    /// What the handler is given besides its request.
    pub C,
    /// The request.
    pub R,
    /// Where the answer goes.
    pub Reply,
);

impl<C: RequestContext, R: OperationRequest> FromRequest<Arc<C::Server>> for Call<C, R> {
    type Rejection = Response;

    async fn from_request(request: Request, server: &Arc<C::Server>) -> Result<Self, Response> {
        let reply = Reply {
            operation: R::operation(),
            request_id: RequestId::of(request.extensions()),
        };
        match open(request, server, &reply).await {
            Ok((context, request)) => Ok(Self(context, request, reply)),
            Err(rejection) => Err(reply.reject(&rejection)),
        }
    }
}

/// Reads a request and begins its unit of work.
async fn open<C: RequestContext, R: OperationRequest>(
    request: Request,
    server: &Arc<C::Server>,
    reply: &Reply,
) -> Result<(C, R), Rejection> {
    let operation = reply.operation;
    let (parts, body) = request.into_parts();
    if !path::matches(operation.path, parts.uri.path()) {
        return Err(Rejection::new(RejectionKind::RouteNotFound));
    }
    let principal = parts.extensions.get::<C::Principal>().cloned();
    if principal.is_none() && !operation.allows_anonymous() {
        return Err(Rejection::new(RejectionKind::Unauthenticated));
    }
    let body = match &operation.request_body {
        Some(meta) => body::read(body, &parts.headers, meta).await?,
        None => None,
    };
    let request = decode(operation, &parts, body)?;
    let facts = RequestFacts {
        operation,
        principal,
        request_id: reply.request_id.clone(),
        correlation_id: parts.extensions.get::<CorrelationId>().cloned(),
        parts,
    };
    Ok((C::begin(server, facts).await?, request))
}

/// Reads parameters and body; everything that is wrong with them is one rejection.
fn decode<R: OperationRequest>(
    operation: &'static OperationMeta,
    parts: &http::request::Parts,
    body: Option<body::ReadBody>,
) -> Result<R, Rejection> {
    let mut input = RequestInput::new(operation, parts, body);
    let request = R::decode(&mut input);
    let violations = input.into_violations();
    match request {
        Ok(request) if violations.is_empty() => Ok(request),
        _ => Err(Rejection::invalid(violations.as_slice())),
    }
}

/// Where the answer to a call goes.
#[derive(Clone, Debug)]
pub struct Reply {
    operation: &'static OperationMeta,
    request_id: RequestId,
}

impl Reply {
    /// Ends the unit of work and gives the answer: commits when the handler's answer is no error,
    /// rolls back otherwise. A commit that fails is the answer instead.
    pub async fn finish<C: RequestContext>(
        self,
        context: C,
        result: impl OperationResponse,
    ) -> Response {
        let response = result.respond(self.operation);
        let is_success = response
            .as_ref()
            .is_ok_and(|response| response.status().as_u16() < 400);
        if !is_success {
            context.roll_back().await;
            return response.unwrap_or_else(|rejection| self.reject(&rejection));
        }
        match context.commit().await {
            Ok(()) => response.unwrap_or_else(|rejection| self.reject(&rejection)),
            Err(rejection) => self.reject(&rejection),
        }
    }

    fn reject(&self, rejection: &Rejection) -> Response<Body> {
        self.operation.errors.answer(rejection, &self.request_id)
    }
}
