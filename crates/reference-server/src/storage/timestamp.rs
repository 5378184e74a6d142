//! How times are stored: [`Timestamp`].

use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::sqlite::{SqliteArgumentsBuffer, SqliteTypeInfo, SqliteValueRef};
use sqlx::{Decode, Encode, Sqlite, Type};
use time::OffsetDateTime;

/// A time as it is stored: microseconds since 1970, in UTC. What is finer is cut off.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Timestamp(OffsetDateTime);

impl Timestamp {
    /// The time, in UTC.
    #[must_use]
    pub const fn date_time(self) -> OffsetDateTime {
        self.0
    }

    /// Microseconds since 1970.
    #[must_use]
    pub fn microseconds(self) -> i64 {
        self.0.unix_timestamp() * 1_000_000 + i64::from(self.0.microsecond())
    }
}

impl From<OffsetDateTime> for Timestamp {
    fn from(time: OffsetDateTime) -> Self {
        Self(time)
    }
}

impl Type<Sqlite> for Timestamp {
    fn type_info() -> SqliteTypeInfo {
        <i64 as Type<Sqlite>>::type_info()
    }

    fn compatible(info: &SqliteTypeInfo) -> bool {
        <i64 as Type<Sqlite>>::compatible(info)
    }
}

impl Encode<'_, Sqlite> for Timestamp {
    fn encode_by_ref(&self, buffer: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        Encode::<Sqlite>::encode(self.microseconds(), buffer)
    }
}

impl Decode<'_, Sqlite> for Timestamp {
    fn decode(value: SqliteValueRef<'_>) -> Result<Self, BoxDynError> {
        let microseconds = <i64 as Decode<Sqlite>>::decode(value)?;
        let nanoseconds = i128::from(microseconds) * 1_000;
        Ok(Self(OffsetDateTime::from_unix_timestamp_nanos(
            nanoseconds,
        )?))
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::Timestamp;

    #[test]
    fn times_are_whole_microseconds_on_both_sides_of_1970() {
        for (time, microseconds) in [
            (datetime!(1970-01-01 00:00:00 UTC), 0),
            (datetime!(1970-01-01 00:00:01.000_002_9 UTC), 1_000_002),
            (datetime!(1969-12-31 23:59:59.5 UTC), -500_000),
            (datetime!(1970-01-01 01:00:00 +01:00), 0),
        ] {
            assert_eq!(Timestamp::from(time).microseconds(), microseconds, "{time}");
        }
    }
}
