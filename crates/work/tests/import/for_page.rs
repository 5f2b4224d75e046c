//! An import that was asked for on a page: it goes on without it.

use crate::files::{Files, files, read};
use crate::interrupted::many;
use crate::meddling::meddled;
use crate::support::{Council, Place, Worker, for_both, post_form};
use practice::staff::Role;
use uuid::Uuid;
use work::import::{
    Listing, Options, SourceFile, Stands, Step, begin, carry_out, held, hold, rests_on, said, same_files,
    stands,
};
use work::jobs::Worker as AtWork;
use work::{Desk, No, staff};

const ONE: &str = "CHILD,NAME_USED,DOB\nA1,Sam,03/03/2012\n";

fn listing(files: Files) -> Listing {
    Listing::of(files.into_iter().map(|(path, bytes)| SourceFile { path, bytes }))
}

fn one() -> Listing {
    listing(files(&[("People.csv", ONE)]))
}

async fn officer(place: &Place, council: &Council, name: &str) -> (Worker, Desk) {
    let worker = place.worker(council, name, &[Role::PerformanceOfficer]).await;
    let desk = place.desk_of(&worker).await;
    (worker, desk)
}

async fn asked_for(desk: &Desk, listing: Listing) -> Uuid {
    let id = hold(desk, None, listing).await.unwrap();
    begin(desk, id, &Options::default(), None).await.unwrap();
    id
}

/// What a preview of held files rests on, as its form carries it.
async fn shown(desk: &Desk, id: Uuid) -> String {
    rests_on(desk, &held(desk, id).await.unwrap().unwrap()).await.unwrap()
}

async fn ask(desk: &Desk, id: Uuid, shown: &str) -> Result<(), No> {
    begin(desk, id, &Options::default(), Some(shown)).await
}

/// One child, as two files of one council have it.
fn child(sex: &str, born: &str) -> Listing {
    let header = format!("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n990101,{sex},{born},WBRI,UN4,,\n");
    listing(files(&[("2025-26/Header.csv", &header)]))
}

