//! Which rules run and how: [`Settings`], plain data that the command line fills.

use std::collections::BTreeMap;

use oas_conventions::Conventions;
use oas_diagnostics::suggest::nearest;
use oas_diagnostics::{Diagnostic, Level, Place};
use oas_model::ResolvedDocument;
use serde_json::Value;

use crate::diagnostics::{SETTING_UNKNOWN, SETTING_WITHOUT_EFFECT};
use crate::{Group, Rule, all_rules};

/// How one rule is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleSetting {
    /// It does not run.
    Off,
    /// It runs at its own level.
    On,
    /// It runs at this level.
    At(Level),
}

/// A finding that is known and accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// The rule.
    pub rule: String,
    /// The file, by its path from the root.
    pub file: String,
    /// JSON Pointer within the file; findings below it are meant too.
    pub pointer: String,
    /// Why it is accepted.
    pub reason: String,
}

/// Which rules run and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Names of groups that are switched on.
    pub groups: Vec<String>,
    /// Single rules by name; they win over groups.
    pub rules: BTreeMap<String, RuleSetting>,
    /// Options by rule and name.
    pub options: BTreeMap<String, BTreeMap<String, Value>>,
    /// Findings that are known and accepted.
    pub ignores: Vec<Ignore>,
}

impl Default for Settings {
    /// The group `standard` and nothing else.
    fn default() -> Self {
        Self {
            groups: vec![Group::Standard.name().to_owned()],
            rules: BTreeMap::new(),
            options: BTreeMap::new(),
            ignores: Vec::new(),
        }
    }
}

impl Settings {
    /// Settings that run these groups.
    #[must_use]
    pub fn of_groups<'n>(groups: impl IntoIterator<Item = &'n str>) -> Self {
        Self {
            groups: groups.into_iter().map(str::to_owned).collect(),
            ..Self::default()
        }
    }

    /// Settings that run this one rule.
    #[must_use]
    pub fn of_rule(name: &str) -> Self {
        Self {
            rules: BTreeMap::from([(name.to_owned(), RuleSetting::On)]),
            ..Self::of_groups([])
        }
    }

    /// The rules that run, each with its level, sorted by name.
    pub(crate) fn active(&self) -> Vec<(&'static dyn Rule, Level)> {
        let groups: Vec<_> = self
            .groups
            .iter()
            .filter_map(|name| Group::of_name(name))
            .collect();
        let level = |rule: &&'static dyn Rule| {
            let meta = rule.meta();
            match self.rules.get(meta.name) {
                Some(RuleSetting::Off) => None,
                Some(RuleSetting::On) => Some(meta.level),
                Some(RuleSetting::At(level)) => Some(*level),
                None => groups
                    .iter()
                    .any(|group| group.includes(meta))
                    .then_some(meta.level),
            }
        };
        all_rules()
            .iter()
            .filter_map(|rule| Some((*rule, level(rule)?)))
            .collect()
    }

    /// Findings about the settings themselves: names that name nothing.
    pub(crate) fn check(
        &self,
        resolved: &ResolvedDocument,
        conventions: Option<&Conventions>,
    ) -> Vec<Diagnostic> {
        let place = Place::WholeDocument(resolved.document().entry());
        let mut found = Vec::new();
        let mut unknown =
            |what: &str, name: &str, words: &mut dyn Iterator<Item = &'static str>| {
                let diagnostic = Diagnostic::new(
                    SETTING_UNKNOWN.name,
                    SETTING_UNKNOWN.level,
                    place,
                    format!("settings name {what} `{name}`, which there is not"),
                );
                let all: Vec<_> = words.collect();
                found.push(match nearest(name, all.iter().copied()) {
                    Some(word) => diagnostic.help(format!("did you mean `{word}`?")),
                    None if all.len() < 10 => {
                        diagnostic.help(format!("there are `{}`", all.join("`, `")))
                    }
                    None => diagnostic.help("`oas explain` lists all rules"),
                });
            };
        for name in &self.groups {
            if Group::of_name(name).is_none() {
                unknown(
                    "the group",
                    name,
                    &mut Group::ALL.into_iter().map(Group::name),
                );
            }
        }
        let rules = self.rules.keys().chain(self.options.keys());
        let ignored = self.ignores.iter().map(|ignore| &ignore.rule);
        let mut names: Vec<_> = rules.chain(ignored).collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            if find_rule(name).is_none() {
                unknown(
                    "the rule",
                    name,
                    &mut all_rules().iter().map(|rule| rule.meta().name),
                );
            }
        }
        for (name, options) in &self.options {
            let Some(rule) = find_rule(name) else {
                continue;
            };
            let known = rule.meta().options;
            for option in options
                .keys()
                .filter(|option| !known.contains(&option.as_str()))
            {
                let what = format!("for the rule `{name}` the option");
                unknown(&what, option, &mut known.iter().copied());
            }
        }
        if conventions.is_none() && self.groups.iter().any(|name| name == "conventions") {
            found.push(
                Diagnostic::new(
                    SETTING_WITHOUT_EFFECT.name,
                    SETTING_WITHOUT_EFFECT.level,
                    place,
                    "settings switch on the group `conventions`, but no conventions are given",
                )
                .help("name a `conventions.yaml`, or leave the group out"),
            );
        }
        found
    }
}

/// The rule of a name.
pub(crate) fn find_rule(name: &str) -> Option<&'static dyn Rule> {
    let rules = all_rules();
    let index = rules
        .binary_search_by(|rule| rule.meta().name.cmp(name))
        .ok()?;
    Some(rules[index])
}
