//! What a handler is given besides its request: [`RequestContext`].

use http::request::Parts;

use crate::{CorrelationId, OperationMeta, Rejection, RequestId};

/// What is known about a request before its handler runs.
#[derive(Clone, Debug)]
pub struct RequestFacts<P> {
    /// The operation.
    pub operation: &'static OperationMeta,
    /// Who calls. Operations that ask are never reached without one.
    pub principal: Option<P>,
    /// Names the request.
    pub request_id: RequestId,
    /// The caller's own id, where a layer put one into the extensions.
    pub correlation_id: Option<CorrelationId>,
    /// Method, URI, headers and extensions.
    pub parts: Parts,
}

/// What a handler is given besides its request: principal, ids, and the unit of work.
///
/// The runtime makes one for each request whose parameters and body are valid, commits it when the
/// handler's answer is no error, and rolls it back otherwise; so effect, audit record and outgoing
/// events happen together or not at all. When the caller goes away the context is dropped, which has
/// to undo what was not committed.
///
/// ```
/// use oas_runtime::{Rejection, RequestContext, RequestFacts};
///
/// struct Server { /* a connection pool, settings, ... */ }
///
/// #[derive(Clone)]
/// struct User { name: String }
///
/// struct Context { user: Option<User> /* a transaction, ... */ }
///
/// impl RequestContext for Context {
///     type Server = Server;
///     type Principal = User;
///
///     async fn begin(_: &Server, facts: RequestFacts<User>) -> Result<Self, Rejection> {
///         Ok(Self { user: facts.principal })
///     }
///
///     async fn commit(self) -> Result<(), Rejection> {
///         Ok(())
///     }
///
///     async fn roll_back(self) {}
/// }
/// ```
pub trait RequestContext: Sized + Send + 'static {
    /// What implements the generated traits, and holds what contexts are made from.
    type Server: Send + Sync + 'static;
    /// Who calls. A layer that authenticates puts a value of this type into the request's
    /// extensions; without one, operations that ask who calls answer 401.
    type Principal: Clone + Send + Sync + 'static;

    /// Starts the unit of work of one request.
    fn begin(
        server: &Self::Server,
        facts: RequestFacts<Self::Principal>,
    ) -> impl Future<Output = Result<Self, Rejection>> + Send;

    /// Makes the effects of the request lasting. An error here is the answer to the request.
    fn commit(self) -> impl Future<Output = Result<(), Rejection>> + Send;

    /// Undoes the effects of the request.
    fn roll_back(self) -> impl Future<Output = ()> + Send;
}
