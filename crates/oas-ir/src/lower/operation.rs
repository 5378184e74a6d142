//! Operations, webhooks and callbacks: [`lower_operations`].

use std::collections::BTreeMap;

use oas_model::object::{Operation as Source, PathItem};
use oas_model::{Container, OperationEntry};

use super::context::Refusal;
use super::{Lowering, arrange, body, extension, info, parameter, path, response, security};
use crate::{Method, Operation, PathSegment, PathTemplate, SecurityScheme};

/// Lowers the operations that are wanted: those under `paths`, by path in segment order and then
/// by method; and webhooks and callbacks, by name and then by method.
pub(super) fn lower_operations(
    lowering: &mut Lowering<'_, '_>,
    schemes: &[SecurityScheme],
) -> (Vec<Operation>, Vec<Operation>) {
    let resolved = lowering.resolved;
    let entries = resolved.operations().iter();
    let wanted = entries.filter(|entry| lowering.settings.selection.includes(resolved, entry));
    let mut sorted: Vec<(Order, &OperationEntry)> =
        wanted.map(|entry| (Order::of(entry), entry)).collect();
    sorted.sort_by(|left, right| left.0.cmp(&right.0));
    let (mut operations, mut webhooks) = (Vec::new(), Vec::new());
    let mut ids: BTreeMap<String, Source<'_>> = BTreeMap::new();
    for (_, entry) in sorted {
        let operation = Source::new(resolved, resolved.document().node(entry.node));
        let (id, id_is_given) = match operation.operation_id() {
            Some(id) => (id.to_owned(), true),
            None => (free_id(entry, &ids), false),
        };
        let lowered = match ids.get(&id) {
            // A path item that several paths refer to has one id for several operations.
            Some(_) => Err(Refusal::new(
                format!("an operation id that another operation has: `{id}`"),
                operation.key_location(),
            )),
            None => lower_operation(lowering, entry, operation, &id, schemes),
        };
        match lowered {
            Ok(lowered) => {
                let lowered = Operation {
                    id_is_given,
                    ..lowered
                };
                match entry.container {
                    Container::Paths => operations.push(lowered),
                    Container::Webhooks | Container::Callbacks => webhooks.push(lowered),
                }
            }
            Err(refusal) => {
                let name = entry.display_name(resolved.document());
                arrange::report_skipped(lowering, &operation, &name, &refusal);
            }
        }
        ids.entry(id).or_insert(operation);
    }
    (operations, webhooks)
}

