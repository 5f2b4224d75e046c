//! Writing down somebody new, after looking whether they are here already.

use super::find::{Query, terms};
use super::list::{Filter, listed};
use super::{Summary, suspected};
use crate::{Act, Desk, FormKey, No};
use jiff::civil::Date;
use practice::Refusal;
use practice::dates::{Happened, PartialDate};
use practice::homes::ArrivalExpected;
use practice::hubs::ResponsibleTeamNamed;
use practice::ids::{PersonId, Reference, TeamId};
use practice::journal::{Body, Class, Told, what_is_typed};
use practice::key_working::KeyWorkerNamed;
use practice::people::{
    BirthBasis, BirthRecorded, Door, Known, Likeness, MatchSuspected, NameRecorded, NameUse, born_by_hand,
    keys,
};
use practice::staff::Permission;
use std::collections::BTreeSet;

/// Somebody new, as a form has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewPerson {
    /// The name they use.
    pub name: String,
    /// Their legal name, where it differs and is known.
    pub legal_name: String,
    /// Their birth date.
    pub born: Option<Date>,
    /// The team that will be responsible.
    pub team: Option<TeamId>,
    /// Whether they arrive tonight: then the matching desk is told at once of
    /// a likely match.
    pub tonight: bool,
}

/// A record within reach that may be the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likely {
    /// Who.
    pub who: Summary,
    /// Why it may be them, in a sentence.
    pub why: String,
}

/// Records within the asker's reach that may be the same person. Those out of
/// reach are never told of: the matching desk looks at them afterwards.
pub async fn likely(desk: &Desk, new: &NewPerson) -> Result<Vec<Likely>, No> {
    desk.must(Permission::CreatePerson)?;
    desk.saw(None, "search").await?;
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let names = [&new.name, &new.legal_name];
    for name in names.into_iter().filter(|name| !name.trim().is_empty()) {
        let words =
            Query { words: name.split_whitespace().map(str::to_owned).collect(), born: None, postcode: None };
        for who in looked_up(desk, &words).await? {
            let same_day = new.born.is_some() && who.born == new.born;
            let why =
                if same_day { "The name and the birth date fit." } else { "The name fits, or sounds alike." };
            if seen.insert(who.person) {
                found.push(Likely { who, why: why.into() });
            }
        }
    }
    if let Some(born) = new.born {
        let day = Query { words: Vec::new(), born: Some(born), postcode: None };
        for who in looked_up(desk, &day).await? {
            if seen.insert(who.person) {
                found.push(Likely { who, why: "The birth date fits.".into() });
            }
        }
    }
    Ok(found)
}

async fn looked_up(desk: &Desk, query: &Query) -> Result<Vec<Summary>, No> {
    let terms = terms(desk, query).await?;
    if terms.is_empty() {
        return Ok(Vec::new());
    }
    Ok(listed(desk, &Filter::default(), terms).await?.people)
}

/// Creates a record, with its team and its key worker: the asker. It never
/// fails or waits because of somebody out of reach: such matches go to the
/// matching desk, unseen by the author.
pub async fn create(desk: &Desk, new: &NewPerson, key: Option<FormKey>) -> Result<PersonId, No> {
    desk.must(Permission::CreatePerson)?;
    let (person, act) = begun(desk, new, None).await?;
    match desk.write(act.keyed(key)).await? {
        records::Appended::Now(_) => Ok(person),
        records::Appended::Before(act) => desk
            .house
            .records
            .person_of_act(act)
            .await?
            .ok_or_else(|| No::because("This form was already sent.")),
    }
}

/// The act that begins a record. `but` is nobody whom it could be.
pub(super) async fn begun(
    desk: &Desk,
    new: &NewPerson,
    but: Option<PersonId>,
) -> Result<(PersonId, Act), No> {
    if what_is_typed(&new.name).is_none() {
        return Err(Refusal::of("name", "Enter the name they use.").into());
    }
    if let Some(born) = new.born {
        born_by_hand(born, BirthBasis::Given, desk.now.day(), desk.now.day())?;
    }
    let team = new.team.or(desk.sight.team);
    let Some(team) = team else {
        return Err(Refusal::of("team", "Choose the team that will be responsible.").into());
    };
    let team_name = desk
        .house
        .records
        .teams(desk.sight.authority)
        .await?
        .into_iter()
        .find(|one| one.id == team)
        .map(|team| team.name)
        .ok_or_else(|| No::from(Refusal::of("team", "Choose a team of this council.")))?;
    let person = PersonId(desk.house.blind_id());
    let mut act = Act::new();
    for body in identity(desk, new) {
        act = act.beginning(Told::about(person, person.identity(), Happened::At(desk.now), body));
    }
    let today = Happened::At(desk.now);
    let responsible =
        Body::ResponsibleTeamNamed(ResponsibleTeamNamed { team, name: team_name, reason: String::new() });
    act = act.beginning(Told::about(person, person.stream("responsible_team"), today, responsible));
    let worker = Body::KeyWorkerNamed(KeyWorkerNamed {
        post: desk.sight.post,
        reason: "Wrote the record down, and holds until somebody else is named.".into(),
        young_person_said: String::new(),
    });
    act = act.beginning(Told::about(person, person.stream("key_working"), today, worker));
    if new.tonight {
        let expected = Body::ArrivalExpected(ArrivalExpected { on: desk.now.day() });
        act = act.beginning(Told::about(person, person.stream("arrival"), today, expected));
    }
    for suspected in out_of_reach(desk, new, but).await? {
        act = suspected::begun(desk, person, suspected, act).await?;
    }
    Ok((person, act))
}

fn identity(desk: &Desk, new: &NewPerson) -> Vec<Body> {
    let reference = Reference::from_random(desk.house.random());
    let mut bodies = vec![
        Body::Known(Known { reference, through: Door::Worker }),
        Body::NameRecorded(NameRecorded { usage: NameUse::Used, name: new.name.trim().to_owned() }),
    ];
    if let Some(legal) = what_is_typed(&new.legal_name) {
        bodies.push(Body::NameRecorded(NameRecorded { usage: NameUse::Legal, name: legal.to_owned() }));
    }
    bodies.extend(new.born.map(|born| {
        Body::BirthRecorded(BirthRecorded { born: PartialDate::Day(born), basis: BirthBasis::Given })
    }));
    bodies
}

/// Records of the council with the same birth date and a word of the name in
/// common, or another form of it. Those within reach were shown before; the desk gets them all.
async fn out_of_reach(
    desk: &Desk,
    new: &NewPerson,
    but: Option<PersonId>,
) -> Result<Vec<MatchSuspected>, No> {
    let Some(born) = new.born else { return Ok(Vec::new()) };
    let words = [&new.name, &new.legal_name].into_iter().flat_map(|name| keys::name_words(name)).collect();
    Ok(suspected::born_like(desk, born, &words, &Class::ALL)
        .await?
        .into_iter()
        .filter(|other| Some(*other) != but)
        .map(|other| suspected::two_records(other, Likeness::Birth, new.tonight))
        .collect())
}
