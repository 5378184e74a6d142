//! `oas bundle`: one self-contained document.

use oas_bundle::BundleSettings;
use oas_conventions::NameKind;
use oas_diagnostics::suggest::nearest;
use oas_model::Version;
use oas_model::select::Selection;

use crate::args::{Bundle, Global};
use crate::exit::{Exit, Failure};
use crate::output::Output;
use crate::project::{Project, current_directory, enter};

pub(crate) fn run(global: &Global, command: &Bundle, output: &mut Output) -> Result<Exit, Failure> {
    let (mut project, documents) = super::lint::named(global, std::slice::from_ref(&command.file))?;
    let conventions = project.load_conventions();
    let Some(document) = documents.first() else {
        let findings = project.take_findings();
        output.write_findings(&findings, &project.sources);
        return Ok(Exit::Usage);
    };
    let version = command.openapi.as_deref().and_then(Version::parse);
    let settings = BundleSettings {
        version: version.unwrap_or_else(|| document.resolved.version()),
        selection: Selection {
            audiences: command.audience.iter().cloned().collect(),
            operations: Vec::new(),
        },
    };
    if let (Some(audience), Some(file)) = (&command.audience, &conventions) {
        let known = file.names(NameKind::Audience);
        if !known.contains(&audience.as_str()) {
            let failure = Failure::new(format!("there is no audience `{audience}`"));
            return Err(match nearest(audience, known.iter().copied()) {
                Some(near) => failure.help(format!("did you mean `{near}`?")),
                None => failure.help(format!("there are {}", known.join(", "))),
            });
        }
    }
    if is_prevented(&project) {
        return Ok(refuse(&mut project, output));
    }
    enter(format!("bundling {}", document.source));
    let (bundle, findings) =
        oas_bundle::bundle(&document.resolved, conventions.as_ref(), &settings);
    project.sink.extend(findings);
    if is_prevented(&project) {
        return Ok(refuse(&mut project, output));
    }
    let exit = if project.has_errors() {
        Exit::Findings
    } else {
        Exit::Success
    };
    let findings = project.take_findings();
    output.write_findings(&findings, &project.sources);
    let named = command
        .output
        .as_deref()
        .and_then(|path| path.extension())
        .and_then(|one| one.to_str());
    let own = document.resolved.document().root().tree().format();
    let yaml = match (command.format.as_deref(), named) {
        (Some(format), _) => format == "yaml",
        (None, Some("yaml" | "yml")) => true,
        (None, Some("json")) => false,
        (None, _) => own == oas_syntax::Format::Yaml,
    };
    let text = if yaml {
        oas_bundle::to_yaml(&bundle)
    } else {
        oas_bundle::to_json(&bundle)
    };
    match &command.output {
        Some(path) => write(path, &text)?,
        None => output.answer(&text),
    }
    Ok(exit)
}

/// Whether something was found that a bundle cannot pass on as it is.
fn is_prevented(project: &Project) -> bool {
    project.sink.diagnostics().iter().any(oas_bundle::prevents)
}

fn refuse(project: &mut Project, output: &mut Output) -> Exit {
    let findings = project.take_findings();
    output.write_findings(&findings, &project.sources);
    output.say("no bundle is written of a document that cannot be read in full");
    Exit::Findings
}

/// Writes a file by way of one beside it, so that what was there stays whole until the end.
fn write(path: &std::path::Path, text: &str) -> Result<(), Failure> {
    let path = current_directory()?.join(path);
    let failed = |error: std::io::Error| {
        Failure::new(format!("`{}` cannot be written: {error}", path.display()))
            .help("name a file in a directory that exists and may be written")
    };
    let name = path
        .file_name()
        .ok_or_else(|| Failure::new("`--output` names no file"))?;
    let beside = path.with_file_name(format!(".{}.oas-new", name.to_string_lossy()));
    let written = std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, &path));
    written.map_err(|error| {
        // The half-way file goes away; the error that is reported is the first one.
        let _ = std::fs::remove_file(&beside);
        failed(error)
    })
}
