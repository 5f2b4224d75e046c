//! The teams and workers that `People.csv` names.

use super::counts::{NewTeam, NewWorker};
use super::says::Says;
use crate::people::is_here;
use crate::{Desk, No};
use exchange::{PersonRow, Severity};
use jiff::civil::Date;
use practice::dates::{Happened, PartialDate};
use practice::ids::{PostId, StreamId, TeamId};
use practice::journal::{Body, Told};
use practice::people::keys::name_words;
use practice::staff::{PostCreated, Role, TeamCreated};
use records::Team;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// As what a worker is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NamedAs {
    KeyWorker,
    SocialWorker,
}

impl NamedAs {
    /// The role of a new post.
    fn role(self) -> Role {
        match self {
            Self::KeyWorker => Role::OutreachKeyWorker,
            Self::SocialWorker => Role::SocialWorker,
        }
    }

    fn fits(self, roles: &[Role]) -> bool {
        match self {
            Self::KeyWorker => {
                roles.iter().any(|role| matches!(role, Role::OutreachKeyWorker | Role::ResidentialKeyWorker))
            }
            Self::SocialWorker => roles.contains(&Role::SocialWorker),
        }
    }
}

/// What looking for a worker found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    One(PostId),
    Several,
    /// Somebody of this name is or was here, in no post of the role that goes on.
    NoneInTheRole,
}

#[derive(Debug)]
struct Holder {
    post: PostId,
    roles: Vec<Role>,
    /// Whether they work in it today.
    live: bool,
}

/// What the files say of a worker who has no post here.
#[derive(Debug)]
struct Wanted<'r> {
    name: &'r str,
    roles: BTreeSet<Role>,
    teams: BTreeSet<TeamId>,
    since: Option<Date>,
}

/// The teams and workers of the council, those of the files included.
#[derive(Debug, Default)]
pub(super) struct Staff {
    teams: HashMap<String, (TeamId, String)>,
    workers: HashMap<String, Vec<Holder>>,
    /// What must be written before any young person.
    pub(super) told: Vec<Told>,
    new_teams: Vec<NewTeam>,
    new_workers: Vec<NewWorker>,
}

impl Staff {
    /// The council's own staff, and whoever the rows name beside them.
    pub(super) async fn of(desk: &Desk, rows: &[&PersonRow], says: &mut Says<'_>) -> Result<Self, No> {
        let records = &desk.house.records;
        let mut staff = Self::default();
        let (closed, open): (Vec<Team>, Vec<Team>) =
            records.teams(desk.sight.authority).await?.into_iter().partition(|team| team.closed);
        for team in open {
            staff.teams.entry(key(&team.name)).or_insert((team.id, team.name));
        }
        staff.say_closed(&closed, rows, says);
        for team in closed {
            staff.teams.entry(key(&team.name)).or_insert((team.id, team.name));
        }
        for post in records.posts(desk.sight.authority).await? {
            let live = is_here(&post, desk.now.day());
            let holder = Holder { post: post.id, roles: post.roles, live };
            staff.workers.entry(key(&post.name)).or_default().push(holder);
        }
        staff.add_teams(desk, rows, says);
        staff.add_workers(desk, rows, says);
        Ok(staff)
    }

    /// A team by its name, in capitals or not.
    pub(super) fn team(&self, name: &str) -> Option<(TeamId, &str)> {
        self.teams.get(&key(name)).map(|(team, name)| (*team, name.as_str()))
    }

    /// The post of a worker by name: one in the role who works here today.
    /// Whom the record names already, or an earlier file meant, is meant again.
    pub(super) fn worker(&self, name: &str, named_as: NamedAs, before: &[PostId]) -> Option<Found> {
        let holders = self.workers.get(&key(name))?;
        if let Some(meant) = before.iter().find(|post| holders.iter().any(|holder| holder.post == **post)) {
            return Some(Found::One(*meant));
        }
        let mut fitting = holders.iter().filter(|holder| holder.live && named_as.fits(&holder.roles));
        Some(match (fitting.next(), fitting.next()) {
            (None, _) => Found::NoneInTheRole,
            (Some(only), None) => Found::One(only.post),
            (Some(_), Some(_)) => Found::Several,
        })
    }

    /// The teams and workers that are new here.
    pub(super) fn created(&self) -> (Vec<NewTeam>, Vec<NewWorker>) {
        (self.new_teams.clone(), self.new_workers.clone())
    }

