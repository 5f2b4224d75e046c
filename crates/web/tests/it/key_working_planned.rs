//! `/people/{person}/plan-contact` and `/people/{person}/planned/{plan}`: what is planned, and what became of it.

use crate::people_world::{Town, in_town, same_nothing};
use axum::http::StatusCode;
use practice::ids::{EventId, StreamId};
use practice::journal::Body;
use practice::staff::Role;

const NOBODYS: &str = "/people/00000000-0000-0000-0000-000000000001/plan-contact";

fn on<'a>(day: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let when = [("day-day", day), ("day-month", "3"), ("day-year", "2026")];
    when.into_iter().chain(more.iter().copied()).collect()
}

/// Amina plans to meet Sam on a day of March.
async fn plans(town: &Town, day: &str, more: &[(&str, &str)]) -> String {
    let by = town.amina.worker.post.to_string();
    let form: Vec<_> = on(day, more).into_iter().chain([("how", "meet"), ("by", by.as_str())]).collect();
    town.amina.sends(&town.sam("/plan-contact"), &form).await;
    let plan = stands(town).await.0;
    town.sam(&format!("/planned/{plan}"))
}

async fn stands(town: &Town) -> (StreamId, EventId) {
    let events = town.events().await;
    let plan = events.iter().rev().find(|event| matches!(event.body, Body::ContactPlanned(_))).unwrap();
    (plan.stream, plan.id)
}

