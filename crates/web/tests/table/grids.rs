//! Who may see whom, drawn by hand from section 3 of the architecture and
//! from what each role is there for; never worked out by the program.
//!
//! `x`: may. `.`: not theirs, which looks as if it were not there.

use practice::journal::Class;
use practice::staff::Role;

/// What there is between whoever asks and a young person. Everybody who asks
/// is a worker of Harbour House.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Relation {
    /// Of another team; the asker works with them by name.
    Own,
    /// The asker's team is responsible; the asker does not work with them by name.
    Team,
    /// Another team is responsible.
    Other,
    /// The asker's own, in the asker's team, and restricted to somebody else.
    Restricted,
    /// Of another team, restricted, and the asker is who is named.
    Named,
    /// The asker's own, in the asker's team, and declared a relative by the asker.
    Relative,
    /// Of another council, which names the asker and the asker's team all the same.
    Council,
    /// Nobody: a well-formed reference that was never given to anybody.
    Absent,
    /// The asker's own, in the asker's team, and only known: no key worker yet.
    Known,
    /// The asker's own, in the asker's team, and sealed by an adoption.
    Sealed,
    /// Of another team, opened by the asker in an emergency just now.
    Opened,
    /// Of another team, opened by the asker in an emergency an hour ago.
    Closed,
    /// Of another team, opened by the asker just now and then declared a relative.
    Kin,
    /// Of another team, sleeping in the house of the asker's team.
    Sleeps,
    /// Of another team; the asker covers for their key worker today.
    Covers,
    /// Of another team; the asker opened the safety page for somebody arriving tonight.
    Arriving,
    /// Of another team, opened by the asker in an emergency just now and then restricted to somebody else.
    Shut,
    /// The asker's own, in the asker's team, sealed by an adoption, and the asker is who may know of it.
    Adoption,
}

impl Relation {
    pub(crate) const ALL: [Self; 18] = [
        Self::Own,
        Self::Team,
        Self::Other,
        Self::Restricted,
        Self::Named,
        Self::Relative,
        Self::Council,
        Self::Absent,
        Self::Known,
        Self::Sealed,
        Self::Opened,
        Self::Closed,
        Self::Kin,
        Self::Sleeps,
        Self::Covers,
        Self::Arriving,
        Self::Shut,
        Self::Adoption,
    ];

    /// As the columns of the drawings are headed.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Team => "team",
            Self::Other => "other",
            Self::Restricted => "restrict",
            Self::Named => "named",
            Self::Relative => "relative",
            Self::Council => "council",
            Self::Absent => "absent",
            Self::Known => "known",
            Self::Sealed => "sealed",
            Self::Opened => "opened",
            Self::Closed => "closed",
            Self::Kin => "kin",
            Self::Sleeps => "sleeps",
            Self::Covers => "covers",
            Self::Arriving => "arriving",
            Self::Shut => "shut",
            Self::Adoption => "adoption",
        }
    }
}

/// A drawing: a column for each relation or class, a line for each role.
pub(crate) struct Grid {
    /// What it draws.
    pub(crate) of: &'static str,
    drawn: &'static str,
}

/// Who may open the whole record: lists, searches, the story and what is written into it.
pub(crate) const RECORD: Grid = Grid {
    of: "record",
    drawn: "
                             own team other restrict named relative council absent known sealed opened closed kin sleeps covers arriving shut adoption
    administrator             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    information_governance    .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    head_of_service           x   x     x       .      x      .        .      .      .      .      x      x     .    x    x       x       x    .
    hub_manager               x   x     .       .      x      .        .      .      .      .      x      .     .    .    x       .       x    .
    deputy                    x   x     .       .      x      .        .      .      .      .      x      .     .    .    x       .       .    .
    residential_key_worker    x   x     .       .      x      .        .      .      .      .      x      .     .    .    x       .       .    .
    outreach_key_worker       x   x     .       .      x      .        .      .      .      .      x      .     .    .    x       .       .    .
    portfolio_lead            x   x     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    life_coach                x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    communication_support     x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    police_role               x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    family_specialist         x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    education_specialist      x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    housing_specialist        x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    social_worker             x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    reviewing_officer         x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    performance_officer       .   .     .       .      x      .        .      .      x      .      .      .     .    .    .       .       .    .
    board_member              .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    relief_worker             x   x     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    matching_desk             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    ",
};

