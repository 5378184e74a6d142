//! What commands work on: configuration, sources, documents, conventions. [`Project`].

mod overlays;
mod vendored;

mod limits;
mod places;

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use oas_conventions::Conventions;
use oas_diagnostics::{
    Diagnostic, DiagnosticSink, FileId, FileLoader, FileLoaderSettings, Level, Loader as _,
    MemoryLoader, Place, SourceMap,
};
use oas_model::{ResolvedDocument, shape};
use oas_syntax::Limits;

use crate::args::Global;
use crate::config::{self, Config};
use crate::exit::Failure;
use places::{common_root, find_config, is_below};

pub(crate) use places::current_directory;

pub(crate) use overlays::{Checked, Input};

/// The path of what comes from standard input.
pub(crate) const STANDARD_INPUT: &str = "standard input";

static STAGE: Mutex<String> = Mutex::new(String::new());

/// Remembers what is being done, for the message of an internal failure.
pub(crate) fn enter(stage: impl Into<String>) {
    if let Ok(mut current) = STAGE.lock() {
        *current = stage.into();
    }
}

/// What was being done last.
pub(crate) fn stage() -> String {
    let stage = STAGE.lock().map(|stage| stage.clone()).unwrap_or_default();
    if stage.is_empty() {
        "starting".to_owned()
    } else {
        stage
    }
}

/// A document with its name.
#[derive(Debug)]
pub(crate) struct ProjectDocument {
    /// Its name in generated packages.
    pub(crate) name: String,
    /// Its path as the first line of generated files says it.
    pub(crate) source: String,
    /// The document.
    pub(crate) resolved: ResolvedDocument,
}

/// The files of a run, and where they are.
#[derive(Debug)]
pub(crate) struct Project {
    /// The directory that paths of the configuration are relative to.
    pub(crate) directory: PathBuf,
    pub(crate) config: Option<Config>,
    pub(crate) config_file: Option<FileId>,
    pub(crate) sources: SourceMap,
    pub(crate) sink: DiagnosticSink,
    loader: FileLoader,
    limits: Limits,
    /// Texts of the sources that were made here, and are no input.
    made: Vec<FileId>,
}

impl Project {
    /// The project whose configuration the command line names, or that is found around the current
    /// directory.
    ///
    /// Findings about the configuration are in the sink, and `config` is `None` then.
    pub(crate) fn configured(global: &Global) -> Result<Self, Failure> {
        let current = current_directory()?;
        let path = match &global.config {
            Some(path) => current.join(path),
            None => find_config(&current).ok_or_else(|| {
                Failure::new("there is no `contract.toml` here, in `spec`, or in a directory above")
                    .help("name one with `--config`, or a document: `oas lint openapi.yaml`")
            })?,
        };
        let directory = path
            .parent()
            .map_or_else(|| current.clone(), Path::to_path_buf);
        let root = global
            .root
            .as_ref()
            .map_or_else(|| directory.clone(), |root| current.join(root));
        let loader = loader(&root, &current)?;
        let mut project = Self {
            directory,
            config: None,
            config_file: None,
            sources: SourceMap::new(),
            sink: DiagnosticSink::new(),
            loader,
            limits: Limits::default(),
            made: Vec::new(),
        };
        enter(format!("reading {}", path.display()));
        project.read_config(&path)?;
        project.limit(global)?;
        project.vendor(&global.vendored)?;
        Ok(project)
    }

    /// A project of documents named on the command line. Rules and conventions come from the
    /// configuration only where one is named.
    pub(crate) fn of_files(global: &Global, files: &[PathBuf]) -> Result<Self, Failure> {
        let current = current_directory()?;
        let config = global.config.as_ref().map(|config| current.join(config));
        let of_config = config.as_deref().and_then(Path::parent);
        let root = match (&global.root, of_config) {
            (Some(root), _) => current.join(root),
            // Documents of a configuration and its conventions lie below it.
            (None, Some(directory)) if is_below(&current, directory, files) => {
                directory.to_path_buf()
            }
            (None, _) => {
                let copies = global.vendored.iter().filter_map(|one| one.split_once('='));
                let copies = copies.map(|(_, path)| PathBuf::from(path));
                let files: Vec<PathBuf> = files.iter().cloned().chain(copies).collect();
                common_root(&current, &files)
            }
        };
        let mut project = Self {
            directory: root.clone(),
            config: None,
            config_file: None,
            sources: SourceMap::new(),
            sink: DiagnosticSink::new(),
            loader: loader(&root, &current)?,
            limits: Limits::default(),
            made: Vec::new(),
        };
        if let Some(path) = config {
            project.directory = path.parent().map_or(current, Path::to_path_buf);
            project.read_config(&path)?;
        }
        project.limit(global)?;
        project.vendor(&global.vendored)?;
        Ok(project)
    }

