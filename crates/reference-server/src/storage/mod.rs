//! Where data lives: one embedded SQLite database.
//!
//! This opens, migrates and queries; it decides nothing about the business. Every query about a
//! tenant goes through [`TenantTx`], which can only be made for a tenant that a layer has checked
//! and binds it itself; the text of such a query is refused by the compiler when it does not ask
//! for the tenant. Read [`Database`] and [`TenantTx`] first.

mod audit;
mod database;
mod directory;
mod error;
mod query;
mod random;
mod sandbox_secret;
mod tenant_tx;
mod timestamp;
mod url;

pub use database::Database;
pub use error::{DatabaseError, StorageError};
pub(crate) use query::queries;
pub use query::{GlobalQuery, TenantQuery};
pub use sandbox_secret::SandboxSecret;
pub use tenant_tx::{Access, Statement, TenantTx};
pub use timestamp::Timestamp;
pub use url::{DatabaseUrl, DatabaseUrlError};
