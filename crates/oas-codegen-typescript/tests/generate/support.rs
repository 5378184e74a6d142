//! `check_generate`: a document in, the files of its package and what was reported out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use oas_codegen::{Backend as _, Templates};
use oas_codegen_typescript::{Origin, Settings, TEMPLATES, TypeScript};
use oas_conventions::Conventions;
use oas_diagnostics::render::{self, RenderSettings, render};
use oas_diagnostics::{DiagnosticSink, MemoryLoader, SourceMap};
use oas_ir::{LowerInput, LowerSettings, lower};
use oas_model::{ResolvedDocument, load};
use oas_syntax::{Format, Limits};
use oas_testing::{Fixture, fixtures};

/// A package.
pub(crate) struct Generated {
    pub(crate) files: BTreeMap<String, String>,
    pub(crate) findings: String,
    /// The plan as JSON.
    pub(crate) plan: serde_json::Value,
}

/// Where the crate is.
pub(crate) fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The templates, the runtime and its tools.
pub(crate) fn templates_directory() -> PathBuf {
    here().join("../../templates/typescript")
}

/// Every fixture, with the conventions that it follows.
pub(crate) fn every_fixture() -> Vec<(Fixture, Option<String>)> {
    let conventions = here().join("../../spec/conventions.yaml");
    let conventions = std::fs::read_to_string(conventions).expect("the conventions are there");
    let plain = fixtures(here(), "tests/fixtures/plain/*.yaml").into_iter();
    let agreed = fixtures(here(), "tests/fixtures/agreed/*.yaml").into_iter();
    plain
        .map(|fixture| (fixture, None))
        .chain(agreed.map(|fixture| (fixture, Some(conventions.clone()))))
        .collect()
}

/// Generates the package of a fixture.
pub(crate) fn check_fixture(fixture: &Fixture, conventions: Option<&str>) -> Generated {
    check_generate(&fixture.text(""), fixture.stem(), conventions)
}

/// Generates the package of a text.
pub(crate) fn check_generate(text: &str, name: &str, conventions: Option<&str>) -> Generated {
    let mut sources = SourceMap::new();
    let mut sink = DiagnosticSink::new();
    let file = format!("{name}.yaml");
    let loader = MemoryLoader::new().with(file.as_str(), text);
    let limits = Limits::default();
    let document = load(&loader, &file, &limits, &mut sources, &mut sink);
    let document = document.expect("the document can be read");
    let document = ResolvedDocument::resolve(document, &mut sink);
    let conventions = conventions.map(|text| {
        let file = sources.add("conventions.yaml", "conventions.yaml", text);
        let tree = oas_syntax::parse(file, &text.into(), Format::Yaml, &limits, &mut sink);
        Conventions::parse(&tree, &mut sink).expect("conventions can be read")
    });
    let input = LowerInput {
        document: &document,
        name: name.to_owned(),
        source: file,
    };
    let settings = LowerSettings::default();
    let contract = lower(&[input], conventions.as_ref(), &settings, &mut sink);
    let backend = TypeScript::new(Settings {
        package: name.to_owned(),
        origin: Origin::Elsewhere,
    });
    let plan = backend.plan(&contract, &mut sink);
    let templates = Templates::embedded(TEMPLATES).expect("templates compile");
    let files = backend.render(&plan, &templates).expect("it renders");
    let mut findings = String::new();
    render(
        render::Format::Pretty,
        &mut findings,
        &sink.into_sorted(&sources),
        &sources,
        &RenderSettings::default(),
    )
    .expect("writing to a String cannot fail");
    Generated {
        files: files
            .iter()
            .map(|(path, content)| (path.as_str().to_owned(), content.to_owned()))
            .collect(),
        findings,
        plan: serde_json::to_value(&plan).expect("plans are data"),
    }
}
