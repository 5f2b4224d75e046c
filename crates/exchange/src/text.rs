//! From bytes to text: what encodings are taken, and what is said of others.

/// The text of a file, without its byte-order mark, or why it cannot be read.
///
/// Nothing is decoded by guess: a file that is not UTF-8 is refused with the
/// line of the first byte that is not, because a name wrongly decoded looks
/// right to everybody but its owner.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<String, String> {
    if is_utf16(&bytes) {
        return Err(String::from(
            "This file is saved as UTF-16 (\u{201c}Unicode text\u{201d}). Save it as \u{201c}CSV UTF-8\u{201d}.",
        ));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(String::from(
            "This is a workbook or a zip file. Save each sheet as \u{201c}CSV UTF-8\u{201d}.",
        ));
    }
    let mut text = String::from_utf8(bytes).map_err(|wrong| {
        let line = line_of(&wrong.as_bytes()[..wrong.utf8_error().valid_up_to()]);
        format!(
            "Line {line} holds a character that is not UTF-8. Nothing was read, because it could be read wrongly. \
             Save the file as \u{201c}CSV UTF-8\u{201d}."
        )
    })?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

/// A byte-order mark of UTF-16, or (without one) every second byte empty.
fn is_utf16(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(256)];
    let (pairs, _) = start.as_chunks::<2>();
    let halves_empty = pairs.iter().filter(|pair| (pair[0] == 0) != (pair[1] == 0)).count();
    let marked = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    marked || (!pairs.is_empty() && halves_empty * 2 > pairs.len())
}

/// The line on which the byte after these stands, counted as editors do.
fn line_of(before: &[u8]) -> usize {
    let ends_line = |at: &usize| match before[*at] {
        b'\n' => true,
        b'\r' => before.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    1 + (0..before.len()).filter(ends_line).count()
}
