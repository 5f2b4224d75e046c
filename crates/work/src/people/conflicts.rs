//! Import conflicts: what was put right here, what the council's file says,
//! and somebody who decides.

use super::open::may_see_where;
use super::{Directory, Summary, could_open, live_post, nothing_unless_sent, unless_sent};
use crate::staff::entering;
use crate::story::moves_of;
use crate::{Act, Desk, FormKey, No, notices};
use practice::Refusal;
use practice::dates::{Happened, Instant};
use practice::ids::{EventId, PersonId, StreamId};
use practice::import::{Place, references};
use practice::journal::{Body, CATALOGUE, Class, Event};
use practice::notices::{NoticeKind, concerned};
use practice::people::{
    Choice, Dated, FileConflict, Header, class_now, conflict_on, decide_conflict as decided,
};
use practice::staff::Permission;
use records::{Conflict, ConflictKinds};

/// Who somebody is the matching desk decides, too. Who works with them is decided by those who may name them:
/// it says who opens the record. Everything else is for those who record facts about them.
const KINDS: ConflictKinds = ConflictKinds {
    of_the_desk: &[
        "people.name_recorded",
        "people.birth_recorded",
        "people.number_recorded",
        "people.detail_recorded",
    ],
    who_works: &[
        "hubs.responsible_team_named",
        "key_working.key_worker_named",
        "key_working.social_worker_named",
    ],
};

/// One conflict, laid side by side.
#[derive(Debug, Clone)]
pub struct ConflictCase {
    /// Its stream.
    pub stream: StreamId,
    /// Whose record, as far as the asker may know it.
    pub who: Summary,
    /// What stands here.
    pub stands: Body,
    /// Who wrote that.
    pub by: String,
    /// When that was written down.
    pub written: Instant,
    /// What the vault holds of that and not of the file's word; only on the page of one that is undecided.
    pub kept_here: Vec<KeptValue>,
    /// What the file says; absent where it was lawfully erased since.
    pub file_says: Option<Body>,
    /// What the vault holds of that and not of what stands here.
    pub kept_of_file: Vec<KeptValue>,
    /// Since when each is so, what stands here and the file's word, of what is so from a day on.
    pub days: Option<(Happened, Happened)>,
    /// Whether the file's word, where it is taken, stands beside what stands here and takes nothing from it.
    pub stands_beside: bool,
    /// When the file was brought in.
    pub recorded: Instant,
    /// What it shows, for the form that decides it.
    pub shown: String,
    /// What was decided.
    pub decided: Option<ConflictDecision>,
}

/// A value that only the vault holds; none where it is kept from the asker.
pub type KeptValue = (Place, Option<String>);

