//! The socket: accepting connections and ending them. [`Listener`] is what a server is made with.
//!
//! Each connection goes through the same steps, each in a module below: is this peer served, is it
//! TLS, HTTP. Nothing that reaches a connection goes without an answer in the API's envelope, be it
//! unreadable, late, or refused. What becomes of a request that has arrived is the router's business,
//! failures and time-outs included.

mod access;
mod calls;
mod connection;
mod exchange;
mod tls;
mod wire;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

use self::access::Access;
use self::connection::Site;
use crate::{Phase, Settings, StartError, Stop};

/// Connections at one time. Each may hold a buffer of headers and one of an answer; who comes after
/// them waits in the system's queue.
const CONNECTIONS: usize = 1024;

/// How long to wait when the system gives no connection, for want of file descriptors say.
const PAUSE: Duration = Duration::from_millis(500);

/// A socket that is bound, and how its connections are treated.
pub struct Listener {
    socket: TcpListener,
    address: SocketAddr,
    tls: Option<TlsAcceptor>,
    access: Access,
    settings: Settings,
}

impl std::fmt::Debug for Listener {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.url())
    }
}

impl Listener {
    /// Reads certificate and key, and takes the port last, so that nothing is half started.
    ///
    /// # Errors
    ///
    /// Refuses plain HTTP where others could listen (exit code 2), names files that cannot be read
    /// or do not fit (2), and says when there is no such port to be had (1).
    pub async fn bind(settings: &Settings) -> Result<Self, StartError> {
        let access = Access::new(settings)?;
        let tls = match settings.tls() {
            Some((certificate, key)) => Some(tls::acceptor(certificate, key)?),
            None => None,
        };
        let wanted = SocketAddr::new(settings.host, settings.port);
        let bound = TcpListener::bind(wanted).await;
        let bound = bound.and_then(|socket| Ok((socket.local_addr()?, socket)));
        let (address, socket) = bound.map_err(|error| not_bound(wanted, &error))?;
        Ok(Self {
            socket,
            address,
            tls,
            access,
            settings: settings.clone(),
        })
    }

    /// The address it listens on, with the port that was found for port 0.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address as a URL without a path.
    #[must_use]
    pub fn url(&self) -> String {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        format!("{scheme}://{}", self.address)
    }

    /// Serves until `stop` says otherwise. Draining, it takes no more connections, closes idle ones
    /// and lets the rest finish for as long as the settings say. Gives the number of connections
    /// that had to be cut.
    ///
    /// Every request carries an `api_conventions::Peer` in its extensions.
    pub async fn serve(self, router: Router, stop: Stop) -> usize {
        let grace = self.settings.grace;
        let site = Arc::new(Site::new(router, self.tls, self.access, &self.settings));
        let mut connections = JoinSet::new();
        tokio::select! {
            () = accept(&self.socket, &site, &stop, &mut connections) => {}
            () = stop.reached(Phase::Draining) => {}
        }
        // Whoever tries to connect from here on is told that nobody listens.
        drop(self.socket);
        tracing::info!(connections = connections.len(), "stopping");
        let finished = async { while connections.join_next().await.is_some() {} };
        tokio::select! {
            _ = tokio::time::timeout(grace, finished) => {}
            () = stop.reached(Phase::Ended) => {}
        }
        while connections.try_join_next().is_some() {}
        let cut = connections.len();
        if cut > 0 {
            tracing::warn!(connections = cut, "cutting connections");
        }
        connections.shutdown().await;
        cut
    }
}

/// Takes connections as they come, for ever.
async fn accept(
    socket: &TcpListener,
    site: &Arc<Site>,
    stop: &Stop,
    connections: &mut JoinSet<()>,
) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        // A place comes first: a connection that is accepted is served.
        let Ok(place) = Arc::clone(&places).acquire_owned().await else {
            return;
        };
        let (stream, peer) = next(socket).await;
        let (site, stop) = (Arc::clone(site), stop.clone());
        connections.spawn(async move {
            connection::run(stream, peer, &site, &stop).await;
            drop(place);
        });
        // Those that have ended are let go.
        while connections.try_join_next().is_some() {}
    }
}

/// The next connection, whatever it takes.
async fn next(socket: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match socket.accept().await {
            Ok((stream, peer)) => {
                // Answers are written whole; waiting to fill a packet only delays them.
                if let Err(error) = stream.set_nodelay(true) {
                    tracing::debug!(%error, "a connection was gone before it was served");
                    continue;
                }
                return (stream, peer);
            }
            Err(error) if is_of_the_peer(&error) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be accepted, trying again");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Whether the failure is that of one connection, and the next may be had at once.
fn is_of_the_peer(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(
        error.kind(),
        ConnectionAborted | ConnectionRefused | ConnectionReset
    )
}

fn not_bound(wanted: SocketAddr, error: &io::Error) -> StartError {
    let (address, port) = (wanted.ip(), wanted.port());
    match error.kind() {
        io::ErrorKind::AddrInUse => StartError::unavailable(
            format!("port {port} of {address} is in use"),
            "stop what listens there, or give `--port` another one; `--port 0` takes a free one",
        ),
        io::ErrorKind::AddrNotAvailable => StartError::unavailable(
            format!("this machine has no address {address}"),
            "give `--host` an address of this machine; `0.0.0.0` is all of them",
        ),
        io::ErrorKind::PermissionDenied => StartError::unavailable(
            format!("this process may not listen on port {port} of {address}"),
            "give `--port` a number above 1023, or the process the right to use this one",
        ),
        _ => StartError::unavailable(
            format!("cannot listen on {wanted}: {error}"),
            "look at `--host` and `--port`",
        ),
    }
}
