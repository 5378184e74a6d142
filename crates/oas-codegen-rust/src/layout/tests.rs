//! Random expressions, attributes and imports: the formatter changes nothing.

use std::fmt::Write as _;

use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{Ident, StrLit, TypeText};
use oas_testing::Tool;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use super::{
    AttributeArgument, Expr, Place, assignment, attribute, match_arm, struct_pattern, tuple_item,
    typed, use_declaration,
};

fn ident(name: &str) -> Code {
    Code::from(Ident::new(name).expect("the strategies make identifiers"))
}

fn names() -> impl Strategy<Value = Code> {
    "[a-z]{1,30}".prop_map(|name| ident(&format!("x{name}")))
}

fn type_names() -> impl Strategy<Value = Code> {
    "[A-Z][a-z0-9]{0,6}(_?[A-Z0-9][a-z]{1,7}){0,3}".prop_map(|name| ident(&name))
}

fn leaves() -> impl Strategy<Value = Expr> {
    prop_oneof![
        names().prop_map(Expr::Plain),
        type_names()
            .prop_map(|name| { Expr::plain(Code::fixed("Schema::of::<").with(name).then(">()")) }),
        "[a-z ]{0,40}".prop_map(|text| Expr::plain(StrLit::new(&text))),
        "[a-z ]{50,64}".prop_map(|text| Expr::plain(StrLit::new(&text))),
        any::<i32>().prop_map(|number| Expr::plain(Code::number(number))),
        names().prop_map(|name| Expr::plain(Code::fixed("&self.").with(name))),
        "[a-z]{1,3}".prop_map(|name| {
            Expr::plain(Code::fixed("&self.").with(ident(&format!("x{name}"))))
        }),
    ]
}

/// Calls, chains and slices as generated tables have them.
fn expressions() -> impl Strategy<Value = Expr> {
    // A type alone in a call never gets so wide that it would be broken within its brackets.
    let fits = |list: &Vec<Expr>| match list.as_slice() {
        [Expr::Plain(code)] => !code.as_str().ends_with(">()"),
        _ => true,
    };
    let arguments = move || prop::collection::vec(leaves(), 0..3).prop_filter("lone types", fits);
    let method =
        || prop::sample::select(vec!["min_length", "closed", "default", "of", "additional"]);
    let call = (
        prop::sample::select(vec!["Schema::object", "Property::required"]),
        arguments(),
    )
        .prop_map(|(head, arguments)| Expr::call(head, arguments))
        .boxed();
    let chain = move |root: BoxedStrategy<Expr>| {
        (root, prop::collection::vec((method(), arguments()), 1..5)).prop_map(|(root, calls)| {
            calls
                .into_iter()
                .fold(root, |expr, (name, arguments)| expr.then(name, arguments))
        })
    };
    let chain_of_inner = chain(Just(Expr::fixed("Deprecation::new()")).boxed());
    let root = prop_oneof![Just(Expr::fixed("Schema::string()")), call.clone(),];
    let inner = prop_oneof![leaves(), call.clone(), chain(root.boxed())].boxed();
    let elements = inner.clone();
    let slice = || {
        let lists = prop::collection::vec(elements.clone(), 0..12);
        // A single chain is given a name of its own.
        let fits = |list: &Vec<Expr>| !matches!(list.as_slice(), [Expr::Chain(..)]);
        lists
            .prop_filter("single chains", fits)
            .prop_map(Expr::Slice)
    };
    let short = "[a-z]{1,3}"
        .prop_map(|name| Expr::plain(Code::fixed("&self.").with(ident(&format!("x{name}")))));
    let short_slice = prop::collection::vec(short, 1..40).prop_map(Expr::Slice);
    // Calls within calls, and chains of calls that hold others, as entries of operations have them.
    let text = || "[a-z ]{0,40}".prop_map(|text| Expr::plain(StrLit::new(&text)));
    let texts = prop::collection::vec(text(), 1..4).prop_map(Expr::Slice);
    let entry = prop_oneof![
        text().prop_map(|text| Expr::call("MediaTypeMeta::raw", [text])),
        (text(), prop_oneof![leaves(), texts])
            .prop_map(|(text, last)| Expr::call("SecurityRequirement::new", [text, last])),
    ]
    .boxed();
    let calls = || prop::collection::vec(entry.clone(), 1..4).prop_map(Expr::Slice);
    let held = calls().prop_map(|slice| Expr::call("RequestBodyMeta::required", [slice]));
    let limited = held
        .clone()
        .prop_map(|call| call.then("limit", [Expr::fixed("65536")]));
    let some = prop_oneof![held, limited, chain_of_inner];
    let alternative = calls().prop_map(|slice| Expr::call("SecurityAlternative::all", [slice]));
    let nested = prop_oneof![
        some.prop_map(|inner| Expr::call("Some", [inner])),
        prop::collection::vec(alternative, 1..3).prop_map(Expr::Slice),
    ];
    // Structs within structs and in lists, as the table of conventions has them. Two fields with
    // names that are not short never share a line.
    let rows = |name: &'static str, value: BoxedStrategy<Expr>| {
        let field = "[a-z]{4,14}".prop_map(|name| ident(&format!("x{name}")));
        prop::collection::vec((field, value), 2..4)
            .prop_map(move |fields| Expr::Struct(Code::fixed(name), fields, None))
            .boxed()
    };
    let row = rows("Row", prop_oneof![leaves(), slice()].boxed());
    let list = prop::collection::vec(row.clone(), 0..4).prop_map(Expr::Slice);
    let table = rows("Table", prop_oneof![row, list.clone()].boxed());
    prop_oneof![
        table,
        list,
        inner.clone(),
        slice(),
        short_slice.clone(),
        slice().prop_map(|slice| Expr::call("Schema::object", [slice])),
        (slice(), leaves()).prop_map(|(slice, leaf)| Expr::call("describes", [slice, leaf])),
        short_slice
            .prop_map(|slice| { Expr::fixed("schema").then("describes_members::<Self>", [slice]) }),
        // Fields of the table's entries have short names.
        prop::collection::vec(("[a-z]{2,12}", nested), 2..6).prop_map(|fields| {
            let name = |name: String| ident(&format!("x{name}"));
            let fields = fields
                .into_iter()
                .map(|(field, value)| (name(field), value));
            Expr::Struct(Code::fixed("OperationMeta"), fields.collect(), None)
        }),
        prop::collection::vec((names(), prop_oneof![inner, slice()]), 2..6)
            .prop_map(|fields| Expr::Struct(Code::fixed("OperationMeta"), fields, None)),
    ]
}

