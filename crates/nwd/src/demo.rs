//! `nwd demo`: a small synthetic service to look around in.
//!
//! Everything in it came in as a real council's would: staff through the
//! verbs, young people through the importer year by year, two years of notes
//! through the verbs. Everybody in it is invented.

mod adopted;
mod known;
mod log_book;
mod out_alone;
mod shifts;

use crate::commands::serve_house;
use crate::house;
use crate::settings::Settings;
use jiff::ToSpan;
use jiff::civil::Date;
use practice::dates::{Instant, zone};
use practice::ids::{AuthorityId, PostId, TeamId};
use practice::journal::Class;
use practice::key_working::{Asked, ContactWish, PlanWish, PlannedTouch, RhythmWish, Touch};
use practice::people::Status;
use practice::staff::Role;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use town::Plan;
use work::hubs::{self, NamingOnCall};
use work::import::{self, Options};
use work::key_working::{self, AgreeingRhythm, LoggingContact, NamingCover, Planning, PlanningContact};
use work::people::{self, Directory, Filter};
use work::signing_in::{self, Visit};
use work::specialists::{self, PullingIn};
use work::staff::{self, Description, NewTeam, PostForm};
use work::story::{self, Note};
use work::{Clock, Desk, House, No};

/// The password of every worker of the demonstration: it protects nobody.
pub(crate) const PASSWORD: &str = "every door is open here";
/// The file that marks a demonstration's data folder: `making` until it is whole.
const MARK: &str = "DEMONSTRATION";
/// A number that rings nowhere, as all of them here: Ofcom keeps 01632 960 for stories.
const HELP_LINE: &str = "01632 960 001";
/// How many notes are written at a time.
const AT_ONCE: usize = 32;

/// Whether a data folder holds a demonstration.
pub(crate) fn is_demo(settings: &Settings) -> bool {
    settings.database.is_none() && mark(settings).exists()
}

/// Makes the demonstration where there is none yet, and serves it.
pub(crate) async fn demo(settings: Settings) -> Result<ExitCode, String> {
    if !settings.listen.ip().is_loopback() {
        return Err("A demonstration signs anybody in, so it is served on 127.0.0.1 only.".into());
    }
    let whole = prepare_folder(&settings)?;
    let house = if whole { house::open(&settings).await? } else { house::open_anew(&settings).await? };
    let stands = house.records.installation(signing_in::DEMO).await.map_err(|error| error.to_string())?;
    let councils = house.records.councils().await.map_err(|error| error.to_string())?;
    match (stands.as_deref(), councils.is_empty()) {
        (Some("yes"), _) if whole => {}
        (None | Some("yes"), true) => make(&house, &settings).await?,
        _ => {
            return Err(
                "The database is not a whole demonstration's. Choose another --data or --database.".into()
            );
        }
    }
    println!("Everybody here is invented. Sign in as anyone with one click at /demo, or the ordinary way:");
    if let Some(worker) =
        town::staff().into_iter().find(|worker| worker.roles.contains(&"outreach_key_worker"))
    {
        println!("  {}, password: {PASSWORD}", worker.email);
    }
    serve_house(house, &settings, true).await
}

fn mark(settings: &Settings) -> PathBuf {
    settings.data.join(MARK)
}

/// Refuses a folder that is not a demonstration's; empties one whose making
/// was interrupted. Answers whether a whole one stands there.
fn prepare_folder(settings: &Settings) -> Result<bool, String> {
    let folder = settings.data.display();
    let cannot =
        |error: std::io::Error| format!("The data folder {folder} cannot be used: {}.", error.kind());
    match std::fs::read_to_string(mark(settings)) {
        Ok(state) if state.trim() == "whole" => return Ok(true),
        Ok(_) => {
            for name in ["nwd.db", "nwd.db-wal", "nwd.db-shm"] {
                match std::fs::remove_file(settings.data.join(name)) {
                    Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(cannot(error)),
                    _ => {}
                }
            }
            return Ok(false);
        }
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(cannot(error)),
        Err(_) => {}
    }
    let taken = std::fs::read_dir(&settings.data).is_ok_and(|mut entries| entries.next().is_some());
    if taken {
        return Err(format!(
            "The data folder {folder} is not a demonstration's. Choose another with --data."
        ));
    }
    std::fs::create_dir_all(&settings.data).map_err(cannot)?;
    std::fs::write(mark(settings), "making\n").map_err(cannot)?;
    Ok(false)
}

