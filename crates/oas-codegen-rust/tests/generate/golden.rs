//! What is generated of each fixture, file by file, and what is reported on the way.

use oas_testing::{assert_golden_dir, snapshot_settings};

use crate::support::{every_case, here};

#[test]
fn every_fixture_gives_the_files_that_were_read_and_agreed_on() {
    for case in every_case() {
        let generated = case.generate();
        let directory = here().join("tests/golden").join(&case.name);
        assert_golden_dir(&generated.files, &directory);
    }
}

#[test]
fn what_cannot_be_had_is_reported_where_it_stands() {
    let _settings = snapshot_settings("../snapshots/findings").bind_to_scope();
    for case in every_case() {
        insta::assert_snapshot!(case.name.as_str(), case.generate().findings);
    }
}
