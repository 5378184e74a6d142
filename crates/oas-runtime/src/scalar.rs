//! Values that JSON writes as text: [`DateTime`], [`Date`], [`Uuid`]; and [`Secret`], which is not
//! printed.
//!
//! Each is read by the grammar of its format, which is stricter than the crates behind them, and
//! dereferences to the type of that crate.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use time::{OffsetDateTime, UtcOffset};

use crate::format::{self, Format};
use crate::schema::{Kind, Schema, Validate};

/// A text that is not of the format it should have.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct FormatError {
    format: Format,
}

impl FormatError {
    /// The format that the text should have.
    #[must_use]
    pub const fn format(&self) -> Format {
        self.format
    }
}

impl fmt::Display for FormatError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "must be of the format `{}`",
            self.format.as_str()
        )
    }
}

impl std::error::Error for FormatError {}

/// Reads text without allocating where the input allows it.
struct FromText<T> {
    format: Format,
    target: std::marker::PhantomData<T>,
}

impl<T: FromStr<Err = FormatError>> de::Visitor<'_> for FromText<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "text of the format `{}`", self.format.as_str())
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

/// What all of these types share: reading, writing, and being held against a schema.
macro_rules! text_scalar {
    ($scalar:ident($inner:ty), $format:expr) => {
        impl $scalar {
            /// The value in the type of the crate behind it.
            #[must_use]
            pub const fn into_inner(self) -> $inner {
                self.0
            }
        }

        impl Deref for $scalar {
            type Target = $inner;

            fn deref(&self) -> &$inner {
                &self.0
            }
        }

        impl From<$inner> for $scalar {
            fn from(value: $inner) -> Self {
                Self(value)
            }
        }

        impl<'de> Deserialize<'de> for $scalar {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(FromText {
                    format: $format,
                    target: std::marker::PhantomData,
                })
            }
        }

        impl Serialize for $scalar {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl Validate for $scalar {
            fn conforms(&self, schema: &Schema) -> bool {
                match &schema.resolve().0.kind {
                    Kind::Any => true,
                    // Values of this type are of this format; other rules concern the text.
                    Kind::String(rules) if rules.is_only_format($format) => true,
                    Kind::String(rules) => rules.allow(&self.to_string()),
                    _ => false,
                }
            }
        }
    };
}

/// A point in time with its offset; `date-time` of RFC 3339.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct DateTime(OffsetDateTime);

text_scalar!(DateTime(OffsetDateTime), Format::DateTime);

impl DateTime {
    /// The present, in UTC.
    #[must_use]
    pub fn now() -> Self {
        Self(OffsetDateTime::now_utc())
    }
}

impl FromStr for DateTime {
    type Err = FormatError;

    fn from_str(text: &str) -> Result<Self, FormatError> {
        let format = Format::DateTime;
        let value = format::parse_date_time(text).ok_or(FormatError { format })?;
        Ok(Self(value))
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Offsets are written in minutes; what has seconds is written in UTC.
        let offset = self.0.offset();
        let value = if offset.seconds_past_minute() == 0 {
            self.0
        } else {
            self.0.to_offset(UtcOffset::UTC)
        };
        let (hour, minute, second, nanosecond) = value.to_hms_nano();
        write!(
            formatter,
            "{}T{hour:02}:{minute:02}:{second:02}",
            Date(value.date())
        )?;
        if nanosecond != 0 {
            let digits = format!("{nanosecond:09}");
            write!(formatter, ".{}", digits.trim_end_matches('0'))?;
        }
        let (hours, minutes, _) = value.offset().as_hms();
        if (hours, minutes) == (0, 0) {
            return formatter.write_str("Z");
        }
        let sign = if hours < 0 || minutes < 0 { '-' } else { '+' };
        write!(
            formatter,
            "{sign}{:02}:{:02}",
            hours.unsigned_abs(),
            minutes.unsigned_abs()
        )
    }
}

/// A day; `full-date` of RFC 3339.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Date(time::Date);

text_scalar!(Date(time::Date), Format::Date);

impl FromStr for Date {
    type Err = FormatError;

    fn from_str(text: &str) -> Result<Self, FormatError> {
        let format = Format::Date;
        let value = format::parse_date(text).ok_or(FormatError { format })?;
        Ok(Self(value))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.0.to_calendar_date();
        write!(formatter, "{year:04}-{:02}-{day:02}", u8::from(month))
    }
}

/// A UUID; RFC 9562, in lower case with hyphens.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Uuid(uuid::Uuid);

text_scalar!(Uuid(uuid::Uuid), Format::Uuid);

impl FromStr for Uuid {
    type Err = FormatError;

    fn from_str(text: &str) -> Result<Self, FormatError> {
        let format = Format::Uuid;
        if !format.matches(text) {
            return Err(FormatError { format });
        }
        uuid::Uuid::parse_str(text)
            .map(Self)
            .map_err(|_| FormatError { format })
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(formatter)
    }
}

/// A value that must not be printed or logged. It is read and written as the value itself.
#[derive(Clone, Deserialize, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Secret<T>(T);

impl<T> Secret<T> {
    /// Guards a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself.
    pub const fn reveal(&self) -> &T {
        &self.0
    }

    /// The value itself, unguarded.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(..)")
    }
}

impl<T: Validate> Validate for Secret<T> {
    fn conforms(&self, schema: &Schema) -> bool {
        self.0.conforms(schema)
    }

    fn is_present(&self) -> bool {
        self.0.is_present()
    }
}

#[cfg(test)]
mod tests {
    use super::{Date, DateTime, Secret, Uuid};

    #[test]
    fn date_times_keep_their_text() {
        for text in [
            "2026-11-23T10:00:00Z",
            "2026-11-23T10:00:00.05Z",
            "2026-11-23T10:00:00.123456789+05:30",
            "0001-01-01T00:00:00-00:30",
        ] {
            let value: DateTime = text.parse().expect("a date-time");
            assert_eq!(value.to_string(), text);
        }
    }

    #[test]
    fn uuids_are_read_in_one_form_only() {
        let text = "2eb8aa08-aa98-11ea-b4aa-73b441d16380";
        let value: Uuid = text.to_uppercase().parse().expect("a UUID");
        assert_eq!(value.to_string(), text);
        assert!(
            "{2eb8aa08-aa98-11ea-b4aa-73b441d16380}"
                .parse::<Uuid>()
                .is_err()
        );
    }

    #[test]
    fn reading_says_which_format_is_expected() {
        let error = serde_json::from_str::<Date>("\"today\"").expect_err("no date");
        assert!(error.to_string().contains("format `date`"), "{error}");
        let error = serde_json::from_str::<Date>("5").expect_err("no text");
        assert!(
            error.to_string().contains("text of the format `date`"),
            "{error}"
        );
    }

    #[test]
    fn secrets_are_written_but_not_printed() {
        let secret = Secret::new("hunter2".to_owned());
        assert_eq!(format!("{secret:?}"), "Secret(..)");
        assert_eq!(serde_json::to_string(&secret).expect("text"), "\"hunter2\"");
    }
}
