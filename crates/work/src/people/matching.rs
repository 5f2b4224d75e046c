//! The matching desk: suspected matches, unseen by whoever caused them.

use super::list::PAGE;
use super::{Directory, Summary, moved_since, nothing_unless_sent, unless_sent};
use crate::{Act, Desk, FormKey, No};
use practice::dates::{Happened, Instant};
use practice::ids::StreamId;
use practice::journal::{Body, Class, Event, Told};
use practice::people::{Detail, FileSays, Header, Likeness, MatchDecided, MatchDecision, NumberKind};
use practice::staff::{Permission, few_words};
use records::MatchCase;

/// One suspected match, with what is to be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its stream.
    pub stream: StreamId,
    /// The revision at which it is shown; only on the page of one case.
    pub revision: i64,
    /// Why it is suspected.
    pub why: Likeness,
    /// Whether somebody waits for the answer.
    pub urgent: bool,
    /// The record it is about.
    pub one: Side,
    /// The other record; none where a number of the council's file is in doubt.
    pub other: Option<Side>,
    /// What the file says under that number. Only the page of one case shows
    /// it; absent where it was not kept, or lawfully erased.
    pub file_says: Option<FileSays>,
    /// Whether the names of the file are left out of that: where a name of the record is kept back, they are for
    /// those who may read it.
    pub names_left_out: bool,
    /// What was decided; only the page of one case tells.
    pub decided: Option<Decision>,
}

/// One record of a case, for comparing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Who.
    pub who: Summary,
    /// Names they had before, that everybody may know who may open the record.
    pub names_before: Vec<String>,
    /// Sex and ethnicity, codes of the return.
    pub details: Vec<(Detail, String)>,
    /// The numbers others know them by.
    pub numbers: Vec<(NumberKind, String)>,
    /// Since when the service knows of them.
    pub known_since: Option<Instant>,
    /// Whether a name of theirs is kept back, from those who may not read restricted entries.
    keeps_back: bool,
}

impl Side {
    fn of(desk: &Desk, directory: &Directory, header: Header) -> Self {
        let who = Summary::for_desk(desk, directory, header.clone());
        let keeps_back = header.names.values().flatten().any(|name| name.class == Class::Restricted);
        let header = header.shown_to(|class| class == Class::Story);
        let detail = |one| header.detail(one).map(|value| (one, value.to_owned()));
        let details = [Detail::Sex, Detail::Ethnicity].into_iter().filter_map(detail).collect();
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
        Self { who, names_before, details, numbers, known_since: header.known_since, keeps_back }
    }

    /// Whether a name of theirs is kept back from whoever asks.
    fn keeps_from(&self, desk: &Desk) -> bool {
        self.keeps_back && !desk.sight.rights.classes.contains(&Class::Restricted)
    }
}

/// What was decided on a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Whether it is one person.
    pub decision: MatchDecision,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: String,
    /// When.
    pub at: Instant,
}

impl Decision {
    fn of(directory: &Directory, event: Event) -> Option<Self> {
        let Body::MatchDecided(said) = event.body else { return None };
        let by = directory.actor(event.actor);
        Some(Self { decision: said.decision, reason: said.reason, by, at: event.recorded })
    }
}

/// A case that was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// Its stream.
    pub stream: StreamId,
    /// The record it is about.
    pub one: Summary,
    /// The other record.
    pub other: Option<Summary>,
    /// Why it was suspected.
    pub why: Likeness,
    /// What was decided.
    pub made: Decision,
}

/// Decided cases, the latest first, a page at a time from 1, and how many there
/// are. A case about a relative of the asker is somebody else's.
pub async fn decided_matches(desk: &Desk, page: i64) -> Result<(Vec<Decided>, i64), No> {
    desk.must(Permission::DecideMatches)?;
    let records = &desk.house.records;
    let skip = (page.clamp(1, 1_000_000) - 1) * PAGE;
    let (cases, total) = records.decided_matches(&desk.sight, None, skip, PAGE).await?;
    let directory = Directory::of(desk).await?;
    let mut decided = Vec::new();
    for case in cases {
        let Some(made) = Decision::of(&directory, case.event) else { continue };
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
        decided.push(Decided { stream: case.stream, one, other, why: case.why, made });
    }
    Ok((decided, total))
}

