//! Imports of a file: [`Uses`] is collected while its parts are planned.

use std::collections::{BTreeMap, BTreeSet};

use oas_codegen::writer::Code;
use oas_codegen::writer::rust::Ident;

use crate::layout;

/// Where a generated name stands.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) enum Module {
    /// The models of the package itself.
    Models,
    /// The package with what several documents share.
    Common,
}

/// What a file imports.
#[derive(Clone, Debug, Default)]
pub(crate) struct Uses {
    /// Paths of the standard library: `std::sync` and `Arc`.
    std: BTreeMap<&'static str, BTreeSet<&'static str>>,
    runtime: BTreeSet<&'static str>,
    serde: BTreeSet<&'static str>,
    generated: BTreeMap<Module, BTreeSet<Ident>>,
    /// Names of the module that this one is part of.
    parent: BTreeSet<Ident>,
    /// Whether schemas of utoipa are listed.
    utoipa: bool,
    /// Whether there are any.
    has_schemas: bool,
}

impl Uses {
    /// Uses a name of the standard library.
    pub(crate) fn std(&mut self, module: &'static str, name: &'static str) {
        self.std.entry(module).or_default().insert(name);
    }

    /// Uses a name of the runtime.
    pub(crate) fn runtime(&mut self, name: &'static str) {
        self.runtime.insert(name);
    }

    /// Uses several names of the runtime.
    pub(crate) fn all_of_runtime(&mut self, names: &[&'static str]) {
        self.runtime.extend(names);
    }

    /// Uses a name of serde.
    pub(crate) fn serde(&mut self, name: &'static str) {
        self.serde.insert(name);
    }

    /// Uses a generated name.
    pub(crate) fn generated(&mut self, module: Module, name: &Ident) {
        self.generated
            .entry(module)
            .or_default()
            .insert(name.clone());
    }

    /// Uses what a list of utoipa's schemas needs.
    pub(crate) fn utoipa(&mut self, has_schemas: bool) {
        self.utoipa = true;
        self.has_schemas = has_schemas;
    }

    /// Uses a name of the module that this one is part of.
    pub(crate) fn parent(&mut self, name: &Ident) {
        self.parent.insert(name.clone());
    }

    /// Forgets names of a module, which the file has itself.
    pub(crate) fn forget(&mut self, module: Module, names: &BTreeSet<&Ident>) {
        if let Some(used) = self.generated.get_mut(&module) {
            used.retain(|name| !names.contains(name));
        }
        self.generated.retain(|_, names| !names.is_empty());
    }

    /// Uses everything that other parts of the file use.
    pub(crate) fn extend(&mut self, other: &Self) {
        for (module, names) in &other.std {
            self.std.entry(module).or_default().extend(names);
        }
        self.runtime.extend(&other.runtime);
        self.serde.extend(&other.serde);
        for (module, names) in &other.generated {
            let own = self.generated.entry(*module).or_default();
            own.extend(names.iter().cloned());
        }
    }

    /// The declarations, in groups: the standard library, other packages, this package. Names of
    /// the module `own` are those of the file itself.
    pub(crate) fn declarations(
        &self,
        own: Option<Module>,
        common: Option<&Ident>,
    ) -> Vec<Vec<Code>> {
        let fixed = |names: &BTreeSet<&'static str>| {
            names
                .iter()
                .map(|name| Code::fixed(name))
                .collect::<Vec<_>>()
        };
        let declare = |path: Code, names: Vec<Code>| layout::use_declaration(&path, &names);
        let mut std: Vec<_> = self.std.iter().collect();
        // `std::fmt` stands behind `std::collections::BTreeMap`, though `std` is the shorter path.
        std.sort_by_key(|(module, names)| {
            let first = names.first().filter(|_| names.len() == 1);
            format!("{module}::{}", first.unwrap_or(&"{"))
        });
        let std = std
            .into_iter()
            .map(|(module, names)| declare(Code::fixed(module), fixed(names)));
        let generated = |module: Module| {
            let names = self.generated.get(&module).filter(|_| own != Some(module));
            names.map(|names| names.iter().map(Code::from).collect::<Vec<_>>())
        };
        let mut packages = Vec::new();
        if !self.runtime.is_empty() {
            packages.push((
                "oas_runtime".to_owned(),
                declare(Code::fixed("oas_runtime"), fixed(&self.runtime)),
            ));
        }
        if let (Some(names), Some(common)) = (generated(Module::Common), common) {
            packages.push((
                common.as_str().to_owned(),
                declare(Code::from(common), names),
            ));
        }
        if !self.serde.is_empty() {
            packages.push((
                "serde".to_owned(),
                declare(Code::fixed("serde"), fixed(&self.serde)),
            ));
        }
        packages.sort_by(|left, right| {
            layout::version_sort_key(&left.0).cmp(&layout::version_sort_key(&right.0))
        });
        let mut packages: Vec<Code> = packages.into_iter().map(|(_, one)| one).collect();
        if self.utoipa {
            let openapi = ["RefOr", "Schema"].map(Code::fixed);
            packages.push(layout::use_declaration(
                &Code::fixed("utoipa::openapi"),
                &openapi,
            ));
            if self.has_schemas {
                let at = packages.len() - 1;
                packages.insert(at, Code::fixed("use utoipa::PartialSchema;"));
            }
        }
        // The package of shared things has them all at its root.
        let shared = if common.is_none() {
            generated(Module::Common)
        } else {
            None
        };
        let own_package = [
            ("crate", shared),
            ("crate::models", generated(Module::Models)),
        ]
        .into_iter()
        .filter_map(|(path, names)| Some(declare(Code::fixed(path), names?)));
        let parent: Vec<Code> = self.parent.iter().map(Code::from).collect();
        let parent = (!parent.is_empty()).then(|| declare(Code::fixed("super"), parent));
        let own_package = parent.into_iter().chain(own_package);
        let groups = [std.collect::<Vec<_>>(), packages, own_package.collect()];
        groups
            .into_iter()
            .filter(|group| !group.is_empty())
            .collect()
    }
}
