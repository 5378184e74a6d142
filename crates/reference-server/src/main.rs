//! The reference server's command: settings, log, listener, in this order. Decides nothing.

use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;

use axum::Router;
use clap::Parser as _;
use reference_server::health::Readiness;
use reference_server::{Listener, Settings, StartError, Stop, answer, docs, health, logging};

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
    let is_terminal = std::io::stderr().is_terminal();
    logging::init(settings.log_format(is_terminal), is_terminal, |line| {
        line.into()
    });
    let stop = Stop::on_signals().map_err(|error| {
        StartError::unavailable(
            format!("cannot listen to signals: {error}"),
            "start it where it may",
        )
    })?;
    let listener = Listener::bind(settings).await?;
    let router = Router::new()
        .merge(docs::router())
        .merge(health::router(Readiness::new(stop.clone())))
        .fallback(answer::not_found);
    let url = listener.url();
    let _ = writeln!(
        std::io::stdout(),
        "Listening on {url}, documentation at {url}/docs/"
    );
    listener.serve(router, stop).await;
    Ok(())
}
