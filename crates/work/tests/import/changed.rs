//! What a later file changes of who somebody is and of who works with them is named, in one wording for everybody.

use crate::files::{Files, files, of_kind, reasons};
use crate::support::for_both;
use practice::journal::Class;
use practice::staff::Role;
use work::import::Outcome;
use work::story::reclassify;

/// Two young people: the name used, the team, the key worker, the day since when, and the social worker of both.
fn both(said: &str) -> Files {
    let head = "CHILD,LEGAL_NAME,NAME_USED,TEAM,KEY_WORKER,KEY_WORKER_SINCE,SOCIAL_WORKER";
    let rows = format!("A1,Samuel Example,{said}\nB2,Una Example,{said}\n");
    files(&[("People.csv", &format!("{head}\n{rows}"))])
}

/// What is said of the changes of a line, all to be checked: the column, the value and the reason.
fn of_line(outcome: &Outcome, line: u32) -> Vec<(&str, &str, &str)> {
    let issues = outcome.issues.iter().filter(|issue| issue.line == Some(line));
    let changes = issues.filter(|issue| issue.reason.starts_with("The record had another"));
    changes
        .map(|issue| {
            assert_eq!(issue.severity.in_words(), "Please check");
            (issue.column.unwrap_or_default(), issue.value.as_str(), issue.reason.as_str())
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_and_who_works_with_somebody_are_named_alike_for_everybody_and_never_with_what_stood() {
    for_both(async |place| {
        let council = place.council().await;
        let robin = place.worker(&council, "Robin Fell", &[Role::HubManager, Role::OutreachKeyWorker]).await;
        place.worker(&council, "Ada Finch", &[Role::OutreachKeyWorker]).await;
        let first = place.bring(&council, both("Sam,Harbour House,Robin Fell,01/02/2026,Wren Hale")).await;
        assert!(of_line(&first, 2).is_empty(), "{}", reasons(&first.issues));
        let events = place.events(&council, "A1").await;
        let used = of_kind(&events, "people.name_recorded")[1].id;
        let desk = place.desk_of(&robin).await;
        reclassify(&desk, used, Class::Restricted, "Asked for by Sam", None, None).await.unwrap();
        place.clock.pass(86_400);
        let same = place.bring(&council, both("Sam,Harbour House,Robin Fell,01/02/2026,Wren Hale")).await;
        assert!(of_line(&same, 2).is_empty(), "{}", reasons(&same.issues));
        let later = place.bring(&council, both("Rex,Hill House,Ada Finch,02/03/2026,Mo Reed")).await;
        let reason = |what: &str| {
            format!("The record had another {what}. This one is taken in: check that it is right.")
        };
        let changes = [
            ("NAME_USED", "Rex", reason("name")),
            ("TEAM", "Hill House", reason("team")),
            ("SOCIAL_WORKER", "Mo Reed", reason("social worker")),
            ("KEY_WORKER", "Ada Finch", reason("key worker")),
        ];
        let said: Vec<_> =
            changes.iter().map(|(column, value, why)| (*column, *value, why.as_str())).collect();
        assert_eq!(of_line(&later, 2), said, "{}", reasons(&later.issues));
        assert_eq!(of_line(&later, 3), said);
        let again = place.bring(&council, both("Rex,Hill House,Ada Finch,02/03/2026,Mo Reed")).await;
        assert_eq!((again.events, of_line(&again, 2).len()), (0, 0));
        place.is_clean().await;
    })
    .await;
}
