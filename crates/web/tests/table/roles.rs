//! Groups of roles, by hand, from what each is there for.

use practice::staff::Role;
use practice::staff::Role::{
    Administrator, BoardMember, CommunicationSupport, Deputy, EducationSpecialist, FamilySpecialist,
    HeadOfService, HousingSpecialist, HubManager, InformationGovernance, LifeCoach, MatchingDesk,
    OutreachKeyWorker, PerformanceOfficer, PoliceRole, PortfolioLead, ReliefWorker, ResidentialKeyWorker,
    ReviewingOfficer, SocialWorker,
};

/// Some roles; a line of the table names one of these.
pub(crate) type Roles = &'static [Role];

pub(crate) const EVERYBODY: Roles = Role::ALL;
pub(crate) const ADMINISTRATION: Roles = &[Administrator];
pub(crate) const AUDIT: Roles = &[InformationGovernance];
pub(crate) const DESK: Roles = &[MatchingDesk];
pub(crate) const IMPORT: Roles = &[PerformanceOfficer];
/// They see numbers that name nobody.
pub(crate) const NUMBERS: Roles = &[HeadOfService, PerformanceOfficer, BoardMember];
/// They restrict, allocate and review.
pub(crate) const MANAGERS: Roles = &[HeadOfService, HubManager];
/// They look at what was opened in an emergency.
pub(crate) const REVIEWERS: Roles = &[HeadOfService, HubManager, InformationGovernance];
/// They may be called at night.
pub(crate) const ON_CALL: Roles =
    &[HeadOfService, HubManager, Deputy, ResidentialKeyWorker, OutreachKeyWorker];
/// They say who is on call.
pub(crate) const ROTA: Roles = &[HeadOfService, HubManager, Deputy];
/// They work with young people in a team of their own.
pub(crate) const TEAM: Roles =
    &[HubManager, Deputy, ResidentialKeyWorker, OutreachKeyWorker, PortfolioLead, ReliefWorker];
/// They see those they are pulled in to, whose case they hold or whose reviews they chair.
pub(crate) const BY_NAME: Roles = &[
    LifeCoach,
    CommunicationSupport,
    PoliceRole,
    FamilySpecialist,
    EducationSpecialist,
    HousingSpecialist,
    SocialWorker,
    ReviewingOfficer,
];
/// They record who somebody is, and write down somebody new.
pub(crate) const RECORDERS: Roles = &[
    HeadOfService,
    HubManager,
    Deputy,
    ResidentialKeyWorker,
    OutreachKeyWorker,
    PortfolioLead,
    LifeCoach,
    CommunicationSupport,
    PoliceRole,
    FamilySpecialist,
    EducationSpecialist,
    HousingSpecialist,
    SocialWorker,
    ReviewingOfficer,
];
/// They read stories and add to them: all who record, and who covers a shift.
pub(crate) const READERS: Roles = &[
    HeadOfService,
    HubManager,
    Deputy,
    ResidentialKeyWorker,
    OutreachKeyWorker,
    PortfolioLead,
    LifeCoach,
    CommunicationSupport,
    PoliceRole,
    FamilySpecialist,
    EducationSpecialist,
    HousingSpecialist,
    SocialWorker,
    ReviewingOfficer,
    ReliefWorker,
];
/// They look for people: all who read, and who brings in the council's files.
pub(crate) const SEEKERS: Roles = &[
    HeadOfService,
    HubManager,
    Deputy,
    ResidentialKeyWorker,
    OutreachKeyWorker,
    PortfolioLead,
    LifeCoach,
    CommunicationSupport,
    PoliceRole,
    FamilySpecialist,
    EducationSpecialist,
    HousingSpecialist,
    SocialWorker,
    ReviewingOfficer,
    ReliefWorker,
    PerformanceOfficer,
];
/// They decide where file and record disagree.
pub(crate) const DECIDERS: Roles = &[
    HeadOfService,
    HubManager,
    Deputy,
    ResidentialKeyWorker,
    OutreachKeyWorker,
    PortfolioLead,
    LifeCoach,
    CommunicationSupport,
    PoliceRole,
    FamilySpecialist,
    EducationSpecialist,
    HousingSpecialist,
    SocialWorker,
    ReviewingOfficer,
    MatchingDesk,
];
/// On call, and not for the whole council.
pub(crate) const ON_CALL_IN_TEAM: Roles = &[HubManager, Deputy, ResidentialKeyWorker, OutreachKeyWorker];
/// On call, and no manager.
pub(crate) const ON_CALL_NO_MANAGER: Roles = &[Deputy, ResidentialKeyWorker, OutreachKeyWorker];
/// By day, and not on call.
pub(crate) const BY_DAY_IN_TEAM: Roles = &[PortfolioLead, ReliefWorker];
/// Of the whole council.
pub(crate) const HEAD: Roles = &[HeadOfService];
/// They know of people without opening records.
pub(crate) const DESK_AND_AUDIT: Roles = &[MatchingDesk, InformationGovernance];
