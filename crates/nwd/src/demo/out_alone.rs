//! Yesterday evening somebody who was out alone was overdue, and was found safe.

use super::at;
use jiff::ToSpan;
use jiff::civil::Time;
use practice::hubs::LeftWords;
use practice::ids::AuthorityId;
use practice::staff::Role;
use work::hubs::{self, Finding, GoingOut};
use work::{House, No, signing_in};

/// By when they were to be back.
const BACK_BY: Time = Time::constant(19, 0, 0, 0);

/// An outreach worker goes at six, and their manager looks for them after seven.
pub(super) async fn somebody_was_overdue(house: &House, authority: AuthorityId) -> Result<(), No> {
    let posts = house.records.posts(authority).await?;
    let of_role = |role| posts.iter().filter(move |post| post.roles.contains(&role));
    let both = of_role(Role::HubManager).find_map(|manager| {
        let of_theirs = of_role(Role::OutreachKeyWorker).find(|worker| worker.team == manager.team)?;
        Some((manager, of_theirs))
    });
    let Some((manager, worker)) = both else { return Ok(()) };
    let yesterday = house.now().day().saturating_sub(1.day());
    let desk = signing_in::desk_as(&at(house, yesterday, 18), worker.id).await?;
    let words = LeftWords {
        place: "The flats by the old lighthouse, second floor".into(),
        telephone: "01632 960 118".into(),
        other: "A green van".into(),
    };
    hubs::go_out(&desk, &GoingOut { back_by: BACK_BY, words, key: None }).await?;
    let Some(out) = hubs::watched(&desk).await?.own.first().map(|own| own.stream) else { return Ok(()) };
    for (hour, safe, what) in [
        (19, false, "Rang at 7:00pm and again five minutes later. Nobody answered."),
        (20, true, "They rang back at 7:50pm: the van had not started. Safe at home."),
    ] {
        let desk = signing_in::desk_as(&at(house, yesterday, hour), manager.id).await?;
        let finding = Finding { safe: Some(safe), what: what.into(), key: None };
        hubs::looked_for(&desk, out, &finding).await?;
    }
    Ok(())
}
