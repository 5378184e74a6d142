//! The conventions of a contract as layers for any server that mounts generated routers.
//!
//! A generated crate says what its contract demands: a table per operation ([`OperationMeta`]) and
//! one for all of them ([`Conventions`]). The layers here read both and act: they know no domain, no
//! database and no HTTP library but axum's. Each one works alone; [`ConventionLayers`] puts them
//! together in the order in which a contract wants its answers.
//!
//! What a server brings is behind three traits:
//!
//! - [`Directory`]: which API keys and tenants there are;
//! - [`KeySource`]: the public keys that tokens are signed with;
//! - [`RateLimitStore`]: where calls are counted, [`MemoryStore`] if one process is enough.
//!
//! Who calls is a [`Principal`], which generated handlers find in their context. Audit records are
//! written by the server, in the transaction of what they are about; [`AuditRecord`] is what they
//! hold and [`AuditRecord::is_due`] says when.
//!
//! Layers that need to know the operation ([`Authentication`], [`Authorization`], [`Tenancy`],
//! [`RateLimits`], [`BodyLimit`], [`DeprecationNotices`]) go around an
//! [`OperationRouter`](oas_runtime::OperationRouter). The others go around any router, and around
//! operations too: [`Faults`] and [`Deadline`] there leave it to the layers further out to write
//! on their answers.
//!
//! [`OperationMeta`]: oas_runtime::OperationMeta
//! [`Conventions`]: oas_runtime::Conventions
#![doc = include_str!("example.md")]

mod access_log;
mod address;
mod audit;
mod authentication;
mod authorization;
mod body_limit;
mod clock;
mod deadline;
mod deprecation;
mod directory;
mod faults;
mod header;
mod ids;
mod layer;
mod masking;
mod principal;
mod rate_limits;
mod refusal;
mod stack;
mod tenancy;
mod tokens;
mod transport;

pub use access_log::{AccessLog, AccessNotes};
pub use address::{ClientAddress, Peer};
pub use audit::AuditRecord;
pub use authentication::Authentication;
pub use authorization::Authorization;
pub use body_limit::BodyLimit;
pub use clock::{Clock, ManualClock, SystemClock};
pub use deadline::Deadline;
pub use deprecation::DeprecationNotices;
pub use directory::{ApiKeyDigest, ApiKeyRecord, Directory, StoreError, Tenant};
pub use faults::Faults;
pub use ids::RequestIds;
pub use layer::{Middleware, MiddlewareLayer, MiddlewareService};
pub use masking::mask;
pub use principal::{Principal, PrincipalBuilder, Reach};
pub use rate_limits::{Allowance, Demand, MemoryStore, RateLimitGate, RateLimitStore, RateLimits};
pub use stack::ConventionLayers;
pub use tenancy::{PathTenant, Tenancy};
pub use tokens::{
    Authenticator, KeyError, KeyRing, KeySource, SandboxSecret, StaticKeys, TokenError,
    VerificationKey,
};
pub use transport::Transport;
