//! Request Body Object.

use oas_syntax::Key;

use super::{MediaType, view};

view! {
    /// Request Body Object.
    RequestBody
}

impl<'d> RequestBody<'d> {
    /// `required`.
    #[must_use]
    pub fn required(&self) -> bool {
        self.flag("required").unwrap_or(false)
    }

    /// `content`.
    pub fn content(&self) -> impl Iterator<Item = (Key<'d>, MediaType<'d>)> + use<'d> {
        self.map("content")
    }
}
