//! Names that a document gives: components, headers, methods, media types, paths, statuses.

use oas_diagnostics::{Diagnostic, DiagnosticSink, Location};
use oas_syntax::{Entry, Node};

use crate::ResolvedDocument;
use crate::fields::{Field, Form, Kind};
use crate::resolve::diagnostics::{FIELD_MISSING, FIELD_VALUE, NAME_MALFORMED};

/// Names of components, and of what HTTP limits (RFC 9110): headers, methods and media types.
pub(super) fn check(
    resolved: &ResolvedDocument,
    entry: &Entry<'_>,
    kind: Kind,
    field: &Field,
    sink: &mut DiagnosticSink,
) {
    let (Form::ReferenceMap(named) | Form::ObjectMap(named)) = field.form else {
        return;
    };
    match (kind, named) {
        (Kind::Components, _) => {}
        (_, Kind::MediaType) => {
            return resolved
                .members(entry.value)
                .for_each(|key| media(&key, sink));
        }
        (_, Kind::Operation) => {
            return resolved
                .members(entry.value)
                .for_each(|key| method(&key, sink));
        }
        _ => {}
    }
    let (fits, what, allowed): (fn(char) -> bool, _, _) = if kind == Kind::Components {
        let fits = |one: char| one.is_ascii_alphanumeric() || "._-".contains(one);
        (fits, "component", "letters, digits, `.`, `-` and `_`")
    } else if named == Kind::Header {
        (is_token, "header", "letters, digits and `-`")
    } else {
        return;
    };
    for named in resolved.members(entry.value) {
        let name = named.key.text();
        let fine = !name.is_empty() && name.chars().all(fits);
        if !fine && name != "$ref" {
            malformed(
                &named,
                format!("`{name}` cannot be the name of a {what}"),
                allowed,
                sink,
            );
        }
    }
}

/// Keys of `content`: media types and ranges of them, with parameters in any form.
fn media(entry: &Entry<'_>, sink: &mut DiagnosticSink) {
    let text = entry.key.text();
    let name = text.split(';').next().unwrap_or_default().trim();
    let is_name = |part: &str| !part.is_empty() && part.chars().all(is_token);
    let fits = name
        .split_once('/')
        .is_some_and(|(main, sub)| is_name(main) && is_name(sub));
    if !fits && text != "$ref" {
        // The official schemas name the format, and leave it to tools whether it counts.
        sink.push(
            Diagnostic::warning(
                NAME_MALFORMED.name,
                location(entry),
                format!("`{text}` is no media type"),
            )
            .help("write a type and a subtype, as `application/json`, or a range as `image/*`"),
        );
    }
}

/// Addresses of pages and of mailboxes, by what no address of the kind has.
pub(super) fn address(name: &str, value: Node<'_>, sink: &mut DiagnosticSink) {
    let Some(text) = value.as_str() else { return };
    let is_foreign = |one: char| one.is_whitespace() || "<>\"{}|\\^`".contains(one);
    let (what, fits) = if name == "email" {
        let is_mailbox = text
            .rsplit_once('@')
            .is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty());
        (
            "e-mail address",
            is_mailbox && !text.contains(char::is_whitespace),
        )
    } else {
        ("URL", !text.is_empty() && !text.contains(is_foreign))
    };
    if !fits {
        sink.push(
            Diagnostic::warning(
                FIELD_VALUE.name,
                value.location(),
                format!("`{name}` must be a valid {what}, but is `{text}`"),
            )
            .help(format!("write a valid {what}, or leave `{name}` out")),
        );
    }
}

