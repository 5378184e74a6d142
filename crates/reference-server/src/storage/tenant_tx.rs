//! What keeps tenants apart in the database: [`TenantTx`], the unit of work of one request.

use api_conventions::PathTenant;
use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Encode, FromRow, Sqlite, SqliteConnection, Transaction, Type};

use super::{Database, StorageError, TenantQuery};

/// What a unit of work does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Access {
    /// It reads only.
    Read,
    /// It may write. Waits for other writers when it begins: one that began by reading would be
    /// refused as soon as it writes, if another had written meanwhile.
    Write,
}

impl Access {
    const fn begin(self) -> &'static str {
        match self {
            Self::Read => "BEGIN DEFERRED",
            Self::Write => "BEGIN IMMEDIATE",
        }
    }
}

/// A transaction about one tenant, whom it binds to every query itself. Begins with the first
/// query, and is undone when it is dropped without being committed. All queries see the same state.
#[derive(Debug)]
pub struct TenantTx {
    database: Database,
    tenant: PathTenant,
    access: Access,
    transaction: Option<Transaction<'static, Sqlite>>,
}

impl TenantTx {
    /// A transaction that has not begun.
    #[must_use]
    pub fn new(database: Database, tenant: PathTenant, access: Access) -> Self {
        Self {
            database,
            tenant,
            access,
            transaction: None,
        }
    }

    /// The tenant.
    #[must_use]
    pub fn tenant(&self) -> &PathTenant {
        &self.tenant
    }

    /// A query with the tenant bound as `$1`; the next value that is bound is `$2`.
    pub fn query(&mut self, query: TenantQuery) -> Statement<'_> {
        let tenant = self.tenant.as_str().to_owned();
        Statement {
            query: sqlx::query(query.text()).bind(tenant),
            tx: self,
        }
    }

    /// Keeps what was written.
    ///
    /// # Errors
    ///
    /// [`StorageError`] if that is not possible; nothing is kept then.
    pub async fn commit(self) -> Result<(), StorageError> {
        if let Some(transaction) = self.transaction {
            transaction.commit().await?;
        }
        Ok(())
    }

    /// Undoes what was written. Begins anew with the next query, if there is one.
    pub async fn roll_back(&mut self) {
        if let Some(transaction) = self.transaction.take()
            && let Err(error) = transaction.rollback().await
        {
            // Nothing was committed, and the connection undoes the rest before it is used again.
            tracing::warn!(%error, "a transaction could not be rolled back at once");
        }
    }

    async fn connection(&mut self) -> Result<&mut SqliteConnection, StorageError> {
        let transaction = match self.transaction.take() {
            Some(transaction) => transaction,
            None => self.database.pool().begin_with(self.access.begin()).await?,
        };
        Ok(&mut *self.transaction.insert(transaction))
    }
}

/// A query about a tenant, while values are bound to it.
#[must_use = "a query does nothing until it runs"]
pub struct Statement<'t> {
    tx: &'t mut TenantTx,
    query: Query<'t, Sqlite, SqliteArguments>,
}

impl<'t> Statement<'t> {
    /// Binds the next value: `$2` first, as `$1` is the tenant.
    pub fn bind<T: Encode<'t, Sqlite> + Type<Sqlite>>(mut self, value: T) -> Self {
        self.query = self.query.bind(value);
        self
    }

    /// The only row; `None` if there is none.
    ///
    /// # Errors
    ///
    /// [`StorageError`] if the query fails or the row is not of this form.
    pub async fn fetch_optional<R>(self) -> Result<Option<R>, StorageError>
    where
        R: for<'r> FromRow<'r, SqliteRow>,
    {
        let connection = self.tx.connection().await?;
        let row = self.query.fetch_optional(connection).await?;
        Ok(row.map(|row| R::from_row(&row)).transpose()?)
    }

    /// The only row.
    ///
    /// # Errors
    ///
    /// [`StorageError`] if the query fails, there is no row, or it is not of this form.
    pub async fn fetch_one<R>(self) -> Result<R, StorageError>
    where
        R: for<'r> FromRow<'r, SqliteRow>,
    {
        let row = self.fetch_optional().await?;
        row.ok_or_else(|| sqlx::Error::RowNotFound.into())
    }

    /// All rows.
    ///
    /// # Errors
    ///
    /// [`StorageError`] if the query fails or a row is not of this form.
    pub async fn fetch_all<R>(self) -> Result<Vec<R>, StorageError>
    where
        R: for<'r> FromRow<'r, SqliteRow>,
    {
        let connection = self.tx.connection().await?;
        let rows = self.query.fetch_all(connection).await?;
        let rows: Result<_, sqlx::Error> = rows.iter().map(R::from_row).collect();
        Ok(rows?)
    }

    /// Runs a query that gives no rows.
    ///
    /// # Errors
    ///
    /// [`StorageError`] if it fails.
    pub async fn execute(self) -> Result<(), StorageError> {
        let connection = self.tx.connection().await?;
        self.query.execute(connection).await?;
        Ok(())
    }
}

