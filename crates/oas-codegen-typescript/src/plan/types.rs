//! Which type of TypeScript a type of the document is: [`TypePlanner`].

use std::collections::{BTreeMap, BTreeSet};

use oas_codegen::writer::typescript::{Ident, PropertyName, StrLit};
use oas_ir::{
    Additional, Literal, ObjectShape, Property, Selection, Shape, TupleShape, TypeDef, TypeId,
    Types, UnionShape,
};

use super::direction::Direction;
use super::layout::{Member, Presence, TypeTree};
use super::names::TypeNames;
use super::scalar::{constants, open_end, string};

/// Knows the types of one API.
#[derive(Debug)]
pub(crate) struct TypePlanner<'a> {
    types: &'a Types,
    names: TypeNames,
    /// Members that tell variants apart, by object. Their constants are never open.
    telling: BTreeSet<(TypeId, String)>,
}

impl<'a> TypePlanner<'a> {
    /// A planner for types with these names.
    pub(crate) fn new(types: &'a Types, names: TypeNames) -> Self {
        let mut telling = BTreeSet::new();
        for (_, definition) in types.iter() {
            let Shape::Union(union) = &definition.shape else {
                continue;
            };
            let (Selection::Discriminator { property, .. } | Selection::Constant { property, .. }) =
                &union.selection
            else {
                continue;
            };
            for variant in &union.variants {
                telling.insert((types.dealiased(variant.ty), property.clone()));
            }
        }
        Self {
            types,
            names,
            telling,
        }
    }

