//! Parameters: their members of the request, and the parts that write them.

use std::collections::BTreeMap;

use oas_codegen::Case;
use oas_codegen::writer::Code;
use oas_codegen::writer::typescript::{DocText, Ident, PropertyName, StrLit};
use oas_diagnostics::{Diagnostic, DiagnosticSink};
use oas_ir::{
    Conventions, Operation, Parameter, ParameterEncoding, ParameterIn, ParameterStyle, PathPart,
    Shape, TypeDoc, TypeId,
};

use super::direction::Direction;
use super::docs;
use super::layout::Member;
use super::types::{TypePlanner, presence};

/// A parameter, planned.
#[derive(Debug)]
pub(crate) struct PlannedParameter {
    /// The comment of its member.
    pub(crate) doc: DocText,
    /// Its member of the request.
    pub(crate) member: Member,
    /// What writes it; `None` where the path alone does.
    pub(crate) part: Option<Part>,
}

/// A call that makes a part: `query("limit")`.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// The function, or the constant that is the part.
    pub(crate) name: &'static str,
    /// Its arguments; none for a constant.
    pub(crate) arguments: Vec<Code>,
    /// The styles among its arguments.
    pub(crate) styles: Vec<&'static str>,
}

impl Part {
    /// A constant.
    pub(crate) const fn constant(name: &'static str) -> Self {
        Self {
            name,
            arguments: Vec::new(),
            styles: Vec::new(),
        }
    }

    /// A call.
    pub(crate) const fn call(name: &'static str, arguments: Vec<Code>) -> Self {
        Self {
            name,
            arguments,
            styles: Vec::new(),
        }
    }

    /// The code on one line.
    pub(crate) fn code(&self) -> Code {
        let code = Code::fixed(self.name);
        if self.arguments.is_empty() {
            return code;
        }
        code.then("(")
            .with(Code::join(self.arguments.iter().cloned(), ", "))
            .then(")")
    }
}

/// Names of the members that parameters are, by place and wire name.
pub(crate) type MemberNames = BTreeMap<(ParameterIn, String), String>;

/// Headers that HTTP itself speaks for, which parameters cannot set.
const IGNORED_HEADERS: [&str; 3] = ["accept", "authorization", "content-type"];

/// Whether callers give the parameter: those that the runtime sends by itself are not among them.
fn is_given(parameter: &Parameter, conventions: Option<&Conventions>) -> bool {
    if parameter.parameter_in != ParameterIn::Header {
        return true;
    }
    let is = |name: &str| parameter.name.eq_ignore_ascii_case(name);
    let runtime = conventions.is_some_and(|conventions| {
        is(&conventions.headers.correlation_id) || is(&conventions.headers.idempotency_key)
    });
    !runtime && !IGNORED_HEADERS.iter().any(|name| is(name))
}

/// Names the members; two that would have one name are reported, and the later one is called
/// after its place too.
pub(crate) fn name_members(
    operation: &Operation,
    conventions: Option<&Conventions>,
    sink: &mut DiagnosticSink,
) -> MemberNames {
    let mut names = MemberNames::new();
    let mut taken: BTreeMap<String, &Parameter> = BTreeMap::new();
    for parameter in &operation.parameters {
        if !is_given(parameter, conventions) {
            continue;
        }
        let wanted = Case::Camel.apply(&parameter.name);
        let mut name = wanted.clone();
        if name == "body" || taken.contains_key(&name) {
            name = format!("{wanted}{}", place(parameter.parameter_in));
            let numbered = (2..).map(|number| format!("{name}{number}"));
            let free = |name: &String| !taken.contains_key(name);
            name = std::iter::once(name.clone())
                .chain(numbered)
                .find(free)
                .unwrap_or_default();
            if let Some(first) = taken.get(&wanted) {
                sink.push(clash(operation, parameter, first, &wanted, &name));
            }
        }
        names.insert(
            (parameter.parameter_in, parameter.name.clone()),
            name.clone(),
        );
        taken.insert(name, parameter);
    }
    names
}

