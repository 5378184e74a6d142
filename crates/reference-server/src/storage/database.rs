//! Opening, migrating and closing: [`Database`].

use std::path::Path;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Sqlite, SqliteConnection, Transaction};

use super::{DatabaseError, DatabaseUrl, StorageError};

static MIGRATOR: Migrator = sqlx::migrate!("migrations/sqlite");

/// What the first migration writes into the head of the file.
const APPLICATION_ID: i64 = 0x5067_4D6C;

/// How long a query waits while others write.
const BUSY_TIMEOUT: Duration = Duration::from_secs(3);

/// How long a query waits for a connection. Longer than for a lock, so that the lock is named where
/// both are to blame.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);

/// Readers run side by side, writers one after the other.
const CONNECTIONS: u32 = 8;

/// A database that is open and of the form that this server expects. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Database {
    pool: SqlitePool,
    url: DatabaseUrl,
}

impl Database {
    /// Opens a database, made when it is absent, and brings it to the form that this server expects.
    /// What it has acknowledged it keeps, power cuts included.
    ///
    /// # Errors
    ///
    /// [`DatabaseError`] says what is wrong and what to do.
    pub async fn open(url: &DatabaseUrl) -> Result<Self, DatabaseError> {
        Self::open_within(url, BUSY_TIMEOUT).await
    }

    /// The same, with another time to wait for locks.
    async fn open_within(url: &DatabaseUrl, patience: Duration) -> Result<Self, DatabaseError> {
        let pool = match url {
            DatabaseUrl::File(path) => {
                check_place(url, path)?;
                pool(CONNECTIONS).connect_with(file(path, patience)).await
            }
            // Each connection to memory is a database of its own, so that there can be but one.
            DatabaseUrl::Memory => {
                let options = SqliteConnectOptions::new().in_memory(true);
                pool(1).min_connections(1).connect_with(options).await
            }
        };
        let pool = pool.map_err(|error| DatabaseError::opening(url, error))?;
        let database = Self {
            pool,
            url: url.clone(),
        };
        if let Err(error) = database.migrate().await {
            database.close().await;
            return Err(error);
        }
        Ok(database)
    }

    /// Where the database is.
    #[must_use]
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// Whether the database answers: reads from it, waits as long as any query, writes nothing.
    ///
    /// # Errors
    ///
    /// [`StorageError`] if it does not.
    pub async fn ping(&self) -> Result<(), StorageError> {
        sqlx::query("PRAGMA schema_version")
            .fetch_one(&self.pool)
            .await?;
        Ok(())
    }

    /// Waits for what is under way, and closes all connections. Queries fail from then on.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    pub(super) fn pool(&self) -> &SqlitePool {
        &self.pool
    }

    /// Applies the migrations that are missing. Under one lock, so that two servers which start at
    /// once do not both apply them.
    async fn migrate(&self) -> Result<(), DatabaseError> {
        let opening = |error| DatabaseError::opening(&self.url, error);
        let mut transaction: Transaction<'_, Sqlite> = self
            .pool
            .begin_with("BEGIN IMMEDIATE")
            .await
            .map_err(opening)?;
        if !is_ours(&mut transaction).await.map_err(opening)? {
            return Err(DatabaseError::NotOurs(self.url.clone()));
        }
        MIGRATOR
            .run(&mut *transaction)
            .await
            .map_err(|error| DatabaseError::migrating(&self.url, error))?;
        transaction.commit().await.map_err(opening)
    }
}

/// Whether a database is empty or was made by this server.
async fn is_ours(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    let application: i64 = sqlx::query_scalar("PRAGMA application_id")
        .fetch_one(&mut *connection)
        .await?;
    let objects: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema")
        .fetch_one(&mut *connection)
        .await?;
    Ok(application == APPLICATION_ID || objects == 0)
}

/// Names what SQLite would only call "unable to open database file".
fn check_place(url: &DatabaseUrl, path: &Path) -> Result<(), DatabaseError> {
    if path.is_dir() {
        return Err(DatabaseError::IsDirectory(url.clone()));
    }
    let directory = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    match directory {
        Some(directory) if !directory.is_dir() => Err(DatabaseError::DirectoryMissing {
            url: url.clone(),
            directory: directory.display().to_string(),
        }),
        _ => Ok(()),
    }
}

fn file(path: &Path, patience: Duration) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        // With a write-ahead log, anything less may forget what was committed last.
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(patience)
}

fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        // Connections to a file do not age, and the one to memory holds the data.
        .idle_timeout(None)
        .max_lifetime(None)
}
