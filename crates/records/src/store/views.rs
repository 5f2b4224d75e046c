//! The views: a fold of events, updated in the transaction that appends them.

use super::{Conn, Db, contacts, is_kept, on_call, out_alone, person_views};
use crate::Error;
use crate::columns::{At, Day};
use practice::dates::Instant;
use practice::ids::{PersonId, PostId};
use practice::journal::{Body, Event};
use practice::notices::NoticeGiven;
use practice::people::{Header, Status};
use practice::staff::Role;
use sqlx::{AssertSqlSafe, QueryBuilder};
use std::collections::BTreeMap;

/// Takes new events into every view they touch.
pub(crate) async fn apply(conn: &mut Conn, events: &[Event]) -> Result<(), Error> {
    let mut people: BTreeMap<PersonId, Vec<&Event>> = BTreeMap::new();
    // An entry that is moved takes along what was said about it before, and
    // nothing said later: a rebuild must not see further than life did.
    for some in events.split_inclusive(|event| matches!(event.body, Body::Reclassified(_))) {
        let told: Vec<&Event> =
            some.iter().filter(|event| event.subject.is_some() && event.body.is_told_in_story()).collect();
        insert_story(conn, &told).await?;
        for event in some {
            apply_beside(conn, event).await?;
        }
    }
    for event in events {
        if let Some(person) = event.subject {
            people.entry(person).or_default().push(event);
        }
    }
    person_views::fold(conn, &people).await
}

/// Views with rows of one person each; none of them rests on the service's own events.
const OF_A_PERSON: [&str; 12] = [
    "story",
    "contact",
    "person_key",
    "person_named",
    "person_worker",
    "person_cover",
    "goodbye",
    "adoption_worker",
    "glass",
    "match_case",
    "notice",
    "conflict",
];

/// Folds one person's views again: `events` are all of theirs, and others of
/// the same streams, in the order in which they were written.
pub(crate) async fn apply_again(conn: &mut Conn, person: PersonId, events: &[Event]) -> Result<(), Error> {
    for view in OF_A_PERSON {
        sqlx::query(AssertSqlSafe(format!("DELETE FROM {view} WHERE person = $1")))
            .bind(person.0)
            .execute(&mut *conn)
            .await?;
    }
    sqlx::query("DELETE FROM person WHERE id = $1").bind(person.0).execute(&mut *conn).await?;
    for some in events.split_inclusive(|event| matches!(event.body, Body::Reclassified(_))) {
        let told: Vec<&Event> = some
            .iter()
            .filter(|event| event.subject == Some(person) && event.body.is_told_in_story())
            .collect();
        insert_story(conn, &told).await?;
        for event in some {
            match &event.body {
                _ if event.subject == Some(person) => apply_beside(conn, event).await?,
                // Another person's opening was not taken away.
                Body::GlassBroken(_) | Body::SafetyPageOpened(_) => {}
                _ => apply_desk(conn, event).await?,
            }
        }
    }
    let theirs: Vec<&Event> = events.iter().filter(|event| event.subject == Some(person)).collect();
    person_views::fold(conn, &BTreeMap::from([(person, theirs)])).await
}

/// Status as it stands in the view.
pub(crate) fn status_word(status: Status) -> &'static str {
    match status {
        Status::Known => "known",
        Status::Open => "open",
        Status::SteppedBack => "stepped_back",
    }
}

/// Reads a stored fold.
pub(crate) fn parse_header(bytes: &[u8]) -> Result<Header, Error> {
    serde_json::from_slice(bytes).map_err(|_| Error::Unreadable("the view of a person".into()))
}

/// How many entries go in one INSERT.
const ENTRIES: usize = 1_000;

async fn insert_story(conn: &mut Conn, events: &[&Event]) -> Result<(), Error> {
    for some in events.chunks(ENTRIES) {
        let mut query = QueryBuilder::<Db>::new(
            "INSERT INTO story (person, happened, recorded, event, kind, class, actor, corrects) ",
        );
        query.push_values(some, |mut values, event| {
            values
                .push_bind(event.subject.map(|person| person.0))
                .push_bind(event.happened.sort_key())
                .push_bind(At(event.recorded))
                .push_bind(event.id.0)
                .push_bind(event.body.kind().to_owned())
                .push_bind(event.class.word())
                .push_bind(event.actor.to_string())
                .push_bind(event.corrects.map(|event| event.0));
        });
        query.build().persistent(is_kept(some.len(), ENTRIES)).execute(&mut *conn).await?;
    }
    Ok(())
}

