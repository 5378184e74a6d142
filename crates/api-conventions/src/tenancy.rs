//! Keeping tenants apart: [`PathTenant`].

use std::sync::Arc;

/// The tenant that a request is about, after `Tenancy` has found that the caller
/// may name it. Data access takes the tenant from here and never from the path, so that nothing
/// happens where nobody looked.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PathTenant(Arc<str>);

impl PathTenant {
    /// The id of the tenant.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
