//! Runtime expressions, alone and within texts: [`problem`].

/// What is wrong with the expressions of a text; `None` where nothing is, or where it has none.
///
/// A text that begins as an expression does is one as a whole; elsewhere they stand in braces.
pub(crate) fn problem(text: &str) -> Option<String> {
    if text.starts_with('$') {
        return of_one(text);
    }
    let mut rest = text;
    while let Some(at) = rest.find("{$") {
        let inner = &rest[at + 1..];
        let Some((expression, after)) = inner.split_once('}') else {
            return Some(format!("the brace before `{inner}` is not closed"));
        };
        if let Some(problem) = of_one(expression) {
            return Some(problem);
        }
        rest = after;
    }
    None
}

fn of_one(expression: &str) -> Option<String> {
    if matches!(expression, "$url" | "$method" | "$statusCode") {
        return None;
    }
    let source = ["$request.", "$response."]
        .iter()
        .find_map(|start| expression.strip_prefix(start));
    let Some(source) = source else {
        let roots = ["$url", "$method", "$statusCode", "$request", "$response"];
        // A price is a constant that happens to begin with a dollar.
        let is_meant = expression[1..].starts_with(|one: char| one.is_ascii_alphabetic());
        return is_meant.then(|| {
            format!(
                "`{expression}` begins with none of `{}`",
                roots.join("`, `")
            )
        });
    };
    let is_token = |one: char| one.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(one);
    if source == "body" {
        return None;
    }
    if let Some(fragment) = source.strip_prefix("body#") {
        let fits = fragment.is_empty() || fragment.starts_with('/');
        return (!fits).then(|| format!("what follows `#` in `{expression}` is no JSON Pointer"));
    }
    let Some((place, name)) = source.split_once('.') else {
        return Some(format!("`{expression}` names no header, parameter or body"));
    };
    match place {
        "header" if !name.is_empty() && name.chars().all(is_token) => None,
        "query" | "path" if !name.is_empty() => None,
        "header" | "query" | "path" => Some(format!("`{expression}` has no name that fits")),
        _ => Some(format!("`{expression}` names no header, parameter or body")),
    }
}

#[cfg(test)]
mod tests {
    use super::problem;

    #[test]
    fn expressions_are_told_from_what_is_none() {
        for text in [
            "$url",
            "$request.body",
            "$request.body#/a/0/b",
            "$response.header.Location",
            "$request.path.id",
            "https://example.com/{$request.query.a}/{$statusCode}",
            "constant {id}",
            "$5",
        ] {
            assert_eq!(problem(text), None, "{text}");
        }
        for text in [
            "$requst.body#/a",
            "$request",
            "$request.body#a",
            "$request.cookie.a",
            "$request.header.",
            "$response.header.a b",
            "x {$request.query.a",
            "x {$body}",
        ] {
            assert!(problem(text).is_some(), "{text}");
        }
    }
}
