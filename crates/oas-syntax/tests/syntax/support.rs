//! `check_parse`: a text in; its tree as lines and its findings as a person reads them out.

use std::fmt::Write as _;
use std::sync::Arc;

use oas_diagnostics::render::{Format as Rendering, RenderSettings, render};
use oas_diagnostics::{Diagnostic, DiagnosticSink, SourceMap, Span};
use oas_syntax::{Format, JsonPointer, Limits, Node, SyntaxTree, parse};

/// A parsed text with everything that was said about it.
pub(crate) struct Parsed {
    pub(crate) tree: SyntaxTree,
    pub(crate) findings: Vec<Diagnostic>,
    sources: SourceMap,
}

/// Parses a text with the limits that everybody has.
pub(crate) fn check_parse(name: &str, text: &str) -> Parsed {
    check_parse_within(name, text, &Limits::default())
}

/// Parses a text and checks what holds for every tree, whatever the text.
pub(crate) fn check_parse_within(name: &str, text: &str, limits: &Limits) -> Parsed {
    let mut sources = SourceMap::new();
    let text: Arc<str> = text.into();
    let file = sources.add(name, name, Arc::clone(&text));
    let format = Format::of_path(name).expect("the name says the format");
    let mut sink = DiagnosticSink::new();
    let tree = parse(file, &text, format, limits, &mut sink);
    let findings = sink.into_sorted(&sources);
    check_spans(&tree);
    for finding in &findings {
        check_span(&text, finding.place.span());
        let related = finding.related.iter().map(|related| related.span);
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
        for span in related.chain(edits.map(|edit| edit.span)) {
            check_span(&text, span);
        }
    }
    Parsed {
        tree,
        findings,
        sources,
    }
}

impl Parsed {
    /// The findings as `pretty` writes them.
    pub(crate) fn rendered(&self) -> String {
        self.render(&self.findings)
    }

    pub(crate) fn render(&self, findings: &[Diagnostic]) -> String {
        let mut text = String::new();
        render(
            Rendering::Pretty,
            &mut text,
            findings,
            &self.sources,
            &RenderSettings::default(),
        )
        .expect("writing to a String cannot fail");
        text
    }

    /// A line for each node: kind, place, pointer and text; for a key its place too.
    pub(crate) fn dump(&self) -> String {
        let mut lines = String::new();
        self.dump_node(self.tree.root(), "", 0, &mut lines);
        for comment in self.tree.comments() {
            let place = self.place(comment.span());
            let placement = comment.placement();
            writeln!(lines, "# {placement:?} {place} {:?}", comment.text())
                .expect("writing to a String cannot fail");
        }
        lines
    }

    /// `path` is how the node was reached; the node's own pointer differs behind an alias.
    fn dump_node(&self, node: Node<'_>, path: &str, depth: usize, lines: &mut String) {
        let place = self.place(node.span());
        let indentation = "  ".repeat(depth);
        let mut line = format!("{indentation}{:?} {place} {path:?}", node.kind());
        if node.pointer() != path {
            write!(line, " from {:?}", node.pointer()).expect("writing to a String cannot fail");
        }
        if let Some(text) = node.scalar_text() {
            write!(line, " {text:?}").expect("writing to a String cannot fail");
        }
        lines.push_str(&line);
        lines.push('\n');
        for entry in node.entries() {
            let key = oas_syntax::pointer::escape(entry.key.text());
            let place = self.place(entry.key.span());
            writeln!(lines, "{indentation}- key {place} {:?}", entry.key.text())
                .expect("writing to a String cannot fail");
            self.dump_node(entry.value, &format!("{path}/{key}"), depth + 1, lines);
        }
        for (index, element) in node.elements().enumerate() {
            self.dump_node(element, &format!("{path}/{index}"), depth + 1, lines);
        }
    }

    fn place(&self, span: Span) -> String {
        let file = self.sources.file(span.file);
        let (start, end) = (file.line_column(span.start), file.line_column(span.end));
        format!(
            "@{}:{}-{}:{}",
            start.line, start.column, end.line, end.column
        )
    }
}

fn check_span(text: &str, span: Span) {
    let slice = text.get(span.start as usize..span.end as usize);
    assert!(slice.is_some(), "{span:?} is no part of {text:?}");
}

/// Every node lies within its parent, is reached by its pointer, and has bytes of the text.
fn check_spans(tree: &SyntaxTree) {
    let text = tree.text();
    for node in tree.nodes() {
        check_span(text, node.span());
        if let Some(parent) = node.parent() {
            let (inner, outer) = (node.span(), parent.span());
            assert!(
                outer.start <= inner.start && inner.end <= outer.end,
                "{node:?} at {inner:?} is not within {parent:?} at {outer:?} in {text:?}"
            );
        }
        let pointer = node.pointer();
        let reached = JsonPointer::parse(&pointer).and_then(|pointer| tree.find(&pointer));
        // What a merge key names is reached by the keys that it adds.
        if !pointer.split('/').any(|segment| segment == "<<") {
            assert_eq!(reached, Some(node), "{pointer:?} in {text:?}");
        }
        for entry in node.entries() {
            check_span(text, entry.key.span());
            assert_eq!(node.get(entry.key.text()), Some(entry.value));
        }
    }
    let comments: Vec<_> = tree.comments().map(oas_syntax::Comment::span).collect();
    assert!(comments.is_sorted_by_key(|span| span.start));
    for comment in comments {
        check_span(text, comment);
    }
}
