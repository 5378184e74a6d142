//! Keeping tenants apart: [`PathTenant`].

use std::sync::Arc;

/// The tenant that a request is about, after `Tenancy` has found that the caller
/// may name it. Data access takes the tenant from here and never from the path, so that nothing
/// happens where nobody looked.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PathTenant(Arc<str>);

impl PathTenant {
    /// The tenant with this id, of whom the caller vouches that the request may be about it: a layer
    /// of its own, or a test of what lies behind the layers.
    #[must_use]
    pub fn assume_checked(id: impl Into<Arc<str>>) -> Self {
        Self(id.into())
    }

    /// The id of the tenant.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
