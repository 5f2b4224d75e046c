//! Short texts that somebody typed: names of people and teams, e-mail addresses.

use crate::Refusal;
use crate::journal::{holds_control_characters, what_is_typed};

/// Most characters of a name.
const LONGEST_NAME: usize = 100;

/// Most characters of an e-mail address (RFC 5321, 4.5.3.1).
const LONGEST_ADDRESS: usize = 254;

/// Most characters of a reason, or of what somebody found or said.
const LONGEST_WORDS: usize = 1_000;

/// A name in one line: spaces around it go, runs of spaces become one.
///
/// `field` is the form's field, `what` what is asked for: "the team's name".
pub fn one_line(field: &str, what: &str, typed: &str) -> Result<String, Refusal> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if what_is_typed(&name).is_none() {
        return Err(Refusal::of(field, format!("Enter {what}.")));
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(Refusal::of(field, format!("Use {LONGEST_NAME} characters or fewer for {what}.")));
    }
    can_be_shown(field, &name)?;
    Ok(name)
}

/// A reason: any text that is not empty.
pub fn reason(typed: &str) -> Result<String, Refusal> {
    few_words("reason", typed, "Say why, in a few words.")
}

/// Words that an act asks for under any name: what was found, what for.
/// `missing` is said where there are none.
pub fn few_words(field: &str, typed: &str, missing: &str) -> Result<String, Refusal> {
    let Some(words) = what_is_typed(typed) else { return Err(Refusal::of(field, missing)) };
    if words.chars().count() > LONGEST_WORDS {
        return Err(Refusal::of(field, "Use 1,000 characters or fewer here. A note has room for more."));
    }
    can_be_shown(field, words)?;
    Ok(words.to_owned())
}

/// Refuses characters that no page shows, that not every database keeps, or
/// that change the direction of reading. Line ends and tabs are text.
pub(super) fn can_be_shown(field: &str, text: &str) -> Result<(), Refusal> {
    if holds_control_characters(text) {
        return Err(Refusal::of(
            field,
            "Leave out characters that cannot be shown, or that change the direction of reading.",
        ));
    }
    Ok(())
}

/// An e-mail address as accounts are found by it: small letters, no spaces
/// around it, nothing that cannot be shown. Used at sign-in too, where no
/// refusal may be given.
pub fn plain_email(typed: &str) -> String {
    let shown = typed.trim().chars().filter(|letter| !letter.is_control());
    shown.take(LONGEST_ADDRESS + 1).flat_map(char::to_lowercase).collect()
}

/// An e-mail address that can be invited. Only its shape is looked at: whether
/// it is somebody's is shown by the link being used.
pub fn email(typed: &str) -> Result<String, Refusal> {
    let address = plain_email(typed);
    let fits = address.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && domain.contains('.')
            && !domain.contains('@')
            && !domain.starts_with('.')
            && !domain.ends_with('.')
    });
    let plain = !typed.trim().chars().any(|letter| letter.is_whitespace() || letter.is_control());
    if fits && plain && address.chars().count() <= LONGEST_ADDRESS {
        Ok(address)
    } else {
        Err(Refusal::of("email", "Enter an e-mail address, like name@council.gov.uk."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_kept_in_one_line() {
        assert_eq!(one_line("name", "your name", "  Amina \n Okafor "), Ok("Amina Okafor".into()));
    }

    #[test]
    fn a_missing_name_is_refused_at_its_field() {
        let refusal = one_line("team", "the team's name", " \t ").unwrap_err();
        assert_eq!(refusal, Refusal::of("team", "Enter the team's name."));
    }

    #[test]
    fn a_hundred_characters_are_enough_for_a_name_and_one_more_too_many() {
        assert!(one_line("name", "your name", &"é".repeat(100)).is_ok());
        assert!(one_line("name", "your name", &"é".repeat(101)).is_err());
    }

    #[test]
    fn a_character_that_cannot_be_shown_is_refused() {
        assert!(one_line("name", "your name", "Ami\u{0}na").is_err());
        assert!(one_line("name", "your name", "Ami\u{202e}na").is_err());
    }

    #[test]
    fn a_reason_may_have_lines_and_no_character_that_cannot_be_shown() {
        assert!(reason("One.\r\n\tTwo.").is_ok());
        assert!(reason("One.\u{0}").is_err());
    }

    #[test]
    fn an_empty_reason_is_refused() {
        assert!(reason("  ").is_err() && reason("\u{200b}").is_err());
        assert_eq!(reason(" Moved away. "), Ok("Moved away.".into()));
    }

    #[test]
    fn an_address_is_compared_in_small_letters_and_without_spaces_around_it() {
        assert_eq!(email("  Amina@Northmoor.Example "), Ok("amina@northmoor.example".into()));
        assert_eq!(plain_email(" AMINA@northmoor.example"), "amina@northmoor.example");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for typed in [
            "",
            "amina",
            "@northmoor.example",
            "amina@",
            "amina@northmoor",
            "a@b.c@d.e",
            "a b@c.d",
            "a@.d",
            "a@b.",
            "a\u{0}@b.c",
        ] {
            assert!(email(typed).is_err(), "{typed}");
        }
        assert!(email(&format!("{}@northmoor.example", "a".repeat(250))).is_err());
    }
}
