//! The registry: one file per rule, one line here for each module and each rule, both sorted.

use crate::Rule;

mod anchor_duplicate;
mod api_key_in_query;
mod audience_missing;
mod audience_prefix_mismatch;
mod authentication_response_missing;
mod code_sample_order;
mod const_not_in_enum;
mod credential_parameter;
mod default_of_other_type;
mod default_response_missing;
mod deprecation_incomplete;
mod discriminator_mapping_undefined;
mod documentation_url_malformed;
mod encoding_property_undefined;
mod encoding_without_effect;
mod enum_duplicate_value;
mod error_code_misplaced;
mod error_codes_missing;
mod error_detail_malformed;
mod error_example_missing;
mod error_scenario_missing;
mod error_schema_foreign;
mod error_schema_incomplete;
mod example_invalid;
mod extension_misplaced;
mod extension_unknown;
mod extension_value_invalid;
mod external_docs_missing;
mod filter_open;
mod format_mismatch;
mod get_request_body;
mod header_ignored;
mod idempotency_key_undeclared;
mod idempotency_unstated;
mod info_description_missing;
mod internal_id_exposed;
mod internal_word_exposed;
mod job_location_missing;
mod keyword_without_effect;
mod link_operation_undefined;
mod link_parameter_undefined;
mod link_reference_undefined;
mod media_type_not_json;
mod operation_description_missing;
mod operation_id_casing;
mod operation_id_duplicate;
mod operation_id_missing;
mod operation_tag_count;
mod operation_unsecured;
mod owner_missing;
mod pagination_incomplete;
mod pagination_unstated;
mod parameter_description_missing;
mod parameter_duplicate;
mod parameter_name_casing;
mod path_major_mismatch;
mod path_not_resource;
mod path_outside_base;
mod path_parameter_optional;
mod path_parameter_undeclared;
mod path_parameter_unused;
mod path_query_string;
mod path_segment_casing;
mod path_segment_forbidden;
mod path_slash_missing;
mod path_trailing_slash;
mod paths_ambiguous;
mod paths_identical;
mod pattern_invalid;
mod personal_data_unmarked;
mod polling_event_missing;
mod property_name_casing;
mod provider_response_exposed;
mod querystring_not_alone;
mod range_empty;
mod rate_limit_headers_missing;
mod rate_limit_response_missing;
mod rate_limit_unstated;
mod reference_sibling_ignored;
mod request_id_malformed;
mod request_object_open;
mod required_property_undefined;
mod response_success_missing;
mod retry_after_missing;
mod role_not_held;
mod runtime_expression_malformed;
mod schema_made_of_itself;
mod schema_name_casing;
mod scope_undeclared;
mod scope_unknown;
mod scope_unstated;
mod scope_without_oauth;
mod sdk_method_duplicate;
mod sdk_method_missing;
mod secret_unmarked;
mod security_scheme_not_bearer;
mod security_scheme_undefined;
mod server_plain_http;
mod server_unlisted;
mod server_variable_undefined;
mod stability_missing;
mod success_envelope_missing;
mod success_example_missing;
mod sunset_too_early;
mod tag_casing;
mod tag_description_missing;
mod tag_duplicate;
mod tag_parent_undefined;
mod tag_undeclared;
mod timestamp_not_utc;
mod token_kind_not_allowed;
mod trace_header_missing;
mod unused_component;
mod value_unbounded;
mod version_parameter;

/// Every rule, sorted by name.
#[must_use]
pub fn all_rules() -> &'static [&'static dyn Rule] {
    RULES
}

