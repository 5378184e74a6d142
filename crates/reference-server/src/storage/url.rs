//! Which database: [`DatabaseUrl`]. Reads the URL and nothing behind it.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use thiserror::Error;

/// What starts the URL of a PostgreSQL database.
const POSTGRES: [&str; 2] = ["postgres:", "postgresql:"];

/// Which database. Written `sqlite:PATH` or `sqlite://PATH` for a file, where PATH is taken as it
/// stands, and `sqlite::memory:` for one that lives as long as the process.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum DatabaseUrl {
    /// A file, made when it is absent.
    File(PathBuf),
    /// A database of its own in memory, for tests.
    Memory,
}

/// A text that names no database that this server can open. The text itself is not repeated: URLs
/// of other databases hold passwords.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum DatabaseUrlError {
    /// Not a URL of SQLite.
    #[error(
        "the database URL does not start with `sqlite:`; write `sqlite:PATH`, for example \
         `sqlite:penguinmails.db`"
    )]
    Scheme,
    /// A URL of PostgreSQL.
    #[error(
        "PostgreSQL is not supported yet; write `sqlite:PATH`, for example \
         `sqlite:penguinmails.db`"
    )]
    Postgres,
    /// No path.
    #[error(
        "the database URL names no file; write it after `sqlite:`, for example \
         `sqlite:penguinmails.db`"
    )]
    NoPath,
    /// Parameters after `?`.
    #[error(
        "the database URL has parameters after `?`, which are not supported; write `sqlite:PATH` \
         alone"
    )]
    Parameters,
}

impl FromStr for DatabaseUrl {
    type Err = DatabaseUrlError;

    fn from_str(text: &str) -> Result<Self, DatabaseUrlError> {
        let Some(rest) = text.strip_prefix("sqlite:") else {
            let is_postgres = POSTGRES.iter().any(|scheme| text.starts_with(scheme));
            return Err(if is_postgres {
                DatabaseUrlError::Postgres
            } else {
                DatabaseUrlError::Scheme
            });
        };
        match rest.strip_prefix("//").unwrap_or(rest) {
            ":memory:" => Ok(Self::Memory),
            "" => Err(DatabaseUrlError::NoPath),
            path if path.contains('?') => Err(DatabaseUrlError::Parameters),
            path => Ok(Self::File(path.into())),
        }
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(formatter, "sqlite:{}", path.display()),
            Self::Memory => formatter.write_str("sqlite::memory:"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DatabaseUrl, DatabaseUrlError};

    fn check_url(text: &str, expected: Result<&str, DatabaseUrlError>) {
        let url = text.parse::<DatabaseUrl>().map(|url| url.to_string());
        assert_eq!(url, expected.map(str::to_owned), "{text}");
    }

    #[test]
    fn files_and_memory_can_be_named() {
        check_url("sqlite:mails.db", Ok("sqlite:mails.db"));
        check_url("sqlite://mails.db", Ok("sqlite:mails.db"));
        check_url("sqlite:///var/mails.db", Ok("sqlite:/var/mails.db"));
        check_url("sqlite:/var/my mails.db", Ok("sqlite:/var/my mails.db"));
        check_url("sqlite::memory:", Ok("sqlite::memory:"));
        check_url("sqlite://:memory:", Ok("sqlite::memory:"));
    }

    #[test]
    fn other_texts_are_refused_without_being_repeated() {
        check_url("", Err(DatabaseUrlError::Scheme));
        check_url("mails.db", Err(DatabaseUrlError::Scheme));
        check_url("mysql://host/db", Err(DatabaseUrlError::Scheme));
        check_url("sqlite:", Err(DatabaseUrlError::NoPath));
        check_url("sqlite://", Err(DatabaseUrlError::NoPath));
        check_url("sqlite:mails.db?mode=ro", Err(DatabaseUrlError::Parameters));
        for url in ["postgres://me:secret@host/db", "postgresql://host/db"] {
            check_url(url, Err(DatabaseUrlError::Postgres));
        }
        assert!(!DatabaseUrlError::Postgres.to_string().contains("secret"));
    }
}
