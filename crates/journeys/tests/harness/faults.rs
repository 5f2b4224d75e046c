//! Every check goes red on a page with that fault, and says what and where.

use crate::site;
use journeys::{Browser, Outcome, Page, View};
use std::time::Duration;

/// A window on the page with the planted fault: nobody need wait long for what is not there.
async fn on(path: &str, view: View) -> Outcome<Page> {
    let page = Browser::start().await?.window(view, &site::address()).await?;
    let page = page.with_patience(Duration::from_secs(2));
    page.goes_to(path).await?;
    Ok(page)
}

fn complaint(outcome: Outcome) -> String {
    outcome.expect_err("a planted fault was not found").to_string()
}

#[tokio::test]
async fn axe_finds_a_field_without_a_label() -> Outcome {
    let page = on("/unlabelled", View::desktop()).await?;
    let said = complaint(page.has_no_axe_violations().await);
    assert!(said.contains("label: ") && said.contains("<input id=\"a\">"), "{said}");
    assert!(said.contains("at /unlabelled \"Unlabelled\""), "{said}");
    assert_eq!(page.axe_violations().await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn axe_finds_text_too_faint_with_scripts_off() -> Outcome {
    let page = on("/faint", View::phone().without_scripts()).await?;
    let said = complaint(page.has_no_axe_violations().await);
    assert!(said.contains("color-contrast: "), "{said}");
    Ok(())
}

#[tokio::test]
async fn a_page_that_scrolls_sideways_is_named_and_the_window_put_back() -> Outcome {
    let page = on("/wide", View::desktop()).await?;
    let said = complaint(page.does_not_scroll_sideways_at_320().await);
    assert!(said.contains("class=\"wide\""), "{said}");
    assert_eq!(page.ask("return innerWidth").await?, 1280);
    Ok(())
}

#[tokio::test]
async fn a_stop_that_does_not_show_its_focus_is_named() -> Outcome {
    let page = on("/unseen-focus", View::desktop()).await?;
    let said = complaint(page.every_stop_is_named_and_visible().await.map(drop));
    assert!(said.contains("\"Home\" does not show that it has the focus"), "{said}");
    Ok(())
}

#[tokio::test]
async fn a_stop_hidden_behind_something_is_named() -> Outcome {
    let page = on("/covered-focus", View::desktop()).await?;
    let said = complaint(page.every_stop_is_named_and_visible().await.map(drop));
    assert!(said.contains("\"Home\" is hidden behind") && said.contains("lid"), "{said}");
    Ok(())
}

#[tokio::test]
async fn a_stop_without_a_name_is_found() -> Outcome {
    let page = on("/nameless", View::desktop()).await?;
    let said = complaint(page.every_stop_is_named_and_visible().await.map(drop));
    assert!(said.contains("a button has none"), "{said}");
    Ok(())
}

#[tokio::test]
async fn a_script_that_throws_is_found() -> Outcome {
    let page = on("/throws", View::desktop()).await?;
    let said = complaint(page.had_no_script_errors().await);
    assert!(said.contains("planted"), "{said}");
    Ok(())
}

#[tokio::test]
async fn a_script_that_the_pages_own_rules_stop_is_found() -> Outcome {
    let page = on("/inline", View::desktop()).await?;
    let said = complaint(page.had_no_script_errors().await);
    assert!(said.contains("Content Security Policy"), "{said}");
    Ok(())
}

#[tokio::test]
async fn two_buttons_with_one_name_are_refused_as_a_person_could_not_choose() -> Outcome {
    let page = on("/twice", View::desktop()).await?;
    let said = complaint(page.presses("Save").await);
    assert!(said.contains("the button \"Save\", and found 2 of it"), "{said}");
    Ok(())
}

#[tokio::test]
async fn words_that_are_not_there_or_should_not_be_are_told_with_a_picture() -> Outcome {
    let page = on("/twice", View::desktop()).await?;
    let said = complaint(page.sees("Something else").await);
    assert!(said.contains("expected to see \"Something else\""), "{said}");
    let picture = said.rsplit("picture: ").next().unwrap().trim();
    assert!(std::fs::read(picture)?.starts_with(b"\x89PNG"));
    assert!(complaint(page.does_not_see("Twice").await).contains("not to see \"Twice\""));
    assert!(complaint(page.is_headed("Thrice").await).contains("the heading \"Thrice\""));
    assert!(complaint(page.is_at("/elsewhere").await).contains("to be at /elsewhere"));
    assert!(complaint(page.tabs_to("Nothing").await).contains("it went: Save > Save"));
    Ok(())
}
