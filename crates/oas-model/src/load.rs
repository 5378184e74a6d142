//! From an entry path to a document with everything it refers to: [`load`].
//!
//! The loader that is handed in does the reading. References are found by their look alone (a
//! string under `$ref`), before anybody knows what they mean, so a file named only in an example
//! is loaded when it is there and not missed when it is not.

mod references;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use oas_diagnostics::suggest::nearest;
use oas_diagnostics::{
    Diagnostic, DiagnosticSink, FileId, Level, LoadError, LoadErrorKind, Loader, Place, SourceMap,
};
use oas_syntax::{Format, Limits, Node, NodeKey, SyntaxTree};

use crate::resolve::{Reference, Resources, Target, diagnostics};
use crate::{Document, Version};
use references::{Base, FoundReference, references};

/// Loads and parses a document and every file it refers to.
///
/// Texts are added to `sources`, findings to `sink`. `None` when the entry cannot be read or is no
/// OpenAPI document of a version that is read here; what is wrong is in the sink.
pub fn load(
    loader: &dyn Loader,
    entry: &str,
    limits: &Limits,
    sources: &mut SourceMap,
    sink: &mut DiagnosticSink,
) -> Option<Document> {
    let mut files = Files {
        loader,
        limits,
        sources,
        trees: BTreeMap::new(),
        failed: BTreeMap::new(),
        missing: Vec::new(),
    };
    let entry = match files.load(entry, sink) {
        Ok(file) => file,
        Err(error) => {
            let file = files.sources.add(entry, error.display.clone(), "");
            sink.push(error.to_diagnostic(Place::WholeDocument(file)));
            return None;
        }
    };
    let version = version(files.trees[&entry].root(), sink)?;
    let mut queue = vec![entry];
    let mut next = 0;
    while let Some(file) = queue.get(next).copied() {
        next += 1;
        let path = files.sources.file(file).path();
        let base = Base::of(&files.trees[&file], path, version, loader.vendored());
        for found in references(&files.trees[&file], base.has_ids) {
            if let Some(loaded) = files.reference(&base, &found, sink) {
                queue.push(loaded);
            }
        }
    }
    let vendored = loader.vendored().clone();
    let resources = {
        let paths = &*files.sources;
        let trees = files.trees.iter();
        let trees = trees.map(|(file, tree)| (tree, paths.file(*file).path()));
        Resources::of(trees, version, &vendored)
    };
    for missing in files.missing {
        // What declares the URI of the reference is meant, not a file.
        let node = files.trees[&missing.value.file].node(missing.value.node);
        let address = Reference::address(node.as_str().unwrap_or_default());
        if resources.named(node, address).is_none() {
            sink.push(missing.diagnostic);
        }
    }
    let mut trees: Vec<Option<SyntaxTree>> = Vec::new();
    trees.resize_with(files.sources.files().len(), || None);
    for (file, tree) in files.trees {
        trees[file.index()] = Some(tree);
    }
    let paths = sources
        .files()
        .map(|(_, file)| file.path().to_owned())
        .collect();
    Some(Document::new(
        trees, paths, entry, version, vendored, resources,
    ))
}

struct Files<'a> {
    loader: &'a dyn Loader,
    limits: &'a Limits,
    sources: &'a mut SourceMap,
    trees: BTreeMap<FileId, SyntaxTree>,
    /// Paths that cannot be loaded, with the reason.
    failed: BTreeMap<String, LoadError>,
    /// References to files that cannot be loaded.
    missing: Vec<MissingFile>,
}

/// A reference to a file that cannot be loaded.
struct MissingFile {
    value: NodeKey,
    diagnostic: Diagnostic,
}

impl Files<'_> {
    fn load(&mut self, path: &str, sink: &mut DiagnosticSink) -> Result<FileId, LoadError> {
        let loaded = self.loader.load(path)?;
        let is_entry = self.trees.is_empty();
        if let Some(file) = self.sources.find(&loaded.path) {
            // Another document of the same run brought the text; the tree is this document's own.
            if let Entry::Vacant(slot) = self.trees.entry(file) {
                let text = self.sources.file(file).text().clone();
                slot.insert(parse(
                    is_entry,
                    file,
                    &loaded.path,
                    &text,
                    self.limits,
                    sink,
                ));
            }
            return Ok(file);
        }
        let file = self
            .sources
            .add(loaded.path.clone(), loaded.display, loaded.text.clone());
        self.trees.insert(
            file,
            parse(
                is_entry,
                file,
                &loaded.path,
                &loaded.text,
                self.limits,
                sink,
            ),
        );
        Ok(file)
    }

    /// Loads what a reference names; `None` when it was loaded before or cannot be.
    fn reference(
        &mut self,
        base: &Base<'_>,
        found: &FoundReference,
        sink: &mut DiagnosticSink,
    ) -> Option<FileId> {
        let (target, is_guess) = base.target(found);
        let target = match target {
            Target::File(target) => target,
            // What names a URL is reported where something that is a reference does.
            Target::Same | Target::Unmapped(_) => return None,
            Target::Refused(error) => {
                let error = LoadError {
                    display: found.address.clone(),
                    kind: LoadErrorKind::Path(error),
                };
                self.miss(&error, found);
                return None;
            }
        };
        if let Some(error) = self.failed.get(&target) {
            let error = error.clone();
            if !is_guess {
                self.miss(&error, found);
            }
            return None;
        }
        let known = self.sources.find(&target);
        if known.is_some_and(|file| self.trees.contains_key(&file)) {
            return None;
        }
        match self.load(&target, sink) {
            Ok(file) => Some(file),
            Err(error) => {
                if !is_guess {
                    self.miss(&error, found);
                }
                self.failed.insert(target, error);
                None
            }
        }
    }

    fn miss(&mut self, error: &LoadError, found: &FoundReference) {
        if found.is_guess {
            return;
        }
        let mut diagnostic = error.to_diagnostic(Place::Span(found.place.span));
        if let Reference::Remote { url, .. } = &found.reference {
            diagnostic = diagnostic.note(format!("it stands for `{url}`, by `vendored`"));
        }
        self.missing.push(MissingFile {
            value: found.value,
            diagnostic: diagnostic.pointer(found.place.pointer.clone()),
        });
    }
}