async fn make(house: &House, settings: &Settings) -> Result<(), String> {
    let said = |no: No| format!("The demonstration could not be made: {no}.");
    eprintln!("Making a small synthetic service ...");
    house::begin(house).await?;
    house.records.set_installation(signing_in::DEMO, "yes").await.map_err(|error| error.to_string())?;
    let today = house.now().day();
    let opened = Plan::demo(today);
    let begin = at(house, today.saturating_sub(2.years()), 8);
    let authority = staff::create_council(&begin, town::COUNCIL).await.map_err(said)?;
    employ(&begin, authority).await.map_err(said)?;
    let mut from = today.saturating_sub(2.years());
    for (step, as_of) in [from, today.saturating_sub(1.year()), today].into_iter().enumerate() {
        let years =
            opened.years.iter().copied().filter(|year| Date::constant(*year, 3, 31) < as_of).collect();
        let plan = Plan { years, as_of, ..opened.clone() };
        let then = at(house, as_of, 9);
        bring_in(&then, authority, plan).await.map_err(said)?;
        if step == 1 {
            pull_in_specialists(&then, authority).await.map_err(said)?;
        }
        if step > 0 {
            write_notes(house, authority, from, as_of).await.map_err(said)?;
        }
        from = as_of;
    }
    let now = at(house, today, 9);
    somebody_covers(&now, authority).await.map_err(said)?;
    somebody_is_on_call(&now, authority).await.map_err(said)?;
    shifts::were_handed_over(&now, authority).await.map_err(said)?;
    out_alone::somebody_was_overdue(house, authority).await.map_err(said)?;
    somebody_declared_by_mistake(&now, authority).await.map_err(said)?;
    adopted::somebody_was_adopted(&now, authority).await.map_err(said)?;
    house::seal_all(house).await?;
    std::fs::create_dir_all(&settings.data)
        .and_then(|()| std::fs::write(mark(settings), "whole\n"))
        .map_err(|error| format!("The demonstration could not be marked as whole: {}.", error.kind()))
}

/// The house at an hour of a day gone by.
fn at(house: &House, day: Date, hour: i8) -> House {
    let then = moment(day, hour).min(house.now());
    House { clock: Arc::new(Stopped(then)), ..house.clone() }
}

fn moment(day: Date, hour: i8) -> Instant {
    let zoned = day.at(hour, 0, 0, 0).to_zoned(zone());
    Instant::from_jiff(zoned.map_or(jiff::Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp()))
}

/// A clock that stands still.
struct Stopped(Instant);

impl Clock for Stopped {
    fn now(&self) -> Instant {
        self.0
    }
}

/// Both hubs, and somebody for every role, who can sign in.
async fn employ(house: &House, authority: AuthorityId) -> Result<(), No> {
    let desk = house.operator_desk(authority);
    let described =
        Description { name: town::COUNCIL.into(), accent: "#1d4f60".into(), help_line: HELP_LINE.into() };
    staff::describe_council(&desk, &described, None, None).await?;
    let mut teams: BTreeMap<&str, TeamId> = BTreeMap::new();
    for hub in town::HUBS {
        let new = NewTeam { name: hub.name.into(), hub: true };
        teams.insert(hub.name, staff::create_team(&desk, &new, None).await?);
    }
    let visit = Visit { address: std::net::Ipv4Addr::LOCALHOST.into(), device: "demonstration".into() };
    for (place, worker) in town::staff().into_iter().enumerate() {
        let roles: Vec<Role> = worker.roles.iter().filter_map(|role| role.parse().ok()).collect();
        let team = worker.team.and_then(|team| teams.get(team).copied());
        let form = PostForm { name: worker.name.into(), team, roles, from: desk.now.day(), to: None };
        let post = staff::create_post(&desk, &form, None).await?;
        let invited = signing_in::invite(&desk, post, &worker.email, None).await?;
        signing_in::accept(house, &invited.token, PASSWORD, &visit).await?;
        let desk = signing_in::desk_as(house, post).await?;
        staff::record_telephone(&desk, &format!("01632 960 {:03}", 100 + place), None).await?;
    }
    Ok(())
}

