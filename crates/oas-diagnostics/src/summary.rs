//! How many findings there are of each level.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Diagnostic, Level};

/// Counts by level; displays as `2 errors, 1 warning`, or `no findings`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// Findings at level error.
    pub errors: usize,
    /// Findings at level warning.
    pub warnings: usize,
    /// Findings at level info.
    pub infos: usize,
}

impl Summary {
    /// Counts `diagnostics`.
    pub fn of<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> Self {
        let mut summary = Self::default();
        for diagnostic in diagnostics {
            match diagnostic.level {
                Level::Error => summary.errors += 1,
                Level::Warning => summary.warnings += 1,
                Level::Info => summary.infos += 1,
            }
        }
        summary
    }

    /// How many findings are at `level` or above it.
    #[must_use]
    pub const fn at_least(self, level: Level) -> usize {
        match level {
            Level::Error => self.errors,
            Level::Warning => self.errors + self.warnings,
            Level::Info => self.errors + self.warnings + self.infos,
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = true;
        for (count, one) in [
            (self.errors, "error"),
            (self.warnings, "warning"),
            (self.infos, "info"),
        ] {
            if count == 0 {
                continue;
            }
            let separator = if first { "" } else { ", " };
            let plural = if count == 1 { "" } else { "s" };
            write!(formatter, "{separator}{count} {one}{plural}")?;
            first = false;
        }
        if first {
            formatter.write_str("no findings")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Summary;
    use crate::Level;

    #[test]
    fn only_what_was_found_is_said() {
        let summary = |errors, warnings, infos| Summary {
            errors,
            warnings,
            infos,
        };
        assert_eq!(summary(0, 0, 0).to_string(), "no findings");
        assert_eq!(summary(1, 0, 2).to_string(), "1 error, 2 infos");
        assert_eq!(summary(2, 1, 1).to_string(), "2 errors, 1 warning, 1 info");
        assert_eq!(summary(1, 2, 4).at_least(Level::Error), 1);
        assert_eq!(summary(1, 2, 4).at_least(Level::Warning), 3);
        assert_eq!(summary(1, 2, 4).at_least(Level::Info), 7);
    }
}
