//! Random tokens: the session cookie, an invitation, the one-time set-up link.

use crate::{Digest, Refusal};
use data_encoding::BASE64URL_NOPAD;
use secrecy::{ExposeSecret, SecretBox};

/// What a token opens. It is part of the stored digest, so an invitation
/// tried as a session cookie finds nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// A signed-in browser.
    Session,
    /// A link by which somebody makes their account.
    Invitation,
    /// The link printed at the first start.
    SetUpLink,
}

impl Purpose {
    /// The word hashed in. Changing one makes every stored token of it useless.
    fn word(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Invitation => "invitation",
            Self::SetUpLink => "set-up link",
        }
    }
}

/// A secret of 256 random bits. Only its holder has it; we keep its digest.
///
/// Debug shows nothing of it, and it is wiped from memory when dropped.
#[derive(Debug)]
pub struct Token(SecretBox<[u8; 32]>);

impl Token {
    /// A token made of 32 bytes freshly drawn by the caller.
    pub fn from_random(bytes: [u8; 32]) -> Self {
        Self(SecretBox::new(Box::new(bytes)))
    }

    /// Reads the text of a cookie or a link. Spaces around it, as copying from
    /// a message leaves them, are forgiven; anything else is refused.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let bytes = BASE64URL_NOPAD.decode(text.trim().as_bytes()).map_err(|_| Refusal::LinkNotRight)?;
        bytes.try_into().map(Self::from_random).map_err(|_| Refusal::LinkNotRight)
    }

    /// The text for a cookie or a link: 43 characters, safe in a URL.
    pub fn to_text(&self) -> String {
        BASE64URL_NOPAD.encode(self.0.expose_secret())
    }

    /// The digest to store, or to look up by, for this purpose.
    pub fn digest(&self, purpose: Purpose) -> Digest {
        Digest::of(purpose.word(), self.0.expose_secret())
    }

    /// Whether this token is the one stored, in the same time either way.
    pub fn matches(&self, purpose: Purpose, stored: &Digest) -> bool {
        self.digest(purpose) == *stored
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token() -> Token {
        Token::from_random(std::array::from_fn(|place| u8::try_from(place * 8 + 3).unwrap()))
    }

    #[test]
    fn a_token_is_43_characters_that_need_no_escaping_in_a_url() {
        let text = token().to_text();
        assert_eq!(text.len(), 43);
        assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'));
    }

    #[test]
    fn a_token_read_back_matches_its_stored_digest() {
        let stored = token().digest(Purpose::Session);
        let read = Token::parse(&token().to_text()).unwrap();
        assert!(read.matches(Purpose::Session, &stored));
    }

    #[test]
    fn spaces_around_a_copied_link_are_forgiven() {
        let text = format!(" {}\n", token().to_text());
        assert_eq!(Token::parse(&text).unwrap().to_text(), token().to_text());
    }

    #[test]
    fn a_token_of_one_purpose_does_not_open_another() {
        let stored = token().digest(Purpose::Invitation);
        assert!(!token().matches(Purpose::Session, &stored));
        assert!(!token().matches(Purpose::SetUpLink, &stored));
    }

    #[test]
    fn a_token_with_one_bit_changed_does_not_match() {
        let stored = token().digest(Purpose::Session);
        for bit in 0..256 {
            let mut bytes = *token().0.expose_secret();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert!(!Token::from_random(bytes).matches(Purpose::Session, &stored), "bit {bit}");
        }
    }

    #[test]
    fn damaged_short_long_or_foreign_text_is_refused() {
        let text = token().to_text();
        let cut = &text[..42];
        let long = format!("{text}AAAA");
        for hostile in ["", cut, &long, "ключ", "../../etc/passwd", &"A".repeat(100_000)] {
            assert_eq!(Token::parse(hostile).err(), Some(Refusal::LinkNotRight));
        }
    }

    #[test]
    fn two_texts_never_stand_for_one_token() {
        let zeros = Token::from_random([0; 32]).to_text();
        let with_stray_bits = format!("{}B", &zeros[..42]);
        assert_eq!(Token::parse(&with_stray_bits).err(), Some(Refusal::LinkNotRight));
    }

    #[test]
    fn a_token_does_not_show_itself_in_a_log() {
        let shown = format!("{:?}", token());
        assert!(!shown.contains(&token().to_text()) && !shown.contains("11, 19"), "{shown}");
    }
}
