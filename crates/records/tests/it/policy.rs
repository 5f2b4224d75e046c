//! The predicate inside each query is the policy, for every combination of facts.

use crate::ground::{COUNCIL, Ground, NEIGHBOUR, on_both_engines};
use crate::pen::{ACCOUNT, MORNING, POST, Pen, TEAM, day, key_worker, sight};
use crate::raw::Cell;
use jiff::civil::date;
use practice::dates::Instant;
use practice::homes::{Sleeping, SleepingRecorded};
use practice::hubs::ResponsibleTeamNamed;
use practice::ids::{PersonId, PostId, TeamId};
use practice::journal::{Body, Told};
use practice::key_working::{CoverNamed, KeyWorkingEnded, SocialWorkerNamed};
use practice::people::{
    Adopted, AdoptionWorkersNamed, GlassBroken, NumberKind, NumberRecorded, RestrictedTo, SafetyPageOpened,
    keys,
};
use practice::staff::{
    Facts, Policy, RelativeDeclared, Rights, Role, Sight, adoption_policy, card_policy, emergency_policy,
    record_policy,
};
use records::{Append, PeopleAsk, StoryAsk, Term};
use std::collections::BTreeSet;

/// When everything is asked.
const NOW: Instant = Instant(MORNING.0 + 36_000_000_000);

fn facts(number: u32) -> Facts {
    let is = |bit: u32| number & (1 << bit) != 0;
    Facts {
        same_authority: is(0),
        relative: is(1),
        sealed: is(2),
        restricted: is(3),
        named: is(4),
        only_known: is(5),
        team: is(6),
        mine: is(7),
        sleeps_here: is(8),
        glass: is(9),
        safety_page: is(10),
        // Nobody is named for an adoption that there is not.
        adoption_worker: is(2) && number.is_multiple_of(3),
    }
}

/// A record that is so, written in the ways there are: where a fact is not so,
/// something near it is.
fn record_of(pen: &mut Pen, number: u32) -> (PersonId, Append) {
    let facts = facts(number);
    let person = pen.person();
    pen.authority = if facts.same_authority { COUNCIL } else { NEIGHBOUR };
    let mut told = vec![Told::about(person, person.identity(), day(1), number_of(number))];
    let mut tell =
        |stream: &str, body: Body| told.push(Told::about(person, person.stream(stream), day(1), body));
    if facts.sealed {
        tell("adoption", Body::Adopted(Adopted { link: None }));
        let posts = if facts.adoption_worker { vec![elsewhere(8), POST] } else { vec![elsewhere(8)] };
        let reason = "so".into();
        tell("adoption", Body::AdoptionWorkersNamed(AdoptionWorkersNamed { posts, reason }));
    }
    if facts.restricted {
        let posts = if facts.named { vec![elsewhere(1), POST] } else { vec![elsewhere(1)] };
        let to = RestrictedTo { reason: "so".into(), posts, review_on: date(2026, 8, 1) };
        tell("restriction", Body::Restricted(to));
    }
    working(facts, number, &mut tell);
    covered(facts, number, &mut tell);
    if facts.team || number.is_multiple_of(3) {
        let team = if facts.team { TEAM } else { TeamId(elsewhere(2).0) };
        tell(
            "team",
            Body::ResponsibleTeamNamed(ResponsibleTeamNamed {
                team,
                name: "Hub".into(),
                reason: String::new(),
            }),
        );
    }
    if facts.sleeps_here || number.is_multiple_of(5) {
        let place =
            if facts.sleeps_here { Sleeping::Team(TEAM) } else { Sleeping::Team(TeamId(elsewhere(3).0)) };
        tell("whereabouts", Body::SleepingRecorded(SleepingRecorded { place, purpose: String::new() }));
    }
    let (post, until) = match (facts.glass, number % 3) {
        (true, _) => (POST, Some(NOW.plus_seconds(1))),
        (false, 0) => (POST, Some(NOW)),
        (false, 1) => (POST, None),
        (false, _) => (elsewhere(4), Some(NOW.plus_seconds(3600))),
    };
    tell("glass", Body::GlassBroken(GlassBroken { post, reason: "so".into(), until }));
    let until = NOW.plus_seconds(i64::from(facts.safety_page));
    let (arriving, reason) = (PersonId(elsewhere(7).0), "so".into());
    tell(
        "card",
        Body::SafetyPageOpened(SafetyPageOpened { post: POST, arriving, reason, until: Some(until) }),
    );
    let declared = if facts.relative {
        RelativeDeclared { account: ACCOUNT, person }
    } else {
        RelativeDeclared { account: practice::ids::AccountId(elsewhere(5).0), person }
    };
    told.push(Told::of_service(pen.stream(), day(1), Body::RelativeDeclared(declared)));
    (person, pen.act(told))
}

