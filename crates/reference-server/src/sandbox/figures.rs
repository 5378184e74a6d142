//! Figures of the sandbox: what would have been sent by now. Functions of the clock alone, so that
//! two runs give the same.

use time::{Duration, OffsetDateTime, Time, UtcOffset, Weekday};

use super::tenants::Sending;

/// How many days are kept: the longest window.
pub(super) const DAYS: i64 = 30;

/// When the daily aggregation runs, in UTC.
const AGGREGATION: Duration = Duration::hours(2);

/// What became of one day's mail.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Day {
    /// Midnight, when the day began.
    pub(super) began: OffsetDateTime,
    pub(super) sent: i64,
    pub(super) delivered: i64,
    pub(super) bounced: i64,
    pub(super) complaints: i64,
    pub(super) opens: i64,
    pub(super) clicks: i64,
}

/// When the newest figures were aggregated: the last time that the aggregation ran.
pub(super) fn aggregated_at(now: OffsetDateTime) -> OffsetDateTime {
    midnight(now - AGGREGATION) + AGGREGATION
}

/// When the trailing 24 hours were last looked at: on the hour.
pub(super) fn taken_at(now: OffsetDateTime) -> OffsetDateTime {
    let since_midnight = now - midnight(now);
    midnight(now) + Duration::hours(since_midnight.whole_hours())
}

/// The days up to the last aggregation, the oldest first.
pub(super) fn days(sending: &Sending, now: OffsetDateTime) -> impl Iterator<Item = Day> {
    let newest = midnight(aggregated_at(now)) - Duration::DAY;
    (0..DAYS)
        .rev()
        .map(move |back| day(sending, newest - Duration::days(back)))
}

/// The trailing 24 hours, which are much like the day before.
pub(super) fn recent(sending: &Sending, now: OffsetDateTime) -> Day {
    day(sending, midnight(now) - Duration::DAY)
}

fn day(sending: &Sending, day: OffsetDateTime) -> Day {
    // Fewer people work at weekends, and no two days are alike.
    let share = match day.weekday() {
        Weekday::Saturday | Weekday::Sunday => 20,
        _ => 94 + i64::from(day.ordinal()) * 7 % 13,
    };
    let sent = sending.per_working_day * share / 100;
    let of = |whole: i64, per_10_000: i64| whole * per_10_000 / 10_000;
    let bounced = of(sent, sending.bounced);
    let delivered = sent - bounced - of(sent, sending.deferred);
    Day {
        began: day,
        sent,
        delivered,
        bounced,
        complaints: of(sent, sending.complaints),
        opens: of(delivered, sending.opens),
        clicks: of(delivered, sending.clicks),
    }
}

fn midnight(time: OffsetDateTime) -> OffsetDateTime {
    time.to_offset(UtcOffset::UTC).replace_time(Time::MIDNIGHT)
}

#[cfg(test)]
mod tests {
    use time::Duration;
    use time::macros::datetime;

    use super::super::tenants::TENANTS;
    use super::{DAYS, aggregated_at, days, taken_at};

    #[test]
    fn figures_are_as_old_as_the_last_aggregation() {
        for (now, aggregated, taken) in [
            (
                datetime!(2026-11-23 10:30 UTC),
                datetime!(2026-11-23 02:00 UTC),
                datetime!(2026-11-23 10:00 UTC),
            ),
            (
                datetime!(2026-11-23 01:59:59 UTC),
                datetime!(2026-11-22 02:00 UTC),
                datetime!(2026-11-23 01:00 UTC),
            ),
            (
                datetime!(2026-11-23 03:30 +01:30),
                datetime!(2026-11-23 02:00 UTC),
                datetime!(2026-11-23 02:00 UTC),
            ),
        ] {
            assert_eq!((aggregated_at(now), taken_at(now)), (aggregated, taken));
            assert!(now - aggregated < Duration::DAY, "{now}");
        }
    }

    #[test]
    fn the_longest_window_is_full_of_days_that_are_over() {
        let now = datetime!(2026-11-23 10:30 UTC);
        let smtp = TENANTS[0].smtp.as_ref().expect("the first tenant sends");
        let days: Vec<_> = days(&smtp.sending, now).collect();
        assert_eq!(days.len(), usize::try_from(DAYS).expect("a small number"));
        assert_eq!(days[0].began, datetime!(2026-10-24 00:00 UTC));
        assert_eq!(days[29].began, datetime!(2026-11-22 00:00 UTC));
        for day in days {
            assert!(
                day.sent > 0 && day.delivered + day.bounced <= day.sent,
                "{day:?}"
            );
        }
    }
}
