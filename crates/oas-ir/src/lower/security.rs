//! Security schemes, and what an operation asks for: [`lower_security`].

use oas_conventions::Visibility;
use oas_model::object::{self, Operation, SecurityScheme as Scheme};
use oas_syntax::Node;

use super::Lowering;
use super::context::Refusal;
use crate::{
    ApiKeyIn, SecurityAlternative, SecurityRequirement, SecurityScheme, SecuritySchemeKind,
};

/// Schemes of the document, in its order; those without a meaning are left out, and operations
/// that need them are refused.
pub(super) fn lower_security_schemes(lowering: &mut Lowering<'_, '_>) -> Vec<SecurityScheme> {
    let components = lowering.resolved.open_api().components();
    let schemes = components
        .iter()
        .flat_map(oas_model::object::Components::security_schemes);
    schemes
        .filter_map(|(key, scheme)| {
            Some(SecurityScheme {
                name: key.text().to_owned(),
                description: scheme.description().map(str::to_owned),
                kind: lower_kind(scheme)?,
                location: scheme.use_node().key_location(),
            })
        })
        .collect()
}

fn lower_kind(scheme: Scheme<'_>) -> Option<SecuritySchemeKind> {
    Some(match scheme.scheme_type()? {
        "apiKey" => SecuritySchemeKind::ApiKey {
            key_in: match scheme.key_in()? {
                "query" => ApiKeyIn::Query,
                "header" => ApiKeyIn::Header,
                "cookie" => ApiKeyIn::Cookie,
                _ => return None,
            },
            name: scheme.name()?.to_owned(),
        },
        "http" => SecuritySchemeKind::Http {
            scheme: scheme.scheme()?.to_ascii_lowercase(),
            bearer_format: scheme.bearer_format().map(str::to_owned),
        },
        "mutualTLS" => SecuritySchemeKind::MutualTls,
        "oauth2" => SecuritySchemeKind::OAuth2 {
            scopes: lower_scopes(scheme),
        },
        "openIdConnect" => SecuritySchemeKind::OpenIdConnect {
            url: scheme.open_id_connect_url()?.to_owned(),
        },
        _ => return None,
    })
}

fn lower_scopes(scheme: Scheme<'_>) -> Vec<(String, String)> {
    let mut scopes: Vec<(String, String)> = Vec::new();
    for (_, flow) in scheme.flows() {
        for entry in flow.get("scopes").into_iter().flat_map(Node::entries) {
            if !scopes.iter().any(|(known, _)| known == entry.key.text()) {
                let grants = entry.value.as_str().unwrap_or_default();
                scopes.push((entry.key.text().to_owned(), grants.to_owned()));
            }
        }
    }
    scopes
}

/// What an operation asks of its caller. A scheme that is not known is refused: leaving it out
/// would open the door.
///
/// Alternatives that the chosen audiences are not shown are left out; where that would be all of
/// them they stay, because none at all would say that nobody is asked.
pub(super) fn lower_security(
    operation: Operation<'_>,
    schemes: &[SecurityScheme],
    visibility: Option<&Visibility<'_>>,
) -> Result<Vec<SecurityAlternative>, Refusal> {
    let alternatives: Vec<_> = operation
        .effective_security()
        .into_iter()
        .map(|requirement| lower_alternative(requirement, schemes))
        .collect::<Result<_, _>>()?;
    let Some(visibility) = visibility else {
        return Ok(alternatives);
    };
    let is_shown = |requirement: &SecurityRequirement| {
        let mut scopes = requirement.scopes.iter();
        visibility.shows_token_kind(&requirement.scheme)
            && scopes.all(|scope| visibility.shows_scope(scope))
    };
    let shown: Vec<_> = alternatives
        .iter()
        .filter(|alternative| alternative.requirements.iter().all(is_shown))
        .cloned()
        .collect();
    Ok(if shown.is_empty() {
        alternatives
    } else {
        shown
    })
}

fn lower_alternative(
    requirement: object::SecurityRequirement<'_>,
    schemes: &[SecurityScheme],
) -> Result<SecurityAlternative, Refusal> {
    let mut requirements = Vec::new();
    for (key, scopes) in requirement.schemes() {
        let name = key.text();
        if !schemes.iter().any(|scheme| scheme.name == name) {
            return Err(Refusal::new(
                format!("the security scheme `{name}`, which is not declared or has no known form"),
                requirement.location(),
            ));
        }
        let scopes = scopes.into_iter().filter_map(Node::as_str);
        requirements.push(SecurityRequirement {
            scheme: name.to_owned(),
            scopes: scopes.map(str::to_owned).collect(),
        });
    }
    Ok(SecurityAlternative { requirements })
}