/// Who may decide who opens the record and who works with them: the same, but never for an emergency.
pub(crate) const DECIDED: Grid = Grid {
    of: "decided",
    drawn: "
                             own team other restrict named relative council absent known sealed opened closed kin sleeps covers arriving shut adoption
    administrator             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    information_governance    .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    head_of_service           x   x     x       .      x      .        .      .      .      .      x      x     .    x    x       x       .    .
    hub_manager               x   x     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    deputy                    x   x     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    residential_key_worker    x   x     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    outreach_key_worker       x   x     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    portfolio_lead            x   x     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    life_coach                x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    communication_support     x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    police_role               x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    family_specialist         x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    education_specialist      x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    housing_specialist        x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    social_worker             x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    reviewing_officer         x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    performance_officer       .   .     .       .      x      .        .      .      x      .      .      .     .    .    .       .       .    .
    board_member              .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    relief_worker             x   x     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    matching_desk             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    ",
};

/// Who may open the safety card: the same, and the team in whose house they sleep.
pub(crate) const CARD: Grid = Grid {
    of: "card",
    drawn: "
                             own team other restrict named relative council absent known sealed opened closed kin sleeps covers arriving shut adoption
    administrator             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    information_governance    .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    head_of_service           x   x     x       .      x      .        .      .      .      .      x      x     .    x    x       x       x    .
    hub_manager               x   x     .       .      x      .        .      .      .      .      x      .     .    x    x       x       x    .
    deputy                    x   x     .       .      x      .        .      .      .      .      x      .     .    x    x       x       .    .
    residential_key_worker    x   x     .       .      x      .        .      .      .      .      x      .     .    x    x       x       .    .
    outreach_key_worker       x   x     .       .      x      .        .      .      .      .      x      .     .    x    x       x       .    .
    portfolio_lead            x   x     .       .      x      .        .      .      .      .      .      .     .    x    x       .       .    .
    life_coach                x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    communication_support     x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    police_role               x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    family_specialist         x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    education_specialist      x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    housing_specialist        x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    social_worker             x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    reviewing_officer         x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    performance_officer       .   .     .       .      x      .        .      .      x      .      .      .     .    .    .       .       .    .
    board_member              .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    relief_worker             x   x     .       .      x      .        .      .      .      .      .      .     .    x    x       .       .    .
    matching_desk             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    ",
};

/// Whom those know of who work for the whole council and read no record: who
/// somebody is at the matching desk, and who looked.
pub(crate) const KNOWN_OF: Grid = Grid {
    of: "known of",
    drawn: "
                             own team other restrict named relative council absent known sealed opened closed kin sleeps covers arriving shut adoption
    administrator             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    information_governance    x   x     x       x      x      .        .      .      x      .      x      x     .    x    x       x       x    .
    head_of_service           x   x     x       .      x      .        .      .      .      .      x      x     .    x    x       x       x    .
    hub_manager               x   x     .       .      x      .        .      .      .      .      x      .     .    .    x       .       x    .
    deputy                    x   x     .       .      x      .        .      .      .      .      x      .     .    .    x       .       .    .
    residential_key_worker    x   x     .       .      x      .        .      .      .      .      x      .     .    .    x       .       .    .
    outreach_key_worker       x   x     .       .      x      .        .      .      .      .      x      .     .    .    x       .       .    .
    portfolio_lead            x   x     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    life_coach                x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    communication_support     x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    police_role               x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    family_specialist         x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    education_specialist      x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    housing_specialist        x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    social_worker             x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    reviewing_officer         x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    performance_officer       .   .     .       .      x      .        .      .      x      .      .      .     .    .    .       .       .    .
    board_member              .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    relief_worker             x   x     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    matching_desk             x   x     x       x      x      .        .      .      x      .      x      x     .    x    x       x       x    .
    ",
};

