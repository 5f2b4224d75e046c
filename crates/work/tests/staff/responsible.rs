//! The responsible team and the social worker, changed with a reason.

use crate::support::for_both;
use jiff::ToSpan;
use practice::ids::{PersonId, PostId, TeamId};
use practice::journal::Body;
use practice::staff::Role;
use work::key_working::{Change, name_social_worker, name_team, team_around};
use work::people::{self, NewPerson};
use work::staff::{NewTeam, create_team};
use work::{Desk, FormKey, No};

async fn sam(desk: &Desk, team: TeamId) -> PersonId {
    let new = NewPerson { name: "Sam".into(), team: Some(team), ..NewPerson::default() };
    people::create(desk, &new, None).await.unwrap()
}

fn to<Id>(id: Id, desk: &Desk) -> Change<Id> {
    let key = Some(FormKey { key: "a-change-of-team".into(), body: vec![1] });
    Change { to: id, from: desk.now.day(), reason: "They moved to the coast.".into(), key }
}

fn field<T: std::fmt::Debug>(answer: Result<T, No>) -> String {
    match answer {
        Err(No::Refused(refusals)) => refusals[0].field.clone().unwrap_or_default(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_team_is_responsible_and_the_record_goes_to_it() {
    for_both(async |place| {
        let council = place.council().await;
        let hill = NewTeam { name: "Hill House".into(), hub: true };
        let hill = create_team(&place.operator(&council), &hill, None).await.unwrap();
        let amina =
            place.desk_of(&place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await).await;
        let sam = sam(&amina, council.hub).await;
        place.clock.pass(60);
        let robin = place.desk_of(&place.worker(&council, "Robin Fell", &[Role::HubManager]).await).await;
        let change = to(hill, &robin);
        let nowhere = Change { to: TeamId(place.house.blind_id()), key: None, ..change.clone() };
        assert_eq!(field(name_team(&robin, sam, &nowhere).await), "team");
        assert_eq!(
            field(name_team(&robin, sam, &Change { reason: " ".into(), ..change.clone() }).await),
            "reason"
        );
        let tomorrow = Change { from: change.from.tomorrow().unwrap(), key: None, ..change.clone() };
        assert_eq!(field(name_team(&robin, sam, &tomorrow).await), "from");
        let before = Change { from: change.from.saturating_sub(3.days()), key: None, ..change.clone() };
        assert_eq!(field(name_team(&robin, sam, &before).await), "from");
        assert_eq!(
            field(name_team(&robin, sam, &Change { to: council.hub, key: None, ..change.clone() }).await),
            "team"
        );
        assert!(!name_team(&robin, sam, &change).await.unwrap(), "the manager sees one team alone");
        assert!(!name_team(&robin, sam, &change).await.unwrap(), "sent twice, done once");
        assert!(matches!(people::open(&robin, sam).await, Err(No::NotFound)));
        assert!(matches!(name_team(&robin, sam, &Change { key: None, ..change }).await, Err(No::NotFound)));
        // The key worker stays, and sees who changed what, and why.
        let around = team_around(&amina, sam).await.unwrap();
        assert_eq!(around.page.summary.team.as_deref(), Some("Hill House"));
        let Body::ResponsibleTeamNamed(named) = &around.changes[0].body else { panic!("{around:?}") };
        assert_eq!(
            (named.reason.as_str(), around.changes[0].by.as_str()),
            ("They moved to the coast.", "Robin Fell")
        );
        assert_eq!(around.changes.len(), 3, "the first team, the key worker, and the change");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_social_worker_holds_the_case_and_sees_the_record() {
    for_both(async |place| {
        let council = place.council().await;
        let amina =
            place.desk_of(&place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await).await;
        let robin = place.desk_of(&place.worker(&council, "Robin Fell", &[Role::HubManager]).await).await;
        let jo = place.worker(&council, "Jo Wells", &[Role::SocialWorker]).await;
        let sam = sam(&amina, council.hub).await;
        let jo_desk = place.desk_of(&jo).await;
        assert!(matches!(people::open(&jo_desk, sam).await, Err(No::NotFound)));
        let change = to(jo.post, &robin);
        assert_eq!(
            field(name_social_worker(&robin, sam, &Change { to: robin.sight.post, ..change.clone() }).await),
            "post"
        );
        let nobody = PostId(place.house.blind_id());
        assert_eq!(
            field(name_social_worker(&robin, sam, &Change { to: nobody, ..change.clone() }).await),
            "post"
        );
        name_social_worker(&robin, sam, &change).await.unwrap();
        name_social_worker(&robin, sam, &change).await.unwrap();
        assert_eq!(
            field(name_social_worker(&robin, sam, &Change { key: None, ..change.clone() }).await),
            "post"
        );
        let page = people::open(&jo_desk, sam).await.unwrap();
        assert_eq!(page.summary.social_worker.as_deref(), Some("Jo Wells"));
        assert!(matches!(name_social_worker(&amina, sam, &change).await, Err(No::Forbidden(_))));
    })
    .await;
}
