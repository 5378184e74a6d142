//! The PenguinMails API, implemented: storage, handlers and the data of the sandbox.
//!
//! The handlers are the example that teams copy: read [`smtp`] first, then [`context`], which is
//! what a handler is given, then [`storage`]. [`sandbox`] has data and tokens to try them with.
//! Layers come from `api-conventions`, and the command that listens is the binary's own.

pub mod context;
mod failure;
pub mod sandbox;
pub mod server;
pub mod smtp;
pub mod storage;

pub use context::Context;
pub use server::Server;