/// Whose conflicts with the council's file somebody decides: theirs who may open the record without an
/// emergency, and of who somebody is the matching desk's too, but not where the record is restricted to others.
pub(crate) const CONFLICTS: Grid = Grid {
    of: "conflicts",
    drawn: "
                             own team other restrict named relative council absent known sealed opened closed kin sleeps covers arriving shut adoption
    administrator             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    information_governance    .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    head_of_service           x   x     x       .      x      .        .      .      .      .      x      x     .    x    x       x       .    .
    hub_manager               x   x     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    deputy                    x   x     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    residential_key_worker    x   x     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    outreach_key_worker       x   x     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    portfolio_lead            x   x     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    life_coach                x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    communication_support     x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    police_role               x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    family_specialist         x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    education_specialist      x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    housing_specialist        x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    social_worker             x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    reviewing_officer         x   .     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    performance_officer       .   .     .       .      x      .        .      .      x      .      .      .     .    .    .       .       .    .
    board_member              .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    relief_worker             x   x     .       .      x      .        .      .      .      .      .      .     .    .    x       .       .    .
    matching_desk             x   x     x       .      x      .        .      .      x      .      x      x     .    x    x       x       .    .
    ",
};

/// Whose emergency openings are looked at afterwards: the whole council's, but never a declared
/// relative's, and a restricted or sealed record's by those named and who looks after the whole council.
pub(crate) const OPENINGS: Grid = Grid {
    of: "openings",
    drawn: "
                             own team other restrict named relative council absent known sealed opened closed kin sleeps covers arriving shut adoption
    administrator             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    information_governance    x   x     x       x      x      .        .      .      x      x      x      x     .    x    x       x       x    x
    head_of_service           x   x     x       x      x      .        .      .      x      x      x      x     .    x    x       x       x    x
    hub_manager               x   x     x       .      x      .        .      .      x      .      x      x     .    x    x       x       .    .
    deputy                    .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    residential_key_worker    .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    outreach_key_worker       .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    portfolio_lead            .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    life_coach                .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    communication_support     .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    police_role               .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    family_specialist         .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    education_specialist      .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    housing_specialist        .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    social_worker             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    reviewing_officer         .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    performance_officer       .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    board_member              .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    relief_worker             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    matching_desk             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    ",
};

/// Whose restrictions come to whom to be looked at again: those that name them.
pub(crate) const NAMED: Grid = Grid {
    of: "restrictions",
    drawn: "
                             own team other restrict named relative council absent known sealed opened closed kin sleeps covers arriving shut adoption
    administrator             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    information_governance    .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    head_of_service           .   .     .       .      x      .        .      .      .      .      .      .     .    .    .       .       .    .
    hub_manager               .   .     .       .      x      .        .      .      .      .      .      .     .    .    .       .       .    .
    deputy                    .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    residential_key_worker    .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    outreach_key_worker       .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    portfolio_lead            .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    life_coach                .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    communication_support     .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    police_role               .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    family_specialist         .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    education_specialist      .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    housing_specialist        .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    social_worker             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    reviewing_officer         .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    performance_officer       .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    board_member              .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    relief_worker             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    matching_desk             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    ",
};

/// Who arrives tonight: none of these does.
pub(crate) const NOBODY_ARRIVES: Grid = Grid {
    of: "arrivals",
    drawn: "
                             own team other restrict named relative council absent known sealed opened closed kin sleeps covers arriving shut adoption
    administrator             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    information_governance    .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    head_of_service           .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    hub_manager               .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    deputy                    .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    residential_key_worker    .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    outreach_key_worker       .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    portfolio_lead            .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    life_coach                .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    communication_support     .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    police_role               .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    family_specialist         .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    education_specialist      .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    housing_specialist        .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    social_worker             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    reviewing_officer         .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    performance_officer       .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    board_member              .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    relief_worker             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    matching_desk             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    ",
};

/// Of whose adoption one may know: whoever is named for it, and nobody else.
pub(crate) const ADOPTIONS: Grid = Grid {
    of: "adoptions",
    drawn: "
                             own team other restrict named relative council absent known sealed opened closed kin sleeps covers arriving shut adoption
    administrator             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    x
    information_governance    .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    x
    head_of_service           .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    x
    hub_manager               .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    x
    deputy                    .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    x
    residential_key_worker    .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    x
    outreach_key_worker       .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    x
    portfolio_lead            .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    x
    life_coach                .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    x
    communication_support     .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    x
    police_role               .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    x
    family_specialist         .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    x
    education_specialist      .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    x
    housing_specialist        .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    x
    social_worker             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    x
    reviewing_officer         .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    x
    performance_officer       .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    x
    board_member              .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    x
    relief_worker             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    x
    matching_desk             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    x
    ",
};

