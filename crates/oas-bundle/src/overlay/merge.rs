//! How values of an overlay come into the document: [`Merge`].
//!
//! What is added is limited in number, in bytes and in depth, over all actions together: a few
//! lines can ask for a document that doubles with each of them.

use std::sync::Arc;

use oas_syntax::{Limits, Node};

use super::apply::Clash;
use super::evaluate::{Exhausted, Steps};
use super::target::{CellId, Content, Origin, Target};
use super::version::OverlayVersion;

/// Values that all actions together may add.
const MOST_VALUES: usize = 250_000;
/// Bytes of texts and names that all actions together may add.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// Adds values, and counts what it adds.
#[derive(Debug, Default)]
pub(super) struct Merge {
    values: usize,
    bytes: usize,
}

/// A cell of the document, and what is to be merged into it.
pub(super) type Pair = (CellId, CellId);

impl Merge {
    /// An update as cells of the target that are linked to nothing.
    pub(super) fn template(
        &mut self,
        target: &mut Target,
        update: Node<'_>,
    ) -> Result<CellId, Exhausted> {
        self.measure(update)?;
        Ok(target.add_node(update))
    }

    /// Counts what is in a node, aliases expanded, before anything is made of it.
    fn measure(&mut self, node: Node<'_>) -> Result<(), Exhausted> {
        self.values += 1;
        self.bytes += node.as_str().map_or(0, str::len);
        self.within_limits()?;
        for element in node.elements() {
            self.measure(element)?;
        }
        for entry in node.entries() {
            self.bytes += entry.key.text().len();
            self.measure(entry.value)?;
        }
        Ok(())
    }

    /// A part of the target as it is now, linked to nothing.
    pub(super) fn copy(
        &mut self,
        target: &mut Target,
        id: CellId,
        steps: &mut Steps,
    ) -> Result<CellId, Exhausted> {
        self.clone_of(target, id, steps).map(|(id, _)| id)
    }

    /// Merges an object into an object. What cannot be merged is left as it is, or replaced in
    /// Overlay 1.0, and told.
    pub(super) fn merge(
        &mut self,
        target: &mut Target,
        (cell, template): Pair,
        action: u32,
        version: OverlayVersion,
        steps: &mut Steps,
    ) -> Result<Vec<Clash>, Exhausted> {
        let mut clashes = Vec::new();
        let mut pairs = vec![(cell, template)];
        while let Some((cell, template)) = pairs.pop() {
            steps.take(1)?;
            match (target.content(cell), target.content(template)) {
                (Content::Object(_), Content::Object(new)) => {
                    for (name, new) in new.clone() {
                        let Content::Object(entries) = target.content(cell) else {
                            continue;
                        };
                        if let Some(old) = entries.get(&name) {
                            pairs.push((*old, new));
                        } else {
                            self.bytes += name.len();
                            self.insert(target, cell, Some(name), new, steps)?;
                            target.cell_mut(cell).changed_by = Some(action);
                        }
                    }
                }
                (Content::Array(_), Content::Array(_)) => {
                    self.concatenate(target, (cell, template), action, steps)?;
                }
                (old, new) if old.is_primitive() && new.is_primitive() => {
                    Self::replace_primitive(target, (cell, template), action);
                }
                (old, _) => {
                    let was = old.described();
                    if version < OverlayVersion::V1_1 {
                        self.replace(target, (cell, template), action, steps)?;
                    }
                    clashes.push(Clash {
                        cell,
                        template,
                        was,
                    });
                }
            }
        }
        Ok(clashes)
    }

    /// Appends the elements of an array to an array.
    pub(super) fn concatenate(
        &mut self,
        target: &mut Target,
        (cell, template): Pair,
        action: u32,
        steps: &mut Steps,
    ) -> Result<(), Exhausted> {
        for element in target.children(template) {
            self.append(target, (cell, element), action, steps)?;
        }
        Ok(())
    }

