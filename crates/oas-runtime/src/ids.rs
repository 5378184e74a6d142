//! Ids that name a request: [`RequestId`] and [`CorrelationId`].
//!
//! A layer puts them into the request's extensions. Where none does, errors still get an id, so that
//! their envelope is complete.

use std::fmt::{self, Write};
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use http::Extensions;

/// Names one request.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct RequestId(Arc<str>);

impl RequestId {
    /// An id that is already there.
    #[must_use]
    pub fn new(id: impl Into<Arc<str>>) -> Self {
        Self(id.into())
    }

    /// A fresh id: `req_` and 32 hexadecimal digits.
    #[must_use]
    pub fn generate() -> Self {
        let mut id = String::from("req_");
        for half in 0..2_u8 {
            // Each state has random keys of its own.
            let random = RandomState::new().hash_one(half);
            // Writing to a string cannot fail.
            let _ = write!(id, "{random:016x}");
        }
        Self(id.into())
    }

    /// The id of a request: the one in its extensions, or a fresh one.
    #[must_use]
    pub fn of(extensions: &Extensions) -> Self {
        extensions.get().cloned().unwrap_or_else(Self::generate)
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Names several requests that belong together, as the caller says.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct CorrelationId(Arc<str>);

impl CorrelationId {
    /// An id that the caller sent, or that was made for the request.
    #[must_use]
    pub fn new(id: impl Into<Arc<str>>) -> Self {
        Self(id.into())
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CorrelationId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::RequestId;

    #[test]
    fn fresh_ids_differ() {
        let (first, second) = (RequestId::generate(), RequestId::generate());
        assert_ne!(first, second);
        assert_eq!(first.as_str().len(), "req_".len() + 32);
    }
}