/// Whom an emergency opens: everybody of the council but a declared relative
/// and a sealed record; a restricted one for the manager on call.
pub(crate) const EMERGENCY: Grid = Grid {
    of: "emergency",
    drawn: "
                             own team other restrict named relative council absent known sealed opened closed kin sleeps covers arriving shut adoption
    administrator             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    information_governance    .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    head_of_service           x   x     x       x      x      .        .      .      x      .      x      x     .    x    x       x       x    .
    hub_manager               x   x     x       x      x      .        .      .      x      .      x      x     .    x    x       x       x    .
    deputy                    x   x     x       .      x      .        .      .      x      .      x      x     .    x    x       x       .    .
    residential_key_worker    x   x     x       .      x      .        .      .      x      .      x      x     .    x    x       x       .    .
    outreach_key_worker       x   x     x       .      x      .        .      .      x      .      x      x     .    x    x       x       .    .
    portfolio_lead            .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    life_coach                .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    communication_support     .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    police_role               .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    family_specialist         .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    education_specialist      .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    housing_specialist        .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    social_worker             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    reviewing_officer         .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    performance_officer       .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    board_member              .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    relief_worker             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    matching_desk             .   .     .       .      .      .        .      .      .      .      .      .     .    .    .       .       .    .
    ",
};

/// Who reads what is in which privacy class, of whoever's record they may open.
pub(crate) const CLASSES: Grid = Grid {
    of: "classes",
    drawn: "
                            story family police clinical restricted management
    administrator             .     .      .       .         .          .
    information_governance    .     .      .       .         .          x
    head_of_service           x     x      x       .         x          x
    hub_manager               x     x      x       .         x          x
    deputy                    x     x      x       .         .          x
    residential_key_worker    x     x      .       .         .          .
    outreach_key_worker       x     x      .       .         .          .
    portfolio_lead            x     x      .       .         .          .
    life_coach                x     x      .       x         .          .
    communication_support     x     .      .       x         .          .
    police_role               x     .      x       .         .          .
    family_specialist         x     x      .       .         .          .
    education_specialist      x     .      .       .         .          .
    housing_specialist        x     .      .       .         .          .
    social_worker             x     x      .       .         .          .
    reviewing_officer         x     x      .       .         .          .
    performance_officer       x     .      .       .         .          .
    board_member              .     .      .       .         .          .
    relief_worker             x     .      .       .         .          .
    matching_desk             .     .      .       .         .          x
    ",
};

impl Grid {
    /// What is drawn where a role's line meets a column.
    pub(crate) fn at(&self, role: Role, column: &str) -> bool {
        let (columns, lines) = self.read();
        let place = columns.iter().position(|one| *one == column);
        let place = place.unwrap_or_else(|| panic!("no column {column}"));
        let line = lines.iter().find(|(one, _)| *one == role.word());
        let (_, marks) = line.unwrap_or_else(|| panic!("no line for {}", role.word()));
        marks[place] == "x"
    }

    fn read(&self) -> (Vec<&str>, Vec<(&str, Vec<&str>)>) {
        let mut lines = self.drawn.lines().filter(|line| !line.trim().is_empty());
        let columns = lines.next().unwrap().split_whitespace().collect();
        let lines = lines.map(|line| {
            let mut marks = line.split_whitespace();
            (marks.next().unwrap(), marks.collect())
        });
        (columns, lines.collect())
    }
}

#[test]
fn every_drawing_has_each_role_and_each_column_once() {
    let relations: Vec<&str> = Relation::ALL.iter().map(|relation| relation.word()).collect();
    let classes: Vec<&str> = Class::ALL.iter().map(|class| class.word()).collect();
    let roles: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
    for (grid, columns) in [
        (&RECORD, &relations),
        (&DECIDED, &relations),
        (&CARD, &relations),
        (&KNOWN_OF, &relations),
        (&CONFLICTS, &relations),
        (&OPENINGS, &relations),
        (&NAMED, &relations),
        (&NOBODY_ARRIVES, &relations),
        (&ADOPTIONS, &relations),
        (&EMERGENCY, &relations),
        (&CLASSES, &classes),
    ] {
        let (drawn, lines) = grid.read();
        assert_eq!(drawn, *columns);
        assert_eq!(lines.iter().map(|(role, _)| *role).collect::<Vec<_>>(), roles);
        for (role, marks) in lines {
            assert_eq!(marks.len(), columns.len(), "{role}");
            assert!(marks.iter().all(|mark| ["x", "."].contains(mark)), "{role}: {marks:?}");
        }
    }
}
