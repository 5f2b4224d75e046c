//! An adoption closes the old record off and begins a new one. That the two
//! are one person is known to those named, and stands nowhere else.

use crate::town::{Town, in_town};
use practice::ids::{PersonId, Reference};
use practice::journal::Event;
use practice::people::{AdoptionForm, keys};
use practice::staff::Role;
use std::collections::BTreeSet;
use work::people::{
    self, Adopting, Fact, Filter, GoesOn, KnownAdoption, NewPerson, Query, Recording, adopt, adoption,
    adoptions, adoptions_named_in, known_to_operator, looks_at_reference, looks_by, match_cases,
    name_adoption_workers, open, openings, undo_adoption,
};
use work::staff::{declare_own_relative, work_held_by};
use work::{Desk, FormKey, No};

const BORN: &str = "2010-06-04";

fn adopting(named: &[&Desk]) -> Adopting {
    let new = NewPerson {
        name: "Rowan Vale".into(),
        legal_name: "Rowan Osian Vale".into(),
        born: BORN.parse().ok(),
        ..NewPerson::default()
    };
    let adoption = AdoptionForm {
        made: "2026-02-20".parse().ok(),
        posts: named.iter().map(|desk| desk.sight.post).collect(),
        reason: "Order ZC26C00123".into(),
    };
    Adopting { adoption, new, key: Some(FormKey { key: "a key".into(), body: b"a body".to_vec() }) }
}

/// Who fits a name, as a worker finds them.
async fn found(desk: &Desk, name: &str) -> Vec<PersonId> {
    let list = people::find(desk, &Query::parse(name), 1).await.unwrap();
    list.people.into_iter().map(|who| who.person).collect()
}

async fn events(town: &Town, person: PersonId) -> Vec<Event> {
    town.place.house.records.events_of_all(&[person]).await.unwrap().remove(&person).unwrap()
}

/// Sam becomes Rowan; Mel is named. Answers the new record.
async fn adopted(town: &Town) -> PersonId {
    Box::pin(adopt(&town.robin, town.sam, &adopting(&[&town.mel]))).await.unwrap();
    found(&town.robin, "Rowan Vale").await[0]
}

async fn only(desk: &Desk) -> KnownAdoption {
    let mut known = Box::pin(adoptions(desk)).await.unwrap();
    assert_eq!(known.len(), 1);
    known.remove(0)
}

fn is_nothing<T: std::fmt::Debug>(answer: Result<T, No>) {
    assert!(matches!(answer, Err(No::NotFound)), "{answer:?}");
}

