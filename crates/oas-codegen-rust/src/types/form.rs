//! What Rust declares for a type: [`Form`].

use std::collections::{BTreeMap, BTreeSet};

use oas_ir::{
    Additional, Api, EnumShape, Envelope, IntegerFormat, Literal, NumberBounds, ObjectShape, Shape,
    StringFormat, StringShape, TupleShape, TypeDef, TypeId, Types,
};

/// What Rust declares for a type.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Form {
    /// Nothing: it is printed where it stands.
    Inline,
    /// `pub type A = B;`
    Alias,
    /// `pub type A = Success<B, C>;`
    Envelope,
    /// A struct around another type, where an alias would run in a circle.
    Wrapper,
    /// Text that keeps rules.
    Text,
    /// A number that keeps rules.
    Number,
    /// A struct.
    Object,
    /// An enum of constants.
    Enum(EnumForm),
    /// An enum with a type in each variant.
    Union,
    /// A struct without names.
    Tuple,
}

/// How an enum of constants is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum EnumForm {
    /// Text, and nothing else may come.
    Closed,
    /// Text, and other text may come too.
    Open,
    /// Other constants.
    Literals,
}

impl Form {
    /// Whether there is a name to refer to.
    pub(crate) const fn is_declared(&self) -> bool {
        !matches!(self, Self::Inline)
    }

    /// Whether the type implements `Described`, so that schemas refer to it by name.
    pub(crate) const fn is_described(&self) -> bool {
        !matches!(self, Self::Inline | Self::Alias | Self::Envelope)
    }
}

/// The forms of all types, by id.
pub(super) fn forms(api: &Api, envelopes: &BTreeMap<TypeId, Envelope>) -> Vec<Form> {
    let types = &api.types;
    let mut forms: Vec<Form> = types
        .iter()
        .map(|(_, definition)| form(definition))
        .collect();
    for id in alias_circles(types, &forms) {
        forms[id.index()] = Form::Wrapper;
    }
    for id in envelopes.keys() {
        forms[id.index()] = Form::Envelope;
    }
    forms
}

fn form(definition: &TypeDef) -> Form {
    let alias = if definition.given_name().is_some() {
        Form::Alias
    } else {
        Form::Inline
    };
    let is_given = alias == Form::Alias;
    match &definition.shape {
        Shape::Integer(shape) if is_given && has_rules(&shape.bounds, shape.format) => Form::Number,
        Shape::Number(shape) if is_given && shape.bounds != NumberBounds::default() => Form::Number,
        Shape::String(shape) if is_given && is_text_rule(shape) => Form::Text,
        // Constants that are no text and may be joined by others are any value.
        Shape::Enum(shape) if shape.open && !is_text(shape) => alias,
        Shape::Enum(shape) if flag(shape).is_none() => Form::Enum(enum_form(shape)),
        Shape::Object(shape) if !is_map(shape) => Form::Object,
        Shape::Union(_) => Form::Union,
        Shape::Tuple(shape) if is_whole(shape) => Form::Tuple,
        _ => alias,
    }
}

/// Whether a tuple always has all its elements, and no others; one of a single element is no tuple
/// for `serde`.
fn is_whole(shape: &TupleShape) -> bool {
    let count = shape.elements.len() as u64;
    let is_bounded = shape.rest.is_none() || shape.max == Some(count);
    count > 1 && is_bounded && shape.min == Some(count)
}

/// Whether text has rules that its Rust type does not keep by itself.
fn is_text_rule(shape: &StringShape) -> bool {
    let by_type = matches!(
        shape.format,
        StringFormat::DateTime | StringFormat::Date | StringFormat::Uuid
    );
    let has_format = !matches!(
        shape.format,
        StringFormat::Text | StringFormat::Password | StringFormat::Binary | StringFormat::Other(_)
    );
    !by_type
        && (has_format
            || shape.min_length.is_some()
            || shape.max_length.is_some()
            || shape.pattern.is_some())
}

