//! What files told, put right here, against what the files say then.

use crate::files::{Files, files, of_kind};
use crate::support::{Council, Place, for_both};
use practice::homes::Sleeping;
use practice::ids::{EventId, Reference};
use practice::journal::{Actor, Body, Class};
use practice::key_working::Cohort;
use practice::people::Header;
use practice::staff::Role;
use practice::story::{Answers, ELSEWHERE, answers};
use work::import::Outcome;
use work::people::{Emergency, break_glass, conflicts, contact_values, decide_conflict, open};
use work::story::{
    Erasing, PuttingRight, entry, entry_to_correct, erase, put_right, reclassify, to_be_erased,
};
use work::{Desk, FormKey, No};

/// One row of each file, with what is asked about.
struct Told {
    legal_status: &'static str,
    back: &'static str,
    cohort: &'static str,
    place: &'static str,
}

const TOLD: Told =
    Told { legal_status: "C1", back: "12/05/2025", cohort: "looked after", place: "Aunt's flat" };

fn told(of: &Told) -> Files {
    let Told { legal_status, back, cohort, place } = of;
    let people = format!(
        "CHILD,LEGAL_NAME,NAME_USED,DOB,TEAM,KEY_WORKER,KEY_WORKER_SINCE,SLEEPING_AT,COHORT\n\
         A1,Samuel Example,Sam,04/05/2011,Harbour House,Robin Fell,01/02/2025,{place},{cohort}\n"
    );
    let episodes = format!(
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n\
         A1,01/04/2024,S,{legal_status},N1,U1,PR1,,,,ZZ1 1AA,ZZ2 2BB,SC123456\n"
    );
    let missing = format!("CHILD,DOB,MISSING,MIS_START,MIS_END\nA1,04/05/2011,M,10/05/2025,{back}\n");
    files(&[
        ("People.csv", &people),
        ("2025/header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nA1,1,04/05/2011,WBRI,UN4,,\n"),
        ("2025/episodes.csv", &episodes),
        ("2025/missing.csv", &missing),
        ("2025/reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\nA1,04/05/2011,02/06/2025,PN1\n"),
        (
            "2025/oc2.csv",
            "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,\
             SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED\n\
             A1,04/05/2011,12,,0,1,1,1,1,1,0,1\n",
        ),
        ("2025/uasc.csv", "CHILD,SEX,DOB,DUC\nA1,1,04/05/2011,\n"),
        ("2025/prevperm.csv", "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\nA1,04/05/2011,P1,WAL,zz/05/2013\n"),
        ("2025/swepisodes.csv", "CHILD,SW_ID,SW_DECOM,SW_DEC,SW_REASON\nA1,SW123456,01/05/2025,,MANAGE\n"),
    ])
}

/// The manager of their team, and everything that the files tell of them.
async fn brought(place: &Place, council: &Council) -> Desk {
    let worker = place
        .worker(council, "Robin Fell", &[Role::HubManager, Role::OutreachKeyWorker, Role::LifeCoach])
        .await;
    let desk = place.desk_of(&worker).await;
    place.bring(council, told(&TOLD)).await;
    place.clock.pass(60);
    Desk { now: place.house.now(), ..desk }
}

/// The entry of a kind that is in a class.
async fn told_of(place: &Place, council: &Council, kind: &str, class: Class) -> EventId {
    let events = place.events(council, "A1").await;
    let found = of_kind(&events, kind).into_iter().find(|event| event.class == class);
    found.unwrap_or_else(|| panic!("{kind}")).id
}

async fn period(place: &Place, council: &Council) -> EventId {
    told_of(place, council, "homes.care_period", Class::Story).await
}

fn putting(shown: EventId, name: &'static str, answer: &str) -> PuttingRight {
    PuttingRight { answers: Answers::from([(name, answer.to_owned())]), address: None, shown }
}

async fn rights(desk: &Desk, event: EventId, name: &'static str, answer: &str) -> Result<(), No> {
    put_right(desk, event, &putting(event, name, answer), None).await.map(|_| ())
}

async fn legal_status(place: &Place, council: &Council) -> String {
    let header = place.header(council, "A1").await;
    header.care.into_values().next().unwrap().is.legal_status
}

