//! What hyper would answer by itself, or not at all, has the envelope; what a handler answers is
//! untouched.

use std::time::Duration;

use api_conventions::Peer;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Extension;
use axum::routing::{get, post};
use http::Request;
use http_body_util::BodyExt as _;
use hyper::client::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::support::{Server, envelope, exchange, read_to_end};

/// Short enough to wait for, long enough for a busy machine.
const SHORT: &[&str] = &["--header-timeout", "0.3"];

fn router() -> Router {
    Router::new()
        .route("/hello", get(async || "hello"))
        .route("/echo", post(async |body: Bytes| body))
        .route("/ignore", post(async || "did not read it"))
        .route(
            "/stream",
            get(async || Body::from_stream(futures_of(vec!["one", "two"]))),
        )
        .route(
            "/peer",
            get(async |peer: Extension<Peer>| format!("{peer:?}")),
        )
}

/// A body in pieces.
fn futures_of(
    pieces: Vec<&'static str>,
) -> impl futures_util::Stream<Item = Result<&'static str, std::convert::Infallible>> {
    futures_util::stream::iter(pieces.into_iter().map(Ok))
}

/// Sends something that no service sees, and gives status, code, keyword and message of the answer.
async fn refusal(arguments: &[&str], bytes: impl AsRef<[u8]>) -> (String, String) {
    let server = Server::start(arguments, router()).await;
    let answer = server.send(bytes).await;
    let (head, body) = envelope(&answer);
    let status = head.lines().next().unwrap_or_default();
    let error = &body["error"];
    let detail = &error["details"][0];
    assert_eq!(detail["in"], "header");
    (
        status.to_owned(),
        format!("{} {} {}", error["code"], detail["code"], detail["message"]),
    )
}

