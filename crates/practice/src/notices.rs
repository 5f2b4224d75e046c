//! Who is told of what, at once: a line at the top of somebody's first page,
//! until they have read it.

use crate::ids::{PostId, StreamId, TeamId};
use crate::people::Header;
use crate::staff::{Permission, Reach, Rights};
use serde::{Deserialize, Serialize};

/// What somebody is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// A record was opened in an emergency, the whole of it or the safety page.
    EmergencyOpening,
    /// Two records may be one person, and somebody is waiting tonight.
    UrgentMatch,
    /// A young person has nobody: their key worker, or whoever covers, may not
    /// work with them any more.
    KeyWorkerNeeded,
    /// Somebody else is the key worker.
    KeyWorkerChanged,
    /// Cover for the key worker was named, or ended before its last day.
    CoverChanged,
    /// What the reader wrote has other readers now.
    EntryMoved,
    /// Who may open a record was changed: those it named until now and those it names from now on.
    RestrictionChanged,
}

impl NoticeKind {
    const ALL: [Self; 7] = [
        Self::EmergencyOpening,
        Self::UrgentMatch,
        Self::KeyWorkerNeeded,
        Self::KeyWorkerChanged,
        Self::CoverChanged,
        Self::EntryMoved,
        Self::RestrictionChanged,
    ];

    /// The stable word kept in the view.
    pub fn word(self) -> &'static str {
        match self {
            Self::EmergencyOpening => "emergency_opening",
            Self::UrgentMatch => "urgent_match",
            Self::KeyWorkerNeeded => "key_worker_needed",
            Self::KeyWorkerChanged => "key_worker_changed",
            Self::CoverChanged => "cover_changed",
            Self::EntryMoved => "entry_moved",
            Self::RestrictionChanged => "restriction_changed",
        }
    }

    /// The kind of a stored word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// `notices.given`: written in the act that it tells of. Whether somebody has
/// read it is not in the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeGiven {
    /// What they are told of.
    pub kind: NoticeKind,
    /// The stream of what they are told of: the opening, the case, the moves of an entry, the restriction.
    pub about: StreamId,
    /// Who is told.
    pub to: Vec<PostId>,
}

/// A worker who may be told, as far as that is decided by their post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Their post.
    pub post: PostId,
    /// Its team.
    pub team: Option<TeamId>,
    /// What its roles add up to.
    pub rights: Rights,
}

/// Whom an emergency opening is told to at once: the key worker and the
/// managers of the responsible team; of a restricted record those whom it
/// names, and nobody else. Where that is nobody (somebody only known, or a
/// team without a manager) the managers of the whole council. Never whoever
/// opened it.
pub fn owners(header: &Header, colleagues: &[Colleague], opened_by: PostId) -> Vec<PostId> {
    let told = |is_told: &dyn Fn(&Colleague) -> bool| -> Vec<PostId> {
        let others = colleagues.iter().filter(|one| one.post != opened_by);
        others.filter(|one| is_told(one)).map(|one| one.post).collect()
    };
    if let Some(restriction) = &header.restriction {
        return told(&|one| restriction.is.posts.contains(&one.post));
    }
    let is_manager = |one: &Colleague| one.rights.may(Permission::RestrictPerson);
    let key_worker = header.key_worker.as_ref().map(|worker| worker.is);
    let team = header.team.as_ref().map(|team| team.is);
    let owners = told(&|one| {
        let manages = is_manager(one) && team.is_some() && one.team == team;
        key_worker == Some(one.post) || manages
    });
    if owners.is_empty() {
        return told(&|one| is_manager(one) && one.rights.reach == Reach::Authority);
    }
    owners
}

/// Whom it is told that somebody needs another key worker, or cover: those who
/// may name one in the responsible team; of a restricted record those of whom
/// it names, and where none of these may, all of them. Where that is nobody,
/// those of the whole council who may. Never the worker who falls out, nor
/// another who may not work with them, in none of their posts.
pub fn finders_of_a_key_worker(
    header: &Header,
    colleagues: &[Colleague],
    falls_out: &[PostId],
) -> Vec<PostId> {
    let told = |is_told: &dyn Fn(&Colleague) -> bool| -> Vec<PostId> {
        let others = colleagues.iter().filter(|one| !falls_out.contains(&one.post));
        others.filter(|one| is_told(one)).map(|one| one.post).collect()
    };
    let may = |one: &Colleague| one.rights.may(Permission::AllocateKeyWorker);
    let or_else = |first: Vec<PostId>, other: &dyn Fn(&Colleague) -> bool| {
        if first.is_empty() { told(other) } else { first }
    };
    if let Some(restriction) = &header.restriction {
        let named = |one: &Colleague| restriction.is.posts.contains(&one.post);
        return or_else(told(&|one| named(one) && may(one)), &named);
    }
    let team = header.team.as_ref().map(|team| team.is);
    let of_the_team = told(&|one| may(one) && team.is_some() && one.team == team);
    or_else(of_the_team, &|one| may(one) && one.rights.reach == Reach::Authority)
}

/// Whom a change of who works with somebody is told to: whoever is named, and
/// whoever is replaced, once each. Never whoever makes the change.
pub fn concerned(posts: impl IntoIterator<Item = PostId>, changed_by: PostId) -> Vec<PostId> {
    let mut told: Vec<PostId> = Vec::new();
    for post in posts {
        if post != changed_by && !told.contains(&post) {
            told.push(post);
        }
    }
    told
}

