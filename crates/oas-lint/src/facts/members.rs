//! The members of an object schema, seen through `$ref` and `allOf`: [`Members`].

use oas_model::object::Schema;

/// What a schema says of the members of an object.
#[derive(Debug, Default)]
pub(crate) struct Members<'d> {
    /// Properties with their schemas, in the order in which they are met; a name may come twice.
    pub(crate) properties: Vec<(&'d str, Schema<'d>)>,
    /// Names that are required.
    pub(crate) required: Vec<&'d str>,
    /// The schemas that were read, references followed.
    pub(crate) parts: Vec<Schema<'d>>,
}

impl<'d> Members<'d> {
    /// Reads a schema, what it refers to, and all that it is made of.
    pub(crate) fn of(schema: Schema<'d>) -> Self {
        let mut members = Self::default();
        members.read(schema);
        members
    }

    /// The schema of a property.
    pub(crate) fn property(&self, name: &str) -> Option<Schema<'d>> {
        self.properties
            .iter()
            .find(|(property, _)| *property == name)
            .map(|(_, schema)| *schema)
    }

    /// Whether a property is required.
    pub(crate) fn requires(&self, name: &str) -> bool {
        self.required.contains(&name)
    }

    /// Whether one of the parts says this of the value.
    pub(crate) fn any(&self, says: impl Fn(&Schema<'d>) -> bool) -> bool {
        self.parts.iter().any(says)
    }

    fn read(&mut self, schema: Schema<'d>) {
        let mut stack = vec![schema];
        while let Some(schema) = stack.pop() {
            if self.parts.contains(&schema) || self.parts.len() > 1_000 {
                continue;
            }
            self.parts.push(schema);
            self.properties.extend(
                schema
                    .properties()
                    .map(|(key, schema)| (key.text(), schema)),
            );
            self.required.extend(schema.required());
            stack.extend(schema.schemas("allOf"));
            stack.extend(schema.target());
        }
    }
}
