//! Who works with whom, worker by worker and team by team, for whoever names key workers.

use super::contact::last_met;
use super::goodbye::goodbyes_of;
use crate::people::{Directory, Summary};
use crate::{Desk, No};
use jiff::ToSpan;
use jiff::civil::Date;
use practice::ids::{PostId, TeamId};
use practice::key_working::may_cover;
use practice::people::Status;
use practice::staff::thresholds::NOT_SEEN_DAYS;
use practice::staff::{Permission, Reach};
use records::PeopleAsk;
use std::collections::BTreeMap;

/// Of how many young people caseloads are worked out at the most.
const MOST: i64 = 5_000;

/// The caseloads within somebody's reach.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Caseloads {
    /// Each team with its workers, by name; those without a team last.
    pub teams: Vec<TeamCaseload>,
    /// Whether there are more young people than are counted here.
    pub more: bool,
}

/// The workers of a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamCaseload {
    /// The team's name; absent for workers without one.
    pub team: Option<String>,
    /// Its workers, by name.
    pub workers: Vec<WorkerCaseload>,
}

/// A worker, with whom they are the key worker of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerCaseload {
    /// Their name.
    pub name: String,
    /// Whether they work here no more.
    pub left: bool,
    /// The young people, by name.
    pub people: Vec<OneOfThem>,
}

/// A young person in a caseload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneOfThem {
    /// Who.
    pub who: Summary,
    /// When somebody last met them, by what the asker may read.
    pub last_met: Option<Date>,
    /// Whether that is longer ago than the council lets pass.
    pub too_long_ago: bool,
    /// Whether a goodbye is owed to them.
    pub goodbye_owed: bool,
}

/// Works them out. A worker of the asker's teams who is nobody's key worker stands there too: who has room is asked as
/// often as who has too many.
pub async fn caseloads(desk: &Desk) -> Result<Caseloads, No> {
    desk.must(Permission::AllocateKeyWorker)?;
    let desk = &desk.to_decide();
    let ask = PeopleAsk { status: Some(Status::Open), limit: MOST, ..PeopleAsk::default() };
    let (lines, total) = desk.house.records.people(&desk.sight, &ask, desk.now).await?;
    let directory = Directory::of(desk).await?;
    let people: Vec<_> = lines.iter().map(|line| line.person).collect();
    let met = last_met(desk, &people).await?;
    let longest = desk.words.threshold(&NOT_SEEN_DAYS);
    let from = desk.now.day().saturating_sub(longest.days());
    let mut held: BTreeMap<PostId, Vec<OneOfThem>> = BTreeMap::new();
    for line in lines.into_iter().filter(|line| line.header.died.is_none()) {
        let shown = desk.narrowed(line.header.clone());
        let Some(worker) = shown.key_worker.map(|worker| worker.is) else { continue };
        let goodbye_owed = !goodbyes_of(desk, &directory, &line.header).is_empty();
        let last_met = met.get(&line.person).copied();
        let too_long_ago = last_met.is_none_or(|day| day <= from);
        let who = Summary::of(desk, &directory, line.header);
        held.entry(worker).or_default().push(OneOfThem { who, last_met, too_long_ago, goodbye_owed });
    }
    let mut teams = by_team(&directory, held);
    add_free_workers(desk, &directory, &mut teams);
    let named = |team: TeamId| directory.team(team);
    let mut teams: Vec<TeamCaseload> = teams
        .into_iter()
        .map(|(team, workers)| {
            let mut workers: Vec<_> = workers.into_values().collect();
            workers.sort_by(|a, b| a.name.cmp(&b.name));
            TeamCaseload { team: team.map(named), workers }
        })
        .collect();
    teams.sort_by(|a, b| (a.team.is_none(), &a.team).cmp(&(b.team.is_none(), &b.team)));
    Ok(Caseloads { teams, more: total > MOST })
}

type ByTeam = BTreeMap<Option<TeamId>, BTreeMap<PostId, WorkerCaseload>>;

fn by_team(directory: &Directory, held: BTreeMap<PostId, Vec<OneOfThem>>) -> ByTeam {
    let mut teams = ByTeam::new();
    for (post, people) in held {
        let worker = WorkerCaseload { people, ..without_anybody(directory, post) };
        teams.entry(directory.team_of(post)).or_default().insert(post, worker);
    }
    teams
}

/// Whoever of the asker's own team can be a key worker and is nobody's.
fn add_free_workers(desk: &Desk, directory: &Directory, teams: &mut ByTeam) {
    for post in directory.posts() {
        let is_ours = desk.sight.rights.reach == Reach::Authority || post.team == desk.sight.team;
        if is_ours && may_cover(&post.roles) {
            let workers = teams.entry(post.team).or_default();
            workers.entry(post.id).or_insert_with(|| without_anybody(directory, post.id));
        }
    }
}

fn without_anybody(directory: &Directory, post: PostId) -> WorkerCaseload {
    let left = !directory.works_today(post);
    WorkerCaseload { name: directory.worker(post), left, people: Vec::new() }
}
