//! Types: an arena of [`TypeDef`], named by [`TypeId`].
//!
//! A type that the document names has a [`TypeName`]; an inline one has a hint made of the path
//! that leads to it. `null` is not a shape of its own where something else is allowed too: it is
//! [`TypeDef::nullable`].

use std::sync::Arc;

use oas_diagnostics::Location;
use serde::Serialize;
use serde_json::Value;

use crate::Deprecation;

/// Names a type of one API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct TypeId(u32);

impl TypeId {
    pub(crate) fn at(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The position in [`Types`].
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// All types of an API. Order: named ones by name, then inline ones in the order of the operations
/// and types that reach them.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Types {
    types: Vec<TypeDef>,
}

impl Types {
    /// Adds a type.
    pub fn push(&mut self, definition: TypeDef) -> TypeId {
        let id = TypeId(u32::try_from(self.types.len()).unwrap_or(u32::MAX));
        self.types.push(definition);
        id
    }

    /// The type of an id that this arena gave out.
    #[must_use]
    pub fn get(&self, id: TypeId) -> &TypeDef {
        &self.types[id.index()]
    }

    /// The type of an id, to be changed.
    pub fn get_mut(&mut self, id: TypeId) -> &mut TypeDef {
        &mut self.types[id.index()]
    }

    /// All types with their ids.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (TypeId, &TypeDef)> {
        self.types.iter().enumerate().map(|(index, definition)| {
            (TypeId(u32::try_from(index).unwrap_or(u32::MAX)), definition)
        })
    }

    /// These types alone, in this order; with them the new id of each old one, by its position.
    pub(crate) fn arranged(self, order: &[TypeId]) -> (Self, Vec<Option<TypeId>>) {
        let mut numbers = vec![None; self.types.len()];
        let mut definitions: Vec<_> = self.types.into_iter().map(Some).collect();
        let mut arranged = Self {
            types: Vec::with_capacity(order.len()),
        };
        for id in order {
            if let Some(definition) = definitions.get_mut(id.index()).and_then(Option::take) {
                numbers[id.index()] = Some(arranged.push(definition));
            }
        }
        (arranged, numbers)
    }

    /// How many types there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.types.len()
    }

    /// Whether there is no type.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.types.is_empty()
    }

    /// The type behind plain aliases: names without a shape of their own, not nullable themselves.
    #[must_use]
    pub fn dealiased(&self, id: TypeId) -> TypeId {
        let mut id = id;
        // Lowering refuses aliases in a circle.
        while let TypeDef {
            shape: Shape::Alias(target),
            nullable: false,
            ..
        } = self.get(id)
        {
            id = *target;
        }
        id
    }
}

/// How a type is called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TypeName {
    /// The document's own name: of a component, or of a definition in another file.
    Given(String),
    /// Words that lead to an inline type, outermost first: `["Pet", "owner"]`,
    /// `["listPets", "response"]`.
    Derived(Arc<[String]>),
}

/// In which direction a type travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Usage {
    /// Some request carries it.
    pub request: bool,
    /// Some answer carries it.
    pub response: bool,
}

/// What is said of a type for people.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TypeDoc {
    /// `title`.
    pub title: Option<String>,
    /// Markdown.
    pub description: Option<String>,
    /// Examples.
    pub examples: Vec<Value>,
    /// Set when it should no longer be used.
    pub deprecation: Option<Deprecation>,
}

/// A type.
#[derive(Clone, Debug, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent facts that the document states; no two of them make a state"
)]
pub struct TypeDef {
    /// How it is called.
    pub name: TypeName,
    /// What is said of it.
    pub doc: TypeDoc,
    /// What it is, null aside.
    pub shape: Shape,
    /// Whether null is allowed too.
    pub nullable: bool,
    /// `default`.
    pub default: Option<Value>,
    /// In which direction it travels.
    pub usage: Usage,
    /// Whether it is defined outside the document's own files, in what all documents share.
    pub shared: bool,
    /// `x-pii`: personal data.
    pub pii: bool,
    /// `x-sensitive`: a secret; never printed, logged or echoed.
    pub sensitive: bool,
    /// Keywords that restrict values beyond what the shape says and that nothing here checks
    /// (`not`, `if`, ...).
    pub unchecked: Vec<String>,
    /// Where it stands.
    #[serde(skip)]
    pub location: Location,
}

impl TypeDef {
    /// The document's own name, if it has one.
    #[must_use]
    pub fn given_name(&self) -> Option<&str> {
        match &self.name {
            TypeName::Given(name) => Some(name),
            TypeName::Derived(_) => None,
        }
    }
}

