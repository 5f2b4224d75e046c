//! Every page of the program, found by following links as people do, at a desk and at 320 pixels, with
//! scripts on and off: usable by everybody, and never a link that leads nowhere.

use crate::crawl::{Found, crawl};
use crate::demo::{PRIYANKA, SIOBHAN, is_sound, sign_in_as, sign_in_with_password};
use crate::ground::Ground;
use journeys::{Outcome, Page, View};
use std::collections::BTreeSet;
use std::path::Path;

/// Routes that answer with no page.
const NO_PAGES: [&str; 7] = [
    "/health/live",
    "/health/ready",
    "/import/{id}/issues.csv",
    "/logo/{file}",
    "/people/{person}/files/{added}",
    "/people/{person}/files/{added}/picture",
    "/people/{person}/photo/{photo}",
];
/// Pages that no link leads to: they stand on the way in, and need a state of their own.
const AT_THE_DOOR: [&str; 7] = [
    "/demo",
    "/sign-in",
    "/sign-in/code",
    "/sign-in/second-step",
    "/set-up/{token}",
    "/join/{token}",
    "/locked",
];

#[tokio::test]
async fn every_page_can_be_used_by_everybody() -> Outcome {
    looks_at_every_page(View::desktop()).await
}

#[tokio::test]
async fn every_page_can_be_used_with_scripts_off() -> Outcome {
    looks_at_every_page(View::desktop().without_scripts()).await
}

async fn looks_at_every_page(view: View) -> Outcome {
    let ground = Ground::laid().await?;
    let desk = ground.demo.window(view).await?;
    let found = crawl(&desk, &ground).await?;
    passes_every_door(&ground, &desk, view).await?;
    answers_where_there_is_no_page(&desk, &ground).await?;
    assert!(found.faults.is_empty(), "{} faults:\n{}", found.faults.len(), found.faults.join("\n"));
    every_route_was_seen(&found);
    Ok(())
}

/// The pages on the way in, each in the state it is for.
async fn passes_every_door(ground: &Ground, page: &Page, view: View) -> Outcome {
    page.presses("Sign out").await?;
    page.sees("You have signed out").await?;
    is_sound(page).await?;
    page.goes_to("/demo").await?;
    is_sound(page).await?;
    page.goes_to("/sign-in").await?;
    is_sound(page).await?;
    sign_in_with_password(page, "carys.beddoe@fellmoor.example").await?;
    page.is_headed("Set up your second step").await?;
    is_sound(page).await?;
    page.goes_to("/sign-in").await?;
    sign_in_with_password(page, "desmond.achterberg@fellmoor.example").await?;
    page.is_headed("Enter your code").await?;
    is_sound(page).await?;
    page.goes_to(&ground.invitation).await?;
    page.is_headed("Welcome to No Wrong Door").await?;
    is_sound(page).await?;
    sign_in_as(page, SIOBHAN).await?;
    page.presses("Lock screen").await?;
    page.is_headed("Your screen is locked").await?;
    is_sound(page).await?;
    let stranger = ground.demo.window_on(&ground.empty, view).await?;
    stranger.goes_to(&ground.set_up).await?;
    stranger.is_headed("Set up No Wrong Door").await?;
    is_sound(&stranger).await
}

async fn answers_where_there_is_no_page(officer: &Page, ground: &Ground) -> Outcome {
    for path in ["/health/live", "/health/ready"] {
        assert_eq!(officer.status_of(path).await?, 200, "{path}");
    }
    sign_in_as(officer, PRIYANKA).await?;
    assert_eq!(officer.status_of(&format!("{}/issues.csv", ground.import)).await?, 200);
    Ok(())
}

/// Compares what was seen with the table of routes, which the program itself writes down.
fn every_route_was_seen(found: &Found) {
    let unseen: Vec<String> = routes().into_iter().filter(|route| !found.saw(route)).collect();
    assert_eq!(unseen, Vec::<String>::new(), "no link leads to these");
}

/// Every address of a page, but for those at the door.
fn routes() -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/routes.md");
    let text = std::fs::read_to_string(&path).expect("docs/routes.md is part of the project");
    let pages: BTreeSet<String> = text
        .lines()
        .filter_map(|line| line.strip_prefix("| GET | `")?.split('`').next())
        .filter(|route| !NO_PAGES.contains(route) && !AT_THE_DOOR.contains(route))
        .map(str::to_owned)
        .collect();
    assert!(pages.len() > 40, "docs/routes.md lists {} pages", pages.len());
    pages
}