fn attributes() -> impl Strategy<Value = Code> {
    let argument = || {
        prop_oneof![
            names().prop_map(AttributeArgument::Plain),
            (names(), "[a-z ]{0,30}").prop_map(|(name, text)| {
                AttributeArgument::Plain(name.then(" = ").with(StrLit::new(&text)))
            }),
        ]
    };
    (argument(), prop::collection::vec(argument(), 1..5)).prop_map(|(first, list)| {
        let list = AttributeArgument::List("schema", list);
        attribute("cfg_attr", &[first, list], 4)
    })
}

/// A file of items, one for each value that the strategy makes.
fn check_layout<T: std::fmt::Debug>(
    name: &str,
    values: impl Strategy<Value = T>,
    item: impl Fn(usize, &T) -> String,
) {
    let mut runner = TestRunner::new(Config {
        failure_persistence: None,
        ..Config::default()
    });
    let mut file = String::new();
    for index in 0..500 {
        let value = values
            .new_tree(&mut runner)
            .expect("strategies make values")
            .current();
        file.push_str(&item(index, &value));
    }
    check_file(name, &format!("{}\n", file.trim_end()));
}

fn check_file(name: &str, text: &str) {
    let Some(rustfmt) = Tool::on_path("rustfmt") else {
        return oas_testing::skipped("layout", "rustfmt");
    };
    let directory = std::env::temp_dir().join(format!("oas-layout-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&directory).expect("a temporary directory");
    let path = directory.join("file.rs");
    std::fs::write(&path, text).expect("a temporary file");
    let output = rustfmt.run(&directory, ["--check", "--edition", "2024", "file.rs"], &[]);
    std::fs::remove_dir_all(&directory).expect("a temporary directory");
    output.assert_success(name);
}

#[test]
fn expressions_are_laid_out() {
    check_layout(
        "expressions",
        (expressions(), 0_usize..3),
        |index, (expr, depth)| {
            let indent = 4 + 4 * depth;
            let place = Place {
                indent,
                before: indent,
                after: 0,
            };
            let mut item = String::new();
            for level in 0..*depth {
                let _ = writeln!(item, "{:1$}mod m{index} {{", "", 4 * level);
            }
            let outer = 4 * depth;
            let expr = expr.print(place);
            let _ = writeln!(
                item,
                "{:outer$}fn f() {{\n{:indent$}{expr}\n{:outer$}}}",
                "", "", ""
            );
            for level in (0..*depth).rev() {
                let _ = writeln!(item, "{:1$}}}", "", 4 * level);
            }
            item + "\n"
        },
    );
}

#[test]
fn assignments_are_laid_out() {
    check_layout(
        "assignments",
        (names(), expressions()),
        |index, (name, value)| {
            let prefix = Code::fixed("let ").with(name).then(" =");
            format!(
                "fn f{index}() {{\n    {}\n}}\n\n",
                assignment(&prefix, value, 4)
            )
        },
    );
}

#[test]
fn attributes_are_laid_out() {
    check_layout("attributes", attributes(), |index, attribute| {
        format!("struct S{index} {{\n    {attribute}\n    a: u8,\n}}\n\n")
    });
}

#[test]
fn imports_are_laid_out() {
    let names = prop::collection::btree_set(type_names().prop_map(|name| name.to_string()), 1..14);
    check_layout("imports", names, |index, names| {
        let names: Vec<Code> = names.iter().map(|name| ident(name)).collect();
        let path = ident(&format!("m{index}"));
        format!("{}\n\n", use_declaration(&path, &names))
    });
}

/// Types as generated fields have them.
fn types() -> impl Strategy<Value = TypeText> {
    let name = "[A-Z][a-z0-9]{0,25}";
    let leaf = name.prop_map(|name| {
        let name = Ident::new(&name).expect("the strategy makes identifiers");
        TypeText::named(&name)
    });
    leaf.prop_recursive(3, 8, 2, |inner| {
        prop_oneof![
            inner
                .clone()
                .prop_map(|ty| TypeText::generic("Option", [ty])),
            (inner.clone(), inner).prop_map(|(one, two)| TypeText::generic("Success", [one, two])),
        ]
    })
}

#[test]
fn fields_are_laid_out() {
    check_layout("fields", (names(), names(), types()), |index, value| {
        let (name, more, ty) = value;
        let start = Code::fixed("pub ")
            .with(name)
            .then("_")
            .with(more)
            .then(":");
        let field = typed(&start, ty, ",", 4);
        let alias = Code::fixed("pub type A")
            .with(Code::number(index as u64))
            .then(" =");
        let alias = typed(&alias, ty, ";", 0);
        format!("struct S{index} {{\n    {field}\n}}\n\n{alias}\n\n")
    });
}

#[test]
fn tuple_structs_are_laid_out() {
    // Behind `pub`, the formatter puts a second space before a type that is broken.
    let narrow = types().prop_filter("types that are not broken", |ty| ty.as_str().len() < 80);
    let types = prop::collection::vec(narrow, 1..4);
    check_layout("tuples", types, |index, types| {
        let types: Vec<TypeText> = types.iter().map(TypeText::public).collect();
        let start = Code::fixed("pub struct S").with(Code::number(index as u64));
        format!("{}\n\n", tuple_item(&start, &types, ";", 0))
    });
}

#[test]
fn arms_are_laid_out() {
    let bindings = prop::collection::vec("[a-z]{1,12}", 1..4);
    // What generated arms hold: a short start, and calls on it.
    let root = prop::sample::select(vec![
        Expr::fixed("Answer::status(404)"),
        Expr::fixed("error"),
    ]);
    let arguments = prop::collection::vec(leaves(), 0..3);
    let calls = prop::collection::vec(arguments, 1..4);
    let values = (root, calls).prop_map(|(root, calls)| {
        let then = |expr: Expr, arguments| expr.then("header", arguments);
        calls.into_iter().fold(root, then)
    });
    check_layout("arms", (type_names(), bindings, values), |index, value| {
        let (name, bindings, value) = value;
        let ident = |name: &String| Ident::new(&format!("x{name}")).expect("an identifier");
        let bindings: Vec<Ident> = bindings.iter().map(ident).collect();
        let start = Code::fixed("Self::").with(name);
        let pattern = struct_pattern(&start, &bindings, 8);
        let arm = match_arm(&pattern, value, 8);
        format!("fn f{index}() {{\n    match x {{\n        {arm}\n    }}\n}}\n\n")
    });
}
