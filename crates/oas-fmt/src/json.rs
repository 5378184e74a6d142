//! JSON: two spaces, an entry per line; strings and numbers stay as they are written.

use std::sync::Arc;

use oas_diagnostics::DiagnosticSink;
use oas_model::Kind;
use oas_syntax::{Entry, Format, Limits, Node, SyntaxTree};

use crate::order::Scope;
use crate::{Objects, Refusal, WIDTH};

pub(crate) fn format(
    tree: &SyntaxTree,
    objects: &Objects,
    limits: &Limits,
) -> Result<String, Refusal> {
    let root = tree.root();
    let mut printer = Printer {
        text: tree.text(),
        objects,
        out: String::with_capacity(tree.text().len()),
    };
    let scope = Scope::root(printer.kind(root));
    printer.value(root, scope, 0);
    printer.out.push('\n');
    let out = printer.out;
    let mut sink = DiagnosticSink::new();
    let text: Arc<str> = out.as_str().into();
    let again = oas_syntax::parse(tree.file(), &text, Format::Json, limits, &mut sink);
    if sink.has_errors() || !is_same(root, again.root()) {
        return Err(Refusal::Altered("a value"));
    }
    Ok(out)
}

struct Printer<'t> {
    text: &'t str,
    objects: &'t Objects,
    out: String,
}

impl<'t> Printer<'t> {
    /// The parser bounds how deep this goes.
    fn value(&mut self, node: Node<'t>, scope: Scope, column: usize) {
        if node.is_mapping() {
            self.object(node, scope, column);
        } else if node.is_sequence() {
            self.array(node, scope, column);
        } else {
            self.source(node.span());
        }
    }

    fn object(&mut self, node: Node<'t>, scope: Scope, column: usize) {
        if node.entries().len() == 0 {
            self.out.push_str("{}");
            return;
        }
        self.out.push('{');
        match scope.order(node.entries().map(|entry| entry.key.text())) {
            None => {
                for (position, entry) in node.entries().enumerate() {
                    self.entry(entry, scope, column, position > 0);
                }
            }
            Some(order) => {
                let entries: Vec<Entry<'t>> = node.entries().collect();
                for (position, old) in order.into_iter().enumerate() {
                    self.entry(entries[old], scope, column, position > 0);
                }
            }
        }
        self.line(column);
        self.out.push('}');
    }

    fn entry(&mut self, entry: Entry<'t>, scope: Scope, column: usize, follows: bool) {
        if follows {
            self.out.push(',');
        }
        self.line(column + 2);
        self.source(entry.key.span());
        self.out.push_str(": ");
        let inner = scope.child(Some(entry.key.text()), self.kind(entry.value));
        self.value(entry.value, inner, column + 2);
    }

    fn array(&mut self, node: Node<'t>, scope: Scope, column: usize) {
        if node.elements().len() == 0 {
            self.out.push_str("[]");
            return;
        }
        if self.is_short(node) {
            self.out.push('[');
            for (position, element) in node.elements().enumerate() {
                if position > 0 {
                    self.out.push_str(", ");
                }
                self.source(element.span());
            }
            self.out.push(']');
            return;
        }
        self.out.push('[');
        for (position, element) in node.elements().enumerate() {
            if position > 0 {
                self.out.push(',');
            }
            self.line(column + 2);
            let inner = scope.child(None, self.kind(element));
            self.value(element, inner, column + 2);
        }
        self.line(column);
        self.out.push(']');
    }

    /// Whether an array of scalars was on one line and fits into one.
    fn is_short(&self, node: Node<'_>) -> bool {
        let span = node.span();
        let source = &self.text[span.start as usize..span.end as usize];
        // Strings of JSON have no line breaks in them.
        if source.len() > WIDTH * 8 || source.contains(['\n', '\r']) {
            return false;
        }
        if node
            .elements()
            .any(|one| one.is_mapping() || one.is_sequence())
        {
            return false;
        }
        let line = self.out.rfind('\n').map_or(0, |at| at + 1);
        let lengths = node.elements().map(|element| {
            let span = element.span();
            self.text[span.start as usize..span.end as usize]
                .chars()
                .count()
                + 2
        });
        // Two characters for each separator but the last one, two for the brackets, and a comma.
        self.out[line..].chars().count() + lengths.sum::<usize>() < WIDTH
    }

    fn kind(&self, node: Node<'_>) -> Option<Kind> {
        node.is_mapping()
            .then(|| self.objects.kind_at(node.span().start))?
    }

    fn source(&mut self, span: oas_diagnostics::Span) {
        self.out
            .push_str(&self.text[span.start as usize..span.end as usize]);
    }

    fn line(&mut self, column: usize) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n(' ', column));
    }
}

/// Whether two values are the same but for the order of keys.
fn is_same(one: Node<'_>, other: Node<'_>) -> bool {
    one.kind() == other.kind()
        && one.scalar_text() == other.scalar_text()
        && one.elements().len() == other.elements().len()
        && one.entries().len() == other.entries().len()
        && one
            .elements()
            .zip(other.elements())
            .all(|(one, other)| is_same(one, other))
        && one.entries().all(|entry| {
            other
                .get(entry.key.text())
                .is_some_and(|other| is_same(entry.value, other))
        })
}
