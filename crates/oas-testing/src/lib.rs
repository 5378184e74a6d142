//! Dev-only: fixtures, snapshot settings, golden directories, compile helpers.
