//! From documents to Rust: what is generated, and whether it compiles and does what it should.

#[path = "../support/mod.rs"]
mod support;

mod compile;
mod golden;
mod hostile;