/// Among those somebody else is key worker of, every fifth is the asker's to
/// cover for today; others were covered for until yesterday, will be from
/// tomorrow, were covered for another worker, or it was ended.
fn covered(facts: Facts, number: u32, tell: &mut impl FnMut(&str, Body)) {
    let today = NOW.day();
    let (yesterday, tomorrow) = (today.yesterday().unwrap(), today.tomorrow().unwrap());
    let key_worker = if facts.mine && !by_cover(facts, number) { POST } else { elsewhere(6) };
    let named = |covering, from, to| {
        let reason = "leave".into();
        Body::CoverNamed(CoverNamed { post: POST, covering, from, to, reason })
    };
    if by_cover(facts, number) {
        tell("cover", named(key_worker, today, today));
    } else {
        tell("cover", named(key_worker, yesterday, yesterday));
        tell("cover", named(key_worker, tomorrow, tomorrow));
        tell("cover", named(elsewhere(7), yesterday, tomorrow));
    }
}

fn by_cover(facts: Facts, number: u32) -> bool {
    facts.mine && !facts.only_known && !stepped_back(facts, number) && number.is_multiple_of(5)
}

fn stepped_back(facts: Facts, number: u32) -> bool {
    !facts.only_known && number.is_multiple_of(7)
}

/// Somebody only known has no key worker; whose they are may still be said by
/// the social worker. Of the others some were stepped back from.
fn working(facts: Facts, number: u32, tell: &mut impl FnMut(&str, Body)) {
    let somebody = if facts.mine && !by_cover(facts, number) { POST } else { elsewhere(6) };
    let stepped_back = stepped_back(facts, number);
    if !facts.only_known {
        let Body::KeyWorkerNamed(named) = key_worker(PersonId(somebody.0), somebody).body else { return };
        tell("key_working", Body::KeyWorkerNamed(named));
    }
    if stepped_back {
        tell("key_working", Body::KeyWorkingEnded(KeyWorkingEnded { reason: "agreed".into() }));
    }
    if facts.only_known || stepped_back {
        tell(
            "social_worker",
            Body::SocialWorkerNamed(SocialWorkerNamed { post: somebody, reason: String::new() }),
        );
    }
}

fn elsewhere(number: u128) -> PostId {
    PostId(uuid::Uuid::from_u128(0xE15E_0000 + number))
}

fn number_of(number: u32) -> Body {
    Body::NumberRecorded(NumberRecorded { kind: NumberKind::Council, number: format!("{number:04}") })
}

/// Everybody there can be: a record for each of the 2,048 combinations.
async fn everybody(ground: &Ground) -> Vec<(PersonId, Facts)> {
    let mut pen = Pen::new(600);
    let mut people = Vec::new();
    let mut acts = Vec::new();
    for number in 0..2048 {
        let (person, act) = record_of(&mut pen, number);
        people.push((person, facts(number)));
        acts.push(act);
    }
    ground.records.append_all(acts).await.unwrap();
    // No event names workers of an open record; the clause must hold all the same.
    let mut hand = ground.raw.hand().await;
    for (person, _) in people.iter().filter(|(_, facts)| facts.named && !facts.restricted) {
        let row = [Cell::Id(person.0), Cell::Id(POST.0)];
        hand.run("INSERT INTO person_named (person, post) VALUES ($1, $2)", &row).await;
    }
    people
}

/// One asker for each policy that any role or pair of roles gives.
fn askers() -> Vec<Sight> {
    let mut seen: Vec<(Policy, Policy)> = Vec::new();
    let mut askers = Vec::new();
    for a in Role::ALL {
        for b in Role::ALL {
            let rights = Rights::of(&[*a, *b]);
            let policies = (record_policy(&rights), card_policy(&rights));
            if !seen.contains(&policies) {
                seen.push(policies);
                askers.push(sight(&[*a, *b]));
            }
        }
    }
    askers.push(Sight { team: None, ..sight(&[Role::HubManager]) });
    askers
}

/// What the facts come to for somebody who belongs to no team.
fn as_seen_by(sight: &Sight, facts: &Facts) -> Facts {
    match sight.team {
        Some(_) => *facts,
        None => Facts { team: false, sleeps_here: false, ..*facts },
    }
}

fn allowed(people: &[(PersonId, Facts)], sight: &Sight, policy: &Policy) -> BTreeSet<PersonId> {
    people
        .iter()
        .filter(|(_, facts)| policy.allows(&as_seen_by(sight, facts)))
        .map(|(person, _)| *person)
        .collect()
}

