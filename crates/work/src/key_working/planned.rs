//! Planning a visit or a call, changing the plan, and what becomes of it.

use crate::people::{Directory, Summary, or_sent, unless_sent};
use crate::story::may_read;
use crate::{Act, Desk, FormKey, No};
use practice::Refusal;
use practice::dates::{Happened, long_date};
use practice::ids::{EventId, PersonId, PostId, StreamId};
use practice::journal::{Body, Class, Told};
use practice::key_working::{
    ContactPlanned, PlanCalledOff, PlanLogged, PlanWish, WhoseWish, contact_planned, plan_change, works_with,
};
use practice::people::{Dated, Header};
use practice::staff::Permission;

/// Said of everybody whom the asker may not choose, and of nobody.
const NOT_FROM_THE_LIST: &str = "Choose who goes from the list.";
/// Said where what was planned is done with.
const DONE_WITH: &str =
    "What was planned was logged or called off meanwhile. Send it once more to log yours beside it.";

/// A plan on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planning {
    /// What is planned.
    pub wish: PlanWish,
    /// Who goes.
    pub by: PostId,
}

/// A visit or a call to be planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanningContact {
    /// The plan.
    pub planning: Planning,
    /// Who may be shown it.
    pub class: Class,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// A plan that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangingPlan {
    /// What is planned now; nothing where it is called off.
    pub planning: Option<Planning>,
    /// Whose wish it was.
    pub whose: Option<WhoseWish>,
    /// Why.
    pub reason: String,
    /// The plan that the form had shown.
    pub shown: Option<EventId>,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// The form's young person, who may go, and the plan that stands.
#[derive(Debug, Clone)]
pub struct PlanPage {
    /// Who.
    pub who: Summary,
    /// Who may go, with their names, the asker first.
    pub goers: Vec<(PostId, String)>,
    /// The plan, where one is to change.
    pub stands: Option<Dated<ContactPlanned>>,
}

/// A young person with whom something is to be planned, or with whom a plan stands that is to change.
pub async fn plan_page(desk: &Desk, person: PersonId, plan: Option<StreamId>) -> Result<PlanPage, No> {
    desk.must(Permission::WriteStory)?;
    let Some(record) = desk.house.records.person(&desk.sight, person, &[], desk.now).await? else {
        return desk.not_found(&person.to_string(), "plan a contact").await;
    };
    let stands = plan.and_then(|plan| readable(desk, &record.header, plan));
    if plan.is_some() && stands.is_none() {
        return Err(No::NotFound);
    }
    desk.saw_record(&record.header, "plan").await?;
    let directory = Directory::of(desk).await?;
    let mut goers: Vec<_> = goers(desk, &record.header, &directory, stands.as_ref())
        .into_iter()
        .map(|post| (post, directory.worker(post)))
        .collect();
    goers.sort_by_key(|(post, name)| (*post != desk.sight.post, name.clone()));
    Ok(PlanPage { who: Summary::of(desk, &directory, record.header), goers, stands })
}

/// The plan of a stream, where the asker may read it; nothing of one that is done with.
pub async fn open_plan(
    desk: &Desk,
    person: PersonId,
    plan: StreamId,
) -> Result<Option<Dated<ContactPlanned>>, No> {
    desk.must(Permission::ReadStory)?;
    let record = desk.house.records.person(&desk.sight, person, &[], desk.now).await?;
    Ok(record.and_then(|record| readable(desk, &record.header, plan)))
}

/// Plans a visit or a call.
pub async fn plan_contact(desk: &Desk, person: PersonId, planning: &PlanningContact) -> Result<(), No> {
    desk.must(Permission::WriteStory)?;
    desk.deciding(|| async {
        let streams = Desk::resting_on(person);
        let Some(record) = desk.house.records.person(&desk.sight, person, &streams, desk.now).await? else {
            return desk.not_found(&person.to_string(), "plan a contact").await;
        };
        let directory = Directory::of(desk).await?;
        let answer = judged(desk, (&record.header, &directory), &planning.planning, None);
        let answer = No::or_both(answer, may_read(desk, planning.class)).map(|(planned, ())| planned);
        let Some(planned) = or_sent(desk, (&planning.key, streams[0]), answer).await? else { return Ok(()) };
        let body = Body::ContactPlanned(planned);
        let told = Told::about(person, desk.stream(), Happened::At(desk.now), body).in_class(planning.class);
        let act = Act::new().reading(record.revisions).beginning(told);
        desk.write(act.keyed(planning.key.clone())).await?;
        Ok(())
    })
    .await
}

