//! What leaves: prints and files are written down, with what was on them.

use crate::people_world::{Town, in_town, same_nothing};
use axum::http::StatusCode;
use practice::staff::Role;
use records::Leaving;

async fn left_of_sam(town: &Town) -> Vec<Leaving> {
    town.place.house.records.left_of(town.council.authority, town.sam, 10).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_that_is_printed_carries_a_number_by_which_it_is_found_again() {
    in_town(async |town| {
        let screen = town.amina.sees(&town.sam("/card")).await;
        screen
            .says(&format!("href=\"{}\"", town.sam("/card/print")))
            .says("from an open page")
            .hides("Sheet ");
        assert_eq!(left_of_sam(&town).await, []);
        let page = town.amina.sees(&town.sam("/card/print")).await;
        page.says("Printed by Amina Okafor").says("Print this page").hides("from an open page");
        let left = left_of_sam(&town).await;
        let [one] = left.as_slice() else { panic!("{left:?}") };
        assert_eq!(
            (one.post, one.what.as_str(), one.form.as_str()),
            (town.amina.worker.post, "card", "sheet")
        );
        assert_eq!(
            (one.recipient.as_str(), one.purpose.as_deref(), one.at),
            ("paper", None, town.place.house.now())
        );
        let digits = one.id.simple().to_string();
        page.says(&format!("Sheet {}-{}", &digits[..4], &digits[4..8]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_sheet_has_the_same_digest_and_another_has_another() {
    in_town(async |town| {
        town.amina.sees(&town.sam("/card/print")).await;
        town.bryn.sees(&town.sam("/card/print")).await;
        town.amina.sends(&town.sam("/record/what-helps"), &[("value", "Sitting outside")]).await;
        town.amina.sees(&town.sam("/card/print")).await;
        let mut digests: Vec<[u8; 32]> = left_of_sam(&town).await.iter().map(|one| one.digest).collect();
        assert_eq!(digests.len(), 3);
        digests.sort_unstable();
        digests.dedup();
        assert_eq!(digests.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_printed_story_is_written_down_and_shown_to_those_who_look_after_who_looks() {
    in_town(async |town| {
        town.amina.sees(&town.sam("/story/print")).await.says("Sheet ").says("Back to the story");
        let number = {
            let digits = left_of_sam(&town).await[0].id.simple().to_string();
            format!("{}-{}", &digits[..4], &digits[4..8])
        };
        let ig = town.worker_of_no_team("Tobias Renn", Role::InformationGovernance).await;
        ig.sees(&town.sam("/looks"))
            .await
            .says("The story, as a sheet to print")
            .says(&number)
            .hides("Sam Osei");
        let by = format!("/looks/workers/{}", town.amina.worker.post);
        ig.sees(&by).await.says(&number).says("What left the system");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_written_down_does_not_leave() {
    in_town(async |town| {
        if !town.place.behind_its_back("ALTER TABLE leaving RENAME TO leaving_away") {
            return;
        }
        for sheet in ["/card/print", "/story/print"] {
            let page = town.amina.get(&town.sam(sheet)).await;
            assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{sheet}");
            page.says("This does not work just now").hides("Sam Osei");
        }
        town.place.behind_its_back("ALTER TABLE leaving_away RENAME TO leaving");
        town.amina.sees(&town.sam("/card/print")).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_out_of_reach_and_one_that_is_not_there_are_the_same_page_and_nothing_leaves() {
    in_town(async |town| {
        for sheet in ["/card/print", "/story/print"] {
            let nobodys = format!("/people/00000000-0000-0000-0000-000000000001{sheet}");
            same_nothing(&town.far, &town.sam(sheet), &nobodys).await;
        }
        assert_eq!(left_of_sam(&town).await, []);
    })
    .await;
}