/// What values of a type look like.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Anything.
    Any,
    /// Nothing: no value is valid.
    Never,
    /// Only null.
    Null,
    /// True or false.
    Boolean,
    /// A whole number.
    Integer(IntegerShape),
    /// A number.
    Number(NumberShape),
    /// Text.
    String(StringShape),
    /// One of a few constants; a `const` is an enum of one.
    Enum(EnumShape),
    /// A list of one kind.
    Array(ArrayShape),
    /// A list whose places differ.
    Tuple(TupleShape),
    /// Members by name.
    Object(ObjectShape),
    /// One of several types.
    Union(UnionShape),
    /// The same as another type; with [`TypeDef::nullable`], that type or null.
    Alias(TypeId),
}

/// Bounds of a number, as decimal text so that nothing is rounded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NumberBounds {
    /// At least.
    pub minimum: Option<String>,
    /// At most.
    pub maximum: Option<String>,
    /// More than.
    pub exclusive_minimum: Option<String>,
    /// Less than.
    pub exclusive_maximum: Option<String>,
    /// A multiple of.
    pub multiple_of: Option<String>,
}

/// `format` of an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IntegerFormat {
    /// No format: JSON's own range, which backends hold in 64 bits.
    Unspecified,
    /// `int8`, `int16`, `int32`.
    Int32,
    /// `int64`.
    Int64,
    /// `uint8`, `uint16`, `uint32`.
    Uint32,
    /// `uint64`.
    Uint64,
}

/// A whole number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IntegerShape {
    /// `format`.
    pub format: IntegerFormat,
    /// Bounds.
    pub bounds: NumberBounds,
}

/// `format` of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberFormat {
    /// `double`, or no format.
    Double,
    /// `float`.
    Float,
    /// `decimal`, `decimal128`.
    Decimal,
}

/// A number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NumberShape {
    /// `format`.
    pub format: NumberFormat,
    /// Bounds.
    pub bounds: NumberBounds,
}

/// `format` of a string.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StringFormat {
    /// No format.
    Text,
    /// RFC 3339 date and time.
    DateTime,
    /// RFC 3339 date.
    Date,
    /// RFC 3339 time.
    Time,
    /// ISO 8601 duration.
    Duration,
    /// E-mail address.
    Email,
    /// Host name.
    Hostname,
    /// IPv4 address.
    Ipv4,
    /// IPv6 address.
    Ipv6,
    /// Absolute URI.
    Uri,
    /// URI or relative reference.
    UriReference,
    /// UUID.
    Uuid,
    /// Base64 text (`format: byte`, `contentEncoding: base64`).
    Base64,
    /// Raw bytes (`format: binary`, or a media type that is no text).
    Binary,
    /// `password`: text that is not shown.
    Password,
    /// Any other format, which is kept as text.
    #[serde(untagged)]
    Other(String),
}

impl StringFormat {
    /// The format as documents write it; empty for text without one.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Text => "",
            Self::DateTime => "date-time",
            Self::Date => "date",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Email => "email",
            Self::Hostname => "hostname",
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::Uri => "uri",
            Self::UriReference => "uri-reference",
            Self::Uuid => "uuid",
            Self::Base64 => "byte",
            Self::Binary => "binary",
            Self::Password => "password",
            Self::Other(name) => name,
        }
    }
}

/// Text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StringShape {
    /// `format`.
    pub format: StringFormat,
    /// Least length in Unicode scalar values.
    pub min_length: Option<u64>,
    /// Greatest length in Unicode scalar values.
    pub max_length: Option<u64>,
    /// ECMA-262 pattern that must match somewhere.
    pub pattern: Option<String>,
}

/// A constant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Literal {
    /// true or false.
    Boolean(bool),
    /// A whole number that fits 64 bits.
    Integer(i64),
    /// Any other number, as decimal text.
    Number(String),
    /// Text.
    String(String),
}

/// One constant of an enum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EnumValue {
    /// The constant.
    pub value: Literal,
    /// A name that the document gives it (`x-enum-varnames`).
    pub name: Option<String>,
    /// Markdown (`x-enum-descriptions`, or `description` of a `oneOf` of constants).
    pub description: Option<String>,
}

/// One of a few constants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EnumShape {
    /// The constants, in document order, each once, null left out.
    pub values: Vec<EnumValue>,
    /// Whether others may come too (`anyOf` of an enum and a string).
    pub open: bool,
}

