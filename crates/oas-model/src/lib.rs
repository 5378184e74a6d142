//! OpenAPI 3.0, 3.1 and 3.2 objects as typed views over the spanned tree, with references resolved.
