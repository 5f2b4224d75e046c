//! Emergency openings: who is told at once, and when somebody else looks.

use crate::town::{Town, in_town};
use practice::people::NumberKind;
use practice::staff::Role;
use work::notices::{self, What};
use work::people::{
    Emergency, NewPerson, Opened, break_glass, create, looks_at, looks_by, open, opening, openings,
    review_opening,
};
use work::{Desk, FormKey, No};

async fn told(desk: &Desk) -> usize {
    let waiting = notices::waiting(desk).await.unwrap();
    assert_eq!(usize::try_from(notices::count(desk).await.unwrap()).unwrap(), waiting.len());
    waiting.len()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_worker_and_the_managers_of_the_team_are_told_at_once_until_they_have_read_it() {
    in_town(async |town: &mut Town| {
        assert_eq!(told(&town.amina).await, 0);
        assert!(matches!(town.open_sam(&town.noor).await, Opened::Record(..)));
        let waiting = notices::waiting(&town.amina).await.unwrap();
        let What::EmergencyOpening { by, reason, card_only } = &waiting[0].what else {
            panic!("{waiting:?}")
        };
        assert_eq!((by.as_str(), *card_only), ("Noor Far", false));
        assert_eq!(reason, "Sam is at our door and hurt.");
        assert_eq!(waiting[0].who.person, town.sam);
        assert_eq!((told(&town.amina).await, told(&town.robin).await), (1, 1));
        for nobody in [&town.noor, &town.mel, &town.eleri] {
            assert_eq!(told(nobody).await, 0);
        }
        notices::read(&town.amina, waiting[0].event).await.unwrap();
        notices::read(&town.amina, waiting[0].event).await.unwrap();
        assert_eq!((told(&town.amina).await, told(&town.robin).await), (0, 1));
        let others = notices::read(&town.mel, waiting[0].event).await;
        assert!(matches!(others, Err(No::NotFound)));
        // Made anew from the journal, nobody is told twice.
        town.place.house.records.rebuild().await.unwrap();
        assert_eq!((told(&town.amina).await, told(&town.robin).await), (0, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_restricted_record_those_it_names_are_told_and_nobody_else() {
    in_town(async |town: &mut Town| {
        town.restrict_sam(&town.robin, &[&town.robin], 30).await;
        assert_eq!(town.open_sam(&town.noor).await, Opened::Nobody);
        assert_eq!((told(&town.robin).await, told(&town.amina).await), (0, 0));
        assert!(matches!(town.open_sam(&town.mel).await, Opened::Record(..)));
        assert_eq!((told(&town.robin).await, told(&town.amina).await), (1, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_told_of_a_record_that_is_not_theirs_any_more() {
    in_town(async |town: &mut Town| {
        town.open_sam(&town.noor).await;
        assert_eq!(told(&town.amina).await, 1);
        town.restrict_sam(&town.robin, &[&town.robin], 30).await;
        assert_eq!((told(&town.amina).await, told(&town.robin).await), (0, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opening_is_due_on_the_next_working_day_and_waits_however_late() {
    in_town(async |town: &mut Town| {
        // The Friday before a weekend.
        town.pass_days(4);
        town.open_sam(&town.noor).await;
        let seen = async |desk: &Desk| openings(desk).await.unwrap().remove(0);
        let opening = seen(&town.robin).await;
        assert_eq!((opening.due, opening.overdue), (Some("2026-03-09".parse().unwrap()), false));
        town.pass_days(3);
        assert!(!seen(&town.robin).await.overdue);
        town.pass_days(1);
        assert!(seen(&town.robin).await.overdue);
        town.pass_days(60);
        assert!(seen(&town.robin).await.overdue);
        review_opening(&town.robin, opening.event, "It was right.", None).await.unwrap();
        assert!(openings(&town.robin).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_looked_says_which_looks_were_in_an_emergency() {
    in_town(async |town: &mut Town| {
        town.open_sam(&town.noor).await;
        for desk in [&town.noor, &town.amina] {
            open(desk, town.sam).await.unwrap();
        }
        let audit = town.one_more("Jo Clerk", Role::InformationGovernance).await;
        let looked = Box::pin(looks_at(&audit, town.sam, 1)).await.unwrap();
        let of = |name: &str| -> Vec<bool> {
            looked.looks.iter().filter(|look| look.worker == name).map(|look| look.in_an_emergency).collect()
        };
        let (noors, aminas) = (of("Noor Far"), of("Amina Okafor"));
        assert!(!noors.is_empty() && noors.iter().all(|was| *was), "{looked:?}");
        assert!(!aminas.is_empty() && aminas.iter().all(|was| !*was), "{looked:?}");
        town.place.clock.pass(3_700);
        let by_noor = Box::pin(looks_by(&audit, town.noor.sight.post, 1)).await.unwrap();
        assert!(by_noor.looks.iter().all(|look| look.in_an_emergency == look.reference.is_some()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_one_who_opened_never_looks_at_it() {
    in_town(async |town: &mut Town| {
        town.open_sam(&town.mel).await;
        let opening = openings(&town.mel).await.unwrap().remove(0);
        assert!(opening.own);
        let own = review_opening(&town.mel, opening.event, "It was right.", None).await;
        assert!(matches!(own, Err(No::Refused(_))));
        review_opening(&town.robin, opening.event, "It was right.", None).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restriction_made_since_closes_what_was_opened_but_for_those_who_may_open_restricted_records() {
    in_town(async |town: &mut Town| {
        for desk in [&town.noor, &town.mel] {
            town.open_sam(desk).await;
            open(desk, town.sam).await.unwrap();
        }
        town.restrict_sam(&town.robin, &[&town.robin], 30).await;
        assert!(matches!(open(&town.noor, town.sam).await, Err(No::NotFound)));
        open(&town.mel, town.sam).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_looks_at_their_own_opening_in_a_second_post_either() {
    in_town(async |town: &mut Town| {
        town.open_sam(&town.mel).await;
        let second = Desk {
            sight: practice::staff::Sight { account: town.mel.sight.account, ..town.robin.sight.clone() },
            ..town.robin.clone()
        };
        let opening = openings(&second).await.unwrap().remove(0);
        assert!(opening.own);
        let own = review_opening(&second, opening.event, "It was right.", None).await;
        assert!(matches!(own, Err(No::Refused(_))));
        review_opening(&town.robin, opening.event, "It was right.", None).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_longer_than_any_opens_nothing_and_is_written_down() {
    in_town(async |town: &mut Town| {
        for name in ["Sam ".repeat(2_000), "Sam Osei ".repeat(7), "S".repeat(201)] {
            let emergency = Emergency {
                reason: "Sam is at our door and hurt.".into(),
                name,
                born: Some("2010-06-04".parse().unwrap()),
                number: String::new(),
            };
            let answer = break_glass(&town.noor, &emergency, None).await;
            assert!(matches!(answer, Err(No::Refused(_))), "{answer:?}");
        }
        let asked = openings(&town.robin).await.unwrap();
        assert!(asked.len() == 3 && asked.iter().all(|opening| opening.reference.is_none()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_cannot_sign_in_any_more_is_told_of_nothing() {
    in_town(async |town: &mut Town| {
        let admin = town.place.worker(&town.council, "Marjorie Quill", &[Role::Administrator]).await;
        let admin = town.place.desk_of(&admin).await;
        work::staff::close_account(
            &admin,
            town.amina.sight.account,
            &work::staff::Ending::because("Left without notice"),
        )
        .await
        .unwrap();
        town.open_sam(&town.noor).await;
        assert_eq!((told(&town.amina).await, told(&town.robin).await), (0, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_whose_longer_names_hold_the_words_do_not_hide_the_one_whose_name_it_is() {
    in_town(async |town: &mut Town| {
        for name in ["Sam Osei Brook", "Sam Osei Vale", "Osei Sam Hill"] {
            let new = work::people::NewPerson {
                name: name.into(),
                born: Some("2010-06-04".parse().unwrap()),
                ..work::people::NewPerson::default()
            };
            work::people::create(&town.amina, &new, None).await.unwrap();
        }
        assert!(matches!(town.open_sam(&town.noor).await, Opened::Record(person) if person == town.sam));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_with_one_number_neither_is_opened_and_a_second_press_is_answered_like_the_first() {
    in_town(async |town: &mut Town| {
        let numbered = |name: &str| NewPerson {
            name: name.into(),
            numbers: vec![(NumberKind::Council, "N-1042".into())],
            ..NewPerson::default()
        };
        let first = create(&town.amina, &numbered("Ash Vale"), None).await.unwrap();
        let asked = Emergency {
            reason: "They are at our door and hurt.".into(),
            name: String::new(),
            born: None,
            number: "N-1042".into(),
        };
        let key = || Some(FormKey { key: "at-the-door".into(), body: b"N-1042".to_vec() });
        assert_eq!(break_glass(&town.noor, &asked, key()).await.unwrap(), Opened::Record(first));
        create(&town.noor, &numbered("A. Vale"), None).await.unwrap();
        assert_eq!(
            break_glass(&town.noor, &asked, key()).await.unwrap(),
            Opened::Record(first),
            "pressed twice"
        );
        assert_eq!(break_glass(&town.noor, &asked, None).await.unwrap(), Opened::Nobody);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_found_is_not_followed_by_another_finding() {
    in_town(async |town: &mut Town| {
        town.open_sam(&town.noor).await;
        let opening = openings(&town.robin).await.unwrap().remove(0).event;
        let key = || Some(FormKey { key: "looked".into(), body: b"looked".to_vec() });
        for _ in 0..2 {
            review_opening(&town.robin, opening, "It was right.", key()).await.unwrap();
        }
        let other = review_opening(&town.robin, opening, "It was quite wrong.", None).await;
        assert!(matches!(other, Err(No::Refused(_))), "{other:?}");
        town.pass_days(40);
        assert!(openings(&town.robin).await.unwrap().is_empty());
        review_opening(&town.robin, opening, "It was right.", key())
            .await
            .expect("pressed again, days later");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_found_is_told_to_those_who_may_read_it_in_the_record_and_of_nobody_to_its_writer() {
    in_town(async |town: &mut Town| {
        town.open_sam(&town.noor).await;
        let event = openings(&town.mel).await.unwrap().remove(0).event;
        review_opening(&town.mel, event, "Right, Sam was hurt.", None).await.unwrap();
        let head = town.place.worker(&town.council, "Hetty Boss", &[Role::HeadOfService]).await;
        let head = town.place.desk_of(&head).await;
        let audit = town.place.worker(&town.council, "Ig Gov", &[Role::InformationGovernance]).await;
        let audit = town.place.desk_of(&audit).await;
        // Mel, of the other hub, may not open the record, and reads nothing of it here either.
        for (desk, is_told) in [(&town.mel, false), (&town.robin, true), (&head, true), (&audit, false)] {
            let found = opening(desk, event).await.unwrap().unwrap().finding;
            let said = found.as_ref().map(|(finding, by)| (finding.as_str(), by.as_str()));
            assert_eq!(said, is_told.then_some(("Right, Sam was hurt.", "Mel Away")), "{}", desk.worker.name);
        }
        town.restrict_sam(&town.robin, &[&town.robin], 30).await;
        assert_eq!(opening(&head, event).await.unwrap().unwrap().finding, None, "restricted to others");
        assert!(opening(&town.robin, event).await.unwrap().unwrap().finding.is_some());
        let nobody = Emergency {
            reason: "They are at our door and hurt.".into(),
            name: String::new(),
            born: None,
            number: "N-0".into(),
        };
        break_glass(&town.noor, &nobody, None).await.unwrap();
        let event = openings(&town.mel).await.unwrap().into_iter().find(|one| !one.found).unwrap().event;
        review_opening(&town.mel, event, "They tried their nephew.", None).await.unwrap();
        assert!(opening(&town.mel, event).await.unwrap().unwrap().finding.is_some());
        assert_eq!(opening(&town.robin, event).await.unwrap().unwrap().finding, None);
    })
    .await;
}
