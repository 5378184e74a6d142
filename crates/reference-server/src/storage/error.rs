//! What goes wrong with a database: [`DatabaseError`] while it is opened, which an operator reads;
//! [`StorageError`] afterwards, which only logs show.

use std::borrow::Cow;

use sqlx::migrate::MigrateError;
use thiserror::Error;

use super::DatabaseUrl;

/// The database cannot be opened. Says what is wrong, where, and what to do.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DatabaseError {
    /// The file would be in a directory that does not exist.
    #[error(
        "database `{url}`: the directory `{directory}` does not exist; create it, or name a file \
         elsewhere"
    )]
    DirectoryMissing {
        /// The database.
        url: DatabaseUrl,
        /// The directory.
        directory: String,
    },
    /// The path leads to a directory.
    #[error("database `{0}`: this is a directory; name a file in it")]
    IsDirectory(DatabaseUrl),
    /// The file or its directory cannot be read or written.
    #[error(
        "database `{url}`: the file or its directory is not writable ({detail}); let the user who \
         runs the server read and write both"
    )]
    NotWritable {
        /// The database.
        url: DatabaseUrl,
        /// What SQLite says.
        detail: String,
    },
    /// The file holds something else.
    #[error(
        "database `{0}`: the file is no database of this server; name another file, which will be \
         created"
    )]
    NotOurs(DatabaseUrl),
    /// The database has migrations that this server does not know.
    #[error(
        "database `{url}`: it was migrated by a newer version of the server, to migration \
         {version}; run that version, or name another file"
    )]
    Newer {
        /// The database.
        url: DatabaseUrl,
        /// The first migration that is not known here.
        version: i64,
    },
    /// A migration is not what it was when it was applied.
    #[error(
        "database `{url}`: migration {version} was changed after it had been applied; run the \
         version of the server that applied it, or name another file"
    )]
    ModifiedMigration {
        /// The database.
        url: DatabaseUrl,
        /// The migration.
        version: i64,
    },
    /// Another process keeps the database locked.
    #[error("database `{0}`: another process keeps it locked; stop that process, and try again")]
    Locked(DatabaseUrl),
    /// Anything else.
    #[error("database `{url}`: {cause}; check the file and the disk that it is on")]
    Other {
        /// The database.
        url: DatabaseUrl,
        /// What lies behind it.
        cause: sqlx::Error,
    },
}

impl DatabaseError {
    /// What a failure while opening means.
    pub(super) fn opening(url: &DatabaseUrl, error: sqlx::Error) -> Self {
        let url = url.clone();
        match primary_code(&error) {
            Some(BUSY | LOCKED) => Self::Locked(url),
            Some(NOT_A_DATABASE) => Self::NotOurs(url),
            Some(READ_ONLY | CANNOT_OPEN | NO_PERMISSION) => Self::NotWritable {
                url,
                detail: error.to_string(),
            },
            _ => Self::Other { url, cause: error },
        }
    }

    /// What a failure while migrating means.
    pub(super) fn migrating(url: &DatabaseUrl, error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(version) => Self::Newer {
                url: url.clone(),
                version,
            },
            MigrateError::VersionMismatch(version) => Self::ModifiedMigration {
                url: url.clone(),
                version,
            },
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => {
                Self::opening(url, error)
            }
            other => Self::Other {
                url: url.clone(),
                cause: other.into(),
            },
        }
    }
}

/// A query failed. Its text is for logs alone.
#[derive(Debug, Error)]
pub enum StorageError {
    /// The database does not answer for the moment; the same call may succeed later.
    #[error("the database does not answer: {0}")]
    Unavailable(sqlx::Error),
    /// A fault that trying again does not mend.
    #[error("the database has a fault: {0}")]
    Fault(sqlx::Error),
    /// The system gives no random bytes.
    #[error("the system gives no random bytes")]
    NoRandomness,
}

impl StorageError {
    /// Whether the same call may succeed later.
    #[must_use]
    pub const fn is_unavailable(&self) -> bool {
        matches!(self, Self::Unavailable(_))
    }
}

impl From<sqlx::Error> for StorageError {
    fn from(error: sqlx::Error) -> Self {
        let is_unavailable = match &error {
            sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::Io(_) => true,
            other => primary_code(other).is_some_and(|code| PASSING.contains(&code)),
        };
        if is_unavailable {
            Self::Unavailable(error)
        } else {
            Self::Fault(error)
        }
    }
}

// Primary result codes of SQLite, https://www.sqlite.org/rescode.html
const NO_PERMISSION: i32 = 3;
const BUSY: i32 = 5;
const LOCKED: i32 = 6;
const READ_ONLY: i32 = 8;
const INTERRUPTED: i32 = 9;
const INPUT_OUTPUT: i32 = 10;
const FULL: i32 = 13;
const CANNOT_OPEN: i32 = 14;
const NOT_A_DATABASE: i32 = 26;

/// Codes of conditions that pass, or that an operator mends.
const PASSING: [i32; 7] = [
    BUSY,
    LOCKED,
    READ_ONLY,
    INTERRUPTED,
    INPUT_OUTPUT,
    FULL,
    CANNOT_OPEN,
];

/// The primary result code, which is the low byte of the extended one.
fn primary_code(error: &sqlx::Error) -> Option<i32> {
    let code: Cow<'_, str> = error.as_database_error()?.code()?;
    code.parse::<i32>().ok().map(|code| code & 0xff)
}
