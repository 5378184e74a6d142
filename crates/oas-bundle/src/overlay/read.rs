//! An Overlay document from its tree: [`Overlay`].

use oas_diagnostics::{Diagnostic, DiagnosticSink, FileId, Level, Location, Place, Span};
use oas_syntax::{Node, NodeId, NodeKind, SyntaxTree};

use super::path::{self, PathError, Query};
use super::shape;
use super::version::OverlayVersion;
use crate::diagnostics::{
    OVERLAY_ACTION_WITHOUT_EFFECT, OVERLAY_PATH_MALFORMED, OVERLAY_PATH_SHORTHAND,
    OVERLAY_STRUCTURE, OVERLAY_VERSION_UNSUPPORTED,
};

/// An Overlay document that can be applied.
#[derive(Debug)]
pub struct Overlay {
    tree: SyntaxTree,
    version: OverlayVersion,
    actions: Vec<Action>,
}

/// What is done to the nodes that a query selects.
#[derive(Debug)]
pub(super) struct Action {
    pub(super) node: NodeId,
    pub(super) target: Query,
    pub(super) change: Change,
}

#[derive(Debug)]
pub(super) enum Change {
    /// Nothing: no field says what, or two say so.
    None,
    Remove,
    Update(NodeId),
    Copy(Query),
}

impl Overlay {
    /// Whether a text is an Overlay document, right or wrong.
    #[must_use]
    pub fn is_overlay(root: Node<'_>) -> bool {
        root.get("overlay").is_some() && root.get("openapi").is_none()
    }

    /// Reads an Overlay document. `None` when something at level error is wrong with it; what it
    /// is goes into the sink.
    pub fn read(tree: SyntaxTree, sink: &mut DiagnosticSink) -> Option<Self> {
        let mut own = DiagnosticSink::new();
        let read = read(&tree, &mut own);
        let failed = own.has_errors();
        sink.extend(own.diagnostics().iter().cloned());
        let (version, actions) = read.filter(|_| !failed)?;
        Some(Self {
            tree,
            version,
            actions,
        })
    }

    /// The version of the Overlay Specification that it follows.
    #[must_use]
    pub const fn version(&self) -> OverlayVersion {
        self.version
    }

    /// The file it stands in.
    #[must_use]
    pub const fn file(&self) -> FileId {
        self.tree.file()
    }

    /// The document that it says to extend, with the place where it does.
    #[must_use]
    pub fn extends(&self) -> Option<(&str, Location)> {
        let node = self.tree.root().get("extends")?;
        Some((node.as_str()?, node.location()))
    }

    pub(super) fn actions(&self) -> &[Action] {
        &self.actions
    }

    pub(super) fn node(&self, id: NodeId) -> Node<'_> {
        self.tree.node(id)
    }
}

fn read(tree: &SyntaxTree, sink: &mut DiagnosticSink) -> Option<(OverlayVersion, Vec<Action>)> {
    let root = tree.root();
    if !root.is_mapping() {
        let message = format!(
            "this is no Overlay document: it is {}",
            root.kind().described()
        );
        let whole = Place::WholeDocument(tree.file());
        sink.push(
            Diagnostic::new(OVERLAY_STRUCTURE.name, Level::Error, whole, message)
                .help("an Overlay document is an object that starts with `overlay: 1.1.0`"),
        );
        return None;
    }
    let version = version(root, sink)?;
    shape::check(root, version, sink);
    let actions = root.get("actions").into_iter().flat_map(Node::elements);
    let actions = actions.filter_map(|node| action(node, version, sink));
    Some((version, actions.collect()))
}

fn version(root: Node<'_>, sink: &mut DiagnosticSink) -> Option<OverlayVersion> {
    let help = "versions 1.0 and 1.1 are read, written in full: `overlay: 1.1.0`";
    let Some(node) = root.get("overlay") else {
        let whole = Place::WholeDocument(root.tree().file());
        let message = "this is no Overlay document: it has no field `overlay`";
        let diagnostic = Diagnostic::new(OVERLAY_STRUCTURE.name, Level::Error, whole, message);
        sink.push(if root.get("openapi").is_some() {
            diagnostic.help("this is the document itself; name the Overlay that changes it")
        } else {
            diagnostic.help("add `overlay: 1.1.0` as its first field")
        });
        return None;
    };
    let text = node.scalar_text().unwrap_or_default();
    match OverlayVersion::parse(text) {
        Some(version) if node.kind() == NodeKind::String => Some(version),
        _ => {
            let message = match node.scalar_text() {
                Some(text) => format!("`{text}` is no version of Overlay that is read here"),
                None => format!(
                    "`overlay` must be a string, but is {}",
                    node.kind().described()
                ),
            };
            sink.push(
                Diagnostic::error(OVERLAY_VERSION_UNSUPPORTED.name, node.location(), message)
                    .help(help),
            );
            None
        }
    }
}

