//! A server for one test, and a client that writes and reads bytes: [`Server`].

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use clap::Parser as _;
use reference_server::{Listener, Settings, StartError, Stop, Stopper};
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

/// Settings as the command line gives them, on a free port.
pub(crate) fn settings(arguments: &[&str]) -> Settings {
    let all = ["reference-server", "--port", "0"].iter().chain(arguments);
    Settings::try_parse_from(all).expect("arguments are right")
}

/// A server that runs.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    pub(crate) stopper: Stopper,
    pub(crate) serving: JoinHandle<usize>,
}

impl Server {
    /// Starts one with these arguments.
    pub(crate) async fn start(arguments: &[&str], router: Router) -> Self {
        let listener = bind(arguments).await.expect("the server starts");
        let (stopper, stop) = Stop::new();
        let address = listener.address();
        let serving = tokio::spawn(listener.serve(router, stop));
        Self {
            address,
            stopper,
            serving,
        }
    }

    /// A connection to it, by way of this machine.
    pub(crate) async fn connect(&self) -> TcpStream {
        let local = SocketAddr::from(([127, 0, 0, 1], self.address.port()));
        TcpStream::connect(local).await.expect("somebody listens")
    }

    /// Sends bytes and reads what comes until the server closes.
    pub(crate) async fn send(&self, bytes: impl AsRef<[u8]>) -> String {
        exchange(&mut self.connect().await, bytes).await
    }
}

/// What `Listener::bind` says.
pub(crate) async fn bind(arguments: &[&str]) -> Result<Listener, StartError> {
    Listener::bind(&settings(arguments)).await
}

/// Sends bytes and reads what comes until the other end closes.
pub(crate) async fn exchange<S>(stream: &mut S, bytes: impl AsRef<[u8]>) -> String
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let bytes = bytes.as_ref();
    stream.write_all(bytes).await.expect("the server reads");
    read_to_end(stream).await
}

/// Reads until the other end closes.
pub(crate) async fn read_to_end<S: AsyncRead + Unpin>(stream: &mut S) -> String {
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer);
    let read = tokio::time::timeout(Duration::from_secs(10), read).await;
    read.expect("the server closes")
        .expect("the connection is not reset");
    String::from_utf8(answer).expect("answers are text")
}

/// Head and JSON body of an answer that is an error envelope, with an id in both.
#[track_caller]
pub(crate) fn envelope(answer: &str) -> (&str, Value) {
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    let body: Value = serde_json::from_str(body).expect("the body is JSON");
    assert_eq!(body["success"], false);
    let id = body["error"]["request_id"].as_str().expect("an id");
    let has = |line: String| head.lines().any(|other| other.eq_ignore_ascii_case(&line));
    assert!(has(format!("x-request-id: {id}")), "{head}");
    assert!(has("content-type: application/json".to_owned()), "{head}");
    assert!(has("connection: close".to_owned()), "{head}");
    assert!(has("cache-control: no-store".to_owned()), "{head}");
    assert!(head.contains("\r\ndate: "), "{head}");
    (head, body)
}
