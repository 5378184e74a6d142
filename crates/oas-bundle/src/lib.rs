//! One self-contained document out of many files: bundles and exports.
