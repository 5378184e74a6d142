//! What a JSON Web Token says, by the claim names of the conventions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use oas_runtime::{Conventions, TokenForm, TokenKind};
use serde_json::{Map, Value};
use time::OffsetDateTime;

use super::TokenError;

/// The claims of a token whose signature fits.
#[derive(Debug)]
pub(super) struct Claims<'a> {
    conventions: &'static Conventions,
    members: &'a Map<String, Value>,
}

type Words = BTreeSet<Arc<str>>;

impl<'a> Claims<'a> {
    pub(super) const fn new(
        conventions: &'static Conventions,
        members: &'a Map<String, Value>,
    ) -> Self {
        Self {
            conventions,
            members,
        }
    }

    /// The kind of the token: the one whose audience it names.
    pub(super) fn kind(&self) -> Result<&'static TokenKind, TokenError> {
        let audience = self.get(self.conventions.authentication.claims.audience);
        let named = |wanted: &str| match audience {
            Some(Value::String(audience)) => audience == wanted,
            Some(Value::Array(several)) => several.iter().any(|audience| audience == wanted),
            _ => false,
        };
        let mut kinds =
            self.conventions.token_kinds.iter().filter(
                |kind| matches!(kind.form, TokenForm::Jwt { audience, .. } if named(audience)),
            );
        // One that names the audiences of two kinds could be taken for either.
        match (kinds.next(), kinds.next()) {
            (Some(kind), None) => Ok(kind),
            _ => Err(TokenError::Audience),
        }
    }

    /// Whether the token is valid at this time, in Unix seconds.
    pub(super) fn check_times(&self, now: i64) -> Result<(), TokenError> {
        let authentication = &self.conventions.authentication;
        let leeway = i64::try_from(authentication.leeway_s).unwrap_or(i64::MAX);
        let expiry = authentication.claims.expiry;
        let expires = self.get(expiry).and_then(seconds);
        let expires = expires.ok_or(TokenError::Claim(expiry))?;
        if now.saturating_sub(leeway) >= expires {
            return Err(TokenError::Expired);
        }
        match self.get("nbf").map(seconds) {
            Some(None) => Err(TokenError::Claim("nbf")),
            Some(Some(begins)) if now.saturating_add(leeway) < begins => Err(TokenError::Early),
            _ => Ok(()),
        }
    }

    pub(super) fn issuer(&self) -> Option<&'a str> {
        self.get(self.conventions.authentication.claims.issuer)?
            .as_str()
    }

    pub(super) fn subject(&self) -> Result<Arc<str>, TokenError> {
        let name = self.conventions.authentication.claims.subject;
        let subject = self.get(name).and_then(Value::as_str);
        let subject = subject.filter(|subject| !subject.is_empty());
        subject.map(Arc::from).ok_or(TokenError::Claim(name))
    }

    pub(super) fn tenant(&self) -> Result<Option<&'a str>, TokenError> {
        let name = self.conventions.authentication.claims.tenant;
        match self.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(tenant)) => Ok(Some(tenant)),
            Some(_) => Err(TokenError::Claim(name)),
        }
    }

    /// Scopes that tokens of this kind can hold; others do not count.
    pub(super) fn scopes(&self, kind: &TokenKind) -> Result<Words, TokenError> {
        let name = self.conventions.authentication.claims.scope;
        let text = match self.get(name) {
            None | Some(Value::Null) => "",
            Some(Value::String(text)) => text,
            Some(_) => return Err(TokenError::Claim(name)),
        };
        Ok(held_scopes(self.conventions, kind, text.split(' ')))
    }

    /// Roles that tokens of this kind can carry; others do not count.
    pub(super) fn roles(&self, kind: &TokenKind) -> Result<Words, TokenError> {
        let name = self.conventions.authentication.claims.roles;
        let roles = words(self.get(name)).ok_or(TokenError::Claim(name))?;
        Ok(carried_roles(self.conventions, kind, roles))
    }

    /// Roles by workspace: a role, or a list of them.
    pub(super) fn workspace_roles(
        &self,
        kind: &TokenKind,
    ) -> Result<BTreeMap<Arc<str>, Words>, TokenError> {
        let name = self.conventions.authentication.claims.workspace_roles;
        let workspaces = match self.get(name) {
            None | Some(Value::Null) => return Ok(BTreeMap::new()),
            Some(Value::Object(workspaces)) => workspaces,
            Some(_) => return Err(TokenError::Claim(name)),
        };
        workspaces
            .iter()
            .map(|(workspace, roles)| {
                let roles = match roles {
                    Value::String(role) => vec![role.as_str()],
                    roles => words(Some(roles)).ok_or(TokenError::Claim(name))?,
                };
                let roles = carried_roles(self.conventions, kind, roles);
                Ok((Arc::from(workspace.as_str()), roles))
            })
            .collect()
    }

    fn get(&self, name: &str) -> Option<&'a Value> {
        self.members.get(name)
    }
}

/// Unix seconds of a `NumericDate`, which may have a fraction. What is no time, being beyond all
/// years, is none: nothing is valid for ever.
fn seconds(value: &Value) -> Option<i64> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a cast of floats saturates, and what comes out is no time then"
    )]
    let seconds = value
        .as_i64()
        .or_else(|| value.as_f64().map(|seconds| seconds.floor() as i64))?;
    let time = OffsetDateTime::from_unix_timestamp(seconds).ok()?;
    Some(time.unix_timestamp())
}

/// A list of strings; none when the claim is absent.
fn words(value: Option<&Value>) -> Option<Vec<&str>> {
    match value {
        None | Some(Value::Null) => Some(Vec::new()),
        Some(Value::Array(words)) => words.iter().map(Value::as_str).collect(),
        Some(_) => None,
    }
}

/// The scopes among these words that tokens of a kind can hold.
pub(super) fn held_scopes<'w>(
    conventions: &Conventions,
    kind: &TokenKind,
    words: impl IntoIterator<Item = &'w str>,
) -> Words {
    let can_hold = |word: &&str| {
        let mut scopes = conventions.scopes.iter();
        scopes.any(|scope| scope.name == *word && scope.token_kinds.contains(&kind.name))
    };
    words.into_iter().filter(can_hold).map(Arc::from).collect()
}

/// The roles among these words that tokens of a kind can carry.
fn carried_roles<'w>(
    conventions: &Conventions,
    kind: &TokenKind,
    words: impl IntoIterator<Item = &'w str>,
) -> Words {
    let can_carry = |word: &&str| {
        let mut roles = conventions.roles.iter();
        roles.any(|role| role.name == *word && role.token_kinds.contains(&kind.name))
    };
    words.into_iter().filter(can_carry).map(Arc::from).collect()
}
