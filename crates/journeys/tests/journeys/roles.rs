//! Everybody signs in with one click, and finds the place made for what they do.

use crate::demo::{Demo, is_sound, sign_in_as};
use journeys::{Engine, Outcome, View};

/// Worker, their role as the page says it, what their first page offers, and what it must not.
const EVERYBODY: [(&str, &str, &str, &str); 20] = [
    ("Marjorie Quill", "Administrator", "Staff and teams", "Find somebody"),
    ("Tobias Renn", "Information governance", "Who looked", "Find somebody"),
    ("Helen Adeyinka-Frost", "Head of service", "Emergency openings", "Staff and teams"),
    ("Carys Beddoe", "Hub manager", "Emergency openings", "Staff and teams"),
    ("Femi Akindele", "Deputy manager", "Open a record in an emergency", "Emergency openings"),
    ("Josie Marlowe", "Key worker (residential)", "Young people I work with", "Import"),
    ("Siobhán O'Hare", "Key worker (outreach)", "Young people I work with", "Import"),
    ("Elif Demir", "Portfolio lead", "Add a young person", "Open a record in an emergency"),
    ("Dr Anneke Visser", "Life coach", "Find somebody", "Open a record in an emergency"),
    ("Poppy Langford", "Communication support worker", "Find somebody", "Open a record in an emergency"),
    ("PC Rhys Mallory", "Police role", "Find somebody", "Open a record in an emergency"),
    ("Yvonne Baptiste", "Family specialist", "Find somebody", "Open a record in an emergency"),
    ("Owen Tattersfield", "Education specialist", "Find somebody", "Open a record in an emergency"),
    ("Sunita Rawal", "Housing specialist", "Find somebody", "Open a record in an emergency"),
    ("Ruth Calloway", "Social worker", "Young people I work with", "Import"),
    ("Bronwen Pryce", "Independent reviewing officer", "Find somebody", "Import"),
    ("Priyanka Sethi", "Performance and intelligence officer", "Import", "Add a note"),
    ("Gordon Lisle", "Board member", "Numbers", "Young people I work with"),
    ("Kit Ferris", "Relief worker", "Young people", "Add a young person"),
    ("Eleri Voss", "Matching desk", "Matching desk", "Find somebody"),
];

#[tokio::test]
async fn everybody_signs_in_with_one_click_and_finds_what_their_role_is_for() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let somebody = demo.window(View::desktop()).await?;
    somebody.goes_to("/").await?;
    somebody.is_headed("Sign in").await?;
    somebody.presses("Sign in as anybody with one click").await?;
    somebody.is_headed("Look around").await?;
    is_sound(&somebody).await?;
    somebody.picture("demo").await?;
    for (name, role, offered, withheld) in EVERYBODY {
        sign_in_as(&somebody, name).await?;
        somebody.sees(&format!("Hello, {}", called(name))).await?;
        somebody.sees(role).await?;
        somebody.sees(offered).await?;
        somebody.does_not_see(withheld).await?;
        for path in somebody.leads_to().await? {
            let status = somebody.status_of(&path).await?;
            assert_eq!(status, 200, "{name} is offered {path}");
        }
    }
    somebody.had_no_script_errors().await
}

/// A first name, without the title before it.
fn called(name: &str) -> &str {
    name.split(' ').find(|word| !matches!(*word, "Dr" | "PC")).unwrap_or(name)
}
