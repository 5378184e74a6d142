//! Findings that are known and accepted: comments in documents, and entries of settings.
//!
//! A comment stands alone on the line above the finding, names rules and says why:
//! `# oas-ignore operation-id-missing: callers of the old gateway do not need one`. What
//! suppresses nothing is reported, so that nothing is silenced by leftovers.

use std::ops::Range;

use oas_diagnostics::suggest::nearest;
use oas_diagnostics::{BuiltinDiagnostic, Diagnostic, FileId, Place, Span};
use oas_model::{Document, ResolvedDocument};
use oas_syntax::{Comment, CommentPlacement, SyntaxTree};

use crate::diagnostics::{SUPPRESSION_MALFORMED, SUPPRESSION_UNUSED};
use crate::settings::find_rule;
use crate::{Ignore, all_rules};

/// The word that starts a suppression.
const WORD: &str = "oas-ignore";

/// All suppressions of a run.
#[derive(Debug)]
pub(crate) struct Suppressions {
    suppressions: Vec<Suppression>,
    malformed: Vec<Diagnostic>,
}

#[derive(Debug)]
struct Suppression {
    rule: String,
    file: FileId,
    target: Target,
    /// Where it is written; none for an entry of settings.
    span: Option<Span>,
    used: bool,
}

#[derive(Debug)]
enum Target {
    /// Findings that start on a line.
    Line(Range<u32>),
    /// Findings at a pointer or below it.
    Pointer(String),
}

impl Suppressions {
    /// Reads the comments of all files and the entries of settings.
    pub(crate) fn collect(resolved: &ResolvedDocument, ignores: &[Ignore]) -> Self {
        let mut suppressions = Self {
            suppressions: Vec::new(),
            malformed: Vec::new(),
        };
        for tree in resolved.document().trees() {
            for comment in tree.comments() {
                suppressions.comment(tree, comment);
            }
        }
        for ignore in ignores {
            suppressions.ignore(resolved.document(), ignore);
        }
        suppressions
    }

    /// Whether a finding is accepted; remembers what accepted it.
    pub(crate) fn accept(&mut self, diagnostic: &Diagnostic) -> bool {
        let mut accepted = false;
        for suppression in &mut self.suppressions {
            if suppression.meets(diagnostic) {
                suppression.used = true;
                accepted = true;
            }
        }
        accepted
    }

    /// What is wrong with the suppressions themselves, once all findings were seen. Those of
    /// rules that did not run are not blamed for it.
    pub(crate) fn into_findings(self, ran: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
        let mut found = self.malformed;
        for suppression in self.suppressions {
            if suppression.used || !ran(&suppression.rule) {
                continue;
            }
            let rule = &suppression.rule;
            found.push(match (suppression.span, suppression.target) {
                (Some(span), _) => finding(
                    &SUPPRESSION_UNUSED,
                    Place::Span(span),
                    format!("`{rule}` finds nothing on the next line"),
                )
                .help("remove the comment, or move it to the line above the finding"),
                (None, Target::Pointer(pointer)) => finding(
                    &SUPPRESSION_UNUSED,
                    Place::WholeDocument(suppression.file),
                    format!("settings ignore `{rule}` at `{pointer}`, where it finds nothing"),
                )
                .help("remove the entry, or correct its pointer"),
                (None, Target::Line(_)) => continue,
            });
        }
        found
    }

    fn comment(&mut self, tree: &SyntaxTree, comment: Comment<'_>) {
        let Some(rest) = comment.text().strip_prefix(WORD) else {
            return;
        };
        let place = Place::Span(comment.span());
        let mut malformed = |message: String, help: String| {
            let diagnostic = finding(&SUPPRESSION_MALFORMED, place, message);
            self.malformed.push(diagnostic.help(help));
        };
        let (rules, reason) = rest.split_once(':').unwrap_or((rest, ""));
        let rules: Vec<_> = rules
            .split([',', ' '])
            .map(str::trim)
            .filter(|rule| !rule.is_empty())
            .collect();
        if rules.is_empty() {
            malformed(
                "this suppression names no rule".to_owned(),
                format!("write `# {WORD} <rule>: <reason>`"),
            );
            return;
        }
        if reason.trim().is_empty() {
            malformed(
                format!("the suppression of `{}` has no reason", rules.join("`, `")),
                format!("say why: `# {WORD} {}: <reason>`", rules.join(", ")),
            );
            return;
        }
        if comment.placement() != CommentPlacement::Above {
            malformed(
                "this suppression has no effect, because something stands before it".to_owned(),
                "put it on a line of its own, above the finding".to_owned(),
            );
            return;
        }
        for rule in rules {
            if find_rule(rule).is_none() {
                malformed(format!("there is no rule `{rule}`"), unknown_rule(rule));
                continue;
            }
            self.suppressions.push(Suppression {
                rule: rule.to_owned(),
                file: tree.file(),
                target: Target::Line(line_below(tree.text(), comment.span().end)),
                span: Some(comment.span()),
                used: false,
            });
        }
    }

    fn ignore(&mut self, document: &Document, ignore: &Ignore) {
        let entry = document.entry();
        let (rule, pointer) = (&ignore.rule, &ignore.pointer);
        if ignore.reason.trim().is_empty() {
            let message = format!("settings ignore `{rule}` at `{pointer}` without a reason");
            let diagnostic = finding(&SUPPRESSION_MALFORMED, Place::WholeDocument(entry), message);
            self.malformed
                .push(diagnostic.help("say in `reason` why the finding is accepted"));
            return;
        }
        // Another document of the project may have the file.
        let Some(file) = document.file_of(&ignore.file) else {
            return;
        };
        self.suppressions.push(Suppression {
            rule: rule.clone(),
            file,
            target: Target::Pointer(pointer.clone()),
            span: None,
            used: false,
        });
    }
}

impl Suppression {
    fn meets(&self, diagnostic: &Diagnostic) -> bool {
        if self.rule != diagnostic.rule || self.file != diagnostic.place.file() {
            return false;
        }
        match &self.target {
            Target::Line(line) => line.contains(&diagnostic.place.span().start),
            Target::Pointer(pointer) => diagnostic.pointer.as_ref().is_some_and(|found| {
                found
                    .strip_prefix(pointer.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            }),
        }
    }
}

fn finding(of: &BuiltinDiagnostic, place: Place, message: String) -> Diagnostic {
    Diagnostic::new(of.name, of.level, place, message)
}

fn unknown_rule(name: &str) -> String {
    let is_builtin = oas_diagnostics::DIAGNOSTICS
        .iter()
        .chain(oas_model::DIAGNOSTICS)
        .any(|diagnostic| diagnostic.name == name);
    if is_builtin {
        return "it says that the document cannot be understood, which cannot be suppressed".into();
    }
    match nearest(name, all_rules().iter().map(|rule| rule.meta().name)) {
        Some(word) => format!("did you mean `{word}`?"),
        None => "`oas explain` lists all rules".to_owned(),
    }
}

/// The bytes of the first line after `offset` that is no comment.
fn line_below(text: &str, offset: u32) -> Range<u32> {
    let mut start = offset as usize;
    loop {
        let Some(line_end) = text.get(start..).and_then(|rest| rest.find('\n')) else {
            return offset..offset;
        };
        start += line_end + 1;
        let rest = text.get(start..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        if !line.trim_start().starts_with('#') {
            let end = start + line.len().max(1);
            return to_u32(start)..to_u32(end);
        }
    }
}

/// Positions are 32-bit; the loader refuses texts that are longer.
fn to_u32(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
