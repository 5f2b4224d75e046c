//! Roles are lists of named permissions; reach and privacy classes decide per record.

use crate::journal::{Class, UnknownWord};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::str::FromStr;

/// How far a worker's sight goes. Where a worker has several roles, the widest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// No young person's record.
    None,
    /// Numbers only, with small ones suppressed.
    DeIdentified,
    /// Those I am key worker, cover, social worker or pulled-in specialist of.
    Mine,
    /// Those my team is responsible for, and mine.
    Team,
    /// Everybody in the council.
    Authority,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal $label:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant,)* }

        impl $name {
            /// All of them, in the order in which they are listed on pages.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The stable word kept in the journal.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The default words on pages; a council may change them.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;
            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                Self::ALL.iter().copied().find(|one| one.word() == word).ok_or_else(|| UnknownWord(word.into()))
            }
        }
    };
}

words! {
    /// What a worker is there for.
    Role {
        /// Runs accounts, posts, teams, words. Sees no record.
        Administrator = "administrator" "Administrator",
        /// Looks after who looks: audit and emergency openings.
        InformationGovernance = "information_governance" "Information governance",
        /// Head of service and chair of the forum.
        HeadOfService = "head_of_service" "Head of service",
        /// Runs a hub.
        HubManager = "hub_manager" "Hub manager",
        /// Deputy of the hub manager.
        Deputy = "deputy" "Deputy manager",
        /// Key worker in the hub.
        ResidentialKeyWorker = "residential_key_worker" "Key worker (residential)",
        /// Key worker on outreach.
        OutreachKeyWorker = "outreach_key_worker" "Key worker (outreach)",
        /// Leads one area across all the hub's young people.
        PortfolioLead = "portfolio_lead" "Portfolio lead",
        /// Clinical psychologist in the team.
        LifeCoach = "life_coach" "Life coach",
        /// Speech and language therapist in the team.
        CommunicationSupport = "communication_support" "Communication support worker",
        /// Police officer in the team.
        PoliceRole = "police_role" "Police role",
        /// Works with families.
        FamilySpecialist = "family_specialist" "Family specialist",
        /// Works on education, training and employment.
        EducationSpecialist = "education_specialist" "Education specialist",
        /// Works on housing.
        HousingSpecialist = "housing_specialist" "Housing specialist",
        /// Holds the statutory case.
        SocialWorker = "social_worker" "Social worker",
        /// Independent reviewing officer.
        ReviewingOfficer = "reviewing_officer" "Independent reviewing officer",
        /// Keeps the numbers and brings in the council's files.
        PerformanceOfficer = "performance_officer" "Performance and intelligence officer",
        /// Sits on the strategic board: numbers only.
        BoardMember = "board_member" "Board member",
        /// Covers a shift.
        ReliefWorker = "relief_worker" "Relief worker",
        /// Decides on suspected matches, unseen by those who caused them.
        MatchingDesk = "matching_desk" "Matching desk",
    }
}

