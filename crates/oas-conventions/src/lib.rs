//! The global conventions of an API family, conventions.yaml, as types.