/// Whether an integer has bounds within those of its Rust type.
fn has_rules(bounds: &NumberBounds, format: IntegerFormat) -> bool {
    let (least, most) = match format {
        IntegerFormat::Int32 => ("-2147483648", "2147483647"),
        IntegerFormat::Uint32 => ("0", "4294967295"),
        IntegerFormat::Uint64 => ("0", "18446744073709551615"),
        IntegerFormat::Unspecified | IntegerFormat::Int64 => {
            ("-9223372036854775808", "9223372036854775807")
        }
    };
    let beyond =
        |bound: &Option<String>, own: &str| bound.as_deref().is_some_and(|bound| bound != own);
    beyond(&bounds.minimum, least)
        || beyond(&bounds.maximum, most)
        || bounds.exclusive_minimum.is_some()
        || bounds.exclusive_maximum.is_some()
        || bounds.multiple_of.is_some()
}

/// The value of an enum whose only constant is a boolean.
pub(super) fn flag(shape: &EnumShape) -> Option<bool> {
    match shape.values.as_slice() {
        [only] if !shape.open => match only.value {
            Literal::Boolean(value) => Some(value),
            _ => None,
        },
        _ => None,
    }
}

/// Whether all constants are text.
fn is_text(shape: &EnumShape) -> bool {
    let mut values = shape.values.iter();
    values.all(|value| matches!(value.value, Literal::String(_)))
}

fn enum_form(shape: &EnumShape) -> EnumForm {
    match (is_text(shape), shape.open) {
        (true, false) => EnumForm::Closed,
        (true, true) => EnumForm::Open,
        (false, _) => EnumForm::Literals,
    }
}

/// Whether an object names no members: it is a map.
fn is_map(shape: &ObjectShape) -> bool {
    shape.properties.is_empty() && shape.additional != Additional::Closed
}

/// Aliases that would be made of themselves.
fn alias_circles(types: &Types, forms: &[Form]) -> BTreeSet<TypeId> {
    let mut circles = BTreeSet::new();
    // 0: not seen, 1: on the way, 2: done.
    let mut seen = vec![0_u8; forms.len()];
    for (start, _) in types.iter() {
        let mut stack = vec![(start, false)];
        while let Some((id, is_done)) = stack.pop() {
            if is_done {
                seen[id.index()] = 2;
                continue;
            }
            match seen[id.index()] {
                1 => {
                    circles.insert(id);
                    continue;
                }
                2 => continue,
                _ => {}
            }
            if !matches!(forms[id.index()], Form::Alias | Form::Inline) {
                seen[id.index()] = 2;
                continue;
            }
            seen[id.index()] = 1;
            stack.push((id, true));
            let inner = match &types.get(id).shape {
                Shape::Array(shape) => Some(shape.element),
                Shape::Alias(target) => Some(*target),
                Shape::Object(shape) => match shape.additional {
                    Additional::Of(value) => Some(value),
                    Additional::Closed | Additional::Ignored => None,
                },
                _ => None,
            };
            stack.extend(inner.map(|inner| (inner, false)));
        }
    }
    circles
}

/// Objects that are nothing but the envelope of a success, with what is in them.
pub(super) fn envelopes(api: &Api) -> BTreeMap<TypeId, Envelope> {
    let mut envelopes = BTreeMap::new();
    for operation in &api.operations {
        let Some(envelope) = operation.envelope else {
            continue;
        };
        let types = operation
            .successes()
            .flat_map(|response| &response.content)
            .filter_map(|content| content.ty);
        for id in types.map(|id| api.types.dealiased(id)) {
            if let Shape::Object(shape) = &api.types.get(id).shape
                && holds(shape, envelope)
            {
                envelopes.insert(id, envelope);
            }
        }
    }
    envelopes
}

/// Whether the members of an object are those of the envelope and no others.
fn holds(shape: &ObjectShape, envelope: Envelope) -> bool {
    let is_member = |id: TypeId| shape.properties.iter().any(|property| property.ty == id);
    shape.properties.len() == 3
        && shape.additional != Additional::Closed
        && is_member(envelope.data)
        && is_member(envelope.meta)
}
