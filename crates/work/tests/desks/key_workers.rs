//! Who is told when a key worker falls out, changes, or is covered for; and
//! that nobody is named who could not open the record.

use crate::support::post_form;
use crate::town::{Town, in_town};
use practice::ids::PostId;
use practice::staff::{PostForm, Role};
use work::key_working::{
    Change, NamingCover, NamingKeyWorker, cover_list, end_cover, name_cover, name_key_worker,
    name_social_worker,
};
use work::notices::{Notice, What, count, waiting};
use work::people::{open, who_can_be_named};
use work::signing_in::invite;
use work::specialists::{PullingIn, pull_in};
use work::staff::{create_post, declare_own_relative, declare_relative, record_telephone};
use work::{Desk, FormKey, No};

async fn name(by: &Desk, town: &Town, post: PostId, key: Option<FormKey>) -> Result<(), No> {
    let naming = NamingKeyWorker {
        post,
        reason: "They know each other.".into(),
        young_person_said: String::new(),
        shown: None,
        key,
    };
    name_key_worker(by, town.sam, &naming).await
}

async fn cover(by: &Desk, town: &Town, post: PostId) -> Result<(), No> {
    let today = by.now.day();
    let naming = NamingCover { post, from: today, to: today, reason: "Leave".into(), key: None };
    name_cover(by, town.sam, &naming).await
}

async fn told(desk: &Desk) -> Vec<What> {
    let notices: Vec<Notice> = waiting(desk).await.unwrap();
    assert_eq!(count(desk).await.unwrap() as usize, notices.len());
    notices.into_iter().map(|notice| notice.what).collect()
}

async fn another(town: &Town, name: &str, role: Role) -> Desk {
    town.place.desk_of(&town.place.worker(&town.council, name, &[role]).await).await
}

async fn head_of_service(town: &Town) -> Desk {
    let today = town.robin.now.day();
    let form =
        PostForm { team: None, ..post_form(&town.council, "Hetty Ford", &[Role::HeadOfService], today) };
    town.place.desk_of(&town.place.worker_with(&town.council, &form).await).await
}

