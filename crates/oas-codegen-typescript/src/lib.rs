//! The TypeScript backend: types, operation descriptors and the client runtime.
mod plan;
