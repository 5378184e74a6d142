//! Statements that would exclude each other.

use std::collections::BTreeMap;

use super::Checker;
use crate::lookup::has_prefix;
use crate::{Conventions, IdentifierExposure, LimitBounds, RaisedBy, Retry, TokenForm};

/// Reports statements that exclude each other.
pub(super) fn check(checker: &mut Checker<'_, '_>) {
    let conventions = checker.conventions;
    audiences(conventions, checker);
    surfaces(conventions, checker);
    token_kinds(conventions, checker);
    header_names(conventions, checker);
    error_codes(conventions, checker);
    retries(conventions, checker);
    pages(conventions, checker);
    keys(conventions, checker);
    jobs(conventions, checker);
    links(conventions, checker);
}

/// A path has one audience at most.
fn audiences(conventions: &Conventions, checker: &mut Checker<'_, '_>) {
    let mut seen: Vec<(&str, usize, &str)> = Vec::new();
    for (name, audience) in &conventions.audiences {
        for (index, prefix) in audience.prefixes.iter().enumerate() {
            let overlapping = seen.iter().find(|(other, _, earlier)| {
                other != name && (has_prefix(prefix, earlier) || has_prefix(earlier, prefix))
            });
            if let Some((other, other_index, earlier)) = overlapping {
                checker.contradiction_with(
                    &["audiences", name, "prefixes", &index.to_string()],
                    format!("prefixes `{earlier}` and `{prefix}` overlap"),
                    (
                        &["audiences", other, "prefixes", &other_index.to_string()],
                        "the other audience's prefix",
                    ),
                    "give each audience prefixes of its own",
                );
            }
            seen.push((name, index, prefix));
        }
    }
}

/// What a domain offers to an audience is where that audience's paths are.
fn surfaces(conventions: &Conventions, checker: &mut Checker<'_, '_>) {
    for (name, domain) in &conventions.domains {
        for (index, surface) in domain.surfaces.iter().enumerate() {
            let Some(audience) = conventions.audience(&surface.audience) else {
                continue;
            };
            if !audience
                .prefixes
                .iter()
                .any(|prefix| has_prefix(&surface.prefix, prefix))
            {
                checker.contradiction_with(
                    &["domains", name, "surfaces", &index.to_string(), "prefix"],
                    format!(
                        "`{}` is no path of audience `{}`",
                        surface.prefix, surface.audience
                    ),
                    (
                        &["audiences", &surface.audience, "prefixes"],
                        "the audience's prefixes",
                    ),
                    "change the prefix or the audience",
                );
            }
        }
    }
}

/// A token is of one kind, and its prefix is known to be a secret's.
fn token_kinds(conventions: &Conventions, checker: &mut Checker<'_, '_>) {
    let mut audiences: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, kind) in &conventions.token_kinds {
        if let TokenForm::Jwt(form) = &kind.form
            && let Some(other) = audiences.insert(&form.audience, name)
        {
            checker.contradiction_with(
                &["token_kinds", name, "form", "jwt", "audience"],
                format!("token kinds `{other}` and `{name}` have the same audience claim"),
                (
                    &["token_kinds", other, "form", "jwt", "audience"],
                    "the same claim",
                ),
                "give each kind an audience of its own; it is what tells them apart",
            );
        }
        let not_secret = kind.prefixes().into_iter().find(|prefix| {
            let known = conventions.identifiers.prefixes.get(*prefix);
            known.is_none_or(|known| known.exposure != IdentifierExposure::Secret)
        });
        if let Some(prefix) = not_secret {
            checker.contradiction(
                &["token_kinds", name, "form", "api_key", "prefixes"],
                format!("`{prefix}` starts a token and is not listed as a secret's prefix"),
                format!("add `{prefix}` to `identifiers.prefixes` with `exposure: secret`"),
            );
        }
    }
}

/// A header stands for one thing.
fn header_names(conventions: &Conventions, checker: &mut Checker<'_, '_>) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (purpose, header) in conventions.headers.all() {
        if let Some(other) = seen.insert(header.name.to_ascii_lowercase(), purpose) {
            checker.contradiction_with(
                &["headers", purpose, "name"],
                format!("headers `{other}` and `{purpose}` have the same name"),
                (&["headers", other, "name"], "the same name"),
                "names of headers differ by more than the case of their letters",
            );
        }
    }
}

/// Every status of a code has somebody who answers with it, and nobody answers with others.
fn error_codes(conventions: &Conventions, checker: &mut Checker<'_, '_>) {
    for (name, code) in &conventions.errors {
        if !conventions.naming.error_codes.fits(name) {
            checker.contradiction(
                &["errors", name],
                format!(
                    "`{name}` is not written in {}",
                    conventions.naming.error_codes.name()
                ),
                format!("write `{}`", conventions.naming.error_codes.convert(name)),
            );
        }
        let RaisedBy::ByStatus(by_status) = &code.raised_by else {
            continue;
        };
        for (raiser, statuses) in by_status {
            if let Some(status) = statuses.iter().find(|status| !code.status.contains(status)) {
                checker.contradiction_with(
                    &["errors", name, "raised_by", raiser.name()],
                    format!("`{name}` is raised with {status}, which is none of its statuses"),
                    (&["errors", name, "status"], "its statuses"),
                    "add the status, or take it out here",
                );
            }
        }
        if let Some(status) = code
            .status
            .iter()
            .find(|status| code.raisers(**status).is_empty())
        {
            checker.contradiction(
                &["errors", name, "raised_by"],
                format!("nobody raises `{name}` with {status}"),
                "name who does, or take the status out",
            );
        }
    }
}

