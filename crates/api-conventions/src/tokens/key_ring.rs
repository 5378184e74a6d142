//! Public keys, kept between requests: [`KeyRing`].

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use oas_runtime::Conventions;
use time::{Duration, OffsetDateTime};
use tokio::sync::{Mutex, OwnedMutexGuard};

use super::TokenError;
use super::keys::{KeySource, VerificationKey};
use crate::masking::Marks;
use crate::{Clock, StoreError};

/// Keys older than this are fetched again, so that one that was withdrawn does not stay for ever.
const MAX_AGE: Duration = Duration::HOUR;

/// When fetching keys is given up.
const FETCH_TIMEOUT: std::time::Duration = std::time::Duration::from_secs(10);

/// Public keys of one issuer, kept between requests. A key id that is unknown makes them be fetched
/// again, at most once in the time that the conventions say: whoever sends random key ids causes no
/// traffic. While the source cannot be asked, keys that are known stay valid.
pub struct KeyRing<S> {
    ring: Arc<Ring<S>>,
    marks: Marks,
}

/// What requests share with the task that fetches.
struct Ring<S> {
    source: S,
    issuer: Arc<str>,
    clock: Arc<dyn Clock>,
    refetch: Duration,
    keys: RwLock<BTreeMap<Arc<str>, VerificationKey>>,
    /// When keys were last asked for, and how that ended; held while they are fetched, so that one
    /// request does it for all.
    last: Arc<Mutex<Option<Fetch>>>,
}

/// An attempt to fetch keys.
#[derive(Clone, Debug)]
struct Fetch {
    at: OffsetDateTime,
    failure: Option<Arc<str>>,
}

impl<S> fmt::Debug for KeyRing<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = formatter.debug_struct("KeyRing");
        debug
            .field("issuer", &self.ring.issuer)
            .finish_non_exhaustive()
    }
}

impl<S: KeySource> KeyRing<S> {
    /// The keys of `issuer`, fetched when they are first needed and again at most every
    /// `refetch_s` seconds.
    pub fn new(
        source: S,
        issuer: impl Into<Arc<str>>,
        refetch_s: u64,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self {
            ring: Arc::new(Ring {
                source,
                issuer: issuer.into(),
                clock,
                refetch: Duration::seconds(i64::try_from(refetch_s).unwrap_or(i64::MAX)),
                keys: RwLock::default(),
                last: Arc::default(),
            }),
            marks: Marks::default(),
        }
    }

    /// Keeps API keys of these conventions out of logs.
    pub(super) fn conventions(mut self, conventions: &Conventions) -> Self {
        self.marks = Marks::of(conventions);
        self
    }

    /// Who issues tokens that these keys are for.
    pub(super) fn issuer(&self) -> &str {
        &self.ring.issuer
    }

    /// The key with this id.
    ///
    /// # Errors
    ///
    /// [`TokenError::UnknownKey`] if there is none, [`TokenError::Unavailable`] if the source could
    /// not be asked.
    pub(super) async fn key(&self, id: &str) -> Result<VerificationKey, TokenError> {
        let ring = &self.ring;
        let last = match ring.known(id) {
            // Old keys are renewed by one request, while the others go on.
            Some(key) => match ring.old_keys() {
                Some(last) => last,
                None => return Ok(key),
            },
            None => Arc::clone(&ring.last).lock_owned().await,
        };
        let failure = if ring.is_older(last.as_ref(), ring.refetch) {
            // A task of its own, so that callers who go away do not make the next one start anew.
            let renewal = tokio::spawn(Arc::clone(ring).renew(last, self.marks.clone()));
            renewal
                .await
                .unwrap_or_else(|error| Some(error_text(&error)))
        } else {
            last.as_ref().and_then(|fetch| fetch.failure.clone())
        };
        match (ring.known(id), failure) {
            (Some(key), _) => Ok(key),
            (None, None) => Err(TokenError::UnknownKey(id.to_owned())),
            (None, Some(failure)) => Err(TokenError::Unavailable(StoreError::from(&*failure))),
        }
    }
}

impl<S: KeySource> Ring<S> {
    /// Fetches keys. Until that is over it counts as a failure, lest a source that panics be asked
    /// again at once.
    async fn renew(
        self: Arc<Self>,
        mut last: OwnedMutexGuard<Option<Fetch>>,
        marks: Marks,
    ) -> Option<Arc<str>> {
        *last = Some(Fetch {
            at: self.clock.now(),
            failure: Some("fetching keys was broken off".into()),
        });
        let fetched = tokio::time::timeout(FETCH_TIMEOUT, self.source.fetch()).await;
        let failure = match fetched {
            Ok(Ok(keys)) => {
                self.replace(keys);
                None
            }
            Ok(Err(error)) => Some(error_text(&error)),
            Err(error) => Some(error_text(&error)),
        };
        if let Some(failure) = &failure {
            tracing::error!(
                issuer = %self.issuer,
                error = &*marks.mask(failure),
                "keys cannot be fetched"
            );
        }
        *last = Some(Fetch {
            at: self.clock.now(),
            failure: failure.clone(),
        });
        failure
    }

    /// The right to renew keys, if they are old and nobody else is at it. When they could not be
    /// fetched they are asked for again as soon as that is allowed.
    fn old_keys(&self) -> Option<OwnedMutexGuard<Option<Fetch>>> {
        let last = self.last.try_lock().ok()?;
        let has_failed = last.as_ref().is_some_and(|fetch| fetch.failure.is_some());
        let age = if has_failed { self.refetch } else { MAX_AGE };
        let is_old = self.is_older(last.as_ref(), age);
        drop(last);
        is_old
            .then(|| Arc::clone(&self.last).try_lock_owned().ok())
            .flatten()
    }

    fn is_older(&self, fetch: Option<&Fetch>, age: Duration) -> bool {
        // A clock that was set back must not stop fetching for long.
        fetch.is_none_or(|fetch| (self.clock.now() - fetch.at).abs() >= age)
    }

    fn known(&self, id: &str) -> Option<VerificationKey> {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        keys.get(id).cloned()
    }

    fn replace(&self, keys: Vec<VerificationKey>) {
        let keys = keys.into_iter().map(|key| (Arc::clone(&key.id), key));
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = keys.collect();
    }
}

fn error_text(error: &impl ToString) -> Arc<str> {
    error.to_string().into()
}