/// What was decided on a conflict.
#[derive(Debug, Clone)]
pub struct ConflictDecision {
    /// Whether the file's word was taken, else what stood here was kept.
    pub file_taken: bool,
    /// Why, for whoever may read that entry.
    pub reason: Option<String>,
    /// By whom.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// A conflict that is the asker's to decide, or was.
struct Theirs {
    found: Conflict,
    conflict: FileConflict,
    decision: Option<Event>,
    /// Whether the asker may read why it was decided so.
    may_read_why: bool,
    may_see_where: bool,
    who: Summary,
}

/// The conflicts that the asker may decide.
pub async fn conflicts(desk: &Desk) -> Result<Vec<ConflictCase>, No> {
    may_decide_any(desk)?;
    let directory = Directory::of(desk).await?;
    let mut decidable = Vec::new();
    for found in desk.house.records.conflicts(&desk.sight, &KINDS, None, desk.now).await? {
        decidable.extend(theirs(desk, &directory, found).await?);
    }
    // Looks are written down in the order in which they come: once the last
    // one is on disk all are, and a long list waits once.
    if let Some((last, before)) = decidable.split_last() {
        for one in before {
            desk.saw(Some(one.found.person), "import conflict").await?;
        }
        desk.saw_first(Some(last.found.person), "import conflict").await?;
    }
    let mut cases = Vec::with_capacity(decidable.len());
    for one in decidable {
        cases.push(laid_out(desk, &directory, one).await?);
    }
    Ok(cases)
}

/// How many that is, without a look at any of them.
pub async fn conflicts_waiting(desk: &Desk) -> Result<i64, No> {
    may_decide_any(desk)?;
    Ok(desk.house.records.conflicts_waiting(&desk.sight, &KINDS, desk.now).await?)
}

/// One conflict, decided or not, and who is who in it.
pub async fn conflict(desk: &Desk, stream: StreamId) -> Result<(ConflictCase, Directory), No> {
    may_decide_any(desk)?;
    let directory = Directory::of(desk).await?;
    let Some(one) = one(desk, &directory, stream).await? else {
        return desk.not_found(&stream.to_string(), "import conflict").await;
    };
    desk.saw_first(Some(one.found.person), "import conflict").await?;
    let (person, may_see_where) = (one.found.person, one.may_see_where);
    let mut case = laid_out(desk, &directory, one).await?;
    if case.decided.is_none() {
        (case.kept_here, case.kept_of_file) = apart(desk, person, &case, may_see_where).await?;
    }
    Ok((case, directory))
}

/// Decides a conflict: what stands stays, or the file's version corrects it. `shown` is what the form had shown.
pub async fn decide_conflict(
    desk: &Desk,
    stream: StreamId,
    (take_file, reason): (bool, &str),
    shown: Option<&str>,
    key: Option<FormKey>,
) -> Result<(), No> {
    may_decide_any(desk)?;
    desk.deciding(|| decide_once(desk, stream, (take_file, reason), shown, key.clone())).await
}

async fn decide_once(
    desk: &Desk,
    stream: StreamId,
    (take_file, reason): (bool, &str),
    shown: Option<&str>,
    key: Option<FormKey>,
) -> Result<(), No> {
    let directory = Directory::of(desk).await?;
    let Some(Theirs { found, conflict, .. }) = one(desk, &directory, stream).await? else {
        return nothing_unless_sent(desk, key, stream, (&stream.to_string(), "decide a conflict")).await;
    };
    let [restriction] = Desk::resting_on(found.person);
    // The file's version is told in the class of what stands, so the act rests on its moves too.
    let moves = moves_of(conflict.first);
    let streams = [restriction, stream, conflict.stands.stream, moves];
    let revisions = desk.house.records.revisions(&streams).await?;
    // Read again under those revisions: what was decided or changed meanwhile counts.
    let Some(Theirs { conflict, decision, .. }) = one(desk, &directory, stream).await? else {
        return nothing_unless_sent(desk, key, stream, (&stream.to_string(), "decide a conflict")).await;
    };
    if moves_of(conflict.first) != moves {
        return Err(records::Error::Stale(stream).into());
    }
    if decision.is_some() || shown.is_some_and(|shown| shown != conflict.shown()) {
        return unless_sent(desk, Act::new().keyed(key), stream, No::Moved).await;
    }
    let choice = if take_file {
        let said = file_says(desk, &conflict).await?;
        Choice::Take(
            said.ok_or_else(|| No::because("What the file said is no longer kept. Keep what stands here."))?,
        )
    } else {
        Choice::Keep
    };
    let mut act = Act::new().reading(revisions.clone()).keyed(key);
    if let Choice::Take(body) = &choice {
        act = taking(desk, act, &conflict, body).await.map_err(of_the_choice)?;
    }
    for told in decided(&conflict, stream, choice, reason, desk.now)? {
        let read_at = revisions.iter().find(|revision| revision.stream == told.stream);
        act = act.telling(told, read_at.map_or(0, |revision| revision.number));
    }
    desk.write(act).await?;
    Ok(())
}

/// What it rests on, and who is told, that the file's word for who works with somebody is taken: the same as
/// where somebody names them.
async fn taking(desk: &Desk, act: Act, conflict: &FileConflict, body: &Body) -> Result<Act, No> {
    let Some(person) = conflict.stands.subject else { return Ok(act) };
    let Some(record) = desk.house.records.person(&desk.sight, person, &[], desk.now).await? else {
        return Err(No::NotFound);
    };
    let (header, first) = (&record.header, conflict.first);
    let is_new = conflict.comes_after(body);
    // Who it was before is history: they may have left, and nobody is told.
    let named = match body {
        Body::KeyWorkerNamed(named) if is_new || is_now(header.key_worker.as_ref(), first) => named.post,
        Body::SocialWorkerNamed(named) if is_new || is_now(header.social_worker.as_ref(), first) => {
            named.post
        }
        Body::ResponsibleTeamNamed(named) if is_new || is_now(header.team.as_ref(), first) => {
            let (_, within) = entering(desk, named.team).await?;
            return Ok(act.guarding(within));
        }
        _ => return Ok(act),
    };
    let post = live_post(desk, named).await?;
    let act = act.reading([post.revision]).reading(could_open(desk, &record.header, &post).await?);
    if !matches!(body, Body::KeyWorkerNamed(_)) {
        return Ok(act);
    }
    let before = record.header.key_worker.as_ref().map(|worker| worker.is);
    let to = concerned([Some(named), before].into_iter().flatten(), desk.sight.post);
    let about = person.stream("key_working");
    let notice = notices::telling(desk, person, NoticeKind::KeyWorkerChanged, about, to);
    Ok(notice.into_iter().fold(act, Act::beginning))
}

fn is_now<T>(standing: Option<&Dated<T>>, first: EventId) -> bool {
    standing.is_some_and(|standing| standing.first == first)
}

/// What is wrong with whom the file names is wrong with the choice of the file.
fn of_the_choice(no: No) -> No {
    match no {
        No::Refused(refusals) => {
            No::Refused(refusals.into_iter().map(|refusal| Refusal::of("choice", refusal.sentence)).collect())
        }
        no => no,
    }
}

fn may_decide_any(desk: &Desk) -> Result<(), No> {
    if desk.sight.may(Permission::DecideMatches) { Ok(()) } else { desk.must(Permission::RecordPerson) }
}

async fn one(desk: &Desk, directory: &Directory, stream: StreamId) -> Result<Option<Theirs>, No> {
    let found = desk.house.records.conflicts(&desk.sight, &KINDS, Some(stream), desk.now).await?;
    match found.into_iter().next() {
        Some(found) => theirs(desk, directory, found).await,
        None => Ok(None),
    }
}

/// A conflict that is the asker's to decide, and as whom they may know whose it is: as one within
/// reach, or as one that the matching desk may know of.
async fn theirs(desk: &Desk, directory: &Directory, found: Conflict) -> Result<Option<Theirs>, No> {
    let (within_reach, header_for_desk) = headers(desk, found.person).await?;
    let header_for_desk = header_for_desk.filter(|_| KINDS.of_the_desk.contains(&found.kind.as_str()));
    if within_reach.is_none() && header_for_desk.is_none() {
        return Ok(None);
    }
    let events =
        desk.house.records.events_of_all(&[found.person]).await?.remove(&found.person).unwrap_or_default();
    let Some((conflict, decision)) = conflict_on(&events, found.stream) else { return Ok(None) };
    let may_see_where = within_reach.as_ref().is_some_and(|header| may_see_where(desk, header));
    let who = match (within_reach, header_for_desk) {
        (Some(header), _) if desk.sight.rights.classes.contains(&conflict.class) => {
            Summary::of(desk, directory, header)
        }
        (_, Some(header)) if conflict.class == Class::Story => Summary::for_desk(desk, directory, header),
        _ => return Ok(None),
    };
    let decision = decision.cloned();
    let may_read_why = decision
        .as_ref()
        .is_some_and(|made| desk.sight.rights.classes.contains(&class_now(&events, made, made.id)));
    Ok(Some(Theirs { found, conflict, decision, may_read_why, may_see_where, who }))
}

/// A record as far as the asker may see it: as one within reach, and as one
/// that the matching desk may know of.
async fn headers(desk: &Desk, person: PersonId) -> Result<(Option<Header>, Option<Header>), No> {
    let records = &desk.house.records;
    let within_reach = if desk.sight.may(Permission::RecordPerson) {
        records.person(&desk.sight.to_decide(), person, &[], desk.now).await?.map(|record| record.header)
    } else {
        None
    };
    let for_desk = if desk.sight.may(Permission::DecideMatches) {
        records.header_for_desk(&desk.sight, person).await?
    } else {
        None
    };
    Ok((within_reach, for_desk))
}

async fn laid_out(desk: &Desk, directory: &Directory, one: Theirs) -> Result<ConflictCase, No> {
    let Theirs { found, conflict, decision, may_read_why, who, .. } = one;
    let shown = decision.as_ref().map_or_else(|| conflict.shown(), |decision| decision.id.to_string());
    let file_says = file_says(desk, &conflict).await?;
    Ok(ConflictCase {
        stream: found.stream,
        who,
        days: conflict.days(),
        stands_beside: file_says.as_ref().is_some_and(|body| conflict.is_of_another_day(body)),
        kept_here: Vec::new(),
        kept_of_file: Vec::new(),
        file_says,
        by: directory.actor(conflict.stands.actor),
        written: conflict.stands.recorded,
        recorded: conflict.recorded,
        shown,
        stands: conflict.stands.body,
        decided: decision.and_then(|decision| ConflictDecision::of(directory, decision, may_read_why)),
    })
}

impl ConflictDecision {
    fn of(directory: &Directory, event: Event, may_read_why: bool) -> Option<Self> {
        let Body::ImportConflictDecided(said) = event.body else { return None };
        let (reason, by) = (may_read_why.then_some(said.reason), directory.actor(event.actor));
        Some(Self { file_taken: said.file_taken, reason, by, at: event.recorded })
    }
}

/// The fact the file would have made; the vault keeps it as an event's payload.
async fn file_says(desk: &Desk, conflict: &FileConflict) -> Result<Option<Body>, No> {
    let Some(entry) = CATALOGUE.iter().find(|entry| entry.kind == conflict.said.kind) else {
        return Ok(None);
    };
    let kept = desk.house.records.vault_value(desk.sight.authority, conflict.said.file_says.id).await?;
    Ok(kept.and_then(|text| Body::read(entry.kind, entry.version, text.as_bytes()).ok()))
}

/// In what two versions are apart that only the vault holds, as far as the asker may see it. Whoever sees a value
/// has read where somebody stays.
async fn apart(
    desk: &Desk,
    person: PersonId,
    case: &ConflictCase,
    may_see: bool,
) -> Result<(Vec<KeptValue>, Vec<KeptValue>), No> {
    let here = kept_values(desk, Some(&case.stands)).await?;
    let file = kept_values(desk, case.file_says.as_ref()).await?;
    if may_see && here != file {
        desk.saw_first(Some(person), "how to reach").await?;
    }
    let seen = |values: &[(Place, String)], others: &[(Place, String)]| {
        let values = values.iter().filter(|value| !others.contains(value));
        values.map(|(place, value)| (*place, may_see.then(|| value.clone()))).collect()
    };
    Ok((seen(&here, &file), seen(&file, &here)))
}

/// The values that a fact refers to; those that were lawfully erased are gone.
async fn kept_values(desk: &Desk, body: Option<&Body>) -> Result<Vec<(Place, String)>, No> {
    let mut values = Vec::new();
    for (place, kept) in body.map(references).unwrap_or_default() {
        let value = desk.house.records.vault_value(desk.sight.authority, kept.id).await?;
        values.extend(value.map(|value| (place, value)));
    }
    Ok(values)
}
