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

/// A transaction about one tenant, whom it binds to every query itself. Begins with the first query,
/// and is undone when it is dropped without being committed. All queries see the same state.
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

    /// Undoes what was written.
    pub async fn roll_back(self) {
        if let Some(transaction) = self.transaction
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