/// The views beside the person's own: the council, its staff, its desks.
async fn apply_beside(conn: &mut Conn, event: &Event) -> Result<(), Error> {
    if let (Some(person), Some(first)) = (event.subject, event.corrects)
        && event.body.takes_the_place()
    {
        // What was put right stands where it happened.
        sqlx::query("UPDATE story SET happened = $1 WHERE person = $2 AND event = $3")
            .bind(event.happened.sort_key())
            .bind(person.0)
            .bind(first.0)
            .execute(&mut *conn)
            .await?;
    }
    match &event.body {
        Body::CouncilCreated(council) => {
            sqlx::query(
                "INSERT INTO council (authority, name, accent, help_line) VALUES ($1, $2, '#1d4f91', '') \
                 ON CONFLICT (authority) DO UPDATE SET name = excluded.name",
            )
            .bind(event.authority.0)
            .bind(&council.name)
            .execute(conn)
            .await?;
        }
        Body::CouncilDescribed(council) => {
            sqlx::query("UPDATE council SET name = $1, accent = $2, help_line = $3 WHERE authority = $4")
                .bind(&council.name)
                .bind(&council.accent)
                .bind(&council.help_line)
                .bind(event.authority.0)
                .execute(conn)
                .await?;
        }
        Body::LogoChanged(logo) => {
            sqlx::query("UPDATE council SET logo = $1 WHERE authority = $2")
                .bind(logo.file.as_ref().map(|file| file.id.0))
                .bind(event.authority.0)
                .execute(conn)
                .await?;
        }
        Body::TeamCreated(team) => {
            sqlx::query("INSERT INTO team (id, authority, name, hub) VALUES ($1, $2, $3, $4)")
                .bind(event.stream.0)
                .bind(event.authority.0)
                .bind(&team.name)
                .bind(team.hub)
                .execute(conn)
                .await?;
        }
        Body::TeamRenamed(team) => {
            sqlx::query("UPDATE team SET name = $1 WHERE id = $2")
                .bind(&team.name)
                .bind(event.stream.0)
                .execute(conn)
                .await?;
        }
        Body::TeamClosed(_) => {
            sqlx::query("UPDATE team SET closed = $1 WHERE id = $2")
                .bind(true)
                .bind(event.stream.0)
                .execute(conn)
                .await?;
        }
        Body::WordsChanged(words) => {
            sqlx::query(
                "INSERT INTO words (authority, key, value) VALUES ($1, $2, $3) \
                 ON CONFLICT (authority, key) DO UPDATE SET value = excluded.value",
            )
            .bind(event.authority.0)
            .bind(&words.key)
            .bind(&words.value)
            .execute(conn)
            .await?;
        }
        Body::ContactLogged(contact) => contacts::apply(conn, event, contact).await?,
        Body::Reclassified(moved) => {
            sqlx::query("UPDATE contact SET class = $1 WHERE person = $2 AND event = $3")
                .bind(moved.to.word())
                .bind(event.subject.map(|person| person.0))
                .bind(moved.entry.0)
                .execute(&mut *conn)
                .await?;
            sqlx::query("UPDATE story SET class = $1 WHERE person = $2 AND (event = $3 OR corrects = $3)")
                .bind(moved.to.word())
                .bind(event.subject.map(|person| person.0))
                .bind(moved.entry.0)
                .execute(conn)
                .await?;
        }
        _ => {
            apply_post(conn, event).await?;
            apply_relative(conn, event).await?;
            apply_desk(conn, event).await?;
        }
    }
    Ok(())
}

