//! Queries (RFC 9535) as data: [`Query`].
//!
//! Queries come from whoever wrote the overlay, so both halves are bounded: [`parse`] by the length
//! and the nesting of the text, [`evaluate`](super::evaluate) by the steps it may take. Existing
//! libraries bound neither, which is why this is our own; tests hold it against one of them.

mod filter;
mod literal;
mod parse;
mod pattern;

pub(super) use parse::parse;
pub(super) use pattern::Pattern;

use std::ops::Range;

use serde_json::Value;

/// A query: segments, from the root of the document or from the current node.
#[derive(Clone, Debug)]
pub(super) struct Query {
    /// Whether it starts at the root (`$`), not at the current node (`@`).
    pub(super) from_root: bool,
    pub(super) segments: Vec<Segment>,
}

impl Query {
    /// Whether it can select one node at most, by its form.
    pub(super) fn is_singular(&self) -> bool {
        self.segments.iter().all(|segment| {
            !segment.descendant
                && matches!(
                    segment.selectors.as_slice(),
                    [Selector::Name(_) | Selector::Index(_)]
                )
        })
    }
}

/// One step: selectors, applied to each node or to each node and everything in it.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    /// Whether it looks at everything in a node (`..`).
    pub(super) descendant: bool,
    pub(super) selectors: Vec<Selector>,
    /// Its bytes in the text of the query.
    pub(super) written: Range<usize>,
}

/// What a segment selects among the children of a node.
#[derive(Clone, Debug)]
pub(super) enum Selector {
    Name(String),
    Wildcard,
    Index(i64),
    Slice {
        start: Option<i64>,
        end: Option<i64>,
        step: i64,
    },
    Filter(Logical),
}

/// A condition on a child.
#[derive(Clone, Debug)]
pub(super) enum Logical {
    Or(Vec<Logical>),
    And(Vec<Logical>),
    Not(Box<Logical>),
    /// The query selects something.
    Exists(Query),
    /// `match` or `search`.
    Matches(Matching),
    Compare {
        left: Operand,
        operator: Operator,
        right: Operand,
    },
}

/// What is compared.
#[derive(Clone, Debug)]
pub(super) enum Operand {
    Literal(Value),
    /// A singular query.
    Node(Query),
    /// `length(…)`.
    Length(Box<Operand>),
    /// `count(…)`.
    Count(Query),
    /// `value(…)`.
    Value(Query),
}

/// `match(text, pattern)` or `search(text, pattern)`.
#[derive(Clone, Debug)]
pub(super) struct Matching {
    pub(super) text: Operand,
    pub(super) pattern: MatchPattern,
    /// Whether the whole text has to match (`match`), not a part of it (`search`).
    pub(super) whole: bool,
}

/// The second argument of `match` and `search`.
#[derive(Clone, Debug)]
pub(super) enum MatchPattern {
    /// Written in the query; `None` where it is no regular expression, which matches nothing.
    Fixed(Option<Pattern>),
    /// Taken from the document.
    Found(Operand),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// Why a text is no query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PathError {
    /// Byte offset in the text of the query.
    pub(super) offset: usize,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

/// A query, and what it has that RFC 9535 does not.
#[derive(Clone, Debug)]
pub(super) struct Parsed {
    pub(super) query: Query,
    /// Names with `-` after a dot, with their offsets; they are taken as they are meant.
    pub(super) shorthands: Vec<(usize, String)>,
}
