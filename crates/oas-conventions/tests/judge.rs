//! Values of extensions against the vocabulary of the family's own conventions.

mod support;

use std::fmt::Write as _;

use oas_diagnostics::SourceMap;
use support::{check_parse, own_text, tree};

/// A document of extensions; each entry is judged by its word.
fn check_judge(text: &str) -> String {
    let (conventions, _) = check_parse(&own_text());
    let conventions = conventions.expect("the family's conventions are good");
    let tree = tree(&mut SourceMap::new(), text);
    let mut judged = String::new();
    for entry in tree.root().entries() {
        let word = entry.key.text();
        let extension = conventions.extension(word).expect("the word is known");
        let mismatches = conventions.judge(entry.value, &extension.value);
        for mismatch in mismatches {
            let span = mismatch.location.span;
            let place = &text[span.start as usize..span.end as usize];
            let pointer = mismatch.location.pointer;
            let _ = writeln!(
                judged,
                "{pointer} at `{place}`: {}; {}",
                mismatch.message, mismatch.help
            );
        }
    }
    judged
}

#[test]
fn good_values_pass() {
    let text = r#"
x-audience: internal
x-sdk-method: config
x-codeSamples: [{ lang: TypeScript, source: "await mails.smtp.config()" }]
x-resource: view
x-required-roles: { UserToken: [owner, "ws:admin"], InternalToken: [ROLE_SUPPORT] }
x-error-codes: { RESOURCE_NOT_FOUND: the tenant is unknown }
x-rate-limit: [plan, { limit: 60, window_s: 60, per: tenant }]
x-maker-checker: true
x-events: [job.completed]
x-sunset-at: "2027-05-24"
x-migration-guide: https://docs.penguinmails.com/api/changelog
"#;
    assert_eq!(check_judge(text), "");
}

#[test]
fn bad_values_are_named_with_place_and_remedy() {
    insta::assert_snapshot!(check_judge(
        r#"
x-audience: internl
x-stability: [stable]
x-sdk-method: "get config"
x-codeSamples: [{ language: TypeScript, source: "" }]
x-resource: singelton
x-required-roles: { UserTokn: [owner], InternalToken: [ROLE_SUPORT, 5] }
x-error-codes: { RESOURCE_NOT_FOND: the tenant is unknown, RESOURCE_CONFLICT: null }
x-rate-limit: [plam, { limit: 0, per: tenants }, 5]
x-maker-checker: false
x-events: job.completed
x-sunset-at: "2027-02-30"
x-migration-guide: /changelog
"#
    ));
}