async fn how_many(place: &Place, council: &Council, kind: &str) -> usize {
    of_kind(&place.events(council, "A1").await, kind).len()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_kind_is_put_right_on_its_stream_in_its_class_and_the_same_files_say_nothing_then() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = brought(&place, &council).await;
        let each = [
            ("homes.care_period", Class::Story, "legal_status", "V2"),
            ("safety.missing_recorded", Class::Story, "to", "2025-05-13"),
            ("plans.review_held", Class::Story, "took_part", "PN2"),
            ("outcomes.year_in_care", Class::Story, "sdq_score", "13"),
            ("outcomes.year_in_care", Class::Police, "CONVICTED", "yes"),
            ("outcomes.year_in_care", Class::Clinical, "SUBSTANCE_MISUSE", "no"),
            ("outcomes.unaccompanied", Class::Story, "ceased", "2025-01-02"),
            ("plans.permanence_before", Class::Family, "authority", "815"),
            ("key_working.social_worker_spell", Class::Story, "number", "XX"),
            ("key_working.cohort_recorded", Class::Story, "cohort", "care_leaver"),
            ("homes.sleeping_recorded", Class::Story, "purpose", "Respite"),
        ];
        for (kind, class, name, answer) in each {
            let first = told_of(&place, &council, kind, class).await;
            rights(&desk, first, name, answer).await.unwrap_or_else(|no| panic!("{kind}: {no}"));
            let events = place.events(&council, "A1").await;
            let (said, now) =
                (events.iter().find(|event| event.id == first).unwrap(), events.last().unwrap());
            assert_eq!((now.corrects, now.stream, now.class), (Some(first), said.stream, class), "{kind}");
            assert_eq!(answers(&now.body)[name], answer, "{kind}");
            assert!(matches!(now.actor, Actor::Post(_)));
            let shown = entry(&desk, first).await.unwrap().entry;
            assert_eq!(shown.about.last().unwrap().event, now.id, "{kind}");
        }
        let header = place.header(&council, "A1").await;
        assert_eq!(header.cohort.unwrap().is, Cohort::CareLeaver);
        assert_eq!(header.sleeping.unwrap().is.1, "Respite");
        assert_eq!(header.missing.into_values().next().unwrap().is.to, Some("2025-05-13".parse().unwrap()));
        assert_eq!(legal_status(&place, &council).await, "V2");
        place.clock.pass(86_400);
        let outcome = place.bring(&council, told(&TOLD)).await;
        assert_eq!((outcome.events, outcome.counts.conflicts), (0, 0));
        place.is_clean().await;
        let before = stored(&place, &council, &desk).await;
        place.house.records.rebuild().await.unwrap();
        assert_eq!(stored(&place, &council, &desk).await, before);
    })
    .await;
}

/// The view of the record, which is the fold of its events.
async fn stored(place: &Place, council: &Council, desk: &Desk) -> Header {
    let header = place.header(council, "A1").await;
    let record = place.house.records.person(&desk.sight, header.person, &[], desk.now).await.unwrap();
    let view = record.unwrap().header;
    assert_eq!(view, header);
    view
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_vault_holds_of_a_period_is_not_touched() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = brought(&place, &council).await;
        let first = period(&place, &council).await;
        rights(&desk, first, "legal_status", "V2").await.unwrap();
        let header = place.header(&council, "A1").await;
        let only: Vec<_> = header.care.values().collect();
        assert_eq!((only.len(), only[0].first), (1, first));
        let kept = |body: &Body| match body {
            Body::CarePeriod(period) => {
                (period.home_postcode.clone(), period.placement_postcode.clone(), period.urn.clone())
            }
            _ => panic!(),
        };
        let events = place.events(&council, "A1").await;
        let told = of_kind(&events, "homes.care_period");
        assert_eq!(kept(&told[0].body), kept(&told[1].body), "what the vault holds is not touched");
        assert!(kept(&told[1].body).0.is_some());
        assert_eq!(place.bring(&council, told_again()).await.events, 0);
        place.is_clean().await;
    })
    .await;
}