/// Changes a plan, or calls it off, with a reason. It stays in its class.
pub async fn change_plan(
    desk: &Desk,
    person: PersonId,
    plan: StreamId,
    changing: &ChangingPlan,
) -> Result<(), No> {
    desk.must(Permission::WriteStory)?;
    desk.deciding(|| async {
        let streams = [Desk::resting_on(person)[0], plan];
        let Some(record) = desk.house.records.person(&desk.sight, person, &streams, desk.now).await? else {
            return desk.not_found(&person.to_string(), "change a plan").await;
        };
        let Some(stands) = readable(desk, &record.header, plan) else {
            return unless_sent(desk, Act::new().keyed(changing.key.clone()), plan, No::NotFound).await;
        };
        let directory = Directory::of(desk).await?;
        let answer = changed(desk, (&record.header, &directory), &stands, changing);
        let Some(body) = or_sent(desk, (&changing.key, plan), answer).await? else { return Ok(()) };
        let told = Told::about(person, plan, Happened::At(desk.now), body).in_class(stands.class);
        let act = Act::new().reading([record.revisions[0]]).telling(told, record.revisions[1].number);
        desk.write(act.keyed(changing.key.clone())).await?;
        Ok(())
    })
    .await
}

/// That a plan ends in an entry that is being logged, for the act that logs it.
pub(super) fn plan_is_logged(
    desk: &Desk,
    header: &Header,
    (plan, shown): (StreamId, Option<EventId>),
    contact: StreamId,
) -> Result<Told, No> {
    let stands = readable(desk, header, plan).ok_or_else(|| No::because(DONE_WITH))?;
    if shown.is_some_and(|shown| shown != stands.event) {
        let day = long_date(stands.is.day);
        let why = format!(
            "Somebody changed this plan meanwhile: it is for {day} now. Send it once more if this is what became of it."
        );
        return Err(No::because(why));
    }
    let body = Body::PlanLogged(PlanLogged { contact });
    Ok(Told::about(header.person, plan, Happened::At(desk.now), body).in_class(stands.class))
}

/// What somebody else planned meanwhile is not changed in silence.
fn changed(
    desk: &Desk,
    (header, directory): (&Header, &Directory),
    stands: &Dated<ContactPlanned>,
    changing: &ChangingPlan,
) -> Result<Body, No> {
    if Some(stands.event) != changing.shown {
        let day = long_date(stands.is.day);
        let why = format!(
            "Somebody changed this plan meanwhile: it is for {day} now. Send it once more if yours is to count."
        );
        return Err(Refusal::of("what", why).into());
    }
    let change = plan_change(changing.whose, &changing.reason).map_err(No::Refused);
    let Some(planning) = &changing.planning else {
        return Ok(Body::PlanCalledOff(PlanCalledOff { change: change? }));
    };
    let planned = judged(desk, (header, directory), planning, Some(stands));
    let (planned, change) = No::or_both(planned, change)?;
    Ok(Body::ContactPlanned(ContactPlanned { change: Some(change), ..planned }))
}

fn judged(
    desk: &Desk,
    (header, directory): (&Header, &Directory),
    planning: &Planning,
    stands: Option<&Dated<ContactPlanned>>,
) -> Result<ContactPlanned, No> {
    if header.died.is_some() {
        return Err(No::because("They have died. Nothing more is planned with them."));
    }
    let planned = contact_planned(&planning.wish, planning.by, desk.now.day()).map_err(No::Refused);
    let may_go = goers(desk, header, directory, stands).contains(&planning.by);
    let goes = if may_go { Ok(()) } else { Err(No::from(Refusal::of("by", NOT_FROM_THE_LIST))) };
    Ok(No::or_both(planned, goes)?.0)
}

/// Who may go: the asker, whoever works with them and has not left, and who was to go before.
fn goers(
    desk: &Desk,
    header: &Header,
    directory: &Directory,
    stands: Option<&Dated<ContactPlanned>>,
) -> Vec<PostId> {
    let today = desk.now.day();
    let shown = desk.narrowed(header.clone());
    let mut posts = works_with(&shown, today);
    posts.retain(|post| directory.works_with_on(header.person, *post, today));
    posts.extend(stands.map(|stands| stands.is.by));
    posts.push(desk.sight.post);
    posts.sort();
    posts.dedup();
    posts
}

/// What is planned on a stream, where the asker may read it.
fn readable(desk: &Desk, header: &Header, plan: StreamId) -> Option<Dated<ContactPlanned>> {
    let stands = header.planned.get(&plan)?;
    desk.sight.rights.classes.contains(&stands.class).then(|| stands.clone())
}
