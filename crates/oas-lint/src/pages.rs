//! The documentation of rules as Markdown: one page each, and an index.

use std::fmt::Write as _;

use oas_diagnostics::Level;

use crate::settings::find_rule;
use crate::{DIAGNOSTICS, Group, RuleMeta, RuleStatus, all_rules};

/// The page of a rule, or of a diagnostic that linting raises besides its rules.
#[must_use]
pub fn explain(name: &str) -> Option<String> {
    if let Some(rule) = find_rule(name) {
        return Some(page(rule.meta()));
    }
    DIAGNOSTICS
        .iter()
        .find(|diagnostic| diagnostic.name == name)
        .map(oas_diagnostics::BuiltinDiagnostic::page)
}

/// All rules by group, each with its level and what it reports.
#[must_use]
pub fn page_index() -> String {
    let mut text = String::from("# Lint rules\n");
    for group in Group::ALL {
        let rules: Vec<_> = all_rules()
            .iter()
            .map(|rule| rule.meta())
            .filter(|meta| meta.group == group)
            .collect();
        let (name, summary) = (group.name(), group.summary());
        let _ = write!(text, "\n## {name}\n\n{summary}\n");
        if !rules.is_empty() {
            text.push_str("\n| Rule | Level | What it does |\n| --- | --- | --- |\n");
        }
        for meta in rules {
            let (name, level, what) = (meta.name, level(meta.level), summary_of(meta));
            let _ = writeln!(text, "| [`{name}`]({name}.md) | {level} | {what} |");
        }
    }
    text
}

/// What a rule reports, in its first sentence.
#[must_use]
pub fn summary_of(meta: &RuleMeta) -> String {
    let text = section(meta, "What it does").join(" ");
    let end = text.find(". ").map_or(text.len(), |end| end + 1);
    text[..end].to_owned()
}

/// The blocks of code under a heading, as they stand in the documentation.
#[must_use]
pub fn code_blocks(meta: &RuleMeta, heading: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut open: Option<String> = None;
    for line in section(meta, heading) {
        match (&mut open, line.starts_with("```")) {
            (None, true) => open = Some(String::new()),
            (Some(_), true) => blocks.extend(open.take()),
            (Some(block), false) => {
                block.push_str(line);
                block.push('\n');
            }
            (None, false) => {}
        }
    }
    blocks
}

/// The lines under a heading of the second level.
fn section<'m>(meta: &'m RuleMeta, heading: &str) -> Vec<&'m str> {
    lines(meta)
        .skip_while(|line| line.strip_prefix("## ") != Some(heading))
        .skip(1)
        .take_while(|line| !line.starts_with("## "))
        .filter(|line| !line.is_empty())
        .collect()
}

/// The documentation without the space that `///` leaves in front.
fn lines(meta: &RuleMeta) -> impl Iterator<Item = &str> {
    meta.docs
        .lines()
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
}

fn page(meta: &RuleMeta) -> String {
    let mut text = format!("# {}\n\n", meta.name);
    let status = match meta.status {
        RuleStatus::Preview { since } => format!("preview since {since}"),
        RuleStatus::Stable { since } => format!("stable since {since}"),
    };
    let (group, level) = (meta.group.name(), level(meta.level));
    let _ = writeln!(text, "Group `{group}`, level {level}, {status}.");
    if !meta.clauses.is_empty() {
        let clauses = meta.clauses.join(", ");
        let _ = writeln!(text, "Puts {clauses} of the conventions into practice.");
    }
    if !meta.options.is_empty() {
        let options = meta.options.join("`, `");
        let _ = writeln!(text, "Options: `{options}`.");
    }
    text.push('\n');
    let mut in_code = false;
    for line in lines(meta) {
        if line.starts_with("```") {
            in_code = !in_code;
        }
        let heading = line.starts_with("## ");
        if heading && !in_code && !text.ends_with("\n\n") {
            text.push('\n');
        }
        text.push_str(line);
        text.push('\n');
        if heading && !in_code {
            text.push('\n');
        }
    }
    text
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Info => "info",
        Level::Warning => "warning",
        Level::Error => "error",
    }
}
