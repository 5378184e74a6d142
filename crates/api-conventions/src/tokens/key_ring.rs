//! Public keys, kept between requests: [`KeyRing`].

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use time::{Duration, OffsetDateTime};
use tokio::sync::Mutex;

use super::TokenError;
use super::keys::{KeySource, VerificationKey};
use crate::{Clock, StoreError};

/// Keys older than this are fetched again, so that one that was withdrawn does not stay for ever.
const MAX_AGE: Duration = Duration::HOUR;

/// Public keys of one issuer, kept between requests. A key id that is unknown makes them be fetched
/// again, at most once in the time that the conventions say: whoever sends random key ids causes no
/// traffic.
pub struct KeyRing<S> {
    source: S,
    issuer: Arc<str>,
    clock: Arc<dyn Clock>,
    refetch: Duration,
    keys: RwLock<BTreeMap<Arc<str>, VerificationKey>>,
    /// When keys were last asked for, and how that ended; held while they are fetched, so that one
    /// request does it for all.
    last: Mutex<Option<Fetch>>,
}

/// An attempt to fetch keys.
#[derive(Clone, Debug)]
struct Fetch {
    at: OffsetDateTime,
    failure: Option<String>,
}

impl<S> fmt::Debug for KeyRing<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = formatter.debug_struct("KeyRing");
        debug.field("issuer", &self.issuer).finish_non_exhaustive()
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
            source,
            issuer: issuer.into(),
            clock,
            refetch: Duration::seconds(i64::try_from(refetch_s).unwrap_or(i64::MAX)),
            keys: RwLock::default(),
            last: Mutex::default(),
        }
    }

    /// Who issues tokens that these keys are for.
    pub(super) fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The key with this id.
    ///
    /// # Errors
    ///
    /// [`TokenError::UnknownKey`] if there is none, [`TokenError::Unavailable`] if the source could
    /// not be asked.
    pub(super) async fn key(&self, id: &str) -> Result<VerificationKey, TokenError> {
        let mut last = match self.known(id) {
            // Old keys are renewed by one request, while the others go on.
            Some(key) => match self.last.try_lock() {
                Ok(last) if self.is_older(last.as_ref(), MAX_AGE) => last,
                _ => return Ok(key),
            },
            None => self.last.lock().await,
        };
        if self.is_older(last.as_ref(), self.refetch) {
            let failure = match self.source.fetch().await {
                Ok(keys) => {
                    self.replace(keys);
                    None
                }
                Err(error) => {
                    tracing::error!(issuer = %self.issuer, %error, "keys cannot be fetched");
                    Some(error.to_string())
                }
            };
            *last = Some(Fetch {
                at: self.clock.now(),
                failure,
            });
        }
        let failure = last.as_ref().and_then(|fetch| fetch.failure.clone());
        match (self.known(id), failure) {
            (Some(key), _) => Ok(key),
            (None, None) => Err(TokenError::UnknownKey(id.to_owned())),
            (None, Some(failure)) => Err(TokenError::Unavailable(StoreError::from(failure))),
        }
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
