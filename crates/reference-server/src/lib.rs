//! The API of the contracts, implemented.
//!
//! These modules are its transport: what arrives on a socket becomes a request of the given router,
//! and whatever happens on the way is answered in the API's own envelope. They know no operation.
//! Read [`Listener`] first.

pub mod answer;
pub mod docs;
pub mod health;
pub mod listener;
pub mod logging;
pub mod settings;
pub mod start;
pub mod stop;

pub use listener::Listener;
pub use settings::Settings;
pub use start::StartError;
pub use stop::{Phase, Stop, Stopper};