fn clash(
    operation: &Operation,
    parameter: &Parameter,
    first: &Parameter,
    wanted: &str,
    name: &str,
) -> Diagnostic {
    Diagnostic::warning(
        "name-collision",
        parameter.location.clone(),
        format!(
            "the parameter `{}` of `{}` would be called `{wanted}` in TypeScript, as `{}` already is",
            parameter.name, operation.id, first.name
        ),
    )
    .note(format!("it is called `{name}`"))
    .help("rename one of them in the document, if callers can bear it")
    .related(first.location.span, "this one is called so")
}

const fn place(parameter_in: ParameterIn) -> &'static str {
    match parameter_in {
        ParameterIn::Path => "InPath",
        ParameterIn::Query | ParameterIn::Querystring => "InQuery",
        ParameterIn::Header => "InHeader",
        ParameterIn::Cookie => "InCookie",
    }
}

/// Plans the parameters of an operation, in their order.
pub(crate) fn plan(
    operation: &Operation,
    planner: &TypePlanner<'_>,
    names: &MemberNames,
) -> Vec<PlannedParameter> {
    let given = operation.parameters.iter().filter_map(|parameter| {
        let key = (parameter.parameter_in, parameter.name.clone());
        names.get(&key).map(|name| (parameter, name))
    });
    given
        .map(|(parameter, name)| PlannedParameter {
            doc: doc(parameter, planner),
            member: Member::Property {
                name: PropertyName::new(name),
                presence: presence(
                    parameter.required || parameter.parameter_in == ParameterIn::Path,
                ),
                ty: planner.usage(parameter.ty, Direction::Request),
            },
            part: part(parameter, name, planner),
        })
        .collect()
}

fn doc(parameter: &Parameter, planner: &TypePlanner<'_>) -> DocText {
    let definition = planner.definition(parameter.ty);
    let description = parameter
        .description
        .clone()
        .or_else(|| definition.doc.description.clone());
    let doc = TypeDoc {
        description,
        deprecation: parameter.deprecation.clone(),
        ..TypeDoc::default()
    };
    let own = parameter.default.as_ref();
    let default = own.or(definition.default.as_ref());
    let default = default.map(|value| ("@defaultValue", format!("`{value}`")));
    docs::comment(&doc, default.as_slice(), 2)
}

/// Whether values of a type are single ones: neither lists nor objects, whatever they are.
fn is_single(planner: &TypePlanner<'_>, id: TypeId) -> bool {
    match &planner.definition(id).shape {
        Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::String(_)
        | Shape::Enum(_) => true,
        Shape::Any | Shape::Array(_) | Shape::Tuple(_) | Shape::Object(_) => false,
        Shape::Alias(target) => is_single(planner, *target),
        // Unions that contain themselves are made of lists or objects.
        Shape::Union(union) => union.variants.iter().all(|variant| {
            let shape = &planner.definition(variant.ty).shape;
            !matches!(shape, Shape::Union(_) | Shape::Alias(_)) && is_single(planner, variant.ty)
        }),
    }
}

fn part(parameter: &Parameter, name: &str, planner: &TypePlanner<'_>) -> Option<Part> {
    let single = is_single(planner, parameter.ty);
    let (function, usual, style) = match parameter.parameter_in {
        ParameterIn::Path => ("path", "simple", path_style(parameter, single)?),
        ParameterIn::Query => ("query", "single", query_style(parameter, single)),
        ParameterIn::Querystring => ("query", "single", querystring_style(parameter)),
        ParameterIn::Header => ("header", "simpleRaw", header_style(parameter, single)),
        ParameterIn::Cookie => ("cookie", "cookieForm", cookie_style(parameter)),
    };
    // Names of headers and cookies are always written, those of others where they differ.
    let always = matches!(
        parameter.parameter_in,
        ParameterIn::Header | ParameterIn::Cookie
    );
    let mut part = Part::call(function, vec![Code::new().with(StrLit::new(name))]);
    if always || style != usual || name != parameter.name {
        part.arguments
            .push(Code::new().with(StrLit::new(&parameter.name)));
    }
    if style != usual {
        part.arguments.push(Code::new().with(Ident::fixed(style)));
        part.styles.push(style);
    }
    Some(part)
}

