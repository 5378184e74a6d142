//! Path Item Object.

use super::{Parameter, Server, view};

view! {
    /// Path Item Object. Its operations are listed by
    /// [`ResolvedDocument::operations`](crate::ResolvedDocument::operations).
    PathItem
}

impl<'d> PathItem<'d> {
    /// `parameters` of all its operations.
    pub fn parameters(&self) -> impl Iterator<Item = Parameter<'d>> + use<'d> {
        self.children("parameters")
    }

    /// `servers` of all its operations.
    pub fn servers(&self) -> impl Iterator<Item = Server<'d>> + use<'d> {
        self.children("servers")
    }
}
