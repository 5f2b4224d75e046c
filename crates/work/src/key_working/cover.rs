//! Cover for a key worker: an acting worker with a last day.

use crate::people::{could_open_unless_sent, live_post, or_sent, unless_sent};
use crate::staff::Holders;
use crate::{Act, Desk, FormKey, No, notices};
use jiff::civil::Date;
use practice::Refusal;
use practice::dates::Happened;
use practice::ids::{EventId, PersonId, PostId, StreamId};
use practice::journal::{Body, Told};
use practice::key_working::{CoverEnded, CoverWish, cover_named};
use practice::notices::{NoticeKind, concerned};
use practice::staff::{Permission, reason, thresholds};
use records::Post;

/// Cover to be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamingCover {
    /// Who is to act.
    pub post: PostId,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Why.
    pub reason: String,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// All cover of one young person is told on one stream.
pub(crate) fn stream_of(person: PersonId) -> StreamId {
    person.stream("cover")
}

/// A wish for cover by a worker, as the rule judges it.
pub(crate) fn wish_of(post: &Post, own: bool, (from, to): (Date, Date), reason: &str) -> CoverWish {
    CoverWish {
        post: post.id,
        own,
        roles: post.roles.clone(),
        post_ends: post.to,
        from,
        to,
        reason: reason.to_owned(),
    }
}

/// How many days cover may last in this council.
pub(crate) fn longest(desk: &Desk) -> i64 {
    desk.words.threshold(&thresholds::COVER_DAYS)
}

/// Names who covers for a young person's key worker. While it runs, the young
/// person is among those the acting worker works with; the key worker stays.
pub async fn name_cover(desk: &Desk, person: PersonId, naming: &NamingCover) -> Result<(), No> {
    desk.must(Permission::AllocateKeyWorker)?;
    let desk = &desk.to_decide();
    desk.deciding(|| async {
        let streams = [Desk::resting_on(person)[0], person.stream("key_working"), stream_of(person)];
        let Some(record) = desk.house.records.person(&desk.sight, person, &streams, desk.now).await? else {
            return desk.not_found(&person.to_string(), "name cover").await;
        };
        let sending = (&naming.key, streams[2]);
        let named = live_post(desk, naming.post).await;
        let Some(post) = or_sent(desk, sending, named).await? else { return Ok(()) };
        let key_worker = record.header.key_worker.as_ref().map(|worker| worker.is);
        let covering = match key_worker {
            Some(worker) => desk.house.records.post(worker).await?,
            None => None,
        };
        let holders = Holders::of(desk).await?;
        let own = covering.as_ref().is_some_and(|covering| holders.are_one(&post, covering));
        let wish = wish_of(&post, own, (naming.from, naming.to), &naming.reason);
        let rules = (desk.now.day(), longest(desk));
        let act = Act::new().reading([record.revisions[0], record.revisions[1], post.revision]);
        let act = act.reading(covering.map(|covering| covering.revision));
        let Some(could) = could_open_unless_sent(desk, &record.header, &post, sending).await? else {
            return Ok(());
        };
        let act = act.reading(could);
        match cover_named(&wish, key_worker, &record.header.covers, rules) {
            Ok(cover) => {
                let notice = cover_changed(desk, person, [cover.post, cover.covering]);
                let told = Told::about(person, streams[2], Happened::At(desk.now), Body::CoverNamed(cover));
                let act = act.telling(told, record.revisions[2].number).keyed(naming.key.clone());
                desk.write(notice.into_iter().fold(act, Act::beginning)).await?;
                Ok(())
            }
            // Its own first sending may stand in the way of the second.
            Err(refusals) => {
                unless_sent(desk, act.keyed(naming.key.clone()), streams[2], No::Refused(refusals)).await
            }
        }
    })
    .await
}

/// Ends cover before its last day: the key worker is back, or somebody else covers.
pub async fn end_cover(
    desk: &Desk,
    person: PersonId,
    cover: EventId,
    why: &str,
    key: Option<FormKey>,
) -> Result<(), No> {
    desk.must(Permission::AllocateKeyWorker)?;
    let desk = &desk.to_decide();
    let why = reason(why)?;
    desk.deciding(|| async {
        let streams = [Desk::resting_on(person)[0], stream_of(person)];
        let Some(record) = desk.house.records.person(&desk.sight, person, &streams, desk.now).await? else {
            return desk.not_found(&person.to_string(), "end cover").await;
        };
        let Some(standing) = record.header.covers.iter().find(|one| one.is_said_by(cover)) else {
            return desk.not_found(&cover.to_string(), "end cover").await;
        };
        let body = Body::CoverEnded(CoverEnded { cover: standing.first, reason: why.clone() });
        let told = Told::about(person, streams[1], Happened::At(desk.now), body);
        let act = Act::new().reading([record.revisions[0]]).keyed(key.clone());
        if standing.is.is_over_on(desk.now.day()) {
            let over = No::from(Refusal::of("reason", "This cover is over already."));
            return unless_sent(desk, act.telling(told, record.revisions[1].number), streams[1], over).await;
        }
        let notice = cover_changed(desk, person, [standing.is.post, standing.is.covering]);
        let act = act.telling(told, record.revisions[1].number);
        desk.write(notice.into_iter().fold(act, Act::beginning)).await?;
        Ok(())
    })
    .await
}

/// Tells whoever acts and whoever they act for that cover was named or ended.
pub(crate) fn cover_changed(desk: &Desk, person: PersonId, posts: [PostId; 2]) -> Option<Told> {
    let to = concerned(posts, desk.sight.post);
    notices::telling(desk, person, NoticeKind::CoverChanged, stream_of(person), to)
}
