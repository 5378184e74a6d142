//! Heads of items that stand in templates, broken where a long name makes them too wide:
//! [`broken`].
//!
//! Templates read like the output, so they write `impl Validate for {{ name }} {` on one line. Only
//! a name of more than sixty letters needs it otherwise, and nothing but the name decides it, which
//! is why this happens to the text and not to each view. No line of a document begins as one of
//! these does: comments have their slashes, and literals no line ends.

use oas_codegen::writer::rust::Ident;

/// The longest line.
const WIDTH: usize = 100;
/// The longest line with generics that the formatter does not break.
const GENERICS_WIDTH: usize = 97;
/// The longest line with bounds of a trait that the formatter does not break.
const BOUNDS_WIDTH: usize = 92;

/// The text with heads laid out as the formatter does.
pub(crate) fn broken(text: String) -> String {
    if text.lines().all(|line| line.len() <= BOUNDS_WIDTH) {
        return text;
    }
    let mut broken = String::with_capacity(text.len());
    for line in text.lines() {
        match head(line) {
            Some(lines) => broken.push_str(&lines),
            None => broken.push_str(line),
        }
        broken.push('\n');
    }
    broken
}

/// How many lines more a declaration has at most whose heads are broken because of its name.
pub(crate) fn lines_of_breaks(name: &Ident) -> usize {
    match name.as_str().chars().count() {
        // Heads of functions and of traits are broken first, those of implementations later.
        0..=35 => 0,
        36..=62 => 2,
        _ => 8,
    }
}

/// The lines of a head that is too wide; `None` for all other lines.
fn head(line: &str) -> Option<String> {
    let width = line.chars().count();
    let open = line.strip_suffix(" {");
    if width > WIDTH
        && line.starts_with("impl")
        && let Some((of, ty)) = open?.split_once(" for ")
    {
        return Some(format!("{of}\n    for {ty}\n{{"));
    }
    if width > WIDTH
        && let Some(rest) = line.strip_prefix("    fn from(error: ")
    {
        let ty = rest.strip_suffix(") -> Self {")?;
        return Some(format!(
            "    fn from(\n        error: {ty},\n    ) -> Self {{"
        ));
    }
    if width > WIDTH
        && line.starts_with("pub fn router<")
        && let Some((start, end)) = line.split_once("(api: Arc<A>)")
    {
        let start = head(&format!("{start}(")).unwrap_or_else(|| format!("{start}("));
        return Some(format!("{start}\n    api: Arc<A>,\n){end}"));
    }
    if width > BOUNDS_WIDTH && line.starts_with("pub trait ") {
        let (start, bounds) = open?.split_once(": ")?;
        return Some(format!("{start}:\n    {bounds}\n{{"));
    }
    let functions = ["async fn ", "pub(super) async fn ", "pub fn router<"];
    if width > GENERICS_WIDTH && functions.iter().any(|start| line.starts_with(start)) {
        let (start, generics) = line.strip_suffix(">(")?.split_once('<')?;
        return Some(format!("{start}<\n    {generics},\n>("));
    }
    None
}

#[cfg(test)]
mod tests {
    use oas_testing::Tool;

    use super::broken;

    #[test]
    fn heads_with_names_of_any_length_are_laid_out() {
        let Some(rustfmt) = Tool::on_path("rustfmt") else {
            return oas_testing::skipped("heads", "rustfmt");
        };
        let mut text = String::new();
        for length in 10..85 {
            let name = format!("N{}", "n".repeat(length));
            let item = format!(
                "impl Validate for {name} {{\n    fn conforms() {{}}\n}}\n\n\
                 impl<'de> Deserialize<'de> for {name} {{\n    fn read() {{}}\n}}\n\n\
                 impl From<{name}> for Rejection {{\n    fn from(error: {name}) -> Self {{\n        \
                 match error {{}}\n    }}\n}}\n\n\
                 pub fn router<A: {name}>(api: Arc<A>) -> OperationRouter {{\n    router()\n}}\n\n\
                 pub trait {name}: Sized + Send + Sync + 'static {{\n    fn method();\n}}\n\n\
                 async fn {name}<A: PetsApi>(\n    State(api): State<Arc<A>>,\n    \
                 Call(mut ctx, request, reply): Call<A::Context, ListPetsOfSomeKindRequest>,\n\
                 ) -> Response {{\n    reply()\n}}\n\n"
            );
            text.push_str(&item);
        }
        let text = format!("{}\n", text.trim_end());
        let directory = std::env::temp_dir().join(format!("oas-heads-{}", std::process::id()));
        std::fs::create_dir_all(&directory).expect("a temporary directory");
        let file = directory.join("file.rs");
        std::fs::write(&file, broken(text)).expect("a temporary file");
        let output = rustfmt.run(&directory, ["--check", "--edition", "2024", "file.rs"], &[]);
        std::fs::remove_dir_all(&directory).expect("a temporary directory");
        output.assert_success("heads");
    }
}
