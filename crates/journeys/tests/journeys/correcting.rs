//! Two workers correct one note at the same time, and no word is lost.

use crate::demo::{Demo, ELLA, JOSIE, SIOBHAN, is_sound, opens_story, writes_note};
use journeys::{Engine, Outcome, View};

#[tokio::test]
async fn two_corrections_at_once_stand_side_by_side_until_somebody_has_chosen() -> Outcome {
    corrects(View::desktop()).await
}

#[tokio::test]
async fn the_same_on_a_phone_with_scripts_off() -> Outcome {
    corrects(View::phone().without_scripts()).await
}

async fn corrects(view: View) -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.worker(SIOBHAN, view).await?;
    let josie = demo.worker(JOSIE, view).await?;
    let record = opens_story(&siobhan, ELLA).await?;
    let entry = writes_note(&siobhan, &record, "The bus", "You missed the nine o'clock bus.").await?;

    siobhan.goes_to(&entry).await?;
    siobhan.is_headed("The bus").await?;
    is_sound(&siobhan).await?;
    siobhan.presses("Correct it").await?;
    siobhan.finds_typed("What should the note say?", "You missed the nine o'clock bus.").await?;
    is_sound(&siobhan).await?;

    josie.goes_to(&entry).await?;
    josie.presses("Correct it").await?;
    josie.types("What should the note say?", "You missed the ten o'clock bus.").await?;
    josie.presses("Correct the note").await?;
    josie.sees("There is a problem").await?;
    josie.finds_typed("What should the note say?", "You missed the ten o'clock bus.").await?;
    josie.types("What was wrong?", "It was the later bus").await?;
    josie.presses("Correct the note").await?;
    josie.sees("The correction stands in the story").await?;

    siobhan.types("What should the note say?", "You missed the bus because the road was closed.").await?;
    siobhan.types("What was wrong?", "The reason was missing").await?;
    siobhan.presses("Correct the note").await?;
    siobhan.is_headed("Somebody else corrected this note").await?;
    assert_eq!(siobhan.status().await?, 409);
    siobhan.sees_under("Your version, not saved yet", "because the road was closed").await?;
    siobhan.sees("In the record now, by Josie Marlowe").await?;
    siobhan.sees("You missed the ten o'clock bus.").await?;
    siobhan.finds_typed("What was wrong?", "The reason was missing").await?;
    is_sound(&siobhan).await?;

    siobhan.presses("Correct the note").await?;
    siobhan.sees("Choose what the record should say.").await?;
    siobhan.chooses("Put both together").await?;
    let both = "You missed the ten o'clock bus because the road was closed.";
    siobhan.types("The text from both", both).await?;
    siobhan.presses("Correct the note").await?;
    siobhan.sees("The correction stands in the story").await?;
    siobhan.sees(both).await?;
    siobhan.sees("It was the later bus").await?;
    siobhan.unfolds("What it said before").await?;
    siobhan.sees("You missed the nine o'clock bus.").await?;
    siobhan.sees("You missed the ten o'clock bus.").await?;
    is_sound(&siobhan).await?;

    josie.goes_to(&format!("{record}/story")).await?;
    josie.sees_under("The bus", both).await?;
    josie.sees_under("The bus", "Corrected").await
}
