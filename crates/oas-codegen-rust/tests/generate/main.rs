//! From documents to Rust: what is generated, and whether it compiles and does what it should.

#[path = "../support/mod.rs"]
mod support;

mod budget;
mod compile;
mod conventions;
mod golden;
mod hostile;
mod order;
mod plan;
