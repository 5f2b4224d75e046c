//! The matching desk: suspected matches, unseen by whoever caused them.

use super::list::PAGE;
use super::{Directory, Summary, nothing_unless_sent};
use crate::{Act, Desk, FormKey, No};
use practice::dates::{Happened, Instant};
use practice::ids::{PersonId, StreamId};
use practice::journal::{Body, Class, Told};
use practice::people::{Header, MatchDecided, MatchDecision, NumberKind};
use practice::staff::{Permission, few_words};
use records::MatchCase;
use uuid::Uuid;

/// One suspected match, with both records at their head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its stream.
    pub stream: StreamId,
    /// Why it is suspected.
    pub why: String,
    /// Whether somebody waits for the answer.
    pub urgent: bool,
    /// The record it is about.
    pub one: Side,
    /// The other record.
    pub other: Option<Side>,
}

/// One record of a case, for comparing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Who.
    pub who: Summary,
    /// Names they had before, that everybody may know who may open the record.
    pub names_before: Vec<String>,
    /// The numbers others know them by.
    pub numbers: Vec<(NumberKind, String)>,
    /// Since when the service knows of them.
    pub known_since: Option<Instant>,
}

impl Side {
    fn of(desk: &Desk, directory: &Directory, header: Header) -> Self {
        let who = Summary::for_desk(desk, directory, header.clone());
        let header = header.shown_to(|class| class == Class::Story);
        let now = [who.name.as_ref(), who.legal_name.as_ref()];
        let mut names_before: Vec<String> = header
            .names
            .into_values()
            .flatten()
            .map(|name| name.is)
            .filter(|name| !now.contains(&Some(name)))
            .collect();
        names_before.dedup();
        let numbers = header.numbers.into_iter().map(|(kind, number)| (kind, number.is)).collect();
        Self { who, names_before, numbers, known_since: header.known_since }
    }
}

/// A case that was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The record it is about.
    pub one: Summary,
    /// The other record.
    pub other: Option<Summary>,
    /// Why it was suspected.
    pub why: String,
    /// What was decided.
    pub decision: MatchDecision,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// Decided cases, the latest first, a page at a time from 1, and how many there
/// are. A case about a relative of the asker is somebody else's.
pub async fn decided_matches(desk: &Desk, page: i64) -> Result<(Vec<Decided>, i64), No> {
    desk.must(Permission::DecideMatches)?;
    let records = &desk.house.records;
    let skip = (page.clamp(1, 1_000_000) - 1) * PAGE;
    let (cases, total) = records.decided_matches(&desk.sight, skip, PAGE).await?;
    let directory = Directory::of(desk).await?;
    let mut decided = Vec::new();
    for case in cases {
        let Body::MatchDecided(said) = case.event.body else { continue };
        let who = async |person| {
            let Some(header) = records.header_for_desk(&desk.sight, person).await? else { return Ok(None) };
            desk.saw_record(&header, "decided matches").await?;
            Ok::<_, No>(Some(Summary::for_desk(desk, &directory, header)))
        };
        let Some(one) = who(case.person).await? else { continue };
        let other = match case.other {
            Some(other) => who(other).await?,
            None => None,
        };
        decided.push(Decided {
            one,
            other,
            why: case.why,
            decision: said.decision,
            reason: said.reason,
            by: directory.actor(case.event.actor),
            at: case.event.recorded,
        });
    }
    Ok((decided, total))
}

/// Undecided cases, urgent ones first. A case about a relative of the asker is
/// somebody else's.
pub async fn match_cases(desk: &Desk) -> Result<Vec<Case>, No> {
    desk.must(Permission::DecideMatches)?;
    let directory = Directory::of(desk).await?;
    let mut cases = Vec::new();
    for case in desk.house.records.match_cases(desk.sight.authority, false).await? {
        cases.extend(laid_out(desk, &directory, case).await?);
    }
    Ok(cases)
}

/// How many cases wait, and how many of them are urgent, without a look at any.
pub async fn matches_waiting(desk: &Desk) -> Result<(i64, i64), No> {
    desk.must(Permission::DecideMatches)?;
    let records = &desk.house.records;
    let all = records.matches_waiting(&desk.sight, false).await?;
    Ok((all, records.matches_waiting(&desk.sight, true).await?))
}

/// One undecided case.
pub async fn match_case(desk: &Desk, stream: StreamId) -> Result<Case, No> {
    desk.must(Permission::DecideMatches)?;
    match undecided(desk, stream).await? {
        Some((_, case)) => Ok(case),
        None => desk.not_found(&stream.to_string(), "matching desk").await,
    }
}

async fn undecided(desk: &Desk, stream: StreamId) -> Result<Option<(MatchCase, Case)>, No> {
    let cases = desk.house.records.match_cases(desk.sight.authority, false).await?;
    let found = cases.into_iter().find(|case| case.stream == stream);
    let directory = Directory::of(desk).await?;
    let Some(found) = found else {
        // Nobody may tell from the time whether there is a case that is hidden.
        desk.house.records.header_for_desk(&desk.sight, PersonId(Uuid::nil())).await?;
        return Ok(None);
    };
    let laid_out = laid_out(desk, &directory, found.clone()).await?;
    Ok(laid_out.map(|case| (found, case)))
}

async fn laid_out(desk: &Desk, directory: &Directory, case: MatchCase) -> Result<Option<Case>, No> {
    let records = &desk.house.records;
    let Some(one) = records.header_for_desk(&desk.sight, case.person).await? else { return Ok(None) };
    let other = match case.other {
        None => None,
        Some(other) => {
            let Some(header) = records.header_for_desk(&desk.sight, other).await? else { return Ok(None) };
            desk.saw_record(&header, "matching desk").await?;
            Some(Side::of(desk, directory, header))
        }
    };
    desk.saw_record(&one, "matching desk").await?;
    // Nobody waits for somebody who has died.
    let urgent = case.urgent && !one.is_known_to_have_died();
    let one = Side::of(desk, directory, one);
    Ok(Some(Case { stream: case.stream, why: case.why, urgent, one, other }))
}

/// Decides a case. Bringing two records together is a later step, done by hand.
pub async fn decide_match(
    desk: &Desk,
    stream: StreamId,
    decision: MatchDecision,
    reason: &str,
    key: Option<FormKey>,
) -> Result<(), No> {
    desk.must(Permission::DecideMatches)?;
    let reason = few_words("reason", reason, "Say why.")?;
    desk.deciding(|| decide_once(desk, stream, decision, &reason, key.clone())).await
}

async fn decide_once(
    desk: &Desk,
    stream: StreamId,
    decision: MatchDecision,
    reason: &str,
    key: Option<FormKey>,
) -> Result<(), No> {
    let Some((case, _)) = undecided(desk, stream).await? else {
        return nothing_unless_sent(desk, key, stream, "decide a match").await;
    };
    let [restriction] = Desk::resting_on(case.person);
    let revisions = desk.house.records.revisions(&[restriction, stream]).await?;
    // Read again under those revisions: what was decided meanwhile counts.
    let Some((case, _)) = undecided(desk, stream).await? else {
        return nothing_unless_sent(desk, key, stream, "decide a match").await;
    };
    let body = Body::MatchDecided(MatchDecided { decision, reason: reason.to_owned() });
    let told = Told::about(case.person, stream, Happened::At(desk.now), body);
    desk.write(Act::new().reading([revisions[0]]).telling(told, revisions[1].number).keyed(key)).await?;
    Ok(())
}
