//! `/tonight` and its sheet.

use crate::people_world::{Town, born, in_town};
use practice::dates::{Happened, PartialDate};
use practice::homes::{Sleeping, SleepingRecorded};
use practice::ids::PersonId;
use practice::journal::{Body, Told};
use practice::people::{ContactKind, ContactPointRecorded};
use practice::safety::{Away, MissingRecorded};
use practice::staff::Role;
use work::Act;
use work::people::NewPerson;

async fn sleeps(town: &Town, who: PersonId, place: Sleeping) {
    let body = Body::SleepingRecorded(SleepingRecorded { place, purpose: String::new() });
    tells(town, who, "whereabouts", body).await;
}

async fn tells(town: &Town, who: PersonId, stream: &str, body: Body) {
    let operator = town.place.operator(&town.council);
    let today = Happened::On(PartialDate::Day(operator.now.day()));
    operator.write(Act::new().beginning(Told::about(who, who.stream(stream), today, body))).await.unwrap();
}

/// The part of a page between two headings, or to its end.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let rest = page.split_once(from).unwrap_or_else(|| panic!("{from} is not there: {page}")).1;
    rest.split_once(to).map_or(rest, |(part, _)| part)
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_stands_once_where_they_are_with_what_to_be_careful_about() {
    in_town(async |town| {
        let jo = born(&town.place, &town.amina, "Jo Quist", "2011-01-02").await;
        let lee = born(&town.place, &town.amina, "Lee Marsh", "2009-01-02").await;
        sleeps(&town, town.sam, Sleeping::Team(town.council.hub)).await;
        sleeps(&town, jo, Sleeping::NotKnown).await;
        sleeps(&town, lee, Sleeping::Team(town.council.hub)).await;
        let from = town.place.house.now().day();
        tells(
            &town,
            lee,
            "missing/now",
            Body::MissingRecorded(MissingRecorded { kind: Away::Missing, from, to: None }),
        )
        .await;
        let alert = [
            ("alert", "Ring the bell twice"),
            ("review_on-day", "20"),
            ("review_on-month", "3"),
            ("review_on-year", "2026"),
        ];
        town.amina.sends(&town.sam("/record/alert"), &alert).await;
        let page = town.amina.sees("/tonight").await;
        page.says("The night of 2 March 2026").says("Nobody is put down as on call tonight.");
        let missing = between(&page.text, "Missing or away now (1)</caption>", "Harbour House (1)");
        assert!(missing.contains("Lee Marsh") && missing.contains("Missing since 2 March 2026"), "{missing}");
        let house = between(&page.text, "Harbour House (1)</caption>", "is not recorded (1)");
        assert!(
            house.contains("Sam Osei")
                && house.contains("Ring the bell twice")
                && !house.contains("Lee Marsh")
        );
        assert!(between(&page.text, "is not recorded (1)</caption>", "</section>").contains("Jo Quist"));
        assert_eq!(page.text.matches(&format!("{lee}/card\"")).count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_team_where_somebody_sleeps_sees_them_and_nobody_else_does() {
    in_town(async |town| {
        town.far.sees("/tonight").await.hides("Sam Osei").says("There is nobody.");
        let hill = work::staff::list(&town.place.operator(&town.council)).await.unwrap().teams;
        let hill = hill.iter().find(|team| team.name == "Hill House").unwrap().team;
        sleeps(&town, town.sam, Sleeping::Team(hill)).await;
        town.far.sees("/tonight").await.says("Hill House (1)").says("Sam Osei");
        let education = town.worker("Edi Cation", Role::EducationSpecialist).await;
        education.sees("/tonight").await.hides("Sam Osei");
        let reader = town.worker("Inga Gov", Role::InformationGovernance).await;
        reader.sees(&town.sam("/looks")).await.says("The page of who is where tonight").says("Noor Far");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_on_their_way_is_expected() {
    in_town(async |town| {
        let new = NewPerson { name: "Kit Rowan".into(), tonight: true, ..NewPerson::default() };
        work::people::create(&town.place.desk_of(&town.amina.worker).await, &new, None).await.unwrap();
        let page = town.amina.sees("/tonight").await;
        assert!(between(&page.text, "Expected to arrive (1)</caption>", "</section>").contains("Kit Rowan"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_paper_are_first_names_and_nobody_whose_record_is_restricted() {
    in_town(async |town| {
        born(&town.place, &town.amina, "Sam Quist", "2011-01-02").await;
        born(&town.place, &town.amina, "Jo Marsh", "2009-01-02").await;
        town.amina
            .sends(
                &town.sam("/record/address"),
                &[("value", "7 Quay Road, York YO1 7HH"), ("shielded", "yes")],
            )
            .await;
        let sheet = town.robin.sees("/tonight/print").await;
        sheet.says("Sam O<").says("Sam Q<").says("<bdi>Jo</bdi>").hides("Osei").hides("Quist").hides("Marsh");
        sheet.hides("7 Quay Road").hides("YO1").says("This sheet is written down as printed by you");
        town.restricts_sam_to(&[&town.robin]).await;
        town.robin.sees("/tonight").await.says("Sam Osei").says("Restricted");
        let sheet = town.robin.sees("/tonight/print").await;
        sheet.hides("Sam O<").says("<bdi>Sam</bdi>").says("Not everybody is on this sheet");
        town.bryn.sees("/tonight").await.hides("Sam Osei").says("Sam Quist");
        town.bryn.sees("/tonight/print").await.says("Not everybody is on this sheet");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_way_to_reach_somebody_is_never_on_it() {
    in_town(async |town| {
        let desk = town.place.desk_of(&town.amina.worker).await;
        let (value, kept) = desk.put_away(town.sam, "01632 960777", None).unwrap();
        let point = ContactPointRecorded { kind: ContactKind::Phone, value: kept, shielded: false };
        let told =
            Told::about(town.sam, desk.stream(), Happened::At(desk.now), Body::ContactPointRecorded(point));
        desk.write(Act::new().putting_away(value).beginning(told)).await.unwrap();
        town.amina.sees("/tonight").await.says("Sam Osei").hides("960777");
        town.amina.sees("/tonight/print").await.hides("960777");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_paper_is_nothing_that_only_some_may_read_whoever_prints_it() {
    in_town(async |town| {
        let alert = [
            ("alert", "Dad is out on bail"),
            ("review_on-day", "20"),
            ("review_on-month", "3"),
            ("review_on-year", "2026"),
        ];
        town.amina.sends(&town.sam("/record/alert"), &alert).await;
        let raised = town.events().await;
        let raised = raised.iter().find(|event| matches!(event.body, Body::AlertRaised(_))).unwrap().id;
        town.robin.sees("/tonight/print").await.says("Dad is out on bail");
        let moved = [("class", "police"), ("reason", "Held with the police")];
        town.robin.sends(&format!("/entries/{raised}/move"), &moved).await;
        town.robin.sees("/tonight").await.says("Dad is out on bail");
        town.robin.sees("/tonight/print").await.says("<bdi>Sam</bdi>").hides("Dad is out on bail");
        let stream = town.sam.stream("died");
        let operator = town.place.operator(&town.council);
        let day = Happened::On(PartialDate::Day(operator.now.day()));
        let died = Body::Died(practice::people::Died { told_by: "The police".into() });
        operator.write(Act::new().beginning(Told::about(town.sam, stream, day, died))).await.unwrap();
        town.robin.sees("/tonight").await.hides("Sam Osei");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn as_many_letters_stand_on_paper_as_tell_two_apart() {
    in_town(async |town| {
        for (name, born_on) in [
            ("Mia Tate", "2010-01-02"),
            ("Mia Tolland", "2011-01-02"),
            ("Lee Ash", "2010-03-02"),
            ("Lee Ash", "2012-03-02"),
        ] {
            born(&town.place, &town.amina, name, born_on).await;
        }
        let sheet = town.amina.sees("/tonight/print").await;
        sheet.says("Mia Ta<").says("Mia To<").says("Lee, ").hides("Lee Ash").hides("Tate").hides("Tolland");
    })
    .await;
}
