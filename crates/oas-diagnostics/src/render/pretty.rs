//! `pretty`: findings for people, in the manner of rustc.
//!
//! Drawing is annotate-snippets' work. It is given [`excerpt`]s, never whole files: short, on one
//! screen, and free of what a terminal would obey. Since an excerpt has lost the columns of its
//! lines, it names its origin by a mark that is replaced by the true position afterwards.

use std::fmt;

use annotate_snippets::{
    AnnotationKind, Element, Group, Level as Style, Origin, Padding, Patch, Renderer, Snippet,
};

use crate::render::RenderSettings;
use crate::render::visible::{shortened, visible, visible_line};
use crate::{Applicability, Diagnostic, Fix, Level, Place, SourceMap, Span};

mod excerpt;

use excerpt::{Excerpt, Mark};

/// The longest message, note or help that is written whole, in characters.
const MAX_TEXT: usize = 1_000;
/// The longest label that is written whole.
const MAX_LABEL: usize = 200;
/// How many related places are drawn; the rest is counted.
const MAX_RELATED: usize = 8;
/// How many affected operations are named; the rest is counted.
const MAX_OPERATIONS: usize = 5;

/// What stands around the number of an origin until it is replaced. [`visible_line`] writes these
/// characters out, so no text of a document holds one.
const ORIGIN_START: char = '\u{f0000}';
const ORIGIN_END: char = '\u{f0001}';

/// Writes the findings with an empty line between two.
pub(super) fn render(
    out: &mut dyn fmt::Write,
    diagnostics: &[Diagnostic],
    sources: &SourceMap,
    settings: &RenderSettings<'_>,
) -> fmt::Result {
    let renderer = if settings.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
    .term_width(settings.width.max(40));
    for (index, diagnostic) in diagnostics.iter().enumerate() {
        if index > 0 {
            out.write_str("\n")?;
        }
        let mut origins = Origins::default();
        let report = report(diagnostic, sources, settings, &mut origins);
        write_lines(out, &origins.put_in(&renderer.render(&report)))?;
    }
    Ok(())
}

/// Writes `text` without the spaces that drawing leaves at line ends.
fn write_lines(out: &mut dyn fmt::Write, text: &str) -> fmt::Result {
    for line in text.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn report<'a>(
    diagnostic: &'a Diagnostic,
    sources: &'a SourceMap,
    settings: &RenderSettings<'_>,
    origins: &mut Origins,
) -> Vec<Group<'a>> {
    let level = match diagnostic.level {
        Level::Error => Style::ERROR,
        Level::Warning => Style::WARNING,
        Level::Info => Style::INFO,
    };
    let mut group = Group::with_title(
        level
            .primary_title(text(&diagnostic.message))
            .id(visible_line(&diagnostic.rule)),
    );
    let excerpts = excerpt::excerpts(&marks(diagnostic), sources, settings.width.max(40));
    let messages = messages(diagnostic, excerpts.iter().any(|excerpt| excerpt.cut));
    if let Place::WholeDocument(file) = diagnostic.place {
        group = group.element(Origin::path(visible_line(sources.file(file).display())));
        if excerpts.is_empty() && !messages.is_empty() {
            group = group.element(Padding);
        }
    }
    group = group.elements(
        excerpts
            .into_iter()
            .map(|excerpt| cause(excerpt, sources, origins)),
    );
    group = group.elements(messages);
    let mut groups = vec![group];
    if let Some(fix) = &diagnostic.fix {
        groups.push(suggestion(fix, diagnostic, sources, origins));
    }
    groups
}

/// The places of a finding, its own first.
fn marks(diagnostic: &Diagnostic) -> Vec<Mark> {
    let label = |text: &str| shortened(&visible_line(text), MAX_LABEL).into_owned();
    let own = match diagnostic.place {
        Place::Span(span) => Some(Mark {
            span,
            label: diagnostic.label.as_deref().map(label),
            primary: true,
        }),
        Place::WholeDocument(_) => None,
    };
    own.into_iter()
        .chain(
            diagnostic
                .related
                .iter()
                .take(MAX_RELATED)
                .map(|related| Mark {
                    span: related.span,
                    label: Some(label(&related.message)),
                    primary: false,
                }),
        )
        .collect()
}

