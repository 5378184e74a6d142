//! How types of the document become types of Rust: [`TypeTable`].
//!
//! For each type of an API it says whether Rust declares something for it and under which name, in
//! which package, whether requests and answers need different types, and where recursion needs a
//! box. It prints types and nothing else; [`crate::plan`] prints their declarations.

mod direct;
mod form;
mod split;

use std::collections::{BTreeMap, BTreeSet};

use oas_codegen::Case;
use oas_codegen::writer::rust::{Ident, TypeText};
use oas_diagnostics::DiagnosticSink;
use oas_ir::{
    Additional, Api, Contract, Envelope, IntegerFormat, NumberFormat, Shape, StringFormat, TypeDef,
};
use oas_ir::{TypeId, TypeName, Types};

pub(crate) use form::{EnumForm, Form};

use crate::names::{Names, type_names};
use crate::uses::{Module, Uses};

/// In which direction a value travels.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Direction {
    /// From the client to the server.
    Request,
    /// From the server to the client.
    Response,
}

/// The name of a declared type.
#[derive(Clone, Debug)]
struct Declared {
    /// In answers, and in requests too where both have one type.
    response: Ident,
    /// In requests.
    request: Ident,
}

/// How the types of an API become types of Rust.
#[derive(Debug)]
pub(crate) struct TypeTable<'a> {
    pub(crate) api: &'a Api,
    forms: Vec<Form>,
    /// Types that something mentions.
    needed: BTreeSet<TypeId>,
    names: BTreeMap<TypeId, Declared>,
    /// Types that requests and answers need differently.
    split: BTreeSet<TypeId>,
    /// Fields and variants that are boxed, by the type that holds them and their position.
    boxed: BTreeSet<(TypeId, usize)>,
    /// Types that are the envelope of a success.
    envelopes: BTreeMap<TypeId, Envelope>,
    /// Whether shared types stand in a package of their own.
    has_common: bool,
}

/// Names of shared types by their words, so that each has one name in all documents.
#[derive(Debug, Default)]
pub(crate) struct SharedNames {
    names: BTreeMap<String, Declared>,
}

/// What tables of several APIs have in common.
#[derive(Debug)]
pub(crate) struct TableScope<'s> {
    /// Whether shared types stand in a package of their own.
    pub(crate) has_common: bool,
    /// Shared types that some API needs differently in requests and answers.
    pub(crate) splits: &'s BTreeSet<TypeName>,
    /// Names of the API's package.
    pub(crate) own: &'s mut Names,
    /// Names of the shared package.
    pub(crate) common: &'s mut Names,
    pub(crate) shared: &'s mut SharedNames,
    /// Types that operations name where generated code mentions them.
    pub(crate) roots: Vec<TypeId>,
}

/// Shared types that some API needs differently in requests and answers: then all APIs do.
pub(crate) fn shared_splits(contract: &Contract) -> BTreeSet<TypeName> {
    let mut names = BTreeSet::new();
    for api in &contract.apis {
        let split = split::split(&api.types);
        let definitions = split.into_iter().map(|id| api.types.get(id));
        let shared = definitions.filter(|definition| definition.shared);
        names.extend(shared.map(|definition| definition.name.clone()));
    }
    names
}

impl<'a> TypeTable<'a> {
    /// Decides for all types of an API.
    pub(crate) fn new(api: &'a Api, scope: TableScope<'_>, sink: &mut DiagnosticSink) -> Self {
        let TableScope {
            has_common,
            splits,
            own,
            common,
            shared,
            roots,
        } = scope;
        let envelopes = if has_common {
            form::envelopes(api)
        } else {
            BTreeMap::new()
        };
        let forms = form::forms(api, &envelopes);
        let mut split = split::split(&api.types);
        for (id, definition) in api.types.iter() {
            if has_common && definition.shared && splits.contains(&definition.name) {
                split.insert(id);
            }
        }
        let mut table = Self {
            api,
            needed: needed(&api.types, roots),
            boxed: direct::boxed(&api.types, &forms),
            forms,
            names: BTreeMap::new(),
            split,
            envelopes,
            has_common,
        };
        for (id, definition) in api.types.iter() {
            if !table.is_declared(id) {
                continue;
            }
            let words = match &definition.name {
                TypeName::Given(name) => name.clone(),
                TypeName::Derived(words) => words.join(" "),
            };
            let declared = if table.is_common(id) {
                let known = shared.names.get(&words).cloned();
                let declared =
                    known.unwrap_or_else(|| table.name(id, definition, &words, common, sink));
                shared.names.insert(words, declared.clone());
                declared
            } else {
                table.name(id, definition, &words, own, sink)
            };
            table.names.insert(id, declared);
        }
        table
    }