fn refused(answer: Result<(), No>) -> String {
    match answer {
        Err(No::Refused(refusals)) => refusals[0].sentence.clone(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_carried_out_by_a_job_and_says_what_it_did() {
    for_both(async |place| {
        let council = place.council().await;
        let (_, desk) = officer(&place, &council, "Priya Numbers").await;
        let id = hold(&desk, None, one()).await.unwrap();
        assert_eq!(stands(&desk, id).await.unwrap(), Stands::LookedAt);
        begin(&desk, id, &Options::default(), None).await.unwrap();
        begin(&desk, id, &Options::default(), None).await.unwrap();
        let Stands::GoesOn(far) = stands(&desk, id).await.unwrap() else { panic!() };
        assert_eq!((far.done, far.of, far.trouble), (0, 0, None));
        assert_eq!(place.drain().await, 1, "pressed twice it is one import");
        assert_eq!(stands(&desk, id).await.unwrap(), Stands::Done);
        assert!(said(&desk, id).await.unwrap().unwrap().lines.contains(&("new people".into(), 1)));
        assert!(held(&desk, id).await.unwrap().is_none(), "its files are let go of");
        assert_eq!(place.numbers(&council).await.len(), 1);
        place.is_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_council_has_one_import_at_a_time_and_nobody_sees_that_of_another() {
    for_both(async |place| {
        let council = place.council().await;
        let (_, priya) = officer(&place, &council, "Priya Numbers").await;
        let (_, ravi) = officer(&place, &council, "Ravi Figures").await;
        let first = asked_for(&priya, one()).await;
        let second = hold(&ravi, None, one()).await.unwrap();
        let sentence = refused(begin(&ravi, second, &Options::default(), None).await);
        assert!(sentence.starts_with("Another import is running for this council."), "{sentence}");
        assert_eq!(stands(&ravi, first).await.unwrap(), Stands::LookedAt);
        assert!(matches!(begin(&ravi, first, &Options::default(), None).await, Err(No::NotFound)));
        let southmoor = place.another_council("Southmoor").await;
        let (_, theirs) = officer(&place, &southmoor, "Una South").await;
        asked_for(&theirs, one()).await;
        assert_eq!(place.drain().await, 2);
        begin(&ravi, second, &Options::default(), None).await.unwrap();
        assert_eq!(place.drain().await, 1);
        assert!(said(&ravi, second).await.unwrap().unwrap().lines.contains(&("new people".into(), 0)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_the_programs_end_stopped_goes_on_by_itself_and_writes_nothing_twice() {
    for_both(async |place| {
        let council = place.council().await;
        let (_, desk) = officer(&place, &council, "Priya Numbers").await;
        let id = asked_for(&desk, listing(many())).await;
        // Whoever had taken it was ended in the middle.
        let now = place.house.now();
        place
            .house
            .records
            .take_job(place.house.blind_id(), now, now.plus_seconds(60))
            .await
            .unwrap()
            .unwrap();
        let (half, reading) = (desk.clone(), read(many()));
        let killed = tokio::spawn(async move {
            let stop = |step: Step| match step {
                Step::Makes(_) => {}
                Step::Done(done, _) => assert!(done < 300, "ended here on purpose"),
            };
            carry_out(&half, &reading, &Options::default(), &stop).await.map(|_| ())
        });
        assert!(killed.await.is_err());
        tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
        assert_eq!(place.drain().await, 0);
        assert!(matches!(stands(&desk, id).await.unwrap(), Stands::GoesOn(_)));
        place.clock.pass(60);
        assert_eq!(place.drain().await, 1);
        assert_eq!(stands(&desk, id).await.unwrap(), Stands::Done);
        let lines = said(&desk, id).await.unwrap().unwrap().lines;
        let new = lines.iter().find(|(words, _)| words == "new people").unwrap().1;
        assert!(new > 0 && new < 1_000, "{new}");
        assert_eq!(place.numbers(&council).await.len(), 1_000);
        place.is_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_not_import_any_more_is_told_so_and_nothing_is_written() {
    for_both(async |place| {
        let council = place.council().await;
        let (worker, desk) = officer(&place, &council, "Priya Numbers").await;
        let id = asked_for(&desk, one()).await;
        let operator = place.operator(&council);
        let roles = [Role::PerformanceOfficer, Role::HubManager];
        let form = post_form(&council, "Priya Numbers", &roles[1..], place.house.now().day());
        staff::change_post(&operator, worker.post, &form, &staff::ChangingPost::default()).await.unwrap();
        assert_eq!(place.drain().await, 1);
        assert!(place.numbers(&council).await.is_empty());
        let form = post_form(&council, "Priya Numbers", &roles[..1], place.house.now().day());
        staff::change_post(&operator, worker.post, &form, &staff::ChangingPost::default()).await.unwrap();
        let desk = place.desk_of(&worker).await;
        let Stands::Stopped(far) = stands(&desk, id).await.unwrap() else { panic!() };
        assert!(far.trouble.unwrap().starts_with("In your role you may not import"));
        begin(&desk, id, &Options::default(), None).await.unwrap();
        assert_eq!(place.drain().await, 1);
        assert_eq!(stands(&desk, id).await.unwrap(), Stands::Done);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_meets_another_import_three_times_waits_for_somebody_to_let_it_go_on() {
    for_both(async |place| {
        let council = place.council().await;
        let (_, desk) = officer(&place, &council, "Priya Numbers").await;
        let id = asked_for(&desk, listing(many())).await;
        for time in 1..=3 {
            let operator = place.operator(&council);
            let theirs = read(files(&[("People.csv", &ONE.replace("A1", &format!("B{time}")))]));
            let (house, meddling) = meddled(&place, async move {
                carry_out(&operator, &theirs, &Options::default(), &|_| {}).await.unwrap();
            });
            // A thousand ids are given out before the first people are prepared.
            meddling.begins(1_500);
            let ended = AtWork::new(house, None).drain().await;
            assert!(meddling.is_done());
            assert_eq!(ended.is_ok(), time == 3, "{ended:?}");
            let trouble = match stands(&desk, id).await.unwrap() {
                Stands::GoesOn(far) if time < 3 => far.trouble,
                Stands::Stopped(far) if time == 3 => far.trouble,
                other => panic!("{other:?}"),
            };
            assert!(trouble.unwrap().starts_with("Another import is running for this council."));
            place.clock.pass(5 << (time - 1));
        }
        begin(&desk, id, &Options::default(), None).await.unwrap();
        assert_eq!(place.drain().await, 1);
        assert_eq!(place.numbers(&council).await.len(), 1_003);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_added_year_by_year_until_they_are_brought_in() {
    for_both(async |place| {
        let council = place.council().await;
        let (_, desk) = officer(&place, &council, "Priya Numbers").await;
        let header =
            |sex: &str| format!("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nA1,{sex},04/05/2011,WBRI,UN4,,\n");
        let of = |year: &str, sex: &str| listing(files(&[(&format!("{year}/Header.csv"), &header(sex))]));
        let id = hold(&desk, None, of("2023-24", "1")).await.unwrap();
        assert_eq!(hold(&desk, Some(id), of("2024-25", "1")).await.unwrap(), id);
        hold(&desk, Some(id), of("2024-25", "2")).await.unwrap();
        let all = held(&desk, id).await.unwrap().unwrap();
        let paths: Vec<&str> = all.files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["2023-24/Header.csv", "2024-25/Header.csv"]);
        assert_eq!(all.files[1].bytes, header("2").into_bytes(), "the second takes the place of the first");
        begin(&desk, id, &Options::default(), None).await.unwrap();
        let too_late = hold(&desk, Some(id), of("2025-26", "1")).await.map(|_| ());
        assert!(refused(too_late).starts_with("These files are being brought in already."));
        place.drain().await;
        let notes =
            listing(files(&[("a/Header.csv", "CHILD\n"), ("a/notes.txt", "x"), ("a/.hidden.csv", "x")]));
        assert_eq!((notes.files.len(), notes.issues.len()), (1, 1));
        let with_notes = hold(&desk, None, notes).await.unwrap();
        let kept = held(&desk, with_notes).await.unwrap().unwrap();
        assert_eq!(&*kept.issues[0].file, "a/notes.txt");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_the_same_name_and_year_replaces_the_one_before_however_the_year_is_known() {
    for_both(async |place| {
        let council = place.council().await;
        let (_, desk) = officer(&place, &council, "Priya Numbers").await;
        let reviews = |day: &str| format!("CHILD,DOB,REVIEW,REVIEW_CODE\nA1,04/05/2011,{day},PN1\n");
        let header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nA1,1,04/05/2011,WBRI,UN4,,\n";
        let named = reviews("05/06/2024");
        let id = hold(&desk, None, listing(files(&[("2024-25/Reviews.csv", &named)]))).await.unwrap();
        let held_with = async |path: &str, text: &str| -> Vec<String> {
            hold(&desk, Some(id), listing(files(&[(path, text)]))).await.unwrap();
            let all = held(&desk, id).await.unwrap().unwrap().files;
            all.into_iter().map(|file| file.path).collect()
        };
        assert_eq!(held_with("Reviews.csv", &reviews("06/06/2024")).await, ["Reviews.csv"], "from the dates");
        let in_folder = "903/2025/reviews.CSV";
        assert_eq!(held_with(in_folder, &reviews("07/06/2024")).await, [in_folder], "from a folder");
        let older = held_with("2023-24/Reviews.csv", &reviews("05/06/2023")).await;
        assert_eq!(older, [in_folder, "2023-24/Reviews.csv"], "of another year");
        let people = held_with("People.csv", "CHILD,LEGAL_NAME\nA1,Tilda Marsh\n").await;
        assert_eq!(people.last().unwrap(), "People.csv");
        let people = held_with("903/People.csv", "CHILD,LEGAL_NAME\nA1,Tilda Reid\n").await;
        assert_eq!(people, [in_folder, "2023-24/Reviews.csv", "903/People.csv"], "of no year");
        held_with("one/Header.csv", header).await;
        let nobody_knows = held_with("two/Header.csv", header).await;
        assert_eq!(nobody_knows[3..], ["one/Header.csv", "two/Header.csv"], "nothing tells their year");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_brought_in_from_a_preview_that_another_import_has_overtaken() {
    for_both(async |place| {
        let council = place.council().await;
        let (_, priya) = officer(&place, &council, "Priya Numbers").await;
        let (_, ravi) = officer(&place, &council, "Ravi Figures").await;
        let one = hold(&priya, None, child("F", "01/02/2012")).await.unwrap();
        let other = hold(&ravi, None, child("M", "01/02/2013")).await.unwrap();
        let (of_one, of_other) = (shown(&priya, one).await, shown(&ravi, other).await);
        ask(&priya, one, &of_one).await.unwrap();
        ask(&priya, one, &of_one).await.unwrap();
        assert_eq!(place.drain().await, 1, "pressed twice it is one import");
        assert!(matches!(ask(&ravi, other, &of_other).await, Err(No::Moved)));
        assert_eq!((place.drain().await, stands(&ravi, other).await.unwrap()), (0, Stands::LookedAt));
        assert_eq!(place.header(&council, "990101").await.born(), Some(jiff::civil::date(2012, 2, 1)));
        let anew = shown(&ravi, other).await;
        assert!(anew != of_other && same_files(&anew, &of_other));
        ask(&ravi, other, &anew).await.unwrap();
        assert_eq!((place.drain().await, stands(&ravi, other).await.unwrap()), (1, Stands::Done));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_wrote_nothing_and_one_of_another_council_overtake_no_preview() {
    for_both(async |place| {
        let council = place.council().await;
        let (_, desk) = officer(&place, &council, "Priya Numbers").await;
        place.bring(&council, files(&[("People.csv", ONE)])).await;
        let id = hold(&desk, None, child("F", "01/02/2012")).await.unwrap();
        let before = shown(&desk, id).await;
        assert_eq!(place.bring(&council, files(&[("People.csv", ONE)])).await.events, 0);
        let southmoor = place.another_council("Southmoor").await;
        place.bring(&southmoor, files(&[("People.csv", ONE)])).await;
        ask(&desk, id, &before).await.unwrap();
        assert_eq!((place.drain().await, stands(&desk, id).await.unwrap()), (1, Stands::Done));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_is_overtaken_before_it_begins_brings_nothing_in_and_is_to_be_looked_at_again() {
    for_both(async |place| {
        let council = place.council().await;
        let (_, desk) = officer(&place, &council, "Priya Numbers").await;
        let id = hold(&desk, None, child("M", "01/02/2013")).await.unwrap();
        ask(&desk, id, &shown(&desk, id).await).await.unwrap();
        place
            .bring(
                &council,
                child("F", "01/02/2012").files.into_iter().map(|file| (file.path, file.bytes)).collect(),
            )
            .await;
        assert_eq!((place.drain().await, stands(&desk, id).await.unwrap()), (1, Stands::Overtaken));
        assert_eq!(place.header(&council, "990101").await.born(), Some(jiff::civil::date(2012, 2, 1)));
        // Another one comes in when this one has looked already, and has written nothing.
        for (number, ends) in [("B1", Stands::Overtaken), ("B2", Stands::Overtaken)] {
            ask(&desk, id, &shown(&desk, id).await).await.unwrap();
            let operator = place.operator(&council);
            let theirs = read(files(&[("People.csv", &ONE.replace("A1", number))]));
            let (house, meddling) = meddled(&place, async move {
                carry_out(&operator, &theirs, &Options::default(), &|_| {}).await.unwrap();
            });
            meddling.begins(1);
            AtWork::new(house, None).drain().await.unwrap();
            assert!(meddling.is_done());
            assert_eq!(stands(&desk, id).await.unwrap(), ends, "{number}");
        }
        hold(&desk, Some(id), one()).await.unwrap();
        ask(&desk, id, &shown(&desk, id).await).await.unwrap();
        assert_eq!((place.drain().await, stands(&desk, id).await.unwrap()), (1, Stands::Done));
        place.is_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_was_stopped_before_it_wrote_anything_still_rests_on_its_preview() {
    for_both(async |place| {
        let council = place.council().await;
        let (worker, desk) = officer(&place, &council, "Priya Numbers").await;
        let id = hold(&desk, None, child("M", "01/02/2013")).await.unwrap();
        let before = shown(&desk, id).await;
        ask(&desk, id, &before).await.unwrap();
        let operator = place.operator(&council);
        for role in [Role::HubManager, Role::PerformanceOfficer] {
            let form = post_form(&council, "Priya Numbers", &[role], place.house.now().day());
            staff::change_post(&operator, worker.post, &form, &staff::ChangingPost::default()).await.unwrap();
            place.drain().await;
        }
        let desk = place.desk_of(&worker).await;
        assert!(matches!(stands(&desk, id).await.unwrap(), Stands::Stopped(_)));
        place.bring(&council, files(&[("People.csv", ONE)])).await;
        begin(&desk, id, &Options::default(), None).await.unwrap();
        assert_eq!((place.drain().await, stands(&desk, id).await.unwrap()), (1, Stands::Overtaken));
        assert!(matches!(ask(&desk, id, &before).await, Err(No::Moved)));
        assert_eq!(place.numbers(&council).await.len(), 1);
    })
    .await;
}
