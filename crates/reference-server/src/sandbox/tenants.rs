//! The tenants of the sandbox, each with the case that it stands for.

use crate::smtp::Reputation;

/// A tenant for testers.
pub(super) struct SandboxTenant {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) plan: &'static str,
    /// Calls per window that its contract grants.
    pub(super) requests: Option<i64>,
    pub(super) suspended: bool,
    pub(super) audits_own_calls: bool,
    pub(super) users: &'static [SandboxUser],
    /// How it sends; `None` for a tenant that cannot.
    pub(super) smtp: Option<Smtp>,
}

/// A person, and the roles in the tenant, separated by spaces.
pub(super) struct SandboxUser {
    pub(super) id: &'static str,
    pub(super) roles: &'static str,
}

/// How a tenant sends, and what comes of it.
pub(super) struct Smtp {
    pub(super) sending_enabled: bool,
    /// Name and address.
    pub(super) default_from: Option<(&'static str, &'static str)>,
    pub(super) max_per_minute: i64,
    pub(super) max_per_hour: i64,
    pub(super) reputation: Reputation,
    /// Why sending is slowed down, where it is.
    pub(super) throttled: Option<&'static str>,
    pub(super) domains: &'static [SendingDomain],
    pub(super) sending: Sending,
}

/// A sending domain with the states of its records.
pub(super) struct SendingDomain {
    pub(super) name: &'static str,
    pub(super) dkim: &'static str,
    pub(super) spf: &'static str,
    pub(super) dmarc: &'static str,
    pub(super) tracking: Option<&'static str>,
}

/// How much is sent on a working day, and what becomes of 10,000 messages.
pub(super) struct Sending {
    pub(super) per_working_day: i64,
    pub(super) bounced: i64,
    pub(super) deferred: i64,
    pub(super) complaints: i64,
    pub(super) opens: i64,
    pub(super) clicks: i64,
}

/// What becomes of mail that people want.
const WANTED: Sending = Sending {
    per_working_day: 2_000,
    bounced: 90,
    deferred: 40,
    complaints: 4,
    opens: 3_400,
    clicks: 600,
};

const NOTHING_SENT: Sending = Sending {
    per_working_day: 0,
    ..WANTED
};

const VERIFIED: SendingDomain = SendingDomain {
    name: "example.com",
    dkim: "verified",
    spf: "verified",
    dmarc: "configured",
    tracking: None,
};

/// Sends well, from one verified domain.
const HEALTHY: Smtp = Smtp {
    sending_enabled: true,
    default_from: Some(("Example Inc.", "hello@example.com")),
    max_per_minute: 600,
    max_per_hour: 20_000,
    reputation: Reputation::Good,
    throttled: None,
    domains: &[VERIFIED],
    sending: WANTED,
};

const fn owner(id: &'static str) -> SandboxUser {
    SandboxUser { id, roles: "owner" }
}

/// A healthy tenant on the professional plan; cases change what they are about.
const TENANT: SandboxTenant = SandboxTenant {
    id: "tn_sandbox",
    name: "Sandbox",
    plan: "professional",
    requests: None,
    suspended: false,
    audits_own_calls: false,
    users: &[],
    smtp: Some(HEALTHY),
};

