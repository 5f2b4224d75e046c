//! Words typed and not sent.

use crate::app::knock;
use crate::support::{PASSWORD, Place, Worker, for_both};
use practice::staff::Role;
use work::drafts::{Keeping, Writer};
use work::people::{self, NewPerson, keep_search, kept_search};
use work::signing_in::{Outcome, Resumed, end_sessions_of, lock, resume, sign_out};
use work::story::{StoryFilter, read};
use work::{Desk, No, WINDOW_FIELD, Window, drafts, import};

const FORM: &str = "/people/new";

fn typed(words: &str) -> Vec<(String, String)> {
    vec![("note".into(), words.into())]
}

fn typed_in(window: Window, words: &str) -> Vec<(String, String)> {
    [typed(words), vec![(WINDOW_FIELD.into(), window.to_string())]].concat()
}

async fn signed_in(place: &Place, worker: &Worker) -> (String, Desk) {
    let Ok(Outcome::Signed(cookie)) = knock(place, &worker.email, PASSWORD).await else { panic!() };
    let Resumed::Live(desk, _) = resume(&place.house, &cookie).await.unwrap() else { panic!() };
    (cookie, *desk)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_survives_a_lock_a_sign_out_and_a_restart() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let (cookie, desk) = signed_in(&place, &worker).await;
        drafts::keep(&desk, FORM, &typed("We met at the library.")).await.unwrap();
        lock(&place.house, &cookie).await.unwrap();
        sign_out(&place.house, &cookie).await.unwrap();
        drop(desk);
        let place = place.restart().await;
        let (_, desk) = signed_in(&place, &worker).await;
        let kept = drafts::of(&desk, FORM).await.unwrap().unwrap();
        assert_eq!(kept.values, typed("We met at the library."));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_from_a_session_that_had_ended_or_was_locked_is_kept() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let (cookie, _) = signed_in(&place, &worker).await;
        place.clock.pass(10 * 60);
        let Resumed::Locked(session) = resume(&place.house, &cookie).await.unwrap() else { panic!() };
        drafts::keep_for(&place.house, &session, "/locked", &typed("one")).await.unwrap();
        place.clock.pass(50 * 60);
        let Resumed::SignedOut(session, _) = resume(&place.house, &cookie).await.unwrap() else { panic!() };
        drafts::keep_for(&place.house, &session, "/out", &typed("two")).await.unwrap();
        let (_, desk) = signed_in(&place, &worker).await;
        let forms: Vec<String> =
            drafts::all(&desk).await.unwrap().into_iter().map(|draft| draft.form).collect();
        assert_eq!(forms, ["/out", "/locked"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_other_account_reads_a_draft_not_even_from_the_table() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let other = place.worker(&council, "Kit Lowe", &[Role::OutreachKeyWorker]).await;
        let (_, own) = signed_in(&place, &worker).await;
        let (_, stranger) = signed_in(&place, &other).await;
        drafts::keep(&own, FORM, &typed("Only mine.")).await.unwrap();
        assert!(drafts::of(&stranger, FORM).await.unwrap().is_none());
        assert!(drafts::all(&stranger).await.unwrap().is_empty());
        drafts::discard(&stranger, FORM).await.unwrap();
        let records = &place.house.records;
        let row = records.draft(worker.account, council.authority, FORM).await.unwrap().unwrap();
        assert!(!row.sealed.windows(4).any(|bytes| bytes == b"Only"));
        // The row itself, put into the stranger's place, opens for nobody.
        records.save_draft(records::SealedDraft { account: other.account, ..row }).await.unwrap();
        assert!(drafts::of(&stranger, FORM).await.is_err());
        assert!(drafts::of(&own, FORM).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_takes_the_place_of_the_one_before_and_is_thrown_away_when_sent() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let (_, desk) = signed_in(&place, &worker).await;
        drafts::keep(&desk, FORM, &typed("We met")).await.unwrap();
        place.clock.pass(2);
        let kept = drafts::keep(&desk, FORM, &typed("We met at the library.")).await.unwrap();
        let saved = place.house.now();
        assert_eq!(kept, Keeping::Kept(saved));
        let all = drafts::all(&desk).await.unwrap();
        assert_eq!((all.len(), all[0].saved_at), (1, saved));
        drafts::discard(&desk, FORM).await.unwrap();
        assert!(drafts::of(&desk, FORM).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_of_one_window_never_take_the_place_of_anothers_in_silence() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let (_, desk) = signed_in(&place, &worker).await;
        let [one, two] = [Window::new(&place.house, None), Window::new(&place.house, None)];
        let keep = async |window: Window, words: &str| {
            place.clock.pass(2);
            drafts::keep(&desk, FORM, &typed_in(window, words)).await.unwrap()
        };
        let stands = async || drafts::of(&desk, FORM).await.unwrap().map(|draft| draft.values);
        keep(one, "We met").await;
        let saved = keep(one, "We met at the library").await.kept().unwrap();
        assert_eq!(keep(two, "They rang").await, Keeping::Others(saved));
        assert_eq!(stands().await, Some(typed("We met at the library")));
        // Sent: the words that go are one's own.
        drafts::sent(&desk, FORM, &typed_in(two, "They rang")).await;
        assert_eq!(stands().await, Some(typed("We met at the library")));
        let knowingly = Window { opened_with: Some(saved), ..two };
        let saved = keep(knowingly, "They rang").await.kept().unwrap();
        assert_eq!(stands().await, Some(typed("They rang")));
        // It was opened with what the first window saved meanwhile, which is no more what stands.
        assert_eq!(keep(one, "We met").await, Keeping::Others(saved));
        assert!(keep(two, "They rang twice").await.kept().is_some());
        drafts::sent(&desk, FORM, &typed_in(two, "They rang twice")).await;
        assert_eq!(stands().await, None);
        assert!(keep(one, "We met").await.kept().is_some());
        drafts::discard(&desk, FORM).await.unwrap();
        assert_eq!(stands().await, None, "who throws a draft away says so of any");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_locked_window_sends_takes_the_place_of_no_other_windows_words() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let (cookie, desk) = signed_in(&place, &worker).await;
        let [one, two] = [Window::new(&place.house, None), Window::new(&place.house, None)];
        drafts::keep(&desk, FORM, &typed_in(one, "We met")).await.unwrap();
        place.clock.pass(11 * 60);
        for (window, words, is_kept) in [(two, "They rang", false), (one, "We met twice", true)] {
            let session = at_rest(&place, &cookie).await;
            let kept =
                drafts::keep_for(&place.house, &session, FORM, &typed_in(window, words)).await.unwrap();
            assert_eq!(kept, is_kept, "{words}");
            place.clock.pass(2);
        }
        assert_eq!(drafts::of(&desk, FORM).await.unwrap().unwrap().values, typed("We met twice"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn searches_and_files_of_earlier_days_go_and_are_no_drafts() {
    for_both(async |place| {
        let council = place.council().await;
        let roles = [Role::OutreachKeyWorker, Role::PerformanceOfficer];
        let worker = place.worker(&council, "Amina Okafor", &roles).await;
        let (_, desk) = signed_in(&place, &worker).await;
        let files = [import::SourceFile { path: "People.csv".into(), bytes: b"CHILD\n".to_vec() }];
        let search = keep_search(&desk, "Sam Osei").await.unwrap();
        let held = import::hold(&desk, None, import::Listing::of(files)).await.unwrap();
        drafts::keep(&desk, FORM, &typed("one")).await.unwrap();
        assert_eq!((drafts::waiting(&desk).await.unwrap(), drafts::all(&desk).await.unwrap().len()), (1, 1));
        assert_eq!(kept_search(&desk, search).await.unwrap(), "Sam Osei");
        place.clock.pass(86_400 + 1);
        let (_, desk) = signed_in(&place, &worker).await;
        let next = keep_search(&desk, "Alex").await.unwrap();
        place.at_work().plan_day().await.unwrap();
        assert!(matches!(kept_search(&desk, search).await, Err(No::NotFound)));
        assert_eq!(kept_search(&desk, next).await.unwrap(), "Alex");
        assert!(import::held(&desk, held).await.unwrap().is_some(), "files are kept for a week");
        place.clock.pass(7 * 86_400);
        let (_, desk) = signed_in(&place, &worker).await;
        place.at_work().plan_day().await.unwrap();
        assert!(import::held(&desk, held).await.unwrap().is_none());
        place.drain().await;
        assert_eq!(drafts::waiting(&desk).await.unwrap(), 1);
    })
    .await;
}

/// The session that a cookie was, however it rests now.
async fn at_rest(place: &Place, cookie: &str) -> work::signing_in::SessionInfo {
    match resume(&place.house, cookie).await.unwrap() {
        Resumed::Locked(session) | Resumed::SignedOut(session, _) => session,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_its_owner_or_an_administrator_ended_keeps_nothing_more() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let (own, _) = signed_in(&place, &worker).await;
        sign_out(&place.house, &own).await.unwrap();
        let (ended, _) = signed_in(&place, &worker).await;
        let operator = place.operator(&council);
        end_sessions_of(&operator, worker.account, "Lost telephone.", None).await.unwrap();
        for cookie in [own, ended] {
            let session = at_rest(&place, &cookie).await;
            drafts::keep_for(&place.house, &session, FORM, &typed("from a stolen phone")).await.unwrap();
        }
        let (_, desk) = signed_in(&place, &worker).await;
        assert!(drafts::of(&desk, FORM).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_time_has_ended_keeps_words_for_a_day() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let (cookie, _) = signed_in(&place, &worker).await;
        place.clock.pass(24 * 60 * 60 + 60);
        let session = at_rest(&place, &cookie).await;
        drafts::keep_for(&place.house, &session, FORM, &typed("yesterday")).await.unwrap();
        let (_, desk) = signed_in(&place, &worker).await;
        assert!(drafts::of(&desk, FORM).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_old_window_sends_never_takes_the_place_of_newer_words() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let (old, desk) = signed_in(&place, &worker).await;
        drafts::keep(&desk, FORM, &typed("One")).await.unwrap();
        place.clock.pass(11 * 60);
        // The window goes on by itself while it is locked: more of the same words are kept.
        for words in ["One two", "One two three"] {
            let session = at_rest(&place, &old).await;
            drafts::keep_for(&place.house, &session, FORM, &typed(words)).await.unwrap();
            place.clock.pass(2);
        }
        let (_, desk) = signed_in(&place, &worker).await;
        let kept = drafts::of(&desk, FORM).await.unwrap().unwrap();
        assert_eq!(kept.values, typed("One two three"));
        // Elsewhere they go on writing; the old window has nothing to say to that.
        drafts::keep(&desk, FORM, &typed("Written anew")).await.unwrap();
        place.clock.pass(2);
        let session = at_rest(&place, &old).await;
        drafts::keep_for(&place.house, &session, FORM, &typed("One two three")).await.unwrap();
        assert_eq!(drafts::of(&desk, FORM).await.unwrap().unwrap().values, typed("Written anew"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_about_somebody_is_seen_by_its_writer_and_that_it_is_there_by_a_manager() {
    for_both(async |place| {
        let council = place.council().await;
        let desk =
            async |name: &str, role: Role| place.desk_of(&place.worker(&council, name, &[role]).await).await;
        let amina = desk("Amina Okafor", Role::OutreachKeyWorker).await;
        let bryn = desk("Bryn Hale", Role::OutreachKeyWorker).await;
        let robin = desk("Robin Fell", Role::HubManager).await;
        let sam = NewPerson { name: "Sam Osei".into(), ..NewPerson::default() };
        let sam = people::create(&amina, &sam, None).await.unwrap();
        let told = read(&amina, sam, &StoryFilter::default()).await.unwrap();
        let (note, correction) =
            (format!("/people/{sam}/notes/new"), format!("/entries/{}/correct", told.entries[0].event));
        for form in [&note, &correction] {
            drafts::keep(&amina, form, &typed("We met at the library.")).await.unwrap();
            place.clock.pass(1);
        }
        let by = async |desk: &Desk| {
            let unsent = drafts::unsent_about(desk, sam).await.unwrap();
            unsent.into_iter().map(|one| one.by).collect::<Vec<_>>()
        };
        let mut own = by(&amina).await;
        own.sort_by_key(|writer| format!("{writer:?}"));
        assert_eq!(own, [Writer::Oneself(correction), Writer::Oneself(note)]);
        assert_eq!(by(&robin).await, [Writer::Another("Amina Okafor".into())], "nothing tells of an entry");
        assert_eq!(by(&bryn).await, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_kept_to_the_end_of_the_last_day_that_their_writer_was_told_and_no_longer() {
    for_both(async |place| {
        let council = place.council().await;
        let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let desk = place.desk_of(&worker).await;
        drafts::keep(&desk, FORM, &typed("We met at the library.")).await.unwrap();
        let last_day = practice::drafts::kept_until(place.house.now().day());
        while place.house.now().day() < last_day {
            place.clock.pass(86_400);
        }
        place.at_work().plan_day().await.unwrap();
        assert!(drafts::of(&desk, FORM).await.unwrap().is_some());
        place.clock.pass(2 * 86_400);
        place.at_work().plan_day().await.unwrap();
        assert_eq!(drafts::of(&desk, FORM).await.unwrap(), None);
    })
    .await;
}
