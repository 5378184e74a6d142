//! `oas docs`: pages of rules, diagnostics and features, and the published JSON Schemas.

use std::fmt::Write as _;

use oas_codegen::{EmitMode, Emitter, Manifest, OutputError, OutputSet};
use oas_model::inventory::{FAMILIES, FEATURES};

use super::explain::pages;
use crate::args::{Docs, Global};
use crate::exit::{Exit, Failure};
use crate::output::Output;
use crate::project::current_directory;

pub(crate) fn run(global: &Global, command: &Docs, output: &mut Output) -> Result<Exit, Failure> {
    let mode = if command.check {
        EmitMode::Check
    } else {
        EmitMode::Write
    };
    let Some(out) = &command.out else {
        return super::generate::docs(global, mode, output);
    };
    let directory = current_directory()?.join(out);
    let outputs = outputs().map_err(|error| Failure::new(error.to_string()))?;
    let report = Emitter::new(&directory)
        .emit(&outputs, Manifest::new(env!("CARGO_PKG_VERSION")), mode)
        .map_err(|error| Failure::new(error.to_string()))?;
    Ok(output.emitted(&report, mode))
}

/// The page of the features that `oas inspect` names.
fn features() -> String {
    let mut page = String::from(
        "# Features\n\n`oas inspect` names the features of OpenAPI that a document uses. A document \
         has a feature when one object of it does, in whichever of its files; objects that nothing \
         leads to do not count, nor do those to which only a `$ref` leads that stands in the place \
         of a list or a map, where the specification has no reference. An identifier is made of \
         letters, digits and `_`, with no digit first.\n\n| feature | when a document has it |\n\
         |---|---|\n",
    );
    for feature in FEATURES.iter().chain(&FAMILIES) {
        let what = feature.what.replace('|', "\\|");
        // Writing to a String cannot fail.
        let _ = writeln!(page, "| `{}` | {what} |", feature.name);
    }
    page.push_str("\n`*` stands for a word of the document.\n");
    page
}

/// Every page and schema.
pub(crate) fn outputs() -> Result<OutputSet, OutputError> {
    let mut outputs = OutputSet::new();
    let mut index = String::from(
        "# Rules and diagnostics\n\n`oas explain NAME` shows the same pages.\n\n\
         | name | group | level | what it reports |\n|---|---|---|---|\n",
    );
    for page in pages() {
        let level = format!("{:?}", page.level).to_lowercase();
        let (name, group) = (page.name, page.group);
        let summary = page.summary.replace('|', "\\|");
        // Writing to a String cannot fail.
        let _ = writeln!(
            index,
            "| [`{name}`]({name}.md) | {group} | {level} | {summary} |"
        );
        outputs.insert(format!("rules/{name}.md"), page.text)?;
    }
    outputs.insert("rules/README.md", index)?;
    outputs.insert("features.md", features())?;
    let schemas = [
        ("contract", crate::config::json_schema().to_value()),
        ("conventions", oas_conventions::json_schema()),
        (
            "findings",
            oas_diagnostics::render::findings_schema().to_value(),
        ),
        ("inspect", super::inspect::json_schema().to_value()),
    ];
    for (name, schema) in schemas {
        let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
        text.push('\n');
        outputs.insert(format!("schemas/{name}.schema.json"), text)?;
    }
    Ok(outputs)
}
