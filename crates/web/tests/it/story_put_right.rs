//! `/entries/{event}/correct` of what the council's files told: answers, not words.

use crate::people_world::{Page, Town, in_town, same_nothing};
use axum::http::StatusCode;
use jiff::civil::{Date, date};
use practice::dates::{Happened, PartialDate};
use practice::homes::{CarePeriod, Sleeping, SleepingRecorded};
use practice::ids::EventId;
use practice::import::{Thing, conflict_stream};
use practice::journal::{Body, Told};
use practice::key_working::{Cohort, CohortRecorded, SocialWorkerSpell};
use practice::outcomes::{AfterCare, Unaccompanied, YearInCare};
use practice::people::ImportConflict;
use practice::plans::{PermanenceBefore, ReviewHeld};
use practice::safety::{Away, MissingRecorded};
use practice::staff::Role;
use work::Act;
use work::staff::rename_team;

const NOBODYS: &str = "/entries/00000000-0000-0000-0000-000000000001/correct";
const FROM: Date = date(2025, 6, 1);

/// What a file told of Sam; answers its entry.
async fn told(town: &Town, body: Body) -> EventId {
    let operator = town.place.operator(&town.council);
    let happened = match &body {
        Body::CarePeriod(_) | Body::MissingRecorded(_) | Body::SocialWorkerSpell(_) => {
            Happened::Range(FROM, None)
        }
        _ => Happened::Range(date(2025, 4, 1), Some(date(2026, 3, 31))),
    };
    let stream = match &body {
        Body::SleepingRecorded(_) => town.sam.stream("whereabouts"),
        body => town.sam.stream(&format!("{} {}", body.kind(), body.usual_class().word())),
    };
    operator.write(Act::new().beginning(Told::about(town.sam, stream, happened, body))).await.unwrap();
    town.events().await.last().unwrap().id
}

async fn told_a_period(town: &Town) -> String {
    format!("/entries/{}", told(town, period()).await)
}

fn period() -> Body {
    Body::CarePeriod(CarePeriod {
        from: FROM,
        to: None,
        began: "S".into(),
        legal_status: "C1".into(),
        need: "N1".into(),
        place: "U1".into(),
        provider: None,
        ended: None,
        change: None,
        home_postcode: None,
        placement_postcode: None,
        urn: None,
        year: 2026,
    })
}

fn year(answers: &[(&str, bool)]) -> Body {
    let answers = answers.iter().map(|(question, yes)| ((*question).to_owned(), *yes)).collect();
    Body::YearInCare(YearInCare { year: 2026, sdq_score: None, sdq_reason: None, answers })
}

type Answered = &'static [(&'static str, &'static str)];

