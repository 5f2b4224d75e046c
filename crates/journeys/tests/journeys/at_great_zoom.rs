//! The main work in a window of 320 pixels, which is what a desk's window shows at 400 % zoom.

use crate::demo::{Demo, ELLA, SIOBHAN, is_sound};
use journeys::{Engine, Outcome, Page, View};

const WORDS: &str = "You read the whole timetable out loud, and we caught the bus.";

#[tokio::test]
async fn a_key_worker_does_her_work_at_400_per_cent() -> Outcome {
    zoomed(View::narrow()).await
}

#[tokio::test]
async fn the_same_with_scripts_off() -> Outcome {
    zoomed(View::narrow().without_scripts()).await
}

async fn zoomed(view: View) -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.worker(SIOBHAN, view).await?;
    fits(&siobhan).await?;
    siobhan.goes_to("/find").await?;
    siobhan.types("Who are you looking for?", "winterb").await?;
    siobhan.presses("Find").await?;
    fits(&siobhan).await?;
    siobhan.follows(ELLA).await?;
    siobhan.is_headed("Story").await?;
    fits(&siobhan).await?;
    for (section, heading) in [
        ("Record", "Record"),
        ("How to reach", "How to reach them"),
        ("Team around", "Team around"),
        ("Safety card", "Safety card"),
        ("History", "The record on a day"),
    ] {
        siobhan.follows(section).await?;
        siobhan.is_headed(heading).await?;
        fits(&siobhan).await?;
    }
    puts_right_where_they_stay(&siobhan).await?;
    siobhan.presses("Add a note").await?;
    siobhan.is_headed("Add a note").await?;
    siobhan.presses("Add to the story").await?;
    siobhan.sees("There is a problem").await?;
    fits(&siobhan).await?;
    siobhan.types("What happened?", WORDS).await?;
    siobhan.presses("Add to the story").await?;
    siobhan.sees("Your note is in the story").await?;
    siobhan.sees(WORDS).await?;
    siobhan.every_stop_is_named_and_visible().await?;
    is_sound(&siobhan).await
}

async fn puts_right_where_they_stay(worker: &Page) -> Outcome {
    worker.follows("Record").await?;
    worker.follows("Put right: Staying tonight").await?;
    worker.is_headed("Put this right").await?;
    is_sound(worker).await?;
    worker.presses("Put it right").await?;
    worker.sees("Nothing is different from what stands here.").await?;
    worker.chooses("Nobody has said").await?;
    worker.types("What the stay is for (optional)", "A quiet week").await?;
    worker.presses("Put it right").await?;
    worker.sees("The correction stands in the story").await?;
    worker.sees("A quiet week").await?;
    is_sound(worker).await?;
    worker.follows("Record").await?;
    // Periods in care stand last, each with a link of its own day.
    let links = worker.leads_to().await?;
    let Some(period) = links.iter().rfind(|path| path.ends_with("/correct")) else {
        panic!("no period in care among {links:?}")
    };
    worker.goes_to(period).await?;
    worker.is_headed("Put this right").await?;
    is_sound(worker).await?;
    worker.follows("Cancel").await?;
    worker.sees("Put it right").await?;
    worker.follows("Story").await
}

async fn fits(worker: &Page) -> Outcome {
    worker.does_not_scroll_sideways().await
}
