//! Numbers as they are written, and as the types of a language see them: [`Number`].

use std::borrow::Cow;

use super::{Node, NodeKind};

/// A number of the text. Nothing is rounded until a type is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number<'t> {
    text: &'t str,
}

/// Floats hold every integer up to this exactly.
const EXACT_IN_F64: f64 = 9_007_199_254_740_992.0;

impl<'t> Node<'t> {
    /// The number, when the node is one.
    #[must_use]
    pub fn number(self) -> Option<Number<'t>> {
        match self.kind() {
            NodeKind::Integer | NodeKind::Float => Some(Number {
                text: self.scalar_text()?,
            }),
            _ => None,
        }
    }

    /// The value of an integer that fits, `2.0` and `1e3` included.
    #[must_use]
    pub fn as_i64(self) -> Option<i64> {
        self.number()?.as_i64()
    }

    /// The value of an integer that fits, `2.0` and `1e3` included.
    #[must_use]
    pub fn as_u64(self) -> Option<u64> {
        self.number()?.as_u64()
    }

    /// The nearest float.
    #[must_use]
    pub fn as_f64(self) -> Option<f64> {
        self.number().map(Number::as_f64)
    }
}

impl<'t> Number<'t> {
    /// The number as it is written.
    #[must_use]
    pub const fn text(self) -> &'t str {
        self.text
    }

    /// The number in decimal digits, with nothing rounded: `0x1F` is `31`, `+01.50` is `1.50`.
    ///
    /// Hexadecimal and octal numbers of more than 128 bits are given as the nearest float, and
    /// `.inf` and `.nan` as they are written.
    #[must_use]
    pub fn decimal_text(self) -> Cow<'t, str> {
        if let Some((digits, radix)) = self.radix() {
            return match u128::from_str_radix(digits, radix) {
                Ok(value) => Cow::Owned(value.to_string()),
                Err(_) => Cow::Owned(format!("{}", self.as_f64())),
            };
        }
        if !self.is_finite() {
            return Cow::Borrowed(self.text);
        }
        let sign = if self.text.starts_with('-') { "-" } else { "" };
        let unsigned = self.text.trim_start_matches(['+', '-']);
        let exponent_start = unsigned.find(['e', 'E']).unwrap_or(unsigned.len());
        let (mantissa, exponent) = unsigned.split_at(exponent_start);
        let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let integer = integer.trim_start_matches('0');
        let integer = if integer.is_empty() { "0" } else { integer };
        let point = if fraction.is_empty() { "" } else { "." };
        let decimal = format!("{sign}{integer}{point}{fraction}{exponent}");
        if decimal == self.text {
            Cow::Borrowed(self.text)
        } else {
            Cow::Owned(decimal)
        }
    }

    /// The value, when it is an integer that fits.
    #[must_use]
    pub fn as_i64(self) -> Option<i64> {
        if let Some((digits, radix)) = self.radix() {
            return i64::from_str_radix(digits, radix).ok();
        }
        match self.text.parse() {
            Ok(value) => Some(value),
            Err(_) => self.exact_integer(),
        }
    }

    /// The value, when it is an integer that fits.
    #[must_use]
    pub fn as_u64(self) -> Option<u64> {
        if let Some((digits, radix)) = self.radix() {
            return u64::from_str_radix(digits, radix).ok();
        }
        match self.text.parse() {
            Ok(value) => Some(value),
            Err(_) => u64::try_from(self.as_i64()?).ok(),
        }
    }

    /// The nearest float; infinite or not a number only where the text says so or is out of range.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        if let Some((digits, radix)) = self.radix() {
            return digits
                .chars()
                .filter_map(|digit| digit.to_digit(radix))
                .fold(0.0, |value, digit| {
                    value * f64::from(radix) + f64::from(digit)
                });
        }
        let unsigned = self.text.trim_start_matches(['+', '-']);
        let sign = if self.text.starts_with('-') {
            -1.0
        } else {
            1.0
        };
        if unsigned.eq_ignore_ascii_case(".inf") {
            return sign * f64::INFINITY;
        }
        if unsigned.eq_ignore_ascii_case(".nan") {
            return f64::NAN;
        }
        unsigned.parse().map_or(f64::NAN, |value: f64| sign * value)
    }

    /// Whether the text says neither infinity nor not-a-number.
    #[must_use]
    pub fn is_finite(self) -> bool {
        let unsigned = self.text.trim_start_matches(['+', '-']);
        !unsigned.eq_ignore_ascii_case(".inf") && !unsigned.eq_ignore_ascii_case(".nan")
    }

    /// The digits of a hexadecimal or octal number, and its base.
    fn radix(self) -> Option<(&'t str, u32)> {
        let hexadecimal = self.text.strip_prefix("0x").map(|digits| (digits, 16));
        hexadecimal.or_else(|| self.text.strip_prefix("0o").map(|digits| (digits, 8)))
    }

    /// The value of a number written with fraction or exponent that is an integer all the same.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the value is an integer within the range that both types hold exactly"
    )]
    fn exact_integer(self) -> Option<i64> {
        let written = self.text.contains(['.', 'e', 'E']);
        let value = self.as_f64();
        (written && value.fract() == 0.0 && value.abs() <= EXACT_IN_F64).then_some(value as i64)
    }
}
