//! What the command line says: [`Settings`]. Reads no file and opens nothing; what the values lead to
//! is found out by those who use them.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::NonEmptyStringValueParser;
use clap::{Parser, ValueEnum};
use ipnet::IpNet;

use crate::StartError;

/// What the command line says.
#[derive(Clone, Debug, Parser)]
#[command(
    name = "reference-server",
    args_override_self = true,
    version,
    about = "The PenguinMails API on this machine, with sandbox data and Swagger UI at /docs/"
)]
pub struct Settings {
    /// Address to listen on; others than this machine's own need TLS or a trusted proxy
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1", value_parser = host)]
    pub host: IpAddr,

    /// Port to listen on; 0 takes a free one
    #[arg(long, default_value_t = 8080)]
    pub port: u16,

    /// Where data is kept: `sqlite:FILE`, or `sqlite::memory:`, which is forgotten at the end
    ///
    /// Without it, a file below `target/` when Cargo runs the server, and memory otherwise.
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,

    /// Where limits and keys are kept that several servers share
    #[arg(long, value_name = "URL")]
    pub redis: Option<String>,

    /// Certificate chain for HTTPS, PEM, the server's own certificate first
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,

    /// Private key of the certificate, PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,

    /// Network of a proxy whose X-Forwarded headers are believed; may be repeated
    ///
    /// Without TLS, nobody else is served on an address that others can reach.
    #[arg(long, value_name = "CIDR", value_parser = network)]
    pub trusted_proxy: Vec<IpNet>,

    /// Print fresh tokens for the sandbox, and serve nothing; they last 24 hours
    ///
    /// They are signed for the database that `--database` names, while a server runs on it or not.
    #[arg(
        long,
        value_name = "FORMAT",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "table"
    )]
    pub print_tokens: Option<TokenFormat>,

    /// JSON Web Key Set with the public keys of tokens that are not the sandbox's
    ///
    /// It is read again when a token names a key that is not in it, at most once a minute.
    #[arg(long, value_name = "FILE")]
    pub jwks: Option<PathBuf>,

    /// Who issues the tokens that these keys are for
    #[arg(
        long,
        value_name = "URL",
        value_parser = NonEmptyStringValueParser::new(),
        default_value = "https://auth.penguinmails.com"
    )]
    pub issuer: String,

    /// Shorten every window of a rate limit, to test how clients behave
    #[arg(long, value_name = "SECONDS", value_parser = whole_seconds)]
    pub rate_limit_window: Option<u64>,

    /// How long a request may take once its headers are here
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = seconds)]
    pub request_timeout: Duration,

    /// How long the headers of a request may take to arrive
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    pub header_timeout: Duration,

    /// How long requests in flight may take to finish after SIGINT or SIGTERM
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    pub grace: Duration,

    /// Form of the log on standard error; without it `pretty` at a terminal, else `json`
    #[arg(long, value_name = "FORMAT")]
    pub log: Option<LogFormat>,
}

/// Forms in which tokens are printed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum TokenFormat {
    /// For people
    Table,
    /// For programs
    Json,
}

/// Forms of the log.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum LogFormat {
    /// For people
    Pretty,
    /// One JSON object per line
    Json,
    /// Nothing
    Off,
}

impl Settings {
    /// Refuses what the command line promises and this server cannot do yet.
    ///
    /// # Errors
    ///
    /// Names the option, with exit code 2.
    pub fn check(&self) -> Result<(), StartError> {
        if self.redis.is_some() {
            return Err(StartError::unusable(
                "`--redis` is not there yet: limits and idempotency keys are kept by this process",
                "leave it out, and run one server",
            ));
        }
        Ok(())
    }

    /// Certificate and key, where HTTPS is asked for. The command line allows both or none.
    #[must_use]
    pub fn tls(&self) -> Option<(&PathBuf, &PathBuf)> {
        self.tls_cert.as_ref().zip(self.tls_key.as_ref())
    }

    /// The form of the log, for a standard error that is a terminal or is none.
    #[must_use]
    pub fn log_format(&self, is_terminal: bool) -> LogFormat {
        self.log.unwrap_or(if is_terminal {
            LogFormat::Pretty
        } else {
            LogFormat::Json
        })
    }
}

fn host(text: &str) -> Result<IpAddr, String> {
    if text == "localhost" {
        return Ok(Ipv4Addr::LOCALHOST.into());
    }
    let bare = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    let parsed = bare.unwrap_or(text).parse();
    parsed.map_err(|_| "not an IP address; `0.0.0.0` is every address of this machine".to_owned())
}

/// A network, or one address.
fn network(text: &str) -> Result<IpNet, String> {
    let parsed = text
        .parse::<IpNet>()
        .or_else(|_| text.parse::<IpAddr>().map(IpNet::from));
    parsed.map_err(|_| "not a network such as `10.0.0.0/8` or `fd00::/8`".to_owned())
}

