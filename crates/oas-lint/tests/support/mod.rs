//! `check_lint`: a document in, findings as a person reads them out.

use oas_conventions::Conventions;
use oas_diagnostics::render::{Format, RenderSettings, render};
use oas_diagnostics::{Diagnostic, DiagnosticSink, Level, Loader, MemoryLoader, SourceMap};
use oas_lint::{Settings, lint};
use oas_model::{ResolvedDocument, load, shape};
use oas_syntax::{Format as TextFormat, Limits};

/// The conventions that the rules are driven by, as the repository has them.
const CONVENTIONS: &str = include_str!("../../../../spec/conventions.yaml");

/// What linting a document gives.
pub(crate) struct Checked {
    /// The findings.
    pub(crate) findings: Vec<Diagnostic>,
    /// The same as a person reads them.
    pub(crate) rendered: String,
}

impl Checked {
    /// The names of the rules that found something, each once, in the order of the findings.
    pub(crate) fn rules(&self) -> Vec<&str> {
        let mut names: Vec<_> = self
            .findings
            .iter()
            .map(|found| found.rule.as_ref())
            .collect();
        names.dedup();
        names
    }
}

/// The conventions of the repository.
pub(crate) fn conventions() -> Conventions {
    let mut sources = SourceMap::new();
    let mut sink = DiagnosticSink::new();
    let file = sources.add("conventions.yaml", "conventions.yaml", CONVENTIONS);
    let text = sources.file(file).text().clone();
    let tree = oas_syntax::parse(file, &text, TextFormat::Yaml, &Limits::default(), &mut sink);
    let conventions = Conventions::parse(&tree, &mut sink);
    assert!(!sink.has_errors(), "{:#?}", sink.diagnostics());
    conventions.expect("conventions without errors are returned")
}

/// Lints a document that is one text. It has to be loadable and of the right shape.
pub(crate) fn check_lint(
    text: &str,
    conventions: Option<&Conventions>,
    settings: &Settings,
) -> Checked {
    let loader = MemoryLoader::new().with("openapi.yaml", text);
    check_lint_files(&loader, "openapi.yaml", conventions, settings)
}

/// Lints a document of several files. It has to be loadable and of the right shape.
pub(crate) fn check_lint_files(
    loader: &dyn Loader,
    entry: &str,
    conventions: Option<&Conventions>,
    settings: &Settings,
) -> Checked {
    let mut sources = SourceMap::new();
    let mut sink = DiagnosticSink::new();
    let document = load(loader, entry, &Limits::default(), &mut sources, &mut sink);
    let document = document.unwrap_or_else(|| panic!("{:#?}", sink.diagnostics()));
    let resolved = ResolvedDocument::resolve(document, &mut sink);
    shape::check(&resolved, &mut sink);
    let broken: Vec<_> = sink
        .into_sorted(&sources)
        .into_iter()
        .filter(|found| found.level == Level::Error)
        .collect();
    assert!(broken.is_empty(), "{}", pretty(&broken, &sources));
    let findings = lint(&resolved, conventions, settings);
    let rendered = pretty(&findings, &sources);
    Checked { findings, rendered }
}

/// Findings as a person reads them.
pub(crate) fn pretty(findings: &[Diagnostic], sources: &SourceMap) -> String {
    let mut text = String::new();
    let settings = RenderSettings::default();
    render(Format::Pretty, &mut text, findings, sources, &settings)
        .expect("writing to a String cannot fail");
    text
}
