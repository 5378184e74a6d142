//! Refuses to build on stale generated code, and lists the contracts for Swagger UI.
//!
//! Two steps, each in a module: is `generated/` what `spec/` and `templates/` give, and which
//! bundles are in it. Generating is not done here: `cargo xtask generate` does it, and builds nothing
//! of this crate.

#[path = "build/bundles.rs"]
mod bundles;
#[path = "build/freshness.rs"]
mod freshness;

use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    // Asked when it runs: a build folder that was moved or restored from a cache may hold this
    // program as it was compiled elsewhere.
    let package = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let root = Path::new(&package).join("../..");
    let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());

    let freshness = freshness::look(&root, &version);
    for input in &freshness.looked_at {
        say(format_args!(
            "rerun-if-changed={}",
            root.join(input).display()
        ))?;
    }
    let bundles = root.join(bundles::FOLDER);
    say(format_args!("rerun-if-changed={}", bundles.display()))?;
    // The compiler watches the migrations that it has embedded, and no new ones.
    say(format_args!("rerun-if-changed=migrations"))?;
    let table = match freshness.stale {
        Some(stale) => Err(stale),
        None => bundles::table(&root),
    };
    match table {
        Ok(table) => fs::write(out.join("bundles.rs"), table),
        // Cargo prints it as an error of its own and stops, without the output of this program.
        Err(why) => say(format_args!("error={why}: run `cargo xtask generate`")),
    }
}

/// Tells Cargo.
fn say(instruction: std::fmt::Arguments<'_>) -> io::Result<()> {
    writeln!(io::stdout(), "cargo::{instruction}")
}