fn sentence(answer: Result<(), No>) -> String {
    match answer {
        Err(No::Refused(refusals)) => refusals[0].sentence.clone(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_worker_who_declares_a_relative_is_out_at_once_and_the_managers_are_told() {
    in_town(async |town: &mut Town| {
        let reference = open(&town.amina, town.sam).await.unwrap().summary.reference;
        declare_own_relative(&town.amina, &reference, None).await.unwrap();
        assert!(matches!(open(&town.amina, town.sam).await, Err(No::NotFound)));
        assert_eq!(told(&town.robin).await, [What::KeyWorkerNeeded]);
        assert!(told(&town.amina).await.is_empty() && told(&town.mel).await.is_empty());
        let list = cover_list(&town.robin, 1).await.unwrap();
        assert!(list.people[0].waits() && list.people[0].who.fell_out.key_worker);
        let bryn = another(town, "Bryn Hale", Role::OutreachKeyWorker).await;
        name(&town.robin, town, bryn.sight.post, None).await.unwrap();
        assert!(cover_list(&town.robin, 1).await.unwrap().people.is_empty());
        assert_eq!(told(&bryn).await, [What::KeyWorkerChanged { own: true }]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_holds_where_a_manager_declares_it_or_whoever_covers_falls_out() {
    in_town(async |town: &mut Town| {
        let bryn = another(town, "Bryn Hale", Role::OutreachKeyWorker).await;
        cover(&town.robin, town, bryn.sight.post).await.unwrap();
        declare_relative(&town.robin, Some(bryn.sight.post), town.sam, None).await.unwrap();
        assert_eq!(told(&town.robin).await, [What::KeyWorkerNeeded]);
        declare_relative(&town.robin, Some(town.amina.sight.post), town.sam, None).await.unwrap();
        assert_eq!(told(&town.robin).await.len(), 2);
        let kit = another(town, "Kit Lowe", Role::SocialWorker).await;
        declare_relative(&town.robin, Some(kit.sight.post), town.sam, None).await.unwrap();
        assert_eq!(told(&town.robin).await.len(), 2, "nobody else was to be found");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_covers_and_falls_out_does_not_cover_any_more_in_the_list() {
    in_town(async |town: &mut Town| {
        let bryn = another(town, "Bryn Hale", Role::OutreachKeyWorker).await;
        cover(&town.robin, town, bryn.sight.post).await.unwrap();
        let line = async || cover_list(&town.robin, 1).await.unwrap().people.remove(0).who;
        assert!(!line().await.waits_for_cover() && line().await.cover.is_some());
        declare_relative(&town.robin, Some(bryn.sight.post), town.sam, None).await.unwrap();
        let waits = line().await;
        assert!(waits.waits_for_cover() && waits.fell_out.cover && !waits.fell_out.key_worker);
        assert_eq!(waits.cover, None);
        let standing = open(&town.robin, town.sam).await.unwrap().covers.remove(0).1.first;
        end_cover(&town.robin, town.sam, standing, "Somebody else does.", None).await.unwrap();
        let kit = another(town, "Kit Lowe", Role::OutreachKeyWorker).await;
        cover(&town.robin, town, kit.sight.post).await.unwrap();
        assert_eq!(line().await.cover.map(|(name, _)| name).as_deref(), Some("Kit Lowe"));
        assert!(!line().await.waits_for_cover());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_all_in_the_team_who_find_another_are_relatives_the_head_of_service_is_told() {
    in_town(async |town: &mut Town| {
        let head = head_of_service(town).await;
        let reference = open(&town.amina, town.sam).await.unwrap().summary.reference;
        declare_own_relative(&town.robin, &reference, None).await.unwrap();
        assert!(told(&head).await.is_empty(), "Sam has a key worker still");
        declare_own_relative(&town.amina, &reference, None).await.unwrap();
        assert_eq!(told(&head).await, [What::KeyWorkerNeeded]);
        assert!(told(&town.robin).await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_whoever_was_told_falls_out_too_the_head_of_service_is_told_in_their_place() {
    in_town(async |town: &mut Town| {
        let head = head_of_service(town).await;
        let reference = open(&town.amina, town.sam).await.unwrap().summary.reference;
        declare_own_relative(&town.amina, &reference, None).await.unwrap();
        assert_eq!(told(&town.robin).await, [What::KeyWorkerNeeded]);
        assert!(told(&head).await.is_empty());
        declare_own_relative(&town.robin, &reference, None).await.unwrap();
        assert!(told(&town.robin).await.is_empty(), "it is nothing of theirs any more");
        assert_eq!(told(&head).await, [What::KeyWorkerNeeded]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_relative_goes_along_to_the_address_of_the_key_worker_the_managers_are_told() {
    in_town(async |town: &mut Town| {
        let bryn = town.place.worker(&town.council, "Bryn Hale", &[Role::OutreachKeyWorker]).await;
        name(&town.robin, town, bryn.post, None).await.unwrap();
        let operator = town.place.operator(&town.council);
        let today = town.robin.now.day();
        let form = post_form(&town.council, "Bryn Hale", &[Role::ReliefWorker], today);
        let second = create_post(&operator, &form, None).await.unwrap();
        invite(&operator, second, "bryn.hall@northmoor.example", None).await.unwrap();
        declare_relative(&town.robin, Some(second), town.sam, None).await.unwrap();
        let told_before = told(&town.robin).await.len();
        invite(&operator, second, &bryn.email, None).await.unwrap();
        let bryn = town.place.desk_of(&bryn).await;
        assert!(matches!(open(&bryn, town.sam).await, Err(No::NotFound)));
        assert_eq!(told(&town.robin).await.len(), told_before + 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_an_emergency_somebody_is_told_who_is_no_relative() {
    in_town(async |town: &mut Town| {
        let head = head_of_service(town).await;
        let reference = open(&town.amina, town.sam).await.unwrap().summary.reference;
        for desk in [&town.robin, &town.amina] {
            declare_own_relative(desk, &reference, None).await.unwrap();
        }
        let before = told(&head).await.len();
        town.open_sam(&town.mel).await;
        assert_eq!(told(&head).await.len(), before + 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_restricted_record_those_it_names_alone_are_told_that_a_key_worker_is_needed() {
    in_town(async |town: &mut Town| {
        let head = another(town, "Hetty Ford", Role::HeadOfService).await;
        town.restrict_sam(&town.robin, &[&town.amina, &head], 30).await;
        let reference = open(&town.amina, town.sam).await.unwrap().summary.reference;
        declare_own_relative(&town.amina, &reference, None).await.unwrap();
        let told_head = told(&head).await;
        assert_eq!(told_head.len(), 2, "that they may open it, and {told_head:?}");
        assert!(told_head.contains(&What::KeyWorkerNeeded));
        assert!(told(&town.robin).await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_named_and_whoever_is_replaced_are_told_and_whoever_does_it_is_not() {
    in_town(async |town: &mut Town| {
        let bryn = another(town, "Bryn Hale", Role::OutreachKeyWorker).await;
        let key = || Some(FormKey { key: "naming-bryn".into(), body: vec![1] });
        name(&town.robin, town, bryn.sight.post, key()).await.unwrap();
        name(&town.robin, town, bryn.sight.post, key()).await.unwrap();
        assert_eq!(told(&bryn).await, [What::KeyWorkerChanged { own: true }], "two presses tell once");
        assert_eq!(told(&town.amina).await, [What::KeyWorkerChanged { own: false }]);
        assert!(told(&town.robin).await.is_empty());
        name(&town.robin, town, town.robin.sight.post, None).await.unwrap();
        assert!(told(&town.robin).await.is_empty(), "who names themselves knows");
        assert_eq!(told(&bryn).await, vec![What::KeyWorkerChanged { own: false }; 2]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cover_that_begins_or_is_ended_is_told_to_both() {
    in_town(async |town: &mut Town| {
        let bryn = another(town, "Bryn Hale", Role::OutreachKeyWorker).await;
        cover(&town.robin, town, bryn.sight.post).await.unwrap();
        let today = town.robin.now.day();
        let begun = |own| What::CoverChanged { own, covers: vec![("Bryn Hale".into(), today)] };
        assert_eq!(told(&bryn).await, [begun(true)]);
        assert_eq!(told(&town.amina).await, [begun(false)]);
        let standing = open(&town.robin, town.sam).await.unwrap().covers.remove(0).1.first;
        end_cover(&town.robin, town.sam, standing, "Amina is back.", None).await.unwrap();
        assert_eq!(told(&town.amina).await, vec![What::CoverChanged { own: false, covers: Vec::new() }; 2]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_restricted_record_nobody_is_named_who_could_not_open_it() {
    in_town(async |town: &mut Town| {
        let bryn = another(town, "Bryn Hale", Role::OutreachKeyWorker).await;
        let kit = another(town, "Kit Lowe", Role::SocialWorker).await;
        town.restrict_sam(&town.robin, &[&town.robin, &town.amina], 30).await;
        let page = open(&town.robin, town.sam).await.unwrap();
        let offered = who_can_be_named(&town.robin, &page).await.unwrap();
        let names: Vec<&str> = offered.iter().map(|post| post.name.as_str()).collect();
        assert_eq!(names, ["Amina Okafor", "Robin Fell"]);
        let today = town.robin.now.day();
        let pulling = PullingIn { post: bryn.sight.post, purpose: "School".into(), key: None };
        let holds = Change { to: kit.sight.post, from: today, reason: "New".into(), key: None };
        let refused = [
            name(&town.robin, town, bryn.sight.post, None).await,
            cover(&town.robin, town, bryn.sight.post).await,
            pull_in(&town.robin, town.sam, &pulling).await,
            name_social_worker(&town.robin, town.sam, &holds).await,
        ];
        for answer in refused {
            assert!(sentence(answer).contains("Name them there first"));
        }
        town.restrict_sam(&town.robin, &[&town.robin, &bryn, &kit], 30).await;
        name(&town.robin, town, bryn.sight.post, None).await.unwrap();
        name_social_worker(&town.robin, town.sam, &holds).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_named_for_a_relative_of_theirs() {
    in_town(async |town: &mut Town| {
        let bryn = another(town, "Bryn Hale", Role::OutreachKeyWorker).await;
        declare_relative(&town.robin, Some(bryn.sight.post), town.sam, None).await.unwrap();
        let page = open(&town.robin, town.sam).await.unwrap();
        let offered = who_can_be_named(&town.robin, &page).await.unwrap();
        assert!(offered.iter().all(|post| post.id != bryn.sight.post));
        let refused = name(&town.robin, town, bryn.sight.post, None).await;
        assert!(sentence(refused).contains("cannot work with this young person"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_named_somebody_is_done_when_it_comes_again_after_a_restriction_leaves_them_out() {
    in_town(async |town: &mut Town| {
        let bryn = another(town, "Bryn Hale", Role::OutreachKeyWorker).await;
        let kit = another(town, "Kit Lowe", Role::SocialWorker).await;
        let key = |form: &str| Some(FormKey { key: format!("naming-{form}"), body: vec![1] });
        let today = town.robin.now.day();
        let pulling = PullingIn { post: bryn.sight.post, purpose: "School".into(), key: key("pull-in") };
        let holds = Change { to: kit.sight.post, from: today, reason: "New".into(), key: key("holds") };
        let post = bryn.sight.post;
        let naming = NamingCover { post, from: today, to: today, reason: "Leave".into(), key: key("cover") };
        let all = async || {
            pull_in(&town.robin, town.sam, &pulling).await.unwrap();
            name_social_worker(&town.robin, town.sam, &holds).await.unwrap();
            name_cover(&town.robin, town.sam, &naming).await.unwrap();
            name(&town.robin, town, post, key("key worker")).await.unwrap();
        };
        all().await;
        let before = told(&bryn).await.len();
        name(&town.robin, town, town.amina.sight.post, None).await.unwrap();
        town.restrict_sam(&town.robin, &[&town.robin, &town.amina], 30).await;
        all().await;
        town.restrict_sam(&town.robin, &[&town.robin, &bryn], 30).await;
        let since = told(&bryn).await.split_off(before);
        assert_eq!(since.len(), 2, "who may open it was changed, and nobody is named anew: {since:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_reads_nothing_of_a_restriction_is_offered_those_alone_whom_it_names() {
    in_town(async |town: &mut Town| {
        another(town, "Bryn Hale", Role::OutreachKeyWorker).await;
        town.restrict_sam(&town.robin, &[&town.robin, &town.amina], 30).await;
        let page = open(&town.amina, town.sam).await.unwrap();
        assert!(page.restriction.is_none());
        let offered = who_can_be_named(&town.amina, &page).await.unwrap();
        let names: Vec<&str> = offered.iter().map(|post| post.name.as_str()).collect();
        assert_eq!(names, ["Amina Okafor", "Robin Fell"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_named_for_a_relative_of_theirs_before_they_begin_either() {
    in_town(async |town: &mut Town| {
        let operator = town.place.operator(&town.council);
        let today = operator.now.day();
        let form = post_form(&town.council, "Kit Lowe", &[Role::OutreachKeyWorker], today);
        let kit = create_post(&operator, &form, None).await.unwrap();
        invite(&operator, kit, "kit.lowe@northmoor.example", None).await.unwrap();
        let page = open(&town.robin, town.sam).await.unwrap();
        let offered = async || who_can_be_named(&town.robin, &page).await.unwrap();
        assert!(offered().await.iter().any(|post| post.id == kit));
        declare_relative(&town.robin, Some(kit), town.sam, None).await.unwrap();
        assert!(offered().await.iter().all(|post| post.id != kit));
        let refused = name(&town.robin, town, kit, None).await;
        assert!(sentence(refused).contains("cannot work with this young person"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_opens_a_record_reads_at_which_number_the_one_who_is_there_today_is_called() {
    in_town(async |town: &mut Town| {
        let call = async |desk: &Desk| open(desk, town.sam).await.unwrap().summary.call;
        assert_eq!(call(&town.robin).await, None);
        record_telephone(&town.amina, " 01632  960 101 ", None).await.unwrap();
        record_telephone(&town.robin, "01632 960 102", None).await.unwrap();
        assert_eq!(call(&town.robin).await.as_deref(), Some("01632 960 101"));
        let today = town.amina.now.day();
        let naming = NamingCover {
            post: town.robin.sight.post,
            from: today,
            to: today,
            reason: "Leave".into(),
            key: None,
        };
        name_cover(&town.robin, town.sam, &naming).await.unwrap();
        assert_eq!(call(&town.amina).await.as_deref(), Some("01632 960 102"), "of whoever covers");
        let wrong = record_telephone(&town.amina, "ring Bryn", None).await;
        assert!(matches!(wrong, Err(No::Refused(_))));
        record_telephone(&town.robin, "", None).await.unwrap();
        assert_eq!(call(&town.amina).await, None);
    })
    .await;
}
