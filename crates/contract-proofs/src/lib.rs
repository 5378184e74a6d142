//! What the generated Rust crates promise about the contracts, proven in tests.
//!
//! The tests read the bundles and use the generated crates as a server would: the schemas that
//! utoipa derives from the types are those of the contract, each example of the contract is an
//! answer that a handler can give, and what a contract does not declare does not compile. The one
//! thing here that is no test is [`meaning`], by which two schemas are compared.

mod meaning;

pub use meaning::meaning;
