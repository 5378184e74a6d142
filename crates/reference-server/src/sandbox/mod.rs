//! What a sandbox holds: tenants for every case that a tester meets, and tokens to call as any of
//! their people. All of it is sandbox data, which no live token reaches.
//!
//! [`seed()`] puts it into the database, [`refresh`] keeps its figures from growing old,
//! [`tokens()`] signs tokens and [`print()`] writes them for people. The cases themselves are in
//! `tenants` and `callers`.

mod callers;
mod figures;
mod print;
mod seed;
mod tenants;
mod tokens;

pub use print::{print, print_json};
#[cfg(test)]
pub(crate) use seed::ALL;
pub use seed::{refresh, seed};
pub use tokens::{ISSUER, KEY_ID, SandboxError, SandboxToken, tokens};
