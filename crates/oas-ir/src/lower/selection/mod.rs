//! How the variants of unions are told apart: one small module per way, tried in turn.
//!
//! First by discriminator, then by the kind of the value, then by a constant, then by a member
//! that only one variant has. A constant comes before the unique member because it is the surer
//! of the two: an open variant may carry the member of another one as something it ignores.
//! A union that none of them fits is reported and left to be tried in order.

mod constant;
mod discriminator;
mod kind;
mod unique_property;

use std::collections::BTreeSet;

use oas_diagnostics::{Diagnostic, Level, Place};

use super::schema::union::PendingUnion;
use super::{Lowering, diagnostics};
use crate::{Selection, Shape, TypeDef, TypeDoc, TypeId, TypeName, Types, UnionShape, Variant};

/// Decides for every union; unions within unions first, as far as they are not circular.
pub(super) fn select_all(lowering: &mut Lowering<'_, '_>) {
    let mut pending = std::mem::take(&mut lowering.unions);
    // A union can take over the discriminator values of one within it, so decide those first.
    let depth = |union: &PendingUnion<'_>| union_depth(&lowering.types, union.id);
    pending.sort_by_cached_key(depth);
    for union in pending {
        select(lowering, &union);
    }
}

fn select<'d>(lowering: &mut Lowering<'_, 'd>, pending: &PendingUnion<'d>) {
    let Shape::Union(union) = &lowering.types.get(pending.id).shape else {
        // Refused in the meantime.
        return;
    };
    let mut union = union.clone();
    let by_discriminator = discriminator::select(lowering, pending, &union);
    let selection = by_discriminator
        .or_else(|| kind::select(&lowering.types, &union))
        .or_else(|| constant::select(&lowering.types, &union))
        .or_else(|| unique_property::select(&lowering.types, &union));
    if selection.is_none()
        && let Some(nested) = objects_apart(lowering, pending, &union)
    {
        union = nested.outer;
        union.selection = kind::select(&lowering.types, &union).unwrap_or(Selection::Ordered);
        name_variants(&lowering.types, &nested.labels, &mut union);
        lowering.types.get_mut(pending.id).shape = Shape::Union(union);
        return select(lowering, &nested.inner);
    }
    union.selection = selection.unwrap_or(Selection::Ordered);
    name_variants(&lowering.types, &pending.labels, &mut union);
    if union.selection == Selection::Ordered {
        report_ambiguous(lowering, pending.id);
    }
    lowering.types.get_mut(pending.id).shape = Shape::Union(union);
}

/// A union whose objects became a union of their own.
struct Nested<'d> {
    outer: UnionShape,
    labels: Vec<String>,
    inner: PendingUnion<'d>,
}

/// Puts the objects of a union into one variant, where the kind tells that from all others.
fn objects_apart<'d>(
    lowering: &mut Lowering<'_, 'd>,
    pending: &PendingUnion<'d>,
    union: &UnionShape,
) -> Option<Nested<'d>> {
    let is_object = |variant: &Variant| {
        let id = behind_aliases(&lowering.types, variant.ty);
        matches!(lowering.types.get(id).shape, Shape::Object(_))
    };
    let (objects, others): (Vec<usize>, Vec<usize>) =
        (0..union.variants.len()).partition(|index| is_object(&union.variants[*index]));
    if objects.len() < 2 || others.is_empty() {
        return None;
    }
    let mut outer = union.clone();
    outer.variants = others
        .iter()
        .map(|index| union.variants[*index].clone())
        .collect();
    // Without the objects, kinds must do.
    kind::select(&lowering.types, &outer)?;
    let around = lowering.types.get(pending.id);
    let mut words = match &around.name {
        TypeName::Given(name) => vec![name.clone()],
        TypeName::Derived(words) => words.to_vec(),
    };
    words.push("object".to_owned());
    let inner = TypeDef {
        name: TypeName::Derived(words.into()),
        doc: TypeDoc::default(),
        shape: Shape::Union(UnionShape {
            variants: objects
                .iter()
                .map(|index| union.variants[*index].clone())
                .collect(),
            ..union.clone()
        }),
        nullable: false,
        default: None,
        unchecked: Vec::new(),
        ..around.clone()
    };
    let id = lowering.types.push(inner);
    outer.variants.push(Variant {
        ty: id,
        name: String::new(),
    });
    let label = |index: &usize| pending.labels[*index].clone();
    let mut labels: Vec<_> = others.iter().map(label).collect();
    labels.push("object".to_owned());
    Some(Nested {
        outer,
        labels,
        inner: PendingUnion {
            id,
            discriminator: pending.discriminator,
            schemas: objects
                .iter()
                .map(|index| pending.schemas[*index])
                .collect(),
            labels: objects.iter().map(label).collect(),
        },
    })
}

