//! Questions that consumers ask: names, paths, nearest words.

use oas_diagnostics::suggest;

use crate::{
    Audience, Clause, ClauseId, Conventions, Domain, ErrorCode, Extension, NameKind, Role, Scope,
    Surface, TokenKind,
};

impl Conventions {
    /// What an error code means.
    #[must_use]
    pub fn error_code(&self, code: &str) -> Option<&ErrorCode> {
        self.errors.get(code)
    }

    /// What a scope allows.
    #[must_use]
    pub fn scope(&self, scope: &str) -> Option<&Scope> {
        self.authorization.scopes.get(scope)
    }

    /// What a role is.
    #[must_use]
    pub fn role(&self, role: &str) -> Option<&Role> {
        self.authorization.roles.get(role)
    }

    /// What a kind of token is.
    #[must_use]
    pub fn token_kind(&self, kind: &str) -> Option<&TokenKind> {
        self.token_kinds.get(kind)
    }

    /// What an audience is.
    #[must_use]
    pub fn audience(&self, audience: &str) -> Option<&Audience> {
        self.audiences.get(audience)
    }

    /// What an `x-` word is.
    #[must_use]
    pub fn extension(&self, word: &str) -> Option<&Extension> {
        self.extensions.get(word)
    }

    /// A statement by its number.
    #[must_use]
    pub fn clause(&self, id: &ClauseId) -> Option<&Clause> {
        self.clauses.get(id)
    }

    /// The audience whose prefix a path has, with its name; the path is that of a document,
    /// version included.
    #[must_use]
    pub fn audience_of_path(&self, path: &str) -> Option<(&str, &Audience)> {
        let (_, path) = self.versioning.split(path)?;
        self.audiences
            .iter()
            .flat_map(|(name, audience)| {
                audience
                    .prefixes
                    .iter()
                    .map(move |prefix| (prefix, (name.as_str(), audience)))
            })
            .filter(|(prefix, _)| has_prefix(path, prefix))
            .max_by_key(|(prefix, _)| prefix.len())
            .map(|(_, audience)| audience)
    }

    /// The domain and surface that a path belongs to, with the domain's name: those with the most
    /// segments where several have it.
    #[must_use]
    pub fn surface_of_path(&self, path: &str) -> Option<(&str, &Domain, &Surface)> {
        let (_, path) = self.versioning.split(path)?;
        self.domains
            .iter()
            .flat_map(|(name, domain)| {
                domain
                    .surfaces
                    .iter()
                    .map(move |surface| (name.as_str(), domain, surface))
            })
            .filter(|(_, _, surface)| has_prefix(path, &surface.prefix))
            .max_by_key(|(_, _, surface)| surface.prefix.split('/').count())
    }

    /// All names of a kind, in the order of the file.
    #[must_use]
    pub fn names(&self, kind: NameKind) -> Vec<&str> {
        fn keys<V>(map: &indexmap::IndexMap<String, V>) -> Vec<&str> {
            map.keys().map(String::as_str).collect()
        }
        match kind {
            NameKind::Audience => keys(&self.audiences),
            NameKind::Stability => keys(&self.stabilities),
            NameKind::Owner => keys(&self.owners),
            NameKind::Domain => keys(&self.domains),
            NameKind::TokenKind => keys(&self.token_kinds),
            NameKind::Scope => keys(&self.authorization.scopes),
            NameKind::Role => keys(&self.authorization.roles),
            NameKind::ErrorCode => keys(&self.errors),
            NameKind::AuditMode => keys(&self.audit.modes),
            NameKind::IdempotencyMode => keys(&self.idempotency.modes),
            NameKind::PaginationMode => keys(&self.pagination.modes),
            NameKind::RateLimitSubject => keys(&self.rate_limits.per),
            NameKind::Event => self
                .events
                .values()
                .flat_map(|channel| keys(&channel.types))
                .collect(),
            NameKind::Extension => keys(&self.extensions),
            NameKind::Clause => self.clauses.keys().map(ClauseId::as_str).collect(),
        }
    }

    /// Whether a name of a kind is defined.
    #[must_use]
    pub fn defines(&self, kind: NameKind, name: &str) -> bool {
        self.names(kind).contains(&name)
    }

    /// The defined name that is nearest to a mistyped one.
    #[must_use]
    pub fn nearest(&self, kind: NameKind, word: &str) -> Option<&str> {
        suggest::nearest(word, self.names(kind))
    }
}

/// Whether a path starts with a prefix, segment by segment; a parameter of the prefix stands for
/// any parameter of the path.
pub(crate) fn has_prefix(path: &str, prefix: &str) -> bool {
    let mut segments = path.split('/');
    prefix.trim_end_matches('/').split('/').all(|wanted| {
        segments.next().is_some_and(|segment| {
            segment == wanted || wanted.starts_with('{') && segment.starts_with('{')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::has_prefix;

    #[test]
    fn prefixes_are_compared_segment_by_segment() {
        assert!(has_prefix(
            "/tenants/{tenantId}/smtp/config",
            "/tenants/{id}/smtp"
        ));
        assert!(has_prefix("/exec", "/exec"));
        assert!(!has_prefix("/executive", "/exec"));
        assert!(!has_prefix("/tenants", "/tenants/{tenantId}"));
        assert!(!has_prefix("/tenants/me/smtp", "/tenants/{tenantId}/smtp"));
    }
}
