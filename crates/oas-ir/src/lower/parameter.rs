//! Parameters of operations: [`lower_parameters`].

use oas_diagnostics::{Diagnostic, Level, Place};
use oas_model::object::{self, Example, MediaType, Operation, PathItem, Schema};
use oas_syntax::{Key, Node};
use serde_json::Value;

use super::context::{Refusal, Words};
use super::schema::Source;
use super::{Lowering, diagnostics, extension, path};
use crate::{Parameter, ParameterEncoding, ParameterIn, ParameterStyle, PathTemplate, TypeId};

/// The parameters of an operation and its path item: path, query, header, cookie, each in document
/// order. The error is what makes the operation impossible.
pub(super) fn lower_parameters<'d>(
    lowering: &mut Lowering<'_, 'd>,
    operation: Operation<'d>,
    path_items: &[PathItem<'d>],
    template: &PathTemplate,
    id: &str,
) -> Result<Vec<Parameter>, Refusal> {
    let mut parameters: Vec<Parameter> = Vec::new();
    for parameter in all_parameters(operation, path_items) {
        let Some(lowered) = lower_parameter(lowering, parameter, id)? else {
            continue;
        };
        let twice = parameters
            .iter()
            .any(|known| known.name == lowered.name && known.parameter_in == lowered.parameter_in);
        if twice {
            continue;
        }
        let named = path::parameters(template).any(|name| name == lowered.name);
        if lowered.parameter_in == ParameterIn::Path && !named {
            let message = format!(
                "the path has no `{{{}}}`; the parameter is ignored",
                lowered.name
            );
            report_ignored(lowering, parameter, message);
            continue;
        }
        parameters.push(lowered);
    }
    let missing = path::parameters(template).find(|name| {
        !parameters
            .iter()
            .any(|known| known.parameter_in == ParameterIn::Path && known.name == *name)
    });
    if let Some(name) = missing {
        return Err(Refusal::new(
            format!("a path with `{{{name}}}` and no parameter of that name"),
            operation.key_location(),
        ));
    }
    parameters.sort_by_key(|parameter| parameter.parameter_in);
    Ok(parameters)
}

fn all_parameters<'d>(
    operation: Operation<'d>,
    path_items: &[PathItem<'d>],
) -> Vec<object::Parameter<'d>> {
    let own: Vec<_> = operation.parameters().collect();
    let key = |parameter: &object::Parameter<'d>| (parameter.name(), parameter.parameter_in());
    let inherited = path_items
        .iter()
        .flat_map(oas_model::object::PathItem::parameters);
    let mut all: Vec<_> = inherited
        .filter(|inherited| !own.iter().any(|parameter| key(parameter) == key(inherited)))
        .collect();
    all.extend(own.iter().copied());
    all
}

/// `None` for a parameter that has no meaning.
fn lower_parameter<'d>(
    lowering: &mut Lowering<'_, 'd>,
    parameter: object::Parameter<'d>,
    id: &str,
) -> Result<Option<Parameter>, Refusal> {
    let refuse = |feature: &str| Err(Refusal::new(feature, parameter.location()));
    let Some(name) = parameter.name() else {
        return refuse("a parameter without a name");
    };
    let parameter_in = match parameter.parameter_in() {
        Some("path") => ParameterIn::Path,
        Some("query") => ParameterIn::Query,
        Some("querystring") => ParameterIn::Querystring,
        Some("header") => ParameterIn::Header,
        Some("cookie") => ParameterIn::Cookie,
        _ => return refuse("a parameter of which is not known where it goes"),
    };
    let reserved = ["accept", "content-type", "authorization"];
    if parameter_in == ParameterIn::Header
        && reserved
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known))
    {
        let message = format!("a parameter called `{name}` is ignored, says the specification");
        report_ignored(lowering, parameter, message);
        return Ok(None);
    }
    let words = match parameter.component_name() {
        Some(component) => vec![component.to_owned()],
        None => vec![id.to_owned(), name.to_owned()],
    };
    let content = parameter.content().next();
    let (encoding, ty) = if let Some((key, media_type)) = content {
        let encoding = ParameterEncoding::Content {
            media_type: key.text().to_owned(),
        };
        (
            encoding,
            media_type
                .schema()
                .map(|schema| lowering.type_of(schema, &words)),
        )
    } else {
        let Some(style) = style(parameter.effective_style()) else {
            return refuse("a parameter with a style that is not known");
        };
        let encoding = ParameterEncoding::Style {
            style,
            explode: parameter.effective_explode(),
            allow_reserved: parameter.allow_reserved(),
        };
        (
            encoding,
            parameter
                .schema()
                .map(|schema| lowering.type_of(schema, &words)),
        )
    };
    let ty = ty.unwrap_or_else(|| text_type(lowering, parameter.node(), words.into()));
    Ok(Some(Parameter {
        name: name.to_owned(),
        parameter_in,
        description: parameter.description().map(str::to_owned),
        required: parameter.required() || parameter_in == ParameterIn::Path,
        deprecation: extension::lower_deprecation(&parameter),
        allow_empty_value: parameter.allow_empty_value(),
        encoding,
        ty,
        default: parameter.schema().and_then(default_of),
        examples: lower_examples(parameter.example(), parameter.examples()),
        location: parameter.key_location(),
    }))
}

/// The default of a schema: its own, or that of what it refers to.
fn default_of(schema: Schema<'_>) -> Option<Value> {
    let mut schema = schema;
    // References in a circle are refused elsewhere; here they only have to end.
    for _ in 0..32 {
        if let Some(default) = schema.field("default") {
            return Some(default.to_json());
        }
        schema = schema.target()?;
    }
    None
}

/// Text, for parameters and headers without a schema.
pub(super) fn text_type<'d>(lowering: &mut Lowering<'_, 'd>, at: Node<'d>, words: Words) -> TypeId {
    lowering.type_of_source(Source::Text, at, words)
}

/// A style by its word.
pub(super) fn style(word: &str) -> Option<ParameterStyle> {
    Some(match word {
        "simple" => ParameterStyle::Simple,
        "label" => ParameterStyle::Label,
        "matrix" => ParameterStyle::Matrix,
        "form" => ParameterStyle::Form,
        "spaceDelimited" => ParameterStyle::SpaceDelimited,
        "pipeDelimited" => ParameterStyle::PipeDelimited,
        "deepObject" => ParameterStyle::DeepObject,
        "cookie" => ParameterStyle::Cookie,
        _ => return None,
    })
}

/// Examples with their names, the unnamed one first. Examples in files of their own are left out.
pub(super) fn lower_examples<'d>(
    unnamed: Option<Node<'d>>,
    named: impl Iterator<Item = (Key<'d>, Example<'d>)>,
) -> Vec<(String, Value)> {
    let unnamed = unnamed.map(|node| (String::new(), node.to_json()));
    let named = named.filter_map(|(key, example)| {
        let value = example.value().map(Node::to_json);
        Some((key.text().to_owned(), value?))
    });
    unnamed.into_iter().chain(named).collect()
}

/// Examples of a media type.
pub(super) fn media_type_examples(media_type: MediaType<'_>) -> Vec<(String, Value)> {
    lower_examples(media_type.example(), media_type.examples())
}

fn report_ignored(
    lowering: &mut Lowering<'_, '_>,
    parameter: object::Parameter<'_>,
    message: String,
) {
    let location = parameter.use_node().location();
    let diagnostic = Diagnostic::new(
        diagnostics::PARAMETER_IGNORED.name,
        Level::Info,
        Place::Span(location.span),
        message,
    );
    lowering.sink.push(diagnostic.pointer(location.pointer));
}
