//! It gets later.

use super::{ended_already, own};
use crate::people::unless_sent;
use crate::{Act, Desk, FormKey, KEY_FIELD, No};
use jiff::civil::Time;
use practice::Refusal;
use practice::dates::{Happened, clock_time};
use practice::hubs::{OutLonger, back_by};
use practice::ids::StreamId;
use practice::journal::{Body, Told};
use records::Appended;

/// Writes down by when the asker, who is out alone, is back instead. They may say so when they are overdue too.
pub async fn out_longer(desk: &Desk, stream: StreamId, time: Time, key: Option<FormKey>) -> Result<(), No> {
    desk.deciding(|| async {
        let revisions = desk.house.records.revisions(&[stream]).await?;
        let out = own(desk, stream).await?;
        let act = Act::new().keyed(key.clone());
        let decided = match ended_already(desk, &out).await? {
            Some(refusal) => Err(refusal),
            None => back_by(time, desk.now),
        };
        let back_by = match decided {
            Ok(back_by) => back_by,
            Err(refusal) => {
                unless_sent(desk, act, stream, refusal.into()).await?;
                return stands_as_sent(desk, stream, time).await;
            }
        };
        let body = Body::OutLonger(OutLonger { back_by });
        let told = Told::of_service(stream, Happened::At(desk.now), body);
        match desk.write(act.telling(told, revisions[0].number)).await? {
            Appended::Now(_) => Ok(()),
            Appended::Before(_) => stands_as_sent(desk, stream, time).await,
        }
    })
    .await
}

/// Of a form that was sent before: nobody is told that they are waited for by then where that is no longer so.
async fn stands_as_sent(desk: &Desk, stream: StreamId, time: Time) -> Result<(), No> {
    let out = own(desk, stream).await?;
    if let Some(refusal) = ended_already(desk, &out).await? {
        return Err(refusal.into());
    }
    if out.back_by.time() == time {
        return Ok(());
    }
    let sentence = format!(
        "This form was sent before, and since then you said that you are back by {}. Press again to change that.",
        clock_time(out.back_by)
    );
    Err(Refusal::of(KEY_FIELD, sentence).into())
}
