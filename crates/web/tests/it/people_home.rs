//! `/`: the first page of each role.

use crate::people_world::{born, in_town};
use crate::support::Jar;
use practice::staff::Role;

#[tokio::test(flavor = "multi_thread")]
async fn a_key_worker_sees_their_young_people_and_can_add_a_note_with_one_press() {
    in_town(async |town| {
        let page = town.amina.sees("/").await;
        page.says("Sam Osei")
            .says(&town.sam("/notes/new"))
            .says("Young people I work with")
            .hides("Staff and teams");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_works_with_nobody_yet_sees_those_of_their_team() {
    in_town(async |town| {
        born(&town.place, &town.amina, "Jo Quist", "2011-01-02").await;
        town.robin.sees("/").await.says("Sam Osei").says("Jo Quist").hides("See all");
        town.far.sees("/").await.hides("Sam Osei").says("they stand here");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_without_records_are_told_what_they_can_do_and_are_promised_nothing() {
    in_town(async |town| {
        let board = town.worker_of_no_team("Bo Board", Role::BoardMember).await;
        board
            .sees("/")
            .await
            .says("Numbers")
            .says("Nothing is waiting for you")
            .hides("Sam Osei")
            .hides("later")
            .hides("soon");
        let admin = town.worker_of_no_team("Ada Min", Role::Administrator).await;
        admin.sees("/").await.says("Staff and teams").hides("Sam Osei");
        let audit = town.worker_of_no_team("Ig Gov", Role::InformationGovernance).await;
        audit.sees("/").await.says("Who looked").hides("Sam Osei");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_begun_and_not_sent_are_counted_and_searches_are_not() {
    in_town(async |town| {
        town.amina.sees("/").await.hides("you have begun and not sent");
        town.amina.post("/find", &[("sought", "Sam")]).await;
        let form = town.sam("/notes/new");
        let kept = town
            .amina
            .post(&format!("/drafts?form={}", form.replace('/', "%2F")), &[("text", "Half a note")])
            .await;
        assert_eq!(kept.status, 204);
        town.amina.sees("/").await.says("Go on with 1 form you have begun and not sent");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_is_told_of_stands_first_and_is_counted_on_every_page_until_they_have_read_it() {
    in_town(async |town| {
        town.amina.sees("/people").await.hides("waiting</span>");
        let why = [
            ("reason", "Sam is at our <door> and hurt."),
            ("number", &*town.place.house.records.reference_of(town.sam).await.unwrap().unwrap()),
        ];
        town.far.sends("/emergency", &why).await;
        town.amina
            .sees("/people")
            .await
            .says("<span class=\"nwd-number\">1<span class=\"govuk-visually-hidden\"> waiting");
        let home = town.amina.sees("/").await;
        home.says("For you to know").says("Noor Far").says("Sam is at our &lt;door&gt; and hurt.");
        let read =
            home.text.split_once("action=\"/notices/").unwrap().1.split('"').next().unwrap().to_owned();
        let to = town.amina.sends(&format!("/notices/{read}"), &[("read", "1")]).await;
        town.amina.sees(&to).await.hides("For you to know");
        town.robin
            .sees("/")
            .await
            .says("For you to know")
            .says("Look at 1 emergency opening")
            .says("By 3 March 2026");
        for nothing in ["x", "00000000-0000-4000-8000-000000000000"] {
            assert_eq!(town.amina.post(&format!("/notices/{nothing}"), &[]).await.status, 404);
        }
        assert_eq!(town.far.post(&format!("/notices/{read}"), &[]).await.status, 404, "not theirs");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_act_came_to_for_several_young_people_stands_in_one_box_and_is_read_at_once() {
    in_town(async |town| {
        let hub = town.council.hub.to_string();
        for name in ["Jo Vale", "Kit Lo"] {
            town.amina.sends("/people/new", &[("name", name), ("team", &hub)]).await;
        }
        let ada = town.worker("Ada Min", Role::Administrator).await;
        let form = [
            ("reason", "Moved away."),
            ("cover", "manager"),
            ("until-day", "30"),
            ("until-month", "3"),
            ("until-year", "2026"),
        ];
        ada.post(&format!("/staff/posts/{}/end", town.amina.worker.post), &form).await;
        let home = town.robin.sees("/").await;
        home.says("Sam Osei").says("Jo Vale").says("Kit Lo").says("I have read these");
        assert_eq!(home.text.matches("You cover for the key worker of").count(), 1);
        let (_, notice) = home.text.split_once("action=\"/notices/").unwrap();
        let (notice, rest) = notice.split_once('"').unwrap();
        let also: Vec<(&str, &str)> = rest
            .split("name=\"also\" value=\"")
            .skip(1)
            .map(|also| ("also", also.split('"').next().unwrap()))
            .collect();
        assert_eq!(also.len(), 2);
        town.robin.sends(&format!("/notices/{notice}"), &also).await;
        town.robin.sees("/").await.hides("You cover for the key worker of");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_leads_nowhere_keeps_the_navigation_of_whoever_is_signed_in() {
    in_town(async |town| {
        let nowhere = town.amina.get("/nowhere").await;
        assert_eq!(nowhere.status, 404);
        nowhere.says("Page not found").says("href=\"/people\"").says("Amina Okafor");
        let door = Jar::new(&town.place).get("/nowhere").await;
        assert_eq!(door.status, 404);
        door.says("Page not found").hides("href=\"/people\"");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_at_a_desk_is_named_and_counted() {
    in_town(async |town| {
        let eleri = town.worker_of_no_team("Eleri Voss", Role::MatchingDesk).await;
        eleri.sees("/").await.says("Nothing is waiting for you");
        born(&town.place, &town.far, "Sam Oseye", "2010-06-04").await;
        eleri.sees("/").await.says("Decide 1 suspected match").says("href=\"/matching\"");
        town.amina.sees("/").await.hides("suspected match");
    })
    .await;
}