words! {
    /// One thing that may be done.
    Permission {
        /// Open records within reach.
        ReadStory = "read_story" "Read the story",
        /// Add a note or a disagreement.
        WriteStory = "write_story" "Add to the story",
        /// Record or correct who somebody is.
        RecordPerson = "record_person" "Record who somebody is",
        /// Create a record for somebody new.
        CreatePerson = "create_person" "Create a record",
        /// Name a team and a key worker.
        AllocateKeyWorker = "allocate_key_worker" "Name a key worker",
        /// Pull somebody in to the one team.
        PullIn = "pull_in" "Pull somebody in",
        /// See a record as it was known on a date.
        ReadHistory = "read_history" "See a record as known on a date",
        /// Restrict a record, and name who may open it.
        RestrictPerson = "restrict_person" "Restrict a record",
        /// Open a record in an emergency, with a reason.
        BreakGlass = "break_glass" "Open a record in an emergency",
        /// Open even a restricted record in an emergency.
        BreakGlassRestricted = "break_glass_restricted" "Open a restricted record in an emergency",
        /// Open the safety page of a likely match of somebody arriving tonight.
        OpenSafetyPage = "open_safety_page" "Open a safety page for somebody arriving tonight",
        /// Say who is on call.
        KeepRota = "keep_rota" "Say who is on call",
        /// Look at emergency openings afterwards.
        ReviewGlass = "review_glass" "Review emergency openings",
        /// Bring in the council's files, and see those only known.
        ImportPeople = "import_people" "Import the council's files",
        /// Decide on suspected matches.
        DecideMatches = "decide_matches" "Decide suspected matches",
        /// See numbers that name nobody.
        ReadNumbers = "read_numbers" "See numbers that name nobody",
        /// See who looked at what.
        ReadAudit = "read_audit" "See who looked",
        /// Accounts, posts, teams, roles.
        ManageStaff = "manage_staff" "Manage accounts and posts",
        /// Words, lists, thresholds.
        ManageWords = "manage_words" "Manage words and lists",
    }
}

/// What a set of roles adds up to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights {
    /// How far sight goes.
    pub reach: Reach,
    /// What may be done.
    pub permissions: BTreeSet<Permission>,
    /// Which privacy classes may be shown.
    pub classes: BTreeSet<Class>,
    /// Whether what was opened in an emergency is open.
    pub by_opening: bool,
}

impl Rights {
    /// The rights of somebody with these roles: the widest reach, all permissions, all classes.
    pub fn of(roles: &[Role]) -> Self {
        let none = Self {
            reach: Reach::None,
            permissions: BTreeSet::new(),
            classes: BTreeSet::new(),
            by_opening: true,
        };
        roles.iter().fold(none, |mut rights, role| {
            let (reach, permissions, classes) = role.row();
            rights.reach = rights.reach.max(reach);
            rights.permissions.extend(permissions.iter().copied().flatten());
            rights.classes.extend(classes);
            rights
        })
    }

    /// Whether something may be done at all.
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }

    /// Whether a second step at sign-in is required: administrators, whoever may read clinical, police or
    /// restricted entries, and the desks that learn who somebody restricted is without opening their record.
    pub fn needs_second_step(&self) -> bool {
        [Permission::ManageStaff, Permission::DecideMatches, Permission::ReadAudit]
            .iter()
            .any(|permission| self.may(*permission))
            || [Class::Clinical, Class::Police, Class::Restricted]
                .iter()
                .any(|class| self.classes.contains(class))
    }
}

/// The roles that hold a permission, in the order of pages.
pub fn roles_that_may(permission: Permission) -> Vec<Role> {
    Role::ALL.iter().copied().filter(|role| Rights::of(&[*role]).may(permission)).collect()
}

