//! What a form sent.

use crate::Site;
use crate::gate::form_of;
use crate::parts::{Form, KEY_FIELD, WINDOW_FIELD};
use crate::routes::LARGEST_FORM;
use crate::trouble::Trouble;
use crate::unheard;
use crate::visitor::Visitor;
use axum::body::to_bytes;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
use std::fmt::Write;
use work::{FormKey, drafts, post_of_key};

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
        let sender = Sender::of(&request);
        let posted = read_request(request).await?;
        sender.in_the_posts_own(&posted.form).await?;
        Ok(posted)
    }
}

/// Who sent a form, and from which page.
struct Sender {
    visitor: Option<Visitor>,
    page: Option<String>,
}

impl Sender {
    fn of(request: &Request) -> Self {
        Self { visitor: request.extensions().get::<Visitor>().cloned(), page: form_of(request) }
    }

    /// Refuses a form that was opened in another post of the sender's: they
    /// changed it in another window, and would act for the wrong council. What
    /// they typed is kept where it was meant to go. One that was opened in nobody's
    /// post of theirs may hold somebody else's words: they become no draft of the sender's.
    async fn in_the_posts_own(self, form: &Form) -> Result<(), Trouble> {
        let (Some(visitor), Some(post)) = (self.visitor, post_of_key(form.value(KEY_FIELD))) else {
            return Ok(());
        };
        if post == visitor.desk.sight.post {
            return Ok(());
        }
        if !visitor.session.posts.iter().any(|place| place.post == post) {
            return Err(Trouble::nobodys_form(unheard::words_in(form)));
        }
        let is_kept = match self.page {
            Some(page) => {
                drafts::keep_for(&visitor.site.house, &visitor.session, &page, form.values()).await?
            }
            None => true,
        };
        Err(if is_kept {
            Trouble::other_post()
        } else {
            Trouble::other_post_and_not_kept(unheard::words_in(form))
        })
    }
}

/// Whether a request that the post acted in may not make was meant for another
/// post of the visitor's; trouble that says so where it was.
pub(crate) async fn in_its_own_post(visitor: &Visitor, request: Request) -> Result<(), Trouble> {
    let sender = Sender { visitor: Some(visitor.clone()), page: form_of(&request) };
    if request.method() != Method::POST {
        return Ok(());
    }
    match Parcel::<0>::read_request(request, &visitor.site).await {
        Ok(sent) => sender.in_the_posts_own(&sent.form).await,
        Err(_) => Ok(()),
    }
}

fn content_type(request: &Request) -> &str {
    request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default()
}

/// Whether a request holds a form without files.
pub(crate) fn is_plain_form(request: &Request) -> bool {
    content_type(request).starts_with("application/x-www-form-urlencoded")
}

/// Reads the form of a request.
pub(crate) async fn read_request(request: Request) -> Result<Posted, Trouble> {
    if !is_plain_form(&request) {
        return Err(Trouble::bad_request("This address takes forms only."));
    }
    let bytes = to_bytes(request.into_body(), LARGEST_FORM).await.map_err(|_| Trouble::too_large())?;
    Posted::read(&bytes)
}

/// A form that came with files, each of which is kept up to `LARGEST` bytes
/// and one more, by which a larger one is known.
#[derive(Debug, Clone)]
pub(crate) struct Parcel<const LARGEST: usize> {
    /// The values, for the page that shows them again.
    pub(crate) form: Form,
    /// The files that were chosen.
    pub(crate) files: Vec<SentFile>,
    /// The key under which a second sending is the same act.
    pub(crate) key: Option<FormKey>,
}

/// One file of a form.
#[derive(Debug, Clone)]
pub(crate) struct SentFile {
    /// The field it was chosen in.
    pub(crate) field: String,
    /// What it was called, without its folders.
    pub(crate) name: String,
    /// The folders in which it was chosen, with `/` between them; empty where it was chosen by itself.
    pub(crate) folder: String,
    /// What is in it.
    pub(crate) bytes: Vec<u8>,
}

impl<const LARGEST: usize> FromRequest<Site> for Parcel<LARGEST> {
    type Rejection = Trouble;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Trouble> {
        let sender = Sender::of(&request);
        let parcel = Self::read_request(request, site).await?;
        sender.in_the_posts_own(&parcel.form).await?;
        Ok(parcel)
    }
}

impl<const LARGEST: usize> Parcel<LARGEST> {
    /// Reads the form of a request, with files or without.
    pub(crate) async fn read_request(request: Request, site: &Site) -> Result<Self, Trouble> {
        // Without files it is a form like any other, and is answered like one.
        if !content_type(&request).starts_with("multipart/form-data") {
            let Posted { form, key } = read_request(request).await?;
            return Ok(Self { form, files: Vec::new(), key });
        }
        let wrong = |_| Trouble::bad_request("This form did not arrive whole. Send it again.");
        Self::read(Multipart::from_request(request, site).await.map_err(wrong)?).await
    }

