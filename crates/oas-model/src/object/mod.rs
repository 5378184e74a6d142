//! Objects of the specification as views: one file per object, named as the specification does.
//!
//! A view is a node with the document around it. Getters have the field's name in snake case and
//! give what stands there when it has the right type; shapes are checked elsewhere
//! ([`crate::shape`]). Getters of objects follow references, so that a view is never a reference;
//! [`Object::reference`] tells where one was followed.

mod components;
mod example;
mod header;
mod info;
mod link;
mod media_type;
mod open_api;
mod operation;
mod parameter;
mod path_item;
mod request_body;
mod response;
mod schema;
mod security;
mod server;
mod tag;

use oas_diagnostics::Location;
use oas_syntax::{Entry, Key, Node};

use crate::{ResolvedDocument, Version};

pub use components::Components;
pub use example::Example;
pub use header::Header;
pub use info::{Contact, ExternalDocumentation, Info, License};
pub use link::Link;
pub use media_type::{Encoding, MediaType};
pub use open_api::OpenApi;
pub use operation::Operation;
pub use parameter::Parameter;
pub use path_item::PathItem;
pub use request_body::RequestBody;
pub use response::Response;
pub use schema::{Discriminator, Schema};
pub use security::{SecurityRequirement, SecurityScheme};
pub use server::{Server, ServerVariable};
pub use tag::Tag;

/// What all views share: a node and its document.
#[derive(Clone, Copy, Debug)]
pub struct Object<'d> {
    resolved: &'d ResolvedDocument,
    node: Node<'d>,
    reference: Option<Node<'d>>,
}

impl PartialEq for Object<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.node == other.node
    }
}

impl Eq for Object<'_> {}

impl<'d> Object<'d> {
    pub(crate) const fn new(resolved: &'d ResolvedDocument, node: Node<'d>) -> Self {
        Self {
            resolved,
            node,
            reference: None,
        }
    }

    /// The object that stands at `node`, or that the reference there leads to.
    pub(crate) fn resolve(resolved: &'d ResolvedDocument, node: Node<'d>) -> Option<Self> {
        let target = resolved.follow(node)?;
        Some(Self {
            resolved,
            node: target,
            reference: (target != node).then_some(node),
        })
    }

