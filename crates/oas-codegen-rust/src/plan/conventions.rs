//! What the conventions tell server layers: names, kinds of tokens, scopes, roles, plans.

use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{DocText, Ident, StrLit};
use oas_ir::{
    Authentication, Conventions, HeaderNames, Plan, Role, RoleKind, Scope, Tenancy, TokenForm,
    TokenKind,
};
use serde::Serialize;

use super::file::{FilePlan, Heads, Part};
use crate::layout::{self, Expr};
use crate::schema::number;
use crate::uses::{Module, Uses};

/// `conventions.rs.j2`: the static, and the lists that it names.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ConventionsView {
    pub(crate) conventions: Code,
    pub(crate) token_kinds: Code,
    pub(crate) scopes: Code,
    pub(crate) roles: Code,
    pub(crate) plans: Code,
}

/// `src/conventions.rs`
pub(crate) fn plan(conventions: &Conventions, heads: &Heads) -> FilePlan {
    let mut uses = Uses::default();
    uses.generated(Module::Common, &Ident::fixed("ERRORS"));
    let view = ConventionsView {
        conventions: layout::assignment(
            &Code::fixed("pub static CONVENTIONS: Conventions ="),
            &table(conventions, &mut uses),
            0,
        ),
        token_kinds: list(
            "const TOKEN_KINDS: &[TokenKind] =",
            &conventions.token_kinds,
            |kind| token_kind(kind, &mut uses),
        ),
        scopes: list("const SCOPES: &[Scope] =", &conventions.scopes, scope),
        roles: list("const ROLES: &[Role] =", &conventions.roles, role),
        plans: list("const PLANS: &[Plan] =", &conventions.plans.plans, rate),
    };
    uses.all_of_runtime(&["Plan", "Role", "Scope", "TokenKind"]);
    super::file(
        "src/conventions.rs".to_owned(),
        DocText::inner(
            "The conventions as a table: who may call what, and how often.",
            0,
        ),
        &uses,
        None,
        heads,
        vec![Part::Conventions(view)],
    )
}

fn list<T>(prefix: &'static str, elements: &[T], print: impl FnMut(&T) -> Expr) -> Code {
    let elements = Expr::Slice(elements.iter().map(print).collect());
    layout::assignment(&Code::fixed(prefix), &elements, 0)
}

fn table(conventions: &Conventions, uses: &mut Uses) -> Expr {
    uses.all_of_runtime(&["Conventions", "Plans"]);
    let plans = [
        ("window_s", number(conventions.plans.window_s.into())),
        ("plans", Expr::fixed("PLANS")),
    ];
    let audit_failure = text(&conventions.refusal_codes.audit_failure);
    structure(
        "Conventions",
        [
            ("headers", headers(&conventions.headers, uses)),
            (
                "authentication",
                authentication(&conventions.authentication, uses),
            ),
            ("token_kinds", Expr::fixed("TOKEN_KINDS")),
            ("scopes", Expr::fixed("SCOPES")),
            ("roles", Expr::fixed("ROLES")),
            ("tenancy", tenancy(conventions.tenancy.as_ref(), uses)),
            ("audit_failure", audit_failure),
            ("plans", structure("Plans", plans)),
            ("successor_relation", text(&conventions.successor_relation)),
            ("max_body_bytes", number(conventions.max_body_bytes)),
            ("errors", Expr::fixed("&ERRORS")),
        ],
    )
}

fn headers(headers: &HeaderNames, uses: &mut Uses) -> Expr {
    uses.runtime("HeaderNames");
    let length = match headers.correlation_id_length {
        Some(length) => number(length.into()),
        None => Expr::fixed("usize::MAX"),
    };
    structure(
        "HeaderNames",
        [
            ("request_id", text(&headers.request_id)),
            ("correlation_id", text(&headers.correlation_id)),
            ("correlation_id_length", length),
            ("idempotency_key", text(&headers.idempotency_key)),
            ("idempotency_replayed", text(&headers.idempotency_replayed)),
            ("rate_limit_limit", text(&headers.rate_limit_limit)),
            ("rate_limit_remaining", text(&headers.rate_limit_remaining)),
            ("rate_limit_reset", text(&headers.rate_limit_reset)),
            ("rate_limit_window", text(&headers.rate_limit_window)),
        ],
    )
}

