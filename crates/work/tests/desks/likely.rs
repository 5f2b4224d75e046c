//! Looking whether somebody is here already, and what the matching desk hears.

use crate::town::{Town, in_town};
use practice::people::{ContactKind, Likeness, NameUse, NumberKind};
use work::Desk;
use work::people::{self, Fact, NewPerson, Recording, match_cases, record};

fn of(fact: Fact) -> Recording {
    Recording { fact, shown: None, correction: false, key: None }
}

fn nobody(name: &str) -> NewPerson {
    NewPerson { name: name.into(), ..NewPerson::default() }
}

/// Why Sam may be somebody new; nothing where nobody asks whether it is Sam.
async fn why(desk: &Desk, town: &Town, new: &NewPerson) -> Vec<String> {
    let likely = people::likely(desk, new).await.unwrap();
    likely.into_iter().find(|one| one.who.person == town.sam).map_or_else(Vec::new, |one| one.why)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_likely_match_says_every_reason_for_which_it_may_be_them() {
    in_town(async |town: &mut Town| {
        let address = Fact::Contact(ContactKind::Address, "4 Sample Row, Northmoor ZZ4 4DD".into(), false);
        record(&town.amina, town.sam, &of(address)).await.unwrap();
        let number = Fact::Number(NumberKind::Nhs, "943 476 5919".into());
        record(&town.amina, town.sam, &of(number)).await.unwrap();
        let new = NewPerson {
            name: "Samuel".into(),
            born: Some("2010-06-04".parse().unwrap()),
            lives: "zz4 4dd".into(),
            numbers: vec![(NumberKind::Nhs, "9434765919".into())],
            ..NewPerson::default()
        };
        let said = [
            "The NHS number is the same.",
            "The birth date is the same.",
            "Another form of the name: Sam Osei.",
            "They live, or lived, at the same postcode.",
        ];
        assert_eq!(why(&town.amina, town, &new).await, said);
        assert!(why(&town.noor, town, &new).await.is_empty(), "nobody is told of whom they may not open");
        let by = |lives: &str, number: &str| NewPerson {
            lives: lives.into(),
            numbers: vec![(NumberKind::Nhs, number.into())],
            ..nobody("Kit Vale")
        };
        assert_eq!(why(&town.amina, town, &by("ZZ4 4DD", "")).await, said[3..]);
        assert_eq!(why(&town.amina, town, &by("", "943 476 5919")).await, said[..1]);
        assert!(why(&town.amina, town, &by("ZZ4 4DE", "943 476 5870")).await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_and_an_address_typed_while_looking_are_in_the_new_record() {
    in_town(async |town: &mut Town| {
        let new = NewPerson {
            numbers: vec![(NumberKind::Council, "A17".into()), (NumberKind::Nhs, "943 476 5919".into())],
            lives: "5 Sample Row, Northmoor ZZ5 5EE".into(),
            ..nobody("Kit Vale")
        };
        let kit = people::create(&town.noor, &new, None).await.unwrap();
        let found = people::find(&town.noor, &people::Query::parse("ZZ5 5EE"), 1).await.unwrap();
        assert_eq!(found.people.iter().map(|one| one.person).collect::<Vec<_>>(), [kit]);
        let found = people::find(&town.noor, &people::Query::parse("9434765919"), 1).await.unwrap();
        assert_eq!(found.total, 1);
        let shielded = NewPerson {
            lives: "6 Sample Row, Northmoor ZZ6 6FF".into(),
            shielded: true,
            ..nobody("Jo Hale")
        };
        people::create(&town.noor, &shielded, None).await.unwrap();
        let found = people::find(&town.noor, &people::Query::parse("ZZ6 6FF"), 1).await.unwrap();
        assert_eq!(found.total, 0, "a shielded address finds nobody");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_of_somebody_out_of_reach_begins_a_record_all_the_same_and_is_told_to_the_desk() {
    in_town(async |town: &mut Town| {
        let number = (NumberKind::Council, "A17".to_owned());
        record(&town.amina, town.sam, &of(Fact::Number(number.0, number.1.clone()))).await.unwrap();
        let new = NewPerson { numbers: vec![number], ..nobody("Kit Vale") };
        people::create(&town.noor, &new, None).await.unwrap();
        let cases = match_cases(&town.eleri).await.unwrap();
        assert_eq!(cases.iter().map(|case| case.why.clone()).collect::<Vec<_>>(), [Likeness::Number]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_put_right_later_reaches_the_matching_desk_once() {
    in_town(async |town: &mut Town| {
        let born = Some("2010-06-04".parse().unwrap());
        let kit = NewPerson { born, ..nobody("Kit Vale") };
        let kit = people::create(&town.noor, &kit, None).await.unwrap();
        assert!(match_cases(&town.eleri).await.unwrap().is_empty());
        let renamed = async |usage: NameUse, name: &str| {
            record(&town.noor, kit, &of(Fact::Name(usage, name.into()))).await.unwrap();
        };
        renamed(NameUse::Legal, "Kit Samuel Vale").await;
        assert_eq!(match_cases(&town.eleri).await.unwrap().len(), 1);
        assert_eq!(match_cases(&town.eleri).await.unwrap()[0].why, Likeness::Birth);
        let known = people::open(&town.noor, kit).await.unwrap();
        let (_, names) = known.names.iter().find(|(usage, _)| *usage == NameUse::Legal).unwrap();
        let again =
            Recording { shown: Some(names[0].event), ..of(Fact::Name(NameUse::Legal, "Sam Vale".into())) };
        record(&town.noor, kit, &again).await.unwrap();
        assert_eq!(match_cases(&town.eleri).await.unwrap().len(), 1, "the desk is not asked twice");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_found_by_a_telephone_number_however_it_is_written_and_not_by_a_shielded_one() {
    in_town(async |town: &mut Town| {
        let phone = |number: &str, shielded| of(Fact::Contact(ContactKind::Phone, number.into(), shielded));
        record(&town.amina, town.sam, &phone("07700 900123, Mum's", false)).await.unwrap();
        record(&town.amina, town.sam, &phone("07700 900456", true)).await.unwrap();
        let found = async |desk: &Desk, typed: &str| {
            people::find(desk, &people::Query::parse(typed), 1).await.unwrap().total
        };
        assert_eq!(found(&town.amina, "+44 (0)7700 900123").await, 1);
        assert_eq!(found(&town.amina, "07700 900456").await, 0);
        assert_eq!(found(&town.noor, "07700 900123").await, 0, "within reach only");
        let (_, reach) = people::contact_values(&town.amina, town.sam).await.unwrap();
        let open = reach.iter().find(|one| !one.shielded).unwrap();
        let ended = Fact::EndContact(open.stream.unwrap(), "A new number".into());
        record(&town.amina, town.sam, &of(ended)).await.unwrap();
        assert_eq!(found(&town.amina, "07700 900123").await, 0);
    })
    .await;
}
