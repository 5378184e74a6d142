//! Finding the next byte that matters, eight at a time.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;
const SPACES: u64 = ONES * 0x20;

/// The first byte from `at` that ends a run of plain string bytes: `"`, `\` or a control
/// character; the length of the text if there is none.
pub(super) fn string_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    let (words, tail) = rest.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        // The lowest bit found is exact: borrows run upwards only.
        let found = zero_bytes(word ^ (ONES * u64::from(b'"')))
            | zero_bytes(word ^ (ONES * u64::from(b'\\')))
            | (word.wrapping_sub(SPACES) & !word & HIGH);
        if found != 0 {
            return at + index * 8 + (found.trailing_zeros() / 8) as usize;
        }
    }
    let tail_start = bytes.len() - tail.len();
    let found = tail
        .iter()
        .position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f));
    found.map_or(bytes.len(), |position| tail_start + position)
}

/// The first byte from `at` that is no JSON white space.
pub(super) fn blank_end(bytes: &[u8], mut at: usize) -> usize {
    loop {
        match bytes.get(at) {
            Some(b' ') => {
                // Indentation is the one long run that is common.
                while let Some(word) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
                    let other = u64::from_le_bytes(*word) ^ SPACES;
                    if other != 0 {
                        at += (other.trailing_zeros() / 8) as usize;
                        break;
                    }
                    at += 8;
                }
                while bytes.get(at) == Some(&b' ') {
                    at += 1;
                }
            }
            Some(b'\n' | b'\r' | b'\t') => at += 1,
            _ => return at,
        }
    }
}

const fn zero_bytes(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & HIGH
}

#[cfg(test)]
mod tests {
    use super::{blank_end, string_end};

    #[test]
    fn the_byte_that_matters_is_found_at_every_offset() {
        for end in [b'"', b'\\', b'\n', 0, 0x1f] {
            for position in 0..40 {
                let mut text = vec![b'\x7f'; 40];
                text[position] = end;
                for start in 0..=position {
                    assert_eq!(string_end(&text, start), position, "{end} from {start}");
                }
                assert_eq!(string_end(&text, position + 1), text.len());
            }
        }
    }

    #[test]
    fn white_space_ends_at_the_first_other_byte() {
        for position in 0..40 {
            let mut text = vec![b' '; 40];
            text[position / 2] = b'\n';
            text[position] = b'!';
            for start in 0..=position {
                assert_eq!(blank_end(&text, start), position, "from {start}");
            }
        }
        assert_eq!(blank_end(b" \t\r\n", 0), 4);
    }
}
