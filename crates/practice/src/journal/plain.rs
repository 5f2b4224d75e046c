//! Characters that no page shows and not every database keeps.

/// Whether a letter is a control character. Line ends and tabs are text.
fn is_control(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')
}

/// Whether some text holds a character that no page shows and that not every
/// database keeps, such as NUL.
pub fn holds_control_characters(text: &str) -> bool {
    text.chars().any(is_control)
}

/// The same for the bytes of a payload ([`super::Body::payload`]), where JSON
/// has written most of them as escapes. It is one look at each byte, because
/// every event on its way into the journal is asked.
pub fn payload_holds_control_characters(payload: &[u8]) -> bool {
    let mut bytes = payload.iter();
    while let Some(byte) = bytes.next() {
        let held = match byte {
            // JSON escapes line ends and tabs by letters of their own, and
            // nothing else that is allowed.
            b'\\' => matches!(bytes.next(), Some(b'u' | b'b' | b'f')),
            0x7F => true,
            // The first byte of U+0080 to U+00BF, of which half are controls.
            0xC2 => bytes.next().is_some_and(|next| *next < 0xA0),
            _ => false,
        };
        if held {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_holds_a_control_character_where_its_text_does() {
        let texts = ["", "Zoë \"O’Neill\" \\ / ü ¿ £", "one\r\n\ttwo", "\\u0000 typed", "🌙 «é»"];
        let controls = ["\0", "a\u{1}b", "\u{8}", "\u{c}", "\u{1b}", "\u{7f}", "x\u{80}", "\u{9f}"];
        for (text, held) in
            texts.map(|text| (text, false)).into_iter().chain(controls.map(|text| (text, true)))
        {
            let payload = serde_json::to_vec(&[text]).unwrap();
            assert_eq!(holds_control_characters(text), held, "{text:?}");
            assert_eq!(payload_holds_control_characters(&payload), held, "{text:?}");
        }
    }
}
