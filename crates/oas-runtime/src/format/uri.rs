//! URIs and references, by the grammar of RFC 3986 appendix A.

use super::network;

pub(super) fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    is_scheme(scheme) && is_hierarchy(rest)
}

pub(super) fn is_uri_reference(text: &str) -> bool {
    // The first segment of a relative path has no colon, or it would be a scheme.
    let first = text.split(['/', '?', '#']).next().unwrap_or_default();
    is_uri(text) || (!first.contains(':') && is_hierarchy(text))
}

fn is_scheme(scheme: &str) -> bool {
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// Everything behind the scheme.
fn is_hierarchy(text: &str) -> bool {
    let (rest, fragment) = split_or_whole(text, '#');
    let (path, query) = split_or_whole(rest, '?');
    let tail_fits = [query, fragment]
        .into_iter()
        .flatten()
        .all(|part| is_made_of(part, |byte| is_path_byte(byte) || byte == b'?'));
    let path_fits = match path.strip_prefix("//") {
        None => is_made_of(path, is_path_byte),
        Some(rest) => {
            let end = rest.find('/').unwrap_or(rest.len());
            is_authority(&rest[..end]) && is_made_of(&rest[end..], is_path_byte)
        }
    };
    tail_fits && path_fits
}

fn is_authority(authority: &str) -> bool {
    let host_and_port = match authority.rsplit_once('@') {
        Some((user, rest)) => {
            if !is_made_of(user, |byte| is_name_byte(byte) || byte == b':') {
                return false;
            }
            rest
        }
        None => authority,
    };
    if let Some(rest) = host_and_port.strip_prefix('[') {
        return rest.split_once(']').is_some_and(|(literal, port)| {
            (network::is_ipv6(literal) || is_future_address(literal))
                && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
        });
    }
    let (host, port) = split_or_whole(host_and_port, ':');
    is_made_of(host, is_name_byte) && port.is_none_or(is_port)
}

/// `IPvFuture`.
fn is_future_address(literal: &str) -> bool {
    literal
        .strip_prefix(['v', 'V'])
        .and_then(|rest| rest.split_once('.'))
        .is_some_and(|(version, address)| {
            !version.is_empty()
                && version.bytes().all(|byte| byte.is_ascii_hexdigit())
                && !address.is_empty()
                && address
                    .bytes()
                    .all(|byte| byte == b':' || (byte != b'%' && is_name_byte(byte)))
        })
}

fn is_port(port: &str) -> bool {
    port.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether all bytes are allowed and each `%` starts an escape.
fn is_made_of(text: &str, allowed: impl Fn(u8) -> bool) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().all(|(index, byte)| match byte {
        b'%' => bytes
            .get(index + 1..index + 3)
            .is_some_and(|escape| escape.iter().all(u8::is_ascii_hexdigit)),
        other => allowed(*other),
    })
}

/// `unreserved` and `sub-delims`.
const fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'-' | b'.'
                | b'_'
                | b'~'
                | b'!'
                | b'$'
                | b'&'
                | b'\''
                | b'('
                | b')'
                | b'*'
                | b'+'
                | b','
                | b';'
                | b'='
        )
}

/// `pchar` and the slash.
const fn is_path_byte(byte: u8) -> bool {
    is_name_byte(byte) || matches!(byte, b':' | b'@' | b'/')
}

fn split_or_whole(text: &str, separator: char) -> (&str, Option<&str>) {
    match text.split_once(separator) {
        Some((head, tail)) => (head, Some(tail)),
        None => (text, None),
    }
}