/// Names each variant after its type, its discriminator value, its kind or its title.
fn name_variants(types: &Types, labels: &[String], union: &mut UnionShape) {
    let mut taken = BTreeSet::new();
    for (index, (variant, title)) in union.variants.iter_mut().zip(labels).enumerate() {
        let ty = variant.ty;
        let name = match (&types.get(ty).name, &union.selection) {
            (TypeName::Given(name), _) => name.clone(),
            (TypeName::Derived(_), Selection::Discriminator { mapping, .. }) => mapping
                .iter()
                .find(|(_, variant)| *variant == index)
                .map_or_else(|| title.clone(), |(value, _)| value.clone()),
            (TypeName::Derived(_), _) => label(types, ty, title),
        };
        let mut distinct = name.clone();
        let mut number = 2;
        while !taken.insert(distinct.clone()) {
            distinct = format!("{name}{number}");
            number += 1;
        }
        variant.name = distinct;
    }
}

/// The label of a variant; for one that only has a number, the word for its shape.
fn label(types: &Types, ty: TypeId, label: &str) -> String {
    if !label.starts_with("variant") {
        return label.to_owned();
    }
    let word = match &types.get(types.dealiased(ty)).shape {
        Shape::Boolean => "boolean",
        Shape::Integer(_) => "integer",
        Shape::Number(_) => "number",
        Shape::String(_) => "string",
        Shape::Array(_) | Shape::Tuple(_) => "array",
        Shape::Enum(_) => "constant",
        _ => return label.to_owned(),
    };
    word.to_owned()
}

fn report_ambiguous(lowering: &mut Lowering<'_, '_>, id: TypeId) {
    let location = lowering.types.get(id).location.clone();
    let message = "the variants of this union cannot be told apart; they are tried in order";
    let diagnostic = Diagnostic::new(
        diagnostics::UNION_AMBIGUOUS.name,
        Level::Warning,
        Place::Span(location.span),
        message,
    );
    lowering.sink.push(
        diagnostic.pointer(location.pointer).help(
            "add a `discriminator`, or a required member with another constant in each variant",
        ),
    );
}

/// How many unions lie within each other below a type.
fn union_depth(types: &Types, id: TypeId) -> usize {
    let mut depth = 0;
    let mut level = vec![id];
    let mut seen = BTreeSet::new();
    while !level.is_empty() {
        let mut next = Vec::new();
        for id in level {
            let id = types.dealiased(id);
            if let Shape::Union(union) = &types.get(id).shape
                && seen.insert(id)
            {
                next.extend(union.variants.iter().map(|variant| variant.ty));
            }
        }
        depth += usize::from(!next.is_empty());
        level = next;
    }
    depth
}

/// The end of aliases, null or not.
pub(super) fn behind_aliases(types: &Types, id: TypeId) -> TypeId {
    let mut id = id;
    for _ in 0..types.len() {
        match types.get(id).shape {
            Shape::Alias(target) => id = target,
            _ => break,
        }
    }
    id
}
