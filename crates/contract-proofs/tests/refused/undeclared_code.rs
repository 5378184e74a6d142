//! A handler that answers with a code that its operation does not declare.

use oas_runtime::{Rejection, RequestContext, RequestFacts};
use penguinmails_tenant_smtp::smtp::{
    GetTenantSmtpConfigError, GetTenantSmtpConfigRequest, GetTenantSmtpConfigResult,
    GetTenantSmtpMetricsError, GetTenantSmtpMetricsRequest, GetTenantSmtpMetricsResult,
    GetTenantSmtpStatusRequest, GetTenantSmtpStatusResult, SmtpApi,
};

struct Server;

struct Context;

impl RequestContext for Context {
    type Server = Server;
    type Principal = String;

    async fn begin(_: &Server, _: RequestFacts<String>) -> Result<Self, Rejection> {
        Ok(Self)
    }

    async fn commit(self) -> Result<(), Rejection> {
        Ok(())
    }

    async fn roll_back(self) {}
}

impl SmtpApi for Server {
    type Context = Context;

    async fn get_tenant_smtp_config(
        &self,
        _: &mut Context,
        _: GetTenantSmtpConfigRequest,
    ) -> GetTenantSmtpConfigResult {
        Err(GetTenantSmtpConfigError::ResourceConflict(vec![]))
    }

    async fn get_tenant_smtp_metrics(
        &self,
        _: &mut Context,
        _: GetTenantSmtpMetricsRequest,
    ) -> GetTenantSmtpMetricsResult {
        Err(GetTenantSmtpMetricsError::ServiceUnavailable {
            retry_after: 5,
            details: vec![],
        })
    }

    async fn get_tenant_smtp_status(
        &self,
        _: &mut Context,
        _: GetTenantSmtpStatusRequest,
    ) -> GetTenantSmtpStatusResult {
        // Any error becomes the fault that the contract declares for the unexpected.
        "no number".parse::<u8>()?;
        Err(std::io::Error::other("the database is gone").into())
    }
}

fn main() {}