#[tokio::test]
async fn requests_that_cannot_be_read_get_the_envelope() {
    for bytes in [
        "nonsense\r\n\r\n",
        "GET /hello HTTP/9.9\r\n\r\n",
        "GET /he llo HTTP/1.1\r\n\r\n",
        "GET /hello HTTP/1.1\r\nno colon\r\n\r\n",
        "GET /hello HTTP/1.1\r\nA: \0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nContent-Length: many\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nnot HTTP/2",
    ] {
        let (status, error) = refusal(&[], bytes).await;
        assert_eq!(status, "HTTP/1.1 400 Bad Request", "{bytes:?}");
        assert!(
            error.starts_with(r#""VALIDATION_ERROR" "MALFORMED""#),
            "{error}"
        );
    }
}

#[tokio::test]
async fn requests_that_do_not_name_one_host_are_refused() {
    let server = Server::start(&[], router()).await;
    for hosts in [
        "",
        "Host: a\r\nHost: b\r\n",
        "Host: a b\r\n",
        "Host: a@b\r\n",
    ] {
        let answer = server
            .send(format!("GET /hello HTTP/1.1\r\n{hosts}\r\n"))
            .await;
        let (head, body) = envelope(&answer);
        assert!(head.starts_with("HTTP/1.1 400"), "{hosts:?}: {head}");
        assert_eq!(body["error"]["details"][0]["field"], "Host");
    }
    for hosts in ["Host:\r\n", "Host: a:1\r\n", "Host: [::1]:1\r\n"] {
        let request = format!("GET /hello HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n");
        let answer = server.send(request).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{hosts:?}: {answer}");
    }
}

#[tokio::test]
async fn nothing_hides_behind_a_body_with_two_lengths() {
    let server = Server::start(&[], router()).await;
    let hidden = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";
    let (coding, length) = ("Transfer-Encoding: chunked\r\n", "Content-Length: 45\r\n");
    for lengths in [format!("{coding}{length}"), format!("{length}{coding}")] {
        let request = format!("POST /echo HTTP/1.1\r\nHost: a\r\n{lengths}\r\n0\r\n\r\n{hidden}");
        let answer = server.send(request).await;
        assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{answer}");
        assert!(answer.contains("connection: close"), "{answer}");
    }
}

#[tokio::test]
async fn heads_that_are_too_large_get_the_envelope_while_the_client_still_sends() {
    let long = "x".repeat(200_000);
    let many = "A: b\r\n".repeat(200);
    for bytes in [
        format!("GET /{long} HTTP/1.1\r\n\r\n"),
        format!("GET /hello HTTP/1.1\r\nA: {long}\r\n\r\n"),
        format!("GET /hello HTTP/1.1\r\n{many}\r\n"),
    ] {
        let (status, error) = refusal(&[], &bytes).await;
        assert_eq!(status, "HTTP/1.1 413 Payload Too Large", "{}", &bytes[..40]);
        assert!(
            error.starts_with(r#""CONTENT_TOO_LARGE" "MAX_LENGTH""#),
            "{error}"
        );
    }
}

#[tokio::test]
async fn heads_that_do_not_arrive_get_the_envelope() {
    for bytes in [
        "G",
        "PRI * HTTP/2.0\r\n\r\nS",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r",
        "GET /hello HTTP/1.1\r\nHost: loc",
        "GET /hello HTTP/1.1\r\nHost: localhost\r\n",
        "\r\n",
    ] {
        let (status, error) = refusal(SHORT, bytes).await;
        assert_eq!(status, "HTTP/1.1 400 Bad Request", "{bytes:?}");
        assert!(error.contains("did not arrive in time"), "{error}");
    }
}

#[tokio::test]
async fn slow_drops_do_not_buy_time() {
    let server = Server::start(SHORT, router()).await;
    let (mut reading, mut writing) = server.connect().await.into_split();
    let drip = tokio::spawn(async move {
        while writing.write_all(b"a").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    let answer = read_to_end(&mut reading).await;
    assert!(envelope(&answer).1["error"]["details"][0]["message"] == "did not arrive in time");
    drip.abort();
}

#[tokio::test]
async fn a_connection_that_says_nothing_is_closed_without_a_word() {
    let server = Server::start(SHORT, router()).await;
    assert_eq!(server.send("").await, "");
}

#[tokio::test]
async fn a_second_request_may_be_unreadable_too() {
    let server = Server::start(SHORT, router()).await;
    let hello = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";
    let answers = server.send(format!("{hello}nonsense\r\n\r\n")).await;
    let (first, second) = answers.split_once("hello").expect("an answer");
    assert!(first.starts_with("HTTP/1.1 200"), "{first}");
    assert!(envelope(second).0.starts_with("HTTP/1.1 400"), "{second}");
    for second in ["nonsense\r\n\r\n", "GET /hel"] {
        let mut stream = server.connect().await;
        ask(&mut stream, hello).await;
        let answer = exchange(&mut stream, second).await;
        assert!(envelope(&answer).0.starts_with("HTTP/1.1 400"), "{answer}");
    }
}

#[tokio::test]
async fn a_connection_may_rest_between_requests() {
    let server = Server::start(SHORT, router()).await;
    let mut stream = server.connect().await;
    for _ in 0..2 {
        ask(&mut stream, "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").await;
        // Longer than a head may take.
        tokio::time::sleep(Duration::from_millis(700)).await;
    }
    ask(&mut stream, "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").await;
}

/// Sends a request that is answered with `hello` on a connection that stays.
async fn ask(stream: &mut TcpStream, request: &str) {
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = Vec::new();
    while !answer.ends_with(b"\r\n\r\nhello") {
        let read = stream.read_buf(&mut answer).await.expect("an answer");
        assert!(read > 0, "{}", String::from_utf8_lossy(&answer));
    }
}

#[tokio::test]
async fn http_2_passes_without_tls_too() {
    let server = Server::start(&[], router()).await;
    let io = TokioIo::new(server.connect().await);
    let (mut sender, connection) = http2::handshake(TokioExecutor::new(), io)
        .await
        .expect("a handshake");
    tokio::spawn(connection);
    for path in ["hello", "stream", "nowhere"] {
        let request = Request::get(format!("http://localhost/{path}"));
        let request = request.body(Body::empty()).expect("a request");
        let response = sender.send_request(request).await.expect("an answer");
        let body = response.into_body().collect().await.expect("a body");
        let expected = match path {
            "hello" => "hello",
            "stream" => "onetwo",
            _ => "",
        };
        assert_eq!(body.to_bytes(), expected);
    }
}

#[tokio::test]
async fn answers_of_handlers_are_untouched() {
    let server = Server::start(&[], router()).await;
    let ends = "Host: a\r\nConnection: close\r\n";
    let hello = server
        .send(format!("GET /hello HTTP/1.1\r\n{ends}\r\n"))
        .await;
    assert!(hello.starts_with("HTTP/1.1 200 OK\r\n"), "{hello}");
    assert!(hello.ends_with("\r\n\r\nhello"), "{hello}");
    let head = server
        .send(format!("HEAD /hello HTTP/1.1\r\n{ends}\r\n"))
        .await;
    assert!(head.ends_with("\r\n\r\n"), "{head}");
    assert!(head.contains("content-length: 5"), "{head}");
    let stream = server
        .send(format!("GET /stream HTTP/1.1\r\n{ends}\r\n"))
        .await;
    assert!(
        stream.ends_with("3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n"),
        "{stream}"
    );
    let expects = "Expect: 100-continue\r\nContent-Length: 2\r\n";
    let echo = server
        .send(format!("POST /echo HTTP/1.1\r\n{ends}{expects}\r\nhi"))
        .await;
    assert!(
        echo.starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK"),
        "{echo}"
    );
    assert!(echo.ends_with("\r\n\r\nhi"), "{echo}");
    let old = server.send("GET /hello HTTP/1.0\r\n\r\n").await;
    assert!(old.ends_with("\r\n\r\nhello"), "{old}");
}

#[tokio::test]
async fn large_answers_pass_whole_whatever_they_contain() {
    let text = "HTTP/1.1 400 Bad Request\r\n\r\n".repeat(100_000);
    let body = Bytes::from(text.clone());
    let router = Router::new().route("/", get(async move || body));
    let server = Server::start(&[], router).await;
    let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    let last = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    let answers = server.send(format!("{request}{request}{last}")).await;
    assert_eq!(answers.matches(&text).count(), 3);
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 3);
}

#[tokio::test]
async fn an_answer_to_an_unread_body_arrives() {
    let server = Server::start(&[], router()).await;
    let body = vec![b'x'; 5_000_000];
    let head = format!(
        "POST /ignore HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let (mut reading, mut writing) = server.connect().await.into_split();
    let upload = tokio::spawn(async move {
        writing.write_all(head.as_bytes()).await?;
        writing.write_all(&body).await
    });
    let answer = read_to_end(&mut reading).await;
    assert!(answer.ends_with("did not read it"), "{answer}");
    // Whether all of it could be sent is not promised.
    let _ = upload.await.expect("no panic");
}

#[tokio::test]
async fn handlers_know_who_asks() {
    let request = "GET /peer HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    let stranger = Server::start(&[], router()).await.send(request).await;
    assert!(
        stranger.ends_with("Peer { address: 127.0.0.1, encrypted: false, trusted_proxy: false })"),
        "{stranger}"
    );
    if std::net::TcpListener::bind("[::]:0").is_err() {
        return;
    }
    // An IPv4 peer of a socket for both keeps its address.
    let arguments = ["--host", "::", "--trusted-proxy", "127.0.0.0/8"];
    let proxy = Server::start(&arguments, router())
        .await
        .send(request)
        .await;
    assert!(
        proxy.ends_with("Peer { address: 127.0.0.1, encrypted: false, trusted_proxy: true })"),
        "{proxy}"
    );
}

#[tokio::test]
async fn plain_requests_of_strangers_are_refused() {
    let arguments = ["--host", "0.0.0.0", "--trusted-proxy", "192.0.2.0/24"];
    let server = Server::start(&arguments, router()).await;
    let answer = server.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").await;
    let (head, body) = envelope(&answer);
    assert!(head.starts_with("HTTP/1.1 403"), "{head}");
    assert_eq!(body["error"]["code"], "INSUFFICIENT_PERMISSIONS");
}
