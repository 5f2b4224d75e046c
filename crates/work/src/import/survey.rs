//! Who is who: the numbers of the files against the records of the council.

use super::CHUNK;
use super::children::{Child, children};
use super::chunks;
use super::counts::Counts;
use super::held_back::{Held, why_held};
use super::moved::{MovedNames, moved};
use super::says::Says;
use super::staff::Staff;
use super::{Desk, No, Options};
use exchange::{Issue, Module, PersonRow, Reading, Severity};
use jiff::civil::Date;
use practice::codes::CollectionYear;
use practice::dates::{age_on, long_date};
use practice::ids::PersonId;
use practice::import::{Words, clearly_different, comes_in};
use practice::journal::{Actor, Body};
use practice::numbers::CouncilNumber;
use practice::people::NumberKind;
use practice::people::keys::{closed_key, filed_key, number_key};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// One person whom an import looks at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whom {
    pub(super) person: PersonId,
    /// Their number in the files; absent where the files do not name them.
    pub(super) number: Option<CouncilNumber>,
    /// Not here yet.
    pub(super) new: bool,
    /// Why nothing is taken in about them, where it is not.
    pub(super) held: Option<Held>,
}

impl Whom {
    /// Whether this is another record with the same number of the files.
    pub(super) fn has_number_of(&self, other: &Self) -> bool {
        self.number.is_some() && self.number == other.number
    }
}

/// What is known before anybody is decided on.
pub(super) struct Survey<'r> {
    pub(super) reading: &'r Reading,
    pub(super) children: BTreeMap<CouncilNumber, Child<'r>>,
    pub(super) people: Vec<Whom>,
    pub(super) staff: Staff,
    /// The files of which every row was read: only of these can it be said
    /// that a row is not in them.
    pub(super) whole: HashSet<(Module, Option<CollectionYear>)>,
    pub(super) issues: Vec<Issue>,
    /// Whose records an adoption closed off. Files are taken in to them as to
    /// any other, and nobody is told that they are.
    pub(super) closed: HashSet<PersonId>,
    /// Those whose number several records have, with it.
    several: HashMap<PersonId, CouncilNumber>,
    /// The names that the files have for somebody and that another number's record has or had.
    anothers: HashMap<PersonId, BTreeSet<Words>>,
    /// Whether people of all ages come in.
    pub(super) all_ages: bool,
    outside_ages: usize,
}

impl<'r> Survey<'r> {
    pub(super) async fn of(desk: &Desk, reading: &'r Reading, options: &Options) -> Result<Self, No> {
        let mut says = Says::about(reading);
        let children = children(reading);
        let mut here = Here::of(desk).await?;
        here.find_renumbered(desk, &children).await?;
        let (mut people, mut outside_ages) = (Vec::with_capacity(children.len()), 0);
        for (number, child) in &children {
            let known = here.take(*number);
            if known.is_empty() {
                let born = child.born();
                if options.all_ages.is_none() && !comes_in(born, desk.now.day()) {
                    outside_ages += 1;
                    says.in_doubt(*number);
                    say_outside(&mut says, child, born, desk.now.day());
                    continue;
                }
                let held = two_under_one(reading, *number, child).then_some(Held::TwoChildren);
                let person = PersonId(desk.house.blind_id());
                people.push(Whom { person, number: Some(*number), new: true, held });
                continue;
            }
            let held = if known.len() > 1 {
                Some(Held::SeveralRecords)
            } else {
                two_under_one(reading, *number, child).then_some(Held::TwoChildren)
            };
            people.extend(known.into_iter().map(|person| Whom {
                person,
                number: Some(*number),
                new: false,
                held,
            }));
        }
        let several = people
            .iter()
            .filter(|whom| whom.held == Some(Held::SeveralRecords))
            .filter_map(|whom| Some((whom.person, whom.number?)))
            .collect();
        let closed = here.closed.clone();
        people.extend(here.rest().map(|person| Whom { person, number: None, new: false, held: None }));
        let MovedNames { exchanged, anothers } = moved(desk, &people, &children).await?;
        for whom in people.iter_mut().filter(|whom| exchanged.contains(&whom.person)) {
            whom.held = Some(Held::TwoChildren);
        }
        let mut survey = Self {
            reading,
            children,
            people,
            staff: Staff::default(),
            whole: whole_files(reading, &mut says),
            issues: Vec::new(),
            closed,
            several,
            anothers,
            all_ages: options.all_ages.is_some(),
            outside_ages,
        };
        survey.staff = Staff::of(desk, &survey.named(desk).await?, &mut says).await?;
        survey.issues = says.issues;
        Ok(survey)
    }

