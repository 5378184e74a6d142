//! Which way types travel: [`Directions`].
//!
//! A type is declared once where one declaration serves requests and answers, and twice where
//! members that only one of them has make a difference.

use std::collections::{BTreeMap, BTreeSet};

use oas_ir::{Api, Operation, Shape, TypeId, Types};

/// Which way a value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Direction {
    /// From the caller to the service. Constants are those that the document lists.
    Request,
    /// From the service to the caller. A later version may add constants and variants.
    Response,
}

/// Which way the types of an API travel.
#[derive(Debug, Default)]
pub(crate) struct Directions {
    request: BTreeSet<TypeId>,
    response: BTreeSet<TypeId>,
    differing: BTreeSet<TypeId>,
}

impl Directions {
    /// Follows the types that the modules of an API mention.
    ///
    /// `answers` gives the types of an operation's answers that are mentioned at all: under
    /// conventions, envelopes are not.
    pub(crate) fn plan(api: &Api, answers: impl Fn(&Operation) -> Vec<TypeId>) -> Self {
        let mut directions = Self::default();
        let types = &api.types;
        for operation in &api.operations {
            reach(types, operation.request_types(), &mut directions.request);
            reach(types, answers(operation), &mut directions.response);
        }
        for webhook in &api.webhooks {
            // The service sends these: their bodies arrive here.
            reach(types, webhook.request_types(), &mut directions.response);
            reach(types, webhook.response_types(), &mut directions.request);
        }
        directions.differing = differing(types);
        let both =
            |id: &TypeId| directions.request.contains(id) && directions.response.contains(id);
        directions.differing.retain(|id| both(id));
        directions
    }

    /// Adds every type that the document names and nothing mentions.
    pub(crate) fn add_named(&mut self, types: &Types) {
        let unmentioned: Vec<TypeId> = types
            .iter()
            .filter(|(id, definition)| definition.given_name().is_some() && !self.is_mentioned(*id))
            .map(|(id, _)| id)
            .collect();
        let mut added = BTreeSet::new();
        reach(types, unmentioned, &mut added);
        let new: Vec<TypeId> = added
            .into_iter()
            .filter(|id| !self.is_mentioned(*id))
            .collect();
        self.response.extend(new);
    }

    /// Whether a type is mentioned at all.
    pub(crate) fn is_mentioned(&self, id: TypeId) -> bool {
        self.request.contains(&id) || self.response.contains(&id)
    }

    /// Whether requests and answers need two declarations.
    pub(crate) fn differs(&self, id: TypeId) -> bool {
        self.differing.contains(&id)
    }

    /// The directions for which a type is declared. One declaration for both is that for answers,
    /// which accepts what requests may be and more.
    pub(crate) fn declared(&self, id: TypeId) -> Vec<Direction> {
        match (self.request.contains(&id), self.response.contains(&id)) {
            (true, true) if self.differs(id) => vec![Direction::Response, Direction::Request],
            (_, true) => vec![Direction::Response],
            (true, false) => vec![Direction::Request],
            (false, false) => Vec::new(),
        }
    }
}

fn reach(types: &Types, mut open: Vec<TypeId>, found: &mut BTreeSet<TypeId>) {
    while let Some(id) = open.pop() {
        if found.insert(id) {
            open.extend(types.get(id).shape.types());
        }
    }
}

/// Types that have, or lead to, members which only requests or only answers have.
fn differing(types: &Types) -> BTreeSet<TypeId> {
    let mut mentioned_by: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    let mut open = Vec::new();
    for (id, definition) in types.iter() {
        for inner in definition.shape.types() {
            mentioned_by.entry(inner).or_default().push(id);
        }
        if let Shape::Object(object) = &definition.shape {
            let mut properties = object.properties.iter();
            if properties.any(|property| property.read_only || property.write_only) {
                open.push(id);
            }
        }
    }
    let mut differing = BTreeSet::new();
    while let Some(id) = open.pop() {
        if differing.insert(id) {
            open.extend(mentioned_by.get(&id).into_iter().flatten());
        }
    }
    differing
}
