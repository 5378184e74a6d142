//! Texts in, texts out: fixtures, what holds for every text, and other people's documents.

mod corpus;
mod fixtures;
mod properties;
mod support;
