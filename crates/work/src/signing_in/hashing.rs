//! Password work, off the threads that serve others and bounded in memory.

use super::refused_at;
use crate::bench::at_the_bench;
use crate::{House, No};
use ::sign_in::password::{self, NewPassword};
use tokio::sync::Semaphore;

/// How many passwords are worked on at once in this process: each takes 19 MiB
/// and a core, so a crowd at the door waits in line and cannot take the server down.
static BENCH: Semaphore = Semaphore::const_new(4);

/// Whether a typed password is the one kept. Without one kept the same work is done.
pub(super) async fn is_right(typed: &str, kept: Option<String>) -> Result<bool, No> {
    let typed = typed.to_owned();
    worked_on(move || password::verify(&typed, kept.as_deref())).await
}

/// What is wrong with a new password, where something is.
pub(super) fn wrong_with(typed: &str, about_you: &[&str]) -> Option<No> {
    NewPassword::parse(typed, about_you).err().map(|refusal| refused_at("password", refusal))
}

/// Takes a new password and answers the text to keep. `about_you` is what
/// others know of the person.
pub(super) async fn keep(house: &House, typed: &str, about_you: &[&str]) -> Result<String, No> {
    let new = NewPassword::parse(typed, about_you).map_err(|refusal| refused_at("password", refusal))?;
    let salt = house.random();
    worked_on(move || new.hash(salt)).await?.map_err(|refusal| refused_at("password", refusal))
}

/// A fresh text for a right password that was kept with weaker settings; none
/// where the kept one is as good as today's.
pub(super) async fn freshened(house: &House, typed: &str, kept: &str) -> Result<Option<String>, No> {
    if !password::needs_rehash(kept) {
        return Ok(None);
    }
    // One that today's rules would not take stays as it is: it was right.
    let Ok(new) = NewPassword::parse(typed, &[]) else { return Ok(None) };
    let salt = house.random();
    Ok(worked_on(move || new.hash(salt)).await?.ok())
}

async fn worked_on<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, No> {
    at_the_bench(&BENCH, "passwords cannot be checked", work).await
}
