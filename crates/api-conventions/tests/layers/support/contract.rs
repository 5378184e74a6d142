//! A contract that has nothing in common with the project's own: other names, codes and figures.

use oas_runtime::{
    Authentication, CatalogueCode, Claims, Conventions, Crossing, DeclaredError, Deprecation,
    ErrorMembers, HeaderNames, JsonEnvelope, MediaTypeMeta, OperationMeta, ParameterMeta, Plan,
    Plans, RateLimit, RejectionKind, RequestBodyMeta, Role, RoleKind, Schema, Scope,
    SecurityAlternative, SecurityRequirement, Tenancy, TokenForm, TokenKind,
};

use super::server::Good;

pub(crate) const REQUEST_ID: &str = "x-call";
pub(crate) const CORRELATION_ID: &str = "x-thread";
pub(crate) const LIMIT: &str = "x-quota-size";
pub(crate) const REMAINING: &str = "x-quota-left";
pub(crate) const RESET: &str = "x-quota-until";
pub(crate) const WINDOW: &str = "x-quota-span";

pub(crate) const LEEWAY_S: i64 = 20;
pub(crate) const REFETCH_S: i64 = 45;
pub(crate) const PLAN_WINDOW_S: u64 = 30;

pub(crate) static ENVELOPE: JsonEnvelope = JsonEnvelope {
    members: ErrorMembers {
        flag: "fine",
        error: "trouble",
        code: "word",
        message: "text",
        details: "notes",
        request_id: "call",
        documentation_url: "help",
        timestamp: "at",
    },
    documentation_base: "https://bazaar.example/trouble",
    codes: &[CatalogueCode::new("WHO_ARE_YOU", "Nobody knows you.")],
    rejections: &[
        (RejectionKind::RouteNotFound, "NOTHING_HERE"),
        (RejectionKind::MethodNotAllowed, "NOT_LIKE_THIS"),
        (RejectionKind::Unauthenticated, "WHO_ARE_YOU"),
        (RejectionKind::Forbidden, "HANDS_OFF"),
        (RejectionKind::TooManyRequests, "TOO_OFTEN"),
        (RejectionKind::ContentTooLarge, "TOO_MUCH"),
        (RejectionKind::UnsupportedMediaType, "NO_SUCH_FORM"),
        (RejectionKind::Unreadable, "CANNOT_READ"),
        (RejectionKind::Missing, "SAY_MORE"),
        (RejectionKind::InvalidFilter, "NO_SUCH_SIEVE"),
        (RejectionKind::Invalid, "AGAINST_RULES"),
        (RejectionKind::Internal, "BROKEN"),
        (RejectionKind::Unavailable, "LATER"),
    ],
};

pub(crate) static CONVENTIONS: Conventions = Conventions {
    headers: HeaderNames {
        request_id: REQUEST_ID,
        correlation_id: CORRELATION_ID,
        correlation_id_length: 40,
        idempotency_key: "x-once",
        idempotency_replayed: "x-once-again",
        rate_limit_limit: LIMIT,
        rate_limit_remaining: REMAINING,
        rate_limit_reset: RESET,
        rate_limit_window: WINDOW,
    },
    authentication: Authentication {
        forbidden_query_parameters: &["pass", "shop_key"],
        algorithms: &["RS256", "ES256"],
        sandbox_algorithms: &["HS256"],
        leeway_s: LEEWAY_S.unsigned_abs(),
        key_refetch_s: REFETCH_S.unsigned_abs(),
        claims: Claims {
            subject: "who",
            issuer: "from",
            audience: "for",
            expiry: "until",
            tenant: "shop",
            roles: "hats",
            workspace_roles: "stall_hats",
            scope: "may",
        },
    },
    token_kinds: &[
        TokenKind {
            name: "ShopKey",
            form: TokenForm::ApiKey {
                live_prefix: "zz-real-",
                test_prefix: "zz-play-",
                secret_length: 12,
            },
        },
        TokenKind {
            name: "MemberToken",
            form: TokenForm::Jwt {
                audience: "bazaar",
                lifetime_s: 600,
                sandbox_lifetime_s: 6000,
            },
        },
        TokenKind {
            name: "StaffToken",
            form: TokenForm::Jwt {
                audience: "backstage",
                lifetime_s: 600,
                sandbox_lifetime_s: 6000,
            },
        },
    ],
    scopes: &[
        Scope {
            name: "goods:see",
            token_kinds: &["ShopKey", "MemberToken", "StaffToken"],
        },
        Scope {
            name: "goods:sell",
            token_kinds: &["ShopKey", "MemberToken"],
        },
        Scope {
            name: "crown:wear",
            token_kinds: &["MemberToken"],
        },
        Scope {
            name: "walls:cross",
            token_kinds: &["StaffToken"],
        },
    ],
    roles: &[
        Role {
            name: "boss",
            token_kinds: &["MemberToken"],
            kind: RoleKind::Tenant,
        },
        Role {
            name: "hand",
            token_kinds: &["MemberToken"],
            kind: RoleKind::Tenant,
        },
        Role {
            name: "stall:boss",
            token_kinds: &["MemberToken"],
            kind: RoleKind::Workspace,
        },
        Role {
            name: "GUARD",
            token_kinds: &["StaffToken"],
            kind: RoleKind::Internal,
        },
    ],
    tenancy: Tenancy {
        path_parameter: "shop",
        mismatch: "NOT_YOUR_SHOP",
        suspended: "SHOP_CLOSED",
        crossing: &[Crossing {
            token_kind: "StaffToken",
            scopes: &["walls:cross"],
        }],
    },
    audit_failure: "LATER",
    plans: Plans {
        window_s: PLAN_WINDOW_S,
        plans: &[
            Plan {
                name: "tiny",
                requests: 2,
                burst: 3,
                methods: &["GET"],
            },
            Plan {
                name: "fair",
                requests: 4,
                burst: 6,
                methods: &[],
            },
            Plan {
                name: "grand",
                requests: 900,
                burst: 1000,
                methods: &[],
            },
        ],
    },
    successor_relation: "heir",
    max_body_bytes: 64,
    errors: &ENVELOPE,
};

