//! Who may call: [`SecurityScheme`] and [`SecurityAlternative`].

use oas_diagnostics::Location;
use serde::Serialize;

/// A way to say who calls.
#[derive(Clone, Debug, Serialize)]
pub struct SecurityScheme {
    /// Name in the document.
    pub name: String,
    /// Markdown.
    pub description: Option<String>,
    /// What it is.
    pub kind: SecuritySchemeKind,
    /// Where it stands.
    #[serde(skip)]
    pub location: Location,
}

/// What a security scheme is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SecuritySchemeKind {
    /// A key by name.
    ApiKey {
        /// Where it goes.
        key_in: ApiKeyIn,
        /// Name of the parameter, header or cookie.
        name: String,
    },
    /// `Authorization` with a scheme: `basic`, `bearer`, ...
    Http {
        /// The scheme, lower case.
        scheme: String,
        /// `bearerFormat`.
        bearer_format: Option<String>,
    },
    /// A client certificate.
    MutualTls,
    /// OAuth 2.
    OAuth2 {
        /// Scopes of all flows with what they grant, in document order.
        scopes: Vec<(String, String)>,
    },
    /// OpenID Connect.
    OpenIdConnect {
        /// Discovery document.
        url: String,
    },
}

/// Where an API key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ApiKeyIn {
    /// In the query string.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// Requirements that must all be met. No requirement at all means that nobody asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SecurityAlternative {
    /// All of these.
    pub requirements: Vec<SecurityRequirement>,
}

/// A scheme with the scopes that are needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SecurityRequirement {
    /// Name of the scheme.
    pub scheme: String,
    /// All of these.
    pub scopes: Vec<String>,
}
