//! Naming a key worker: a deliberate act, with a reason and the young person's view.

use crate::people::{could_open_unless_sent, live_post, moved_since, unless_sent};
use crate::staff::{answered_for_by_an_open_team, entering};
use crate::{Act, Desk, FormKey, No, notices};
use practice::Refusal;
use practice::dates::Happened;
use practice::hubs::ResponsibleTeamNamed;
use practice::ids::{PersonId, PostId};
use practice::journal::{Body, Told};
use practice::key_working::{KeyWorkerNamed, may_cover};
use practice::notices::{NoticeKind, concerned};
use practice::staff::{Permission, few_words};
use records::Team;

/// Most characters of what the young person said: their words are not cut short.
const LONGEST: usize = 4_000;

/// A key worker to be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamingKeyWorker {
    /// The worker's post.
    pub post: PostId,
    /// Why this worker.
    pub reason: String,
    /// What the young person said; empty where nobody could ask.
    pub young_person_said: String,
    /// The revision of the key working that the form had shown.
    pub shown: Option<i64>,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// Names the key worker of a young person. Their team becomes responsible
/// where no team is yet. Whoever is named, and whoever was until now, are told.
pub async fn name_key_worker(desk: &Desk, person: PersonId, naming: &NamingKeyWorker) -> Result<(), No> {
    desk.must(Permission::AllocateKeyWorker)?;
    let desk = &desk.to_decide();
    let reason = &few_words("reason", &naming.reason, "Say why this worker.")?;
    let said = naming.young_person_said.trim();
    if said.chars().count() > LONGEST {
        return Err(Refusal::of("said", format!("Use {LONGEST} characters or fewer here.")).into());
    }
    desk.deciding(|| async {
        let streams =
            [Desk::resting_on(person)[0], person.stream("key_working"), person.stream("responsible_team")];
        let Some(record) = desk.house.records.person(&desk.sight, person, &streams, desk.now).await? else {
            return desk.not_found(&person.to_string(), "name a key worker").await;
        };
        if moved_since(naming.shown, record.revisions[1]) {
            let act = Act::new().keyed(naming.key.clone());
            return unless_sent(desk, act, streams[1], No::Moved).await;
        }
        let post = live_post(desk, naming.post).await?;
        if record.header.key_worker.as_ref().is_some_and(|worker| worker.is == post.id) {
            let already =
                No::from(Refusal::of("post", format!("{} is their key worker already.", post.name)));
            return unless_sent(desk, Act::new().keyed(naming.key.clone()), streams[1], already).await;
        }
        if !may_cover(&post.roles) {
            return Err(Refusal::of("post", "Choose a key worker, a manager or a deputy.").into());
        }
        let sending = (&naming.key, streams[1]);
        let Some(could) = could_open_unless_sent(desk, &record.header, &post, sending).await? else {
            return Ok(());
        };
        let today = Happened::At(desk.now);
        let body = Body::KeyWorkerNamed(KeyWorkerNamed {
            post: post.id,
            reason: reason.clone(),
            young_person_said: said.into(),
        });
        let mut act = Act::new()
            .reading([record.revisions[0], post.revision])
            .reading(could)
            .telling(Told::about(person, streams[1], today, body), record.revisions[1].number)
            .keyed(naming.key.clone());
        if let (None, Some(team)) = (&record.header.team, post.team) {
            let (Team { name, .. }, within) = entering(desk, team).await?;
            let body = Body::ResponsibleTeamNamed(ResponsibleTeamNamed { team, name, reason: String::new() });
            act = act
                .guarding(within)
                .telling(Told::about(person, streams[2], today, body), record.revisions[2].number);
        }
        if let (Some(team), None) = (&record.header.team, &record.header.key_worker) {
            act = act.guarding(Box::pin(answered_for_by_an_open_team(desk, team.is, "post")).await?);
        }
        let acting = record.header.cover_on(desk.now.day()).map(|cover| cover.is.post);
        let before = record.header.key_worker.as_ref().map(|worker| worker.is);
        let to = concerned([Some(post.id), before, acting].into_iter().flatten(), desk.sight.post);
        let notice = notices::telling(desk, person, NoticeKind::KeyWorkerChanged, streams[1], to);
        desk.write(notice.into_iter().fold(act, Act::beginning)).await?;
        Ok(())
    })
    .await
}
