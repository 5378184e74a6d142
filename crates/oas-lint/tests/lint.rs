//! The tests of this crate, one module for each thing that is tested.

mod contracts;
mod fixtures;
mod oasdiff_rules;
mod reach;
mod registry;
mod rule_docs;
mod settings;
mod support;
mod suppressions;
