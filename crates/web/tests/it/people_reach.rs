//! `/people/{person}/reach`: how to reach somebody.

use crate::people_world::{in_town, same_nothing};
use practice::staff::Role;

#[tokio::test(flavor = "multi_thread")]
async fn how_to_reach_them_safely_stands_before_any_number() {
    in_town(async |town| {
        town.amina.sees(&town.sam("/reach")).await.says("Ask their key worker before you call");
        town.amina
            .sends(&town.sam("/record/safe-contact"), &[("channel", "Text first"), ("voicemail", "no")])
            .await;
        town.amina.sends(&town.sam("/record/phone"), &[("value", "01632 960001")]).await;
        let page = town.amina.sees(&town.sam("/reach")).await;
        let main = page.text.split("<main").nth(1).unwrap();
        let (safe, number) =
            (main.find("Text first. Leave no voicemail.").unwrap(), main.find("tel:01632960001").unwrap());
        assert!(safe < number);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shielded_number_is_shown_to_managers_and_to_nobody_else() {
    in_town(async |town| {
        town.amina.sends(&town.sam("/record/phone"), &[("value", "01632 960001"), ("shielded", "yes")]).await;
        town.bryn.sees(&town.sam("/reach")).await.says("Shielded. Ask a manager on call.").hides("960001");
        town.robin.sees(&town.sam("/reach")).await.says("tel:01632960001").says(">Shielded</strong>");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_other_page_holds_a_number() {
    in_town(async |town| {
        town.amina.sends(&town.sam("/record/phone"), &[("value", "01632 960001")]).await;
        for rest in ["", "/story/print", "/card", "/history?on=2026-03-02"] {
            town.robin.sees(&town.sam(rest)).await.hides("960001");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_is_no_longer_right_goes_from_the_page() {
    in_town(async |town| {
        town.amina.sends(&town.sam("/record/phone"), &[("value", "01632 960001")]).await;
        let page = town.amina.sees(&town.sam("/reach")).await;
        let stream = &page.text.split("end-contact/").nth(1).unwrap()[..36];
        town.amina.sees(&town.sam(&format!("/record/end-contact/{stream}"))).await.says("01632 960001");
        town.amina
            .sends(&town.sam(&format!("/record/end-contact/{stream}")), &[("reason", "New phone")])
            .await;
        town.amina.sees(&town.sam("/reach")).await.hides("960001").says("would stand here");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_opens_within_reach_only_and_the_look_is_written_down() {
    in_town(async |town| {
        same_nothing(&town.far, &town.sam("/reach"), "/people/00000000-0000-0000-0000-000000000001/reach")
            .await;
        town.bryn.sees(&town.sam("/reach")).await;
        let audit = town.worker_of_no_team("Ig Gov", Role::InformationGovernance).await;
        audit
            .sees(&town.sam("/looks"))
            .await
            .says("Bryn Hale")
            .says("Addresses and numbers")
            .hides("Sam Osei");
    })
    .await;
}