    /// The path from the root of a file that the command line names.
    pub(crate) fn path_from_root(&self, file: &Path) -> Result<String, Failure> {
        self.loader
            .path_from_root(file)
            .map_err(|error| Failure::new(error.to_string()))
    }

    /// How a path from the root is shown.
    pub(crate) fn display(&self, path: &str) -> String {
        self.loader.display(path)
    }

    /// Loads, parses, models and resolves one document; findings go to the sink.
    pub(crate) fn load(&mut self, name: &str, path: &str, source: &str) -> Option<ProjectDocument> {
        let document = self.read(path, source)?;
        Some(self.resolve(name, source, document))
    }

    /// The same without checking objects and without a word on findings, for those who need to know
    /// no more than which object stands where; `None` for what is no OpenAPI document.
    pub(crate) fn load_unchecked(&mut self, path: &str) -> Option<ResolvedDocument> {
        enter(format!("reading {path}"));
        let mut unsaid = DiagnosticSink::new();
        let limits = self.limits;
        let sources = &mut self.sources;
        let document = oas_model::load(&self.loader, path, &limits, sources, &mut unsaid)?;
        enter(format!("following the references of {path}"));
        Some(ResolvedDocument::resolve(document, &mut unsaid))
    }

    /// A project of standard input alone, which refers to nothing.
    pub(crate) fn of_text(global: &Global) -> Result<Self, Failure> {
        let current = current_directory()?;
        let mut project = Self {
            loader: loader(&current, &current)?,
            directory: current,
            config: None,
            config_file: None,
            sources: SourceMap::new(),
            sink: DiagnosticSink::new(),
            limits: Limits::default(),
            made: Vec::new(),
        };
        project.limit(global)?;
        Ok(project)
    }

    /// A text from standard input, and the document that it may be.
    pub(crate) fn load_text_unchecked(
        &mut self,
        text: Vec<u8>,
    ) -> Result<(FileId, Option<ResolvedDocument>), Failure> {
        enter("reading standard input");
        let name = "standard input";
        let memory = MemoryLoader::new().with(name, text);
        let loaded = memory
            .load(name)
            .map_err(|error| Failure::new(error.to_string()))?;
        let file = self.sources.add(loaded.path, loaded.display, loaded.text);
        let mut unsaid = DiagnosticSink::new();
        let limits = self.limits;
        let document = oas_model::load(&memory, name, &limits, &mut self.sources, &mut unsaid);
        let resolved = document.map(|document| ResolvedDocument::resolve(document, &mut unsaid));
        Ok((file, resolved))
    }

    /// Adds one file to the sources, unless it is there.
    pub(crate) fn load_source(&mut self, path: &str) -> Result<FileId, Failure> {
        let loaded = self.loader.load(path).map_err(|error| {
            Failure::new(error.to_string()).help("name a file that is there and can be read")
        })?;
        let known = self.sources.find(&loaded.path);
        Ok(known.unwrap_or_else(|| self.sources.add(loaded.path, loaded.display, loaded.text)))
    }

    /// Where a file of the sources really lies.
    pub(crate) fn place(&self, file: FileId) -> Result<PathBuf, Failure> {
        self.loader
            .place(self.sources.file(file).path())
            .map_err(|error| Failure::new(error.to_string()))
    }

    /// The same as [`Self::load`] for a text from standard input.
    pub(crate) fn load_text(&mut self, text: Vec<u8>) -> Option<ProjectDocument> {
        let document = self.read_text(text)?;
        Some(self.resolve("api", STANDARD_INPUT, document))
    }

    /// Loads and parses one document with everything it refers to.
    fn read(&mut self, path: &str, source: &str) -> Option<oas_model::Document> {
        enter(format!("reading {source}"));
        oas_model::load(
            &self.loader,
            path,
            &self.limits,
            &mut self.sources,
            &mut self.sink,
        )
    }

    fn read_text(&mut self, text: Vec<u8>) -> Option<oas_model::Document> {
        enter(format!("reading {STANDARD_INPUT}"));
        let loader = MemoryLoader::new().with(STANDARD_INPUT, text);
        oas_model::load(
            &loader,
            STANDARD_INPUT,
            &self.limits,
            &mut self.sources,
            &mut self.sink,
        )
    }

