//! Goldens, mounted and asked over HTTP: see each module for what it tries.

mod ask;
mod bodies;
mod models;
mod parameters;
mod responses;
mod values;
