//! Who may see which record. Default is no.
//!
//! One typed policy answers for a single record ([`Policy::allows`]) and gives
//! the parts from which the records floor writes the SQL predicate
//! (`store/policy.rs`). A test on both engines holds the two equal.

use super::{Permission, Reach, Rights};
use crate::ids::{AccountId, AuthorityId, PostId, TeamId};
use crate::journal::Revision;

/// Who is asking: a signed-in worker in one post, as far as rights go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    /// The council; no query crosses it.
    pub authority: AuthorityId,
    /// The account; declared relatives hold for it whatever the post.
    pub account: AccountId,
    /// The post acted in.
    pub post: PostId,
    /// The team of the post.
    pub team: Option<TeamId>,
    /// What the post's roles add up to.
    pub rights: Rights,
    /// The revision of the post these rights were read at: every append
    /// carries it, so that a right withdrawn bites at once.
    pub granted_at: Revision,
}

impl Sight {
    /// Whether something may be done at all; on whom is for the policy.
    pub fn may(&self, permission: Permission) -> bool {
        self.rights.may(permission)
    }

    /// The same where it is decided who may open a record, or who works with somebody: an hour in an
    /// emergency would outlast itself otherwise.
    #[must_use]
    pub fn to_decide(&self) -> Self {
        Self { rights: Rights { by_opening: false, ..self.rights.clone() }, ..self.clone() }
    }
}

/// What the policy has to know of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one independent fact of the record, named as the policy names it"
)]
pub struct Facts {
    /// In the asker's council.
    pub same_authority: bool,
    /// Declared by the asker as a relative.
    pub relative: bool,
    /// Sealed by an adoption.
    pub sealed: bool,
    /// Restricted to named workers.
    pub restricted: bool,
    /// The asker's post is among those named.
    pub named: bool,
    /// Only known: no referral, no allocation yet.
    pub only_known: bool,
    /// The asker's team is responsible.
    pub team: bool,
    /// The asker is key worker, cover, social worker or pulled in.
    pub mine: bool,
    /// They sleep in the asker's team's house.
    pub sleeps_here: bool,
    /// The asker opened this record in an emergency, less than an hour ago.
    pub glass: bool,
    /// The asker opened its safety page for somebody arriving tonight, less than an hour ago.
    pub safety_page: bool,
    /// The asker's post is among those who may know of the adoption.
    pub adoption_worker: bool,
}

/// One condition on a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Clause {
    /// In the asker's council.
    SameAuthority,
    /// Declared by the asker as a relative.
    Relative,
    /// Sealed by an adoption.
    Sealed,
    /// Restricted to named workers.
    Restricted,
    /// The asker's post is among those named.
    Named,
    /// Only known.
    OnlyKnown,
    /// The asker's team is responsible.
    Team,
    /// The asker works with them.
    Mine,
    /// They sleep in the asker's team's house.
    SleepsHere,
    /// The asker opened the record in an emergency.
    Glass,
    /// The asker opened its safety page for somebody arriving tonight.
    SafetyPage,
    /// The asker's post is among those who may know of the adoption.
    AdoptionWorker,
}

/// A condition made of conditions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Policy {
    /// Always, or never.
    Fixed(bool),
    /// One condition.
    Is(Clause),
    /// Not.
    Not(Box<Policy>),
    /// All of these.
    All(Vec<Policy>),
    /// Any of these.
    Any(Vec<Policy>),
}

impl Policy {
    /// Whether a record with these facts may be seen.
    pub fn allows(&self, facts: &Facts) -> bool {
        match self {
            Self::Fixed(answer) => *answer,
            Self::Is(clause) => clause.holds(facts),
            Self::Not(inner) => !inner.allows(facts),
            Self::All(parts) => parts.iter().all(|part| part.allows(facts)),
            Self::Any(parts) => parts.iter().any(|part| part.allows(facts)),
        }
    }
}