    /// The rows of `People.csv` that may be taken in: what they name must be here before.
    async fn named(&self, desk: &Desk) -> Result<Vec<&'r PersonRow>, No> {
        let decided = self.decided_one_child(desk).await?;
        let taken_in =
            self.people.iter().filter(|whom| whom.held.is_none() || decided.contains(&whom.person));
        let row_of = |whom: &Whom| {
            let number = whom.number?;
            self.as_one_child(number, self.children.get(&number)?).people.first().copied()
        };
        Ok(taken_in.filter_map(row_of).collect())
    }

    /// Those whose number is in doubt, and about whom the desk has decided that it is one child.
    async fn decided_one_child(&self, desk: &Desk) -> Result<HashSet<PersonId>, No> {
        let in_doubt = self.people.iter().filter(|whom| whom.held.is_some() && !whom.new);
        let in_doubt: Vec<Whom> = in_doubt.copied().collect();
        let mut decided = HashSet::new();
        for some in in_doubt.chunks(CHUNK) {
            for (person, record) in chunks::read(desk, some).await? {
                let whom = some.iter().find(|whom| whom.person == person);
                decided.extend(whom.filter(|whom| why_held(self, whom, &record).is_none()).map(|_| person));
            }
        }
        Ok(decided)
    }

    /// The rows of a number about which it is certain that it is one child's.
    pub(super) fn as_one_child<'c>(&self, number: CouncilNumber, child: &'c Child<'r>) -> Cow<'c, Child<'r>> {
        match self.reading.contested.get(&number) {
            Some(doubt) => Cow::Owned(child.as_one(doubt)),
            None => Cow::Borrowed(child),
        }
    }

    /// Everybody, some hundred at a time; the records of one number stay together.
    pub(super) fn some_at_a_time(&self) -> impl Iterator<Item = &[Whom]> {
        let mut rest = self.people.as_slice();
        std::iter::from_fn(move || {
            let mut end = rest.len().min(CHUNK);
            while rest.get(end).is_some_and(|next| next.has_number_of(&rest[end - 1])) {
                end += 1;
            }
            let (some, others) = rest.split_at(end);
            rest = others;
            (!some.is_empty()).then_some(some)
        })
    }

    /// One record of each number of the files, with the rows of that number.
    pub(super) fn of_files(&self) -> impl Iterator<Item = (&Whom, &Child<'r>)> {
        let firsts = self.people.chunk_by(Whom::has_number_of).filter_map(|of_one| of_one.first());
        firsts.filter_map(|whom| Some((whom, self.child(whom)?)))
    }

    /// Whether two records have one number of the files.
    pub(super) fn have_one_number(&self, one: PersonId, other: PersonId) -> bool {
        self.several.get(&one).is_some_and(|number| self.several.get(&other) == Some(number))
    }

    /// What can be counted before anybody is decided on.
    pub(super) fn counts(&self) -> Counts {
        Counts {
            outside_ages: self.outside_ages,
            refused: self.reading.files.iter().map(|file| file.refused).sum(),
            ..Counts::default()
        }
    }

    /// The years of which every row of a kind of file was read.
    pub(super) fn whole_years(&self, module: Module) -> impl Iterator<Item = CollectionYear> {
        self.whole.iter().filter(move |(one, _)| *one == module).filter_map(|(_, year)| *year)
    }

    /// The names that the files have for somebody and that another number's record has or had.
    pub(super) fn anothers(&self, whom: &Whom) -> impl Iterator<Item = &Words> {
        self.anothers.get(&whom.person).into_iter().flatten()
    }

    /// The rows of a person.
    pub(super) fn child(&self, whom: &Whom) -> Option<&Child<'r>> {
        self.children.get(&whom.number?)
    }
}

/// The records of the council by number, whoever may be shown it.
struct Here {
    numbers: HashMap<String, Vec<PersonId>>,
    /// Those among them whose records an adoption closed off.
    closed: HashSet<PersonId>,
}

impl Here {
    async fn of(desk: &Desk) -> Result<Self, No> {
        let prefix = number_key(NumberKind::Council, "");
        let keys = desk.house.records.keys_like(desk.sight.authority, &prefix).await?;
        let mut numbers: HashMap<String, Vec<PersonId>> = HashMap::new();
        for (key, person) in keys {
            numbers.entry(key).or_default().push(person);
        }
        let filed = filed_key("");
        for (key, person) in desk.house.records.keys_like(desk.sight.authority, &filed).await? {
            let number = key.strip_prefix(&filed).unwrap_or_default();
            numbers.entry(number_key(NumberKind::Council, number)).or_default().push(person);
        }
        let prefix = closed_key("");
        let mut closed = HashSet::new();
        for (key, person) in desk.house.records.keys_like(desk.sight.authority, &prefix).await? {
            let number = key.strip_prefix(&prefix).unwrap_or_default();
            numbers.entry(number_key(NumberKind::Council, number)).or_default().push(person);
            closed.insert(person);
        }
        Ok(Self { numbers, closed })
    }

