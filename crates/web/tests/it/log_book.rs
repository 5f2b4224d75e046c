//! `/log-book`: one day in a house.

use crate::people_world::{born, in_town};
use axum::http::StatusCode;
use practice::staff::Role;

fn day<'a>(day: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let when = [("day-day", day), ("day-month", "3"), ("day-year", "2026"), ("part", "evening")];
    when.into_iter().chain(more.iter().copied()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_who_stays_there_stands_with_what_was_written_of_the_day() {
    in_town(async |town| {
        town.amina
            .sees("/log-book")
            .await
            .says("Log book of")
            .says("Nobody whose record you may open stays here");
        town.amina.sees("/").await.says("href=\"/log-book\"");
        town.sleeps_in(town.sam, town.council.hub).await;
        let jo = born(&town.place, &town.amina, "Jo Quist", "2011-01-02").await;
        town.sleeps_in(jo, town.council.hub).await;
        town.amina.sends(&town.sam("/days/new"), &day("2", &[("text", "You cooked.")])).await;
        town.amina.sends(&town.sam("/incidents/new"), &day("2", &[("what", "A door was broken.")])).await;
        town.amina.sends(&town.sam("/notes/new"), &day("2", &[("text", "About school.")])).await;
        let yesterday = [("text", "You slept in."), ("asked_about", "day not with us 2026-03-01")];
        town.amina.sends(&town.sam("/days/new"), &day("1", &yesterday)).await;
        let book = town.bryn.sees("/log-book").await;
        book.says("Sam Osei").says("You cooked.").says("A door was broken.").hides("About school.");
        book.says("Jo Quist").says("Nothing that you may read").hides("You slept in.");
        book.says(&format!("href=\"{}\"", town.sam("/days/new")))
            .says(&format!("/people/{jo}/incidents/new"));
        let before = town.bryn.sees("/log-book?on=2026-03-01").await;
        before.says("You slept in.").says("those who stay here now").hides("You cooked.");
        town.bryn.sees("/log-book?on=2026-03-03").await.says("2 March 2026").says("You cooked.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_who_is_hidden_stands_there_and_no_house_is_told_by_them() {
    in_town(async |town| {
        town.sleeps_in(town.sam, town.council.hub).await;
        let jo = born(&town.place, &town.amina, "Jo Quist", "2011-01-02").await;
        town.sleeps_in(jo, town.council.hub).await;
        town.restricts_sam_to(&[&town.robin]).await;
        let text = [("text", "In confidence."), ("class", "family")];
        town.amina.sends(&format!("/people/{jo}/days/new"), &day("2", &text)).await;
        town.bryn.sees("/log-book").await.hides("Sam Osei").says("Jo Quist").says("In confidence.");
        let relief = town.worker("Rae Lief", Role::ReliefWorker).await;
        relief
            .sees("/log-book")
            .await
            .says("Jo Quist")
            .says("Nothing that you may read")
            .hides("In confidence.");
        let theirs = format!("/log-book?house={}", town.council.hub);
        let nobodys = "/log-book?house=0195539c-8280-4000-8000-00000000ffff";
        let (one, other) = (town.far.sees(&theirs).await, town.far.sees(nobodys).await);
        assert_eq!(one.without(&theirs), other.without(nobodys));
        one.hides("Jo Quist").says("Hill House");
        let audit = town.worker_of_no_team("Ig Gov", Role::InformationGovernance).await;
        assert_eq!(audit.get("/log-book").await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_look_is_written_down_and_whoever_died_stays_nowhere() {
    in_town(async |town| {
        town.sleeps_in(town.sam, town.council.hub).await;
        town.bryn.sees("/log-book").await.says("Sam Osei");
        let audit = town.worker_of_no_team("Tobias Renn", Role::InformationGovernance).await;
        audit.sees(&format!("/looks/workers/{}", town.bryn.worker.post)).await.says("Log book");
        let died = [("day-day", "1"), ("day-month", "3"), ("day-year", "2026"), ("told_by", "The hospital")];
        town.robin.sends(&town.sam("/record/died"), &died).await;
        town.bryn.sees("/log-book").await.hides("Sam Osei");
    })
    .await;
}
