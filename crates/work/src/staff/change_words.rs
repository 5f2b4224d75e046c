//! The council's own words, lists and thresholds.

use super::words::changed_at;
use crate::people::unless_sent;
use crate::{Act, Desk, FormKey, No};
use practice::Refusal;
use practice::dates::Happened;
use practice::journal::{Body, Told};
use practice::staff::{OwnWord, Permission, Role, words_changed};
use std::collections::BTreeMap;

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
            if let OwnWord::Role(role) = one
                && let Some(other) = called_the_same(&own, role, &change.value)
            {
                let sentence = format!(
                    "Another role is called {other} already. Nobody could tell which one they give to somebody."
                );
                return unless_sent(
                    desk,
                    Act::new().keyed(key),
                    read.stream,
                    Refusal::of("value", sentence).into(),
                )
                .await;
            }
            let told = Told::of_service(read.stream, Happened::At(desk.now), Body::WordsChanged(change));
            desk.write(Act::new().telling(told, read.number).keyed(key)).await?;
            Ok(())
        }
    })
    .await
}

/// What another role is called, where a role would be called the same.
fn called_the_same(own: &BTreeMap<String, String>, role: Role, word: &str) -> Option<String> {
    let called = |role: Role| {
        let word = own.get(&OwnWord::Role(role).key()).filter(|word| !word.is_empty());
        word.cloned().unwrap_or_else(|| role.label().to_owned())
    };
    let from_now_on = if word.is_empty() { role.label() } else { word };
    let mut others = Role::ALL.iter().copied().filter(|other| *other != role).map(called);
    others.find(|other| other.to_lowercase() == from_now_on.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_roles_are_called_the_same() {
        let mut own = BTreeMap::new();
        let manager = Role::HubManager;
        let taken = Role::OutreachKeyWorker.label();
        assert_eq!(called_the_same(&own, manager, &taken.to_uppercase()).as_deref(), Some(taken));
        assert_eq!(called_the_same(&own, manager, "House lead"), None);
        assert_eq!(called_the_same(&own, manager, manager.label()), None);
        own.insert(OwnWord::Role(Role::Deputy).key(), "House lead".into());
        assert_eq!(called_the_same(&own, manager, "House lead").as_deref(), Some("House lead"));
        own.insert(OwnWord::Role(Role::Deputy).key(), manager.label().into());
        assert_eq!(called_the_same(&own, manager, "").as_deref(), Some(manager.label()));
    }
}
