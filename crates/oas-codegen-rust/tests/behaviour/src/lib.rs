//! Nothing of its own: goldens are tried in the tests.