    /// The definition of a type.
    pub(crate) fn definition(&self, id: TypeId) -> &'a TypeDef {
        self.types.get(id)
    }

    /// The type behind plain aliases.
    pub(crate) fn dealiased(&self, id: TypeId) -> TypeId {
        self.types.dealiased(id)
    }

    /// The name of a type, unless it is written out where it is used.
    pub(crate) fn name(&self, id: TypeId, direction: Direction) -> Option<&Ident> {
        self.names.get(id, direction)
    }

    /// A type where it is used.
    pub(crate) fn usage(&self, id: TypeId, direction: Direction) -> TypeTree {
        let Some(name) = self.names.get(id, direction) else {
            return self.written_out(id, direction);
        };
        let named = TypeTree::Named(name.clone());
        match (direction, self.open_end(id)) {
            // A declaration lists what is known; where an answer is read, there may be more.
            (Direction::Response, Some(other)) => TypeTree::union([named, other]),
            _ => named,
        }
    }

    /// What may come beside the constants of a type with a name, which is an enum behind aliases.
    fn open_end(&self, id: TypeId) -> Option<TypeTree> {
        match &self.types.get(id).shape {
            Shape::Enum(shape) => open_end(shape),
            Shape::Alias(target) => self.open_end(*target),
            _ => None,
        }
    }

    /// A type as its declaration says it, null included.
    pub(crate) fn written_out(&self, id: TypeId, direction: Direction) -> TypeTree {
        let definition = self.types.get(id);
        let tree = self.shape(id, definition, direction);
        if definition.nullable {
            tree.or_null()
        } else {
            tree
        }
    }

    fn shape(&self, id: TypeId, definition: &TypeDef, direction: Direction) -> TypeTree {
        match &definition.shape {
            Shape::Any => TypeTree::Fixed("unknown"),
            Shape::Never => TypeTree::Fixed("never"),
            Shape::Null => TypeTree::Fixed("null"),
            Shape::Boolean => TypeTree::Fixed("boolean"),
            Shape::Integer(_) | Shape::Number(_) => TypeTree::Fixed("number"),
            Shape::String(shape) => string(definition, shape, direction),
            Shape::Enum(shape) => {
                let is_declaration = self.names.get(id, direction).is_some();
                let is_open = direction == Direction::Response && !is_declaration;
                constants(shape, is_open)
            }
            Shape::Array(array) => {
                let element = self.usage(array.element, direction);
                element.array(direction == Direction::Request)
            }
            Shape::Tuple(tuple) => self.tuple(tuple, direction),
            Shape::Object(object) => TypeTree::Object(
                self.members(id, object, direction)
                    .into_iter()
                    .map(|member| member.member)
                    .collect(),
            ),
            Shape::Union(union) => self.union(union, direction),
            Shape::Alias(target) => self.usage(*target, direction),
        }
    }

    fn tuple(&self, tuple: &TupleShape, direction: Direction) -> TypeTree {
        let at_least = tuple.min.unwrap_or_default();
        let elements = tuple.elements.iter().zip(0_u64..).map(|(id, index)| {
            let presence = if index < at_least {
                Presence::Required
            } else {
                Presence::Optional
            };
            (self.usage(*id, direction), presence)
        });
        TypeTree::Tuple {
            elements: elements.collect(),
            rest: tuple.rest.map(|rest| Box::new(self.usage(rest, direction))),
        }
    }

    /// The members of an object in this direction, in their order.
    pub(crate) fn members(
        &self,
        id: TypeId,
        object: &'a ObjectShape,
        direction: Direction,
    ) -> Vec<PlannedMember<'a>> {
        let mut members: Vec<PlannedMember<'a>> = object
            .properties
            .iter()
            .filter(|property| match direction {
                Direction::Request => !property.read_only,
                Direction::Response => !property.write_only,
            })
            .map(|property| {
                let ty = if self.telling.contains(&(id, property.name.clone())) {
                    self.closed(property.ty, direction)
                } else {
                    self.usage(property.ty, direction)
                };
                PlannedMember {
                    member: Member::Property {
                        name: PropertyName::new(&property.name),
                        presence: presence(property.required),
                        ty,
                    },
                    property: Some(property),
                }
            })
            .collect();
        let others = self.other_members(object, direction);
        for name in &object.required_undeclared {
            members.push(PlannedMember {
                member: Member::Property {
                    name: PropertyName::new(name),
                    presence: Presence::Required,
                    ty: others.clone().unwrap_or(TypeTree::Fixed("unknown")),
                },
                property: None,
            });
        }
        if let Some(others) = others {
            // An index signature speaks of all members, the named ones too.
            let named = members.iter().map(|member| match &member.member {
                Member::Property { presence, ty, .. } => match presence {
                    Presence::Required => ty.clone(),
                    Presence::Optional => {
                        TypeTree::union([ty.clone(), TypeTree::Fixed("undefined")])
                    }
                },
                Member::Index(ty) => ty.clone(),
            });
            let all = TypeTree::union(std::iter::once(others).chain(named));
            members.push(PlannedMember {
                member: Member::Index(all),
                property: None,
            });
        }
        members
    }

    /// The type of members that the object does not name, where there may be any.
    fn other_members(&self, object: &ObjectShape, direction: Direction) -> Option<TypeTree> {
        let patterns = object
            .patterns
            .iter()
            .map(|pattern| self.usage(pattern.ty, direction));
        let is_bare = object.properties.is_empty() && object.required_undeclared.is_empty();
        let additional = match object.additional {
            Additional::Of(id) => Some(self.usage(id, direction)),
            // Without members of its own, an object is whatever the service takes or sends.
            Additional::Ignored if is_bare && object.patterns.is_empty() => {
                Some(TypeTree::Fixed("unknown"))
            }
            Additional::Closed if is_bare && object.patterns.is_empty() => {
                Some(TypeTree::Fixed("never"))
            }
            Additional::Ignored | Additional::Closed => None,
        };
        let all: Vec<TypeTree> = patterns.chain(additional).collect();
        (!all.is_empty()).then(|| TypeTree::union(all))
    }

    /// A type whose constants are those that the document lists, whatever the direction.
    fn closed(&self, id: TypeId, direction: Direction) -> TypeTree {
        let definition = self.types.get(id);
        match (&definition.shape, self.names.get(id, direction)) {
            (Shape::Enum(_), Some(name)) => TypeTree::Named(name.clone()),
            (Shape::Enum(shape), None) => {
                let tree = constants(shape, false);
                if definition.nullable {
                    tree.or_null()
                } else {
                    tree
                }
            }
            (Shape::Alias(target), None) if !definition.nullable => self.closed(*target, direction),
            _ => self.usage(id, direction),
        }
    }

    fn union(&self, union: &UnionShape, direction: Direction) -> TypeTree {
        let variants = union.variants.iter().map(|variant| variant.ty);
        match &union.selection {
            Selection::Discriminator {
                property,
                mapping,
                default,
            } => {
                let mut values: BTreeMap<usize, Vec<StrLit>> = BTreeMap::new();
                for (value, variant) in mapping {
                    values.entry(*variant).or_default().push(StrLit::new(value));
                }
                let told = variants.enumerate().map(|(index, id)| {
                    let values = values.get(&index).map_or(&[][..], Vec::as_slice);
                    self.told_by(id, property, values, direction)
                });
                let unknown = default.is_none().then(|| unrecognized(property, direction));
                TypeTree::union(told.chain(unknown.flatten()))
            }
            Selection::Constant { property, mapping } => {
                let is_text = |(value, _): &(Literal, usize)| matches!(value, Literal::String(_));
                let unknown = mapping
                    .iter()
                    .all(is_text)
                    .then(|| unrecognized(property, direction));
                let known = variants.map(|id| self.usage(id, direction));
                TypeTree::union(known.chain(unknown.flatten()))
            }
            Selection::Kind { .. } | Selection::UniqueProperty { .. } | Selection::Ordered => {
                TypeTree::union(variants.map(|id| self.usage(id, direction)))
            }
        }
    }

    /// A variant with the values of the member that tells it apart, where it does not say so
    /// itself.
    fn told_by(
        &self,
        id: TypeId,
        property: &str,
        values: &[StrLit],
        direction: Direction,
    ) -> TypeTree {
        let variant = self.usage(id, direction);
        if values.is_empty() || self.says_itself(id, property, values) {
            return variant;
        }
        let literals = values.iter().map(|value| TypeTree::Literal(value.clone()));
        let telling = TypeTree::Object(vec![Member::Property {
            name: PropertyName::new(property),
            presence: Presence::Required,
            ty: TypeTree::union(literals),
        }]);
        TypeTree::Intersection(vec![variant, telling])
    }

    /// Whether a variant's own member has these values, or others that contradict them.
    fn says_itself(&self, id: TypeId, property: &str, values: &[StrLit]) -> bool {
        let Shape::Object(object) = &self.types.get(self.types.dealiased(id)).shape else {
            return false;
        };
        let Some(member) = object.properties.iter().find(|one| one.name == property) else {
            return matches!(object.additional, Additional::Of(_));
        };
        let Shape::Enum(shape) = &self.types.get(self.types.dealiased(member.ty)).shape else {
            return false;
        };
        let own: BTreeSet<StrLit> = shape
            .values
            .iter()
            .filter_map(|value| match &value.value {
                Literal::String(text) => Some(StrLit::new(text)),
                _ => None,
            })
            .collect();
        let mapped: BTreeSet<StrLit> = values.iter().cloned().collect();
        (member.required && own == mapped) || !mapped.is_subset(&own)
    }
}

/// A member with what the document says of it.
#[derive(Debug)]
pub(crate) struct PlannedMember<'a> {
    /// The member.
    pub(crate) member: Member,
    /// The property it comes from, where there is one.
    pub(crate) property: Option<&'a Property>,
}

pub(crate) const fn presence(required: bool) -> Presence {
    if required {
        Presence::Required
    } else {
        Presence::Optional
    }
}

/// A variant that this version of the package does not know.
fn unrecognized(property: &str, direction: Direction) -> Option<TypeTree> {
    (direction == Direction::Response).then(|| {
        TypeTree::Object(vec![Member::Property {
            name: PropertyName::new(property),
            presence: Presence::Required,
            ty: TypeTree::Named(Ident::fixed("Unrecognized")),
        }])
    })
}
