//! Modules that would be too long: what goes into which part.
//!
//! Parts are found by names and paths, not by counting, so that something new lengthens one part
//! and moves nothing into another.

use std::collections::BTreeMap;

use oas_codegen::Case;
use oas_codegen::words;
use oas_ir::{Operation, PathPart};

/// The longest module, in lines.
const MOST_LINES: usize = 800;

/// More words than that tell nothing apart that is not one thing.
const MOST_DETAIL: usize = 9;

/// What stands before the first declaration: header, imports.
const HEAD: usize = 40;

/// How many lines a text is printed on.
pub(crate) fn lines(text: &str) -> usize {
    text.lines().count()
}

/// Parts by the first letter of names, and then by their first words; one of them, with an empty name, where all fits together.
///
/// `measure` gives the name of something and its lines.
pub(crate) fn by_name<T>(
    all: Vec<T>,
    measure: impl Fn(&T) -> (String, usize),
) -> Vec<(String, Vec<T>)> {
    let start = |one: &T, detail: usize| -> String {
        let words = words(&measure(one).0);
        match (detail, words.first()) {
            (1, Some(word)) => word.chars().take(1).collect(),
            _ => words
                .iter()
                .take(detail - 1)
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join("-"),
        }
    };
    parts(all, &|one| measure(one).1, &start)
}

/// Parts by the first literal segments of paths in which operations differ, as [`by_name`].
pub(crate) fn by_path<T>(
    all: Vec<T>,
    measure: impl Fn(&T) -> (&Operation, usize),
) -> Vec<(String, Vec<T>)> {
    let names = |one: &T| literals(measure(one).0);
    let first = all.first().map(&names).unwrap_or_default();
    let common = all.iter().fold(first.len(), |common, one| {
        let same = first
            .iter()
            .zip(names(one))
            .take_while(|(left, right)| *left == right);
        common.min(same.count())
    });
    let start = |one: &T, depth: usize| -> String {
        let names = names(one);
        let behind = names.iter().skip(common).take(depth);
        let words: Vec<String> = behind.flat_map(|name| words(name)).collect();
        // What is called like the common path itself.
        if words.is_empty() {
            "root".to_owned()
        } else {
            Case::Kebab.join(&words)
        }
    };
    parts(all, &|one| measure(one).1, &start)
}

/// Literal segments of a path.
fn literals(operation: &Operation) -> Vec<String> {
    let segments = operation.path.segments.iter();
    segments
        .filter_map(|segment| match segment.parts.as_slice() {
            [PathPart::Literal(text)] => Some(text.clone()),
            _ => None,
        })
        .collect()
}

/// Parts by a key of growing detail: those that are still too long are split further.
fn parts<T>(
    all: Vec<T>,
    lines: &impl Fn(&T) -> usize,
    key: &impl Fn(&T, usize) -> String,
) -> Vec<(String, Vec<T>)> {
    let mut open = vec![(String::new(), 0, all)];
    let mut done: BTreeMap<String, Vec<T>> = BTreeMap::new();
    while let Some((name, detail, all)) = open.pop() {
        let length = HEAD + all.iter().map(lines).sum::<usize>();
        if length <= MOST_LINES || all.len() < 2 || detail == MOST_DETAIL {
            // Another detail may lead to the same name.
            done.entry(name).or_default().extend(all);
            continue;
        }
        let mut by_key: BTreeMap<String, Vec<T>> = BTreeMap::new();
        for one in all {
            by_key.entry(key(&one, detail + 1)).or_default().push(one);
        }
        open.extend(by_key.into_iter().map(|(key, all)| (key, detail + 1, all)));
    }
    done.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::by_name;

    fn parts(names: &[(&str, usize)]) -> Vec<String> {
        let all: Vec<(String, usize)> = names
            .iter()
            .map(|(name, lines)| ((*name).to_owned(), *lines))
            .collect();
        by_name(all, Clone::clone)
            .into_iter()
            .map(|(part, all)| {
                let names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
                format!("{part}: {}", names.join(" "))
            })
            .collect()
    }

    #[test]
    fn what_fits_stays_together() {
        assert_eq!(parts(&[("Ape", 300), ("Bee", 300)]), [": Ape Bee"]);
    }

    #[test]
    fn parts_that_are_still_too_long_are_split_further() {
        assert_eq!(
            parts(&[("Ape", 500), ("Ant", 300), ("Bee", 10), ("Bug", 10)]),
            ["ant: Ant", "ape: Ape", "b: Bee Bug"]
        );
    }

    #[test]
    fn one_thing_is_never_split() {
        assert_eq!(parts(&[("Ape", 5_000)]), [": Ape"]);
    }
}
