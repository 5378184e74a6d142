//! The conventions of a contract as layers for any server that mounts generated routers.

mod address;
mod audit;
mod clock;
mod directory;
mod principal;
mod tenancy;

pub use address::{ClientAddress, Peer};
pub use audit::AuditRecord;
pub use clock::{Clock, ManualClock, SystemClock};
pub use directory::{ApiKeyDigest, ApiKeyRecord, Directory, StoreError, Tenant};
pub use principal::{Principal, PrincipalBuilder, Reach};
pub use tenancy::PathTenant;
