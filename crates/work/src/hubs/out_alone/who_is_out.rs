//! Who is out alone now, and who was overdue lately.

use super::answering::Answering;
use crate::{Desk, No};
use practice::dates::Instant;
use practice::ids::StreamId;
use practice::staff::Permission;
use records::OutAlone;

/// For how many days those who were overdue are listed.
const LISTED_DAYS: i64 = 30;

/// Those whose rota the asker keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhoIsOut {
    /// Whoever is out alone, the one to be back first before the others.
    pub now: Vec<OutLine>,
    /// Whoever was overdue in the last days and is safe, the latest first.
    pub were_overdue: Vec<OutLine>,
    /// For how many days that is.
    pub days: i64,
}

/// One time that somebody went out alone; not where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutLine {
    /// Which.
    pub stream: StreamId,
    /// Who.
    pub name: String,
    /// By when they will have said that they are safe; of whoever is back, the first such time that was missed.
    pub back_by: Instant,
    /// Whether they are out and overdue.
    pub is_overdue: bool,
    /// When it was said that they are safe, and by whom; none by whom where they said so themselves.
    pub ended: Option<(Instant, Option<String>)>,
}

/// Who is out alone of those whose rota the asker keeps.
pub async fn who_is_out(desk: &Desk) -> Result<WhoIsOut, No> {
    desk.must(Permission::KeepRota)?;
    let since = desk.now.plus_seconds(-LISTED_DAYS * 86_400);
    let mut found = desk.house.records.out_alone_since(desk.sight.authority, since).await?;
    let answering = Answering::of(desk).await?;
    found.retain(|out| answering.keeps_for(desk, out.post));
    let line = |out: &OutAlone| OutLine {
        stream: out.stream,
        name: answering.name(out.post),
        back_by: out.late_from.filter(|_| out.ended_at.is_some()).unwrap_or(out.back_by),
        is_overdue: out.ended_at.is_none() && out.back_by <= desk.now,
        ended: out
            .ended_at
            .map(|at| (at, out.ended_by.filter(|by| *by != out.post).map(|by| answering.name(by)))),
    };
    let (now, were): (Vec<_>, Vec<_>) = found.iter().partition(|out| out.ended_at.is_none());
    Ok(WhoIsOut {
        now: now.into_iter().rev().map(line).collect(),
        were_overdue: were.into_iter().map(line).collect(),
        days: LISTED_DAYS,
    })
}
