//! Members with three states: [`Patch`], and how optional and nullable members are read.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A member that may be absent, null, or there with a value. Absent leaves things as they are;
/// null takes the value away.
///
/// Write members of this type with
/// `#[serde(default, skip_serializing_if = "Patch::is_absent")]`.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Patch<T> {
    /// The member is not there.
    #[default]
    Absent,
    /// The member is null.
    Null,
    /// The member has a value.
    Value(T),
}

impl<T> Patch<T> {
    /// Whether the member is not there.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// `None` when the member is not there, `Some(None)` when it is null.
    #[must_use]
    pub fn into_nested(self) -> Option<Option<T>> {
        match self {
            Self::Absent => None,
            Self::Null => Some(None),
            Self::Value(value) => Some(Some(value)),
        }
    }

    /// Changes `target` as the member says.
    pub fn apply(self, target: &mut Option<T>) {
        if let Some(change) = self.into_nested() {
            *target = change;
        }
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Option::deserialize(deserializer)? {
            Some(value) => Self::Value(value),
            None => Self::Null,
        })
    }
}

impl<T: Serialize> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => serializer.serialize_some(value),
            Self::Absent | Self::Null => serializer.serialize_none(),
        }
    }
}

/// Optional members that must not be null, for `#[serde(default, with = "optional")]`: serde alone
/// would take null for absent.
pub mod optional {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// Reads a member that is there.
    ///
    /// # Errors
    ///
    /// Those of `T`, which refuses null.
    pub fn deserialize<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
    where
        T: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        T::deserialize(deserializer).map(Some)
    }

    /// Writes a member. One that is absent is skipped before this is asked.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn serialize<T, S>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error>
    where
        T: Serialize,
        S: Serializer,
    {
        value.serialize(serializer)
    }
}

/// Reads a member that must be there but may be null: serde alone would take absent for null.
///
/// # Errors
///
/// Those of `T`.
pub fn nullable<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::deserialize(deserializer)
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use super::Patch;

    #[derive(Debug, Deserialize, PartialEq, Serialize)]
    struct Members {
        #[serde(default, skip_serializing_if = "Patch::is_absent")]
        patch: Patch<u32>,
        #[serde(
            default,
            with = "super::optional",
            skip_serializing_if = "Option::is_none"
        )]
        optional: Option<u32>,
        #[serde(deserialize_with = "super::nullable")]
        nullable: Option<u32>,
    }

    #[test]
    fn all_states_survive_a_round_trip() {
        for text in [
            r#"{"nullable":null}"#,
            r#"{"patch":null,"nullable":1}"#,
            r#"{"patch":1,"optional":2,"nullable":3}"#,
        ] {
            let members: Members = serde_json::from_str(text).expect("valid members");
            assert_eq!(
                serde_json::to_string(&members).expect("plain members"),
                text
            );
        }
    }

    #[test]
    fn absent_and_null_are_not_mixed_up() {
        assert!(serde_json::from_str::<Members>(r#"{"optional":null,"nullable":1}"#).is_err());
        assert!(serde_json::from_str::<Members>("{}").is_err());
    }

    #[test]
    fn a_patch_changes_only_what_it_names() {
        let mut name = Some("a");
        Patch::Absent.apply(&mut name);
        assert_eq!(name, Some("a"));
        Patch::Value("b").apply(&mut name);
        assert_eq!(name, Some("b"));
        Patch::Null.apply(&mut name);
        assert_eq!(name, None);
    }
}
