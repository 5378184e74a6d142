//! Members whose only value is a boolean constant: [`True`] and [`False`], the flags of envelopes.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::schema::{Constant, Kind, Schema, Validate};

macro_rules! boolean_constant {
    ($(#[$meta:meta])* $name:ident, $value:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $name;

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if bool::deserialize(deserializer)? == $value {
                    Ok(Self)
                } else {
                    Err(de::Error::custom(concat!("must be ", $value)))
                }
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_bool($value)
            }
        }

        impl Validate for $name {
            fn conforms(&self, schema: &Schema) -> bool {
                match schema.resolve().0.kind {
                    Kind::Any | Kind::Boolean => true,
                    Kind::Enum(constants) => constants
                        .iter()
                        .any(|constant| matches!(constant, Constant::Boolean($value))),
                    _ => false,
                }
            }
        }

        #[cfg(feature = "utoipa")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                use utoipa::openapi::schema::{ObjectBuilder, Type};

                ObjectBuilder::new()
                    .schema_type(Type::Boolean)
                    .enum_values(Some([$value]))
                    .into()
            }
        }

        #[cfg(feature = "utoipa")]
        impl utoipa::ToSchema for $name {}
    };
}

boolean_constant! {
    /// The constant `true`.
    True, true
}

boolean_constant! {
    /// The constant `false`.
    False, false
}

#[cfg(test)]
mod tests {
    use super::{False, True};

    #[test]
    fn only_the_constant_is_read() {
        assert_eq!(serde_json::from_str::<True>("true").ok(), Some(True));
        assert!(serde_json::from_str::<True>("false").is_err());
        assert_eq!(serde_json::to_string(&False).ok().as_deref(), Some("false"));
    }
}
