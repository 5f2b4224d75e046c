//! `/out`, `/out/new`, `/out/{out}`, `/out/{out}/safe`, `/out/{out}/later`, and the head of every page.

use crate::people_world::{Browser, Town, in_town};
use axum::http::StatusCode;
use practice::dates::clock_time;
use practice::staff::Role;

const MINUTE: i64 = 60;
const WHERE: &str = "The flat over the baker’s in Quay Street";
const COULD_NOT: &str = "Could not look whether somebody is overdue";

/// A time so many minutes from now, as somebody types it.
fn in_minutes(town: &Town, minutes: i64) -> String {
    clock_time(town.place.house.now().plus_seconds(minutes * MINUTE))
}

/// Somebody goes out alone until so many minutes from now; answers the page of it.
async fn goes(town: &Town, who: &Browser, minutes: i64) -> String {
    let back_by = in_minutes(town, minutes);
    let form =
        [("back_by", &*back_by), ("place", WHERE), ("telephone", "01632 960123"), ("other", "A red car")];
    assert_eq!(who.sends("/out/new", &form).await, "/?done=out");
    page_of(who, "/later").await
}

/// The page of a time out alone that the head of a page leads to.
async fn page_of(who: &Browser, ending: &str) -> String {
    let page = who.sees("/account").await;
    let links =
        page.text.split("href=\"/out/").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
    let found = links.into_iter().find(|link| link.ends_with(ending) && link.len() > 30);
    format!("/out/{}", found.unwrap_or_else(|| panic!("{}", page.text)).trim_end_matches(ending))
}

