//! Parameter Object.

use oas_syntax::{Key, Node};

use super::{Example, MediaType, Schema, view};

view! {
    /// Parameter Object.
    Parameter
}

impl<'d> Parameter<'d> {
    /// `name`.
    #[must_use]
    pub fn name(&self) -> Option<&'d str> {
        self.text("name")
    }

    /// `in`: `path`, `query`, `querystring`, `header` or `cookie`.
    #[must_use]
    pub fn parameter_in(&self) -> Option<&'d str> {
        self.text("in")
    }

    /// `required`.
    #[must_use]
    pub fn required(&self) -> bool {
        self.flag("required").unwrap_or(false)
    }

    /// `deprecated`.
    #[must_use]
    pub fn deprecated(&self) -> bool {
        self.flag("deprecated").unwrap_or(false)
    }

    /// `allowEmptyValue`.
    #[must_use]
    pub fn allow_empty_value(&self) -> bool {
        self.flag("allowEmptyValue").unwrap_or(false)
    }

    /// `style`, as written.
    #[must_use]
    pub fn style(&self) -> Option<&'d str> {
        self.text("style")
    }

    /// `style`, or the default of the parameter's place.
    #[must_use]
    pub fn effective_style(&self) -> &'d str {
        self.style().unwrap_or(match self.parameter_in() {
            Some("query" | "cookie") => "form",
            _ => "simple",
        })
    }

    /// `explode`, or the default of the style.
    #[must_use]
    pub fn effective_explode(&self) -> bool {
        self.flag("explode")
            .unwrap_or(matches!(self.effective_style(), "form" | "cookie"))
    }

    /// `allowReserved`.
    #[must_use]
    pub fn allow_reserved(&self) -> bool {
        self.flag("allowReserved").unwrap_or(false)
    }

    /// `schema`.
    #[must_use]
    pub fn schema(&self) -> Option<Schema<'d>> {
        Schema::of_field(self, "schema")
    }

    /// `content`.
    pub fn content(&self) -> impl Iterator<Item = (Key<'d>, MediaType<'d>)> + use<'d> {
        self.map("content")
    }

    /// `example`.
    #[must_use]
    pub fn example(&self) -> Option<Node<'d>> {
        self.field("example")
    }

    /// `examples`.
    pub fn examples(&self) -> impl Iterator<Item = (Key<'d>, Example<'d>)> + use<'d> {
        self.map("examples")
    }
}