/// Who is declared a relative of whom, and what was asked to take that back.
async fn apply_relative(conn: &mut Conn, event: &Event) -> Result<(), Error> {
    match &event.body {
        Body::RelativeWithdrawalAsked(asked) => {
            sqlx::query(
                "INSERT INTO withdrawal (stream, authority, account, person, reason, asked_at) \
                 VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (stream) DO UPDATE SET \
                 reason = excluded.reason, asked_at = excluded.asked_at",
            )
            .bind(event.stream.0)
            .bind(event.authority.0)
            .bind(asked.account.0)
            .bind(asked.person.0)
            .bind(&asked.reason)
            .bind(At(event.recorded))
            .execute(conn)
            .await?;
        }
        Body::RelativeKept(_) => end_withdrawal(conn, event).await?,
        Body::RelativeWithdrawn(withdrawn) => {
            end_withdrawal(conn, event).await?;
            sqlx::query("DELETE FROM relative WHERE account = $1 AND person = $2")
                .bind(withdrawn.account.0)
                .bind(withdrawn.person.0)
                .execute(conn)
                .await?;
        }
        Body::RelativeDeclared(declared) => {
            sqlx::query("INSERT INTO relative (account, person) VALUES ($1, $2) ON CONFLICT DO NOTHING")
                .bind(declared.account.0)
                .bind(declared.person.0)
                .execute(conn)
                .await?;
        }
        _ => {}
    }
    Ok(())
}

async fn end_withdrawal(conn: &mut Conn, event: &Event) -> Result<(), Error> {
    sqlx::query("DELETE FROM withdrawal WHERE stream = $1").bind(event.stream.0).execute(conn).await?;
    Ok(())
}

async fn apply_post(conn: &mut Conn, event: &Event) -> Result<(), Error> {
    match &event.body {
        Body::PostCreated(post) => {
            sqlx::query(
                "INSERT INTO post (id, authority, name, account, team, roles, from_day, to_day, ended) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            )
            .bind(event.stream.0)
            .bind(event.authority.0)
            .bind(&post.name)
            .bind(post.account.map(|account| account.0))
            .bind(post.team.map(|team| team.0))
            .bind(role_words(&post.roles))
            .bind(Day(post.from))
            .bind(post.to.map(Day))
            .bind(false)
            .execute(conn)
            .await?;
        }
        Body::PostChanged(post) => {
            sqlx::query(
                "UPDATE post SET name = $1, account = $2, team = $3, roles = $4, to_day = $5, ended = $6 WHERE id = $7",
            )
            .bind(&post.name)
            .bind(post.account.map(|account| account.0))
            .bind(post.team.map(|team| team.0))
            .bind(role_words(&post.roles))
            .bind(post.to.map(Day))
            .bind(false)
            .bind(event.stream.0)
            .execute(conn)
            .await?;
        }
        Body::AccountClosed(_) => {
            sqlx::query("INSERT INTO post_closed (post) VALUES ($1) ON CONFLICT DO NOTHING")
                .bind(event.stream.0)
                .execute(conn)
                .await?;
        }
        Body::AccountInvited(_) => {
            sqlx::query("DELETE FROM post_closed WHERE post = $1").bind(event.stream.0).execute(conn).await?;
        }
        Body::TelephoneRecorded(recorded) => {
            sqlx::query(
                "INSERT INTO post_telephone (post, telephone) VALUES ($1, $2) \
                 ON CONFLICT (post) DO UPDATE SET telephone = excluded.telephone",
            )
            .bind(recorded.post.0)
            .bind(&recorded.telephone)
            .execute(conn)
            .await?;
        }
        Body::OnCallNamed(named) => on_call::named(conn, event, named).await?,
        Body::OnCallEnded(ended) => on_call::ended(conn, ended).await?,
        Body::WentOutAlone(_) | Body::OutLonger(_) | Body::BackSafe(_) => {
            out_alone::apply(conn, event).await?;
        }
        Body::PostEnded(_) => {
            sqlx::query(
                "UPDATE post SET ended = $1, to_day = CASE WHEN to_day < $2 THEN to_day ELSE $2 END WHERE id = $3",
            )
            .bind(true)
            .bind(Day(event.recorded.day()))
            .bind(event.stream.0)
            .execute(conn)
            .await?;
        }
        _ => {}
    }
    Ok(())
}

fn role_words(roles: &[Role]) -> String {
    roles.iter().map(|role| role.word()).collect::<Vec<_>>().join(" ")
}

/// Emergency openings, suspected matches, conflicts of an import.
async fn apply_desk(conn: &mut Conn, event: &Event) -> Result<(), Error> {
    match &event.body {
        Body::GlassBroken(glass) => {
            insert_glass(conn, event, (glass.post, &glass.reason, glass.until), None).await?;
        }
        Body::SafetyPageOpened(page) => {
            insert_glass(conn, event, (page.post, &page.reason, page.until), Some(page.arriving)).await?;
        }
        Body::NoticeGiven(notice) => insert_notices(conn, event, notice).await?,
        Body::GlassReviewed(review) => {
            sqlx::query("UPDATE glass SET reviewed = $1, review = $2 WHERE event = $3")
                .bind(true)
                .bind(event.id.0)
                .bind(review.opening.0)
                .execute(conn)
                .await?;
        }
        Body::MatchSuspected(suspected) => {
            sqlx::query(
                "INSERT INTO match_case (stream, authority, person, other, why, urgent, decided, file_says) \
                 VALUES ($1, $2, $3, $4, $5, $6, NULL, $7) ON CONFLICT (stream) DO UPDATE SET \
                 other = excluded.other, why = excluded.why, urgent = excluded.urgent, \
                 decided = excluded.decided, file_says = excluded.file_says",
            )
            .bind(event.stream.0)
            .bind(event.authority.0)
            .bind(event.subject.map(|person| person.0))
            .bind(suspected.other.map(|person| person.0))
            .bind(suspected.why.word())
            .bind(suspected.urgent)
            .bind(suspected.file_says.as_ref().map(|kept| kept.id.0))
            .execute(conn)
            .await?;
        }
        Body::MatchDecided(decided) => {
            let word = match decided.decision {
                practice::people::MatchDecision::Same => "same",
                practice::people::MatchDecision::Different => "different",
                practice::people::MatchDecision::PutRight => "put_right",
            };
            sqlx::query("UPDATE match_case SET decided = $1 WHERE stream = $2")
                .bind(word)
                .bind(event.stream.0)
                .execute(conn)
                .await?;
        }
        _ => apply_conflict(conn, event).await?,
    }
    Ok(())
}

/// An opening: who, why and until when; for whom, where it was the safety page alone.
async fn insert_glass(
    conn: &mut Conn,
    event: &Event,
    (post, reason, until): (PostId, &str, Option<Instant>),
    arriving: Option<PersonId>,
) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO glass (event, authority, post, person, reason, opened_at, until, reviewed, stream, arriving) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(event.id.0)
    .bind(event.authority.0)
    .bind(post.0)
    .bind(event.subject.map(|person| person.0))
    .bind(reason)
    .bind(At(event.recorded))
    .bind(until.map(At))
    .bind(false)
    .bind(event.stream.0)
    .bind(arriving.map(|person| person.0))
    .execute(conn)
    .await?;
    Ok(())
}

