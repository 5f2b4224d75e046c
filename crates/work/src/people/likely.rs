//! Looking whether somebody is here already, before their record is begun.

use super::create::NewPerson;
use super::find::{Query, terms};
use super::list::{Filter, lines};
use super::record::found_by;
use super::{Directory, Summary};
use crate::{Desk, No};
use practice::people::{ContactKind, Header, NumberKind, name_fit};
use practice::staff::Permission;
use records::Term;
use std::collections::{BTreeMap, BTreeSet};

/// A record within reach that may be the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likely {
    /// Who.
    pub who: Summary,
    /// Why it may be them, each reason a sentence, the strongest first.
    pub why: Vec<String>,
    /// Whether a number of theirs is the same.
    pub same_number: bool,
}

/// Why a record was found, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum By {
    Number(NumberKind),
    Birth,
    Name,
    Postcode,
}

/// Records within the asker's reach that may be the same person, those with
/// most reasons first. Those out of reach are never told of: the matching desk
/// looks at them afterwards.
pub async fn likely(desk: &Desk, new: &NewPerson) -> Result<Vec<Likely>, No> {
    desk.must(Permission::CreatePerson)?;
    desk.saw(None, "search").await?;
    let mut found: BTreeMap<_, (Header, BTreeSet<By>)> = BTreeMap::new();
    for (by, terms) in asked(desk, new).await? {
        if terms.is_empty() {
            continue;
        }
        for line in lines(desk, &Filter::default(), terms).await?.people {
            found.entry(line.person).or_insert_with(|| (line.header, BTreeSet::new())).1.insert(by);
        }
    }
    let mut found: Vec<(Header, BTreeSet<By>)> = found.into_values().collect();
    let is_numbered = |by: &BTreeSet<By>| by.iter().any(|one| matches!(one, By::Number(_)));
    found.sort_by_key(|(_, by)| (!is_numbered(by), std::cmp::Reverse(by.len()), !by.contains(&By::Birth)));
    let directory = Directory::of(desk).await?;
    let likely = found.into_iter().map(|(header, by)| {
        let header = desk.narrowed(header);
        let same_number = is_numbered(&by);
        let why = by.into_iter().map(|by| sentence(by, new, &header)).collect();
        Likely { who: Summary::of(desk, &directory, header), why, same_number }
    });
    Ok(likely.collect())
}

/// What is looked for, one question for each thing that was typed.
async fn asked(desk: &Desk, new: &NewPerson) -> Result<Vec<(By, Vec<Term>)>, No> {
    let mut asked = Vec::new();
    for name in [&new.name, &new.legal_name] {
        let words = name.split_whitespace().map(str::to_owned).collect();
        asked.push((By::Name, terms(desk, &Query { words, ..Query::default() }).await?));
    }
    for key in new.number_keys(desk.now.day()) {
        asked.push((By::Number(key.0), vec![Term { exact: vec![key.1], prefix: None, people: None }]));
    }
    let postcode = found_by(ContactKind::Address, &new.lives);
    asked.push((By::Birth, terms(desk, &Query { born: new.born, ..Query::default() }).await?));
    asked.push((By::Postcode, terms(desk, &Query { postcode, ..Query::default() }).await?));
    Ok(asked)
}

fn sentence(by: By, new: &NewPerson, header: &Header) -> String {
    match by {
        By::Number(NumberKind::Council) => "The council’s case number is the same.".into(),
        By::Number(NumberKind::Upn) => "The unique pupil number is the same.".into(),
        By::Number(NumberKind::Nhs) => "The NHS number is the same.".into(),
        By::Birth => "The birth date is the same.".into(),
        By::Postcode => "They live, or lived, at the same postcode.".into(),
        By::Name => name_sentence(new, header),
    }
}

/// How the names fit best; words that fit several names of theirs are said to fit.
fn name_sentence(new: &NewPerson, header: &Header) -> String {
    let recorded = header.names.values().flatten().map(|name| name.is.as_str());
    let fits = recorded.flat_map(|recorded| {
        let typed = [new.name.as_str(), new.legal_name.as_str()];
        typed.into_iter().filter_map(move |typed| Some((name_fit(typed, recorded)?, recorded)))
    });
    let best = fits.max_by_key(|(fit, _)| *fit);
    best.map_or_else(
        || "The words of the name fit their names.".into(),
        |(fit, recorded)| fit.sentence(recorded),
    )
}
