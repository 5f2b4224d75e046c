//! The names of a council's teams and workers, for pages that show them.

use crate::{Desk, No, Words};
use jiff::civil::Date;
use practice::dates::Instant;
use practice::ids::{AccountId, PersonId, PostId, TeamId};
use practice::journal::Actor;
use practice::key_working::Workers;
use practice::staff::is_live;
use records::{Post, Team};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Teams and posts of one council, by id.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    words: Arc<Words>,
    teams: BTreeMap<TeamId, Team>,
    /// What each team was called, and since when, in the order in which it was named.
    called: BTreeMap<TeamId, Vec<(Instant, String)>>,
    posts: BTreeMap<PostId, Post>,
    out: BTreeSet<(PersonId, PostId)>,
    today: Date,
}

impl Workers for Directory {
    fn left(&self, post: PostId) -> Option<Date> {
        self.leaves(post)
    }

    fn are_one(&self, one: PostId, other: PostId) -> bool {
        let account = |post| self.posts.get(&post).and_then(|post| post.account);
        one == other || account(one).is_some() && account(one) == account(other)
    }
}

impl Directory {
    /// Reads it.
    pub async fn of(desk: &Desk) -> Result<Self, No> {
        let records = &desk.house.records;
        let teams = records.teams(desk.sight.authority).await?;
        let mut called: BTreeMap<TeamId, Vec<(Instant, String)>> = BTreeMap::new();
        for given in records.team_names(desk.sight.authority).await? {
            called.entry(given.team).or_default().push((given.since, given.name));
        }
        let posts = records.posts(desk.sight.authority).await?;
        let out = records.who_fell_out(desk.sight.authority).await?;
        Ok(Self {
            out,
            words: Arc::clone(&desk.words),
            teams: teams.into_iter().map(|team| (team.id, team)).collect(),
            called,
            posts: posts.into_iter().map(|post| (post.id, post)).collect(),
            today: desk.now.day(),
        })
    }

    /// What the council calls things.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// A team's name today.
    pub fn team(&self, team: TeamId) -> String {
        self.teams.get(&team).map_or_else(|| "A team no longer listed".into(), |team| team.name.clone())
    }

    /// The day on which a team was first named here.
    pub(crate) fn began(&self, team: TeamId) -> Option<Date> {
        self.called.get(&team)?.first().map(|(since, _)| since.day())
    }

    /// What a team was called at a moment, for what was written down then; with
    /// today's name beside it, where that is another.
    pub fn team_then(&self, team: TeamId, at: Instant) -> String {
        match self.called_at(team, at) {
            Some(then) => self.beside_today(team, then),
            None => self.team(team),
        }
    }

    /// The same, where what was written down holds the name of then itself.
    pub fn beside_today(&self, team: TeamId, then: &str) -> String {
        match self.teams.get(&team) {
            Some(today) if today.name != then => format!("{then} (now called {})", today.name),
            _ => then.to_owned(),
        }
    }

    /// The same teams and workers, each team by its name at a moment.
    pub(crate) fn as_of(&self, at: Instant) -> Self {
        let mut then = self.clone();
        for team in then.teams.values_mut() {
            if let Some(name) = self.called_at(team.id, at) {
                name.clone_into(&mut team.name);
            }
        }
        then
    }

    /// A moment before the first name is one of a clock that went otherwise: the first counts.
    fn called_at(&self, team: TeamId, at: Instant) -> Option<&str> {
        let names = self.called.get(&team)?;
        let last = names.iter().rfind(|(since, _)| *since <= at);
        last.or(names.first()).map(|(_, name)| name.as_str())
    }

    /// A worker's name.
    pub fn worker(&self, post: PostId) -> String {
        self.posts.get(&post).map_or_else(|| "A worker no longer listed".into(), |post| post.name.clone())
    }

    /// Whether a worker works in a post on a day.
    pub fn works_on(&self, post: PostId, day: Date) -> bool {
        self.posts.get(&post).is_some_and(|post| !post.closed && is_live(post.from, post.to, post.ended, day))
    }