    async fn read(mut multipart: Multipart) -> Result<Self, Trouble> {
        let wrong = |_| Trouble::bad_request("This form did not arrive whole. Send it again.");
        let (mut values, mut files, mut body) = (Vec::new(), Vec::new(), Vec::new());
        let mut typed = 0;
        while let Some(mut part) = multipart.next_field().await.map_err(wrong)? {
            let field = part.name().unwrap_or_default().to_owned();
            let path = part.file_name().map(in_folders);
            let most = if path.is_some() { LARGEST } else { LARGEST_FORM };
            let mut bytes = Vec::new();
            // What is too much is read to its end and let go: a browser that is
            // hung up on while it sends shows its own error and not ours.
            while let Some(chunk) = part.chunk().await.map_err(wrong)? {
                let room = (most + 1).saturating_sub(bytes.len());
                bytes.extend(&chunk[..chunk.len().min(room)]);
            }
            // The same form in another window is the same act.
            if field != WINDOW_FIELD {
                for piece in [field.as_bytes(), &bytes] {
                    body.extend(piece.len().to_be_bytes());
                    body.extend(piece);
                }
            }
            match path {
                Some((folder, name)) if !name.is_empty() => {
                    files.push(SentFile { field, name, folder, bytes });
                }
                Some(_) => {}
                None => {
                    typed += bytes.len();
                    if typed > LARGEST_FORM {
                        return Err(Trouble::too_large());
                    }
                    values.push((field, as_text(bytes)?));
                }
            }
        }
        let key = key_in(&values, body);
        Ok(Self { form: Form::typed(values), files, key })
    }

    /// The file chosen in a field.
    pub(crate) fn sent(&mut self, field: &str) -> Option<SentFile> {
        let place = self.files.iter().position(|file| file.field == field)?;
        Some(self.files.swap_remove(place))
    }

    /// What is in the file chosen in a field; empty where there is none.
    pub(crate) fn file(&mut self, field: &str) -> Vec<u8> {
        self.sent(field).map(|file| file.bytes).unwrap_or_default()
    }
}

/// The folders of a file that was sent, and its own name.
fn in_folders(path: &str) -> (String, String) {
    let path = path.replace('\\', "/");
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let folders: Vec<&str> = folders.split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect();
    (folders.join("/"), name.to_owned())
}

/// The key a form was sent with, and what was sent under it.
fn key_in(values: &[(String, String)], body: Vec<u8>) -> Option<FormKey> {
    let key = values.iter().find(|(name, _)| name == KEY_FIELD).map(|(_, key)| key.clone());
    key.filter(|key| (8..=100).contains(&key.len())).map(|key| FormKey { key, body })
}

impl Posted {
    /// Reads a form from what was sent.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Trouble> {
        let (mut values, mut body) = (Vec::new(), Vec::with_capacity(bytes.len()));
        for pair in bytes.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
            let mut halves = pair.splitn(2, |byte| *byte == b'=');
            let name = decoded(halves.next().unwrap_or_default())?;
            let value = decoded(halves.next().unwrap_or_default())?;
            // The same form in another window is the same act.
            if name != WINDOW_FIELD {
                if !body.is_empty() {
                    body.push(b'&');
                }
                body.extend(pair);
            }
            values.push((name, value));
        }
        let key = key_in(&values, body);
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
    as_text(bytes)
}

fn as_text(bytes: Vec<u8>) -> Result<String, Trouble> {
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
    fn the_same_form_of_another_window_is_the_same_act() {
        let body = |sent: &[u8]| Posted::read(sent).unwrap().key.unwrap().body;
        let sent = body(b"idempotency_key=12345678&window=1&text=We+met");
        assert_eq!(sent, body(b"idempotency_key=12345678&window=2.7&text=We+met"));
        assert_ne!(sent, body(b"idempotency_key=12345678&window=1&text=We+met+again"));
    }

    #[test]
    fn a_file_is_in_the_folders_it_was_chosen_with() {
        let of = |path: &str| in_folders(path);
        assert_eq!(of("903/2025-26/Header.csv"), ("903/2025-26".into(), "Header.csv".into()));
        assert_eq!(of("C:\\fakepath\\Header.csv"), ("C:/fakepath".into(), "Header.csv".into()));
        assert_eq!(of("../..//./a/x.csv"), ("a".into(), "x.csv".into()));
        assert_eq!((of("x.csv"), of("a/")), ((String::new(), "x.csv".into()), ("a".into(), String::new())));
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
