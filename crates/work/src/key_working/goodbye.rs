//! Goodbyes that are owed to young people, and writing down that somebody told them.

use crate::people::{Directory, PersonPage, open};
use crate::story::{Righting, Telling, day_of_death, right, tell, when_it_was};
use crate::{Desk, FormKey, No};
use jiff::civil::Date;
use practice::ids::{EventId, PersonId, PostId};
use practice::journal::{Body, Class};
use practice::key_working::{GoodbyeOwed, GoodbyeTold, GoodbyeWish, Workers, goodbye_told, goodbyes_owed};
use practice::people::Header;
use practice::staff::Permission;

/// A goodbye to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TellingGoodbye {
    /// Who told them, and how it was.
    pub wish: GoodbyeWish,
    /// On which day.
    pub day: Date,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// What takes the place of a goodbye; whose it is stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectingGoodbye {
    /// What is right.
    pub wish: GoodbyeWish,
    /// The day that is right.
    pub day: Date,
    /// What was wrong.
    pub reason: String,
    /// The version that the form had shown.
    pub shown: EventId,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// The goodbyes that are owed to somebody today, as far as the asker may read of the workers. They are worked out of the
/// whole record: one that was told where the asker may not read it is owed no more. Whoever goes on in another post of
/// theirs owes none. That somebody is going to leave is for those who name key workers and for themselves, until the day.
pub(crate) fn goodbyes_of(desk: &Desk, directory: &Directory, header: &Header) -> Vec<GoodbyeOwed> {
    let now = header.key_worker.as_ref().map(|worker| worker.is);
    let leaves =
        now.filter(|post| !directory.goes_on_elsewhere(*post)).and_then(|post| directory.leaves(post));
    let mut owed = goodbyes_owed(header, leaves, desk.now.day());
    // Nearly nobody is owed one, and every page asks.
    if owed.is_empty() {
        return owed;
    }
    let shown = desk.narrowed(header.clone());
    let may_read = |worker: PostId| {
        shown.key_workers_before.iter().chain(&shown.key_worker).any(|naming| naming.is == worker)
    };
    let is_theirs_to_know = |owed: &GoodbyeOwed| {
        owed.by < desk.now.day()
            || Some(owed.worker) != now
            || desk.sight.may(Permission::AllocateKeyWorker)
            || directory.is_of(owed.worker, desk.sight.account)
    };
    owed.retain(|owed| {
        let is_still_there =
            Some(owed.worker) != now && now.is_some_and(|now| directory.are_one(now, owed.worker));
        may_read(owed.worker) && !is_still_there && is_theirs_to_know(owed)
    });
    owed
}

/// A record with those who are or were its key workers, those first to whom nobody said goodbye; nothing where there
/// was none.
pub async fn who_leaves(desk: &Desk, person: PersonId) -> Result<(PersonPage, Vec<(PostId, String)>), No> {
    desk.must(Permission::WriteStory)?;
    let page = open(&desk.to_decide(), person).await?;
    let owed = page.goodbyes.iter().map(|(name, owed)| (owed.worker, name));
    let now = page.key_worker.as_ref().map(|worker| worker.is).zip(page.summary.key_worker.as_ref());
    let before = page.key_workers_before.iter().rev().map(|(name, worker)| (worker.is, name));
    let mut workers: Vec<(PostId, String)> = Vec::new();
    for (post, name) in owed.chain(now).chain(before) {
        if workers.iter().all(|(other, _)| *other != post) {
            workers.push((post, name.clone()));
        }
    }
    if workers.is_empty() { Err(No::NotFound) } else { Ok((page, workers)) }
}

/// Writes down that somebody told a young person that a key worker leaves: it is owed no more.
pub async fn tell_goodbye(desk: &Desk, person: PersonId, telling: &TellingGoodbye) -> Result<(), No> {
    let shared = Telling { what: "say goodbye", class: Class::Story, key: &telling.key };
    // It takes something off a manager's day, which an hour in an emergency does not.
    let desk = &desk.to_decide();
    tell(desk, person, &shared, |header| {
        let worker = telling.wish.worker;
        let workers = header.key_workers_before.iter().chain(&header.key_worker);
        if workers.into_iter().all(|was| was.is != worker) {
            return Err(No::NotFound);
        }
        let happened = when_it_was(desk, (telling.day, None), day_of_death(header), None);
        let told = goodbye_told(&telling.wish).map_err(No::Refused);
        let (told, happened) = No::or_both(told, happened)?;
        Ok((Body::GoodbyeTold(told), happened))
    })
    .await
}

/// Puts a goodbye right: the story shows what is right, and beside it what stood.
pub async fn correct_goodbye(
    desk: &Desk,
    entry: EventId,
    correcting: &CorrectingGoodbye,
) -> Result<PersonId, No> {
    let righting = Righting {
        what: "correct a goodbye",
        is_one: |body| matches!(body, Body::GoodbyeTold(_)),
        shown: correcting.shown,
        reason: &correcting.reason,
        key: &correcting.key,
    };
    right(&desk.to_decide(), entry, &righting, |rooted, correction| {
        let Body::GoodbyeTold(stood) = &rooted.found.version().body else { return Err(No::NotFound) };
        let wish = GoodbyeWish { worker: stood.worker, ..correcting.wish.clone() };
        let stands = rooted.found.happened().first_day();
        let happened = when_it_was(desk, (correcting.day, None), day_of_death(&rooted.header), stands);
        let (told, happened) = No::or_both(goodbye_told(&wish).map_err(No::Refused), happened)?;
        Ok((Body::GoodbyeTold(GoodbyeTold { correction, ..told }), happened))
    })
    .await
}
