//! Security Scheme and Security Requirement Objects.

use oas_syntax::{Key, Node};

use super::view;

view! {
    /// Security Scheme Object.
    SecurityScheme
}

impl<'d> SecurityScheme<'d> {
    /// `type`: `apiKey`, `http`, `mutualTLS`, `oauth2` or `openIdConnect`.
    #[must_use]
    pub fn scheme_type(&self) -> Option<&'d str> {
        self.text("type")
    }

    /// `name` of an API key.
    #[must_use]
    pub fn name(&self) -> Option<&'d str> {
        self.text("name")
    }

    /// `in` of an API key.
    #[must_use]
    pub fn key_in(&self) -> Option<&'d str> {
        self.text("in")
    }

    /// `scheme` of an HTTP scheme.
    #[must_use]
    pub fn scheme(&self) -> Option<&'d str> {
        self.text("scheme")
    }

    /// `bearerFormat`.
    #[must_use]
    pub fn bearer_format(&self) -> Option<&'d str> {
        self.text("bearerFormat")
    }

    /// `openIdConnectUrl`.
    #[must_use]
    pub fn open_id_connect_url(&self) -> Option<&'d str> {
        self.text("openIdConnectUrl")
    }

    /// `flows` of OAuth 2: names with the node of the flow.
    pub fn flows(&self) -> impl Iterator<Item = (Key<'d>, Node<'d>)> + use<'d> {
        let entries = self.field("flows").into_iter().flat_map(Node::entries);
        entries
            .filter(|entry| !entry.key.text().starts_with("x-"))
            .map(|entry| (entry.key, entry.value))
    }
}

view! {
    /// Security Requirement Object: schemes that must all be met.
    SecurityRequirement
}

impl<'d> SecurityRequirement<'d> {
    /// Names of schemes, each with the scopes or roles it needs.
    pub fn schemes(&self) -> impl Iterator<Item = (Key<'d>, Vec<Node<'d>>)> + use<'d> {
        self.node()
            .entries()
            .map(|entry| (entry.key, entry.value.elements().collect()))
    }
}
