//! Out alone: a worker says by when they will be back, and others are told where they have not said that they are.

mod answering;
mod back_safe;
mod go_out;
mod looked_for;
mod out_longer;
mod read;
mod watch;
mod who_is_out;

pub use back_safe::back_safe;
pub use go_out::{GoingOut, ReadyToGo, go_out, ready_to_go};
pub use looked_for::{Finding, looked_for};
pub use out_longer::out_longer;
pub use read::{Did, LeftBehind, Step, TimeOut, time_out};
pub use watch::{Overdue, OwnTimeOut, Watched, watched};
pub use who_is_out::{OutLine, WhoIsOut, who_is_out};

use crate::{Desk, No};
use practice::Refusal;
use practice::dates::clock_time;
use practice::ids::StreamId;
use records::OutAlone;

/// The address of the form in which somebody says that they go: what is typed there and not sent holds where.
pub const GOING_OUT: &str = "/out/new";

/// What the look at where somebody went is written down as.
pub(crate) const LOOK: &str = "out alone";

/// A time that the asker's own account is or was out alone; a refused look where there is none.
async fn own(desk: &Desk, stream: StreamId) -> Result<OutAlone, No> {
    let found = desk.house.records.out_alone(desk.sight.authority, stream).await?;
    match found.filter(|out| out.account == Some(desk.sight.account)) {
        Some(out) => Ok(out),
        None => desk.not_found(&stream.to_string(), LOOK).await,
    }
}

/// Throws away what they typed into the form and did not send, in whichever window: it holds where they went. That it
/// is over stands already, so nobody is told that it does not.
async fn forget_typed(desk: &Desk, out: &OutAlone) {
    let Some(account) = out.account else { return };
    let records = &desk.house.records;
    if let Err(error) = records.discard_draft(account, desk.sight.authority, GOING_OUT).await {
        tracing::error!(?error, "where somebody went could not be thrown away, as they typed it");
    }
}

/// What is said to whoever comes after somebody was said to be safe.
async fn ended_already(desk: &Desk, out: &OutAlone) -> Result<Option<Refusal>, No> {
    let Some(at) = out.ended_at else { return Ok(None) };
    let by = match out.ended_by {
        Some(post) => desk.house.records.post(post).await?.map(|post| post.name),
        None => None,
    };
    let by = by.unwrap_or_else(|| "Somebody".to_owned());
    let sentence = format!(
        "{by} said at {} that it is over, so nobody is waited for. Nothing was changed.",
        clock_time(at)
    );
    Ok(Some(Refusal::because(sentence)))
}