impl Clause {
    /// Every clause.
    pub const ALL: [Self; 12] = [
        Self::SameAuthority,
        Self::Relative,
        Self::Sealed,
        Self::Restricted,
        Self::Named,
        Self::OnlyKnown,
        Self::Team,
        Self::Mine,
        Self::SleepsHere,
        Self::Glass,
        Self::SafetyPage,
        Self::AdoptionWorker,
    ];

    fn holds(self, facts: &Facts) -> bool {
        match self {
            Self::SameAuthority => facts.same_authority,
            Self::Relative => facts.relative,
            Self::Sealed => facts.sealed,
            Self::Restricted => facts.restricted,
            Self::Named => facts.named,
            Self::OnlyKnown => facts.only_known,
            Self::Team => facts.team,
            Self::Mine => facts.mine,
            Self::SleepsHere => facts.sleeps_here,
            Self::Glass => facts.glass,
            Self::SafetyPage => facts.safety_page,
            Self::AdoptionWorker => facts.adoption_worker,
        }
    }
}

/// Who may open the whole record.
pub fn record_policy(rights: &Rights) -> Policy {
    policy(rights, false)
}

/// Who may open the safety card: as the whole record, the team in whose house
/// they sleep, and whoever opened it for somebody arriving tonight.
pub fn card_policy(rights: &Rights) -> Policy {
    policy(rights, true)
}

/// Whom somebody may open in an emergency, beside having the permission for it.
pub fn emergency_policy(may_restricted: bool) -> Policy {
    use Policy::{All, Is, Not};
    let not = |clause| Not(Box::new(Is(clause)));
    All(vec![
        Is(Clause::SameAuthority),
        not(Clause::Relative),
        not(Clause::Sealed),
        may_open_restricted(may_restricted),
    ])
}

/// Not restricted, or the asker is named, or may open restricted records in an emergency.
fn may_open_restricted(may_restricted: bool) -> Policy {
    use Policy::{Any, Fixed, Is, Not};
    Any(vec![Not(Box::new(Is(Clause::Restricted))), Is(Clause::Named), Fixed(may_restricted)])
}

/// Whose emergency openings somebody may look at afterwards, beside having the permission for it: the
/// whole council's, but never a declared relative's. That a record is restricted, or closed off by an
/// adoption, is for those it names and for who looks after the whole council.
pub fn opening_policy(rights: &Rights) -> Policy {
    use Policy::{All, Any, Fixed, Is, Not};
    let not = |clause| Not(Box::new(Is(clause)));
    let of_the_council = rights.reach == Reach::Authority || rights.may(Permission::ReadAudit);
    All(vec![
        Is(Clause::SameAuthority),
        not(Clause::Relative),
        Any(vec![
            All(vec![not(Clause::Restricted), not(Clause::Sealed)]),
            All(vec![not(Clause::Sealed), Is(Clause::Named)]),
            Fixed(of_the_council),
        ]),
    ])
}

/// Who may know of an adoption that seals a record: those it names. Never a
/// declared relative, and nobody by role or reach.
pub fn adoption_policy() -> Policy {
    use Policy::{All, Is, Not};
    let not = |clause| Not(Box::new(Is(clause)));
    let among = [Clause::SameAuthority, Clause::Sealed, Clause::AdoptionWorker].map(Is);
    All(among.into_iter().chain([not(Clause::Relative)]).collect())
}

