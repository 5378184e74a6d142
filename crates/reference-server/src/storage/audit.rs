//! Keeping audit records: [`TenantTx::record`].

use api_conventions::AuditRecord;
use oas_runtime::CorrelationId;
use serde_json::Value;

use super::random::random_bytes;
use super::{StorageError, TenantTx, Timestamp, queries};

queries! { TenantQuery:
    /// Adds a record.
    ADD = "INSERT INTO audit_log (tenant_id, audit_id, actor, actor_kind, key_id, action, target, \
           before, after, occurred_at, ip, user_agent, request_id, correlation_id) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
}

impl TenantTx {
    /// Adds an audit record, which is kept if the transaction is.
    ///
    /// # Errors
    ///
    /// [`StorageError`] if it cannot be written.
    pub async fn record(&mut self, record: &AuditRecord) -> Result<(), StorageError> {
        let id = format!("aud_{:032x}", u128::from_be_bytes(random_bytes()?));
        self.query(ADD)
            .bind(id)
            .bind(&*record.actor)
            .bind(record.actor_kind)
            .bind(record.key.as_deref())
            .bind(record.action)
            .bind(&*record.target)
            .bind(record.before.as_ref().map(Value::to_string))
            .bind(record.after.as_ref().map(Value::to_string))
            .bind(Timestamp::from(record.timestamp))
            .bind(record.ip.as_deref())
            .bind(record.user_agent.as_deref())
            .bind(record.request_id.as_str())
            .bind(record.correlation_id.as_ref().map(CorrelationId::as_str))
            .execute()
            .await
    }
}
