//! Which API keys and tenants there are, for authentication: [`Directory`] of a [`Database`].

use std::sync::Arc;

use api_conventions::{ApiKeyDigest, ApiKeyRecord, Directory, StoreError, Tenant};
use sqlx::FromRow;

use super::{Database, Timestamp, queries};

queries! { GlobalQuery:
    /// An API key by its digest, with its tenant and the roles that its creator has now.
    API_KEY = "SELECT api_keys.key_id, api_keys.creator_id, users.roles AS creator_roles, \
               api_keys.scopes, api_keys.expires_at, api_keys.revoked_at, \
               tenants.tenant_id, tenants.plan, tenants.requests, tenants.sandbox, \
               tenants.suspended, tenants.audits_own_calls \
               FROM api_keys \
               JOIN tenants ON tenants.tenant_id = api_keys.tenant_id \
               LEFT JOIN users ON users.tenant_id = api_keys.tenant_id \
               AND users.user_id = api_keys.creator_id \
               WHERE api_keys.digest = $1";
    /// A tenant by its id.
    TENANT = "SELECT tenant_id, plan, requests, sandbox, suspended, audits_own_calls \
              FROM tenants WHERE tenant_id = $1";
}

impl Directory for Database {
    async fn api_key(&self, digest: &ApiKeyDigest) -> Result<Option<ApiKeyRecord>, StoreError> {
        let row: Option<ApiKeyRow> = sqlx::query_as(API_KEY.text())
            .bind(digest.as_bytes().as_slice())
            .fetch_optional(self.pool())
            .await?;
        row.map(ApiKeyRecord::try_from).transpose()
    }

    async fn tenant(&self, id: &str) -> Result<Option<Tenant>, StoreError> {
        let row: Option<TenantRow> = sqlx::query_as(TENANT.text())
            .bind(id)
            .fetch_optional(self.pool())
            .await?;
        row.map(Tenant::try_from).transpose()
    }
}

#[derive(FromRow)]
struct TenantRow {
    tenant_id: String,
    plan: String,
    requests: Option<i64>,
    sandbox: bool,
    suspended: bool,
    audits_own_calls: bool,
}

#[derive(FromRow)]
struct ApiKeyRow {
    key_id: String,
    #[sqlx(flatten)]
    tenant: TenantRow,
    creator_id: String,
    /// Absent when the creator has left.
    creator_roles: Option<String>,
    scopes: String,
    expires_at: Option<Timestamp>,
    revoked_at: Option<Timestamp>,
}

impl TryFrom<TenantRow> for Tenant {
    type Error = StoreError;

    fn try_from(row: TenantRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.tenant_id.into(),
            plan: row.plan.into(),
            requests: row.requests.map(u64::try_from).transpose()?,
            sandbox: row.sandbox,
            suspended: row.suspended,
            audits_own_calls: row.audits_own_calls,
        })
    }
}

impl TryFrom<ApiKeyRow> for ApiKeyRecord {
    type Error = StoreError;

    fn try_from(row: ApiKeyRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.key_id.into(),
            tenant: row.tenant.try_into()?,
            creator: row.creator_id.into(),
            creator_roles: words(&row.creator_roles.unwrap_or_default()),
            scopes: words(&row.scopes),
            expires_at: row.expires_at.map(Timestamp::date_time),
            revoked: row.revoked_at.is_some(),
        })
    }
}

fn words(text: &str) -> Vec<Arc<str>> {
    text.split_whitespace().map(Arc::from).collect()
}
