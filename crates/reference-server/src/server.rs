//! What implements the generated traits: [`Server`].

use std::sync::Arc;

use api_conventions::Clock;
use oas_runtime::Conventions;

use crate::storage::Database;

/// What implements the generated traits, and holds what contexts are made from.
#[derive(Clone, Debug)]
pub struct Server {
    pub(crate) database: Database,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) conventions: &'static Conventions,
}

impl Server {
    /// A server over this database.
    #[must_use]
    pub fn new(
        database: Database,
        clock: Arc<dyn Clock>,
        conventions: &'static Conventions,
    ) -> Self {
        Self {
            database,
            clock,
            conventions,
        }
    }

    /// The database.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.database
    }
}