fn lower_operation<'d>(
    lowering: &mut Lowering<'_, 'd>,
    entry: &OperationEntry,
    operation: Source<'d>,
    id: &str,
    schemes: &[SecurityScheme],
) -> Result<Operation, Refusal> {
    let path = match entry.container {
        Container::Paths => path::lower_path(&entry.path).map_err(|problem| {
            let feature = format!("the path `{}`: {problem}", entry.path);
            Refusal::new(feature, operation.key_location())
        })?,
        Container::Webhooks | Container::Callbacks => PathTemplate {
            text: entry.path.clone(),
            segments: Vec::new(),
        },
    };
    let path_items = path_items(lowering, entry);
    let security = security::lower_security(operation, schemes, lowering.visibility)?;
    let parameters = parameter::lower_parameters(lowering, operation, &path_items, &path, id)?;
    let request_body = match (operation.request_body(), operation.field("requestBody")) {
        (Some(body), _) => Some(body::lower_request_body(lowering, body, id)),
        (None, None) => None,
        (None, Some(node)) => {
            let feature = "a request body that cannot be read";
            return Err(Refusal::new(feature, node.location()));
        }
    };
    let responses = response::lower_responses(lowering, operation, id)?;
    let servers = operation
        .servers()
        .map(info::lower_server)
        .collect::<Vec<_>>();
    let servers = if servers.is_empty() {
        let of_path = path_items
            .iter()
            .flat_map(oas_model::object::PathItem::servers);
        of_path.map(info::lower_server).collect()
    } else {
        servers
    };
    Ok(Operation {
        id: id.to_owned(),
        id_is_given: true,
        sdk_method: extension::text(&operation, "x-sdk-method"),
        tag: operation.tags().next().map(str::to_owned),
        method: lower_method(&entry.method),
        path,
        summary: operation.summary().map(str::to_owned),
        description: operation.description().map(str::to_owned),
        external_documentation: extension::lower_external_docs(&operation),
        deprecation: extension::lower_deprecation(&operation),
        parameters,
        request_body,
        security,
        servers,
        audience: extension::inherited(&operation, "x-audience"),
        stability: extension::inherited(&operation, "x-stability"),
        owner: extension::inherited(&operation, "x-owner"),
        required_roles: extension::lower_required_roles(&operation, lowering.visibility),
        idempotency: extension::lower_idempotency(&operation),
        pagination: extension::lower_pagination(&operation),
        rate_limits: extension::lower_rate_limits(&operation),
        audit: extension::text(&operation, "x-audit"),
        maker_checker: operation.flag("x-maker-checker") == Some(true),
        events: extension::texts(&operation, "x-events"),
        replaces_polling: extension::texts(&operation, "x-replaces-polling"),
        resource: extension::lower_resource(&operation),
        envelope: None,
        error_codes: responses
            .iter()
            .flat_map(|response| response.error_codes.iter().cloned())
            .collect(),
        responses,
        code_samples: extension::lower_code_samples(&operation),
        location: operation.key_location(),
    })
}

/// The path item, and what stands beside the reference to it.
fn path_items<'d>(lowering: &Lowering<'_, 'd>, entry: &OperationEntry) -> Vec<PathItem<'d>> {
    let resolved = lowering.resolved;
    let mut keys = vec![entry.path_item];
    if entry.path_entry != entry.path_item {
        keys.push(entry.path_entry);
    }
    keys.into_iter()
        .map(|key| PathItem::new(resolved, resolved.document().node(key)))
        .collect()
}

/// The method of a field of a path item, or as `additionalOperations` writes it.
fn lower_method(name: &str) -> Method {
    match name {
        "GET" => Method::Get,
        "POST" => Method::Post,
        "PUT" => Method::Put,
        "PATCH" => Method::Patch,
        "DELETE" => Method::Delete,
        "HEAD" => Method::Head,
        "OPTIONS" => Method::Options,
        "TRACE" => Method::Trace,
        "QUERY" => Method::Query,
        other => Method::Other(other.to_owned()),
    }
}

/// Where an operation stands among all others, however the document orders them.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Order {
    container: Container,
    segments: Vec<PathSegment>,
    path: String,
    method: Method,
}

impl Order {
    fn of(entry: &OperationEntry) -> Self {
        let template = match entry.container {
            Container::Paths => path::lower_path(&entry.path).ok(),
            Container::Webhooks | Container::Callbacks => None,
        };
        Self {
            container: entry.container,
            segments: template
                .map(|template| template.segments)
                .unwrap_or_default(),
            path: entry.path.clone(),
            method: lower_method(&entry.method),
        }
    }
}

/// An id made of method and path that nobody has: `getPetsByPetId`.
fn free_id(entry: &OperationEntry, ids: &BTreeMap<String, Source<'_>>) -> String {
    let mut id = entry.method.to_ascii_lowercase();
    for segment in entry.path.split('/') {
        let parameter = segment.contains('{');
        if parameter {
            id.push_str("By");
        }
        for word in segment.split(|character: char| !character.is_alphanumeric()) {
            let mut characters = word.chars();
            id.extend(characters.next().into_iter().flat_map(char::to_uppercase));
            id.push_str(characters.as_str());
        }
    }
    let mut free = id.clone();
    let mut number = 2;
    while ids.contains_key(&free) {
        free = format!("{id}{number}");
        number += 1;
    }
    free
}
