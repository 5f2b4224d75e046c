//! Cover: an acting worker with a last day. It does not break continuity: the
//! key worker stays who they are, and is named anew only when somebody else is.

use super::CoverNamed;
use crate::Refusal;
use crate::dates::long_date;
use crate::ids::PostId;
use crate::people::Dated;
use crate::staff::{Role, reason};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Cover as it was named, and whether it was ended before its last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    /// Who acts.
    pub post: PostId,
    /// The key worker they act for.
    pub covering: PostId,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Why.
    pub reason: String,
    /// Why it was ended early, where it was.
    pub ended: Option<String>,
}

impl Cover {
    /// Cover as it has just been named.
    pub fn of(named: &CoverNamed) -> Self {
        Self {
            post: named.post,
            covering: named.covering,
            from: named.from,
            to: named.to,
            reason: named.reason.clone(),
            ended: None,
        }
    }

    /// Whether it runs on a day; its first and last day both count.
    pub fn runs_on(&self, day: Date) -> bool {
        self.from <= day && !self.is_over_on(day)
    }

    /// Whether no day of it is left on a day, the day itself counted.
    pub fn is_over_on(&self, day: Date) -> bool {
        self.ended.is_some() || self.to < day
    }
}

/// Whether cover stands for the key worker of now: once somebody else is the
/// key worker, nobody covers for the one before.
pub fn covers_now(cover: &Cover, key_worker: PostId) -> bool {
    cover.ended.is_none() && cover.covering == key_worker
}

/// Roles that hold a whole day of somebody's life: they can act as a key worker.
pub fn may_cover(roles: &[Role]) -> bool {
    roles.iter().any(|role| {
        matches!(
            role,
            Role::ResidentialKeyWorker
                | Role::OutreachKeyWorker
                | Role::HubManager
                | Role::Deputy
                | Role::HeadOfService
        )
    })
}

/// Cover as a form asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverWish {
    /// Who is to act.
    pub post: PostId,
    /// Whether it is a post of the key worker's own: somebody would cover for themselves.
    pub own: bool,
    /// Their roles.
    pub roles: Vec<Role>,
    /// The last day of their post, where one is set.
    pub post_ends: Option<Date>,
    /// First day of the cover.
    pub from: Date,
    /// Last day of the cover.
    pub to: Date,
    /// Why.
    pub reason: String,
}

/// Cover for the key worker of now, who must be there. At most `longest` days,
/// and never two at once. Every fault is answered.
///
/// # Errors
/// One sentence for each field that cannot be taken.
pub fn cover_named(
    wish: &CoverWish,
    key_worker: Option<PostId>,
    standing: &[Dated<Cover>],
    (today, longest): (Date, i64),
) -> Result<CoverNamed, Vec<Refusal>> {
    let Some(covering) = key_worker else {
        return Err(vec![Refusal::because("Nobody is their key worker yet. Name one first.")]);
    };
    let why = reason(&wish.reason);
    let mut refusals: Vec<Refusal> = why.as_ref().err().cloned().into_iter().collect();
    if wish.own || wish.post == covering {
        refusals.push(Refusal::of("post", "Choose somebody else: this is their key worker."));
    } else if !may_cover(&wish.roles) {
        refusals.push(Refusal::of("post", "Choose a key worker, a manager or a deputy."));
    }
    refusals.extend(days(wish, today, longest).err());
    let meets = |cover: &&Dated<Cover>| {
        covers_now(&cover.is, covering) && cover.is.from <= wish.to && wish.from <= cover.is.to
    };
    if let Some(other) = standing.iter().find(meets) {
        let sentence = format!(
            "Somebody covers from {} to {} already. End that first, or choose other days.",
            long_date(other.is.from),
            long_date(other.is.to)
        );
        refusals.push(Refusal::of("from", sentence));
    }
    let reason = why.ok().filter(|_| refusals.is_empty()).ok_or(refusals)?;
    Ok(CoverNamed { post: wish.post, covering, from: wish.from, to: wish.to, reason })
}

