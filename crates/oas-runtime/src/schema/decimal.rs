//! Exact decimal numbers: [`Decimal`], in which bounds are written and numbers are compared.
//!
//! A JSON number is a decimal text. Comparing in binary floating point would call `0.07` no
//! multiple of `0.01`; here a number is `mantissa × 10^exponent`, taken from the shortest text that
//! stands for it. Nothing allocates.

use std::cmp::Ordering;
use std::fmt::{self, Write};

/// A decimal number, `mantissa × 10^exponent`, with at most [`Decimal::DIGITS`] digits.
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    // As bytes, because an `i128` would align every schema table to 16 bytes.
    mantissa: [u8; 16],
    exponent: i32,
}

impl Decimal {
    /// The most significant digits that a decimal can have.
    pub const DIGITS: usize = 36;

    /// `mantissa × 10^exponent`.
    const fn new(mantissa: i128, exponent: i32) -> Self {
        Self {
            mantissa: mantissa.to_ne_bytes(),
            exponent,
        }
    }

    const fn mantissa(self) -> i128 {
        i128::from_ne_bytes(self.mantissa)
    }

    /// A whole number.
    #[must_use]
    pub const fn integer(value: i64) -> Self {
        Self::new(value as i128, 0)
    }

    /// A whole number beyond `i64`.
    #[must_use]
    pub const fn unsigned(value: u64) -> Self {
        Self::new(value as i128, 0)
    }

    /// Reads a JSON number; `None` if it is none, or has too many digits.
    #[must_use]
    pub const fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let negative = !bytes.is_empty() && bytes[0] == b'-';
        let mut position = if negative { 1 } else { 0 };
        let mut mantissa: i128 = 0;
        let mut exponent: i32 = 0;
        let (mut digits, mut significant, mut fraction) = (0, 0, false);
        while position < bytes.len() {
            let byte = bytes[position];
            if byte == b'.' && !fraction && digits > 0 {
                fraction = true;
                digits = 0;
            } else if byte.is_ascii_digit() {
                digits += 1;
                if significant > 0 || byte != b'0' {
                    significant += 1;
                }
                if significant > Self::DIGITS {
                    return None;
                }
                mantissa = mantissa * 10 + (byte - b'0') as i128;
                if fraction {
                    exponent -= 1;
                }
            } else {
                break;
            }
            position += 1;
        }
        if digits == 0 {
            return None;
        }
        if position < bytes.len() {
            let Some(shift) = parse_exponent(bytes, position) else {
                return None;
            };
            exponent += shift;
        }
        let mantissa = if negative { -mantissa } else { mantissa };
        Some(Self::new(mantissa, exponent))
    }

    /// Reads a bound when a schema is compiled.
    ///
    /// # Panics
    ///
    /// While compiling, if the text is no number: schemas are constants.
    #[must_use]
    pub(crate) const fn literal(text: &str) -> Self {
        match Self::parse(text) {
            Some(decimal) => decimal,
            None => panic!("a bound is a decimal number of at most 36 digits"),
        }
    }

    /// The number that the shortest text for `value` stands for; `None` for infinities and NaN.
    #[must_use]
    pub fn from_f64(value: f64) -> Option<Self> {
        if !value.is_finite() {
            return None;
        }
        let mut text = Buffer::new();
        write!(text, "{value:e}").ok()?;
        Self::parse(text.as_str())
    }

    /// Like [`Decimal::from_f64`], by the shortest text for single precision.
    #[must_use]
    pub fn from_f32(value: f32) -> Option<Self> {
        if !value.is_finite() {
            return None;
        }
        let mut text = Buffer::new();
        write!(text, "{value:e}").ok()?;
        Self::parse(text.as_str())
    }

    /// The number that a JSON value holds.
    #[must_use]
    pub fn from_json(number: &serde_json::Number) -> Option<Self> {
        if let Some(value) = number.as_i64() {
            return Some(Self::integer(value));
        }
        if let Some(value) = number.as_u64() {
            return Some(Self::unsigned(value));
        }
        number.as_f64().and_then(Self::from_f64)
    }

    /// Whether the number has no fraction.
    #[must_use]
    pub const fn is_integer(self) -> bool {
        self.normalized().exponent >= 0
    }

    /// Whether the number is a multiple of `step`, which is not zero.
    #[must_use]
    pub fn is_multiple_of(self, step: Self) -> bool {
        let (value, step) = (self.normalized(), step.normalized());
        if value.mantissa() == 0 {
            return true;
        }
        let (dividend, divisor) = (
            value.mantissa().unsigned_abs(),
            step.mantissa().unsigned_abs(),
        );
        if divisor == 0 {
            return false;
        }
        let shift = value.exponent.saturating_sub(step.exponent);
        if shift < 0 {
            // The divisor has to take up the difference; past 10^38 it exceeds any dividend.
            return 10_u128
                .checked_pow(shift.unsigned_abs())
                .and_then(|power| divisor.checked_mul(power))
                .is_some_and(|divisor| dividend.is_multiple_of(divisor));
        }
        // What is left of the divisor without the dividend's factors must divide a power of ten.
        let rest = divisor / greatest_common_divisor(dividend, divisor);
        let (twos, without_twos) = strip(rest, 2);
        let (fives, without_both) = strip(without_twos, 5);
        without_both == 1 && twos.max(fives) <= shift.unsigned_abs()
    }

    /// Without zeros at the end of the mantissa; zero has the exponent 0.
    pub(crate) const fn normalized(self) -> Self {
        let (mut mantissa, mut exponent) = (self.mantissa(), self.exponent);
        if mantissa == 0 {
            return Self::integer(0);
        }
        while mantissa % 10 == 0 {
            mantissa /= 10;
            exponent += 1;
        }
        Self::new(mantissa, exponent)
    }
}

