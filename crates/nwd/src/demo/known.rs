//! What each team has come to know of its young people, written down by the
//! key worker as on the pages.

use jiff::ToSpan;
use jiff::civil::Date;
use practice::ids::PersonId;
use practice::people::ContactKind;
use town::Known;
use work::people::{Fact, Recording, record};
use work::{Desk, No};

/// Records all of it. `today` is the day the demonstration is made on, from
/// which the days of looking at alerts again are counted.
pub(super) async fn write_down(desk: &Desk, person: PersonId, known: Known, today: Date) -> Result<(), No> {
    let Known { details, safe_contact, phone, alerts, health, family } = known;
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
