//! Link Object.

use super::view;

view! {
    /// Link Object.
    Link
}

impl<'d> Link<'d> {
    /// `operationId`.
    #[must_use]
    pub fn operation_id(&self) -> Option<&'d str> {
        self.text("operationId")
    }

    /// `operationRef`.
    #[must_use]
    pub fn operation_ref(&self) -> Option<&'d str> {
        self.text("operationRef")
    }
}
