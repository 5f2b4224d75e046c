//! Looking for somebody: whoever is hidden is found as little as nobody.

use crate::asking::{Ask, Browser};
use crate::subjects::Subject;
use crate::town::{Reader, Relation, Town, in_town};
use axum::http::StatusCode;
use practice::staff::{Permission, Rights, Role};

/// The page of what was found, without what the asker sent.
async fn found(browser: &Browser, typed: &str) -> String {
    let to = browser.ask(&Ask::post("/find", &[("sought", typed)])).await;
    assert_eq!(to.status, StatusCode::SEE_OTHER);
    let to = to.location();
    let page = browser.ask(&Ask::get(&*to)).await;
    assert_eq!(page.status, StatusCode::OK, "{page:?}");
    page.without(&[&to, to.trim_start_matches("/find/"), typed])
}

fn may(reader: &Reader, permission: Permission) -> bool {
    Rights::of(&[reader.role]).may(permission)
}

async fn looks(town: &Town, reader: &Reader) -> (usize, usize) {
    let records = &town.place.house.records;
    let seen = records.seen_by(town.authority(), reader.worker.post, 100_000).await.unwrap();
    let refused = records.refused_by(town.authority(), reader.worker.post, 100_000).await.unwrap();
    (seen.len(), refused.len())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_hidden_is_found_as_little_as_somebody_who_never_was() {
    in_town(async |town| {
        for reader in town
            .readers
            .iter()
            .filter(|one| may(one, Permission::ReadStory) || may(one, Permission::ImportPeople))
        {
            for relation in reader.hides {
                let subject = town.hidden_as(*relation);
                for (hidden, absent) in subject.typed.all().iter().zip(town.nobody[0].typed.all()) {
                    let before = looks(&town, reader).await;
                    let nobody = found(&reader.browser, &absent).await;
                    let between = looks(&town, reader).await;
                    assert_eq!(
                        found(&reader.browser, hidden).await,
                        nobody,
                        "{relation:?} as {:?}: {hidden}",
                        reader.role
                    );
                    let after = looks(&town, reader).await;
                    let more = |from: (usize, usize), to: (usize, usize)| (to.0 - from.0, to.1 - from.1);
                    assert_eq!(more(between, after), more(before, between), "{hidden}");
                }
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_not_hidden_is_found_so_these_tests_can_fail() {
    in_town(async |town| {
        let head = town.reader(Role::HeadOfService);
        let there = town.hidden_as(Relation::OtherTeam);
        for typed in there.typed.all() {
            let page = found(&head.browser, &typed).await;
            assert!(
                page.contains("1 young person<") && page.contains(&there.person.to_string()),
                "{typed}: {page}"
            );
        }
    })
    .await;
}

/// A form that asks who somebody is, in an emergency or about who looked.
async fn answered(reader: &Reader, path: &str, fields: &[(&str, &str)]) -> String {
    let answer = reader.browser.ask(&Ask::post(path, fields)).await;
    let sent: Vec<&str> = fields.iter().map(|(_, value)| *value).collect();
    answer.without(&sent)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emergency_and_the_desk_of_looks_do_not_tell_who_is_hidden_from_nobody() {
    in_town(async |town| {
        let never: &Subject = &town.nobody[0];
        let always = [Relation::Relative, Relation::OtherCouncil, Relation::Sealed, Relation::Kin];
        for (role, relations) in [
            (Role::HubManager, always.to_vec()),
            (Role::OutreachKeyWorker, [always.as_slice(), &[Relation::Restricted]].concat()),
        ] {
            let reader = town.reader(role);
            let number = |subject: &Subject| subject.typed.council_number.clone();
            let ask = |number: String| async move {
                answered(
                    reader,
                    "/emergency",
                    &[("reason", "They are out in the cold."), ("number", &number)],
                )
                .await
            };
            let nobody = ask(number(never)).await;
            assert!(nobody.contains("location: /emergency/nobody"), "{nobody}");
            for relation in relations {
                assert_eq!(ask(number(town.hidden_as(relation))).await, nobody, "{role:?} {relation:?}");
            }
        }
        let reader = town.reader(Role::InformationGovernance);
        let ask = |subject: Subject| async move {
            let reference = subject.typed.reference.as_str().to_owned();
            answered(reader, "/looks", &[("by", "record"), ("reference", &reference)]).await
        };
        let nobody = ask(never.clone()).await;
        for relation in always {
            assert_eq!(ask(town.hidden_as(relation).clone()).await, nobody, "{relation:?}");
        }
    })
    .await;
}
