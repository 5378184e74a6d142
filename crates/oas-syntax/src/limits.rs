//! The limits that keep a hostile text from costing more than a diagnostic.

use oas_diagnostics::{Diagnostic, Location};

use crate::diagnostics::{NESTING_LIMIT, NODE_LIMIT, NUMBER_OUT_OF_RANGE};

/// Limits of one parse. Each is reported when it is met, never silently applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one text. Above one GiB the limit is one GiB, whatever is asked for.
    pub bytes: usize,
    /// Collections within each other, those that aliases stand for included.
    pub depth: usize,
    /// Nodes of one text, aliases not expanded.
    pub nodes: usize,
    /// A text may have one node for so many of its bytes, whatever [`Limits::nodes`] says: a large
    /// document is no attack as long as its values are as long as people write them.
    pub bytes_of_node: usize,
    /// Nodes that aliases and merge keys add to one text, each counted as often as it is reached.
    pub expanded_nodes: u64,
    /// Syntax errors reported for one text.
    pub errors: usize,
}

impl Limits {
    /// Positions are 32-bit and cooked scalars share their address space, so there is a ceiling.
    const MOST_BYTES: usize = 1 << 30;

    pub(crate) fn bytes(&self) -> usize {
        self.bytes.min(Self::MOST_BYTES)
    }

    /// These limits for a text of so many bytes.
    pub(crate) fn of_text(&self, bytes: usize) -> Self {
        Self {
            nodes: self.nodes.max(bytes / self.bytes_of_node.max(1)),
            ..*self
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 128 * 1024 * 1024,
            depth: 512,
            nodes: 4_000_000,
            bytes_of_node: 16,
            expanded_nodes: 1_000_000,
            errors: 50,
        }
    }
}

/// Too many nodes in one text; the caller stops reading.
pub(crate) fn node_diagnostic(limits: &Limits, location: Location) -> Diagnostic {
    let message = format!("the text has more than {} values", limits.nodes);
    Diagnostic::error(NODE_LIMIT.name, location, message)
        .label("not read from here")
        .help(format!(
            "split the document into files that refer to each other, or allow more: \
             `--limit nodes={}`",
            limits.nodes.saturating_mul(2)
        ))
}

/// Collections within each other, too many of them.
pub(crate) fn nesting_diagnostic(limits: &Limits, location: Location) -> Diagnostic {
    let message = format!("more than {} collections within each other", limits.depth);
    Diagnostic::error(NESTING_LIMIT.name, location, message)
        .label("this one and what is in it are not read")
        .help(format!(
            "make the document flatter, with `$ref` for example, or allow more: `--limit depth={}`",
            limits.depth.saturating_mul(2)
        ))
}

/// A number that no float holds.
pub(crate) fn range_diagnostic(location: Location) -> Diagnostic {
    Diagnostic::warning(
        NUMBER_OUT_OF_RANGE.name,
        location,
        "the number is beyond what 64-bit floats hold",
    )
    .label("read as the largest float by most programs")
    .help("write a smaller number, or a string")
}
