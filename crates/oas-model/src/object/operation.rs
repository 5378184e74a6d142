//! Operation Object.

use oas_syntax::{Key, Node};

use super::{Parameter, RequestBody, Response, SecurityRequirement, Server, view};

view! {
    /// Operation Object.
    Operation
}

impl<'d> Operation<'d> {
    /// `operationId`.
    #[must_use]
    pub fn operation_id(&self) -> Option<&'d str> {
        self.text("operationId")
    }

    /// `tags`.
    pub fn tags(&self) -> impl Iterator<Item = &'d str> + use<'d> {
        self.texts("tags")
    }

    /// `parameters` of the operation itself; see [`Self::all_parameters`].
    pub fn parameters(&self) -> impl Iterator<Item = Parameter<'d>> + use<'d> {
        self.children("parameters")
    }

    /// The operation's parameters and those of its path item that it does not override.
    #[must_use]
    pub fn all_parameters(&self, path_item: super::PathItem<'d>) -> Vec<Parameter<'d>> {
        let own: Vec<_> = self.parameters().collect();
        let overridden = |inherited: &Parameter<'_>| {
            own.iter().any(|parameter| {
                parameter.name() == inherited.name()
                    && parameter.parameter_in() == inherited.parameter_in()
            })
        };
        let inherited = path_item
            .parameters()
            .filter(|parameter| !overridden(parameter));
        let mut all: Vec<_> = inherited.collect();
        all.extend(own.iter().copied());
        all
    }

    /// `requestBody`.
    #[must_use]
    pub fn request_body(&self) -> Option<RequestBody<'d>> {
        self.child("requestBody")
    }

    /// `responses`: statuses (`200`, `4XX`, `default`) with their responses.
    pub fn responses(&self) -> impl Iterator<Item = (Key<'d>, Response<'d>)> + use<'d> {
        self.map("responses")
            .filter(|(key, _)| !key.text().starts_with("x-"))
    }

    /// `deprecated`.
    #[must_use]
    pub fn deprecated(&self) -> bool {
        self.flag("deprecated").unwrap_or(false)
    }

    /// `security` of the operation itself: `None` when it says nothing and the document's counts.
    #[must_use]
    pub fn security(&self) -> Option<Vec<SecurityRequirement<'d>>> {
        self.field("security").filter(|node| node.is_sequence())?;
        Some(self.children("security").collect())
    }

    /// The security requirements that count, the document's where the operation has none.
    #[must_use]
    pub fn effective_security(&self) -> Vec<SecurityRequirement<'d>> {
        self.security()
            .unwrap_or_else(|| self.document().open_api().security().collect())
    }

    /// `servers` of the operation itself.
    pub fn servers(&self) -> impl Iterator<Item = Server<'d>> + use<'d> {
        self.children("servers")
    }

    /// `callbacks`: names with the node of the callback, references followed.
    pub fn callbacks(&self) -> impl Iterator<Item = (Key<'d>, Node<'d>)> + use<'d> {
        let resolved = self.document();
        let entries = self.members("callbacks");
        entries.filter_map(move |entry| Some((entry.key, resolved.follow(entry.value)?)))
    }
}
