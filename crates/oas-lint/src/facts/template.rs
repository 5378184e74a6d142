//! Path templates and server URLs: what stands in braces, and what stands between slashes.

use std::fmt::Write as _;

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

/// The path with every character in the one form that means the same (RFC 3986 §6.2.2): letters,
/// digits and `-._~` as they are, what is outside of ASCII as its bytes, escapes in capitals.
pub(crate) fn unescaped(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    let mut rest = path.as_bytes();
    let digit = |byte: u8| char::from(byte).to_digit(16);
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        let escaped = match (first, after) {
            (b'%', [high, low, ..]) => digit(*high).zip(digit(*low)),
            _ => None,
        };
        let byte = match escaped {
            Some((high, low)) => {
                rest = &after[2..];
                u8::try_from(high * 16 + low).unwrap_or(*first)
            }
            None => *first,
        };
        let is_free = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if is_free || (escaped.is_none() && byte.is_ascii()) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

/// Whether a segment has a variable.
pub(crate) fn is_variable(segment: &str) -> bool {
    segment.contains('{')
}

#[cfg(test)]
mod tests {
    use super::{shape, unescaped, variables};

    #[test]
    fn variables_are_found_wherever_they_stand() {
        assert_eq!(variables("/a/{b}/{c}...{d}"), ["b", "c", "d"]);
        assert_eq!(variables("/a/{b"), [""; 0]);
        assert_eq!(unescaped("/a%62c/%c3%A9/é%2f%"), "/abc/%C3%A9/%C3%A9%2F%");
        assert_eq!(shape("/a/{b}/{c}...{d}/e"), "/a/{}/{}...{}/e");
    }
}
