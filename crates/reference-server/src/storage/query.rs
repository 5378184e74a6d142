//! Texts of queries: [`TenantQuery`] for what belongs to a tenant, [`GlobalQuery`] for the rest.
//!
//! They are constants, made by [`queries!`], which also lists them for the tests that look at how
//! SQLite would run each one.

/// A query about one tenant. Its text asks for the tenant, which [`TenantTx`](super::TenantTx)
/// binds as `$1`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct TenantQuery(&'static str);

impl TenantQuery {
    /// A query with this text.
    ///
    /// # Panics
    ///
    /// If the text neither says `tenant_id = $1` nor writes `$1` into a first column `tenant_id`.
    /// In a constant, where queries belong, the compiler reports it.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        let asks = contains(text, "tenant_id = $1");
        let writes = contains(text, "(tenant_id, ") && contains(text, "VALUES ($1");
        assert!(
            asks || writes,
            "a query about a tenant must ask for `tenant_id = $1`"
        );
        Self(text)
    }

    /// The text.
    #[must_use]
    pub const fn text(self) -> &'static str {
        self.0
    }
}

/// A query that is about no tenant, or that finds out which one: for authentication and the
/// server's own affairs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct GlobalQuery(&'static str);

impl GlobalQuery {
    /// A query with this text.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self(text)
    }

    /// The text.
    #[must_use]
    pub const fn text(self) -> &'static str {
        self.0
    }
}

/// Whether a text has a part that no digit follows: `$1` is not in `$12`.
const fn contains(text: &str, part: &str) -> bool {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    let mut start = 0;
    while start + part.len() <= text.len() {
        let mut length = 0;
        while length < part.len() && text[start + length] == part[length] {
            length += 1;
        }
        let end = start + length;
        let is_longer = end < text.len() && text[end].is_ascii_digit();
        if length == part.len() && !is_longer {
            return true;
        }
        start += 1;
    }
    false
}

/// Declares queries of one kind as constants, and `ALL` of them for tests.
macro_rules! queries {
    ($kind:ident: $($(#[$doc:meta])* $name:ident = $text:literal;)+) => {
        $(
            $(#[$doc])*
            pub(crate) const $name: $crate::storage::$kind = $crate::storage::$kind::new($text);
        )+

        /// Every query of this module, with its name.
        #[cfg(test)]
        pub(crate) const ALL: &[(&str, &str)] = &[$((stringify!($name), $name.text())),+];
    };
}

pub(crate) use queries;

#[cfg(test)]
mod tests {
    use sqlx::AssertSqlSafe;

    use super::contains;
    use crate::sandbox;
    use crate::smtp::store;
    use crate::storage::{Database, DatabaseUrl, audit, directory, sandbox_secret};

    #[test]
    fn a_tenant_is_asked_for_by_the_first_parameter_alone() {
        let part = "tenant_id = $1";
        assert!(contains("SELECT 1 WHERE tenant_id = $1", part));
        assert!(contains("DELETE WHERE tenant_id = $1 AND day < $2", part));
        assert!(!contains("SELECT 1 WHERE tenant_id = $12", part));
        assert!(!contains("SELECT 1 WHERE tenant_id = $2", part));
        assert!(!contains("", part));
    }

    #[tokio::test]
    async fn no_query_reads_a_whole_table() {
        let database = Database::open(&DatabaseUrl::Memory).await.expect("opens");
        let groups = [
            audit::ALL,
            directory::ALL,
            sandbox::ALL,
            sandbox_secret::ALL,
            store::ALL,
        ];
        for (name, text) in groups.into_iter().flatten() {
            let plan = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {text}"));
            let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(plan)
                .fetch_all(database.pool())
                .await
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            for (_, _, _, step) in steps {
                assert!(!step.contains("SCAN"), "{name}: {step}");
            }
        }
    }
}
