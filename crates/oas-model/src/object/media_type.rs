//! Media Type and Encoding Objects.

use oas_syntax::{Key, Node};

use super::{Example, Header, Schema, view};

view! {
    /// Media Type Object.
    MediaType
}

impl<'d> MediaType<'d> {
    /// `schema`.
    #[must_use]
    pub fn schema(&self) -> Option<Schema<'d>> {
        Schema::of_field(self, "schema")
    }

    /// `itemSchema` (OpenAPI 3.2).
    #[must_use]
    pub fn item_schema(&self) -> Option<Schema<'d>> {
        Schema::of_field(self, "itemSchema")
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

    /// `encoding`: properties with how they are written.
    pub fn encoding(&self) -> impl Iterator<Item = (Key<'d>, Encoding<'d>)> + use<'d> {
        self.map("encoding")
    }
}

view! {
    /// Encoding Object.
    Encoding
}

impl<'d> Encoding<'d> {
    /// `contentType`.
    #[must_use]
    pub fn content_type(&self) -> Option<&'d str> {
        self.text("contentType")
    }

    /// `style`.
    #[must_use]
    pub fn style(&self) -> Option<&'d str> {
        self.text("style")
    }

    /// `explode`.
    #[must_use]
    pub fn explode(&self) -> Option<bool> {
        self.flag("explode")
    }

    /// `allowReserved`.
    #[must_use]
    pub fn allow_reserved(&self) -> bool {
        self.flag("allowReserved").unwrap_or(false)
    }

    /// `headers`.
    pub fn headers(&self) -> impl Iterator<Item = (Key<'d>, Header<'d>)> + use<'d> {
        self.map("headers")
    }
}
