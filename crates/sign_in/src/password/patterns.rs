//! Guessable by shape: repeats, runs along the alphabet or keyboard, known names.

use super::SHORTEST;
use super::blocklist::{letters_for_lookalikes, plain};

/// Fewest different characters of a password.
const FEWEST_DIFFERENT: usize = 5;

/// A known word shorter than this may stand in a password: "Jo" is in "journey".
const SHORTEST_KNOWN_WORD: usize = 4;

/// The service's own name, refused for everybody.
const SERVICE_NAME: &str = "nowrongdoor";

/// Orders that fingers and memories follow, each also backwards. The last is
/// the zigzag over two rows of keys; before it stand the columns of keys.
const ORDERS: [&str; 15] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz",
    "2wsx",
    "3edc",
    "4rfv",
    "5tgb",
    "6yhn",
    "7ujm",
    "8ik,",
    "9ol.",
    "1q2w3e4r5t6y7u8i9o0p",
];

/// Whether a candidate is a short piece said at least twice, or uses hardly any
/// different characters. What is repeated must be long enough by itself.
pub(super) fn repeats(candidate: &str) -> bool {
    let characters: Vec<char> = candidate.to_lowercase().chars().collect();
    let mut different = characters.clone();
    different.sort_unstable();
    different.dedup();
    let period = period(&characters);
    different.len() < FEWEST_DIFFERENT || (period < SHORTEST && period * 2 <= characters.len())
}

/// The length of the shortest piece that makes up the whole when said again and
/// again; the last time may be cut short.
fn period(characters: &[char]) -> usize {
    (1..characters.len())
        .find(|length| characters[*length..].iter().zip(characters).all(|(later, earlier)| later == earlier))
        .unwrap_or(characters.len())
}

/// Whether at least two thirds of the characters repeat the one before or stand
/// in a run of three or more along one of [`ORDERS`]. Two neighbours alone are
/// no run: half the words there are hold some.
pub(super) fn runs(candidate: &str) -> bool {
    let mut characters: Vec<char> =
        candidate.to_lowercase().chars().filter(|c| !c.is_whitespace()).map(without_shift).collect();
    let typed = characters.len();
    characters.dedup();
    let mut follows = vec![false; characters.len()];
    for (place, three) in characters.windows(3).enumerate() {
        if is_run(three) {
            follows[place + 1] = true;
            follows[place + 2] = true;
        }
    }
    let fresh = follows.iter().filter(|follows| !**follows).count();
    fresh * 3 <= typed
}

/// The digit on the key of a mark, on British and American keyboards.
fn without_shift(character: char) -> char {
    match character {
        '!' => '1',
        '"' | '@' => '2',
        '£' | '#' => '3',
        '$' => '4',
        '%' => '5',
        '^' => '6',
        '&' => '7',
        '*' => '8',
        '(' => '9',
        ')' => '0',
        other => other,
    }
}

fn is_run(three: &[char]) -> bool {
    let forwards: String = three.iter().collect();
    let backwards: String = three.iter().rev().collect();
    ORDERS.iter().any(|order| order.contains(&forwards) || order.contains(&backwards))
}

/// Whether a candidate holds the service's name or a word of `about_you`, also
/// when written with look-alike digits.
pub(super) fn names(candidate: &str, about_you: &[&str]) -> bool {
    let written = plain(candidate);
    let read = letters_for_lookalikes(candidate);
    let holds = |word: &str| written.contains(word) || read.iter().any(|reading| reading.contains(word));
    holds(SERVICE_NAME) || about_you.iter().flat_map(|known| known_words(known)).any(|word| holds(&word))
}

/// The whole of what is known and each of its parts, where long enough to matter.
fn known_words(known: &str) -> Vec<String> {
    let parts = known.split(|c: char| !c.is_alphanumeric()).map(plain);
    std::iter::once(plain(known))
        .chain(parts)
        .filter(|word| word.chars().count() >= SHORTEST_KNOWN_WORD)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_piece_said_again_is_a_repeat() {
        for candidate in ["tidetidetide", "lanternlantern", "LanternlanterN", "tidetidetideti"] {
            assert!(repeats(candidate), "{candidate}");
        }
    }

    #[test]
    fn a_piece_that_is_long_enough_by_itself_may_be_said_twice() {
        assert!(!repeats("copperlanterntidecopperlanterntide"));
    }

    #[test]
    fn beginning_and_ending_alike_is_no_repeat() {
        for candidate in ["elephantrope", "tarapiratetara", "islasarairis"] {
            assert!(!repeats(candidate), "{candidate}");
        }
    }

    #[test]
    fn four_different_characters_are_too_few_and_five_enough() {
        assert!(repeats("aabbccddaabdc"));
        assert!(!repeats("aabbccddeabdc"));
    }

    #[test]
    fn the_alphabet_digits_and_keyboard_rows_are_runs_both_ways() {
        for candidate in [
            "abcdefghijkl",
            "lkjihgfedcba",
            "123456789012",
            "098765432109",
            "qwertyuiop[]",
            "poiuytrewqlk",
            "qwertyasdfgh",
            "abc123def456",
            "aaaabbbbcccc",
            "aabbccddeeff",
        ] {
            assert!(runs(candidate), "{candidate}");
        }
    }

    #[test]
    fn columns_and_zigzags_of_keys_are_runs() {
        for candidate in ["1qaz2wsx3edc", "1QAZ 2WSX 3EDC", "1q2w3e4r5t6y", "zaq1xsw2cde3"] {
            assert!(runs(candidate), "{candidate}");
        }
    }

    #[test]
    fn holding_shift_along_a_run_is_still_a_run() {
        for candidate in ["1qaz!QAZ2wsx@WSX", "1234%^&*90!@", "1234\"£$%90!\""] {
            assert!(runs(candidate), "{candidate}");
        }
    }

    #[test]
    fn ordinary_words_are_not_runs() {
        for candidate in ["copper lantern tide", "weredeertreepost", "hijackdefender", "strawberry jam"] {
            assert!(!runs(candidate), "{candidate}");
        }
    }

    #[test]
    fn each_part_of_an_email_address_or_name_counts() {
        for candidate in ["tide okafor lantern", "TIDE-AMINA-LANTERN", "northmoor lantern", "aminaokaforlamp"]
        {
            assert!(names(candidate, &["amina.okafor@northmoor.example"]), "{candidate}");
        }
        assert!(names("lantern bright tide", &["Sky Bright"]));
    }

    #[test]
    fn a_name_written_with_lookalike_digits_counts() {
        assert!(names("tide 0k4f0r lantern", &["Amina Okafor"]));
        assert!(names("lantern @min@ tide", &["Amina Okafor"]));
    }

    #[test]
    fn a_name_broken_up_by_spaces_or_dots_counts() {
        assert!(names("lantern o.k.a.f.o.r tide", &["Amina Okafor"]));
    }

    #[test]
    fn the_name_of_the_service_counts_for_everybody() {
        assert!(names("My No Wrong Door 7", &[]));
        assert!(names("nowr0ngd00r-tide", &[]));
    }

    #[test]
    fn a_word_of_the_services_name_alone_does_not_count() {
        assert!(!names("door copper lantern", &[]));
    }

    #[test]
    fn a_name_of_three_letters_does_not_count() {
        assert!(!names("journey samba tide", &["Jo Sam"]));
    }

    #[test]
    fn an_empty_word_does_not_count() {
        assert!(!names("copper lantern tide", &["", " ", "@"]));
    }
}
