//! Which types a shape or an operation names, for walking and renumbering.

use crate::{
    Additional, ArrayShape, BodyContent, Contains, Encoding, Envelope, Header, ObjectShape,
    Operation, Parameter, PatternProperty, Property, RequestBody, Response, Shape, TupleShape,
    TypeId, UnionShape, Variant,
};

/// Visits every id that a shape names; by reference or mutably, as the shape is borrowed.
macro_rules! visit_shape {
    ($shape:expr, $visit:expr) => {
        match $shape {
            Shape::Any
            | Shape::Never
            | Shape::Null
            | Shape::Boolean
            | Shape::Integer(_)
            | Shape::Number(_)
            | Shape::String(_)
            | Shape::Enum(_) => {}
            Shape::Array(ArrayShape {
                element, contains, ..
            }) => {
                $visit(element);
                if let Some(Contains { ty, .. }) = contains {
                    $visit(ty);
                }
            }
            Shape::Tuple(TupleShape { elements, rest, .. }) => {
                for element in elements {
                    $visit(element);
                }
                if let Some(rest) = rest {
                    $visit(rest);
                }
            }
            Shape::Object(ObjectShape {
                properties,
                additional,
                patterns,
                names,
                ..
            }) => {
                for Property { ty, .. } in properties {
                    $visit(ty);
                }
                if let Additional::Of(ty) = additional {
                    $visit(ty);
                }
                for PatternProperty { ty, .. } in patterns {
                    $visit(ty);
                }
                if let Some(names) = names {
                    $visit(names);
                }
            }
            Shape::Union(UnionShape { variants, .. }) => {
                for Variant { ty, .. } in variants {
                    $visit(ty);
                }
            }
            Shape::Alias(target) => $visit(target),
        }
    };
}

/// As [`visit_shape`], for media types.
macro_rules! visit_content {
    ($content:expr, $visit:expr) => {
        for BodyContent {
            ty,
            element,
            encoding,
            ..
        } in $content
        {
            if let Some(ty) = ty {
                $visit(ty);
            }
            if let Some(element) = element {
                $visit(element);
            }
            for Encoding { headers, .. } in encoding {
                for Header { ty, .. } in headers {
                    $visit(ty);
                }
            }
        }
    };
}

/// As [`visit_shape`], for what a request carries.
macro_rules! visit_request {
    ($parameters:expr, $request_body:expr, $visit:expr) => {
        for Parameter { ty, .. } in $parameters {
            $visit(ty);
        }
        if let Some(RequestBody { content, .. }) = $request_body {
            visit_content!(content, $visit);
        }
    };
}

/// As [`visit_shape`], for answers.
macro_rules! visit_responses {
    ($responses:expr, $visit:expr) => {
        for Response {
            headers, content, ..
        } in $responses
        {
            for Header { ty, .. } in headers {
                $visit(ty);
            }
            visit_content!(content, $visit);
        }
    };
}

impl Shape {
    /// The types that this shape names, in its own order.
    #[must_use]
    pub fn types(&self) -> Vec<TypeId> {
        let mut found = Vec::new();
        let mut note = |id: &TypeId| found.push(*id);
        visit_shape!(self, note);
        found
    }

    pub(crate) fn for_each_type(&mut self, visit: &mut impl FnMut(&mut TypeId)) {
        visit_shape!(self, visit);
    }
}

impl Operation {
    /// The types that a request names: parameters, then bodies.
    #[must_use]
    pub fn request_types(&self) -> Vec<TypeId> {
        let mut found = Vec::new();
        let mut note = |id: &TypeId| found.push(*id);
        visit_request!(&self.parameters, &self.request_body, note);
        found
    }

    /// The types that answers name: headers and bodies, answer by answer.
    #[must_use]
    pub fn response_types(&self) -> Vec<TypeId> {
        let mut found = Vec::new();
        let mut note = |id: &TypeId| found.push(*id);
        visit_responses!(&self.responses, note);
        found
    }

    pub(crate) fn for_each_type(&mut self, visit: &mut impl FnMut(&mut TypeId)) {
        visit_request!(&mut self.parameters, &mut self.request_body, visit);
        visit_responses!(&mut self.responses, visit);
        if let Some(Envelope { data, meta }) = &mut self.envelope {
            visit(data);
            visit(meta);
        }
    }
}
