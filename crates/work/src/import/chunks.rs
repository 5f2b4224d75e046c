//! Some hundred people at a time: read, decide, write. While one chunk is
//! written the next one is prepared.

use super::counts::{Counts, Outcome};
use super::decide::{self, Plan};
use super::matches::{self, Suspects};
use super::survey::{Survey, Whom};
use super::{Progress, Step};
use crate::{Act, Desk, No};
use exchange::Issue;
use practice::ids::{PersonId, VaultId};
use practice::import::{Record, unread};
use practice::journal::Revision;
use records::{Append, Appended, Error};
use std::collections::{BTreeMap, HashMap};
use tokio::task::JoinHandle;

/// How often a chunk is decided again when somebody changed what it rests on.
const TRIES: usize = 5;

/// Reads and decides on some people.
pub(super) async fn decide<'w>(
    desk: &Desk,
    survey: &Survey<'_>,
    people: &'w [Whom],
) -> Result<Vec<(&'w Whom, Plan, Record)>, No> {
    let mut records = read(desk, people).await?;
    let mut plans: Vec<(&Whom, Plan, Record)> = people
        .iter()
        .map(|whom| {
            let record = records.remove(&whom.person).unwrap_or_default();
            (whom, decide::decide(desk, survey, whom, &record), record)
        })
        .collect();
    once_for_each_number(&mut plans);
    Ok(plans)
}

/// However many records have a number, its rows and its child are counted and spoken of once: with the record
/// that takes them in, or else with the first. Whoever imports may not know of the others.
fn once_for_each_number(plans: &mut [(&Whom, Plan, Record)]) {
    for of_one in plans.chunk_by_mut(|(one, ..), (other, ..)| one.has_number_of(other)) {
        if of_one.len() < 2 {
            continue;
        }
        let speaks = of_one.iter().position(|(_, plan, _)| !plan.is_held_back()).unwrap_or(0);
        let said = of_one[speaks].1.issues.clone();
        let others = of_one.iter_mut().enumerate().filter(|(at, _)| *at != speaks);
        others.for_each(|(_, (_, plan, _))| plan.leave_to_another_record(&said));
    }
}

/// The records of those who are here, with what the vault holds of them.
pub(super) async fn read(desk: &Desk, people: &[Whom]) -> Result<HashMap<PersonId, Record>, No> {
    let here: Vec<PersonId> = people.iter().filter(|whom| !whom.new).map(|whom| whom.person).collect();
    if here.is_empty() {
        return Ok(HashMap::new());
    }
    let all = desk.house.records.events_of_all(&here).await?;
    let mut vault: BTreeMap<VaultId, Option<String>> = BTreeMap::new();
    // What a conflict keeps may refer to further values: one more round finds them.
    for _ in 0..2 {
        let wanted: Vec<VaultId> = all.values().flat_map(|events| unread(events, &vault)).collect();
        if wanted.is_empty() {
            break;
        }
        vault.extend(desk.house.records.vault_values(desk.sight.authority, &wanted).await?);
    }
    let reveal = |id: VaultId| vault.get(&id).cloned().flatten();
    Ok(all.into_iter().map(|(person, events)| (person, Record::of(person, &events, &reveal))).collect())
}

/// A chunk that is ready to be written.
struct Ready {
    appends: Vec<Append>,
    counts: Counts,
    issues: Vec<Issue>,
    suspects: Vec<(Vec<matches::Suspicion>, Option<PersonId>)>,
}

async fn prepare(desk: &Desk, survey: &Survey<'_>, people: &[Whom]) -> Result<Ready, No> {
    let mut ready =
        Ready { appends: Vec::new(), counts: Counts::default(), issues: Vec::new(), suspects: Vec::new() };
    for (whom, mut plan, record) in decide(desk, survey, people).await? {
        ready.counts.add(&plan.counts);
        ready.issues.append(&mut plan.issues);
        ready.suspects.push((std::mem::take(&mut plan.suspicions), plan.named));
        if !plan.is_empty() {
            ready.appends.push(desk.prepare(decide::act_of(desk, whom, plan, &record)?)?);
        }
    }
    Ok(ready)
}

/// A chunk on its way to the disk.
struct Flying<'w> {
    people: &'w [Whom],
    ready: Ready,
    events: usize,
    written: Option<JoinHandle<Result<Vec<Appended>, Error>>>,
}

/// The guard that every import of a council moves with all that it writes: two
/// at once would each create what the other creates. What an import rests on is
/// the guard as it stood before anything was looked at.
pub(super) async fn guard(desk: &Desk) -> Result<Revision, No> {
    let stream = desk.sight.authority.stream("import");
    let number = desk.house.records.revisions(&[stream]).await?.first().map_or(0, |at| at.number);
    Ok(Revision { stream, number })
}

