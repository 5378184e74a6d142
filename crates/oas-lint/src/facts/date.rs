//! Dates and times as they stand in documents.

/// A date as year, month and day.
pub(crate) type Date = (u32, u32, u32);

/// Reads `2026-11-23`.
pub(crate) fn date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse().ok();
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((year, month, day))
}

/// The same day of a later month, or a day past its end where it is shorter: enough to compare.
pub(crate) const fn months_later((year, month, day): Date, months: u32) -> Date {
    let month = month - 1 + months;
    (year + month / 12, month % 12 + 1, day)
}

/// The zone of an RFC 3339 date-time, `Z` or `+01:00`; `None` when the text is none.
pub(crate) fn zone(text: &str) -> Option<&str> {
    date(text.get(..10)?)?;
    let rest = text.get(10..)?;
    let time = rest.strip_prefix(['T', 't', ' '])?;
    let digits_at = |range: std::ops::Range<usize>| {
        time.get(range)
            .is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    if !(digits_at(0..2) && digits_at(3..5) && digits_at(6..8)) {
        return None;
    }
    let after = time.get(8..)?;
    let fraction = after.strip_prefix('.').map_or(0, |rest| {
        1 + rest.bytes().take_while(u8::is_ascii_digit).count()
    });
    after.get(fraction..)
}

#[cfg(test)]
mod tests {
    use super::{date, months_later, zone};

    #[test]
    fn dates_are_read_and_compared_by_month() {
        assert_eq!(date("2026-11-23"), Some((2026, 11, 23)));
        assert_eq!(date("2026-13-23"), None);
        assert_eq!(date("23.11.2026"), None);
        assert_eq!(months_later((2026, 11, 23), 6), (2027, 5, 23));
        assert_eq!(months_later((2026, 12, 1), 1), (2027, 1, 1));
    }

    #[test]
    fn zones_are_found_behind_fractions() {
        assert_eq!(zone("2026-11-23T10:00:00Z"), Some("Z"));
        assert_eq!(zone("2026-11-23T10:00:00.123+01:00"), Some("+01:00"));
        assert_eq!(zone("2026-11-23T10:00:00"), Some(""));
        assert_eq!(zone("2026-11-23"), None);
        assert_eq!(zone("ä026-11-23T"), None);
    }
}