async fn bring_in(house: &House, authority: AuthorityId, plan: Plan) -> Result<(), No> {
    let files = town::council_files(plan);
    let files = files.into_iter().map(|(path, bytes)| exchange::SourceFile { path, bytes }).collect();
    let reading = import::read(import::Listing { files, issues: Vec::new() }).await?;
    let desk = house.operator_desk(authority);
    import::carry_out(&desk, &reading, &Options::default(), &|_| {}).await?;
    Ok(())
}

/// Each specialist is pulled in to a few young people of their hub, and each
/// worker of the whole council to a few of both.
async fn pull_in_specialists(house: &House, authority: AuthorityId) -> Result<(), No> {
    let desk = house.operator_desk(authority);
    let posts = house.records.posts(authority).await?;
    let people =
        people::list(&desk, &Filter { status: Some(Status::Open), page: 1, ..Filter::default() }).await?;
    for (place, post) in
        posts.iter().filter(|post| post.roles.iter().any(|role| is_pulled_in(*role))).enumerate()
    {
        let team = house.records.teams(authority).await?.into_iter().find(|team| Some(team.id) == post.team);
        let of_hub = |who: &&people::Summary| {
            team.is_none() || team.as_ref().map(|team| &team.name) == who.team.as_ref()
        };
        for who in people.people.iter().filter(of_hub).skip(place % 3).step_by(3).take(4) {
            let purpose = format!(
                "Agreed at the case discussion: {} joins the team.",
                post.roles[0].label().to_lowercase()
            );
            specialists::pull_in(&desk, who.person, &PullingIn { post: post.id, purpose, key: None }).await?;
        }
    }
    Ok(())
}

fn is_pulled_in(role: Role) -> bool {
    matches!(
        role,
        Role::LifeCoach
            | Role::CommunicationSupport
            | Role::PoliceRole
            | Role::FamilySpecialist
            | Role::EducationSpecialist
            | Role::HousingSpecialist
            | Role::ReviewingOfficer
    )
}

/// One key worker is on leave: their manager names a colleague who covers for one of their young people.
async fn somebody_covers(house: &House, authority: AuthorityId) -> Result<(), No> {
    let desk = house.operator_desk(authority);
    let posts = house.records.posts(authority).await?;
    let people =
        people::list(&desk, &Filter { status: Some(Status::Open), page: 1, ..Filter::default() }).await?;
    let Some(who) = people.people.iter().rfind(|who| who.key_worker.is_some()) else { return Ok(()) };
    let colleague = posts.iter().find(|post| {
        post.roles.contains(&Role::OutreachKeyWorker) && Some(&post.name) != who.key_worker.as_ref()
    });
    let directory = Directory::of(&desk).await?;
    let manager = posts.iter().find(|post| {
        post.roles.contains(&Role::HubManager) && post.team.map(|team| directory.team(team)) == who.team
    });
    let (Some(colleague), Some(manager)) = (colleague, manager) else { return Ok(()) };
    let desk = signing_in::desk_as(house, manager.id).await?;
    let (from, to) = (desk.now.day(), desk.now.day().saturating_add(13.days()));
    let naming = NamingCover { post: colleague.id, from, to, reason: "Leave".into(), key: None };
    key_working::name_cover(&desk, who.person, &naming).await
}

