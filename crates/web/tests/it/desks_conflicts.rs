//! `/conflicts`: what was put right here, and what the council's file says.

use crate::people_world::{Town, in_town};
use axum::http::StatusCode;
use practice::dates::Happened;
use practice::homes::{Sleeping, SleepingRecorded};
use practice::ids::StreamId;
use practice::import::{Thing, conflict_stream};
use practice::journal::{Body, Told};
use practice::key_working::KeyWorkerNamed;
use practice::people::{ImportConflict, NameRecorded, NameUse};
use practice::staff::Role;
use work::Act;
use work::people::{Fact, Recording, record};

/// Amina puts Sam's legal name right, and the next file says otherwise.
pub(crate) async fn disagreeing(town: &Town) -> (StreamId, String) {
    let desk = town.place.desk_of(&town.amina.worker).await;
    let fact = Fact::Name(NameUse::Legal, "Samuel Osei".into());
    let recording = Recording { fact, shown: None, correction: false, key: None };
    record(&desk, town.sam, &recording).await.unwrap();
    let events = town.events().await;
    let stands = events.iter().rev().find(|event| matches!(&event.body, Body::NameRecorded(_))).unwrap();
    let operator = town.place.operator(&town.council);
    let file = Body::NameRecorded(NameRecorded { usage: NameUse::Legal, name: "Samwell <Osei>".into() });
    let payload = String::from_utf8(file.payload()).unwrap();
    let (row, kept) = operator.put_away(town.sam, &payload, None).unwrap();
    let stream = conflict_stream(town.sam, stands.stream, Thing::Name(NameUse::Legal));
    let conflict = ImportConflict { stands: stands.id, kind: file.kind().into(), file_says: kept };
    let told = Told::about(town.sam, stream, Happened::At(operator.now), Body::ImportConflict(conflict));
    operator.write(Act::new().beginning(told).putting_away(row)).await.unwrap();
    (stream, format!("/conflicts/{stream}"))
}

/// Sam stays in one place here and in another one in the file.
async fn staying_in_two_places(town: &Town) -> String {
    let operator = town.place.operator(&town.council);
    let stays = |address: &str| {
        let (row, kept) = operator.put_away(town.sam, address, None).unwrap();
        let place = Sleeping::Elsewhere(kept);
        (row, Body::SleepingRecorded(SleepingRecorded { place, purpose: "Respite".into() }))
    };
    let about = |stream, body| Told::about(town.sam, stream, Happened::At(operator.now), body);
    let (row, here) = stays("12 Quay Street");
    let stream = town.sam.stream("whereabouts");
    operator.write(Act::new().beginning(about(stream, here)).putting_away(row)).await.unwrap();
    let stands = town.events().await.last().unwrap().id;
    let (row, file) = stays("3 Mill Lane");
    let payload = String::from_utf8(file.payload()).unwrap();
    let (payload, file_says) = operator.put_away(town.sam, &payload, None).unwrap();
    let case = conflict_stream(town.sam, stream, Thing::Sleeping);
    let conflict = ImportConflict { stands, kind: file.kind().into(), file_says };
    let act = Act::new().beginning(about(case, Body::ImportConflict(conflict)));
    operator.write(act.putting_away(row).putting_away(payload)).await.unwrap();
    format!("/conflicts/{case}")
}

