//! `oas explain`: the page of a rule or diagnostic.

use oas_diagnostics::render::RuleDescription;
use oas_diagnostics::suggest::nearest;
use oas_diagnostics::{BuiltinDiagnostic, Level};

use crate::args::Explain;
use crate::exit::{Exit, Failure};
use crate::output::Output;

/// A page that `oas explain` can show.
pub(crate) struct Page {
    pub(crate) name: &'static str,
    pub(crate) group: &'static str,
    pub(crate) level: Level,
    pub(crate) summary: String,
    pub(crate) text: String,
}

impl Page {
    /// What reports say of the rule.
    pub(crate) fn describe(&self) -> RuleDescription<'_> {
        RuleDescription {
            name: self.name.into(),
            level: self.level,
            summary: self.summary.as_str().into(),
            page: self.text.as_str().into(),
            url: None,
        }
    }
}

/// Every page, sorted by name.
pub(crate) fn pages() -> Vec<Page> {
    let builtin = |diagnostic: &BuiltinDiagnostic| Page {
        name: diagnostic.name,
        group: "built-in",
        level: diagnostic.level,
        summary: first_sentence(diagnostic.what),
        text: diagnostic.page(),
    };
    let crates = [
        oas_diagnostics::DIAGNOSTICS,
        oas_syntax::DIAGNOSTICS,
        oas_model::DIAGNOSTICS,
        oas_conventions::DIAGNOSTICS,
        oas_ir::DIAGNOSTICS,
        oas_bundle::DIAGNOSTICS,
        oas_codegen::DIAGNOSTICS,
        oas_codegen_rust::DIAGNOSTICS,
        oas_codegen_typescript::DIAGNOSTICS,
        oas_lint::DIAGNOSTICS,
        super::DIAGNOSTICS,
    ];
    let mut pages: Vec<Page> = crates.into_iter().flatten().map(builtin).collect();
    pages.extend(oas_lint::all_rules().iter().map(|rule| {
        let meta = rule.meta();
        Page {
            name: meta.name,
            group: meta.group.name(),
            level: meta.level,
            summary: oas_lint::pages::summary_of(meta)
                .trim_end_matches('.')
                .to_owned(),
            text: oas_lint::explain(meta.name).unwrap_or_default(),
        }
    }));
    pages.sort_by_key(|page| page.name);
    pages
}

fn first_sentence(text: &str) -> String {
    text.split_once(". ")
        .map_or(text, |(first, _)| first)
        .trim_end_matches('.')
        .to_owned()
}

pub(crate) fn run(command: &Explain, output: &mut Output) -> Result<Exit, Failure> {
    let pages = pages();
    let Some(name) = &command.rule else {
        let width = pages
            .iter()
            .map(|page| page.name.len())
            .max()
            .unwrap_or_default();
        let line = |page: &Page| {
            format!(
                "{:width$}  {:11}  {}\n",
                page.name, page.group, page.summary
            )
        };
        let list: String = pages.iter().map(line).collect();
        output.answer(&list);
        return Ok(Exit::Success);
    };
    if let Some(page) = pages.iter().find(|page| page.name == name) {
        output.answer(&page.text);
        return Ok(Exit::Success);
    }
    let failure = Failure::new(format!("there is no rule `{name}`"));
    let similar: Vec<_> = pages
        .iter()
        .filter(|page| page.name.contains(name.as_str()))
        .collect();
    Err(match nearest(name, pages.iter().map(|page| page.name)) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None if !similar.is_empty() => {
            let names: Vec<_> = similar.iter().map(|page| page.name).collect();
            failure.help(format!(
                "rules with this in their name: {}",
                names.join(", ")
            ))
        }
        None => failure.help("`oas explain` without a name lists all rules"),
    })
}
