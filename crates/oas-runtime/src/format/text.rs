//! UUIDs, base64 and durations.

pub(super) fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

pub(super) fn is_base64(text: &str) -> bool {
    let bytes = text.as_bytes();
    if !bytes.len().is_multiple_of(4) {
        return false;
    }
    let Some(last) = bytes.len().checked_sub(4) else {
        return true;
    };
    let (body, tail) = bytes.split_at(last);
    let sextets = |bytes: &[u8]| bytes.iter().all(|byte| sextet(*byte).is_some());
    // Bits that belong to no byte are zero, so that each byte string has one text.
    let tail_fits = match tail {
        [a, b, b'=', b'='] => {
            sextets(&[*a]) && sextet(*b).is_some_and(|bits| bits.trailing_zeros() >= 4)
        }
        [a, b, c, b'='] => {
            sextets(&[*a, *b]) && sextet(*c).is_some_and(|bits| bits.trailing_zeros() >= 2)
        }
        whole => sextets(whole),
    };
    tail_fits && sextets(body)
}

/// What a letter of the base64 alphabet stands for.
const fn sextet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

pub(super) fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else {
        return false;
    };
    if let Some(weeks) = rest.strip_suffix('W') {
        return is_digits(weeks);
    }
    let (date, time) = match rest.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (rest, None),
    };
    match time {
        Some(time) => (date.is_empty() || is_run(date, "YMD")) && is_run(time, "HMS"),
        None => is_run(date, "YMD"),
    }
}

/// Numbers, each followed by its unit: units in this order, from any one on without a gap.
fn is_run(text: &str, units: &str) -> bool {
    let mut rest = text;
    let mut next: Option<usize> = None;
    while !rest.is_empty() {
        let Some(end) = rest.find(|character: char| !character.is_ascii_digit()) else {
            return false;
        };
        let position = rest[end..].chars().next().and_then(|unit| units.find(unit));
        let Some(position) = position.filter(|_| end > 0) else {
            return false;
        };
        if next.is_some_and(|expected| expected != position) {
            return false;
        }
        next = Some(position + 1);
        rest = &rest[end + 1..];
    }
    next.is_some()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