fn days(wish: &CoverWish, today: Date, longest: i64) -> Result<(), Refusal> {
    let length = i64::from(wish.from.until(wish.to).map_or(i32::MAX, |span| span.get_days())) + 1;
    let refuse = |sentence: String| Err(Refusal::of("to", sentence));
    if wish.to < wish.from {
        return refuse("The last day must be the first day or later.".into());
    }
    if wish.to < today {
        return refuse("Choose a last day that is today or later.".into());
    }
    if length > longest {
        return refuse(format!(
            "Cover lasts {longest} days at the most. If it is for longer, name another key worker."
        ));
    }
    if let Some(ends) = wish.post_ends.filter(|ends| *ends < wish.to) {
        return refuse(format!("Their own post ends on {}.", long_date(ends)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::{Happened, Instant};
    use crate::ids::EventId;
    use crate::journal::Class;
    use jiff::civil::date;
    use uuid::Uuid;

    const SAM: PostId = PostId(Uuid::from_u128(1));
    const PRIYA: PostId = PostId(Uuid::from_u128(2));
    const TODAY: Date = date(2026, 6, 1);

    fn wish() -> CoverWish {
        CoverWish {
            post: PRIYA,
            own: false,
            roles: vec![Role::OutreachKeyWorker],
            post_ends: None,
            from: TODAY,
            to: date(2026, 6, 14),
            reason: "Leave.".into(),
        }
    }

    fn named(wish: &CoverWish) -> Result<CoverNamed, Vec<Refusal>> {
        cover_named(wish, Some(SAM), &[], (TODAY, 84))
    }

    fn standing(ended: Option<&str>) -> Dated<Cover> {
        let cover = Cover { ended: ended.map(str::to_owned), ..Cover::of(&named(&wish()).unwrap()) };
        let event = EventId(Uuid::from_u128(9));
        Dated {
            is: cover,
            happened: Happened::At(Instant(0)),
            recorded: Instant(0),
            event,
            first: event,
            class: Class::Story,
        }
    }

    fn field_of(wish: &CoverWish) -> Option<String> {
        named(wish).unwrap_err()[0].field.clone()
    }

    #[test]
    fn cover_runs_from_its_first_day_to_its_last_unless_it_was_ended() {
        let cover = Cover::of(&named(&wish()).unwrap());
        assert!(cover.runs_on(TODAY) && cover.runs_on(date(2026, 6, 14)));
        assert!(!cover.runs_on(date(2026, 5, 31)) && !cover.runs_on(date(2026, 6, 15)));
        assert!(!Cover { ended: Some("Back.".into()), ..cover }.runs_on(TODAY));
    }

    #[test]
    fn nobody_covers_where_there_is_no_key_worker() {
        assert!(cover_named(&wish(), None, &[], (TODAY, 84)).is_err());
    }

    #[test]
    fn nobody_covers_for_themselves() {
        for own in [CoverWish { post: SAM, ..wish() }, CoverWish { own: true, ..wish() }] {
            assert_eq!(field_of(&own).as_deref(), Some("post"));
        }
    }

    #[test]
    fn who_covers_can_act_as_a_key_worker() {
        let roles = vec![Role::BoardMember, Role::LifeCoach];
        assert_eq!(field_of(&CoverWish { roles, ..wish() }).as_deref(), Some("post"));
        assert!(named(&CoverWish { roles: vec![Role::HubManager], ..wish() }).is_ok());
    }

    #[test]
    fn cover_says_why() {
        assert_eq!(field_of(&CoverWish { reason: " ".into(), ..wish() }).as_deref(), Some("reason"));
    }

    #[test]
    fn cover_ends_on_or_after_its_first_day_and_not_before_today() {
        assert!(named(&CoverWish { to: TODAY, ..wish() }).is_ok());
        for (from, to) in [(TODAY, date(2026, 5, 31)), (date(2026, 5, 1), date(2026, 5, 31))] {
            assert_eq!(field_of(&CoverWish { from, to, ..wish() }).as_deref(), Some("to"));
        }
    }

    #[test]
    fn cover_that_began_some_days_ago_may_be_written_down_late() {
        assert!(named(&CoverWish { from: date(2026, 5, 25), ..wish() }).is_ok());
    }

    #[test]
    fn cover_lasts_no_longer_than_the_council_lets_it() {
        let last = |to| named(&CoverWish { to, ..wish() });
        assert!(last(date(2026, 8, 23)).is_ok());
        assert_eq!(last(date(2026, 8, 24)).unwrap_err()[0].field.as_deref(), Some("to"));
        assert!(last(Date::MAX).is_err());
    }

    #[test]
    fn nobody_covers_beyond_the_end_of_their_own_post() {
        let ends = CoverWish { post_ends: Some(date(2026, 6, 13)), ..wish() };
        assert_eq!(field_of(&ends).as_deref(), Some("to"));
    }

    #[test]
    fn two_do_not_cover_for_one_key_worker_on_one_day() {
        let on = |from, to| {
            let wish = CoverWish { from, to, ..wish() };
            cover_named(&wish, Some(SAM), &[standing(None)], (TODAY, 84))
        };
        assert_eq!(on(date(2026, 6, 14), date(2026, 6, 20)).unwrap_err()[0].field.as_deref(), Some("from"));
        assert!(on(date(2026, 6, 15), date(2026, 6, 20)).is_ok());
    }

    #[test]
    fn cover_that_was_ended_or_was_for_somebody_else_is_in_nobodys_way() {
        assert!(cover_named(&wish(), Some(SAM), &[standing(Some("Back."))], (TODAY, 84)).is_ok());
        let other = PostId(Uuid::from_u128(3));
        assert!(cover_named(&wish(), Some(other), &[standing(None)], (TODAY, 84)).is_ok());
    }
}
