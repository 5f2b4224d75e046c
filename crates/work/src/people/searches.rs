//! Searches, and emergencies that found nobody, kept so that an address can lead back to one without holding
//! anything that was typed. They belong to one account and are encrypted.

use crate::{Desk, House, No, drafts};
use uuid::Uuid;

/// Under what searches are kept, beside the drafts of forms.
const KEPT_AS: &str = "find/";
/// What was typed.
const SOUGHT: &str = "sought";
/// How long a search is kept at least, in seconds: a day at a desk.
const KEPT_FOR: i64 = 86_400;

/// Keeps what somebody looks for; answers by what it is found again.
pub async fn keep_search(desk: &Desk, typed: &str) -> Result<Uuid, No> {
    let id = desk.house.blind_id();
    drafts::keep_beside(desk, &format!("{KEPT_AS}{id}"), &[(SOUGHT.to_owned(), typed.to_owned())]).await?;
    Ok(id)
}

/// Throws away everybody's searches of earlier days.
pub(crate) async fn forget_searches(house: &House) -> Result<u64, records::Error> {
    house.records.clear_drafts(KEPT_AS, house.now().plus_seconds(-KEPT_FOR)).await
}

/// What somebody looked for; nobody else's search is ever found.
pub async fn kept_search(desk: &Desk, id: Uuid) -> Result<String, No> {
    let draft = drafts::of(desk, &format!("{KEPT_AS}{id}")).await?.ok_or(No::NotFound)?;
    draft.values.into_iter().find(|(name, _)| name == SOUGHT).map(|(_, typed)| typed).ok_or(No::NotFound)
}

/// Under what is kept what was typed into an emergency that found nobody.
const TRIED: &str = "find/emergency";
/// For how long it is there for another try, in seconds: as long as a record would have been open.
const TRY_AGAIN_FOR: i64 = 3_600;

/// Keeps what was typed into an emergency that found nobody. It was asked already, so
/// nobody is told that it was not where this cannot be kept.
pub async fn keep_tried(desk: &Desk, values: &[(String, String)]) {
    if let Err(error) = drafts::keep_beside(desk, TRIED, values).await {
        tracing::warn!(?error, "what found nobody could not be kept for another try");
    }
}

/// What was typed within the last hour into an emergency that found nobody. Asked for by whoever tries again,
/// and by nobody who opens the form for another young person.
pub async fn tried(desk: &Desk) -> Result<Option<Vec<(String, String)>>, No> {
    let kept = drafts::of(desk, TRIED).await?;
    let since = desk.now.plus_seconds(-TRY_AGAIN_FOR);
    if kept.as_ref().is_some_and(|kept| kept.saved_at < since) {
        drafts::discard(desk, TRIED).await?;
        return Ok(None);
    }
    Ok(kept.map(|kept| kept.values))
}

/// Throws it away: somebody was found.
pub async fn forget_tried(desk: &Desk) {
    if let Err(error) = drafts::discard(desk, TRIED).await {
        tracing::warn!(?error, "what found nobody could not be thrown away");
    }
}
