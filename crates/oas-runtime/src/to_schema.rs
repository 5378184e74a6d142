//! What the scalar wire types look like to utoipa, behind the feature `utoipa`.
//!
//! [`Patch`](crate::Patch) and [`Secret`](crate::Secret) are not here: members of these types name
//! the type on the wire with `#[schema(value_type = ...)]`.

use utoipa::openapi::schema::{ObjectBuilder, SchemaFormat, SchemaType, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::{Date, DateTime, Format, Uuid};

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
