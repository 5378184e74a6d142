//! From where a request comes: [`ClientAddress`] and [`Peer`].

use std::fmt;
use std::net::IpAddr;

/// The other end of the connection, which may be a proxy. Whoever accepts connections puts it into
/// the request's extensions.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Peer {
    /// Its address.
    pub address: IpAddr,
    /// Whether the connection is encrypted.
    pub encrypted: bool,
    /// Whether it is a proxy whose `X-Forwarded-*` headers are believed.
    pub trusted_proxy: bool,
}

/// From where a request comes, trusted proxies taken away. `Transport` puts it
/// into the request's extensions.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ClientAddress(pub IpAddr);

impl fmt::Display for ClientAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}
