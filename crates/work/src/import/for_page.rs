//! An import that was asked for on a page. A job carries it out, so it goes on
//! whatever becomes of the page, and of the program: the page only asks how
//! far it is.

use super::chunks::{another_import, guard};
use super::held::{get, held, is_held, keep_said, put, run_name, said};
use super::rests_on::rests_on_guard;
use super::{Options, Outcome, Said, Step, carry_out_from, read};
use crate::{Desk, House, No, signing_in};
use practice::ids::PostId;
use practice::staff::Permission;
use records::{Task, WaitingJob};
use tokio::sync::watch;
use tokio::task::JoinSet;
use uuid::Uuid;

/// How often an import that met trouble is begun before it waits for somebody to say so.
const TRIES: i64 = 3;

/// Under what is kept which import the asker asked for last.
const LAST: &str = "import/last";

/// Where an import of files that were sent through a page stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stands {
    /// Nobody has asked for it yet.
    LookedAt,
    /// It was asked for, and before it began another import changed what its
    /// preview rests on: nothing was brought in, and it is to be looked at again.
    Overtaken,
    /// It was asked for, and goes on by itself.
    GoesOn(Far),
    /// It was stopped, and can be asked for again.
    Stopped(Far),
    /// It is done.
    Done,
}

/// How far an import is.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Far {
    /// How many people are done.
    pub done: usize,
    /// Of how many; nought where that is not known yet.
    pub of: usize,
    /// Why people of all ages come in, where they do.
    pub all_ages: Option<String>,
    /// What stood in the way last, in a sentence.
    pub trouble: Option<String>,
    /// Where the guard of the council's imports stood in its preview; absent once it has begun to write.
    #[serde(default)]
    pub rests_on: Option<i64>,
    /// Whether another import came before it.
    #[serde(default)]
    pub overtaken: bool,
}

/// How far the import of some files is; nothing is said of files that are not the asker's.
pub async fn stands(desk: &Desk, id: Uuid) -> Result<Stands, No> {
    // The job first: where it is gone, what it left is there.
    let waits = waiting(desk).await?.iter().any(|job| imports(job) == Some(id));
    let far: Option<Far> = get(desk, &run_name(id)).await?;
    if let (true, Some(far)) = (waits, &far) {
        return Ok(Stands::GoesOn(far.clone()));
    }
    if said(desk, id).await?.is_some() {
        return Ok(Stands::Done);
    }
    Ok(match far {
        None => Stands::LookedAt,
        Some(far) if far.overtaken => Stands::Overtaken,
        Some(far) => Stands::Stopped(far),
    })
}

/// The import that the asker asked for last, and how it stands.
pub async fn last_asked_for(desk: &Desk) -> Result<Option<(Uuid, Stands)>, No> {
    desk.must(Permission::ImportPeople)?;
    match get(desk, LAST).await? {
        Some(id) => Ok(Some((id, stands(desk, id).await?))),
        None => Ok(None),
    }
}

/// Asks for an import. One council has one at a time. `shown` is what the preview
/// rests on, as [`super::rests_on()`] tells it: where files were added since, or another import of
/// the council wrote something, nothing is begun. Where nobody looked at a preview, it
/// rests on what stands.
pub async fn begin(desk: &Desk, id: Uuid, options: &Options, shown: Option<&str>) -> Result<(), No> {
    desk.must(Permission::ImportPeople)?;
    if !is_held(desk, id).await? {
        return Err(No::NotFound);
    }
    if let Some(job) = waiting(desk).await?.first() {
        return if imports(job) == Some(id) { Ok(()) } else { Err(another_import()) };
    }
    let before = get::<Far>(desk, &run_name(id)).await?.filter(|far| !far.overtaken);
    let far = match (before, shown) {
        // Begun before, some of it may be in: what it rests on then counts, and no file was added since.
        (Some(before), None) => Far { all_ages: options.all_ages.clone(), trouble: None, ..before },
        (before, shown) => {
            let rests_on = still_rests_on(desk, id, shown).await?;
            Far { all_ages: options.all_ages.clone(), trouble: None, rests_on, ..before.unwrap_or_default() }
        }
    };
    put(desk, &run_name(id), &far).await?;
    put(desk, LAST, &id).await?;
    let task = Task::BringIn { import: id, post: desk.sight.post, asked: desk.house.id() };
    desk.house.records.queue(desk.sight.authority, vec![desk.house.job(task)]).await?;
    Ok(())
}

