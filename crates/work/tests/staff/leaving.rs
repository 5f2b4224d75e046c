//! What becomes of the work of somebody who leaves, whichever way they leave.

use crate::support::{Council, Place, Worker, for_both, post_form};
use jiff::ToSpan;
use jiff::civil::Date;
use practice::ids::{PersonId, PostId};
use practice::staff::{PostForm, Role};
use work::key_working::{
    Change, NamingCover, Waiting, cover_list, name_cover, name_social_worker, people_waiting,
};
use work::people::{self, NewPerson};
use work::specialists::{PullingIn, pull_in};
use work::staff::{
    ChangingPost, CoverFor, Ending, Handing, change_post, close_account, declare_relative, end_post,
    work_held_by,
};
use work::{Desk, No};

const DAY: i64 = 86_400;

/// Sam, with Amina as key worker, Sol as social worker and Lou, a life coach,
/// pulled in; Robin manages the hub.
struct Around {
    council: Council,
    amina: Worker,
    sol: Worker,
    lou: Worker,
    robin: Worker,
    sam: PersonId,
}

async fn around(place: &Place) -> Around {
    let council = place.council().await;
    let amina = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
    let robin = place.worker(&council, "Robin Fell", &[Role::HubManager]).await;
    let sol = place.worker(&council, "Sol Wick", &[Role::SocialWorker]).await;
    let lou = place.worker(&council, "Lou Coach", &[Role::LifeCoach]).await;
    let new = NewPerson { name: "Sam".into(), team: Some(council.hub), ..NewPerson::default() };
    let sam = people::create(&place.desk_of(&amina).await, &new, None).await.unwrap();
    let desk = place.desk_of(&robin).await;
    let change =
        Change { to: sol.post, from: place.house.now().day(), reason: "Holds the case.".into(), key: None };
    name_social_worker(&desk, sam, &change).await.unwrap();
    let pulling = PullingIn { post: lou.post, purpose: "Sleep".into(), key: None };
    pull_in(&desk, sam, &pulling).await.unwrap();
    Around { council, amina, sol, lou, robin, sam }
}

fn in_days(place: &Place, days: i64) -> Date {
    place.house.now().day().saturating_add(days.days())
}

fn by_manager(until: Date) -> CoverFor {
    CoverFor { by: None, until }
}

/// The list as the manager sees it; how many wait is the same counted in it.
async fn listed(place: &Place, around: &Around) -> Vec<Waiting> {
    let desk = Desk { now: place.house.now(), ..place.desk_of(&around.robin).await };
    let list = cover_list(&desk, 1).await.unwrap().people;
    let waits = list.iter().filter(|one| one.waits()).count();
    assert_eq!(people_waiting(&desk).await.unwrap(), i64::try_from(waits).unwrap());
    list
}

