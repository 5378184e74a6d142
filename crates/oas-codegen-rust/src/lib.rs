//! The Rust backend: axum server traits, models and runtime glue.

mod layout;
mod pattern;
