//! What the tests of a backend check of each of its templates: [`problems`].
//!
//! Rendering finds a name that a view lacks only in a branch that is taken, and decisions that
//! crept into a template not at all; this looks at the text too.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Templates;

/// The longest template, in lines.
const MAX_LINES: usize = 60;
/// How deep blocks may stand within each other.
const MAX_DEPTH: usize = 2;

/// What is wrong with a template, as sentences; nothing when all is well.
///
/// `view` is the name that the first line must give: `{#- view: rust::OperationView -#}`.
/// `samples` are views with which the template must render: a minimal one, in which every option,
/// list and flag is empty, and a maximal one, in which none is.
#[must_use]
pub fn problems(
    templates: &Templates,
    name: &str,
    view: &str,
    samples: &[impl Serialize],
) -> Vec<String> {
    let source = match templates.source(name) {
        Ok(source) => source,
        Err(error) => return vec![error.to_string()],
    };
    let mut problems = text_problems(&source, view);
    problems.extend(variable_problems(templates, name, samples));
    for (index, sample) in samples.iter().enumerate() {
        if let Err(error) = templates.render(name, sample) {
            problems.push(format!("sample {index} does not render: {error}"));
        }
    }
    if samples.len() < 2 {
        problems.push("a minimal and a maximal sample are needed".to_owned());
    }
    for problem in &mut problems {
        problem.insert_str(0, &format!("{name}: "));
    }
    problems
}

fn text_problems(source: &str, view: &str) -> Vec<String> {
    let mut problems = Vec::new();
    let header = format!("{{#- view: {view} -#}}");
    if source.lines().next() != Some(header.as_str()) {
        problems.push(format!("the first line is not `{header}`"));
    }
    let lines = source.lines().count();
    if lines > MAX_LINES {
        problems.push(format!("{lines} lines, where {MAX_LINES} are the limit"));
    }
    let mut depth = 0_usize;
    for tag in tags(source) {
        let (statement, text) = match tag {
            Tag::Expression(text) => ("", text),
            Tag::Statement(text) => text.split_once(' ').unwrap_or((text, "")),
        };
        match statement {
            "for" | "if" | "with" | "block" | "macro" => depth += 1,
            other if other.starts_with("end") => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            problems.push(format!("`{statement} {text}` is a third level of blocks"));
        }
        // The name of another template is the one text that may stand in a tag.
        if statement != "include" && !is_plain(text) {
            problems.push(format!("`{text}` computes, which is the plan's to do"));
        }
    }
    problems
}

fn variable_problems(templates: &Templates, name: &str, samples: &[impl Serialize]) -> Vec<String> {
    let mut fields = BTreeSet::new();
    for sample in samples {
        match serde_json::to_value(sample) {
            Ok(serde_json::Value::Object(view)) => fields.extend(view.into_iter().map(|one| one.0)),
            Ok(_) => return vec!["a sample is no struct".to_owned()],
            Err(error) => return vec![format!("a sample is no view: {error}")],
        }
    }
    match templates.undeclared_variables(name) {
        Ok(names) => names
            .into_iter()
            .filter(|name| !fields.contains(name))
            .map(|name| format!("the view has no field `{name}`"))
            .collect(),
        Err(error) => vec![error.to_string()],
    }
}

enum Tag<'a> {
    Expression(&'a str),
    Statement(&'a str),
}

/// The tags of a template, without delimiters and comments.
fn tags(source: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = source;
    while let Some(start) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let (open, after) = rest[start..].split_at(2);
        let close = if open == "{{" { "}}" } else { "%}" };
        let Some(end) = after.find(close) else {
            break;
        };
        let text = after[..end].trim_matches(['-', '+']).trim();
        tags.push(if open == "{{" {
            Tag::Expression(text)
        } else {
            Tag::Statement(text)
        });
        rest = &after[end + 2..];
    }
    tags
}

/// Names, fields of names, and words between them: nothing is compared, computed or called.
fn is_plain(text: &str) -> bool {
    text.chars()
        .all(|one| one.is_ascii_alphanumeric() || "_. ,".contains(one))
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::problems;
    use crate::Templates;
    use crate::writer::rust::Ident;

    #[derive(Serialize)]
    struct PetView {
        name: Ident,
        legs: Vec<LegView>,
        owner: Option<Ident>,
    }

    #[derive(Serialize)]
    struct LegView {
        name: Ident,
    }

    fn samples() -> [PetView; 2] {
        let name = Ident::fixed("x");
        [
            PetView {
                name: name.clone(),
                legs: Vec::new(),
                owner: None,
            },
            PetView {
                name: name.clone(),
                legs: vec![LegView { name: name.clone() }],
                owner: Some(name),
            },
        ]
    }

    fn check(source: &str) -> String {
        let template = ("pet.j2".to_owned(), source.to_owned());
        let templates = Templates::new([template]).expect("it compiles");
        problems(&templates, "pet.j2", "PetView", &samples()).join("\n")
    }

    const GOOD: &str = "\
{#- view: PetView -#}
{{ name }}
{% for leg in legs %}
  {{ leg.name }}{% if not loop.last %},{% endif %}
{% endfor %}
{% if owner %}
{{ owner }}
{% endif %}
";

    #[test]
    fn a_good_template_has_no_problems() {
        assert_eq!(check(GOOD), "");
    }

    #[test]
    fn every_rule_is_checked() {
        let after_header = |text: &str| format!("{{#- view: PetView -#}}\n{text}");
        let cases = [
            (
                "{{ name }}".to_owned(),
                "the first line is not `{#- view: PetView -#}`",
            ),
            (after_header("{{ nme }}"), "the view has no field `nme`"),
            (
                after_header("{% for leg in legs %}{{ leg.nme }}{% endfor %}"),
                "sample 1 does not render: undefined value",
            ),
            (
                after_header(
                    "{% for a in legs %}{% if a %}{% if a %}{% endif %}{% endif %}{% endfor %}",
                ),
                "`if a` is a third level of blocks",
            ),
            (
                after_header("{% if name == \"x\" %}{% endif %}"),
                "`name == \"x\"` computes",
            ),
            (
                after_header("{{ legs[0].name }}"),
                "`legs[0].name` computes",
            ),
            (
                after_header(&"\n".repeat(60)),
                "61 lines, where 60 are the limit",
            ),
            (
                after_header("{{ legs }}"),
                "sample 0 does not render: could not serialize",
            ),
        ];
        for (source, problem) in cases {
            let found = check(&source);
            assert!(found.contains(problem), "{source}\n{found}");
        }
    }
}
