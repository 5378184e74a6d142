//! The reference server's command: settings, log, keys, database, listener, in this order. What is
//! printed is printed here.

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use api_conventions::{Clock as _, SystemClock, mask};
use clap::Parser as _;
use penguinmails_common::CONVENTIONS;
use reference_server::health::Readiness;
use reference_server::keys::KeyFile;
use reference_server::sandbox::{self, SandboxToken};
use reference_server::settings::TokenFormat;
use reference_server::storage::{Database, DatabaseUrl};
use reference_server::{App, Listener, Settings, StartError, Stop, logging};

/// How often the sandbox's figures are brought up to date.
const REFRESH: Duration = Duration::from_hours(1);

fn main() -> ExitCode {
    // Clap's own code for wrong usage is 2.
    let settings = Settings::parse();
    match run(&settings) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // A reader that has gone away is no other failure.
            let _ = writeln!(std::io::stderr(), "error: {error}");
            error.exit_code()
        }
    }
}

#[tokio::main]
async fn run(settings: &Settings) -> Result<(), StartError> {
    settings.check()?;
    let url = database_url(settings)?;
    if let Some(format) = settings.print_tokens {
        return print_tokens(settings, &url, format).await;
    }
    let is_terminal = std::io::stderr().is_terminal();
    logging::init(settings.log_format(is_terminal), is_terminal, mask);
    let stop = Stop::on_signals().map_err(|error| {
        let message = format!("cannot listen to signals: {error}");
        StartError::unavailable(message, "start it where it may")
    })?;
    let keys = KeyFile::new(settings.jwks.clone());
    keys.check().await?;
    let database = Database::open(&url).await.map_err(unusable)?;
    let listener = Listener::bind(settings).await?;
    let now = SystemClock.now();
    let seeded = sandbox::seed(&database, &CONVENTIONS, now).await;
    seeded.map_err(unusable)?;
    let app = App {
        database: database.clone(),
        clock: Arc::new(SystemClock),
        keys,
        issuer: settings.issuer.clone(),
        deadline: settings.request_timeout,
        rate_limit_window_s: settings.rate_limit_window,
    };
    let router = app.router(Readiness::new(stop.clone())).await;
    let router = router.map_err(unusable)?;
    let tokens = tokens(&database).await?;
    greet(&listener.url(), &tokens);
    let refreshing = tokio::spawn(refresh(database.clone()));
    listener.serve(router, stop).await;
    refreshing.abort();
    database.close().await;
    Ok(())
}

/// Where data is kept. What Cargo runs keeps it below `target/`, where a checkout has nothing to
/// commit, so that tokens outlive a restart.
fn database_url(settings: &Settings) -> Result<DatabaseUrl, StartError> {
    if let Some(url) = &settings.database {
        return url.parse().map_err(unusable);
    }
    let package = std::env::var_os("CARGO_MANIFEST_DIR");
    let target = package.map(|package| Path::new(&package).join("../../target"));
    Ok(match target.and_then(|target| target.canonicalize().ok()) {
        Some(target) => DatabaseUrl::File(target.join("reference-server.db")),
        None => DatabaseUrl::Memory,
    })
}

async fn print_tokens(
    settings: &Settings,
    url: &DatabaseUrl,
    format: TokenFormat,
) -> Result<(), StartError> {
    if *url == DatabaseUrl::Memory {
        return Err(StartError::unusable(
            "`--print-tokens` has no server to print tokens for: its database is in memory",
            "name the database of the server with `--database sqlite:FILE`",
        ));
    }
    let database = Database::open(url).await.map_err(unusable)?;
    let tokens = tokens(&database).await?;
    database.close().await;
    let text = match format {
        TokenFormat::Table => {
            let base_url = format!("http://{}:{}", settings.host, settings.port);
            sandbox::print(&tokens, &base_url)
        }
        TokenFormat::Json => sandbox::print_json(&tokens),
    };
    let _ = write!(std::io::stdout(), "{text}");
    Ok(())
}

async fn tokens(database: &Database) -> Result<Vec<SandboxToken>, StartError> {
    let secret = database.sandbox_secret().await.map_err(unusable)?;
    sandbox::tokens(&CONVENTIONS, &secret, SystemClock.now()).map_err(unusable)
}

/// What a person sees first. The first line is for programs too, which read the address from it.
fn greet(url: &str, tokens: &[SandboxToken]) {
    let tokens = sandbox::print(tokens, url);
    // A reader that has gone away wants to know nothing.
    let _ = write!(
        std::io::stdout(),
        "Listening on {url}\nSwagger UI:  {url}/docs/\n\n{tokens}\n"
    );
}

/// Keeps the sandbox's figures from growing old.
async fn refresh(database: Database) {
    loop {
        tokio::time::sleep(REFRESH).await;
        if let Err(error) = sandbox::refresh(&database, SystemClock.now()).await {
            tracing::error!(%error, "the sandbox's figures cannot be brought up to date");
        }
    }
}

/// These errors say what to do themselves.
fn unusable(error: impl std::error::Error) -> StartError {
    StartError::unusable(error.to_string(), "")
}
