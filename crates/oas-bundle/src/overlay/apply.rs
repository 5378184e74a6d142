//! Overlays applied to a document: [`apply`].
//!
//! Actions are done one after the other, each on what the ones before it left. An error in one does
//! not keep the others from telling theirs, but then there is no result.

use std::sync::Arc;

use oas_diagnostics::{Diagnostic, DiagnosticSink, Level, Location};
use oas_model::ResolvedDocument;
use oas_model::select::Selection;
use oas_syntax::Node;

use super::evaluate::{Exhausted, Selected, Steps, select};
use super::hint;
use super::merge::Merge;
use super::overlaid::Overlaid;
use super::path::Query;
use super::read::{Action, Change, Overlay};
use super::target::{CellId, Content, Target};
use super::version::OverlayVersion;
use crate::BundleSettings;
use crate::diagnostics::{
    OVERLAY_COPY_SOURCE, OVERLAY_INCOMPATIBLE, OVERLAY_LIMIT, OVERLAY_TARGET_NOTHING,
};

/// How many nodes all actions together may look at.
const MOST_STEPS: u64 = 20_000_000;

/// Applies overlays in order. `None` when an action cannot be done; why is in the sink.
///
/// A document of one file is changed as it is written. One of several is bundled first: an overlay
/// is for one document, and there its references are local.
pub fn apply<'d>(
    resolved: &'d ResolvedDocument,
    overlays: Vec<Arc<Overlay>>,
    sink: &mut DiagnosticSink,
) -> Option<Overlaid<'d>> {
    let mut own = DiagnosticSink::new();
    let mut application = Application {
        target: target_of(resolved, sink),
        steps: Steps::new(MOST_STEPS),
        merge: Merge::default(),
        position: 0,
    };
    'all: for overlay in &overlays {
        for action in overlay.actions() {
            if let Err(Exhausted) = application.action(overlay, action, &mut own) {
                let node = overlay.node(action.node);
                own.push(limit_diagnostic(node));
                break 'all;
            }
            application.position += 1;
        }
    }
    let failed = own.has_errors();
    sink.extend(own.diagnostics().iter().cloned());
    (!failed).then(|| Overlaid::new(resolved, overlays, application.target))
}

fn limit_diagnostic(action: Node<'_>) -> Diagnostic {
    let place = action.get("target").unwrap_or(action).location();
    let message = "the overlays ask for more than is done: too many nodes are selected or added";
    Diagnostic::error(OVERLAY_LIMIT.name, place, message)
        .label("this action was not finished")
        .help("make the target narrower, or use fewer `..` and filters within filters")
}

/// What the overlays are for.
fn target_of(resolved: &ResolvedDocument, sink: &mut DiagnosticSink) -> Target {
    let root = resolved.document().root();
    let refers_elsewhere = || {
        root.tree().nodes().any(|node| {
            let text = node.get("$ref").and_then(Node::as_str);
            text.is_some_and(|text| !text.starts_with('#'))
        })
    };
    if resolved.document().trees().count() == 1 && !refers_elsewhere() {
        return Target::of_node(root);
    }
    let settings = BundleSettings {
        version: resolved.version(),
        selection: Selection::default(),
    };
    let (written, limit) = crate::writer::write_traced(resolved, &settings);
    sink.extend(limit);
    Target::of_value(&written.document, written.origins)
}

struct Application {
    target: Target,
    steps: Steps,
    merge: Merge,
    /// Of the action that is being done, among all actions of all overlays.
    position: u32,
}

impl Application {
    fn action(
        &mut self,
        overlay: &Overlay,
        action: &Action,
        sink: &mut DiagnosticSink,
    ) -> Result<(), Exhausted> {
        let node = overlay.node(action.node);
        let Selected { cells, dead_end } = select(&self.target, &action.target, &mut self.steps)?;
        if cells.is_empty() {
            sink.push(self.nothing(node, &action.target, dead_end.as_ref()));
            return Ok(());
        }
        match &action.change {
            Change::None => Ok(()),
            Change::Remove => {
                self.remove(&cells, node, sink);
                Ok(())
            }
            Change::Update(update) => {
                let update = overlay.node(*update);
                let template = self.merge.template(&mut self.target, update)?;
                let what = Source {
                    name: "update",
                    place: update.key_location(),
                };
                self.change(&cells, template, &what, overlay.version(), node, sink)
            }
            Change::Copy(source) => {
                let found = select(&self.target, source, &mut self.steps)?;
                let place = node.get("copy").unwrap_or(node).location();
                let [only] = found.cells.as_slice() else {
                    sink.push(copy_source(found.cells.len(), place));
                    return Ok(());
                };
                // The target can be within what is copied, or the other way round.
                let steps = &mut self.steps;
                let template = self.merge.copy(&mut self.target, *only, steps)?;
                let what = Source {
                    name: "copy",
                    place,
                };
                self.change(&cells, template, &what, overlay.version(), node, sink)
            }
        }
    }

