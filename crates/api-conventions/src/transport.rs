//! HTTPS only, and from where a request comes: [`Transport`].

use std::convert::Infallible;
use std::net::IpAddr;

use axum::extract::Request;
use axum::response::{IntoResponse as _, Response};
use http::header::{HOST, LOCATION, STRICT_TRANSPORT_SECURITY};
use http::{HeaderMap, HeaderValue, StatusCode, Uri};
use tower::Service;

use crate::layer::{Middleware, answer};
use crate::{ClientAddress, Peer};

const FORWARDED_FOR: &str = "x-forwarded-for";
const FORWARDED_PROTO: &str = "x-forwarded-proto";

/// Tells browsers and clients to use HTTPS only, sends a request that came to a trusted proxy by
/// plain HTTP back to HTTPS without processing it, and puts the caller's address into the request's
/// extensions: the [`Peer`]'s, or what a trusted proxy says.
///
/// Which plain connections are accepted at all is decided by whoever accepts connections.
#[derive(Clone, Debug)]
pub struct Transport {
    security: HeaderValue,
}

impl Transport {
    /// For two years from each answer, subdomains included: what browsers ask for.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            security: HeaderValue::from_static("max-age=63072000; includeSubDomains"),
        }
    }
}

impl Default for Transport {
    fn default() -> Self {
        Self::new()
    }
}

impl Middleware for Transport {
    async fn handle<S>(&self, mut request: Request, inner: S) -> Response
    where
        S: Service<Request, Response = Response, Error = Infallible> + Send + 'static,
        S::Future: Send,
    {
        let peer = request.extensions().get::<Peer>().copied();
        if let Some(peer) = peer {
            let is_plain = peer.trusted_proxy
                && last(request.headers(), FORWARDED_PROTO)
                    .is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"));
            if is_plain {
                return to_https(request.headers(), request.uri());
            }
            let address = client(&peer, request.headers());
            request.extensions_mut().insert(ClientAddress(address));
        }
        let mut response = answer(inner, request).await;
        let headers = response.headers_mut();
        headers.insert(STRICT_TRANSPORT_SECURITY, self.security.clone());
        response
    }
}

/// The address of the caller. Of the chain that proxies write, the last entry is the trusted
/// proxy's own; those before it are whatever the caller sent.
fn client(peer: &Peer, headers: &HeaderMap) -> IpAddr {
    if !peer.trusted_proxy {
        return peer.address;
    }
    last(headers, FORWARDED_FOR)
        .and_then(|address| address.parse().ok())
        .unwrap_or(peer.address)
}

/// The last entry of a list in a header.
fn last<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let line = headers.get_all(name).iter().next_back()?;
    line.to_str().ok()?.rsplit(',').next().map(str::trim)
}

/// The same address by HTTPS.
fn to_https(headers: &HeaderMap, uri: &Uri) -> Response {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let location = host
        .map(|host| format!("https://{host}{path}"))
        .and_then(|location| HeaderValue::try_from(location).ok());
    match location {
        Some(location) => (StatusCode::PERMANENT_REDIRECT, [(LOCATION, location)]).into_response(),
        None => StatusCode::BAD_REQUEST.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use http::{HeaderMap, HeaderValue};

    use super::client;
    use crate::Peer;

    #[test]
    fn only_a_trusted_proxy_is_believed_and_only_its_own_entry() {
        let mut headers = HeaderMap::new();
        let chain = HeaderValue::from_static("6.6.6.6, 203.0.113.7");
        headers.append("x-forwarded-for", chain);
        let peer = |trusted_proxy| Peer {
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            encrypted: false,
            trusted_proxy,
        };
        let address = |peer: Peer| client(&peer, &headers).to_string();
        assert_eq!(address(peer(true)), "203.0.113.7");
        assert_eq!(address(peer(false)), "127.0.0.1");
    }
}
