//! Runs `oas` in a directory of files: [`check_command`].

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A document without findings.
pub(crate) const PETS: &str = r##"openapi: 3.1.1
info: { title: Pets, version: 1.0.0 }
servers: [{ url: "https://pets.example.com" }]
security: []
tags: [{ name: Pets, description: Pets. }]
paths:
  /pets:
    get:
      operationId: listPets
      summary: All pets
      description: All pets.
      tags: [Pets]
      responses:
        "200":
          description: The pets.
          content:
            application/json:
              schema: { type: array, maxItems: 10, items: { $ref: "#/components/schemas/Pet" } }
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: { type: string, maxLength: 10 }
"##;

/// A directory with these files.
pub(crate) fn directory_of(files: &[(&str, &str)]) -> TempDir {
    let directory = TempDir::new().expect("a directory can be made");
    for (name, text) in files {
        let path = directory.path().join(name);
        let parent = path.parent().expect("files are in a directory");
        fs::create_dir_all(parent).expect("a directory can be made");
        fs::write(path, text).expect("a file can be written");
    }
    directory
}

/// Runs `oas` in a directory with these files and returns what it says.
pub(crate) fn check_command(files: &[(&str, &str)], arguments: &[&str]) -> String {
    run(directory_of(files).path(), arguments)
}

/// Runs `oas` in a directory and returns what it says.
pub(crate) fn run(directory: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_oas"))
        .args(arguments)
        .current_dir(directory)
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .stdin(Stdio::null())
        .output()
        .expect("the command can be run");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let code = output
        .status
        .code()
        .map_or("none".to_owned(), |code| code.to_string());
    let (answer, words) = (text(&output.stdout), text(&output.stderr));
    let said = format!(
        "$ oas {}\n{answer}--- stderr, exit {code}\n{words}",
        arguments.join(" ")
    );
    said.replace(&directory.display().to_string(), "DIR")
}
