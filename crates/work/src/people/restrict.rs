//! Restricting a record to named workers.

use super::could_open::{opens_records, relative_of};
use super::{Directory, PersonPage, Summary, moved_since, nothing_unless_sent, open, or_sent, unless_sent};
use crate::{Act, Desk, FormKey, No, notices};
use jiff::ToSpan;
use jiff::civil::Date;
use practice::Refusal;
use practice::dates::Happened;
use practice::ids::{PersonId, PostId, StreamId};
use practice::journal::{Body, Revision, Told};
use practice::notices::{NoticeKind, concerned};
use practice::people::{Header, RestrictedTo, RestrictionLifted, RestrictionReviewed};
use practice::staff::{Permission, Reach, Rights, few_words, roles_that_may, thresholds};
use practice::words::KEY_WORKER;
use records::{PeopleAsk, Post};

/// A restriction on its way.
#[derive(Debug, Clone)]
pub struct Restricting {
    /// Why.
    pub reason: String,
    /// Who may open the record.
    pub posts: Vec<PostId>,
    /// When it is looked at again.
    pub review_on: Date,
    /// The key worker who is left out on purpose.
    pub without_key_worker: Option<PostId>,
    /// The revision of the restriction that the form had shown.
    pub shown: Option<i64>,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// Restricts a record, or changes who may open it.
pub async fn restrict(desk: &Desk, person: PersonId, restricting: &Restricting) -> Result<(), No> {
    desk.must(Permission::RestrictPerson)?;
    let reason = few_words("reason", &restricting.reason, "Say why the record is restricted.")?;
    if restricting.posts.is_empty() {
        return Err(Refusal::of("posts", "Name at least one worker who may open the record.").into());
    }
    let body = Body::Restricted(RestrictedTo {
        reason,
        posts: restricting.posts.clone(),
        review_on: restricting.review_on,
    });
    let (shown, key, without_them) = (restricting.shown, &restricting.key, restricting.without_key_worker);
    desk.deciding(|| async {
        let desk = &deciding(desk, person).await?;
        let named = match check_review_day(desk, restricting.review_on) {
            Ok(()) => somebody_reviews(desk, &restricting.posts).await,
            Err(refusal) => Err(refusal.into()),
        };
        // Somebody named may have left, or the day have come, since it was sent.
        let sending = (key, Desk::resting_on(person)[0]);
        let Some(()) = or_sent(desk, sending, named).await? else { return Ok(()) };
        write(desk, person, (body.clone(), without_them), shown, key.clone()).await
    })
    .await
}

/// Everybody named can be, and one of them may look at the restriction again:
/// it would fall due to nobody otherwise.
async fn somebody_reviews(desk: &Desk, named: &[PostId]) -> Result<(), No> {
    let directory = Directory::of(desk).await?;
    let found = named_in(&directory, named);
    if !named.iter().all(|post| found.iter().any(|one| one.id == *post)) {
        return Err(Refusal::of("posts", "Choose workers from the list.").into());
    }
    if let Some(post) = found.iter().find(|post| !opens_records(post)) {
        let sentence = format!("{} could not open it: no role of theirs opens records.", post.name);
        return Err(Refusal::of("posts", sentence).into());
    }
    if found.into_iter().any(reviews) {
        return Ok(());
    }
    let sentence = "Name at least one worker who may look at this again.";
    Err(Refusal::of("posts", format!("{sentence} These may: {}.", who_reviews(desk))).into())
}

fn named_in<'d>(directory: &'d Directory, named: &[PostId]) -> Vec<&'d Post> {
    directory.posts().into_iter().filter(|post| named.contains(&post.id)).collect()
}

fn reviews(post: &Post) -> bool {
    Rights::of(&post.roles).may(Permission::RestrictPerson)
}

fn who_reviews(desk: &Desk) -> String {
    desk.words.roles(&roles_that_may(Permission::RestrictPerson)).join(", ")
}

/// Refuses where everybody named who may look at the restriction again has declared the young person a
/// relative: it opens to none of them. Asked of a record within reach alone, for the answer tells of it.
/// Answers the revisions that this rests on.
async fn somebody_unrelated_reviews(
    desk: &Desk,
    person: PersonId,
    named: &[PostId],
) -> Result<Vec<Revision>, No> {
    let directory = Directory::of(desk).await?;
    let mut rests_on = Vec::new();
    for post in named_in(&directory, named).into_iter().filter(|post| reviews(post)) {
        let (is_relative, revisions) = relative_of(desk, person, post).await?;
        rests_on.extend(revisions);
        if !is_relative {
            return Ok(rests_on);
        }
    }
    let sentence = "None of those you named could look at this again. Name one more of these";
    Err(Refusal::of("posts", format!("{sentence}: {}.", who_reviews(desk))).into())
}

