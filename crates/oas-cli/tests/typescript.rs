//! `oas generate` for TypeScript: what is written where, and what never gets into a package.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const CONFIGURATION: &str = r#"
[[document]]
name = "mail"
path = "mail.yaml"

[[document]]
name = "board"
path = "board.yaml"

[lint]
groups = ["minimal"]

[targets]
base = "../out"

[[targets.typescript]]
out = "../out/typescript/sdk"
package = "@mail/sdk"
audiences = ["public-tenant"]

[[targets.typescript]]
out = "../out/typescript/internal"
package = "@mail/internal"
"#;

const MAIL: &str = r##"openapi: 3.1.1
info: { title: Mail, version: 1.2.3, license: { name: MIT } }
x-audience: public-tenant
servers: [{ url: "https://api.example.com" }]
paths:
  /mails:
    get:
      operationId: listMails
      tags: [Mails]
      responses:
        "200":
          description: fine
          content: { application/json: { schema: { $ref: "#/components/schemas/Mail" } } }
  /admin/purges:
    post:
      operationId: purgeEverything
      x-audience: internal
      tags: [Purges]
      responses:
        "200":
          description: fine
          content: { application/json: { schema: { $ref: "#/components/schemas/PurgeReport" } } }
components:
  schemas:
    Mail: { type: object, properties: { subject: { type: string } } }
    PurgeReport: { type: object, properties: { purged_rows: { type: integer } } }
"##;

const BOARD: &str = r#"openapi: 3.1.1
info: { title: Board, version: 1.0.0 }
x-audience: executive
servers: [{ url: "https://api.example.com" }]
paths:
  /exec/revenue:
    get:
      operationId: getRevenue
      tags: [Revenue]
      responses: { "200": { description: fine } }
"#;

/// A directory with a configuration of two packages.
fn project() -> TempDir {
    let directory = TempDir::new().expect("a directory can be made");
    let spec = directory.path().join("spec");
    fs::create_dir(&spec).expect("a directory can be made");
    for (name, text) in [
        ("contract.toml", CONFIGURATION),
        ("mail.yaml", MAIL),
        ("board.yaml", BOARD),
    ] {
        fs::write(spec.join(name), text).expect("a file can be written");
    }
    directory
}

fn oas(directory: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_oas"))
        .args(arguments)
        .current_dir(directory)
        .stdin(Stdio::null())
        .output()
        .expect("the command can be run")
}

fn said(output: &Output) -> String {
    let text = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    String::from_utf8_lossy(&text).into_owned()
}

/// Paths and texts of everything below a directory.
fn files(directory: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![directory.to_path_buf()];
    while let Some(current) = open.pop() {
        for entry in fs::read_dir(&current).expect("a directory can be listed") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let text = fs::read_to_string(&path).expect("outputs are text");
                let name = path.strip_prefix(directory).expect("it is below");
                found.push((name.to_string_lossy().into_owned(), text));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn nothing_of_another_audience_is_in_a_package() {
    let project = project();
    let output = oas(project.path(), &["generate"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let packages = project.path().join("out/typescript");
    let secrets = [
        "purge",
        "Purge",
        "/admin",
        "purged_rows",
        "board",
        "Board",
        "evenue",
        "/exec",
    ];
    for (path, text) in files(&packages.join("sdk")) {
        for secret in secrets {
            assert!(!path.contains(secret), "{path} is called after `{secret}`");
            assert!(!text.contains(secret), "{path} has `{secret}`");
        }
    }
    let internal: String = files(&packages.join("internal"))
        .into_iter()
        .map(|(path, text)| path + &text)
        .collect();
    for secret in secrets {
        assert!(internal.contains(secret), "`{secret}` is nowhere");
    }
}

#[test]
fn packages_that_share_a_directory_are_a_workspace() {
    let project = project();
    assert!(oas(project.path(), &["generate"]).status.success());
    let read = |path: &str| {
        let path = project.path().join("out/typescript").join(path);
        let text = fs::read_to_string(path).expect("it was written");
        serde_json::from_str::<serde_json::Value>(&text).expect("it is JSON")
    };
    let workspace = read("package.json");
    assert_eq!(
        workspace["workspaces"],
        serde_json::json!(["sdk", "internal"])
    );
    let lock = read("package-lock.json");
    assert_eq!(lock["packages"]["sdk"]["name"], "@mail/sdk");
    assert_eq!(lock["packages"]["sdk"]["version"], "1.2.3");
    assert_eq!(
        lock["packages"]["node_modules/@mail/internal"]["link"],
        true
    );
    assert_eq!(read("sdk/package.json")["license"], "MIT");
}

#[test]
fn a_second_run_changes_nothing_and_an_edit_is_found() {
    let project = project();
    assert!(oas(project.path(), &["generate"]).status.success());
    let before = files(project.path());
    assert!(oas(project.path(), &["generate"]).status.success());
    assert_eq!(files(project.path()), before);

    let index = project.path().join("out/typescript/sdk/src/index.ts");
    fs::write(&index, "export {};\n").expect("it can be written");
    let output = oas(project.path(), &["generate", "--check"]);
    assert_eq!(output.status.code(), Some(3));
    let said = said(&output);
    assert!(
        said.contains("typescript/sdk/src/index.ts:1 was edited by hand"),
        "{said}"
    );
}

#[test]
fn one_document_becomes_one_package() {
    let project = project();
    let arguments = [
        "generate",
        "--input",
        "spec/mail.yaml",
        "--target",
        "typescript",
        "--out",
        "client",
        "--name",
        "mail-client",
        "--operations",
        "listMails",
    ];
    let output = oas(project.path(), &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let files = files(&project.path().join("client"));
    let text = |name: &str| {
        let found = files.iter().find(|(path, _)| path == name);
        found.map(|(_, text)| text.as_str()).unwrap_or_default()
    };
    assert!(text("package.json").contains("\"name\": \"mail-client\""));
    assert!(text("src/mail-client/mails.ts").contains("listMails"));
    assert!(
        !files
            .iter()
            .any(|(_, text)| text.contains("purgeEverything"))
    );
    assert!(text("manifest.json").contains("templates/typescript/runtime/core.ts"));
}

#[test]
fn a_document_with_errors_gives_what_can_be_told() {
    let project = project();
    let broken = MAIL.replace("operationId: purgeEverything", "operationId: [no, text]");
    fs::write(project.path().join("spec/mail.yaml"), broken).expect("it can be written");
    let arguments = [
        "generate",
        "--input",
        "spec/mail.yaml",
        "--target",
        "typescript",
        "--out",
        "client",
    ];
    let output = oas(project.path(), &arguments);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(
        said(&output).contains("the document has errors"),
        "{}",
        said(&output)
    );
    assert!(project.path().join("client/src/mail/mails.ts").is_file());
}
