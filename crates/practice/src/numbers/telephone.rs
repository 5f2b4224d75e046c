/// The first telephone number in a text, in its national form and without what
/// people write between its digits: `+44 (0)7700 900123, mum's` gives
/// `07700900123`. A number abroad begins with `00`.
///
/// Absent where nothing reads as a whole number with its area: it begins with
/// `0` or `+` and has 10 to 15 digits.
pub fn telephone_in(text: &str) -> Option<String> {
    let begin = text.find(['0', '+', '('])?;
    let written: &str = &text[begin..];
    let end = written
        .find(|letter: char| {
            let is_space = letter.is_whitespace() && !letter.is_control();
            let between = is_space || matches!(letter, '-' | '‑' | '.' | '+' | '(' | ')');
            !(letter.is_ascii_digit() || between)
        })
        .unwrap_or(written.len());
    let plain: String = written[..end].replace('+', "00").chars().filter(char::is_ascii_digit).collect();
    let national = match plain.strip_prefix("0044") {
        Some(rest) => format!("0{}", rest.trim_start_matches('0')),
        None => plain,
    };
    ((10..=15).contains(&national.len()) && national.starts_with('0')).then_some(national)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_is_one_text_however_it_is_written() {
        for written in [
            "07700 900123",
            "(07700) 900-123",
            "+44 7700 900123",
            "0044 (0)7700 900123",
            "Mum: 07700900123, after six",
            "+44\u{a0}7700\u{a0}900‑123",
            "07700 900123\n01904 551550",
        ] {
            assert_eq!(telephone_in(written).as_deref(), Some("07700900123"), "{written}");
        }
        assert_eq!(telephone_in("+353 1 496 0123").as_deref(), Some("0035314960123"));
    }

    #[test]
    fn what_is_no_whole_number_is_none() {
        for other in ["943 476 5919", "900123", "Jo", "", "0", "2010-06-04", "04/06/2010", "01723"] {
            assert_eq!(telephone_in(other), None, "{other}");
        }
    }
}
