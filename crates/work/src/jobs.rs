//! Work that follows from what was written and is done afterwards, by a
//! worker of the program's own.
//!
//! A job that is taken is held for a minute at a time. Whoever holds it and
//! ends, however suddenly, loses it then to the next worker: so whatever a job
//! does, it must come to the same when it is done twice.

use crate::{House, drafts, heads, import, people};
use practice::dates::Instant;
use practice::ids::AuthorityId;
use records::{Error, TakenJob, Task};
use std::future::Future;
use std::path::PathBuf;
use std::time::Duration;
use uuid::Uuid;

/// How long a job is held before it must be held again, in seconds.
const HELD: i64 = 60;
/// How often a job under way is held again: well before it would be lost.
const HOLD_AGAIN: Duration = Duration::from_secs(20);
/// How often an idle worker looks for a job.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How long it is remembered that a job was done, in seconds: thirty days.
const REMEMBERED: i64 = 30 * 86_400;
/// The longest wait before a job in trouble is tried again, in seconds.
const LONGEST_WAIT: i64 = 3_600;

/// Does jobs, one at a time.
#[derive(Debug, Clone)]
pub struct Worker {
    house: House,
    /// Where heads are written, outside the data folder; nowhere in a demonstration.
    heads: Option<PathBuf>,
    holder: Uuid,
}

/// What became of looking for a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// No job is due.
    Idle,
    /// One was done.
    Did(&'static str),
    /// One met trouble and waits for another try.
    Trouble(&'static str, String),
}

impl Worker {
    /// A worker of this house.
    pub fn new(house: House, heads: Option<PathBuf>) -> Self {
        let holder = house.blind_id();
        Self { house, heads, holder }
    }

    /// Does jobs until `stop` completes. A job under way is then put back and
    /// begun again by the next worker.
    pub async fn keep_working(self, stop: impl Future<Output = ()>) {
        tokio::pin!(stop);
        let mut planned = None;
        loop {
            let today = self.house.now().day();
            if planned != Some(today) {
                match self.plan_day().await {
                    Ok(()) => planned = Some(today),
                    Err(error) => tracing::warn!(%error, "the day's jobs are not queued yet"),
                }
            }
            let wait = match self.turn(&mut stop).await {
                Some(Ok(Turn::Did(_))) => Duration::ZERO,
                Some(Ok(Turn::Idle)) => LOOK_EVERY,
                Some(Ok(Turn::Trouble(job, trouble))) => {
                    tracing::warn!(job, trouble, "a job waits for another try");
                    LOOK_EVERY
                }
                Some(Err(error)) => {
                    tracing::warn!(%error, "no job can be taken");
                    LOOK_EVERY
                }
                None => return,
            };
            tokio::select! {
                () = &mut stop => return,
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    /// Queues what each day has, and lets go of what was kept for a time. However
    /// many servers do so, it is queued once.
    pub async fn plan_day(&self) -> Result<(), Error> {
        let now = self.house.now();
        people::forget_searches(&self.house).await?;
        import::forget_held(&self.house).await?;
        self.house.records.forget_jobs(now.plus_seconds(-REMEMBERED)).await?;
        drafts::forget(&self.house).await?;
        let mut jobs = Vec::new();
        if self.heads.is_some() {
            jobs.push(self.house.job(Task::WriteHeads { day: now.day() }));
        }
        // A release that changes a fold finds it at its first start.
        if !self.house.records.stale_views().await?.is_empty() {
            jobs.push(self.house.job(Task::FoldAnew { found: now }));
        }
        self.house.records.queue(AuthorityId::INSTALLATION, jobs).await?;
        Ok(())
    }

    /// Does everything that is due; the sentence of the first trouble where
    /// there was any.
    pub async fn drain(&self) -> Result<u64, String> {
        let mut done = 0;
        loop {
            match self.turn(&mut std::future::pending()).await {
                Some(Ok(Turn::Idle)) | None => break,
                Some(Ok(Turn::Did(_))) => done += 1,
                Some(Ok(Turn::Trouble(job, trouble))) => return Err(format!("{job}: {trouble}")),
                Some(Err(error)) => return Err(error.to_string()),
            }
        }
        let waiting = self.house.records.jobs_waiting().await.map_err(|error| error.to_string())?;
        match waiting.into_iter().find_map(|job| job.trouble) {
            Some(trouble) => Err(trouble),
            None => Ok(done),
        }
    }

    /// Takes one job and does it; `None` where it was stopped meanwhile.
    async fn turn(&self, stop: &mut (impl Future<Output = ()> + Unpin)) -> Option<Result<Turn, Error>> {
        let records = &self.house.records;
        let now = self.house.now();
        let job = match records.take_job(self.holder, now, now.plus_seconds(HELD)).await {
            Ok(Some(job)) => job,
            Ok(None) => return Some(Ok(Turn::Idle)),
            Err(error) => return Some(Err(error)),
        };
        let outcome = tokio::select! {
            outcome = self.carry_out(&job) => outcome,
            () = stop => {
                // The lease would give it back as well, a minute later.
                let _ = records.put_job_off(job.id, self.holder, now, None).await;
                return None;
            }
            () = self.keep_holding(&job) => return Some(Ok(Turn::Idle)),
        };
        Some(self.settle(&job, outcome).await)
    }

    async fn settle(&self, job: &TakenJob, outcome: Result<(), String>) -> Result<Turn, Error> {
        let records = &self.house.records;
        let name = job.task.as_ref().map_or("unknown", Task::name);
        let now = self.house.now();
        match outcome {
            Ok(()) => {
                records.finish_job(job.id, self.holder, now).await?;
                Ok(Turn::Did(name))
            }
            Err(trouble) => {
                let until = next_try(now, job.tries);
                records.put_job_off(job.id, self.holder, until, Some(trouble.clone())).await?;
                Ok(Turn::Trouble(name, trouble))
            }
        }
    }

    /// Completes only when the job was lost to another worker.
    async fn keep_holding(&self, job: &TakenJob) {
        loop {
            tokio::time::sleep(HOLD_AGAIN).await;
            let until = self.house.now().plus_seconds(HELD);
            if let Ok(false) = self.house.records.hold_job(job.id, self.holder, until).await {
                return;
            }
        }
    }

    async fn carry_out(&self, job: &TakenJob) -> Result<(), String> {
        match &job.task {
            Some(Task::WriteHeads { day }) => match &self.heads {
                Some(folder) => heads::write(&self.house, folder, *day).await,
                None => Ok(()),
            },
            Some(Task::FoldAnew { .. }) => {
                let folded = self.house.records.fold_anew().await.map_err(|error| error.to_string())?;
                tracing::info!(events = folded, "the views whose fold was changed were folded anew");
                Ok(())
            }
            Some(Task::BringIn { import, post, .. }) => {
                import::bring_in(&self.house, *import, *post, job.tries).await
            }
            None => Err("This release does not know what is to be done. A newer one has queued it.".into()),
        }
    }
}

/// When a job that met trouble is tried again: after five seconds, then each
/// time after twice as long, at most an hour. It is never given up.
fn next_try(now: Instant, tries: i64) -> Instant {
    let doublings = u32::try_from(tries - 1).unwrap_or(0).min(16);
    now.plus_seconds((5 << doublings).min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_in_trouble_waits_twice_as_long_each_time_and_an_hour_at_the_most() {
        let waits = [1, 2, 3, 10, 11, 60].map(|tries| next_try(Instant(0), tries).0 / 1_000_000);
        assert_eq!(waits, [5, 10, 20, 2_560, 3_600, 3_600]);
    }
}
