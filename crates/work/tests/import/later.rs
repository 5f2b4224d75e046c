//! What a later import of changed files does.

use crate::files::{by_file, files, of_kind, periods, reasons, town};
use crate::support::for_both;
use practice::dates::Happened;
use practice::dates::long_date;
use practice::journal::{Body, Event, Told};
use practice::people::Detail;
use practice::story::ErasedLawfully;
use town::{corrected, council_files};
use work::Act;

const HEADER: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";
const EPISODES: &str =
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_row_is_a_correction_that_the_councils_file_now_says() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, council_files(town())).await;
        let later = corrected(council_files(town())).unwrap();
        let outcome = place.bring(&council, later.files.clone()).await;
        place.is_clean().await;
        assert_eq!(outcome.counts.corrected, 1);
        let events = place.events(&council, &later.changed).await;
        let said: Vec<_> = of_kind(&events, "people.detail_recorded")
            .into_iter()
            .filter(
                |event| matches!(&event.body, Body::DetailRecorded(one) if one.detail == Detail::Ethnicity),
            )
            .collect();
        assert_eq!(said.len(), 2);
        assert_eq!(said[1].corrects, Some(said[0].id));
        assert!(by_file(said[1]));
        assert_eq!(place.header(&council, &later.changed).await.detail(Detail::Ethnicity), Some("MOTH"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_in_no_file_any_more_is_named_by_the_number_that_a_file_once_gave_them() {
    for_both(async |place| {
        let council = place.council().await;
        let files = council_files(town());
        place.bring(&council, files.clone()).await;
        let (path, people) = files.into_iter().find(|(path, _)| path.ends_with("People.csv")).unwrap();
        let text = String::from_utf8(people).unwrap();
        let number = |line: &str| line.split(',').next().unwrap().trim_matches('"').to_owned();
        let lines: Vec<&str> = text.lines().collect();
        let outcome = place.bring(&council, vec![(path, lines[..2].join("\n").into_bytes())]).await;
        let said = reasons(&outcome.issues) + "\n";
        for gone in &lines[2..] {
            assert!(
                said.contains(&format!("before is no longer in it. {}\n", number(gone))),
                "{gone}: {said}"
            );
        }
        assert!(!said.contains(&format!("no longer in it. {}\n", number(lines[1]))), "{said}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vanished_row_is_flagged_once_and_never_removed() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, council_files(town())).await;
        let later = corrected(council_files(town())).unwrap();
        let outcome = place.bring(&council, later.files.clone()).await;
        assert_eq!(outcome.counts.flagged, 1, "{}", reasons(&outcome.issues));
        let events = place.events(&council, &later.vanished.0).await;
        let flags = of_kind(&events, "people.row_vanished");
        let Body::RowVanished(row) = &flags[0].body else { panic!() };
        assert_eq!((flags.len(), row.file.as_str()), (1, "Reviews 2024-25"));
        let review = events.iter().find(|event| event.id == row.stands).unwrap();
        let day = review.happened.first_day().unwrap();
        assert_eq!(day.strftime("%d/%m/%Y").to_string(), later.vanished.1);
        let said = format!("no longer in this one. {}, {}", later.vanished.0, long_date(day));
        assert!(reasons(&outcome.issues).contains(&said), "{}", reasons(&outcome.issues));
        let again = place.bring(&council, later.files).await;
        assert_eq!((again.counts.flagged, again.events), (0, 0));
        // The file is sent again with the row, which takes the mark away; and a second loss is said again.
        let back = place.bring(&council, council_files(town())).await;
        let events = place.events(&council, &later.vanished.0).await;
        let Body::RowReturned(row) = &of_kind(&events, "people.row_returned")[0].body else { panic!() };
        assert_eq!(row.file, "Reviews 2024-25", "{}", reasons(&back.issues));
        place.bring(&council, corrected(council_files(town())).unwrap().files).await;
        let events = place.events(&council, &later.vanished.0).await;
        assert_eq!(of_kind(&events, "people.row_vanished").len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_child_under_two_numbers_is_two_records_and_one_case() {
    for_both(async |place| {
        let council = place.council().await;
        place.bring(&council, council_files(town())).await;
        let later = corrected(council_files(town())).unwrap();
        let outcome = place.bring(&council, later.files.clone()).await;
        assert_eq!((outcome.counts.created, outcome.counts.suspected), (1, 2));
        let numbers = place.numbers(&council).await;
        let both = [numbers[&later.one_under_two.0], numbers[&later.one_under_two.1]];
        let sight = place.operator(&council).sight;
        let cases = place.house.records.match_cases(&sight, None).await.unwrap();
        let fitting = cases.iter().filter(|case| case.other.is_some_and(|other| both.contains(&other)));
        let case: Vec<_> = fitting.filter(|case| both.contains(&case.person)).collect();
        assert_eq!(case.len(), 1);
        assert_ne!(Some(case[0].person), case[0].other);
        assert_eq!(place.bring(&council, later.files).await.events, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_of_the_same_name_and_birth_date_under_another_number_is_a_case() {
    for_both(async |place| {
        let council = place.council().await;
        let row = |number: &str| format!("CHILD,LEGAL_NAME,DOB\n{number},Zoë O'Neill,01/02/2010\n");
        place.bring(&council, files(&[("People.csv", &row("A1"))])).await;
        let outcome = place
            .bring(&council, files(&[("People.csv", &row("B2").replace("Zoë O'Neill", "zoe oneill"))]))
            .await;
        assert_eq!((outcome.counts.created, outcome.counts.suspected, outcome.counts.flagged), (1, 1, 1));
        assert_eq!(place.numbers(&council).await.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_episode_continues_in_the_next_year_on_one_stream() {
    for_both(async |place| {
        let council = place.council().await;
        let header = format!("{HEADER}A1,F,04/05/2011,WBRI,UN4,,\n");
        let open = format!("{EPISODES}A1,01/06/2023,S,C2,N1,U1,PR1,,,,ZZ1 1AA,ZZ2 2BB,SC990009\n");
        let ended =
            format!("{EPISODES}A1,01/06/2023,S,C2,N1,U1,PR1,05/07/2024,E4A,,ZZ1 1AA,ZZ2 2BB,SC990009\n");
        let first = files(&[("2024/header.csv", &header), ("2024/episodes.csv", &open)]);
        let second = files(&[("2025/header.csv", &header), ("2025/episodes.csv", &ended)]);
        place.bring(&council, first.clone()).await;
        place.bring(&council, second.clone()).await;
        let events = place.events(&council, "A1").await;
        let told = of_kind(&events, "homes.care_period");
        let [opened, closed] = periods(&events)[..] else { panic!("{told:?}") };
        assert_eq!(told[0].stream, told[1].stream);
        assert_eq!((opened.to, closed.to), (None, Some(jiff::civil::date(2024, 7, 5))));
        assert_eq!(opened.home_postcode, closed.home_postcode, "what did not change is not put away again");
        // The older file once more does not open it again.
        assert_eq!(place.bring(&council, first).await.events, 0);
        assert_eq!(place.bring(&council, second).await.events, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_that_repeats_an_open_episode_says_nothing_new() {
    for_both(async |place| {
        let council = place.council().await;
        let header = format!("{HEADER}A1,F,04/05/2011,WBRI,UN4,,\n");
        let open = format!("{EPISODES}A1,01/06/2022,S,C2,N1,U1,PR1,,,,ZZ1 1AA,ZZ2 2BB,SC990009\n");
        place.bring(&council, files(&[("2023/header.csv", &header), ("2023/episodes.csv", &open)])).await;
        let outcome =
            place.bring(&council, files(&[("2024/header.csv", &header), ("2024/episodes.csv", &open)])).await;
        assert_eq!(outcome.events, 0, "{}", reasons(&outcome.issues));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_time_missing_that_a_later_file_has_no_more_stays_in_the_record_and_is_marked_there() {
    for_both(async |place| {
        let council = place.council().await;
        let header = format!("{HEADER}A1,F,04/05/2011,WBRI,UN4,,\n");
        let of = |rows: &str| {
            let missing = format!("CHILD,DOB,MISSING,MIS_START,MIS_END\n{rows}");
            files(&[("2025/header.csv", &header), ("2025/missing.csv", &missing)])
        };
        let (first, second) =
            ("A1,04/05/2011,M,01/06/2024,02/06/2024\n", "A1,04/05/2011,M,03/07/2024,05/07/2024\n");
        place.bring(&council, of(&format!("{first}{second}"))).await;
        assert_eq!(place.bring(&council, of(first)).await.counts.flagged, 1);
        let header = place.header(&council, "A1").await;
        assert_eq!(header.missing.len(), 2);
        let [(row, file)] = &header.vanished.iter().collect::<Vec<_>>()[..] else { panic!() };
        assert_eq!(file.is, "Missing 2024-25");
        assert_eq!(header.missing[*row].is.from, jiff::civil::date(2024, 7, 3));
        assert_eq!(file.class, header.missing[*row].class);
        let back = place.bring(&council, of(&format!("{first}{second}"))).await;
        assert_eq!((back.counts.flagged, back.counts.changed, back.events), (0, 1, 1));
        assert!(place.header(&council, "A1").await.vanished.is_empty(), "the file has the row again");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_one_year_has_again_and_another_still_leaves_out_stays_marked_with_the_other() {
    for_both(async |place| {
        let council = place.council().await;
        let header = format!("{HEADER}A1,F,04/05/2011,WBRI,UN4,,\nB2,F,04/05/2012,WBRI,UN4,,\n");
        let of_one = |child: &str| format!("{child},01/06/2022,S,C2,N1,U1,PR1,,,,ZZ1 1AA,ZZ2 2BB,SC990009\n");
        let [with, without] =
            [of_one("A1"), String::new()].map(|row| format!("{EPISODES}{row}{}", of_one("B2")));
        let of = |first: &str, second: &str| {
            files(&[
                ("2023/header.csv", &header),
                ("2023/episodes.csv", first),
                ("2024/header.csv", &header),
                ("2024/episodes.csv", second),
            ])
        };
        let marks = async || {
            let header = place.header(&council, "A1").await;
            header.vanished.values().map(|mark| mark.is.clone()).collect::<Vec<_>>()
        };
        let first = files(&[("2023/header.csv", &header), ("2023/episodes.csv", &with)]);
        place.bring(&council, first).await;
        place.bring(&council, of(&without, &without)).await;
        assert_eq!(marks().await, ["Episodes 2022-23"]);
        place.bring(&council, of(&with, &without)).await;
        assert_eq!(marks().await, ["Episodes 2023-24"]);
        assert_eq!(place.bring(&council, of(&with, &without)).await.events, 0, "the same files again");
        place.bring(&council, of(&with, &with)).await;
        assert!(marks().await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_rows_that_were_not_read_flags_nothing_as_vanished() {
    for_both(async |place| {
        let council = place.council().await;
        let header = format!("{HEADER}A1,F,04/05/2011,WBRI,UN4,,\n");
        let reviews = |day: &str| format!("CHILD,DOB,REVIEW,REVIEW_CODE\nA1,04/05/2011,{day},PN1\n");
        let of = |day: &str| files(&[("2025/header.csv", &header), ("2025/reviews.csv", &reviews(day))]);
        place.bring(&council, of("01/06/2024")).await;
        let outcome = place.bring(&council, of("soon")).await;
        assert_eq!((outcome.counts.flagged, outcome.events), (0, 0));
        assert!(reasons(&outcome.issues).contains("nobody can say which rows"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_detail_that_was_lawfully_erased_stays_out_and_keeps_no_other_detail_out() {
    for_both(async |place| {
        let council = place.council().await;
        let says = |year: &str, ethnicity: &str| {
            let text = format!("{HEADER}A1,F,04/05/2011,{ethnicity},UN4,,\n");
            files(&[(&format!("{year}/header.csv"), &text)])
        };
        place.bring(&council, says("2025", "WBRI")).await;
        let events = place.events(&council, "A1").await;
        let sex: Vec<Event> = events
            .iter()
            .filter(|event| matches!(&event.body, Body::DetailRecorded(one) if one.detail == Detail::Sex))
            .cloned()
            .collect();
        let desk = place.operator(&council);
        let person = events[0].subject.unwrap();
        let mark = ErasedLawfully::of(&sex, "Article 17".into(), Vec::new());
        let told = Told::about(person, desk.stream(), Happened::At(desk.now), Body::ErasedLawfully(mark));
        place.house.records.erase(desk.prepare(Act::new().beginning(told)).unwrap()).await.unwrap();
        place.house.records.seal(place.house.blind_id(), place.house.now(), true).await.unwrap();
        assert_eq!(place.header(&council, "A1").await.detail(Detail::Sex), None);
        place.bring(&council, says("2026", "WIRI")).await;
        let header = place.header(&council, "A1").await;
        assert_eq!(header.detail(Detail::Sex), None, "it is not told again");
        assert_eq!(header.detail(Detail::Ethnicity), Some("WIRI"), "and the file goes on telling the other");
        place.is_clean().await;
    })
    .await;
}