    fn nothing(
        &self,
        action: Node<'_>,
        query: &Query,
        dead_end: Option<&(usize, Vec<CellId>)>,
    ) -> Diagnostic {
        let node = action.get("target").unwrap_or(action);
        let message = "the target selects nothing, so the action does nothing";
        let diagnostic = Diagnostic::warning(OVERLAY_TARGET_NOTHING.name, node.location(), message);
        let text = node.as_str().unwrap_or_default();
        let hint = dead_end.and_then(|end| hint::dead_end(&self.target, query, text, end));
        match hint {
            Some(help) => diagnostic.help(help),
            None => diagnostic.help("correct the target, or leave the action out"),
        }
    }

    fn remove(&mut self, cells: &[CellId], action: Node<'_>, sink: &mut DiagnosticSink) {
        if cells.contains(&self.target.root()) {
            let place = action.get("target").unwrap_or(action).location();
            let message = "the whole document cannot be removed";
            sink.push(
                Diagnostic::error(OVERLAY_INCOMPATIBLE.name, place, message)
                    .help("select what is in it: `$.paths`, for example"),
            );
            return;
        }
        let mut gone = vec![false; self.target.len()];
        let mut parents = Vec::new();
        for id in cells {
            gone[id.index()] = true;
            parents.extend(self.target.cell(*id).parent);
        }
        parents.sort_unstable();
        parents.dedup();
        for id in parents {
            let cell = self.target.cell_mut(id);
            cell.changed_by = Some(self.position);
            match &mut cell.content {
                Content::Array(elements) => elements.retain(|id| !gone[id.index()]),
                Content::Object(entries) => entries.retain(|_, id| !gone[id.index()]),
                _ => {}
            }
        }
    }

    fn change(
        &mut self,
        cells: &[CellId],
        template: CellId,
        what: &Source,
        version: OverlayVersion,
        action: Node<'_>,
        sink: &mut DiagnosticSink,
    ) -> Result<(), Exhausted> {
        if version >= OverlayVersion::V1_1
            && let Some(diagnostic) = self.mixed(cells, action)
        {
            sink.push(diagnostic);
            return Ok(());
        }
        let mut doubts = Doubts::new(version, what);
        for id in cells {
            let place = (*id, template);
            let (target, merge, steps) = (&mut self.target, &mut self.merge, &mut self.steps);
            match (target.content(*id), target.content(template)) {
                (Content::Object(_), Content::Object(_)) => {
                    let clashes = merge.merge(target, place, self.position, version, steps)?;
                    for clash in clashes {
                        doubts.clash(target, clash);
                    }
                }
                (Content::Array(_), Content::Array(_)) => {
                    doubts.concatenates = version < OverlayVersion::V1_1;
                    merge.concatenate(target, place, self.position, steps)?;
                }
                (Content::Array(_), _) => {
                    merge.append(target, place, self.position, steps)?;
                }
                (one, other) if one.is_primitive() && other.is_primitive() => {
                    doubts.replaces_primitive = version < OverlayVersion::V1_1;
                    Merge::replace_primitive(target, place, self.position);
                }
                (one, other) => {
                    let (one, other) = (one.described(), other.described());
                    doubts.misfit(one, other);
                }
            }
        }
        doubts.report(action, sink);
        Ok(())
    }

