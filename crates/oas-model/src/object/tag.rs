//! Tag Object.

use super::view;

view! {
    /// Tag Object.
    Tag
}

impl<'d> Tag<'d> {
    /// `name`.
    #[must_use]
    pub fn name(&self) -> Option<&'d str> {
        self.text("name")
    }

    /// `parent` (OpenAPI 3.2).
    #[must_use]
    pub fn parent(&self) -> Option<&'d str> {
        self.text("parent")
    }
}
