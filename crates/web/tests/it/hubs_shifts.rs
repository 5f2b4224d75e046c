//! `/shifts`: what the shifts of a house hand over, who has read it, and where there is none.

use crate::people_world::{Browser, Town, born, in_town, same_nothing};
use axum::http::StatusCode;
use practice::hubs::{Shift, ShiftLineWritten, ShiftOfDay, line_field, said_field};
use practice::ids::{PersonId, TeamId};
use practice::journal::{Body, Event};
use practice::key_working::TheirView;
use practice::staff::Role;

/// The shift that is on when a test begins, at nine.
fn shift(town: &Town) -> Shift {
    Shift { day: "2026-03-02".parse().unwrap(), of_day: ShiftOfDay::Morning, team: town.council.hub }
}

fn at(shift: Shift, rest: &str) -> String {
    format!("/shifts/{shift}{rest}")
}

/// What the notes of a shift were written down as.
async fn kept(town: &Town, shift: Shift) -> Vec<Event> {
    let authority = town.council.authority;
    town.place.house.records.service_events(authority, shift.stream()).await.unwrap()
}

async fn lines(town: &Town) -> Vec<(Event, ShiftLineWritten)> {
    let events = town.events().await.into_iter();
    let lines = events.filter_map(|event| match event.body.clone() {
        Body::ShiftLineWritten(line) => Some((event, line)),
        _ => None,
    });
    lines.collect()
}

/// Hands over what is about the house and about one young person.
async fn hands_over(who: &Browser, shift: Shift, text: &str, line: (PersonId, &str)) -> String {
    let path = at(shift, "/write");
    let shown = who.sees(&path).await.hidden("shown");
    let field = line_field(line.0);
    who.sends(&path, &[("text", text), (&*field, line.1), ("shown", &shown)]).await
}

