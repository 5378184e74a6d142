//! What is said when the server does not start. Nothing listens afterwards.

use std::fs;
use std::path::Path;

use crate::support::{Server, bind};

use super::tls::certificate;

/// The message, with the folder of the test taken out.
async fn refusal(folder: &Path, arguments: &[&str]) -> String {
    let error = bind(arguments).await.expect_err("it cannot start");
    error
        .to_string()
        .replace(&format!("{}/", folder.display()), "")
}

#[tokio::test]
async fn a_port_in_use_is_named() {
    let server = Server::start(&[], axum::Router::new()).await;
    let port = server.address.port().to_string();
    // The last one counts.
    let message = refusal(Path::new("/"), &["--port", &port]).await;
    insta::assert_snapshot!(message.replace(&port, "PORT"));
}

#[tokio::test]
async fn plain_http_elsewhere_is_refused() {
    insta::assert_snapshot!(refusal(Path::new("/"), &["--host", "0.0.0.0"]).await);
}

#[tokio::test]
async fn files_that_do_not_do_are_named_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let write = |name: &str, text: &str| {
        fs::write(folder.path().join(name), text).expect("a file");
        path(name)
    };
    let (own, other) = (certificate(), certificate());
    let cert = write("cert.pem", &own.cert.pem());
    let key = write("key.pem", &own.signing_key.serialize_pem());
    let other_key = write("other-key.pem", &other.signing_key.serialize_pem());
    let empty = write("empty.pem", "");
    let text = write("text.pem", "these are no keys\n");
    let cut = write("cut.pem", &own.cert.pem()[..200]);
    let cut_key = write("cut-key.pem", &own.signing_key.serialize_pem()[..80]);
    let damaged = own.signing_key.serialize_pem().replace("MI", "~~");
    let damaged = write("damaged-key.pem", &damaged);
    let not_der = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    let not_der = write("not-der-key.pem", not_der);
    let encrypted =
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";
    let encrypted = write("encrypted-key.pem", encrypted);
    let missing = path("missing.pem");
    let directory = folder.path().display().to_string();

    let mut messages = Vec::new();
    for (cert, key) in [
        (&missing, &key),
        (&directory, &key),
        (&empty, &key),
        (&text, &key),
        (&key, &key),
        (&cut, &key),
        (&cert, &missing),
        (&cert, &empty),
        (&cert, &cert),
        (&cert, &cut_key),
        (&cert, &damaged),
        (&cert, &not_der),
        (&cert, &encrypted),
        (&cert, &other_key),
    ] {
        let message = refusal(folder.path(), &["--tls-cert", cert, "--tls-key", key]).await;
        let whole = folder.path().display().to_string();
        messages.push(message.replace(&whole, "FOLDER"));
    }
    insta::assert_snapshot!(messages.join("\n"));
}
