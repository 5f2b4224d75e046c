//! Who answers for a worker who is out alone.

use crate::people::is_here;
use crate::{Desk, No};
use practice::homes::night_of;
use practice::hubs::told_of_overdue;
use practice::ids::{PostId, TeamId};
use practice::notices::Colleague;
use practice::staff::{Permission, Reach, Rights};
use records::{OutAlone, Post};
use std::collections::BTreeSet;

/// The posts of a council, and who is on call tonight.
pub(super) struct Answering {
    posts: Vec<Post>,
    on_call: BTreeSet<PostId>,
}

impl Answering {
    /// Reads them.
    pub(super) async fn of(desk: &Desk) -> Result<Self, No> {
        let (records, authority) = (&desk.house.records, desk.sight.authority);
        let tonight = night_of(desk.now);
        let on_call = records.on_call_from(authority, tonight).await?;
        let on_call = on_call.into_iter().filter(|one| one.from <= tonight).map(|one| one.post).collect();
        Ok(Self { posts: records.posts(authority).await?, on_call })
    }

    /// A worker's name, whether or not they work here still.
    pub(super) fn name(&self, post: PostId) -> String {
        let found = self.posts.iter().find(|one| one.id == post);
        found.map_or_else(|| "A worker no longer listed".into(), |post| post.name.clone())
    }

    /// The posts of whoever has this one.
    fn of_the_same(&self, worker: PostId) -> impl Iterator<Item = &Post> {
        let account = self.posts.iter().find(|post| post.id == worker).and_then(|post| post.account);
        self.posts
            .iter()
            .filter(move |post| post.id == worker || account.is_some() && post.account == account)
    }

    /// The teams in which somebody works, and the one of the post in which they went, whether or not it is over.
    fn teams(&self, desk: &Desk, worker: PostId) -> BTreeSet<TeamId> {
        let today = desk.now.day();
        let theirs = self.of_the_same(worker).filter(|post| post.id == worker || is_here(post, today));
        theirs.filter_map(|post| post.team).collect()
    }

    /// Who is told when a worker is overdue, by name. Somebody without an account could not be.
    pub(super) fn told(&self, desk: &Desk, worker: PostId) -> Vec<&Post> {
        let today = desk.now.day();
        let own: BTreeSet<PostId> = self.of_the_same(worker).map(|post| post.id).collect();
        let others = self.posts.iter().filter(|post| !own.contains(&post.id) && post.account.is_some());
        let colleagues: Vec<Colleague> = others
            .filter(|post| is_here(post, today))
            .map(|post| Colleague { post: post.id, team: post.team, rights: Rights::of(&post.roles) })
            .collect();
        let told = told_of_overdue(&self.teams(desk, worker), &self.on_call, &colleagues);
        let mut told: Vec<&Post> = self.posts.iter().filter(|post| told.contains(&post.id)).collect();
        told.sort_by(|one, other| one.name.cmp(&other.name));
        told
    }

    /// Whether the asker is told, in whichever of their posts.
    pub(super) fn tells(&self, desk: &Desk, worker: PostId) -> bool {
        self.told(desk, worker).iter().any(|post| post.account == Some(desk.sight.account))
    }

    /// Whether the asker keeps the rota for a worker.
    pub(super) fn keeps_for(&self, desk: &Desk, worker: PostId) -> bool {
        let reaches = || match desk.sight.rights.reach {
            Reach::Authority => true,
            _ => desk.sight.team.is_some_and(|team| self.teams(desk, worker).contains(&team)),
        };
        desk.sight.may(Permission::KeepRota) && reaches()
    }

    /// Whether the asker may open the page of somebody else's time out alone.
    pub(super) fn may_open(&self, desk: &Desk, out: &OutAlone) -> bool {
        self.keeps_for(desk, out.post) || self.tells(desk, out.post)
    }
}