async fn count(town: &Town, is_one: fn(&Body) -> bool) -> usize {
    town.events().await.iter().filter(|event| is_one(&event.body)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_is_planned_once_and_stands_at_the_head_of_the_story() {
    in_town(async |town| {
        let path = town.sam("/plan-contact");
        town.amina.sees(&town.sam("/story")).await.says(&format!("href=\"{path}\""));
        let form = town.amina.sees(&path).await;
        form.says("Who goes?").says("Amina Okafor");
        let (key, by) = (form.key(), town.amina.worker.post.to_string());
        let sent = on(
            "3",
            &[
                ("how", "meet"),
                ("time", "3pm"),
                ("place", "The <quay>"),
                ("purpose", "School"),
                ("by", &by),
                ("idempotency_key", &key),
            ],
        );
        let to = town.amina.sends(&path, &sent).await;
        assert_eq!(town.amina.sends(&path, &sent).await, to);
        assert_eq!(count(&town, |body| matches!(body, Body::ContactPlanned(_))).await, 1);
        let story = town.amina.sees(&to).await;
        story
            .says("It is planned")
            .says("Next: <strong>meet on 3 March 2026 at 3:00pm</strong>")
            .says("The &lt;quay&gt;")
            .says("A visit was planned")
            .hides("Log it<");
        town.amina.sees("/").await.hides("Planned: meet Sam Osei");
        town.place.clock.pass(86_400);
        let amina = town.again(&town.amina).await;
        amina.sees("/").await.says("Planned: meet Sam Osei").says("Today at 3:00pm").hides("quay");
        town.again(&town.bryn).await.sees("/").await.hides("Planned: meet Sam Osei");
        town.place.clock.pass(86_400);
        let day = town.again(&town.amina).await.sees("/").await;
        day.says("Did this happen?").says("It was to be on 3 March 2026 at 3:00pm");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn logging_it_ends_the_plan_and_what_came_of_it_is_asked() {
    in_town(async |town| {
        plans(&town, "2", &[("place", "The quay"), ("purpose", "School"), ("time", "6am")]).await;
        let (plan, _) = stands(&town).await;
        let path = town.sam("/contacts/new");
        let form = town.amina.sees(&format!("{path}?plan={plan}")).await;
        form.says("It was planned for 2 March 2026 at 6:00am.")
            .hides("value=\"06:00\"")
            .says("value=\"The quay\"")
            .says("value=\"School\"");
        assert_eq!(form.hidden("plan"), plan.to_string());
        let (key, plan) = (form.key(), plan.to_string());
        let sent = on("2", &[("how", "tried"), ("plan", &plan), ("idempotency_key", &key)]);
        let to = town.amina.sends(&path, &sent).await;
        assert_eq!(town.amina.sends(&path, &sent).await, to);
        assert_eq!(count(&town, |body| matches!(body, Body::ContactLogged(_))).await, 1);
        assert_eq!(count(&town, |body| matches!(body, Body::PlanLogged(_))).await, 1);
        town.amina.sees(&to).await.hides("Next: <strong>").says("Tried, no answer");
        town.amina.sees("/").await.hides("Planned: meet");
        let late = town.amina.post(&path, &on("2", &[("how", "met"), ("plan", &plan)])).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        late.says("What was planned was logged or called off meanwhile.").hides("name=\"plan\"");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_changes_with_a_reason_and_none_is_changed_in_silence() {
    in_town(async |town| {
        let path = plans(&town, "3", &[("purpose", "School")]).await;
        let (_, first) = stands(&town).await;
        let by = town.amina.worker.post.to_string();
        let form = town.robin.sees(&path).await;
        form.says("It is planned for 3 March 2026.").says("value=\"School\"");
        assert_eq!(form.hidden("shown"), first.to_string());
        let shown = first.to_string();
        let change = on(
            "5",
            &[
                ("what", "change"),
                ("how", "speak"),
                ("by", &by),
                ("shown", &shown),
                ("whose", "young_person"),
            ],
        );
        let bare = town.amina.post(&path, &change).await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        bare.says("Say why, in a few words.").says("value=\"5\"");
        let whole: Vec<_> = change.iter().copied().chain([("reason", "You had a match")]).collect();
        town.amina.sends(&path, &whole).await;
        let story = town.amina.sees(&town.sam("/story")).await;
        story.says("speak on 5 March 2026").says("A planned call was changed").says("By them: </span>");
        let overtaken: Vec<_> = change.iter().copied().chain([("reason", "A late bus")]).collect();
        let overtaken = town.robin.post(&path, &overtaken).await;
        assert_eq!(overtaken.status, StatusCode::UNPROCESSABLE_ENTITY);
        overtaken
            .says("Somebody changed this plan meanwhile: it is for 5 March 2026 now.")
            .says("A late bus");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_is_called_off_is_gone_and_a_double_press_is_done() {
    in_town(async |town| {
        let path = plans(&town, "3", &[]).await;
        let form = town.amina.sees(&path).await;
        let (key, shown) = (form.key(), form.hidden("shown"));
        let off = [
            ("what", "off"),
            ("whose", "us"),
            ("reason", "I was ill"),
            ("shown", shown.as_str()),
            ("idempotency_key", key.as_str()),
        ];
        let to = town.amina.sends(&path, &off).await;
        assert_eq!(town.amina.sends(&path, &off).await, to);
        let story = town.amina.sees(&to).await;
        story.says("It is called off").says("By us: </span>").says("I was ill").hides("Next: <strong>");
        assert_eq!(town.amina.get(&path).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_will_not_do_is_said_at_once_and_kept() {
    in_town(async |town| {
        let path = town.sam("/plan-contact");
        let far = town.far.worker.post.to_string();
        let wrong = town.amina.post(&path, &on("1", &[("by", "x"), ("place", "The <quay>")])).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong
            .says("Choose how you will be in touch.")
            .says("Choose a day from today to 3 March 2027.")
            .says("Choose who goes.")
            .says("The &lt;quay&gt;");
        let far = town.amina.post(&path, &on("3", &[("how", "meet"), ("by", &far)])).await;
        assert_eq!(far.status, StatusCode::UNPROCESSABLE_ENTITY);
        far.says("Choose who goes from the list.").says("href=\"#by\"");
        town.amina.post(&path, &[]).await.says("href=\"#day\"").says("href=\"#how\"");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_of_somebody_who_does_not_work_with_them_stands_in_the_day_of_the_key_worker() {
    in_town(async |town| {
        let by = town.bryn.worker.post.to_string();
        town.bryn.sends(&town.sam("/plan-contact"), &on("2", &[("how", "speak"), ("by", &by)])).await;
        town.amina.sees("/").await.says("Planned: speak with Sam Osei");
        town.bryn.sees("/").await.hides("Planned: speak");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_read_a_plan_learns_nothing_of_it() {
    in_town(async |town| {
        let robin = town.robin.worker.post.to_string();
        let form =
            on("2", &[("how", "meet"), ("by", &robin), ("class", "police"), ("purpose", "A statement")]);
        town.robin.sends(&town.sam("/plan-contact"), &form).await;
        let (plan, _) = stands(&town).await;
        town.robin.sees(&town.sam("/story")).await.says("A statement");
        town.amina.sees(&town.sam("/story")).await.hides("A statement").hides("Next: <strong>");
        town.amina.sees("/").await.hides("Planned: meet");
        let theirs = town.sam(&format!("/planned/{plan}"));
        let nobodys = town.sam("/planned/00000000-0000-0000-0000-000000000009");
        same_nothing(&town.amina, &theirs, &nobodys).await;
        let form = town.amina.sees(&town.sam(&format!("/contacts/new?plan={plan}"))).await;
        form.hides("It was planned").hides("A statement");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn out_of_reach_it_is_as_it_is_with_nobody() {
    in_town(async |town| {
        let plan = plans(&town, "3", &[]).await;
        same_nothing(&town.far, &town.sam("/plan-contact"), NOBODYS).await;
        for path in [town.sam("/plan-contact"), plan.clone()] {
            assert_eq!(
                town.far.post(&path, &on("3", &[("how", "meet")])).await.status,
                StatusCode::NOT_FOUND
            );
        }
        let board = town.worker("Bo Board", Role::BoardMember).await;
        assert_eq!(board.get(&plan).await.status, StatusCode::FORBIDDEN);
        town.amina
            .sees(&town.sam("/story?open=yes"))
            .await
            .hides("A visit was planned")
            .hides("Next: <strong>");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_moved_meanwhile_is_not_ended_in_silence_nor_are_words_about_it_lost() {
    in_town(async |town| {
        let path = plans(&town, "2", &[("purpose", "School")]).await;
        let (plan, _) = stands(&town).await;
        let (contact, plan) = (town.sam("/contacts/new"), plan.to_string());
        let form = town.amina.sees(&format!("{contact}?plan={plan}")).await;
        let begun = form.hidden("plan_shown");
        let by = town.amina.worker.post.to_string();
        let shown = town.robin.sees(&path).await.hidden("shown");
        let more = [("what", "change"), ("how", "meet"), ("by", &*by), ("whose", "young_person")];
        let moved: Vec<_> =
            on("9", &more).into_iter().chain([("reason", "A match"), ("shown", &*shown)]).collect();
        // What was wrong in the form alone says nothing of what stands.
        let wrong = town.amina.post(&path, &[("shown", &*shown), ("what", "off")]).await;
        assert_eq!(wrong.hidden("shown"), shown);
        town.robin.sends(&path, &moved).await;
        let logged = on("2", &[("how", "met"), ("plan", &plan), ("plan_shown", &begun)]);
        let late = town.amina.post(&contact, &logged).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        late.says("Somebody changed this plan meanwhile: it is for 9 March 2026 now.");
        assert_ne!(late.hidden("plan_shown"), begun);
        let off = [("what", "off"), ("whose", "young_person"), ("reason", "No wish"), ("shown", "")];
        let shown = town.robin.sees(&path).await.hidden("shown");
        let off: Vec<_> = off[..3].iter().copied().chain([("shown", &*shown)]).collect();
        town.robin.sends(&path, &off).await;
        let gone = town.amina.post(&path, &moved).await;
        assert_eq!(gone.status, StatusCode::CONFLICT);
        gone.says("This plan is not there for you any more").says("A match");
    })
    .await;
}
