//! `core.ts`: what calls operations, with the service's own address and credentials.

use std::collections::BTreeMap;

use oas_codegen::Case;
use oas_codegen::writer::Code;
use oas_codegen::writer::typescript::{Ident, PropertyName, StrLit};
use oas_ir::{ApiKeyIn, Contract, SecurityAlternative, SecurityScheme, SecuritySchemeKind, Server};
use serde::Serialize;

use super::direction::Direction;
use super::docs;
use super::imports::{ImportView, Imports, Specifier, runtime_module};
use super::layout::{Member, Presence, TypeTree, WIDTH, columns};
use super::models::{MemberView, member_view};
use super::statement::{alternative, alternatives};
use super::tag::entry;
use super::types::TypePlanner;

/// `core.ts.j2`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CoreView {
    /// The first two lines.
    pub(crate) header: Code,
    /// What is imported.
    pub(crate) imports: Vec<ImportView>,
    /// Parameters that a client gives by itself.
    pub(crate) parameters: Vec<ClientParameterView>,
    /// What the client gives by itself: `{ tenantId: options.tenantId }`.
    pub(crate) bound: Code,
    /// Whether tokens are all that says who calls.
    pub(crate) is_bearer: bool,
    /// Whether nothing says who calls.
    pub(crate) is_open: bool,
    /// Credentials, by security scheme, where tokens are not all.
    pub(crate) credentials: Vec<MemberView>,
    /// What puts credentials into requests, by security scheme.
    pub(crate) schemes: Vec<Code>,
    /// What puts credentials into requests.
    pub(crate) authorize: Code,
    /// The address that is called if nothing else is said.
    pub(crate) base_url: Option<StrLit>,
}

/// A parameter that a client gives by itself.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ClientParameterView {
    /// The member of the interface.
    pub(crate) member: MemberView,
    /// Its name.
    pub(crate) name: PropertyName,
}

/// What is the same in all APIs of a package.
#[derive(Debug)]
pub(crate) struct Shared<'a> {
    /// Each API with its planner and the directory of its modules.
    pub(crate) apis: Vec<(&'a oas_ir::Api, &'a TypePlanner<'a>, &'a str)>,
}

pub(crate) fn plan(contract: &Contract, shared: &Shared<'_>, header: &Code) -> CoreView {
    let mut imports = Imports::default();
    let parameters = client_parameters(contract, shared, &mut imports);
    let is_bearer = contract.conventions.is_some();
    let schemes = if is_bearer {
        BTreeMap::new()
    } else {
        schemes(contract)
    };
    let is_open = !is_bearer && schemes.is_empty();
    if !is_bearer {
        let security = Specifier::new("./runtime/security.js");
        imports.add_value(&security, &Ident::fixed("schemes"));
        for scheme in schemes.values() {
            imports.add_value(&security, &Ident::fixed(scheme.function));
        }
        if schemes.iter().any(|(_, scheme)| scheme.function == "basic") {
            imports.add_type(&security, &Ident::fixed("BasicCredential"));
            imports.add_type(
                &Specifier::new("./runtime/auth.js"),
                &Ident::fixed("Provider"),
            );
        }
    }
    let auth = Specifier::new("./runtime/auth.js");
    if is_bearer || schemes.iter().any(|(_, scheme)| scheme.function != "basic") {
        imports.add_type(&auth, &Ident::fixed("Credential"));
    }
    if is_bearer {
        imports.add_value(&auth, &Ident::fixed("bearer"));
    }
    imports.add_value(
        &Specifier::new("./conventions.js"),
        &Ident::fixed("conventions"),
    );
    let core = Specifier::new("./runtime/core.js");
    imports.add_value(&core, &Ident::fixed("connect"));
    imports.add_type(&core, &Ident::fixed("Core"));
    imports.add_type(&core, &Ident::fixed("ConnectOptions"));
    CoreView {
        header: header.clone(),
        imports: imports.views(),
        bound: bound(&parameters),
        parameters,
        is_bearer,
        is_open,
        credentials: schemes
            .iter()
            .map(|(name, scheme)| credential(name, scheme))
            .collect(),
        schemes: schemes
            .iter()
            .map(|(name, scheme)| entry(&PropertyName::new(name), scheme.code.clone(), 2))
            .collect(),
        authorize: if is_bearer {
            Code::fixed("bearer(auth, conventions, allowKeyInBrowser)")
        } else if is_open {
            Code::fixed("schemes({}, [])")
        } else {
            authorize(&usual_security(contract))
        },
        base_url: base_url(contract).map(|url| StrLit::new(&url)),
    }
}

