//! One connection from its first byte: TLS or not, served or refused, HTTP. Read [`run`].

use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use api_conventions::Peer;
use axum::Router;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, HOST, LOCATION};
use http::uri::Authority;
use http::{HeaderValue, StatusCode};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use oas_runtime::{Keyword, RejectionKind};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::access::Access;
use super::calls::Calls;
use super::exchange::Exchange;
use super::wire::{HEAD_LIMIT, Patience, Wire};
use crate::{Phase, Settings, Stop, answer};

/// The first byte of a TLS handshake. No request begins with it.
const HANDSHAKE: u8 = 0x16;

/// Most headers of one request.
const HEADERS: usize = 100;

/// Requests at one time on one HTTP/2 connection.
const STREAMS: u32 = 100;

/// How often an HTTP/2 peer is asked whether it is still there, and how long it may take.
const PING: Duration = Duration::from_secs(20);

/// What all connections have in common.
pub(super) struct Site {
    router: Router,
    refusal: Router,
    redirect: Router,
    tls: Option<TlsAcceptor>,
    access: Access,
    http: auto::Builder<TokioExecutor>,
    patience: Patience,
}

impl Site {
    pub(super) fn new(
        router: Router,
        tls: Option<TlsAcceptor>,
        access: Access,
        settings: &Settings,
    ) -> Self {
        Self {
            router,
            refusal: Router::new().fallback(stranger),
            redirect: Router::new().fallback(to_https),
            tls,
            access,
            http: http(),
            patience: Patience::new(settings.header_timeout),
        }
    }
}

/// How HTTP is spoken. The time that headers may take is the wire's business: it answers who is late,
/// and also counts before it is known which version the peer speaks.
fn http() -> auto::Builder<TokioExecutor> {
    let mut http = auto::Builder::new(TokioExecutor::new());
    http.http1()
        .timer(TokioTimer::new())
        .header_read_timeout(None)
        .max_headers(HEADERS)
        .max_buf_size(HEAD_LIMIT);
    http.http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(PING)
        .keep_alive_timeout(PING)
        .max_concurrent_streams(STREAMS)
        .max_header_list_size(u32::try_from(HEAD_LIMIT).unwrap_or(u32::MAX));
    http
}

/// Serves a connection to its end.
pub(super) async fn run(stream: TcpStream, from: SocketAddr, site: &Site, stop: &Stop) {
    // An IPv4 peer of a socket that speaks both is still an IPv4 peer.
    let address = from.ip().to_canonical();
    let peer = |encrypted| Peer {
        address,
        encrypted,
        trusted_proxy: site.access.trusts(address),
    };
    let Some(tls) = &site.tls else {
        let router = if site.access.serves(address) {
            &site.router
        } else {
            &site.refusal
        };
        return serve(stream, router, peer(false), site, stop).await;
    };
    let mut first = [0];
    let opening = async {
        stream.peek(&mut first).await.ok()?;
        if first == [HANDSHAKE] {
            Some(Opened::Encrypted(tls.accept(stream).await.map(Box::new)))
        } else {
            Some(Opened::Plain(stream))
        }
    };
    let opened = tokio::select! {
        opened = timeout(site.patience.head, opening) => opened,
        () = stop.reached(Phase::Draining) => return,
    };
    match opened {
        Ok(Some(Opened::Encrypted(Ok(stream)))) => {
            serve(*stream, &site.router, peer(true), site, stop).await;
        }
        Ok(Some(Opened::Plain(stream))) => {
            serve(stream, &site.redirect, peer(false), site, stop).await;
        }
        Ok(Some(Opened::Encrypted(Err(error)))) => {
            tracing::debug!(%address, %error, "a TLS handshake failed");
        }
        Ok(None) | Err(_) => tracing::debug!(%address, "a connection brought nothing"),
    }
}

/// What a connection to the HTTPS port turned out to be.
enum Opened {
    Encrypted(io::Result<Box<TlsStream<TcpStream>>>),
    Plain(TcpStream),
}

/// Speaks HTTP until the connection ends or the server does.
async fn serve<S>(stream: S, router: &Router, peer: Peer, site: &Site, stop: &Stop)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let exchange = Arc::new(Exchange::default());
    let wire = Wire::new(stream, Arc::clone(&exchange), site.patience);
    let calls = Calls::new(router.clone(), peer, exchange);
    let mut connection = pin!(site.http.serve_connection(TokioIo::new(wire), calls));
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stop.reached(Phase::Draining) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(address = %peer.address, %error, "a connection ended early");
    }
}

/// The answer to plain HTTP from somebody who is no proxy.
async fn stranger(request: Request) -> Response {
    let rejection = answer::head(
        RejectionKind::Forbidden,
        "",
        Keyword::Not,
        "plain HTTP is for the proxies of this server; use HTTPS",
    );
    answer::closing(answer::refused(request.extensions(), &rejection))
}

/// The answer to plain HTTP on the HTTPS port: the same URL, encrypted. The request is not read.
async fn to_https(request: Request) -> Response {
    let uri = request.uri();
    let host = request.headers().get(HOST).map(HeaderValue::as_bytes);
    let host = host.and_then(|host| Authority::try_from(host).ok());
    let host = host.or_else(|| uri.authority().cloned());
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let path = if path.starts_with('/') { path } else { "/" };
    let location = host
        .filter(|host| !host.as_str().contains('@'))
        .and_then(|host| HeaderValue::try_from(format!("https://{host}{path}")).ok());
    answer::closing(match location {
        Some(location) => {
            // Whoever keeps it would send others to the host that this caller named.
            let keep = HeaderValue::from_static("no-store");
            let headers = [(LOCATION, location), (CACHE_CONTROL, keep)];
            (StatusCode::PERMANENT_REDIRECT, headers).into_response()
        }
        None => answer::refused(
            request.extensions(),
            &answer::head(
                RejectionKind::Unreadable,
                "Host",
                Keyword::Malformed,
                "has to name this server; use HTTPS",
            ),
        ),
    })
}
