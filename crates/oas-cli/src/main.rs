//! The `oas` command.

fn main() {}