macro_rules! from_integers {
    ($($integer:ty)*) => {$(
        impl From<$integer> for Decimal {
            fn from(value: $integer) -> Self {
                Self::new(value.into(), 0)
            }
        }
    )*};
}

from_integers!(i32 i64 u32 u64);

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let normalized = self.normalized();
        let (mantissa, exponent) = (normalized.mantissa(), normalized.exponent);
        match exponent {
            0 => write!(formatter, "{mantissa}"),
            1..=15 => {
                write!(formatter, "{mantissa}")?;
                (0..exponent).try_for_each(|_| formatter.write_char('0'))
            }
            -20..=-1 => {
                let places = exponent.unsigned_abs();
                let power = 10_u128.pow(places);
                let magnitude = mantissa.unsigned_abs();
                let sign = if mantissa < 0 { "-" } else { "" };
                let (whole, fraction) = (magnitude / power, magnitude % power);
                let width = places as usize;
                write!(formatter, "{sign}{whole}.{fraction:0width$}")
            }
            _ => write!(formatter, "{mantissa}e{exponent}"),
        }
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.exponent == other.exponent {
            return self.mantissa().cmp(&other.mantissa());
        }
        let parts = |number: Self| {
            let normalized = number.normalized();
            (normalized.mantissa(), i64::from(normalized.exponent))
        };
        let ((left, left_exponent), (right, right_exponent)) = (parts(*self), parts(*other));
        let signs = left.signum().cmp(&right.signum());
        if signs != Ordering::Equal || left == 0 {
            return signs;
        }
        let (left_digits, right_digits) = (digits(left), digits(right));
        let magnitude = (left_exponent + i64::from(left_digits))
            .cmp(&(right_exponent + i64::from(right_digits)))
            .then_with(|| {
                // Equally many digits before the point: compare with equally many in all.
                let width = left_digits.max(right_digits);
                let scaled = |mantissa: i128, digits: u32| {
                    mantissa.unsigned_abs() * 10_u128.pow(width - digits)
                };
                scaled(left, left_digits).cmp(&scaled(right, right_digits))
            });
        if left < 0 {
            magnitude.reverse()
        } else {
            magnitude
        }
    }
}

