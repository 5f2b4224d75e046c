//! One time that somebody went out alone, and what was said of it.

use super::LOOK;
use super::answering::Answering;
use super::go_out::context;
use crate::{Desk, No};
use practice::dates::Instant;
use practice::hubs::LeftWords;
use practice::ids::{PostId, StreamId};
use practice::journal::{Actor, Body, Event};
use records::OutAlone;

/// A time out alone, as the asker may read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeOut {
    /// Which.
    pub stream: StreamId,
    /// Who.
    pub name: String,
    /// Whether it is the asker's own.
    pub is_own: bool,
    /// By when they will have said that they are safe.
    pub back_by: Instant,
    /// Whether they have not, and it is past that.
    pub is_overdue: bool,
    /// When it was said that they are safe.
    pub ended_at: Option<Instant>,
    /// Where they went and how they are reached.
    pub words: LeftBehind,
    /// Who is told when they are overdue, by name, as things stand.
    pub told: Vec<String>,
    /// What was said of it, newest first.
    pub steps: Vec<Step>,
}

/// What somebody left behind, as far as the asker reads it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftBehind {
    /// It is not theirs to read, or they are not overdue yet, or it is deleted.
    NotShown,
    /// It should be there and cannot be read: its key is lost.
    NotReadable,
    /// Their words.
    Words(LeftWords),
}

/// Something that was said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: String,
    /// What.
    pub did: Did,
}

/// What was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Did {
    /// They go, and are back by then.
    Went(Instant),
    /// It gets later.
    Later(Instant),
    /// Somebody tried to find them, in their words.
    Tried(String),
    /// They are safe; in words, where somebody else said so.
    Safe(String),
    /// It was lawfully erased.
    Erased,
}

/// A time that somebody went out alone: their own, or one that the asker answers for. Where they went is shown to
/// themselves, and to others from the moment they are overdue; that it was shown is written down.
pub async fn time_out(desk: &Desk, stream: StreamId) -> Result<TimeOut, No> {
    let found = desk.house.records.out_alone(desk.sight.authority, stream).await?;
    let answering = Answering::of(desk).await?;
    let is_own = |out: &OutAlone| out.account == Some(desk.sight.account);
    let may = match &found {
        Some(out) => is_own(out) || answering.may_open(desk, out).await?,
        None => false,
    };
    let Some(out) = found.filter(|_| may) else {
        return desk.not_found(&stream.to_string(), LOOK).await;
    };
    let silent = Answering::silent(desk, &out).await?;
    let is_overdue = out.ended_at.is_none() && out.back_by <= desk.now;
    let words = match out.ended_at {
        None if is_own(&out) || is_overdue => words(desk, stream).await?,
        _ => LeftBehind::NotShown,
    };
    if words != LeftBehind::NotShown && !is_own(&out) {
        desk.saw_first(None, LOOK).await?;
    }
    let events = desk.house.records.service_events(desk.sight.authority, stream).await?;
    Ok(TimeOut {
        stream,
        name: answering.name(out.post),
        is_own: is_own(&out),
        back_by: out.back_by,
        is_overdue,
        ended_at: out.ended_at,
        words,
        told: answering.told(desk, out.post, silent).iter().map(|post| post.name.clone()).collect(),
        steps: events.into_iter().rev().filter_map(|event| step(&answering, event)).collect(),
    })
}

fn step(answering: &Answering, event: Event) -> Option<Step> {
    let did = match event.body {
        Body::WentOutAlone(went) => Did::Went(went.back_by),
        Body::OutLonger(longer) => Did::Later(longer.back_by),
        Body::LookedFor(looked) => Did::Tried(looked.what),
        Body::BackSafe(safe) => Did::Safe(safe.what),
        Body::Erased(_) => Did::Erased,
        _ => return None,
    };
    let by = |post: PostId| answering.name(post);
    let by = match event.actor {
        Actor::Post(post) => by(post),
        _ => "The program".to_owned(),
    };
    Some(Step { at: event.recorded, by, did })
}

/// What cannot be read any more, because its key is lost, keeps nobody from the rest.
async fn words(desk: &Desk, stream: StreamId) -> Result<LeftBehind, No> {
    let authority = desk.sight.authority;
    let Some(sealed) = desk.house.records.out_words(authority, stream).await? else {
        return Ok(LeftBehind::NotReadable);
    };
    let plain = desk.house.records.keys().reveal(authority, &context(stream), &sealed);
    let words = plain.ok().and_then(|plain| serde_json::from_slice(&plain).ok());
    Ok(words.map_or(LeftBehind::NotReadable, LeftBehind::Words))
}
