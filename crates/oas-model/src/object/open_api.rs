//! OpenAPI Object.

use oas_syntax::Key;

use super::{Components, Info, PathItem, SecurityRequirement, Server, Tag, view};

view! {
    /// OpenAPI Object: the root of a document.
    OpenApi
}

impl<'d> OpenApi<'d> {
    /// `info`.
    #[must_use]
    pub fn info(&self) -> Option<Info<'d>> {
        self.child("info")
    }

    /// `servers`.
    pub fn servers(&self) -> impl Iterator<Item = Server<'d>> + use<'d> {
        self.children("servers")
    }

    /// `paths`: path templates with their path items.
    pub fn paths(&self) -> impl Iterator<Item = (Key<'d>, PathItem<'d>)> + use<'d> {
        self.map("paths")
            .filter(|(key, _)| !key.text().starts_with("x-"))
    }

    /// `webhooks`: names with their path items.
    pub fn webhooks(&self) -> impl Iterator<Item = (Key<'d>, PathItem<'d>)> + use<'d> {
        self.map("webhooks")
    }

    /// `components`.
    #[must_use]
    pub fn components(&self) -> Option<Components<'d>> {
        self.child("components")
    }

    /// `security`: alternatives, any one of which is enough.
    pub fn security(&self) -> impl Iterator<Item = SecurityRequirement<'d>> + use<'d> {
        self.children("security")
    }

    /// `tags`.
    pub fn tags(&self) -> impl Iterator<Item = Tag<'d>> + use<'d> {
        self.children("tags")
    }
}
