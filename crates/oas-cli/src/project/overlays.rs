//! Overlays of a project: read, checked, and applied to documents.

use std::path::Path;
use std::sync::Arc;

use oas_bundle::overlay::{Overlaid, Overlay, apply};
use oas_diagnostics::source::path;
use oas_diagnostics::{
    Diagnostic, DiagnosticSink, FileId, FileLoader, LoadError, LoadErrorKind, LoadedText, Loader,
    Place, Vendored,
};
use oas_model::ResolvedDocument;
use oas_syntax::{Format, Limits, SyntaxTree};

use super::{Project, ProjectDocument, STANDARD_INPUT, enter};
use crate::exit::Failure;

/// Something that a command is given to read.
#[derive(Debug)]
pub(crate) enum Input {
    /// Bytes from standard input.
    Text(Vec<u8>),
    /// A file.
    File {
        /// The name of what is made of it.
        name: String,
        /// Its path from the root.
        path: String,
        /// Its path as it was named.
        source: String,
    },
}

/// What a file turned out to be.
#[derive(Debug)]
pub(crate) enum Checked {
    /// An OpenAPI document.
    Document(Box<ProjectDocument>),
    /// An Overlay document, which was checked.
    Overlay,
}

impl Checked {
    pub(crate) fn document(document: ProjectDocument) -> Self {
        Self::Document(Box::new(document))
    }

    pub(crate) fn into_document(self) -> Option<ProjectDocument> {
        match self {
            Self::Document(document) => Some(*document),
            Self::Overlay => None,
        }
    }
}

/// A document with overlays applied.
#[derive(Debug)]
pub(crate) struct OverlaidDocument<'d> {
    /// The result.
    pub(crate) document: ProjectDocument,
    overlaid: Overlaid<'d>,
    /// What was found in the document without overlays.
    before: Vec<Diagnostic>,
}

impl OverlaidDocument<'_> {
    /// Findings about the result, told where their cause is written.
    pub(crate) fn told(&self, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let result = self.document.resolved.document().root().tree();
        self.overlaid.told(findings, result, &self.before)
    }
}

impl Project {
    /// A file that a person named.
    pub(crate) fn input(&self, file: &Path) -> Result<Input, Failure> {
        let stem = file
            .file_stem()
            .map_or_else(|| "api".into(), |stem| stem.to_string_lossy());
        Ok(Input::File {
            name: stem.into_owned(),
            path: self.path_from_root(file)?,
            source: file.display().to_string(),
        })
    }

    /// Loads a document.
    pub(crate) fn load_input(&mut self, input: Input) -> Option<ProjectDocument> {
        match input {
            Input::Text(text) => self.load_text(text),
            Input::File { name, path, source } => self.load(&name, &path, &source),
        }
    }

    /// Loads a document, or checks an Overlay document where it is one.
    pub(crate) fn load_or_check(&mut self, input: Input) -> Option<Checked> {
        let path = match &input {
            Input::Text(_) => STANDARD_INPUT.to_owned(),
            Input::File { path, .. } => path.clone(),
        };
        let (document, findings) = self.apart(|project| project.load_input(input));
        if document.is_none()
            && let Some(file) = self.sources.find(&path)
        {
            let mut sink = DiagnosticSink::new();
            let tree = self.parse(file, &mut sink);
            if Overlay::is_overlay(tree.root()) {
                enter(format!("checking {path}"));
                self.sink.extend(sink.diagnostics().iter().cloned());
                // What is wrong is in the sink, and all that is asked for.
                let _ = Overlay::read(tree, &mut self.sink);
                return Some(Checked::Overlay);
            }
        }
        self.sink.extend(findings);
        document.map(Checked::document)
    }

    /// Reads an Overlay document, a path from the root. `None` when something is wrong with it.
    pub(crate) fn load_overlay(&mut self, path: &str) -> Option<Arc<Overlay>> {
        enter(format!("reading {path}"));
        let file = match self.sources.find(path) {
            Some(file) => file,
            None => match self.loader.load(path) {
                Ok(loaded) => self.sources.add(loaded.path, loaded.display, loaded.text),
                Err(error) => {
                    let file = self.sources.add(path, error.display.clone(), "");
                    let whole = Place::WholeDocument(file);
                    self.sink.push(error.to_diagnostic(whole));
                    return None;
                }
            },
        };
        let mut sink = DiagnosticSink::new();
        let tree = self.parse(file, &mut sink);
        let broken = sink.has_errors();
        self.sink.extend(sink.diagnostics().iter().cloned());
        if broken {
            return None;
        }
        Overlay::read(tree, &mut self.sink).map(Arc::new)
    }

