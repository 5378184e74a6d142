//! `oas generate`: lint, then every target.

mod openapi;
mod places;
mod rust;
mod typescript;

use std::path::Path;

use oas_codegen::{EmitMode, Emitter, Manifest, OutputError, OutputSet, RenderError};
use oas_conventions::Conventions;
use oas_ir::{Contract, LowerInput, LowerSettings};
use oas_model::select::Selection;

use self::places::{Places, normalised};
use crate::args::{Generate, Global, Target};
use crate::config::{Config, OpenapiFormat, OpenapiTarget, OpenapiVersion};
use crate::exit::{Exit, Failure};
use crate::output::Output;
use crate::project::{Project, ProjectDocument, current_directory, enter};

const EVERY_TARGET: [Target; 4] = [
    Target::Openapi,
    Target::Rust,
    Target::Typescript,
    Target::Docs,
];

pub(crate) fn run(
    global: &Global,
    command: &Generate,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let mode = if command.check {
        EmitMode::Check
    } else {
        EmitMode::Write
    };
    if let Some(input) = &command.input {
        return single(global, command, input, mode, output);
    }
    let mut project = Project::configured(global)?;
    let documents = project.load_configured();
    let conventions = project.load_conventions();
    if project.config.is_none() {
        let findings = project.take_findings();
        output.write_findings(&findings, &project.sources);
        return Ok(Exit::Usage);
    }
    let settings = super::lint::configured(&project);
    let findings = super::lint::check(&mut project, &documents, conventions.as_ref(), &settings);
    let exit = if findings.is_empty() {
        Exit::Success
    } else {
        output.findings(&findings, &project.sources, &command.report)
    };
    if exit != Exit::Success {
        output.say("nothing is generated from documents with findings of this level");
        return Ok(exit);
    }
    let only = if command.only.is_empty() {
        EVERY_TARGET.to_vec()
    } else {
        command.only.clone()
    };
    let work = Work {
        project,
        documents,
        conventions,
    };
    work.configured(&only, mode, output)
}

/// The documentation target of the configuration alone; no document is read for it.
pub(crate) fn docs(global: &Global, mode: EmitMode, output: &mut Output) -> Result<Exit, Failure> {
    let mut project = Project::configured(global)?;
    let documents = project.load_configured();
    let conventions = project.load_conventions();
    // Findings of documents are for `lint` and `generate`; the pages do not depend on them.
    let _ = project.take_findings();
    Work {
        project,
        documents,
        conventions,
    }
    .configured(&[Target::Docs], mode, output)
}

/// Lowers one document without conventions; findings stay in the project.
pub(crate) fn lower_one(project: &mut Project, document: &ProjectDocument) -> Contract {
    enter(format!("lowering {}", document.source));
    let input = LowerInput {
        document: &document.resolved,
        name: document.name.clone(),
        source: document.source.clone(),
    };
    oas_ir::lower(&[input], None, &LowerSettings::default(), &mut project.sink)
}

/// What targets are made of.
struct Work {
    project: Project,
    documents: Vec<ProjectDocument>,
    conventions: Option<Conventions>,
}

impl Work {
    /// Says what the documents mean; of the operations, those that are selected. What stands below
    /// `shared_prefixes` is shared by all documents.
    fn lower(&mut self, selection: Selection, shared_prefixes: Vec<String>) -> Contract {
        let inputs: Vec<LowerInput<'_>> = self
            .documents
            .iter()
            .map(|document| LowerInput {
                document: &document.resolved,
                name: document.name.clone(),
                source: document.source.clone(),
            })
            .collect();
        let settings = LowerSettings {
            selection,
            shared_prefixes,
        };
        let sink = &mut self.project.sink;
        oas_ir::lower(&inputs, self.conventions.as_ref(), &settings, sink)
    }

    /// Whether the configuration stands in the repository that has these templates.
    fn is_in_repository(&self, templates: &str) -> bool {
        let mut directories = self.project.directory.ancestors().take(2);
        directories.any(|directory| directory.join(templates).is_dir())
    }

    fn configured(
        mut self,
        only: &[Target],
        mode: EmitMode,
        output: &mut Output,
    ) -> Result<Exit, Failure> {
        let Some(config) = self.project.config.take() else {
            let findings = self.project.take_findings();
            output.write_findings(&findings, &self.project.sources);
            return Ok(Exit::Usage);
        };
        let places = Places::of(&config, &self.project.directory)?;
        let mut outputs = OutputSet::new();
        let mut scope = Vec::new();
        for target in EVERY_TARGET.iter().filter(|target| only.contains(target)) {
            for (directory, files) in self.target(*target, &config, &places)? {
                outputs
                    .extend_below(&directory, files)
                    .map_err(output_failure)?;
                scope.push(directory);
            }
        }
        let mut findings = self.project.take_findings();
        // What an export loses is told by `oas bundle`, and would only be in the way here.
        findings.retain(|finding| finding.level > oas_diagnostics::Level::Info);
        output.write_findings(&findings, &self.project.sources);
        if findings
            .iter()
            .any(|finding| finding.level == oas_diagnostics::Level::Error)
        {
            output.say("nothing is written of what cannot be generated whole");
            return Ok(Exit::Findings);
        }
        enter("writing outputs");
        let mut manifest = self.manifest();
        if let Some(target) = &config.targets.rust {
            rust::inputs(&mut manifest, target.runtime == "vendor");
        }
        if !config.targets.typescript.is_empty() {
            typescript::inputs(&mut manifest);
        }
        let all = EVERY_TARGET.iter().all(|target| only.contains(target));
        let emitter = Emitter::new(&places.base);
        let emitter = if all { emitter } else { emitter.within(scope) };
        let report = emitter
            .emit(&outputs, manifest, mode)
            .map_err(emit_failure)?;
        Ok(output.emitted(&report, mode))
    }