/// So many minutes pass, and everybody signs in again.
async fn passes(town: &mut Town, minutes: i64) {
    town.place.clock.pass(minutes * MINUTE);
    town.amina = town.again(&town.amina).await;
    town.bryn = town.again(&town.bryn).await;
    town.robin = town.again(&town.robin).await;
    town.far = town.again(&town.far).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_says_who_is_told_and_where_somebody_goes_is_nobody_elses_yet() {
    in_town(async |mut town| {
        town.amina.sends("/account/telephone", &[("telephone", "01632 960555")]).await;
        let form = town.amina.sees("/out/new").await;
        let (first, then) = form.text.split_once("And after 15 minutes").unwrap();
        assert!(!first.contains("Bryn Hale") && then.contains("Bryn Hale"), "{first}");
        form.says("Robin Fell").says("value=\"01632 960555\"").says("names of young people");
        let out = goes(&town, &town.amina, 120).await;
        let until = in_minutes(&town, 120);
        town.amina.sees("/people").await.says("You said you would be back by").says(&until).says("I am safe");
        town.amina
            .sees(&out)
            .await
            .says("You are out alone")
            .says(WHERE)
            .says("01632 960123")
            .says("A red car");
        town.bryn.sees("/people").await.hides("You said you would be back by");
        town.robin.sees("/people").await.hides("has not said that they are safe").hides(COULD_NOT);
        let early = town.robin.sees(&out).await;
        early
            .says("Amina Okafor is out alone")
            .says(&until)
            .hides(WHERE)
            .hides("960123")
            .hides("What did you find?");
        for stranger in [&town.bryn, &town.far] {
            assert_eq!(stranger.get(&out).await.status, StatusCode::NOT_FOUND);
            for form in ["", "/safe", "/later"] {
                let sent = stranger.post(&format!("{out}{form}"), &[("back_by", "11pm")]).await;
                assert_eq!(sent.status, StatusCode::NOT_FOUND, "{form}");
            }
        }
        for of_theirs in ["/safe", "/later"] {
            let sent = town.robin.post(&format!("{out}{of_theirs}"), &[("back_by", "11pm")]).await;
            assert_eq!(sent.status, StatusCode::NOT_FOUND, "{of_theirs}");
        }
        passes(&mut town, 1).await;
        town.amina.sees("/people").await.says("I am safe");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_very_minute_every_page_of_whoever_answers_for_them_alarms_and_of_nobody_else() {
    in_town(async |mut town| {
        let out = goes(&town, &town.amina, 60).await;
        let seconds = town.place.house.now().0 / 1_000_000 % 60;
        town.place.clock.pass(60 * MINUTE - seconds - 1);
        town.robin = town.again(&town.robin).await;
        town.robin.sees("/people").await.hides("has not said that they are safe");
        town.place.clock.pass(1);
        let alarm = "has not said that they are safe";
        for path in ["/", "/people", "/account", "/people/not-an-id"] {
            town.robin
                .get(path)
                .await
                .says("Amina Okafor")
                .says(alarm)
                .says(&format!("href=\"{out}\""))
                .hides(WHERE);
        }
        town.robin.sees("/out/overdue").await.says(alarm).hides("Nobody whom you");
        passes(&mut town, 0).await;
        town.amina.sees("/people").await.says("Others are told that you are overdue").hides(alarm);
        town.bryn.sees("/out/overdue").await.hides(alarm).says("Nobody whom you answer for is overdue.");
        for other in [&town.bryn, &town.far] {
            other.sees("/people").await.hides(alarm);
            assert_eq!(other.get(&out).await.status, StatusCode::NOT_FOUND);
        }
        town.robin
            .sees(&out)
            .await
            .says("Amina Okafor is overdue")
            .says(WHERE)
            .says("01632 960123")
            .says("A red car");
        let reader = town.worker("Inga Gov", Role::InformationGovernance).await;
        let looks = reader.sees(&format!("/looks/workers/{}", town.robin.worker.post)).await;
        looks.says("Where a worker went who was out alone and overdue");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_on_call_is_told_wherever_they_work() {
    in_town(async |mut town| {
        let far = town.far.worker.post.to_string();
        let days = [
            ("from-day", "2"),
            ("from-month", "3"),
            ("from-year", "2026"),
            ("to-day", "2"),
            ("to-month", "3"),
            ("to-year", "2026"),
        ];
        town.robin.sends("/on-call/new", &[&[("post", &*far), ("team", "")][..], &days].concat()).await;
        town.amina.sees("/out/new").await.says("Noor Far").says("Robin Fell");
        let out = goes(&town, &town.amina, 30).await;
        passes(&mut town, 31).await;
        town.far.sees("/people").await.says("has not said that they are safe");
        town.far.sees(&out).await.says(WHERE);
        town.bryn.sees("/people").await.hides("has not said that they are safe");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_who_goes_alone_alarms_somebody_else() {
    in_town(async |mut town| {
        let head = town.worker_of_no_team("Hedda Service", Role::HeadOfService).await;
        town.robin.sees("/out/new").await.says("Hedda Service");
        goes(&town, &town.robin, 30).await;
        passes(&mut town, 31).await;
        let head = town.again(&head).await;
        head.sees("/people").await.says("Robin Fell").says("has not said that they are safe");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_gets_later_and_then_they_are_safe_and_what_they_wrote_is_gone() {
    in_town(async |mut town| {
        let out = goes(&town, &town.amina, 30).await;
        let later = format!("{out}/later");
        let wrong = town.amina.post(&later, &[("back_by", "soon")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("must be a time").says("value=\"soon\"");
        let time = in_minutes(&town, 90);
        assert_eq!(town.amina.sends(&later, &[("back_by", &time)]).await, "/?done=later");
        passes(&mut town, 31).await;
        town.robin.sees("/people").await.hides("has not said that they are safe");
        town.amina.sees("/people").await.says(&time);
        passes(&mut town, 60).await;
        town.robin.sees("/people").await.says("has not said that they are safe");
        assert_eq!(town.amina.sends(&format!("{out}/safe"), &[]).await, "/?done=safe");
        assert_eq!(town.amina.sends(&format!("{out}/safe"), &[]).await, "/?done=safe");
        town.robin.sees("/people").await.hides("has not said that they are safe");
        town.amina.sees("/?done=safe").await.says("You are safe").hides("I am safe");
        town.amina.sees(&out).await.says("You were out alone").hides(WHERE).says("Deleted when it was over");
        let authority = town.council.authority;
        let stream = out.trim_start_matches("/out/").parse().unwrap();
        assert_eq!(town.place.house.records.out_words(authority, stream).await.unwrap(), None);
        let overtaken = town.amina.post(&later, &[("back_by", &in_minutes(&town, 60))]).await;
        assert_eq!(overtaken.status, StatusCode::UNPROCESSABLE_ENTITY);
        overtaken.says("Amina Okafor said at").says("Nothing was changed.");
        town.robin.sees("/out").await.says("Amina Okafor").says("They did").says("Nobody of yours has said");
        town.far.get("/out").await.says("In your role you may not");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_tried_stands_newest_first_and_the_alarm_stays_until_they_are_found_safe() {
    in_town(async |mut town| {
        let dee = town.worker("Dee Putty", Role::Deputy).await;
        let out = goes(&town, &town.amina, 30).await;
        let early = town.robin.post(&out, &[("found", "safe"), ("what", "She is here.")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        early.says("are not overdue").says("She is here.");
        passes(&mut town, 31).await;
        let dee = town.again(&dee).await;
        let empty = town.robin.post(&out, &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.says("Choose whether they are safe.").says("Write what you did, and what came of it.");
        let rang =
            [("found", "not_yet"), ("what", "Rang twice, no answer"), ("idempotency_key", "rang-twice-1")];
        assert_eq!(town.robin.sends(&out, &rang).await, format!("{out}?done=tried"));
        town.robin.sends(&out, &rang).await;
        dee.sends(&out, &[("found", "not_yet"), ("what", "Rang the police, reference 123")]).await;
        let page = dee.sees(&out).await;
        page.says("Robin Fell").says(WHERE);
        let (newer, older) = page.text.split_once("Rang the police, reference 123").unwrap();
        assert!(
            !newer.contains("Rang twice") && older.matches("Rang twice, no answer").count() == 1,
            "{}",
            page.text
        );
        town.robin.sees("/people").await.says("has not said that they are safe");
        dee.sends(&out, &[("found", "safe"), ("what", "Spoke to her, safe at home")]).await;
        town.robin.sees("/people").await.hides("has not said that they are safe");
        let late = town.robin.post(&out, &[("found", "not_yet"), ("what", "Drove past")]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        late.says("Dee Putty said at").says("Drove past").says("Spoke to her, safe at home").hides(WHERE);
        town.amina.sees(&out).await.says("Spoke to her, safe at home").hides(WHERE);
        town.robin.sees("/out").await.says("Dee Putty");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_is_wrong_is_said_at_once_and_one_time_is_one() {
    in_town(async |town| {
        let empty = town.amina.post("/out/new", &[("other", "A red car")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty
            .says("Enter the time by which you will be back.")
            .says("Write where you are going")
            .says("A red car");
        let far_off = in_minutes(&town, 12 * 60 + 2);
        let wrong = town
            .amina
            .post("/out/new", &[("back_by", &*far_off), ("place", WHERE), ("telephone", "mine")])
            .await;
        wrong.says("within 12 hours").says("Enter a telephone number").says(WHERE);
        let back_by = in_minutes(&town, 30);
        let form = [("back_by", &*back_by), ("place", WHERE), ("idempotency_key", "going-out-1")];
        town.amina.sends("/out/new", &form).await;
        town.amina.sends("/out/new", &form).await;
        let again = town.amina.post("/out/new", &form[..2]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.says("You are out alone already, until");
        assert_eq!(town.amina.sees("/account").await.text.matches("I am safe").count(), 1);
        town.amina.sees("/drafts").await.says("Going out alone").says("baker");
        town.amina.sends(&format!("{}/safe", page_of(&town.amina, "/later").await), &[]).await;
        town.amina.sees("/drafts").await.hides("Going out alone").hides("baker");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_sent_again_when_that_time_is_over_says_so_and_goes_out_when_it_is_pressed_again() {
    in_town(async |town| {
        let back_by = in_minutes(&town, 30);
        let form = [("back_by", &*back_by), ("place", WHERE), ("idempotency_key", "going-out-1")];
        town.amina.sends("/out/new", &form).await;
        town.amina.sees("/?done=out").await.says("It is written down").says(&format!("back by {back_by}"));
        let out = page_of(&town.amina, "/later").await;
        let (first, second) = (in_minutes(&town, 60), in_minutes(&town, 90));
        let longer = [("back_by", &*first), ("idempotency_key", "longer-1")];
        town.amina.sends(&format!("{out}/later"), &longer).await;
        town.amina.sends(&format!("{out}/later"), &longer).await;
        town.amina.sends(&format!("{out}/later"), &[("back_by", &second)]).await;
        let stale = town.amina.post(&format!("{out}/later"), &longer).await;
        assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
        stale.says("since then you said that you are back by").says(&second).hides("longer-1");
        town.amina.sees(&format!("{out}/safe")).await.says("Yes, I am safe");
        town.amina.sends(&format!("{out}/safe"), &[]).await;
        town.amina.sees("/?done=out").await.hides("It is written down");
        town.amina.sees("/?done=later").await.hides("It is written down");
        let over = town.amina.post(&format!("{out}/later"), &longer).await;
        assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY);
        let again = town.amina.post("/out/new", &form).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.says("that time is over. Press again to go out anew.").says(WHERE).hides("going-out-1");
        town.amina.sends("/out/new", &form[..2]).await;
        town.amina.sees("/?done=safe").await.hides("You are safe");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_writes_what_they_found_others_are_told_as_well() {
    in_town(async |mut town| {
        let alarm = "has not said that they are safe";
        let head = town.worker_of_no_team("Hedda Service", Role::HeadOfService).await;
        town.amina
            .sees("/out/new")
            .await
            .says("And after 15 minutes")
            .says("Hedda Service")
            .says("whose screen is locked");
        goes(&town, &town.amina, 30).await;
        passes(&mut town, 44).await;
        town.again(&head).await.sees("/people").await.hides(alarm);
        passes(&mut town, 2).await;
        town.again(&head).await.sees("/people").await.says(alarm);
        town.bryn.sees("/people").await.hides(alarm);
        passes(&mut town, 15).await;
        town.bryn.sees("/people").await.says(alarm);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_presses_that_they_are_safe_on_a_locked_screen_stands_before_the_button_again() {
    in_town(async |town| {
        let safe = format!("{}/safe", goes(&town, &town.amina, 30).await);
        town.amina.sends("/lock", &[("back", "/")]).await;
        let to = town.amina.sends(&safe, &[]).await;
        assert_eq!(to, format!("/locked?back={}", safe.replace('/', "%2F")));
        let amina = town.again(&town.amina).await;
        amina.sees(&safe).await.says("Yes, I am safe");
        assert_eq!(town.bryn.get(&safe).await.status, StatusCode::NOT_FOUND);
        assert_eq!(amina.sends(&safe, &[]).await, "/?done=safe");
        amina.sees("/drafts").await.hides("out alone");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_but_oneself_could_look_nobody_goes() {
    in_town(async |town| {
        if !town.place.behind_its_back("UPDATE account SET password = NULL") {
            return;
        }
        let back_by = in_minutes(&town, 30);
        let form = [("back_by", &*back_by), ("place", WHERE)];
        let refused = town.amina.post("/out/new", &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("Nobody would be told").says(WHERE);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_out_keeps_their_own_button_where_others_cannot_be_looked_for() {
    in_town(async |mut town| {
        goes(&town, &town.robin, 30).await;
        passes(&mut town, 31).await;
        goes(&town, &town.amina, 30).await;
        if !town.place.behind_its_back("ALTER TABLE on_call RENAME TO off_call") {
            return;
        }
        town.amina.sees("/people").await.says("I am safe").says(COULD_NOT);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_while_they_are_out_still_alarms() {
    in_town(async |mut town| {
        let out = goes(&town, &town.amina, 30).await;
        let ending = work::staff::Ending::because("Left");
        work::staff::end_post(&town.place.operator(&town.council), town.amina.worker.post, &ending)
            .await
            .unwrap();
        passes_without_amina(&mut town, 31).await;
        town.robin.sees("/people").await.says("Amina Okafor").says("has not said that they are safe");
        town.robin.sees(&out).await.says(WHERE);
        town.robin.sends(&out, &[("found", "safe"), ("what", "She is at home")]).await;
        town.robin.sees("/people").await.hides("has not said that they are safe");
    })
    .await;
}

async fn passes_without_amina(town: &mut Town, minutes: i64) {
    town.place.clock.pass(minutes * MINUTE);
    town.robin = town.again(&town.robin).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_can_look_every_page_says_so_and_stays() {
    in_town(async |town| {
        if !town.place.behind_its_back("ALTER TABLE out_alone RENAME TO out_away") {
            return;
        }
        for path in ["/", "/people", "/account", "/out/overdue"] {
            town.robin.sees(path).await.says(COULD_NOT);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_the_journal_nor_a_list_holds_where_they_went() {
    in_town(async |mut town| {
        let out = goes(&town, &town.amina, 30).await;
        let stream = out.trim_start_matches("/out/").parse().unwrap();
        let authority = town.council.authority;
        let events = town.place.house.records.service_events(authority, stream).await.unwrap();
        for event in &events {
            let payload = String::from_utf8(event.body.payload()).unwrap();
            assert!(!payload.contains("baker") && !payload.contains("960123"), "{payload}");
        }
        let sealed = town.place.house.records.out_words(authority, stream).await.unwrap().unwrap();
        assert!(!String::from_utf8_lossy(&sealed).contains("baker"));
        passes(&mut town, 31).await;
        town.robin.sees("/out").await.says("Amina Okafor").says("Overdue").hides("baker").hides("960123");
        town.amina.sees("/drafts").await.hides("baker");
    })
    .await;
}
