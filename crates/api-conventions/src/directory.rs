//! What a server knows about keys and tenants: [`Directory`].

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;

/// A fault of what stands behind a layer, a database for example. The caller is told to come back
/// later, and nothing of this.
pub type StoreError = Box<dyn Error + Send + Sync>;

/// Which API keys and tenants there are.
pub trait Directory: Send + Sync + 'static {
    /// The API key with this digest, revoked and expired ones too.
    fn api_key(
        &self,
        digest: &ApiKeyDigest,
    ) -> impl Future<Output = Result<Option<ApiKeyRecord>, StoreError>> + Send;

    /// The tenant with this id.
    fn tenant(&self, id: &str) -> impl Future<Output = Result<Option<Tenant>, StoreError>> + Send;
}

impl<D: Directory> Directory for Arc<D> {
    async fn api_key(&self, digest: &ApiKeyDigest) -> Result<Option<ApiKeyRecord>, StoreError> {
        D::api_key(self, digest).await
    }

    async fn tenant(&self, id: &str) -> Result<Option<Tenant>, StoreError> {
        D::tenant(self, id).await
    }
}

/// SHA-256 of an API key. Keys are long and random, so that this needs no salt; and looking a digest
/// up takes no time from which the key could be told.
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct ApiKeyDigest([u8; 32]);

impl ApiKeyDigest {
    /// The digest of a key.
    #[must_use]
    pub fn of(key: &str) -> Self {
        Self(Sha256::digest(key).into())
    }

    /// The bytes, as they are stored.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for ApiKeyDigest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ApiKeyDigest(..)")
    }
}

/// What is stored about an API key.
#[derive(Clone, Debug)]
pub struct ApiKeyRecord {
    /// Id of the record, which is no secret: `key_42`.
    pub id: Arc<str>,
    /// The tenant it is for.
    pub tenant: Tenant,
    /// The user who made it: `usr_42`.
    pub creator: Arc<str>,
    /// Roles that its creator has now. A key never reaches further than these would.
    pub creator_roles: Vec<Arc<str>>,
    /// What it may do.
    pub scopes: Vec<Arc<str>>,
    /// Until when it is valid; `None` for ever.
    pub expires_at: Option<OffsetDateTime>,
    /// Whether it was revoked.
    pub revoked: bool,
}

/// What layers need to know about a tenant.
#[derive(Clone, Debug)]
pub struct Tenant {
    /// `tn_42`
    pub id: Arc<str>,
    /// Name of its plan.
    pub plan: Arc<str>,
    /// Calls per window that its contract grants instead of the plan's.
    pub requests: Option<u64>,
    /// Whether it holds sandbox data only.
    pub sandbox: bool,
    /// Whether its account is suspended.
    pub suspended: bool,
    /// Whether it wants calls of its own users on record, where an operation leaves that open.
    pub audits_own_calls: bool,
}
