//! What plain scalars are by the core schema (YAML 1.2.2 §10.3.2): [`resolve`].

use crate::tree::NodeKind;

/// The kind of a scalar without quotes and tag.
pub(crate) fn resolve(text: &str) -> NodeKind {
    let Some(first) = text.bytes().next() else {
        return NodeKind::Null;
    };
    match first {
        b'~' | b'n' | b'N' if matches!(text, "~" | "null" | "Null" | "NULL") => NodeKind::Null,
        b't' | b'T' if matches!(text, "true" | "True" | "TRUE") => NodeKind::Boolean,
        b'f' | b'F' if matches!(text, "false" | "False" | "FALSE") => NodeKind::Boolean,
        b'0'..=b'9' | b'+' | b'-' | b'.' => number(text).unwrap_or(NodeKind::String),
        _ => NodeKind::String,
    }
}

fn number(text: &str) -> Option<NodeKind> {
    if let Some(digits) = text.strip_prefix("0x") {
        return all(digits, |digit| digit.is_ascii_hexdigit()).then_some(NodeKind::Integer);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return all(digits, |digit| (b'0'..=b'7').contains(&digit)).then_some(NodeKind::Integer);
    }
    if matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Some(NodeKind::Float);
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return Some(NodeKind::Float);
    }
    if all(unsigned, |digit| digit.is_ascii_digit()) {
        return Some(NodeKind::Integer);
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let exponent_is_one = exponent.is_none_or(|exponent| {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        all(digits, |digit| digit.is_ascii_digit())
    });
    let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits_only = |part: &str| part.bytes().all(|digit| digit.is_ascii_digit());
    let some_digit = !integer.is_empty() || !fraction.is_empty();
    (exponent_is_one && some_digit && digits_only(integer) && digits_only(fraction))
        .then_some(NodeKind::Float)
}

fn all(digits: &str, allowed: impl Fn(u8) -> bool) -> bool {
    !digits.is_empty() && digits.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::resolve;
    use crate::tree::NodeKind;

    #[test]
    fn plain_scalars_are_what_the_core_schema_says() {
        let kinds = [
            (NodeKind::Null, "|~|null|Null|NULL"),
            (NodeKind::Boolean, "true|True|TRUE|false|False|FALSE"),
            (
                NodeKind::Integer,
                "0|-1|+12|007|0o17|0xC0ffee|123456789012345678901234567890",
            ),
            (
                NodeKind::Float,
                "1.0|-.5|+1.|1e3|1E-3|12e03|0.|.inf|-.Inf|+.INF|.nan|.NaN|.NAN",
            ),
            (
                NodeKind::String,
                "nULL|tRUE|yes|no|on|off|y|0x|0o8|0xg|-|+|.|..|1.2.3|1e|1e+|-.|.e1|1_000|12:30|-.nan|2020-01-01|0b1|-0x1|e1|∞",
            ),
        ];
        for (kind, texts) in kinds {
            for text in texts.split('|') {
                assert_eq!(resolve(text), kind, "{text:?}");
            }
        }
    }
}
