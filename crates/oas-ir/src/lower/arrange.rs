//! The end of lowering: what must be left out, what is not reached, and the final order of types.

use std::collections::{BTreeMap, BTreeSet};

use oas_diagnostics::{Diagnostic, Level, Place};
use oas_model::object;

use super::context::Refusal;
use super::{Lowering, diagnostics, envelope};
use crate::{Api, Operation, TypeId, TypeName, Types, Unsupported};

/// Leaves out operations that need what cannot be expressed, and writes types and what is
/// unsupported into the API.
pub(super) fn finish(mut lowering: Lowering<'_, '_>, api: &mut Api) {
    skip_operations(&mut lowering, api);
    if let Some(conventions) = lowering.conventions {
        for operation in &mut api.operations {
            operation.envelope = envelope::find_envelope(&lowering.types, conventions, operation);
        }
    }
    mark_usage(&mut lowering.types, api);
    let everything = lowering.settings.selection.is_all();
    let order = order(&lowering.types, api, everything);
    if !everything {
        let mut used = api.operations.iter().chain(&api.webhooks);
        let schemes: BTreeSet<String> = used
            .by_ref()
            .flat_map(|operation| &operation.security)
            .flat_map(|alternative| &alternative.requirements)
            .map(|requirement| requirement.scheme.clone())
            .collect();
        api.security_schemes
            .retain(|scheme| schemes.contains(&scheme.name));
    }
    renumber(lowering.types, &order, api);
    let mut unsupported = lowering.unsupported;
    unsupported.sort_by(|left, right| {
        let key = |one: &Unsupported| (one.location.clone(), one.feature.clone());
        key(left).cmp(&key(right))
    });
    api.unsupported = unsupported;
}

/// Notes an operation that is left out.
pub(super) fn report_skipped(
    lowering: &mut Lowering<'_, '_>,
    operation: &object::Object<'_>,
    name: &str,
    refusal: &Refusal,
) {
    push_skipped(lowering, &operation.key_location(), name, refusal);
    lowering.unsupported.push(Unsupported {
        feature: refusal.feature.clone(),
        location: refusal.location.clone(),
        skipped_operations: vec![name.to_owned()],
    });
}

fn push_skipped(
    lowering: &mut Lowering<'_, '_>,
    location: &oas_diagnostics::Location,
    name: &str,
    refusal: &Refusal,
) {
    let message = format!("`{name}` is left out because of {}", refusal.feature);
    let mut diagnostic = Diagnostic::new(
        diagnostics::OPERATION_SKIPPED.name,
        Level::Warning,
        Place::Span(location.span),
        message,
    )
    .pointer(location.pointer.clone());
    diagnostic.operations.push(name.to_owned());
    if refusal.location != *location {
        diagnostic = diagnostic.related(refusal.location.span, "because of this");
    }
    lowering.sink.push(diagnostic);
}

fn skip_operations(lowering: &mut Lowering<'_, '_>, api: &mut Api) {
    let cause = causes(&lowering.types, &lowering.broken);
    let mut skipped: BTreeMap<TypeId, Vec<String>> = BTreeMap::new();
    for operations in [&mut api.operations, &mut api.webhooks] {
        let (kept, left_out): (Vec<_>, Vec<_>) = std::mem::take(operations)
            .into_iter()
            .map(|operation| (first_cause(&operation, &cause), operation))
            .partition(|(cause, _)| cause.is_none());
        *operations = kept.into_iter().map(|(_, operation)| operation).collect();
        for (cause, operation) in left_out {
            let Some(cause) = cause else { continue };
            if let Some(refusal) = lowering.broken.get(&cause).cloned() {
                push_skipped(lowering, &operation.location, &operation.id, &refusal);
            }
            skipped.entry(cause).or_default().push(operation.id);
        }
    }
    for (id, refusal) in std::mem::take(&mut lowering.broken) {
        lowering.unsupported.push(Unsupported {
            feature: refusal.feature,
            location: refusal.location,
            skipped_operations: skipped.remove(&id).unwrap_or_default(),
        });
    }
}