const SHOP: ParameterMeta = ParameterMeta::path("shop", Schema::string().max_length(8));

const NAMED: OperationMeta = OperationMeta {
    errors: &ENVELOPE,
    ..OperationMeta::new("", "", "")
};

/// A list that every kind may read; its plan's limit counts.
pub(crate) static LIST_GOODS: OperationMeta = OperationMeta {
    id: "listGoods",
    method: "GET",
    path: "/shops/{shop}/goods",
    security: &[
        SecurityAlternative::all(&[SecurityRequirement::new("ShopKey", &["goods:see"])]),
        SecurityAlternative::all(&[SecurityRequirement::new("MemberToken", &["goods:see"])]),
        SecurityAlternative::all(&[SecurityRequirement::new("StaffToken", &["goods:see"])]),
    ],
    rate_limits: &[RateLimit::Plan],
    error_codes: &[
        DeclaredError::new(403, "NOT_YOUR_SHOP"),
        DeclaredError::new(403, "SHOP_CLOSED"),
        DeclaredError::new(404, "NO_SUCH_SHOP"),
    ],
    parameters: &[SHOP],
    closed_query: true,
    ..NAMED
};

/// A write with a body, roles, and two limits of the same callers.
pub(crate) static ADD_GOOD: OperationMeta = OperationMeta {
    id: "addGood",
    method: "POST",
    path: "/shops/{shop}/goods",
    security: &[
        SecurityAlternative::all(&[SecurityRequirement::new("ShopKey", &["goods:sell"])]),
        SecurityAlternative::all(&[
            SecurityRequirement::new("MemberToken", &["goods:sell"]).roles(&["boss", "stall:boss"])
        ]),
    ],
    rate_limits: &[
        RateLimit::Plan,
        RateLimit::fixed(3, 10, "user"),
        RateLimit::fixed(7, 100, "user"),
    ],
    parameters: &[SHOP],
    request_body: Some(
        RequestBodyMeta::required(&[MediaTypeMeta::new("application/json", Schema::of::<Good>())])
            .limit(96),
    ),
    success_status: 201,
    ..NAMED
};

/// Everybody may, and whoever is known may too.
pub(crate) static OPEN_DAY: OperationMeta = OperationMeta {
    id: "openDay",
    method: "GET",
    path: "/open-day",
    security: &[
        SecurityAlternative::all(&[]),
        SecurityAlternative::all(&[
            SecurityRequirement::new("MemberToken", &["crown:wear"]).roles(&["boss"])
        ]),
    ],
    ..NAMED
};

/// Nobody has said who may.
pub(crate) static FORGOTTEN: OperationMeta = OperationMeta {
    id: "forgotten",
    method: "GET",
    path: "/forgotten",
    ..NAMED
};

/// Two tokens at once.
pub(crate) static BOTH: OperationMeta = OperationMeta {
    id: "both",
    method: "GET",
    path: "/both",
    security: &[SecurityAlternative::all(&[
        SecurityRequirement::new("ShopKey", &["goods:see"]),
        SecurityRequirement::new("MemberToken", &["goods:see"]),
    ])],
    ..NAMED
};

/// For staff with a role, about any shop.
pub(crate) static GUARD_SHOP: OperationMeta = OperationMeta {
    id: "guardShop",
    method: "GET",
    path: "/shops/{shop}/guards",
    security: &[SecurityAlternative::all(&[SecurityRequirement::new(
        "StaffToken",
        &["goods:see"],
    )
    .roles(&["GUARD"])])],
    rate_limits: &[RateLimit::Plan],
    parameters: &[SHOP],
    ..NAMED
};

/// Deprecated, with everything that can be said about it; panics in as many ways as there are.
pub(crate) static BREAK_THINGS: OperationMeta = OperationMeta {
    id: "breakThings",
    method: "GET",
    path: "/breaks/{way}",
    security: &[SecurityAlternative::all(&[SecurityRequirement::new(
        "MemberToken",
        &["goods:see"],
    )])],
    rate_limits: &[RateLimit::Plan],
    deprecation: Some(
        Deprecation::new()
            .since("2030-01-01")
            .sunset("2031-01-01")
            .successor("openDay")
            .migration_guide("https://bazaar.example/heirs"),
    ),
    parameters: &[ParameterMeta::path("way", Schema::string())],
    ..NAMED
};

/// Takes its time.
pub(crate) static WAIT: OperationMeta = OperationMeta {
    id: "wait",
    method: "GET",
    path: "/waits/{seconds}",
    security: BREAK_THINGS.security,
    rate_limits: &[RateLimit::Plan],
    parameters: &[ParameterMeta::path("seconds", Schema::string())],
    ..NAMED
};

/// One write per stall and window.
pub(crate) static PAINT_STALL: OperationMeta = OperationMeta {
    id: "paintStall",
    method: "PUT",
    path: "/shops/{shop}/stalls/{stallId}",
    security: BREAK_THINGS.security,
    rate_limits: &[RateLimit::fixed(1, 10, "stall")],
    parameters: &[SHOP, ParameterMeta::path("stallId", Schema::integer())],
    ..NAMED
};
