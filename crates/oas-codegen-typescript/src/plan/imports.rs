//! The imports of a module: [`Imports`].
//!
//! What a module needs is collected from its types and values, not listed by hand, so that there
//! is never an import too many or too few.

use std::collections::{BTreeMap, BTreeSet};

use oas_codegen::writer::Code;
use oas_codegen::writer::typescript::{Ident, StrLit};
use serde::Serialize;

use super::layout::{Member, TypeTree, WIDTH, columns};

/// Names of the runtime that generated modules import; nothing of a document can be called so.
pub(crate) const RUNTIME_NAMES: &[&str] = &[
    "ApiError",
    "Binary",
    "Branded",
    "CalendarDate",
    "Call",
    "ClientParameters",
    "Conventions",
    "DateTime",
    "ListMethod",
    "ListOperation",
    "Method",
    "Names",
    "Namespace",
    "NoRequest",
    "Operation",
    "Success",
    "Unrecognized",
    "bare",
    "body",
    "bytes",
    "cookie",
    "cookieRaw",
    "cookieRawJoined",
    "deepObject",
    "form",
    "formJoined",
    "formJoinedReserved",
    "formJson",
    "formReserved",
    "header",
    "headerJson",
    "idempotent",
    "json",
    "jsonAs",
    "key",
    "label",
    "labelExplode",
    "list",
    "matrix",
    "matrixExplode",
    "multipart",
    "operation",
    "path",
    "pipeDelimited",
    "query",
    "readAny",
    "readBytes",
    "readNothing",
    "readText",
    "safe",
    "simple",
    "simpleExplode",
    "simpleJson",
    "simpleRawExplode",
    "simpleReserved",
    "single",
    "spaceDelimited",
    "text",
    "urlEncoded",
    "wholeForm",
    "wholeJson",
];

/// Whether a name is one of the compiler's, or one that is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Type,
    Value,
}

/// What a module imports.
#[derive(Clone, Debug, Default)]
pub(crate) struct Imports {
    modules: BTreeMap<Specifier, BTreeMap<Ident, Kind>>,
}

/// Where something is imported from. Modules further up come first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Specifier {
    nearness: u8,
    path: String,
}

impl Specifier {
    /// The module at a path such as `../runtime/parts.js`.
    pub(crate) fn new(path: &str) -> Self {
        Self {
            nearness: u8::from(!path.starts_with("../")),
            path: path.to_owned(),
        }
    }

    /// The same module, seen from one directory further down.
    fn deeper(&self) -> Self {
        if self.path.starts_with("../") {
            Self::new(&format!("../{}", self.path))
        } else {
            Self::new(&format!(".{}", self.path))
        }
    }
}

/// What modules that import nothing but values and types of one module import.
pub(crate) fn of_module(module: &str, values: &[Ident], types: &[Ident]) -> ImportView {
    let module = Specifier::new(module);
    let mut imports = Imports::default();
    for name in values {
        imports.add_value(&module, name);
    }
    for name in types {
        imports.add_type(&module, name);
    }
    let names = imports.modules.get(&module).cloned().unwrap_or_default();
    ImportView {
        code: statement(&module, &names),
    }
}

/// An import as it is printed.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ImportView {
    /// The whole statement.
    pub(crate) code: Code,
}

impl Imports {
    /// Imports a type.
    pub(crate) fn add_type(&mut self, module: &Specifier, name: &Ident) {
        let names = self.modules.entry(module.clone()).or_default();
        names.entry(name.clone()).or_insert(Kind::Type);
    }

    /// Imports a value.
    pub(crate) fn add_value(&mut self, module: &Specifier, name: &Ident) {
        let names = self.modules.entry(module.clone()).or_default();
        names.insert(name.clone(), Kind::Value);
    }

    /// Imports something of the runtime, from a directory beside it.
    pub(crate) fn add_runtime(&mut self, name: &'static str, is_value: bool) {
        let Some(module) = runtime_module(name) else {
            return;
        };
        let (module, name) = (Specifier::new(module), Ident::fixed(name));
        if is_value {
            self.add_value(&module, &name);
        } else {
            self.add_type(&module, &name);
        }
    }

    /// Imports whatever a type names, from where `module_of` says.
    pub(crate) fn add_tree(
        &mut self,
        tree: &TypeTree,
        module_of: &impl Fn(&Ident) -> Option<Specifier>,
    ) {
        match tree {
            TypeTree::Fixed(_) | TypeTree::Number(_) | TypeTree::Literal(_) => {}
            TypeTree::Named(name) => {
                if let Some(module) = module_of(name) {
                    self.add_type(&module, name);
                }
            }
            TypeTree::Generic(name, arguments) => {
                let name = Ident::fixed(name);
                if let Some(module) = module_of(&name) {
                    self.add_type(&module, &name);
                }
                for argument in arguments {
                    self.add_tree(argument, module_of);
                }
            }
            TypeTree::Array { element, .. } => self.add_tree(element, module_of),
            TypeTree::Tuple { elements, rest } => {
                for (element, _) in elements {
                    self.add_tree(element, module_of);
                }
                if let Some(rest) = rest {
                    self.add_tree(rest, module_of);
                }
            }
            TypeTree::Union(members) | TypeTree::Intersection(members) => {
                for member in members {
                    self.add_tree(member, module_of);
                }
            }
            TypeTree::Object(members) => {
                for member in members {
                    self.add_member(member, module_of);
                }
            }
        }
    }

    /// Imports whatever the type of a member names.
    pub(crate) fn add_member(
        &mut self,
        member: &Member,
        module_of: &impl Fn(&Ident) -> Option<Specifier>,
    ) {
        match member {
            Member::Property { ty, .. } | Member::Index(ty) => self.add_tree(ty, module_of),
        }
    }

