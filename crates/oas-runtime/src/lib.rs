//! What generated Rust servers call: extraction, validation, typed responses.