    /// The path from the root of the document that an overlay extends; `None` where it names none,
    /// or none that can be read, which is in the sink then.
    pub(crate) fn extended(&mut self, overlay: &Overlay) -> Option<String> {
        let (text, place) = overlay.extends()?;
        let base = self.sources.file(overlay.file()).path();
        let copy = self.loader.vendored().path_of(text);
        match copy.unwrap_or_else(|| path::join(base, text)) {
            Ok(path) => Some(path),
            Err(error) => {
                let error = LoadError {
                    display: text.to_owned(),
                    kind: LoadErrorKind::Path(error),
                };
                let diagnostic = error.to_diagnostic(Place::Span(place.span));
                self.sink.push(diagnostic.pointer(place.pointer));
                None
            }
        }
    }

    /// Loads a document that overlays will change. What is wrong with its objects may be mended by
    /// them, so it is kept apart from what is wrong with its text.
    pub(crate) fn load_base(&mut self, input: Input) -> Option<(ProjectDocument, Vec<Diagnostic>)> {
        let (name, source, document) = match input {
            Input::Text(text) => {
                let document = self.read_text(text)?;
                ("api".to_owned(), STANDARD_INPUT.to_owned(), document)
            }
            Input::File { name, path, source } => {
                let document = self.read(&path, &source)?;
                (name, source, document)
            }
        };
        Some(self.apart(|project| project.resolve(&name, &source, document)))
    }

    /// Applies overlays to a document, and loads, resolves and checks the result. `None` when that
    /// cannot be done; what is wrong is in the sink, told where it is written.
    pub(crate) fn overlay<'d>(
        &mut self,
        base: &'d ProjectDocument,
        before: Vec<Diagnostic>,
        overlays: Vec<Arc<Overlay>>,
    ) -> Option<OverlaidDocument<'d>> {
        enter(format!("applying overlays to {}", base.source));
        let overlaid = apply(&base.resolved, overlays, &mut self.sink)?;
        let entry = base.resolved.document().entry();
        let made = Made {
            files: &self.loader,
            // Beside the document, so that relative references mean what they mean there.
            path: format!("{} with overlays", self.sources.file(entry).path()),
            display: format!("{} with overlays", self.sources.file(entry).display()),
            text: overlaid.to_json().into(),
        };
        let limits = Limits::default();
        let mut sink = DiagnosticSink::new();
        let document = oas_model::load(&made, &made.path, &limits, &mut self.sources, &mut sink);
        self.made.extend(self.sources.find(&made.path));
        let Some(document) = document else {
            if let Some(file) = self.sources.find(&made.path) {
                let tree = self.parse(file, &mut DiagnosticSink::new());
                let findings = sink.into_sorted(&self.sources);
                self.sink.extend(overlaid.told(findings, &tree, &before));
            }
            return None;
        };
        enter(format!("checking {} with overlays", base.source));
        let resolved = ResolvedDocument::resolve(document, &mut sink);
        oas_model::shape::check(&resolved, &mut sink);
        let result = OverlaidDocument {
            document: ProjectDocument {
                name: base.name.clone(),
                source: base.source.clone(),
                resolved,
            },
            overlaid,
            before,
        };
        let findings = sink.into_sorted(&self.sources);
        self.sink.extend(result.told(findings));
        Some(result)
    }

    /// Whether a source was made here, and not read.
    pub(crate) fn is_made(&self, file: FileId) -> bool {
        self.made.contains(&file)
    }

    /// Does something, and returns what it found apart from everything else.
    pub(crate) fn apart<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> (T, Vec<Diagnostic>) {
        let outer = std::mem::take(&mut self.sink);
        let result = work(self);
        let found = std::mem::replace(&mut self.sink, outer);
        (result, found.into_sorted(&self.sources))
    }

    fn parse(&self, file: FileId, sink: &mut DiagnosticSink) -> SyntaxTree {
        let source = self.sources.file(file);
        let text = source.text();
        let format = Format::of_path(source.path()).unwrap_or_else(|| Format::of_text(text));
        oas_syntax::parse(file, text, format, &Limits::default(), sink)
    }
}

/// A text that was made here, among the files that it may refer to.
struct Made<'a> {
    files: &'a FileLoader,
    path: String,
    display: String,
    text: Arc<str>,
}

impl Loader for Made<'_> {
    fn load(&self, path: &str) -> Result<LoadedText, LoadError> {
        if path == self.path {
            return Ok(LoadedText {
                path: self.path.clone(),
                display: self.display.clone(),
                text: Arc::clone(&self.text),
            });
        }
        self.files.load(path)
    }

    fn display(&self, path: &str) -> String {
        self.files.display(path)
    }

    fn vendored(&self) -> &Vendored {
        self.files.vendored()
    }
}
