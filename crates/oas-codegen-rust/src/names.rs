//! Names of generated things: [`Names`], a scope that never renames silently.

use oas_codegen::writer::rust::{Ident, PRELUDE};
use oas_codegen::{Case, Claim, Scope};
use oas_diagnostics::{Diagnostic, DiagnosticSink, Location};

use crate::diagnostics;

/// Types that generated files import or use by themselves. A type of the document with such a name
/// is called `...Model`.
const IMPORTED: &[&str] = &[
    "Additional",
    "Answer",
    "Arc",
    "BTreeMap",
    "Bytes",
    "Call",
    "CatalogueCode",
    "Choice",
    "ClassStatus",
    "Constant",
    "Contains",
    "Context",
    "Date",
    "DateTime",
    "DeclaredError",
    "DependentRequired",
    "Deprecation",
    "Described",
    "Deserialize",
    "Deserializer",
    "ErrorMembers",
    "False",
    "Format",
    "FromStr",
    "Idempotency",
    "InternalError",
    "Invalid",
    "JsonEnvelope",
    "JsonType",
    "MediaTypeMeta",
    "Never",
    "OperationMeta",
    "OperationRequest",
    "OperationResponse",
    "OperationRouter",
    "OtherStatus",
    "Pagination",
    "ParameterMeta",
    "ParameterStyle",
    "Patch",
    "Pattern",
    "PatternProperty",
    "Property",
    "RateLimit",
    "Refused",
    "Rejection",
    "RejectionKind",
    "RequestBodyMeta",
    "RequestContext",
    "RequestInput",
    "Response",
    "Schema",
    "Secret",
    "SecurityAlternative",
    "SecurityRequirement",
    "Selection",
    "Serialize",
    "Serializer",
    "State",
    "True",
    "Unexpected",
    "Union",
    "Uuid",
    "Validate",
    "Value",
];

/// Names of one namespace of generated code.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    scope: Scope,
}

impl Names {
    /// Types of a package.
    pub(crate) fn of_types() -> Self {
        Self {
            scope: Scope::new(PRELUDE.iter().chain(IMPORTED).copied()),
        }
    }

    /// Members of a struct, variants of an enum, modules: nothing is taken.
    pub(crate) fn empty() -> Self {
        Self {
            scope: Scope::default(),
        }
    }

    /// Names that cannot be used beside those of the scope.
    pub(crate) fn reserve<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) {
        for name in names {
            self.scope.claim(name, "generated code", None);
        }
    }

    /// The first free one of several names; `None` where all are taken.
    pub(crate) fn claim_silently(&mut self, names: &[String]) -> Option<Ident> {
        let name = self
            .scope
            .claim_first(names.iter().cloned(), "generated code", None)?;
        Some(ident(&name))
    }

    /// The first free one of several names; the first one with a number, which is reported, where
    /// all are taken.
    pub(crate) fn claim(
        &mut self,
        names: &[String],
        what: &str,
        location: &Location,
        sink: &mut DiagnosticSink,
    ) -> Ident {
        let wanted = names.iter().cloned();
        if let Some(name) = self.scope.claim_first(wanted, what, Some(location)) {
            return ident(&name);
        }
        let name = names.first().map_or("unnamed", String::as_str);
        let (numbered, _) = (2..)
            .map(|number: u32| (format!("{name}{number}"), number))
            .find(|(numbered, _)| self.scope.is_free(numbered))
            .unwrap_or_default();
        if let Claim::Taken {
            by,
            location: other,
        } = self.scope.claim(name, what, Some(location))
        {
            sink.push(numbered_name(
                what,
                location,
                name,
                &numbered,
                &by,
                other.as_ref(),
            ));
        }
        self.scope.claim(&numbered, what, Some(location));
        ident(&numbered)
    }
}

fn numbered_name(
    what: &str,
    location: &Location,
    name: &str,
    numbered: &str,
    by: &str,
    other: Option<&Location>,
) -> Diagnostic {
    let message = format!("{what} is called `{numbered}` in Rust, because {by} is `{name}`");
    let diagnostic =
        Diagnostic::warning(diagnostics::NAME_NUMBERED.name, location.clone(), message)
            .help("rename one of them in the document");
    match other {
        Some(other) => diagnostic.related(other.span, format!("{by} is called so")),
        None => diagnostic,
    }
}

/// The identifier of a name that a case was applied to.
pub(crate) fn ident(name: &str) -> Ident {
    // Cases give identifiers, whatever they are given.
    Ident::new(name).unwrap_or_else(|| Ident::fixed("unnamed"))
}

/// Candidates for the name of a type.
pub(crate) fn type_names(name: &str) -> Vec<String> {
    let name = Case::Pascal.apply(name);
    vec![name.clone(), format!("{name}Model")]
}
