//! Writing findings: [`render`] writes them in a [`Format`], one module per format.
//!
//! Renderers decide layout and nothing else: which findings there are, their order and their level
//! were decided before. The same findings give the same bytes everywhere. Text of a document never
//! reaches a terminal as it stands, see [`visible`].

use std::borrow::Cow;
use std::fmt;

use crate::{BuiltinDiagnostic, Diagnostic, Level, SourceMap};

mod github;
mod json;
mod junit;
mod pretty;
mod sarif;
mod visible;

pub use json::{Finding, FindingEdit, FindingFix, FindingPlace, Findings, findings_schema};
pub use visible::{is_hidden, visible, visible_line};

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people: excerpt, label, help, related places.
    Pretty,
    /// One JSON document, described by [`findings_schema`].
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// `JUnit` XML, for test reports.
    Junit,
    /// Annotations of GitHub's workflow runs.
    Github,
}

impl Format {
    /// All formats, as the command line lists them.
    pub const ALL: [Self; 5] = [
        Self::Pretty,
        Self::Json,
        Self::Sarif,
        Self::Junit,
        Self::Github,
    ];

    /// The word of the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pretty => "pretty",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Junit => "junit",
            Self::Github => "github",
        }
    }
}

impl std::str::FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|format| format.name() == name)
            .ok_or_else(|| UnknownFormat {
                name: name.to_owned(),
            })
    }
}

/// A word that names no [`Format`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFormat {
    /// The word.
    pub name: String,
}

impl fmt::Display for UnknownFormat {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = Format::ALL.map(Format::name).join("`, `");
        write!(
            formatter,
            "`{}` is no format; the formats are `{names}`",
            self.name
        )
    }
}

impl std::error::Error for UnknownFormat {}

/// What a report says about a rule beside its findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleDescription<'a> {
    /// The name that diagnostics carry.
    pub name: Cow<'a, str>,
    /// Its level where no configuration says otherwise.
    pub level: Level,
    /// What it reports, in a sentence.
    pub summary: Cow<'a, str>,
    /// Its page, in Markdown.
    pub page: Cow<'a, str>,
    /// Where the page is published.
    pub url: Option<Cow<'a, str>>,
}

impl From<&BuiltinDiagnostic> for RuleDescription<'static> {
    fn from(diagnostic: &BuiltinDiagnostic) -> Self {
        Self {
            name: Cow::Borrowed(diagnostic.name),
            level: diagnostic.level,
            summary: Cow::Borrowed(diagnostic.what),
            page: Cow::Owned(diagnostic.page()),
            url: None,
        }
    }
}

/// How a report looks, and what it needs to know that no finding says.
#[derive(Clone, Debug)]
pub struct RenderSettings<'a> {
    /// Whether `pretty` is coloured.
    pub colour: bool,
    /// How many columns `pretty` has.
    pub width: usize,
    /// Findings below this level are no failures of a `JUnit` report.
    pub fail_on: Level,
    /// The version that a SARIF report says.
    pub tool_version: &'a str,
    /// The rules that a SARIF report describes; those without findings too.
    pub rules: &'a [RuleDescription<'a>],
}

impl Default for RenderSettings<'_> {
    fn default() -> Self {
        Self {
            colour: false,
            width: 100,
            fail_on: Level::Error,
            tool_version: env!("CARGO_PKG_VERSION"),
            rules: &[],
        }
    }
}

/// Writes `diagnostics` in their order. What is written is empty or ends with a line end.
///
/// # Errors
///
/// Returns an error when `out` does.
pub fn render(
    format: Format,
    out: &mut dyn fmt::Write,
    diagnostics: &[Diagnostic],
    sources: &SourceMap,
    settings: &RenderSettings<'_>,
) -> fmt::Result {
    match format {
        Format::Pretty => pretty::render(out, diagnostics, sources, settings),
        Format::Json => json::render(out, diagnostics, sources),
        Format::Sarif => sarif::render(out, diagnostics, sources, settings),
        Format::Junit => junit::render(out, diagnostics, sources, settings),
        Format::Github => github::render(out, diagnostics, sources),
    }
}

/// The message with notes and help below it, for formats that have no other place for these.
fn in_full(diagnostic: &Diagnostic) -> String {
    let mut text = diagnostic.message.clone();
    for (kind, more) in [("note", &diagnostic.notes), ("help", &diagnostic.help)] {
        for more in more {
            text.push_str(&["\n", kind, ": ", more].concat());
        }
    }
    text
}