/// Each kind with what its form shows, what is answered, and what the entry says then.
fn each() -> Vec<(Body, &'static str, Answered, &'static str)> {
    let permanence =
        PermanenceBefore { option: "P1".into(), authority: None, on: Some(PartialDate::Month(2013, 5)) };
    let spell = SocialWorkerSpell { number: "SW1".into(), from: FROM, to: None, reason: None };
    let after =
        AfterCare { year: 2026, in_touch: "YES".into(), activity: "F1".into(), accommodation: "B1".into() };
    let missing = MissingRecorded { kind: Away::Missing, from: FROM, to: None };
    let sleeping = SleepingRecorded { place: Sleeping::NotKnown, purpose: "Respite".into() };
    vec![
        (period(), "value=\"C1\" selected>Interim care order (C1)", &[("legal_status", "V2")], "(V2)"),
        (
            Body::MissingRecorded(missing),
            "value=\"missing\" checked",
            &[("to-day", "3"), ("to-month", "june"), ("to-year", "2025")],
            "Back on",
        ),
        (
            Body::ReviewHeld(ReviewHeld { took_part: "PN1".into() }),
            "value=\"PN1\" selected",
            &[("took_part", "PN2")],
            "Attends, an advocate speaks (PN2)",
        ),
        (
            Body::AfterCare(after),
            "value=\"YES\" selected",
            &[("in_touch", "NO"), ("activity", "0"), ("accommodation", "0")],
            "Not in touch (NO)",
        ),
        (year(&[("TEETH_CHECK", true)]), "Not answered", &[("sdq_score", "12")], "12 of 40"),
        (year(&[("CONVICTED", false)]), "Convicted", &[("CONVICTED", "yes")], "final warning: </span>"),
        (
            Body::Unaccompanied(Unaccompanied { ceased: None }),
            "Day it ended",
            &[("ceased-day", "4"), ("ceased-month", "6"), ("ceased-year", "2025")],
            "4 June 2025",
        ),
        (
            Body::PermanenceBefore(permanence),
            "name=\"on-month\" type=\"text\" value=\"5\"",
            &[("on-day", ""), ("on-month", "6"), ("on-year", "2013")],
            "June 2013",
        ),
        (Body::SocialWorkerSpell(spell), "value=\"SW1\"", &[("number", "xx")], "XX"),
        (
            Body::CohortRecorded(CohortRecorded { cohort: Cohort::LookedAfter }),
            "value=\"looked_after\" checked",
            &[("cohort", "care_leaver")],
            "Care-experienced",
        ),
        (
            Body::SleepingRecorded(sleeping),
            "value=\"not_known\" checked",
            &[("place", "elsewhere"), ("address", "1 Quay Street"), ("purpose", "A <rest>")],
            "A &lt;rest&gt;",
        ),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn each_kind_opens_with_what_stands_and_the_entry_says_what_is_right() {
    in_town(async |town| {
        for (body, stands, answers, says) in each() {
            let path = format!("/entries/{}", told(&town, body).await);
            town.robin.sees(&path).await.says("Put it right").hides("Correct it");
            let form = town.robin.sees(&format!("{path}/correct")).await;
            form.says("Put this right").says(stands);
            let sent = with(answers, &form);
            let to = town.robin.sends(&format!("{path}/correct"), &pairs(&sent)).await;
            assert_eq!(to, format!("{path}?done=corrected"));
            let page = town.robin.sees(&to).await;
            page.says(says).says(">Corrected</strong>").says("What it said before").says("Robin Fell");
        }
    })
    .await;
}

fn with(answers: &[(&str, &str)], form: &Page) -> Vec<(String, String)> {
    let hidden = [("shown", form.hidden("shown")), ("idempotency_key", form.key())];
    let answers = answers.iter().map(|(name, answer)| ((*name).to_owned(), (*answer).to_owned()));
    answers.chain(hidden.map(|(name, value)| (name.to_owned(), value))).collect()
}

fn pairs(sent: &[(String, String)]) -> Vec<(&str, &str)> {
    sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_record_and_the_head_of_every_page_show_what_is_right() {
    in_town(async |town| {
        let stays = SleepingRecorded { place: Sleeping::Team(town.council.hub), purpose: "Respite".into() };
        let stays = format!("/entries/{}/correct", told(&town, Body::SleepingRecorded(stays)).await);
        let care = format!("{}/correct", told_a_period(&town).await);
        let record = town.amina.sees(&town.sam("")).await;
        record.says("Interim care order (C1)").says(&stays).says(&care).says(": from 1 June 2025");
        let form = town.amina.sees(&stays).await;
        form.says(&format!("value=\"{}\" checked", town.council.hub)).says("Harbour House");
        let sent = with(&[("place", "not_known"), ("purpose", "")], &form);
        town.amina.sends(&stays, &pairs(&sent)).await;
        let form = town.amina.sees(&care).await;
        let sent = with(&[("legal_status", "V2")], &form);
        town.amina.sends(&care, &pairs(&sent)).await;
        let record = town.amina.sees(&town.sam("")).await;
        record.hides("Interim care order (C1)").says("(V2)").hides("Respite").says(&care);
        town.amina.sees(&town.sam("/card")).await.hides("Respite");
        let story = town.amina.sees(&town.sam("/story")).await;
        story.says("Interim care order (C1)").says("(V2)").says("Corrected by ");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_was_renamed_is_called_in_each_version_what_it_was_called_then() {
    in_town(async |town| {
        let stays = SleepingRecorded { place: Sleeping::Team(town.council.hub), purpose: "Respite".into() };
        let entry = format!("/entries/{}", told(&town, Body::SleepingRecorded(stays)).await);
        town.place.clock.pass(86_400);
        let operator = town.place.operator(&town.council);
        rename_team(&operator, town.council.hub, "Harbour View", None, None).await.unwrap();
        let amina = town.again(&town.amina).await;
        let of_then = "Harbour House (now called Harbour View)";
        let story = amina.sees(&town.sam("/story")).await;
        assert_eq!(
            story.text.matches(of_then).count(),
            2,
            "where they stay, and which team answers for them"
        );
        for page in [town.sam("/story/print"), town.sam("/team"), entry.clone(), format!("{entry}/disagree")]
        {
            amina.sees(&page).await.says(of_then);
        }
        let form = amina.sees(&format!("{entry}/correct")).await;
        form.says("Harbour View").hides("Harbour House");
        let answers = [("place", town.council.hub.to_string()), ("purpose", "A rest".into())];
        let answers = answers.each_ref().map(|(name, answer)| (*name, answer.as_str()));
        amina.sends(&format!("{entry}/correct"), &pairs(&with(&answers, &form))).await;
        let page = amina.sees(&entry).await;
        let now = page.text.find("<p class=\"govuk-body\" dir=\"auto\">Harbour View</p>").unwrap();
        assert!(now < page.text.find("What it said before").unwrap());
        assert!(now < page.text.find(of_then).unwrap());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_is_refused_beside_its_question_and_everything_typed_is_kept() {
    in_town(async |town| {
        let path = format!("{}/correct", told_a_period(&town).await);
        let form = town.amina.sees(&path).await;
        let wrong = [
            ("legal_status", "V2"),
            ("place", "Z1"),
            ("to-day", "31"),
            ("to-month", "2"),
            ("to-year", "2025"),
        ];
        let page = town.amina.post(&path, &pairs(&with(&wrong, &form))).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("href=\"#to\"").says("value=\"V2\" selected").says("value=\"31\"");
        let wrong = [("legal_status", "V2"), ("place", "Z1"), ("ended", "E4A"), ("need", "")];
        let page = town.amina.post(&path, &pairs(&with(&wrong, &form))).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("href=\"#place\"").says("href=\"#need\"").says("value=\"V2\" selected");
        let wrong = [("ended", "E4A"), ("legal_status", "V2")];
        town.amina.post(&path, &pairs(&with(&wrong, &form))).await.says("href=\"#ended\"");
        let same = town.amina.post(&path, &pairs(&with(&[("legal_status", "C1")], &form))).await;
        assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY);
        same.says("Nothing is different from what stands here.");
        let empty = town.amina.post(&path, &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let periods = town.events().await;
        assert_eq!(periods.iter().filter(|event| matches!(event.body, Body::CarePeriod(_))).count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_may_be_known_to_the_month_or_the_year_alone() {
    in_town(async |town| {
        let before = PermanenceBefore { option: "P1".into(), authority: None, on: None };
        let path = format!("/entries/{}", told(&town, Body::PermanenceBefore(before)).await);
        let form = format!("{path}/correct");
        let on = async |day: &str, month: &str, year: &str| {
            let shown = town.amina.sees(&form).await;
            let sent = with(&[("on-day", day), ("on-month", month), ("on-year", year)], &shown);
            town.amina.post(&form, &pairs(&sent)).await
        };
        for (day, month, year) in [("", "13", "2012"), ("4", "", "2012"), ("", "5", ""), ("", "", "soon")] {
            let wrong = on(day, month, year).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{day} {month} {year}");
            wrong.says("href=\"#on");
        }
        for (month, year, says) in [("", "2012", "2012"), ("may", "2012", "May 2012")] {
            assert_eq!(on("", month, year).await.status, StatusCode::SEE_OTHER);
            town.amina.sees(&path).await.says(says);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_put_it_right_at_once_are_both_shown_and_no_answer_is_lost() {
    in_town(async |town| {
        let entry = told_a_period(&town).await;
        let path = format!("{entry}/correct");
        let (hers, his) = (town.amina.sees(&path).await, town.bryn.sees(&path).await);
        let sent = with(&[("legal_status", "V2")], &his);
        town.bryn.sends(&path, &pairs(&sent)).await;
        town.bryn.sends(&path, &pairs(&sent)).await;
        let mine = with(&[("legal_status", "C2"), ("place", "U3")], &hers);
        let clash = town.amina.post(&path, &pairs(&mine)).await;
        assert_eq!(clash.status, StatusCode::CONFLICT);
        clash
            .says("Somebody else put this right")
            .says("Bryn Hale")
            .says("(V2)")
            .says("value=\"C2\" selected");
        // A draft that was begun before opens beside what stands, too.
        let draft = format!("/drafts?form={}", path.replace('/', "%2F"));
        assert_eq!(town.amina.post(&draft, &pairs(&mine)).await.status, 204);
        town.amina.sees(&path).await.says("Somebody else put this right").says("value=\"U3\" selected");
        let kept = [("keep", "theirs"), ("idempotency_key", &*clash.key())];
        assert_eq!(town.amina.sends(&path, &kept).await, format!("{entry}?done=kept"));
        let again = with(&[("legal_status", "C2"), ("place", "U3")], &clash);
        town.amina.sends(&path, &pairs(&again)).await;
        let events = town.events().await;
        assert_eq!(events.iter().filter(|event| matches!(event.body, Body::CarePeriod(_))).count(), 3);
        town.amina.sees(&entry).await.says("(C2)").says("(V2)").says("(C1)");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_records_facts_within_reach_and_class_is_offered_it() {
    in_town(async |town| {
        let entry = told_a_period(&town).await;
        let path = format!("{entry}/correct");
        same_nothing(&town.far, &path, NOBODYS).await;
        let relief = town.worker("Rae Lief", Role::ReliefWorker).await;
        relief.sees(&entry).await.hides("Put it right");
        relief.sees(&town.sam("")).await.hides(&path);
        for status in [relief.get(&path).await.status, relief.post(&path, &[]).await.status] {
            assert_eq!(status, StatusCode::FORBIDDEN);
        }
        let convicted = format!("/entries/{}/correct", told(&town, year(&[("CONVICTED", true)])).await);
        same_nothing(&town.amina, &convicted, NOBODYS).await;
        town.robin.sees(&convicted).await.says("Convicted").hides("Teeth");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_says_otherwise_of_it_is_laid_beside_it_question_by_question() {
    in_town(async |town| {
        let review = |took_part: &str| Body::ReviewHeld(ReviewHeld { took_part: took_part.into() });
        let stands = told(&town, review("PN1")).await;
        let stream = town.events().await.last().unwrap().stream;
        let operator = town.place.operator(&town.council);
        let payload = String::from_utf8(review("PN7").payload()).unwrap();
        let (row, file_says) = operator.put_away(town.sam, &payload, None).unwrap();
        let case = conflict_stream(town.sam, stream, Thing::Review);
        let said = ImportConflict { stands, kind: "plans.review_held".into(), file_says };
        let told = Told::about(town.sam, case, Happened::At(operator.now), Body::ImportConflict(said));
        operator.write(Act::new().beginning(told).putting_away(row)).await.unwrap();
        let page = town.amina.sees(&format!("/conflicts/{case}")).await;
        page.says("A review").says("How they took part").says("(PN1)").says("(PN7)");
    })
    .await;
}
