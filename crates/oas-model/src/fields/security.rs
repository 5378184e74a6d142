//! Security schemes and OAuth flows.

use super::DESCRIPTION;
use super::Form::{Boolean, Object, String, StringMap};
use super::{Field, Kind, V3_2, field, required, since};

pub(super) const SECURITY_SCHEME: &[Field] = &[
    required("type", String),
    DESCRIPTION,
    field("name", String),
    field("in", String),
    field("scheme", String),
    field("bearerFormat", String),
    field("flows", Object(Kind::OAuthFlows)),
    field("openIdConnectUrl", String),
    since(V3_2, "oauth2MetadataUrl", String),
    since(V3_2, "deprecated", Boolean),
];

pub(super) const OAUTH_FLOWS: &[Field] = &[
    field("implicit", Object(Kind::OAuthFlow)),
    field("password", Object(Kind::OAuthFlow)),
    field("clientCredentials", Object(Kind::OAuthFlow)),
    field("authorizationCode", Object(Kind::OAuthFlow)),
    since(V3_2, "deviceAuthorization", Object(Kind::OAuthFlow)),
];

pub(super) const OAUTH_FLOW: &[Field] = &[
    field("authorizationUrl", String),
    since(V3_2, "deviceAuthorizationUrl", String),
    field("tokenUrl", String),
    field("refreshUrl", String),
    required("scopes", StringMap),
];