fn refused_at(answer: Result<work::staff::EndedPost, No>) -> String {
    match answer {
        Err(No::Refused(refusals)) => refusals[0].field.clone().unwrap_or_default(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_last_day_ahead_cover_is_named_from_the_day_after_it() {
    for_both(async |place| {
        let around = around(&place).await;
        let operator = place.operator(&around.council);
        let (last, until) = (in_days(&place, 2), in_days(&place, 20));
        let today = place.house.now().day();
        let form = PostForm {
            to: Some(last),
            ..post_form(&around.council, "Amina Okafor", &[Role::OutreachKeyWorker], today)
        };
        let changing = |until| ChangingPost { cover: Some(by_manager(until)), ..ChangingPost::default() };
        let early = change_post(&operator, around.amina.post, &form, &changing(last)).await;
        let Err(No::Refused(refusals)) = early else { panic!("{early:?}") };
        assert_eq!(refusals[0].field.as_deref(), Some("until"));
        change_post(&operator, around.amina.post, &form, &changing(until)).await.unwrap();
        change_post(&operator, around.amina.post, &form, &changing(until)).await.unwrap();
        let [line] = &listed(&place, &around).await[..] else { panic!() };
        assert!(!line.waits() && line.covers.len() == 1, "Amina is there still");
        place.clock.pass(3 * DAY);
        let [line] = &listed(&place, &around).await[..] else { panic!() };
        assert!(line.who.key_worker_left && !line.waits());
        assert_eq!(line.who.cover, Some(("Robin Fell".to_owned(), until)), "named once");
        place.clock.pass(18 * DAY);
        assert!(listed(&place, &around).await[0].who.waits_for_cover(), "and not for ever");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_last_day_that_is_reached_leaves_nobodys_work_on_the_leaver_in_silence() {
    for_both(async |place| {
        let around = around(&place).await;
        let operator = place.operator(&around.council);
        let today = place.house.now().day();
        for (worker, name, role) in [
            (&around.amina, "Amina Okafor", Role::OutreachKeyWorker),
            (&around.sol, "Sol Wick", Role::SocialWorker),
            (&around.lou, "Lou Coach", Role::LifeCoach),
        ] {
            let form = PostForm { to: Some(today), ..post_form(&around.council, name, &[role], today) };
            change_post(&operator, worker.post, &form, &ChangingPost::default()).await.unwrap();
        }
        assert!(listed(&place, &around).await.is_empty(), "the last day counts");
        place.clock.pass(DAY);
        let [line] = &listed(&place, &around).await[..] else { panic!() };
        assert!(line.who.waits_for_cover());
        assert_eq!(line.social_worker.as_ref().unwrap().name, "Sol Wick");
        assert_eq!(line.pulled_in[0].post, around.lou.post);
        assert!(line.pulled_in[0].left);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_an_account_hands_the_work_of_its_posts_over() {
    for_both(async |place| {
        let around = around(&place).await;
        let operator = place.operator(&around.council);
        let until = in_days(&place, 7);
        let handing = Handing { cover: Some(by_manager(until)), ..Handing::default() };
        let ending = Ending { handing, ..Ending::because("Password known to others.") };
        close_account(&operator, around.amina.account, &ending).await.unwrap();
        let [line] = &listed(&place, &around).await[..] else { panic!() };
        assert_eq!(line.who.cover, Some(("Robin Fell".to_owned(), until)));
        assert!(!line.waits());
        close_account(&operator, around.sol.account, &Ending::because("Lost telephone.")).await.unwrap();
        let [line] = &listed(&place, &around).await[..] else { panic!() };
        assert!(line.waits() && line.social_worker.as_ref().is_some_and(|gone| gone.left));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_ends_a_post_names_the_next_social_worker_and_who_is_pulled_in_instead() {
    for_both(async |place| {
        let around = around(&place).await;
        let operator = place.operator(&around.council);
        let sam_is_open_to =
            async |worker: &Worker| people::open(&place.desk_of(worker).await, around.sam).await.is_ok();
        let held = work_held_by(&operator, &[around.sol.post, around.lou.post]).await.unwrap();
        assert_eq!((held.key_working, held.social_work, held.pulled_in, held.covering), (0, 1, 1, 0));
        let ines = place.worker(&around.council, "Ines Moor", &[Role::SocialWorker]).await;
        let kit = place.worker(&around.council, "Kit Coach", &[Role::LifeCoach]).await;
        let social = |by| Ending {
            handing: Handing { social_work: Some(by), ..Handing::default() },
            ..Ending::because("Moved away.")
        };
        let pulled = |by| Ending {
            handing: Handing { pull_ins: Some(by), ..Handing::default() },
            ..Ending::because("Moved away.")
        };
        let nobody = PostId(place.house.blind_id());
        for by in [around.sol.post, kit.post, nobody] {
            assert_eq!(refused_at(end_post(&operator, around.sol.post, &social(by)).await), "social_work");
        }
        for by in [around.lou.post, ines.post, nobody] {
            assert_eq!(refused_at(end_post(&operator, around.lou.post, &pulled(by)).await), "pull_ins");
        }
        assert!(sam_is_open_to(&around.sol).await && !sam_is_open_to(&ines).await, "nothing was done");
        end_post(&operator, around.sol.post, &social(ines.post)).await.unwrap();
        let ended = end_post(&operator, around.lou.post, &pulled(kit.post)).await.unwrap();
        assert_eq!(ended.others_waiting, 0);
        assert!(sam_is_open_to(&ines).await && sam_is_open_to(&kit).await);
        assert!(listed(&place, &around).await.is_empty());
        let page = people::open(&place.desk_of(&around.robin).await, around.sam).await.unwrap();
        assert_eq!(page.summary.social_worker.as_deref(), Some("Ines Moor"));
        let [(name, pulled_in)] = &page.pulled_in[..] else { panic!("{:?}", page.pulled_in) };
        assert_eq!((name.as_str(), pulled_in.is.purpose.as_str()), ("Kit Coach", "Sleep"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_could_not_open_the_record_takes_nothing_over_and_it_goes_on_waiting() {
    for_both(async |place| {
        let around = around(&place).await;
        let operator = place.operator(&around.council);
        let ines = place.worker(&around.council, "Ines Moor", &[Role::SocialWorker]).await;
        let robin = place.desk_of(&around.robin).await;
        declare_relative(&robin, Some(ines.post), around.sam, None).await.unwrap();
        let handing = Handing { social_work: Some(ines.post), ..Handing::default() };
        let ending = Ending { handing, ..Ending::because("Moved away.") };
        let ended = end_post(&operator, around.sol.post, &ending).await.unwrap();
        assert_eq!(ended.others_waiting, 1);
        assert!(listed(&place, &around).await[0].social_worker.is_some());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_shown_of_those_within_the_readers_own_reach_alone() {
    for_both(async |place| {
        let around = around(&place).await;
        let ana =
            place.desk_of(&place.worker(&around.council, "Ana Min", &[Role::Administrator]).await).await;
        let held = work_held_by(&ana, &[around.amina.post]).await.unwrap();
        assert_eq!((held.key_working, held.within_reach.len()), (1, 0));
        let both = [Role::Administrator, Role::HubManager];
        let ada = place.desk_of(&place.worker(&around.council, "Ada Min", &both).await).await;
        let held = work_held_by(&ada, &[around.amina.post, around.sol.post]).await.unwrap();
        assert_eq!((held.social_work, held.within_reach.len()), (1, 1), "each once");
        let robin = place.desk_of(&around.robin).await;
        assert!(matches!(work_held_by(&robin, &[around.amina.post]).await, Err(No::Forbidden(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_to_cover_today_and_leaves_is_missed_today_and_of_next_month_then() {
    for_both(async |place| {
        let around = around(&place).await;
        let robin = place.desk_of(&around.robin).await;
        let bryn = place.worker(&around.council, "Bryn Hale", &[Role::OutreachKeyWorker]).await;
        let (from, to) = (in_days(&place, 30), in_days(&place, 40));
        let naming = NamingCover { post: bryn.post, from, to, reason: "Leave.".into(), key: None };
        name_cover(&robin, around.sam, &naming).await.unwrap();
        declare_relative(&robin, Some(bryn.post), around.sam, None).await.unwrap();
        let [line] = &listed(&place, &around).await[..] else { panic!() };
        assert!(!line.waits(), "their key worker is there today");
        assert_eq!((line.who.fell_out.later, line.covers.len()), (Some(from), 0));
        place.clock.pass(30 * DAY);
        let [line] = &listed(&place, &around).await[..] else { panic!() };
        assert!(line.waits() && line.who.fell_out.cover && line.who.fell_out.later.is_none());
        place.clock.pass(11 * DAY);
        assert!(listed(&place, &around).await.is_empty());
        // The key worker is on leave, and whoever covers for them leaves.
        let kit = place.worker(&around.council, "Kit Lowe", &[Role::OutreachKeyWorker]).await;
        let robin = Desk { now: place.house.now(), ..robin };
        let (from, to) = (in_days(&place, 0), in_days(&place, 5));
        let naming = NamingCover { post: kit.post, from, to, reason: "Leave.".into(), key: None };
        name_cover(&robin, around.sam, &naming).await.unwrap();
        assert!(!listed(&place, &around).await[0].waits());
        end_post(&place.operator(&around.council), kit.post, &Ending::because("Left.")).await.unwrap();
        assert!(listed(&place, &around).await[0].who.waits_for_cover());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_with_whom_a_leaver_did_two_things_waits_once() {
    for_both(async |place| {
        let around = around(&place).await;
        let robin = place.desk_of(&around.robin).await;
        let pulling = PullingIn { post: around.sol.post, purpose: "Court".into(), key: None };
        pull_in(&robin, around.sam, &pulling).await.unwrap();
        let operator = place.operator(&around.council);
        let ended = end_post(&operator, around.sol.post, &Ending::because("Moved away.")).await.unwrap();
        assert_eq!(ended.others_waiting, 1);
    })
    .await;
}
