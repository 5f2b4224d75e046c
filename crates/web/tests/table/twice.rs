//! Every form about a young person, pressed twice: it is one act.

use crate::asking::{Ask, form};
use crate::grids::Relation;
use crate::rows::{LAST_ROWS, ROWS, Row};
use crate::support::{Place, for_both};
use crate::town::{Asker, Town};
use crate::trying::{Trying, address, typed};
use practice::ids::PersonId;
use practice::staff::Role;
use work::KEY_FIELD;

/// They may send every form between them.
const ASKING: [Role; 2] = [Role::HeadOfService, Role::MatchingDesk];

#[tokio::test(flavor = "multi_thread")]
async fn every_form_that_is_pressed_twice_is_one_act() {
    for_both(async |place| {
        let town = Town::with(place, ASKING.to_vec(), false).await;
        let mut sent = 0;
        for row in ROWS.iter().chain(LAST_ROWS).filter(|row| row.form.is_some() && !row.empty_only) {
            let Some((asker, relation)) = who_sends(&town, row) else {
                // Nobody of the table arrives tonight: `it/people_arrival.rs` tries that form.
                assert_eq!(row.path, "/people/{person}/arrival");
                continue;
            };
            pressed_twice(&town, row, asker, relation).await;
            sent += 1;
        }
        assert!(sent > 20, "{sent} forms");
    })
    .await;
}

/// Who may send a form, and about whom.
fn who_sends<'t>(town: &'t Town, row: &Row) -> Option<(&'t Asker, Relation)> {
    town.askers.iter().filter(|asker| row.is_for(asker.role)).find_map(|asker| {
        let relation = [Relation::Own, Relation::Adoption]
            .into_iter()
            .find(|relation| row.sees.at(asker.role, relation.word()))?;
        Some((asker, relation))
    })
}

async fn pressed_twice(town: &Town, row: &Row, asker: &Asker, relation: Relation) {
    let subject = &asker.people[&relation];
    let filled = Trying::of(town, asker).filled(subject);
    let key = town.place.house.blind_id().to_string();
    let body = typed(row.form.unwrap(), &filled) + &form(&[(KEY_FIELD, &key)]);
    let ask = Ask { method: "POST", path: address(row, &filled), body };
    let before = written(&town.place, subject.person).await;
    let first = asker.browser.ask(&ask).await;
    assert_eq!(first.status.as_u16(), 303, "{}", row.path);
    let after = written(&town.place, subject.person).await;
    assert!(after > before, "nothing was written by {}", row.path);
    let second = asker.browser.ask(&ask).await;
    assert_eq!(second.status.as_u16(), 303, "{} pressed twice", row.path);
    assert_eq!(written(&town.place, subject.person).await, after, "{} pressed twice", row.path);
}

/// How many events somebody's record has.
async fn written(place: &Place, person: PersonId) -> usize {
    place
        .house
        .records
        .events_of_all(&[person])
        .await
        .unwrap()
        .remove(&person)
        .map_or(0, |events| events.len())
}