    /// The document.
    #[must_use]
    pub const fn document(&self) -> &'d ResolvedDocument {
        self.resolved
    }

    /// The version of the specification.
    #[must_use]
    pub const fn version(&self) -> Version {
        self.resolved.version()
    }

    /// The object's own node.
    #[must_use]
    pub const fn node(&self) -> Node<'d> {
        self.node
    }

    /// The reference that was followed to get here, as it is written; the first of a chain.
    #[must_use]
    pub const fn reference(&self) -> Option<Node<'d>> {
        self.reference
    }

    /// Where the object is used: the reference, where one was followed, or the object itself.
    #[must_use]
    pub fn use_node(&self) -> Node<'d> {
        self.reference.unwrap_or(self.node)
    }

    /// Span and pointer of the object.
    #[must_use]
    pub fn location(&self) -> Location {
        self.node.location()
    }

    /// Span of the key that leads to the object, with the pointer of the object.
    #[must_use]
    pub fn key_location(&self) -> Location {
        self.node.key_location()
    }

    /// The name of the object where it stands in a map, as components do.
    #[must_use]
    pub fn key(&self) -> Option<&'d str> {
        self.node.key().map(Key::text)
    }

    /// The name of the component or of the shared definition, when this object is one: an entry of
    /// a section of `components`, of `$defs`, or of a file that is no OpenAPI document.
    #[must_use]
    pub fn component_name(&self) -> Option<&'d str> {
        let parent = self.node.parent()?;
        let root = self.node.tree().root();
        if parent == root {
            return if root.get("openapi").is_none() {
                self.key()
            } else {
                None
            };
        }
        let grandparent = parent.parent()?;
        let section = parent.key()?.text();
        let in_components = grandparent
            .key()
            .is_some_and(|key| key.text() == "components")
            && grandparent.parent() == Some(root);
        let fragment = grandparent == root && root.get("openapi").is_none();
        let is_section = crate::Kind::of_component_section(section).is_some();
        (((in_components || fragment) && is_section) || matches!(section, "$defs" | "definitions"))
            .then(|| self.key())
            .flatten()
    }

    /// A text field.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<&'d str> {
        self.field(field)?.as_str()
    }

    /// A boolean field.
    #[must_use]
    pub fn flag(&self, field: &str) -> Option<bool> {
        self.field(field)?.as_bool()
    }

    /// Any field. Where a reference stands in the place of a text, a number, a list or a map, it
    /// is what the reference leads to.
    #[must_use]
    pub fn field(&self, field: &str) -> Option<Node<'d>> {
        Some(self.resolved.standing(self.node.get(field)?))
    }

    /// The entries of a field that is a map.
    pub(crate) fn members(&self, field: &str) -> impl Iterator<Item = Entry<'d>> + use<'d> {
        let resolved = self.resolved;
        let map = self.node.get(field).into_iter();
        map.flat_map(move |map| resolved.members(map))
    }

    /// The texts of a list field; elements that are no text are left out.
    pub fn texts(&self, field: &str) -> impl Iterator<Item = &'d str> + use<'d> {
        let resolved = self.resolved;
        let list = self.field(field).into_iter().flat_map(Node::elements);
        list.filter_map(move |element| resolved.standing(element).as_str())
    }

    /// An `x-` field; beside the reference first, where one was followed.
    ///
    /// The specification lets nothing but `summary` and `description` stand beside a reference.
    /// Our contracts say there which error codes an operation gives a shared response; bundling
    /// writes such responses out.
    #[must_use]
    pub fn extension(&self, name: &str) -> Option<Node<'d>> {
        self.reference
            .and_then(|reference| reference.get(name))
            .or_else(|| self.node.get(name))
    }

    /// All `x-` fields of the object itself.
    pub fn extensions(&self) -> impl Iterator<Item = (Key<'d>, Node<'d>)> + use<'d> {
        self.node
            .entries()
            .filter(|entry| entry.key.text().starts_with("x-"))
            .map(|entry| (entry.key, entry.value))
    }

    /// `summary`; since OpenAPI 3.1 the one beside a reference comes first.
    #[must_use]
    pub fn summary(&self) -> Option<&'d str> {
        self.beside_reference("summary")
            .or_else(|| self.text("summary"))
    }

    /// `description`; since OpenAPI 3.1 the one beside a reference comes first.
    #[must_use]
    pub fn description(&self) -> Option<&'d str> {
        self.beside_reference("description")
            .or_else(|| self.text("description"))
    }

    /// `externalDocs`.
    #[must_use]
    pub fn external_docs(&self) -> Option<ExternalDocumentation<'d>> {
        self.child("externalDocs")
    }

    fn beside_reference(&self, field: &str) -> Option<&'d str> {
        if self.version() == Version::V3_0 {
            return None;
        }
        self.reference?.get(field)?.as_str()
    }

    pub(crate) fn child<T: View<'d>>(&self, field: &str) -> Option<T> {
        Self::resolve(self.resolved, self.node.get(field)?).map(T::of)
    }

    pub(crate) fn children<T: View<'d>>(
        &self,
        field: &str,
    ) -> impl Iterator<Item = T> + use<'d, T> {
        let resolved = self.resolved;
        let list = self.field(field).into_iter().flat_map(Node::elements);
        list.filter_map(move |node| Self::resolve(resolved, node).map(T::of))
    }

    pub(crate) fn map<T: View<'d>>(
        &self,
        field: &str,
    ) -> impl Iterator<Item = (Key<'d>, T)> + use<'d, T> {
        let resolved = self.resolved;
        self.members(field).filter_map(move |entry| {
            Some((entry.key, T::of(Self::resolve(resolved, entry.value)?)))
        })
    }
}

/// A typed view of an [`Object`].
pub(crate) trait View<'d> {
    /// The view of an object of the right kind.
    fn of(object: Object<'d>) -> Self;
}

/// Declares a view: a newtype of [`Object`] that gives what all objects have.
macro_rules! view {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name<'d>(crate::object::Object<'d>);

        impl<'d> $name<'d> {
            /// The view of a node that the walk met as such an object.
            #[must_use]
            pub const fn new(
                resolved: &'d crate::ResolvedDocument,
                node: oas_syntax::Node<'d>,
            ) -> Self {
                Self(crate::object::Object::new(resolved, node))
            }
        }

        impl<'d> std::ops::Deref for $name<'d> {
            type Target = crate::object::Object<'d>;

            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }

        impl<'d> crate::object::View<'d> for $name<'d> {
            fn of(object: crate::object::Object<'d>) -> Self {
                Self(object)
            }
        }
    };
}

pub(crate) use view;