#[tokio::test(flavor = "multi_thread")]
async fn two_addresses_are_compared_and_neither_is_shown_where_one_of_theirs_is_shielded() {
    in_town(async |town| {
        let case = staying_in_two_places(&town).await;
        town.amina.sees(&case).await.says("12 Quay Street").says("3 Mill Lane");
        let path = town.sam("/record/address");
        let form = town.robin.sees(&path).await;
        let hidden =
            [("value", "1 Hidden Row, LS1 4AP"), ("shielded", "yes"), ("idempotency_key", &form.key())];
        town.robin.sends(&path, &hidden).await;
        let page = town.amina.sees(&case).await;
        page.hides("12 Quay Street").hides("3 Mill Lane").says("Shielded. Ask a manager on call.");
        town.robin.sees(&case).await.says("12 Quay Street").says("3 Mill Lane");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_worker_keeps_what_stands_and_the_record_does_not_change() {
    in_town(async |town| {
        let (_, case) = disagreeing(&town).await;
        town.amina.sees("/conflicts").await.says("Sam Osei").says("Legal name").says(&case);
        let page = town.amina.sees(&case).await;
        page.says("Samuel Osei").says("Samwell &lt;Osei&gt;").says("Amina Okafor");
        let empty = town.amina.post(&case, &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.says("href=\"#choice\"").says("href=\"#reason\"");
        let kept =
            [("choice", "keep"), ("reason", "Seen on the passport."), ("idempotency_key", &page.key())];
        let to = town.amina.sends(&case, &kept).await;
        town.amina.sees(&to).await.says("Your decision is written down").hides("Sam Osei");
        let events = town.events().await;
        let names = events.iter().filter(|event| matches!(&event.body, Body::NameRecorded(_))).count();
        assert_eq!(names, 2);
        town.amina.sees(&case).await.says("What stood here was kept").hides("Write down the decision");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_file_says_is_taken_and_corrects_the_record() {
    in_town(async |town| {
        let (_, case) = disagreeing(&town).await;
        let page = town.robin.sees(&case).await;
        let taken = [("choice", "file"), ("reason", "They told us."), ("idempotency_key", &page.key())];
        town.robin.sends(&case, &taken).await;
        let events = town.events().await;
        let names: Vec<_> = events.iter().filter(|event| matches!(&event.body, Body::NameRecorded(_))).collect();
        assert_eq!(names.len(), 3);
        assert_eq!(names[2].corrects, Some(names[1].id));
        let decided = events.iter().any(
            |event| matches!(&event.body, Body::ImportConflictDecided(decided) if decided.file_taken && decided.reason == "They told us."),
        );
        assert!(decided);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_matching_desk_decides_on_who_somebody_is() {
    in_town(async |town| {
        let (_, case) = disagreeing(&town).await;
        let eleri = town.worker_of_no_team("Eleri Voss", Role::MatchingDesk).await;
        eleri.sees("/conflicts").await.says("Sam Osei");
        eleri.sends(&case, &[("choice", "keep"), ("reason", "The birth certificate says so.")]).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conflict_out_of_reach_is_not_there() {
    in_town(async |town| {
        let (_, case) = disagreeing(&town).await;
        town.far.sees("/conflicts").await.hides("Sam Osei");
        assert_eq!(town.far.get(&case).await.status, StatusCode::NOT_FOUND);
        let sent = town.far.post(&case, &[("choice", "file"), ("reason", "I say so.")]).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND);
        let specialist = town.worker("Dr Vis", Role::LifeCoach).await;
        assert_eq!(specialist.get(&case).await.status, StatusCode::NOT_FOUND);
        let relief = town.worker("Kit Ferris", Role::ReliefWorker).await;
        assert_eq!(relief.get(&case).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relative_decides_nothing() {
    in_town(async |town| {
        let (_, case) = disagreeing(&town).await;
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        let eleri = town.worker_of_no_team("Eleri Voss", Role::MatchingDesk).await;
        for worker in [&town.bryn, &eleri] {
            worker.sends("/account/relatives", &[("reference", &reference)]).await;
            worker.sees("/conflicts").await.hides("Sam Osei");
            assert_eq!(worker.get(&case).await.status, StatusCode::NOT_FOUND);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_works_with_somebody_is_decided_by_those_who_may_name_them() {
    in_town(async |town| {
        let events = town.events().await;
        let named = |event: &&practice::journal::Event| matches!(event.body, Body::KeyWorkerNamed(_));
        let stands = events.iter().find(named).unwrap();
        let operator = town.place.operator(&town.council);
        let file = Body::KeyWorkerNamed(KeyWorkerNamed {
            post: town.bryn.worker.post,
            reason: String::new(),
            young_person_said: String::new(),
        });
        let payload = String::from_utf8(file.payload()).unwrap();
        let (row, kept) = operator.put_away(town.sam, &payload, None).unwrap();
        let stream = conflict_stream(town.sam, stands.stream, Thing::KeyWorker);
        let conflict = ImportConflict { stands: stands.id, kind: file.kind().into(), file_says: kept };
        let told = Told::about(town.sam, stream, Happened::At(operator.now), Body::ImportConflict(conflict));
        operator.write(Act::new().beginning(told).putting_away(row)).await.unwrap();
        let case = format!("/conflicts/{stream}");
        let taken = [("choice", "file"), ("reason", "The file says so.")];
        for worker in [&town.amina, &town.worker("Sw One", Role::SocialWorker).await] {
            worker.sees("/conflicts").await.hides(&case);
            assert_eq!(worker.get(&case).await.status, StatusCode::NOT_FOUND);
            assert_eq!(worker.post(&case, &taken).await.status, StatusCode::NOT_FOUND);
        }
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        town.bryn.sends("/account/relatives", &[("reference", &reference)]).await;
        let refused = town.robin.post(&case, &taken).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("href=\"#choice\"").says("Bryn Hale cannot work with this young person.");
        town.robin.sends(&case, &[("choice", "keep"), ("reason", "Bryn cannot.")]).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restricted_record_s_conflict_is_for_those_it_names() {
    in_town(async |town| {
        let (_, case) = disagreeing(&town).await;
        let eleri = town.worker_of_no_team("Eleri Voss", Role::MatchingDesk).await;
        town.restricts_sam_to(&[&town.robin]).await;
        eleri.sees("/conflicts").await.hides("Sam Osei").hides(&case);
        assert_eq!(eleri.get(&case).await.status, StatusCode::NOT_FOUND);
        town.robin.sees(&case).await.says("Samwell &lt;Osei&gt;");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_s_name_of_somebody_of_whom_one_is_kept_back_is_for_those_who_may_read_it() {
    in_town(async |town| {
        let (_, case) = disagreeing(&town).await;
        let used = town.events().await.into_iter().find(|event| matches!(event.body, Body::NameRecorded(_)));
        let before = used.unwrap().id;
        let moved = [("class", "restricted"), ("reason", "A name from before.")];
        town.robin.sends(&format!("/entries/{before}/move"), &moved).await;
        let eleri = town.worker_of_no_team("Eleri Voss", Role::MatchingDesk).await;
        for worker in [&town.amina, &eleri] {
            worker.sees("/conflicts").await.hides("Samwell").hides(&case);
            assert_eq!(worker.get(&case).await.status, StatusCode::NOT_FOUND);
        }
        town.robin.sees(&case).await.says("Samwell &lt;Osei&gt;");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_is_about_what_its_page_had_shown() {
    in_town(async |town| {
        let (_, case) = disagreeing(&town).await;
        let page = town.robin.sees(&case).await;
        let shown = page.hidden("shown");
        let desk = town.place.desk_of(&town.amina.worker).await;
        let events = town.events().await;
        let stands = events.iter().rev().find(|event| matches!(&event.body, Body::NameRecorded(_))).unwrap();
        let fact = Fact::Name(NameUse::Legal, "Samson Osei".into());
        let recording = Recording { fact, shown: Some(stands.id), correction: false, key: None };
        record(&desk, town.sam, &recording).await.unwrap();
        let taken = |shown: &str| {
            let form = [("choice", "file"), ("reason", "They told us."), ("shown", shown)];
            form.map(|(name, value)| (name.to_owned(), value.to_owned()))
        };
        let sent = async |shown: &str| {
            let form = taken(shown);
            let form: Vec<(&str, &str)> =
                form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            town.robin.post(&case, &form).await
        };
        let late = sent(&shown).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says("has changed since you opened this page").says("Samson Osei").says("They told us.");
        // Put right elsewhere, it still says what it was shown.
        let unsaid = [("choice", "file"), ("reason", ""), ("shown", shown.as_str())];
        let again = town.robin.post(&case, &unsaid).await;
        assert_eq!((again.status, again.hidden("shown")), (StatusCode::UNPROCESSABLE_ENTITY, shown));
        let now = late.hidden("shown");
        assert_eq!(sent(&now).await.status, StatusCode::SEE_OTHER);
        town.amina.sees(&town.sam("")).await.says("Samwell &lt;Osei&gt;").hides("Samson Osei");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_decides_second_is_shown_the_decision_and_loses_no_word() {
    in_town(async |town| {
        let (_, case) = disagreeing(&town).await;
        let shown = town.robin.sees(&case).await.hidden("shown");
        let form = |choice, reason| [("choice", choice), ("reason", reason), ("shown", shown.as_str())];
        town.robin.sends(&case, &form("keep", "I saw the passport.")).await;
        let late = town.robin.post(&case, &form("file", "They rang us.")).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says("What stood here was kept").says("I saw the passport.").says("Robin Fell");
        late.says("What you typed is kept among your").hides("Write down the decision");
        town.robin.sees("/drafts").await.says("They rang us.");
        town.robin
            .sees(&case)
            .await
            .says("What stood here was kept")
            .says("What you typed is kept among your");
        let (stranger, nobodys) = (&town.far, "/conflicts/00000000-0000-4000-8000-000000000000");
        assert_eq!(stranger.get(&case).await.status, stranger.get(nobodys).await.status);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emergency_decides_no_conflict() {
    in_town(async |town| {
        let (_, case) = disagreeing(&town).await;
        let mel = town.worker_of_no_team("Mel Away", Role::HubManager).await;
        let sam = [
            ("reason", "He is at the door and hurt."),
            ("name", "Sam Osei"),
            ("born-day", "4"),
            ("born-month", "6"),
            ("born-year", "2010"),
        ];
        mel.sends("/emergency", &sam).await;
        mel.sees(&town.sam("")).await;
        mel.sees("/conflicts").await.hides(&case);
        assert_eq!(mel.get(&case).await.status, StatusCode::NOT_FOUND);
        let decision = [("choice", "file"), ("reason", "He told me.")];
        assert_eq!(mel.post(&case, &decision).await.status, StatusCode::NOT_FOUND);
        town.robin.sees("/conflicts").await.says(&case);
    })
    .await;
}
