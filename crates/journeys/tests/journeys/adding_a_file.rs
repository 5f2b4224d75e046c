//! A worker adds a letter and a drawing to a story, takes one to read, and takes one out.

use crate::demo::{Demo, ELLA, SIOBHAN, is_sound, opens_story};
use crate::importing::files;
use journeys::{Engine, Outcome, Page, View};
use std::path::Path;

const LETTER: &[u8] = b"Dear Ella,\n\nyour place at the college is yours. Come on 1 September.\n";
const NOT_A_PDF: &[u8] = b"<!doctype html><script>alert(1)</script>";
const FACE: &[u8] = include_bytes!("../../../web/tests/it/face.png");

#[tokio::test]
async fn on_a_phone() -> Outcome {
    adds(Engine::Embedded, View::phone()).await
}

#[tokio::test]
async fn the_same_on_postgresql_with_scripts_off() -> Outcome {
    adds(Engine::Postgres, View::phone().without_scripts()).await
}

async fn sends(page: &Page, file: &Path) -> Outcome {
    page.attaches("File", file).await?;
    page.presses("Add this file").await
}

async fn adds(engine: Engine, view: View) -> Outcome {
    let named = [("place.txt", LETTER), ("invoice.pdf", NOT_A_PDF), ("drawing.png", FACE)];
    let (_folder, paths) = files(&named)?;
    let demo = Demo::open(engine).await?;
    let siobhan = demo.worker(SIOBHAN, view).await?;
    let record = opens_story(&siobhan, ELLA).await?;
    siobhan.follows("Add a file").await?;
    siobhan.is_headed("Add a file").await?;
    is_sound(&siobhan).await?;
    siobhan.types("What is it?", "College place, letter").await?;
    siobhan.types("What do they say about it? (optional)", "You read it out twice.").await?;
    sends(&siobhan, &paths[1]).await?;
    siobhan.sees("This kind of file cannot be added.").await?;
    is_sound(&siobhan).await?;
    siobhan.finds_typed("What is it?", "College place, letter").await?;
    sends(&siobhan, &paths[0]).await?;
    siobhan.sees("The file is in the story").await?;
    siobhan.sees("You read it out twice.").await?;
    is_sound(&siobhan).await?;
    siobhan.follows("College place, letter").await?;
    siobhan.sees("place.txt").await?;
    is_sound(&siobhan).await?;
    let address = siobhan.link_to("Download this file").await?;
    assert_eq!(siobhan.status_of(&address).await?, 200);

    siobhan.goes_to(&format!("{record}/files/new")).await?;
    siobhan.types("What is it?", "A drawing of the quay").await?;
    sends(&siobhan, &paths[2]).await?;
    siobhan.follows("A drawing of the quay").await?;
    siobhan.sees("drawing.jpg").await?;
    is_sound(&siobhan).await?;
    siobhan.presses("Take this file out").await?;
    siobhan.is_headed("Take a file out").await?;
    is_sound(&siobhan).await?;
    siobhan.types("Why is it taken out?", "It was drawn by somebody else.").await?;
    siobhan.presses("Take this file out").await?;
    siobhan.sees("Nobody is given it any more").await?;
    siobhan.sees("It was drawn by somebody else.").await?;
    is_sound(&siobhan).await
}