fn first_cause(operation: &Operation, causes: &BTreeMap<TypeId, TypeId>) -> Option<TypeId> {
    if causes.is_empty() {
        return None;
    }
    let mut types = operation.request_types();
    types.extend(operation.response_types());
    types.iter().find_map(|id| causes.get(id)).copied()
}

/// For each type that leads to one that cannot be expressed: which one.
fn causes(types: &Types, broken: &BTreeMap<TypeId, Refusal>) -> BTreeMap<TypeId, TypeId> {
    let mut causes: BTreeMap<TypeId, TypeId> = BTreeMap::new();
    if broken.is_empty() {
        return causes;
    }
    let mut users: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for (id, definition) in types.iter() {
        for used in definition.shape.types() {
            users.entry(used).or_default().push(id);
        }
    }
    for cause in broken.keys() {
        let mut stack = vec![*cause];
        while let Some(id) = stack.pop() {
            if causes.contains_key(&id) {
                continue;
            }
            causes.insert(id, *cause);
            stack.extend(users.get(&id).into_iter().flatten());
        }
    }
    causes
}

fn mark_usage(types: &mut Types, api: &Api) {
    let operations = || api.operations.iter().chain(&api.webhooks);
    let requests: Vec<_> = operations().flat_map(Operation::request_types).collect();
    for id in reached(types, requests) {
        types.get_mut(id).usage.request = true;
    }
    let responses: Vec<_> = operations().flat_map(Operation::response_types).collect();
    for id in reached(types, responses) {
        types.get_mut(id).usage.response = true;
    }
}

/// All types that can be reached from some, those first met first.
fn reached(types: &Types, from: Vec<TypeId>) -> Vec<TypeId> {
    let mut seen = vec![false; types.len()];
    let mut order = Vec::new();
    let mut stack = from;
    stack.reverse();
    while let Some(id) = stack.pop() {
        if !std::mem::replace(&mut seen[id.index()], true) {
            order.push(id);
            let inner = types.get(id).shape.types();
            stack.extend(inner.into_iter().rev());
        }
    }
    order
}

/// Named types by name, then inline ones as operations, then named types reach them. Named types
/// that no operation reaches stay only where everything was asked for.
fn order(types: &Types, api: &Api, everything: bool) -> Vec<TypeId> {
    let mut from = Vec::new();
    for operation in api.operations.iter().chain(&api.webhooks) {
        from.extend(operation.request_types());
        from.extend(operation.response_types());
    }
    let mut found = reached(types, from.clone());
    if everything {
        from.extend(named(types, types.iter().map(|(id, _)| id).collect()));
        found = reached(types, from);
    }
    let mut order = named(types, found.clone());
    let inline = |id: &TypeId| matches!(types.get(*id).name, TypeName::Derived(_));
    order.extend(found.into_iter().filter(inline));
    order
}

fn named(types: &Types, ids: Vec<TypeId>) -> Vec<TypeId> {
    let by_name: BTreeMap<_, _> = ids
        .into_iter()
        .filter_map(|id| Some((types.get(id).given_name()?, id)))
        .collect();
    by_name.into_values().collect()
}

/// Moves types into their order and changes every id that names them.
fn renumber(types: Types, order: &[TypeId], api: &mut Api) {
    let (mut renumbered, numbers) = types.arranged(order);
    let mut change = |id: &mut TypeId| {
        if let Some(number) = numbers.get(id.index()).copied().flatten() {
            *id = number;
        }
    };
    for id in 0..order.len() {
        let id = TypeId::at(id);
        renumbered.get_mut(id).shape.for_each_type(&mut change);
    }
    for operation in api.operations.iter_mut().chain(&mut api.webhooks) {
        operation.for_each_type(&mut change);
    }
    api.types = renumbered;
}
