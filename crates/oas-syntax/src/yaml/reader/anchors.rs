//! Anchors and aliases, and how much aliases may add.

use std::ops::Range;

use oas_diagnostics::{Diagnostic, suggest};

use super::{Reader, Skip};
use crate::diagnostics::{ALIAS_CYCLE, ALIAS_EXPANSION_LIMIT, ALIAS_UNKNOWN, KEY_NOT_SCALAR};
use crate::limits;
use crate::tree::{Anchor, NodeKind, ScalarText};

/// What an anchor marks.
#[derive(Clone, Debug)]
pub(super) enum Anchored {
    /// A collection that is still open.
    Open,
    /// A finished node.
    Node(Anchor),
    /// A scalar that is a key.
    Key(NodeKind, String),
    /// Something that was left out, and reported.
    Nothing,
}

#[derive(Debug)]
pub(super) struct Name {
    pub(super) text: String,
    pub(super) bytes: Range<usize>,
}

/// Names that are compared with one that is not known.
const MOST_SUGGESTED: usize = 200;

impl Reader<'_> {
    pub(super) fn alias(&mut self, id: usize, bytes: Range<usize>) {
        self.last_end = bytes.end;
        if self.skips(0, 0) {
            return;
        }
        let anchored = self.anchors.get(&id).cloned();
        if self.builder.expects_key() {
            return self.alias_key(anchored, bytes);
        }
        let range = self.range(bytes.clone());
        match anchored {
            Some(Anchored::Node(anchor)) if self.may_expand(anchor, &bytes) => {
                self.builder.alias(range, anchor);
            }
            Some(Anchored::Key(kind, text)) => {
                self.builder.scalar(kind, range, ScalarText::Cooked(&text));
            }
            Some(Anchored::Open) => {
                self.alias_cycle(id, &bytes);
                self.builder.null(range);
            }
            Some(Anchored::Node(_) | Anchored::Nothing) | None => {
                self.builder.null(range);
            }
        }
    }

    pub(super) fn alias_key(&mut self, anchored: Option<Anchored>, bytes: Range<usize>) {
        let text = match anchored {
            Some(Anchored::Key(_, text)) => Some(text),
            Some(Anchored::Node(anchor)) => {
                self.builder.scalar_text(anchor.node).map(str::to_owned)
            }
            _ => None,
        };
        let range = self.range(bytes);
        if let Some(text) = text {
            self.builder.key(range, ScalarText::Cooked(&text));
            return;
        }
        self.skip = Some(Skip {
            depth: 0,
            key: false,
        });
        let location = self.builder.location(range);
        self.remarks.push(
            Diagnostic::error(
                KEY_NOT_SCALAR.name,
                location,
                "a key is an alias of something that is no text",
            )
            .label("a key has to be text")
            .help("write the key itself"),
        );
    }

    pub(super) fn alias_cycle(&mut self, id: usize, bytes: &Range<usize>) {
        let location = self.location(bytes.clone());
        let mut error = Diagnostic::error(
            ALIAS_CYCLE.name,
            location,
            "an alias within what it stands for",
        )
        .label("read as null")
        .help("use `$ref` for a schema that refers to itself");
        if let Some(name) = self.names.get(&id) {
            let span = self.builder.location(self.range(name.bytes.clone())).span;
            error = error.related(span, format!("`{}` marks what is around it", name.text));
        }
        self.remarks.push(error);
    }

    pub(super) fn unknown_alias(&mut self, name: &str, bytes: Range<usize>) {
        self.last_end = bytes.end;
        if self.skips(0, 0) {
            return;
        }
        let location = self.location(bytes.clone());
        let mut known: Vec<&str> = self.names.values().map(|name| name.text.as_str()).collect();
        known.sort_unstable();
        known.truncate(MOST_SUGGESTED);
        let help = match suggest::nearest(name, known) {
            Some(nearest) => format!("did you mean `*{nearest}`?"),
            None => format!("if it is text, put it in quotes: `\"*{name}\"`"),
        };
        self.remarks.push(
            Diagnostic::error(
                ALIAS_UNKNOWN.name,
                location,
                format!("there is no anchor `&{name}` before this alias"),
            )
            .label("stands for nothing")
            .help(help),
        );
        if self.builder.expects_key() {
            self.skip = Some(Skip {
                depth: 0,
                key: false,
            });
        } else {
            let range = self.range(bytes);
            self.builder.null(range);
        }
    }

    /// Whether an alias keeps within the limits; reports it if not.
    pub(super) fn may_expand(&mut self, anchor: Anchor, bytes: &Range<usize>) -> bool {
        if self.builder.depth() + anchor.height > self.limits.depth {
            self.too_deep(bytes.clone());
            return false;
        }
        let total = self.builder.aliased().saturating_add(anchor.size);
        if total <= self.limits.expanded_nodes {
            return true;
        }
        if !self.too_many_aliases {
            self.too_many_aliases = true;
            let location = self.location(bytes.clone());
            let message = format!(
                "aliases stand for more than {} values",
                self.limits.expanded_nodes
            );
            self.remarks.push(
                Diagnostic::error(ALIAS_EXPANSION_LIMIT.name, location, message)
                    .label("this alias and those after it that add too much are read as null")
                    .help(format!(
                        "write shared parts as components and refer to them with `$ref`, or allow \
                         more: `--limit expanded-nodes={}`",
                        self.limits.expanded_nodes.saturating_mul(2)
                    )),
            );
        }
        false
    }

    pub(super) fn too_deep(&mut self, bytes: Range<usize>) {
        if !self.too_deep {
            self.too_deep = true;
            let location = self.location(bytes);
            self.remarks
                .push(limits::nesting_diagnostic(self.limits, location));
        }
    }
}
