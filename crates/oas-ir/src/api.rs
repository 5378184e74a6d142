//! One API and the family it belongs to: [`Contract`] and [`Api`].

use oas_diagnostics::Location;
use serde::Serialize;

use crate::{Conventions, Operation, SecurityScheme, Types};

/// Everything a backend receives.
#[derive(Clone, Debug, Serialize)]
pub struct Contract {
    /// The conventions that all documents share; `None` for documents without any.
    pub conventions: Option<Conventions>,
    /// The APIs, in the order of the configuration.
    pub apis: Vec<Api>,
}

/// What one document describes.
#[derive(Clone, Debug, Serialize)]
pub struct Api {
    /// The document's name in the configuration, or its file's: `tenant-smtp`.
    pub name: String,
    /// The document's path as people write it, for the first line of generated files.
    pub source: String,
    /// Title, version and the like.
    pub info: Info,
    /// `x-audience` of the document.
    pub audience: Option<String>,
    /// `x-stability` of the document.
    pub stability: Option<String>,
    /// Servers, in document order.
    pub servers: Vec<Server>,
    /// Tags, declared ones first in their order, then used ones by name.
    pub tags: Vec<Tag>,
    /// Operations under `paths`: by path in segment order, then method.
    pub operations: Vec<Operation>,
    /// Requests that the API sends to its clients: webhooks, then callbacks. The path of a webhook
    /// is its name.
    pub webhooks: Vec<Operation>,
    /// Every type that operations reach, and every named one.
    pub types: Types,
    /// Security schemes, in document order.
    pub security_schemes: Vec<SecurityScheme>,
    /// What could not be expressed, and what was left out because of it.
    pub unsupported: Vec<Unsupported>,
}

/// Something of a document that this representation cannot express.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unsupported {
    /// What it is, as a noun: "a union whose variants cannot be told apart".
    pub feature: String,
    /// Where.
    #[serde(skip)]
    pub location: Location,
    /// The operations (by id) that are left out because of it; empty when only a check is lost.
    pub skipped_operations: Vec<String>,
}

/// `info` of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Info {
    /// Name of the API.
    pub title: String,
    /// Version of the document.
    pub version: String,
    /// One line.
    pub summary: Option<String>,
    /// Markdown.
    pub description: Option<String>,
    /// Name of whom to ask.
    pub contact_name: Option<String>,
    /// Address of whom to ask.
    pub contact_url: Option<String>,
    /// E-mail address of whom to ask.
    pub contact_email: Option<String>,
    /// Name of the licence.
    pub license_name: Option<String>,
    /// More to read.
    pub external_documentation: Option<ExternalDocumentation>,
}

/// A link to more documentation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExternalDocumentation {
    /// Where.
    pub url: String,
    /// Markdown.
    pub description: Option<String>,
}

/// Where an API can be reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Server {
    /// URL, with `{variable}` where it varies.
    pub url: String,
    /// Name (OpenAPI 3.2).
    pub name: Option<String>,
    /// Markdown.
    pub description: Option<String>,
    /// What stands for the variables.
    pub variables: Vec<ServerVariable>,
}

/// What may stand for a variable of a server URL.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ServerVariable {
    /// Name as in the URL.
    pub name: String,
    /// The value where none is given.
    pub default: String,
    /// All values, where they are listed.
    pub values: Vec<String>,
    /// Markdown.
    pub description: Option<String>,
}

/// A group of operations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tag {
    /// Name as operations write it.
    pub name: String,
    /// One line (OpenAPI 3.2).
    pub summary: Option<String>,
    /// Markdown.
    pub description: Option<String>,
    /// More to read.
    pub external_documentation: Option<ExternalDocumentation>,
    /// Where the tag is declared or first used.
    #[serde(skip)]
    pub location: Option<Location>,
}