fn authentication(authentication: &Authentication, uses: &mut Uses) -> Expr {
    uses.all_of_runtime(&["Authentication", "Claims"]);
    let claims = &authentication.claims;
    let claims = [
        ("subject", text(&claims.subject)),
        ("issuer", text(&claims.issuer)),
        ("audience", text(&claims.audience)),
        ("expiry", text(&claims.expiry)),
        ("tenant", text(&claims.tenant)),
        ("roles", text(&claims.roles)),
        ("workspace_roles", text(&claims.workspace_roles)),
        ("scope", text(&claims.scope)),
    ];
    let forbidden = texts(&authentication.forbidden_query_parameters);
    structure(
        "Authentication",
        [
            ("forbidden_query_parameters", forbidden),
            ("algorithms", texts(&authentication.algorithms)),
            (
                "sandbox_algorithms",
                texts(&authentication.sandbox_algorithms),
            ),
            ("leeway_s", number(authentication.leeway_s.into())),
            ("key_refetch_s", number(authentication.key_refetch_s.into())),
            ("claims", structure("Claims", claims)),
        ],
    )
}

fn token_kind(kind: &TokenKind, uses: &mut Uses) -> Expr {
    uses.runtime("TokenForm");
    let form = match &kind.form {
        TokenForm::ApiKey {
            live_prefix,
            test_prefix,
            secret_length,
        } => structure(
            "TokenForm::ApiKey",
            [
                ("live_prefix", text(live_prefix)),
                ("test_prefix", text(test_prefix)),
                ("secret_length", number((*secret_length).into())),
            ],
        ),
        TokenForm::Jwt {
            audience,
            lifetime_s,
            sandbox_lifetime_s,
        } => structure(
            "TokenForm::Jwt",
            [
                ("audience", text(audience)),
                ("lifetime_s", number((*lifetime_s).into())),
                ("sandbox_lifetime_s", number((*sandbox_lifetime_s).into())),
            ],
        ),
    };
    structure("TokenKind", [("name", text(&kind.scheme)), ("form", form)])
}

fn scope(scope: &Scope) -> Expr {
    Expr::call("Scope::new", [text(&scope.name), texts(&scope.token_kinds)])
}

fn role(role: &Role) -> Expr {
    let head = match role.kind {
        RoleKind::Tenant => "Role::tenant",
        RoleKind::Workspace => "Role::workspace",
        RoleKind::Internal => "Role::internal",
        RoleKind::Executive => "Role::executive",
    };
    Expr::call(head, [text(&role.name), texts(&role.token_kinds)])
}

fn tenancy(tenancy: Option<&Tenancy>, uses: &mut Uses) -> Expr {
    uses.runtime("Tenancy");
    let Some(tenancy) = tenancy else {
        return Expr::fixed("Tenancy::NONE");
    };
    let crossing = tenancy.crossing.iter().map(|crossing| {
        uses.runtime("Crossing");
        let fields = [
            ("token_kind", text(&crossing.token_kind)),
            ("scopes", texts(&crossing.scopes)),
        ];
        structure("Crossing", fields)
    });
    structure(
        "Tenancy",
        [
            ("path_parameter", text(&tenancy.path_parameter)),
            ("mismatch", text(&tenancy.mismatch)),
            ("suspended", text(&tenancy.suspended)),
            ("crossing", Expr::Slice(crossing.collect())),
        ],
    )
}

fn rate(plan: &Plan) -> Expr {
    structure(
        "Plan",
        [
            ("name", text(&plan.name)),
            ("requests", number(plan.requests.into())),
            ("burst", number(plan.burst.into())),
            ("methods", texts(&plan.methods)),
        ],
    )
}

fn structure<const N: usize>(name: &'static str, fields: [(&'static str, Expr); N]) -> Expr {
    let fields = fields.map(|(field, value)| (Code::fixed(field), value));
    Expr::Struct(Code::fixed(name), fields.into(), None)
}

fn text(text: &str) -> Expr {
    Expr::plain(StrLit::new(text))
}

fn texts(texts: &[String]) -> Expr {
    Expr::Slice(texts.iter().map(|one| text(one)).collect())
}