    fn resolve(
        &mut self,
        name: &str,
        source: &str,
        document: oas_model::Document,
    ) -> ProjectDocument {
        enter(format!("following the references of {source}"));
        let resolved = ResolvedDocument::resolve(document, &mut self.sink);
        enter(format!("checking the objects of {source}"));
        shape::check(&resolved, &mut self.sink);
        ProjectDocument {
            name: name.to_owned(),
            source: source.to_owned(),
            resolved,
        }
    }

    /// Every document of the configuration that can be read.
    pub(crate) fn load_configured(&mut self) -> Vec<ProjectDocument> {
        let folder = self
            .directory
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let entries: Vec<(String, String)> = self
            .config
            .iter()
            .flat_map(|config| &config.document)
            .map(|document| {
                (
                    document.name.get_ref().clone(),
                    document.path.get_ref().clone(),
                )
            })
            .collect();
        let mut documents = Vec::new();
        for (name, path) in entries {
            let source = folder
                .as_ref()
                .map_or_else(|| path.clone(), |folder| format!("{folder}/{path}"));
            documents.extend(self.load(&name, &path, &source));
        }
        documents
    }

    /// The conventions that the configuration names, if they can be read.
    pub(crate) fn load_conventions(&mut self) -> Option<Conventions> {
        let path = self
            .config
            .as_ref()?
            .conventions
            .as_ref()?
            .get_ref()
            .clone();
        enter(format!("reading {path}"));
        let loaded = match self.loader.load(&path) {
            Ok(loaded) => loaded,
            Err(error) => {
                let file = self.sources.add(path, error.display.clone(), "");
                self.sink
                    .push(error.to_diagnostic(Place::WholeDocument(file)));
                return None;
            }
        };
        let file = self
            .sources
            .add(loaded.path, loaded.display, loaded.text.clone());
        // What is wrong with documents must not switch off the rules for all of them.
        let mut sink = DiagnosticSink::new();
        let limits = self.limits;
        let format = oas_syntax::Format::Yaml;
        let tree = oas_syntax::parse(file, &loaded.text, format, &limits, &mut sink);
        let conventions = if sink.has_errors() {
            None
        } else {
            Conventions::parse(&tree, &mut sink)
        };
        self.sink.extend(sink.into_sorted(&self.sources));
        conventions
    }

    fn read_config(&mut self, path: &Path) -> Result<(), Failure> {
        let file = self.add_text(path)?;
        match config::read(file, &self.sources) {
            Ok(config) => {
                self.config = Some(config);
                self.config_file = Some(file);
            }
            Err(diagnostic) => self.sink.push(*diagnostic),
        }
        Ok(())
    }

    /// The limits of the configuration, and over them those of the command line.
    fn limit(&mut self, global: &Global) -> Result<(), Failure> {
        if let Some(config) = &self.config {
            limits::configure(&mut self.limits, &config.limits);
        }
        for words in &global.limits {
            limits::set(&mut self.limits, words)?;
        }
        self.loader.set_max_bytes(self.limits.bytes as u64);
        Ok(())
    }

    /// Adds a file of our own (a configuration) to the sources.
    pub(crate) fn add_text(&mut self, path: &Path) -> Result<FileId, Failure> {
        let current = current_directory()?;
        let directory = path.parent().unwrap_or(&current);
        let unreadable =
            |reason: String| Failure::new(format!("`{}` cannot be read: {reason}", path.display()));
        let own = loader(directory, &current)?;
        let name = own
            .path_from_root(path)
            .map_err(|error| unreadable(error.to_string()))?;
        let loaded = own
            .load(&name)
            .map_err(|error| Failure::new(error.to_string()))?;
        Ok(self.sources.add(
            format!("configuration:{}", loaded.path),
            loaded.display,
            loaded.text,
        ))
    }

    /// Takes what was found so far, sorted.
    pub(crate) fn take_findings(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.sink).into_sorted(&self.sources)
    }

    /// Whether a finding at level error is in the sink.
    pub(crate) fn has_errors(&self) -> bool {
        self.sink
            .diagnostics()
            .iter()
            .any(|diagnostic| diagnostic.level == Level::Error)
    }
}

fn loader(root: &Path, current: &Path) -> Result<FileLoader, Failure> {
    let settings = FileLoaderSettings {
        root: root.to_path_buf(),
        current_dir: current.to_path_buf(),
        max_bytes: Limits::default().bytes as u64,
    };
    FileLoader::new(&settings).map_err(|error| Failure::new(error.to_string()))
}
