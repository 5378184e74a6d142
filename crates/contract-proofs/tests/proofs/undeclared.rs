//! What a contract does not declare does not compile, and the message says what is wrong.

#[test]
fn undeclared_answers_do_not_compile() {
    let cases = trybuild::TestCases::new();
    cases.pass("tests/refused/declared.rs");
    cases.compile_fail("tests/refused/undeclared_*.rs");
    cases.compile_fail("tests/refused/unimplemented_operation.rs");
}
