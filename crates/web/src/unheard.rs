//! Words that were sent and not taken. Where there is nothing for their writer at
//! the address, not any more or never (the record was restricted while they wrote),
//! they are kept as a draft, whether or not there is anything, so that the keeping
//! tells nobody which it was. Where something is to be put right first, they are
//! kept in case their writer goes away before that.

use crate::gate::form_of;
use crate::pages::drafts::{holds_words, own_words};
use crate::parts::{Form, KEY_FIELD, not_kept};
use crate::posted::{Posted, is_plain_form};
use crate::routes::LARGEST_FORM;
use crate::trouble::Trouble;
use crate::visitor::{KeepsDraft, Visitor};
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use work::drafts::{self, Keeping};

/// A form as it was sent, beside the request that its page reads.
pub(crate) struct Sent {
    form: String,
    bytes: Bytes,
}

/// The request, and a copy of the form in it; none where it holds no form, or
/// one with files.
pub(crate) async fn copied(request: Request) -> Result<(Request, Option<Sent>), Trouble> {
    let Some(form) = form_of(&request).filter(|_| is_plain_form(&request)) else {
        return Ok((request, None));
    };
    let (head, body) = request.into_parts();
    let bytes = to_bytes(body, LARGEST_FORM).await.map_err(|_| Trouble::too_large())?;
    let request = Request::from_parts(head, Body::from(bytes.clone()));
    Ok((request, Some(Sent { form, bytes })))
}

/// The words of a form, to be shown again to whoever typed them.
pub(crate) fn words_in(form: &Form) -> Vec<String> {
    own_words(form.values())
}

/// Keeps the words of a form whose page did not take them; one that answered that nothing is there says so.
pub(crate) async fn kept(visitor: &Visitor, sent: Option<Sent>, mut response: Response) -> Response {
    if response.status() == StatusCode::SERVICE_UNAVAILABLE
        && let Some(posted) = sent.as_ref().and_then(|sent| Posted::read(&sent.bytes).ok())
        && let Some(trouble) = response.extensions_mut().remove::<Trouble>()
    {
        response.extensions_mut().insert(trouble.giving_back(words_in(&posted.form), posted.key.is_some()));
        return response;
    }
    let is_nothing = response.status() == StatusCode::NOT_FOUND;
    let keeps = response.extensions_mut().remove::<KeepsDraft>();
    if !is_nothing && keeps.is_none() {
        return response;
    }
    let Some(sent) = sent else {
        return if is_nothing { with_draft(visitor, response).await } else { response };
    };
    let values = match keeps {
        // A key that was used is not among them.
        Some(KeepsDraft::Shown(values)) => values,
        Some(KeepsDraft::AsSent) | None => {
            let Ok(posted) = Posted::read(&sent.bytes) else { return response };
            let values = posted.form.values().iter().cloned();
            values.filter(|(name, _)| is_nothing || name != KEY_FIELD).collect()
        }
    };
    if !holds_words(&values) {
        return response;
    }
    let keeping = drafts::keep(&visitor.desk, &sent.form, &values).await;
    if !is_nothing && matches!(keeping, Ok(Keeping::Others(_))) {
        return saying_so(response).await;
    }
    if is_nothing {
        let trouble = match keeping {
            Ok(Keeping::Kept(_)) => Trouble::not_found_and_kept(),
            Ok(Keeping::Others(_)) | Err(_) => {
                Trouble::not_found_and_not_kept(words_in(&Form::typed(values)))
            }
        };
        response.extensions_mut().insert(trouble);
    }
    response
}

/// Where a form was and is not any more: with the words that its writer had begun there.
async fn with_draft(visitor: &Visitor, mut response: Response) -> Response {
    let path = visitor.here.split('?').next().unwrap_or_default();
    if let Ok(Some(draft)) = drafts::of(&visitor.desk, path).await {
        let words = own_words(&draft.values);
        response.extensions_mut().insert(Trouble::not_found_and_kept().giving_back(words, false));
    }
    response
}

/// A page that shows words again which are not kept: its form says so.
async fn saying_so(response: Response) -> Response {
    let (head, body) = response.into_parts();
    let Ok(page) = to_bytes(body, usize::MAX).await else { return Trouble::broken().into_response() };
    Response::from_parts(head, Body::from(not_kept(&String::from_utf8_lossy(&page))))
}
