//! What a handler is given besides its request: [`Context`], one request's unit of work.

use std::sync::Arc;

use api_conventions::{AuditRecord, Clock, PathTenant, Principal};
use oas_runtime::{
    Conventions, InternalError, Invalid, Rejection, RejectionKind, RequestContext, RequestFacts,
    RequestId,
};
use penguinmails_common::Meta;
use time::OffsetDateTime;

use crate::server::Server;
use crate::storage::{Access, StorageError, TenantTx};

/// Seconds after which a caller may try again when the database does not answer.
pub const RETRY_AFTER_S: u8 = 5;

/// One request's unit of work: who calls, about which tenant, and the transaction in which all of
/// it happens or none.
#[derive(Debug)]
pub struct Context {
    principal: Principal,
    request_id: RequestId,
    tx: TenantTx,
    clock: Arc<dyn Clock>,
    conventions: &'static Conventions,
    /// Whether nothing takes effect but that the call goes on record.
    is_safe: bool,
    /// What goes on record; of calls that fail only if they are safe.
    audit: Option<AuditRecord>,
}

impl Context {
    /// Who calls.
    #[must_use]
    pub fn principal(&self) -> &Principal {
        &self.principal
    }

    /// The transaction, about the tenant that the request is about.
    pub fn tx(&mut self) -> &mut TenantTx {
        &mut self.tx
    }

    /// The time, in UTC.
    #[must_use]
    pub fn now(&self) -> OffsetDateTime {
        self.clock.now()
    }

    /// The request's id, as envelopes have it.
    ///
    /// # Errors
    ///
    /// [`Invalid`] if whoever gave the request its id did not keep to the contract.
    pub fn request_id(&self) -> Result<penguinmails_common::RequestId, Invalid> {
        self.request_id.as_str().parse()
    }

    /// What an answer says about itself.
    ///
    /// # Errors
    ///
    /// As [`Context::request_id`].
    pub fn meta(&self) -> Result<Meta, Invalid> {
        let request_id = self.request_id()?;
        Ok(Meta { request_id })
    }

    /// What the audit record says about a change: the state before it and after it. Nothing happens
    /// where no record is due.
    pub fn note_change(
        &mut self,
        before: Option<serde_json::Value>,
        after: Option<serde_json::Value>,
    ) {
        if let Some(record) = &mut self.audit {
            record.before = before;
            record.after = after;
        }
    }
}

impl RequestContext for Context {
    type Server = Server;
    type Principal = Principal;

    async fn begin(server: &Server, facts: RequestFacts<Principal>) -> Result<Self, Rejection> {
        let principal = facts
            .principal
            .ok_or_else(|| fault("no layer has said who calls"))?;
        // Without a layer that has looked, nobody knows whether the caller may name this tenant.
        let tenant = facts.parts.extensions.get::<PathTenant>().cloned();
        let tenant = tenant.ok_or_else(|| fault("no layer has checked the tenant"))?;
        let audit = AuditRecord::is_due(server.conventions, facts.operation, &principal);
        let audit = audit.then(|| AuditRecord {
            request_id: facts.request_id.clone(),
            ..AuditRecord::of(
                facts.operation,
                &principal,
                &facts.parts,
                server.clock.now(),
            )
        });
        let is_safe = matches!(facts.operation.method, "GET" | "HEAD" | "OPTIONS");
        let access = if is_safe && audit.is_none() {
            Access::Read
        } else {
            Access::Write
        };
        Ok(Self {
            principal,
            request_id: facts.request_id,
            tx: TenantTx::new(server.database.clone(), tenant, access),
            clock: Arc::clone(&server.clock),
            conventions: server.conventions,
            is_safe,
            audit,
        })
    }

    async fn commit(mut self) -> Result<(), Rejection> {
        let Some(record) = &self.audit else {
            return self.tx.commit().await.map_err(not_committed);
        };
        let unaudited = self.conventions.audit_failure;
        let unaudited = |error: StorageError| {
            Rejection::declared(503, unaudited)
                .retry_after(RETRY_AFTER_S.into())
                .because(Arc::new(error))
        };
        self.tx.record(record).await.map_err(unaudited)?;
        self.tx.commit().await.map_err(unaudited)
    }

    /// Of a write that fails there is no effect, and no record. A read has told its caller something
    /// even so, if only that there is nothing: its record is kept, in a transaction of its own.
    async fn roll_back(mut self) {
        self.tx.roll_back().await;
        let Some(record) = self.audit.filter(|_| self.is_safe) else {
            return;
        };
        let recorded = match self.tx.record(&record).await {
            Ok(()) => self.tx.commit().await,
            Err(error) => Err(error),
        };
        if let Err(error) = recorded {
            // The answer is an error already.
            let (request_id, action) = (&record.request_id, record.action);
            tracing::error!(%error, %request_id, action, "a call that failed is not on record");
        }
    }
}

fn fault(what: &'static str) -> Rejection {
    InternalError::new(what).into()
}

fn not_committed(error: StorageError) -> Rejection {
    if error.is_unavailable() {
        Rejection::new(RejectionKind::Unavailable)
            .retry_after(RETRY_AFTER_S.into())
            .because(Arc::new(error))
    } else {
        Rejection::internal(error)
    }
}
