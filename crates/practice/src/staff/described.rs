//! How a council describes itself, and its own words.

use super::typed::can_be_shown;
use super::{CouncilDescribed, WordsChanged, one_line, reason};
use crate::Refusal;
use crate::journal::without_turning_marks;

/// The council as it is described from now on. The colour's contrast is for
/// whoever draws it; here only its form is looked at.
pub fn described(name: &str, accent: &str, help_line: &str) -> Result<CouncilDescribed, Vec<Refusal>> {
    let name = one_line("name", "the council's name", name);
    let accent = colour(accent);
    let help_line = telephone("help_line", help_line);
    match (name, accent, help_line) {
        (Ok(name), Ok(accent), Ok(help_line)) => Ok(CouncilDescribed { name, accent, help_line }),
        (name, accent, help_line) => {
            Err([name.err(), accent.err(), help_line.err()].into_iter().flatten().collect())
        }
    }
}

fn colour(typed: &str) -> Result<String, Refusal> {
    let accent = typed.trim().to_ascii_lowercase();
    let digits = accent.strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return Ok(accent);
    }
    Err(Refusal::of("accent", "Enter a colour as # and six figures or letters a to f, like #1d4f60."))
}

/// A telephone number as people write it, with an extension where a switchboard
/// has them: `01632 960 001 ext 22`. Empty where none is set.
pub fn telephone(field: &str, typed: &str) -> Result<String, Refusal> {
    let words = without_turning_marks(typed)
        .to_lowercase()
        .replace("extension", "x")
        .replace("ext.", "x")
        .replace("ext", "x");
    let (number, extension) = match words.split_once('x') {
        Some((number, extension)) => (number, Some(extension.trim())),
        None => (words.as_str(), None),
    };
    let number = number.split_whitespace().collect::<Vec<_>>().join(" ");
    let known = number.chars().all(|letter| letter.is_ascii_digit() || " +()-".contains(letter));
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let is_number = known && (3..=15).contains(&digits);
    let is_extension =
        |text: &str| (1..=6).contains(&text.len()) && text.bytes().all(|one| one.is_ascii_digit());
    match extension {
        None if number.is_empty() || is_number => Ok(number),
        Some(inner) if is_number && is_extension(inner) => Ok(format!("{number} ext {inner}")),
        _ => Err(Refusal::of(field, "Enter a telephone number, like 01632 960 001, or leave this empty.")),
    }
}

/// A change of one of the council's own words, lists or thresholds. An empty
/// value goes back to the default.
pub fn words_changed(key: &str, value: &str, why: &str) -> Result<WordsChanged, Vec<Refusal>> {
    let named = !key.is_empty()
        && key.len() <= 100
        && key
            .bytes()
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || b"_.-".contains(&letter));
    let mut refusals = Vec::new();
    if !named {
        refusals.push(Refusal::of("key", "Choose one of the words in the list."));
    }
    let value = value.trim();
    if value.chars().count() > 10_000 {
        refusals.push(Refusal::of("value", "Use 10,000 characters or fewer."));
    }
    refusals.extend(can_be_shown("value", value).err());
    match reason(why) {
        Ok(reason) if refusals.is_empty() => {
            Ok(WordsChanged { key: key.to_owned(), value: value.to_owned(), reason })
        }
        answer => {
            refusals.extend(answer.err());
            Err(refusals)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_council_has_a_name_a_colour_and_perhaps_a_help_line() {
        let council = described(" Northmoor  Council ", "#1D4F60", "01632 960001").unwrap();
        assert_eq!((council.name.as_str(), council.accent.as_str()), ("Northmoor Council", "#1d4f60"));
        assert!(described("Northmoor", "#1d4f60", "").is_ok());
    }

    #[test]
    fn what_is_no_colour_is_refused() {
        for accent in ["", "blue", "#12345", "#12345g", "1d4f60", "#1d4f60;"] {
            assert_eq!(
                described("Northmoor", accent, "").unwrap_err()[0].field.as_deref(),
                Some("accent"),
                "{accent}"
            );
        }
    }

    #[test]
    fn a_switchboard_has_extensions() {
        for typed in [
            "01632 960 001 ext 22",
            "01632 960 001 x22",
            " 01632  960 001 Ext. 22",
            "01632 960 001 extension 22",
            "\u{202a}01632 960 001\u{202c} ext 22",
        ] {
            assert_eq!(telephone("at", typed).unwrap(), "01632 960 001 ext 22", "{typed}");
        }
    }

    #[test]
    fn what_is_no_telephone_number_is_refused() {
        for number in ["12", "call us", "1234567890123456", "01632 960 001 x", "x22", "01632 960 001 x2 x3"] {
            let refusals = described("Northmoor", "#1d4f60", number).unwrap_err();
            assert_eq!(refusals[0].field.as_deref(), Some("help_line"), "{number}");
        }
    }

    #[test]
    fn a_change_of_words_says_why() {
        assert_eq!(
            words_changed("role.deputy", "Shift lead", " ").unwrap_err()[0].field.as_deref(),
            Some("reason")
        );
        assert!(words_changed("role.deputy", "Shift lead", "Our own word.").is_ok());
    }

    #[test]
    fn an_empty_value_goes_back_to_the_default() {
        assert_eq!(words_changed("role.deputy", " ", "Back.").unwrap().value, "");
    }

    #[test]
    fn a_value_that_cannot_be_shown_is_refused() {
        let refusals = words_changed("role.deputy", "a\u{0}b", "Because.").unwrap_err();
        assert_eq!(refusals[0].field.as_deref(), Some("value"));
    }

    #[test]
    fn a_key_that_is_none_is_refused() {
        for key in ["", "Role", "a b", "x'; --"] {
            assert_eq!(
                words_changed(key, "x", "Because.").unwrap_err()[0].field.as_deref(),
                Some("key"),
                "{key}"
            );
        }
    }
}
