//! Who may do what, in a table made from `OPERATIONS`: every kind of token, with every choice of the
//! scopes and every role that the contract names, against the running layers. What is expected is
//! worked out here, from the contract's tables and by other means than the layers'.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use oas_runtime::{OperationMeta, SecurityRequirement, TokenForm, TokenKind};
use penguinmails_common::CONVENTIONS;
use penguinmails_tenant_smtp::OPERATIONS;
use reference_server::sandbox::ISSUER;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::judge::Judge;
use crate::support::{NOW, Sandbox};

const TENANT: &str = "tn_sandbox";

/// A token, by what it carries.
struct Caller {
    kind: &'static TokenKind,
    scopes: Vec<&'static str>,
    role: Option<&'static str>,
}

/// Every requirement of an operation.
fn requirements(operation: &OperationMeta) -> impl Iterator<Item = &'static SecurityRequirement> {
    let alternatives = operation.security.iter();
    alternatives.flat_map(|alternative| alternative.requirements)
}

/// Every kind with every choice of scopes and every role that some operation names.
fn callers() -> Vec<Caller> {
    let all = || {
        OPERATIONS
            .iter()
            .flat_map(|operation| requirements(operation))
    };
    let scopes: BTreeSet<&str> = all().flat_map(|own| own.scopes).copied().collect();
    let roles: BTreeSet<&str> = all().flat_map(|own| own.roles).copied().collect();
    // One that exists, and that no operation here asks for.
    let roles = roles.into_iter().chain(["ROLE_SUPPORT"]).map(Some);
    let roles: Vec<Option<&str>> = roles.chain([None]).collect();
    let mut callers = Vec::new();
    for kind in CONVENTIONS.token_kinds {
        for choice in 0..1_usize << scopes.len() {
            let chosen = scopes.iter().enumerate();
            let chosen = chosen.filter(|(index, _)| choice & (1 << index) != 0);
            let scopes: Vec<_> = chosen.map(|(_, scope)| *scope).collect();
            callers.extend(roles.iter().map(|role| Caller {
                kind,
                scopes: scopes.clone(),
                role: *role,
            }));
        }
    }
    callers
}

/// The status that the contract promises.
fn expected(operation: &OperationMeta, caller: &Caller) -> u16 {
    let has_role =
        |roles: &[&str]| roles.is_empty() || caller.role.is_some_and(|role| roles.contains(&role));
    let own = requirements(operation).find(|own| own.scheme == caller.kind.name);
    let Some(own) = own else {
        return 403;
    };
    // A key is as good as who made it: what users need a role for, its creator needs it for.
    let of_users = requirements(operation).find(|own| own.scheme == "UserToken");
    let needed = match (caller.kind.form, of_users) {
        (TokenForm::ApiKey { .. }, Some(of_users)) => of_users.roles,
        _ => own.roles,
    };
    let may = own.scopes.iter().all(|scope| caller.scopes.contains(scope)) && has_role(needed);
    if may { 200 } else { 403 }
}

/// A token that carries this: signed, or put into the database.
async fn token(sandbox: &Sandbox, caller: &Caller, number: usize) -> String {
    match caller.kind.form {
        TokenForm::ApiKey { test_prefix, .. } => {
            let key = format!("{test_prefix}{number:032}");
            let digest = Sha256::digest(&key).to_vec();
            let mut connection = sandbox.connection().await;
            let creator = format!("usr_matrix_{number}");
            let user = "INSERT INTO users (tenant_id, user_id, roles) VALUES ($1, $2, $3)";
            let user = sqlx::query(user).bind(TENANT).bind(&creator);
            let user = user.bind(caller.role.unwrap_or_default());
            user.execute(&mut connection).await.expect("a user");
            let record = "INSERT INTO api_keys (tenant_id, key_id, creator_id, digest, scopes) \
                          VALUES ($1, $2, $3, $4, $5)";
            let record = sqlx::query(record)
                .bind(TENANT)
                .bind(format!("key_matrix_{number}"))
                .bind(&creator)
                .bind(digest)
                .bind(caller.scopes.join(" "));
            record.execute(&mut connection).await.expect("a key");
            key
        }
        TokenForm::Jwt { audience, .. } => {
            let is_of_tenant = caller.kind.name == "UserToken";
            let claims = json!({
                "sub": "usr_matrix",
                "iss": ISSUER,
                "aud": audience,
                "exp": NOW.unix_timestamp() + 60,
                "tenant_id": is_of_tenant.then_some(TENANT),
                "roles": caller.role.as_slice(),
                "scope": caller.scopes.join(" "),
            });
            let secret = sandbox
                .server
                .database()
                .sandbox_secret()
                .await
                .expect("a secret");
            let key = EncodingKey::from_secret(secret.as_bytes());
            encode(&Header::new(Algorithm::HS256), &claims, &key).expect("signed")
        }
    }
}

#[tokio::test]
async fn every_kind_of_token_scope_and_role_may_what_the_contract_says() {
    let sandbox = Sandbox::open().await;
    // The figures of the plan are another test's business.
    sandbox
        .sabotage("UPDATE tenants SET requests = 100000 WHERE tenant_id = 'tn_sandbox'")
        .await;
    let judge = Judge::new();
    let mut table = String::from("kind | scopes | role |");
    for operation in OPERATIONS {
        let _ = write!(table, " {} |", operation.id);
    }
    table.push('\n');
    for (number, caller) in callers().iter().enumerate() {
        let token = token(&sandbox, caller, number).await;
        let scopes = if caller.scopes.is_empty() {
            "-".to_owned()
        } else {
            caller.scopes.join(" ")
        };
        let role = caller.role.unwrap_or("-");
        let _ = write!(table, "{} | {scopes} | {role} |", caller.kind.name);
        for operation in OPERATIONS {
            let path = operation.path.replace("{tenantId}", TENANT);
            let answer = sandbox.get(&path, &token).await;
            let row = format!("{} {scopes} {role}: {}", caller.kind.name, operation.id);
            assert_eq!(answer.status, expected(operation, caller), "{row}");
            assert_eq!(judge.complaints(operation.path, &answer), [""; 0], "{row}");
            let _ = write!(table, " {} |", answer.status);
        }
        table.push('\n');
    }
    insta::assert_snapshot!(table);
}
