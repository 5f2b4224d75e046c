//! A death stops every clock of somebody and ends nothing of their history. One
//! that was recorded by mistake is taken back, and every clock runs again.

use crate::town::{Town, in_town};
use jiff::ToSpan;
use practice::dates::Happened;
use practice::ids::PersonId;
use practice::journal::{Body, Told};
use practice::safety::{Away, MissingRecorded};
use practice::staff::Role;
use work::key_working::{Change, cover_list, name_team};
use work::people::{
    self, Fact, Filter, Recording, arrival, matches_waiting, open, openings, restrictions, review_opening,
};
use work::staff::{Ending, NewTeam, close_team, create_team, end_post};
use work::story::{StoryFilter, read};
use work::{Act, Desk, FormKey, No};

fn recording(fact: Fact) -> Recording {
    Recording { fact, shown: None, correction: false, key: None }
}

/// The same by whoever has seen what stands of a death.
async fn seen(desk: &Desk, person: PersonId, fact: Fact) -> Recording {
    let page = open(desk, person).await.unwrap();
    let shown = page.died.map(|died| died.event).or(page.alive.map(|alive| alive.event));
    Recording { shown, ..recording(fact) }
}

async fn died(desk: &Desk, person: PersonId) {
    let fact = Fact::Died(desk.now.day(), "The hospital".into());
    people::record(desk, person, &seen(desk, person, fact).await).await.unwrap();
}

async fn lives(desk: &Desk, person: PersonId) {
    let fact = Fact::NotDied("The hospital rang back: it was somebody else.".into());
    people::record(desk, person, &seen(desk, person, fact).await).await.unwrap();
}

