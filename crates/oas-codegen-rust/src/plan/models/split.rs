//! Models over files: one file, or one per first letters of the names where that is too long.

use std::collections::BTreeSet;

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
    let mut modules = ModulesView::default();
    let mut files = Vec::new();
    for group in divided(models) {
        let names: BTreeSet<Ident> = group
            .models
            .iter()
            .map(|model| model.name.clone())
            .collect();
        modules.add(&ident(&group.stem), &names);
        let own: BTreeSet<&Ident> = names.iter().collect();
        let (mut uses, parts) = content(group.models);
        // Siblings are imported from where they are found together, its own names are not.
        uses.forget(module, &own);
        let text = DocText::inner(&group.what, 0);
        let path = format!("{base}/{}.rs", group.stem);
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

/// Models of one file.
struct Group {
    /// The name of the file.
    stem: String,
    /// What is in it, as a sentence.
    what: String,
    models: Vec<Declaration>,
}

/// Models by the letter that their names have at some place: half the alphabet, a quarter, and so
/// on until the files are short enough; then by the next letter. The borders never depend on which
/// models there are, so that a new one moves no other to another file as long as there is room.
fn divided(models: Vec<Declaration>) -> Vec<Group> {
    let mut groups = Vec::new();
    divide(models, "", 'a', 'z', &mut groups);
    groups
}

fn divide(models: Vec<Declaration>, start: &str, first: char, last: char, groups: &mut Vec<Group>) {
    if models.is_empty() {
        return;
    }
    let lines: usize = models.iter().map(|model| model.lines + 1).sum();
    if lines <= LONGEST || models.len() == 1 || start.len() > 40 {
        groups.push(group(models, start, first, last));
    } else if first == last {
        let start = format!("{start}{first}");
        divide(models, &start, 'a', 'z', groups);
    } else {
        let middle = char::from(u8::midpoint(first as u8, last as u8));
        let next = char::from(middle as u8 + 1);
        let position = start.len();
        let (low, high): (Vec<_>, Vec<_>) = models
            .into_iter()
            .partition(|model| letter(model, position) <= middle);
        divide(low, start, first, middle, groups);
        divide(high, start, next, last, groups);
    }
}

/// The letter at a place of a name; what is no letter goes with the first one.
fn letter(model: &Declaration, position: usize) -> char {
    let name = model.name.as_str().trim_start_matches("r#");
    let letter = name
        .chars()
        .nth(position)
        .unwrap_or('a')
        .to_ascii_lowercase();
    if letter.is_ascii() {
        letter.clamp('a', 'z')
    } else {
        'z'
    }
}

fn group(models: Vec<Declaration>, start: &str, first: char, last: char) -> Group {
    let (low, high) = (format!("{start}{first}"), format!("{start}{last}"));
    let (stem, what) = if (first, last) == ('a', 'z') {
        (
            start.to_owned(),
            format!("Types whose names begin with `{start}`."),
        )
    } else if first == last {
        (
            low.clone(),
            format!("Types whose names begin with `{low}`."),
        )
    } else {
        let what = format!("Types whose names begin with `{low}` to `{high}`.");
        (format!("{low}_to_{high}"), what)
    };
    Group {
        stem: file_stem(&stem),
        what,
        models,
    }
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
