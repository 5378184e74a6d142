//! HTTPS only, and from where a request comes: [`Transport`].

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::Request;
use axum::response::{IntoResponse as _, Response};
use http::header::{CACHE_CONTROL, HOST, LOCATION, STRICT_TRANSPORT_SECURITY};
use http::uri::Authority;
use http::{HeaderMap, HeaderValue, StatusCode};
use oas_runtime::{ErrorEnvelope, ProblemDetails, Rejection, RejectionKind, RequestId};
use tower::Service;

use crate::access_log::Notes;
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
    errors: &'static dyn ErrorEnvelope,
}

impl Transport {
    /// For two years from each answer, subdomains included: what browsers ask for.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            security: HeaderValue::from_static("max-age=63072000; includeSubDomains"),
            errors: &ProblemDetails,
        }
    }

    /// Puts its errors into these words.
    #[must_use]
    pub const fn errors(mut self, errors: &'static dyn ErrorEnvelope) -> Self {
        self.errors = errors;
        self
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
        if let Some(peer) = request.extensions().get::<Peer>().copied() {
            let address = ClientAddress(client(&peer, request.headers()));
            Notes::address(request.extensions(), address);
            let is_plain = peer.trusted_proxy
                && last(request.headers(), FORWARDED_PROTO)
                    .is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"));
            if is_plain {
                return self.to_https(&request);
            }
            request.extensions_mut().insert(address);
        }
        let mut response = answer(inner, request).await;
        let headers = response.headers_mut();
        headers.insert(STRICT_TRANSPORT_SECURITY, self.security.clone());
        response
    }
}

impl Transport {
    /// Sends a request to the same address by HTTPS.
    fn to_https(&self, request: &Request) -> Response {
        let path = request.uri().path_and_query();
        let path = path.map_or("/", |path| path.as_str());
        let location = host(request)
            .and_then(|host| HeaderValue::try_from(format!("https://{host}{path}")).ok());
        match location {
            Some(location) => {
                // Whoever keeps it would send others to the host that this caller named.
                let keep = HeaderValue::from_static("no-store");
                let headers = [(LOCATION, location), (CACHE_CONTROL, keep)];
                (StatusCode::PERMANENT_REDIRECT, headers).into_response()
            }
            None => self.errors.answer(
                &Rejection::new(RejectionKind::Unreadable),
                &RequestId::of(request.extensions()),
            ),
        }
    }
}

/// The address of the caller. Of the chain that proxies write, the last entry is the trusted
/// proxy's own; those before it are whatever the caller sent.
fn client(peer: &Peer, headers: &HeaderMap) -> IpAddr {
    if !peer.trusted_proxy {
        return peer.address;
    }
    let address = last(headers, FORWARDED_FOR).and_then(|entry| {
        let with_port = || entry.parse().ok().map(|socket: SocketAddr| socket.ip());
        entry.parse().ok().or_else(with_port)
    });
    address.unwrap_or(peer.address)
}

/// The last entry of a list in a header.
fn last<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let line = headers.get_all(name).iter().next_back()?;
    line.to_str().ok()?.rsplit(',').next().map(str::trim)
}

/// The host that was asked, with its port unless that is the one of plain HTTP.
fn host(request: &Request) -> Option<String> {
    let authority = match request.uri().authority() {
        Some(authority) => authority.clone(),
        None => Authority::try_from(request.headers().get(HOST)?.as_bytes()).ok()?,
    };
    // What stands before an `@` would be the host for some, and a name for others.
    if authority.as_str().contains('@') {
        return None;
    }
    let host = authority.host();
    match authority.port_u16() {
        None | Some(80) => Some(host.to_owned()),
        Some(port) => Some(format!("{host}:{port}")),
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