/// A list of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ArrayShape {
    /// Type of each element.
    pub element: TypeId,
    /// Least number of elements.
    pub min: Option<u64>,
    /// Greatest number of elements.
    pub max: Option<u64>,
    /// Whether no two are equal.
    pub unique: bool,
    /// What some elements must be.
    pub contains: Option<Contains>,
}

/// What some elements of a list must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contains {
    /// Their type.
    pub ty: TypeId,
    /// How many at least.
    pub min: u64,
    /// How many at most.
    pub max: Option<u64>,
}

/// A list whose places differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TupleShape {
    /// Types of the first places.
    pub elements: Vec<TypeId>,
    /// Type of the places behind them; `None` when there are none.
    pub rest: Option<TypeId>,
    /// Least number of elements.
    pub min: Option<u64>,
    /// Greatest number of elements.
    pub max: Option<u64>,
}

/// Which members an object may have beside those it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Additional {
    /// None: the object is closed.
    Closed,
    /// Any, because the document says nothing; they are ignored and not kept.
    Ignored,
    /// Any, of this type; they are kept.
    Of(TypeId),
}

/// Members by name.
#[derive(Clone, Debug, Serialize)]
pub struct ObjectShape {
    /// Named members, in document order.
    pub properties: Vec<Property>,
    /// Other members.
    pub additional: Additional,
    /// Members by pattern.
    pub patterns: Vec<PatternProperty>,
    /// What member names must be.
    pub names: Option<TypeId>,
    /// Least number of members.
    pub min: Option<u64>,
    /// Greatest number of members.
    pub max: Option<u64>,
    /// Member -> members that must be there with it.
    pub dependent_required: Vec<(String, Vec<String>)>,
    /// Required members that no property describes.
    pub required_undeclared: Vec<String>,
}

/// A named member.
#[derive(Clone, Debug, Serialize)]
pub struct Property {
    /// Wire name.
    pub name: String,
    /// Type.
    pub ty: TypeId,
    /// Whether it must be there.
    pub required: bool,
    /// Only in answers.
    pub read_only: bool,
    /// Only in requests.
    pub write_only: bool,
    /// What is said of the member, which may differ from what is said of its type.
    pub doc: TypeDoc,
    /// `default`.
    pub default: Option<Value>,
    /// Where it stands.
    #[serde(skip)]
    pub location: Location,
}

/// Members whose names match a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PatternProperty {
    /// ECMA-262 pattern.
    pub pattern: String,
    /// Type.
    pub ty: TypeId,
}

/// Which keyword a union comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UnionKind {
    /// Exactly one.
    OneOf,
    /// One or more.
    AnyOf,
}

/// One of several types.
#[derive(Clone, Debug, Serialize)]
pub struct UnionShape {
    /// Keyword.
    pub kind: UnionKind,
    /// The types, in document order, null left out.
    pub variants: Vec<Variant>,
    /// How they are told apart.
    pub selection: Selection,
}

/// One type of a union.
#[derive(Clone, Debug, Serialize)]
pub struct Variant {
    /// The type.
    pub ty: TypeId,
    /// What to call it: the type's name, the discriminator's value, or its kind.
    pub name: String,
}

/// A kind of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum JsonKind {
    /// true or false.
    Boolean,
    /// A number without fraction.
    Integer,
    /// Any number.
    Number,
    /// Text.
    String,
    /// A list.
    Array,
    /// An object.
    Object,
}

/// How the variants of a union are told apart; indexes are positions in the variants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Selection {
    /// By a member with a value per variant.
    Discriminator {
        /// Wire name of the member.
        property: String,
        /// Value -> variant; several values may lead to one variant.
        mapping: Vec<(String, usize)>,
        /// The variant for any other value (OpenAPI 3.2 `defaultMapping`).
        default: Option<usize>,
    },
    /// By the kind of the value.
    Kind {
        /// Kind -> variant; the more special kind comes first.
        mapping: Vec<(JsonKind, usize)>,
    },
    /// By a member that only one variant has.
    UniqueProperty {
        /// Wire name -> variant, tried in order.
        mapping: Vec<(String, usize)>,
        /// The variant when none is there.
        default: Option<usize>,
    },
    /// By a member with a different constant in each.
    Constant {
        /// Wire name of the member.
        property: String,
        /// Constant -> variant.
        mapping: Vec<(Literal, usize)>,
    },
    /// Not at all: the first that fits in document order. A backend that cannot try says so.
    Ordered,
}
