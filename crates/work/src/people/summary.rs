//! What every page of a young person shows at its head.

use super::Directory;
use crate::{Desk, Words};
use jiff::civil::Date;
use practice::dates::Happened;
use practice::homes::{Sleeping, house_now};
use practice::ids::{EventId, PersonId, PostId, TeamId};
use practice::people::{
    BirthBasis, Detail, Header, KeyDate, KeyMatter, NameUse, SafeContactRecorded, Status,
};
use std::sync::Arc;

/// One young person in a line or at the head of a page: already narrowed to
/// what the reader may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// What the reader's council calls things.
    pub words: Arc<Words>,
    /// Who.
    pub person: PersonId,
    /// The reference people see and say.
    pub reference: String,
    /// The name they use, else their legal name; absent where none is recorded.
    pub name: Option<String>,
    /// Their legal name, where it differs.
    pub legal_name: Option<String>,
    /// Their pronouns.
    pub pronouns: Option<String>,
    /// Their birth date, where it is known to the day.
    pub born: Option<Date>,
    /// Completed years today; of somebody who has died, those they lived.
    pub age: Option<i16>,
    /// Whether the birth date is disputed or assessed.
    pub birth_doubt: Option<BirthBasis>,
    /// How far the service has come with them.
    pub status: Status,
    /// Their key worker's name.
    pub key_worker: Option<String>,
    /// Whether the key worker's post is over.
    pub key_worker_left: bool,
    /// At which number whoever is there for them today is called, where one is written down.
    pub call: Option<String>,
    /// Who is there for them no more.
    pub fell_out: FellOut,
    /// Who covers for the key worker today, and until when.
    pub cover: Option<(String, Date)>,
    /// Their social worker's name.
    pub social_worker: Option<String>,
    /// The responsible team's name.
    pub team: Option<String>,
    /// Where they sleep, in words that name no place outside our own houses.
    pub sleeping: String,
    /// In which of our houses they stay now, and since which day, where that is known to the day.
    pub house: Option<(TeamId, Option<Date>)>,
    /// Since when they are missing.
    pub missing_since: Option<Date>,
    /// Alerts that stand, in words, with the day each is looked at again; none
    /// after a death.
    pub alerts: Vec<(String, Option<Date>)>,
    /// The days ahead that matter, the nearest first; with whose last day of cover it is, where it is one.
    pub key_dates: Vec<(KeyDate, Option<String>)>,
    /// How to talk with them.
    pub communication: Option<String>,
    /// How to reach them safely.
    pub safe_contact: Option<SafeContactRecorded>,
    /// Restricted to named workers.
    pub restricted: bool,
    /// When they died.
    pub died: Option<Happened>,
    /// The event of the photo that is shown of them.
    pub photo: Option<EventId>,
}

/// Those who were to be there for somebody and are not any more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FellOut {
    /// The key worker, who may not work with them.
    pub key_worker: bool,
    /// Whoever was to cover today, and has left or may not work with them.
    pub cover: bool,
    /// The first day of cover that is to come by somebody of whom that is so.
    /// Until then nothing is amiss.
    pub later: Option<Date>,
}

impl Summary {
    /// Whether the key worker has left or falls out, or whoever was to cover today
    /// does, and nobody covers today.
    pub fn waits_for_cover(&self) -> bool {
        let needs_cover = self.key_worker_left || self.fell_out.key_worker || self.fell_out.cover;
        self.died.is_none() && needs_cover && self.cover.is_none()
    }

    /// Narrows a record to the reader and puts it in words.
    pub(crate) fn of(desk: &Desk, directory: &Directory, header: Header) -> Self {
        let restricted = header.restriction.is_some();
        let header = desk.narrowed(header);
        Self::in_words(desk, directory, header, restricted)
    }

    /// For the matching desk: who somebody is, and nothing of their story.
    pub(crate) fn for_desk(desk: &Desk, directory: &Directory, header: Header) -> Self {
        let restricted = header.restriction.is_some();
        let mut header = header.shown_to(|class| class == practice::journal::Class::Story);
        header.alerts.clear();
        header.missing.clear();
        header.sleeping = None;
        header.photos.clear();
        Self { key_dates: Vec::new(), ..Self::in_words(desk, directory, header, restricted) }
    }

