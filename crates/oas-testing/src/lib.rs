//! Dev-only: fixtures, snapshot settings, golden directories, compile helpers.
//!
//! What the tests of several crates share. Everything here fails a test by panicking with a text
//! that says what to do; nothing here is for programs. This crate must not depend on a crate that
//! it helps to test: the tests would have two copies of each of its types. Read [`fixtures`],
//! [`snapshot_settings`] and [`assert_golden_dir`] first.

mod fixture;
mod golden;
mod snapshot;
mod tool;
mod walk;

pub use fixture::{Fixture, fixture_directories, fixtures};
pub use golden::{UPDATE, assert_golden_dir, golden_difference};
pub use snapshot::snapshot_settings;
pub use tool::{REQUIRE, Tool, ToolOutput, skipped};
