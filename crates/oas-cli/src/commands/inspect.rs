//! `oas inspect`: what is in a document.

use std::fmt::Write as _;
use std::mem::ManuallyDrop;

use oas_diagnostics::summary::Summary;
use oas_model::inventory::inventory;
use schemars::JsonSchema;
use serde::Serialize;

use crate::args::{Global, Inspect};
use crate::exit::{Exit, Failure};
use crate::output::Output;
use crate::project::enter;

/// What `oas inspect --format json` writes.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "oas inspect")]
struct Report {
    /// The document, as it was named.
    file: String,
    /// `info.title`.
    title: Option<String>,
    /// `openapi`, as it is written.
    openapi: String,
    /// Entries of `paths`.
    paths: usize,
    /// Operations under `paths`.
    operations: usize,
    /// All other operations: in webhooks, callbacks and path items among the components.
    webhook_or_callback_operations: usize,
    /// Entries of `components.schemas`, as they are written, and what schemas refer to by the path
    /// of a file.
    schemas: usize,
    /// Objects that are references, or have one; examples and security schemes aside.
    refs: usize,
    /// Features that the document uses, sorted; the page `features.md`, which `oas docs --out DIR`
    /// writes, says of each when a document has it.
    features: Vec<String>,
    /// What generation cannot express, each with its place.
    unsupported: Vec<String>,
}

/// The JSON Schema of what this command writes.
pub(crate) fn json_schema() -> schemars::Schema {
    schemars::schema_for!(Report)
}

pub(crate) fn run(
    global: &Global,
    command: &Inspect,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let (mut project, documents) = super::lint::named(global, std::slice::from_ref(&command.file))?;
    let Some(document) = documents.first() else {
        let findings = project.take_findings();
        output.write_findings(&findings, &project.sources);
        return Ok(Exit::Usage);
    };
    enter(format!("counting what is in {}", document.source));
    let counts = inventory(&document.resolved);
    let open_api = document.resolved.open_api();
    // The process ends soon: to free all this piece by piece would take longer than that.
    let contract = ManuallyDrop::new(super::generate::lower_one(&mut project, document));
    let place = |location: &oas_diagnostics::Location| {
        let file = project.sources.file(location.span.file);
        let place = file.line_column(location.span.start);
        format!("{}:{}:{}", file.display(), place.line, place.column)
    };
    let unsupported = contract
        .apis
        .iter()
        .flat_map(|api| &api.unsupported)
        .map(|one| format!("{}: {}", place(&one.location), one.feature))
        .collect();
    let report = Report {
        file: command.file.clone(),
        title: open_api
            .info()
            .and_then(|info| info.title())
            .map(str::to_owned),
        openapi: open_api.text("openapi").unwrap_or_default().to_owned(),
        paths: counts.paths,
        operations: counts.operations,
        webhook_or_callback_operations: counts.webhook_or_callback_operations,
        schemas: counts.schemas,
        refs: counts.references,
        features: counts.features.into_iter().collect(),
        unsupported,
    };
    if command.format == "json" {
        let mut text = serde_json::to_string_pretty(&report)
            .map_err(|error| Failure::new(format!("the report cannot be written: {error}")))?;
        text.push('\n');
        output.answer(&text);
    } else {
        output.answer(&pretty(&report));
    }
    let findings = project.take_findings();
    let summary = Summary::of(&findings);
    if summary.errors > 0 {
        output.say(&format!(
            "{summary}; `oas lint {}` shows them",
            command.file
        ));
        return Ok(Exit::Findings);
    }
    Ok(Exit::Success)
}

/// Columns of a terminal that lines keep to.
const WIDTH: usize = 100;

/// Columns of the names of lines.
const MARGIN: usize = 13;

fn pretty(report: &Report) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| {
        for (index, words) in wrapped(value).iter().enumerate() {
            let name = if index == 0 { name } else { "" };
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{name:MARGIN$}{words}");
        }
    };
    line("title", report.title.as_deref().unwrap_or("(none)"));
    line("openapi", &report.openapi);
    line("paths", &report.paths.to_string());
    let more = report.webhook_or_callback_operations;
    let more = if more > 0 {
        format!(", and {more} in webhooks or callbacks")
    } else {
        String::new()
    };
    line("operations", &format!("{}{more}", report.operations));
    line("schemas", &report.schemas.to_string());
    line("references", &report.refs.to_string());
    line("features", &report.features.join(", "));
    if !report.unsupported.is_empty() {
        text.push_str("\nGeneration cannot express:\n");
        for one in &report.unsupported {
            let _ = writeln!(text, "  {}", printable(one));
        }
    }
    text
}

/// A text without what would move the cursor of a terminal or change its colours.
fn printable(text: &str) -> String {
    let spaced = text.replace(char::is_whitespace, " ");
    spaced.replace(char::is_control, "\u{fffd}")
}

/// A text in one or more lines that, after the margin, keep to [`WIDTH`] where words are not longer.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut width = 0;
    for word in printable(text).split_whitespace() {
        let size = word.chars().count();
        match lines.last_mut() {
            Some(line) if MARGIN + width + 1 + size <= WIDTH => {
                line.push(' ');
                line.push_str(word);
                width += 1 + size;
            }
            _ => {
                lines.push(word.to_owned());
                width = size;
            }
        }
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}
