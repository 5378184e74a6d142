//! Header Object.

use oas_syntax::{Key, Node};

use super::{Example, MediaType, Schema, view};

view! {
    /// Header Object.
    Header
}

impl<'d> Header<'d> {
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

    /// `explode`.
    #[must_use]
    pub fn explode(&self) -> bool {
        self.flag("explode").unwrap_or(false)
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
