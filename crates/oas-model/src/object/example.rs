//! Example Object.

use oas_syntax::Node;

use super::view;

view! {
    /// Example Object.
    Example
}

impl<'d> Example<'d> {
    /// The example as a value: `dataValue` (OpenAPI 3.2) or `value`.
    #[must_use]
    pub fn value(&self) -> Option<Node<'d>> {
        self.field("dataValue").or_else(|| self.field("value"))
    }

    /// `serializedValue` (OpenAPI 3.2).
    #[must_use]
    pub fn serialized_value(&self) -> Option<&'d str> {
        self.text("serializedValue")
    }

    /// `externalValue`.
    #[must_use]
    pub fn external_value(&self) -> Option<&'d str> {
        self.text("externalValue")
    }
}
