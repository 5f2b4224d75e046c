//! Where people live, as the return sees it. Postcodes begin with ZZ, an
//! area that does not exist.

use crate::chance::Chance;

/// One of the two hubs: a team with beds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hub {
    /// The team's name, as People.csv says it.
    pub name: &'static str,
    /// The Ofsted number of the home (invented).
    pub urn: &'static str,
    /// The home's postcode (invented).
    pub postcode: &'static str,
    /// The Ofsted number of the supported accommodation beside the hub.
    pub supported_urn: &'static str,
    /// Beds for planned stays.
    pub planned_beds: u8,
    /// Beds for emergencies.
    pub emergency_beds: u8,
}

/// The two hubs of the council.
pub const HUBS: [Hub; 2] = [
    Hub {
        name: "Harbour House",
        urn: "SC990001",
        postcode: "ZZ3 2HH",
        supported_urn: "2990011",
        planned_beds: 4,
        emergency_beds: 2,
    },
    Hub {
        name: "Moor View",
        urn: "SC990002",
        postcode: "ZZ7 5LW",
        supported_urn: "2990012",
        planned_beds: 4,
        emergency_beds: 2,
    },
];

/// A kind of place somebody lives in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A planned bed in a hub.
    HubBed(usize),
    /// A few nights in a hub while the usual place stays open.
    HubEmergency(usize),
    /// A hub's own foster family.
    HubFamily(usize),
    /// A children's home elsewhere.
    Home,
    LongFoster,
    ShortFoster,
    Relative,
    Parents,
    Supported(usize),
    Hospital,
}

/// A placement as an episode names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placement {
    pub(crate) kind: Kind,
    pub(crate) provider: &'static str,
    pub(crate) postcode: String,
    pub(crate) urn: String,
}

impl Placement {
    /// A placement of a kind; `home` is the family's own postcode.
    pub(crate) fn of(kind: Kind, home: &str, chance: &mut Chance) -> Self {
        let (provider, urn): (&'static str, String) = match kind {
            Kind::HubBed(hub) => ("PR1", HUBS[hub].urn.into()),
            Kind::Supported(hub) => ("PR4", HUBS[hub].supported_urn.into()),
            Kind::HubEmergency(_) | Kind::Hospital => ("", String::new()),
            Kind::HubFamily(_) | Kind::Relative => ("PR1", "SC990100".into()),
            Kind::Parents => ("PR0", String::new()),
            Kind::Home => ("PR4", format!("SC99{:04}", chance.number(2000..=2039))),
            Kind::LongFoster | Kind::ShortFoster => match chance.number(0..=3) {
                0 | 1 => ("PR1", "SC990100".into()),
                2 => ("PR4", format!("SC99{:04}", chance.number(3000..=3011))),
                _ => ("PR5", "SC993100".into()),
            },
        };
        let postcode = match kind {
            Kind::HubBed(hub) | Kind::HubEmergency(hub) => HUBS[hub].postcode.into(),
            Kind::Parents => home.into(),
            _ => postcode(chance),
        };
        Self { kind, provider, postcode, urn }
    }

    /// The placement code in a collection year. Semi-independent living was
    /// H5 until registered supported accommodation, K3, arrived in 2023-24.
    pub(crate) fn code(&self, year: i16) -> &'static str {
        match self.kind {
            Kind::HubBed(_) | Kind::Home => "K2",
            Kind::HubEmergency(_) => "T4",
            Kind::HubFamily(_) | Kind::ShortFoster => "U6",
            Kind::LongFoster => "U4",
            Kind::Relative => "U1",
            Kind::Parents => "P1",
            Kind::Supported(_) if year < 2024 => "H5",
            Kind::Supported(_) => "K3",
            Kind::Hospital => "T1",
        }
    }

    /// The place in words, as People.csv says it.
    pub(crate) fn words(&self) -> &'static str {
        match self.kind {
            Kind::HubBed(hub) | Kind::HubEmergency(hub) => HUBS[hub].name,
            Kind::HubFamily(_) => "Hub community family",
            Kind::Home => "Children's home",
            Kind::LongFoster | Kind::ShortFoster => "Foster family",
            Kind::Relative => "With a relative who fosters",
            Kind::Parents => "With parents",
            Kind::Supported(_) => "Supported accommodation",
            Kind::Hospital => "Hospital",
        }
    }

    /// Whether the stay is a temporary one that ends where it began.
    pub(crate) fn is_temporary(&self) -> bool {
        matches!(self.kind, Kind::HubEmergency(_) | Kind::Hospital)
    }
}

/// An invented postcode in the form of a real one.
pub(crate) fn postcode(chance: &mut Chance) -> String {
    const LETTERS: [char; 20] =
        ['A', 'B', 'D', 'E', 'F', 'G', 'H', 'J', 'L', 'N', 'P', 'Q', 'R', 'S', 'T', 'U', 'W', 'X', 'Y', 'Z'];
    let (district, sector) = (chance.number(1..=19), chance.number(1..=9));
    let (first, second) = (chance.pick(&LETTERS), chance.pick(&LETTERS));
    format!("ZZ{district} {sector}{first}{second}")
}