/// Parts of a second are allowed; no time at all is not.
fn seconds(text: &str) -> Result<Duration, String> {
    let parsed = text.parse().ok();
    let duration = parsed.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    duration
        .filter(|duration| !duration.is_zero())
        .ok_or_else(|| "not a number of seconds above 0".to_owned())
}

/// What headers of limits can say: they have no parts of a second.
fn whole_seconds(text: &str) -> Result<u64, String> {
    let parsed = text.parse().ok().filter(|seconds| *seconds > 0);
    parsed.ok_or_else(|| "not a whole number of seconds above 0".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::{LogFormat, Parser as _, Settings};

    fn parse(arguments: &[&str]) -> Result<Settings, String> {
        let all = ["reference-server"].iter().chain(arguments);
        Settings::try_parse_from(all).map_err(|error| error.to_string())
    }

    /// The line of the message that says what is wrong.
    fn refusal(arguments: &[&str]) -> String {
        let message = parse(arguments).expect_err("these arguments are wrong");
        message.lines().next().unwrap_or_default().to_owned()
    }

    #[test]
    fn the_command_line_is_consistent() {
        Settings::command().debug_assert();
    }

    #[test]
    fn defaults_serve_this_machine_alone() {
        let settings = parse(&[]).expect("nothing is required");
        assert!(settings.host.is_loopback());
        assert_eq!(settings.port, 8080);
        assert_eq!(settings.request_timeout.as_secs(), 30);
        assert_eq!(settings.header_timeout.as_secs(), 10);
        assert_eq!(settings.tls(), None);
        assert_eq!(settings.check(), Ok(()));
        assert_eq!(settings.log_format(true), LogFormat::Pretty);
        assert_eq!(settings.log_format(false), LogFormat::Json);
    }

    #[test]
    fn values_are_read_as_people_write_them() {
        let settings = parse(&[
            "--host",
            "[::1]",
            "--trusted-proxy",
            "10.0.0.0/8",
            "--trusted-proxy",
            "192.0.2.7",
            "--header-timeout",
            "0.25",
            "--log",
            "off",
        ])
        .expect("these are right");
        assert!(settings.host.is_ipv6());
        let networks: Vec<String> = settings.trusted_proxy.iter().map(<_>::to_string).collect();
        assert_eq!(networks, ["10.0.0.0/8", "192.0.2.7/32"]);
        assert_eq!(settings.header_timeout.as_millis(), 250);
        assert_eq!(settings.log_format(true), LogFormat::Off);
        let settings = parse(&["--host", "localhost"]).expect("a name for this machine");
        assert!(settings.host.is_loopback());
    }

    #[test]
    fn wrong_values_are_named() {
        insta::assert_snapshot!(
            [
                refusal(&["--host", "example.com"]),
                refusal(&["--port", "65536"]),
                refusal(&["--trusted-proxy", "10.0.0.0/33"]),
                refusal(&["--rate-limit-window", "0.5"]),
                refusal(&["--issuer", ""]),
                refusal(&["--grace", "0"]),
                refusal(&["--grace=-1"]),
                refusal(&["--grace", "NaN"]),
                refusal(&["--log", "xml"]),
                refusal(&["--prot", "1"]),
            ]
            .join("\n"),
            @r"
        error: invalid value 'example.com' for '--host <ADDRESS>': not an IP address; `0.0.0.0` is every address of this machine
        error: invalid value '65536' for '--port <PORT>': 65536 is not in 0..=65535
        error: invalid value '10.0.0.0/33' for '--trusted-proxy <CIDR>': not a network such as `10.0.0.0/8` or `fd00::/8`
        error: invalid value '0.5' for '--rate-limit-window <SECONDS>': not a whole number of seconds above 0
        error: a value is required for '--issuer <URL>' but none was supplied
        error: invalid value '0' for '--grace <SECONDS>': not a number of seconds above 0
        error: invalid value '-1' for '--grace <SECONDS>': not a number of seconds above 0
        error: invalid value 'NaN' for '--grace <SECONDS>': not a number of seconds above 0
        error: invalid value 'xml' for '--log <FORMAT>'
        error: unexpected argument '--prot' found
        "
        );
    }

    #[test]
    fn certificate_and_key_come_together() {
        for one in ["--tls-cert", "--tls-key"] {
            let message = parse(&[one, "file.pem"]).expect_err("the other is missing");
            assert!(message.contains("not provided"), "{message}");
        }
    }

    #[test]
    fn what_is_not_there_yet_says_so() {
        let settings = parse(&["--redis", "redis://localhost"]).expect("the option is known");
        let error = settings.check().expect_err("there is no Redis");
        assert!(error.to_string().contains("`--redis` is not there yet"));
    }
}
