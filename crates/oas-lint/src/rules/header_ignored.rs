//! `header-ignored`: headers that HTTP itself describes are left to it.

use oas_model::object::{MediaType, Parameter, Response};
use oas_syntax::Node;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports header parameters named `Accept`, `Content-Type` or `Authorization`, and the header
    /// `Content-Type` of responses and of encodings.
    ///
    /// ## Why is this bad?
    /// The specification says that they are ignored: media types and security schemes say the same.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters:
    ///         - { name: Authorization, in: header, schema: { type: string } }
    ///       responses:
    ///         "200":
    ///           description: the pets
    ///           headers:
    ///             Content-Type: { schema: { type: string } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses:
    ///         "200":
    ///           description: the pets
    ///           content: { application/json: {} }
    /// ```
    pub(super) HEADER_IGNORED {
        group: Standard,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct HeaderIgnored;

impl Rule for HeaderIgnored {
    fn meta(&self) -> &'static RuleMeta {
        &HEADER_IGNORED
    }

    fn parameter(&self, parameter: Parameter<'_>, ctx: &mut RuleContext<'_>) {
        let name = parameter.name().unwrap_or_default();
        let help = match name.to_ascii_lowercase().as_str() {
            "accept" => "the media types of responses say what is accepted",
            "content-type" => "the media types of the request body say what is sent",
            "authorization" => "describe it with a security scheme",
            _ => return,
        };
        if parameter.parameter_in() == Some("header") {
            let place = parameter.field("name").unwrap_or(parameter.node());
            ctx.report(
                place.location(),
                format!("a header parameter `{name}` is ignored"),
            )
            .help(help);
        }
    }

    fn response(&self, response: Response<'_>, ctx: &mut RuleContext<'_>) {
        check(response.field("headers"), "response", ctx);
    }

    fn media_type(&self, media_type: MediaType<'_>, ctx: &mut RuleContext<'_>) {
        for (_, encoding) in media_type.encoding() {
            check(encoding.field("headers"), "part", ctx);
        }
    }
}

fn check(headers: Option<Node<'_>>, of: &str, ctx: &mut RuleContext<'_>) {
    for entry in headers.into_iter().flat_map(Node::entries) {
        let name = entry.key.text();
        if name.eq_ignore_ascii_case("content-type") {
            ctx.report(
                entry.value.key_location(),
                format!("a header `{name}` of a {of} is ignored"),
            )
            .help("the media type says what is sent");
        }
    }
}
