//! Going out alone.

use super::answering::Answering;
use crate::people::unless_sent;
use crate::staff::own_telephone;
use crate::{Act, Desk, FormKey, KEY_FIELD, No};
use jiff::civil::Time;
use practice::Refusal;
use practice::dates::{Happened, clock_time};
use practice::hubs::{LeftWords, SILENT_MINUTES, WentOutAlone, back_by, left_words};
use practice::ids::StreamId;
use practice::journal::{Body, Told};
use practice::staff::Permission;
use records::{Appended, OutAlone, OutWords, Post};

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
    /// Who is told as well where nobody writes for [`SILENT_MINUTES`] what they found, by name.
    pub told_then: Vec<String>,
    /// At which number they are called in their post; empty where none is written down.
    pub telephone: String,
}

/// Who would be told, and the number that stands for the asker's post.
pub async fn ready_to_go(desk: &Desk) -> Result<ReadyToGo, No> {
    desk.must(Permission::ReadStory)?;
    let answering = Answering::of(desk).await?;
    let told = answering.told(desk, desk.sight.post, 0);
    let mut then = answering.told(desk, desk.sight.post, SILENT_MINUTES * 60);
    then.retain(|post| !told.contains(post));
    let names = |posts: Vec<&Post>| posts.into_iter().map(|post| post.name.clone()).collect();
    Ok(ReadyToGo { told: names(told), told_then: names(then), telephone: own_telephone(desk).await? })
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
        let may_go = No::or_both(is_not_out(desk).await, somebody_is_told(desk).await);
        let decided = No::or_both(No::or_both(may_go, back_by), words);
        let ((_, back_by), words) = match decided {
            Err(no @ No::Refused(_)) => {
                unless_sent(desk, act, stream, no).await?;
                return is_still_out(desk).await;
            }
            decided => decided?,
        };
        let body = Body::WentOutAlone(WentOutAlone { post: desk.sight.post, back_by });
        let told = Told::of_service(stream, Happened::At(desk.now), body);
        match desk.write(act.beginning(told).leaving_behind(sealed(desk, stream, &words)?)).await? {
            Appended::Now(_) => Ok(()),
            Appended::Before(_) => is_still_out(desk).await,
        }
    })
    .await
}

/// The asker's own time out alone.
async fn own_now(desk: &Desk) -> Result<Option<OutAlone>, No> {
    let sight = &desk.sight;
    let out = desk.house.records.out_to_watch(sight.authority, sight.account, desk.now).await?;
    Ok(out.into_iter().find(|out| out.account == Some(sight.account)))
}

/// Of a form that was sent before: nobody is told that they are waited for where that is over.
async fn is_still_out(desk: &Desk) -> Result<(), No> {
    match own_now(desk).await? {
        Some(_) => Ok(()),
        None => Err(Refusal::of(
            KEY_FIELD,
            "This form was sent before, and that time is over. Press again to go out anew.",
        )
        .into()),
    }
}

/// An alarm that nobody would see is none.
async fn somebody_is_told(desk: &Desk) -> Result<(), No> {
    if Answering::of(desk).await?.told(desk, desk.sight.post, 0).is_empty() {
        return Err(No::because(
            "Nobody would be told if you are not back: there is nobody else here who can sign in. Ring somebody instead.",
        ));
    }
    Ok(())
}

/// One at a time: of two, one would be forgotten.
async fn is_not_out(desk: &Desk) -> Result<(), No> {
    match own_now(desk).await? {
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
