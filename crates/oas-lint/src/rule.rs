//! What a rule is: [`Rule`], with one method per object of the specification.

use std::fmt;
use std::ops::Deref;

use oas_model::object::{
    Example, Header, Info, Link, MediaType, OpenApi, Operation, Parameter, PathItem, RequestBody,
    Response, Schema, SecurityRequirement, SecurityScheme, Server, Tag,
};
use oas_model::{Container, OperationEntry, ResolvedDocument};

use crate::{RuleContext, RuleMeta};

/// An operation with the path and the method under which it stands.
#[derive(Clone, Copy, Debug)]
pub struct PlacedOperation<'d> {
    operation: Operation<'d>,
    path_item: PathItem<'d>,
    entry: &'d OperationEntry,
}

impl<'d> PlacedOperation<'d> {
    pub(crate) fn new(resolved: &'d ResolvedDocument, entry: &'d OperationEntry) -> Self {
        let document = resolved.document();
        Self {
            operation: Operation::new(resolved, document.node(entry.node)),
            path_item: PathItem::new(resolved, document.node(entry.path_item)),
            entry,
        }
    }

    /// The path, the webhook's name or the callback's expression.
    #[must_use]
    pub fn path(&self) -> &'d str {
        &self.entry.path
    }

    /// The method in upper case.
    #[must_use]
    pub fn method(&self) -> &'d str {
        &self.entry.method
    }

    /// Whether the operation stands under `paths`, and is thus one that this API answers.
    #[must_use]
    pub fn is_served(&self) -> bool {
        self.entry.container == Container::Paths
    }

    /// The path item.
    #[must_use]
    pub const fn path_item(&self) -> PathItem<'d> {
        self.path_item
    }

    /// The operation's parameters and those of its path item that it does not override.
    #[must_use]
    pub fn parameters(&self) -> Vec<Parameter<'d>> {
        self.operation.all_parameters(self.path_item)
    }

    /// The parameter with this place and name; header names in any case.
    #[must_use]
    pub fn parameter(&self, parameter_in: &str, name: &str) -> Option<Parameter<'d>> {
        let same = |other: &str| match parameter_in {
            "header" => other.eq_ignore_ascii_case(name),
            _ => other == name,
        };
        self.parameters().into_iter().find(|parameter| {
            parameter.parameter_in() == Some(parameter_in) && parameter.name().is_some_and(same)
        })
    }
}

impl<'d> Deref for PlacedOperation<'d> {
    type Target = Operation<'d>;

    fn deref(&self) -> &Self::Target {
        &self.operation
    }
}

/// Looks at objects of a document and reports what is wrong with them.
///
/// Every object is shown once, in document order; objects behind references where they are first
/// referred to. An operation is shown once for each path and method that leads to it. What takes a
/// view of several objects at once is for [`Rule::document`].
#[expect(
    unused_variables,
    reason = "a rule implements the few methods it needs"
)]
pub trait Rule: Sync {
    /// What is known of the rule without running it.
    fn meta(&self) -> &'static RuleMeta;

    /// Looks at the OpenAPI Object, the root of the document.
    fn document<'d>(&self, document: OpenApi<'d>, ctx: &mut RuleContext<'d>) {}

    /// Looks at the Info Object.
    fn info<'d>(&self, info: Info<'d>, ctx: &mut RuleContext<'d>) {}

    /// Looks at a Server Object.
    fn server<'d>(&self, server: Server<'d>, ctx: &mut RuleContext<'d>) {}

    /// Looks at a Path Item Object.
    fn path_item<'d>(&self, path_item: PathItem<'d>, ctx: &mut RuleContext<'d>) {}

    /// Looks at an Operation Object.
    fn operation<'d>(&self, operation: PlacedOperation<'d>, ctx: &mut RuleContext<'d>) {}

    /// Looks at a Parameter Object.
    fn parameter<'d>(&self, parameter: Parameter<'d>, ctx: &mut RuleContext<'d>) {}

    /// Looks at a Request Body Object.
    fn request_body<'d>(&self, request_body: RequestBody<'d>, ctx: &mut RuleContext<'d>) {}

    /// Looks at a Response Object.
    fn response<'d>(&self, response: Response<'d>, ctx: &mut RuleContext<'d>) {}

    /// Looks at a Media Type Object.
    fn media_type<'d>(&self, media_type: MediaType<'d>, ctx: &mut RuleContext<'d>) {}

    /// Looks at a Header Object.
    fn header<'d>(&self, header: Header<'d>, ctx: &mut RuleContext<'d>) {}

    /// Looks at a Schema Object.
    fn schema<'d>(&self, schema: Schema<'d>, ctx: &mut RuleContext<'d>) {}

    /// Looks at an Example Object.
    fn example<'d>(&self, example: Example<'d>, ctx: &mut RuleContext<'d>) {}

    /// Looks at a Link Object.
    fn link<'d>(&self, link: Link<'d>, ctx: &mut RuleContext<'d>) {}

    /// Looks at a Tag Object.
    fn tag<'d>(&self, tag: Tag<'d>, ctx: &mut RuleContext<'d>) {}

    /// Looks at a Security Scheme Object.
    fn security_scheme<'d>(&self, scheme: SecurityScheme<'d>, ctx: &mut RuleContext<'d>) {}

    /// Looks at a Security Requirement Object.
    fn security_requirement<'d>(
        &self,
        requirement: SecurityRequirement<'d>,
        ctx: &mut RuleContext<'d>,
    ) {
    }
}

impl fmt::Debug for dyn Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.meta().name)
    }
}
