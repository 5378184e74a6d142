//! The sandbox's tokens for people who paste them: [`print()`].

use std::fmt::Write as _;

use oas_runtime::DateTime;

use super::SandboxToken;

/// Who has no tenant tries this one.
const TENANT: &str = "tn_sandbox";

/// A table of the tokens, and a command to paste for each: a call of the SMTP configuration below
/// `base_url`. Whoever reads it can call the sandbox: print it where its owner looks, and nowhere
/// else.
#[must_use]
pub fn print(tokens: &[SandboxToken], base_url: &str) -> String {
    let base_url = base_url.trim_end_matches('/');
    let head = ["NAME", "KIND", "TENANT", "ROLES", "VALID UNTIL", "WHAT FOR"].map(str::to_owned);
    let rows: Vec<[String; 6]> = [head].into_iter().chain(tokens.iter().map(row)).collect();
    let mut text = String::new();
    for row in &rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let width = rows.iter().map(|row| row[column].chars().count()).max();
            let width = width.unwrap_or_default() + 2;
            // Writing to a string cannot fail.
            let _ = write!(line, "{cell:width$}");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    for token in tokens {
        let tenant = token.tenant.unwrap_or(TENANT);
        let _ = write!(
            text,
            "\n# {}: {}\ncurl -H 'Authorization: Bearer {}' \\\n  \
             {base_url}/api/v1/tenants/{tenant}/smtp/config\n",
            token.name,
            token.purpose,
            token.token.reveal(),
        );
    }
    text
}

fn row(token: &SandboxToken) -> [String; 6] {
    let or_none = |text: String| {
        if text.is_empty() {
            "-".to_owned()
        } else {
            text
        }
    };
    [
        token.name.to_owned(),
        token.kind.to_owned(),
        or_none(token.tenant.unwrap_or_default().to_owned()),
        or_none(token.roles.join(" ")),
        token.expires_at.map_or_else(
            || "for ever".to_owned(),
            |at| DateTime::from(at).to_string(),
        ),
        token.purpose.to_owned(),
    ]
}
