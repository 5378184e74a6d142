//! Names that one section uses and another defines.

use oas_diagnostics::{Diagnostic, DiagnosticSink, Location};
use oas_syntax::Node;

use crate::diagnostics::UNKNOWN_NAME;
use crate::shape::suggestion;
use crate::{Conventions, NameKind};

/// Where names of other sections are used. `*` is every entry; a path that ends with `~` means the
/// keys of the map before it.
const REFERENCES: &[(&str, NameKind)] = &[
    (
        "versioning/deprecation/required_extensions/*",
        NameKind::Extension,
    ),
    ("versioning/deprecation/announced_by", NameKind::Event),
    ("audiences/*/token_kinds/*", NameKind::TokenKind),
    ("domains/*/owner", NameKind::Owner),
    ("domains/*/surfaces/*/audience", NameKind::Audience),
    ("domains/*/surfaces/*/stability", NameKind::Stability),
    ("media_types/refused_with", NameKind::ErrorCode),
    ("authentication/unauthenticated", NameKind::ErrorCode),
    ("authentication/forbidden", NameKind::ErrorCode),
    ("tenancy/mismatch", NameKind::ErrorCode),
    ("tenancy/suspended", NameKind::ErrorCode),
    ("tenancy/crossing/~", NameKind::TokenKind),
    ("tenancy/crossing/*/scopes/*", NameKind::Scope),
    ("tenancy/crossing/*/audit", NameKind::AuditMode),
    ("authorization/scopes/*/token_kinds/*", NameKind::TokenKind),
    ("authorization/key_permissions/*/*", NameKind::Scope),
    ("authorization/roles/*/token_kinds/*", NameKind::TokenKind),
    ("audit/failure", NameKind::ErrorCode),
    ("maker_checker/own_change", NameKind::ErrorCode),
    ("maker_checker/decided_already", NameKind::ErrorCode),
    ("filters/refused_with", NameKind::ErrorCode),
    ("pagination/limit_refused_with", NameKind::ErrorCode),
    ("pagination/cursor_refused_with", NameKind::ErrorCode),
    ("idempotency/key_sent_in/*", NameKind::IdempotencyMode),
    ("idempotency/missing", NameKind::ErrorCode),
    ("idempotency/conflict", NameKind::ErrorCode),
    ("jobs/ended_events/*", NameKind::Event),
    ("degradation/refused_with", NameKind::ErrorCode),
    ("rate_limits/exceeded", NameKind::ErrorCode),
    ("rate_limits/quota_exceeded", NameKind::ErrorCode),
    ("client_retry/never_codes/*", NameKind::ErrorCode),
];

/// Reports names that are used and not defined.
pub(super) fn check(conventions: &Conventions, root: Node<'_>, sink: &mut DiagnosticSink) {
    let mut found = Vec::new();
    for (path, kind) in REFERENCES {
        let segments: Vec<_> = path.split('/').collect();
        visit(root, &segments, &mut |word, location| {
            found.extend(undefined(conventions, *kind, word, location));
        });
    }
    visit_clauses(root, &mut |word, location| {
        found.extend(undefined(conventions, NameKind::Clause, word, location));
    });
    sink.extend(found);
}

fn undefined(
    conventions: &Conventions,
    kind: NameKind,
    word: &str,
    location: Location,
) -> Option<Diagnostic> {
    if conventions.defines(kind, word) {
        return None;
    }
    let help = suggestion(word, &conventions.names(kind));
    let message = format!("`{word}` is not {}", kind.phrase());
    let note = format!("`{}` defines them", kind.section());
    Some(
        Diagnostic::error(UNKNOWN_NAME.name, location, message)
            .help(help)
            .note(note),
    )
}

/// Calls `found` for each word at a path.
fn visit(node: Node<'_>, path: &[&str], found: &mut dyn FnMut(&str, Location)) {
    match path {
        [] => {
            if let Some(word) = node.as_str() {
                found(word, node.location());
            }
        }
        ["~"] => {
            for entry in node.entries() {
                found(entry.key.text(), entry.value.key_location());
            }
        }
        ["*", rest @ ..] => {
            for child in node
                .elements()
                .chain(node.entries().map(|entry| entry.value))
            {
                visit(child, rest, found);
            }
        }
        [key, rest @ ..] => {
            if let Some(child) = node.get(key) {
                visit(child, rest, found);
            }
        }
    }
}

/// Calls `found` for each number in a list called `clauses`, wherever it is.
fn visit_clauses(node: Node<'_>, found: &mut dyn FnMut(&str, Location)) {
    for entry in node.entries() {
        if entry.key.text() == "clauses" && entry.value.is_sequence() {
            visit(entry.value, &["*"], found);
        } else {
            visit_clauses(entry.value, found);
        }
    }
    for element in node.elements() {
        visit_clauses(element, found);
    }
}
