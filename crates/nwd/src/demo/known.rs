//! What each team has come to know of its young people, written down by the
//! key worker as on the pages.

use jiff::ToSpan;
use jiff::civil::Date;
use practice::ids::PersonId;
use practice::people::{AboutPhoto, ContactKind};
use town::{Known, PhotoTaken};
use work::people::{Fact, NewPhoto, Recording, record, record_photo};
use work::{Desk, No};

/// Records all of it. `today` is the day the demonstration is made on, from
/// which the days of looking at alerts again are counted.
pub(super) async fn write_down(desk: &Desk, person: PersonId, known: &Known, today: Date) -> Result<(), No> {
    let Known { details, safe_contact, phone, alerts, health, family, photo: _ } = known.clone();
    let mut facts: Vec<Fact> =
        details.into_iter().map(|(detail, words)| Fact::Detail(detail, words.into())).collect();
    facts.extend(safe_contact.map(Fact::SafeContact));
    facts.extend(phone.map(|number| Fact::Contact(ContactKind::Phone, number, false)));
    facts.extend(
        alerts
            .into_iter()
            .map(|(words, days, told)| Fact::Alert(words.into(), today.saturating_add(days.days()), told)),
    );
    facts.extend(health.into_iter().map(|(topic, words)| Fact::Health(None, topic, words.into())));
    facts.extend(family.into_iter().map(|member| Fact::Family(None, member)));
    for fact in facts {
        record(desk, person, &Recording { fact, shown: None, correction: false, key: None }).await?;
    }
    Ok(())
}

/// Adds the photo that the town has drawn of somebody with this name.
pub(super) async fn add_photo(
    desk: &Desk,
    person: PersonId,
    name: &str,
    photo: PhotoTaken,
) -> Result<(), No> {
    let taken = desk.now.day().saturating_sub(photo.days_before.days());
    let about = AboutPhoto { taken: Some(taken), asked: Some(photo.asked), said: photo.said.into() };
    record_photo(desk, person, NewPhoto { picture: town::portrait(name), about, key: None }).await
}
