//! Successes: which answer, which media type, which type, what reads it.

use oas_codegen::writer::Code;
use oas_codegen::writer::typescript::StrLit;
use oas_ir::{Conventions, Operation, Response, Shape, Status, TypeId};

use super::body::{Kind, essence, is_binary, preferred};
use super::direction::Direction;
use super::layout::TypeTree;
use super::types::TypePlanner;

/// What a success is, planned.
#[derive(Debug)]
pub(crate) struct PlannedSuccess {
    /// `Success<Data, Meta>`, or a union of such.
    pub(crate) ty: TypeTree,
    /// Whether its data are a list.
    pub(crate) is_list: bool,
    /// Members of the operation's description: `read: readText`.
    pub(crate) spec: Vec<(&'static str, Code)>,
    /// What these name.
    pub(crate) values: Vec<&'static str>,
}

/// Plans the success of an operation.
///
/// # Errors
///
/// Returns what the success is, as a noun, where there is nothing that reads it.
pub(crate) fn plan_success(
    operation: &Operation,
    conventions: Option<&Conventions>,
    planner: &TypePlanner<'_>,
) -> Result<PlannedSuccess, &'static str> {
    if let Some(envelope) = operation.envelope {
        let data = planner.usage(envelope.data, Direction::Response);
        let meta = planner.usage(envelope.meta, Direction::Response);
        let shape = &planner.definition(planner.dealiased(envelope.data)).shape;
        return Ok(PlannedSuccess {
            ty: TypeTree::Generic("Success", vec![data, meta]),
            is_list: operation.pagination.is_some() && matches!(shape, Shape::Array(_)),
            spec: Vec::new(),
            values: Vec::new(),
        });
    }
    let responses = success_responses(operation);
    let answers = responses
        .iter()
        .map(|response| Answer::of(response, planner))
        .collect::<Result<Vec<_>, _>>()?;
    let mut spec = Vec::new();
    let mut values = Vec::new();
    let mut readers: Vec<Reader> = answers.iter().map(|answer| answer.reader).collect();
    readers.dedup();
    let reader = match readers.as_slice() {
        [] => Reader::Json,
        [one] => *one,
        // Json and nothing, or other mixtures: what comes is seen when it comes.
        _ => Reader::Any,
    };
    match reader.function() {
        Some(function) => {
            spec.push(("read", Code::fixed(function)));
            values.push(function);
        }
        None if conventions.is_some() => {
            spec.push(("open", Code::fixed("bare")));
            values.push("bare");
        }
        None => {}
    }
    if let Some(media_type) = answers.iter().find_map(|answer| answer.accept.clone()) {
        spec.push(("accept", Code::new().with(media_type)));
    }
    let is_alone = answers.len() <= 1;
    let types = answers.into_iter().map(|answer| {
        let mut arguments = vec![answer.ty];
        match answer.status {
            Some(status) if !is_alone => arguments.extend([
                TypeTree::Fixed("undefined"),
                TypeTree::Number(Code::number(status)),
            ]),
            _ => arguments.push(TypeTree::Fixed("undefined")),
        }
        TypeTree::Generic("Success", arguments)
    });
    let types: Vec<TypeTree> = types.collect();
    let ty = if types.is_empty() {
        TypeTree::Generic(
            "Success",
            vec![TypeTree::Fixed("unknown"), TypeTree::Fixed("undefined")],
        )
    } else {
        TypeTree::union(types)
    };
    Ok(PlannedSuccess {
        ty,
        is_list: false,
        spec,
        values,
    })
}

/// The successes that a document declares; where it declares none, what `default` says.
fn success_responses(operation: &Operation) -> Vec<&Response> {
    let declared: Vec<&Response> = operation.successes().collect();
    if !declared.is_empty() {
        return declared;
    }
    let any_code = operation
        .responses
        .iter()
        .any(|response| response.status != Status::Default);
    operation
        .responses
        .iter()
        .filter(|response| response.status == Status::Default && !any_code)
        .collect()
}

/// Types of the successes that are mentioned where no envelope is.
pub(crate) fn bare_types(operation: &Operation) -> Vec<TypeId> {
    success_responses(operation)
        .into_iter()
        .filter_map(|response| preferred(&response.content))
        .filter_map(|content| content.ty)
        .collect()
}

/// What reads the body of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    Json,
    Text,
    Bytes,
    Nothing,
    Any,
}

impl Reader {
    const fn function(self) -> Option<&'static str> {
        match self {
            Self::Json => None,
            Self::Text => Some("readText"),
            Self::Bytes => Some("readBytes"),
            Self::Nothing => Some("readNothing"),
            Self::Any => Some("readAny"),
        }
    }
}

/// One success.
#[derive(Debug)]
struct Answer {
    status: Option<u16>,
    ty: TypeTree,
    reader: Reader,
    accept: Option<StrLit>,
}

impl Answer {
    fn of(response: &Response, planner: &TypePlanner<'_>) -> Result<Self, &'static str> {
        let status = match response.status {
            Status::Code(status) => Some(status),
            Status::Class(_) | Status::Default => None,
        };
        let Some(content) = preferred(&response.content) else {
            return Ok(Self {
                status,
                ty: TypeTree::Fixed("undefined"),
                reader: Reader::Nothing,
                accept: None,
            });
        };
        let accept = (essence(&content.media_type) != "application/json"
            && !content.media_type.contains('*'))
        .then(|| StrLit::new(&content.media_type));
        let (ty, reader) = match Kind::of(&content.media_type) {
            Kind::Json if content.element.is_some() && content.ty.is_none() => {
                return Err("an answer that is a stream");
            }
            Kind::Json if content.ty.is_some_and(|id| is_binary(planner, id)) => {
                (TypeTree::Fixed("Blob"), Reader::Bytes)
            }
            Kind::Json => {
                let ty = content.ty.map_or(TypeTree::Fixed("unknown"), |id| {
                    planner.usage(id, Direction::Response)
                });
                (ty, Reader::Json)
            }
            Kind::Text | Kind::Form => (TypeTree::Fixed("string"), Reader::Text),
            Kind::Multipart | Kind::Bytes => (TypeTree::Fixed("Blob"), Reader::Bytes),
            Kind::Stream => return Err("an answer that is a stream"),
        };
        Ok(Self {
            status,
            ty,
            reader,
            accept,
        })
    }
}
