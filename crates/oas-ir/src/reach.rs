//! Which types a shape or an operation names, for walking and renumbering.

use crate::{Additional, BodyContent, Header, Operation, Response, Shape, TypeDef, TypeId};

impl Shape {
    /// The types that this shape names, in its own order.
    #[must_use]
    pub fn types(&self) -> Vec<TypeId> {
        let mut found = Vec::new();
        // A copy is cheap beside the walk that asks, and keeps one list of what names types.
        self.clone().for_each_type(&mut |id| found.push(*id));
        found
    }

    pub(crate) fn for_each_type(&mut self, visit: &mut impl FnMut(&mut TypeId)) {
        match self {
            Self::Any
            | Self::Never
            | Self::Null
            | Self::Boolean
            | Self::Integer(_)
            | Self::Number(_)
            | Self::String(_)
            | Self::Enum(_) => {}
            Self::Array(array) => {
                visit(&mut array.element);
                array
                    .contains
                    .iter_mut()
                    .for_each(|contains| visit(&mut contains.ty));
            }
            Self::Tuple(tuple) => {
                tuple.elements.iter_mut().for_each(&mut *visit);
                tuple.rest.iter_mut().for_each(visit);
            }
            Self::Object(object) => {
                for property in &mut object.properties {
                    visit(&mut property.ty);
                }
                if let Additional::Of(id) = &mut object.additional {
                    visit(id);
                }
                for pattern in &mut object.patterns {
                    visit(&mut pattern.ty);
                }
                object.names.iter_mut().for_each(visit);
            }
            Self::Union(union) => {
                for variant in &mut union.variants {
                    visit(&mut variant.ty);
                }
            }
            Self::Alias(target) => visit(target),
        }
    }
}

impl TypeDef {
    pub(crate) fn for_each_type(&mut self, visit: &mut impl FnMut(&mut TypeId)) {
        self.shape.for_each_type(visit);
    }
}

impl Operation {
    /// The types that a request names: parameters, then bodies.
    #[must_use]
    pub fn request_types(&self) -> Vec<TypeId> {
        let mut found = Vec::new();
        let mut copy = self.clone();
        copy.for_each_request_type(&mut |id| found.push(*id));
        found
    }

    /// The types that answers name: headers and bodies, answer by answer.
    #[must_use]
    pub fn response_types(&self) -> Vec<TypeId> {
        let mut found = Vec::new();
        let mut copy = self.clone();
        copy.for_each_response_type(&mut |id| found.push(*id));
        found
    }

    pub(crate) fn for_each_type(&mut self, visit: &mut impl FnMut(&mut TypeId)) {
        self.for_each_request_type(visit);
        self.for_each_response_type(visit);
        if let Some(envelope) = &mut self.envelope {
            visit(&mut envelope.data);
            visit(&mut envelope.meta);
        }
    }

    fn for_each_request_type(&mut self, visit: &mut impl FnMut(&mut TypeId)) {
        for parameter in &mut self.parameters {
            visit(&mut parameter.ty);
        }
        if let Some(body) = &mut self.request_body {
            in_content(&mut body.content, visit);
        }
    }

    fn for_each_response_type(&mut self, visit: &mut impl FnMut(&mut TypeId)) {
        for Response {
            headers, content, ..
        } in &mut self.responses
        {
            in_headers(headers, visit);
            in_content(content, visit);
        }
    }
}

fn in_headers(headers: &mut [Header], visit: &mut impl FnMut(&mut TypeId)) {
    for header in headers {
        visit(&mut header.ty);
    }
}

fn in_content(content: &mut [BodyContent], visit: &mut impl FnMut(&mut TypeId)) {
    for media_type in content {
        media_type.ty.iter_mut().for_each(&mut *visit);
        media_type.element.iter_mut().for_each(&mut *visit);
        for encoding in &mut media_type.encoding {
            in_headers(&mut encoding.headers, visit);
        }
    }
}
