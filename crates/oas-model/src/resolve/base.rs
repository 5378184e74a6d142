//! URI references against a base, by RFC 3986: [`resolve`], and back again: [`relative`].
//!
//! Texts that are no URIs come through too: whatever is compared with them went the same way.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};

/// What stands in a path as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// The URI of a file of the project, by its path from the root.
pub(crate) fn of_path(path: &str) -> String {
    let escaped = percent_encoding::utf8_percent_encode(path, PLAIN);
    normal(&format!("file:///{escaped}"))
}

/// The URI that `reference` names, written where `base` is the base; both without fragment.
pub(crate) fn resolve(base: &str, reference: &str) -> String {
    let (base, target) = (Parts::of(base), Parts::of(reference));
    if target.scheme.is_some() {
        return target.normal();
    }
    let mut joined = Parts {
        scheme: base.scheme,
        ..target
    };
    let path;
    if target.authority.is_none() {
        joined.authority = base.authority;
        if target.path.is_empty() {
            joined.path = base.path;
            joined.query = target.query.or(base.query);
        } else if !target.path.starts_with('/') {
            let folder = match base.path.rsplit_once('/') {
                Some((folder, _)) => folder,
                None if base.authority.is_some() => "",
                // `urn:a:b` has no folders.
                None => return target.normal(),
            };
            path = format!("{folder}/{}", target.path);
            joined.path = &path;
        }
    }
    joined.normal()
}

/// The path that leads from the folder of `base` to `uri`, percent-decoded; `None` where they
/// have not the same scheme and authority, or `uri` is no path.
pub(crate) fn relative(base: &str, uri: &str) -> Option<String> {
    let (base, uri) = (Parts::of(base), Parts::of(uri));
    let is_same = base.scheme == uri.scheme && base.authority == uri.authority;
    if !is_same || base.authority.is_none() || uri.path.ends_with('/') {
        return None;
    }
    let from: Vec<&str> = base.path.split('/').collect();
    let to: Vec<&str> = uri.path.split('/').collect();
    let folders = from.len().saturating_sub(1);
    let shared = from
        .iter()
        .zip(&to)
        .take(folders.min(to.len().saturating_sub(1)))
        .take_while(|(one, other)| one == other)
        .count();
    let up = std::iter::repeat_n("..", folders - shared);
    let segments: Vec<&str> = up.chain(to[shared..].iter().copied()).collect();
    super::uri::percent_decode(&segments.join("/"))
}

/// A URI in the form in which it is compared.
fn normal(uri: &str) -> String {
    Parts::of(uri).normal()
}

#[derive(Clone, Copy)]
struct Parts<'t> {
    scheme: Option<&'t str>,
    authority: Option<&'t str>,
    path: &'t str,
    query: Option<&'t str>,
}

impl<'t> Parts<'t> {
    fn of(text: &'t str) -> Self {
        let (text, query) = match text.split_once('?') {
            Some((text, query)) => (text, Some(query)),
            None => (text, None),
        };
        let (scheme, rest) = match text.split_once(':') {
            Some((scheme, rest)) if is_scheme(scheme) => (Some(scheme), rest),
            _ => (None, text),
        };
        let (authority, path) = match rest.strip_prefix("//") {
            Some(rest) => {
                let end = rest.find('/').unwrap_or(rest.len());
                (Some(&rest[..end]), &rest[end..])
            }
            None => (None, rest),
        };
        Self {
            scheme,
            authority,
            path,
            query,
        }
    }

    fn normal(&self) -> String {
        let mut text = String::new();
        if let Some(scheme) = self.scheme {
            text.push_str(&scheme.to_ascii_lowercase());
            text.push(':');
        }
        if let Some(authority) = self.authority {
            text.push_str("//");
            text.push_str(&authority.to_ascii_lowercase());
        }
        text.push_str(&unescaped(&without_dots(self.path)));
        if let Some(query) = self.query {
            text.push('?');
            text.push_str(query);
        }
        text
    }
}

