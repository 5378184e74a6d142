//! HTTPS: what is agreed on, what reaches handlers, and what plain HTTP gets on the same port.

use std::fs;
use std::sync::Arc;

use api_conventions::Peer;
use axum::Router;
use axum::extract::Extension;
use axum::routing::get;
use base64::Engine as _;
use http::{Request, Version};
use http_body_util::{BodyExt as _, Empty};
use hyper::body::Bytes;
use hyper_util::rt::{TokioExecutor, TokioIo};
use rcgen::{CertificateParams, CertifiedKey, KeyPair};
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tempfile::TempDir;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::support::{Server, bind, envelope, exchange, read_to_end};

/// A fresh certificate for `localhost`, with its key.
pub(crate) fn certificate() -> CertifiedKey<KeyPair> {
    rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate")
}

/// Arguments for this certificate and key, and the folder where they are.
fn arguments(certificate: &str, key: &str) -> (TempDir, [String; 4]) {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("a file");
        path.display().to_string()
    };
    let (cert, key) = (write("cert.pem", certificate), write("key.pem", key));
    let arguments = ["--tls-cert".to_owned(), cert, "--tls-key".to_owned(), key];
    (folder, arguments)
}

struct Https {
    server: Server,
    certificate: CertifiedKey<KeyPair>,
}

impl Https {
    async fn start(more: &[&str]) -> Self {
        let certificate = certificate();
        let (pem, key) = (
            certificate.cert.pem(),
            certificate.signing_key.serialize_pem(),
        );
        let (_folder, arguments) = arguments(&pem, &key);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let peer = async |peer: Extension<Peer>| format!("{peer:?}");
        let router = Router::new().route("/peer", get(peer));
        let server = Server::start(&[&arguments, more].concat(), router).await;
        Self {
            server,
            certificate,
        }
    }

    async fn connect(&self, protocols: &[&[u8]]) -> TlsStream<TcpStream> {
        let mut roots = RootCertStore::empty();
        let der = self.certificate.cert.der().clone();
        roots.add(der).expect("a certificate");
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.alpn_protocols = protocols.iter().map(|name| name.to_vec()).collect();
        let name = ServerName::try_from("localhost").expect("a name");
        let stream = self.server.connect().await;
        let connector = TlsConnector::from(Arc::new(config));
        connector.connect(name, stream).await.expect("a handshake")
    }
}

const PEER: &str = "GET /peer HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

#[tokio::test]
async fn http_1_is_spoken_over_tls() {
    let https = Https::start(&[]).await;
    let mut stream = https.connect(&[b"http/1.1"]).await;
    let answer = exchange(&mut stream, PEER).await;
    assert!(answer.contains("encrypted: true"), "{answer}");
    let mut stream = https.connect(&[]).await;
    let answer = exchange(&mut stream, "nonsense\r\n\r\n").await;
    assert!(envelope(&answer).0.starts_with("HTTP/1.1 400"), "{answer}");
}

#[tokio::test]
async fn http_2_is_agreed_on() {
    let https = Https::start(&["--trusted-proxy", "127.0.0.1"]).await;
    let stream = https.connect(&[b"h2", b"http/1.1"]).await;
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(b"h2".as_slice()));
    let io = TokioIo::new(stream);
    let executor = TokioExecutor::new();
    let (mut sender, connection) = hyper::client::conn::http2::handshake(executor, io)
        .await
        .expect("a handshake");
    tokio::spawn(connection);
    for _ in 0..3 {
        let request = Request::get("https://localhost/peer").body(Empty::<Bytes>::new());
        let request = request.expect("a request");
        let response = sender.send_request(request).await.expect("an answer");
        assert_eq!(response.version(), Version::HTTP_2);
        let body = response.into_body().collect().await.expect("a body");
        let body = String::from_utf8(body.to_bytes().to_vec()).expect("text");
        assert!(body.contains("encrypted: true"), "{body}");
        assert!(body.contains("trusted_proxy: true"), "{body}");
    }
    // Nothing is in flight, so that the connection does not hold up the end.
    https.server.stopper.advance();
    assert_eq!(https.server.serving.await.expect("no panic"), 0);
}

