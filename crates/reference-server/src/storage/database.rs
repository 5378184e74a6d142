//! Opening, migrating and closing: [`Database`].

use std::path::Path;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions as _, Connection as _, Sqlite, SqliteConnection, Transaction};

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
    /// Opens a database, made when it is absent, and brings it to the form that this server
    /// expects. What it has acknowledged it keeps, power cuts included.
    ///
    /// # Errors
    ///
    /// [`DatabaseError`] says what is wrong and what to do.
    pub async fn open(url: &DatabaseUrl) -> Result<Self, DatabaseError> {
        Self::open_within(url, BUSY_TIMEOUT).await
    }

    /// The same, with another time to wait for locks.
    pub(super) async fn open_within(
        url: &DatabaseUrl,
        patience: Duration,
    ) -> Result<Self, DatabaseError> {
        let pool = match url {
            DatabaseUrl::File(path) => {
                check_place(url, path)?;
                check_owner(url, path, patience).await?;
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
        MIGRATOR
            .run(&mut *transaction)
            .await
            .map_err(|error| DatabaseError::migrating(&self.url, error))?;
        transaction.commit().await.map_err(opening)
    }
}

/// Refuses a file that this server has not made, before anything is changed in it.
async fn check_owner(
    url: &DatabaseUrl,
    path: &Path,
    patience: Duration,
) -> Result<(), DatabaseError> {
    if !path.exists() {
        return Ok(());
    }
    let options = SqliteConnectOptions::new()
        .filename(path)
        .read_only(true)
        .busy_timeout(patience);
    let is_ours = async {
        let mut connection = options.connect().await?;
        let is_ours = is_ours(&mut connection).await;
        connection.close().await?;
        is_ours
    };
    match is_ours.await {
        Ok(true) => Ok(()),
        Ok(false) => Err(DatabaseError::NotOurs(url.clone())),
        Err(error) => Err(DatabaseError::opening(url, error)),
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
        // There is no network that could have gone away between two queries.
        .test_before_acquire(false)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
    use sqlx::{ConnectOptions as _, Connection as _};
    use tempfile::TempDir;

    use super::{Database, DatabaseUrl};

    /// A directory of its own, and the URL of a file in it.
    fn place(file: &str) -> (TempDir, DatabaseUrl) {
        let directory = tempfile::tempdir().expect("a directory");
        let url = DatabaseUrl::File(directory.path().join(file));
        (directory, url)
    }

    /// A connection that goes around all checks.
    async fn connect(url: &DatabaseUrl) -> SqliteConnection {
        let DatabaseUrl::File(path) = url else {
            panic!("a file is needed");
        };
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true);
        options.connect().await.expect("connects")
    }

    async fn run(url: &DatabaseUrl, text: &'static str) {
        let mut connection = connect(url).await;
        sqlx::raw_sql(text)
            .execute(&mut connection)
            .await
            .expect(text);
        connection.close().await.expect("closes");
    }

    /// What opening says, without the directory.
    async fn refusal(directory: &TempDir, url: &DatabaseUrl) -> String {
        let opened = Database::open_within(url, Duration::from_millis(50)).await;
        let error = opened.expect_err("a database that cannot be opened");
        let directory = directory.path().display().to_string();
        error.to_string().replace(&directory, "DIR")
    }

    #[tokio::test]
    async fn an_absent_file_is_made_and_kept() {
        let (_directory, url) = place("mails.db");
        let database = Database::open(&url).await.expect("opens");
        database.ping().await.expect("answers");
        let secret = database.sandbox_secret().await.expect("a secret");
        let again = database.sandbox_secret().await.expect("a secret");
        assert_eq!(secret.as_bytes(), again.as_bytes());
        database.close().await;
        assert!(database.ping().await.is_err());

        let database = Database::open(&url).await.expect("opens again");
        let kept = database.sandbox_secret().await.expect("a secret");
        assert_eq!(secret.as_bytes(), kept.as_bytes());
        assert_eq!(format!("{kept:?}"), "SandboxSecret(..)");
    }

    #[tokio::test]
    async fn what_is_acknowledged_is_kept() {
        let (_directory, url) = place("mails.db");
        let database = Database::open(&url).await.expect("opens");
        let pragma = async |text: &'static str| -> String {
            let query = sqlx::query_scalar::<_, String>(text);
            query.fetch_one(database.pool()).await.expect(text)
        };
        assert_eq!(pragma("PRAGMA journal_mode").await, "wal");
        let number = "SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous";
        assert_eq!(pragma(number).await, "2");
        let number = "SELECT CAST(foreign_keys AS TEXT) FROM pragma_foreign_keys";
        assert_eq!(pragma(number).await, "1");
    }

    #[tokio::test]
    async fn databases_in_memory_are_each_their_own() {
        let first = Database::open(&DatabaseUrl::Memory).await.expect("opens");
        let second = Database::open(&DatabaseUrl::Memory).await.expect("opens");
        let first = first.sandbox_secret().await.expect("a secret");
        let second = second.sandbox_secret().await.expect("a secret");
        assert_ne!(first.as_bytes(), second.as_bytes());
    }

    #[tokio::test]
    async fn servers_that_start_at_once_share_a_database() {
        let (_directory, url) = place("mails.db");
        // Turning the log on is the one thing that SQLite does not wait for.
        run(&url, "PRAGMA journal_mode = WAL").await;
        let (first, second) = tokio::join!(Database::open(&url), Database::open(&url));
        first.expect("opens").ping().await.expect("answers");
        second.expect("opens").ping().await.expect("answers");
    }

    #[tokio::test]
    async fn a_missing_directory_is_named() {
        let (directory, _) = place("mails.db");
        let url = DatabaseUrl::File(directory.path().join("absent/mails.db"));
        assert_eq!(
            refusal(&directory, &url).await,
            "database `sqlite:DIR/absent/mails.db`: the directory `DIR/absent` does not exist; \
             create it, or name a file elsewhere"
        );
    }

    #[tokio::test]
    async fn a_directory_is_no_database() {
        let (directory, _) = place("mails.db");
        let url = DatabaseUrl::File(directory.path().to_owned());
        assert_eq!(
            refusal(&directory, &url).await,
            "database `sqlite:DIR`: this is a directory; name a file in it"
        );
    }

    #[tokio::test]
    async fn other_files_are_left_alone() {
        let (directory, url) = place("notes.txt");
        let expected = "database `sqlite:DIR/notes.txt`: the file is no database of this server; \
                        name another file, which will be created";
        let notes = "This is no database. ".repeat(100);
        fs::write(directory.path().join("notes.txt"), &notes).expect("a file");
        assert_eq!(refusal(&directory, &url).await, expected);
        let kept = fs::read_to_string(directory.path().join("notes.txt"));
        assert_eq!(kept.expect("a file"), notes);

        // A database, but another program's.
        fs::remove_file(directory.path().join("notes.txt")).expect("a file");
        run(&url, "CREATE TABLE notes (text TEXT)").await;
        let notes = fs::read(directory.path().join("notes.txt")).expect("a file");
        assert_eq!(refusal(&directory, &url).await, expected);
        let kept = fs::read(directory.path().join("notes.txt")).expect("a file");
        assert!(kept == notes, "another program's database was changed");
    }

    #[tokio::test]
    async fn a_database_of_a_newer_version_is_left_alone() {
        let (directory, url) = place("mails.db");
        Database::open(&url).await.expect("opens").close().await;
        let newer = "INSERT INTO _sqlx_migrations \
                     (version, description, success, checksum, execution_time) \
                     VALUES (9000, 'later', TRUE, x'00', 0)";
        run(&url, newer).await;
        assert_eq!(
            refusal(&directory, &url).await,
            "database `sqlite:DIR/mails.db`: it was migrated by a newer version of the server, to \
             migration 9000; run that version, or name another file"
        );
    }

    #[tokio::test]
    async fn a_modified_migration_is_named() {
        let (directory, url) = place("mails.db");
        Database::open(&url).await.expect("opens").close().await;
        run(&url, "UPDATE _sqlx_migrations SET checksum = x'00'").await;
        assert_eq!(
            refusal(&directory, &url).await,
            "database `sqlite:DIR/mails.db`: migration 1 was changed after it had been applied; \
             run the version of the server that applied it, or name another file"
        );
    }

    #[tokio::test]
    async fn a_lock_of_another_process_is_named() {
        let (directory, url) = place("mails.db");
        Database::open(&url).await.expect("opens").close().await;
        let mut other = connect(&url).await;
        sqlx::raw_sql("BEGIN IMMEDIATE")
            .execute(&mut other)
            .await
            .expect("locks");
        assert_eq!(
            refusal(&directory, &url).await,
            "database `sqlite:DIR/mails.db`: another process keeps it locked; stop that process, \
             and try again"
        );
    }

    #[tokio::test]
    async fn a_place_that_cannot_be_written_is_named() {
        let (directory, url) = place("mails.db");
        Database::open(&url).await.expect("opens").close().await;
        // Administrators write to any file; nobody writes to one that is opened for reading only.
        let code = |text: &'static str| {
            let url = url.clone();
            async move {
                let DatabaseUrl::File(path) = &url else {
                    panic!("a file is needed");
                };
                let options = SqliteConnectOptions::new().filename(path).read_only(true);
                let mut connection = options.connect().await.expect("connects");
                let error = sqlx::raw_sql(text).execute(&mut connection).await;
                super::DatabaseError::opening(&url, error.expect_err(text))
            }
        };
        let error = code("CREATE TABLE notes (text TEXT)").await.to_string();
        let error = error.replace(&directory.path().display().to_string(), "DIR");
        let expected = "database `sqlite:DIR/mails.db`: the file or its directory is not writable";
        assert!(error.starts_with(expected), "{error}");
    }
}
