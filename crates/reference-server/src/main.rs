//! The reference server's command.
fn main() {}