async fn is_missing(desk: &Desk, person: PersonId) {
    let away = MissingRecorded { kind: Away::Missing, from: desk.now.day(), to: None };
    let told = Told::about(person, desk.stream(), Happened::At(desk.now), Body::MissingRecorded(away));
    desk.write(Act::new().beginning(told)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_word_of_a_death_puts_the_first_right_and_never_takes_its_place_in_silence() {
    in_town(async |town: &mut Town| {
        let (amina, sam) = (&town.amina, town.sam);
        died(amina, sam).await;
        let yesterday = amina.now.day().yesterday().unwrap();
        let fact = Fact::Died(yesterday, "Their mother".into());
        let unseen = people::record(&town.robin, sam, &recording(fact.clone())).await;
        let Err(No::Clash { theirs, event }) = unseen else { panic!("{unseen:?}") };
        assert_eq!(theirs, "The hospital");
        let seen = Recording { shown: Some(event), ..recording(fact) };
        people::record(&town.robin, sam, &seen).await.unwrap();
        let stands = open(amina, sam).await.unwrap().died.unwrap();
        assert_eq!((stands.happened.first_day(), &*stands.is.told_by), (Some(yesterday), "Their mother"));
        let story = read(amina, sam, &StoryFilter::default()).await.unwrap();
        let deaths: Vec<usize> = story
            .entries
            .iter()
            .filter(|entry| entry.body.kind() == "people.died")
            .map(|entry| entry.about.len())
            .collect();
        assert_eq!(deaths, [1], "one death, with what it said before beside it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_opened_before_a_death_was_taken_back_or_put_right_does_neither_in_silence() {
    in_town(async |town: &mut Town| {
        let (amina, robin, sam) = (&town.amina, &town.robin, town.sam);
        let (dies, lives_on) =
            (Fact::Died(amina.now.day(), "Their nan".into()), Fact::NotDied("She rang.".into()));
        let early = seen(robin, sam, dies.clone()).await;
        died(amina, sam).await;
        let (right, mistake) = (seen(robin, sam, dies.clone()).await, seen(robin, sam, lives_on).await);
        people::record(amina, sam, &seen(amina, sam, dies).await).await.unwrap();
        let unseen = people::record(robin, sam, &mistake).await;
        assert!(matches!(&unseen, Err(No::Clash { theirs, .. }) if theirs == "Their nan"), "{unseen:?}");
        lives(amina, sam).await;
        for stale in [&early, &right, &mistake] {
            let unseen = people::record(robin, sam, stale).await;
            assert!(
                matches!(&unseen, Err(No::Clash { theirs, .. }) if theirs.contains("somebody else")),
                "{unseen:?}"
            );
        }
        assert!(open(amina, sam).await.unwrap().died.is_none());
        died(robin, sam).await;
        let story = read(amina, sam, &StoryFilter::default()).await.unwrap();
        let deaths = story.entries.iter().filter(|entry| entry.body.kind() == "people.died").count();
        assert_eq!(deaths, 2, "a death after a mistake is another one");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn age_and_alerts_stand_still_and_go_on_when_it_was_a_mistake() {
    in_town(async |town: &mut Town| {
        let review_on = town.amina.now.day().checked_add(3.days()).unwrap();
        let alert = Fact::Alert("Ring first.".into(), review_on, true);
        people::record(&town.amina, town.sam, &recording(alert)).await.unwrap();
        died(&town.amina, town.sam).await;
        town.pass_days(3_000);
        let page = open(&town.amina, town.sam).await.unwrap();
        assert_eq!((page.summary.age, &page.summary.alerts[0].1), (Some(15), &None));
        assert!(page.died.is_some() && page.alerts.len() == 1);
        lives(&town.robin, town.sam).await;
        let page = open(&town.amina, town.sam).await.unwrap();
        assert_eq!((page.summary.age, page.summary.alerts[0].1), (Some(23), Some(review_on)));
        assert!(page.died.is_none() && page.summary.died.is_none());
        let story = read(&town.amina, town.sam, &StoryFilter::default()).await.unwrap();
        let death = story.entries.iter().find(|entry| entry.body.kind() == "people.died").unwrap();
        let beside: Vec<&str> = death.about.iter().map(|said| said.body.kind()).collect();
        assert_eq!(beside, ["people.death_undone"], "that it was a mistake stands beside the death");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_who_has_died_is_missing_here_or_in_a_list_or_a_number() {
    in_town(async |town: &mut Town| {
        is_missing(&town.amina, town.sam).await;
        let missing = Filter { missing: true, ..Filter::default() };
        let listed = async |desk: &Desk| people::list(desk, &missing).await.unwrap().total;
        let counted = async |town: &Town| {
            let authority = town.amina.sight.authority;
            town.place.house.records.headers_to_count(authority).await.unwrap().len()
        };
        assert_eq!((listed(&town.amina).await, counted(town).await), (1, 1));
        died(&town.amina, town.sam).await;
        assert_eq!((listed(&town.amina).await, counted(town).await), (0, 0));
        let page = open(&town.amina, town.sam).await.unwrap();
        assert!(page.summary.missing_since.is_none() && page.missing.len() == 1);
        lives(&town.amina, town.sam).await;
        assert_eq!((listed(&town.amina).await, counted(town).await), (1, 1));
        assert!(open(&town.amina, town.sam).await.unwrap().summary.missing_since.is_some());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_restriction_and_no_opening_falls_due_and_openings_are_still_looked_at() {
    in_town(async |town: &mut Town| {
        town.open_sam(&town.noor).await;
        town.restrict_sam(&town.robin, &[&town.robin, &town.amina], 30).await;
        died(&town.amina, town.sam).await;
        town.pass_days(60);
        let restricted = restrictions(&town.robin).await.unwrap().remove(0);
        assert_eq!((restricted.review_on, restricted.overdue), (None, false));
        let opening = openings(&town.robin).await.unwrap().remove(0);
        assert_eq!((opening.due, opening.overdue, opening.reviewed), (None, false, false));
        lives(&town.amina, town.sam).await;
        assert!(restrictions(&town.robin).await.unwrap()[0].overdue);
        assert!(openings(&town.robin).await.unwrap()[0].overdue);
        died(&town.amina, town.sam).await;
        review_opening(&town.robin, opening.event, "It was right.", None).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_waits_for_cover_or_arrives_tonight_who_has_died() {
    in_town(async |town: &mut Town| {
        let amina = town.amina.sight.post;
        let administrator = town.place.worker(&town.council, "Jo Clerk", &[Role::Administrator]).await;
        let administrator = town.place.desk_of(&administrator).await;
        let tonight = town.like_sam(&town.noor, true).await;
        died(&town.amina, town.sam).await;
        died(&town.noor, tonight).await;
        assert!(matches!(arrival(&town.noor, tonight).await, Err(No::NotFound)));
        assert_eq!(matches_waiting(&town.eleri).await.unwrap(), (1, 0));
        assert_eq!(work::staff::work_held_by(&administrator, &[amina]).await.unwrap().key_working, 0);
        end_post(&administrator, amina, &Ending::because("Moved away")).await.unwrap();
        assert_eq!(cover_list(&town.robin, 1).await.unwrap().total, 0);
        assert!(!open(&town.robin, town.sam).await.unwrap().summary.waits_for_cover());
        lives(&town.robin, town.sam).await;
        lives(&town.noor, tonight).await;
        assert_eq!(cover_list(&town.robin, 1).await.unwrap().total, 1);
        assert!(open(&town.robin, town.sam).await.unwrap().summary.waits_for_cover());
        assert_eq!(matches_waiting(&town.eleri).await.unwrap(), (1, 1));
        arrival(&town.noor, tonight).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_death_is_taken_back_with_a_reason_and_once() {
    in_town(async |town: &mut Town| {
        let sentence = async |fact: Fact| match people::record(&town.amina, town.sam, &recording(fact)).await
        {
            Err(No::Refused(refusals)) => refusals[0].sentence.clone(),
            other => panic!("{other:?}"),
        };
        let back = || Fact::NotDied("They stood at our door.".into());
        assert_eq!(sentence(back()).await, "No death is recorded here.");
        died(&town.amina, town.sam).await;
        assert_eq!(sentence(Fact::NotDied(" ".into())).await, "Say how we know that they are alive.");
        let far = people::record(&town.noor, town.sam, &recording(back())).await;
        assert!(matches!(far, Err(No::NotFound)));
        let key = Some(FormKey { key: "once".into(), body: b"they live".to_vec() });
        let keyed = Recording { key, ..seen(&town.amina, town.sam, back()).await };
        people::record(&town.amina, town.sam, &keyed).await.unwrap();
        people::record(&town.amina, town.sam, &keyed).await.unwrap();
        let again = seen(&town.amina, town.sam, back()).await;
        let Err(No::Refused(refusals)) = people::record(&town.amina, town.sam, &again).await else {
            panic!()
        };
        assert_eq!(refusals[0].sentence, "No death is recorded here.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_comes_back_into_a_team_that_was_closed_since() {
    in_town(async |town: &mut Town| {
        let operator = town.place.operator(&town.council);
        let north = NewTeam { name: "Outreach North".into(), hub: false };
        let north = create_team(&operator, &north, None).await.unwrap();
        let to = |team| Change { to: team, from: operator.now.day(), reason: "Moved.".into(), key: None };
        name_team(&operator, town.sam, &to(north)).await.unwrap();
        died(&town.amina, town.sam).await;
        close_team(&operator, north, "Merged.", None).await.unwrap();
        let back = seen(&town.amina, town.sam, Fact::NotDied("They stood at our door.".into())).await;
        let Err(No::Refused(refusals)) = people::record(&town.amina, town.sam, &back).await else { panic!() };
        let said = &refusals[0].sentence;
        assert!(said.starts_with("The team that answers for them is closed."), "{said}");
        assert!(said.contains("Hub manager"), "who can is said: {said}");
        assert!(open(&town.amina, town.sam).await.unwrap().died.is_some());
        name_team(&operator, town.sam, &to(town.council.hub)).await.unwrap();
        lives(&town.amina, town.sam).await;
        assert!(open(&town.amina, town.sam).await.unwrap().died.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_team_that_is_closed_and_somebody_who_comes_back_into_it_in_one_moment_one_is_refused() {
    in_town(async |town: &mut Town| {
        let operator = town.place.operator(&town.council);
        for turn in 0..8 {
            let north = NewTeam { name: format!("North {turn}"), hub: false };
            let north = create_team(&operator, &north, None).await.unwrap();
            let change = Change { to: north, from: operator.now.day(), reason: "Moved.".into(), key: None };
            name_team(&operator, town.sam, &change).await.unwrap();
            died(&town.amina, town.sam).await;
            let back = seen(&town.amina, town.sam, Fact::NotDied("They stood at our door.".into())).await;
            let (closed, back) = tokio::join!(
                Box::pin(close_team(&operator, north, "Merged.", None)),
                Box::pin(people::record(&town.amina, town.sam, &back))
            );
            assert!(closed.is_ok() != back.is_ok(), "{closed:?} {back:?}");
            if closed.is_ok() {
                let change = Change { to: town.council.hub, ..change };
                name_team(&operator, town.sam, &change).await.unwrap();
                lives(&town.amina, town.sam).await;
            }
        }
    })
    .await;
}