impl std::fmt::Debug for Statement<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Bound values may be anybody's data.
        formatter.write_str("Statement(..)")
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use api_conventions::PathTenant;

    use super::{Access, TenantTx};
    use crate::storage::{Database, DatabaseUrl, queries};

    queries! { TenantQuery:
        ADD_TENANT = "INSERT INTO tenants (tenant_id, name, plan, sandbox, suspended, \
                      audits_own_calls) VALUES ($1, $1, 'starter', 1, 0, 0)";
        ADD_USER = "INSERT INTO users (tenant_id, user_id, roles) VALUES ($1, $2, '')";
        USERS = "SELECT user_id FROM users WHERE tenant_id = $1 ORDER BY user_id";
    }

    fn begin(database: &Database, tenant: &str, access: Access) -> TenantTx {
        TenantTx::new(database.clone(), PathTenant::assume_checked(tenant), access)
    }

    async fn add_user(tx: &mut TenantTx, user: &str) {
        let query = tx.query(ADD_USER).bind(user.to_owned());
        query.execute().await.expect("a new user");
    }

    async fn users(database: &Database, tenant: &str) -> Vec<String> {
        let mut tx = begin(database, tenant, Access::Read);
        let users: Vec<(String,)> = tx.query(USERS).fetch_all().await.expect("users");
        users.into_iter().map(|(user,)| user).collect()
    }

    /// A database with two tenants, and the directory that it is in.
    async fn database() -> (tempfile::TempDir, Database) {
        let directory = tempfile::tempdir().expect("a directory");
        let url = DatabaseUrl::File(directory.path().join("mails.db"));
        let patience = Duration::from_millis(50);
        let database = Database::open_within(&url, patience).await.expect("opens");
        for tenant in ["tn_one", "tn_two"] {
            let mut tx = begin(&database, tenant, Access::Write);
            tx.query(ADD_TENANT).execute().await.expect("a new tenant");
            tx.commit().await.expect("commits");
        }
        assert_eq!(ALL.len(), 3);
        (directory, database)
    }

    #[tokio::test]
    async fn tenants_see_what_is_theirs() {
        let (_directory, database) = database().await;
        for (tenant, user) in [("tn_one", "usr_1"), ("tn_two", "usr_2")] {
            let mut tx = begin(&database, tenant, Access::Write);
            assert_eq!(tx.tenant().as_str(), tenant);
            add_user(&mut tx, user).await;
            tx.commit().await.expect("commits");
        }
        assert_eq!(users(&database, "tn_one").await, ["usr_1"]);
        assert_eq!(users(&database, "tn_two").await, ["usr_2"]);
        assert_eq!(users(&database, "tn_three").await, Vec::<String>::new());
    }

    #[tokio::test]
    async fn what_is_not_committed_never_was() {
        let (_directory, database) = database().await;
        let mut dropped = begin(&database, "tn_one", Access::Write);
        add_user(&mut dropped, "usr_1").await;
        drop(dropped);
        let mut undone = begin(&database, "tn_one", Access::Write);
        add_user(&mut undone, "usr_2").await;
        undone.roll_back().await;
        assert_eq!(users(&database, "tn_one").await, Vec::<String>::new());
        add_user(&mut undone, "usr_3").await;
        undone.commit().await.expect("commits");
        assert_eq!(users(&database, "tn_one").await, ["usr_3"]);
        // Transactions that never began end well too.
        let unused = begin(&database, "tn_one", Access::Write);
        unused.commit().await.expect("commits");
        begin(&database, "tn_one", Access::Read).roll_back().await;
    }

    #[tokio::test]
    async fn readers_see_one_state_and_writers_wait_for_each_other() {
        let (_directory, database) = database().await;
        let mut reader = begin(&database, "tn_one", Access::Read);
        let before: Vec<(String,)> = reader.query(USERS).fetch_all().await.expect("users");
        let mut writer = begin(&database, "tn_one", Access::Write);
        add_user(&mut writer, "usr_1").await;

        let mut other = begin(&database, "tn_two", Access::Write);
        let refused = other.query(ADD_USER).bind("usr_2").execute().await;
        let refused = refused.expect_err("a writer while another writes");
        assert!(refused.is_unavailable(), "{refused}");

        writer.commit().await.expect("commits");
        let after: Vec<(String,)> = reader.query(USERS).fetch_all().await.expect("users");
        assert_eq!(before, after);
        assert_eq!(users(&database, "tn_one").await, ["usr_1"]);
    }

    #[tokio::test]
    async fn a_fault_is_told_from_a_database_that_is_away() {
        let (_directory, database) = database().await;
        let mut tx = begin(&database, "tn_three", Access::Write);
        let error = tx.query(ADD_USER).bind("usr_1").execute().await;
        let error = error.expect_err("a user of no tenant");
        assert!(!error.is_unavailable(), "{error}");
        tx.roll_back().await;
        database.close().await;
        let mut tx = begin(&database, "tn_one", Access::Read);
        let error = tx.query(USERS).fetch_one::<(String,)>().await;
        assert!(error.expect_err("a closed database").is_unavailable());
    }
}
