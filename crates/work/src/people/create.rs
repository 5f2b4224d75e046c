//! Writing down somebody new, after looking whether they are here already.

use super::record::{contact_value, found_by, number_of};
use super::{person_of, person_unless_sent, suspected};
use crate::staff::open_team;
use crate::{Act, Desk, FormKey, No};
use jiff::civil::Date;
use practice::Refusal;
use practice::dates::{Happened, PartialDate};
use practice::homes::{ArrivalExpected, night_of};
use practice::hubs::ResponsibleTeamNamed;
use practice::ids::{PersonId, Reference, TeamId};
use practice::journal::{Body, Class, Told, what_is_typed};
use practice::key_working::KeyWorkerNamed;
use practice::numbers::Upn;
use practice::people::{
    BirthBasis, BirthRecorded, ContactKind, ContactPointRecorded, Door, Known, Likeness, MatchSuspected,
    NameRecorded, NameUse, NumberKind, NumberRecorded, born_by_hand, keys,
};
use practice::staff::Permission;
use records::Team;
use std::collections::BTreeMap;

/// Somebody new, as a form has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewPerson {
    /// The name they use.
    pub name: String,
    /// Their legal name, where it differs and is known.
    pub legal_name: String,
    /// Their birth date.
    pub born: Option<Date>,
    /// Numbers of theirs, as they were typed.
    pub numbers: Vec<(NumberKind, String)>,
    /// Where they live: an address, or its postcode alone; empty where it is not known.
    pub lives: String,
    /// Whether that is shielded.
    pub shielded: bool,
    /// The team that will be responsible.
    pub team: Option<TeamId>,
    /// Whether they arrive tonight: then the matching desk is told at once of
    /// a likely match.
    pub tonight: bool,
}

impl NewPerson {
    /// What cannot be so of the numbers and the address, each with its field.
    pub fn refusals(&self, today: Date) -> Vec<Refusal> {
        let numbers = self.numbers(today).err().into_iter().flatten();
        numbers.chain(self.address().err()).collect()
    }

    /// The numbers in their stored form, or every one that is none.
    fn numbers(&self, today: Date) -> Result<Vec<NumberRecorded>, Vec<Refusal>> {
        let (mut numbers, mut refusals) = (Vec::new(), Vec::new());
        for (kind, typed) in self.numbers.iter().filter(|(_, typed)| what_is_typed(typed).is_some()) {
            match number_of(*kind, typed, today) {
                Ok(number) => numbers.push(NumberRecorded { kind: *kind, number }),
                Err(no) => refusals.push(Refusal::of(number_field(*kind), no.sentence)),
            }
        }
        if refusals.is_empty() { Ok(numbers) } else { Err(refusals) }
    }

    /// By which keys records with these numbers are found. The reason why there is no pupil number is none.
    pub(super) fn number_keys(&self, today: Date) -> Vec<(NumberKind, String)> {
        let numbers = self.numbers(today).unwrap_or_default().into_iter();
        let numbers = numbers.filter(|one| one.kind != NumberKind::Upn || Upn::parse(&one.number).is_ok());
        numbers.map(|one| (one.kind, keys::number_key(one.kind, &one.number))).collect()
    }

    /// Where they live, where that is known.
    fn address(&self) -> Result<Option<String>, Refusal> {
        match what_is_typed(&self.lives) {
            Some(lives) => contact_value(ContactKind::Address, lives)
                .map(Some)
                .map_err(|no| Refusal::of("lives", no.sentence)),
            None => Ok(None),
        }
    }
}

/// Creates a record, with its team and its key worker: the asker. It never
/// fails or waits because of somebody out of reach: such matches go to the
/// matching desk, unseen by the author.
pub async fn create(desk: &Desk, new: &NewPerson, key: Option<FormKey>) -> Result<PersonId, No> {
    desk.must(Permission::CreatePerson)?;
    desk.deciding(|| create_once(desk, new, key.clone())).await
}

async fn create_once(desk: &Desk, new: &NewPerson, key: Option<FormKey>) -> Result<PersonId, No> {
    match begun(desk, new, None).await {
        Ok((person, act)) => match desk.write(act.keyed(key)).await? {
            records::Appended::Now(_) => Ok(person),
            records::Appended::Before(act) => person_of(desk, act).await,
        },
        // The team may have been closed since it was sent.
        Err(no @ No::Refused(_)) => person_unless_sent(desk, key, desk.stream(), no).await,
        Err(no) => Err(no),
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
    // No guard that is moved: many who begin records in one team at once must not stand in each
    // other's way.
    let (Team { name: team_name, .. }, own) = open_team(desk, team).await?;
    let person = PersonId(desk.house.blind_id());
    let today = Happened::At(desk.now);
    let mut act = Act::new().reading([own]);
    let numbers = new.numbers(desk.now.day()).map_err(No::Refused)?;
    for body in identity(desk, new, &numbers) {
        act = act.beginning(Told::about(person, person.identity(), today, body));
    }
    if let Some(lives) = new.address()? {
        act = living_there(desk, person, (&lives, new.shielded), act)?;
    }
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
        let expected = Body::ArrivalExpected(ArrivalExpected { on: night_of(desk.now) });
        act = act.beginning(Told::about(person, person.stream("arrival"), today, expected));
    }
    for suspected in suspected_of(desk, new, &numbers, but).await? {
        act = suspected::begun(desk, person, suspected, act).await?;
    }
    Ok((person, act))
}

fn living_there(desk: &Desk, person: PersonId, (lives, shielded): (&str, bool), act: Act) -> Result<Act, No> {
    let found_by = found_by(ContactKind::Address, lives).filter(|_| !shielded);
    let (row, value) = desk.put_away(person, lives, found_by.as_deref())?;
    let body =
        Body::ContactPointRecorded(ContactPointRecorded { kind: ContactKind::Address, value, shielded });
    Ok(act.putting_away(row).beginning(Told::about(person, desk.stream(), Happened::At(desk.now), body)))
}

fn identity(desk: &Desk, new: &NewPerson, numbers: &[NumberRecorded]) -> Vec<Body> {
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
    bodies.extend(numbers.iter().cloned().map(Body::NumberRecorded));
    bodies
}

/// The field of a number in the form of somebody new.
pub fn number_field(kind: NumberKind) -> &'static str {
    match kind {
        NumberKind::Council => "council_number",
        NumberKind::Upn => "upn",
        NumberKind::Nhs => "nhs_number",
    }
}

/// Records of the council with one of the numbers, or with the same birth date
/// and a word of the name in common, or another form of it. Those within reach
/// were shown before; the desk gets them all.
async fn suspected_of(
    desk: &Desk,
    new: &NewPerson,
    numbers: &[NumberRecorded],
    but: Option<PersonId>,
) -> Result<Vec<MatchSuspected>, No> {
    let mut suspected = BTreeMap::new();
    if let Some(born) = new.born {
        let words =
            [&new.name, &new.legal_name].into_iter().flat_map(|name| keys::name_words(name)).collect();
        let others = suspected::born_like(desk, born, &words, &Class::ALL).await?;
        suspected.extend(others.into_iter().map(|other| (other, Likeness::Birth)));
    }
    for number in numbers {
        let others = suspected::numbered_like(desk, number).await?;
        suspected.extend(others.into_iter().map(|other| (other, Likeness::Number)));
    }
    Ok(suspected
        .into_iter()
        .filter(|(other, _)| Some(*other) != but)
        .map(|(other, why)| suspected::two_records(other, why, new.tonight))
        .collect())
}
