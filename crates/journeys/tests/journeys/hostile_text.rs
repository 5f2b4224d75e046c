//! Words that would break a page are words: in notes, names and searches.

use crate::demo::{Demo, LACEY, SIOBHAN, is_sound, opens_story};
use journeys::{Engine, Outcome, View};

const TITLE: &str = "\"><img src=x onerror=document.title='broken'>";
const TEXT: &str = "</textarea><script>document.title='broken'</script> ${7*7} {{7*7}} '; DROP TABLE event; -- \
    rtl \u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{1f3f4}\u{200d}\u{2620}\u{fe0f}";
const NAME: &str = "<b>Lacey</b> & \"Lace\" O'Hodgson";

#[tokio::test]
async fn hostile_words_are_shown_as_they_were_typed() -> Outcome {
    hostile(View::desktop()).await
}

#[tokio::test]
async fn the_same_on_a_phone_with_scripts_off() -> Outcome {
    hostile(View::phone().without_scripts()).await
}

async fn hostile(view: View) -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.worker(SIOBHAN, view).await?;
    let record = opens_story(&siobhan, LACEY).await?;
    let endless = "w".repeat(3_000);
    siobhan.goes_to(&format!("{record}/notes/new")).await?;
    siobhan.pastes("What happened?", &format!("{TEXT} {endless}")).await?;
    siobhan.pastes("A short title (optional)", TITLE).await?;
    siobhan.presses("Add to the story").await?;
    siobhan.sees("Your note is in the story").await?;
    siobhan.sees(TITLE).await?;
    siobhan.sees("<script>document.title='broken'</script> ${7*7} {{7*7}}").await?;
    assert!(siobhan.title().await?.starts_with("Story"), "{}", siobhan.title().await?);
    is_sound(&siobhan).await?;

    siobhan.goes_to(&format!("{record}/record/name-used")).await?;
    siobhan.pastes("The whole name", NAME).await?;
    siobhan.chooses("It has changed").await?;
    siobhan.presses("Save the name").await?;
    siobhan.sees("It is recorded").await?;
    siobhan.sees("<b>Lacey</b> & \"Lace\" O'Hodgson").await?;
    is_sound(&siobhan).await?;
    siobhan.goes_to("/people").await?;
    siobhan.sees("<b>Lacey</b>").await?;
    is_sound(&siobhan).await?;
    for sought in [TITLE, "' OR 1=1 --", "%_\\", "\u{202e}", &endless] {
        siobhan.goes_to("/find").await?;
        siobhan.pastes("Who are you looking for?", sought).await?;
        siobhan.presses("Find").await?;
        siobhan.is_headed("Find somebody").await?;
        assert!(siobhan.status().await? < 500, "{sought}");
        siobhan.does_not_scroll_sideways().await?;
    }
    siobhan.goes_to("/people/'%20OR%201=1%20--/story?month=%00&before=%ff").await?;
    siobhan.is_headed("Page not found").await?;
    siobhan.had_no_script_errors().await
}
