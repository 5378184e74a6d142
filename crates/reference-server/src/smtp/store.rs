//! What is known about a tenant's sending: queries, and the rows they give. Values that the
//! contract does not allow are faults of the database, found here.

use penguinmails_common::{Count, DmarcStatus, SenderAuthenticationStatus};
use penguinmails_tenant_smtp::models::{DefaultFrom, FromDomain, SmtpRateLimits};
use sqlx::error::UnexpectedNullError;
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row as _};

use crate::storage::{StorageError, TenantTx, Timestamp, queries};

queries! { TenantQuery:
    /// How sending is set up, and what the platform thinks of it.
    CONFIGURATION = "SELECT sending_enabled, default_from_name, default_from_email, \
                     max_per_minute, max_per_hour, reputation, throttled, enforcement_notes \
                     FROM smtp_configurations WHERE tenant_id = $1";
    /// Sending domains by name; no more than an answer may hold.
    DOMAINS = "SELECT domain, dkim_status, spf_status, dmarc_status, tracking_domain \
               FROM sending_domains WHERE tenant_id = $1 ORDER BY domain LIMIT 1000";
    /// Figures of the last days that were aggregated, `$2` of them. Counted from the newest one and
    /// not from the clock: between midnight and the aggregation no day is missing.
    DELIVERY = "SELECT COALESCE(SUM(sent), 0) AS sent, COALESCE(SUM(delivered), 0) AS delivered, \
                COALESCE(SUM(bounced), 0) AS bounced, COALESCE(SUM(complaints), 0) AS complaints, \
                COALESCE(SUM(opens), 0) AS opens, COALESCE(SUM(clicks), 0) AS clicks, \
                MAX(aggregated_at) AS aggregated_at \
                FROM delivery_days WHERE tenant_id = $1 AND day > \
                (SELECT MAX(day) FROM delivery_days WHERE tenant_id = $1) - $2 * 86400000000";
    /// Figures of the trailing 24 hours.
    RECENT_HEALTH = "SELECT sent, bounced, complaints, taken_at \
                     FROM recent_health WHERE tenant_id = $1";
}

/// How the platform rates a tenant's sending; tenants see a coarser band.
#[derive(Clone, Copy, Debug, Eq, PartialEq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub(crate) enum Reputation {
    Excellent,
    Good,
    Watch,
    Bad,
}

/// How a tenant's sending is set up.
#[derive(Debug)]
pub(super) struct Configuration {
    pub(super) sending_enabled: bool,
    pub(super) default_from: Option<DefaultFrom>,
    pub(super) rate_limits: SmtpRateLimits,
    pub(super) reputation: Reputation,
    pub(super) throttled: bool,
    pub(super) enforcement_notes: Option<String>,
}

/// What became of a tenant's mail. Without a time if nothing was ever aggregated.
#[derive(Debug, FromRow)]
pub(super) struct Delivery {
    #[sqlx(try_from = "i64")]
    pub(super) sent: Count,
    #[sqlx(try_from = "i64")]
    pub(super) delivered: Count,
    #[sqlx(try_from = "i64")]
    pub(super) bounced: Count,
    #[sqlx(try_from = "i64")]
    pub(super) complaints: Count,
    #[sqlx(try_from = "i64")]
    pub(super) opens: Count,
    #[sqlx(try_from = "i64")]
    pub(super) clicks: Count,
    pub(super) aggregated_at: Option<Timestamp>,
}

/// What became of the last 24 hours' mail.
#[derive(Debug, FromRow)]
pub(super) struct RecentHealth {
    #[sqlx(try_from = "i64")]
    pub(super) sent: Count,
    #[sqlx(try_from = "i64")]
    pub(super) bounced: Count,
    #[sqlx(try_from = "i64")]
    pub(super) complaints: Count,
    pub(super) taken_at: Timestamp,
}

/// How sending is set up; `None` if it is not.
pub(super) async fn configuration(
    tx: &mut TenantTx,
) -> Result<Option<Configuration>, StorageError> {
    tx.query(CONFIGURATION).fetch_optional().await
}

/// Sending domains by name.
pub(super) async fn domains(tx: &mut TenantTx) -> Result<Vec<FromDomain>, StorageError> {
    let rows: Vec<DomainRow> = tx.query(DOMAINS).fetch_all().await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// What became of the mail of so many days.
pub(super) async fn delivery(tx: &mut TenantTx, days: i64) -> Result<Delivery, StorageError> {
    tx.query(DELIVERY).bind(days).fetch_one().await
}

/// What became of the last 24 hours' mail; `None` if nobody looked yet.
pub(super) async fn recent_health(tx: &mut TenantTx) -> Result<Option<RecentHealth>, StorageError> {
    tx.query(RECENT_HEALTH).fetch_optional().await
}

impl FromRow<'_, SqliteRow> for Configuration {
    fn from_row(row: &SqliteRow) -> sqlx::Result<Self> {
        let email = text(row, "default_from_email", |text| text.parse().ok())?;
        let name: Option<String> = row.try_get("default_from_name")?;
        Ok(Self {
            sending_enabled: row.try_get("sending_enabled")?,
            default_from: name
                .zip(email)
                .map(|(name, email)| DefaultFrom { name, email }),
            rate_limits: SmtpRateLimits {
                max_per_minute: row.try_get("max_per_minute")?,
                max_per_hour: row.try_get("max_per_hour")?,
            },
            reputation: row.try_get("reputation")?,
            throttled: row.try_get("throttled")?,
            enforcement_notes: row.try_get("enforcement_notes")?,
        })
    }
}

/// A sending domain, as the contract has it.
struct DomainRow(FromDomain);

impl FromRow<'_, SqliteRow> for DomainRow {
    fn from_row(row: &SqliteRow) -> sqlx::Result<Self> {
        let status = SenderAuthenticationStatus::parse;
        Ok(Self(FromDomain {
            domain: required(row, "domain", |text| text.parse().ok())?,
            dkim_status: required(row, "dkim_status", status)?,
            spf_status: required(row, "spf_status", status)?,
            dmarc_status: required(row, "dmarc_status", DmarcStatus::parse)?,
            tracking_domain: text(row, "tracking_domain", |text| text.parse().ok())?,
        }))
    }
}

/// A text that the contract gives a form; `None` for NULL.
fn text<T>(
    row: &SqliteRow,
    column: &str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> sqlx::Result<Option<T>> {
    let Some(text) = row.try_get::<Option<&str>, _>(column)? else {
        return Ok(None);
    };
    let value = parse(text).ok_or_else(|| sqlx::Error::ColumnDecode {
        index: column.to_owned(),
        source: "the contract allows no such value".into(),
    })?;
    Ok(Some(value))
}

/// The same where there is always one.
fn required<T>(
    row: &SqliteRow,
    column: &str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> sqlx::Result<T> {
    text(row, column, parse)?.ok_or_else(|| sqlx::Error::ColumnDecode {
        index: column.to_owned(),
        source: UnexpectedNullError.into(),
    })
}
