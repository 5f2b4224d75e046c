//! The safety card, the record on a day, and who looked.

use crate::people_world::{in_town, same_nothing};
use axum::http::StatusCode;
use practice::staff::Role;

#[tokio::test(flavor = "multi_thread")]
async fn the_safety_card_holds_what_a_night_worker_needs() {
    in_town(async |town| {
        let alert = [
            ("alert", "Seizures"),
            ("review_on-day", "1"),
            ("review_on-month", "5"),
            ("review_on-year", "2026"),
        ];
        town.amina.sends(&town.sam("/record/alert"), &alert).await;
        town.amina.sends(&town.sam("/record/health"), &[("topic", "allergy"), ("fact", "Penicillin")]).await;
        town.amina.sends(&town.sam("/record/what-helps"), &[("value", "Sitting outside")]).await;
        let relief = town.worker("Rae Lief", Role::ReliefWorker).await;
        let card = relief.sees(&town.sam("/card")).await;
        card.says("Seizures")
            .says("Penicillin")
            .says("Sitting outside")
            .says("Amina Okafor")
            .says("Print the safety card");
        card.says("Printed by Rae Lief").says("from an open page");
        same_nothing(&town.far, &town.sam("/card"), "/people/00000000-0000-0000-0000-000000000001/card")
            .await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_card_says_what_it_does_not_know() {
    in_town(async |town| {
        town.amina
            .sees(&town.sam("/card"))
            .await
            .says("There is no alert now.")
            .says("That does not mean there is none.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_record_on_a_day_shows_what_was_known_then_under_a_banner_with_todays_alerts_at_the_head() {
    in_town(async |town| {
        town.amina.sends(&town.sam("/record/pronouns"), &[("value", "he")]).await;
        let sign_in = 3 * 86_400;
        town.place.clock.pass(sign_in);
        let amina = town.worker("Amy Later", Role::OutreachKeyWorker).await;
        let shown = amina.sees(&town.sam("/record/pronouns")).await.hidden("shown");
        amina
            .sends(&town.sam("/record/pronouns"), &[("value", "she"), ("shown", &shown), ("why", "changed")])
            .await;
        let then = amina.sees(&town.sam("/history?on=2026-03-03")).await;
        let main = then.text.split("<main").nth(1).unwrap().to_owned();
        assert!(main.contains("<p class=\"govuk-body\" dir=\"auto\">he</p>"), "{main}");
        then.says("This is not the record of today").hides("/record/pronouns").says("<bdi>she</bdi>");
        amina.sees(&town.sam("/history?on=2026-03-01")).await.says("Nothing had been written down by then.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_is_typed_in_boxes_and_stands_in_the_address() {
    in_town(async |town| {
        let asked = town.amina.get(&town.sam("/history?on-day=2&on-month=march&on-year=2026")).await;
        assert_eq!(
            (asked.status, asked.location),
            (StatusCode::SEE_OTHER, town.sam("/history?on=2026-03-02"))
        );
        for query in [
            "on-day=2&on-month=march&on-year=2099",
            "on-day=31&on-month=2&on-year=2026",
            "on=2099-01-01",
            "on-day=",
        ] {
            let page = town.amina.get(&town.sam(&format!("/history?{query}"))).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
            page.says("href=\"#on");
        }
        same_nothing(
            &town.far,
            &town.sam("/history?on=2026-03-02"),
            "/people/00000000-0000-0000-0000-000000000001/history?on=2026-03-02",
        )
        .await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_looked_is_for_those_who_look_after_it_and_shows_no_name_of_a_young_person() {
    in_town(async |town| {
        town.bryn.sees(&town.sam("")).await;
        let audit = town.worker_of_no_team("Ig Gov", Role::InformationGovernance).await;
        audit.sees(&town.sam("/looks")).await.says("Bryn Hale").says("The record").hides("Sam Osei");
        same_nothing(&audit, "/people/00000000-0000-0000-0000-000000000001/looks", "/people/x/looks").await;
        assert_eq!(town.robin.get(&town.sam("/looks")).await.status, StatusCode::FORBIDDEN);
        assert_eq!(audit.get(&town.sam("")).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_cannot_be_read_is_answered_with_a_sentence_and_no_words_for_programmers() {
    in_town(async |town| {
        for path in ["/people/%FF", "/looks/workers/%FF", "/entries/%80/correct"] {
            for who in [&town.amina, &town.robin] {
                let page = who.get(path).await;
                assert!(page.status.is_client_error(), "{path}: {}", page.status);
                page.says("<h1").hides("UTF-8").hides("deserialize");
            }
        }
        let unreadable = town.amina.get("/people/%FF").await;
        assert_eq!(unreadable.status, StatusCode::BAD_REQUEST);
        unreadable.says("This address cannot be read.");
        let of_no_form = town.amina.post("/drafts", &[("name", "Jo")]).await;
        assert_eq!(of_no_form.status, StatusCode::BAD_REQUEST);
        of_no_form.says("This draft belongs to no form.");
        // A draft belongs to a form that can be, on an engine that keeps no NUL, too.
        let draft = town.amina.post("/drafts?form=%2Fpeople%2F%00", &[("name", "Jo")]).await;
        assert_eq!(draft.status, StatusCode::BAD_REQUEST);
        draft.says("This draft belongs to no form.");
    })
    .await;
}
