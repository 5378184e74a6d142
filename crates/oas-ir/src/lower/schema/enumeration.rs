//! `enum` and `const`, and alternatives that are nothing but constants.

use oas_model::object::Schema;
use oas_syntax::{Node, NodeKind};

use super::super::Lowering;
use super::kinds::Kinds;
use super::{Parts, unchecked};
use crate::{EnumShape, EnumValue, Literal, Shape, TypeId};

/// What constants make of a type.
pub(super) struct Enumeration {
    pub(super) shape: Shape,
    pub(super) nullable: bool,
}

/// The constants that all parts allow; `None` where no part has any.
pub(super) fn lower_enumeration(
    lowering: &mut Lowering<'_, '_>,
    id: TypeId,
    parts: &Parts<'_>,
    allowed: Kinds,
) -> Option<Enumeration> {
    let mut values: Option<Vec<Constant<'_>>> = None;
    for schema in parts.schemas() {
        let Some(own) = constants(*schema) else {
            continue;
        };
        values = Some(match values {
            None => own,
            Some(others) => own
                .into_iter()
                .filter(|one| {
                    others
                        .iter()
                        .any(|other| other.node.to_json() == one.node.to_json())
                })
                .collect(),
        });
    }
    let values = values?;
    if values.iter().any(Constant::is_structured) {
        // Constant objects and lists keep their kind and lose the check.
        let keyword = match parts.keyword("const").next() {
            Some(_) => "const",
            None => "enum",
        };
        unchecked::report(lowering, id, parts, keyword);
        return None;
    }
    let (kept, excluded): (Vec<_>, Vec<_>) = values
        .into_iter()
        .partition(|constant| allowed.allow(constant.node));
    let nothing_left = kept.is_empty() && !excluded.is_empty();
    // Values whose type is excluded are never valid. Where that is all of them, the document
    // wrote numbers for text or the like: the constants are what it meant.
    Some(of_constants(
        if nothing_left { excluded } else { kept },
        false,
    ))
}

/// An enum of constants; several of one value count once.
fn of_constants(constants: Vec<Constant<'_>>, open: bool) -> Enumeration {
    let nullable = constants.iter().any(|constant| constant.node.is_null());
    let mut values: Vec<EnumValue> = Vec::new();
    for constant in constants {
        let Some(value) = literal(constant.node) else {
            continue;
        };
        if !values.iter().any(|known| known.value == value) {
            values.push(EnumValue {
                value,
                name: constant.name,
                description: constant.description,
            });
        }
    }
    let shape = match (values.is_empty(), nullable) {
        (true, true) => Shape::Null,
        (true, false) => Shape::Never,
        (false, _) => Shape::Enum(EnumShape { values, open }),
    };
    Enumeration { shape, nullable }
}

/// A constant with what is said of it.
#[derive(Clone, Debug)]
struct Constant<'d> {
    node: Node<'d>,
    name: Option<String>,
    description: Option<String>,
}

impl Constant<'_> {
    /// Whether it is a list or an object.
    fn is_structured(&self) -> bool {
        matches!(self.node.kind(), NodeKind::Sequence | NodeKind::Mapping)
    }
}

/// The constants of one schema; `None` where it has none.
fn constants(schema: Schema<'_>) -> Option<Vec<Constant<'_>>> {
    if let Some(node) = schema.const_value() {
        return Some(vec![Constant {
            node,
            name: None,
            description: None,
        }]);
    }
    schema.field("enum").filter(|node| node.is_sequence())?;
    let words = |field: &str, index: usize, value: Node<'_>| {
        let field = schema.field(field)?;
        let word = match field.kind() {
            NodeKind::Mapping => field.get(value.scalar_text()?)?,
            _ => field.elements().nth(index)?,
        };
        word.as_str().map(str::to_owned)
    };
    let values = schema.enum_values().enumerate();
    Some(
        values
            .map(|(index, node)| Constant {
                node,
                name: words("x-enum-varnames", index, node),
                description: words("x-enum-descriptions", index, node)
                    .or_else(|| words("x-enumDescriptions", index, node)),
            })
            .collect(),
    )
}

/// Alternatives that are nothing but constants, and perhaps any other text.
#[derive(Debug, Default)]
pub(super) struct Alternative<'d> {
    constants: Vec<Constant<'d>>,
    open: bool,
    depth: usize,
}

impl<'d> Alternative<'d> {
    /// Adds an alternative: a `const` or an `enum`, with title and description as name and
    /// description of a single one; alternatives of such; and where `any_of` holds, plain text.
    /// `None` when it is something else.
    pub(super) fn add(&mut self, schema: Schema<'d>, any_of: bool) -> Option<()> {
        let schema = schema.resolved();
        let keys = || schema.node().entries().map(|entry| entry.key.text());
        for (keyword, any_of) in [("oneOf", false), ("anyOf", true)] {
            if schema.field(keyword).is_some() {
                self.depth += 1;
                // Deep enough for what people write, and an end for circles.
                let only = keys().all(|key| key == keyword || is_for_people(key));
                if !only || self.depth > 8 {
                    return None;
                }
                for inner in schema.schemas(keyword) {
                    self.add(inner, any_of)?;
                }
                self.depth -= 1;
                return Some(());
            }
        }
        let plain = |key: &str| matches!(key, "type" | "minLength" | "maxLength");
        if any_of
            && schema.types() == ["string"]
            && keys().all(|key| plain(key) || is_for_people(key))
        {
            self.open = true;
            return Some(());
        }
        let constant = |key: &str| matches!(key, "type" | "format" | "enum" | "const" | "nullable");
        if !keys().all(|key| constant(key) || is_for_people(key)) {
            return None;
        }
        let mut found = constants(schema)?;
        if found.iter().any(Constant::is_structured) {
            return None;
        }
        if let [one] = found.as_mut_slice() {
            let text = |field: &str| schema.text(field).map(str::to_owned);
            one.name = one.name.take().or_else(|| text("title"));
            one.description = one.description.take().or_else(|| text("description"));
        }
        self.constants.extend(found);
        Some(())
    }

    /// The enum of all constants that are allowed; `None` where there are none.
    pub(super) fn into_enumeration(self, allowed: Kinds) -> Option<Enumeration> {
        let constants: Vec<_> = self
            .constants
            .into_iter()
            .filter(|constant| allowed.allow(constant.node))
            .collect();
        (!constants.is_empty()).then(|| of_constants(constants, self.open))
    }
}

fn is_for_people(key: &str) -> bool {
    matches!(
        key,
        "title"
            | "description"
            | "example"
            | "examples"
            | "default"
            | "deprecated"
            | "$comment"
            | "externalDocs"
    ) || key.starts_with("x-")
}

/// A scalar constant; `None` for null, lists and objects.
fn literal(node: Node<'_>) -> Option<Literal> {
    match node.kind() {
        NodeKind::Boolean => node.as_bool().map(Literal::Boolean),
        NodeKind::Integer | NodeKind::Float => match node.as_i64() {
            Some(value) => Some(Literal::Integer(value)),
            None => Some(Literal::Number(node.number()?.decimal_text().into_owned())),
        },
        NodeKind::String => node.as_str().map(|text| Literal::String(text.to_owned())),
        NodeKind::Null | NodeKind::Sequence | NodeKind::Mapping => None,
    }
}
