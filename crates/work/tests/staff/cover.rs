//! Cover for a key worker: named, ended, and at a leaver's going.

use crate::support::{Council, Place, Worker, for_both};
use jiff::ToSpan;
use jiff::civil::Date;
use practice::ids::{PersonId, PostId};
use practice::journal::Body;
use practice::staff::{PostForm, Role};
use work::key_working::{NamingCover, NamingKeyWorker, cover_list, end_cover, name_cover, name_key_worker};
use work::people::{self, NewPerson};
use work::staff::{
    ChangingPost, CoverFor, Ending, Handing, change_post, change_words, close_account, end_post,
};
use work::{Desk, FormKey, No};

/// Sam, whose key worker is Amina, in a hub whose manager is Robin; Priya works
/// for the whole council's outreach and sees nobody by her team.
struct Hub {
    council: Council,
    amina: Worker,
    priya: Worker,
    robin: Desk,
    sam: PersonId,
}

async fn hub(place: &Place) -> Hub {
    let council = place.council().await;
    let amina = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
    let robin = place.worker(&council, "Robin Fell", &[Role::HubManager]).await;
    let mut form =
        crate::support::post_form(&council, "Priya Shah", &[Role::OutreachKeyWorker], today(place));
    form.team = None;
    let priya = place.worker_with(&council, &form).await;
    let new = NewPerson { name: "Sam".into(), team: Some(council.hub), ..NewPerson::default() };
    let sam = people::create(&place.desk_of(&amina).await, &new, None).await.unwrap();
    let robin = place.desk_of(&robin).await;
    Hub { council, amina, priya, robin, sam }
}

fn today(place: &Place) -> Date {
    place.house.now().day()
}

fn by(hub: &Hub, from: Date, to: Date) -> NamingCover {
    let key = Some(FormKey { key: format!("cover-{from}-{to}"), body: b"cover".to_vec() });
    NamingCover { post: hub.priya.post, from, to, reason: "Leave.".into(), key }
}

async fn opens(place: &Place, worker: &Worker, sam: PersonId) -> bool {
    people::open(&place.desk_of(worker).await, sam).await.is_ok()
}

fn covered_by(by: Option<practice::ids::PostId>, until: Date) -> Handing {
    Handing { cover: Some(CoverFor { by, until }), ..Handing::default() }
}

/// A manager's desk at the moment it is now.
fn now(place: &Place, desk: &Desk) -> Desk {
    Desk { now: place.house.now(), ..desk.clone() }
}

const DAY: i64 = 86_400;

