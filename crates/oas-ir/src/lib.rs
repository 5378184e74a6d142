//! What an API means, with nothing of OpenAPI left in it.
