//! Templates are text with few decisions: short, and their first line names the view that they print.

use super::Finding;
use super::sources::Source;

/// A longer one decides or repeats something.
const MOST_LINES: usize = 60;

/// The length and the first line of one template.
pub(super) fn check(source: &Source) -> Vec<Finding> {
    if source.extension() != "j2" || !source.path.starts_with("templates/") {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let lines = source.text.lines().count();
    if lines > MOST_LINES {
        findings.push(Finding::error(
            &source.path,
            MOST_LINES + 1,
            format!("a template of {lines} lines, at most {MOST_LINES} are allowed"),
            "move what repeats into a template of its own, and what decides into the plan",
        ));
    }
    if !source.text.starts_with("{#- view: ") {
        findings.push(Finding::error(
            &source.path,
            1,
            "the template does not name its view",
            "begin with a comment such as `{#- view: rust::OperationView -#}`",
        ));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::sources::source;
    use super::*;

    #[test]
    fn a_template_is_short_and_names_its_view() {
        let lines = |text: &str| -> Vec<usize> {
            let findings = check(&source("templates/rust-axum/a.rs.j2", text));
            findings.into_iter().map(|finding| finding.line).collect()
        };
        let head = "{#- view: rust::AView -#}\n";
        assert!(lines(&format!("{head}{}", "x\n".repeat(59))).is_empty());
        assert_eq!(lines(&format!("{head}{}", "x\n".repeat(60))), [61]);
        assert_eq!(lines("x\n"), [1]);
    }
}