/// The style of a parameter of the path; `None` where the path alone writes it.
fn path_style(parameter: &Parameter, single: bool) -> Option<&'static str> {
    match &parameter.encoding {
        ParameterEncoding::Content { .. } => Some("simpleJson"),
        ParameterEncoding::Style {
            style,
            explode,
            allow_reserved,
        } => match (style, explode, allow_reserved) {
            (ParameterStyle::Label, false, _) => Some("label"),
            (ParameterStyle::Label, true, _) => Some("labelExplode"),
            (ParameterStyle::Matrix, false, _) => Some("matrix"),
            (ParameterStyle::Matrix, true, _) => Some("matrixExplode"),
            (_, _, true) => Some("simpleReserved"),
            _ if single => None,
            (_, false, false) => Some("simple"),
            (_, true, false) => Some("simpleExplode"),
        },
    }
}

fn query_style(parameter: &Parameter, single: bool) -> &'static str {
    match &parameter.encoding {
        ParameterEncoding::Content { .. } => "formJson",
        ParameterEncoding::Style {
            style,
            explode,
            allow_reserved,
        } => form_style(*style, *explode, *allow_reserved, single),
    }
}

/// A style of forms and query strings.
pub(crate) fn form_style(
    style: ParameterStyle,
    explode: bool,
    allow_reserved: bool,
    single: bool,
) -> &'static str {
    match (style, explode, allow_reserved) {
        (ParameterStyle::DeepObject, _, _) => "deepObject",
        (_, true, true) => "formReserved",
        (_, false, true) => "formJoinedReserved",
        _ if single => "single",
        (ParameterStyle::SpaceDelimited, false, false) => "spaceDelimited",
        (ParameterStyle::PipeDelimited, false, false) => "pipeDelimited",
        (_, true, false) => "form",
        (_, false, false) => "formJoined",
    }
}

fn querystring_style(parameter: &Parameter) -> &'static str {
    match &parameter.encoding {
        ParameterEncoding::Content { media_type } if is_json(media_type) => "wholeJson",
        _ => "wholeForm",
    }
}

fn header_style(parameter: &Parameter, single: bool) -> &'static str {
    match &parameter.encoding {
        ParameterEncoding::Content { .. } => "headerJson",
        ParameterEncoding::Style { explode: true, .. } if !single => "simpleRawExplode",
        ParameterEncoding::Style { .. } => "simpleRaw",
    }
}

fn cookie_style(parameter: &Parameter) -> &'static str {
    match &parameter.encoding {
        ParameterEncoding::Content { .. } => "formJson",
        ParameterEncoding::Style { style, explode, .. } => match (style, explode) {
            (ParameterStyle::Cookie, true) => "cookieRaw",
            (ParameterStyle::Cookie, false) => "cookieRawJoined",
            (_, true) => "cookieForm",
            (_, false) => "formJoined",
        },
    }
}

/// Whether a media type is JSON, or may be.
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    matches!(
        essence.as_str(),
        "application/json" | "text/json" | "*/*" | "application/*"
    ) || essence.ends_with("+json")
}

/// The path with the names of members in it.
pub(crate) fn path(operation: &Operation, names: &MemberNames) -> StrLit {
    let mut text = String::new();
    for segment in &operation.path.segments {
        text.push('/');
        for part in &segment.parts {
            match part {
                // A brace would begin a parameter.
                PathPart::Literal(literal) => {
                    text.push_str(&literal.replace('{', "%7B").replace('}', "%7D"));
                }
                PathPart::Parameter(name) => {
                    let key = (ParameterIn::Path, name.clone());
                    text.push('{');
                    text.push_str(names.get(&key).map_or(name, |member| member));
                    text.push('}');
                }
            }
        }
    }
    if text.is_empty() {
        text.push('/');
    }
    StrLit::new(&text)
}
