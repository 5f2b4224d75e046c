//! One young person was adopted: their record is closed off, and goes on elsewhere.

use jiff::ToSpan;
use practice::ids::AuthorityId;
use practice::people::AdoptionForm;
use practice::staff::Role;
use work::people::{self, Adopting, NewPerson, Query};
use work::{House, No, signing_in};

/// By what they were known, and by what from then on.
const BEFORE: &str = "Leah Pennock";
const AFTER: &str = "Leah Ellerby";

/// The manager of their hub closes the record off. That manager and the head of service may know.
pub(super) async fn somebody_was_adopted(house: &House, authority: AuthorityId) -> Result<(), No> {
    let posts = house.records.posts(authority).await?;
    let named: Vec<_> = posts
        .iter()
        .filter(|post| post.roles.contains(&Role::HubManager) || post.roles.contains(&Role::HeadOfService))
        .map(|post| post.id)
        .collect();
    for post in posts.iter().filter(|post| post.roles.contains(&Role::HubManager)) {
        let desk = signing_in::desk_as(house, post.id).await?;
        let found = people::find(&desk, &Query::parse(BEFORE), 1).await?;
        let Some(who) = found.people.first() else { continue };
        let adoption = AdoptionForm {
            made: Some(desk.now.day().saturating_sub(9.days())),
            posts: named,
            reason: "Order of the family court at Ravensmere, ZC26C00123.".into(),
        };
        let new = NewPerson { name: AFTER.into(), born: who.born, ..NewPerson::default() };
        return people::adopt(&desk, who.person, &Adopting { adoption, new, key: None }).await;
    }
    Err(No::because(format!("Nobody in the demonstration is called {BEFORE}.")))
}
