//! The council's own words, lists and thresholds.

use super::words::changed_at;
use crate::people::unless_sent;
use crate::{Act, Desk, FormKey, No};
use practice::Refusal;
use practice::dates::Happened;
use practice::journal::{Body, Told};
use practice::staff::{OwnWord, Permission, words_changed};

/// Changes one word, list or threshold, with the reason. An empty value goes
/// back to the default. `shown` is the revision at which it was changed last when the form was shown.
pub async fn change_words(
    desk: &Desk,
    (word, value): (&str, &str),
    why: &str,
    shown: Option<i64>,
    key: Option<FormKey>,
) -> Result<(), No> {
    desk.must(Permission::ManageWords)?;
    let Some(one) = OwnWord::of(word) else {
        return Err(Refusal::of("key", "Choose one of the words in the list.").into());
    };
    desk.deciding(|| {
        let key = key.clone();
        async move {
            let (own, read) = desk.house.records.words(desk.sight.authority).await?;
            if let Some(shown) = shown
                && shown != changed_at(desk, word).await?
            {
                return unless_sent(desk, Act::new().keyed(key), read.stream, No::Moved).await;
            }
            let stands = own.get(word).map(String::as_str).filter(|value| !value.is_empty());
            let change = one
                .checked(stands, value)
                .map_err(|refusal| vec![refusal])
                .and_then(|value| words_changed(word, &value, why))
                .map_err(No::Refused)?;
            let told = Told::of_service(read.stream, Happened::At(desk.now), Body::WordsChanged(change));
            desk.write(Act::new().telling(told, read.number).keyed(key)).await?;
            Ok(())
        }
    })
    .await
}
