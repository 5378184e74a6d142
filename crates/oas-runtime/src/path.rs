//! Paths with parameters in them: what stands for a parameter, and the route that axum sees.
//!
//! A segment may hold several parameters and text around them: `{base}...{head}`. axum captures
//! such a segment as a whole; it is taken apart here. Texts stay percent-encoded, because
//! parameter styles cut before they decode.

/// A piece of a segment.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Piece<'a> {
    Literal(&'a str),
    Parameter(&'a str),
}

/// The pieces of a segment; a brace that is not closed is text.
fn pieces(segment: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = segment;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some((name, behind)) = rest.strip_prefix('{').and_then(|r| r.split_once('}')) {
            rest = behind;
            return Some(Piece::Parameter(name));
        }
        let end = rest[1..].find('{').map_or(rest.len(), |index| index + 1);
        let (literal, behind) = rest.split_at(end);
        rest = behind;
        Some(Piece::Literal(literal))
    })
}

/// Calls `found` for each parameter of a segment; whether the segment has the form of its template.
fn match_segment<'t, 'p>(
    template: &'t str,
    segment: &'p str,
    mut found: impl FnMut(&'t str, &'p str),
) -> bool {
    let mut rest = segment;
    let mut pieces = pieces(template).peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Literal(literal) => match rest.strip_prefix(literal) {
                Some(behind) => rest = behind,
                None => return false,
            },
            Piece::Parameter(name) => {
                let end = match pieces.peek() {
                    // Up to the first place where the text behind fits; a character at least.
                    Some(Piece::Literal(literal)) => {
                        let first = rest.chars().next().map_or(0, char::len_utf8);
                        rest[first..].find(literal).map(|index| index + first)
                    }
                    _ => Some(rest.len()),
                };
                let Some(end) = end.filter(|end| *end > 0) else {
                    return false;
                };
                let (value, behind) = rest.split_at(end);
                found(name, value);
                rest = behind;
            }
        }
    }
    rest.is_empty()
}

/// Calls `found` for each parameter of a path, its text still encoded; whether the path has the
/// form of the template.
fn match_path<'t, 'p>(
    template: &'t str,
    path: &'p str,
    mut found: impl FnMut(&'t str, &'p str),
) -> bool {
    let (mut templates, mut segments) = (template.split('/'), path.split('/'));
    loop {
        match (templates.next(), segments.next()) {
            (None, None) => return true,
            (Some(template), Some(segment)) if match_segment(template, segment, &mut found) => {}
            _ => return false,
        }
    }
}

/// Whether a path has the form of a template.
pub(crate) fn matches(template: &str, path: &str) -> bool {
    match_path(template, path, |_, _| {})
}

/// The text that stands for the parameter `name`, still encoded.
pub(crate) fn capture<'p>(template: &str, path: &'p str, name: &str) -> Option<&'p str> {
    let mut text = None;
    match_path(template, path, |own, value| {
        if own == name {
            text = Some(value);
        }
    });
    text
}

/// How much of a template is text: of two that fit, the one with more is meant.
pub(crate) fn literal_length(template: &str) -> usize {
    let lengths = template
        .split('/')
        .flat_map(pieces)
        .map(|piece| match piece {
            Piece::Literal(literal) => literal.len(),
            Piece::Parameter(_) => 0,
        });
    lengths.sum()
}

/// The route for axum: captures are numbered, so that paths which differ only in the names of their
/// parameters are one route.
pub(crate) fn route(template: &str) -> String {
    let segments = template.split('/').enumerate().map(|(index, segment)| {
        let has_parameter = pieces(segment).any(|piece| matches!(piece, Piece::Parameter(_)));
        if has_parameter {
            format!("{{p{index}}}")
        } else {
            segment.replace('{', "{{").replace('}', "}}")
        }
    });
    segments.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::{capture, matches, route};

    #[test]
    fn several_parameters_share_a_segment() {
        let template = "/repos/{owner}/compare/{base}...{head}";
        let path = "/repos/a%2Fb/compare/v1.0...main";
        assert_eq!(capture(template, path, "owner"), Some("a%2Fb"));
        assert_eq!(capture(template, path, "base"), Some("v1.0"));
        assert_eq!(capture(template, path, "head"), Some("main"));
        assert!(!matches(template, "/repos/a/compare/v1.0..main"));
        assert!(!matches(template, "/repos/a/compare/...main"));
        assert!(!matches(template, "/repos/a/compare/v1..."));
    }

    #[test]
    fn text_around_a_parameter_has_to_be_there() {
        assert!(matches("/files/v{n}.json", "/files/v2.json"));
        assert!(!matches("/files/v{n}.json", "/files/2.json"));
        assert!(!matches("/files/{n}", "/files/"));
        assert!(!matches("/files/{n}", "/files/1/"));
        assert!(matches("/", "/"));
    }

    #[test]
    fn characters_are_never_cut_in_two() {
        assert_eq!(capture("/{a}-{b}", "/é-é", "b"), Some("é"));
        assert_eq!(capture("/{a}-{b}", "/é", "b"), None);
    }

    #[test]
    fn routes_number_their_captures() {
        assert_eq!(route("/a/{b}/c"), "/a/{p2}/c");
        assert_eq!(route("/a/{b}...{c}"), "/a/{p2}");
        assert_eq!(route("/a/{b"), "/a/{{b");
    }
}
