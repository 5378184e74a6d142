//! `conventions.ts`: the words of the wire, as the runtime wants them.

use oas_codegen::Case;
use oas_codegen::writer::Code;
use oas_codegen::writer::typescript::{PropertyName, StrLit};
use oas_ir::{Conventions, ErrorEnvelope, SuccessEnvelope, TokenKind};
use serde::Serialize;

use super::layout::{WIDTH, columns};

/// `conventions.ts.j2`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ConventionsView {
    /// The first two lines.
    pub(crate) header: Code,
    /// What the service has agreed on, where it has.
    pub(crate) agreed: Option<AgreedView>,
}

/// What a service has agreed on.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AgreedView {
    /// What is taken out of the envelope of a success: `{ success, data, meta }`.
    pub(crate) success: Code,
    /// What stands around an error.
    pub(crate) outer: Code,
    /// What is taken out of it.
    pub(crate) inner: Code,
    /// Header names, as literals.
    pub(crate) request_id: StrLit,
    pub(crate) correlation_id: StrLit,
    pub(crate) idempotency_key: StrLit,
    pub(crate) rate_limit: Vec<StrLit>,
    /// Milliseconds and attempts.
    pub(crate) max_attempts: Code,
    pub(crate) base_ms: Code,
    pub(crate) cap_ms: Code,
    pub(crate) budget_ms: Code,
    /// `["QUOTA_EXCEEDED"]`
    pub(crate) never_retry: Code,
    /// The pattern of secret tokens, as a literal.
    pub(crate) secret: StrLit,
    /// Member of the request with the cursor, and member of `meta` with the next one.
    pub(crate) cursor: StrLit,
    pub(crate) next_cursor: StrLit,
}

pub(crate) fn plan(conventions: Option<&Conventions>, header: &Code) -> ConventionsView {
    ConventionsView {
        header: header.clone(),
        agreed: conventions.map(agreed),
    }
}

fn agreed(conventions: &Conventions) -> AgreedView {
    let headers = &conventions.headers;
    let literal = |text: &String| Code::new().with(StrLit::new(text));
    let never = conventions.retry.never_codes.iter().map(literal);
    AgreedView {
        success: success(&conventions.success),
        outer: destructure(&[
            (&conventions.error.error, "error"),
            (&conventions.error.timestamp, "timestamp"),
        ]),
        inner: inner(&conventions.error),
        request_id: StrLit::new(&headers.request_id),
        correlation_id: StrLit::new(&headers.correlation_id),
        idempotency_key: StrLit::new(&headers.idempotency_key),
        rate_limit: [
            &headers.rate_limit_limit,
            &headers.rate_limit_remaining,
            &headers.rate_limit_reset,
            &headers.rate_limit_window,
        ]
        .map(|name| StrLit::new(name))
        .into(),
        max_attempts: Code::number(conventions.retry.max_attempts),
        base_ms: grouped(conventions.retry.base_ms),
        cap_ms: grouped(conventions.retry.cap_ms),
        budget_ms: grouped(conventions.retry.budget_ms),
        never_retry: Code::fixed("[").with(Code::join(never, ", ")).then("]"),
        secret: StrLit::new(&secret(conventions)),
        cursor: StrLit::new(&Case::Camel.apply(&conventions.pagination.cursor)),
        next_cursor: StrLit::new(&conventions.pagination.next_cursor),
    }
}

/// `30_000`
fn grouped(number: u64) -> Code {
    if number < 1_000 {
        return Code::number(number);
    }
    let last = number % 1_000;
    let zeros = match last {
        0..10 => "_00",
        10..100 => "_0",
        _ => "_",
    };
    grouped(number / 1_000).then(zeros).with(Code::number(last))
}

fn success(envelope: &SuccessEnvelope) -> Code {
    destructure(&[
        (&envelope.flag, "success"),
        (&envelope.data, "data"),
        (&envelope.meta, "meta"),
    ])
}

fn inner(envelope: &ErrorEnvelope) -> Code {
    destructure(&[
        (&envelope.code, "code"),
        (&envelope.message, "message"),
        (&envelope.details, "details"),
        (&envelope.request_id, "requestId"),
        (&envelope.documentation_url, "documentationUrl"),
    ])
}

/// `{ data, request_id: requestId }`, behind `const `, in a function of an object.
fn destructure(members: &[(&String, &'static str)]) -> Code {
    let members: Vec<Code> = members
        .iter()
        .map(|(wire, local)| {
            if wire.as_str() == *local {
                Code::fixed(local)
            } else {
                Code::new()
                    .with(PropertyName::new(wire))
                    .then(": ")
                    .then(local)
            }
        })
        .collect();
    let flat = Code::fixed("{ ")
        .with(Code::join(members.iter().cloned(), ", "))
        .then(" }");
    // `    const {...} = Object(error);`
    if columns(&flat) + 26 <= WIDTH {
        return flat;
    }
    members
        .into_iter()
        .fold(Code::fixed("{"), |code, member| {
            code.line(6).with(member).then(",")
        })
        .line(4)
        .then("}")
}

/// A pattern for tokens that must not reach a browser; one that nothing matches if there are none.
fn secret(conventions: &Conventions) -> String {
    let prefixes: Vec<String> = conventions
        .token_kinds
        .iter()
        .filter(|kind| kind.secret)
        .flat_map(TokenKind::prefixes)
        .map(|prefix| format!("^{}", escape(prefix)))
        .collect();
    if prefixes.is_empty() {
        "$^".to_owned()
    } else {
        prefixes.join("|")
    }
}

/// Text as a pattern that matches it alone.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        if "\\^$.*+?()[]{}|/-".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn digits_stand_in_groups() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (30_000, "30_000"),
            (1_000_007, "1_000_007"),
            (1_010, "1_010"),
        ] {
            assert_eq!(grouped(number).as_str(), text);
        }
    }
}