/// Clients repeat what the catalogue says is worth repeating, and nothing else.
fn retries(conventions: &Conventions, checker: &mut Checker<'_, '_>) {
    let retry = &conventions.client_retry;
    for (name, code) in &conventions.errors {
        let repeated = code
            .status
            .iter()
            .any(|status| retry.statuses.contains(status));
        let excepted = retry.never_codes.contains(name);
        match code.retry {
            Retry::Never if repeated && !excepted => checker.contradiction_with(
                &["errors", name, "retry"],
                format!("`{name}` is never worth repeating, but clients repeat its status"),
                (
                    &["client_retry", "never_codes"],
                    "the codes that clients do not repeat",
                ),
                format!("add `{name}` to `client_retry.never_codes`"),
            ),
            Retry::After | Retry::Safe if !repeated || excepted => checker.contradiction_with(
                &["errors", name, "retry"],
                format!("`{name}` is worth repeating, but clients do not repeat it"),
                (
                    &["client_retry", "statuses"],
                    "the statuses that clients repeat",
                ),
                "add its status to `client_retry.statuses`, or write `retry: never`",
            ),
            _ => {}
        }
    }
    if retry.base_ms > retry.cap_ms {
        checker.contradiction_with(
            &["client_retry", "base_ms"],
            "the first wait is longer than the longest",
            (&["client_retry", "cap_ms"], "the longest wait"),
            "let `base_ms` be at most `cap_ms`",
        );
    }
}

/// A default page size is one that may be asked for.
fn pages(conventions: &Conventions, checker: &mut Checker<'_, '_>) {
    let pagination = &conventions.pagination;
    let general = pagination.bounds("");
    let all = std::iter::once((vec!["limit"], &general)).chain(
        pagination
            .exceptions
            .iter()
            .map(|(id, bounds)| (vec!["exceptions", id], bounds)),
    );
    for (
        path,
        LimitBounds {
            minimum,
            maximum,
            default,
        },
    ) in all
    {
        if minimum > default || default > maximum {
            let path = [vec!["pagination"], path, vec!["default"]].concat();
            checker.contradiction(
                &path,
                format!("the default page size {default} is not between {minimum} and {maximum}"),
                "let `minimum` be at most `default`, and `default` at most `maximum`",
            );
        }
    }
}

/// A key that may be sent fits into its header, and its conflict can be told from others.
fn keys(conventions: &Conventions, checker: &mut Checker<'_, '_>) {
    let idempotency = &conventions.idempotency;
    let header = conventions.headers.idempotency_key.max_length;
    if header.is_some_and(|header| header != idempotency.max_length) {
        checker.contradiction_with(
            &["idempotency", "max_length"],
            "the longest key and the longest value of its header differ",
            (
                &["headers", "idempotency_key", "max_length"],
                "the header's",
            ),
            "write the same number in both places",
        );
    }
    if idempotency.min_length > idempotency.max_length {
        checker.contradiction(
            &["idempotency", "min_length"],
            "the shortest key is longer than the longest",
            "let `min_length` be at most `max_length`",
        );
    }
    if !conventions
        .error_envelope
        .detail
        .codes
        .contains_key(&idempotency.conflict_detail)
    {
        checker.contradiction_with(
            &["idempotency", "conflict_detail"],
            format!("`{}` is no code of details", idempotency.conflict_detail),
            (
                &["error_envelope", "detail", "codes"],
                "the codes of details",
            ),
            "add it there with what it says",
        );
    }
    let caching = conventions.caching.as_ref();
    if let Some(caching) = caching.filter(|it| !it.policies.contains_key(&it.sensitive)) {
        checker.contradiction(
            &["caching", "sensitive"],
            format!("`{}` is none of the policies", caching.sensitive),
            "use a value of `caching.policies`",
        );
    }
}

/// A job goes on or has ended, and those that ended well have ended.
fn jobs(conventions: &Conventions, checker: &mut Checker<'_, '_>) {
    let Some(jobs) = &conventions.jobs else {
        return;
    };
    for (index, state) in jobs.ended.iter().enumerate() {
        if jobs.running.contains(state) {
            checker.contradiction_with(
                &["jobs", "ended", &index.to_string()],
                format!("`{state}` is a state of jobs that go on and of jobs that have ended"),
                (&["jobs", "running"], "states of jobs that go on"),
                "take it out of one of the two",
            );
        }
    }
    for (index, state) in jobs.succeeded.iter().enumerate() {
        if !jobs.ended.contains(state) {
            checker.contradiction_with(
                &["jobs", "succeeded", &index.to_string()],
                format!("`{state}` is no state of jobs that have ended"),
                (&["jobs", "ended"], "states of jobs that have ended"),
                "add it there, or take it out here",
            );
        }
    }
}

/// Links into the documentation lead into the documentation.
fn links(conventions: &Conventions, checker: &mut Checker<'_, '_>) {
    let base = &conventions.documentation.base_url;
    let pages = conventions.documentation.pages.iter();
    let errors = &conventions.error_envelope.documentation_base;
    let all = pages
        .map(|(name, url)| (vec!["documentation", "pages", name.as_str()], url))
        .chain([(vec!["error_envelope", "documentation_base"], errors)]);
    for (path, url) in all {
        if !has_prefix(url, base) {
            checker.contradiction_with(
                &path,
                format!("`{url}` is not under `{base}`"),
                (&["documentation", "base_url"], "where the documentation is"),
                "start it with `documentation.base_url`",
            );
        }
    }
}
