//! Words of one form, typed in several windows.

use crate::ground::{COUNCIL, Ground, on_both_engines};
use crate::pen::{ACCOUNT, MORNING};
use practice::dates::Instant;
use records::SealedDraft;
use uuid::Uuid;

const FORM: &str = "/people/new";
const ONE: Option<Uuid> = Some(Uuid::from_u128(1));
const TWO: Option<Uuid> = Some(Uuid::from_u128(2));

fn at(seconds: i64) -> Instant {
    MORNING.plus_seconds(seconds)
}

fn words(written_in: Option<Uuid>, saved_at: Instant) -> SealedDraft {
    let sealed = saved_at.0.to_be_bytes().to_vec();
    SealedDraft {
        account: ACCOUNT,
        authority: COUNCIL,
        form: FORM.into(),
        person: None,
        sealed,
        saved_at,
        written_in,
    }
}

/// Who wrote the draft that stands, and when.
async fn stands(ground: &Ground) -> Option<(Option<Uuid>, Instant)> {
    let draft = ground.records.draft(ACCOUNT, COUNCIL, FORM).await.unwrap()?;
    assert_eq!(draft.sealed, draft.saved_at.0.to_be_bytes(), "the words go with their moment");
    Some((draft.written_in, draft.saved_at))
}

on_both_engines! {
    async fn a_draft_is_written_by_its_own_window_and_by_one_that_was_opened_with_it(ground) {
        let save = async |window, seconds, opened_with: Option<i64>| {
            let opened_with = opened_with.map(at);
            ground.records.save_draft_of_window(words(window, at(seconds)), opened_with, None).await.unwrap()
        };
        assert_eq!(save(ONE, 1, None).await, None, "where there is none");
        assert_eq!(save(ONE, 2, None).await, None, "its own");
        for opened_with in [None, Some(1), Some(3)] {
            assert_eq!(save(TWO, 4, opened_with).await, Some(at(2)), "{opened_with:?}");
            assert_eq!(stands(ground).await, Some((ONE, at(2))));
        }
        assert_eq!(save(TWO, 5, Some(2)).await, None, "opened with it");
        assert_eq!(stands(ground).await, Some((TWO, at(5))));
        assert_eq!(save(ONE, 6, Some(2)).await, Some(at(5)), "another was opened with what it was");
        assert_eq!(save(None, 7, None).await, Some(at(5)), "a form that names no window");
        assert_eq!(stands(ground).await, Some((TWO, at(5))));
    }

    async fn words_whose_window_nobody_knows_stay_where_another_comes(ground) {
        let save = async |window, seconds, opened_with: Option<i64>| {
            let opened_with = opened_with.map(at);
            ground.records.save_draft_of_window(words(window, at(seconds)), opened_with, None).await.unwrap()
        };
        ground.records.save_draft(words(None, at(1))).await.unwrap();
        assert_eq!(save(ONE, 2, None).await, Some(at(1)));
        assert_eq!(save(None, 3, None).await, None, "a form from before windows had names goes on");
        assert_eq!(save(ONE, 4, Some(3)).await, None);
        assert_eq!(stands(ground).await, Some((ONE, at(4))));
        ground.records.save_draft(words(None, at(5))).await.unwrap();
        assert_eq!(stands(ground).await, Some((None, at(5))), "what is no form's takes the place of any");
    }

    async fn nothing_takes_the_place_of_what_was_saved_after_a_moment(ground) {
        let save = async |window, seconds, not_after: i64| {
            let draft = words(window, at(seconds));
            ground.records.save_draft_of_window(draft, None, Some(at(not_after))).await.unwrap()
        };
        assert_eq!(save(ONE, 5, 0).await, None, "where there is none");
        assert_eq!(save(ONE, 6, 4).await, Some(at(5)));
        assert_eq!(save(TWO, 6, 5).await, Some(at(5)));
        assert_eq!(save(ONE, 6, 5).await, None);
        assert_eq!(stands(ground).await, Some((ONE, at(6))));
    }

    async fn what_was_sent_takes_its_own_draft_with_it_and_no_other(ground) {
        let records = &ground.records;
        let sent = async |window, opened_with: Option<i64>| {
            records.discard_draft_of_window(ACCOUNT, COUNCIL, FORM, window, opened_with.map(at)).await.unwrap();
            stands(ground).await.is_some()
        };
        for (written_in, window, opened_with, stays) in [
            (ONE, ONE, None, false),
            (ONE, ONE, Some(0), false),
            (ONE, TWO, Some(1), false),
            (ONE, TWO, None, true),
            (ONE, TWO, Some(0), true),
            (ONE, None, None, true),
            (None, None, None, false),
            (None, ONE, Some(1), false),
            (None, ONE, None, true),
        ] {
            records.save_draft(words(written_in, at(1))).await.unwrap();
            assert_eq!(sent(window, opened_with).await, stays, "{written_in:?} {window:?} {opened_with:?}");
        }
        records.discard_draft(ACCOUNT, COUNCIL, FORM).await.unwrap();
        assert_eq!(stands(ground).await, None);
    }

    async fn of_windows_that_save_at_once_one_is_taken_and_the_others_are_told_of_it(ground) {
        for round in 0..10 {
            let saves = (1..=8).map(|window| {
                let draft = words(Some(Uuid::from_u128(window)), at(round * 10 + i64::try_from(window).unwrap()));
                ground.records.save_draft_of_window(draft, None, None)
            });
            let answers: Vec<_> = futures_util::future::join_all(saves).await.into_iter().map(Result::unwrap).collect();
            let (_, stood) = stands(ground).await.unwrap();
            assert_eq!(answers.iter().filter(|answer| answer.is_none()).count(), 1, "{answers:?}");
            assert!(answers.iter().flatten().all(|at| *at == stood), "{answers:?}");
            ground.records.discard_draft(ACCOUNT, COUNCIL, FORM).await.unwrap();
        }
    }
}