/// `schemes(known, [["key"]], auth, allowKeyInBrowser)`
fn authorize(usual: &[SecurityAlternative]) -> Code {
    let flat = Code::fixed("schemes(known, ")
        .with(alternatives(usual))
        .then(", auth, allowKeyInBrowser)");
    if "    authorize: ,".len() + columns(&flat) <= WIDTH {
        return flat;
    }
    let usual = usual.iter().fold(Code::fixed("["), |code, one| {
        code.line(8).with(alternative(one)).then(",")
    });
    let arguments = [
        Code::fixed("known"),
        usual.line(6).then("]"),
        Code::fixed("auth"),
        Code::fixed("allowKeyInBrowser"),
    ];
    let each = |code: Code, argument: Code| code.line(6).with(argument).then(",");
    let code = arguments.into_iter().fold(Code::fixed("schemes("), each);
    code.line(4).then(")")
}

/// An object of the parameters, as the options have them.
fn bound(parameters: &[ClientParameterView]) -> Code {
    let members = parameters.iter().map(|parameter| {
        let code = Code::new().with(&parameter.name).then(": options");
        if parameter.name.as_str().starts_with('"') {
            code.then("[").with(&parameter.name).then("]")
        } else {
            code.then(".").with(&parameter.name)
        }
    });
    let members: Vec<Code> = members.collect();
    if members.is_empty() {
        return Code::fixed("{}");
    }
    let flat = Code::fixed("{ ")
        .with(Code::join(members.iter().cloned(), ", "))
        .then(" }");
    if "    bound: ,".len() + columns(&flat) <= WIDTH {
        return flat;
    }
    let each = |code: Code, member: Code| code.line(6).with(member).then(",");
    let code = members.into_iter().fold(Code::fixed("{"), each);
    code.line(4).then("}")
}

/// Parameters of paths that the conventions name, as the first operation that has them says.
fn client_parameters(
    contract: &Contract,
    shared: &Shared<'_>,
    imports: &mut Imports,
) -> Vec<ClientParameterView> {
    let names = contract
        .conventions
        .iter()
        .flat_map(|one| &one.client_parameters);
    let mut views = Vec::new();
    for name in names {
        let found = shared.apis.iter().find_map(|(api, planner, directory)| {
            let mut parameters = api.operations.iter().flat_map(|one| &one.parameters);
            let parameter = parameters.find(|parameter| &parameter.name == name)?;
            Some((parameter, *planner, *directory))
        });
        let Some((parameter, planner, directory)) = found else {
            continue;
        };
        let ty = planner.usage(parameter.ty, Direction::Request);
        let models = format!("./{directory}/models.js");
        imports.add_tree(&ty, &|name: &Ident| {
            Some(match runtime_module(name.as_str()) {
                // From the root of the package.
                Some(module) => Specifier::new(&module.replacen("../", "./", 1)),
                None => Specifier::new(&models),
            })
        });
        let property = PropertyName::new(&Case::Camel.apply(name));
        let doc = oas_ir::TypeDoc {
            description: parameter
                .description
                .clone()
                .or_else(|| planner.definition(parameter.ty).doc.description.clone()),
            ..oas_ir::TypeDoc::default()
        };
        let member = Member::Property {
            name: property.clone(),
            presence: Presence::Required,
            ty,
        };
        views.push(ClientParameterView {
            member: MemberView {
                doc: docs::comment(&doc, &[], 2),
                code: member.at_after(2, "readonly "),
            },
            name: property,
        });
    }
    views
}

/// How a security scheme is met.
#[derive(Debug)]
struct Scheme {
    /// The function of the runtime.
    function: &'static str,
    /// Its call.
    code: Code,
    /// What the document says of it.
    description: Option<String>,
}

