//! Putting the sandbox into the database: [`seed`] and [`refresh`].

use api_conventions::{ApiKeyDigest, PathTenant};
use oas_runtime::Conventions;
use time::OffsetDateTime;

use super::callers::{API_KEYS, SandboxKey};
use super::figures;
use super::tenants::{SandboxTenant, Sending, Smtp, TENANTS};
use crate::storage::{Access, Database, StorageError, TenantTx, Timestamp, queries};

queries! { TenantQuery:
    /// Takes a tenant out, with all that belongs to it; one that is no sandbox tenant stays.
    REMOVE = "DELETE FROM tenants WHERE tenant_id = $1 AND sandbox = 1";
    ADD_TENANT = "INSERT INTO tenants (tenant_id, name, plan, requests, sandbox, suspended, \
                  audits_own_calls) VALUES ($1, $2, $3, $4, 1, $5, $6)";
    ADD_USER = "INSERT INTO users (tenant_id, user_id, roles) VALUES ($1, $2, $3)";
    ADD_API_KEY = "INSERT INTO api_keys (tenant_id, key_id, creator_id, digest, scopes, \
                   expires_at, revoked_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    ADD_CONFIGURATION = "INSERT INTO smtp_configurations (tenant_id, sending_enabled, \
                         default_from_name, default_from_email, max_per_minute, max_per_hour, \
                         reputation, throttled, enforcement_notes) \
                         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    ADD_DOMAIN = "INSERT INTO sending_domains (tenant_id, domain, dkim_status, spf_status, \
                  dmarc_status, tracking_domain) VALUES ($1, $2, $3, $4, $5, $6)";
    REMOVE_DAYS = "DELETE FROM delivery_days WHERE tenant_id = $1";
    ADD_DAY = "INSERT INTO delivery_days (tenant_id, day, sent, delivered, bounced, complaints, \
               opens, clicks, aggregated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    REMOVE_HEALTH = "DELETE FROM recent_health WHERE tenant_id = $1";
    ADD_HEALTH = "INSERT INTO recent_health (tenant_id, sent, bounced, complaints, taken_at) \
                  VALUES ($1, $2, $3, $4, $5)";
}

/// Puts every tenant of the sandbox into the state that testers expect, each at once; doing it
/// again changes nothing. Other tenants and audit records stay as they are.
///
/// # Errors
///
/// [`StorageError`] if that is not possible, for example because a live tenant has the same id.
pub async fn seed(
    database: &Database,
    conventions: &Conventions,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    for tenant in TENANTS {
        let mut tx = transaction(database, tenant);
        put_tenant(&mut tx, tenant).await?;
        for key in API_KEYS.iter().filter(|key| key.tenant == tenant.id) {
            put_key(&mut tx, key, conventions).await?;
        }
        if let Some(smtp) = &tenant.smtp {
            put_configuration(&mut tx, smtp).await?;
            put_figures(&mut tx, &smtp.sending, now).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// Brings the figures of the sandbox up to date, and touches nothing else. Windows end now, so that
/// a sandbox that runs for days calls this once an hour.
///
/// # Errors
///
/// [`StorageError`] if that is not possible.
pub async fn refresh(database: &Database, now: OffsetDateTime) -> Result<(), StorageError> {
    for tenant in TENANTS {
        if let Some(smtp) = &tenant.smtp {
            let mut tx = transaction(database, tenant);
            put_figures(&mut tx, &smtp.sending, now).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

/// Nobody asks for these transactions but the server itself, about tenants that it knows.
fn transaction(database: &Database, tenant: &SandboxTenant) -> TenantTx {
    let tenant = PathTenant::assume_checked(tenant.id);
    TenantTx::new(database.clone(), tenant, Access::Write)
}

async fn put_tenant(tx: &mut TenantTx, tenant: &SandboxTenant) -> Result<(), StorageError> {
    tx.query(REMOVE).execute().await?;
    tx.query(ADD_TENANT)
        .bind(tenant.name)
        .bind(tenant.plan)
        .bind(tenant.requests)
        .bind(tenant.suspended)
        .bind(tenant.audits_own_calls)
        .execute()
        .await?;
    for user in tenant.users {
        let query = tx.query(ADD_USER).bind(user.id).bind(user.roles);
        query.execute().await?;
    }
    Ok(())
}

async fn put_key(
    tx: &mut TenantTx,
    key: &SandboxKey,
    conventions: &Conventions,
) -> Result<(), StorageError> {
    let digest = ApiKeyDigest::of(key.secret);
    tx.query(ADD_API_KEY)
        .bind(key.id)
        .bind(key.creator)
        .bind(digest.as_bytes().as_slice())
        .bind(key.scopes(conventions).join(" "))
        .bind(key.expires_at.map(Timestamp::from))
        .bind(key.revoked_at.map(Timestamp::from))
        .execute()
        .await
}

async fn put_configuration(tx: &mut TenantTx, smtp: &Smtp) -> Result<(), StorageError> {
    tx.query(ADD_CONFIGURATION)
        .bind(smtp.sending_enabled)
        .bind(smtp.default_from.map(|(name, _)| name))
        .bind(smtp.default_from.map(|(_, email)| email))
        .bind(smtp.max_per_minute)
        .bind(smtp.max_per_hour)
        .bind(smtp.reputation)
        .bind(smtp.throttled.is_some())
        .bind(smtp.throttled)
        .execute()
        .await?;
    for domain in smtp.domains {
        tx.query(ADD_DOMAIN)
            .bind(domain.name)
            .bind(domain.dkim)
            .bind(domain.spf)
            .bind(domain.dmarc)
            .bind(domain.tracking)
            .execute()
            .await?;
    }
    Ok(())
}

async fn put_figures(
    tx: &mut TenantTx,
    sending: &Sending,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    tx.query(REMOVE_DAYS).execute().await?;
    for day in figures::days(sending, now) {
        tx.query(ADD_DAY)
            .bind(Timestamp::from(day.began))
            .bind(day.sent)
            .bind(day.delivered)
            .bind(day.bounced)
            .bind(day.complaints)
            .bind(day.opens)
            .bind(day.clicks)
            .bind(Timestamp::from(figures::aggregated_at(now)))
            .execute()
            .await?;
    }
    let recent = figures::recent(sending, now);
    tx.query(REMOVE_HEALTH).execute().await?;
    tx.query(ADD_HEALTH)
        .bind(recent.sent)
        .bind(recent.bounced)
        .bind(recent.complaints)
        .bind(Timestamp::from(figures::taken_at(now)))
        .execute()
        .await
}