/// How many requests of a worker were refused.
async fn refused(town: &Town, who: &Browser) -> usize {
    let records = &town.place.house.records;
    records.refused_by(town.council.authority, who.worker.post, 50).await.unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_house_and_each_young_person_are_handed_over_at_once_and_two_presses_are_one() {
    in_town(async |town| {
        town.sleeps_in(town.sam, town.council.hub).await;
        let (shift, path) = (shift(&town), at(shift(&town), "/write"));
        town.amina.sees("/").await.says("href=\"/shifts\"");
        town.amina.sees("/shifts").await.says("Morning of 2 March 2026").says("It is on now").says(&path);
        let form = town.amina.sees(&path).await;
        form.says("Sam Osei").says("No names of young people here");
        let (line, said, key) = (line_field(town.sam), said_field(town.sam), form.key());
        let sent = [
            ("text", "The boiler man comes at 10. <b>"),
            (&*line, "Slept late, and ate."),
            (&*said, "Wake me for football"),
            ("shown", ""),
            ("idempotency_key", &key),
        ];
        let to = town.amina.sends(&path, &sent).await;
        assert_eq!(to, at(shift, "?done=written"));
        assert_eq!(town.amina.sends(&path, &sent).await, to);
        let [(event, handed)] = &lines(&town).await[..] else { panic!("one line") };
        assert_eq!((event.subject, &*handed.text), (Some(town.sam), "Slept late, and ate."));
        assert_eq!(handed.their_view, TheirView::Said("Wake me for football".into()));
        let [note] = &kept(&town, shift).await[..] else { panic!("one note") };
        assert_eq!((note.subject, note.act), (None, event.act));
        let page = town.bryn.sees(&to).await;
        page.says("It is handed over").says("The boiler man comes at 10. &lt;b&gt;").says("Amina Okafor");
        page.says("Slept late, and ate.").says("Wake me for football").says("Nobody has said so yet");
        let story = town.bryn.sees(&town.sam("/story")).await;
        story.says("For the next shift").says("Slept late, and ate.").says("the morning of 2 March 2026");
        story.hides("The boiler man");
        for open in ["/story?open=yes", "/story/print?open=yes"] {
            town.bryn.sees(&town.sam(open)).await.hides("Slept late");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_waits_for_each_of_the_house_until_they_say_that_they_read_it() {
    in_town(async |town| {
        let shift = shift(&town);
        hands_over(&town.amina, shift, "Keys with Jo.", (town.sam, "")).await;
        let waits = "Handover at ";
        town.amina.sees("/").await.hides(waits);
        town.far.sees("/").await.hides(waits);
        town.bryn.sees("/").await.says(waits).says("Not yet read by you").says(&at(shift, ""));
        town.bryn.sees("/shifts").await.says("Not read by you").says("Nobody yet");
        let version = town.bryn.sees(&at(shift, "")).await.hidden("note");
        assert_eq!(kept(&town, shift).await.len(), 1, "opening it says nothing");
        for _ in 0..2 {
            let to = town.bryn.sends(&at(shift, "/read"), &[("note", &version)]).await;
            assert_eq!(to, at(shift, "?done=read"));
        }
        town.amina.sends(&at(shift, "/read"), &[("note", &version)]).await;
        assert_eq!(kept(&town, shift).await.len(), 2, "a second press and its writer say nothing new");
        town.bryn.sees("/").await.hides(waits);
        town.bryn.sees(&at(shift, "")).await.hides("I have read this");
        town.amina.sees("/shifts").await.says("Bryn Hale").hides("Not read by you");
        town.bryn.sees("/shifts").await.says("Morning, 8am to 3pm");
        // Written again it is to be read again.
        hands_over(&town.amina, shift, "Keys with Bo.", (town.sam, "")).await;
        town.bryn.sees("/").await.says("Written again since you read it");
        let page = town.bryn.sees(&at(shift, "")).await;
        page.says("What it said before").says("Keys with Jo.").says("before it was written again");
        let to = town.bryn.sends(&at(shift, "/read"), &[("note", &version)]).await;
        town.bryn.sees(&to).await.says("You read it as it stood before").hides("It is written down");
        town.bryn.sees("/").await.says("Written again since you read it");
        town.bryn.sends(&at(shift, "/read"), &[("note", &page.hidden("note"))]).await;
        town.bryn.sees("/").await.hides(waits);
        let nobodys = [("note", "0195539c-8280-7000-8000-000000000001")];
        assert_eq!(town.bryn.post(&at(shift, "/read"), &nobodys).await.status, StatusCode::NOT_FOUND);
        assert_eq!(town.bryn.post(&at(shift, "/read"), &[]).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_writes_second_sees_both_and_nothing_is_overwritten() {
    in_town(async |town| {
        town.sleeps_in(town.sam, town.council.hub).await;
        let (shift, path) = (shift(&town), at(shift(&town), "/write"));
        hands_over(&town.amina, shift, "He comes at 10.", (town.sam, "")).await;
        let line = line_field(town.sam);
        let clash =
            town.bryn.post(&path, &[("text", "He comes at 9."), (&*line, "Ate."), ("shown", "")]).await;
        assert_eq!(clash.status, StatusCode::CONFLICT);
        clash.says("Somebody else wrote this note").says("He comes at 10.").says("He comes at 9.");
        clash.says("Ate.</textarea>");
        assert!(lines(&town).await.is_empty(), "all of it or nothing");
        let (shown, key) = (clash.hidden("shown"), clash.key());
        let chosen = |choice| {
            [
                ("text", "He comes at 9."),
                ("text-choice", choice),
                ("text-together", "He comes at 9 or 10."),
                (&*line, "Ate."),
                ("shown", &*shown),
                ("idempotency_key", &*key),
            ]
        };
        let unsettled = town.bryn.post(&path, &chosen("")).await;
        assert_eq!(unsettled.status, StatusCode::CONFLICT);
        town.bryn.sends(&path, &chosen("together")).await;
        town.bryn.sends(&path, &chosen("together")).await;
        let page = town.amina.sees(&at(shift, "")).await;
        page.says("He comes at 9 or 10.").says("What it said before").says("Ate.");
        let again = town.bryn.sees(&path).await;
        again.says("He comes at 9 or 10.</textarea>").says("Handed over already").says("Ate.");
        let shown = again.hidden("shown");
        let same = [("text", "He comes at 9 or 10."), ("shown", &*shown)];
        let page = town.bryn.post(&path, &same).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("Nothing is new in it");
        let more = [("text", "He comes at 9 or 10."), (&*line, "Went to bed."), ("shown", &*shown)];
        town.bryn.sends(&path, &more).await;
        town.amina.sees(&at(shift, "")).await.says("Ate.").says("Went to bed.");
        assert_eq!((kept(&town, shift).await.len(), lines(&town).await.len()), (3, 2));
        // Theirs stays, and nothing was typed of anybody: there is nothing to write.
        let kept_theirs =
            [("text", "x"), ("text-choice", "theirs"), ("text-together", "x"), ("shown", &*shown)];
        assert_eq!(town.bryn.sends(&path, &kept_theirs).await, at(shift, "?done=kept"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_note_is_for_the_house_and_whoever_is_hidden_leaves_no_trace() {
    in_town(async |town| {
        town.sleeps_in(town.sam, town.council.hub).await;
        let shift = shift(&town);
        hands_over(&town.amina, shift, "Keys with Jo.", (town.sam, "In confidence.")).await;
        let nobodys = at(Shift { team: TeamId(town.sam.0), ..shift }, "");
        same_nothing(&town.far, &at(shift, ""), &nobodys).await;
        same_nothing(&town.far, &at(shift, "/write"), &format!("{nobodys}/write")).await;
        let before = refused(&town, &town.far).await;
        let page = town.far.post(&at(shift, "/write"), &[("text", "I was not there.")]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        let version = kept(&town, shift).await[0].id.to_string();
        let page = town.far.post(&at(shift, "/read"), &[("note", &version)]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert_eq!(refused(&town, &town.far).await, before + 2, "one line for each");
        town.far.sees(&format!("/shifts?house={}", shift.team)).await.says("Hill House").hides("Amina");
        let head = town.worker_of_no_team("Hea Dof", Role::HeadOfService).await;
        head.sees(&at(shift, "")).await.says("In confidence.").hides("Add to it");
        assert_eq!(head.get(&at(shift, "/write")).await.status, StatusCode::NOT_FOUND);
        let audit = town.worker_of_no_team("Ig Gov", Role::InformationGovernance).await;
        assert_eq!(audit.get("/shifts").await.status, StatusCode::FORBIDDEN);
        town.restricts_sam_to(&[&town.robin]).await;
        town.robin.sees(&at(shift, "")).await.says("In confidence.").says("Sam Osei");
        for page in [at(shift, ""), at(shift, "/write")] {
            let page = town.bryn.sees(&page).await;
            page.says("Keys with Jo.").hides("Sam").hides("In confidence.").hides(&town.sam.to_string());
        }
        // What another one adds keeps what they cannot see.
        hands_over(&town.bryn, shift, "Keys with Bo.", (town.sam, "")).await;
        town.robin.sees(&at(shift, "")).await.says("In confidence.").says("Keys with Bo.");
        let before = refused(&town, &town.bryn).await;
        let (line, shown) = (line_field(town.sam), kept(&town, shift).await[1].id.to_string());
        let guessed = [("text", "Keys"), (&*line, "I guess."), ("shown", &*shown)];
        let page = town.bryn.post(&at(shift, "/write"), &guessed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("is not in this list any more").says("I guess.</textarea>").hides("Sam");
        assert_eq!(refused(&town, &town.bryn).await, before + 1);
        town.robin.sees(&at(shift, "")).await.hides("I guess.");
        town.robin.sees(&town.sam("/story")).await.hides("I guess.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_since_the_note_before_stands_beside_each() {
    in_town(async |town| {
        town.sleeps_in(town.sam, town.council.hub).await;
        let day = [("day-day", "2"), ("day-month", "3"), ("day-year", "2026")];
        let note =
            |title| [("text", "We talked."), ("title", title)].into_iter().chain(day).collect::<Vec<_>>();
        town.bryn.sends(&town.sam("/notes/new"), &note("Before breakfast")).await;
        let morning = shift(&town);
        town.amina.sees(&at(morning, "/write")).await.says("in the day before").says("Before breakfast");
        town.place.clock.pass(60);
        hands_over(&town.amina, morning, "Quiet.", (town.sam, "Slept.")).await;
        town.place.clock.pass(60);
        town.bryn.sends(&town.sam("/notes/new"), &note("After lunch")).await;
        let family = [("class", "family")].into_iter().chain(note("Not for relief"));
        town.bryn.sends(&town.sam("/notes/new"), &family.collect::<Vec<_>>()).await;
        let page = town.amina.sees(&at(morning, "")).await;
        page.says("Before breakfast").hides("After lunch");
        town.place.clock.pass(7 * 3600);
        let (amina, evening) = (town.again(&town.amina).await, morning.after());
        let relief = town.worker("Rae Lief", Role::ReliefWorker).await;
        let form = amina.sees(&at(evening, "/write")).await;
        form.says("Written since the note of the morning of 2 March 2026").says("After lunch");
        form.says("Not for relief").hides("Before breakfast");
        relief.sees(&at(evening, "/write")).await.says("After lunch").hides("Not for relief");
        hands_over(&amina, evening, "Late.", (town.sam, "")).await;
        let page = relief.sees(&at(evening, "")).await;
        page.says("After lunch").says("The note before: the morning of 2 March 2026").says("Sam Osei");
        page.hides("For the next shift");
        let audit = town.worker_of_no_team("Tobias Renn", Role::InformationGovernance).await;
        audit.sees(&format!("/looks/workers/{}", relief.worker.post)).await.says("Shift note");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shift_without_a_note_is_said_to_have_none() {
    in_town(async |town| {
        let morning = shift(&town);
        town.amina.sees("/shifts").await.hides("No note");
        let to_come = town.amina.post(&at(morning.after(), "/write"), &[("text", "Soon.")]).await;
        to_come.says("This shift has not begun").says("Soon.</textarea>");
        town.place.clock.pass(24 * 3600);
        let amina = town.again(&town.amina).await;
        let page = amina.sees("/shifts").await;
        page.says("Morning of 2 March 2026").says("Night of 2 March 2026").says("No note");
        page.says("It is on now").hides("1 March");
        hands_over(&amina, morning, "Written a day late.", (town.sam, "")).await;
        amina.sees("/shifts?until=2026-03-02").await.says("Amina Okafor").says("The week after");
        town.place.clock.pass(8 * 24 * 3600);
        let amina = town.again(&town.amina).await;
        amina.sees("/shifts").await.hides(&at(morning.after(), "/write"));
        let late = amina.post(&at(morning.after(), "/write"), &[("text", "Too late.")]).await;
        late.says("more than a week ago").says("Too late.</textarea>");
        amina.sees(&at(morning, "")).await.says("Written a day late.").hides("Add to it");
        for none in ["/shifts/x", "/shifts/2026-03-02.noon.x", "/shifts/2026-03-02"] {
            assert_eq!(amina.get(none).await.status, StatusCode::NOT_FOUND, "{none}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_in_what_others_read_is_asked_about_once() {
    in_town(async |town| {
        town.sleeps_in(town.sam, town.council.hub).await;
        let jo = born(&town.place, &town.amina, "Jo Quist", "2011-01-02").await;
        town.sleeps_in(jo, town.council.hub).await;
        let (path, line) = (at(shift(&town), "/write"), line_field(town.sam));
        let sent =
            [("text", "sam's bike is in the shed. Same key."), (&*line, "Fell out with Jo."), ("shown", "")];
        let asked = town.amina.post(&path, &sent).await;
        assert_eq!(asked.status, StatusCode::OK);
        asked
            .says("Please check")
            .says("Sam has a box of their own")
            .says("Jo is named in what is about somebody else");
        let (text, jo) = ("text names Sam", format!("{line} names Jo"));
        let sure: Vec<_> = sent.into_iter().chain([("asked_about", text), ("asked_about", &*jo)]).collect();
        town.amina.sends(&path, &sure).await;
        assert_eq!(lines(&town).await.len(), 1);
        let shown = town.amina.sees(&path).await.hidden("shown");
        let same = [("text", "The same key as before."), ("shown", &*shown)];
        town.amina.sends(&path, &same).await;
        // In what somebody says too, and a name with a hyphen.
        let ann = born(&town.place, &town.amina, "Anne-Marie Roe", "2011-01-02").await;
        town.sleeps_in(ann, town.council.hub).await;
        let shown = town.amina.sees(&path).await.hidden("shown");
        let said = said_field(town.sam);
        for (words, is_named) in [("I like ANNE-MARIE.", true), ("Anne and Marie came.", false)] {
            let told = [("text", "The same key as before."), (&*said, words), ("shown", &*shown)];
            let named = town.amina.post(&path, &told).await.text.contains("Anne-Marie is named");
            assert_eq!(named, is_named, "{words}");
        }
        let shielded = [("kind", "address"), ("value", "4 Sample Row, ZZ9 9ZZ"), ("shielded", "yes")];
        town.amina.sends(&town.sam("/record/address"), &shielded).await;
        let shown = town.amina.sees(&path).await.hidden("shown");
        for field in ["text", &*line] {
            let told = [(field, "Off to ZZ9 9ZZ."), ("shown", &*shown)];
            town.amina.post(&path, &told).await.says("Please check").says(&format!("href=\"#{field}\""));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_word_is_lost_of_somebody_who_left_the_list_nor_of_a_draft() {
    in_town(async |town| {
        town.sleeps_in(town.sam, town.council.hub).await;
        let (path, line) = (at(shift(&town), "/write"), line_field(town.sam));
        let nothing = town.amina.post(&path, &[("text", " "), (&*line, "\n"), ("shown", "")]).await;
        nothing.says("Please check").says("href=\"#text\"").says("Nothing is in it");
        let draft = [("text", ""), (&*line, "Half a day"), ("shown", "")];
        let address = format!("/drafts?form={}", path.replace('/', "%2F"));
        assert_eq!(town.amina.post(&address, &draft).await.status, StatusCode::NO_CONTENT);
        town.amina.sees(&path).await.says("Half a day</textarea>").says("You began this before");
        town.amina.sees("/drafts").await.says("A shift handover").says("Half a day");
        // Whoever writes beside is told of, where they may write there too.
        town.bryn.sees(&path).await.says("Amina Okafor").says("is writing here too");
        let died = [("day-day", "1"), ("day-month", "3"), ("day-year", "2026"), ("told_by", "The hospital")];
        town.robin.sends(&town.sam("/record/died"), &died).await;
        let page = town.amina.sees(&path).await;
        page.says("Somebody who is not in this list any more")
            .says("Half a day</textarea>")
            .hides("Sam Osei");
        town.amina
            .post(&path, &draft)
            .await
            .says("is not in this list any more")
            .says("Half a day</textarea>");
        assert!(lines(&town).await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_handed_over_of_somebody_is_put_right_in_their_story_and_in_the_note() {
    in_town(async |town| {
        town.sleeps_in(town.sam, town.council.hub).await;
        let shift = shift(&town);
        hands_over(&town.amina, shift, "", (town.sam, "Ate nothing.")).await;
        let entry = lines(&town).await[0].0.id;
        town.bryn
            .sees(&at(shift, ""))
            .await
            .says(&format!("/entries/{entry}"))
            .says("Nothing to hand over about the house");
        let path = format!("/entries/{entry}/correct");
        town.bryn.sees(&format!("/entries/{entry}")).await.says("Correct it");
        let form = town.bryn.sees(&path).await;
        let shown = form.says("Ate nothing.</textarea>").hidden("shown");
        let right = [("text", "Ate two bowls."), ("reason", "I saw it."), ("shown", &*shown)];
        assert_eq!(town.bryn.sends(&path, &right).await, format!("/entries/{entry}?done=corrected"));
        for page in [town.sam("/story"), at(shift, "")] {
            let page = town.amina.sees(&page).await;
            page.says("Ate two bowls.").says("I saw it.").says("What it said before").says("Ate nothing.");
        }
        let other = [("text", "Ate one."), ("reason", "No."), ("shown", &*shown)];
        let overtaken = town.amina.post(&path, &other).await;
        assert_eq!(overtaken.status, StatusCode::CONFLICT);
        overtaken.says("As it stands now").says("Ate two bowls.").says("Ate one.</textarea>");
        let wrong = [("text", " "), ("asked", "told"), ("shown", &*shown)];
        let page = town.amina.post(&path, &wrong).await;
        page.says("href=\"#text\"").says("href=\"#said\"").says("href=\"#reason\"");
    })
    .await;
}

/// The page of a note, without which shift it is of and when it was written.
async fn told_to(who: &Browser, shift: Shift) -> String {
    let page = who.sees(&at(shift, "")).await;
    let main = page.text.split_once("<main").unwrap().1.replace(&page.hidden("note"), "");
    let main = main.to_lowercase().replace("night", "").replace("morning", "").replace("evening", "");
    main.chars().filter(|letter| !letter.is_ascii_digit()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_line_is_like_a_note_with_nothing_in_it() {
    in_town(async |town| {
        town.sleeps_in(town.sam, town.council.hub).await;
        let morning = shift(&town);
        let night = morning.before();
        for empty in [night.before(), night] {
            let sure = [("text", ""), ("shown", ""), ("asked_about", "text nothing")];
            town.robin.sends(&at(empty, "/write"), &sure).await;
            town.place.clock.pass(60);
        }
        hands_over(&town.robin, morning, "", (town.sam, "In confidence.")).await;
        town.amina.sees(&at(morning, "")).await.says("In confidence.");
        let reference = town.place.house.records.reference_of(town.sam).await.unwrap().unwrap();
        town.bryn.sends("/account/relatives", &[("reference", reference.as_str())]).await;
        assert_eq!(told_to(&town.bryn, morning).await, told_to(&town.bryn, night).await);
        for shift in [night.before(), night, morning] {
            let read = town.bryn.sees(&at(shift, "")).await.hidden("note");
            town.bryn.sends(&at(shift, "/read"), &[("note", &read)]).await;
        }
        // One more line, which another reader reads, tells them nothing.
        let before = town.bryn.sees(&at(morning, "")).await.text;
        let shown = town.bryn.sees(&at(morning, "/write")).await.hidden("shown");
        town.place.clock.pass(60);
        hands_over(&town.robin, morning, "", (town.sam, "More of it.")).await;
        let seen = town.amina.sees(&at(morning, "")).await;
        seen.says("More of it.").says("<details").says("before it was written again");
        let since = town.bryn.sees(&at(morning, "")).await;
        let main = |text: &str| {
            text.split_once("<main").and_then(|(_, main)| main.split_once("</main>")).unwrap().0.to_owned()
        };
        assert_eq!(main(&since.text), main(&before));
        town.bryn.sees("/").await.hides("Written again").hides("Not yet read by you");
        // Nor does a clash with what they cannot see.
        town.bryn.sends(&at(morning, "/write"), &[("text", "The tap drips."), ("shown", &shown)]).await;
        town.restricts_sam_to(&[&town.robin]).await;
        town.robin.sees(&at(morning, "")).await.says("In confidence.").says("More of it.");
        let page = town.amina.sees(&at(morning, "")).await;
        page.says("The tap drips.").hides("In confidence.").hides("More of it.").hides("Sam");
        hands_over(&town.robin, night, "", (town.sam, "And of the night.")).await;
        town.amina.sees(&at(night, "")).await.hides("And of the night.").hides("<details");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_are_added_to_words_that_somebody_else_changed() {
    in_town(async |town| {
        town.sleeps_in(town.sam, town.council.hub).await;
        let (shift, path, line) = (shift(&town), at(shift(&town), "/write"), line_field(town.sam));
        hands_over(&town.amina, shift, "He comes at 10.", (town.sam, "")).await;
        let shown = town.bryn.sees(&path).await.hidden("shown");
        let draft = [("text", "He comes at 10."), (&*line, "Ate."), ("shown", &*shown)];
        let address = format!("/drafts?form={}", path.replace('/', "%2F"));
        assert_eq!(town.bryn.post(&address, &draft).await.status, StatusCode::NO_CONTENT);
        hands_over(&town.amina, shift, "He comes at 9.", (town.sam, "")).await;
        town.bryn.sees(&path).await.says("He comes at 9.</textarea>").says("Ate.</textarea>");
        town.bryn.sends(&path, &draft).await;
        town.amina.sees(&at(shift, "")).await.says("Ate.").says("He comes at 9.");
        let Body::ShiftNoteWritten(stands) = &kept(&town, shift).await[2].body.clone() else {
            panic!("a note")
        };
        assert_eq!(stands.text, "He comes at 9.");
        // Words that both changed are a clash, and its page is kept as any form.
        let changed = [("text", "He comes at 11."), ("shown", &*shown)];
        let clash = town.bryn.post(&path, &changed).await;
        assert_eq!(clash.status, StatusCode::CONFLICT);
        clash.says(&address);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happened_until_a_note_was_last_written_stands_on_it_and_every_other_line_is_told() {
    in_town(async |town| {
        town.sleeps_in(town.sam, town.council.hub).await;
        let morning = shift(&town);
        let night = morning.before();
        hands_over(&town.amina, night, "Quiet.", (town.sam, "Slept.")).await;
        let slept = lines(&town).await[0].0.id;
        town.place.clock.pass(60);
        hands_over(&town.amina, morning, "Bright.", (town.sam, "Got up.")).await;
        town.place.clock.pass(60);
        let path = format!("/entries/{slept}/correct");
        let shown = town.bryn.sees(&path).await.hidden("shown");
        let right = [("text", "Slept badly."), ("reason", "I sat with them."), ("shown", &*shown)];
        town.bryn.sends(&path, &right).await;
        town.amina.sees(&at(morning, "")).await.says("Got up.").hides("(put right)");
        town.place.clock.pass(60);
        hands_over(&town.amina, morning, "Bright and warm.", (town.sam, "")).await;
        town.amina.sees(&at(morning, "")).await.says("Got up.").says("(put right)");
        town.place.clock.pass(60);
        // Its own line is told once, as it is right now.
        town.amina.sees(&at(night, "")).await.says("Slept badly.").hides("(put right)");
        town.amina.sees(&at(morning.after(), "/write")).await.hides("(put right)");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shift_that_has_just_ended_is_offered_first() {
    in_town(async |town| {
        let morning = shift(&town);
        town.place.clock.pass(6 * 3600 + 300);
        let amina = town.again(&town.amina).await;
        let (over, on) = ("Hand over the morning of 2 March 2026", "Hand over the evening of 2 March 2026");
        let page = amina.sees("/shifts").await;
        assert!(page.text.find(over) < page.says(over).says(on).text.find(on));
        amina.sees(&at(morning, "/write")).await.says("Morning, 8am to 3pm");
        hands_over(&amina, morning, "Late, but here.", (town.sam, "")).await;
        amina.sees("/shifts").await.hides(over).says(on);
    })
    .await;
}
