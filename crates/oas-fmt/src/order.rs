//! The canonical order of keys, the same for every format.
//!
//! Fields of an object stand in the order of the table in [`oas_model::fields`], which is the
//! specification's; but where that puts a line behind pages ([`READERS`]), what is short and about
//! the whole comes first. An `x-` field stays behind the field it follows: its author put it where
//! it belongs. Other unknown keys come last, in the order they have. In what is no object of the
//! specification, or is a value that belongs to the author, nothing moves.

use oas_model::{Form, Kind};

/// What is known of a mapping.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Scope {
    /// What it is, if it is an object.
    kind: Option<Kind>,
    /// Whether it is within a value that belongs to the author.
    own: bool,
}

impl Scope {
    /// The scope of a mapping or sequence within this one: `key` leads to it from a mapping, and
    /// `kind` is what it is by its references.
    pub(crate) fn child(self, key: Option<&str>, kind: Option<Kind>) -> Self {
        let own = self.own || key.is_some_and(|key| self.is_own(key));
        Self {
            kind: kind.filter(|_| !own),
            own,
        }
    }

    /// The scope of the outermost node.
    pub(crate) const fn root(kind: Option<Kind>) -> Self {
        Self { kind, own: false }
    }

    /// Whether the mapping's keys are status codes.
    pub(crate) fn is_responses(self) -> bool {
        self.kind == Some(Kind::Responses)
    }

    /// The new order of the mapping's keys, as positions in the old one; `None` where it stays.
    ///
    /// Merge keys stay where they are, and no key goes from one side of one to the other.
    pub(crate) fn order<'k>(self, keys: impl Iterator<Item = &'k str>) -> Option<Vec<usize>> {
        let kind = self.kind.filter(|kind| kind.others().is_none())?;
        let keys: Vec<&str> = keys.collect();
        let fields = if keys.contains(&"$ref") && !matches!(kind, Kind::Schema | Kind::PathItem) {
            Fields::Reference
        } else {
            Fields::Of(kind)
        };
        let mut section = 0;
        // The rank of the field that came last; an extension at the start stays there.
        let mut last = 0;
        let mut ranks: Vec<(usize, usize, usize)> = Vec::with_capacity(keys.len());
        for (position, key) in keys.iter().enumerate() {
            if *key == "<<" {
                ranks.push((section + 1, 0, position));
                section += 2;
                last = 0;
            } else if key.starts_with("x-") && kind.is_extensible() {
                ranks.push((section, last, position));
            } else {
                last = fields.rank(key);
                ranks.push((section, last, position));
            }
        }
        if ranks.is_sorted() {
            return None;
        }
        ranks.sort_unstable();
        Some(ranks.into_iter().map(|(.., position)| position).collect())
    }

    /// Whether the value of a key belongs to the author.
    fn is_own(self, key: &str) -> bool {
        let Some(kind) = self.kind else { return false };
        if key.starts_with("x-") && kind.is_extensible() {
            return true;
        }
        if kind.others().is_some() {
            return false;
        }
        match kind.fields().iter().find(|field| field.name == key) {
            Some(field) => matches!(field.form, Form::Any | Form::Values),
            None => true,
        }
    }
}

/// The order of objects whose own order no reader would choose: `tags` and `security` of a document
/// would stand behind its components, shared parameters of a path behind its operations.
const READERS: [(Kind, &[&str]); 3] = [
    (
        Kind::OpenApi,
        &[
            "openapi",
            "$self",
            "jsonSchemaDialect",
            "info",
            "externalDocs",
            "servers",
            "security",
            "tags",
            "paths",
            "webhooks",
            "components",
        ],
    ),
    (
        Kind::PathItem,
        &[
            "$ref",
            "summary",
            "description",
            "servers",
            "parameters",
            "get",
            "put",
            "post",
            "delete",
            "options",
            "head",
            "patch",
            "trace",
            "query",
            "additionalOperations",
        ],
    ),
    (
        Kind::Operation,
        &[
            "operationId",
            "tags",
            "summary",
            "description",
            "externalDocs",
            "deprecated",
            "security",
            "servers",
            "parameters",
            "requestBody",
            "responses",
            "callbacks",
        ],
    ),
];

#[derive(Clone, Copy)]
enum Fields {
    Of(Kind),
    /// Those of the Reference Object, which stands where another object could.
    Reference,
}

impl Fields {
    fn rank(self, key: &str) -> usize {
        let found = match self {
            Self::Reference => ["$ref", "summary", "description"]
                .iter()
                .position(|field| *field == key),
            Self::Of(kind) => match READERS.iter().find(|(known, _)| *known == kind) {
                Some((_, order)) => order.iter().position(|field| *field == key),
                None => kind.fields().iter().position(|field| field.name == key),
            },
        };
        // Ranks begin at 1; 0 is for what stands before all fields.
        found.map_or(usize::MAX, |position| position + 1)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::READERS;

    #[test]
    fn an_order_of_its_own_names_every_field() {
        for (kind, order) in READERS {
            let fields = kind.fields().iter().map(|field| field.name);
            let fields: BTreeSet<_> = fields.filter(|name| !name.starts_with("x-")).collect();
            let named: BTreeSet<_> = order.iter().copied().collect();
            assert_eq!(named, fields, "{kind:?}");
        }
    }
}
