//! The registry is complete, sorted and documented, and every clause is accounted for.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use crate::support::conventions;
use oas_conventions::ClauseId;
use oas_lint::pages::{code_blocks, summary_of};
use oas_lint::{DIAGNOSTICS, Group, all_rules, explain, page_index};

/// Clauses that no rule checks, with the reason.
const NOT_IN_A_DOCUMENT: [(&str, &str); 3] = [
    ("C-37", "how clients retry is seen in clients"),
    (
        "C-42",
        "two versions of a document are needed; the comparison of documents checks it",
    ),
    (
        "C-43",
        "two versions of a document are needed; the comparison of documents checks it",
    ),
];

#[test]
fn every_file_is_registered_once_and_the_list_is_sorted() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let files: BTreeSet<String> = std::fs::read_dir(directory)
        .expect("the rules have a folder")
        .map(|entry| entry.expect("the folder can be read").file_name())
        .filter_map(|name| Some(name.to_str()?.strip_suffix(".rs")?.replace('_', "-")))
        .filter(|name| name != "mod")
        .collect();
    let names: Vec<_> = all_rules().iter().map(|rule| rule.meta().name).collect();
    assert!(names.is_sorted());
    assert_eq!(files.iter().map(String::as_str).collect::<Vec<_>>(), names);
    for rule in all_rules() {
        let meta = rule.meta();
        let file = format!("rules/{}.rs", meta.name.replace('-', "_"));
        assert!(
            meta.file.replace('\\', "/").ends_with(&file),
            "{}",
            meta.file
        );
    }
}

#[test]
fn every_rule_has_all_headings_and_blocks() {
    for rule in all_rules() {
        let meta = rule.meta();
        let headings: Vec<_> = meta
            .docs
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix("## "))
            .filter(|heading| !matches!(*heading, "Options" | "Note"))
            .collect();
        assert_eq!(
            headings,
            ["What it does", "Why is this bad?", "Incorrect", "Correct"],
            "{}",
            meta.name
        );
        for heading in ["Incorrect", "Correct"] {
            assert!(
                !code_blocks(meta, heading).is_empty(),
                "{}: {heading}",
                meta.name
            );
        }
        assert!(summary_of(meta).starts_with("Reports "), "{}", meta.name);
        assert_eq!(
            meta.options.is_empty(),
            !meta.docs.contains("## Options"),
            "{}",
            meta.name
        );
    }
}

#[test]
fn names_say_what_is_wrong_and_are_not_reused() {
    let disallowed: Vec<_> = include_str!("disallowed_rule_names.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    for rule in all_rules() {
        let name = rule.meta().name;
        let builtin = oas_diagnostics::DIAGNOSTICS
            .iter()
            .chain(oas_syntax::DIAGNOSTICS)
            .chain(oas_model::DIAGNOSTICS)
            .chain(oas_conventions::DIAGNOSTICS)
            .chain(DIAGNOSTICS);
        for diagnostic in builtin {
            assert_ne!(diagnostic.name, name);
        }
        for word in &disallowed {
            let is_like = word
                .strip_suffix('*')
                .map_or(name == *word, |start| name.starts_with(start));
            assert!(!is_like, "`{name}` is disallowed by `{word}`");
        }
    }
}

#[test]
fn every_clause_of_documents_has_a_rule_or_a_reason() {
    let conventions = conventions();
    let mut table = String::new();
    for number in 15..=54 {
        let clause = format!("C-{number}");
        let rules: Vec<_> = all_rules()
            .iter()
            .map(|rule| rule.meta())
            .filter(|meta| meta.clauses.contains(&clause.as_str()))
            .map(|meta| meta.name)
            .collect();
        let reason = NOT_IN_A_DOCUMENT.iter().find(|(other, _)| *other == clause);
        let text = if let Some((_, reason)) = reason {
            assert!(rules.is_empty(), "{clause} is checked by {rules:?}");
            format!("(not checkable in a document: {reason})")
        } else {
            assert!(!rules.is_empty(), "{clause} is checked by no rule");
            rules.join(", ")
        };
        let _ = writeln!(table, "{clause}  {text}");
    }
    let known: BTreeSet<_> = conventions.clauses.keys().map(ClauseId::as_str).collect();
    for rule in all_rules() {
        for clause in rule.meta().clauses {
            assert!(known.contains(clause), "{}: {clause}", rule.meta().name);
        }
    }
    let _snapshots = oas_testing::snapshot_settings("snapshots").bind_to_scope();
    insta::assert_snapshot!("clauses", table);
}

#[test]
fn rules_of_the_group_conventions_name_their_clauses() {
    for rule in all_rules() {
        let meta = rule.meta();
        assert!(
            meta.group != Group::Conventions || !meta.clauses.is_empty(),
            "{}",
            meta.name
        );
    }
}

#[test]
fn every_name_has_a_page_and_the_index_lists_it() {
    let index = page_index();
    for rule in all_rules() {
        let name = rule.meta().name;
        let page = explain(name).expect("rules have pages");
        assert!(page.starts_with(&format!("# {name}\n\nGroup `")), "{page}");
        assert!(index.contains(&format!("[`{name}`]")), "{name}");
    }
    for diagnostic in DIAGNOSTICS {
        assert!(explain(diagnostic.name).is_some());
    }
    assert_eq!(explain("operation-id-mising"), None);
    let _snapshots = oas_testing::snapshot_settings("snapshots").bind_to_scope();
    insta::assert_snapshot!("index", index);
    insta::assert_snapshot!(
        "page",
        explain("idempotency-key-undeclared").unwrap_or_default()
    );
    insta::assert_snapshot!(
        "page_with_options",
        explain("tag-casing").unwrap_or_default()
    );
}