/// A deputy of each hub is on call for their house this week, put down by their manager.
async fn somebody_is_on_call(house: &House, authority: AuthorityId) -> Result<(), No> {
    let posts = house.records.posts(authority).await?;
    let of_role = |role| posts.iter().filter(move |post| post.roles.contains(&role));
    for manager in of_role(Role::HubManager) {
        let Some(deputy) = of_role(Role::Deputy).find(|post| post.team == manager.team) else { continue };
        let desk = signing_in::desk_as(house, manager.id).await?;
        let (from, to) = (desk.now.day().saturating_sub(1.day()), desk.now.day().saturating_add(5.days()));
        hubs::name_on_call(&desk, &NamingOnCall { post: deputy.id, team: manager.team, from, to, key: None })
            .await?;
    }
    Ok(())
}

/// Somebody declared the wrong young person a relative, and asks that it be taken back.
async fn somebody_declared_by_mistake(house: &House, authority: AuthorityId) -> Result<(), No> {
    let operator = house.operator_desk(authority);
    let posts = house.records.posts(authority).await?;
    let people = people::list(&operator, &Filter { page: 1, ..Filter::default() }).await?;
    let declarer = posts.iter().find(|post| post.roles.contains(&Role::BoardMember));
    let (Some(declarer), Some(who)) = (declarer, people.people.last()) else { return Ok(()) };
    let desk = signing_in::desk_as(house, declarer.id).await?;
    staff::declare_own_relative(&desk, &who.reference, None).await?;
    let why = "I read the reference from the wrong line of my list.";
    staff::ask_to_withdraw(&desk, &who.reference, why, None).await
}

/// Notes by each young person's key worker, on the days they are about.
async fn write_notes(house: &House, authority: AuthorityId, from: Date, until: Date) -> Result<(), No> {
    let desk = house.operator_desk(authority);
    let posts = house.records.posts(authority).await?;
    let mut page = 1;
    let mut writing = tokio::task::JoinSet::new();
    loop {
        let list = people::list(&desk, &Filter { page, ..Filter::default() }).await?;
        for young_person in &list.people {
            let post = posts.iter().find(|post| Some(&post.name) == young_person.key_worker.as_ref());
            let (Some(post), Some(born)) = (post, young_person.born) else { continue };
            let (seed, _) = young_person.person.0.as_u64_pair();
            let notes = town::notes_between(seed, born, from.saturating_add(1.day()), until);
            let (house, post, person) = (house.clone(), post.id, young_person.person);
            let with_us = young_person.house.filter(|_| until == house.now().day());
            while writing.len() >= AT_ONCE {
                finished(writing.join_next().await)?;
            }
            // What they are like is told with the first note of the last year.
            let name = young_person.name.as_deref().filter(|_| until == house.now().day());
            let named = name.map(str::to_owned);
            writing.spawn(async move {
                write_each(&house, post, person, notes, named).await?;
                if with_us.is_some() { log_book::write_days(&house, post, person).await } else { Ok(()) }
            });
        }
        if page * people::PAGE >= list.total {
            break;
        }
        page += 1;
    }
    while let Some(done) = writing.join_next().await {
        finished(Some(done))?;
    }
    Ok(())
}

fn finished(done: Option<Result<Result<(), No>, tokio::task::JoinError>>) -> Result<(), No> {
    match done {
        None => Ok(()),
        Some(Ok(answer)) => answer,
        Some(Err(_)) => Err(No::because("a task stopped")),
    }
}

/// For how long before today contacts are logged beside the notes.
const CONTACTS_FOR: i32 = 60;