fn told_again() -> Files {
    told(&TOLD)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_written_since_is_not_overwritten_and_two_presses_are_one() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = brought(&place, &council).await;
        let first = period(&place, &council).await;
        let key = Some(FormKey { key: "a key of one form".into(), body: b"V2".to_vec() });
        for _ in 0..2 {
            put_right(&desk, first, &putting(first, "legal_status", "V2"), key.clone()).await.unwrap();
        }
        assert_eq!(how_many(&place, &council, "homes.care_period").await, 2);
        assert!(matches!(rights(&desk, first, "legal_status", "C2").await, Err(No::Moved)));
        assert_eq!(legal_status(&place, &council).await, "V2");
        // With what stands now it goes on; under the link of the correction, too.
        let version = place.events(&council, "A1").await.last().unwrap().id;
        put_right(&desk, version, &putting(version, "legal_status", "C2"), None).await.unwrap();
        assert_eq!(legal_status(&place, &council).await, "C2");
        let events = place.events(&council, "A1").await;
        assert_eq!(events.last().unwrap().corrects, Some(first));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_put_it_right_at_once_one_is_shown_the_others() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = brought(&place, &council).await;
        let first = period(&place, &council).await;
        let (one, two) = tokio::join!(
            rights(&desk, first, "legal_status", "V2"),
            rights(&desk, first, "legal_status", "C2")
        );
        assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
        assert!(matches!(one.and(two), Err(No::Moved)));
        assert_eq!(how_many(&place, &council, "homes.care_period").await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_puts_right_what_they_may_not_read_or_not_record() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = brought(&place, &council).await;
        let first = period(&place, &council).await;
        let as_role =
            async |name: &str, role: Role| place.desk_of(&place.worker(&council, name, &[role]).await).await;
        let relief = as_role("Rae Lief", Role::ReliefWorker).await;
        assert!(matches!(rights(&relief, first, "legal_status", "V2").await, Err(No::Forbidden(_))));
        assert!(matches!(entry_to_correct(&relief, first).await, Err(No::Forbidden(_))));
        let stranger = as_role("Sol Away", Role::SocialWorker).await;
        assert!(matches!(rights(&stranger, first, "legal_status", "V2").await, Err(No::NotFound)));
        let key_worker = as_role("Kay Worker", Role::ResidentialKeyWorker).await;
        let convicted = told_of(&place, &council, "outcomes.year_in_care", Class::Police).await;
        assert!(matches!(rights(&key_worker, convicted, "CONVICTED", "yes").await, Err(No::NotFound)));
        reclassify(&desk, first, Class::Restricted, "For few", None, None).await.unwrap();
        assert!(matches!(rights(&key_worker, first, "legal_status", "V2").await, Err(No::NotFound)));
        rights(&desk, first, "legal_status", "V2").await.unwrap();
        let events = place.events(&council, "A1").await;
        assert_eq!(events.last().unwrap().class, Class::Restricted, "it stays where it was moved");
        assert_eq!(how_many(&place, &council, "homes.care_period").await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_hour_in_an_emergency_puts_nothing_of_the_councils_history_right() {
    for_both(async |place| {
        let council = place.council().await;
        brought(&place, &council).await;
        let first = period(&place, &council).await;
        let form = practice::staff::PostForm {
            team: None,
            ..crate::support::post_form(&council, "Mel Away", &[Role::HubManager], place.house.now().day())
        };
        let mel = place.desk_of(&place.worker_with(&council, &form).await).await;
        assert!(matches!(entry(&mel, first).await, Err(No::NotFound)));
        let emergency = Emergency {
            reason: "Sam is at our door and hurt.".into(),
            name: "Samuel Example".into(),
            born: Some("2011-05-04".parse().unwrap()),
            number: String::new(),
        };
        break_glass(&mel, &emergency, None).await.unwrap();
        entry(&mel, first).await.unwrap();
        assert!(matches!(entry_to_correct(&mel, first).await, Err(No::NotFound)));
        assert!(matches!(rights(&mel, first, "legal_status", "V2").await, Err(No::NotFound)));
    })
    .await;
}

/// What the file says otherwise than what stands here, and nobody has decided.
fn undecided(outcome: &Outcome) -> Vec<(&'static str, String)> {
    let issues = outcome.issues.iter().filter(|issue| issue.reason.contains("until somebody decides"));
    let mut named: Vec<_> = issues.map(|issue| (issue.column.unwrap(), issue.value.clone())).collect();
    named.sort_unstable();
    named
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_says_a_third_thing_is_a_conflict_and_what_stands_can_be_kept_or_the_file_taken() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = brought(&place, &council).await;
        let first = period(&place, &council).await;
        let missing = told_of(&place, &council, "safety.missing_recorded", Class::Story).await;
        let cohort = told_of(&place, &council, "key_working.cohort_recorded", Class::Story).await;
        rights(&desk, first, "legal_status", "V2").await.unwrap();
        rights(&desk, missing, "to", "2025-05-13").await.unwrap();
        rights(&desk, cohort, "cohort", "care_leaver").await.unwrap();
        place.clock.pass(60);
        let third = Told { legal_status: "C2", back: "14/05/2025", cohort: "edge of care", ..TOLD };
        let outcome = place.bring(&council, told(&third)).await;
        assert_eq!((outcome.counts.conflicts, outcome.events), (3, 3));
        // Each value of the file that is another one is named, at every import until somebody decides.
        let named = [("COHORT", "edge of care"), ("LS", "C2"), ("MIS_END", "14/05/2025")];
        assert_eq!(undecided(&outcome), named.map(|(column, value)| (column, value.to_owned())));
        let again = place.bring(&council, told(&third)).await;
        assert_eq!((again.counts.conflicts, again.events, undecided(&again)), (0, 0, undecided(&outcome)));
        assert_eq!(legal_status(&place, &council).await, "V2");
        let desk = Desk { now: place.house.now(), ..desk };
        let waiting = conflicts(&desk).await.unwrap();
        assert_eq!(waiting.len(), 3);
        for case in waiting {
            let take = !matches!(case.stands, Body::MissingRecorded(_));
            assert_eq!(case.by, "Robin Fell");
            decide_conflict(&desk, case.stream, (take, "We asked."), Some(&case.shown), None).await.unwrap();
        }
        assert!(conflicts(&desk).await.unwrap().is_empty());
        let header = place.header(&council, "A1").await;
        assert_eq!(legal_status(&place, &council).await, "C2");
        assert_eq!(header.cohort.unwrap().is, Cohort::EdgeOfCare);
        let spell = header.missing.into_values().next().unwrap();
        assert_eq!((spell.is.to, spell.first), (Some("2025-05-13".parse().unwrap()), missing));
        place.clock.pass(60);
        let decided = place.bring(&council, told(&third)).await;
        assert_eq!((decided.events, undecided(&decided)), (0, Vec::new()));
        place.is_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_file_says_of_a_later_day_comes_after_what_was_put_right_and_then_the_file_goes_on() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = brought(&place, &council).await;
        let first = told_of(&place, &council, "key_working.cohort_recorded", Class::Story).await;
        rights(&desk, first, "cohort", "care_leaver").await.unwrap();
        let groups = async || {
            let header = place.header(&council, "A1").await;
            let now = header.cohort.unwrap();
            (now.is, now.first, how_many(&place, &council, "key_working.cohort_recorded").await)
        };
        place.clock.pass(86_400);
        let outcome = place.bring(&council, told(&Told { cohort: "edge of care", ..TOLD })).await;
        assert_eq!((outcome.counts.conflicts, groups().await), (1, (Cohort::CareLeaver, first, 2)));
        let desk = Desk { now: place.house.now(), ..desk };
        let case = conflicts(&desk).await.unwrap().remove(0);
        assert!(case.stands_beside);
        decide_conflict(&desk, case.stream, (true, "He moved."), Some(&case.shown), None).await.unwrap();
        let (group, newest, written) = groups().await;
        assert_eq!((group, written), (Cohort::EdgeOfCare, 3));
        assert_ne!(newest, first, "what was put right stays for the time before");
        place.clock.pass(86_400);
        let next = place.bring(&council, told(&Told { cohort: "looked after", ..TOLD })).await;
        assert_eq!((next.counts.conflicts, groups().await.0), (0, Cohort::LookedAfter));
        place.is_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_somebody_stays_is_one_of_our_houses_or_an_address_in_the_vault() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = brought(&place, &council).await;
        let header = place.header(&council, "A1").await;
        let stays = header.sleeping.unwrap();
        let to = async |answer: String, address: Option<&str>| {
            let shown = place.header(&council, "A1").await.sleeping.unwrap().event;
            let address = address.map(str::to_owned);
            let putting = PuttingRight { address, ..putting(shown, "place", &answer) };
            put_right(&desk, stays.first, &putting, None).await
        };
        to(council.hub.to_string(), None).await.unwrap();
        assert_eq!(open(&desk, header.person).await.unwrap().summary.sleeping, "Harbour House");
        let refused = |answer: Result<_, No>| match answer {
            Err(No::Refused(refusals)) => refusals[0].field.clone().unwrap_or_default(),
            other => panic!("{other:?}"),
        };
        assert_eq!(refused(to(ELSEWHERE.into(), Some(" ")).await), "address");
        assert_eq!(refused(to(ELSEWHERE.into(), Some(&"a".repeat(4_001))).await), "address");
        assert_eq!(refused(to(council.hub.to_string(), Some("1 Quay Street")).await), "address");
        let another = place.another_council("Southmoor").await.hub;
        assert_eq!(refused(to(another.to_string(), None).await), "place");
        to(ELSEWHERE.into(), Some("1 Quay Street, ZZ1 1ZZ")).await.unwrap();
        let events = place.events(&council, "A1").await;
        let said = String::from_utf8(events.last().unwrap().body.payload()).unwrap();
        assert!(!said.contains("Quay"), "an address is in the vault alone");
        let ways = contact_values(&desk, header.person).await.unwrap().1;
        assert!(ways.iter().any(|way| way.value.as_deref() == Some("1 Quay Street, ZZ1 1ZZ")), "{ways:?}");
        let now = place.header(&council, "A1").await.sleeping.unwrap();
        assert!(matches!(now.is.0, Sleeping::Elsewhere(_)));
        assert_eq!(place.bring(&council, told(&TOLD)).await.events, 0);
        // A file that says the same as we do says nothing new.
        let agrees = Told { place: "\"1 Quay Street, ZZ1 1ZZ\"", ..TOLD };
        assert_eq!(place.bring(&council, told(&agrees)).await.events, 0);
        place.is_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_changes_nothing_is_told_so_and_what_has_its_own_form_is_not_put_right_here() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = brought(&place, &council).await;
        let first = period(&place, &council).await;
        let same = rights(&desk, first, "legal_status", "C1").await;
        assert!(
            matches!(&same, Err(No::Refused(why)) if why[0].sentence.starts_with("Nothing is different"))
        );
        let name = told_of(&place, &council, "people.name_recorded", Class::Story).await;
        let other = rights(&desk, name, "name", "Sem").await;
        assert!(matches!(&other, Err(No::Refused(why)) if why[0].sentence.contains("on their record")));
        assert_eq!(how_many(&place, &council, "homes.care_period").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_that_is_erased_takes_what_put_it_right_along_and_no_file_tells_it_again() {
    for_both(async |place| {
        let council = place.council().await;
        let desk = brought(&place, &council).await;
        let first = period(&place, &council).await;
        rights(&desk, first, "legal_status", "V2").await.unwrap();
        let ida = place.worker(&council, "Ida Gold", &[Role::InformationGovernance]).await;
        let person = place.header(&council, "A1").await.person;
        let reference = open(&desk, person).await.unwrap().summary.reference;
        let order = Erasing {
            reference: Reference::parse(&reference).unwrap(),
            entries: vec![first],
            ground: "Written in the wrong record: UK GDPR, article 17(1)(d).".into(),
            deciders: vec![ida.post, desk.sight.post],
        };
        let looked_at = to_be_erased(&place.house, &order).await.unwrap();
        assert_eq!(looked_at.pieces(), 2);
        erase(looked_at).await.unwrap();
        assert!(place.header(&council, "A1").await.care.is_empty());
        let events = place.events(&council, "A1").await;
        let periods = of_kind(&events, "homes.care_period");
        assert!(periods.len() == 2 && periods.iter().all(|event| matches!(event.body, Body::Erased(_))));
        assert_eq!(place.bring(&council, told(&TOLD)).await.events, 0);
        let again = rights(&desk, first, "legal_status", "C2").await;
        assert!(matches!(again, Err(No::Refused(_))), "{again:?}");
        place.is_clean().await;
    })
    .await;
}
