//! The files that are known, and how they are recognised: by their columns.

use practice::codes::CollectionYear;
use std::collections::BTreeMap;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Module {
    /// One row for each child of the return.
    Header,
    /// Periods under one legal status in one placement.
    Episodes,
    /// Reviews of looked after children.
    Reviews,
    /// Times missing or away without authorisation.
    Missing,
    /// Health, SDQ and convictions of those looked after for a year.
    Oc2,
    /// Care leavers aged 17 to 21.
    Oc3,
    /// Social workers, from 2023-24.
    SwEpisodes,
    /// Unaccompanied asylum-seeking children.
    Uasc,
    /// Permanence before this period of care.
    PrevPerm,
    /// Adoptions. Recognised, not imported.
    Ad1,
    /// Decisions to place for adoption. Recognised, not imported.
    PlacedAdoption,
    /// Deprivation of liberty orders, from 2026-27. Recognised, not imported.
    DoLo,
    /// `People.csv`: names and tonight, which no return holds.
    People,
}

impl Module {
    /// Every kind of file.
    pub const ALL: [Self; 13] = [
        Self::Header,
        Self::Episodes,
        Self::Reviews,
        Self::Missing,
        Self::Oc2,
        Self::Oc3,
        Self::SwEpisodes,
        Self::Uasc,
        Self::PrevPerm,
        Self::Ad1,
        Self::PlacedAdoption,
        Self::DoLo,
        Self::People,
    ];

    /// Its name, as councils know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Header => "Header",
            Self::Episodes => "Episodes",
            Self::Reviews => "Reviews",
            Self::Missing => "Missing",
            Self::Oc2 => "OC2",
            Self::Oc3 => "OC3",
            Self::SwEpisodes => "SWEpisodes",
            Self::Uasc => "UASC",
            Self::PrevPerm => "PrevPerm",
            Self::Ad1 => "AD1",
            Self::PlacedAdoption => "PlacedAdoption",
            Self::DoLo => "DoLo",
            Self::People => "People",
        }
    }

    /// Whether its rows are read; the others are only recognised.
    pub fn is_imported(self) -> bool {
        !matches!(self, Self::Ad1 | Self::PlacedAdoption | Self::DoLo)
    }

    /// Whether it belongs to a collection year.
    pub fn has_year(self) -> bool {
        self != Self::People
    }

    /// The first return that holds it, when it was added later.
    pub(crate) fn first_year(self) -> Option<CollectionYear> {
        match self {
            Self::SwEpisodes => CollectionYear::ending(2024),
            Self::DoLo => CollectionYear::ending(2027),
            _ => None,
        }
    }

    /// The columns without which a file cannot be read safely: the key, and
    /// the end dates whose absence would make everything look open.
    pub(crate) fn needed(self) -> &'static [&'static str] {
        match self {
            Self::Episodes => &["CHILD", "DECOM", "DEC"],
            Self::Reviews => &["CHILD", "REVIEW"],
            Self::Missing => &["CHILD", "MIS_START", "MIS_END"],
            Self::SwEpisodes => &["CHILD", "SW_DECOM", "SW_DEC"],
            _ => &["CHILD"],
        }
    }

    /// The columns whose dates say which year a file belongs to: things that
    /// happened in the year, then (where there are none) what was open in it.
    pub(crate) fn dates_of_year(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::Episodes => (&["DEC"], &["DECOM"]),
            Self::Reviews => (&["REVIEW"], &[]),
            Self::Missing => (&["MIS_END"], &["MIS_START"]),
            Self::SwEpisodes => (&["SW_DEC"], &["SW_DECOM"]),
            _ => (&[], &[]),
        }
    }
}

