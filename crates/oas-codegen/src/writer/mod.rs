//! Text that may be printed: a distinct type per context, built only by escaping.
//!
//! Each type serialises as a value that templates may print; nothing else does. There is no way
//! from a string of a document to one of these types but the constructor that escapes for the
//! context, and no way to put two contexts together but [`Code`].

mod code;
mod markdown;
pub mod rust;
pub mod text;
pub mod typescript;

pub use code::Code;

/// Declares a writer type: a string that only this module can make, and that templates print.
macro_rules! writer_type {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The text as it is printed.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Whether nothing is printed.
            #[must_use]
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                crate::writer::serialize_safe(&self.0, serializer)
            }
        }
    };
}

pub(crate) use writer_type;

/// Serialises text so that templates print it; for any other serialiser it is a string.
fn serialize_safe<S: serde::Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serde::Serialize::serialize(
        &minijinja::Value::from_safe_string(text.to_owned()),
        serializer,
    )
}
