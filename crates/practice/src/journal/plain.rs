//! Characters that no page shows, that not every database keeps, or that make
//! words read otherwise than they are written.

/// Whether a letter is a control character. Line ends and tabs are text.
fn is_control(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')
}

/// Whether a letter changes the direction in which others are read: by it a
/// name or a date is shown backwards, and words of the page move into it. Text
/// written from right to left needs none of them.
fn turns_reading(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Some text without the marks that turn reading: a number that is copied from
/// a telephone's address book comes in two of them, which nobody sees.
pub fn without_turning_marks(text: &str) -> String {
    let is_mark = |letter: &char| matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}');
    text.chars().filter(|letter| !turns_reading(*letter) && !is_mark(letter)).collect()
}

/// Whether some text holds a character that no page shows and that not every
/// database keeps, such as NUL, or one that changes the direction of reading.
pub fn holds_control_characters(text: &str) -> bool {
    text.chars().any(|letter| is_control(letter) || turns_reading(letter))
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
            // The first byte of U+2000 to U+2FFF, among which some turn reading.
            0xE2 => matches!(
                (bytes.next(), bytes.next()),
                (Some(0x80), Some(0xAA..=0xAE)) | (Some(0x81), Some(0xA6..=0xA9))
            ),
            _ => false,
        };
        if held {
            return true;
        }
    }
    false
}

/// Whether a letter takes no place on a page, or an empty one.
fn is_invisible(letter: char) -> bool {
    letter.is_whitespace()
        || is_control(letter)
        || turns_reading(letter)
        || matches!(
            letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
                | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}'
                | '\u{206a}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e01ef}'
        )
}

/// What somebody typed, without the spaces around it; absent where nothing in
/// it can be seen, such as one space of no width.
pub fn what_is_typed(text: &str) -> Option<&str> {
    let text = text.trim();
    (!text.chars().all(is_invisible)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_holds_a_control_character_where_its_text_does() {
        let texts = [
            "",
            "Zoë \"O’Neill\" \\ / ü ¿ £",
            "one\r\n\ttwo",
            "\\u0000 typed",
            "🌙 «é»",
            "مرحبا \u{200f}",
            "‘a’ – …",
        ];
        let controls = ["\0", "a\u{1}b", "\u{8}", "\u{c}", "\u{1b}", "\u{7f}", "x\u{80}", "\u{9f}"];
        let turning = ["\u{202a}", "Sam \u{202e}iesO", "\u{2066}x", "x\u{2069}"];
        let controls = [controls.as_slice(), &turning].concat();
        for (text, held) in
            texts.map(|text| (text, false)).into_iter().chain(controls.into_iter().map(|text| (text, true)))
        {
            let payload = serde_json::to_vec(&[text]).unwrap();
            assert_eq!(holds_control_characters(text), held, "{text:?}");
            assert_eq!(payload_holds_control_characters(&payload), held, "{text:?}");
        }
    }

    #[test]
    fn text_of_which_nothing_can_be_seen_is_no_text() {
        for text in
            ["", " \n", "\u{200b}", " \u{feff}\u{2060} ", "\u{ad}\u{200d}", "\u{3164}", "\u{2800}\u{fe0f}"]
        {
            assert_eq!(what_is_typed(text), None, "{text:?}");
        }
        for text in ["x", "🏳\u{fe0f}\u{200d}🌈", "می\u{200c}خواهم", "."] {
            assert_eq!(what_is_typed(&format!(" {text}\n")), Some(text), "{text:?}");
        }
    }
}