/// Writes everybody, chunk by chunk, then tells the matching desk.
pub(super) async fn carry_out(
    desk: &Desk,
    survey: &Survey<'_>,
    guard: Revision,
    progress: Progress<'_>,
    outcome: &mut Outcome,
) -> Result<(), No> {
    let begun_at = guard.number;
    let mut run = Run { desk, survey, guard, begun_at, suspects: Suspects::default(), outcome };
    run.write_staff().await?;
    let total = survey.people.len();
    let (mut done, mut flying) = (0, None);
    progress(Step::Done(done, total));
    for people in survey.some_at_a_time() {
        let ready = prepare(desk, survey, people).await?;
        if let Some(before) = flying.take() {
            done += run.land(before).await?;
            progress(Step::Done(done, total));
        }
        flying = Some(run.send(people, ready));
    }
    if let Some(last) = flying {
        done += run.land(last).await?;
        progress(Step::Done(done, total));
    }
    run.tell_matching_desk().await
}

/// An import under way.
struct Run<'a, 'r> {
    desk: &'a Desk,
    survey: &'a Survey<'r>,
    guard: Revision,
    /// Where the guard stood before anything was written.
    begun_at: i64,
    suspects: Suspects,
    outcome: &'a mut Outcome,
}

impl Run<'_, '_> {
    /// Sends a chunk to be written, beside what is prepared next.
    fn send<'w>(&self, people: &'w [Whom], mut ready: Ready) -> Flying<'w> {
        let appends = std::mem::take(&mut ready.appends);
        let events = appends.iter().map(|append| append.events.len()).sum();
        let written = self.guarded(appends).map(|appends| {
            let records = self.desk.house.records.clone();
            tokio::spawn(async move { records.append_all(appends).await })
        });
        Flying { people, ready, events, written }
    }

    /// The same appends, the first of which moves the import's guard.
    fn guarded(&self, mut appends: Vec<Append>) -> Option<Vec<Append>> {
        appends.first_mut()?.guards.push(self.guard);
        Some(appends)
    }

    /// Waits until a chunk is on disk; decides it anew where somebody changed
    /// what it rests on. Answers how many people it held.
    async fn land(&mut self, mut flying: Flying<'_>) -> Result<usize, No> {
        for _ in 0..TRIES {
            let Some(written) = flying.written.take() else {
                self.take_over(flying.ready, 0);
                return Ok(flying.people.len());
            };
            match written.await {
                Ok(Ok(_)) => {
                    self.guard.number += 1;
                    self.take_over(flying.ready, flying.events);
                    return Ok(flying.people.len());
                }
                Ok(Err(Error::Stale(stream))) if stream == self.guard.stream => return Err(self.overtaken()),
                Ok(Err(Error::Stale(stream))) if stream != self.desk.sight.granted_at.stream => {
                    let ready = prepare(self.desk, self.survey, flying.people).await?;
                    flying = self.send(flying.people, ready);
                }
                Ok(Err(error)) => return Err(error.into()),
                Err(_) => return Err(Error::Unavailable("the write stopped".into()).into()),
            }
        }
        Err(keep_changing())
    }

    /// Another import wrote something; [`No::Moved`] where this one had not.
    fn overtaken(&self) -> No {
        if self.guard.number == self.begun_at { No::Moved } else { another_import() }
    }

    fn take_over(&mut self, mut ready: Ready, events: usize) {
        self.outcome.events += events;
        self.outcome.counts.add(&ready.counts);
        self.outcome.issues.append(&mut ready.issues);
        for (suspicions, named) in ready.suspects {
            self.suspects.add(suspicions, named);
        }
    }

    /// Teams and posts come first: people refer to them.
    async fn write_staff(&mut self) -> Result<(), No> {
        if self.survey.staff.told.is_empty() {
            return Ok(());
        }
        let told = self.survey.staff.told.iter().cloned();
        let act = told.fold(Act::new(), Act::beginning);
        self.write_now(vec![act]).await
    }

    /// Tells the desk what it does not know yet; looks again where a case was decided meanwhile.
    async fn tell_matching_desk(&mut self) -> Result<(), No> {
        let suspects = std::mem::take(&mut self.suspects);
        for _ in 0..TRIES {
            let suspicions = suspects.clone().settle(self.desk, self.survey).await?;
            let found = matches::how_many(&suspicions);
            match self.write_now(matches::acts(self.desk, suspicions)?).await {
                Err(No::Broken(Error::Stale(stream))) if stream != self.desk.sight.granted_at.stream => {}
                Err(no) => return Err(no),
                Ok(()) => {
                    self.outcome.counts.suspected += found;
                    return Ok(());
                }
            }
        }
        Err(keep_changing())
    }

    async fn write_now(&mut self, acts: Vec<Act>) -> Result<(), No> {
        let appends: Vec<Append> =
            acts.into_iter().map(|act| self.desk.prepare(act)).collect::<Result<_, _>>()?;
        let events: usize = appends.iter().map(|append| append.events.len()).sum();
        let Some(appends) = self.guarded(appends) else { return Ok(()) };
        match self.desk.house.records.append_all(appends).await {
            Ok(_) => {
                self.guard.number += 1;
                self.outcome.events += events;
                Ok(())
            }
            Err(Error::Stale(stream)) if stream == self.guard.stream => Err(self.overtaken()),
            Err(error) => Err(error.into()),
        }
    }
}

fn keep_changing() -> No {
    No::because(
        "Somebody keeps changing the records that are being imported. Start the import again: what is already in \
         is not written twice.",
    )
}

pub(super) fn another_import() -> No {
    No::because(
        "Another import is running for this council. Wait until it has ended, and start this one again: what is already \
         in is not written twice.",
    )
}
