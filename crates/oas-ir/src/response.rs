//! What comes back: [`Response`].

use oas_diagnostics::Location;
use serde::Serialize;

use crate::{BodyContent, Deprecation, OperationErrorCode, TypeId};

/// For which statuses an answer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// One status: 200.
    Code(u16),
    /// A hundred of them: 4 for `4XX`.
    Class(u8),
    /// All that no other answer stands for.
    Default,
}

impl Status {
    /// Whether this is a success: 200 to 299, `2XX`.
    #[must_use]
    pub const fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Class(2))
    }
}

/// One answer of an operation.
#[derive(Clone, Debug, Serialize)]
pub struct Response {
    /// Status.
    pub status: Status,
    /// The component's name, where the answer is shared.
    pub component: Option<String>,
    /// One line (OpenAPI 3.2).
    pub summary: Option<String>,
    /// Markdown.
    pub description: String,
    /// Headers, in document order.
    pub headers: Vec<Header>,
    /// Bodies, in document order; none for an empty body.
    pub content: Vec<BodyContent>,
    /// `x-error-codes`.
    pub error_codes: Vec<OperationErrorCode>,
    /// `x-raised-by: infrastructure`: never answered by the operation itself.
    pub infrastructure: bool,
    /// Where it stands.
    #[serde(skip)]
    pub location: Location,
}

/// A header of an answer or of a part.
#[derive(Clone, Debug, Serialize)]
pub struct Header {
    /// Name as the document writes it.
    pub name: String,
    /// Markdown.
    pub description: Option<String>,
    /// Whether it is always there.
    pub required: bool,
    /// Set when it should no longer be used.
    pub deprecation: Option<Deprecation>,
    /// Whether elements are written one by one (`simple` style).
    pub explode: bool,
    /// Media type, where the header is described by `content`.
    pub media_type: Option<String>,
    /// Its type.
    pub ty: TypeId,
    /// Where it stands.
    #[serde(skip)]
    pub location: Location,
}
