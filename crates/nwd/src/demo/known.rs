//! What each team has come to know of its young people, written down by the
//! key worker as on the pages.

use jiff::ToSpan;
use jiff::civil::Date;
use practice::ids::PersonId;
use practice::journal::Class;
use practice::people::{AboutPhoto, ContactKind};
use practice::story::FileWish;
use town::{Known, PhotoTaken};
use work::people::{Fact, NewPhoto, Recording, record, record_photo};
use work::story::{AddingFile, add_file};
use work::{Desk, No};

/// How many days before the demonstration is made alerts were raised at the
/// earliest: nobody puts off looking at one again for longer than a year.
const ALERTS_SINCE: i32 = 240;

/// Records all of it but alerts.
pub(super) async fn write_down(desk: &Desk, person: PersonId, known: &Known) -> Result<(), No> {
    let Known { details, safe_contact, phone, alerts: _, health, family, photo: _ } = known.clone();
    let mut facts: Vec<Fact> =
        details.into_iter().map(|(detail, words)| Fact::Detail(detail, words.into())).collect();
    facts.extend(safe_contact.map(Fact::SafeContact));
    facts.extend(phone.map(|number| Fact::Contact(ContactKind::Phone, number, false)));
    facts.extend(health.into_iter().map(|(topic, words)| Fact::Health(None, topic, words.into())));
    facts.extend(family.into_iter().map(|member| Fact::Family(None, member)));
    write_each(desk, person, facts).await
}

/// Whether alerts can have been raised on a day, for a demonstration made today.
pub(super) fn is_time_for_alerts(day: Date, today: Date) -> bool {
    day >= today.saturating_sub(ALERTS_SINCE.days()) && day < today.saturating_sub(10.days())
}

/// Raises the alerts. `today` is the day the demonstration is made on, from
/// which the days of looking at them again are counted.
pub(super) async fn raise_alerts(
    desk: &Desk,
    person: PersonId,
    known: &Known,
    today: Date,
) -> Result<(), No> {
    let alert = |(words, days, told): (&str, i32, bool)| {
        Fact::Alert(words.into(), today.saturating_add(days.days()), told)
    };
    write_each(desk, person, known.alerts.iter().copied().map(alert).collect()).await
}

async fn write_each(desk: &Desk, person: PersonId, facts: Vec<Fact>) -> Result<(), No> {
    for fact in facts {
        record(desk, person, &Recording { fact, shown: None, correction: false, key: None }).await?;
    }
    Ok(())
}

/// Adds a letter that came for them.
pub(super) async fn add_letter(desk: &Desk, person: PersonId, name: &str) -> Result<(), No> {
    let first = name.split(' ').next().unwrap_or(name);
    let letter = format!(
        "Dear {first},\n\nyour card is ready, and the book you asked for is here. Come when it suits you, and bring \
         whoever you like.\n\nThe library at the harbour\n"
    );
    let adding = AddingFile {
        name: "Letter from the library.txt".into(),
        bytes: letter.into_bytes(),
        wish: FileWish { about: "Letter from the library".into(), not_asked: true, ..FileWish::default() },
        day: desk.now.day(),
        class: Class::Story,
        entry: None,
        key: None,
    };
    add_file(desk, person, adding).await
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