/// Refuses where the key worker could open the record until now and is not named: the one who works with
/// them would be shut out by a tick that is not there, and whoever left themselves out too never read of it.
/// `without` is the key worker who is left out on purpose. Answers the revisions that this rests on, beside
/// that of who is the key worker.
async fn key_worker_stays(
    desk: &Desk,
    header: &Header,
    named: &[PostId],
    without: Option<PostId>,
) -> Result<Vec<Revision>, No> {
    let Some(key_worker) = header.key_worker.as_ref().map(|worker| worker.is) else { return Ok(Vec::new()) };
    let is_out_already = header.restriction.iter().any(|now| !now.is.posts.contains(&key_worker));
    if named.contains(&key_worker) || without == Some(key_worker) || is_out_already {
        return Ok(Vec::new());
    }
    let directory = Directory::of(desk).await?;
    let found = named_in(&directory, &[key_worker]).into_iter().find(|post| opens_records(post));
    let Some(post) = found else { return Ok(Vec::new()) };
    let (is_relative, revisions) = relative_of(desk, header.person, post).await?;
    if is_relative {
        return Ok(revisions);
    }
    let role = desk.words.say(KEY_WORKER).to_lowercase();
    let sentence = format!(
        "{}, their {role}, could not open this record any more. Name them, or say below that you mean it.",
        post.name
    );
    Err(Refusal::of("posts", sentence).into())
}

fn check_review_day(desk: &Desk, review_on: Date) -> Result<(), Refusal> {
    let today = desk.now.day();
    let within = desk.words.threshold(&thresholds::RESTRICTION_REVIEW_DAYS);
    let latest = today.checked_add(within.days()).unwrap_or(today);
    if review_on > today && review_on <= latest {
        return Ok(());
    }
    let sentence = format!("Choose a day after today and within {within} days.");
    Err(Refusal::of("review_on", sentence))
}

/// Looks again at a restriction that stays, and says when somebody does so next. `shown` is the
/// revision of the restriction that the form had shown.
pub async fn review_restriction(
    desk: &Desk,
    person: PersonId,
    finding: &str,
    review_on: Date,
    shown: Option<i64>,
    key: Option<FormKey>,
) -> Result<(), No> {
    desk.must(Permission::RestrictPerson)?;
    let finding = few_words("finding", finding, "Say what you found, and why it stays restricted.")?;
    let body = Body::RestrictionReviewed(RestrictionReviewed { finding, review_on });
    desk.deciding(|| async {
        let desk = &deciding(desk, person).await?;
        let day = check_review_day(desk, review_on).map_err(No::from);
        let sending = (&key, Desk::resting_on(person)[0]);
        let Some(()) = or_sent(desk, sending, day).await? else { return Ok(()) };
        write(desk, person, (body.clone(), None), shown, key.clone()).await
    })
    .await
}

/// A restricted record that the asker may open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestrictedRecord {
    /// Whose.
    pub who: Summary,
    /// Why it is restricted.
    pub reason: String,
    /// When somebody looks at it again; no day after a death.
    pub review_on: Option<Date>,
    /// Whether that day has passed.
    pub overdue: bool,
}

/// The most restricted records that one worker is shown.
const LISTED: i64 = 500;

/// The restricted records that the asker may open, those due first. It stays
/// restricted until somebody has looked, however late.
pub async fn restrictions(desk: &Desk) -> Result<Vec<RestrictedRecord>, No> {
    desk.must(Permission::RestrictPerson)?;
    let ask = PeopleAsk { restricted: true, limit: LISTED, ..PeopleAsk::default() };
    let (lines, _) = desk.house.records.people(&desk.sight, &ask, desk.now).await?;
    let directory = Directory::of(desk).await?;
    let today = desk.now.day();
    let mut records: Vec<RestrictedRecord> = lines
        .into_iter()
        .filter_map(|line| {
            let restriction = line.header.restriction.as_ref()?;
            let (reason, review_on) = (restriction.is.reason.clone(), line.header.restriction_due());
            // Opened in an emergency, it is for those it names to look at.
            let named = restriction.is.posts.contains(&desk.sight.post);
            let who = Summary::of(desk, &directory, line.header);
            named.then_some(RestrictedRecord {
                who,
                reason,
                review_on,
                overdue: review_on.is_some_and(|day| day < today),
            })
        })
        .collect();
    records.sort_by_key(|record| (record.review_on.is_none(), record.review_on));
    Ok(records)
}

/// The references of restricted records that name nobody who works here and
/// may look at them again, for whoever may restrict in the whole council. They tell that there is such a
/// record and nothing of it; an emergency opens it, and then somebody else is named.
pub async fn restricted_to_nobody(desk: &Desk) -> Result<Vec<String>, No> {
    desk.must(Permission::RestrictPerson)?;
    let found = named_by_nobody(desk).await?;
    desk.saw(None, "restrict").await?;
    Ok(found.into_iter().map(|(_, reference)| reference).collect())
}

