//! Which Overlay Specification a document follows: [`OverlayVersion`].

use std::fmt;

/// A minor version of the Overlay Specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OverlayVersion {
    /// Overlay 1.0.
    V1_0,
    /// Overlay 1.1.
    V1_1,
}

impl OverlayVersion {
    /// The version that the text of `overlay` names, in full: `1.1.0`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (minor, patch) = text.strip_prefix("1.")?.split_once('.')?;
        if patch.is_empty() || !patch.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match minor {
            "0" => Some(Self::V1_0),
            "1" => Some(Self::V1_1),
            _ => None,
        }
    }
}

impl fmt::Display for OverlayVersion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::V1_0 => "1.0",
            Self::V1_1 => "1.1",
        })
    }
}