    /// Whether a worker works in a post today.
    pub fn works_today(&self, post: PostId) -> bool {
        self.works_on(post, self.today)
    }

    /// The last day of a worker's post, where it is over or one is set. A post whose account was closed ends today at the
    /// latest.
    pub fn leaves(&self, post: PostId) -> Option<Date> {
        let post = self.posts.get(&post)?;
        let is_over = post.closed || post.ended;
        if is_over { Some(post.to.unwrap_or(self.today).min(self.today)) } else { post.to }
    }

    /// Whether somebody goes on in another post of theirs when one is over.
    pub(crate) fn goes_on_elsewhere(&self, post: PostId) -> bool {
        let after =
            self.leaves(post).and_then(|day| day.tomorrow().ok()).unwrap_or(self.today).max(self.today);
        let another = |other: &&PostId| **other != post && self.are_one(post, **other);
        self.posts.keys().filter(another).any(|other| self.works_on(*other, after))
    }

    /// In which team a worker is.
    pub fn team_of(&self, post: PostId) -> Option<TeamId> {
        self.posts.get(&post)?.team
    }

    /// Whether a worker may not work with a young person any more: a declared relative, or one whom a
    /// restriction does not name.
    pub fn is_out(&self, person: PersonId, post: PostId) -> bool {
        self.out.contains(&(person, post))
    }

    /// Whether a worker is there for a young person on a day.
    pub(crate) fn works_with_on(&self, person: PersonId, post: PostId, day: Date) -> bool {
        self.works_on(post, day) && !self.is_out(person, post)
    }

    /// Whether an account signs in to a post.
    pub fn is_of(&self, post: PostId, account: AccountId) -> bool {
        self.posts.get(&post).is_some_and(|post| post.account == Some(account))
    }

    /// At which number a worker is called, where it is written down.
    pub fn telephone(&self, post: PostId) -> Option<String> {
        self.posts.get(&post).map(|post| post.telephone.clone()).filter(|telephone| !telephone.is_empty())
    }

    /// The name of whoever signs in with an account, from one of their posts.
    pub fn name_of_account(&self, account: AccountId) -> String {
        let of_theirs = self.posts.values().find(|post| post.account == Some(account));
        of_theirs.map_or_else(|| "A worker no longer listed".into(), |post| post.name.clone())
    }

    /// Who did something, in words.
    pub fn actor(&self, actor: Actor) -> String {
        match actor {
            Actor::Post(post) => self.worker(post),
            Actor::Import(Some(post)) => format!("The council’s file, brought in by {}", self.worker(post)),
            Actor::Import(None) => "The council’s file".into(),
            Actor::Person(_) => "The young person".into(),
            Actor::Family(_) => "Family".into(),
            Actor::SetUp | Actor::System => "The program".into(),
        }
    }

    /// The teams that somebody can come into, by name: no closed one.
    pub fn teams(&self) -> Vec<&Team> {
        let mut teams: Vec<&Team> = self.teams.values().filter(|team| !team.closed).collect();
        teams.sort_by(|a, b| a.name.cmp(&b.name));
        teams
    }

    /// Everybody who works here today, by name: whoever can be named for something.
    pub fn posts(&self) -> Vec<&Post> {
        let mut posts: Vec<&Post> =
            self.posts.values().filter(|post| self.works_on(post.id, self.today)).collect();
        posts.sort_by(|a, b| a.name.cmp(&b.name));
        posts
    }

    /// Whether a post is one of this council's, ended ones too.
    pub fn has_worker(&self, post: PostId) -> bool {
        self.posts.contains_key(&post)
    }

    /// All posts, ended ones too, by name.
    pub fn everybody(&self) -> Vec<&Post> {
        let mut posts: Vec<&Post> = self.posts.values().collect();
        posts.sort_by(|a, b| a.name.cmp(&b.name));
        posts
    }
}
