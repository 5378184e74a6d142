//! The PenguinMails API, implemented: sandbox, example, and proof of the contracts.
//!
//! - The handlers are the example that teams copy: read [`smtp`] first, then [`context`], which is
//!   what a handler is given, then [`storage`]. [`sandbox`] has data and tokens to try them with.
//! - [`App`] puts operations, layers and what stands beside them together.
//! - The rest is transport: what arrives on a socket becomes a request of a router, and whatever
//!   happens on the way is answered in the API's own envelope. Read [`Listener`] first.

pub mod answer;
pub mod app;
pub mod context;
pub mod docs;
mod failure;
pub mod health;
pub mod keys;
pub mod listener;
pub mod logging;
pub mod sandbox;
pub mod server;
pub mod settings;
pub mod smtp;
pub mod start;
pub mod stop;
pub mod storage;

pub use app::App;
pub use context::Context;
pub use listener::Listener;
pub use server::Server;
pub use settings::Settings;
pub use start::StartError;
pub use stop::{Phase, Stop, Stopper};
