//! Somebody arriving tonight who may be known here under another record.

use crate::former::renamed;
use crate::town::{Town, in_town};
use practice::people::{Likeness, MatchDecision, NameUse, NumberKind};
use practice::staff::Role;
use work::notices::{self, What};
use work::people::{
    self, Fact, NewPerson, Recording, Settling, arrival, decide_match, match_cases, matches_waiting, open,
    open_card, open_safety_page, openings, record, review_opening,
};
use work::staff::declare_own_relative;
use work::story::{StoryFilter, read};
use work::{Desk, FormKey, No};

const WHY: &str = "They are at our door and have a rash.";

/// What somebody answers who sees two people, sent by a form with a key.
fn two_people(key: &str) -> Settling {
    let key = (!key.is_empty()).then(|| FormKey { key: key.into(), body: key.into() });
    Settling { decision: MatchDecision::Different, reason: "Two people".into(), shown: None, key }
}

async fn is_told(desk: &Desk) -> bool {
    let waiting = notices::waiting(desk).await.unwrap();
    waiting.iter().any(|notice| matches!(notice.what, What::UrgentMatch { .. }))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_matching_desk_is_told_at_once_of_a_likely_match_of_somebody_arriving_tonight() {
    in_town(async |town: &mut Town| {
        town.like_sam(&town.noor, false).await;
        assert!(!is_told(&town.eleri).await);
        assert_eq!(matches_waiting(&town.eleri).await.unwrap(), (1, 0));
        town.like_sam(&town.noor, true).await;
        assert!(is_told(&town.eleri).await && !is_told(&town.noor).await && !is_told(&town.mel).await);
        let (all, urgent) = matches_waiting(&town.eleri).await.unwrap();
        assert!(urgent >= 1 && all > urgent, "{all} {urgent}");
        let cases = match_cases(&town.eleri).await.unwrap();
        assert!(cases[0].urgent, "urgent ones first");
        for case in cases {
            decide_match(&town.eleri, case.stream, &two_people("")).await.unwrap();
        }
        assert!(!is_told(&town.eleri).await, "nobody waits any more");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_wrote_the_record_reads_nothing_of_the_match_in_its_story() {
    in_town(async |town: &mut Town| {
        // Managers hold the class in which the desk's own events are written.
        let person = town.like_sam(&town.mel, true).await;
        let told = read(&town.mel, person, &StoryFilter::default()).await.unwrap();
        let kinds: Vec<String> = told.entries.iter().map(|entry| entry.body.kind().to_owned()).collect();
        assert!(kinds.iter().all(|kind| !kind.contains("match") && !kind.contains("notice")), "{kinds:?}");
        assert!(kinds.iter().any(|kind| kind == "homes.arrival_expected"), "{kinds:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_duty_lead_opens_the_safety_page_with_a_reason_and_not_the_record() {
    in_town(async |town: &mut Town| {
        let person = town.like_sam(&town.noor, true).await;
        let short = open_safety_page(&town.noor, person, "Please", None).await;
        assert!(matches!(short, Err(No::Refused(_))));
        assert!(matches!(open_card(&town.noor, town.sam).await, Err(No::NotFound)));
        assert!(arrival(&town.noor, person).await.unwrap().open.is_empty());
        assert_eq!(open_safety_page(&town.noor, person, WHY, None).await.unwrap(), [town.sam]);
        assert!(!Box::pin(open_card(&town.noor, town.sam)).await.unwrap().within_reach);
        assert!(matches!(open(&town.noor, town.sam).await, Err(No::NotFound)));
        assert_eq!(arrival(&town.noor, person).await.unwrap().open[0].person, town.sam);
        assert!(matches!(open_card(&town.mel, town.sam).await, Err(No::NotFound)), "for nobody else");
        // Whoever is responsible is told at once.
        let told = notices::waiting(&town.amina).await.unwrap();
        assert!(
            matches!(&told[0].what, What::EmergencyOpening { card_only: true, reason, .. } if reason == WHY)
        );
        // Somebody else looks the next morning.
        let opening = openings(&town.robin).await.unwrap().remove(0);
        assert!(opening.card_only && opening.due == opening.at.day().tomorrow().ok());
        review_opening(&town.robin, opening.event, "It was right.", None).await.unwrap();
        // It is over after an hour.
        town.place.clock.pass(3_601);
        let later = Desk { now: town.place.house.now(), ..town.noor.clone() };
        assert!(matches!(open_card(&later, town.sam).await, Err(No::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restricted_match_opens_for_the_manager_on_call_and_looks_like_nobody_to_others() {
    in_town(async |town: &mut Town| {
        town.restrict_sam(&town.robin, &[&town.robin], 30).await;
        let person = town.like_sam(&town.noor, true).await;
        assert!(open_safety_page(&town.noor, person, WHY, None).await.unwrap().is_empty());
        assert!(notices::waiting(&town.robin).await.unwrap().is_empty());
        assert_eq!(open_safety_page(&town.mel, person, WHY, None).await.unwrap(), [town.sam]);
        assert_eq!(notices::waiting(&town.robin).await.unwrap().len(), 1);
        let opened = openings(&town.robin).await.unwrap();
        assert_eq!(opened.iter().filter(|opening| opening.reference.is_none()).count(), 1, "asked in vain");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declared_relative_and_somebody_who_fits_nobody_look_alike() {
    in_town(async |town: &mut Town| {
        let person = town.like_sam(&town.noor, true).await;
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        declare_own_relative(&town.noor, &reference, None).await.unwrap();
        assert!(open_safety_page(&town.noor, person, WHY, None).await.unwrap().is_empty());
        let new = work::people::NewPerson { name: "Kit Moor".into(), tonight: true, ..Default::default() };
        let nobody = work::people::create(&town.noor, &new, None).await.unwrap();
        assert!(open_safety_page(&town.noor, nobody, WHY, None).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_for_tonight_for_those_on_call_and_for_records_within_reach() {
    in_town(async |town: &mut Town| {
        let person = town.like_sam(&town.noor, true).await;
        let other = town.like_sam(&town.noor, false).await;
        let not_tonight = open_safety_page(&town.noor, other, WHY, None).await;
        assert!(matches!(not_tonight, Err(No::NotFound)));
        let out_of_reach = open_safety_page(&town.amina, person, WHY, None).await;
        assert!(matches!(out_of_reach, Err(No::NotFound)));
        let lead = town.place.worker(&town.council, "Pat Lead", &[Role::PortfolioLead]).await;
        let lead = town.place.desk_of(&lead).await;
        assert!(matches!(open_safety_page(&lead, person, WHY, None).await, Err(No::Forbidden(_))));
        town.pass_days(1);
        assert!(Box::pin(arrival(&town.noor, person)).await.is_ok(), "the small hours belong to the night");
        town.pass_days(1);
        assert!(matches!(Box::pin(arrival(&town.noor, person)).await, Err(No::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_was_kept_back_opens_the_page_for_those_alone_who_may_know_it() {
    in_town(async |town: &mut Town| {
        renamed(&town.amina, town.sam, Fact::NameAlone(NameUse::Used, "Jo Fell".into()), false).await;
        let person = town.like_sam(&town.noor, true).await;
        assert_eq!(matches_waiting(&town.eleri).await.unwrap(), (1, 1));
        assert!(open_safety_page(&town.noor, person, WHY, None).await.unwrap().is_empty());
        assert_eq!(open_safety_page(&town.mel, person, WHY, None).await.unwrap(), [town.sam]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_names_the_page_of_an_arrival_shows_is_written_down() {
    in_town(async |town: &mut Town| {
        let person = town.like_sam(&town.noor, true).await;
        open_safety_page(&town.noor, person, WHY, None).await.unwrap();
        let shown = arrival(&town.noor, person).await.unwrap();
        assert_eq!(shown.open[0].person, town.sam);
        let records = &town.place.house.records;
        for one in [person, town.sam] {
            let seen = records.seen_of(town.council.authority, one, 10).await.unwrap();
            let looks =
                seen.iter().filter(|look| look.what == "arrival" && look.post == town.noor.sight.post);
            assert_eq!(looks.count(), 1, "{one}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_match_that_is_decided_with_two_presses_is_decided_once() {
    in_town(async |town: &mut Town| {
        town.like_sam(&town.noor, false).await;
        let case = match_cases(&town.eleri).await.unwrap().remove(0);
        for _ in 0..2 {
            decide_match(&town.eleri, case.stream, &two_people("pressed-1")).await.unwrap();
        }
        let late = decide_match(&town.eleri, case.stream, &two_people("pressed-2")).await;
        assert!(matches!(late, Err(No::Moved)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_or_a_birth_date_recorded_by_hand_reaches_the_matching_desk_once() {
    in_town(async |town: &mut Town| {
        let fact = |fact: Fact| Recording { fact, shown: None, correction: false, key: None };
        let number = || fact(Fact::Number(NumberKind::Nhs, "943 476 5919".into()));
        record(&town.amina, town.sam, &number()).await.unwrap();
        let plain = |name: &str| NewPerson { name: name.into(), ..NewPerson::default() };
        let other = people::create(&town.noor, &plain("Kit Vale"), None).await.unwrap();
        assert!(match_cases(&town.eleri).await.unwrap().is_empty());
        record(&town.noor, other, &number()).await.unwrap();
        let cases = match_cases(&town.eleri).await.unwrap();
        assert_eq!(cases.len(), 1);
        assert_eq!(cases[0].why, Likeness::Number);
        // Nobody tells the author, and the desk is not asked twice.
        let told = read(&town.noor, other, &StoryFilter::default()).await.unwrap();
        assert!(told.entries.iter().all(|entry| !entry.body.kind().contains("match")));
        let third = people::create(&town.noor, &plain("Sam Oseye"), None).await.unwrap();
        let born = Fact::Birth("2010-06-04".parse().unwrap(), practice::people::BirthBasis::Given);
        record(&town.noor, third, &fact(born)).await.unwrap();
        let cases = match_cases(&town.eleri).await.unwrap();
        assert_eq!(cases.len(), 2);
        assert!(cases.iter().any(|case| case.why == Likeness::Birth));
    })
    .await;
}