on_both_engines! {
    async fn a_list_holds_exactly_those_the_policy_allows_to_each_role(ground) {
        let people = everybody(ground).await;
        let ask = PeopleAsk { limit: 5_000, ..PeopleAsk::default() };
        let mut sizes = BTreeSet::new();
        for role in Role::ALL {
            let sight = sight(&[*role]);
            let (lines, count) = ground.records.people(&sight, &ask, NOW).await.unwrap();
            let listed: BTreeSet<PersonId> = lines.iter().map(|line| line.person).collect();
            assert_eq!(listed, allowed(&people, &sight, &record_policy(&sight.rights)), "{role:?}");
            assert_eq!(usize::try_from(count).unwrap(), listed.len(), "{role:?}");
            sizes.insert(count);
        }
        // Not everybody sees the same, nobody sees everybody, and some see nobody.
        assert!(sizes.len() > 3 && sizes.contains(&0) && !sizes.contains(&2048), "{sizes:?}");
    }

    async fn a_record_opens_exactly_to_those_the_policy_allows(ground) {
        let people = everybody(ground).await;
        for sight in askers() {
            let policy = record_policy(&sight.rights);
            for (person, facts) in &people {
                let opened = ground.records.person(&sight, *person, &[], NOW).await.unwrap();
                assert_eq!(opened.is_some(), policy.allows(&as_seen_by(&sight, facts)), "{sight:?} {facts:?}");
            }
        }
    }

    async fn an_adoption_is_known_exactly_to_those_it_names(ground) {
        let people = everybody(ground).await;
        for sight in [sight(&[Role::HeadOfService]), sight(&[Role::EducationSpecialist])] {
            let known: BTreeSet<PersonId> = ground.records.adoptions(&sight, NOW).await.unwrap().into_iter().collect();
            assert_eq!(known, allowed(&people, &sight, &adoption_policy()));
            assert!(known.len() > 50);
            for (person, _) in people.iter().step_by(7) {
                let opened = ground.records.adoption(&sight, *person, &[], NOW).await.unwrap();
                assert_eq!(opened.is_some(), known.contains(person));
            }
        }
    }

    async fn a_safety_card_opens_exactly_to_those_its_policy_allows(ground) {
        let people = everybody(ground).await;
        for sight in askers() {
            let policy = card_policy(&sight.rights);
            for (person, facts) in &people {
                let opened = ground.records.card(&sight, *person, NOW).await.unwrap();
                assert_eq!(opened.is_some(), policy.allows(&as_seen_by(&sight, facts)), "{sight:?} {facts:?}");
            }
        }
    }

    async fn story_entry_and_history_open_with_the_record_and_not_without_it(ground) {
        let people = everybody(ground).await;
        let all = StoryAsk { limit: 50, ..StoryAsk::default() };
        for sight in askers() {
            let policy = record_policy(&sight.rights);
            for (person, facts) in people.iter().step_by(23) {
                let may = policy.allows(&as_seen_by(&sight, facts));
                let events = ground.records.events_of(&sight, *person, NOW).await.unwrap();
                assert_eq!(events.is_some(), may, "{sight:?} {facts:?}");
                let shown = may && sight.rights.classes.contains(&practice::journal::Class::Story);
                let story = ground.records.story(&sight, *person, &all, NOW).await.unwrap();
                assert_eq!(story.iter().any(|entry| entry.event.body.kind() == "people.number_recorded"), shown);
                let first = ground.records.events_of_all(&[*person]).await.unwrap()[person][0].id;
                assert_eq!(ground.records.entry(&sight, first, NOW).await.unwrap().is_some(), shown);
            }
        }
    }

    async fn an_emergency_finds_exactly_those_it_may_open(ground) {
        let people = everybody(ground).await;
        let sight = sight(&[Role::OutreachKeyWorker]);
        for (number, (person, facts)) in people.iter().enumerate().step_by(3) {
            let term = Term {
                exact: vec![keys::number_key(NumberKind::Council, &format!("{number:04}"))],
                prefix: None,
                people: None,
            };
            for may_restricted in [false, true] {
                let found = ground.records.for_emergency(&sight, std::slice::from_ref(&term), may_restricted).await.unwrap();
                let may = emergency_policy(may_restricted).allows(facts);
                assert_eq!(found, if may { vec![*person] } else { vec![] }, "{facts:?}");
            }
            let desk = ground.records.header_for_desk(&sight, *person).await.unwrap();
            assert_eq!(desk.is_some(), emergency_policy(true).allows(facts), "{facts:?}");
        }
    }
}