    /// Imports what others import too.
    pub(crate) fn merge(&mut self, others: &Self) {
        for (module, names) in &others.modules {
            for (name, kind) in names {
                match kind {
                    Kind::Type => self.add_type(module, name),
                    Kind::Value => self.add_value(module, name),
                }
            }
        }
    }

    /// The imports without some names of a module.
    pub(crate) fn without(mut self, module: &Specifier, names: &BTreeSet<&Ident>) -> Self {
        if let Some(imported) = self.modules.get_mut(module) {
            imported.retain(|name, _| !names.contains(name));
            if imported.is_empty() {
                self.modules.remove(module);
            }
        }
        self
    }

    /// The same imports for a module one directory further down.
    pub(crate) fn deeper(&self) -> Self {
        let modules = self.modules.iter();
        Self {
            modules: modules
                .map(|(module, names)| (module.deeper(), names.clone()))
                .collect(),
        }
    }

    /// The statements, sorted by module.
    pub(crate) fn views(&self) -> Vec<ImportView> {
        self.modules
            .iter()
            .map(|(module, names)| ImportView {
                code: statement(module, names),
            })
            .collect()
    }
}

fn statement(module: &Specifier, names: &BTreeMap<Ident, Kind>) -> Code {
    let only_types = names.values().all(|kind| *kind == Kind::Type);
    let head = if only_types {
        "import type {"
    } else {
        "import {"
    };
    let mut sorted: Vec<(&Ident, &Kind)> = names.iter().collect();
    // As editors sort: letters first, then capitals.
    sorted.sort_by_key(|(name, _)| (name.as_str().to_lowercase(), name.as_str().to_owned()));
    let names: Vec<Code> = sorted
        .into_iter()
        .map(|(name, kind)| {
            let code = Code::fixed(if *kind == Kind::Type && !only_types {
                "type "
            } else {
                ""
            });
            code.with(name)
        })
        .collect();
    braced(head, names, &module.path)
}

/// Names in braces, on one line or one below the other, and the module they are from.
pub(crate) fn braced(head: &'static str, names: Vec<Code>, module: &str) -> Code {
    let head = Code::fixed(head);
    let tail = Code::fixed("} from ").with(StrLit::new(module)).then(";");
    let flat = head
        .clone()
        .then(" ")
        .with(Code::join(names.iter().cloned(), ", "))
        .then(" ")
        .with(tail.clone());
    if columns(&flat) <= WIDTH {
        return flat;
    }
    let names = names
        .into_iter()
        .fold(head, |code, name| code.line(2).with(name).then(","));
    names.line(0).with(tail)
}

/// The module of the runtime that exports a name, as seen from a directory beside it.
pub(crate) fn runtime_module(name: &str) -> Option<&'static str> {
    Some(match name {
        "Branded" | "CalendarDate" | "DateTime" | "Unrecognized" => "../runtime/scalars.js",
        "ApiError" => "../runtime/errors.js",
        "ListOperation" => "../runtime/list.js",
        "ListMethod" | "Method" | "Namespace" => "../runtime/client.js",
        "NoRequest" | "Operation" | "Success" | "operation" => "../runtime/operation.js",
        "form" | "idempotent" | "json" | "jsonAs" | "query" | "safe" => "../runtime/parts.js",
        "bare" => "../runtime/conventions.js",
        "key" | "list" => "../conventions.js",
        "Binary" | "bytes" | "multipart" | "readAny" | "readBytes" | "readNothing" | "readText"
        | "text" | "urlEncoded" => "../runtime/bodies.js",
        "cookie" | "cookieRaw" | "cookieRawJoined" | "deepObject" | "formJoined"
        | "formJoinedReserved" | "formJson" | "formReserved" | "header" | "headerJson"
        | "label" | "labelExplode" | "matrix" | "matrixExplode" | "path" | "pipeDelimited"
        | "simple" | "simpleExplode" | "simpleJson" | "simpleRawExplode" | "simpleReserved"
        | "spaceDelimited" | "wholeForm" | "wholeJson" => "../runtime/styles.js",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use oas_codegen::writer::typescript::Ident;

    use super::{Imports, RUNTIME_NAMES, Specifier, runtime_module};

    #[test]
    fn statements_are_sorted_and_break_when_long() {
        let mut imports = Imports::default();
        let near = Specifier::new("./models.js");
        let far = Specifier::new("../runtime/operation.js");
        for name in ["Zebra", "Ape"] {
            imports.add_type(&near, &Ident::fixed(name));
        }
        imports.add_value(&far, &Ident::fixed("operation"));
        imports.add_type(&far, &Ident::fixed("Operation"));
        imports.add_type(&far, &Ident::fixed("operation"));
        for name in [
            "AVeryLongNameIndeed",
            "AnotherVeryLongName",
            "YetAnotherLongName",
        ] {
            imports.add_type(&near, &Ident::fixed(name));
        }
        let text: Vec<String> = imports
            .views()
            .iter()
            .map(|view| view.code.to_string())
            .collect();
        insta::assert_snapshot!(text.join("\n"), @r#"
        import { type Operation, operation } from "../runtime/operation.js";
        import type {
          AnotherVeryLongName,
          Ape,
          AVeryLongNameIndeed,
          YetAnotherLongName,
          Zebra,
        } from "./models.js";
        "#);
    }

    #[test]
    fn reserved_names_are_sorted() {
        assert!(RUNTIME_NAMES.is_sorted());
        for name in RUNTIME_NAMES {
            let own = [
                "Call",
                "ClientParameters",
                "Conventions",
                "Names",
                "body",
                "single",
            ];
            assert_eq!(runtime_module(name).is_none(), own.contains(name), "{name}");
        }
    }
}