    /// A number put right here is still the old one in the file: finds those
    /// records by the number a file had said.
    async fn find_renumbered(
        &mut self,
        desk: &Desk,
        children: &BTreeMap<CouncilNumber, Child<'_>>,
    ) -> Result<(), No> {
        let new: HashSet<String> = children
            .keys()
            .map(|number| number_key(NumberKind::Council, number.as_str()))
            .filter(|key| !self.numbers.contains_key(key))
            .collect();
        if new.is_empty() {
            return Ok(());
        }
        let named: HashSet<String> =
            children.keys().map(|number| number_key(NumberKind::Council, number.as_str())).collect();
        let others: Vec<PersonId> = self
            .numbers
            .iter()
            .filter(|(key, _)| !named.contains(*key))
            .flat_map(|(_, people)| people)
            .copied()
            .collect();
        for some in others.chunks(CHUNK) {
            for (person, events) in desk.house.records.events_of_all(some).await? {
                let before = events.iter().rev().find_map(|event| match (&event.body, event.actor) {
                    (Body::NumberRecorded(number), Actor::Import(_))
                        if number.kind == NumberKind::Council =>
                    {
                        Some(number_key(NumberKind::Council, &number.number))
                    }
                    _ => None,
                });
                if let Some(before) = before.filter(|before| new.contains(before)) {
                    self.numbers.values_mut().for_each(|people| people.retain(|one| *one != person));
                    self.numbers.entry(before).or_default().push(person);
                }
            }
        }
        Ok(())
    }

    /// Who has a number. A record that an adoption closed off gives way to any
    /// other with its number, as if it were not there.
    fn take(&mut self, number: CouncilNumber) -> Vec<PersonId> {
        let mut people =
            self.numbers.remove(&number_key(NumberKind::Council, number.as_str())).unwrap_or_default();
        if people.iter().all(|person| self.closed.contains(person)) {
            people.truncate(1);
        } else {
            people.retain(|person| !self.closed.contains(person));
        }
        people
    }

    /// Those whom the files do not name, in a stable order.
    fn rest(self) -> impl Iterator<Item = PersonId> {
        let mut rest: Vec<PersonId> = self.numbers.into_values().flatten().collect();
        rest.sort_unstable();
        rest.into_iter()
    }
}

/// Whether the files themselves speak of two children under one number.
fn two_under_one(reading: &Reading, number: CouncilNumber, child: &Child<'_>) -> bool {
    let births: Vec<Date> = child.births().collect();
    let clash = births.iter().any(|one| births.iter().any(|other| clearly_different(*one, *other)));
    clash || reading.contested.contains_key(&number)
}

fn say_outside(says: &mut Says<'_>, child: &Child<'_>, born: Option<Date>, day: Date) {
    if let (Some(at), Some(born)) = (child.first_row(), born) {
        let why = if born > day {
            "This birth date is in the future".to_owned()
        } else {
            format!("Aged {} on {}", age_on(born, day), long_date(day))
        };
        let reason =
            format!("{why}. Only people aged 10 to 25 come in, so nothing under this number is taken in.");
        says.row(at, Some("DOB"), &long_date(born), Severity::Note, reason);
    }
}

/// The kinds of file, by year, of which every line was read.
fn whole_files(reading: &Reading, says: &mut Says<'_>) -> HashSet<(Module, Option<CollectionYear>)> {
    let mut lines: BTreeMap<(Module, Option<CollectionYear>), (usize, usize)> = BTreeMap::new();
    for file in &reading.files {
        if let Some(module) = file.module.filter(|module| module.is_imported()) {
            let (all, refused) = lines.entry((module, file.year)).or_default();
            *all += file.lines;
            *refused += file.refused;
        }
    }
    for ((module, year), (_, refused)) in lines.iter().filter(|(_, (_, refused))| *refused > 0) {
        let rows = if *refused == 1 { "1 row was".to_owned() } else { format!("{refused} rows were") };
        let reason = format!(
            "{rows} not read, so nobody can say which rows of an earlier file are no longer here. Put them right and \
             import again."
        );
        says.file((*module, *year), None, "", Severity::Note, reason);
    }
    lines.into_iter().filter(|(_, (all, refused))| *all > 0 && *refused == 0).map(|(file, _)| file).collect()
}

/// A kind of file of a year, as a mark in a record names it: "Missing 2025-26".
pub(super) fn label(module: Module, year: Option<CollectionYear>) -> String {
    year.map_or_else(|| module.name().to_owned(), |year| format!("{} {year}", module.name()))
}