    /// The files of a target, by directory below the base.
    fn target(
        &mut self,
        target: Target,
        config: &Config,
        places: &Places,
    ) -> Result<Vec<(String, OutputSet)>, Failure> {
        match target {
            Target::Openapi => match &config.targets.openapi {
                None => Ok(Vec::new()),
                Some(openapi) => {
                    let files = openapi::bundles(self, openapi)?;
                    Ok(vec![(places.below(&openapi.out)?, files)])
                }
            },
            Target::Rust => rust::packages(self, config, places),
            Target::Typescript => typescript::packages(self, config, places),
            Target::Docs => match &config.targets.docs {
                None => Ok(Vec::new()),
                Some(docs) => {
                    let files = super::docs::outputs().map_err(output_failure)?;
                    Ok(vec![(places.below(&docs.out)?, files)])
                }
            },
        }
    }

    /// Everything that was read: documents, configuration, templates.
    fn manifest(&self) -> Manifest {
        let mut manifest = Manifest::new(env!("CARGO_PKG_VERSION"));
        let folder = self
            .project
            .directory
            .file_name()
            .map(|name| name.to_string_lossy());
        let folder = folder.unwrap_or_default();
        for (id, file) in self.project.sources.files() {
            if self.project.is_made(id) {
                continue;
            }
            let path = file
                .path()
                .strip_prefix("configuration:")
                .unwrap_or(file.path());
            manifest.input(format!("{folder}/{path}"), file.text());
        }
        manifest
    }
}

/// `generate --input`: one document, one target, no configuration.
fn single(
    global: &Global,
    command: &Generate,
    input: &Path,
    mode: EmitMode,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let (Some(target), Some(out)) = (command.target, &command.out) else {
        return Err(Failure::new("`--input` needs `--target` and `--out`"));
    };
    let file = input.to_string_lossy().into_owned();
    let (mut project, mut documents) = super::lint::named(global, &[file])?;
    let Some(document) = documents.first_mut() else {
        let findings = project.take_findings();
        output.findings(&findings, &project.sources, &command.report);
        return Ok(Exit::Usage);
    };
    if let Some(name) = &command.name {
        document.name.clone_from(name);
    }
    // The first line of generated files must not depend on where the command was run.
    if let Some(name) = input.file_name() {
        document.source = name.to_string_lossy().into_owned();
    }
    let selection = Selection {
        audiences: command.audience.iter().cloned().collect(),
        operations: command.operations.clone(),
    };
    let unknown = selection.unknown_operations(&document.resolved);
    if let Some(first) = unknown.first() {
        return Err(
            Failure::new(format!("the document has no operation `{first}`"))
                .help("`--operations` takes operation ids, separated by commas"),
        );
    }
    let broken = project.has_errors();
    let conventions = project.load_conventions();
    // What errors concern is left out by name there; a bundle would pass them on.
    let leaves_out = matches!(target, Target::Rust | Target::Typescript);
    if broken && !leaves_out {
        let findings = project.take_findings();
        output.findings(&findings, &project.sources, &command.report);
        output.say("nothing is generated from a document with errors");
        return Ok(Exit::Findings);
    }
    let mut work = Work {
        project,
        documents,
        conventions,
    };
    let outputs = match target {
        Target::Openapi => {
            let openapi = OpenapiTarget {
                out: String::new(),
                versions: vec![OpenapiVersion::V3_1, OpenapiVersion::V3_0],
                formats: vec![OpenapiFormat::Json, OpenapiFormat::Yaml],
                overlays: Vec::new(),
            };
            openapi::bundles(&mut work, &openapi)?
        }
        Target::Typescript => typescript::single(&mut work, command.name.as_deref(), selection)?,
        Target::Rust => rust::single(&mut work, selection, &command.runtime, out)?,
        Target::Docs => {
            return Err(Failure::new("pages of single documents are not built yet")
                .help("`--target openapi` writes bundles"));
        }
    };
    let findings = work.project.take_findings();
    let exit = output.findings(&findings, &work.project.sources, &command.report);
    if broken {
        output.say("the document has errors: what they concern may be missing in the output");
    }
    let directory = current_directory()?.join(out);
    let mut manifest = work.manifest();
    match target {
        Target::Rust => rust::inputs(&mut manifest, command.runtime == "vendor"),
        Target::Typescript => typescript::inputs(&mut manifest),
        Target::Openapi | Target::Docs => {}
    }
    let report = Emitter::new(&directory)
        .sparing_others()
        .emit(&outputs, manifest, mode)
        .map_err(emit_failure)?;
    Ok(match output.emitted(&report, mode) {
        Exit::Success => exit,
        other => other,
    })
}

/// What a person reads of a path that cannot be written.
#[expect(clippy::needless_pass_by_value, reason = "as `map_err` hands it over")]
fn output_failure(error: OutputError) -> Failure {
    Failure::new(error.to_string()).help("rename what it is made of in the document")
}

/// Paths are made of documents; everything else that rendering can fail with is a fault of ours.
fn render_failure(error: RenderError) -> Failure {
    match error {
        RenderError::Output(error) => output_failure(error),
        // Caught in `main`, which says during what it happened.
        fault => panic!("{fault}"),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "as `map_err` hands it over")]
fn emit_failure(error: oas_codegen::EmitError) -> Failure {
    Failure::new(error.to_string())
        .help("nothing was lost: outputs that were not replaced are as before")
}
