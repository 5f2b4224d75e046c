//! Restrictions are looked at again, and stay until somebody has looked.

use crate::town::{Town, in_town};
use jiff::ToSpan;
use work::No;
use work::people::{open, restrictions, review_restriction};

#[tokio::test(flavor = "multi_thread")]
async fn a_restriction_falls_due_and_stays_until_somebody_has_looked() {
    in_town(async |town: &mut Town| {
        assert!(restrictions(&town.robin).await.unwrap().is_empty());
        town.restrict_sam(&town.robin, &[&town.robin], 30).await;
        let listed = restrictions(&town.robin).await.unwrap();
        assert_eq!((listed[0].who.person, listed[0].overdue), (town.sam, false));
        assert_eq!(listed[0].review_on, "2026-04-01".parse().ok());
        town.pass_days(31);
        assert!(restrictions(&town.robin).await.unwrap()[0].overdue);
        assert!(matches!(open(&town.amina, town.sam).await, Err(No::NotFound)), "it stays, however late");
        let in_90 = town.robin.now.day().checked_add(90.days()).unwrap();
        review_restriction(&town.robin, town.sam, "They still live next door", in_90, None).await.unwrap();
        let listed = restrictions(&town.robin).await.unwrap();
        assert_eq!((listed[0].review_on, listed[0].overdue), (Some(in_90), false));
        assert_eq!(listed[0].reason, "A worker's neighbour", "why it was made stands");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_kept_for_ninety_days_at_the_most_and_with_a_finding() {
    in_town(async |town: &mut Town| {
        town.restrict_sam(&town.robin, &[&town.robin], 30).await;
        let today = town.robin.now.day();
        for (finding, days) in [("", 30), ("So", 0), ("So", 91), ("So", -1)] {
            let on = today.checked_add(days.days()).unwrap();
            let answer = review_restriction(&town.robin, town.sam, finding, on, None).await;
            assert!(matches!(answer, Err(No::Refused(_))), "{finding} {days}");
        }
        assert_eq!(restrictions(&town.robin).await.unwrap()[0].review_on, "2026-04-01".parse().ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_restricted_is_not_looked_at_again_and_what_is_not_theirs_is_not_there() {
    in_town(async |town: &mut Town| {
        let on = town.robin.now.day().checked_add(30.days()).unwrap();
        let none = review_restriction(&town.robin, town.sam, "So", on, None).await;
        assert!(matches!(none, Err(No::Refused(_))));
        let theirs = review_restriction(&town.mel, town.sam, "So", on, None).await;
        assert!(matches!(theirs, Err(No::NotFound)));
        let role = review_restriction(&town.amina, town.sam, "So", on, None).await;
        assert!(matches!(role, Err(No::Forbidden(_))));
        town.restrict_sam(&town.robin, &[&town.amina], 30).await;
        assert!(restrictions(&town.robin).await.unwrap().is_empty(), "who is not named is told of none");
    })
    .await;
}
