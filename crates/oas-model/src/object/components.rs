//! Components Object.

use oas_syntax::Key;

use super::{
    Example, Header, Link, Parameter, PathItem, RequestBody, Response, Schema, SecurityScheme, view,
};

view! {
    /// Components Object. Each section gives names with objects, references followed; schemas are
    /// given as they stand.
    Components
}

impl<'d> Components<'d> {
    /// `schemas`.
    pub fn schemas(&self) -> impl Iterator<Item = (Key<'d>, Schema<'d>)> + use<'d> {
        let resolved = self.document();
        let entries = self.members("schemas");
        entries.map(move |entry| (entry.key, Schema::new(resolved, entry.value)))
    }

    /// `responses`.
    pub fn responses(&self) -> impl Iterator<Item = (Key<'d>, Response<'d>)> + use<'d> {
        self.map("responses")
    }

    /// `parameters`.
    pub fn parameters(&self) -> impl Iterator<Item = (Key<'d>, Parameter<'d>)> + use<'d> {
        self.map("parameters")
    }

    /// `examples`.
    pub fn examples(&self) -> impl Iterator<Item = (Key<'d>, Example<'d>)> + use<'d> {
        self.map("examples")
    }

    /// `requestBodies`.
    pub fn request_bodies(&self) -> impl Iterator<Item = (Key<'d>, RequestBody<'d>)> + use<'d> {
        self.map("requestBodies")
    }

    /// `headers`.
    pub fn headers(&self) -> impl Iterator<Item = (Key<'d>, Header<'d>)> + use<'d> {
        self.map("headers")
    }

    /// `securitySchemes`.
    pub fn security_schemes(
        &self,
    ) -> impl Iterator<Item = (Key<'d>, SecurityScheme<'d>)> + use<'d> {
        self.map("securitySchemes")
    }

    /// `links`.
    pub fn links(&self) -> impl Iterator<Item = (Key<'d>, Link<'d>)> + use<'d> {
        self.map("links")
    }

    /// `pathItems`.
    pub fn path_items(&self) -> impl Iterator<Item = (Key<'d>, PathItem<'d>)> + use<'d> {
        self.map("pathItems")
    }
}
