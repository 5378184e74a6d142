-- Tenants, who acts for them, and what they may know about their sending.
--
-- Ids are TEXT, times INTEGER microseconds since 1970 in UTC. No table holds sending addresses,
-- pools or what a provider said: what is not here cannot be answered by mistake.

-- Tells our files from those of other programs: the letters `PgMl`.
PRAGMA application_id = 0x50674D6C;

CREATE TABLE tenants (
    tenant_id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    plan TEXT NOT NULL,
    -- Calls per window that the contract grants instead of the plan's.
    requests INTEGER CHECK (requests >= 0),
    sandbox INTEGER NOT NULL CHECK (sandbox IN (0, 1)),
    suspended INTEGER NOT NULL CHECK (suspended IN (0, 1)),
    audits_own_calls INTEGER NOT NULL CHECK (audits_own_calls IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
    tenant_id TEXT NOT NULL REFERENCES tenants (tenant_id) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    -- Separated by spaces, as in tokens; empty for none.
    roles TEXT NOT NULL,
    PRIMARY KEY (tenant_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE api_keys (
    key_id TEXT NOT NULL PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (tenant_id) ON DELETE CASCADE,
    -- No reference: who made a key may leave, and then the key has the rights of nobody.
    creator_id TEXT NOT NULL,
    -- SHA-256 of the key, which itself is never stored.
    digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
    -- Separated by spaces; empty for none.
    scopes TEXT NOT NULL,
    expires_at INTEGER,
    revoked_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX api_keys_of_tenant ON api_keys (tenant_id);

CREATE TABLE smtp_configurations (
    tenant_id TEXT NOT NULL PRIMARY KEY REFERENCES tenants (tenant_id) ON DELETE CASCADE,
    sending_enabled INTEGER NOT NULL CHECK (sending_enabled IN (0, 1)),
    default_from_name TEXT CHECK (length(default_from_name) BETWEEN 1 AND 100),
    default_from_email TEXT,
    max_per_minute INTEGER NOT NULL CHECK (max_per_minute BETWEEN 0 AND 2147483647),
    max_per_hour INTEGER NOT NULL CHECK (max_per_hour BETWEEN 0 AND 2147483647),
    -- The band of the platform; tenants see a coarser one.
    reputation TEXT NOT NULL CHECK (reputation IN ('excellent', 'good', 'watch', 'bad')),
    throttled INTEGER NOT NULL CHECK (throttled IN (0, 1)),
    -- In our words, never a provider's.
    enforcement_notes TEXT CHECK (length(enforcement_notes) <= 500),
    CHECK ((default_from_name IS NULL) = (default_from_email IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE sending_domains (
    tenant_id TEXT NOT NULL REFERENCES tenants (tenant_id) ON DELETE CASCADE,
    domain TEXT NOT NULL,
    dkim_status TEXT NOT NULL
        CHECK (dkim_status IN ('pending', 'verified', 'failed', 'not_configured')),
    spf_status TEXT NOT NULL
        CHECK (spf_status IN ('pending', 'verified', 'failed', 'not_configured')),
    dmarc_status TEXT NOT NULL CHECK (dmarc_status IN ('configured', 'not_configured', 'failed')),
    tracking_domain TEXT,
    PRIMARY KEY (tenant_id, domain)
) STRICT, WITHOUT ROWID;

-- One row per tenant and day that is over, written by the daily aggregation; also for days on which
-- nothing was sent, so that the newest row tells how far the aggregation is.
CREATE TABLE delivery_days (
    tenant_id TEXT NOT NULL REFERENCES tenants (tenant_id) ON DELETE CASCADE,
    -- Midnight, when the day began.
    day INTEGER NOT NULL CHECK (day % 86400000000 = 0),
    sent INTEGER NOT NULL CHECK (sent >= 0),
    delivered INTEGER NOT NULL CHECK (delivered >= 0),
    bounced INTEGER NOT NULL CHECK (bounced >= 0),
    complaints INTEGER NOT NULL CHECK (complaints >= 0),
    opens INTEGER NOT NULL CHECK (opens >= 0),
    clicks INTEGER NOT NULL CHECK (clicks >= 0),
    aggregated_at INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, day)
) STRICT, WITHOUT ROWID;

-- The trailing 24 hours, written by the monitoring.
CREATE TABLE recent_health (
    tenant_id TEXT NOT NULL PRIMARY KEY REFERENCES tenants (tenant_id) ON DELETE CASCADE,
    sent INTEGER NOT NULL CHECK (sent >= 0),
    bounced INTEGER NOT NULL CHECK (bounced >= 0),
    complaints INTEGER NOT NULL CHECK (complaints >= 0),
    taken_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who did what. Only ever added to; tenants that are gone stay in it, hence no reference.
CREATE TABLE audit_log (
    audit_id TEXT NOT NULL PRIMARY KEY,
    -- NULL where a call concerned no tenant.
    tenant_id TEXT,
    actor TEXT NOT NULL,
    actor_kind TEXT NOT NULL,
    key_id TEXT,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    -- JSON; NULL where nothing changed.
    before TEXT,
    after TEXT,
    occurred_at INTEGER NOT NULL,
    ip TEXT,
    user_agent TEXT,
    request_id TEXT NOT NULL,
    correlation_id TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_log_of_tenant ON audit_log (tenant_id, occurred_at);

-- What a sandbox signs its tokens with, made at its first start.
CREATE TABLE sandbox_secret (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    secret BLOB NOT NULL CHECK (length(secret) = 32)
) STRICT;
