//! What was done for somebody who is overdue, and what came of it.

use super::answering::Answering;
use super::back_safe::ending;
use super::{LOOK, ended_already, forget_typed};
use crate::people::unless_sent;
use crate::{Act, Desk, FormKey, No};
use practice::Refusal;
use practice::dates::{Happened, clock_time};
use practice::hubs::{LookedFor, what_was_done};
use practice::ids::StreamId;
use practice::journal::{Body, Told};
use records::OutAlone;

/// What somebody did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whether whoever was overdue is safe; absent where that was not chosen.
    pub safe: Option<bool>,
    /// What was done, and what came of it.
    pub what: String,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// Writes it down. That they are safe ends it; anything else leaves the alarm where it is.
pub async fn looked_for(desk: &Desk, stream: StreamId, finding: &Finding) -> Result<(), No> {
    desk.deciding(|| async {
        let revisions = desk.house.records.revisions(&[stream]).await?;
        let out = others(desk, stream).await?;
        let act = Act::new().keyed(finding.key.clone());
        let (safe, what) = match decided(desk, &out, finding).await {
            Err(no @ No::Refused(_)) => return unless_sent(desk, act, stream, no).await,
            decided => decided?,
        };
        let act = if safe {
            ending(desk, (stream, revisions[0].number), what).keyed(finding.key.clone())
        } else {
            let body = Body::LookedFor(LookedFor { what });
            act.telling(Told::of_service(stream, Happened::At(desk.now), body), revisions[0].number)
        };
        desk.write(act).await?;
        if safe {
            forget_typed(desk, &out).await;
        }
        Ok(())
    })
    .await
}

/// Somebody else's time out alone, for whoever may open it.
async fn others(desk: &Desk, stream: StreamId) -> Result<OutAlone, No> {
    let found = desk.house.records.out_alone(desk.sight.authority, stream).await?;
    let found = found.filter(|out| out.account != Some(desk.sight.account));
    let may = match &found {
        Some(out) => Answering::of(desk).await?.may_open(desk, out).await?,
        None => false,
    };
    match found {
        Some(out) if may => Ok(out),
        _ => desk.not_found(&stream.to_string(), LOOK).await,
    }
}

async fn decided(desk: &Desk, out: &OutAlone, finding: &Finding) -> Result<(bool, String), No> {
    if let Some(refusal) = ended_already(desk, out).await? {
        return Err(refusal.into());
    }
    if out.back_by > desk.now {
        let sentence = format!("They are to be back by {}, and are not overdue.", clock_time(out.back_by));
        return Err(No::because(sentence));
    }
    let safe = finding.safe.ok_or_else(|| Refusal::of("found", "Choose whether they are safe.").into());
    No::or_both(safe, what_was_done(&finding.what).map_err(No::from))
}