/// The fields that were refused.
fn refused<T: std::fmt::Debug>(answer: Result<T, No>) -> Vec<String> {
    match answer {
        Err(No::Refused(refusals)) => refusals.into_iter().filter_map(|refusal| refusal.field).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_old_record_is_there_for_nobody_and_the_new_one_is_like_any_other() {
    in_town(async |town: &mut Town| {
        let reference = open(&town.amina, town.sam).await.unwrap().summary.reference;
        let rowan = adopted(town).await;
        for desk in [&town.amina, &town.robin, &town.mel] {
            is_nothing(open(desk, town.sam).await);
            assert!(found(desk, "Sam Osei").await.is_empty() && found(desk, &reference).await.is_empty());
        }
        let listed = people::list(&town.robin, &Filter::default()).await.unwrap();
        assert_eq!(listed.people.iter().map(|who| who.person).collect::<Vec<_>>(), [rowan]);
        let kinds: Vec<String> =
            events(town, rowan).await.iter().map(|event| event.body.kind().to_owned()).collect();
        let (name, legal_name) = ("Una Reyes".into(), "Una Mair Reyes".into());
        let like_any_other = NewPerson { name, legal_name, ..adopting(&[]).new };
        let another = people::create(&town.robin, &like_any_other, None).await.unwrap();
        let others: Vec<String> =
            events(town, another).await.iter().map(|event| event.body.kind().to_owned()).collect();
        assert_eq!(kinds, others);
        let reference = Reference::parse(&reference).unwrap();
        let history = known_to_operator(&town.place.house, &reference, town.robin.now.day()).await;
        assert!(matches!(history, Err(No::Refused(_))), "no command tells of it either");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_in_the_journal_joins_the_two() {
    in_town(async |town: &mut Town| {
        declare_own_relative(&town.noor, &open(&town.amina, town.sam).await.unwrap().summary.reference, None)
            .await
            .unwrap();
        let rowan = adopted(town).await;
        let (old, new) = (events(town, town.sam).await, events(town, rowan).await);
        for (of, other) in [(&old, rowan), (&new, town.sam)] {
            let named: Vec<String> = vec![other.to_string(), other.0.simple().to_string()];
            for event in of {
                let payload = String::from_utf8(event.body.payload()).unwrap();
                assert!(named.iter().all(|id| !payload.contains(id)), "{payload}");
                assert_ne!(event.stream, other.identity());
            }
        }
        let acts = |events: &[Event]| events.iter().map(|event| event.act).collect::<BTreeSet<_>>();
        assert!(acts(&old).is_disjoint(&acts(&new)), "no act is of both");
        let streams = |events: &[Event]| events.iter().map(|event| event.stream).collect::<BTreeSet<_>>();
        assert!(streams(&old).is_disjoint(&streams(&new)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn those_named_know_where_the_story_goes_on_and_each_look_is_written_down() {
    in_town(async |town: &mut Town| {
        for desk in [&town.mel, &town.robin] {
            is_nothing(adoptions(desk).await);
            assert_eq!(adoptions_named_in(desk).await.unwrap(), 0);
        }
        let rowan = adopted(town).await;
        assert_eq!(adoptions_named_in(&town.mel).await.unwrap(), 1);
        let known = only(&town.mel).await;
        assert_eq!((known.person, known.name.as_deref()), (town.sam, Some("Sam Osei")));
        assert_eq!((known.workers, known.came_in), (vec!["Mel Away".to_owned()], 0));
        let GoesOn::ByReference(reference) = known.goes_on else { panic!("{:?}", known.goes_on) };
        assert_eq!(reference, open(&town.robin, rowan).await.unwrap().summary.reference);
        let known = only(&town.mel).await;
        assert_eq!(known.looks.len(), 2, "this look, and the one before");
        for desk in [&town.robin, &town.amina, &town.eleri] {
            is_nothing(adoptions(desk).await);
            is_nothing(adoption(desk, town.sam).await);
        }
        // Whoever may open the new record is led to it.
        name_adoption_workers(&town.mel, town.sam, (&[town.robin.sight.post], "Order 1"), None, None)
            .await
            .unwrap();
        is_nothing(adoptions(&town.mel).await);
        assert!(matches!(only(&town.robin).await.goes_on, GoesOn::Open(who) if who.person == rowan));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_sent_twice_begins_one_record() {
    in_town(async |town: &mut Town| {
        let form = adopting(&[&town.mel]);
        adopt(&town.robin, town.sam, &form).await.unwrap();
        adopt(&town.robin, town.sam, &form).await.unwrap();
        assert_eq!(found(&town.robin, "Rowan Vale").await.len(), 1);
        is_nothing(adopt(&town.robin, town.sam, &Adopting { key: None, ..form }).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_for_managers_with_the_record_in_reach_and_says_all_that_is_wrong() {
    in_town(async |town: &mut Town| {
        let form = adopting(&[&town.mel]);
        assert!(matches!(adopt(&town.amina, town.sam, &form).await, Err(No::Forbidden(_))));
        is_nothing(adopt(&town.mel, town.sam, &form).await);
        let mut wrong = adopting(&[]);
        wrong.adoption.made = None;
        wrong.adoption.reason = " ".into();
        wrong.new.name = String::new();
        assert_eq!(refused(adopt(&town.robin, town.sam, &wrong).await), ["made", "reason", "posts", "name"]);
        let mut born_later = adopting(&[&town.mel]);
        born_later.new.born = "2030-01-01".parse().ok();
        assert_eq!(refused(adopt(&town.robin, town.sam, &born_later).await), ["born"]);
        let fact = Fact::Died(town.robin.now.day(), "The hospital".into());
        let died = Recording { fact, shown: None, correction: false, key: None };
        people::record(&town.robin, town.sam, &died).await.unwrap();
        assert_eq!(refused(adopt(&town.robin, town.sam, &form).await), ["made"]);
        open(&town.amina, town.sam).await.unwrap();
        assert!(found(&town.robin, "Rowan Vale").await.is_empty(), "nothing was begun");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_kept_out_of_the_old_record_is_kept_out_of_the_new_one() {
    in_town(async |town: &mut Town| {
        let reference = open(&town.amina, town.sam).await.unwrap().summary.reference;
        declare_own_relative(&town.amina, &reference, None).await.unwrap();
        town.restrict_sam(&town.robin, &[&town.robin, &town.noor], 30).await;
        let rowan = adopted(town).await;
        assert!(open(&town.robin, rowan).await.unwrap().summary.restricted);
        open(&town.noor, rowan).await.unwrap();
        is_nothing(open(&town.amina, rowan).await);
        let lift = people::lift_restriction(&town.robin, rowan, "No longer needed", None, None).await;
        lift.unwrap();
        is_nothing(open(&town.amina, rowan).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_desk_and_no_list_of_looks_tells_of_it() {
    in_town(async |town: &mut Town| {
        let audit = town.one_more("Jo Clerk", Role::InformationGovernance).await;
        let administrator = town.one_more("Al Adams", Role::Administrator).await;
        let reference = Box::pin(open(&town.amina, town.sam)).await.unwrap().summary.reference;
        Box::pin(town.like_sam(&town.noor, false)).await;
        Box::pin(town.open_sam(&town.noor)).await;
        assert_eq!(Box::pin(match_cases(&town.eleri)).await.unwrap().len(), 1);
        let amina = town.amina.sight.post;
        assert_eq!(work_held_by(&administrator, &[amina]).await.unwrap().key_working, 1);
        Box::pin(adopted(town)).await;
        Box::pin(only(&town.mel)).await;
        assert!(Box::pin(match_cases(&town.eleri)).await.unwrap().is_empty());
        assert!(Box::pin(looks_at_reference(&audit, &reference)).await.unwrap().is_none());
        for post in [amina, town.mel.sight.post, town.robin.sight.post] {
            let looked = Box::pin(looks_by(&audit, post, 1)).await.unwrap();
            assert!(looked.looks.iter().all(|look| look.what != "adoption"));
            assert!(looked.looks.iter().all(|look| look.reference.as_deref() != Some(reference.as_str())));
        }
        let opening = Box::pin(openings(&audit)).await.unwrap().remove(0);
        assert_eq!((opening.reference, opening.found), (None, true), "it is still to be looked at");
        assert_eq!(work_held_by(&administrator, &[amina]).await.unwrap().key_working, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_of_the_old_name_is_written_down_again_and_no_desk_is_told() {
    in_town(async |town: &mut Town| {
        let rowan = adopted(town).await;
        let again = town.like_sam(&town.noor, true).await;
        assert!(match_cases(&town.eleri).await.unwrap().is_empty());
        let told = events(town, again).await;
        assert!(told.iter().all(|event| event.body.kind() != "people.match_suspected"));
        open(&town.robin, rowan).await.unwrap();
        let keys = town.place.house.records.keys_like(town.council.authority, "closed ").await.unwrap();
        assert!(keys.is_empty(), "without a council number there is no key at all: {keys:?}");
        assert!(!keys::is_number(&keys::closed_key("A1")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistake_is_undone_by_one_of_those_named_and_the_old_record_opens_again() {
    in_town(async |town: &mut Town| {
        let rowan = adopted(town).await;
        for desk in [&town.robin, &town.amina] {
            is_nothing(undo_adoption(desk, town.sam, "Another child's order", None).await);
        }
        assert_eq!(refused(undo_adoption(&town.mel, town.sam, " ", None).await), ["reason"]);
        let key = Some(FormKey { key: "undo".into(), body: b"undo".to_vec() });
        undo_adoption(&town.mel, town.sam, "Another child's order", key.clone()).await.unwrap();
        undo_adoption(&town.mel, town.sam, "Another child's order", key).await.unwrap();
        is_nothing(undo_adoption(&town.mel, town.sam, "Once more", None).await);
        is_nothing(adoptions(&town.mel).await);
        let page = open(&town.amina, town.sam).await.unwrap();
        assert_eq!(page.summary.name.as_deref(), Some("Sam Osei"));
        assert_eq!(found(&town.amina, "Sam Osei").await, [town.sam]);
        assert_eq!(found(&town.robin, "Rowan Vale").await, [rowan], "the new record stays as it is");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_works_here_is_always_named() {
    in_town(async |town: &mut Town| {
        adopted(town).await;
        for posts in [vec![], vec![practice::ids::PostId(uuid::Uuid::from_u128(7))]] {
            let named = name_adoption_workers(&town.mel, town.sam, (&posts, "Order 1"), None, None).await;
            assert_eq!(refused(named), ["posts"]);
        }
        let named =
            name_adoption_workers(&town.robin, town.sam, (&[town.robin.sight.post], "Order 1"), None, None)
                .await;
        is_nothing(named);
        only(&town.mel).await;
    })
    .await;
}
