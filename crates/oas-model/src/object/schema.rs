//! Schema and Discriminator Objects.

use oas_syntax::{Key, Node};

use super::{Object, view};
use crate::Version;

view! {
    /// Schema Object, as it stands: a reference is not followed by itself, because since OpenAPI
    /// 3.1 what stands beside it counts. A boolean schema is a view of its boolean.
    Schema
}

impl<'d> Schema<'d> {
    pub(crate) fn of_field(object: &Object<'d>, field: &str) -> Option<Self> {
        let node = object.node().get(field)?;
        (node.is_mapping() || node.as_bool().is_some()).then(|| Self::new(object.document(), node))
    }

    /// The value of a boolean schema.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        self.node().as_bool()
    }

    /// The schema that `$ref` leads to, one step.
    #[must_use]
    pub fn target(&self) -> Option<Schema<'d>> {
        let target = self.document().target(self.node())?;
        Some(Self::new(self.document(), target))
    }

    /// Whether the schema has a `$ref`.
    #[must_use]
    pub fn is_reference(&self) -> bool {
        self.node().get("$ref").is_some()
    }

    /// The schema at the end of plain references: those beside which nothing counts.
    #[must_use]
    pub fn resolved(&self) -> Schema<'d> {
        let mut schema = *self;
        for _ in 0..100 {
            if schema.is_reference() && (self.version() == Version::V3_0 || !schema.has_siblings())
            {
                match schema.target() {
                    Some(target) => schema = target,
                    None => break,
                }
            } else {
                break;
            }
        }
        schema
    }

    /// Whether keywords stand beside `$ref` that restrict values.
    #[must_use]
    pub fn has_siblings(&self) -> bool {
        self.node().entries().any(|entry| {
            !matches!(
                entry.key.text(),
                "$ref"
                    | "description"
                    | "title"
                    | "summary"
                    | "$comment"
                    | "deprecated"
                    | "example"
                    | "examples"
                    | "default"
                    | "readOnly"
                    | "writeOnly"
            ) && !entry.key.text().starts_with("x-")
        })
    }

    /// `type` as a list; empty when there is none. `nullable` of OpenAPI 3.0 is not in it.
    #[must_use]
    pub fn types(&self) -> Vec<&'d str> {
        match self.field("type") {
            Some(node) if node.is_sequence() => node.elements().filter_map(Node::as_str).collect(),
            Some(node) => node.as_str().into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// Whether `type` names this type.
    #[must_use]
    pub fn has_type(&self, name: &str) -> bool {
        self.types().contains(&name)
    }

    /// `format`.
    #[must_use]
    pub fn format(&self) -> Option<&'d str> {
        self.text("format")
    }

    /// `enum`.
    pub fn enum_values(&self) -> impl ExactSizeIterator<Item = Node<'d>> + use<'d> {
        let values: Vec<_> = self
            .field("enum")
            .into_iter()
            .flat_map(Node::elements)
            .collect();
        values.into_iter()
    }

    /// `const`.
    #[must_use]
    pub fn const_value(&self) -> Option<Node<'d>> {
        self.field("const")
            .filter(|_| self.version() > Version::V3_0)
    }

    /// `properties`.
    pub fn properties(&self) -> impl Iterator<Item = (Key<'d>, Schema<'d>)> + use<'d> {
        self.schema_map("properties")
    }

    /// `required`.
    pub fn required(&self) -> impl Iterator<Item = &'d str> + use<'d> {
        self.texts("required")
    }

    /// A keyword that holds one schema: `items`, `not`, `additionalProperties`, ...
    #[must_use]
    pub fn schema(&self, keyword: &str) -> Option<Schema<'d>> {
        Self::of_field(self, keyword)
    }

    /// A keyword that holds a list of schemas: `allOf`, `prefixItems`, ...
    pub fn schemas(&self, keyword: &str) -> impl Iterator<Item = Schema<'d>> + use<'d> {
        let resolved = self.document();
        let list = self.field(keyword).into_iter().flat_map(Node::elements);
        list.filter(|node| node.is_mapping() || node.as_bool().is_some())
            .map(move |node| Self::new(resolved, node))
    }

    /// A keyword that holds schemas by name: `patternProperties`, `$defs`, ...
    pub fn schema_map(
        &self,
        keyword: &str,
    ) -> impl Iterator<Item = (Key<'d>, Schema<'d>)> + use<'d> {
        let resolved = self.document();
        let entries = self.members(keyword);
        entries
            .filter(|entry| entry.value.is_mapping() || entry.value.as_bool().is_some())
            .map(move |entry| (entry.key, Self::new(resolved, entry.value)))
    }

    /// `discriminator`.
    #[must_use]
    pub fn discriminator(&self) -> Option<Discriminator<'d>> {
        self.child("discriminator")
    }

    /// `deprecated`.
    #[must_use]
    pub fn deprecated(&self) -> bool {
        self.flag("deprecated").unwrap_or(false)
    }
}

view! {
    /// Discriminator Object.
    Discriminator
}

impl<'d> Discriminator<'d> {
    /// `propertyName`.
    #[must_use]
    pub fn property_name(&self) -> Option<&'d str> {
        self.text("propertyName")
    }

    /// `mapping`: values with a schema's name or reference, as written.
    pub fn mapping(&self) -> impl Iterator<Item = (Key<'d>, &'d str)> + use<'d> {
        let entries = self.members("mapping");
        entries.filter_map(|entry| Some((entry.key, entry.value.as_str()?)))
    }

    /// `defaultMapping` (OpenAPI 3.2).
    #[must_use]
    pub fn default_mapping(&self) -> Option<&'d str> {
        self.text("defaultMapping")
    }
}
