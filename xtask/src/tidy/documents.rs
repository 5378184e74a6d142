//! Markdown that stays true: links lead to files that exist, and ARCHITECTURE.md has a paragraph for
//! each crate.

use super::Finding;
use super::layers::Package;
use super::sources::Source;
use crate::workspace::Workspace;

/// Where each crate is described.
const ARCHITECTURE: &str = "ARCHITECTURE.md";

/// Findings in all Markdown files that people wrote.
pub(super) fn check(
    workspace: &Workspace,
    sources: &[Source],
    packages: &[Package],
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources {
        if source.extension() == "md" && !source.is_example() && !source.is_generated() {
            findings.extend(broken_links(source, |path| workspace.path(path).exists()));
        }
        if source.path == ARCHITECTURE {
            let crates = packages
                .iter()
                .filter(|package| package.folder.starts_with("crates/"));
            findings.extend(crates.filter_map(|package| undescribed(source, &package.name)));
        }
    }
    findings
}

fn undescribed(source: &Source, name: &str) -> Option<Finding> {
    (!source.text.contains(&format!("`{name}`"))).then(|| {
        Finding::error(
            &source.path,
            1,
            format!("says nothing about the crate `{name}`"),
            "write a paragraph: what it is responsible for, and what not",
        )
    })
}

fn broken_links(source: &Source, exists: impl Fn(&str) -> bool) -> Vec<Finding> {
    let folder = source
        .path
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let mut findings = Vec::new();
    let mut in_code = false;
    for (index, line) in source.text.lines().enumerate() {
        in_code ^= line.starts_with("```");
        for target in line
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let path = target.split('#').next().unwrap_or_default();
            if in_code || path.is_empty() || path.contains("://") || path.starts_with("mailto:") {
                continue;
            }
            if !exists(path_from_root(folder, path).as_str()) {
                let message = format!("the link to `{target}` leads nowhere");
                let help = "correct the path; it is relative to this file";
                findings.push(Finding::error(&source.path, index + 1, message, help));
            }
        }
    }
    findings
}

fn path_from_root(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::super::sources::source;
    use super::*;

    #[test]
    fn a_link_to_nothing_is_found() {
        let text = "[a](../crates/b#c) [d](e.md)\n[f](https://example.com)\n```\n[g](h)\n```\n";
        let exists = |path: &str| path == "crates/b";
        let findings = broken_links(&source("docs/x.md", text), exists);
        let messages: Vec<&str> = findings.iter().map(|f| f.message.as_str()).collect();
        assert_eq!(messages, ["the link to `e.md` leads nowhere"]);
    }

    #[test]
    fn a_crate_without_a_paragraph_is_found() {
        let source = source(ARCHITECTURE, "`oas-lint` holds the rules.");
        assert_eq!(undescribed(&source, "oas-lint"), None);
        assert!(undescribed(&source, "oas-diff").is_some());
    }
}
