//! Which people a list or a search asks for, as conditions of SQL.

use super::views::status_word;
use super::{Db, contacts, held, policy};
use crate::columns::plain;
use crate::rows::{PeopleAsk, Term};
use practice::dates::Instant;
use practice::staff::{Sight, card_policy, record_policy};
use sqlx::QueryBuilder;
use uuid::Uuid;

/// How many people found by one address a statement has places for; with more
/// it has places for twice as many, and so on.
const FOUND_ELSEWHERE: usize = 16;

/// Those whom a list asks for, as far as the asker may see them.
pub(super) fn push_people(query: &mut QueryBuilder<Db>, sight: &Sight, ask: &PeopleAsk, now: Instant) {
    if ask.tonight {
        push_tonight(query, sight, now);
    } else {
        policy::push(query, &record_policy(&sight.rights), sight, now);
    }
    if ask.mine {
        query.push(" AND ");
        policy::push_mine(query, sight, now);
    }
    if let Some(team) = ask.team {
        query.push(" AND p.team = ").push_bind(team.0);
    }
    if let Some(status) = ask.status {
        query.push(" AND p.status = ").push_bind(status_word(status));
    }
    for (is_asked, only) in [
        (ask.missing, " AND p.missing_since IS NOT NULL"),
        (ask.in_our_houses, " AND p.sleeping_team IS NOT NULL AND NOT p.died"),
        (ask.restricted, " AND p.restricted"),
    ] {
        query.push(if is_asked { only } else { "" });
    }
    if ask.cover {
        held::push_covered_for(query, now);
    }
    if ask.waiting {
        held::push_waiting(query, now);
    }
    contacts::push_not_seen(query, sight, ask.not_seen_since);
    if let Some(day) = ask.goodbye_by {
        held::push_goodbye(query, day);
    }
    if let Some(post) = ask.worker {
        held::push_worked_with(query, post, now);
    }
    for term in &ask.terms {
        push_term(query, term);
    }
}

/// Those whom a night worker must know of, as far as the asker may open their safety cards.
fn push_tonight(query: &mut QueryBuilder<Db>, sight: &Sight, now: Instant) {
    policy::push(query, &card_policy(&sight.rights), sight, now);
    query.push(
        " AND NOT p.died AND (p.status = 'open' OR p.missing_since IS NOT NULL OR p.sleeping_team IS NOT NULL)",
    );
}

/// All that fits one word of a search.
pub(super) fn push_term(query: &mut QueryBuilder<Db>, term: &Term) {
    query.push(" AND (EXISTS (SELECT 1 FROM person_key k WHERE k.authority = p.authority AND k.person = p.id AND (1 = 0");
    for key in &term.exact {
        query.push(" OR k.key = ").push_bind(plain(key));
    }
    if let Some(prefix) = &term.prefix {
        query.push(" OR ");
        push_prefix(query, prefix);
    }
    query.push("))");
    push_found_elsewhere(query, term);
    query.push(")");
}

/// People who were found by where or how to reach them, out of the asker's reach
/// or not. Nobody may tell from the time that somebody was: the list is filled
/// up with nobody, so that the statement is the same.
fn push_found_elsewhere(query: &mut QueryBuilder<Db>, term: &Term) {
    let Some(people) = &term.people else { return };
    let places = people.len().max(1).next_multiple_of(FOUND_ELSEWHERE);
    query.push(" OR p.id IN (");
    let mut ids = query.separated(", ");
    let nobody = std::iter::repeat(Uuid::nil());
    for id in people.iter().map(|person| person.0).chain(nobody).take(places) {
        ids.push_bind(id);
    }
    query.push(")");
}

/// Keys that begin so, as a range: LIKE would treat some letters as wild.
pub(super) fn push_prefix(query: &mut QueryBuilder<Db>, prefix: &str) {
    query.push("(key >= ").push_bind(plain(prefix));
    query.push(" AND key < ").push_bind(plain(&format!("{prefix}\u{10FFFF}"))).push(")");
}
