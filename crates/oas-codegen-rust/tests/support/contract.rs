//! Documents of fixtures, and what they mean: [`Documents`]. Tests within the crate use it too.

use std::path::Path;

use oas_conventions::Conventions;
use oas_diagnostics::render::{self, RenderSettings, render};
use oas_diagnostics::{DiagnosticSink, MemoryLoader, SourceMap};
use oas_ir::{Contract, LowerInput, LowerSettings, lower};
use oas_model::{ResolvedDocument, load};
use oas_syntax::{Format, Limits};
use oas_testing::{fixture_directories, fixtures};

/// The file with the conventions that documents of a directory follow.
const CONVENTIONS: &str = "conventions.yaml";
/// The file with what documents of a directory share.
const SHARED: &str = "shared.yaml";

/// Texts by path; all but the conventions and what is shared are documents.
#[derive(Clone)]
pub(crate) struct Documents {
    pub(crate) texts: Vec<(String, String)>,
}

/// The documents of a fixture.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) documents: Documents,
    /// Whether they are in a directory, and have conventions and shared parts.
    pub(crate) is_directory: bool,
}

/// Every fixture: files are documents, directories are several that belong together.
pub(crate) fn every_case() -> Vec<Case> {
    let here = env!("CARGO_MANIFEST_DIR");
    let single = fixtures(here, "tests/fixtures/*.yaml").into_iter();
    let single = single.map(|fixture| Case {
        name: fixture.stem().to_owned(),
        documents: Documents::single(fixture.stem(), &fixture.text("")),
        is_directory: false,
    });
    let several = fixture_directories(here, "tests/fixtures/*").into_iter();
    let several = several.map(|directory| Case {
        name: directory.stem().to_owned(),
        documents: Documents::below(&directory.path),
        is_directory: true,
    });
    single.chain(several).collect()
}

/// What documents mean, and what was reported on the way to it.
pub(crate) struct Lowered {
    pub(crate) contract: Contract,
    pub(crate) sink: DiagnosticSink,
    sources: SourceMap,
}

impl Documents {
    /// One document.
    pub(crate) fn single(name: &str, text: &str) -> Self {
        Self {
            texts: vec![(format!("{name}.yaml"), text.to_owned())],
        }
    }

    /// The files of a directory.
    pub(crate) fn below(directory: &Path) -> Self {
        let entries = std::fs::read_dir(directory).expect("the fixture is a directory");
        let mut texts: Vec<(String, String)> = entries
            .map(|entry| {
                let path = entry.expect("entries can be read").path();
                let name = path.file_name().expect("it has a name").to_string_lossy();
                let text = std::fs::read_to_string(&path).expect("fixtures are text");
                (name.into_owned(), text.replace("\r\n", "\n"))
            })
            .collect();
        texts.sort();
        Self { texts }
    }

    /// What they mean.
    pub(crate) fn lower(&self) -> Lowered {
        let mut sources = SourceMap::new();
        let mut sink = DiagnosticSink::new();
        let limits = Limits::default();
        let mut loader = MemoryLoader::new();
        for (path, text) in &self.texts {
            loader = loader.with(path.as_str(), text.as_str());
        }
        let conventions = self.texts.iter().find(|(path, _)| path == CONVENTIONS);
        let conventions = conventions.map(|(path, text)| {
            let file = sources.add(path.as_str(), path.as_str(), text.as_str());
            let text = text.as_str().into();
            let tree = oas_syntax::parse(file, &text, Format::Yaml, &limits, &mut sink);
            Conventions::parse(&tree, &mut sink).expect("conventions can be read")
        });
        let documents: Vec<(String, ResolvedDocument)> = self
            .texts
            .iter()
            .filter(|(path, _)| path != CONVENTIONS && path != SHARED)
            .map(|(path, _)| {
                let document = load(&loader, path, &limits, &mut sources, &mut sink);
                let document = document.expect("the document can be read");
                let document = ResolvedDocument::resolve(document, &mut sink);
                (path.trim_end_matches(".yaml").to_owned(), document)
            })
            .collect();
        let inputs: Vec<LowerInput<'_>> = documents
            .iter()
            .map(|(name, document)| LowerInput {
                document,
                name: name.clone(),
                source: format!("{name}.yaml"),
            })
            .collect();
        let settings = LowerSettings {
            shared_prefixes: vec![SHARED.to_owned()],
            ..LowerSettings::default()
        };
        Lowered {
            contract: lower(&inputs, conventions.as_ref(), &settings, &mut sink),
            sink,
            sources,
        }
    }
}

impl Lowered {
    /// What was reported, as a person reads it.
    pub(crate) fn findings(self) -> String {
        let mut findings = String::new();
        let settings = RenderSettings::default();
        let sorted = self.sink.into_sorted(&self.sources);
        let format = render::Format::Pretty;
        render(format, &mut findings, &sorted, &self.sources, &settings)
            .expect("writing to a String cannot fail");
        findings
    }
}
