//! When no look can be written down any more: the reserve is full and the
//! database refuses. Tried where a statement can be sent from outside.

use crate::people_world::{Town, in_town};
use axum::http::StatusCode;
use records::{Look, Noting, Seen};

/// The database refuses looks, and the reserve is full.
async fn nothing_can_be_written(town: &Town) -> bool {
    if !town.place.behind_its_back("ALTER TABLE seen RENAME TO seen_away")
        || !town.place.behind_its_back("ALTER TABLE refused RENAME TO refused_away")
    {
        return false;
    }
    let house = &town.place.house;
    let look = || {
        Look::Seen(Seen {
            id: house.id(),
            authority: town.council.authority,
            account: town.amina.worker.account,
            post: town.amina.worker.post,
            person: None,
            what: "search".into(),
            at: house.now(),
        })
    };
    house.records.note(look(), Noting { first: true, vital: false }).await.unwrap();
    while house.records.note(look(), Noting::default()).await.is_ok() {}
    true
}

#[tokio::test(flavor = "multi_thread")]
async fn only_safety_cards_and_how_to_reach_somebody_are_shown_and_the_rest_says_why() {
    in_town(async |town| {
        if !nothing_can_be_written(&town).await {
            return;
        }
        town.amina.sees(&town.sam("/card")).await.says("Sam Osei").says("Staying tonight");
        town.amina.sees(&town.sam("/reach")).await.says("Sam Osei");
        town.amina.sees("/people").await.says("Sam Osei");
        town.amina.sees("/tonight").await.says("Sam Osei");
        for rest in ["", "/story", "/history?on=2026-03-02", "/story/print"] {
            let page = town.amina.get(&town.sam(rest)).await;
            assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{rest}");
            page.says("Each look at a record is written down").hides("Sam Osei");
            page.says(&format!("href=\"{}\"", town.sam("/card")))
                .says(&format!("href=\"{}\"", town.sam("/reach")));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn even_then_what_is_not_yours_is_as_little_there_as_what_is_not() {
    in_town(async |town| {
        if !nothing_can_be_written(&town).await {
            return;
        }
        for (rest, status) in [
            ("", StatusCode::SERVICE_UNAVAILABLE),
            ("/story", StatusCode::SERVICE_UNAVAILABLE),
            ("/card", StatusCode::NOT_FOUND),
            ("/reach", StatusCode::NOT_FOUND),
        ] {
            let nobody = "00000000-0000-4000-8000-000000000001";
            let theirs = town.far.get(&town.sam(rest)).await;
            let nobodys = town.far.get(&format!("/people/{nobody}{rest}")).await;
            assert_eq!((theirs.status, nobodys.status), (status, status), "{rest}");
            assert_eq!(theirs.without(&town.sam.to_string()), nobodys.without(nobody), "{rest}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_database_takes_looks_again_records_open_and_no_look_is_missing() {
    in_town(async |town| {
        if !nothing_can_be_written(&town).await {
            return;
        }
        town.amina.sees(&town.sam("/card")).await;
        town.place.behind_its_back("ALTER TABLE seen_away RENAME TO seen");
        town.place.behind_its_back("ALTER TABLE refused_away RENAME TO refused");
        let records = &town.place.house.records;
        let (authority, post) = (town.council.authority, town.amina.worker.post);
        let cards = async || {
            let looks = records.seen_by(authority, post, 100_000).await.unwrap();
            looks.iter().filter(|look| look.what == "card").count()
        };
        for _ in 0..600 {
            if records.looks_behind() == 0 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        assert_eq!(cards().await, 1);
        town.amina.sees(&town.sam("")).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_restricted_or_kept_in_the_vault_is_shown_only_once_the_look_is_on_disk() {
    in_town(async |town| {
        let restricted = crate::people_world::born(&town.place, &town.amina, "Kit Vale", "2011-02-03").await;
        let (posts, amina) = (town.robin.worker.post.to_string(), town.amina.worker.post.to_string());
        let form = [
            ("reason", "Threats from somebody"),
            ("review_on-day", "1"),
            ("review_on-month", "5"),
            ("review_on-year", "2026"),
            ("posts", posts.as_str()),
            ("without_key_worker", &amina),
        ];
        town.robin.sends(&format!("/people/{restricted}/restrict"), &form).await;
        let records = &town.place.house.records;
        let (authority, post) = (town.council.authority, town.robin.worker.post);
        records.seen_by(authority, post, 1).await.unwrap();
        // What the database does not take is counted the moment it is on disk.
        if !town.place.behind_its_back("ALTER TABLE seen RENAME TO seen_away") {
            return;
        }
        let pages = ["", "/story", "/card", "/reach", "/history?on=2026-03-02"];
        for (number, rest) in pages.into_iter().enumerate() {
            town.robin.sees(&format!("/people/{restricted}{rest}")).await;
            assert_eq!(records.looks_behind(), number + 1, "{rest}");
        }
        town.robin.sees(&town.sam("/reach")).await;
        assert_eq!(records.looks_behind(), pages.len() + 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_worker_went_who_is_overdue_is_shown_whatever_can_be_written_down() {
    in_town(async |town| {
        let back_by = practice::dates::clock_time(town.place.house.now().plus_seconds(10 * 60));
        town.amina.sends("/out/new", &[("back_by", &back_by), ("place", "The baker’s in Quay Street")]).await;
        if !nothing_can_be_written(&town).await {
            return;
        }
        town.place.clock.pass(11 * 60);
        let robin = town.again(&town.robin).await;
        let page = robin.sees("/account").await;
        let out = page.text.split("href=\"/out/").nth(1).unwrap().split('"').next().unwrap();
        robin.sees(&format!("/out/{out}")).await.says("The baker’s in Quay Street");
    })
    .await;
}