    /// Overlay 1.1: the nodes of an update are all objects, all arrays or all primitives.
    fn mixed(&self, cells: &[CellId], action: Node<'_>) -> Option<Diagnostic> {
        let kind = |id: &CellId| match self.target.content(*id) {
            Content::Object(_) => 0,
            Content::Array(_) => 1,
            _ => 2,
        };
        let first = cells.first()?;
        let other = cells.iter().find(|id| kind(id) != kind(first))?;
        let place = action.get("target").unwrap_or(action).location();
        let message = format!(
            "the target selects {} and {}, which cannot be changed alike",
            self.target.content(*first).described(),
            self.target.content(*other).described(),
        );
        Some(
            Diagnostic::error(OVERLAY_INCOMPATIBLE.name, place, message)
                .help("select objects, arrays or primitive values, with an action for each"),
        )
    }
}

/// Where an action takes from what it writes.
struct Source {
    name: &'static str,
    place: Location,
}

fn copy_source(found: usize, place: Location) -> Diagnostic {
    let message = match found {
        0 => "`copy` selects nothing that could be copied".to_owned(),
        many => format!("`copy` must select one node, but selects {many}"),
    };
    Diagnostic::error(OVERLAY_COPY_SOURCE.name, place, message)
        .help("name the one node, for example `$.paths['/pets'].get`")
}

/// A part of an update that is not what stands in its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clash {
    /// What stands there.
    pub(super) cell: CellId,
    /// What the update has for it.
    pub(super) template: CellId,
    /// What stood there, before it was replaced.
    pub(super) was: &'static str,
}

/// What an action did that its version does not allow, or leaves open.
struct Doubts<'s> {
    version: OverlayVersion,
    source: &'s Source,
    /// The first ones; more of the same would not help.
    clashes: Vec<String>,
    misfit: Option<(&'static str, &'static str)>,
    concatenates: bool,
    replaces_primitive: bool,
}

impl<'s> Doubts<'s> {
    const MOST: usize = 5;

    const fn new(version: OverlayVersion, source: &'s Source) -> Self {
        Self {
            version,
            source,
            clashes: Vec::new(),
            misfit: None,
            concatenates: false,
            replaces_primitive: false,
        }
    }

    fn clash(&mut self, target: &Target, clash: Clash) {
        if self.clashes.len() < Self::MOST {
            let new = target.content(clash.template).described();
            let message = format!(
                "{new} cannot be merged into {}, which stands at `{}`",
                clash.was,
                target.pointer(clash.cell)
            );
            self.clashes.push(message);
        }
    }

    const fn misfit(&mut self, selected: &'static str, new: &'static str) {
        if self.misfit.is_none() {
            self.misfit = Some((selected, new));
        }
    }

    fn report(self, action: Node<'_>, sink: &mut DiagnosticSink) {
        let Self {
            version, source, ..
        } = self;
        let strict = version >= OverlayVersion::V1_1;
        let place = || source.place.clone();
        if let Some((selected, new)) = self.misfit {
            let message = format!(
                "`{}` is {new}, but the target selects {selected}",
                source.name
            );
            let help = if selected == "an object" {
                "give an object with the fields to merge"
            } else {
                "select the object around it, and give an object with the field"
            };
            sink.push(Diagnostic::error(OVERLAY_INCOMPATIBLE.name, place(), message).help(help));
        }
        for message in self.clashes {
            let mut diagnostic = Diagnostic::error(OVERLAY_INCOMPATIBLE.name, place(), message);
            if strict {
                diagnostic = diagnostic.help("remove what is there with an action before this one");
            } else {
                diagnostic.level = Level::Warning;
                diagnostic = diagnostic
                    .note("Overlay 1.0 does not say what happens; it was replaced")
                    .help("remove what is there with an action before this one");
            }
            sink.push(diagnostic);
        }
        if self.concatenates {
            let message = "the entries of this array were appended one by one";
            let mut diagnostic = Diagnostic::warning(OVERLAY_INCOMPATIBLE.name, place(), message)
                .note("Overlay 1.0 has one entry here, Overlay 1.1 an entry or an array of them")
                .help("write `overlay: 1.1.0`");
            diagnostic.level = Level::Info;
            sink.push(diagnostic);
        }
        if self.replaces_primitive {
            let place = action.get("target").unwrap_or(action).location();
            let message = "the target selects a primitive value, which Overlay 1.0 does not change";
            sink.push(
                Diagnostic::warning(OVERLAY_INCOMPATIBLE.name, place, message)
                    .note("it was replaced, as in Overlay 1.1")
                    .help("write `overlay: 1.1.0`, or select the object around it"),
            );
        }
    }
}