/// Every tenant of the sandbox.
pub(super) static TENANTS: &[SandboxTenant] = &[
    // All is well: verified domains, a default sender, good figures. Has a person of every role,
    // and one of none.
    SandboxTenant {
        users: &[
            owner("usr_sandbox_owner"),
            SandboxUser {
                id: "usr_sandbox_admin",
                roles: "admin",
            },
            SandboxUser {
                id: "usr_sandbox_member",
                roles: "member",
            },
            SandboxUser {
                id: "usr_sandbox_guest",
                roles: "",
            },
        ],
        smtp: Some(Smtp {
            reputation: Reputation::Excellent,
            domains: &[
                SendingDomain {
                    tracking: Some("trk.example.com"),
                    ..VERIFIED
                },
                SendingDomain {
                    name: "mail.example.com",
                    ..VERIFIED
                },
            ],
            ..HEALTHY
        }),
        ..TENANT
    },
    // Has just signed up: domains are still to be verified, there is no default sender, and
    // nothing was ever sent, so that rates are null.
    SandboxTenant {
        id: "tn_sandbox_new",
        name: "Sandbox, just signed up",
        plan: "starter",
        users: &[owner("usr_sandbox_new_owner")],
        smtp: Some(Smtp {
            sending_enabled: false,
            default_from: None,
            max_per_minute: 60,
            max_per_hour: 1_000,
            domains: &[
                SendingDomain {
                    name: "news.example.org",
                    dkim: "pending",
                    spf: "not_configured",
                    dmarc: "not_configured",
                    tracking: None,
                },
                SendingDomain {
                    name: "example.org",
                    dkim: "pending",
                    spf: "pending",
                    dmarc: "not_configured",
                    tracking: None,
                },
            ],
            sending: NOTHING_SENT,
            ..HEALTHY
        }),
        ..TENANT
    },
    // Sends to people who did not ask for it: advice of every severity but critical, and a
    // reputation to watch.
    SandboxTenant {
        id: "tn_sandbox_watch",
        name: "Sandbox, to be watched",
        users: &[owner("usr_sandbox_watch_owner")],
        smtp: Some(Smtp {
            reputation: Reputation::Watch,
            domains: &[
                VERIFIED,
                SendingDomain {
                    name: "news.example.com",
                    dkim: "verified",
                    spf: "failed",
                    dmarc: "failed",
                    tracking: None,
                },
            ],
            sending: Sending {
                bounced: 310,
                complaints: 15,
                opens: 700,
                clicks: 60,
                ..WANTED
            },
            ..HEALTHY
        }),
        ..TENANT
    },
    // Bounces so much that sending is slowed down, with a note that says why.
    SandboxTenant {
        id: "tn_sandbox_throttled",
        name: "Sandbox, slowed down",
        plan: "business",
        users: &[owner("usr_sandbox_throttled_owner")],
        smtp: Some(Smtp {
            max_per_minute: 100,
            max_per_hour: 2_000,
            reputation: Reputation::Bad,
            throttled: Some("Sending is slowed down until the bounce rate is below 2 %."),
            sending: Sending {
                per_working_day: 6_000,
                bounced: 740,
                deferred: 260,
                complaints: 9,
                ..WANTED
            },
            ..HEALTHY
        }),
        ..TENANT
    },
    // Has cancelled: may still read, and sends nothing.
    SandboxTenant {
        id: "tn_sandbox_free",
        name: "Sandbox, cancelled",
        plan: "free",
        users: &[owner("usr_sandbox_free_owner")],
        smtp: Some(Smtp {
            sending_enabled: false,
            max_per_minute: 0,
            max_per_hour: 0,
            sending: NOTHING_SENT,
            ..HEALTHY
        }),
        ..TENANT
    },
    // Has no SMTP configuration at all: every operation answers 404.
    SandboxTenant {
        id: "tn_sandbox_empty",
        name: "Sandbox, without SMTP",
        plan: "starter",
        users: &[owner("usr_sandbox_empty_owner")],
        smtp: None,
        ..TENANT
    },
    // Is suspended: its own tokens are refused, internal ones are not.
    SandboxTenant {
        id: "tn_sandbox_suspended",
        name: "Sandbox, suspended",
        suspended: true,
        users: &[owner("usr_sandbox_suspended_owner")],
        smtp: Some(Smtp {
            sending_enabled: false,
            ..HEALTHY
        }),
        ..TENANT
    },
    // Wants calls of its own users on record, and may call more often than its plan says.
    SandboxTenant {
        id: "tn_sandbox_audited",
        name: "Sandbox, audited",
        plan: "enterprise",
        requests: Some(5_000),
        audits_own_calls: true,
        users: &[owner("usr_sandbox_audited_owner")],
        ..TENANT
    },
];
