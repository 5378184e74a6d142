//! The limits that keep a hostile text from costing more than a diagnostic.

/// Limits of one parse. Each is reported when it is met, never silently applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one text.
    pub bytes: usize,
    /// Collections within each other.
    pub depth: usize,
    /// Nodes of one text after every alias is expanded.
    pub expanded_nodes: u64,
    /// Syntax errors reported for one text.
    pub errors: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 256 * 1024 * 1024,
            depth: 512,
            expanded_nodes: 20_000_000,
            errors: 50,
        }
    }
}
