//! What types are called in the modules of one API: [`TypeNames`].
//!
//! A type that the document names keeps its name; of inline types only objects have one, and those
//! that contain themselves. What a type looks like is decided in `types.rs`.

use std::collections::{BTreeMap, BTreeSet};

use oas_codegen::writer::typescript::{GLOBALS, Ident};
use oas_codegen::{Case, Claim, Scope, namer, words};
use oas_diagnostics::{DiagnosticSink, Level, Location};
use oas_ir::{Shape, TypeDef, TypeId, TypeName, Types};

use super::direction::{Direction, Directions};
use super::imports::RUNTIME_NAMES;

/// Names of types, by type and direction.
#[derive(Debug)]
pub(crate) struct TypeNames {
    names: BTreeMap<(TypeId, Direction), Ident>,
}

impl TypeNames {
    /// Names all types that deserve one.
    pub(crate) fn plan(
        types: &Types,
        directions: &Directions,
        names: &mut ModuleNames<'_>,
    ) -> Self {
        let mut planned = Self {
            names: BTreeMap::new(),
        };
        let circular = circular(types);
        // Names of the document come first, so that no inline type takes one away.
        let is_given = |(_, definition): &(TypeId, &TypeDef)| definition.given_name().is_some();
        let all: Vec<_> = types.iter().collect();
        let given = all.iter().filter(|one| is_given(one));
        let derived = all.iter().filter(|one| !is_given(one));
        for (id, definition) in given.chain(derived) {
            let deserves = definition.given_name().is_some()
                || circular.contains(id)
                || matches!(&definition.shape, Shape::Object(object) if !object.properties.is_empty());
            if !deserves {
                continue;
            }
            let base = names.type_name(definition);
            for direction in directions.declared(*id) {
                let name = if directions.differs(*id) && direction == Direction::Request {
                    names.derived(&format!("{}Input", base.as_str()), &definition.location)
                } else {
                    base.clone()
                };
                planned.names.insert((*id, direction), name);
            }
            if !directions.differs(*id) {
                // One declaration serves both ways.
                for direction in [Direction::Request, Direction::Response] {
                    planned.names.insert((*id, direction), base.clone());
                }
            }
        }
        planned
    }

    /// The name of a type, unless it is written out where it is used.
    pub(crate) fn get(&self, id: TypeId, direction: Direction) -> Option<&Ident> {
        self.names.get(&(id, direction))
    }
}

/// Inline types that contain themselves by way of inline types only.
fn circular(types: &Types) -> BTreeSet<TypeId> {
    let inline = |id: TypeId| {
        let definition = types.get(id);
        definition.given_name().is_none()
            && !matches!(&definition.shape, Shape::Object(object) if !object.properties.is_empty())
    };
    let mut circular = BTreeSet::new();
    for (start, _) in types.iter().filter(|(id, _)| inline(*id)) {
        let mut seen = BTreeSet::new();
        let mut open = types.get(start).shape.types();
        while let Some(id) = open.pop() {
            if id == start {
                circular.insert(start);
                break;
            }
            if inline(id) && seen.insert(id) {
                open.extend(types.get(id).shape.types());
            }
        }
    }
    circular
}

/// Names in the modules of one API: what one of them exports, all others can import.
#[derive(Debug)]
pub(crate) struct ModuleNames<'s> {
    scope: Scope,
    sink: &'s mut DiagnosticSink,
}

impl<'s> ModuleNames<'s> {
    /// Names in which those of the language and the runtime are taken.
    pub(crate) fn new(sink: &'s mut DiagnosticSink) -> Self {
        let reserved = GLOBALS.iter().chain(RUNTIME_NAMES).copied();
        Self {
            scope: Scope::new(reserved),
            sink,
        }
    }

    /// The sink for other findings.
    pub(crate) fn sink(&mut self) -> &mut DiagnosticSink {
        self.sink
    }

    /// The name of a type.
    fn type_name(&mut self, definition: &TypeDef) -> Ident {
        match &definition.name {
            TypeName::Given(given) => {
                let what = format!("the schema `{given}`");
                self.given(
                    &Case::Pascal.apply(given),
                    "Model",
                    &what,
                    &definition.location,
                )
            }
            TypeName::Derived(parts) => {
                // `CreatePetRequest` is what the operation takes, parameters and body together.
                let parts = parts
                    .iter()
                    .enumerate()
                    .map(|(index, part)| match part.as_str() {
                        "request" if index == 1 => "body",
                        part => part,
                    });
                let parts: Vec<String> = parts.flat_map(words).collect();
                self.derived(&Case::Pascal.join(&parts), &definition.location)
            }
        }
    }

    /// The name of something that the document names. Where another name of the document is the
    /// same in TypeScript, both are reported; a name of the language or the runtime is only
    /// stepped aside from, with `suffix`.
    pub(crate) fn given(
        &mut self,
        name: &str,
        suffix: &str,
        what: &str,
        location: &Location,
    ) -> Ident {
        match self.scope.claim(name, what, Some(location)) {
            Claim::Granted => ident(name),
            Claim::Taken {
                by,
                location: taken,
            } => {
                if taken.is_some() {
                    let mut finding = namer::collision(
                        name,
                        "TypeScript",
                        what,
                        location.clone(),
                        &by,
                        taken.as_ref(),
                    );
                    finding.level = Level::Warning;
                    self.sink.push(finding);
                    return self.derived(name, location);
                }
                self.derived(&format!("{name}{suffix}"), location)
            }
        }
    }

    /// The name of something that the document does not name: the first free one.
    pub(crate) fn derived(&mut self, name: &str, location: &Location) -> Ident {
        let numbered = (2..).map(|number| format!("{name}{number}"));
        let names = std::iter::once(name.to_owned()).chain(numbered);
        let what = format!("what is called `{name}`");
        let free = self.scope.claim_first(names, &what, Some(location));
        ident(free.as_deref().unwrap_or(name))
    }
}

/// The identifier of a name that a [`Case`] made, which is one always.
pub(crate) fn ident(name: &str) -> Ident {
    Ident::new(name).unwrap_or_else(|| Ident::fixed("unnamed"))
}