/// As `Reference` has it: one letter is a drive, not a scheme.
fn is_scheme(text: &str) -> bool {
    text.len() > 1
        && text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .chars()
            .all(|other| other.is_ascii_alphanumeric() || "+-.".contains(other))
}

/// A path without `.` and `..`, where it is one from the root.
fn without_dots(path: &str) -> String {
    if !path.starts_with('/') {
        return path.to_owned();
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path[1..].split('/').peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    kept.pop();
                }
                if is_last {
                    kept.push("");
                }
            }
            other => kept.push(other),
        }
    }
    format!("/{}", kept.join("/"))
}

/// A path in which what needs no escape has none, and escapes are in upper case.
fn unescaped(path: &str) -> String {
    if !path.contains('%') {
        return path.to_owned();
    }
    let bytes = path.as_bytes();
    let mut text = String::new();
    let mut start = 0;
    while let Some(found) = path[start..].find('%') {
        let at = start + found;
        text.push_str(&path[start..at]);
        let digits = path.get(at + 1..at + 3);
        let value = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (value.map(char::from), digits) {
            (Some(plain), _) if plain.is_ascii_alphanumeric() || "-._~".contains(plain) => {
                text.push(plain);
                start = at + 3;
            }
            (Some(_), Some(digits)) => {
                text.push('%');
                text.push_str(&digits.to_ascii_uppercase());
                start = at + 3;
            }
            _ => {
                text.push('%');
                start = at + 1;
            }
        }
    }
    text.push_str(path.get(start..bytes.len()).unwrap_or_default());
    text
}

#[cfg(test)]
mod tests {
    use super::{of_path, relative, resolve};

    /// The examples of RFC 3986, 5.4, but for those with a fragment.
    #[test]
    fn references_are_resolved_as_the_standard_says() {
        let cases = [
            ("g:h", "g:h"),
            ("gh:h", "gh:h"),
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            (";x", "http://a/b/c/;x"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("./", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../..", "http://a/"),
            ("../../../../g", "http://a/g"),
            ("/../g", "http://a/g"),
            ("g.", "http://a/b/c/g."),
            ("./g/.", "http://a/b/c/g/"),
            ("g;x=1/../y", "http://a/b/c/y"),
            ("%67%2f", "http://a/b/c/g%2F"),
            ("HTTP://A/g", "http://a/g"),
            ("urn:uuid:1", "urn:uuid:1"),
        ];
        for (reference, expected) in &cases[1..] {
            assert_eq!(&resolve("http://a/b/c/d;p?q", reference), expected);
        }
        // One letter is a drive here, not a scheme.
        assert_eq!(resolve("http://a/b/c/d", cases[0].0), "http://a/b/c/g:h");
        assert_eq!(resolve("urn:uuid:1", "g"), "g");
        assert_eq!(resolve("http://a", "g"), "http://a/g");
    }

    #[test]
    fn a_way_leads_back() {
        let base = "https://example.com/api/v1/openapi.yaml";
        let cases = [
            ("https://example.com/api/v1/a%20b.yaml", Some("a b.yaml")),
            ("https://example.com/api/x.yaml", Some("../x.yaml")),
            ("https://example.com/x.yaml", Some("../../x.yaml")),
            ("https://example.com/api/v1/s/x.yaml", Some("s/x.yaml")),
            ("https://example.org/api/v1/x.yaml", None),
            ("http://example.com/api/v1/x.yaml", None),
            ("https://example.com/api/v1/", None),
            ("urn:uuid:1", None),
        ];
        for (uri, expected) in cases {
            assert_eq!(relative(base, uri).as_deref(), expected, "{uri}");
        }
    }

    #[test]
    fn files_have_uris() {
        assert_eq!(of_path("a b/c#d.yaml"), "file:///a%20b/c%23d.yaml");
    }
}
