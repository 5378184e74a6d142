//! `junit`: a test suite per file and a test case per finding, as build servers read it.

use std::collections::BTreeMap;
use std::fmt;

use crate::render::visible::visible;
use crate::render::{RenderSettings, in_full};
use crate::{Diagnostic, FileId, SourceFile, SourceMap, Summary};

/// Writes one suite per file that was read; a file without findings has one case, which passed.
pub(super) fn render(
    out: &mut dyn fmt::Write,
    diagnostics: &[Diagnostic],
    sources: &SourceMap,
    settings: &RenderSettings<'_>,
) -> fmt::Result {
    let mut by_file: BTreeMap<FileId, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics {
        let found = by_file.entry(diagnostic.place.file()).or_default();
        found.push(diagnostic);
    }
    // By path, so that the order of loading does not show.
    let mut files: Vec<_> = sources.files().collect();
    files.sort_by_key(|(_, file)| file.path());
    let clean = files.len() - by_file.len();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<testsuites name=\"oas\" tests=\"{}\" failures=\"{}\" errors=\"0\">",
        diagnostics.len() + clean,
        failures(diagnostics, settings),
    )?;
    for (id, file) in files {
        let found = by_file.remove(&id).unwrap_or_default();
        suite(out, file, &found, settings)?;
    }
    writeln!(out, "</testsuites>")
}

fn suite(
    out: &mut dyn fmt::Write,
    file: &SourceFile,
    found: &[&Diagnostic],
    settings: &RenderSettings<'_>,
) -> fmt::Result {
    let name = attribute(file.display());
    writeln!(
        out,
        "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{}\" errors=\"0\">",
        found.len().max(1),
        failures(found.iter().copied(), settings),
    )?;
    if found.is_empty() {
        writeln!(
            out,
            "    <testcase name=\"no findings\" classname=\"{name}\"/>"
        )?;
    }
    for diagnostic in found {
        let rule = attribute(&diagnostic.rule);
        let start = file.line_column(diagnostic.place.span().start);
        let position = format!("{}:{}", start.line, start.column);
        writeln!(
            out,
            "    <testcase name=\"{rule} at {position}\" classname=\"{name}\">"
        )?;
        let text = format!("{}:{position}: {}", file.display(), in_full(diagnostic));
        let text = escape(&text);
        if diagnostic.level >= settings.fail_on {
            let message = attribute(&diagnostic.message);
            writeln!(
                out,
                "      <failure message=\"{message}\" type=\"{rule}\">{text}</failure>"
            )?;
        } else {
            writeln!(out, "      <system-out>{text}</system-out>")?;
        }
        writeln!(out, "    </testcase>")?;
    }
    writeln!(out, "  </testsuite>")
}

fn failures<'a>(
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
    settings: &RenderSettings<'_>,
) -> usize {
    Summary::of(diagnostics).at_least(settings.fail_on)
}

/// Text of an element. XML has no way to write most controls, so they are written out.
fn escape(text: &str) -> String {
    visible(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// Text of an attribute, where line ends and tabs would become spaces.
fn attribute(text: &str) -> String {
    escape(text)
        .replace('"', "&quot;")
        .replace('\n', "&#10;")
        .replace('\t', "&#9;")
}