/// Where the guard of the council's imports stands, where a preview still rests on that and on the files.
async fn still_rests_on(desk: &Desk, id: Uuid, shown: Option<&str>) -> Result<Option<i64>, No> {
    let Some(shown) = shown else { return Ok(None) };
    let (guard, files) = (guard(desk).await?, held(desk, id).await?.ok_or(No::NotFound)?);
    if rests_on_guard(desk, &files, guard)? != shown {
        return Err(No::Moved);
    }
    Ok(Some(guard.number))
}

/// The imports of the council that were asked for and are not done.
async fn waiting(desk: &Desk) -> Result<Vec<WaitingJob>, No> {
    let mut jobs = desk.house.records.jobs_waiting().await?;
    jobs.retain(|job| job.authority == desk.sight.authority && imports(job).is_some());
    Ok(jobs)
}

fn imports(job: &WaitingJob) -> Option<Uuid> {
    match job.task {
        Some(Task::BringIn { import, .. }) => Some(import),
        _ => None,
    }
}

/// Carries out what was asked for, as who asked for it and with the rights they
/// have now. Begun again after the program was ended, it goes on: what is in
/// already is not written twice.
pub(crate) async fn bring_in(house: &House, id: Uuid, post: PostId, tries: i64) -> Result<(), String> {
    let broken = |no: No| no.to_string();
    // Nobody is left who could be told.
    let Some(desk) = signing_in::desk_of_live(house, post).await.map_err(broken)? else { return Ok(()) };
    let Some(far) = get::<Far>(&desk, &run_name(id)).await.map_err(broken)? else { return Ok(()) };
    match carried(&desk, id, &far).await {
        Ok(()) => Ok(()),
        Err(No::Moved) => note(&desk, id, |far| far.overtaken = true).await.map_err(broken),
        Err(no) => {
            let again = tries < TRIES && !matches!(no, No::Forbidden(_) | No::NotFound);
            let trouble = sentence(no);
            note(&desk, id, |far| far.trouble = Some(trouble.clone())).await.map_err(broken)?;
            if again { Err(trouble) } else { Ok(()) }
        }
    }
}

async fn carried(desk: &Desk, id: Uuid, far: &Far) -> Result<(), No> {
    if said(desk, id).await?.is_some() {
        return Ok(());
    }
    let reading = read(held(desk, id).await?.ok_or(No::NotFound)?).await?;
    let guard = guard(desk).await?;
    if far.rests_on.is_some_and(|rests_on| rests_on != guard.number) {
        return Err(No::Moved);
    }
    // What it writes itself moves the guard: taken up again after this, it rests on what stands.
    note(desk, id, |far| far.rests_on = None).await?;
    let begun_at = guard.number;
    let (tell, mut told) = watch::channel((0, 0));
    let (asker, options) = (desk.clone(), Options { all_ages: far.all_ages.clone() });
    // Of its own, so that a fault in it ends no other job; dropped, it ends.
    let mut running = JoinSet::new();
    running.spawn(async move {
        let progress = |step: Step| {
            if let Step::Done(done, of) = step {
                tell.send_replace((done, of));
            }
        };
        carry_out_from(&asker, &reading, &options, guard, &progress).await
    });
    let ended: Option<Result<Result<Outcome, No>, _>> = loop {
        tokio::select! {
            ended = running.join_next() => break ended,
            Ok(()) = told.changed() => {
                let (done, of) = *told.borrow_and_update();
                note(desk, id, |far| (far.done, far.of, far.trouble) = (done, of, None)).await?;
            }
        }
    };
    let Some(Ok(outcome)) = ended else {
        return Err(No::because("A fault of the program stopped this import."));
    };
    if outcome.is_err() && self::guard(desk).await?.number == begun_at {
        // Nothing was written: tried again, it rests on the same preview.
        note(desk, id, |now| now.rests_on = far.rests_on).await?;
    }
    match outcome {
        Err(No::Moved) if far.rests_on.is_none() => Err(another_import()),
        outcome => keep_said(desk, id, &Said::after(&outcome?)).await,
    }
}

/// Writes down how far an import is.
async fn note(desk: &Desk, id: Uuid, change: impl FnOnce(&mut Far)) -> Result<(), No> {
    let Some(mut far) = get::<Far>(desk, &run_name(id)).await? else { return Ok(()) };
    change(&mut far);
    put(desk, &run_name(id), &far).await
}

/// What stood in the way, as its asker reads it.
fn sentence(no: No) -> String {
    match no {
        No::Refused(refusals) => {
            refusals.into_iter().next().map(|refusal| refusal.sentence).unwrap_or_default()
        }
        No::Forbidden(sentence) => sentence,
        No::NotFound => "The files are not kept any more. Send them again.".into(),
        _ => "The database did not take it.".into(),
    }
}
