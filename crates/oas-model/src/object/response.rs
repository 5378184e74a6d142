//! Response Object.

use oas_syntax::Key;

use super::{Header, Link, MediaType, view};

view! {
    /// Response Object.
    Response
}

impl<'d> Response<'d> {
    /// `headers`.
    pub fn headers(&self) -> impl Iterator<Item = (Key<'d>, Header<'d>)> + use<'d> {
        self.map("headers")
    }

    /// `content`.
    pub fn content(&self) -> impl Iterator<Item = (Key<'d>, MediaType<'d>)> + use<'d> {
        self.map("content")
    }

    /// `links`.
    pub fn links(&self) -> impl Iterator<Item = (Key<'d>, Link<'d>)> + use<'d> {
        self.map("links")
    }
}
