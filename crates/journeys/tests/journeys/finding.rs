//! Finding somebody by what one knows of them; what is out of reach is nowhere.

use crate::demo::{Demo, ELLA, RENEE, SIOBHAN, TIA, is_sound, opens_story};
use journeys::{Engine, Outcome, Page, View};

#[tokio::test]
async fn a_key_worker_finds_her_young_person_and_nobody_elses() -> Outcome {
    finds(View::desktop()).await
}

#[tokio::test]
async fn the_same_with_scripts_off() -> Outcome {
    finds(View::desktop().without_scripts()).await
}

#[tokio::test]
async fn the_same_on_a_phone() -> Outcome {
    finds(View::phone()).await
}

#[tokio::test]
async fn the_same_on_a_phone_with_scripts_off() -> Outcome {
    finds(View::phone().without_scripts()).await
}

async fn finds(view: View) -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.worker(SIOBHAN, view).await?;
    let record = opens_story(&siobhan, ELLA).await?;
    siobhan.goes_to(&record).await?;
    let born = siobhan.fact("Born").await?;
    let born = born.split(' ').take(3).collect::<Vec<_>>().join(" ");
    let number = siobhan.fact("Council’s case number").await?;

    for typed in ["winterb", "Winterbourne Ella", "Wynterborn", &born, &format!("ella {born}"), &number] {
        looks_for(&siobhan, typed).await?;
        siobhan.sees(ELLA).await?;
        let address = siobhan.path().await?;
        assert!(address.starts_with("/find/") && !address.to_lowercase().contains("winter"), "{address}");
    }
    is_sound(&siobhan).await?;
    if view == View::desktop() {
        siobhan.goes_to("/people?whose=all").await?;
        siobhan.picture("people").await?;
    }
    siobhan.goes_to("/find").await?;
    siobhan.presses("Find").await?;
    siobhan.sees("Type a name, a birth date, a postcode or a number.").await?;
    is_sound(&siobhan).await?;

    let renee = demo.worker(RENEE, View::desktop()).await?;
    let elsewhere = opens_story(&renee, TIA).await?;
    looks_for(&siobhan, TIA).await?;
    siobhan.sees("Nobody whose record you may open fits what you typed.").await?;
    if view == View::phone() {
        siobhan.presses("Menu").await?;
    }
    siobhan.follows("Young people").await?;
    siobhan.is_headed("Young people").await?;
    siobhan.does_not_see(TIA).await?;
    is_not_there(&siobhan, &record, &elsewhere).await
}

async fn looks_for(worker: &Page, typed: &str) -> Outcome {
    worker.goes_to("/find").await?;
    worker.types("Who are you looking for?", typed).await?;
    worker.presses("Find").await?;
    worker.sees("You see the records that you may open.").await
}

/// A record out of reach and a record that never was answer alike.
async fn is_not_there(worker: &Page, within_reach: &str, out_of_reach: &str) -> Outcome {
    let nobody = within_reach.replace(|c: char| c.is_ascii_digit(), "0");
    for page in ["", "/story", "/reach", "/card", "/notes/new", "/history"] {
        worker.goes_to(&format!("{out_of_reach}{page}")).await?;
        worker.is_headed("Page not found").await?;
        assert_eq!(worker.status().await?, 404);
        let hidden = (worker.title().await?, worker.text().await?);
        worker.goes_to(&format!("{nobody}{page}")).await?;
        worker.is_headed("Page not found").await?;
        assert_eq!((worker.title().await?, worker.text().await?), hidden);
    }
    is_sound(worker).await
}