fn policy(rights: &Rights, card: bool) -> Policy {
    use Policy::{All, Any, Fixed, Is, Not};
    let not = |clause| Not(Box::new(Is(clause)));
    if !rights.may(Permission::ReadStory)
        && !rights.may(Permission::ImportPeople)
        && !rights.may(Permission::DecideMatches)
    {
        return Fixed(false);
    }
    let within_reach = match rights.reach {
        Reach::Authority => Fixed(true),
        Reach::Team if card => Any(vec![Is(Clause::Team), Is(Clause::SleepsHere), Is(Clause::Mine)]),
        Reach::Team => Any(vec![Is(Clause::Team), Is(Clause::Mine)]),
        Reach::Mine => Is(Clause::Mine),
        Reach::DeIdentified | Reach::None => Fixed(false),
    };
    // Somebody only known is seen by whoever imports and by the matching desk:
    // no referral or allocation has made them anybody's young person yet.
    let sees_known = rights.may(Permission::ImportPeople) || rights.may(Permission::DecideMatches);
    let ordinary = Any(vec![
        All(vec![Is(Clause::OnlyKnown), Fixed(sees_known)]),
        All(vec![not(Clause::OnlyKnown), within_reach]),
    ]);
    let named_or_ordinary = Any(vec![
        All(vec![Is(Clause::Restricted), Is(Clause::Named)]),
        All(vec![not(Clause::Restricted), ordinary]),
    ]);
    // What was opened stays open after a restriction only for whoever may open restricted records.
    let opened = All(vec![
        Fixed(rights.by_opening),
        Any(vec![Is(Clause::Glass), All(vec![Fixed(card), Is(Clause::SafetyPage)])]),
        may_open_restricted(rights.may(Permission::BreakGlassRestricted)),
    ]);
    // A declared relative subtracts rights from everybody, emergencies included.
    All(vec![
        Is(Clause::SameAuthority),
        not(Clause::Relative),
        not(Clause::Sealed),
        Any(vec![opened, named_or_ordinary]),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::staff::Role;

    const OURS: Facts = Facts {
        same_authority: true,
        relative: false,
        sealed: false,
        restricted: false,
        named: false,
        only_known: false,
        team: true,
        mine: false,
        sleeps_here: false,
        glass: false,
        safety_page: false,
        adoption_worker: false,
    };

    fn sees(role: Role, facts: Facts) -> bool {
        record_policy(&Rights::of(&[role])).allows(&facts)
    }

    #[test]
    fn a_key_worker_sees_the_young_people_of_their_team() {
        assert!(sees(Role::OutreachKeyWorker, OURS));
        assert!(!sees(Role::OutreachKeyWorker, Facts { team: false, ..OURS }));
    }

    #[test]
    fn a_specialist_sees_only_those_they_are_pulled_in_to() {
        assert!(!sees(Role::LifeCoach, OURS));
        assert!(sees(Role::LifeCoach, Facts { mine: true, ..OURS }));
    }

    #[test]
    fn no_query_crosses_the_council() {
        let facts = Facts { same_authority: false, mine: true, named: true, glass: true, ..OURS };
        assert!(Role::ALL.iter().all(|role| !sees(*role, facts)));
    }

    #[test]
    fn a_declared_relative_subtracts_rights_from_everybody_even_in_an_emergency() {
        let facts = Facts { relative: true, mine: true, named: true, glass: true, ..OURS };
        assert!(Role::ALL.iter().all(|role| !sees(*role, facts)));
    }

    #[test]
    fn a_restricted_record_opens_for_those_named_and_nobody_else() {
        let restricted = Facts { restricted: true, mine: true, ..OURS };
        assert!(!sees(Role::HeadOfService, restricted));
        assert!(sees(
            Role::EducationSpecialist,
            Facts { named: true, mine: false, team: false, ..restricted }
        ));
    }

    #[test]
    fn somebody_only_known_is_seen_by_whoever_imports_and_by_the_matching_desk() {
        let known = Facts { only_known: true, ..OURS };
        assert!(!sees(Role::HeadOfService, known));
        assert!(sees(Role::PerformanceOfficer, known) && sees(Role::MatchingDesk, known));
        assert!(!sees(Role::PerformanceOfficer, OURS));
    }

    #[test]
    fn a_relatives_emergency_opening_is_for_somebody_else_to_look_at() {
        for role in [Role::HubManager, Role::HeadOfService, Role::InformationGovernance] {
            let looks = |facts| opening_policy(&Rights::of(&[role])).allows(&facts);
            assert!(looks(Facts { team: false, ..OURS }), "{role:?}");
            assert!(!looks(Facts { relative: true, ..OURS }), "{role:?}");
            assert!(!looks(Facts { same_authority: false, ..OURS }), "{role:?}");
        }
    }

    #[test]
    fn what_was_opened_of_a_restricted_record_is_for_those_named_and_for_who_looks_after_the_council() {
        let restricted = Facts { restricted: true, ..OURS };
        let sealed = Facts { sealed: true, ..OURS };
        let looks = |role, facts| opening_policy(&Rights::of(&[role])).allows(&facts);
        assert!(!looks(Role::HubManager, restricted) && !looks(Role::HubManager, sealed));
        assert!(looks(Role::HubManager, Facts { named: true, ..restricted }));
        assert!(!looks(Role::HubManager, Facts { named: true, ..sealed }));
        for role in [Role::HeadOfService, Role::InformationGovernance] {
            assert!(looks(role, restricted) && looks(role, sealed));
        }
    }

    #[test]
    fn an_adoption_is_known_to_those_it_names_and_opens_its_record_to_nobody() {
        let named = Facts { sealed: true, adoption_worker: true, mine: true, glass: true, ..OURS };
        assert!(adoption_policy().allows(&named));
        assert!(Role::ALL.iter().all(|role| !sees(*role, named)));
        for facts in [
            Facts { adoption_worker: false, ..named },
            Facts { sealed: false, ..named },
            Facts { relative: true, ..named },
            Facts { same_authority: false, ..named },
        ] {
            assert!(!adoption_policy().allows(&facts));
        }
    }

    #[test]
    fn the_team_where_they_sleep_sees_the_safety_card_and_not_the_record() {
        let sleeping = Facts { team: false, sleeps_here: true, ..OURS };
        let rights = Rights::of(&[Role::ReliefWorker]);
        assert!(card_policy(&rights).allows(&sleeping));
        assert!(!record_policy(&rights).allows(&sleeping));
    }

    #[test]
    fn a_safety_page_opened_for_somebody_arriving_shows_the_card_and_not_the_record() {
        let opened = Facts { team: false, safety_page: true, ..OURS };
        let rights = Rights::of(&[Role::OutreachKeyWorker]);
        assert!(card_policy(&rights).allows(&opened) && !record_policy(&rights).allows(&opened));
        for facts in [
            Facts { relative: true, ..opened },
            Facts { sealed: true, ..opened },
            Facts { restricted: true, ..opened },
        ] {
            assert!(!card_policy(&rights).allows(&facts));
        }
    }

    #[test]
    fn what_was_opened_before_a_restriction_stays_open_only_for_those_who_may_open_restricted_records() {
        let glass = Facts { team: false, glass: true, restricted: true, ..OURS };
        let page = Facts { glass: false, safety_page: true, ..glass };
        for (role, stays) in [(Role::OutreachKeyWorker, false), (Role::HubManager, true)] {
            let rights = Rights::of(&[role]);
            assert_eq!(record_policy(&rights).allows(&glass), stays, "{role:?}");
            assert_eq!(card_policy(&rights).allows(&page), stays, "{role:?}");
            assert!(record_policy(&rights).allows(&Facts { named: true, ..glass }));
        }
    }

    #[test]
    fn what_was_opened_in_an_emergency_decides_nothing_about_who_may_open_it() {
        let glass = Facts { team: false, glass: true, ..OURS };
        for role in Role::ALL.iter().copied() {
            let rights = Rights { by_opening: false, ..Rights::of(&[role]) };
            let decides = |facts| record_policy(&rights).allows(&facts);
            for facts in [glass, Facts { restricted: true, ..glass }] {
                assert_eq!(decides(facts), sees(role, Facts { glass: false, ..facts }), "{role:?}");
            }
        }
    }

    #[test]
    fn administrators_and_board_members_see_no_record() {
        for role in [Role::Administrator, Role::BoardMember, Role::InformationGovernance] {
            assert!(!sees(role, Facts { mine: true, named: true, restricted: true, ..OURS }));
        }
    }
}