/// Undecided cases, urgent ones first. A case about a relative of the asker is
/// somebody else's.
pub async fn match_cases(desk: &Desk) -> Result<Vec<Case>, No> {
    desk.must(Permission::DecideMatches)?;
    let directory = Directory::of(desk).await?;
    let mut cases = Vec::new();
    for case in desk.house.records.match_cases(&desk.sight, None).await? {
        cases.extend(laid_out(desk, &directory, &case, false).await?);
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

/// One case, decided or not, with what the council's file says where it is about that.
pub async fn match_case(desk: &Desk, stream: StreamId) -> Result<Case, No> {
    desk.must(Permission::DecideMatches)?;
    match opened(desk, stream).await? {
        Some(case) => Ok(case),
        None => desk.not_found(&stream.to_string(), "matching desk").await,
    }
}

async fn opened(desk: &Desk, stream: StreamId) -> Result<Option<Case>, No> {
    let records = &desk.house.records;
    let directory = Directory::of(desk).await?;
    let revisions = records.revisions(&[stream]).await?;
    let Some(found) = theirs(desk, stream).await? else { return Ok(None) };
    let Some(mut case) = laid_out(desk, &directory, &found, found.file_says.is_some()).await? else {
        return Ok(None);
    };
    case.revision = revisions.first().map_or(0, |at| at.number);
    if let Some(kept) = found.file_says {
        let kept = records.vault_value(desk.sight.authority, kept).await?;
        let says = kept.and_then(|kept| FileSays::read(&kept));
        let nameless = says.as_ref().filter(|_| case.one.keeps_from(desk)).and_then(FileSays::without_names);
        case.names_left_out = nameless.is_some();
        case.file_says = nameless.or(says);
    }
    if found.decided {
        let (last, _) = records.decided_matches(&desk.sight, Some(stream), 0, 1).await?;
        case.decided = last.into_iter().find_map(|one| Decision::of(&directory, one.event));
    }
    Ok(Some(case))
}

/// The case with a stream, where the asker may decide it: one question, which
/// answers nothing where there is none and where it is not theirs.
async fn theirs(desk: &Desk, stream: StreamId) -> Result<Option<MatchCase>, No> {
    Ok(desk.house.records.match_cases(&desk.sight, Some(stream)).await?.into_iter().next())
}

/// Both records at their head. The look is written down: `first`, where what
/// the vault holds is shown beside them.
async fn laid_out(
    desk: &Desk,
    directory: &Directory,
    case: &MatchCase,
    first: bool,
) -> Result<Option<Case>, No> {
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
    if first {
        desk.saw_first(Some(case.person), "matching desk").await?;
    } else {
        desk.saw_record(&one, "matching desk").await?;
    }
    let one = Side::of(desk, directory, one);
    let (stream, why, urgent) = (case.stream, case.why.clone(), case.urgent);
    Ok(Some(Case {
        stream,
        revision: 0,
        why,
        urgent,
        one,
        other,
        file_says: None,
        names_left_out: false,
        decided: None,
    }))
}

/// An answer of the matching desk.
#[derive(Debug, Clone)]
pub struct Settling {
    /// Whether it is one person.
    pub decision: MatchDecision,
    /// Why.
    pub reason: String,
    /// The revision of the case at which the form was shown; absent rests on what stands.
    pub shown: Option<i64>,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// Decides a case. Bringing two records together is a later step, done by hand.
pub async fn decide_match(desk: &Desk, stream: StreamId, settling: &Settling) -> Result<(), No> {
    desk.must(Permission::DecideMatches)?;
    let reason = few_words("reason", &settling.reason, "Say why.")?;
    desk.deciding(|| decide_once(desk, stream, settling, &reason)).await
}

async fn decide_once(desk: &Desk, stream: StreamId, settling: &Settling, reason: &str) -> Result<(), No> {
    let key = settling.key.clone();
    let Some(case) = theirs(desk, stream).await? else {
        return nothing_unless_sent(desk, key, stream, (&stream.to_string(), "decide a match")).await;
    };
    let [restriction] = Desk::resting_on(case.person);
    let revisions = desk.house.records.revisions(&[restriction, stream]).await?;
    // Read again under those revisions: what was decided meanwhile counts.
    let Some(case) = theirs(desk, stream).await? else {
        return nothing_unless_sent(desk, key, stream, (&stream.to_string(), "decide a match")).await;
    };
    // Nobody decides what is decided, or on what a file has said since they compared.
    if case.decided || moved_since(settling.shown, revisions[1]) {
        return unless_sent(desk, Act::new().keyed(key), stream, No::Moved).await;
    }
    let decided = MatchDecided { decision: settling.decision, reason: reason.to_owned() };
    let told = Told::about(case.person, stream, Happened::At(desk.now), Body::MatchDecided(decided));
    desk.write(Act::new().reading([revisions[0]]).telling(told, revisions[1].number).keyed(key)).await?;
    Ok(())
}
