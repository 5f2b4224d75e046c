//! The views of young people themselves: the fold of each, and what is looked
//! up by it. Many people are folded with few statements, because a council's
//! whole history may come in at once.

use super::views::{parse_header, status_word};
use super::{Conn, Db, dialect, is_kept};
use crate::Error;
use crate::columns::Day;
use jiff::civil::Date;
use practice::homes::Sleeping;
use practice::ids::{PersonId, VaultId};
use practice::journal::Event;
use practice::key_working::{covers_now, owed_by_change};
use practice::people::{Header, keys};
use sqlx::QueryBuilder;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// How many people share a statement.
const PEOPLE: usize = 100;
/// How many rows of what is looked up share a statement.
const ROWS: usize = 1_000;

/// What is looked up by a fold.
#[derive(Default, PartialEq, Eq)]
struct LookedUp {
    keys: BTreeSet<String>,
    /// Who works with them: decides the reach "mine".
    workers: BTreeSet<(Uuid, &'static str)>,
    /// Who covers for the key worker, with the first and last day: decides it too, while it runs.
    covers: BTreeSet<(Uuid, Date, Date)>,
    /// The key workers to whom nobody has said goodbye, with the day on which another came.
    goodbyes: BTreeSet<(Uuid, Date)>,
    /// Who may open a restricted record.
    named: BTreeSet<Uuid>,
    /// Who may know of the adoption that closed it off.
    adoption: BTreeSet<Uuid>,
    /// The values of the vault by which they are found.
    found: BTreeSet<VaultId>,
    /// Those by which they are not found, or not any more.
    not_found: BTreeSet<VaultId>,
}

impl LookedUp {
    fn by(header: &Header) -> Self {
        let key_worker = header.key_worker.as_ref().map(|worker| (worker.is.0, "key_worker"));
        let social_worker = header.social_worker.as_ref().map(|worker| (worker.is.0, "social_worker"));
        let pulled_in = header.pulled_in.values().map(|pulled| (pulled.is.post.0, "pulled_in"));
        let found = keys::found_in_vault(header);
        let key_worker_now = header.key_worker.as_ref().map(|worker| worker.is);
        let covers = header.covers.iter().map(|cover| &cover.is);
        let stands = covers.filter(|cover| key_worker_now.is_some_and(|now| covers_now(cover, now)));
        let named = header.restriction.iter().flat_map(|restriction| &restriction.is.posts);
        let adoption = header.adoption.iter().flat_map(|adoption| &adoption.posts);
        Self {
            keys: keys::keys_of(header),
            workers: key_worker.into_iter().chain(social_worker).chain(pulled_in).collect(),
            covers: stands.map(|cover| (cover.post.0, cover.from, cover.to)).collect(),
            goodbyes: owed_by_change(header).into_iter().map(|owed| (owed.worker.0, owed.by)).collect(),
            named: named.map(|post| post.0).collect(),
            adoption: adoption.map(|post| post.0).collect(),
            not_found: keys::kept_in_vault(header).difference(&found).copied().collect(),
            found,
        }
    }
}

/// One person's fold, before and after.
struct Fold {
    authority: Uuid,
    header: Header,
    before: LookedUp,
    after: LookedUp,
}

/// Folds events into the views of those they are about. A case of the
/// matching desk may precede the record it is about.
pub(super) async fn fold(conn: &mut Conn, people: &BTreeMap<PersonId, Vec<&Event>>) -> Result<(), Error> {
    let people: Vec<(PersonId, &[&Event])> = people
        .iter()
        .filter(|(_, events)| !events.is_empty())
        .map(|(person, events)| (*person, events.as_slice()))
        .collect();
    for some in people.chunks(PEOPLE) {
        let folds = fold_some(conn, some).await?;
        write_people(conn, &folds).await?;
        replace_keys(conn, &folds).await?;
        replace_workers(conn, &folds).await?;
        replace_covers(conn, &folds).await?;
        replace_goodbyes(conn, &folds).await?;
        replace_posts(conn, &folds, NAMED, |looked_up| &looked_up.named).await?;
        replace_posts(conn, &folds, ADOPTION, |looked_up| &looked_up.adoption).await?;
        take_lookups(conn, &folds).await?;
    }
    Ok(())
}

async fn fold_some(conn: &mut Conn, people: &[(PersonId, &[&Event])]) -> Result<Vec<Fold>, Error> {
    let mut stored = read_headers(conn, people.iter().map(|(person, _)| *person)).await?;
    let mut folds = Vec::with_capacity(people.len());
    for (person, events) in people {
        let Some(authority) = events.first().map(|event| event.authority.0) else { continue };
        let old = stored.remove(person);
        let before = old.as_ref().map(LookedUp::by).unwrap_or_default();
        let mut header = old.unwrap_or_else(|| Header::new(*person));
        for event in *events {
            header.apply(event);
        }
        let after = LookedUp::by(&header);
        folds.push(Fold { authority, header, before, after });
    }
    Ok(folds)
}

/// The stored folds of some people, locked until the transaction ends.
async fn read_headers(
    conn: &mut Conn,
    people: impl ExactSizeIterator<Item = PersonId>,
) -> Result<HashMap<PersonId, Header>, Error> {
    let kept = is_kept(people.len(), PEOPLE);
    let mut query = QueryBuilder::<Db>::new("SELECT id, header FROM person WHERE id IN (");
    let mut list = query.separated(", ");
    for person in people {
        list.push_bind(person.0);
    }
    query.push(")").push(dialect::FOR_UPDATE);
    let rows: Vec<(Uuid, Vec<u8>)> = query.build_query_as().persistent(kept).fetch_all(&mut *conn).await?;
    rows.into_iter().map(|(id, header)| Ok((PersonId(id), parse_header(&header)?))).collect()
}

async fn write_people(conn: &mut Conn, folds: &[Fold]) -> Result<(), Error> {
    let mut query = QueryBuilder::<Db>::new(
        "INSERT INTO person (id, authority, reference, status, team, key_worker, sleeping_team, restricted, sealed, \
         sort_name, born, missing_since, died, header) ",
    );
    let unwritable = |_| Error::Unreadable("a new view of a person".into());
    let stored: Vec<Vec<u8>> = folds
        .iter()
        .map(|fold| serde_json::to_vec(&fold.header).map_err(unwritable))
        .collect::<Result<_, _>>()?;
    query.push_values(folds.iter().zip(stored), |mut values, (Fold { authority, header, .. }, stored)| {
        let sleeping_team = match header.sleeping.as_ref().map(|sleeping| &sleeping.is.0) {
            Some(Sleeping::Team(team)) => Some(team.0),
            _ => None,
        };
        values
            .push_bind(header.person.0)
            .push_bind(*authority)
            .push_bind(header.reference.as_ref().map_or("", |reference| reference.as_str()))
            .push_bind(status_word(header.status()))
            .push_bind(header.team.as_ref().map(|team| team.is.0))
            .push_bind(header.key_worker.as_ref().map(|worker| worker.is.0))
            .push_bind(sleeping_team)
            .push_bind(header.restriction.is_some())
            .push_bind(header.sealed)
            .push_bind(keys::sort_name(header))
            .push_bind(header.born().map(Day))
            .push_bind(header.missing_for_lists().map(|spell| Day(spell.is.from)))
            .push_bind(header.is_known_to_have_died())
            .push_bind(stored);
    });
    query.push(
        " ON CONFLICT (id) DO UPDATE SET reference = excluded.reference, status = excluded.status, \
         team = excluded.team, key_worker = excluded.key_worker, sleeping_team = excluded.sleeping_team, \
         restricted = excluded.restricted, sealed = excluded.sealed, sort_name = excluded.sort_name, \
         born = excluded.born, missing_since = excluded.missing_since, died = excluded.died, \
         header = excluded.header",
    );
    query.build().persistent(is_kept(folds.len(), PEOPLE)).execute(conn).await?;
    Ok(())
}

async fn replace_keys(conn: &mut Conn, folds: &[Fold]) -> Result<(), Error> {
    let changed: Vec<&Fold> = folds.iter().filter(|fold| fold.before.keys != fold.after.keys).collect();
    let stale = changed.iter().filter(|fold| !fold.before.keys.is_empty());
    delete(conn, "DELETE FROM person_key WHERE person IN (", stale.map(|fold| fold.header.person)).await?;
    let rows: Vec<(Uuid, &str, PersonId)> = changed
        .iter()
        .flat_map(|fold| fold.after.keys.iter().map(|key| (fold.authority, key.as_str(), fold.header.person)))
        .collect();
    for some in rows.chunks(ROWS) {
        let mut query = QueryBuilder::<Db>::new("INSERT INTO person_key (authority, key, person) ");
        query.push_values(some, |mut values, (authority, key, person)| {
            values.push_bind(*authority).push_bind(*key).push_bind(person.0);
        });
        query.build().persistent(is_kept(some.len(), ROWS)).execute(&mut *conn).await?;
    }
    Ok(())
}

async fn replace_workers(conn: &mut Conn, folds: &[Fold]) -> Result<(), Error> {
    let changed: Vec<&Fold> = folds.iter().filter(|fold| fold.before.workers != fold.after.workers).collect();
    let stale = changed.iter().filter(|fold| !fold.before.workers.is_empty());
    delete(conn, "DELETE FROM person_worker WHERE person IN (", stale.map(|fold| fold.header.person)).await?;
    let rows: Vec<(PersonId, Uuid, &str)> = changed
        .iter()
        .flat_map(|fold| fold.after.workers.iter().map(|(post, how)| (fold.header.person, *post, *how)))
        .collect();
    for some in rows.chunks(ROWS) {
        let mut query = QueryBuilder::<Db>::new("INSERT INTO person_worker (person, post, how) ");
        query.push_values(some, |mut values, (person, post, how)| {
            values.push_bind(person.0).push_bind(*post).push_bind(*how);
        });
        query.build().persistent(is_kept(some.len(), ROWS)).execute(&mut *conn).await?;
    }
    Ok(())
}

async fn replace_covers(conn: &mut Conn, folds: &[Fold]) -> Result<(), Error> {
    let changed: Vec<&Fold> = folds.iter().filter(|fold| fold.before.covers != fold.after.covers).collect();
    let stale = changed.iter().filter(|fold| !fold.before.covers.is_empty());
    delete(conn, "DELETE FROM person_cover WHERE person IN (", stale.map(|fold| fold.header.person)).await?;
    let rows: Vec<(PersonId, Uuid, Date, Date)> = changed
        .iter()
        .flat_map(|fold| {
            fold.after.covers.iter().map(|(post, from, to)| (fold.header.person, *post, *from, *to))
        })
        .collect();
    for some in rows.chunks(ROWS) {
        let mut query = QueryBuilder::<Db>::new("INSERT INTO person_cover (person, post, from_day, to_day) ");
        query.push_values(some, |mut values, (person, post, from, to)| {
            values.push_bind(person.0).push_bind(*post).push_bind(Day(*from)).push_bind(Day(*to));
        });
        query.build().persistent(is_kept(some.len(), ROWS)).execute(&mut *conn).await?;
    }
    Ok(())
}

async fn replace_goodbyes(conn: &mut Conn, folds: &[Fold]) -> Result<(), Error> {
    let changed: Vec<&Fold> =
        folds.iter().filter(|fold| fold.before.goodbyes != fold.after.goodbyes).collect();
    let stale = changed.iter().filter(|fold| !fold.before.goodbyes.is_empty());
    delete(conn, "DELETE FROM goodbye WHERE person IN (", stale.map(|fold| fold.header.person)).await?;
    let rows: Vec<(PersonId, Uuid, Date)> = changed
        .iter()
        .flat_map(|fold| fold.after.goodbyes.iter().map(|(post, day)| (fold.header.person, *post, *day)))
        .collect();
    for some in rows.chunks(ROWS) {
        let mut query = QueryBuilder::<Db>::new("INSERT INTO goodbye (person, post, day) ");
        query.push_values(some, |mut values, (person, post, day)| {
            values.push_bind(person.0).push_bind(*post).push_bind(Day(*day));
        });
        query.build().persistent(is_kept(some.len(), ROWS)).execute(&mut *conn).await?;
    }
    Ok(())
}

/// A view of people and posts.
const NAMED: &str = "person_named";
const ADOPTION: &str = "adoption_worker";

async fn replace_posts(
    conn: &mut Conn,
    folds: &[Fold],
    view: &'static str,
    of: impl Fn(&LookedUp) -> &BTreeSet<Uuid>,
) -> Result<(), Error> {
    let changed: Vec<&Fold> = folds.iter().filter(|fold| of(&fold.before) != of(&fold.after)).collect();
    let stale = changed.iter().filter(|fold| !of(&fold.before).is_empty());
    delete(conn, format!("DELETE FROM {view} WHERE person IN ("), stale.map(|fold| fold.header.person))
        .await?;
    let rows: Vec<(PersonId, Uuid)> = changed
        .iter()
        .flat_map(|fold| of(&fold.after).iter().map(|post| (fold.header.person, *post)))
        .collect();
    for some in rows.chunks(ROWS) {
        let mut query = QueryBuilder::<Db>::new(format!("INSERT INTO {view} (person, post) "));
        query.push_values(some, |mut values, (person, post)| {
            values.push_bind(person.0).push_bind(*post);
        });
        query.build().persistent(is_kept(some.len(), ROWS)).execute(&mut *conn).await?;
    }
    Ok(())
}

/// Takes the look-up from values of the vault by which somebody is not found
/// any more: the address has ended or was put right, or an address of theirs
/// is shielded. It is no view, and never given back, so that a rebuild finds
/// nothing left to do.
async fn take_lookups(conn: &mut Conn, folds: &[Fold]) -> Result<(), Error> {
    let no_longer = |fold: &Fold| {
        let gone = fold.before.found.difference(&fold.after.found).copied();
        let new = fold.after.not_found.difference(&fold.before.not_found).copied();
        gone.chain(new).collect::<BTreeSet<VaultId>>()
    };
    let values: Vec<VaultId> = folds.iter().flat_map(no_longer).collect();
    for some in values.chunks(ROWS) {
        let mut query =
            QueryBuilder::<Db>::new("UPDATE vault SET lookup = NULL WHERE lookup IS NOT NULL AND id IN (");
        let mut list = query.separated(", ");
        for value in some {
            list.push_bind(value.0);
        }
        query.push(")");
        query.build().persistent(is_kept(some.len(), ROWS)).execute(&mut *conn).await?;
    }
    Ok(())
}

/// Takes away the rows of some people; `sql` ends where their list begins.
async fn delete(
    conn: &mut Conn,
    sql: impl Into<String>,
    people: impl Iterator<Item = PersonId>,
) -> Result<(), Error> {
    let people: Vec<PersonId> = people.collect();
    if people.is_empty() {
        return Ok(());
    }
    let mut query = QueryBuilder::<Db>::new(sql.into());
    let mut list = query.separated(", ");
    for person in &people {
        list.push_bind(person.0);
    }
    query.push(")");
    query.build().persistent(is_kept(people.len(), PEOPLE)).execute(conn).await?;
    Ok(())
}
