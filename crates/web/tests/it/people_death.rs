//! A death is written down, put right, and taken back.

use crate::people_world::in_town;
use axum::http::StatusCode;

#[tokio::test(flavor = "multi_thread")]
async fn a_death_stops_changes_and_ends_no_history() {
    in_town(async |town| {
        let typed = [("day-day", "1"), ("day-month", "3"), ("day-year", "2026"), ("told_by", "The hospital")];
        town.robin.sends(&town.sam("/record/died"), &typed).await;
        let record = town.amina.sees(&town.sam("")).await;
        record.says(">Died</strong>").hides("/record/name-used");
        record.says("1 March 2026</time>, at 15").hides("years old");
        town.amina.sees(&town.sam("/story")).await.says("They died").says("The hospital");
        // Whoever has the empty form open still, or the filled one of before, sees what stands.
        let others = [("day-day", "2"), ("day-month", "3"), ("day-year", "2026"), ("told_by", "Their nan")];
        let page = town.amina.post(&town.sam("/record/died"), &others).await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        page.says("The hospital").says("Their nan").hides("Why is it different now");
        let form = town.robin.sees(&town.sam("/record/died")).await;
        form.says("value=\"The hospital\"").hides("Check with a manager");
        let shown = form.hidden("shown");
        let others = [others.as_slice(), &[("shown", &*shown)]].concat();
        town.amina.sends(&town.sam("/record/died"), &others).await;
        town.amina.sees(&town.sam("")).await.says("2 March 2026</time>, at 15").says("Their nan");
        let story = town.amina.sees(&town.sam("/story")).await;
        story.says("Corrected by").says("<bdi>The hospital</bdi>").says("1 March 2026</time>");
        town.amina.sees(&town.sam("/card")).await.says("at 15").says("Has died");
        town.amina.sees(&town.sam("/reach")).await.says("They have died.").hides("before you call");
        let entry = story
            .text
            .split("/entries/")
            .find(|rest| rest.contains("They died"))
            .map(|rest| rest[..36].to_owned());
        let entry = town.amina.sees(&format!("/entries/{}", entry.unwrap())).await;
        entry.says("Change it on their record").says(&format!("href=\"{}\"", town.sam("")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_death_recorded_by_mistake_is_taken_back_and_both_stay_in_the_story() {
    in_town(async |town| {
        let nothing = town.amina.get(&town.sam("/record/not-died")).await;
        assert_eq!(nothing.status, StatusCode::NOT_FOUND);
        let typed = [("day-day", "1"), ("day-month", "3"), ("day-year", "2026"), ("told_by", "The hospital")];
        town.robin.sends(&town.sam("/record/died"), &typed).await;
        let path = town.sam("/record/not-died");
        town.amina.sees(&town.sam("")).await.says("Recorded by mistake").says(&path);
        town.amina.sees(&path).await.says("How do we know that they are alive?");
        let again = town.amina.post(&path, &[("reason", "")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.says("href=\"#reason\"");
        let shown = town.amina.sees(&path).await.hidden("shown");
        town.amina.sends(&path, &[("reason", "They rang us."), ("shown", &*shown)]).await;
        let record = town.amina.sees(&town.sam("")).await;
        record.says("15 years old").says("/record/name-used").hides("Died");
        // Another window that was opened before says it, too, and one that says they died.
        let late = town.robin.post(&path, &[("reason", "I saw them."), ("shown", &*shown)]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says("They had not died. How we know: They rang us.").says("I saw them.");
        let late = town.robin.post(&town.sam("/record/died"), &typed).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says("They had not died").says("The hospital");
        let story = town.amina.sees(&town.sam("/story")).await;
        story
            .says("They died")
            .says("it was recorded by mistake")
            .says("They rang us.")
            .says("Recorded by mistake")
            .hides("Corrected by");
    })
    .await;
}
