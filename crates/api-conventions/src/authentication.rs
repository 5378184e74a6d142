//! Who calls: [`Authentication`].

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::Request;
use axum::response::Response;
use http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderValue, Uri};
use oas_runtime::{Conventions, Rejection, RejectionKind};
use percent_encoding::percent_decode_str;
use tower::Service;

use crate::layer::{Middleware, answer};
use crate::refusal::{Detail, operation, refuse, unavailable};
use crate::tokens::{Authenticator, KeySource, TokenError};
use crate::{Directory, Principal};

/// Longest challenge, in characters: what contracts take in a header.
const CHALLENGE_LENGTH: usize = 255;

/// Puts the [`Principal`] of a request into its extensions, or answers 401. Operations that let
/// everybody in are reached without a token, but not with one that is not valid.
///
/// It goes around operations, not around a whole router: paths that lead nowhere are answered
/// before anybody asks who calls.
#[derive(Debug)]
pub struct Authentication<D, S> {
    conventions: &'static Conventions,
    authenticator: Arc<Authenticator<D, S>>,
    realm: &'static str,
}

impl<D: Directory, S: KeySource> Authentication<D, S> {
    /// Asks `authenticator`. `realm` is what challenges name: printable, without quotation marks.
    pub const fn new(
        conventions: &'static Conventions,
        authenticator: Arc<Authenticator<D, S>>,
        realm: &'static str,
    ) -> Self {
        Self {
            conventions,
            authenticator,
            realm,
        }
    }

    async fn principal(&self, uri: &Uri, headers: &HeaderMap) -> Result<Principal, TokenError> {
        let forbidden = self.conventions.authentication.forbidden_query_parameters;
        if let Some(name) = credential_in_query(uri, forbidden) {
            return Err(TokenError::InQuery(name));
        }
        let token = bearer(headers)?;
        self.authenticator.authenticate(token).await
    }

    fn rejection(&self, error: TokenError) -> Rejection {
        if let TokenError::Unavailable(error) = error {
            return unavailable(error);
        }
        let (code, message) = error.hint();
        // Who sent no token has done nothing wrong (RFC 6750 §3.1).
        let description = (!matches!(error, TokenError::Missing)).then_some(message);
        Rejection::new(RejectionKind::Unauthenticated)
            .details(&[Detail::token(code, message)])
            .header(WWW_AUTHENTICATE, challenge(self.realm, description))
            .because(Arc::new(error))
    }
}

/// A challenge that says what is wrong with a token, as far as there is room.
fn challenge(realm: &str, description: Option<&str>) -> HeaderValue {
    let mut challenge = format!("Bearer realm={}", quoted(realm));
    if let Some(description) = description {
        challenge.push_str(", error=\"invalid_token\"");
        let description = format!(", error_description={}", quoted(description));
        if challenge.len() + description.len() <= CHALLENGE_LENGTH {
            challenge.push_str(&description);
        }
    }
    HeaderValue::try_from(challenge)
        .ok()
        .filter(|challenge| challenge.len() <= CHALLENGE_LENGTH)
        .unwrap_or(HeaderValue::from_static("Bearer"))
}

/// A text as a quoted string, without the characters that would need escapes: RFC 6750 §3 allows
/// none.
fn quoted(text: &str) -> String {
    let text = text.replace(['`', '"'], "'").replace('\\', "/");
    format!("\"{text}\"")
}

impl<D: Directory, S: KeySource> Middleware for Authentication<D, S> {
    async fn handle<I>(&self, mut request: Request, inner: I) -> Response
    where
        I: Service<Request, Response = Response, Error = Infallible> + Send + 'static,
        I::Future: Send,
    {
        match self.principal(request.uri(), request.headers()).await {
            Ok(principal) => {
                request.extensions_mut().insert(principal);
            }
            Err(TokenError::Missing)
                if operation(request.extensions())
                    .is_some_and(oas_runtime::OperationMeta::allows_anonymous) => {}
            Err(error) => {
                return refuse(self.conventions, &request, &self.rejection(error));
            }
        }
        answer(inner, request).await
    }
}

/// The token of an `Authorization: Bearer <token>` header.
fn bearer(headers: &HeaderMap) -> Result<&str, TokenError> {
    let mut lines = headers.get_all(AUTHORIZATION).iter();
    let (line, more) = (lines.next(), lines.next());
    let line = line.ok_or(TokenError::Missing)?;
    if more.is_some() {
        return Err(TokenError::Scheme);
    }
    let text = line.to_str().map_err(|_| TokenError::Scheme)?;
    let (scheme, token) = text.split_once(' ').ok_or(TokenError::Scheme)?;
    let token = token.trim_matches(' ');
    let is_bearer = scheme.eq_ignore_ascii_case("bearer");
    if !is_bearer || token.is_empty() || token.contains([' ', ',']) {
        return Err(TokenError::Scheme);
    }
    Ok(token)
}

/// A query parameter that would carry a credential.
fn credential_in_query(uri: &Uri, forbidden: &[&'static str]) -> Option<&'static str> {
    let pairs = uri.query()?.split('&');
    let mut names = pairs.map(|pair| pair.split_once('=').map_or(pair, |(name, _)| name));
    names.find_map(|name| {
        let name = percent_decode_str(name).decode_utf8_lossy();
        let mut forbidden = forbidden.iter().copied();
        forbidden.find(|forbidden| name.eq_ignore_ascii_case(forbidden))
    })
}

#[cfg(test)]
mod tests {
    use http::header::AUTHORIZATION;
    use http::{HeaderMap, HeaderValue, Uri};

    use super::{bearer, credential_in_query};

    fn check_bearer(lines: &[&'static str], expected: Option<&str>) {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(AUTHORIZATION, HeaderValue::from_static(line));
        }
        assert_eq!(bearer(&headers).ok(), expected, "{lines:?}");
    }

    #[test]
    fn a_token_is_one_word_after_the_scheme() {
        check_bearer(&["Bearer abc"], Some("abc"));
        check_bearer(&["bearer  abc "], Some("abc"));
        check_bearer(&[], None);
        check_bearer(&["Bearer"], None);
        check_bearer(&["Bearer "], None);
        check_bearer(&["Basic abc"], None);
        check_bearer(&["Bearer a b"], None);
        check_bearer(&["Bearer a, Bearer b"], None);
        check_bearer(&["Bearer a", "Bearer b"], None);
    }

    #[test]
    fn credentials_in_the_query_are_found_however_they_are_written() {
        let forbidden = &["api_key", "token"];
        let found = |uri: &'static str| credential_in_query(&Uri::from_static(uri), forbidden);
        assert_eq!(found("/a?x=1&token=2"), Some("token"));
        assert_eq!(found("/a?API_KEY=2"), Some("api_key"));
        assert_eq!(found("/a?%74oken=2"), Some("token"));
        assert_eq!(found("/a?token"), Some("token"));
        assert_eq!(found("/a?tokens=2"), None);
        assert_eq!(found("/a"), None);
    }
}