    /// The file's word counts for a closed team too, as for every fact of it; whoever
    /// brings it in is told that these young people are to be moved.
    fn say_closed(&self, closed: &[Team], rows: &[&PersonRow], says: &mut Says<'_>) {
        for team in closed.iter().filter(|team| !self.teams.contains_key(&key(&team.name))) {
            let named =
                |row: &&&PersonRow| row.team.as_deref().is_some_and(|name| key(name) == key(&team.name));
            if let Some(row) = rows.iter().find(named) {
                let reason =
                    "This team is closed here. Whoever the file puts into it is to be moved to another team.";
                says.row(row.source, Some("TEAM"), &team.name, Severity::ToCheck, reason);
            }
        }
    }

    fn add_teams(&mut self, desk: &Desk, rows: &[&PersonRow], says: &mut Says<'_>) {
        let beds: BTreeSet<String> =
            rows.iter().filter_map(|row| row.sleeping_at.as_deref()).map(key).collect();
        for row in rows {
            let Some(name) = row.team.as_deref() else { continue };
            let known_as = key(name);
            if self.teams.contains_key(&known_as) {
                continue;
            }
            // Only a house has somebody sleeping in it: such a team is a hub.
            let hub = beds.contains(&known_as);
            let team = TeamId(desk.house.blind_id());
            let body = Body::TeamCreated(TeamCreated { name: name.to_owned(), hub });
            self.told.push(of_service(desk, StreamId(team.0), body));
            let kind = if hub { "a hub, because somebody sleeps there" } else { "a team without beds" };
            let reason = format!("This team is not here yet. It is created as {kind}.");
            says.row(row.source, Some("TEAM"), name, Severity::ToCheck, reason);
            self.new_teams.push(NewTeam { name: name.to_owned(), hub });
            self.teams.insert(known_as, (team, name.to_owned()));
        }
    }

    fn add_workers(&mut self, desk: &Desk, rows: &[&PersonRow], says: &mut Says<'_>) {
        let mut wanted: BTreeMap<String, Wanted<'_>> = BTreeMap::new();
        for row in rows {
            let team = row.team.as_deref().and_then(|name| self.team(name)).map(|(team, _)| team);
            let named = [
                (row.key_worker.as_deref(), NamedAs::KeyWorker, "KEY_WORKER"),
                (row.social_worker.as_deref(), NamedAs::SocialWorker, "SOCIAL_WORKER"),
            ];
            for (name, named_as, column) in named {
                let Some(name) = name.filter(|name| !self.workers.contains_key(&key(name))) else { continue };
                let one = wanted.entry(key(name)).or_insert_with(|| {
                    let reason = "Nobody of this name works here yet. A post is created that nobody can sign in to \
                                  until somebody is invited.";
                    says.row(row.source, Some(column), name, Severity::ToCheck, reason);
                    Wanted { name, roles: BTreeSet::new(), teams: BTreeSet::new(), since: None }
                });
                one.roles.insert(named_as.role());
                if named_as == NamedAs::KeyWorker {
                    one.teams.extend(team);
                    one.since = one.since.into_iter().chain(row.key_worker_since).min();
                }
            }
        }
        for (known_as, one) in wanted {
            self.add_worker(desk, known_as, one);
        }
    }

    fn add_worker(&mut self, desk: &Desk, known_as: String, wanted: Wanted<'_>) {
        let (post, today) = (PostId(desk.house.blind_id()), desk.now.day());
        let roles: Vec<Role> = wanted.roles.into_iter().collect();
        // A worker named by two teams' young people belongs to neither by this alone.
        let team = if wanted.teams.len() == 1 { wanted.teams.first().copied() } else { None };
        let body = Body::PostCreated(PostCreated {
            name: wanted.name.to_owned(),
            account: None,
            team,
            roles: roles.clone(),
            from: wanted.since.unwrap_or(today).min(today),
            to: None,
        });
        self.told.push(of_service(desk, StreamId(post.0), body));
        self.new_workers.push(NewWorker { name: wanted.name.to_owned(), roles: roles.clone() });
        self.workers.insert(known_as, vec![Holder { post, roles, live: true }]);
    }
}

fn of_service(desk: &Desk, stream: StreamId, body: Body) -> Told {
    Told::of_service(stream, Happened::On(PartialDate::Day(desk.now.day())), body)
}

/// A name as it is compared: without case, marks and punctuation.
fn key(name: &str) -> String {
    let words = name_words(name);
    if words.is_empty() { name.to_lowercase() } else { words.join(" ") }
}
