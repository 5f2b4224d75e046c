//! `/people/{person}/cover` and `/cover`.

use crate::people_world::{in_town, same_nothing};
use axum::http::StatusCode;

const NOBODY: &str = "/people/00000000-0000-0000-0000-000000000001";

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_names_who_covers_and_everybody_reads_until_when() {
    in_town(async |town| {
        let path = town.sam("/cover");
        town.robin.sees(&town.sam("/team")).await.says(&format!("href=\"{path}\""));
        let page = town.robin.sees(&path).await;
        page.says("Who covers?").says("At the most 84 days").says("value=\"2026\"");
        page.hides("Amina Okafor, ");
        let bryn = town.far.worker.post.to_string();
        let key = page.key();
        let form = |to: &'static str| {
            [
                ("post", bryn.as_str()),
                ("from-day", "2"),
                ("from-month", "3"),
                ("from-year", "2026"),
                ("to-day", to),
                ("to-month", "3"),
                ("to-year", "2026"),
                ("reason", "Amina is on leave."),
                ("idempotency_key", key.as_str()),
            ]
        };
        let before = town.robin.post(&path, &form("1")).await;
        assert_eq!(before.status, StatusCode::UNPROCESSABLE_ENTITY);
        before.says("href=\"#to\"").says("Amina is on leave.");
        let mut own = form("20");
        let amina = town.amina.worker.post.to_string();
        own[0].1 = &amina;
        let own = town.robin.post(&path, &own).await;
        assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
        own.says("Choose somebody else: this is their key worker.");
        assert_eq!(town.far.get(&town.sam("")).await.status, StatusCode::NOT_FOUND);
        let to = town.robin.sends(&path, &form("20")).await;
        assert_eq!(town.robin.sends(&path, &form("20")).await, to, "sent twice, named once");
        let words = "Noor Far (covering for Amina Okafor until 20 March 2026)";
        town.robin.sees(&to).await.says("Who covers is written down").says(words).says("Amina is on leave.");
        let record = town.far.sees(&town.sam("")).await;
        record.says(words).says("<bdi>Amina Okafor</bdi> has been their key worker since");
        town.far.sees("/people").await.says("Sam Osei");
        town.amina.sees(&town.sam("/story")).await.says("Somebody covers for the key worker");
        town.robin
            .sees("/cover")
            .await
            .says("Sam Osei")
            .says("Covered by <bdi>Noor Far</bdi> until")
            .says("20 March 2026")
            .says("End this cover");
        let around = town.robin.sees(&town.sam("/team")).await;
        let cover = around.text.split("/cover/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let end = town.sam(&format!("/cover/{cover}"));
        town.robin.sees(&end).await.says("was to cover until");
        assert_eq!(town.robin.post(&end, &[("reason", "")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let to = town.robin.sends(&end, &[("reason", "Back early.")]).await;
        town.robin.sees(&to).await.says("The cover has ended").hides("covering for");
        assert_eq!(town.far.get(&town.sam("")).await.status, StatusCode::NOT_FOUND);
        town.robin.sees("/cover").await.says("Nobody is waiting").hides("Sam Osei");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_chosen_and_no_day_is_typed() {
    in_town(async |town| {
        let page = town.robin.post(&town.sam("/cover"), &[]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("Choose a worker.").says("href=\"#from\"").says("href=\"#to\"");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_theirs_is_not_there() {
    in_town(async |town| {
        for rest in ["/cover", "/responsible-team", "/social-worker"] {
            assert_eq!(town.amina.get(&town.sam(rest)).await.status, StatusCode::FORBIDDEN);
        }
        let elsewhere = town.worker_of_no_team("Bea Far", practice::staff::Role::HubManager).await;
        for rest in ["/cover", "/responsible-team", "/social-worker"] {
            same_nothing(&elsewhere, &town.sam(rest), &format!("{NOBODY}{rest}")).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_covers_and_declares_a_relative_covers_no_longer() {
    in_town(async |town| {
        let bryn = town.far.worker.post.to_string();
        let form = [
            ("post", bryn.as_str()),
            ("from-day", "2"),
            ("from-month", "3"),
            ("from-year", "2026"),
            ("to-day", "20"),
            ("to-month", "3"),
            ("to-year", "2026"),
            ("reason", "Amina is on leave."),
        ];
        town.robin.sends(&town.sam("/cover"), &form).await;
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        town.far.sends("/account/relatives", &[("reference", &reference)]).await;
        let list = town.robin.sees("/cover").await;
        list.says("Sam Osei").says("Nobody covers").says("cannot work with them any more");
        list.hides("until 20 March 2026");
    })
    .await;
}
