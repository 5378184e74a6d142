//! RFC 3339: dates, times, and both together.

use time::{Date, Month, OffsetDateTime, Time, UtcOffset};

pub(super) fn is_date(text: &str) -> bool {
    parse_date(text).is_some()
}

pub(super) fn is_time(text: &str) -> bool {
    let mut scanner = Scanner(text.as_bytes());
    clock(&mut scanner).is_some() && scanner.0.is_empty()
}

pub(super) fn is_date_time(text: &str) -> bool {
    parse_date_time(text).is_some()
}

/// A `full-date`.
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    let mut scanner = Scanner(text.as_bytes());
    let date = full_date(&mut scanner)?;
    scanner.0.is_empty().then_some(date)
}

/// A `date-time`; a leap second is the last nanosecond before it.
pub(crate) fn parse_date_time(text: &str) -> Option<OffsetDateTime> {
    let mut scanner = Scanner(text.as_bytes());
    let date = full_date(&mut scanner)?;
    scanner.byte(b"Tt")?;
    let (time, offset) = clock(&mut scanner)?;
    scanner
        .0
        .is_empty()
        .then(|| OffsetDateTime::new_in_offset(date, time, offset))
}

fn full_date(scanner: &mut Scanner<'_>) -> Option<Date> {
    let century = scanner.two_digits()?;
    let year = i32::from(century) * 100 + i32::from(scanner.two_digits()?);
    scanner.byte(b"-")?;
    let month = Month::try_from(scanner.two_digits()?).ok()?;
    scanner.byte(b"-")?;
    Date::from_calendar_date(year, month, scanner.two_digits()?).ok()
}

/// A `full-time`: time of day and offset.
fn clock(scanner: &mut Scanner<'_>) -> Option<(Time, UtcOffset)> {
    let hour = scanner.two_digits()?;
    scanner.byte(b":")?;
    let minute = scanner.two_digits()?;
    scanner.byte(b":")?;
    let second = scanner.two_digits()?;
    let nanosecond = scanner.fraction()?;
    let offset = scanner.offset()?;
    if second != 60 {
        let time = Time::from_hms_nano(hour, minute, second, nanosecond).ok()?;
        return Some((time, offset));
    }
    // Leap seconds are inserted at the end of a day in UTC.
    let local = Time::from_hms(hour, minute, 59).ok()?;
    let utc_minute = i32::from(hour) * 60 + i32::from(minute) - i32::from(offset.whole_minutes());
    (utc_minute.rem_euclid(24 * 60) == 24 * 60 - 1).then_some(())?;
    Some((local.replace_nanosecond(999_999_999).ok()?, offset))
}

/// What is left to read.
struct Scanner<'a>(&'a [u8]);

impl Scanner<'_> {
    /// One of these bytes.
    fn byte(&mut self, any_of: &[u8]) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        any_of.contains(&first).then(|| {
            self.0 = rest;
            first
        })
    }

    fn digit(&mut self) -> Option<u8> {
        self.byte(b"0123456789").map(|digit| digit - b'0')
    }

    fn two_digits(&mut self) -> Option<u8> {
        Some(self.digit()? * 10 + self.digit()?)
    }

    /// Nanoseconds of an optional fraction; further digits are dropped.
    fn fraction(&mut self) -> Option<u32> {
        if self.byte(b".").is_none() {
            return Some(0);
        }
        let mut nanosecond = u32::from(self.digit()?) * 100_000_000;
        let mut place = 10_000_000;
        while let Some(digit) = self.digit() {
            nanosecond += u32::from(digit) * place;
            place /= 10;
        }
        Some(nanosecond)
    }

    /// `Z` or `+hh:mm`.
    fn offset(&mut self) -> Option<UtcOffset> {
        let sign = match self.byte(b"Zz+-")? {
            b'+' => 1,
            b'-' => -1,
            _ => return Some(UtcOffset::UTC),
        };
        let hours = i8::try_from(self.two_digits()?).ok()?;
        self.byte(b":")?;
        let minutes = i8::try_from(self.two_digits()?).ok()?;
        if hours > 23 {
            return None;
        }
        UtcOffset::from_hms(sign * hours, sign * minutes, 0).ok()
    }
}
