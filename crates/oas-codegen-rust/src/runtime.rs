//! The runtime's sources, for outputs that bring it along: [`RUNTIME`].

/// A file of the runtime: its path below `src`, and its text.
type Source = (&'static str, &'static str);

macro_rules! sources {
    ($($path:literal),* $(,)?) => {
        /// The sources of `oas-runtime`, sorted, its tests aside.
        pub const RUNTIME: &[Source] = &[
            $(($path, include_str!(concat!("../../oas-runtime/src/", $path)))),*
        ];
    };
}

sources!(
    "answer.rs",
    "body.rs",
    "call.rs",
    "choice.rs",
    "constant.rs",
    "context.rs",
    "conventions.rs",
    "envelope.rs",
    "format/date_time.rs",
    "format/mod.rs",
    "format/network.rs",
    "format/text.rs",
    "format/uri.rs",
    "ids.rs",
    "input.rs",
    "internal.rs",
    "json.rs",
    "lib.rs",
    "operation.rs",
    "parameter/coerce.rs",
    "parameter/decode.rs",
    "parameter/deep_object.rs",
    "parameter/encode.rs",
    "parameter/mod.rs",
    "parameter/text.rs",
    "part.rs",
    "patch.rs",
    "path.rs",
    "pointer.rs",
    "rejection.rs",
    "router.rs",
    "scalar.rs",
    "schema/check.rs",
    "schema/constant.rs",
    "schema/decimal.rs",
    "schema/mod.rs",
    "schema/pattern.rs",
    "schema/rules.rs",
    "schema/typed.rs",
    "schema/union.rs",
    "schema/unique.rs",
    "status.rs",
    "to_schema.rs",
    "violation.rs",
);
