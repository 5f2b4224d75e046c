//! Notes whose day is put right, and what was said of whom by whom.

use crate::town::{Town, in_town};
use jiff::civil::Date;
use practice::journal::{Body, Class};
use work::Desk;
use work::story::{self, Correction, Note, StoryFilter};

async fn writes(town: &Town, text: &str, day: &str) {
    let note =
        Note { title: String::new(), text: text.into(), day: day.parse().unwrap(), class: Class::Story };
    story::write_note(&town.amina, town.sam, &note, None).await.unwrap();
}

async fn notes(desk: &Desk, town: &Town, month: Option<&str>) -> Vec<(String, Option<Date>)> {
    let filter = StoryFilter { until: month.map(str::to_owned), ..StoryFilter::default() };
    let sheet = story::read(desk, town.sam, &filter).await.unwrap();
    let notes = sheet.entries.into_iter().filter_map(|entry| {
        let day = entry.happened.first_day();
        let standing = entry.about.last().map_or(&entry.body, |said| &said.body);
        match standing {
            Body::NoteWritten(note) => Some((note.text.clone(), day)),
            _ => None,
        }
    });
    notes.collect()
}

/// Robin writes what only those read who may read restricted entries.
async fn writes_for_few(town: &Town) {
    let secret = Note {
        title: String::new(),
        text: "For few".into(),
        day: town.robin.now.day(),
        class: Class::Restricted,
    };
    story::write_note(&town.robin, town.sam, &secret, None).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_whose_day_is_put_right_stands_there_in_the_story_on_both_engines() {
    in_town(async |town: &mut Town| {
        writes(town, "First", "2026-01-05").await;
        writes(town, "Second", "2026-02-05").await;
        let all = story::read(&town.amina, town.sam, &StoryFilter::default()).await.unwrap().entries;
        let first = all.iter().find(|entry| matches!(&entry.body, Body::NoteWritten(n) if n.text == "First"));
        let first = first.unwrap().event;
        let correct = async |town: &Town, text: &str, day: Option<&str>, shown| {
            let day = day.map(|day| day.parse().unwrap());
            let correction =
                Correction { text: text.into(), title: None, day, reason: "The diary".into(), shown };
            story::correct_note(&town.amina, first, &correction, None).await
        };
        correct(town, "First, later", Some("2026-02-20"), first).await.unwrap();
        let told = notes(&town.amina, town, None).await;
        let day = |text: &str| Some(text.parse::<Date>().unwrap());
        let wanted =
            [("First, later".to_owned(), day("2026-02-20")), ("Second".to_owned(), day("2026-02-05"))];
        assert_eq!(told, wanted);
        assert!(notes(&town.amina, town, Some("2026-01")).await.is_empty());
        let now = story::entry(&town.amina, first).await.unwrap().entry;
        assert_eq!(now.said_to_have_happened.first_day(), day("2026-01-05"), "what it said stays to be read");
        let version = now.about[0].event;
        assert!(correct(town, "Tomorrow", Some("2099-01-01"), version).await.is_err());
        town.pass_days(1);
        correct(town, "First again", None, version).await.unwrap();
        assert_eq!(notes(&town.amina, town, None).await[0], ("First again".to_owned(), day("2026-02-20")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kind_is_offered_to_those_who_may_read_an_entry_of_it_and_chosen_it_stands_alone() {
    in_town(async |town: &mut Town| {
        writes_for_few(town).await;
        let (noted, known) = ("story.note_written", "people.known");
        let offered =
            async |desk: &Desk| story::read(desk, town.sam, &StoryFilter::default()).await.unwrap().kinds;
        let (robin, amina) = (offered(&town.robin).await, offered(&town.amina).await);
        assert!(robin.contains(&noted) && robin.contains(&known), "{robin:?}");
        assert!(!amina.contains(&noted) && amina.contains(&known), "{amina:?}");
        let chosen = StoryFilter { kind: Some(noted.into()), ..StoryFilter::default() };
        let sheet = story::read(&town.robin, town.sam, &chosen).await.unwrap();
        assert!(sheet.entries.iter().all(|entry| entry.body.kind() == noted) && sheet.entries.len() == 1);
        assert!(sheet.gaps.is_none() && sheet.kinds == robin, "what is offered stays the same");
        assert!(story::read(&town.amina, town.sam, &chosen).await.unwrap().entries.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn authors_are_those_who_wrote_what_the_reader_may_read() {
    in_town(async |town: &mut Town| {
        writes(town, "For everybody", "2026-02-05").await;
        writes_for_few(town).await;
        let authors = async |desk: &Desk| {
            let sheet = story::read(desk, town.sam, &StoryFilter::default()).await.unwrap();
            sheet.authors.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
        };
        assert_eq!(authors(&town.amina).await, ["Amina Okafor"]);
        assert_eq!(authors(&town.robin).await, ["Amina Okafor", "Robin Fell"]);
        let paper = StoryFilter { whole: true, ..StoryFilter::default() };
        let sheet = story::read(&town.robin, town.sam, &paper).await.unwrap();
        let nothing = sheet.authors.is_empty() && sheet.months.is_empty() && sheet.kinds.is_empty();
        assert!(nothing, "paper offers nothing to choose");
    })
    .await;
}
