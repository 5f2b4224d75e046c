//! Forms that the table sends only empty: an adoption, because nothing can be tried of a
//! young person after it, and a photo and a file, which are no forms of words.

use crate::asking::form;
use crate::grids::{DECIDED, Grid, RECORD, Relation};
use crate::hostile::sent;
use crate::roles::{MANAGERS, READERS, RECORDERS, Roles};
use crate::support::{Place, for_both};
use crate::town::{Asker, Town};
use crate::trying::Trying;
use practice::staff::Role;

const FACE: &[u8] = include_bytes!("../it/face.png");
/// Of each reach one, and who is refused.
const ASKING: [Role; 6] = [
    Role::HeadOfService,
    Role::HubManager,
    Role::Deputy,
    Role::LifeCoach,
    Role::PerformanceOfficer,
    Role::BoardMember,
];

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_a_file_and_an_adoption_are_taken_from_those_who_may_and_from_nobody_else() {
    for_both(async |place: Place| {
        let town = Town::with(place, ASKING.to_vec(), false).await;
        let mut wrong = Vec::new();
        for asker in &town.askers {
            for relation in Relation::ALL {
                let path = format!("/people/{}/photo", asker.people[&relation].person);
                let got = sent(&asker.browser, &path, photo()).await.status.as_u16();
                wrong.extend(differs(asker, relation, (RECORDERS, &RECORD), ("a photo", got)));
            }
            for relation in Relation::ALL {
                let subject = &asker.people[&relation];
                for path in [
                    format!("/people/{}/files/new", subject.person),
                    format!("/entries/{}/files/new", subject.entry),
                ] {
                    let got = sent(&asker.browser, &path, file()).await.status.as_u16();
                    wrong.extend(differs(asker, relation, (READERS, &RECORD), ("a file", got)));
                }
            }
            for relation in Relation::ALL {
                let path = format!("/people/{}/adopt", asker.people[&relation].person);
                let got = sent(&asker.browser, &path, adoption(&town, asker)).await.status.as_u16();
                wrong.extend(differs(asker, relation, (MANAGERS, &DECIDED), ("an adoption", got)));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    })
    .await;
}

/// Where an answer is not as the drawing says.
fn differs(
    asker: &Asker,
    relation: Relation,
    (may, sees): (Roles, &Grid),
    (what, got): (&str, u16),
) -> Option<String> {
    let wanted = match (may.contains(&asker.role), sees.at(asker.role, relation.word())) {
        (false, _) => 403,
        (true, false) => 404,
        (true, true) => 303,
    };
    (got != wanted)
        .then(|| format!("{what} by {}, {}: {got}, not {wanted}", asker.role.word(), relation.word()))
}

fn photo() -> (&'static str, Vec<u8>) {
    with_file(&[("asked", "agreed")], "photo", FACE)
}

fn file() -> (&'static str, Vec<u8>) {
    let fields = [
        ("about", "A letter"),
        ("day-day", "1"),
        ("day-month", "3"),
        ("day-year", "2026"),
        ("class", "story"),
    ];
    with_file(&fields, "file", b"Dear Sam, see you on Monday.")
}

fn with_file(fields: &[(&str, &str)], field: &str, bytes: &[u8]) -> (&'static str, Vec<u8>) {
    let begins = "--xx\r\nContent-Disposition: form-data; name=";
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(format!("{begins}\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    body.extend(format!("{begins}\"{field}\"; filename=\"a\"\r\n\r\n").bytes());
    body.extend([bytes, b"\r\n--xx--\r\n"].concat());
    ("multipart/form-data; boundary=xx", body)
}

fn adoption(town: &Town, asker: &Asker) -> (&'static str, Vec<u8>) {
    let filled = Trying::of(town, asker).filled(&asker.people[&Relation::Own]);
    let fields = [
        ("made-day", "1"),
        ("made-month", "3"),
        ("made-year", "2026"),
        ("reason", "Order 7"),
        ("posts", &filled["colleague"]),
        ("name", "Kim Lo"),
        ("team", &filled["team"]),
        ("sure", "yes"),
    ];
    ("application/x-www-form-urlencoded", form(&fields).into_bytes())
}
