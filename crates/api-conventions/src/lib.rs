//! The conventions of a contract as layers for any server that mounts generated routers.

mod clock;
mod directory;
mod principal;

pub use clock::{Clock, ManualClock, SystemClock};
pub use directory::{ApiKeyDigest, ApiKeyRecord, Directory, StoreError, Tenant};
pub use principal::{Principal, Reach};
