//! All layers in the order in which a contract wants its answers: [`ConventionLayers`].

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use oas_runtime::{Conventions, OperationRouter};

use crate::layer::Middleware as _;
use crate::tokens::{Authenticator, KeySource};
use crate::{
    AccessLog, Authentication, Authorization, BodyLimit, Clock, Deadline, DeprecationNotices,
    Directory, Faults, RateLimitStore, RateLimits, RequestIds, Tenancy, Transport,
};

/// All layers in the order in which a contract wants its answers: 404 and 405 by the router, then
/// 401, 403, 429 and 413 by these, then 415, 400 and 422 by the runtime, and then the handler's.
///
/// ```text
/// every request     ids > log > transport > panics > deadline > router
/// every operation   deprecation > authentication > figures of limits > panics > deadline
///                   > authorization > tenancy > limits > size > handler
/// ```
///
/// A server that wants another order, or only some of them, adds the layers one by one.
///
/// ```
/// use std::sync::Arc;
/// use std::time::Duration;
///
/// use api_conventions::{
///     Authenticator, Clock, ConventionLayers, Directory, KeyRing, MemoryStore, StaticKeys,
///     SystemClock, VerificationKey,
/// };
/// use oas_runtime::{Conventions, OperationRouter};
///
/// fn app(
///     conventions: &'static Conventions,
///     operations: OperationRouter,
///     directory: impl Directory + Clone,
///     keys: Vec<VerificationKey>,
/// ) -> axum::Router {
///     let clock: Arc<dyn Clock> = Arc::new(SystemClock);
///     let keys = KeyRing::new(
///         StaticKeys::new(keys),
///         "https://accounts.example.com",
///         conventions.authentication.key_refetch_s,
///         clock.clone(),
///     );
///     let authenticator =
///         Authenticator::new(conventions, directory.clone(), keys, clock.clone());
///     ConventionLayers {
///         conventions,
///         directory,
///         authenticator: Arc::new(authenticator),
///         rate_limits: MemoryStore::default(),
///         rate_limit_window_s: None,
///         clock,
///         deadline: Duration::from_secs(30),
///         realm: "api",
///     }
///     .around(operations)
/// }
/// ```
pub struct ConventionLayers<D, S, R> {
    /// What the contract says.
    pub conventions: &'static Conventions,
    /// Which keys and tenants there are.
    pub directory: D,
    /// Tells who calls.
    pub authenticator: Arc<Authenticator<D, S>>,
    /// Where calls are counted.
    pub rate_limits: R,
    /// Replaces the window of every limit, in seconds, for those who test their clients.
    pub rate_limit_window_s: Option<u64>,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// When requests are ended.
    pub deadline: Duration,
    /// What challenges name: printable, without quotation marks.
    pub realm: &'static str,
}

impl<D, S, R> fmt::Debug for ConventionLayers<D, S, R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ConventionLayers")
            .finish_non_exhaustive()
    }
}

impl<D, S, R> ConventionLayers<D, S, R>
where
    D: Directory + Clone,
    S: KeySource,
    R: RateLimitStore,
{
    /// The operations with all layers around them.
    pub fn around(self, operations: OperationRouter) -> Router {
        let conventions = self.conventions;
        let deprecation = DeprecationNotices::new(conventions, operations.operations());
        let limits = RateLimits::new(
            conventions,
            self.rate_limits,
            Arc::clone(&self.clock),
            self.rate_limit_window_s,
        );
        let gate = limits.gate();
        // Both stand in two places: what happens to an operation is answered within the layers that
        // write on its answers.
        let faults = Faults::new(conventions);
        let deadline = Deadline::new(conventions, self.deadline);
        // One layer of layers, the first one outermost: each that is added by itself would be put
        // into a box of its own, which every request copies.
        let around_operations = (
            deprecation.layer(),
            AccessLog::notes().layer(),
            Authentication::new(conventions, self.authenticator, self.realm).layer(),
            AccessLog::notes().layer(),
            limits.layer(),
            faults.layer(),
            deadline.layer(),
            Authorization::new(conventions).layer(),
            Tenancy::new(conventions, self.directory).layer(),
            gate.layer(),
            BodyLimit::new(conventions).layer(),
        );
        let around_everything = (
            RequestIds::new(conventions).layer(),
            AccessLog::new(self.clock).conventions(conventions).layer(),
            Transport::new().errors(conventions.errors).layer(),
            faults.layer(),
            deadline.layer(),
        );
        operations
            .layer(around_operations)
            .into_router()
            .layer(around_everything)
    }
}
