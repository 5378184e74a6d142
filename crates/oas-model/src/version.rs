//! Which OpenAPI Specification a document follows: [`Version`].

use std::fmt;

/// A minor version of the specification; patch versions do not change meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// OpenAPI 3.0.
    V3_0,
    /// OpenAPI 3.1.
    V3_1,
    /// OpenAPI 3.2.
    V3_2,
}

impl Version {
    /// All versions that are read, oldest first.
    pub const ALL: [Self; 3] = [Self::V3_0, Self::V3_1, Self::V3_2];

    /// The version that the text of `openapi` names: `3.1.0`, and also `3.1.0-rc1` and `3.1`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split(['.', '-', '+']);
        if parts.next()? != "3" {
            return None;
        }
        match parts.next()? {
            "0" => Some(Self::V3_0),
            "1" => Some(Self::V3_1),
            "2" => Some(Self::V3_2),
            _ => None,
        }
    }

    /// `3.1`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V3_0 => "3.0",
            Self::V3_1 => "3.1",
            Self::V3_2 => "3.2",
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
