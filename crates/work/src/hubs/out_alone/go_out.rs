//! Going out alone.

use super::answering::Answering;
use crate::people::unless_sent;
use crate::staff::own_telephone;
use crate::{Act, Desk, FormKey, No};
use jiff::civil::Time;
use practice::Refusal;
use practice::dates::{Happened, clock_time};
use practice::hubs::{LeftWords, WentOutAlone, back_by, left_words};
use practice::ids::StreamId;
use practice::journal::{Body, Told};
use practice::staff::Permission;
use records::OutWords;

/// Somebody who goes out alone, as they say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoingOut {
    /// By when they are back, on the clock.
    pub back_by: Time,
    /// What they leave behind.
    pub words: LeftWords,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// What somebody is told before they go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadyToGo {
    /// Who is told when they are overdue, by name, as things stand.
    pub told: Vec<String>,
    /// At which number they are called in their post; empty where none is written down.
    pub telephone: String,
}

/// Who would be told, and the number that stands for the asker's post.
pub async fn ready_to_go(desk: &Desk) -> Result<ReadyToGo, No> {
    desk.must(Permission::ReadStory)?;
    let answering = Answering::of(desk).await?;
    let told = answering.told(desk, desk.sight.post).iter().map(|post| post.name.clone()).collect();
    Ok(ReadyToGo { told, telephone: own_telephone(desk).await? })
}

/// Writes down that the asker goes out alone. What they leave behind rests beside the journal.
pub async fn go_out(desk: &Desk, going: &GoingOut) -> Result<(), No> {
    desk.must(Permission::ReadStory)?;
    desk.deciding(|| async {
        let stream = StreamId(desk.house.blind_id());
        let one_at_a_time = desk.sight.authority.stream(&format!("out/{}", desk.sight.account));
        let guard = desk.house.records.revisions(&[one_at_a_time]).await?;
        let act = Act::new().guarding(guard[0]).keyed(going.key.clone());
        let back_by = back_by(going.back_by, desk.now).map_err(No::from);
        let words = left_words(&going.words).map_err(No::Refused);
        let decided = No::or_both(No::or_both(is_not_out(desk).await, back_by), words);
        let (((), back_by), words) = match decided {
            Err(no @ No::Refused(_)) => return unless_sent(desk, act, stream, no).await,
            decided => decided?,
        };
        let body = Body::WentOutAlone(WentOutAlone { post: desk.sight.post, back_by });
        let told = Told::of_service(stream, Happened::At(desk.now), body);
        desk.write(act.beginning(told).leaving_behind(sealed(desk, stream, &words)?)).await?;
        Ok(())
    })
    .await
}

/// One at a time: of two, one would be forgotten.
async fn is_not_out(desk: &Desk) -> Result<(), No> {
    let sight = &desk.sight;
    let out = desk.house.records.out_to_watch(sight.authority, sight.account, desk.now).await?;
    match out.iter().find(|out| out.account == Some(sight.account)) {
        None => Ok(()),
        Some(out) => {
            let until = clock_time(out.back_by);
            let sentence = format!("You are out alone already, until {until}. Say first that you are safe.");
            Err(Refusal::of("back_by", sentence).into())
        }
    }
}

fn sealed(desk: &Desk, stream: StreamId, words: &LeftWords) -> Result<OutWords, No> {
    let plain = serde_json::to_vec(words).map_err(|_| No::because("These words cannot be kept."))?;
    let keys = desk.house.records.keys();
    let sealed = keys.protect(desk.sight.authority, &context(stream), desk.house.random(), &plain)?;
    Ok(OutWords::Left(stream, sealed))
}

/// What is sealed for one time out means nothing in another's place.
pub(super) fn context(stream: StreamId) -> Vec<u8> {
    [b"out alone ".as_slice(), stream.0.as_bytes()].concat()
}
