//! It gets later.

use super::{ended_already, own};
use crate::people::unless_sent;
use crate::{Act, Desk, FormKey, No};
use jiff::civil::Time;
use practice::dates::Happened;
use practice::hubs::{OutLonger, back_by};
use practice::ids::StreamId;
use practice::journal::{Body, Told};

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
            Err(refusal) => return unless_sent(desk, act, stream, refusal.into()).await,
        };
        let body = Body::OutLonger(OutLonger { back_by });
        let told = Told::of_service(stream, Happened::At(desk.now), body);
        desk.write(act.telling(told, revisions[0].number)).await?;
        Ok(())
    })
    .await
}