    fn in_words(desk: &Desk, directory: &Directory, header: Header, restricted: bool) -> Self {
        let today = desk.now.day();
        let name = header.name().map(str::to_owned);
        let legal = header.current_name(NameUse::Legal).map(str::to_owned);
        let key_worker = header.key_worker.as_ref().map(|worker| worker.is);
        let acting = header.cover_on(today).map(|cover| cover.is.post);
        let person = header.person;
        let works = |post: &PostId| directory.works_with_on(person, *post, today);
        let acting = acting.filter(works);
        let there = acting.or_else(|| key_worker.filter(works));
        let later = header.covers_from(today).map(|cover| &cover.is).filter(|cover| cover.from > today);
        let fell_out = FellOut {
            key_worker: key_worker.is_some_and(|post| directory.is_out(person, post)),
            cover: header.cover_on(today).is_some_and(|cover| !works(&cover.is.post)),
            later: later
                .filter(|cover| !directory.works_with_on(person, cover.post, cover.from))
                .map(|cover| cover.from)
                .min(),
        };
        let doubt = header.birth().map(|birth| birth.is.basis);
        Self {
            words: Arc::clone(&desk.words),
            person: header.person,
            reference: header.reference.as_ref().map_or("", |reference| reference.as_str()).into(),
            legal_name: legal.filter(|legal| Some(legal) != name.as_ref()),
            name,
            pronouns: header.detail(Detail::Pronouns).map(str::to_owned),
            born: header.born(),
            age: header.age(today),
            birth_doubt: doubt.filter(|basis| {
                matches!(basis, BirthBasis::Disputed | BirthBasis::Assessed | BirthBasis::Expected)
            }),
            status: header.status(),
            key_worker: header.key_worker.as_ref().map(|worker| directory.worker(worker.is)),
            key_worker_left: header
                .key_worker
                .as_ref()
                .is_some_and(|worker| !directory.works_on(worker.is, today)),
            call: there.and_then(|post| directory.telephone(post)),
            fell_out,
            cover: header
                .cover_on(today)
                .filter(|cover| works(&cover.is.post))
                .map(|cover| (directory.worker(cover.is.post), cover.is.to)),
            social_worker: header.social_worker.as_ref().map(|worker| directory.worker(worker.is)),
            team: header.team.as_ref().map(|team| directory.team(team.is)),
            sleeping: match header.sleeping.as_ref().map(|sleeping| &sleeping.is.0) {
                Some(Sleeping::Team(team)) => directory.team(*team),
                Some(Sleeping::Elsewhere(_)) => "Outside our houses".into(),
                Some(Sleeping::NotKnown) | None => "Not recorded".into(),
            },
            house: house_now(&header),
            missing_since: header.missing_now().map(|spell| spell.is.from),
            alerts: header
                .standing_alerts()
                .map(|(_, alert)| (alert.is.alert.clone(), header.alert_due(&alert.is)))
                .collect(),
            key_dates: key_dates(directory, &header, today),
            communication: header.detail(Detail::Communication).map(str::to_owned),
            safe_contact: header.safe_contact.as_ref().map(|safe| safe.is.clone()),
            restricted,
            died: header.died.as_ref().map(|died| died.happened),
            photo: header.photo().map(|photo| photo.event),
        }
    }
}

/// The days ahead with the names of those who cover. The last day of somebody who does not work with them then is none.
fn key_dates(directory: &Directory, header: &Header, today: Date) -> Vec<(KeyDate, Option<String>)> {
    let named = |date: KeyDate| match date.what {
        KeyMatter::CoverEnds(post) if directory.works_with_on(header.person, post, date.on) => {
            Some((date, Some(directory.worker(post))))
        }
        KeyMatter::CoverEnds(_) => None,
        KeyMatter::Birthday(_) => Some((date, None)),
    };
    header.key_dates(today).into_iter().filter_map(named).collect()
}
