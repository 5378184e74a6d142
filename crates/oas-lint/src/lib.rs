//! Lint rules over the resolved model.
