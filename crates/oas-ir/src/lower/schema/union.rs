//! `oneOf` and `anyOf`: what alternatives mean, and the types they have. [`take_alternatives`].
//!
//! How the variants of a union are told apart is decided later, when all shapes are known: see
//! [`super::super::selection`].

use oas_model::object::Schema;
use oas_syntax::Node;

use super::super::Lowering;
use super::super::context::{Hint, Refusal};
use super::kinds::{Kind, KindMask, Kinds};
use super::{Parts, Source, enumeration, nullability, unchecked};
use crate::{Selection, Shape, TypeId, UnionKind, UnionShape, Variant};

/// Unions within unions multiply; a document gets this many merged variants and no more.
const MERGED_VARIANTS: usize = 20_000;

/// A union whose variants are still to be told apart.
#[derive(Debug)]
pub(in crate::lower) struct PendingUnion<'d> {
    pub(in crate::lower) id: TypeId,
    /// The schema with the `discriminator`, where there is one.
    pub(in crate::lower) discriminator: Option<Schema<'d>>,
    /// For each variant the schema it comes from, behind references; `None` for a kind.
    pub(in crate::lower) schemas: Vec<Option<Schema<'d>>>,
    /// Words for variants without a name.
    pub(in crate::lower) labels: Vec<String>,
}

/// The alternatives of one keyword, null left out.
#[derive(Clone, Debug)]
pub(super) struct Group<'d> {
    kind: UnionKind,
    holder: Schema<'d>,
    variants: Vec<Schema<'d>>,
    null: bool,
}

impl Group<'_> {
    const fn keyword(&self) -> &'static str {
        match self.kind {
            UnionKind::OneOf => "oneOf",
            UnionKind::AnyOf => "anyOf",
        }
    }
}

/// What is left of alternatives.
pub(super) enum Alternatives<'d> {
    /// Nothing, or they were merged into the parts.
    None,
    /// One schema and nothing beside it: the same type, perhaps with null.
    Same { schema: Schema<'d>, nullable: bool },
    /// Several types.
    Union(Group<'d>),
}

/// Takes all alternatives out of the parts.
///
/// Alternatives with one member are merged, constants become an enum, and those that only ask for
/// members are noted as unchecked. Of several real unions the first is kept.
pub(super) fn take_alternatives<'d>(
    lowering: &mut Lowering<'_, 'd>,
    id: TypeId,
    parts: &mut Parts<'d>,
) -> Alternatives<'d> {
    let mut union: Option<Group<'d>> = None;
    while let Some(group) = next_group(lowering, parts) {
        let satisfied = |schema: &Schema<'d>| {
            let end = lowering.names.behind_references(*schema);
            parts.contains(end)
        };
        if group.variants.iter().any(satisfied) {
            continue;
        }
        if let [only] = group.variants.as_slice() {
            if let Some(same) = same(lowering, parts, *only, group.null) {
                return same;
            }
            merge(parts, *only, group.null);
        } else if group.variants.is_empty() {
            if group.null {
                parts.mask = KindMask::only(Kind::Null);
            } else {
                parts.never = true;
            }
        } else if union.is_some() || group.variants.iter().all(|schema| only_asks(*schema)) {
            unchecked::report(lowering, id, parts, group.keyword());
        } else {
            union = Some(group);
        }
    }
    union.map_or(Alternatives::None, Alternatives::Union)
}

/// The next alternatives that were not looked at, marked as looked at.
fn next_group<'d>(lowering: &Lowering<'_, 'd>, parts: &mut Parts<'d>) -> Option<Group<'d>> {
    for (keyword, kind) in [("oneOf", UnionKind::OneOf), ("anyOf", UnionKind::AnyOf)] {
        let untaken = parts.schemas().iter().copied().find(|schema| {
            schema.field(keyword).is_some_and(Node::is_sequence)
                && !parts.taken.contains(&(schema.node().node_key(), keyword))
        });
        let Some(holder) = untaken else { continue };
        parts.taken.insert((holder.node().node_key(), keyword));
        let mut group = Group {
            kind,
            holder,
            variants: Vec::new(),
            null: false,
        };
        for schema in holder.schemas(keyword) {
            let end = lowering.names.behind_references(schema);
            if nullability::is_null(schema) {
                group.null = true;
            } else if schema.as_bool() != Some(false)
                && !group
                    .variants
                    .iter()
                    .any(|known| lowering.names.behind_references(*known) == end)
            {
                group.variants.push(schema);
            }
        }
        return Some(group);
    }
    None
}

/// The one alternative as it is, where nothing beside it counts.
fn same<'d>(
    lowering: &Lowering<'_, 'd>,
    parts: &Parts<'d>,
    only: Schema<'d>,
    null: bool,
) -> Option<Alternatives<'d>> {
    let end = lowering.names.behind_references(only);
    let named = lowering.names.given(end.node().node_key()).is_some();
    let others = parts.schemas().iter().any(|schema| {
        ["oneOf", "anyOf"].into_iter().any(|keyword| {
            schema.field(keyword).is_some()
                && !parts.taken.contains(&(schema.node().node_key(), keyword))
        })
    });
    (named && !others && !parts.restricts()).then(|| Alternatives::Same {
        schema: only,
        nullable: null || nullability::beside(parts, Kinds::of(parts)),
    })
}

