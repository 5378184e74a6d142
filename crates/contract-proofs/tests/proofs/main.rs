//! The proofs that need no running server. Each module proves one promise.

mod answers;
mod bundle;
mod conventions;
mod round_trip;
mod text;
mod undeclared;