fn parse(
    is_entry: bool,
    file: FileId,
    path: &str,
    text: &std::sync::Arc<str>,
    limits: &Limits,
    sink: &mut DiagnosticSink,
) -> SyntaxTree {
    if !is_entry && is_prose(path) {
        return oas_syntax::parse_text(file, text);
    }
    let format = Format::of_path(path).unwrap_or_else(|| Format::of_text(text));
    oas_syntax::parse(file, text, format, limits, sink)
}

/// Whether a file is text for people: documents keep long descriptions in such files.
fn is_prose(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    [
        "md", "markdown", "mdx", "txt", "text", "html", "htm", "rst", "adoc",
    ]
    .iter()
    .any(|known| extension.eq_ignore_ascii_case(known))
}

/// The version of an OpenAPI object; reports anything else.
fn version(root: Node<'_>, sink: &mut DiagnosticSink) -> Option<Version> {
    let whole = Place::WholeDocument(root.tree().file());
    if let Some(value) = root.get("openapi") {
        let text = value.scalar_text().unwrap_or_default();
        if value.as_str().is_some()
            && let Some(version) = Version::parse(text)
        {
            return Some(version);
        }
        let diagnostic = if Version::parse(text).is_some() {
            Diagnostic::error(
                diagnostics::FIELD_TYPE.name,
                value.location(),
                format!(
                    "`openapi` must be a string, but is {}",
                    value.kind().described()
                ),
            )
            .help("write the version in quotes and in full, for example `\"3.1.1\"`")
        } else {
            Diagnostic::error(
                diagnostics::VERSION_UNSUPPORTED.name,
                value.location(),
                format!("`{text}` is no version of OpenAPI that is read here"),
            )
            .help("versions 3.0, 3.1 and 3.2 are read, for example `\"3.1.1\"`")
        };
        let version = Version::parse(text);
        sink.push(diagnostic);
        return version;
    }
    if let Some(value) = root.get("swagger") {
        let text = value.scalar_text().unwrap_or_default();
        sink.push(
            Diagnostic::error(
                diagnostics::VERSION_UNSUPPORTED.name,
                value.key_location(),
                format!("this is a Swagger {text} document, which is not read here"),
            )
            .help("convert it to OpenAPI 3 first; swagger2openapi and editor.swagger.io do that"),
        );
        return None;
    }
    if let Some(value) = root.get("overlay") {
        let text = value.scalar_text().unwrap_or_default();
        let message = format!("this is an Overlay {text} document, not an OpenAPI document");
        sink.push(
            Diagnostic::error(diagnostics::NOT_OPENAPI.name, value.key_location(), message)
                .label("changes another document")
                .help("apply it: `oas bundle FILE --overlay OVERLAY`; `oas lint` checks it"),
        );
        return None;
    }
    if !root.is_mapping() {
        let empty = root.is_null() && root.scalar_text().is_none_or(str::is_empty);
        let what = if empty {
            "empty"
        } else {
            root.kind().described()
        };
        let message = format!("this is no OpenAPI document: it is {what}");
        sink.push(
            Diagnostic::new(diagnostics::NOT_OPENAPI.name, Level::Error, whole, message)
                .help("an OpenAPI document is an object that starts with `openapi: 3.1.1`"),
        );
        return None;
    }
    let diagnostic = Diagnostic::new(
        diagnostics::NOT_OPENAPI.name,
        Level::Error,
        whole,
        "this is no OpenAPI document: it has no field `openapi`",
    );
    let first = root.entries().next();
    let near = nearest("openapi", root.entries().map(|entry| entry.key.text()));
    sink.push(match (near, first) {
        (Some(word), _) => {
            diagnostic.help(format!("did you mean `openapi` where it says `{word}`?"))
        }
        (None, _) => {
            diagnostic.help("add `openapi: 3.1.1` as its first field, or name the entry document")
        }
    });
    None
}
