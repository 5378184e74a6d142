//! Path templates and server URLs: what stands in braces, and what stands between slashes.

/// The names in braces, in order: `{name}`.
pub(crate) fn variables(template: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let after = &rest[open + 1..];
        let Some(close) = after.find('}') else { break };
        names.push(&after[..close]);
        rest = &after[close + 1..];
    }
    names
}

/// The segments between slashes; the empty one of a slash at the end is left out.
pub(crate) fn segments(path: &str) -> Vec<&str> {
    path.split('/')
        .filter(|segment| !segment.is_empty())
        .collect()
}

/// The template with every name left out: `/pets/{id}` becomes `/pets/{}`.
pub(crate) fn shape(template: &str) -> String {
    let mut shape = String::with_capacity(template.len());
    let mut within = false;
    for character in template.chars() {
        match character {
            '{' => {
                within = true;
                shape.push('{');
            }
            '}' => {
                within = false;
                shape.push('}');
            }
            _ if within => {}
            _ => shape.push(character),
        }
    }
    shape
}

/// Whether a segment has a variable.
pub(crate) fn is_variable(segment: &str) -> bool {
    segment.contains('{')
}

#[cfg(test)]
mod tests {
    use super::{shape, variables};

    #[test]
    fn variables_are_found_wherever_they_stand() {
        assert_eq!(variables("/a/{b}/{c}...{d}"), ["b", "c", "d"]);
        assert_eq!(variables("/a/{b"), [""; 0]);
        assert_eq!(shape("/a/{b}/{c}...{d}/e"), "/a/{}/{}...{}/e");
    }
}