async fn insert_notices(conn: &mut Conn, event: &Event, notice: &NoticeGiven) -> Result<(), Error> {
    let Some(person) = event.subject else { return Ok(()) };
    for post in &notice.to {
        sqlx::query(
            "INSERT INTO notice (event, post, authority, person, kind, about, given_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
        )
        .bind(event.id.0)
        .bind(post.0)
        .bind(event.authority.0)
        .bind(person.0)
        .bind(notice.kind.word())
        .bind(notice.about.0)
        .bind(At(event.recorded))
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

async fn apply_conflict(conn: &mut Conn, event: &Event) -> Result<(), Error> {
    match &event.body {
        Body::ImportConflict(conflict) => {
            sqlx::query(
                "INSERT INTO conflict (stream, authority, person, stands, kind, file_says, decided) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (stream) DO UPDATE SET \
                 stands = excluded.stands, kind = excluded.kind, file_says = excluded.file_says, \
                 decided = excluded.decided",
            )
            .bind(event.stream.0)
            .bind(event.authority.0)
            .bind(event.subject.map(|person| person.0))
            .bind(conflict.stands.0)
            .bind(&conflict.kind)
            .bind(conflict.file_says.id.0)
            .bind(false)
            .execute(conn)
            .await?;
        }
        Body::ImportConflictDecided(_) => {
            sqlx::query("UPDATE conflict SET decided = $1 WHERE stream = $2")
                .bind(true)
                .bind(event.stream.0)
                .execute(conn)
                .await?;
        }
        _ => {}
    }
    Ok(())
}
