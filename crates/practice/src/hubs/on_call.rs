//! On call: whom a night worker rings. Some nights, with a first and a last; two may be on call at once.

use crate::Refusal;
use crate::dates::long_date;
use crate::ids::{EventId, PostId, TeamId};
use crate::staff::{Permission, Rights, Role};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How many nights somebody may be put down for at once. Chosen for this service: a quarter of a year, the longest
/// that a rota is made ahead.
pub const MOST_NIGHTS: i32 = 92;

/// `hubs.on_call_named`: somebody is on call for some nights, each on a stream of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnCallNamed {
    /// Who.
    pub post: PostId,
    /// For which team's house; absent where it is for every one.
    pub team: Option<TeamId>,
    /// The day on which the first night begins.
    pub from: Date,
    /// The day on which the last night begins.
    pub to: Date,
}

/// `hubs.on_call_ended`: they are not on call any more, or never were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnCallEnded {
    /// The event that named them.
    pub named: EventId,
    /// Why.
    pub reason: String,
}

/// Being on call as a form asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnCallWish {
    /// Who.
    pub post: PostId,
    /// Their roles.
    pub roles: Vec<Role>,
    /// The first and the last day of their post.
    pub works: (Date, Option<Date>),
    /// For which team's house.
    pub team: Option<TeamId>,
    /// The first night.
    pub from: Date,
    /// The last night.
    pub to: Date,
}

/// Whether somebody can be on call: whoever may open a safety page for somebody arriving tonight is in charge then.
pub fn may_be_on_call(roles: &[Role]) -> bool {
    Rights::of(roles).may(Permission::OpenSafetyPage)
}

/// Nights on call, of which one is to come and all are within the post of whoever is named.
///
/// # Errors
/// One sentence for each field that cannot be taken.
pub fn on_call_named(wish: &OnCallWish, tonight: Date) -> Result<OnCallNamed, Vec<Refusal>> {
    let mut refusals = Vec::new();
    if !may_be_on_call(&wish.roles) {
        refusals.push(Refusal::of("post", "Choose a key worker, a deputy or a manager."));
    } else if wish.works.0 > wish.from {
        refusals.push(Refusal::of("from", format!("Their post begins on {}.", long_date(wish.works.0))));
    }
    refusals.extend(last_night(wish, tonight));
    if refusals.is_empty() {
        Ok(OnCallNamed { post: wish.post, team: wish.team, from: wish.from, to: wish.to })
    } else {
        Err(refusals)
    }
}

fn last_night(wish: &OnCallWish, tonight: Date) -> Option<Refusal> {
    let longest = wish.from.checked_add((MOST_NIGHTS - 1).days()).unwrap_or(Date::MAX);
    let sentence = match wish.works.1 {
        _ if wish.to < wish.from => "The last night must be the first night or later.".into(),
        _ if wish.to < tonight => "Choose a last night that is tonight or later.".into(),
        _ if wish.to > longest => format!("Put somebody down for {MOST_NIGHTS} nights at the most."),
        Some(ends) if ends < wish.to => format!("Their post ends on {}.", long_date(ends)),
        _ => return None,
    };
    Some(Refusal::of("to", sentence))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use uuid::Uuid;

    const TONIGHT: Date = date(2026, 6, 1);

    fn wish() -> OnCallWish {
        OnCallWish {
            post: PostId(Uuid::from_u128(1)),
            roles: vec![Role::Deputy],
            works: (date(2026, 1, 1), None),
            team: None,
            from: TONIGHT,
            to: date(2026, 6, 7),
        }
    }

    fn fields(wish: &OnCallWish) -> Vec<String> {
        let refusals = on_call_named(wish, TONIGHT).unwrap_err();
        refusals.into_iter().filter_map(|refusal| refusal.field).collect()
    }

    #[test]
    fn somebody_is_on_call_for_the_nights_that_were_asked_for() {
        let named = on_call_named(&wish(), TONIGHT).unwrap();
        assert_eq!((named.from, named.to), (TONIGHT, date(2026, 6, 7)));
    }

    #[test]
    fn one_night_is_enough() {
        assert!(on_call_named(&OnCallWish { to: TONIGHT, ..wish() }, TONIGHT).is_ok());
    }

    #[test]
    fn whoever_may_open_no_safety_page_is_not_on_call() {
        assert!(may_be_on_call(&[Role::HeadOfService]) && may_be_on_call(&[Role::ResidentialKeyWorker]));
        assert_eq!(fields(&OnCallWish { roles: vec![Role::ReliefWorker], ..wish() }), ["post"]);
    }

    #[test]
    fn the_last_night_is_the_first_or_later_and_not_over() {
        assert_eq!(fields(&OnCallWish { to: date(2026, 5, 31), ..wish() }), ["to"]);
        let past = OnCallWish { from: date(2026, 5, 1), to: date(2026, 5, 31), ..wish() };
        assert_eq!(fields(&past), ["to"]);
        assert!(
            on_call_named(&OnCallWish { from: date(2026, 5, 1), to: TONIGHT, ..wish() }, TONIGHT).is_ok()
        );
    }

    #[test]
    fn nobody_is_put_down_for_longer_than_a_quarter_of_a_year() {
        let last = date(2026, 8, 31);
        assert!(on_call_named(&OnCallWish { to: last, ..wish() }, TONIGHT).is_ok());
        assert_eq!(fields(&OnCallWish { to: last.tomorrow().unwrap(), ..wish() }), ["to"]);
    }

    #[test]
    fn every_night_is_within_their_post() {
        let leaves = OnCallWish { works: (date(2026, 6, 2), Some(date(2026, 6, 6))), ..wish() };
        assert_eq!(fields(&leaves), ["from", "to"]);
    }
}
