//! The sandbox's tokens as text: [`print`](print()) for people who paste them, [`print_json`] for
//! programs.

use std::fmt::Write as _;

use oas_runtime::DateTime;
use serde_json::{Value, json};

use super::SandboxToken;

/// The token of the example.
const EXAMPLE: &str = "key-owner";

/// What each token is for, the tokens themselves, and a command to begin with: a call of the SMTP
/// configuration below `base_url`. Whoever reads it can call the sandbox: print it where its owner
/// looks, and nowhere else.
#[must_use]
pub fn print(tokens: &[SandboxToken], base_url: &str) -> String {
    let base_url = base_url.trim_end_matches('/');
    let head = ["NAME", "KIND", "TENANT", "ROLES", "WHAT FOR"].map(str::to_owned);
    let rows: Vec<[String; 5]> = [head].into_iter().chain(tokens.iter().map(row)).collect();
    let mut text = String::from("Tokens of the sandbox");
    if let Some(expiry) = tokens.iter().rev().find_map(|token| token.expires_at) {
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "; those that are no keys expire at {}",
            DateTime::from(expiry)
        );
    }
    text.push_str(".\n\n");
    for row in &rows {
        text.push_str(&line(row, &rows));
    }
    text.push('\n');
    let pairs = tokens
        .iter()
        .map(|token| [token.name.to_owned(), token.token.reveal().clone()]);
    let pairs: Vec<[String; 2]> = pairs.collect();
    for pair in &pairs {
        text.push_str(&line(pair, &pairs));
    }
    let example = tokens.iter().find(|token| token.name == EXAMPLE);
    if let Some((token, tenant)) = example.and_then(|token| Some((token, token.tenant?))) {
        let _ = write!(
            text,
            "\ncurl -H 'Authorization: Bearer {}' \\\n  \
             {base_url}/api/v1/tenants/{tenant}/smtp/config\n",
            token.token.reveal(),
        );
    }
    text
}

/// An array of objects, one for each token.
#[must_use]
pub fn print_json(tokens: &[SandboxToken]) -> String {
    let tokens: Vec<Value> = tokens
        .iter()
        .map(|token| {
            json!({
                "name": token.name,
                "kind": token.kind,
                "tenant": token.tenant,
                "roles": token.roles,
                "scopes": token.scopes,
                "expires_at": token.expires_at.map(|at| DateTime::from(at).to_string()),
                "purpose": token.purpose,
                "token": token.token.reveal(),
            })
        })
        .collect();
    format!("{:#}\n", Value::from(tokens))
}

fn row(token: &SandboxToken) -> [String; 5] {
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
        token.purpose.to_owned(),
    ]
}

/// A row whose cells are as wide as the widest of their column.
fn line<const N: usize>(row: &[String; N], rows: &[[String; N]]) -> String {
    let mut line = String::new();
    for (column, cell) in row.iter().enumerate() {
        let width = rows.iter().map(|row| row[column].chars().count()).max();
        let width = width.unwrap_or_default() + 2;
        let _ = write!(line, "{cell:width$}");
    }
    format!("{}\n", line.trim_end())
}
