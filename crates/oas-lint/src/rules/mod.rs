//! The registry: one file per rule, one line here for each module and each rule, both sorted.

use crate::Rule;

mod api_key_in_query;
mod enum_duplicate_value;
mod get_request_body;
mod info_description_missing;
mod keyword_without_effect;
mod link_operation_undefined;
mod operation_description_missing;
mod operation_id_casing;
mod operation_id_duplicate;
mod operation_id_missing;
mod operation_unsecured;
mod parameter_description_missing;
mod parameter_duplicate;
mod parameter_name_casing;
mod path_parameter_optional;
mod path_parameter_undeclared;
mod path_parameter_unused;
mod path_query_string;
mod path_segment_casing;
mod path_slash_missing;
mod path_trailing_slash;
mod paths_ambiguous;
mod paths_identical;
mod property_name_casing;
mod range_empty;
mod required_property_undefined;
mod response_success_missing;
mod schema_name_casing;
mod security_scheme_undefined;
mod server_plain_http;
mod server_variable_undefined;
mod tag_casing;
mod tag_description_missing;
mod tag_duplicate;
mod tag_undeclared;
mod unused_component;

/// Every rule, sorted by name.
#[must_use]
pub fn all_rules() -> &'static [&'static dyn Rule] {
    RULES
}

static RULES: &[&dyn Rule] = &[
    &api_key_in_query::ApiKeyInQuery,
    &enum_duplicate_value::EnumDuplicateValue,
    &get_request_body::GetRequestBody,
    &info_description_missing::InfoDescriptionMissing,
    &keyword_without_effect::KeywordWithoutEffect,
    &link_operation_undefined::LinkOperationUndefined,
    &operation_description_missing::OperationDescriptionMissing,
    &operation_id_casing::OperationIdCasing,
    &operation_id_duplicate::OperationIdDuplicate,
    &operation_id_missing::OperationIdMissing,
    &operation_unsecured::OperationUnsecured,
    &parameter_description_missing::ParameterDescriptionMissing,
    &parameter_duplicate::ParameterDuplicate,
    &parameter_name_casing::ParameterNameCasing,
    &path_parameter_optional::PathParameterOptional,
    &path_parameter_undeclared::PathParameterUndeclared,
    &path_parameter_unused::PathParameterUnused,
    &path_query_string::PathQueryString,
    &path_segment_casing::PathSegmentCasing,
    &path_slash_missing::PathSlashMissing,
    &path_trailing_slash::PathTrailingSlash,
    &paths_ambiguous::PathsAmbiguous,
    &paths_identical::PathsIdentical,
    &property_name_casing::PropertyNameCasing,
    &range_empty::RangeEmpty,
    &required_property_undefined::RequiredPropertyUndefined,
    &response_success_missing::ResponseSuccessMissing,
    &schema_name_casing::SchemaNameCasing,
    &security_scheme_undefined::SecuritySchemeUndefined,
    &server_plain_http::ServerPlainHttp,
    &server_variable_undefined::ServerVariableUndefined,
    &tag_casing::TagCasing,
    &tag_description_missing::TagDescriptionMissing,
    &tag_duplicate::TagDuplicate,
    &tag_undeclared::TagUndeclared,
    &unused_component::UnusedComponent,
];
