//! `github`: workflow commands, which a workflow run shows as annotations of the changed lines.

use std::fmt;

use crate::render::in_full;
use crate::render::visible::{visible, visible_line};
use crate::{Diagnostic, Level, Place, SourceMap};

/// Writes one command per finding.
pub(super) fn render(
    out: &mut dyn fmt::Write,
    diagnostics: &[Diagnostic],
    sources: &SourceMap,
) -> fmt::Result {
    for diagnostic in diagnostics {
        let command = match diagnostic.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info => "notice",
        };
        let file = sources.file(diagnostic.place.file());
        write!(out, "::{command} file={}", property(file.display()))?;
        if let Place::Span(span) = diagnostic.place {
            let start = file.line_column(span.start);
            let end = file.line_column(span.end.max(span.start));
            write!(out, ",line={},endLine={}", start.line, end.line)?;
            // Columns are read only where both are in the same line.
            if start.line == end.line {
                write!(out, ",col={},endColumn={}", start.column, end.column)?;
            }
        }
        write!(out, ",title={}::", property(&diagnostic.rule))?;
        writeln!(out, "{}", escape(&visible(&in_full(diagnostic))))?;
    }
    Ok(())
}

/// What a command's text may not hold.
fn escape(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// What a command's property may not hold.
fn property(text: &str) -> String {
    escape(&visible_line(text))
        .replace(':', "%3A")
        .replace(',', "%2C")
}