/// Whom an urgent match is told to at once: everybody at the matching desk.
pub fn at_the_matching_desk(colleagues: &[Colleague]) -> Vec<PostId> {
    let desk = colleagues.iter().filter(|one| one.rights.may(Permission::DecideMatches));
    desk.map(|one| one.post).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::{Happened, Instant, PartialDate};
    use crate::ids::{EventId, PersonId};
    use crate::journal::Class;
    use crate::people::{Dated, Restriction};
    use crate::staff::Role;
    use uuid::Uuid;

    const HUB: TeamId = TeamId(Uuid::from_u128(7));
    const FAR: TeamId = TeamId(Uuid::from_u128(8));

    fn post(number: u128) -> PostId {
        PostId(Uuid::from_u128(number))
    }

    fn colleague(number: u128, team: Option<TeamId>, role: Role) -> Colleague {
        Colleague { post: post(number), team, rights: Rights::of(&[role]) }
    }

    /// 1 key worker, 2 another, 3 hub manager, 4 manager of another hub, 5 head of service, 6 at the desk.
    fn everybody() -> Vec<Colleague> {
        vec![
            colleague(1, Some(HUB), Role::OutreachKeyWorker),
            colleague(2, Some(HUB), Role::OutreachKeyWorker),
            colleague(3, Some(HUB), Role::HubManager),
            colleague(4, Some(FAR), Role::HubManager),
            colleague(5, None, Role::HeadOfService),
            colleague(6, None, Role::MatchingDesk),
        ]
    }

    fn so<T>(is: T) -> Dated<T> {
        let event = EventId(Uuid::nil());
        let happened = Happened::On(PartialDate::Unknown);
        Dated { is, happened, recorded: Instant(0), event, first: event, class: Class::Story }
    }

    fn sam() -> Header {
        let mut header = Header::new(PersonId(Uuid::from_u128(9)));
        header.key_worker = Some(so(post(1)));
        header.team = Some(so(HUB));
        header
    }

    #[test]
    fn the_key_worker_and_the_managers_of_the_team_are_told() {
        assert_eq!(owners(&sam(), &everybody(), post(4)), [post(1), post(3)]);
    }

    #[test]
    fn whoever_opened_it_is_not_told() {
        assert_eq!(owners(&sam(), &everybody(), post(3)), [post(1)]);
    }

    #[test]
    fn of_a_restricted_record_those_it_names_are_told_and_nobody_else() {
        let mut header = sam();
        let review_on = jiff::civil::date(2026, 6, 1);
        header.restriction =
            Some(so(Restriction { reason: String::new(), posts: vec![post(2), post(99)], review_on }));
        assert_eq!(owners(&header, &everybody(), post(5)), [post(2)]);
        assert!(owners(&header, &everybody(), post(2)).is_empty());
    }

    #[test]
    fn where_nobody_owns_it_the_managers_of_the_council_are_told() {
        let nobody = Header::new(PersonId(Uuid::from_u128(9)));
        assert_eq!(owners(&nobody, &everybody(), post(4)), [post(5)]);
    }

    #[test]
    fn the_managers_of_the_team_are_told_that_somebody_needs_a_key_worker() {
        assert_eq!(finders_of_a_key_worker(&sam(), &everybody(), &[post(1)]), [post(3)]);
    }

    #[test]
    fn a_manager_who_falls_out_finds_nobody_and_those_of_the_council_are_told() {
        assert_eq!(finders_of_a_key_worker(&sam(), &everybody(), &[post(1), post(3)]), [post(5)]);
    }

    #[test]
    fn where_no_team_answers_those_of_the_council_are_told_that_a_key_worker_is_needed() {
        let mut header = sam();
        header.team = None;
        assert_eq!(finders_of_a_key_worker(&header, &everybody(), &[post(1)]), [post(5)]);
    }

    #[test]
    fn of_a_restricted_record_only_those_it_names_are_told_that_a_key_worker_is_needed() {
        let mut header = sam();
        let review_on = jiff::civil::date(2026, 6, 1);
        let to = |posts| Some(so(Restriction { reason: String::new(), posts, review_on }));
        header.restriction = to(vec![post(1), post(2), post(4)]);
        assert_eq!(finders_of_a_key_worker(&header, &everybody(), &[post(1)]), [post(4)]);
        header.restriction = to(vec![post(1), post(2)]);
        assert_eq!(finders_of_a_key_worker(&header, &everybody(), &[post(1)]), [post(2)]);
        header.restriction = to(vec![post(1)]);
        assert!(finders_of_a_key_worker(&header, &everybody(), &[post(1)]).is_empty());
    }

    #[test]
    fn whoever_is_named_and_whoever_is_replaced_are_told_once_and_whoever_does_it_is_not() {
        assert_eq!(concerned([post(1), post(2), post(1)], post(3)), [post(1), post(2)]);
        assert_eq!(concerned([post(1), post(2)], post(1)), [post(2)]);
    }

    #[test]
    fn every_kind_of_notice_is_found_again_by_its_word() {
        assert!(NoticeKind::ALL.iter().all(|kind| NoticeKind::of(kind.word()) == Some(*kind)));
        assert_eq!(NoticeKind::of("something else"), None);
    }

    #[test]
    fn an_urgent_match_is_told_to_the_whole_matching_desk() {
        assert_eq!(at_the_matching_desk(&everybody()), [post(6)]);
    }
}