/// An action; what is wrong with its form was reported before.
fn action(node: Node<'_>, version: OverlayVersion, sink: &mut DiagnosticSink) -> Option<Action> {
    let query = |name: &str, sink: &mut DiagnosticSink| {
        let node = node.get(name)?;
        query(node, node.as_str()?, sink)
    };
    let target = query("target", sink);
    let copies = version >= OverlayVersion::V1_1 && node.get("copy").is_some();
    let copy = if copies { query("copy", sink) } else { None };
    let removes = node.get("remove").and_then(Node::as_bool) == Some(true);
    let update = node.get("update");
    let without_effect = |message: &str, level: Level| {
        let place = node.get("target").unwrap_or(node).key_location();
        let mut diagnostic =
            Diagnostic::warning(OVERLAY_ACTION_WITHOUT_EFFECT.name, place, message);
        diagnostic.level = level;
        diagnostic
    };
    let change = match (removes, update, copies) {
        (true, update, copies) => {
            if update.is_some() || copies {
                let name = if copies { "copy" } else { "update" };
                let message = format!("`{name}` has no effect beside `remove: true`");
                sink.push(without_effect(&message, Level::Warning).help("leave one of them out"));
            }
            Change::Remove
        }
        (false, Some(_), true) => {
            let message = "`update` and `copy` exclude each other, so this action does nothing";
            sink.push(without_effect(message, Level::Warning).help("make two actions of it"));
            Change::None
        }
        (false, Some(update), false) => Change::Update(update.id()),
        (false, None, true) => Change::Copy(copy?),
        (false, None, false) => {
            // A mistyped `update` has been told, and is the better word.
            if is_plain(node) {
                let message = "this action does nothing";
                let help = "add `update` or `remove: true`";
                sink.push(without_effect(message, Level::Info).help(help));
            }
            Change::None
        }
    };
    Some(Action {
        node: node.id(),
        target: target?,
        change,
    })
}

/// Whether an action has no fields but those that say nothing of what it does.
fn is_plain(action: Node<'_>) -> bool {
    let plain = |name: &str| matches!(name, "target" | "description") || name.starts_with("x-");
    let is_false = |node: Node<'_>| node.as_bool() == Some(false);
    action.is_mapping()
        && action.entries().all(|entry| {
            let name = entry.key.text();
            plain(name) || (name == "remove" && is_false(entry.value))
        })
}

fn query(node: Node<'_>, text: &str, sink: &mut DiagnosticSink) -> Option<Query> {
    match path::parse(text) {
        Ok(parsed) => {
            for (offset, name) in parsed.shorthands {
                let message = format!("RFC 9535 has no `-` in a name after a dot: `{name}`");
                let place = within(node, text, offset, name.len());
                sink.push(
                    Diagnostic::warning(OVERLAY_PATH_SHORTHAND.name, place, message)
                        .help(format!("write `['{name}']` instead of `.{name}`")),
                );
            }
            Some(parsed.query)
        }
        Err(PathError {
            offset,
            message,
            help,
        }) => {
            let place = within(node, text, offset, 1);
            let diagnostic = Diagnostic::error(OVERLAY_PATH_MALFORMED.name, place, message);
            sink.push(match help {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            });
            None
        }
    }
}

/// A part of a text, where it stands in its file; the whole text where that cannot be known.
fn within(node: Node<'_>, text: &str, offset: usize, length: usize) -> Location {
    let whole = node.location();
    let source = node.tree().text();
    let range = whole.span.start as usize..whole.span.end as usize;
    let Some(written) = source.get(range) else {
        return whole;
    };
    let (start, end) = (
        written_offset(written, text, offset),
        written_offset(written, text, (offset + length).min(text.len())),
    );
    let (Some(start), Some(end)) = (start, end) else {
        return whole;
    };
    let at =
        |offset: usize| u32::try_from(offset).map_or(whole.span.end, |at| whole.span.start + at);
    Location {
        span: Span::new(whole.span.file, at(start), at(end)),
        pointer: whole.pointer,
    }
}

/// The byte of a scalar as it is written that stands for a byte of its text. `None` for forms
/// that take more than quotes and escaped quotes, such as folded lines.
fn written_offset(written: &str, text: &str, offset: usize) -> Option<usize> {
    let quote = written
        .chars()
        .next()
        .filter(|one| matches!(one, '\'' | '"'));
    let mut written_at = quote.map_or(0, char::len_utf8);
    let mut found = (offset == 0).then_some(written_at);
    let mut at = 0;
    for character in text.chars() {
        let rest = written.get(written_at..)?;
        written_at += match quote {
            Some('\'') if character == '\'' && rest.starts_with("''") => 2,
            Some('"') if rest.starts_with('\\') && rest[1..].starts_with(character) => {
                1 + character.len_utf8()
            }
            _ if rest.starts_with(character) => character.len_utf8(),
            _ => return None,
        };
        at += character.len_utf8();
        if at == offset {
            found = Some(written_at);
        }
    }
    found
}