/// How many those are, without a look at any.
pub async fn restricted_to_nobody_waiting(desk: &Desk) -> Result<usize, No> {
    desk.must(Permission::RestrictPerson)?;
    Ok(named_by_nobody(desk).await?.len())
}

/// Whose they are, with their references; none for whoever does not see the whole council.
pub(super) async fn named_by_nobody(desk: &Desk) -> Result<Vec<(PersonId, String)>, No> {
    if desk.sight.rights.reach != Reach::Authority {
        return Ok(Vec::new());
    }
    let directory = Directory::of(desk).await?;
    // Whoever is only invited cannot look yet.
    let may_look = |post: &&Post| post.account.is_some() && reviews(post);
    let reviewers: Vec<PostId> = directory.posts().into_iter().filter(may_look).map(|post| post.id).collect();
    Ok(desk.house.records.restricted_to_none_of(&desk.sight, &reviewers, desk.now).await?)
}

/// A record with the questions about who may open it, for whoever may decide that.
pub async fn to_restrict(desk: &Desk, person: PersonId) -> Result<PersonPage, No> {
    desk.must(Permission::RestrictPerson)?;
    open(&deciding(desk, person).await?, person).await
}

/// The desk at which a restriction is decided. What was opened in an emergency decides nothing, but where
/// nobody can decide any more.
async fn deciding(desk: &Desk, person: PersonId) -> Result<Desk, No> {
    let is_nobodys = named_by_nobody(desk).await?.iter().any(|(nobodys, _)| *nobodys == person);
    Ok(if is_nobodys { desk.clone() } else { desk.to_decide() })
}

/// Lifts a restriction. `shown` is its revision that the form had shown.
pub async fn lift_restriction(
    desk: &Desk,
    person: PersonId,
    reason: &str,
    shown: Option<i64>,
    key: Option<FormKey>,
) -> Result<(), No> {
    desk.must(Permission::RestrictPerson)?;
    let reason = few_words("reason", reason, "Say why the restriction is lifted.")?;
    let body = Body::RestrictionLifted(RestrictionLifted { reason });
    desk.deciding(|| async {
        let desk = &deciding(desk, person).await?;
        write(desk, person, (body.clone(), None), shown, key.clone()).await
    })
    .await
}

async fn write(
    desk: &Desk,
    person: PersonId,
    (body, without): (Body, Option<PostId>),
    shown: Option<i64>,
    key: Option<FormKey>,
) -> Result<(), No> {
    let streams = [Desk::resting_on(person)[0], person.stream("key_working")];
    let Some(record) = desk.house.records.person(&desk.sight, person, &streams, desk.now).await? else {
        // Whoever did not name themselves is out by their own first sending.
        return nothing_unless_sent(desk, key, streams[0], (&person.to_string(), "restrict")).await;
    };
    if moved_since(shown, record.revisions[0]) {
        return unless_sent(desk, Act::new().keyed(key), streams[0], No::Moved).await;
    }
    let could = match &body {
        Body::Restricted(to) => {
            let reviewed = somebody_unrelated_reviews(desk, person, &to.posts).await;
            let sending = (&key, streams[0]);
            let Some(could) = or_sent(desk, sending, reviewed).await? else { return Ok(()) };
            let kept = key_worker_stays(desk, &record.header, &to.posts, without).await;
            let Some(kept) = or_sent(desk, sending, kept).await? else { return Ok(()) };
            [could, kept, vec![record.revisions[1]]].concat()
        }
        _ => Vec::new(),
    };
    let needs_one = matches!(body, Body::RestrictionLifted(_) | Body::RestrictionReviewed(_));
    let is_none = needs_one && record.header.restriction.is_none();
    let told = Told::about(person, streams[0], Happened::At(desk.now), body);
    let notice = telling_the_named(desk, &record.header, &told.body, streams[0]).await?;
    let act = Act::new().reading(could).telling(told, record.revisions[0].number).keyed(key);
    if is_none {
        return unless_sent(desk, act, streams[0], No::because("This record is not restricted.")).await;
    }
    desk.write(notice.into_iter().fold(act, Act::beginning)).await?;
    Ok(())
}

/// Tells those whom a restriction names, now or until now, that it was changed or lifted.
async fn telling_the_named(
    desk: &Desk,
    header: &Header,
    change: &Body,
    stream: StreamId,
) -> Result<Option<Told>, No> {
    let now = match change {
        Body::Restricted(to) => to.posts.as_slice(),
        Body::RestrictionLifted(_) => &[],
        _ => return Ok(None),
    };
    let before = header.restriction.as_ref().map_or(&[][..], |restriction| &restriction.is.posts);
    let mut to = concerned(now.iter().chain(before).copied(), desk.sight.post);
    let colleagues = notices::colleagues_for(desk, header.person).await?;
    to.retain(|post| colleagues.iter().any(|one| one.post == *post));
    Ok(notices::telling(desk, header.person, NoticeKind::RestrictionChanged, stream, to))
}
