//! The `x-` words of operations and what else carries them. Words of the wrong form are reported
//! by the linter; here they count as absent, but for those that guard something.

use oas_conventions::Visibility;
use oas_model::object::{Object, Operation};
use oas_syntax::Node;

use crate::{
    CodeSample, Deprecation, ExternalDocumentation, Idempotency, Pagination, RateLimit,
    RequiredRoles, Resource,
};

/// `deprecated` with the words that say since when, until when and what comes instead.
pub(super) fn lower_deprecation(object: &Object<'_>) -> Option<Deprecation> {
    let beside = object.reference();
    let mut keys = std::iter::once(object.node())
        .chain(beside)
        .flat_map(Node::entries)
        .map(|entry| entry.key.text());
    // Most objects say nothing of it, and there are many.
    keys.any(|key| key == "deprecated" || key.starts_with("x-"))
        .then_some(())?;
    let text = |name: &str| {
        object
            .extension(name)
            .and_then(Node::as_str)
            .map(str::to_owned)
    };
    let deprecation = Deprecation {
        since: text("x-deprecated-at"),
        sunset: text("x-sunset-at"),
        successor: text("x-successor"),
        migration_guide: text("x-migration-guide"),
    };
    let flagged = object.flag("deprecated") == Some(true);
    (flagged || deprecation != Deprecation::default()).then_some(deprecation)
}

pub(super) fn lower_external_docs(object: &Object<'_>) -> Option<ExternalDocumentation> {
    let docs = object.external_docs()?;
    Some(ExternalDocumentation {
        url: docs.url()?.to_owned(),
        description: docs.description().map(str::to_owned),
    })
}

pub(super) fn text(operation: &Operation<'_>, name: &str) -> Option<String> {
    operation.text(name).map(str::to_owned)
}

/// A text of the operation, or of the document where the operation says nothing.
pub(super) fn inherited(operation: &Operation<'_>, name: &str) -> Option<String> {
    let document = operation.document().open_api();
    text(operation, name).or_else(|| document.text(name).map(str::to_owned))
}

pub(super) fn texts(operation: &Operation<'_>, name: &str) -> Vec<String> {
    match operation.field(name).and_then(Node::as_str) {
        Some(one) => vec![one.to_owned()],
        None => operation.texts(name).map(str::to_owned).collect(),
    }
}

/// `x-required-roles`, as far as the chosen audiences are shown schemes and roles.
pub(super) fn lower_required_roles(
    operation: &Operation<'_>,
    visibility: Option<&Visibility<'_>>,
) -> Vec<RequiredRoles> {
    let shows_role = |role: &&str| visibility.is_none_or(|shown| shown.shows_role(role));
    let shows_kind = |kind: &str| visibility.is_none_or(|shown| shown.shows_token_kind(kind));
    let entries = operation.field("x-required-roles").into_iter();
    entries
        .flat_map(Node::entries)
        .filter(|entry| shows_kind(entry.key.text()))
        .map(|entry| RequiredRoles {
            scheme: entry.key.text().to_owned(),
            roles: entry
                .value
                .elements()
                .filter_map(Node::as_str)
                .filter(shows_role)
                .map(str::to_owned)
                .collect(),
        })
        .filter(|required| visibility.is_none() || !required.roles.is_empty())
        .collect()
}

pub(super) fn lower_idempotency(operation: &Operation<'_>) -> Option<Idempotency> {
    match operation.text("x-idempotency")? {
        "required" => Some(Idempotency::Required),
        "optional" => Some(Idempotency::Optional),
        "natural" => Some(Idempotency::Natural),
        "none" => Some(Idempotency::None),
        _ => None,
    }
}

pub(super) fn lower_pagination(operation: &Operation<'_>) -> Option<Pagination> {
    match operation.text("x-pagination")? {
        "cursor" => Some(Pagination::Cursor),
        "bounded" => Some(Pagination::Bounded),
        _ => None,
    }
}

pub(super) fn lower_resource(operation: &Operation<'_>) -> Option<Resource> {
    match operation.text("x-resource")? {
        "singleton" => Some(Resource::Singleton),
        "view" => Some(Resource::View),
        _ => None,
    }
}

pub(super) fn lower_rate_limits(operation: &Operation<'_>) -> Vec<RateLimit> {
    let Some(node) = operation.field("x-rate-limit") else {
        return Vec::new();
    };
    let one = |node: Node<'_>| {
        if node.as_str() == Some("plan") {
            return Some(RateLimit::Plan);
        }
        Some(RateLimit::Fixed {
            limit: node.get("limit")?.as_u64()?,
            window_s: node.get("window_s")?.as_u64()?,
            per: node.get("per")?.as_str()?.to_owned(),
        })
    };
    if node.is_sequence() {
        node.elements().filter_map(one).collect()
    } else {
        one(node).into_iter().collect()
    }
}

pub(super) fn lower_code_samples(operation: &Operation<'_>) -> Vec<CodeSample> {
    let samples = operation
        .field("x-codeSamples")
        .or_else(|| operation.field("x-code-samples"));
    let text = |node: Node<'_>, field: &str| Some(node.get(field)?.as_str()?.to_owned());
    samples
        .into_iter()
        .flat_map(Node::elements)
        .filter_map(|node| {
            Some(CodeSample {
                lang: text(node, "lang")?,
                label: text(node, "label"),
                source: text(node, "source")?,
            })
        })
        .collect()
}
