//! Unexpected faults: [`InternalError`], and [`Never`], the value that there is none of.

use std::error::Error;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::schema::{Schema, Validate};
use crate::{Rejection, RejectionKind};

/// An unexpected fault: a database that is gone, a bug. Any error becomes one by `?`. The caller is
/// told nothing about it, layers that log find it in the response's extensions.
#[derive(Clone, Debug)]
pub struct InternalError(Arc<dyn Error + Send + Sync>);

impl InternalError {
    /// A fault of which a text, a boxed error or the like is known.
    #[must_use]
    pub fn new(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(Arc::from(error.into()))
    }

    /// What lies behind it, for logs.
    #[must_use]
    pub fn source(&self) -> &Arc<dyn Error + Send + Sync> {
        &self.0
    }
}

/// Any error: what `?` turns into an [`InternalError`], and into the errors of operations that may
/// answer with one.
pub trait Unexpected: Error + Send + Sync + 'static {}

impl<E: Error + Send + Sync + 'static> Unexpected for E {}

// That is why it is no error itself: `From` would be implemented twice.
impl<E: Unexpected> From<E> for InternalError {
    fn from(error: E) -> Self {
        Self(Arc::new(error))
    }
}

impl From<InternalError> for Rejection {
    fn from(error: InternalError) -> Self {
        Self::new(RejectionKind::Internal).because(error.0)
    }
}

/// A value of a schema that allows none.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Never {}

impl<'de> Deserialize<'de> for Never {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(de::Error::custom("no value is allowed here"))
    }
}

impl Serialize for Never {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        match *self {}
    }
}

impl Validate for Never {
    fn conforms(&self, _: &Schema) -> bool {
        match *self {}
    }
}
