//! Path templates: text to segments and parts.

use crate::{PathPart, PathSegment, PathTemplate};

/// Takes a path template apart; the error says what is wrong with it.
pub(super) fn lower_path(text: &str) -> Result<PathTemplate, String> {
    // What follows is no path: some documents tell operations apart by it.
    let path = text.split(['?', '#']).next().unwrap_or(text);
    if path != text {
        return Err("it has a query string or a fragment".to_owned());
    }
    let Some(rest) = path.strip_prefix('/') else {
        return Err("it does not start with `/`".to_owned());
    };
    let segments = if rest.is_empty() {
        Vec::new()
    } else {
        rest.split('/')
            .map(lower_segment)
            .collect::<Result<_, _>>()?
    };
    let template = PathTemplate {
        text: text.to_owned(),
        segments,
    };
    let mut names: Vec<_> = parameters(&template).collect();
    names.sort_unstable();
    match names.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(format!("`{{{}}}` stands in it twice", pair[0])),
        None => Ok(template),
    }
}

/// Names of the parameters of a template.
pub(super) fn parameters(template: &PathTemplate) -> impl Iterator<Item = &str> {
    let parts = template.segments.iter().flat_map(|segment| &segment.parts);
    parts.filter_map(|part| match part {
        PathPart::Parameter(name) => Some(name.as_str()),
        PathPart::Literal(_) => None,
    })
}

fn lower_segment(text: &str) -> Result<PathSegment, String> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(['{', '}']) {
        if rest.as_bytes()[open] == b'}' {
            return Err("a `}` in it has no `{`".to_owned());
        }
        if open > 0 {
            parts.push(PathPart::Literal(rest[..open].to_owned()));
        }
        let Some(length) = rest[open + 1..].find(['{', '}']) else {
            return Err("a `{` in it has no `}`".to_owned());
        };
        let close = open + 1 + length;
        if rest.as_bytes()[close] == b'{' {
            return Err("there is a `{` within `{`".to_owned());
        }
        let name = &rest[open + 1..close];
        if name.is_empty() {
            return Err("a parameter in it has no name".to_owned());
        }
        if matches!(parts.last(), Some(PathPart::Parameter(_))) {
            return Err("two parameters in it touch each other".to_owned());
        }
        parts.push(PathPart::Parameter(name.to_owned()));
        rest = &rest[close + 1..];
    }
    if !rest.is_empty() {
        parts.push(PathPart::Literal(rest.to_owned()));
    }
    Ok(PathSegment { parts })
}
