//! The record as it was known on a day, in lines, as the command `nwd history` prints it.

use crate::people_world::{Town, in_town};
use jiff::civil::Date;
use practice::ids::Reference;
use practice::journal::Body;
use work::people;
use work::staff::rename_team;

async fn reference(town: &Town) -> Reference {
    let desk = town.place.operator(&town.council);
    Reference::parse(&people::open(&desk, town.sam).await.unwrap().summary.reference).unwrap()
}

/// What whoever operates the program reads of somebody at the end of a day.
async fn lines_of(town: &Town, reference: &Reference, day: &str) -> Vec<String> {
    let day: Date = day.parse().unwrap();
    let (_, known) = people::known_to_operator(&town.place.house, reference, day).await.unwrap();
    web::known_in_words(&known)
}

/// The same of Sam, whose record is open.
async fn in_lines(town: &Town, day: &str) -> Vec<String> {
    lines_of(town, &reference(town).await, day).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_says_what_the_cards_of_that_day_say() {
    in_town(async |town| {
        let alert = [
            ("alert", "Do not visit alone"),
            ("review_on-day", "1"),
            ("review_on-month", "5"),
            ("review_on-year", "2026"),
        ];
        town.amina.sends(&town.sam("/record/alert"), &alert).await;
        town.amina.sends(&town.sam("/record/number-nhs"), &[("number", "943 476 5919")]).await;
        town.amina.sends(&town.sam("/record/what-helps"), &[("value", "Sitting outside")]).await;
        town.amina.sends(&town.sam("/record/health"), &[("topic", "gp"), ("fact", "Quay surgery")]).await;
        town.amina.sends(&town.sam("/record/family"), &[("name", "Ama Osei"), ("relation", "Mum")]).await;
        let lines = in_lines(&town, "2026-03-02").await;
        for line in [
            "  Name they use: Sam Osei",
            "  Born: 4 June 2010",
            "  NHS number: 9434765919",
            "  GP surgery: Quay surgery",
            "  Mum: Ama Osei",
            "Legal status and homes",
        ] {
            assert!(lines.iter().any(|one| one.starts_with(line)), "{line}: {lines:#?}");
        }
        for words in
            ["as known at the end of 2 March 2026", "Do not visit alone", "1 May 2026", "Sitting outside"]
        {
            assert!(lines.iter().any(|one| one.contains(words)), "{words}: {lines:#?}");
        }
        assert!(lines.iter().all(|line| !line.contains('<') && !line.contains("Change")), "{lines:#?}");
        let before = in_lines(&town, "2026-03-01").await;
        assert!(before.contains(&"Nothing had been written down by then.".to_owned()), "{before:#?}");
        assert!(!before.concat().contains("Sam Osei"), "{before:#?}");
        let reference = reference(&town).await;
        assert!(before[0].starts_with(&format!("{}, as known", reference.as_str())), "{before:#?}");
        let to_come = "2026-03-03".parse().unwrap();
        let refused = people::known_to_operator(&town.place.house, &reference, to_come).await;
        assert!(refused.unwrap_err().to_string().ends_with("The day must be today or earlier."));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_for_few_and_what_the_vault_holds_are_not_said() {
    in_town(async |town| {
        town.amina.sends(&town.sam("/record/phone"), &[("value", "01632 960 001")]).await;
        town.amina.sends(&town.sam("/record/health"), &[("topic", "other"), ("fact", "Sees Dr Hale")]).await;
        let told = |body: &Body| matches!(body, Body::HealthRecorded(_));
        let health = town.events().await.into_iter().find(|event| told(&event.body)).unwrap().id;
        let said = async || in_lines(&town, "2026-03-02").await.concat();
        assert!(said().await.contains("Sees Dr Hale"));
        let moved = [("class", "police"), ("reason", "Held with the team")];
        town.robin.sends(&format!("/entries/{health}/move"), &moved).await;
        let said = said().await;
        assert!(!said.contains("Sees Dr Hale") && !said.contains("960"), "{said}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_is_called_what_it_was_called_on_the_day() {
    in_town(async |town| {
        town.sleeps_in(town.sam, town.council.hub).await;
        town.place.clock.pass(86_400);
        let operator = town.place.operator(&town.council);
        rename_team(&operator, town.council.hub, "Harbour View", None, None).await.unwrap();
        let before = in_lines(&town, "2026-03-02").await.concat();
        assert!(before.contains("Harbour House") && !before.contains("Harbour View"), "{before}");
        let since = in_lines(&town, "2026-03-03").await.concat();
        assert!(since.contains("Harbour View") && !since.contains("Harbour House"), "{since}");
        let amina = town.again(&town.amina).await;
        let page = amina.sees(&town.sam("/history?on=2026-03-02")).await;
        page.says("Harbour House").says("Harbour View");
        amina.sees(&town.sam("")).await.says("Harbour View").hides("Harbour House");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn that_a_record_was_restricted_is_said_of_the_day_on_which_it_was() {
    in_town(async |town| {
        let sam = reference(&town).await;
        town.place.clock.pass(86_400);
        let robin = town.again(&town.robin).await;
        let day = [("review_on-day", "1"), ("review_on-month", "4"), ("review_on-year", "2026")];
        let (post, amina) = (robin.worker.post.to_string(), town.amina.worker.post.to_string());
        let form = [
            [("posts", post.as_str()), ("reason", "A neighbour works here"), ("without_key_worker", &amina)]
                .as_slice(),
            &day,
        ]
        .concat();
        robin.sends(&town.sam("/restrict"), &form).await;
        let today = "2026-03-03".parse().unwrap();
        let refused = people::known_to_operator(&town.place.house, &sam, today).await.unwrap_err();
        assert!(refused.to_string().contains("restricted to named workers"), "{refused}");
        town.place.clock.pass(86_400);
        let robin = town.again(&town.robin).await;
        robin.sends(&town.sam("/restrict/lift"), &[("reason", "They moved away")]).await;
        let restricted = "  The record was restricted to named workers".to_owned();
        assert!(lines_of(&town, &sam, "2026-03-03").await.contains(&restricted));
        assert!(!lines_of(&town, &sam, "2026-03-02").await.contains(&restricted));
    })
    .await;
}
