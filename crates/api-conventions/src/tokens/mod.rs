//! Telling from a token who calls: [`Authenticator`].

mod authenticator;
mod claims;
mod error;
mod key_ring;
mod keys;

pub use authenticator::{Authenticator, SandboxSecret};
pub use error::TokenError;
pub use key_ring::KeyRing;
pub use keys::{KeyError, KeySource, StaticKeys, VerificationKey};
