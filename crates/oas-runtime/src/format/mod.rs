//! What `format` means when it is asserted: [`Format`].
//!
//! Each format is a function from text to yes or no, written by the grammar of its specification;
//! none of them allocates.

mod date_time;
mod network;
mod text;
mod uri;

pub(crate) use date_time::{parse_date, parse_date_time};

/// A format that strings are checked for.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Format {
    /// Base64 with padding, RFC 4648 §4.
    Base64,
    /// `full-date`, RFC 3339 §5.6.
    Date,
    /// `date-time`, RFC 3339 §5.6.
    DateTime,
    /// `duration`, RFC 3339 appendix A.
    Duration,
    /// `Mailbox`, RFC 5321 §4.1.2.
    Email,
    /// A host name, RFC 1123 §2.1.
    Hostname,
    /// An IPv4 address in dotted decimal form, RFC 2673 §3.2.
    Ipv4,
    /// An IPv6 address, RFC 4291 §2.2.
    Ipv6,
    /// `full-time`, RFC 3339 §5.6.
    Time,
    /// A URI, RFC 3986 §3.
    Uri,
    /// A URI or a relative reference, RFC 3986 §4.1.
    UriReference,
    /// A UUID, RFC 9562 §4.
    Uuid,
}

impl Format {
    /// The format as documents write it: `date-time`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Base64 => "base64",
            Self::Date => "date",
            Self::DateTime => "date-time",
            Self::Duration => "duration",
            Self::Email => "email",
            Self::Hostname => "hostname",
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::Time => "time",
            Self::Uri => "uri",
            Self::UriReference => "uri-reference",
            Self::Uuid => "uuid",
        }
    }

    /// Whether `text` is of this format.
    #[must_use]
    pub fn matches(self, text: &str) -> bool {
        match self {
            Self::Base64 => text::is_base64(text),
            Self::Date => date_time::is_date(text),
            Self::DateTime => date_time::is_date_time(text),
            Self::Duration => text::is_duration(text),
            Self::Email => network::is_email(text),
            Self::Hostname => network::is_hostname(text),
            Self::Ipv4 => network::is_ipv4(text),
            Self::Ipv6 => network::is_ipv6(text),
            Self::Time => date_time::is_time(text),
            Self::Uri => uri::is_uri(text),
            Self::UriReference => uri::is_uri_reference(text),
            Self::Uuid => text::is_uuid(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    /// Accepted texts, then refused ones.
    fn check_format(format: Format, accepted: &[&str], refused: &[&str]) {
        for text in accepted {
            assert!(format.matches(text), "{} refuses {text:?}", format.as_str());
        }
        for text in refused {
            assert!(
                !format.matches(text),
                "{} accepts {text:?}",
                format.as_str()
            );
        }
    }

    #[test]
    fn base64() {
        check_format(
            Format::Base64,
            &["", "TQ==", "TWE=", "TWFu", "+/+/"],
            &[
                "T", "TQ", "TQ=", "TR==", "TWF=", "TQ==TQ==", "T-_u", "TWFu\n",
            ],
        );
    }

    #[test]
    fn date() {
        check_format(
            Format::Date,
            &["2026-11-23", "2024-02-29", "0000-01-01"],
            &[
                "2023-02-29",
                "1900-02-29",
                "2026-13-01",
                "2026-1-01",
                "20261123",
                "2026-04-31",
                "",
            ],
        );
    }

    #[test]
    fn date_time() {
        check_format(
            Format::DateTime,
            &[
                "2026-11-23T10:00:00Z",
                "2026-11-23t10:00:00.123456789012z",
                "1990-12-31T23:59:60Z",
                "1990-12-31T15:59:60-08:00",
                "2026-11-23T10:00:00+23:59",
            ],
            &[
                "2026-11-23 10:00:00Z",
                "2026-11-23T10:00:00",
                "2026-11-23T24:00:00Z",
                "2026-11-23T10:00Z",
                "2026-11-23T10:00:00.Z",
                "1990-12-31T22:59:60Z",
                "2026-11-23T10:00:00+24:00",
                "2026-11-23T10:00:00+0100",
                "2026-11-23T10:00:0٠Z",
            ],
        );
    }

    #[test]
    fn duration() {
        check_format(
            Format::Duration,
            &[
                "P4DT12H30M5S",
                "PT0S",
                "P1M",
                "PT36H",
                "P2W",
                "P1YT1S",
                "P1Y2M3DT4H5M6S",
            ],
            &[
                "", "P", "PT", "P1", "4DT12H", "P1DT", "P2D1Y", "P1D2H", "P1W2D", "PT1D", "P1Y2D",
                "PT1H1S",
            ],
        );
    }

    #[test]
    fn email() {
        check_format(
            Format::Email,
            &[
                "no-reply@example.com",
                "te~st@example.com",
                "\"joe bloggs\"@example.com",
                "joe.bloggs@[127.0.0.1]",
                "joe.bloggs@[IPv6:::1]",
                "x@localhost",
            ],
            &[
                "2962",
                "a@",
                "@a",
                ".a@x.y",
                "a.@x.y",
                "a..b@x.y",
                "a b@x.y",
                "a@x y",
                "a@-x.y",
                "a@b@c",
                "a@[1.2.3]",
            ],
        );
    }

    #[test]
    fn hostname() {
        check_format(
            Format::Hostname,
            &["example.com", "a", "1.2.3", "xn--4gbwdl.xn--wgbh1c", "a-b"],
            &[
                "", ".", "-a", "a-", "a..b", "a_b", "exa mple", "a.", "é.com",
            ],
        );
        let label = "a".repeat(63);
        assert!(Format::Hostname.matches(&label));
        assert!(!Format::Hostname.matches(&format!("{label}a")));
        assert!(!Format::Hostname.matches(&[label.as_str(); 4].join(".")));
    }

    #[test]
    fn addresses() {
        check_format(
            Format::Ipv4,
            &["127.0.0.1", "0.0.0.0"],
            &[
                "256.0.0.1",
                "1.2.3",
                "01.2.3.4",
                "1.2.3.4.5",
                "0x7f000001",
                "1.2.3.4\n",
            ],
        );
        check_format(
            Format::Ipv6,
            &[
                "::1",
                "::",
                "1:2:3:4:5:6:7:8",
                "::ffff:192.168.0.1",
                "1:d6::42",
            ],
            &[
                "12345::",
                "1:2:3:4:5:6:7:8:9",
                "::1::",
                "fe80::a%eth1",
                "::/64",
                "[::1]",
                ":1",
            ],
        );
    }

    #[test]
    fn time() {
        check_format(
            Format::Time,
            &[
                "08:30:06Z",
                "23:59:60Z",
                "01:29:60+01:30",
                "08:30:06.28-00:20",
            ],
            &[
                "8:30:06Z",
                "24:00:00Z",
                "08:30:06",
                "22:59:60Z",
                "08:30:06 Z",
            ],
        );
    }

    #[test]
    fn uris() {
        check_format(
            Format::Uri,
            &[
                "https://docs.penguinmails.com/api/errors#validation-error",
                "urn:oasis:names:specification:docbook:dtd:xml:4.1.2",
                "mailto:a@b.c",
                "http://[2001:db8::7]:80/c=GB?one",
                "http://u:p@example.com:8080/%7Ehome/?q=a:b@c/d#f?g",
                "a:",
            ],
            &[
                "",
                "//foo.bar/",
                "/abc",
                "abc",
                "1a:b",
                "http:// space/",
                "a:%zz",
                "http://[::1",
                "http://a:b:c/",
                "bar,baz:x",
                "a:\\b",
                "http://ex<ample>.org/",
            ],
        );
        check_format(
            Format::UriReference,
            &[
                "/abc",
                "//foo.bar/?a=b",
                "abc",
                "#frag",
                "",
                "?q",
                "./a:b",
                "http://a/b",
            ],
            &["\\\\win", "#a\\b", "/foo bar", "a:b:%2", "1a:b"],
        );
    }

    #[test]
    fn uuid() {
        check_format(
            Format::Uuid,
            &[
                "2eb8aa08-aa98-11ea-b4aa-73b441d16380",
                "2EB8AA08-AA98-11EA-B4AA-73B441D16380",
            ],
            &[
                "2eb8aa08aa9811eab4aa73b441d16380",
                "2eb8aa08-aa98-11ea-b4aa-73b441d1638",
                "2eb8aa08-aa98-11ea-b4aa73b441d16380-",
                "{2eb8aa08-aa98-11ea-b4aa-73b441d1638}",
            ],
        );
    }
}