    fn name(
        &self,
        id: TypeId,
        definition: &TypeDef,
        words: &str,
        names: &mut Names,
        sink: &mut DiagnosticSink,
    ) -> Declared {
        let what = format!("the schema `{words}`");
        let location = &definition.location;
        let response = names.claim(&type_names(words), &what, location, sink);
        let request = if self.split.contains(&id) {
            let wanted = type_names(&format!("{} input", Case::Pascal.apply(words)));
            names.claim(&wanted, &format!("{what} in requests"), location, sink)
        } else {
            response.clone()
        };
        Declared { response, request }
    }

    pub(crate) fn types(&self) -> &'a Types {
        &self.api.types
    }

    /// Whether the type gets a declaration: it has a name in Rust, and something mentions it.
    pub(crate) fn is_declared(&self, id: TypeId) -> bool {
        self.form(id).is_declared() && self.needed.contains(&id)
    }

    /// The types within an envelope of a success.
    pub(crate) fn envelope(&self, id: TypeId) -> Option<Envelope> {
        self.envelopes.get(&id).copied()
    }

    pub(crate) fn form(&self, id: TypeId) -> &Form {
        &self.forms[id.index()]
    }

    /// Whether a type stands in the package with what several documents share.
    pub(crate) fn is_common(&self, id: TypeId) -> bool {
        self.has_common && self.types().get(id).shared
    }

    /// Directions in which a declared type has a declaration of its own.
    pub(crate) fn directions(&self, id: TypeId) -> &'static [Direction] {
        let usage = self.types().get(id).usage;
        if self.split.contains(&id) {
            &[Direction::Response, Direction::Request]
        } else if usage.request && !usage.response {
            &[Direction::Request]
        } else {
            &[Direction::Response]
        }
    }

    /// The name of a declared type.
    pub(crate) fn declared_name(&self, id: TypeId, direction: Direction) -> Option<&Ident> {
        self.names.get(&id).map(|declared| match direction {
            Direction::Request => &declared.request,
            Direction::Response => &declared.response,
        })
    }

    /// The type behind aliases without a declaration that matters, and whether null is allowed on
    /// the way.
    pub(crate) fn behind_aliases(&self, id: TypeId) -> (TypeId, bool) {
        let mut definition = self.types().get(id);
        let (mut id, mut nullable) = (id, definition.nullable);
        while let Shape::Alias(target) = definition.shape {
            id = target;
            definition = self.types().get(id);
            nullable |= definition.nullable;
        }
        (id, nullable)
    }

    /// The type behind aliases that have no declaration, and whether null is allowed on the way.
    pub(crate) fn behind_inline(&self, id: TypeId) -> (TypeId, bool) {
        let mut id = id;
        let mut nullable = self.types().get(id).nullable;
        while let Shape::Alias(target) = self.types().get(id).shape
            && !self.is_declared(id)
        {
            id = target;
            nullable |= self.types().get(id).nullable;
        }
        (id, nullable)
    }

    /// Whether null is a value of the type.
    pub(crate) fn is_nullable(&self, id: TypeId) -> bool {
        let (target, nullable) = self.behind_aliases(id);
        // Any value includes null, and the unit type is null.
        nullable && !matches!(self.types().get(target).shape, Shape::Any | Shape::Null)
    }

    /// Whether the field or variant at `position` of a declared type is boxed.
    pub(crate) fn is_boxed(&self, owner: TypeId, position: usize) -> bool {
        self.boxed.contains(&(owner, position))
    }

    /// The type of values other than null.
    pub(crate) fn rust_type(&self, id: TypeId, direction: Direction, uses: &mut Uses) -> TypeText {
        if let Some(name) = self.declared_name(id, direction) {
            uses.generated(self.module(id), name);
            return TypeText::named(name);
        }
        self.undeclared_type(id, direction, uses)
    }

    /// The type of all values.
    pub(crate) fn nullable_type(
        &self,
        id: TypeId,
        direction: Direction,
        uses: &mut Uses,
    ) -> TypeText {
        let inner = self.rust_type(id, direction, uses);
        if self.is_nullable(id) {
            TypeText::generic("Option", [inner])
        } else {
            inner
        }
    }

    /// What a type is made of: its own text, whether or not it is declared.
    pub(crate) fn undeclared_type(
        &self,
        id: TypeId,
        direction: Direction,
        uses: &mut Uses,
    ) -> TypeText {
        let definition = self.types().get(id);
        if definition.sensitive && matches!(definition.shape, Shape::String(_)) {
            uses.runtime("Secret");
            return TypeText::generic("Secret", [TypeText::fixed("String")]);
        }
        match &definition.shape {
            Shape::Never => of_runtime("Never", uses),
            Shape::Null => TypeText::fixed("()"),
            Shape::Boolean => TypeText::fixed("bool"),
            Shape::Integer(shape) => TypeText::fixed(match shape.format {
                IntegerFormat::Unspecified | IntegerFormat::Int64 => "i64",
                IntegerFormat::Int32 => "i32",
                IntegerFormat::Uint32 => "u32",
                IntegerFormat::Uint64 => "u64",
            }),
            Shape::Number(shape) => TypeText::fixed(match shape.format {
                NumberFormat::Double | NumberFormat::Decimal => "f64",
                NumberFormat::Float => "f32",
            }),
            Shape::String(shape) => match shape.format {
                StringFormat::DateTime => of_runtime("DateTime", uses),
                StringFormat::Date => of_runtime("Date", uses),
                StringFormat::Uuid => of_runtime("Uuid", uses),
                _ => TypeText::fixed("String"),
            },
            Shape::Enum(shape) => match form::flag(shape) {
                Some(true) => of_runtime("True", uses),
                Some(false) => of_runtime("False", uses),
                None => of_runtime("Value", uses),
            },
            Shape::Array(shape) => {
                let element = self.nullable_type(shape.element, direction, uses);
                TypeText::generic("Vec", [element])
            }
            Shape::Object(shape) => {
                let value = match shape.additional {
                    Additional::Of(id) => self.nullable_type(id, direction, uses),
                    Additional::Closed | Additional::Ignored => of_runtime("Value", uses),
                };
                uses.std("std::collections", "BTreeMap");
                TypeText::generic("BTreeMap", [TypeText::fixed("String"), value])
            }
            Shape::Alias(target) => self.rust_type(*target, direction, uses),
            Shape::Tuple(_) => TypeText::generic("Vec", [of_runtime("Value", uses)]),
            Shape::Any | Shape::Union(_) => of_runtime("Value", uses),
        }
    }

    pub(crate) fn module(&self, id: TypeId) -> Module {
        if self.is_common(id) {
            Module::Common
        } else {
            Module::Models
        }
    }
}

