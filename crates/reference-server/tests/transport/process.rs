//! The command itself: exit codes, and signals.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Output, Stdio};

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reference-server"));
    command.args(["--port", "0", "--database", "sqlite::memory:"]);
    command.args(arguments);
    command.env_remove("RUST_LOG").stdin(Stdio::null());
    command
}

#[track_caller]
fn check_refusal(arguments: &[&str], code: i32, message: &str) {
    let Output {
        status,
        stdout,
        stderr,
    } = command(arguments).output().expect("it runs");
    assert_eq!(status.code(), Some(code));
    assert!(stdout.is_empty(), "nothing was started");
    let stderr = String::from_utf8(stderr).expect("text");
    assert!(stderr.starts_with(message), "{stderr}");
}

#[test]
fn exit_codes_tell_usage_from_circumstances() {
    let help = "error: unexpected argument '--prot'";
    check_refusal(&["--prot", "1"], 2, help);
    check_refusal(
        &["--redis", "redis://a"],
        2,
        "error: `--redis` is not there",
    );
    let files = ["--tls-cert", "missing.pem", "--tls-key", "missing.pem"];
    check_refusal(
        &files,
        2,
        "error: cannot read the certificate `missing.pem`",
    );
    let keys = "error: cannot use the key set `missing.json`: ";
    check_refusal(&["--jwks", "missing.json"], 2, keys);
    let keys = "error: cannot use the key set `Cargo.toml`: this is no JSON Web Key Set";
    check_refusal(&["--jwks", "Cargo.toml"], 2, keys);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let message = format!("error: port {port} of 127.0.0.1 is in use");
    check_refusal(&["--port", &port], 1, &message);
}

/// A server that has said where it listens.
#[cfg(unix)]
fn start(arguments: &[&str]) -> Child {
    let mut child = command(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut line = String::new();
    let stdout = child.stdout.as_mut().expect("a pipe");
    BufReader::new(stdout)
        .read_line(&mut line)
        .expect("it says so");
    assert!(line.starts_with("Listening on http://127.0.0.1:"), "{line}");
    child
}

#[cfg(unix)]
#[test]
fn signals_end_it_in_order() {
    for signal in ["-INT", "-TERM"] {
        let child = start(&["--log", "json"]);
        // Every shell can do it; the program of this name is not everywhere.
        let kill = format!("kill {signal} {}", child.id());
        let sent = Command::new("sh").args(["-c", &kill]).status();
        assert!(sent.expect("it runs").success());
        let Output { status, stderr, .. } = child.wait_with_output().expect("it ends");
        assert_eq!(status.code(), Some(0));
        let stderr = String::from_utf8(stderr).expect("text");
        assert!(stderr.contains(r#""message":"stopping""#), "{stderr}");
    }
}
