//! `contract.toml`: what a project's documents are and what is made of them. [`Config`].
//!
//! The types here are the file's published JSON Schema too. Reading, with positions and nearest
//! words in its errors, is in [`read`].

mod read;

use std::collections::BTreeMap;

use oas_diagnostics::Level;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

pub(crate) use read::{read, read_rules};

/// The configuration of a project: its documents, the checks on them and what is generated.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "contract.toml")]
pub(crate) struct Config {
    /// The conventions that all documents share, as a path from this file.
    #[schemars(with = "Option<String>")]
    pub(crate) conventions: Option<Spanned<String>>,
    /// Directories (from this file) whose schemas belong to all documents together, not to one.
    #[serde(default = "default_shared")]
    pub(crate) shared: Vec<String>,
    /// The documents, in the order of everything that is made of them.
    #[serde(default)]
    pub(crate) document: Vec<DocumentConfig>,
    /// Local copies (paths from this file) of remote documents that references name. What ends with
    /// `/` stands for everything below it; the longest URL wins.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub(crate) vendored: BTreeMap<Spanned<String>, Spanned<String>>,
    /// Limits on what is read, where the usual ones do not fit.
    #[serde(default)]
    pub(crate) limits: LimitsConfig,
    /// Which rules run, and at which level.
    #[serde(default)]
    pub(crate) lint: LintConfig,
    /// What counts as a breaking change.
    #[serde(default)]
    #[expect(
        dead_code,
        reason = "read so that it is checked; `oas breaking` will use it"
    )]
    pub(crate) breaking: BreakingConfig,
    /// What is generated, and where.
    #[serde(default)]
    pub(crate) targets: Targets,
}

fn default_shared() -> Vec<String> {
    vec!["common".to_owned()]
}

/// One OpenAPI document.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct DocumentConfig {
    /// Its name in generated packages: lower case, words joined by `-`.
    #[schemars(with = "String", regex(pattern = "^[a-z][a-z0-9-]*$"))]
    pub(crate) name: Spanned<String>,
    /// The entry file, as a path from this file.
    #[schemars(with = "String")]
    pub(crate) path: Spanned<String>,
}

/// Limits on what is read: they keep a run on a document from elsewhere within bounded time and
/// memory. Each that is met is reported.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct LimitsConfig {
    /// Bytes of one file.
    pub(crate) bytes: Option<usize>,
    /// Collections within each other, at most 4096.
    pub(crate) depth: Option<usize>,
    /// Values of one file, aliases not expanded.
    pub(crate) nodes: Option<usize>,
    /// Values that aliases and merge keys add to one file.
    pub(crate) expanded_nodes: Option<u64>,
    /// Syntax errors that are reported for one file.
    pub(crate) errors: Option<usize>,
}

/// Which rules run, and at which level.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct LintConfig {
    /// Groups of rules that are on; `standard` where nothing is said.
    #[schemars(with = "Option<Vec<String>>")]
    pub(crate) groups: Option<Vec<Spanned<String>>>,
    /// Single rules: off, or on at a level.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, RuleLevel>")]
    pub(crate) rules: BTreeMap<Spanned<String>, RuleLevel>,
    /// Options of single rules.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, serde_json::Map<String, serde_json::Value>>")]
    pub(crate) options: BTreeMap<Spanned<String>, toml::Table>,
    /// Findings that are accepted, each with its reason.
    #[serde(default)]
    pub(crate) ignore: Vec<IgnoreConfig>,
}

/// A rule's level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RuleLevel {
    /// The rule does not run.
    Off,
    /// Worth knowing.
    Info,
    /// Ought to be mended.
    Warning,
    /// Must be mended.
    Error,
}

impl RuleLevel {
    pub(crate) const fn level(self) -> Option<Level> {
        match self {
            Self::Off => None,
            Self::Info => Some(Level::Info),
            Self::Warning => Some(Level::Warning),
            Self::Error => Some(Level::Error),
        }
    }
}

/// A finding that is accepted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct IgnoreConfig {
    /// The rule.
    #[schemars(with = "String")]
    pub(crate) rule: Spanned<String>,
    /// The file, as a path from this file.
    pub(crate) file: String,
    /// JSON Pointer of the place; everything in the file where it is left out.
    pub(crate) pointer: Option<String>,
    /// Why it is accepted.
    pub(crate) reason: String,
}

