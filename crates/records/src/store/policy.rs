//! The policy as a condition of SQL: the same clauses, written as text.

use super::Db;
use crate::columns::{At, Day};
use practice::dates::Instant;
use practice::staff::{Clause, Policy, Sight};
use sqlx::QueryBuilder;

/// Adds the condition under which the asker may see the row `p` of `person`.
pub(crate) fn push(query: &mut QueryBuilder<Db>, policy: &Policy, sight: &Sight, now: Instant) {
    match policy {
        Policy::Fixed(answer) => {
            query.push(if *answer { "1 = 1" } else { "1 = 0" });
        }
        Policy::Is(clause) => push_clause(query, *clause, sight, now),
        Policy::Not(inner) => {
            query.push("NOT (");
            push(query, inner, sight, now);
            query.push(")");
        }
        Policy::All(parts) => push_parts(query, parts, " AND ", "1 = 1", sight, now),
        Policy::Any(parts) => push_parts(query, parts, " OR ", "1 = 0", sight, now),
    }
}

fn push_parts(
    query: &mut QueryBuilder<Db>,
    parts: &[Policy],
    between: &'static str,
    none: &'static str,
    sight: &Sight,
    now: Instant,
) {
    query.push("(");
    if parts.is_empty() {
        query.push(none);
    }
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            query.push(between);
        }
        push(query, part, sight, now);
    }
    query.push(")");
}

/// No clause may come out NULL: a NOT around it would then hide what it should show.
fn push_clause(query: &mut QueryBuilder<Db>, clause: Clause, sight: &Sight, now: Instant) {
    match clause {
        Clause::SameAuthority => {
            query.push("p.authority = ").push_bind(sight.authority.0);
        }
        Clause::Relative => {
            query.push("EXISTS (SELECT 1 FROM relative r WHERE r.person = p.id AND r.account = ");
            query.push_bind(sight.account.0).push(")");
        }
        Clause::Sealed => {
            query.push("p.sealed");
        }
        Clause::Restricted => {
            query.push("p.restricted");
        }
        Clause::Named => {
            query.push("EXISTS (SELECT 1 FROM person_named n WHERE n.person = p.id AND n.post = ");
            query.push_bind(sight.post.0).push(")");
        }
        Clause::OnlyKnown => {
            query.push("p.status = 'known'");
        }
        Clause::Team => push_team(query, "p.team", sight),
        Clause::SleepsHere => push_team(query, "p.sleeping_team", sight),
        Clause::Mine => push_mine(query, sight, now),
        Clause::Glass => push_opened(query, " AND g.arriving IS NULL", sight, now),
        Clause::AdoptionWorker => {
            query.push("EXISTS (SELECT 1 FROM adoption_worker a WHERE a.person = p.id AND a.post = ");
            query.push_bind(sight.post.0).push(")");
        }
        Clause::SafetyPage => push_opened(query, " AND g.arriving IS NOT NULL", sight, now),
    }
}

/// An opening of the asker's that is not over; `which` says of what.
fn push_opened(query: &mut QueryBuilder<Db>, which: &'static str, sight: &Sight, now: Instant) {
    query.push("EXISTS (SELECT 1 FROM glass g WHERE g.person = p.id AND g.post = ");
    query.push_bind(sight.post.0).push(" AND g.until > ").push_bind(At(now)).push(which).push(")");
}

/// The asker is named for the row `p` of `person`, or covers for its key worker today.
pub(crate) fn push_mine(query: &mut QueryBuilder<Db>, sight: &Sight, now: Instant) {
    query.push("(EXISTS (SELECT 1 FROM person_worker w WHERE w.person = p.id AND w.post = ");
    query.push_bind(sight.post.0);
    query.push(") OR EXISTS (SELECT 1 FROM person_cover c WHERE c.person = p.id AND c.post = ");
    query.push_bind(sight.post.0).push(" AND c.from_day <= ").push_bind(Day(now.day()));
    query.push(" AND c.to_day >= ").push_bind(Day(now.day())).push("))");
}

fn push_team(query: &mut QueryBuilder<Db>, column: &'static str, sight: &Sight) {
    match sight.team {
        None => {
            query.push("1 = 0");
        }
        Some(team) => {
            query.push("(").push(column).push(" IS NOT NULL AND ").push(column).push(" = ");
            query.push_bind(team.0).push(")");
        }
    }
}
