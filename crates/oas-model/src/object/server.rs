//! Server and Server Variable Objects.

use oas_syntax::Key;

use super::view;

view! {
    /// Server Object.
    Server
}

impl<'d> Server<'d> {
    /// `url`, with `{variable}` where it varies.
    #[must_use]
    pub fn url(&self) -> Option<&'d str> {
        self.text("url")
    }

    /// `name` (OpenAPI 3.2).
    #[must_use]
    pub fn name(&self) -> Option<&'d str> {
        self.text("name")
    }

    /// `variables`.
    pub fn variables(&self) -> impl Iterator<Item = (Key<'d>, ServerVariable<'d>)> + use<'d> {
        self.map("variables")
    }
}

view! {
    /// Server Variable Object.
    ServerVariable
}

impl<'d> ServerVariable<'d> {
    /// `default`.
    #[must_use]
    pub fn default(&self) -> Option<&'d str> {
        self.text("default")
    }

    /// `enum`.
    pub fn values(&self) -> impl Iterator<Item = &'d str> + use<'d> {
        self.texts("enum")
    }
}