/// Methods that a path item has no field for.
fn method(entry: &Entry<'_>, sink: &mut DiagnosticSink) {
    const FIXED: [&str; 9] = [
        "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY",
    ];
    let name = entry.key.text();
    if name.is_empty() || !name.chars().all(is_token) {
        let message = format!("`{name}` cannot be a method of HTTP");
        return malformed(entry, message, "letters, digits and `-`", sink);
    }
    let Some(fixed) = FIXED.iter().find(|fixed| fixed.eq_ignore_ascii_case(name)) else {
        return;
    };
    let field = fixed.to_ascii_lowercase();
    let mut diagnostic = if *fixed == name {
        Diagnostic::error(
            NAME_MALFORMED.name,
            location(entry),
            format!(
                "`additionalOperations` repeats the method {name}, which has the field `{field}`"
            ),
        )
    } else {
        // Methods are told apart by case, so this is not the method of the field.
        Diagnostic::warning(
            NAME_MALFORMED.name,
            location(entry),
            format!("`{name}` is another method than {fixed}: methods are told apart by case"),
        )
    };
    if let Some(other) = entry
        .value
        .parent()
        .and_then(Node::parent)
        .and_then(|path_item| path_item.get(&field))
    {
        diagnostic = diagnostic.related(other.key_location().span, "the operation of the field");
    }
    sink.push(diagnostic.help(format!("describe the operation in the field `{field}`")));
}

pub(super) fn is_token(one: char) -> bool {
    one.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(one)
}

pub(super) fn malformed(
    entry: &Entry<'_>,
    message: String,
    allowed: &str,
    sink: &mut DiagnosticSink,
) {
    sink.push(
        Diagnostic::error(NAME_MALFORMED.name, location(entry), message)
            .help(format!("use {allowed}")),
    );
}

/// An alias has the pointer of what it stands for, but a key of its own.
fn location(entry: &Entry<'_>) -> Location {
    Location {
        span: entry.key.span(),
        pointer: entry.value.pointer(),
    }
}

/// Braces of a path come in pairs around names, each name once.
pub(super) fn template(entry: &Entry<'_>, sink: &mut DiagnosticSink) {
    let path = entry.key.text();
    if path.starts_with("x-") {
        return;
    }
    let mut names = Vec::new();
    let mut problem = None;
    let mut rest = path;
    while let Some(at) = rest.find(['{', '}']) {
        let inner = &rest[at + 1..];
        let Some(end) = inner
            .find(['{', '}'])
            .filter(|_| rest[at..].starts_with('{'))
        else {
            problem = Some(if rest[at..].starts_with('{') {
                "a `{` that is not closed"
            } else {
                "a `}` that closes nothing"
            });
            break;
        };
        let name = &inner[..end];
        if inner[end..].starts_with('{') {
            problem = Some("a `{` within a parameter");
        } else if name.is_empty() {
            problem = Some("a parameter without a name");
        } else if names.contains(&name) {
            problem = Some("the same parameter twice");
        }
        if problem.is_some() {
            break;
        }
        names.push(name);
        rest = &inner[end + 1..];
    }
    if let Some(problem) = problem {
        malformed(
            entry,
            format!("the path `{path}` has {problem}"),
            "each parameter once, as `{name}`",
            sink,
        );
    }
}

/// Statuses, of which there is at least one.
pub(super) fn statuses(node: Node<'_>, sink: &mut DiagnosticSink) {
    node.entries().for_each(|entry| status(&entry, sink));
    if node
        .entries()
        .all(|entry| entry.key.text().starts_with("x-"))
    {
        sink.push(
            Diagnostic::error(
                FIELD_MISSING.name,
                node.key_location(),
                "`responses` describes no response",
            )
            .help("add a status as `200`, or `default`"),
        );
    }
}

fn status(entry: &Entry<'_>, sink: &mut DiagnosticSink) {
    let status = entry.key.text();
    let is_code = status.len() == 3
        && status.starts_with(|first| ('1'..='5').contains(&first))
        && (status.ends_with("XX") || status.bytes().all(|byte| byte.is_ascii_digit()));
    if !is_code && status != "default" && status != "$ref" && !status.starts_with("x-") {
        let message = format!("`{status}` is no status of a response");
        malformed(
            entry,
            message,
            "a status as `404`, a class of them as `4XX`, or `default`",
            sink,
        );
    }
}