#[tokio::test]
async fn plain_http_is_sent_to_https_unread() {
    let https = Https::start(&[]).await;
    let request = "GET /peer?a=b HTTP/1.1\r\nHost: localhost:8443\r\n\r\n";
    let answer = https.server.send(request).await;
    assert!(answer.starts_with("HTTP/1.1 308 "), "{answer}");
    let location = "location: https://localhost:8443/peer?a=b\r\n";
    assert!(answer.contains(location), "{answer}");
    assert!(answer.contains("cache-control: no-store"), "{answer}");
    for host in ["", "Host: a@b\r\n", "Host: a b\r\n"] {
        let answer = https
            .server
            .send(format!("GET /peer HTTP/1.1\r\n{host}\r\n"))
            .await;
        let (_, body) = envelope(&answer);
        assert_eq!(body["error"]["details"][0]["field"], "Host");
    }
    let nonsense = https.server.send("nonsense\r\n\r\n").await;
    assert!(
        envelope(&nonsense).0.starts_with("HTTP/1.1 400"),
        "{nonsense}"
    );
}

#[tokio::test]
async fn a_handshake_has_to_arrive_in_time() {
    let https = Https::start(&["--header-timeout", "0.2"]).await;
    for bytes in [&b""[..], &[0x16, 3, 1]] {
        let mut stream = https.server.connect().await;
        stream.write_all(bytes).await.expect("sent");
        assert_eq!(read_to_end(&mut stream).await, "");
    }
}

/// What a key in PKCS#8 is made of: the key in the older form of its algorithm.
fn older_form(pkcs8: &[u8]) -> &[u8] {
    // SEQUENCE { INTEGER, SEQUENCE algorithm, OCTET STRING key }
    let (_, content, _) = element(pkcs8);
    let (_, _, after_version) = element(content);
    let (_, _, after_algorithm) = element(after_version);
    let (tag, key, _) = element(after_algorithm);
    assert_eq!(tag, 4);
    key
}

/// The first element of DER: its tag, its content, and what follows.
fn element(der: &[u8]) -> (u8, &[u8], &[u8]) {
    let (start, length) = match der[1] {
        short @ 0..128 => (2, usize::from(short)),
        long => {
            let start = 2 + usize::from(long & 127);
            let digits = der[2..start].iter();
            (
                start,
                digits.fold(0, |sum, digit| sum * 256 + usize::from(*digit)),
            )
        }
    };
    (der[0], &der[start..start + length], &der[start + length..])
}

fn pem(name: &str, der: &[u8]) -> String {
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    let lines: Vec<&[u8]> = text.as_bytes().chunks(64).collect();
    let text = String::from_utf8(lines.join(&b'\n')).expect("text");
    format!("-----BEGIN {name}-----\n{text}\n-----END {name}-----\n")
}

#[tokio::test]
async fn keys_of_all_usual_forms_are_read() {
    for (algorithm, older) in [
        (&rcgen::PKCS_RSA_SHA256, Some("RSA PRIVATE KEY")),
        (&rcgen::PKCS_ECDSA_P256_SHA256, Some("EC PRIVATE KEY")),
        (&rcgen::PKCS_ECDSA_P384_SHA384, Some("EC PRIVATE KEY")),
        (&rcgen::PKCS_ED25519, None),
    ] {
        let key = KeyPair::generate_for(algorithm).expect("a key");
        let params = CertificateParams::new(["localhost".to_owned()]).expect("a name");
        let certificate = params.self_signed(&key).expect("a certificate").pem();
        let forms = older.map(|name| pem(name, older_form(&key.serialize_der())));
        for text in forms.into_iter().chain([key.serialize_pem()]) {
            let (_folder, arguments) = arguments(&certificate, &text);
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let form = text.lines().next();
            bind(&arguments)
                .await
                .unwrap_or_else(|error| panic!("{form:?}: {error}"));
        }
    }
}