/// What counts as a breaking change.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct BreakingConfig {
    /// What is promised: that the wire keeps working, that sources keep compiling, or everything.
    #[serde(default)]
    #[expect(
        dead_code,
        reason = "read so that it is checked; `oas breaking` will use it"
    )]
    pub(crate) level: CompatibilityLevel,
}

/// What is promised to those who use the API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum CompatibilityLevel {
    /// Requests and answers keep working.
    #[default]
    Wire,
    /// Generated Rust and TypeScript keep compiling too.
    Source,
    /// Documentation and deprecation policy too.
    Strict,
}

/// What is generated, and where. Paths are from this file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Targets {
    /// The directory above all targets, which gets `manifest.json`; without it, the nearest one.
    pub(crate) base: Option<String>,
    /// Bundles.
    pub(crate) openapi: Option<OpenapiTarget>,
    /// Axum servers.
    pub(crate) rust: Option<RustTarget>,
    /// TypeScript clients, one per package.
    #[serde(default)]
    pub(crate) typescript: Vec<TypescriptTarget>,
    /// Documentation and JSON Schemas.
    pub(crate) docs: Option<DocsTarget>,
}

/// Bundles: one self-contained document each.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct OpenapiTarget {
    /// Directory.
    pub(crate) out: String,
    /// Versions to write.
    #[serde(default = "default_versions")]
    pub(crate) versions: Vec<OpenapiVersion>,
    /// Languages to write.
    #[serde(default = "default_formats")]
    pub(crate) formats: Vec<OpenapiFormat>,
    /// Overlay documents to apply before bundling, in this order, as paths from this file. One that
    /// `extends` a document is for it alone, any other for all of them.
    #[serde(default)]
    pub(crate) overlays: Vec<String>,
}

fn default_versions() -> Vec<OpenapiVersion> {
    vec![OpenapiVersion::V3_1]
}

fn default_formats() -> Vec<OpenapiFormat> {
    vec![OpenapiFormat::Json, OpenapiFormat::Yaml]
}

/// A version of the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub(crate) enum OpenapiVersion {
    /// OpenAPI 3.0.
    #[serde(rename = "3.0")]
    V3_0,
    /// OpenAPI 3.1.
    #[serde(rename = "3.1")]
    V3_1,
    /// OpenAPI 3.2.
    #[serde(rename = "3.2")]
    V3_2,
}

impl From<OpenapiVersion> for oas_model::Version {
    fn from(version: OpenapiVersion) -> Self {
        match version {
            OpenapiVersion::V3_0 => Self::V3_0,
            OpenapiVersion::V3_1 => Self::V3_1,
            OpenapiVersion::V3_2 => Self::V3_2,
        }
    }
}

/// A language of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum OpenapiFormat {
    /// JSON.
    Json,
    /// YAML.
    Yaml,
}

impl OpenapiFormat {
    pub(crate) const fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Yaml => "yaml",
        }
    }
}

/// Axum servers: a crate per document, and one for what documents share.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct RustTarget {
    /// Directory.
    pub(crate) out: String,
    /// What package names start with.
    #[serde(default)]
    pub(crate) package_prefix: String,
    /// Name of the crate for what documents share.
    #[serde(default = "default_common")]
    pub(crate) common: String,
    /// How crates reach their runtime: `vendor`, `path:DIR` (from this file) or `version:REQ`.
    #[serde(default = "default_runtime")]
    pub(crate) runtime: String,
}

fn default_common() -> String {
    "common".to_owned()
}

fn default_runtime() -> String {
    "vendor".to_owned()
}

/// A TypeScript client package.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct TypescriptTarget {
    /// Directory.
    pub(crate) out: String,
    /// Name of the package.
    pub(crate) package: String,
    /// Audiences whose operations are in it; all where nothing is said.
    #[serde(default)]
    pub(crate) audiences: Vec<String>,
}

/// Documentation and JSON Schemas.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct DocsTarget {
    /// Directory.
    pub(crate) out: String,
}

/// The JSON Schema of `contract.toml`.
pub(crate) fn json_schema() -> schemars::Schema {
    schemars::schema_for!(Config)
}
