//! Who is served: [`Access`].
//!
//! Plain HTTP shows tokens to everybody on the way. It is served on this machine's own addresses, and
//! elsewhere to proxies that were named, which took TLS off. Others who reach a plain port get 403 in
//! the envelope and not silence, so that a wrong network in the settings is found in a minute.

use std::net::IpAddr;

use ipnet::IpNet;

use crate::{Settings, StartError};

/// Who is served, and who is believed.
#[derive(Clone, Debug)]
pub(super) struct Access {
    proxies: Vec<IpNet>,
    /// Whether only proxies are served.
    proxies_only: bool,
}

impl Access {
    /// Who the settings allow.
    ///
    /// Refuses plain HTTP on an address that others can reach without a proxy before it.
    pub(super) fn new(settings: &Settings) -> Result<Self, StartError> {
        let is_private = settings.host.to_canonical().is_loopback();
        let proxies_only = settings.tls().is_none() && !is_private;
        if proxies_only && settings.trusted_proxy.is_empty() {
            return Err(StartError::unusable(
                format!(
                    "plain HTTP on {} would show tokens to everybody on the way",
                    settings.host
                ),
                "give `--tls-cert` and `--tls-key`, or `--trusted-proxy` with the network of the \
                 proxy that takes TLS off, or leave out `--host`",
            ));
        }
        Ok(Self {
            proxies: settings.trusted_proxy.clone(),
            proxies_only,
        })
    }

    /// Whether the address is that of a proxy that was named.
    pub(super) fn trusts(&self, address: IpAddr) -> bool {
        self.proxies.iter().any(|proxy| proxy.contains(&address))
    }

    /// Whether requests from there are answered by the router.
    pub(super) fn serves(&self, address: IpAddr) -> bool {
        !self.proxies_only || self.trusts(address)
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::Access;
    use crate::Settings;

    fn access(arguments: &[&str]) -> Result<Access, String> {
        let all = ["reference-server"].iter().chain(arguments);
        let settings = Settings::try_parse_from(all).expect("arguments are right");
        Access::new(&settings).map_err(|error| error.to_string())
    }

    #[track_caller]
    fn check(access: &Access, address: &str, serves: bool, trusts: bool) {
        let address = address.parse().expect("an address");
        assert_eq!(access.serves(address), serves, "{address}");
        assert_eq!(access.trusts(address), trusts, "{address}");
    }

    #[test]
    fn plain_http_stays_on_this_machine() {
        for host in ["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"] {
            let access = access(&["--host", host]).expect("nobody else hears it");
            check(&access, "127.0.0.1", true, false);
        }
        for host in ["0.0.0.0", "::", "192.0.2.1"] {
            let message = access(&["--host", host]).expect_err("others hear it");
            assert!(message.contains("--trusted-proxy"), "{message}");
        }
    }

    #[test]
    fn behind_a_proxy_nobody_else_is_served() {
        let access = access(&["--host", "0.0.0.0", "--trusted-proxy", "10.0.0.0/8"])
            .expect("a proxy takes TLS off");
        check(&access, "10.1.2.3", true, true);
        check(&access, "192.0.2.1", false, false);
    }

    #[test]
    fn with_tls_everybody_is_served_and_proxies_are_believed() {
        let arguments = [
            "--host",
            "0.0.0.0",
            "--tls-cert",
            "c.pem",
            "--tls-key",
            "k.pem",
        ];
        check(&access(&arguments).expect("TLS"), "192.0.2.1", true, false);
        let proxied = [arguments.as_slice(), &["--trusted-proxy", "192.0.2.1"]].concat();
        check(&access(&proxied).expect("TLS"), "192.0.2.1", true, true);
    }
}
