//! Goldens, tried: see the tests.