/// Security schemes of all documents, by name. Those below HTTP are none of the client's business.
fn schemes(contract: &Contract) -> BTreeMap<String, Scheme> {
    let mut schemes = BTreeMap::new();
    for scheme in contract.apis.iter().flat_map(|api| &api.security_schemes) {
        if let Some(planned) = planned_scheme(scheme) {
            schemes.entry(scheme.name.clone()).or_insert(planned);
        }
    }
    schemes
}

fn planned_scheme(scheme: &SecurityScheme) -> Option<Scheme> {
    let call = |function: &'static str, argument: &str| {
        let code = Code::fixed(function)
            .then("(")
            .with(StrLit::new(argument))
            .then(")");
        (function, code)
    };
    let (function, code) = match &scheme.kind {
        SecuritySchemeKind::ApiKey { key_in, name } => match key_in {
            ApiKeyIn::Query => call("queryKey", name),
            ApiKeyIn::Header => call("headerKey", name),
            ApiKeyIn::Cookie => call("cookieKey", name),
        },
        SecuritySchemeKind::Http { scheme, .. } if scheme == "basic" => {
            ("basic", Code::fixed("basic"))
        }
        SecuritySchemeKind::Http { scheme, .. } if scheme != "bearer" => {
            call("authorization", &Case::Pascal.apply(scheme))
        }
        SecuritySchemeKind::Http { .. }
        | SecuritySchemeKind::OAuth2 { .. }
        | SecuritySchemeKind::OpenIdConnect { .. } => call("authorization", "Bearer"),
        SecuritySchemeKind::MutualTls => return None,
    };
    Some(Scheme {
        function,
        code,
        description: scheme.description.clone(),
    })
}

fn credential(name: &str, scheme: &Scheme) -> MemberView {
    let ty = if scheme.function == "basic" {
        TypeTree::Generic(
            "Provider",
            vec![TypeTree::Named(Ident::fixed("BasicCredential"))],
        )
    } else {
        TypeTree::Named(Ident::fixed("Credential"))
    };
    let doc = oas_ir::TypeDoc {
        description: scheme.description.clone(),
        ..oas_ir::TypeDoc::default()
    };
    let member = Member::Property {
        name: PropertyName::new(name),
        presence: Presence::Optional,
        ty,
    };
    MemberView {
        code: member.at_after(2, "readonly "),
        ..member_view(docs::comment(&doc, &[], 2), &member)
    }
}

/// The security that most operations have; of several, the first by what it says.
pub(crate) fn usual_security(contract: &Contract) -> Vec<SecurityAlternative> {
    let mut counts: Vec<(&Vec<SecurityAlternative>, usize)> = Vec::new();
    for operation in contract.apis.iter().flat_map(|api| &api.operations) {
        match counts
            .iter_mut()
            .find(|(security, _)| *security == &operation.security)
        {
            Some((_, count)) => *count += 1,
            None => counts.push((&operation.security, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max();
    let usual = counts.iter().find(|(_, count)| Some(*count) == most);
    usual
        .map(|(security, _)| (*security).clone())
        .unwrap_or_default()
}

/// The address that most operations are called at; of several, the first.
pub(crate) fn usual_server(contract: &Contract) -> Option<String> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for api in &contract.apis {
        // A document without operations has an address too.
        let own = api.servers.first();
        let servers = api.operations.iter().map(|one| one.servers.first().or(own));
        for server in std::iter::once(own).chain(servers).flatten() {
            let url = filled(server);
            match counts.iter_mut().find(|(known, _)| *known == url) {
                Some((_, count)) => *count += 1,
                None => counts.push((url, 1)),
            }
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max();
    let mut usual = counts.into_iter();
    usual
        .find(|(_, count)| Some(*count) == most)
        .map(|(url, _)| url)
}

/// The usual address, if it can be called as it stands.
fn base_url(contract: &Contract) -> Option<String> {
    let url = usual_server(contract)?;
    let is_plain = url.starts_with("https://") && !url.contains(['{', '}', '?', '#', ' ']);
    is_plain.then_some(url)
}

/// The URL with the defaults of its variables.
pub(crate) fn filled(server: &Server) -> String {
    let variables = server.variables.iter();
    variables.fold(server.url.clone(), |url, variable| {
        url.replace(&format!("{{{}}}", variable.name), &variable.default)
    })
}