/// The columns of a kind of file, in the order they are written.
pub fn columns(module: Module) -> &'static [&'static str] {
    match module {
        Module::Header => &["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"],
        Module::Episodes => &[
            "CHILD",
            "DECOM",
            "RNE",
            "LS",
            "CIN",
            "PLACE",
            "PLACE_PROVIDER",
            "DEC",
            "REC",
            "REASON_PLACE_CHANGE",
            "HOME_POST",
            "PL_POST",
            "URN",
        ],
        Module::Reviews => &["CHILD", "DOB", "REVIEW", "REVIEW_CODE"],
        Module::Missing => &["CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"],
        Module::Oc2 => &[
            "CHILD",
            "DOB",
            "SDQ_SCORE",
            "SDQ_REASON",
            "CONVICTED",
            "HEALTH_CHECK",
            "IMMUNISATIONS",
            "TEETH_CHECK",
            "HEALTH_ASSESSMENT",
            "SUBSTANCE_MISUSE",
            "INTERVENTION_RECEIVED",
            "INTERVENTION_OFFERED",
        ],
        Module::Oc3 => &["CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"],
        Module::SwEpisodes => &["CHILD", "DOB", "SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"],
        Module::Uasc => &["CHILD", "SEX", "DOB", "DUC"],
        Module::PrevPerm => &["CHILD", "DOB", "PREV_PERM", "LA_PERM", "DATE_PERM"],
        Module::Ad1 => {
            &["CHILD", "DOB", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"]
        }
        Module::PlacedAdoption => {
            &["CHILD", "DOB", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"]
        }
        Module::DoLo => &["CHILD", "DOB", "DOLO_START", "DOLO_END"],
        Module::People => &PEOPLE_NAMES,
    }
}

/// The columns of `People.csv`, in the order they are written, each with what it holds.
pub const PEOPLE_COLUMNS: [(&str, &str); 12] = [
    ("CHILD", "The council’s number for the young person, at most 10 characters"),
    ("LEGAL_NAME", "Full legal name"),
    ("NAME_USED", "The name they use"),
    ("DOB", "Birth date"),
    ("TEAM", "The responsible team or hub"),
    (
        "SOCIAL_WORKER",
        "The social worker’s name: one worker who is a social worker here now, or somebody new. A namesake in another \
         role, or who has left, is never named; the issues file says so",
    ),
    ("KEY_WORKER", "The key worker’s name, in the same way"),
    (
        "KEY_WORKER_SINCE",
        "The day the key worker began. With it, the young person’s journey opens; without it, or with a day still to \
         come, the key worker is not named",
    ),
    (
        "COHORT",
        "The group: looked after, edge of care, edging to care or care leaver. Any other word is left out and said to \
         be",
    ),
    ("SLEEPING_AT", "Where they sleep tonight"),
    ("STAY_PURPOSE", "What the stay is for. Without a place it is about the stay that stands"),
    (
        "MISSING_SINCE",
        "Empty, or the day (and time) since when they are missing now: 20/11/2026 21:30. The word yes, without a day, \
         shows them missing from the day of the import. A day that is still to come is not taken in",
    ),
];

/// Their names alone.
const PEOPLE_NAMES: [&str; PEOPLE_COLUMNS.len()] = {
    let mut names = [""; PEOPLE_COLUMNS.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = PEOPLE_COLUMNS[at].0;
        at += 1;
    }
    names
};

/// Other names under which the columns of `People.csv` are also known.
const PEOPLE_ALSO: [(&str, &str); 13] = [
    ("COUNCIL_NUMBER", "CHILD"),
    ("PREFERRED_NAME", "NAME_USED"),
    ("DATE_OF_BIRTH", "DOB"),
    ("BIRTH_DATE", "DOB"),
    ("SINCE_WHEN", "KEY_WORKER_SINCE"),
    ("AND_SINCE_WHEN", "KEY_WORKER_SINCE"),
    ("SINCE", "KEY_WORKER_SINCE"),
    ("SLEEPING_WHERE", "SLEEPING_AT"),
    ("SLEEPING", "SLEEPING_AT"),
    ("PURPOSE_OF_THE_STAY", "STAY_PURPOSE"),
    ("PURPOSE_OF_STAY", "STAY_PURPOSE"),
    ("MISSING_NOW", "MISSING_SINCE"),
    ("MISSING_NOW_SINCE", "MISSING_SINCE"),
];

/// Where the columns of a recognised file stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Columns {
    pub(crate) module: Module,
    /// For each of [`columns`], its place in the file.
    places: Vec<Option<usize>>,
    /// How many cells a row must at least have: up to the last known column.
    pub(crate) width: usize,
    /// How many cells the first line has.
    pub(crate) cells: usize,
    /// The places of the first line that hold no name.
    pub(crate) unnamed: Vec<usize>,
    pub(crate) missing: Vec<&'static str>,
    pub(crate) extra: Vec<String>,
}

impl Columns {
    /// The place of a column in the file, if it is there.
    pub(crate) fn place(&self, column: &str) -> Option<usize> {
        let at = columns(self.module).iter().position(|known| *known == column)?;
        self.places[at]
    }
}

/// Recognises a file by the cells of its first line, in any order, case and
/// spacing. The sentence says why it cannot be read.
pub(crate) fn recognise(cells: &[String]) -> Result<Columns, String> {
    let names: Vec<String> = cells.iter().map(|cell| normal(cell)).collect();
    let module = best_module(&names).ok_or_else(|| not_recognised(cells, &names))?;
    let known = columns(module);
    let mut places = vec![None; known.len()];
    let mut extra = Vec::new();
    for (place, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        match known.iter().position(|column| *column == known_as(module, name)) {
            Some(at) if places[at].is_some() => {
                return Err(format!(
                    "The column {} stands in this file twice. Remove one of them.",
                    known[at]
                ));
            }
            Some(at) => places[at] = Some(place),
            None => extra.push(name.clone()),
        }
    }
    let missing: Vec<&'static str> =
        known.iter().zip(&places).filter(|(_, place)| place.is_none()).map(|(column, _)| *column).collect();
    let needed: Vec<&str> =
        module.needed().iter().copied().filter(|column| missing.contains(column)).collect();
    if !needed.is_empty() {
        return Err(format!(
            "This looks like a {} file, but it cannot be read without {}.",
            module.name(),
            listed(&needed)
        ));
    }
    let width = places.iter().flatten().max().map_or(0, |last| last + 1);
    let unnamed = (0..names.len()).filter(|place| names[*place].is_empty()).collect();
    Ok(Columns { module, places, width, cells: cells.len(), unnamed, missing, extra })
}

/// Upper case, with one underscore for each run of spaces, hyphens or underscores.
fn normal(cell: &str) -> String {
    let cell = crate::cells::trimmed(cell).to_ascii_uppercase();
    let words: Vec<&str> = cell
        .split(|c: char| c.is_whitespace() || matches!(c, '_' | '-'))
        .filter(|word| !word.is_empty())
        .collect();
    words.join("_")
}

fn known_as(module: Module, name: &str) -> &str {
    let also = PEOPLE_ALSO.iter().find(|(other, _)| module == Module::People && *other == name);
    also.map_or(name, |(_, known)| known)
}

/// The kind of file with the most telling columns: all but those that several
/// kinds share. A draw recognises nothing.
fn best_module(names: &[String]) -> Option<Module> {
    let mut by_score: BTreeMap<usize, Vec<Module>> = BTreeMap::new();
    for module in Module::ALL {
        let telling = |name: &&String| {
            let name = known_as(module, name);
            is_telling(name) && columns(module).contains(&name)
        };
        by_score.entry(names.iter().filter(telling).count()).or_default().push(module);
    }
    match by_score.pop_last()? {
        (score, best) if score > 0 && best.len() == 1 => best.first().copied(),
        _ => None,
    }
}

/// Whether a column tells one kind of file from another.
fn is_telling(column: &str) -> bool {
    !matches!(column, "CHILD" | "DOB" | "SEX")
}

fn not_recognised(cells: &[String], names: &[String]) -> String {
    if let [only] = cells
        && only.contains([';', '|', '\t'])
    {
        return String::from(
            "The columns of this file are not separated by commas. Save it as a comma-separated CSV.",
        );
    }
    let seen: Vec<&str> = names.iter().map(String::as_str).filter(|name| !name.is_empty()).take(8).collect();
    let telling: Vec<&str> = PEOPLE_NAMES.into_iter().filter(|column| is_telling(column)).collect();
    let (last, first) = telling.split_last().unwrap_or((&"", &[]));
    format!(
        "This file is not recognised by its columns ({}). Its first line must name the columns of a file of the \
         return, or those of People.csv: {}, and at least one of {} or {last}.",
        listed(&seen),
        listed(Module::People.needed()),
        first.join(", ")
    )
}

/// "A, B and C", each cut to a readable length.
pub(crate) fn listed(names: &[impl AsRef<str>]) -> String {
    let short: Vec<String> = names.iter().map(|name| name.as_ref().chars().take(40).collect()).collect();
    match short.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_for_councils_names_the_columns_of_people_csv_in_the_same_words() {
        let guide = include_str!("../../../docs/importing.md").replace('`', "");
        for (column, holds) in PEOPLE_COLUMNS {
            assert!(guide.contains(&format!("| {column} | {holds} |")), "{column}");
        }
        assert_eq!(columns(Module::People).len(), PEOPLE_COLUMNS.len());
    }
}