impl Role {
    /// One row of the table of rights: how far, what (by lists that roles share), which classes.
    fn row(self) -> (Reach, &'static [&'static [Permission]], &'static [Class]) {
        use Class::{Clinical, Family, Management, Police, Restricted, Story};
        use Permission as P;
        const WORKER: &[Permission] =
            &[P::ReadStory, P::WriteStory, P::RecordPerson, P::CreatePerson, P::ReadHistory];
        const ON_CALL: &[Permission] = &[
            P::ReadStory,
            P::WriteStory,
            P::RecordPerson,
            P::CreatePerson,
            P::PullIn,
            P::ReadHistory,
            P::BreakGlass,
            P::OpenSafetyPage,
        ];
        const MANAGER: &[Permission] = &[
            P::ReadStory,
            P::WriteStory,
            P::RecordPerson,
            P::CreatePerson,
            P::ReadHistory,
            P::AllocateKeyWorker,
            P::PullIn,
            P::RestrictPerson,
            P::BreakGlass,
            P::BreakGlassRestricted,
            P::OpenSafetyPage,
            P::KeepRota,
            P::ReviewGlass,
        ];
        match self {
            Self::Administrator => (Reach::None, &[&[P::ManageStaff, P::ManageWords]], &[]),
            Self::InformationGovernance => (Reach::None, &[&[P::ReadAudit, P::ReviewGlass]], &[Management]),
            Self::HeadOfService => (
                Reach::Authority,
                &[MANAGER, &[P::ReadNumbers]],
                &[Story, Family, Police, Restricted, Management],
            ),
            Self::HubManager => (Reach::Team, &[MANAGER], &[Story, Family, Police, Restricted, Management]),
            Self::Deputy => (Reach::Team, &[ON_CALL, &[P::KeepRota]], &[Story, Family, Police, Management]),
            Self::ResidentialKeyWorker | Self::OutreachKeyWorker => {
                (Reach::Team, &[ON_CALL], &[Story, Family])
            }
            Self::PortfolioLead => (Reach::Team, &[WORKER], &[Story, Family]),
            Self::LifeCoach => (Reach::Mine, &[WORKER], &[Story, Family, Clinical]),
            Self::CommunicationSupport => (Reach::Mine, &[WORKER], &[Story, Clinical]),
            Self::PoliceRole => (Reach::Mine, &[WORKER], &[Story, Police]),
            Self::FamilySpecialist | Self::SocialWorker | Self::ReviewingOfficer => {
                (Reach::Mine, &[WORKER], &[Story, Family])
            }
            Self::EducationSpecialist | Self::HousingSpecialist => (Reach::Mine, &[WORKER], &[Story]),
            Self::PerformanceOfficer => {
                (Reach::DeIdentified, &[&[P::ImportPeople, P::ReadNumbers]], &[Story])
            }
            Self::BoardMember => (Reach::DeIdentified, &[&[P::ReadNumbers]], &[]),
            Self::ReliefWorker => (Reach::Team, &[&[P::ReadStory, P::WriteStory]], &[Story]),
            Self::MatchingDesk => (Reach::None, &[&[P::DecideMatches]], &[Management]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_roles_add_up_to_the_widest_reach_and_every_class() {
        let rights = Rights::of(&[Role::LifeCoach, Role::ResidentialKeyWorker]);
        assert_eq!(rights.reach, Reach::Team);
        assert!(rights.classes.contains(&Class::Clinical) && rights.classes.contains(&Class::Family));
    }

    #[test]
    fn nobody_without_a_role_may_do_anything() {
        let rights = Rights::of(&[]);
        assert_eq!(rights.reach, Reach::None);
        assert!(Permission::ALL.iter().all(|permission| !rights.may(*permission)));
    }

    #[test]
    fn an_administrator_sees_no_record_and_needs_a_second_step() {
        let rights = Rights::of(&[Role::Administrator]);
        assert!(!rights.may(Permission::ReadStory) && rights.needs_second_step());
    }

    #[test]
    fn a_second_step_is_needed_by_whoever_may_read_clinical_police_or_restricted_entries() {
        for role in Role::ALL {
            let rights = Rights::of(&[*role]);
            let sensitive = rights
                .classes
                .iter()
                .any(|class| matches!(class, Class::Clinical | Class::Police | Class::Restricted));
            if sensitive {
                assert!(rights.needs_second_step(), "{role:?}");
            }
        }
        for of_the_restricted in [Role::MatchingDesk, Role::InformationGovernance] {
            assert!(Rights::of(&[of_the_restricted]).needs_second_step(), "{of_the_restricted:?}");
        }
        assert!(!Rights::of(&[Role::OutreachKeyWorker]).needs_second_step());
    }

    #[test]
    fn a_board_member_sees_numbers_only() {
        let rights = Rights::of(&[Role::BoardMember]);
        assert_eq!(rights.reach, Reach::DeIdentified);
        assert_eq!(rights.permissions, BTreeSet::from([Permission::ReadNumbers]));
        assert!(rights.classes.is_empty());
    }
}
