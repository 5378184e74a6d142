//! Certificate and key, read and checked: [`acceptor`]. Whatever is wrong with them is said before the
//! server starts, with the file and the remedy.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use rustls::client::verify_server_cert_signed_by_trust_anchor;
use rustls::crypto::CryptoProvider;
use rustls::crypto::aws_lc_rs::default_provider;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, Error, RootCertStore, ServerConfig};
use tokio_rustls::TlsAcceptor;

use crate::StartError;

/// TLS 1.2 and 1.3 with this certificate chain and key, for HTTP/2 and HTTP/1.1. A certificate that
/// is not valid today is logged and used.
pub(super) fn acceptor(certificate: &Path, key: &Path) -> Result<TlsAcceptor, StartError> {
    let provider = Arc::new(default_provider());
    let chain = chain(certificate)?;
    let key_der = private_key(key)?;
    if let Some(problem) = chain.first().and_then(|own| invalid_today(own, &provider)) {
        tracing::warn!(file = %certificate.display(), "{problem}; clients will refuse it");
    }
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| {
            builder
                .with_no_client_auth()
                .with_single_cert(chain, key_der)
        });
    let mut config = config.map_err(|error| unusable(certificate, key, &error))?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

fn chain(file: &Path) -> Result<Vec<CertificateDer<'static>>, StartError> {
    let what = "certificate";
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&read(what, file)?).collect();
    match read {
        Ok(chain) if chain.is_empty() => Err(empty(what, file)),
        Ok(chain) => Ok(chain),
        Err(error) => Err(not_pem(what, file, &error)),
    }
}

fn private_key(file: &Path) -> Result<PrivateKeyDer<'static>, StartError> {
    let what = "key";
    let text = read(what, file)?;
    PrivateKeyDer::from_pem_slice(&text).map_err(|error| match error {
        pem::Error::NoItemsFound if text.windows(9).any(|word| word == b"ENCRYPTED") => {
            StartError::unusable(
                format!("the key `{}` is encrypted", file.display()),
                "decrypt it: `openssl pkey -in FILE -out PLAIN`, and keep the result readable for \
                 this process alone",
            )
        }
        pem::Error::NoItemsFound => empty(what, file),
        error => not_pem(what, file, &error),
    })
}

fn read(what: &str, file: &Path) -> Result<Vec<u8>, StartError> {
    fs::read(file).map_err(|error| {
        StartError::unusable(
            format!("cannot read the {what} `{}`: {error}", file.display()),
            format!("look at `--tls-{}`", option(what)),
        )
    })
}

fn empty(what: &str, file: &Path) -> StartError {
    StartError::unusable(
        format!("there is no {what} in `{}`", file.display()),
        format!(
            "`--tls-{}` takes a PEM file: {}",
            option(what),
            markers(what)
        ),
    )
}

fn not_pem(what: &str, file: &Path, error: &pem::Error) -> StartError {
    // What the file holds may be a secret, and is not repeated.
    let problem = match error {
        pem::Error::MissingSectionEnd { .. } => "its last section has no end",
        pem::Error::IllegalSectionStart { .. } => "a section does not begin as it should",
        pem::Error::Base64Decode(_) => "a section is not Base64",
        _ => "it is not PEM",
    };
    StartError::unusable(
        format!("cannot read the {what} `{}`: {problem}", file.display()),
        format!("the file is cut off or damaged: {}", markers(what)),
    )
}

fn option(what: &str) -> &str {
    match what {
        "certificate" => "cert",
        other => other,
    }
}

fn markers(what: &str) -> &'static str {
    match what {
        "certificate" => "text with `-----BEGIN CERTIFICATE-----`, the server's own one first",
        _ => "text with `-----BEGIN PRIVATE KEY-----`, or `RSA` or `EC` before `PRIVATE`",
    }
}

/// What rustls has against certificate and key.
fn unusable(certificate: &Path, key: &Path, error: &Error) -> StartError {
    let (certificate, key) = (certificate.display(), key.display());
    match error {
        Error::InconsistentKeys(_) => StartError::unusable(
            format!("the key `{key}` is not that of the certificate `{certificate}`"),
            "give the two that were issued together, and the server's own certificate first in its \
             file",
        ),
        Error::InvalidCertificate(problem) => StartError::unusable(
            format!("the certificate `{certificate}` cannot be used: {problem:?}"),
            "issue it anew",
        ),
        // Its parts are not shown: they may say something about the key.
        _ => StartError::unusable(
            format!("the key `{key}` cannot be used"),
            "rustls takes RSA keys from 2048 bits, ECDSA keys on P-256, P-384 and P-521, and Ed25519",
        ),
    }
}

/// Why clients will not believe the certificate today, as far as time is concerned.
///
/// The check begins with the validity and would go on to who signed it; without anybody to trust it
/// ends there, and that is no finding.
fn invalid_today(own: &CertificateDer<'_>, provider: &CryptoProvider) -> Option<&'static str> {
    let parsed = ParsedCertificate::try_from(own).ok()?;
    let nobody = RootCertStore::empty();
    let algorithms = provider.signature_verification_algorithms.all;
    let judged = verify_server_cert_signed_by_trust_anchor(
        &parsed,
        &nobody,
        &[],
        UnixTime::now(),
        algorithms,
    );
    match judged {
        Err(Error::InvalidCertificate(
            CertificateError::Expired | CertificateError::ExpiredContext { .. },
        )) => Some("the certificate has expired"),
        Err(Error::InvalidCertificate(
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. },
        )) => Some("the certificate is not valid yet"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use rcgen::{CertificateParams, KeyPair, date_time_ymd};

    use super::{default_provider, invalid_today};

    fn check(from: i32, until: i32, expected: Option<&str>) {
        let mut params = CertificateParams::new(["localhost".to_owned()]).expect("a name");
        params.not_before = date_time_ymd(from, 1, 1);
        params.not_after = date_time_ymd(until, 1, 1);
        let key = KeyPair::generate().expect("a key");
        let certificate = params.self_signed(&key).expect("a certificate");
        assert_eq!(
            invalid_today(certificate.der(), &default_provider()),
            expected
        );
    }

    #[test]
    fn certificates_are_valid_for_a_time() {
        check(1990, 2000, Some("the certificate has expired"));
        check(1990, 4000, None);
        check(3990, 4000, Some("the certificate is not valid yet"));
    }
}