/// How somebody was in touch on a day: mostly they met.
fn contacts(day: Date) -> LoggingContact {
    let (how, place, minutes) = match day.day_of_year() % 5 {
        0 => (Touch::Tried, "", ""),
        1 => (Touch::Spoke, "", "10"),
        2 => (Touch::Message, "", ""),
        3 => (Touch::Met, "At their home", "60"),
        _ => (Touch::Met, "In the car, and a walk", "45"),
    };
    let wish = ContactWish {
        how: Some(how),
        place: place.into(),
        minutes: minutes.into(),
        not_asked: how == Touch::Message,
        ..ContactWish::default()
    };
    LoggingContact {
        wish,
        day,
        time: None,
        class: Class::Story,
        with: BTreeSet::new(),
        plan: None,
        plan_shown: None,
        key: None,
    }
}

/// How often somebody is met: once a week, or once in two.
fn rhythm(day: Date) -> AgreeingRhythm {
    let (days, asked, said) = match day.day_of_year() % 3 {
        0 => ("7", Some(Asked::Told), "Once a week is fine, but text me first."),
        1 => ("14", Some(Asked::Told), "I am at work most days now."),
        _ => ("7", Some(Asked::NotAsked), ""),
    };
    let wish = RhythmWish { days: days.into(), asked, said: said.into(), reason: String::new() };
    AgreeingRhythm { wish, since: day, shown: None, key: None }
}

/// When their key worker is to be in touch next: some today, others in the days to come.
fn plan(by: PostId, last: Date, today: Date) -> PlanningContact {
    let (ahead, how, place) = match last.day_of_year() % 4 {
        0 => (0, PlannedTouch::Meet, "At their home"),
        1 => (1, PlannedTouch::Speak, ""),
        ahead => (ahead, PlannedTouch::Meet, "The café by the harbour"),
    };
    let wish = PlanWish {
        how: Some(how),
        day: Some(today.saturating_add(i64::from(ahead).days())),
        time: Some(jiff::civil::time(16, 30, 0, 0)),
        place: place.into(),
        purpose: String::new(),
    };
    PlanningContact { planning: Planning { wish, by }, class: Class::Story, key: None }
}

async fn write_each(
    house: &House,
    post: PostId,
    person: practice::ids::PersonId,
    notes: Vec<town::DatedNote>,
    named: Option<String>,
) -> Result<(), No> {
    let today = house.now().day();
    let knowing = named.map(|name| (town::known(&name), name));
    let last = notes.last().map(|dated| dated.day);
    let (mut is_met, mut is_warned_of, mut is_agreed) = (false, false, false);
    for dated in notes {
        let desk: Desk = signing_in::desk_as(&at(house, dated.day, 16), post).await?;
        let title = begins_large(dated.note.kind);
        let note = Note { title, text: dated.note.text, day: dated.day, class: Class::Story };
        match story::write_note(&desk, person, &note, None).await {
            // Somebody who was not open yet on that day has no story to add to.
            Err(No::NotFound) => continue,
            answer => answer?,
        }
        if dated.day > today.saturating_sub(CONTACTS_FOR.days()) {
            key_working::log_contact(&desk, person, &contacts(dated.day)).await?;
            if !std::mem::replace(&mut is_agreed, true) {
                key_working::agree_rhythm(&desk, person, &rhythm(dated.day)).await?;
            }
        }
        let Some((known, name)) = &knowing else { continue };
        if !std::mem::replace(&mut is_met, true) {
            known::write_down(&desk, person, known).await?;
        }
        if known::is_time_for_alerts(dated.day, today) && !std::mem::replace(&mut is_warned_of, true) {
            known::raise_alerts(&desk, person, known, today).await?;
        }
        // The photo is of their last visit, and a letter had come.
        if let (Some(photo), true) = (known.photo, last == Some(dated.day)) {
            known::add_photo(&desk, person, name, photo).await?;
            known::add_letter(&desk, person, name).await?;
        }
    }
    if let (Some(last), true) = (last, is_agreed) {
        let desk = signing_in::desk_as(&at(house, today, 9), post).await?;
        key_working::plan_contact(&desk, person, &plan(post, last, today)).await?;
    }
    Ok(())
}

/// A kind of note as a title.
fn begins_large(kind: &str) -> String {
    let mut letters = kind.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