    /// Appends a value to an array.
    pub(super) fn append(
        &mut self,
        target: &mut Target,
        (cell, template): Pair,
        action: u32,
        steps: &mut Steps,
    ) -> Result<(), Exhausted> {
        self.insert(target, cell, None, template, steps)?;
        target.cell_mut(cell).changed_by = Some(action);
        Ok(())
    }

    /// Writes one primitive value over another.
    pub(super) fn replace_primitive(target: &mut Target, (cell, template): Pair, action: u32) {
        let new = target.cell(template);
        let (content, origin) = (new.content.clone(), new.origin);
        let old = target.cell_mut(cell);
        old.content = content;
        old.origin = origin;
        old.changed_by = Some(action);
    }

    /// Writes a value over any other.
    fn replace(
        &mut self,
        target: &mut Target,
        (cell, template): Pair,
        action: u32,
        steps: &mut Steps,
    ) -> Result<(), Exhausted> {
        let depth = target.depth(cell);
        let (new, height) = self.clone_of(target, template, steps)?;
        within_depth(depth + height)?;
        let (content, origin) = {
            let new = target.cell(new);
            (new.content.clone(), new.origin)
        };
        let old = target.cell_mut(cell);
        old.content = content;
        old.origin = origin;
        old.changed_by = Some(action);
        target.adopt(cell);
        Ok(())
    }

    /// Puts a copy of a template into an object under a name, or at the end of an array.
    fn insert(
        &mut self,
        target: &mut Target,
        cell: CellId,
        name: Option<Arc<str>>,
        template: CellId,
        steps: &mut Steps,
    ) -> Result<(), Exhausted> {
        let depth = target.depth(cell) + 1;
        steps.take(depth as u64)?;
        let (new, height) = self.clone_of(target, template, steps)?;
        within_depth(depth + height)?;
        target.cell_mut(new).parent = Some(cell);
        match (&mut target.cell_mut(cell).content, name) {
            (Content::Object(entries), Some(name)) => {
                entries.insert(name, new);
            }
            (Content::Array(elements), None) => elements.push(new),
            _ => {}
        }
        Ok(())
    }

    /// A copy of a cell with everything in it, and how many collections it has within each other.
    /// The depth of what is copied is limited already.
    fn clone_of(
        &mut self,
        target: &mut Target,
        id: CellId,
        steps: &mut Steps,
    ) -> Result<(CellId, usize), Exhausted> {
        steps.take(1)?;
        self.values += 1;
        let mut height = 0;
        let content = match target.content(id).clone() {
            Content::Array(elements) => {
                let mut copies = Vec::with_capacity(elements.len().min(MOST_VALUES));
                for element in elements {
                    let (copy, inner) = self.clone_of(target, element, steps)?;
                    height = height.max(inner);
                    copies.push(copy);
                }
                height += 1;
                Content::Array(copies)
            }
            Content::Object(mut entries) => {
                for (name, entry) in &mut entries {
                    self.bytes += name.len();
                    let (copy, inner) = self.clone_of(target, *entry, steps)?;
                    height = height.max(inner);
                    *entry = copy;
                }
                height += 1;
                Content::Object(entries)
            }
            Content::String(text) => {
                self.bytes += text.len();
                Content::String(text)
            }
            other => other,
        };
        self.within_limits()?;
        let origin = target.known_origin(id);
        let copy = target.push(content, origin);
        target.adopt(copy);
        Ok((copy, height))
    }

    fn within_limits(&self) -> Result<(), Exhausted> {
        if self.values > MOST_VALUES || self.bytes > MOST_BYTES {
            return Err(Exhausted);
        }
        Ok(())
    }
}

fn within_depth(depth: usize) -> Result<(), Exhausted> {
    if depth > Limits::default().depth {
        return Err(Exhausted);
    }
    Ok(())
}

impl Target {
    /// The nearest place that is known of a cell, so that it stays known elsewhere.
    fn known_origin(&self, id: CellId) -> Origin {
        let around = std::iter::successors(Some(id), |id| self.cell(*id).parent);
        around
            .map(|id| self.cell(id).origin)
            .find(|origin| !matches!(origin, Origin::Parent))
            .unwrap_or(Origin::Parent)
    }
}
