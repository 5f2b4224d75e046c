//! The council's own words, lists and thresholds.

use crate::{Act, Desk, FormKey, No};
use practice::Refusal;
use practice::dates::Happened;
use practice::journal::{Body, Told};
use practice::staff::{Permission, SIGN_OUT_MINUTES, WordsChanged, words_changed};
use sign_in::session::Policy;

/// Changes one word, list or threshold, with the reason. An empty value goes
/// back to the default.
pub async fn change_words(
    desk: &Desk,
    (word, value): (&str, &str),
    why: &str,
    key: Option<FormKey>,
) -> Result<(), No> {
    desk.must(Permission::ManageWords)?;
    let change = words_changed(word, value, why).map_err(No::Refused)?;
    within_limits(&change)?;
    desk.deciding(|| {
        let (change, key) = (change.clone(), key.clone());
        async move {
            let (_, read) = desk.house.records.words(desk.sight.authority).await?;
            let told = Told::of_service(read.stream, Happened::At(desk.now), Body::WordsChanged(change));
            desk.write(Act::new().telling(told, read.number).keyed(key)).await?;
            Ok(())
        }
    })
    .await
}

/// Thresholds with limits of their own.
fn within_limits(change: &WordsChanged) -> Result<(), No> {
    if change.key != SIGN_OUT_MINUTES || change.value.is_empty() {
        return Ok(());
    }
    let minutes = change.value.parse().unwrap_or(0);
    Policy::new(minutes).map(|_| ()).map_err(|refusal| Refusal::of("value", refusal.to_string()).into())
}