/// Amina's second post neither is offered as her cover nor can be named for it, whichever way she leaves.
async fn never_covers(place: &Place, hub: &Hub, second: PostId) {
    let operator = place.operator(&hub.council);
    let robin = now(place, &hub.robin);
    let page = people::open(&robin, hub.sam).await.unwrap();
    let offered = people::who_can_cover(&robin, &page).await.unwrap();
    assert!(offered.iter().any(|post| post.id == hub.priya.post));
    assert!(!offered.iter().any(|post| [second, hub.amina.post].contains(&post.id)));
    for post in [second, hub.amina.post] {
        let naming = NamingCover { post, key: None, ..by(hub, today(place), today(place)) };
        let Err(No::Refused(why)) = name_cover(&robin, hub.sam, &naming).await else { panic!() };
        assert_eq!(why[0].sentence, "Choose somebody else: this is their key worker.");
    }
    let cover = Some(CoverFor { by: Some(second), until: today(place) });
    let handing = Handing { cover: cover.clone(), ..Handing::default() };
    let ending = Ending { handing, ..Ending::because("Moved to the other post.") };
    let ended = end_post(&operator, hub.amina.post, &ending).await.map(drop);
    let closed = close_account(&operator, hub.amina.account, &ending).await.map(drop);
    let roles = [Role::ResidentialKeyWorker];
    let form = crate::support::post_form(&hub.council, "Amina Okafor", &roles, today(place));
    let form = PostForm { to: Some(today(place)), ..form };
    let until = today(place).saturating_add(7.days());
    let cover = Some(CoverFor { by: Some(second), until });
    let changing = ChangingPost { cover, ..ChangingPost::default() };
    let dated = change_post(&operator, hub.amina.post, &form, &changing).await.map(drop);
    for answer in [ended, closed, dated] {
        let Err(No::Refused(why)) = answer else { panic!("{answer:?}") };
        assert_eq!(why[0].field.as_deref(), Some("cover"), "{why:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_covers_for_themselves_from_another_post_of_theirs_and_neither_is_offered() {
    for_both(async |place| {
        let hub = hub(&place).await;
        let operator = place.operator(&hub.council);
        let roles = [Role::ResidentialKeyWorker];
        let form = crate::support::post_form(&hub.council, "Amina Okafor", &roles, today(&place));
        let second = work::staff::create_post(&operator, &form, None).await.unwrap();
        let invited = work::signing_in::invite(&operator, second, &hub.amina.email, None).await.unwrap();
        never_covers(&place, &hub, second).await;
        let (password, visit) = (crate::support::PASSWORD, crate::support::visit());
        work::signing_in::accept(&place.house, &invited.token, password, &visit).await.unwrap();
        never_covers(&place, &hub, second).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_covers_works_with_them_from_the_first_day_to_the_last_and_the_key_worker_stays() {
    for_both(async |place| {
        let hub = hub(&place).await;
        let first = today(&place).tomorrow().unwrap();
        name_cover(&hub.robin, hub.sam, &by(&hub, first, first)).await.unwrap();
        let before = place.desk_of(&hub.priya).await;
        assert!(
            matches!(people::open(&before, hub.sam).await, Err(No::NotFound)),
            "not before the first day"
        );
        place.clock.pass(DAY);
        let priya = Desk { now: place.house.now(), ..before };
        let page = people::open(&priya, hub.sam).await.unwrap();
        assert_eq!(page.summary.key_worker.as_deref(), Some("Amina Okafor"));
        assert_eq!(page.summary.cover, Some(("Priya Shah".to_owned(), first)));
        let mine = people::list(&priya, &people::Filter { mine: true, ..Default::default() }).await.unwrap();
        assert_eq!(mine.total, 1);
        let header =
            place.house.records.person(&hub.robin.sight, hub.sam, &[], priya.now).await.unwrap().unwrap();
        assert!(header.header.key_workers_before.is_empty(), "continuity is not broken");
        let later = Desk { now: priya.now.plus_seconds(DAY), ..priya };
        assert!(matches!(people::open(&later, hub.sam).await, Err(No::NotFound)), "not after the last day");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cover_is_refused_at_the_field_that_is_wrong_and_a_second_press_is_done_once() {
    for_both(async |place| {
        let hub = hub(&place).await;
        let today = today(&place);
        let field = async |naming: &NamingCover| match name_cover(&hub.robin, hub.sam, naming).await {
            Err(No::Refused(refusals)) => refusals[0].field.clone().unwrap_or_default(),
            other => panic!("{other:?}"),
        };
        let good = by(&hub, today, today.saturating_add(13.days()));
        let keyless = |naming: NamingCover| NamingCover { key: None, ..naming };
        assert_eq!(field(&keyless(NamingCover { post: hub.amina.post, ..good.clone() })).await, "post");
        assert_eq!(field(&keyless(NamingCover { reason: " ".into(), ..good.clone() })).await, "reason");
        assert_eq!(field(&keyless(by(&hub, today, today.saturating_add(84.days())))).await, "to");
        let unknown = practice::ids::PostId(place.house.blind_id());
        assert_eq!(field(&keyless(NamingCover { post: unknown, ..good.clone() })).await, "post");
        name_cover(&hub.robin, hub.sam, &good).await.unwrap();
        name_cover(&hub.robin, hub.sam, &good).await.unwrap();
        assert_eq!(field(&keyless(good)).await, "from");
        let page = people::open(&hub.robin, hub.sam).await.unwrap();
        assert_eq!(page.covers.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn how_long_cover_may_last_is_the_councils_to_say() {
    for_both(async |place| {
        let hub = hub(&place).await;
        change_words(&place.operator(&hub.council), ("cover_days", "7"), "Short cover.", None, None)
            .await
            .unwrap();
        let robin = place.desk_of(&place.worker(&hub.council, "Kit Boss", &[Role::HubManager]).await).await;
        let (today, week) = (today(&place), today(&place).saturating_add(6.days()));
        assert!(name_cover(&robin, hub.sam, &by(&hub, today, week.tomorrow().unwrap())).await.is_err());
        name_cover(&robin, hub.sam, &by(&hub, today, week)).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cover_that_is_ended_closes_the_record_at_once() {
    for_both(async |place| {
        let hub = hub(&place).await;
        let today = today(&place);
        name_cover(&hub.robin, hub.sam, &by(&hub, today, today)).await.unwrap();
        assert!(opens(&place, &hub.priya, hub.sam).await);
        let cover = people::open(&hub.robin, hub.sam).await.unwrap().covers[0].1.event;
        assert!(matches!(end_cover(&hub.robin, hub.sam, cover, " ", None).await, Err(No::Refused(_))));
        let key = || Some(FormKey { key: "end-of-cover".into(), body: vec![1] });
        end_cover(&hub.robin, hub.sam, cover, "Back early.", key()).await.unwrap();
        end_cover(&hub.robin, hub.sam, cover, "Back early.", key()).await.unwrap();
        assert!(matches!(end_cover(&hub.robin, hub.sam, cover, "Again.", None).await, Err(No::Refused(_))));
        assert!(!opens(&place, &hub.priya, hub.sam).await);
        let nothing = practice::ids::EventId(place.house.blind_id());
        assert!(matches!(end_cover(&hub.robin, hub.sam, nothing, "x", None).await, Err(No::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_key_worker_ends_cover_for_the_one_before() {
    for_both(async |place| {
        let hub = hub(&place).await;
        let today = today(&place);
        name_cover(&hub.robin, hub.sam, &by(&hub, today, today)).await.unwrap();
        let bryn = place.worker(&hub.council, "Bryn Hale", &[Role::OutreachKeyWorker]).await;
        let naming = NamingKeyWorker {
            post: bryn.post,
            reason: "Trusts Bryn.".into(),
            young_person_said: String::new(),
            shown: None,
            key: None,
        };
        name_key_worker(&hub.robin, hub.sam, &naming).await.unwrap();
        assert!(!opens(&place, &hub.priya, hub.sam).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_whoever_names_key_workers_names_cover_and_only_within_reach() {
    for_both(async |place| {
        let hub = hub(&place).await;
        let today = today(&place);
        let amina = place.desk_of(&hub.amina).await;
        assert!(matches!(name_cover(&amina, hub.sam, &by(&hub, today, today)).await, Err(No::Forbidden(_))));
        let southmoor = place.another_council("Southmoor").await;
        let far = place.desk_of(&place.worker(&southmoor, "Noor Far", &[Role::HubManager]).await).await;
        assert!(matches!(name_cover(&far, hub.sam, &by(&hub, today, today)).await, Err(No::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leavers_young_people_go_to_their_teams_manager_in_the_same_act() {
    for_both(async |place| {
        let hub = hub(&place).await;
        let until = today(&place).saturating_add(27.days());
        let ending = Ending { handing: covered_by(None, until), ..Ending::because("Moved away.") };
        let ended = end_post(&place.operator(&hub.council), hub.amina.post, &ending).await.unwrap();
        assert_eq!((ended.covered, ended.need_cover.len()), (1, 0));
        let page = people::open(&hub.robin, hub.sam).await.unwrap();
        assert_eq!(page.summary.cover, Some(("Robin Fell".to_owned(), until)));
        assert_eq!(page.summary.key_worker.as_deref(), Some("Amina Okafor"), "until somebody is named anew");
        assert!(page.summary.key_worker_left && !page.summary.waits_for_cover());
        let desk = place.operator(&hub.council);
        let events = place.house.records.events_of(&desk.sight, hub.sam, desk.now).await.unwrap().unwrap();
        let [.., named, last] = &events[..] else { panic!() };
        assert_eq!((named.body.kind(), named.act), ("key_working.cover_named", last.act));
        let Body::NoticeGiven(notice) = &last.body else { panic!("{last:?}") };
        assert_eq!(notice.to, [hub.robin.sight.post], "and whoever covers is told");
        let of_post = practice::ids::StreamId(hub.amina.post.0);
        let ended = place.house.records.service_events(hub.council.authority, of_post).await.unwrap();
        assert_eq!(ended.last().unwrap().act, last.act);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leavers_young_people_go_to_whoever_is_chosen_and_are_refused_whole_where_that_cannot_be() {
    for_both(async |place| {
        let hub = hub(&place).await;
        let operator = place.operator(&hub.council);
        let (today, until) = (today(&place), today(&place).saturating_add(6.days()));
        let ending = |by, until| Ending { handing: covered_by(Some(by), until), ..Ending::because("Left.") };
        let field = async |ending: &Ending| match end_post(&operator, hub.amina.post, ending).await {
            Err(No::Refused(refusals)) => refusals[0].field.clone().unwrap_or_default(),
            other => panic!("{other:?}"),
        };
        assert_eq!(field(&ending(hub.amina.post, until)).await, "cover");
        let board = place.worker(&hub.council, "Bo Ard", &[Role::BoardMember]).await;
        assert_eq!(field(&ending(board.post, until)).await, "cover");
        assert_eq!(field(&ending(hub.priya.post, today.yesterday().unwrap())).await, "until");
        assert!(opens(&place, &hub.amina, hub.sam).await, "nothing was done");
        end_post(&operator, hub.amina.post, &ending(hub.priya.post, until)).await.unwrap();
        assert!(opens(&place, &hub.priya, hub.sam).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_names_key_workers_sees_who_waits_within_their_reach() {
    for_both(async |place| {
        let hub = hub(&place).await;
        assert_eq!(cover_list(&hub.robin, 1).await.unwrap().total, 0);
        let ended =
            end_post(&place.operator(&hub.council), hub.amina.post, &Ending::because("Left.")).await.unwrap();
        assert_eq!((ended.covered, ended.need_cover), (0, vec![hub.sam]));
        let list = cover_list(&now(&place, &hub.robin), 1).await.unwrap();
        assert_eq!(list.total, 1);
        assert!(list.people[0].waits());
        let form = practice::staff::PostForm {
            team: None,
            ..crate::support::post_form(&hub.council, "Noor Far", &[Role::HubManager], today(&place))
        };
        let far = place.desk_of(&place.worker_with(&hub.council, &form).await).await;
        assert_eq!(cover_list(&far, 1).await.unwrap().total, 0);
        let priya = place.desk_of(&hub.priya).await;
        assert!(matches!(cover_list(&priya, 1).await, Err(No::Forbidden(_))));
        // Whoever covers and leaves too covers no longer.
        name_cover(&hub.robin, hub.sam, &by(&hub, today(&place), today(&place))).await.unwrap();
        assert!(!cover_list(&hub.robin, 1).await.unwrap().people[0].waits());
        end_post(&place.operator(&hub.council), hub.priya.post, &Ending::because("Left too.")).await.unwrap();
        assert!(cover_list(&hub.robin, 1).await.unwrap().people[0].waits());
    })
    .await;
}
