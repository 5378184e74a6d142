//! Operations of a tag over files: one file, or the trait in one and the operations in others, by
//! what their paths have in common.

use std::collections::{BTreeMap, BTreeSet};

use oas_codegen::file_stem;
use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{DocText, Ident};
use oas_ir::{Operation, PathPart};

use super::operation::PlannedOperation;
use super::{OperationView, tag_trait};
use crate::heads;
use crate::names::ident;
use crate::plan::file::{FilePlan, Heads, Part};
use crate::plan::package::ModulesView;
use crate::uses::Uses;

/// How many lines the parts of a file have at most; its head needs room too.
const LONGEST: usize = 740;

/// What the files of a tag say about it.
pub(super) struct TagFacts<'f> {
    pub(super) tag: &'f str,
    pub(super) description: Option<&'f str>,
    /// The module's name as a file has it.
    pub(super) stem: String,
    pub(super) trait_name: &'f Ident,
}

/// The files of a tag.
pub(super) fn plan(
    facts: &TagFacts<'_>,
    operations: &[&Operation],
    planned: Vec<PlannedOperation>,
    heads: &Heads,
) -> Vec<FilePlan> {
    let mut uses = Uses::default();
    let mut view = tag_trait::plan(facts.tag, facts.trait_name, &planned, &mut uses);
    let lines = planned.iter().map(|one| one.lines).sum::<usize>() + view.lines();
    let path = format!("src/{}.rs", facts.stem);
    let doc = file_doc(facts);
    if lines <= LONGEST {
        let mut parts = vec![Part::Operation(OperationView::Trait(view))];
        for operation in planned {
            uses.extend(&operation.uses);
            parts.extend(operation.parts.into_iter().map(Part::Operation));
        }
        return vec![super::super::file(path, doc, &uses, None, heads, parts)];
    }
    let mut modules = ModulesView::default();
    let mut files = Vec::new();
    for (key, group) in grouped(operations, planned) {
        let stem = file_stem(&key);
        let mut names: BTreeSet<Ident> = BTreeSet::new();
        let mut handlers: BTreeSet<Ident> = BTreeSet::new();
        let mut uses = Uses::default();
        let mut parts = Vec::new();
        for operation in group {
            names.extend(operation.types);
            names.insert(operation.table);
            handlers.insert(operation.handler);
            uses.extend(&operation.uses);
            parts.extend(
                operation
                    .parts
                    .into_iter()
                    .map(|part| Part::Operation(shown(part))),
            );
        }
        let module = ident(&stem);
        modules.add(&module, &names);
        let handlers: Vec<Code> = handlers.iter().map(Code::from).collect();
        view.imports.push(crate::layout::use_declaration(
            &Code::from(&module),
            &handlers,
        ));
        uses.parent(facts.trait_name);
        let doc = DocText::inner(&format!("Operations at `{key}`."), 0);
        let path = format!("src/{}/{stem}.rs", facts.stem);
        files.push(super::super::file(path, doc, &uses, None, heads, parts));
    }
    view.modules = modules.modules;
    view.reexports = modules.reexports;
    let parts = vec![Part::Operation(OperationView::Trait(view))];
    files.insert(0, super::super::file(path, doc, &uses, None, heads, parts));
    files
}

fn file_doc(facts: &TagFacts<'_>) -> DocText {
    let tagged = if facts.tag.is_empty() {
        "Operations without a tag.".to_owned()
    } else {
        format!("Operations tagged `{}`.", facts.tag)
    };
    let doc = DocText::inner(&tagged, 0);
    match facts.description {
        Some(description) => doc.inner_paragraph(&DocText::inner(description, 0)),
        None => doc,
    }
}

/// A handler that the router in another file sees.
fn shown(part: OperationView) -> OperationView {
    match part {
        OperationView::Handler(mut view) => {
            view.visibility = Code::fixed("pub(super) ");
            OperationView::Handler(view)
        }
        other => other,
    }
}

/// Operations by the first words of their paths behind what all paths have in common.
fn grouped(
    operations: &[&Operation],
    planned: Vec<PlannedOperation>,
) -> BTreeMap<String, Vec<PlannedOperation>> {
    let paths: Vec<Vec<String>> = operations.iter().map(|one| literals(one)).collect();
    let common = common_length(&paths);
    let pairs: Vec<(Vec<String>, PlannedOperation)> = paths
        .into_iter()
        .map(|path| path.into_iter().skip(common).collect())
        .zip(planned)
        .collect();
    let mut groups = BTreeMap::new();
    divide(pairs, 1, &mut groups);
    groups
}

/// Groups by `depth` words; a group that is too long by one more.
fn divide(
    operations: Vec<(Vec<String>, PlannedOperation)>,
    depth: usize,
    groups: &mut BTreeMap<String, Vec<PlannedOperation>>,
) {
    let mut here: BTreeMap<String, Vec<(Vec<String>, PlannedOperation)>> = BTreeMap::new();
    for (words, operation) in operations {
        let key: Vec<&str> = words.iter().take(depth).map(String::as_str).collect();
        let key = if key.is_empty() {
            "base".to_owned()
        } else {
            key.join(" ")
        };
        here.entry(key).or_default().push((words, operation));
    }
    for (key, group) in here {
        let lines: usize = group.iter().map(|(_, operation)| operation.lines).sum();
        let is_divisible = group.iter().any(|(words, _)| words.len() > depth);
        if lines > LONGEST && is_divisible {
            divide(group, depth + 1, groups);
        } else {
            let group = group.into_iter().map(|(_, operation)| operation);
            groups.entry(key).or_default().extend(group);
        }
    }
}

/// The words of a path, parameters left out.
fn literals(operation: &Operation) -> Vec<String> {
    let segments = operation.path.segments.iter();
    let literal = |part: &PathPart| match part {
        PathPart::Literal(text) => Some(text.clone()),
        PathPart::Parameter(_) => None,
    };
    let words = segments.map(|segment| {
        let parts: Vec<String> = segment.parts.iter().filter_map(literal).collect();
        parts.concat()
    });
    words.filter(|word| !word.is_empty()).collect()
}

fn common_length(paths: &[Vec<String>]) -> usize {
    let Some((first, others)) = paths.split_first() else {
        return 0;
    };
    let fits = |length: usize| {
        let own = first.get(..length);
        others.iter().all(|path| path.get(..length) == own)
    };
    (0..=first.len())
        .rev()
        .find(|length| fits(*length))
        .unwrap_or_default()
}

impl OperationView {
    /// How many lines it has, at most.
    pub(crate) fn lines(&self) -> usize {
        let (lines, name) = match self {
            Self::Trait(view) => (view.lines(), &view.name),
            Self::Request(view) => (view.lines(), &view.name),
            Self::Body(view) => (view.lines(), &view.name),
            Self::Response(view) => (view.lines(), &view.name),
            Self::Error(view) => (view.lines(), &view.name),
            Self::Handler(view) => (view.lines(), &view.name),
        };
        lines + heads::lines_of_breaks(name)
    }
}
