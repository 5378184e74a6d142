//! Parameters: [`ParameterMeta`] says what one is, and turns its text into a value and back.
//!
//! Decoding goes through a JSON value: the style tells how the text is cut, the schema what the
//! pieces are (`5` is a number where a number is expected), and the same checks as for bodies say
//! what is wrong. Parameters are short, so this costs next to nothing.

mod coerce;
mod decode;
mod deep_object;
mod encode;
#[cfg(test)]
mod tests;
mod text;

pub(crate) use decode::{NoValue, Source};
pub use encode::EncodeError;
pub(crate) use text::QueryPair;
pub(crate) use text::{cookie_pairs, query_pairs};

use crate::schema::Constant;
use crate::{RequestPart, Schema};

/// How a value is written in a path, a query string, a header or a cookie (OpenAPI 3.1 §4.8.12.2).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum ParameterStyle {
    /// `3,4,5`
    Simple,
    /// `.3,4,5`
    Label,
    /// `;color=3,4,5`
    Matrix,
    /// `color=3,4,5`
    Form,
    /// `color=3%204%205`
    SpaceDelimited,
    /// `color=3%7C4%7C5`
    PipeDelimited,
    /// `color[R]=100&color[G]=200`
    DeepObject,
    /// `color=3; color=4`, with nothing percent-encoded (OpenAPI 3.2).
    Cookie,
}

/// How a parameter's text comes about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ParameterEncoding {
    /// By a style.
    Style {
        /// Which one.
        style: ParameterStyle,
        /// Whether elements and members are written one by one.
        explode: bool,
        /// Whether reserved characters stay as they are, a plus sign among them.
        allow_reserved: bool,
    },
    /// The text is JSON (`content: application/json`).
    Json,
}

/// What a contract says about one parameter.
#[derive(Clone, Copy, Debug)]
pub struct ParameterMeta {
    /// Wire name.
    pub name: &'static str,
    /// Where it goes; never the body.
    pub part: RequestPart,
    /// Whether it must be sent.
    pub required: bool,
    /// Whether it may be sent without a value, which is as if it were not sent.
    pub allow_empty: bool,
    /// How it is written.
    pub encoding: ParameterEncoding,
    /// What its value must be.
    pub schema: Schema,
    /// Its value when it is not sent.
    pub default: Option<Constant>,
}

impl ParameterMeta {
    const fn new(
        name: &'static str,
        part: RequestPart,
        style: ParameterStyle,
        schema: Schema,
    ) -> Self {
        Self {
            name,
            part,
            required: false,
            allow_empty: false,
            encoding: ParameterEncoding::Style {
                style,
                explode: matches!(style, ParameterStyle::Form | ParameterStyle::Cookie),
                allow_reserved: false,
            },
            schema,
            default: None,
        }
    }

    /// A path parameter, which is always required, in `simple` style.
    #[must_use]
    pub const fn path(name: &'static str, schema: Schema) -> Self {
        Self::new(name, RequestPart::Path, ParameterStyle::Simple, schema).required()
    }

    /// A query parameter in exploded `form` style.
    #[must_use]
    pub const fn query(name: &'static str, schema: Schema) -> Self {
        Self::new(name, RequestPart::Query, ParameterStyle::Form, schema)
    }

    /// A header in `simple` style.
    #[must_use]
    pub const fn header(name: &'static str, schema: Schema) -> Self {
        Self::new(name, RequestPart::Header, ParameterStyle::Simple, schema)
    }

    /// A cookie in exploded `form` style.
    #[must_use]
    pub const fn cookie(name: &'static str, schema: Schema) -> Self {
        Self::new(name, RequestPart::Cookie, ParameterStyle::Form, schema)
    }

    /// Must be sent.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// May be sent without a value.
    #[must_use]
    pub const fn allow_empty(mut self) -> Self {
        self.allow_empty = true;
        self
    }

    /// In this style.
    #[must_use]
    pub const fn style(mut self, style: ParameterStyle, explode: bool) -> Self {
        self.encoding = ParameterEncoding::Style {
            style,
            explode,
            allow_reserved: false,
        };
        self
    }

    /// With reserved characters as they are. To be said after the style.
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        if let ParameterEncoding::Style { allow_reserved, .. } = &mut self.encoding {
            *allow_reserved = true;
        }
        self
    }

    /// Written as JSON.
    #[must_use]
    pub const fn json(mut self) -> Self {
        self.encoding = ParameterEncoding::Json;
        self
    }

    /// With this value when it is not sent.
    #[must_use]
    pub const fn default(mut self, value: Constant) -> Self {
        self.default = Some(value);
        self
    }

    /// Whether the members of an object stand in the query string under their own names.
    pub(crate) fn spreads_members(&self) -> bool {
        self.part == RequestPart::Query
            && matches!(
                self.encoding,
                ParameterEncoding::Style {
                    style: ParameterStyle::Form,
                    explode: true,
                    ..
                }
            )
            && matches!(coerce::outline(&self.schema), coerce::Outline::Members)
    }

    /// Whether a query parameter of this name belongs to this parameter.
    pub(crate) fn owns_query_name(&self, name: &str) -> bool {
        if self.part != RequestPart::Query {
            return false;
        }
        if self.spreads_members() {
            return coerce::knows_member(&self.schema, name);
        }
        let deep = matches!(
            self.encoding,
            ParameterEncoding::Style {
                style: ParameterStyle::DeepObject,
                ..
            }
        );
        match name.strip_prefix(self.name) {
            Some("") => true,
            Some(rest) => deep && rest.starts_with('['),
            None => false,
        }
    }
}
