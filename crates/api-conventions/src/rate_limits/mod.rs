//! How often may be called: [`RateLimits`], and [`RateLimitGate`] within it.
//!
//! They are two, because a contract wants both: 403 before 429, and the figures on every answer to a
//! known caller, the 403 too. The outer layer writes headers and counts what never reached the gate;
//! the gate, behind everything that answers 403, counts and refuses.

mod demand;
mod memory;
mod store;

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

use axum::extract::Request;
use axum::response::Response;
use http::HeaderMap;
use oas_runtime::{Conventions, Rejection, RejectionKind};
use tokio::sync::OnceCell;
use tower::Service;

use crate::header::Header;
use crate::layer::{Middleware, answer};
use crate::masking::Marks;
use crate::refusal::{operation, refuse};
use crate::{Clock, Principal};

pub use memory::MemoryStore;
pub use store::{Allowance, Demand, RateLimitStore};

/// Writes the figures of the tightest limit on every answer to a known caller, and counts calls that
/// were refused before they reached a [`RateLimitGate`]. Goes around [`Authorization`] and within
/// [`Authentication`].
///
/// When calls cannot be counted they are let through, and a log says so: limits protect, but they
/// are no reason to stop.
///
/// [`Authorization`]: crate::Authorization
/// [`Authentication`]: crate::Authentication
pub struct RateLimits<S>(Arc<Shared<S>>);

/// Answers 429 with `Retry-After` when a limit is used up.
pub struct RateLimitGate<S>(Arc<Shared<S>>);

/// What both need.
struct Shared<S> {
    conventions: &'static Conventions,
    store: S,
    clock: Arc<dyn Clock>,
    /// Replaces the window of every limit, for those who test their clients.
    window_s: Option<u64>,
    marks: Marks,
    limit: Header,
    remaining: Header,
    reset: Header,
    window: Header,
}

/// The count of one request, which whichever layer comes first takes: an extension of the request.
#[derive(Clone, Debug)]
struct Count(Arc<Tally>);

#[derive(Debug)]
struct Tally {
    demands: Vec<Demand>,
    outcome: OnceCell<Option<Outcome>>,
}

/// The limits of a request after it was counted.
#[derive(Clone, Copy, Debug)]
struct Outcome {
    tightest: Allowance,
    now: u64,
}

impl<S> fmt::Debug for RateLimits<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("RateLimits").finish_non_exhaustive()
    }
}

impl<S> fmt::Debug for RateLimitGate<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RateLimitGate")
            .finish_non_exhaustive()
    }
}

impl<S: RateLimitStore> RateLimits<S> {
    /// By the plans of these conventions and the limits of each operation, counted in `store`.
    /// `window_s` replaces the length of every window, for those who test their clients.
    pub fn new(
        conventions: &'static Conventions,
        store: S,
        clock: Arc<dyn Clock>,
        window_s: Option<u64>,
    ) -> Self {
        let names = &conventions.headers;
        Self(Arc::new(Shared {
            conventions,
            store,
            clock,
            window_s,
            marks: Marks::of(conventions),
            limit: Header::new(names.rate_limit_limit),
            remaining: Header::new(names.rate_limit_remaining),
            reset: Header::new(names.rate_limit_reset),
            window: Header::new(names.rate_limit_window),
        }))
    }

    /// The layer that refuses, which counts in the same store.
    #[must_use]
    pub fn gate(&self) -> RateLimitGate<S> {
        RateLimitGate(Arc::clone(&self.0))
    }
}

impl<S: RateLimitStore> Shared<S> {
    /// What will be counted for a request; nothing when nobody knows who calls.
    fn count(&self, request: &Request) -> Option<Count> {
        let extensions = request.extensions();
        let operation = operation(extensions)?;
        let principal = extensions.get::<Principal>()?;
        let path = request.uri().path();
        let mut demands = demand::of(self.conventions, operation, principal, path);
        for demand in &mut demands {
            demand.window_s = self.window_s.unwrap_or(demand.window_s).max(1);
        }
        Some(Count(Arc::new(Tally {
            demands,
            outcome: OnceCell::new(),
        })))
    }

    /// Counts a request, unless it was counted.
    async fn take(&self, Count(tally): &Count) -> Option<Outcome> {
        let take = async {
            let now = self.clock.now();
            match self.store.take(&tally.demands, now).await {
                Ok(allowances) => Some(Outcome {
                    tightest: allowances.into_iter().min_by_key(Allowance::room)?,
                    now: u64::try_from(now.unix_timestamp()).unwrap_or_default(),
                }),
                Err(error) => {
                    let error = error.to_string();
                    tracing::error!(
                        error = &*self.marks.mask(&error),
                        "calls cannot be counted, and are let through"
                    );
                    None
                }
            }
        };
        *tally.outcome.get_or_init(|| take).await
    }

    fn write(&self, headers: &mut HeaderMap, allowance: &Allowance) {
        self.limit.write_number(headers, allowance.limit);
        self.remaining.write_number(headers, allowance.remaining);
        self.reset.write_number(headers, allowance.resets_at);
        self.window.write_number(headers, allowance.window_s);
    }
}

impl<S: RateLimitStore> Middleware for RateLimits<S> {
    async fn handle<I>(&self, mut request: Request, inner: I) -> Response
    where
        I: Service<Request, Response = Response, Error = Infallible> + Send + 'static,
        I::Future: Send,
    {
        let Some(count) = self.0.count(&request) else {
            return answer(inner, request).await;
        };
        request.extensions_mut().insert(count.clone());
        let mut response = answer(inner, request).await;
        if let Some(outcome) = self.0.take(&count).await {
            self.0.write(response.headers_mut(), &outcome.tightest);
        }
        response
    }
}

impl<S: RateLimitStore> Middleware for RateLimitGate<S> {
    async fn handle<I>(&self, request: Request, inner: I) -> Response
    where
        I: Service<Request, Response = Response, Error = Infallible> + Send + 'static,
        I::Future: Send,
    {
        let count = request.extensions().get::<Count>().cloned();
        let outcome = match count.or_else(|| self.0.count(&request)) {
            Some(count) => self.0.take(&count).await,
            None => None,
        };
        match outcome {
            Some(Outcome { tightest, now }) if !tightest.granted => {
                let wait = tightest.resets_at.saturating_sub(now).max(1);
                let rejection = Rejection::new(RejectionKind::TooManyRequests).retry_after(wait);
                refuse(self.0.conventions, &request, &rejection)
            }
            _ => answer(inner, request).await,
        }
    }
}
