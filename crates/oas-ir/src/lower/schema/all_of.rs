//! `allOf`, and what stands beside `$ref`: everything a value must meet at once, as [`Parts`].

use std::collections::BTreeSet;

use oas_model::Version;
use oas_model::object::Schema;
use oas_syntax::{Node, NodeKey};

use super::super::names::Names;
use super::kinds::KindMask;

/// Schemas that hold at once: bases first, the schema that was asked for last.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Parts<'d> {
    schemas: Vec<Schema<'d>>,
    origin: Schema<'d>,
    seen: BTreeSet<NodeKey>,
    /// A reference without a target.
    pub(super) dangling: Option<Schema<'d>>,
    /// One of the parts allows nothing.
    pub(super) never: bool,
    /// Keywords whose alternatives were already chosen from.
    pub(super) taken: BTreeSet<(NodeKey, &'static str)>,
    /// An alternative that was taken out allowed null.
    pub(super) or_null: bool,
    /// Kinds to look at, where a type array is taken apart.
    pub(super) mask: KindMask,
}

impl<'d> Parts<'d> {
    /// A schema with everything it refers to and all members of `allOf`, each once.
    pub(in crate::lower) fn of(schema: Schema<'d>) -> Self {
        let mut parts = Self {
            schemas: Vec::new(),
            origin: schema,
            seen: BTreeSet::new(),
            dangling: None,
            never: false,
            taken: BTreeSet::new(),
            or_null: false,
            mask: KindMask::ALL,
        };
        parts.add(schema);
        parts
    }

    /// The schema that was asked for.
    pub(super) const fn origin(&self) -> Schema<'d> {
        self.origin
    }

    /// Adds a schema that must be met too. A schema that contains itself by `allOf` adds nothing.
    pub(super) fn add(&mut self, schema: Schema<'d>) {
        enum Step<'d> {
            Enter(Schema<'d>),
            Leave(Schema<'d>),
        }
        let mut stack = vec![Step::Enter(schema)];
        while let Some(step) = stack.pop() {
            let schema = match step {
                Step::Leave(schema) => {
                    self.schemas.push(schema);
                    continue;
                }
                Step::Enter(schema) => schema,
            };
            if !self.seen.insert(schema.node().node_key()) {
                continue;
            }
            if let Some(allowed) = schema.as_bool() {
                self.never |= !allowed;
                continue;
            }
            let only_reference = schema.is_reference() && schema.version() == Version::V3_0;
            if !only_reference {
                stack.push(Step::Leave(schema));
                let members: Vec<_> = schema.schemas("allOf").collect();
                stack.extend(members.into_iter().rev().map(Step::Enter));
            }
            if schema.is_reference() {
                match schema.target() {
                    Some(target) => stack.push(Step::Enter(target)),
                    None => self.dangling = Some(schema),
                }
            }
            if schema.text("$dynamicRef").is_some() {
                // Where it depends on the way to the schema, one type cannot say it.
                let resolved = schema.document();
                match resolved.certain_dynamic_target(schema.node()) {
                    Some(target) => stack.push(Step::Enter(Schema::new(resolved, target))),
                    None => self.dangling = Some(schema),
                }
            }
        }
    }

    /// All schemas, bases first.
    pub(super) fn schemas(&self) -> &[Schema<'d>] {
        &self.schemas
    }

    /// Whether a schema is one of the parts.
    pub(super) fn contains(&self, schema: Schema<'_>) -> bool {
        self.seen.contains(&schema.node().node_key())
    }

    /// Whether all of these parts are among those of `other`.
    pub(super) fn is_within(&self, other: &Self) -> bool {
        self.seen.is_subset(&other.seen)
    }

    /// The values of a keyword in all parts.
    pub(super) fn keyword(&self, name: &str) -> impl Iterator<Item = Node<'d>> {
        self.schemas
            .iter()
            .filter_map(move |schema| schema.field(name))
    }

    /// The named schema that says everything these parts say, null aside: another name for it.
    pub(super) fn only_base(&self, names: &Names) -> Option<Schema<'d>> {
        if self.never || self.dangling.is_some() || self.mask != KindMask::ALL {
            return None;
        }
        let base = self.schemas.iter().rev().copied().find(|schema| {
            *schema != self.origin && names.given(schema.node().node_key()).is_some()
        })?;
        let covered = Self::of(base);
        let others = self.schemas.iter();
        let mut others = others.filter(|schema| !covered.contains(**schema));
        others
            .all(|schema| !restricts(*schema) && !has_alternatives(*schema))
            .then_some(base)
    }

    /// Whether no part says more than of what kind values must be.
    pub(super) fn restricts_kind_at_most(&self) -> bool {
        let kind = |key: &str| matches!(key, "type" | "format") || !is_restriction(key);
        let mut nodes = self.schemas.iter().map(|schema| schema.node());
        nodes.all(|node| node.entries().all(|entry| kind(entry.key.text())))
    }

    /// Whether any part says what values must be, alternatives that were taken out aside.
    pub(super) fn restricts(&self) -> bool {
        self.schemas.iter().any(|schema| restricts(*schema))
    }
}

fn has_alternatives(schema: Schema<'_>) -> bool {
    let excluding = ["oneOf", "anyOf", "not", "if"];
    excluding
        .iter()
        .any(|keyword| schema.field(keyword).is_some())
}

/// Whether a schema itself says what values must be; `type: object` alone says next to nothing.
pub(super) fn restricts(schema: Schema<'_>) -> bool {
    let mut entries = schema.node().entries();
    entries.any(|entry| match entry.key.text() {
        "type" => !schema.has_type("object"),
        "required" => entry.value.elements().len() > 0,
        key => is_restriction(key),
    })
}

/// Whether a keyword restricts values by itself. Alternatives and what is never checked do not
/// count, because those who ask look at them on their own.
fn is_restriction(key: &str) -> bool {
    !matches!(
        key,
        "$ref"
            | "$dynamicRef"
            | "$id"
            | "$schema"
            | "$anchor"
            | "$dynamicAnchor"
            | "$comment"
            | "$vocabulary"
            | "$defs"
            | "definitions"
            | "title"
            | "description"
            | "default"
            | "example"
            | "examples"
            | "deprecated"
            | "readOnly"
            | "writeOnly"
            | "externalDocs"
            | "nullable"
            | "allOf"
            | "oneOf"
            | "anyOf"
            | "discriminator"
            | "xml"
            | "not"
            | "if"
            | "then"
            | "else"
    ) && !key.starts_with("x-")
}
