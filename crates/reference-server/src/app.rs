//! The whole application: the operations within the conventions' layers, and what stands beside them.
//! [`App`] is what a process, a test or another server makes it with.

use std::sync::Arc;
use std::time::Duration;

use api_conventions::{
    Authenticator, Clock, ConventionLayers, Deadline, Faults, KeyError, KeyRing, KeySource,
    MemoryStore, Middleware as _, RequestIds, SandboxSecret, Transport,
};
use axum::Router;
use oas_runtime::OperationRouter;
use penguinmails_common::CONVENTIONS;
use penguinmails_tenant_smtp::smtp;
use thiserror::Error;

use crate::health::{self, Readiness};
use crate::sandbox::ISSUER as SANDBOX_ISSUER;
use crate::storage::{Database, StorageError};
use crate::{Server, docs};

/// What challenges name.
const REALM: &str = "penguinmails";

/// The application, before it is put together.
#[derive(Debug)]
pub struct App<S> {
    /// Where data is.
    pub database: Database,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Public keys of tokens that are not the sandbox's.
    pub keys: S,
    /// Who issues those tokens.
    pub issuer: String,
    /// When requests are ended.
    pub deadline: Duration,
    /// Replaces the window of every limit, in seconds.
    pub rate_limit_window_s: Option<u64>,
}

/// The application cannot be put together.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum AppError {
    /// The database does not answer.
    #[error("the sandbox's secret cannot be read: {0}")]
    Storage(#[from] StorageError),
    /// What it answers is no secret.
    #[error("the sandbox's secret cannot be used: {0}")]
    Secret(#[from] KeyError),
}

impl<S: KeySource> App<S> {
    /// Every operation with the layers of the conventions around them.
    ///
    /// # Errors
    ///
    /// [`AppError`] if the sandbox's secret can neither be read nor made.
    pub async fn api(self) -> Result<Router, AppError> {
        let server = Server::new(self.database.clone(), Arc::clone(&self.clock), &CONVENTIONS);
        let secret = self.database.sandbox_secret().await?;
        let keys = KeyRing::new(
            self.keys,
            self.issuer,
            CONVENTIONS.authentication.key_refetch_s,
            Arc::clone(&self.clock),
        );
        let authenticator = Authenticator::new(
            &CONVENTIONS,
            self.database.clone(),
            keys,
            Arc::clone(&self.clock),
        )
        .sandbox(SandboxSecret::new(SANDBOX_ISSUER, secret.as_bytes())?);
        let layers = ConventionLayers {
            conventions: &CONVENTIONS,
            directory: self.database,
            authenticator: Arc::new(authenticator),
            rate_limits: MemoryStore::default(),
            rate_limit_window_s: self.rate_limit_window_s,
            clock: self.clock,
            deadline: self.deadline,
            realm: REALM,
        };
        Ok(layers.around(operations(Arc::new(server))))
    }

    /// The same with documentation and health beside.
    ///
    /// # Errors
    ///
    /// As [`App::api`].
    pub async fn router(self, readiness: Readiness) -> Result<Router, AppError> {
        let database = self.database.clone();
        let readiness = readiness.part("database", move || {
            let database = database.clone();
            async move { database.ping().await.is_ok() }
        });
        let around_beside = (
            RequestIds::new(&CONVENTIONS).layer(),
            Transport::new().errors(CONVENTIONS.errors).layer(),
            Faults::new(&CONVENTIONS).layer(),
            Deadline::new(&CONVENTIONS, self.deadline).layer(),
        );
        let beside = Router::new()
            .merge(docs::router())
            .merge(health::router(readiness))
            .layer(around_beside);
        Ok(beside.fallback_service(self.api().await?))
    }
}

/// The operations of every contract. A new one stands here, and nowhere else.
fn operations(server: Arc<Server>) -> OperationRouter {
    OperationRouter::new().merge(smtp::router(server))
}