static RULES: &[&dyn Rule] = &[
    &anchor_duplicate::AnchorDuplicate,
    &api_key_in_query::ApiKeyInQuery,
    &audience_missing::AudienceMissing,
    &audience_prefix_mismatch::AudiencePrefixMismatch,
    &authentication_response_missing::AuthenticationResponseMissing,
    &code_sample_order::CodeSampleOrder,
    &const_not_in_enum::ConstNotInEnum,
    &credential_parameter::CredentialParameter,
    &default_of_other_type::DefaultOfOtherType,
    &default_response_missing::DefaultResponseMissing,
    &deprecation_incomplete::DeprecationIncomplete,
    &discriminator_mapping_undefined::DiscriminatorMappingUndefined,
    &documentation_url_malformed::DocumentationUrlMalformed,
    &encoding_property_undefined::EncodingPropertyUndefined,
    &encoding_without_effect::EncodingWithoutEffect,
    &enum_duplicate_value::EnumDuplicateValue,
    &error_code_misplaced::ErrorCodeMisplaced,
    &error_codes_missing::ErrorCodesMissing,
    &error_detail_malformed::ErrorDetailMalformed,
    &error_example_missing::ErrorExampleMissing,
    &error_scenario_missing::ErrorScenarioMissing,
    &error_schema_foreign::ErrorSchemaForeign,
    &error_schema_incomplete::ErrorSchemaIncomplete,
    &example_invalid::ExampleInvalid,
    &extension_misplaced::ExtensionMisplaced,
    &extension_unknown::ExtensionUnknown,
    &extension_value_invalid::ExtensionValueInvalid,
    &external_docs_missing::ExternalDocsMissing,
    &filter_open::FilterOpen,
    &format_mismatch::FormatMismatch,
    &get_request_body::GetRequestBody,
    &header_ignored::HeaderIgnored,
    &idempotency_key_undeclared::IdempotencyKeyUndeclared,
    &idempotency_unstated::IdempotencyUnstated,
    &info_description_missing::InfoDescriptionMissing,
    &internal_id_exposed::InternalIdExposed,
    &internal_word_exposed::InternalWordExposed,
    &job_location_missing::JobLocationMissing,
    &keyword_without_effect::KeywordWithoutEffect,
    &link_operation_undefined::LinkOperationUndefined,
    &link_parameter_undefined::LinkParameterUndefined,
    &link_reference_undefined::LinkReferenceUndefined,
    &media_type_not_json::MediaTypeNotJson,
    &operation_description_missing::OperationDescriptionMissing,
    &operation_id_casing::OperationIdCasing,
    &operation_id_duplicate::OperationIdDuplicate,
    &operation_id_missing::OperationIdMissing,
    &operation_tag_count::OperationTagCount,
    &operation_unsecured::OperationUnsecured,
    &owner_missing::OwnerMissing,
    &pagination_incomplete::PaginationIncomplete,
    &pagination_unstated::PaginationUnstated,
    &parameter_description_missing::ParameterDescriptionMissing,
    &parameter_duplicate::ParameterDuplicate,
    &parameter_name_casing::ParameterNameCasing,
    &path_major_mismatch::PathMajorMismatch,
    &path_not_resource::PathNotResource,
    &path_outside_base::PathOutsideBase,
    &path_parameter_optional::PathParameterOptional,
    &path_parameter_undeclared::PathParameterUndeclared,
    &path_parameter_unused::PathParameterUnused,
    &path_query_string::PathQueryString,
    &path_segment_casing::PathSegmentCasing,
    &path_segment_forbidden::PathSegmentForbidden,
    &path_slash_missing::PathSlashMissing,
    &path_trailing_slash::PathTrailingSlash,
    &paths_ambiguous::PathsAmbiguous,
    &paths_identical::PathsIdentical,
    &pattern_invalid::PatternInvalid,
    &personal_data_unmarked::PersonalDataUnmarked,
    &polling_event_missing::PollingEventMissing,
    &property_name_casing::PropertyNameCasing,
    &provider_response_exposed::ProviderResponseExposed,
    &querystring_not_alone::QuerystringNotAlone,
    &range_empty::RangeEmpty,
    &rate_limit_headers_missing::RateLimitHeadersMissing,
    &rate_limit_response_missing::RateLimitResponseMissing,
    &rate_limit_unstated::RateLimitUnstated,
    &reference_sibling_ignored::ReferenceSiblingIgnored,
    &request_id_malformed::RequestIdMalformed,
    &request_object_open::RequestObjectOpen,
    &required_property_undefined::RequiredPropertyUndefined,
    &response_success_missing::ResponseSuccessMissing,
    &retry_after_missing::RetryAfterMissing,
    &role_not_held::RoleNotHeld,
    &runtime_expression_malformed::RuntimeExpressionMalformed,
    &schema_made_of_itself::SchemaMadeOfItself,
    &schema_name_casing::SchemaNameCasing,
    &scope_undeclared::ScopeUndeclared,
    &scope_unknown::ScopeUnknown,
    &scope_unstated::ScopeUnstated,
    &scope_without_oauth::ScopeWithoutOauth,
    &sdk_method_duplicate::SdkMethodDuplicate,
    &sdk_method_missing::SdkMethodMissing,
    &secret_unmarked::SecretUnmarked,
    &security_scheme_not_bearer::SecuritySchemeNotBearer,
    &security_scheme_undefined::SecuritySchemeUndefined,
    &server_plain_http::ServerPlainHttp,
    &server_unlisted::ServerUnlisted,
    &server_variable_undefined::ServerVariableUndefined,
    &stability_missing::StabilityMissing,
    &success_envelope_missing::SuccessEnvelopeMissing,
    &success_example_missing::SuccessExampleMissing,
    &sunset_too_early::SunsetTooEarly,
    &tag_casing::TagCasing,
    &tag_description_missing::TagDescriptionMissing,
    &tag_duplicate::TagDuplicate,
    &tag_parent_undefined::TagParentUndefined,
    &tag_undeclared::TagUndeclared,
    &timestamp_not_utc::TimestampNotUtc,
    &token_kind_not_allowed::TokenKindNotAllowed,
    &trace_header_missing::TraceHeaderMissing,
    &unused_component::UnusedComponent,
    &value_unbounded::ValueUnbounded,
    &version_parameter::VersionParameter,
];
