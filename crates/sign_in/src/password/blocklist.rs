//! Passwords that many people use, and the usual ways of dressing one up.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The best-known passwords and the words they are made of, in small letters,
/// parted by white space; lines that begin with # name the kind.
const LIST: &str = include_str!("common.txt");

static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    LIST.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
});

/// Whether a candidate is a well-known password: as it stands, without case,
/// spaces and marks, without the digits and marks around it, said several times,
/// or with look-alike digits and marks for letters.
pub(super) fn is_common(candidate: &str) -> bool {
    cores(candidate).iter().any(|core| {
        let [with_i, with_l] = letters_for_lookalikes(core);
        is_listed(&plain(core)) || is_listed(&with_i) || is_listed(&with_l)
    })
}

/// Whether a reading is on the list, or is one entry said several times.
fn is_listed(reading: &str) -> bool {
    let whole = reading.len();
    (1..=whole / 2)
        .chain([whole])
        .filter(|length| *length > 0 && whole.is_multiple_of(*length))
        .filter_map(|length| reading.get(..length))
        .any(|piece| COMMON.contains(piece) && piece.repeat(whole / piece.len()) == reading)
}

/// A candidate with and without the digits and marks before its first letter,
/// and with any number of those after its last letter: the 3 of "w3lc0m31234"
/// belongs to the word and the rest does not.
fn cores(candidate: &str) -> Vec<String> {
    let characters: Vec<char> = candidate.chars().collect();
    let first = characters.iter().position(|c| c.is_alphabetic()).unwrap_or(0);
    let last =
        characters.iter().rposition(|c| c.is_alphabetic()).unwrap_or(characters.len().saturating_sub(1));
    let ends = (last + 1).min(characters.len())..=characters.len();
    ends.flat_map(|end| [0, first].map(|start| characters[start..end].iter().collect())).collect()
}

/// Small letters and digits only.
pub(super) fn plain(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Small letters with the digits and marks that stand for letters read as
/// those letters; 1 is read as i and as l.
pub(super) fn letters_for_lookalikes(text: &str) -> [String; 2] {
    ['i', 'l'].map(|one| {
        let read: String = text
            .to_lowercase()
            .chars()
            .map(|c| match c {
                '0' => 'o',
                '1' | '!' | '|' => one,
                '3' => 'e',
                '4' | '@' => 'a',
                '5' | '$' => 's',
                '7' => 't',
                other => other,
            })
            .collect();
        plain(&read)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_holds_at_least_a_thousand_entries() {
        assert!(COMMON.len() >= 1_000, "{}", COMMON.len());
    }

    #[test]
    fn every_entry_is_written_as_it_is_looked_up() {
        for entry in COMMON.iter() {
            assert_eq!(plain(entry), *entry);
        }
    }

    #[test]
    fn no_entry_stands_twice() {
        let entries = LIST.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
        let mut met = HashSet::new();
        for entry in entries {
            assert!(met.insert(entry), "{entry}");
        }
    }

    #[test]
    fn case_does_not_matter() {
        assert!(is_common("LetMeInPlease"));
    }

    #[test]
    fn digits_after_a_common_password_do_not_help() {
        for candidate in ["password2026", "Liverpool1892", "welcome123456789"] {
            assert!(is_common(candidate), "{candidate}");
        }
    }

    #[test]
    fn digits_and_marks_around_a_common_password_do_not_help() {
        for candidate in ["Password123!!", "!!!Dragon!!!", "1234-monkey-1234", "Summer 2026!"] {
            assert!(is_common(candidate), "{candidate}");
        }
    }

    #[test]
    fn lookalikes_do_not_help() {
        for candidate in ["P@ssw0rd1234", "Pa$$word2026", "1l0v3y0u2026", "w31c0m31234", "F00tb@ll12345"] {
            assert!(is_common(candidate), "{candidate}");
        }
    }

    #[test]
    fn saying_it_several_times_does_not_help() {
        for candidate in ["dragondragon", "abc123abc123abc123", "MonkeyMonkeyMonkey1"] {
            assert!(is_common(candidate), "{candidate}");
        }
    }

    #[test]
    fn spaces_and_dashes_in_a_common_phrase_do_not_help() {
        assert!(is_common("correct horse battery staple"));
        assert!(is_common("i-love-you-so-much"));
    }

    #[test]
    fn a_common_word_among_others_is_no_reason_to_refuse() {
        for candidate in ["monkey lantern copper", "dragonfly tide cello", "sunshine and walnut"] {
            assert!(!is_common(candidate), "{candidate}");
        }
    }

    #[test]
    fn any_text_at_all_is_survived() {
        for candidate in ["", "!!!!!!!!!!!!", "🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊", "ß\u{301}İI\u{0}\u{202e}"]
        {
            assert!(!is_common(candidate), "{candidate}");
        }
    }
}
