//! The nearest valid word for a mistyped one.

/// The candidate nearest to `word`, when it is near enough to be what was meant.
///
/// Ties go to the first candidate, so the answer depends on nothing but the arguments.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (word.chars().count() / 3).clamp(1, 4);
    let folded = word.to_lowercase();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let distance = strsim::damerau_levenshtein(&folded, &candidate.to_lowercase());
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_what_was_meant_and_nothing_else() {
        let words = ["x-audience", "x-audit", "x-owner"];
        assert_eq!(nearest("x-audiense", words), Some("x-audience"));
        assert_eq!(nearest("X-Owner", words), Some("x-owner"));
        assert_eq!(nearest("operationId", words), None);
    }
}
