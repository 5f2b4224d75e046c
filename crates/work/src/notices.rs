//! What somebody has been told of, until they have read it.

use crate::people::{Directory, Summary, is_here};
use crate::{Desk, No};
use jiff::civil::Date;
use practice::dates::{Happened, Instant};
use practice::ids::{EventId, PersonId, StreamId};
use practice::journal::{Body, Told};
use practice::notices::{Colleague, NoticeGiven, NoticeKind};
use practice::people::{Header, Likeness};
use practice::staff::{Permission, Rights};
use records::Post;

/// How many notices a page shows at the most; the count tells of the others.
const SHOWN: i64 = 50;

/// Something the reader has been told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The event that told them.
    pub event: EventId,
    /// What it is about.
    pub what: What,
    /// Whose record.
    pub who: Summary,
    /// When they were told.
    pub at: Instant,
}

/// What a notice is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Somebody opened a record that is the reader's.
    EmergencyOpening {
        /// Who opened it.
        by: String,
        /// The reason they gave.
        reason: String,
        /// Only the safety page.
        card_only: bool,
    },
    /// Two records may be one person, and somebody is waiting.
    UrgentMatch {
        /// Why it is suspected.
        why: Likeness,
    },
    /// Their key worker, or whoever covers, may not work with them any more.
    KeyWorkerNeeded,
    /// Somebody else is their key worker.
    KeyWorkerChanged {
        /// It is the reader.
        own: bool,
    },
    /// Who covers for the key worker changed.
    CoverChanged {
        /// The reader is among them.
        own: bool,
        /// Who covers now or will, and until when.
        covers: Vec<(String, Date)>,
    },
    /// Something that the reader wrote was moved to other readers.
    EntryMoved,
    /// Who may open a record was changed.
    RestrictionChanged {
        /// It is restricted no more.
        lifted: bool,
    },
}

/// The reader's unread notices, newest first.
pub async fn waiting(desk: &Desk) -> Result<Vec<Notice>, No> {
    let found = desk.house.records.notices(&desk.sight, SHOWN, desk.now).await?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let directory = Directory::of(desk).await?;
    let notices = found.into_iter().map(|notice| {
        let (what, who) = match notice.kind {
            NoticeKind::EmergencyOpening => {
                let by = notice.by.map(|post| directory.worker(post)).unwrap_or_default();
                let what = What::EmergencyOpening { by, reason: notice.words, card_only: notice.card_only };
                (what, Summary::of(desk, &directory, notice.header))
            }
            NoticeKind::UrgentMatch => {
                let what = What::UrgentMatch { why: Likeness::of_word(&notice.words) };
                (what, Summary::for_desk(desk, &directory, notice.header))
            }
            NoticeKind::KeyWorkerNeeded => {
                (What::KeyWorkerNeeded, Summary::of(desk, &directory, notice.header))
            }
            NoticeKind::KeyWorkerChanged => {
                let own = notice.header.key_worker.as_ref().is_some_and(|one| one.is == desk.sight.post);
                (What::KeyWorkerChanged { own }, Summary::of(desk, &directory, notice.header))
            }
            NoticeKind::EntryMoved => (What::EntryMoved, Summary::of(desk, &directory, notice.header)),
            NoticeKind::RestrictionChanged => {
                let lifted = notice.header.restriction.is_none();
                (What::RestrictionChanged { lifted }, Summary::of(desk, &directory, notice.header))
            }
            NoticeKind::CoverChanged => {
                let covers = standing_covers(desk, &directory, &notice.header);
                let today = notice.header.cover_on(desk.now.day());
                let own = today.is_some_and(|cover| cover.is.post == desk.sight.post);
                (What::CoverChanged { own, covers }, Summary::of(desk, &directory, notice.header))
            }
        };
        Notice { event: notice.event, what, who, at: notice.given_at }
    });
    Ok(notices.collect())
}

/// Who covers for the key worker of now, today or later, as far as the reader may know.
fn standing_covers(desk: &Desk, directory: &Directory, header: &Header) -> Vec<(String, Date)> {
    let header = desk.narrowed(header.clone());
    let covers = header.covers_from(desk.now.day()).map(|cover| &cover.is);
    covers.map(|cover| (directory.worker(cover.post), cover.to)).collect()
}

/// How many notices the reader has not read: for the navigation of every page.
pub async fn count(desk: &Desk) -> Result<u32, No> {
    // Whoever may open no record is told of none.
    if !desk.sight.may(Permission::ReadStory) && !desk.sight.may(Permission::DecideMatches) {
        return Ok(0);
    }
    let count = desk.house.records.notices_waiting(&desk.sight, desk.now).await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Keeps that the reader has read a notice. Twice is once.
pub async fn read(desk: &Desk, notice: EventId) -> Result<(), No> {
    if desk.house.records.read_notice(desk.sight.post, notice, desk.now).await? {
        return Ok(());
    }
    desk.not_found(&notice.to_string(), "notice").await
}

/// The workers of the council who are in their posts today.
pub(crate) async fn colleagues(desk: &Desk) -> Result<Vec<Colleague>, No> {
    let posts = desk.house.records.posts(desk.sight.authority).await?;
    Ok(here(desk, &posts))
}

/// The same without whoever declared a young person a relative: they would read
/// nothing of what they were told, and nobody else would be told in their place.
pub(crate) async fn colleagues_for(desk: &Desk, person: PersonId) -> Result<Vec<Colleague>, No> {
    let related = desk.house.records.relatives_of(person).await?;
    let mut posts = desk.house.records.posts(desk.sight.authority).await?;
    posts.retain(|post| !post.account.is_some_and(|account| related.contains(&account)));
    Ok(here(desk, &posts))
}

/// Those of some posts who are in them today.
pub(crate) fn here(desk: &Desk, posts: &[Post]) -> Vec<Colleague> {
    let today = desk.now.day();
    let live = posts.iter().filter(|post| is_here(post, today));
    live.map(|post| Colleague { post: post.id, team: post.team, rights: Rights::of(&post.roles) }).collect()
}

/// The event that tells some workers, where there is anybody to tell.
pub(crate) fn telling(
    desk: &Desk,
    person: PersonId,
    kind: NoticeKind,
    about: StreamId,
    to: Vec<practice::ids::PostId>,
) -> Option<Told> {
    let body = Body::NoticeGiven(NoticeGiven { kind, about, to: to.clone() });
    (!to.is_empty()).then(|| Told::about(person, desk.stream(), Happened::At(desk.now), body))
}
