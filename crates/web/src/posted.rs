//! What a form sent.

use crate::Site;
use crate::parts::{Form, KEY_FIELD};
use crate::trouble::Trouble;
use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use std::fmt::Write;
use work::FormKey;

/// A form as it was sent: every value exactly as typed.
#[derive(Debug, Clone)]
pub(crate) struct Posted {
    /// The values, for the page that shows them again.
    pub(crate) form: Form,
    /// The key under which a second sending is the same act.
    pub(crate) key: Option<FormKey>,
}

impl FromRequest<Site> for Posted {
    type Rejection = Trouble;

    async fn from_request(request: Request, _site: &Site) -> Result<Self, Trouble> {
        read_request(request).await
    }
}

/// Reads the form of a request.
pub(crate) async fn read_request(request: Request) -> Result<Posted, Trouble> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(Trouble::bad_request("This address takes forms only."));
    }
    let bytes = to_bytes(request.into_body(), crate::routes::LARGEST_FORM)
        .await
        .map_err(|_| Trouble::too_large("This is more than one form can hold. Send less at a time."))?;
    Posted::read(&bytes)
}

impl Posted {
    fn read(bytes: &[u8]) -> Result<Self, Trouble> {
        let mut values = Vec::new();
        for pair in bytes.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
            let mut halves = pair.splitn(2, |byte| *byte == b'=');
            let name = decoded(halves.next().unwrap_or_default())?;
            let value = decoded(halves.next().unwrap_or_default())?;
            values.push((name, value));
        }
        let key = values.iter().find(|(name, _)| name == KEY_FIELD).map(|(_, key)| key.clone());
        let key =
            key.filter(|key| (8..=100).contains(&key.len())).map(|key| FormKey { key, body: bytes.to_vec() });
        Ok(Self { form: Form::typed(values), key })
    }
}

/// Percent-decoding of one half of a pair. Text that is not UTF-8 is refused:
/// replacing letters would change somebody's words.
fn decoded(half: &[u8]) -> Result<String, Trouble> {
    let mut bytes = Vec::with_capacity(half.len());
    let mut rest = half.iter();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let digit = |digit: Option<&u8>| digit.and_then(|digit| char::from(*digit).to_digit(16));
                let (Some(high), Some(low)) = (digit(rest.next()), digit(rest.next())) else {
                    return Err(Trouble::bad_request("This form was cut off on its way. Send it again."));
                };
                bytes.push(u8::try_from(high * 16 + low).unwrap_or_default());
            }
            byte => bytes.push(*byte),
        }
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| Trouble::bad_request("This form holds letters that cannot be read. Send it again."))?;
    if text.contains('\0') {
        return Err(Trouble::bad_request("This form holds a letter that cannot be kept. Send it without."));
    }
    Ok(text)
}

/// Percent-encoding of one value for an address of our own.
pub(crate) fn encoded(value: &str) -> String {
    value.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_exactly_as_it_was_typed() {
        let posted = Posted::read(b"text=+a%26b%3Dc%0D%0A%F0%9F%8C%99+&text=two&empty=").unwrap();
        assert_eq!(posted.form.value("text"), " a&b=c\r\n🌙 ");
        assert_eq!(posted.form.chosen("text").len(), 2);
        assert_eq!(posted.form.value("empty"), "");
    }

    #[test]
    fn what_cannot_be_read_is_refused_and_never_replaced() {
        for bytes in [b"a=%".as_slice(), b"a=%4", b"a=%zz", b"a=%ff", b"a=%00", b"%80=a"] {
            assert!(Posted::read(bytes).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn values_in_addresses_are_encoded() {
        assert_eq!(encoded("/people?a=b c"), "%2Fpeople%3Fa%3Db%20c");
    }
}