fn cause<'a>(excerpt: Excerpt, sources: &SourceMap, origins: &mut Origins) -> Element<'a> {
    let path = origins.add(excerpt.origin, sources);
    Snippet::source(excerpt.text)
        .line_start(excerpt.first_line as usize)
        .path(path)
        .annotations(excerpt.marks.into_iter().map(|(range, mark)| {
            let kind = if mark.primary {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            kind.span(range).label(mark.label)
        }))
        .into()
}

/// What is said below the excerpts: the rest of the places, what is affected, why, and what to do.
fn messages(diagnostic: &Diagnostic, cut: bool) -> Vec<Element<'static>> {
    let mut messages: Vec<Element<'static>> = Vec::new();
    let more = diagnostic.related.len().saturating_sub(MAX_RELATED);
    if more > 0 {
        messages.push(
            Style::NOTE
                .message(format!("and {more} more places"))
                .into(),
        );
    }
    // Where the surroundings are not shown, the pointer says what they are.
    if let Some(pointer) = &diagnostic.pointer
        && (cut || matches!(diagnostic.place, Place::WholeDocument(_)))
        && !pointer.is_empty()
    {
        let name = Style::NOTE.with_name("pointer");
        messages.push(name.message(text(&visible_line(pointer))).into());
    }
    if !diagnostic.operations.is_empty() {
        let name = Style::NOTE.with_name("affects");
        messages.push(name.message(operations(&diagnostic.operations)).into());
    }
    for note in &diagnostic.notes {
        messages.push(Style::NOTE.message(text(note)).into());
    }
    for help in &diagnostic.help {
        messages.push(Style::HELP.message(text(help)).into());
    }
    messages
}

fn operations(operations: &[String]) -> String {
    let named: Vec<String> = operations
        .iter()
        .take(MAX_OPERATIONS)
        .map(|operation| format!("`{}`", shortened(&visible_line(operation), MAX_LABEL)))
        .collect();
    match operations.len().saturating_sub(MAX_OPERATIONS) {
        0 => named.join(", "),
        more => format!("{} and {more} more operations", named.join(", ")),
    }
}

fn suggestion<'a>(
    fix: &Fix,
    diagnostic: &Diagnostic,
    sources: &SourceMap,
    origins: &mut Origins,
) -> Group<'a> {
    let title = match fix.applicability {
        Applicability::Safe => text(&fix.message),
        Applicability::Unsafe => format!(
            "{} (read the result before you keep it)",
            text(&fix.message)
        ),
    };
    let group = Group::with_title(Style::HELP.secondary_title(title));
    group.elements(
        excerpt::patched(&fix.edits, sources)
            .into_iter()
            .map(|patched| {
                let own_file = patched.origin.file == diagnostic.place.file();
                let path = (!own_file).then(|| origins.add(patched.origin, sources));
                Snippet::source(patched.text)
                    .line_start(patched.first_line as usize)
                    .path(path)
                    .patches(
                        patched
                            .patches
                            .into_iter()
                            .map(|(range, replacement)| Patch::new(range, replacement)),
                    )
            }),
    )
}

/// Text of a finding that may have several lines.
fn text(text: &str) -> String {
    visible(&shortened(text, MAX_TEXT)).into_owned()
}

/// The true positions of what is drawn.
#[derive(Default)]
struct Origins {
    positions: Vec<String>,
}

impl Origins {
    /// The path that stands for `span` until [`Self::put_in`].
    fn add(&mut self, span: Span, sources: &SourceMap) -> String {
        let file = sources.file(span.file);
        let start = file.line_column(span.start);
        self.positions.push(format!(
            "{}:{}:{}",
            visible_line(file.display()),
            start.line,
            start.column
        ));
        format!("{ORIGIN_START}{}{ORIGIN_END}", self.positions.len() - 1)
    }

    /// `drawn` with the true positions, each for its mark and the line and column that follow it.
    fn put_in(&self, drawn: &str) -> String {
        let mut pieces = drawn.split(ORIGIN_START);
        let mut text = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (index, rest) = piece.split_once(ORIGIN_END).unwrap_or(("", piece));
            let position = index
                .parse()
                .ok()
                .and_then(|index: usize| self.positions.get(index));
            text.push_str(position.map_or("", String::as_str));
            text.push_str(rest.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
        }
        text
    }
}