/// Types that are reached from some of them; those that the document names are for everybody.
fn needed(types: &Types, roots: Vec<TypeId>) -> BTreeSet<TypeId> {
    let given = types.iter().filter(|(_, one)| one.given_name().is_some());
    let mut stack = roots;
    stack.extend(given.map(|(id, _)| id));
    let mut needed = BTreeSet::new();
    while let Some(id) = stack.pop() {
        if needed.insert(id) {
            stack.extend(types.get(id).shape.types());
        }
    }
    needed
}

impl TypeTable<'_> {
    /// Whether utoipa has no words for a type, because of something that stands in it in place: any
    /// value, null, or members that may be null. Declared types have words of their own.
    pub(crate) fn is_beyond_utoipa(&self, id: TypeId) -> bool {
        let is_alias = matches!(self.form(id), Form::Inline | Form::Alias | Form::Envelope);
        if !is_alias {
            return false;
        }
        match &self.types().get(id).shape {
            Shape::Any | Shape::Null | Shape::Never | Shape::Tuple(_) => true,
            Shape::Enum(shape) => shape.open,
            Shape::Array(shape) => self.is_beyond_utoipa(shape.element),
            Shape::Alias(target) => self.is_beyond_utoipa(*target),
            Shape::Object(shape) => match shape.additional {
                Additional::Of(value) => self.is_nullable(value) || self.is_beyond_utoipa(value),
                Additional::Closed | Additional::Ignored => self.envelope(id).is_none(),
            },
            _ => false,
        }
    }
}

fn of_runtime(name: &'static str, uses: &mut Uses) -> TypeText {
    uses.runtime(name);
    TypeText::fixed(name)
}
