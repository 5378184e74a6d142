//! Every package compiles as strictly as the compiler can. Needs the tools of the runtime's tests.

use std::fs;

use oas_testing::{Tool, skipped};

use crate::support::{check_fixture, every_fixture, templates_directory};

#[test]
fn packages_compile() {
    let tools = templates_directory();
    let Some(compiler) = Tool::npm("tsc", &[&tools]) else {
        skipped(
            "compiling packages",
            "nodejs and npm, and run `npm ci` in templates/typescript",
        );
        return;
    };
    let directory = tempfile::tempdir().expect("a temporary directory can be made");
    let mut project = serde_json::Value::Null;
    for (fixture, conventions) in every_fixture() {
        let generated = check_fixture(&fixture, conventions.as_deref());
        for (path, text) in &generated.files {
            let path = directory.path().join(fixture.stem()).join(path);
            let parent = path.parent().expect("files are in directories");
            fs::create_dir_all(parent).expect("directories can be made");
            fs::write(&path, text).expect("files can be written");
        }
        project = serde_json::from_str(&generated.files["tsconfig.json"]).expect("it is JSON");
    }
    // One run for all packages: most of a run is reading the types of the platform.
    project["compilerOptions"]["rootDir"] = ".".into();
    project["include"] = serde_json::json!(["*/src"]);
    let file = directory.path().join("tsconfig.json");
    fs::write(file, project.to_string()).expect("files can be written");
    let arguments = ["--noEmit", "--pretty", "false", "--project", "."];
    let output = compiler.run(directory.path(), arguments, &[]);
    output.assert_success("compiling all packages");
}
