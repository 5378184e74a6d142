//! Tenant SMTP: how a tenant's sending is set up, how it is doing, and what came of it.
//!
//! The example for other domains. A handler reads through the context, lets pure functions decide,
//! and answers with the types of the contract:
//!
//! - this file has the handlers, one per operation;
//! - `store` reads: the texts of queries, and the rows they give;
//! - `rules` decides: rates, bands, advice. It knows no database and no clock.
//!
//! Who may call, how often, and for which tenant is the layers' business; the tenant itself is
//! bound by the transaction.

mod rules;
pub(crate) mod store;

use penguinmails_common::{Count, Success};
use penguinmails_tenant_smtp::models::{
    SmtpEnforcement, TenantSmtpConfig, TenantSmtpMetrics, TenantSmtpMetricsMeta, TenantSmtpStatus,
};
use penguinmails_tenant_smtp::smtp::{
    GetTenantSmtpConfigError, GetTenantSmtpConfigRequest, GetTenantSmtpConfigResult,
    GetTenantSmtpMetricsError, GetTenantSmtpMetricsRequest, GetTenantSmtpMetricsResult,
    GetTenantSmtpStatusError, GetTenantSmtpStatusRequest, GetTenantSmtpStatusResult, SmtpApi,
};

use crate::context::Context;
use crate::failure::{StorageFailure as _, storage_failures};
use crate::server::Server;
use crate::storage::Timestamp;
use store::RecentHealth;
pub(crate) use store::Reputation;

storage_failures!(
    GetTenantSmtpConfigError,
    GetTenantSmtpMetricsError,
    GetTenantSmtpStatusError,
);

impl SmtpApi for Server {
    type Context = Context;

    async fn get_tenant_smtp_config(
        &self,
        ctx: &mut Context,
        request: GetTenantSmtpConfigRequest,
    ) -> GetTenantSmtpConfigResult {
        use GetTenantSmtpConfigError as Error;

        let configuration = store::configuration(ctx.tx()).await;
        let Some(configuration) = configuration.map_err(Error::storage)? else {
            return Err(Error::ResourceNotFound(vec![]));
        };
        let domains = store::domains(ctx.tx()).await.map_err(Error::storage)?;
        let config = TenantSmtpConfig {
            tenant_id: request.tenant_id,
            from_domains: domains,
            default_from: configuration.default_from,
            rate_limits: configuration.rate_limits,
        };
        Ok(Success::new(config, ctx.meta()?))
    }

    async fn get_tenant_smtp_metrics(
        &self,
        ctx: &mut Context,
        request: GetTenantSmtpMetricsRequest,
    ) -> GetTenantSmtpMetricsResult {
        use GetTenantSmtpMetricsError as Error;

        let configuration = store::configuration(ctx.tx()).await;
        let Some(configuration) = configuration.map_err(Error::storage)? else {
            return Err(Error::ResourceNotFound(vec![]));
        };
        let days = rules::days(request.window);
        let delivery = store::delivery(ctx.tx(), days).await;
        let delivery = delivery.map_err(Error::storage)?;
        let domains = store::domains(ctx.tx()).await.map_err(Error::storage)?;
        let metrics = TenantSmtpMetrics {
            window: request.window,
            sent: delivery.sent,
            delivered: delivery.delivered,
            bounced: delivery.bounced,
            complaints: delivery.complaints,
            opens: delivery.opens,
            clicks: delivery.clicks,
            reputation_band: rules::reputation_band(configuration.reputation),
            recommendations: rules::recommendations(&delivery, &domains),
        };
        let meta = TenantSmtpMetricsMeta {
            request_id: ctx.request_id()?,
            // Where nothing was ever aggregated, nothing was sent, which is true now.
            as_of: delivery
                .aggregated_at
                .map_or_else(|| ctx.now(), Timestamp::date_time)
                .into(),
        };
        Ok(Success::new(metrics, meta))
    }

    async fn get_tenant_smtp_status(
        &self,
        ctx: &mut Context,
        _: GetTenantSmtpStatusRequest,
    ) -> GetTenantSmtpStatusResult {
        use GetTenantSmtpStatusError as Error;

        let configuration = store::configuration(ctx.tx()).await;
        let Some(configuration) = configuration.map_err(Error::storage)? else {
            return Err(Error::ResourceNotFound(vec![]));
        };
        let health = store::recent_health(ctx.tx()).await;
        let health = health.map_err(Error::storage)?;
        let share = |part: fn(&RecentHealth) -> Count| {
            let health = health.as_ref()?;
            rules::rate(part(health), health.sent)
        };
        let status = TenantSmtpStatus {
            sending_enabled: configuration.sending_enabled,
            recent_bounce_rate: share(|health| health.bounced),
            recent_complaint_rate: share(|health| health.complaints),
            reputation_band: rules::reputation_band(configuration.reputation),
            enforcement: SmtpEnforcement {
                throttled: configuration.throttled,
                notes: configuration.enforcement_notes,
            },
            as_of: health
                .map_or_else(|| ctx.now(), |health| health.taken_at.date_time())
                .into(),
        };
        Ok(Success::new(status, ctx.meta()?))
    }
}
