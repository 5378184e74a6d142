//! Models over files: one file, or one per first letters of the names where that is too long.

use std::collections::{BTreeMap, BTreeSet};

use oas_codegen::file_stem;
use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{DocText, Ident};

use super::Declaration;
use crate::names::ident;
use crate::plan::file::{FilePlan, Heads, Part};
use crate::plan::package::ModulesView;
use crate::uses::{Module, Uses};

/// How many lines the declarations of a file have at most; its head needs room too.
const LONGEST: usize = 720;

/// The files of all models, sorted by name; none when there are no models. `base` is the path
/// without extension.
pub(crate) fn files(
    base: &str,
    mut models: Vec<Declaration>,
    heads: &Heads,
    module: Module,
) -> Vec<FilePlan> {
    models.sort_by(|left, right| left.name.cmp(&right.name));
    if models.is_empty() {
        return Vec::new();
    }
    let doc = |text: &'static str| DocText::inner(text, 0);
    let path = format!("{base}.rs");
    if models.iter().map(|model| model.lines + 1).sum::<usize>() <= LONGEST {
        let (uses, parts) = content(models);
        let doc = doc("The types of requests and answers.");
        return vec![super::super::file(
            path,
            doc,
            &uses,
            Some(module),
            heads,
            parts,
        )];
    }
    let mut groups: BTreeMap<String, Vec<Declaration>> = BTreeMap::new();
    for (prefix, group) in grouped(models, 1) {
        groups.entry(prefix).or_default().extend(group);
    }
    let mut modules = ModulesView::default();
    let mut files = Vec::new();
    for (prefix, group) in groups {
        let stem = file_stem(&prefix);
        let names: BTreeSet<Ident> = group.iter().map(|model| model.name.clone()).collect();
        modules.add(&ident(&stem), &names);
        let own: BTreeSet<&Ident> = names.iter().collect();
        let (mut uses, parts) = content(group);
        // Siblings are imported from where they are found together, its own names are not.
        uses.forget(module, &own);
        let text = DocText::inner(&format!("Types whose names begin with `{prefix}`."), 0);
        let path = format!("{base}/{stem}.rs");
        files.push(super::super::file(path, text, &uses, None, heads, parts));
    }
    let doc = doc("The types of requests and answers.");
    let parts = vec![Part::Library(modules.into())];
    files.insert(
        0,
        super::super::file(path, doc, &Uses::default(), None, heads, parts),
    );
    files
}

fn content(models: Vec<Declaration>) -> (Uses, Vec<Part>) {
    let mut uses = Uses::default();
    let mut parts = Vec::new();
    for model in models {
        uses.extend(&model.uses);
        parts.push(Part::Model(model.view));
    }
    (uses, parts)
}

/// Models by the first letters of their names, as many as a file needs to be short enough.
fn grouped(models: Vec<Declaration>, letters: usize) -> Vec<(String, Vec<Declaration>)> {
    let prefix = |model: &Declaration| -> String {
        let name = model.name.as_str().trim_start_matches("r#").to_lowercase();
        name.chars().take(letters).collect()
    };
    let mut groups: BTreeMap<String, Vec<Declaration>> = BTreeMap::new();
    for model in models {
        groups.entry(prefix(&model)).or_default().push(model);
    }
    let mut result = Vec::new();
    for (key, group) in groups {
        let lines: usize = group.iter().map(|model| model.lines + 1).sum();
        let is_divisible = group.len() > 1 && key.chars().count() == letters;
        if lines > LONGEST && is_divisible && letters < 40 {
            result.extend(grouped(group, letters + 1));
        } else {
            result.push((key, group));
        }
    }
    result
}

impl From<ModulesView> for crate::plan::package::LibraryView {
    fn from(modules: ModulesView) -> Self {
        Self {
            modules: modules.modules,
            reexports: modules.reexports,
            operations: Code::new(),
        }
    }
}
