//! Numbers that name nobody.

use crate::town::{Town, in_town};
use practice::evidence::Shown;
use practice::staff::Role;
use work::No;
use work::evidence::{Counted, counted};
use work::people::{NewPerson, create};

fn number<'c>(counts: &'c [Counted], key: &str) -> &'c Counted {
    counts.iter().find(|one| one.definition.key == key).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn small_numbers_are_kept_back_and_restricted_people_count_only_in_larger_ones() {
    in_town(async |town: &mut Town| {
        let board = town.place.worker(&town.council, "Bo Board", &[Role::BoardMember]).await;
        let board = town.place.desk_of(&board).await;
        let counts = counted(&board).await.unwrap();
        assert_eq!(number(&counts, "open").total, Shown::KeptBack);
        assert!(number(&counts, "team").cells.iter().all(|(_, shown)| *shown == Shown::KeptBack));
        for place in 0..7 {
            let by = if place < 6 { &town.amina } else { &town.noor };
            let new = NewPerson { name: format!("Jo {place}"), ..NewPerson::default() };
            create(by, &new, None).await.unwrap();
        }
        town.restrict_sam(&town.robin, &[&town.robin], 30).await;
        let counts = counted(&board).await.unwrap();
        assert_eq!(number(&counts, "open").total, Shown::Number(8));
        let teams = number(&counts, "team");
        let cell = |name: &str| teams.cells.iter().find(|(words, _)| words == name).unwrap().1;
        // 7 and 1: the 1 is kept back, and the 7 with it.
        assert_eq!((cell("Harbour House"), cell("Hill House")), (Shown::KeptBack, Shown::KeptBack));
        assert_eq!((teams.total, cell("Not recorded")), (Shown::Number(8), Shown::Number(0)));
        assert_eq!(number(&counts, "missing").total, Shown::Number(0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn they_are_for_the_board_the_performance_officer_and_the_head_of_service() {
    in_town(async |town: &mut Town| {
        for role in Role::ALL {
            let worker = town.place.worker(&town.council, &format!("Kit {}", role.label()), &[*role]).await;
            let answer = counted(&town.place.desk_of(&worker).await).await;
            let may = matches!(role, Role::BoardMember | Role::PerformanceOfficer | Role::HeadOfService);
            assert_eq!(answer.is_ok(), may, "{role:?}");
            assert!(may || matches!(answer, Err(No::Forbidden(_))), "{role:?}");
        }
    })
    .await;
}