fn merge<'d>(parts: &mut Parts<'d>, only: Schema<'d>, null: bool) {
    parts.or_null |= null && !Kinds::of(parts).excludes_null();
    parts.add(only);
}

/// Whether a schema only asks for members (`required`) or excludes things, so that it makes no
/// type of its own.
fn only_asks(schema: Schema<'_>) -> bool {
    !schema.is_reference()
        && schema.as_bool().is_none()
        && schema.node().entries().all(|entry| {
            let key = entry.key.text();
            matches!(
                key,
                "required"
                    | "not"
                    | "minProperties"
                    | "maxProperties"
                    | "dependentRequired"
                    | "title"
                    | "description"
                    | "$comment"
            ) || key.starts_with("x-")
        })
}

/// The type of a union: an enum where all alternatives are constants, else one variant for each.
pub(super) fn define_union<'d>(
    lowering: &mut Lowering<'_, 'd>,
    id: TypeId,
    parts: &Parts<'d>,
    group: &Group<'d>,
    words: &[String],
) {
    let allowed = Kinds::of(parts);
    let nullable = (group.null && !allowed.excludes_null())
        || allowed.says_null()
        || nullability::beside(parts, allowed);
    if parts.restricts_kind_at_most()
        && let Some(found) = constants(group, allowed)
    {
        let definition = lowering.types.get_mut(id);
        definition.shape = found.shape;
        definition.nullable = nullable || found.nullable;
        return;
    }
    let mut variants = Vec::new();
    let mut pending = PendingUnion {
        id,
        discriminator: discriminated(parts, group),
        schemas: Vec::new(),
        labels: Vec::new(),
    };
    for (index, schema) in group.variants.iter().enumerate() {
        let end = lowering.names.behind_references(*schema);
        let label = end
            .text("title")
            .filter(|title| !title.is_empty())
            .map_or_else(|| format!("variant{}", index + 1), str::to_owned);
        let given = lowering.names.given(end.node().node_key());
        let word = given.unwrap_or(&label).to_owned();
        let Some(ty) = variant_type(lowering, parts, *schema, Hint::with(words, &word)) else {
            let feature = "unions within unions that multiply";
            let refusal = Refusal::new(feature, group.holder.location());
            return lowering.refuse_type(id, refusal);
        };
        variants.push(Variant {
            ty,
            name: String::new(),
        });
        pending.schemas.push(Some(end));
        pending.labels.push(label);
    }
    lowering.unions.push(pending);
    let definition = lowering.types.get_mut(id);
    definition.nullable = nullable;
    definition.shape = Shape::Union(UnionShape {
        kind: group.kind,
        variants,
        selection: Selection::Ordered,
    });
}

/// A variant with everything that stands beside the alternatives; `None` when there are too many.
fn variant_type<'d>(
    lowering: &mut Lowering<'_, 'd>,
    parts: &Parts<'d>,
    schema: Schema<'d>,
    words: Hint<'_>,
) -> Option<TypeId> {
    if !parts.restricts() || parts.is_within(&Parts::of(schema)) {
        return Some(lowering.type_of(schema, words));
    }
    lowering.merged_variants += 1;
    if lowering.merged_variants > MERGED_VARIANTS {
        return None;
    }
    let mut merged = parts.clone();
    merged.add(schema);
    let at = lowering.names.behind_references(schema).node();
    Some(lowering.type_of_source(Source::Parts(merged), at, words.to_words()))
}

/// The enum that alternatives make when all are constants, or constants and any other text.
fn constants(group: &Group<'_>, allowed: Kinds) -> Option<enumeration::Enumeration> {
    let any_of = group.kind == UnionKind::AnyOf;
    let mut found = enumeration::Alternative::default();
    for schema in &group.variants {
        found.add(*schema, any_of)?;
    }
    found.into_enumeration(allowed)
}

/// The schema with the discriminator: the one with the alternatives, or one beside it.
fn discriminated<'d>(parts: &Parts<'d>, group: &Group<'d>) -> Option<Schema<'d>> {
    let beside = parts.schemas().iter().rev().copied();
    std::iter::once(group.holder)
        .chain(beside)
        .find(|schema| schema.discriminator().is_some())
}

/// A type array with several kinds: a union of them.
pub(super) fn define_kinds<'d>(
    lowering: &mut Lowering<'_, 'd>,
    id: TypeId,
    parts: &Parts<'d>,
    kinds: &[Kind],
    nullable: bool,
    words: &[String],
) {
    let mut variants = Vec::new();
    for kind in kinds {
        let mut of_kind = parts.clone();
        of_kind.mask = KindMask::only(*kind);
        let at = parts.origin().node();
        let words = Hint::with(words, kind.word()).to_words();
        variants.push(Variant {
            ty: lowering.type_of_source(Source::Parts(of_kind), at, words),
            name: String::new(),
        });
    }
    lowering.unions.push(PendingUnion {
        id,
        discriminator: None,
        schemas: vec![None; variants.len()],
        labels: kinds.iter().map(|kind| kind.word().to_owned()).collect(),
    });
    let definition = lowering.types.get_mut(id);
    definition.nullable = nullable;
    definition.shape = Shape::Union(UnionShape {
        kind: UnionKind::AnyOf,
        variants,
        selection: Selection::Ordered,
    });
}