/// The exponent that starts at `position` with `e` and reaches to the end.
const fn parse_exponent(bytes: &[u8], position: usize) -> Option<i32> {
    if bytes[position] != b'e' && bytes[position] != b'E' {
        return None;
    }
    let mut position = position + 1;
    let negative = position < bytes.len() && bytes[position] == b'-';
    if position < bytes.len() && (bytes[position] == b'-' || bytes[position] == b'+') {
        position += 1;
    }
    if position == bytes.len() {
        return None;
    }
    let mut exponent: i32 = 0;
    while position < bytes.len() {
        let byte = bytes[position];
        // Far beyond what a double can hold, and far from overflow.
        if !byte.is_ascii_digit() || exponent > 99_999 {
            return None;
        }
        exponent = exponent * 10 + (byte - b'0') as i32;
        position += 1;
    }
    Some(if negative { -exponent } else { exponent })
}

/// How many digits a number other than zero has.
fn digits(mantissa: i128) -> u32 {
    mantissa.unsigned_abs().ilog10() + 1
}

const fn greatest_common_divisor(left: u128, right: u128) -> u128 {
    let (mut left, mut right) = (left, right);
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left
}

/// How often `factor` divides `number`, and what is left.
const fn strip(number: u128, factor: u128) -> (u32, u128) {
    let (mut count, mut rest) = (0, number);
    while rest.is_multiple_of(factor) {
        rest /= factor;
        count += 1;
    }
    (count, rest)
}

/// Room for the scientific notation of a double, on the stack.
struct Buffer {
    bytes: [u8; 32],
    length: usize,
}

impl Buffer {
    const fn new() -> Self {
        Self {
            bytes: [0; 32],
            length: 0,
        }
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }
}

impl Write for Buffer {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.length + text.len();
        let room = self.bytes.get_mut(self.length..end).ok_or(fmt::Error)?;
        room.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Decimal;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).expect("the test's own number")
    }

    #[test]
    fn multiples_are_exact() {
        for (value, step, expected) in [
            ("0.07", "0.01", true),
            ("19.99", "0.01", true),
            ("0.075", "0.01", false),
            ("1e308", "0.5", true),
            ("1e300", "3", false),
            ("3e300", "3", true),
            ("10", "4", false),
            ("100", "4", true),
            ("0", "7", true),
            ("-9", "3", true),
            ("4.5", "1.5", true),
            ("1e-7", "1e-8", true),
            ("1e-8", "1e-7", false),
        ] {
            let multiple = decimal(value).is_multiple_of(decimal(step));
            assert_eq!(multiple, expected, "{value} of {step}");
        }
    }

    #[test]
    fn texts_that_are_no_number_are_refused() {
        for text in [
            "",
            "-",
            ".5",
            "1.",
            "1e",
            "e1",
            "1x",
            "1.2.3",
            "1e9999999",
            "NaN",
        ] {
            assert!(Decimal::parse(text).is_none(), "{text}");
        }
        assert!(Decimal::parse(&"9".repeat(37)).is_none());
    }

    #[test]
    fn decimals_print_as_people_write_them() {
        for text in [
            "0", "-12", "1000000", "0.05", "-0.5", "12.75", "1e30", "25e-30",
        ] {
            assert_eq!(decimal(text).to_string(), text);
        }
    }

    proptest! {
        #[test]
        fn order_is_that_of_the_numbers(left: f64, right: f64) {
            let (Some(a), Some(b)) = (Decimal::from_f64(left), Decimal::from_f64(right)) else {
                return Ok(());
            };
            prop_assert_eq!(Some(a.cmp(&b)), left.partial_cmp(&right));
        }

        #[test]
        fn integers_compare_exactly(left: i64, right: u64) {
            let order = i128::from(left).cmp(&i128::from(right));
            prop_assert_eq!(Decimal::integer(left).cmp(&Decimal::unsigned(right)), order);
        }

        #[test]
        fn multiples_agree_with_integers(value in -100_000_i64..100_000, step in 1_i64..500) {
            let expected = value % step == 0;
            prop_assert_eq!(
                Decimal::integer(value).is_multiple_of(Decimal::integer(step)),
                expected
            );
        }

        #[test]
        fn printing_and_reading_gives_the_same(value: f64) {
            let Some(number) = Decimal::from_f64(value) else { return Ok(()) };
            prop_assert_eq!(Decimal::parse(&number.to_string()), Some(number));
        }
    }
}
