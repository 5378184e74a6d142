//! What the scalar wire types look like to utoipa, behind the feature `utoipa`.
//!
//! [`Patch`](crate::Patch) is not here: members of that type name the type on the wire with
//! `#[schema(value_type = ...)]`.

use utoipa::openapi::schema::{ObjectBuilder, SchemaFormat, SchemaType, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::{Constant, Date, DateTime, Format, Never, Secret, Uuid};

/// The schema of any value.
#[must_use]
pub fn any_schema() -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(SchemaType::AnyValue)
        .into()
}

/// The schema of constants.
pub fn constants_schema(constants: impl IntoIterator<Item = Constant>) -> RefOr<Schema> {
    let values = constants.into_iter().map(|constant| constant.to_value());
    ObjectBuilder::new()
        .schema_type(SchemaType::AnyValue)
        .enum_values(Some(values))
        .into()
}

impl PartialSchema for Never {
    fn schema() -> RefOr<Schema> {
        constants_schema([])
    }
}

impl ToSchema for Never {}

impl<T: PartialSchema> PartialSchema for Secret<T> {
    fn schema() -> RefOr<Schema> {
        T::schema()
    }
}

impl<T: PartialSchema> ToSchema for Secret<T> {}

macro_rules! described_text {
    ($($scalar:ident: $format:expr,)*) => {$(
        impl PartialSchema for $scalar {
            fn schema() -> RefOr<Schema> {
                let format = SchemaFormat::Custom($format.as_str().to_owned());
                ObjectBuilder::new()
                    .schema_type(SchemaType::Type(Type::String))
                    .format(Some(format))
                    .into()
            }
        }

        impl ToSchema for $scalar {}
    )*};
}

described_text! {
    Date: Format::Date,
    DateTime: Format::DateTime,
    Uuid: Format::Uuid,
}
