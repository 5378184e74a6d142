//! What stands behind the layers: a directory in memory, keys that can be lost, counts that fail.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use api_conventions::{
    Allowance, ApiKeyDigest, ApiKeyRecord, Demand, Directory, KeySource, MemoryStore,
    RateLimitStore, StoreError, Tenant, VerificationKey,
};
use serde_json::{Value, json};
use time::OffsetDateTime;

use super::tokens::{LIVE_KEY, PLAY_KEY};

/// Keys and tenants, and what was asked for.
#[derive(Debug)]
pub(crate) struct Ledger {
    keys: Mutex<BTreeMap<[u8; 32], ApiKeyRecord>>,
    tenants: Mutex<BTreeMap<String, Tenant>>,
    pub(crate) is_down: AtomicBool,
    pub(crate) questions: AtomicUsize,
}

/// A shop with the plan `fair`.
pub(crate) fn shop(id: &str) -> Tenant {
    Tenant {
        id: id.into(),
        plan: "fair".into(),
        requests: None,
        sandbox: false,
        suspended: false,
        audits_own_calls: false,
    }
}

/// A key of `s_own` that may see and sell, made by a boss.
pub(crate) fn record() -> ApiKeyRecord {
    ApiKeyRecord {
        id: "k_1".into(),
        tenant: shop("s_own"),
        creator: "mo".into(),
        creator_roles: vec!["boss".into()],
        scopes: vec!["goods:see".into(), "goods:sell".into()],
        expires_at: None,
        revoked: false,
    }
}

impl Ledger {
    /// The shops that are open, closed, only for reading, and of sand, and a key each for the first
    /// and the last.
    pub(crate) fn new() -> Self {
        let ledger = Self {
            keys: Mutex::default(),
            tenants: Mutex::default(),
            is_down: AtomicBool::new(false),
            questions: AtomicUsize::new(0),
        };
        let sand = Tenant {
            sandbox: true,
            ..shop("s_sand")
        };
        ledger.add_tenant(shop("s_own"));
        ledger.add_tenant(shop("s_other"));
        ledger.add_tenant(sand.clone());
        ledger.add_tenant(Tenant {
            suspended: true,
            ..shop("s_closed")
        });
        ledger.add_tenant(Tenant {
            plan: "tiny".into(),
            ..shop("s_tiny")
        });
        ledger.add_tenant(Tenant {
            plan: "grand".into(),
            ..shop("s_grand")
        });
        ledger.add_key(LIVE_KEY, record());
        ledger.add_key(
            PLAY_KEY,
            ApiKeyRecord {
                tenant: sand,
                ..record()
            },
        );
        ledger
    }

    pub(crate) fn add_key(&self, key: &str, record: ApiKeyRecord) {
        let digest = *ApiKeyDigest::of(key).as_bytes();
        self.keys
            .lock()
            .expect("not poisoned")
            .insert(digest, record);
    }

    pub(crate) fn add_tenant(&self, tenant: Tenant) {
        let mut tenants = self.tenants.lock().expect("not poisoned");
        tenants.insert(tenant.id.to_string(), tenant);
    }

    fn asked(&self) -> Result<(), StoreError> {
        self.questions.fetch_add(1, Ordering::SeqCst);
        if self.is_down.load(Ordering::SeqCst) {
            return Err("the ledger burnt with zz-real-abcdefgh0123 in it".into());
        }
        Ok(())
    }
}

impl Directory for Ledger {
    async fn api_key(&self, digest: &ApiKeyDigest) -> Result<Option<ApiKeyRecord>, StoreError> {
        self.asked()?;
        let keys = self.keys.lock().expect("not poisoned");
        Ok(keys.get(digest.as_bytes()).cloned())
    }

    async fn tenant(&self, id: &str) -> Result<Option<Tenant>, StoreError> {
        self.asked()?;
        Ok(self.tenants.lock().expect("not poisoned").get(id).cloned())
    }
}

/// A key set that can be changed, taken away and slowed down; counts how often it was fetched.
#[derive(Debug, Default)]
pub(crate) struct KeyServer {
    keys: Mutex<Vec<Value>>,
    pub(crate) fetches: AtomicUsize,
    pub(crate) is_down: AtomicBool,
    pub(crate) panics: AtomicBool,
    delay: Mutex<Duration>,
}

impl KeyServer {
    pub(crate) fn of(keys: Vec<Value>) -> Arc<Self> {
        let server = Self::default();
        server.serve(keys);
        Arc::new(server)
    }

    pub(crate) fn serve(&self, keys: Vec<Value>) {
        *self.keys.lock().expect("not poisoned") = keys;
    }

    pub(crate) fn slow_down(&self, delay: Duration) {
        *self.delay.lock().expect("not poisoned") = delay;
    }

    pub(crate) fn fetches(&self) -> usize {
        self.fetches.load(Ordering::SeqCst)
    }
}

/// The key server as a source of keys.
#[derive(Clone, Debug)]
pub(crate) struct KeyClient(pub(crate) Arc<KeyServer>);

impl KeySource for KeyClient {
    async fn fetch(&self) -> Result<Vec<VerificationKey>, StoreError> {
        let Self(server) = self;
        server.fetches.fetch_add(1, Ordering::SeqCst);
        assert!(
            !server.panics.load(Ordering::SeqCst),
            "the key server broke"
        );
        let delay = *server.delay.lock().expect("not poisoned");
        if !delay.is_zero() {
            tokio::time::sleep(delay).await;
        }
        if server.is_down.load(Ordering::SeqCst) {
            return Err("nobody answers for zz-real-abcdefgh0123".into());
        }
        let set = json!({ "keys": *server.keys.lock().expect("not poisoned") });
        Ok(VerificationKey::read_set(&set.to_string())?)
    }
}

/// Counts in memory, unless it fails.
#[derive(Debug, Default)]
pub(crate) struct Counter {
    store: MemoryStore,
    pub(crate) is_down: AtomicBool,
    pub(crate) takes: AtomicUsize,
}

/// A counter that tests keep a hold of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counts(pub(crate) Arc<Counter>);

impl RateLimitStore for Counts {
    async fn take(
        &self,
        demands: &[Demand],
        now: OffsetDateTime,
    ) -> Result<Vec<Allowance>, StoreError> {
        let Self(counter) = self;
        counter.takes.fetch_add(1, Ordering::SeqCst);
        if counter.is_down.load(Ordering::SeqCst) {
            return Err("the counter forgot zz-real-abcdefgh0123".into());
        }
        counter.store.take(demands, now).await
    }
}
