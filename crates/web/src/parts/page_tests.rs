use super::super::{Clash, field, post, submit};
use super::*;
use practice::Refusal;

fn dee() -> SignedIn {
    SignedIn {
        name: "Dee Okoro".into(),
        roles: vec!["Key worker".into(), "Deputy".into()],
        warn_at: 300,
        lock_at: 600,
        ends_in: 43_200,
        ends_at: "8:12pm".into(),
        ping_url: "/session/ping".into(),
        lock_url: "/session/lock".into(),
        sign_in_url: "/sign-in".into(),
        sign_out_url: "/sign-out".into(),
    }
}

fn council() -> Council {
    Council::new("Ashford Vale Council", "01632 960 000")
}

fn shown(page: Page<'_>) -> String {
    page.show(html! { p { "body" } }).into_string()
}

#[test]
fn a_title_goes_from_the_particular_to_the_service() {
    let council = council();
    let page = Page::new(&council, "n", "Return interview").about("Jo B").about("Missing");
    assert!(shown(page).contains("<title>Return interview - Jo B - Missing - No Wrong Door</title>"));
}

#[test]
fn an_error_is_said_in_the_title_and_summed_up_before_everything_else_in_main() {
    let council = council();
    let mut form = Form::new();
    form.refuse(Refusal::of("kind", "Choose how you met."));
    let page = Page::new(&council, "n", "Log a visit").banner(html! { p #banner {} }).form(&form);
    let shown = page
        .show(post("/visits").show(html! {
            (field::radios("kind", "How did you meet?", [("home", "At home"), ("out", "Out and about")]).show(&form))
            (submit("Save visit"))
        }))
        .into_string();
    assert!(shown.contains("<title>Error: Log a visit - No Wrong Door</title>"), "{shown}");
    assert!(!shown.contains("id=\"banner\""), "a banner never stands with an error summary");
    assert!(shown.find("error-summary").unwrap() < shown.find("<h1").unwrap());
    assert!(shown.contains("<a href=\"#kind\">Choose how you met.</a>"), "{shown}");
    assert!(shown.contains("id=\"kind\" name=\"kind\" type=\"radio\" value=\"home\""), "{shown}");
}

#[test]
fn a_page_without_errors_shows_its_banner_and_no_summary() {
    let council = council();
    let shown = shown(Page::new(&council, "n", "Home").banner(html! { p #banner {} }).form(&Form::new()));
    assert!(shown.contains("id=\"banner\"") && !shown.contains("error-summary"), "{shown}");
}

#[test]
fn every_script_carries_the_nonce_and_no_style_or_handler_stands_in_the_page() {
    let council = council();
    let who = dee();
    let shown = shown(Page::new(&council, "r4nd\"om", "Home").signed_in(&who));
    assert_eq!(shown.matches("<script").count(), shown.matches("nonce=\"r4nd&quot;om\"").count());
    for forbidden in ["<style", " style=", " onclick=", " onload=", " onsubmit=", "javascript:"] {
        assert!(!shown.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn the_skip_link_leads_to_the_one_main_and_there_is_one_first_heading() {
    let council = council();
    let shown = shown(Page::new(&council, "n", "Home"));
    assert!(shown.find("href=\"#main-content\"").unwrap() < shown.find("<header").unwrap());
    assert_eq!(shown.matches("id=\"main-content\"").count(), 1);
    assert_eq!(shown.matches("<h1").count(), 1);
    assert!(shown.contains("lang=\"en-GB\""));
}

#[test]
fn a_page_whose_body_brings_its_heading_has_no_second_one() {
    let council = council();
    let shown = shown(Page::new(&council, "n", "How did you meet?").own_heading());
    assert!(!shown.contains("<h1") && shown.contains("<title>How did you meet?"), "{shown}");
}

#[test]
fn whoever_is_signed_in_sees_who_they_are_and_can_lock_and_leave() {
    let council = council();
    let who = dee();
    let shown = shown(Page::new(&council, "n", "Home").signed_in(&who).here("/people/1?a=1&b=2"));
    for part in [
        "<bdi>Dee Okoro</bdi>",
        "Key worker, Deputy",
        "action=\"/session/lock\"",
        "name=\"back\" value=\"/people/1?a=1&amp;b=2\"",
        "action=\"/sign-out\"",
        "data-warn-at=\"300\" data-lock-at=\"600\" data-ends-in=\"43200\"",
        "It locks after 10 minutes without a press, and you are signed out at 8:12pm whatever you do.",
        "<dialog",
    ] {
        assert!(shown.contains(part), "{part} is not in {shown}");
    }
}

#[test]
fn whoever_is_about_to_be_signed_out_whatever_they_do_is_told_when() {
    let council = council();
    let ending = |ends_in| {
        let who = SignedIn { ends_in, ..dee() };
        shown(Page::new(&council, "n", "Home").signed_in(&who))
    };
    let hidden = "id=\"session-ends\" data-before=\"300\" hidden";
    assert!(ending(301).contains(hidden));
    let soon = ending(300);
    assert!(
        !soon.contains(hidden) && soon.contains("You are signed out at <strong>8:12pm</strong>, 12 hours")
    );
}

#[test]
fn before_sign_in_there_is_no_session_clock() {
    let council = council();
    let shown = shown(Page::new(&council, "n", "Sign in"));
    for part in ["data-warn-at", "<dialog", "<noscript", "Sign out"] {
        assert!(!shown.contains(part), "{part}");
    }
}

#[test]
fn help_and_the_accessibility_statement_are_on_every_page() {
    let council = council();
    let shown = shown(Page::new(&council, "n", "Home"));
    assert!(
        shown.contains("href=\"tel:01632960000\"") && shown.contains("href=\"/accessibility\""),
        "{shown}"
    );
}

#[test]
fn hostile_words_are_shown_as_text_wherever_a_page_takes_words() {
    let hostile = "</title><script>alert(1)</script>\"'";
    let council = Council {
        service: hostile.into(),
        help_hours: Some(hostile.into()),
        ..Council::new(hostile, hostile)
    };
    let mut who = dee();
    who.name = hostile.into();
    who.roles = vec![hostile.into()];
    let clash = Clash {
        name: "note".into(),
        label: hostile.into(),
        mine: hostile.into(),
        theirs: hostile.into(),
        theirs_by: hostile.into(),
        short: false,
    };
    let page = Page::new(&council, "n", hostile)
        .about(hostile)
        .caption(hostile)
        .signed_in(&who)
        .nav(vec![nav_item("/", hostile, true)])
        .sections(vec![nav_item("/", hostile, true)])
        .back("/", hostile)
        .sheet(Sheet {
            printed: hostile.into(),
            reference: Some(hostile.into()),
            mark: Some(hostile.into()),
        });
    let shown = page.show(clash.show(&Form::new())).into_string();
    assert_eq!(shown.matches("<script").count(), 3, "only our own three");
    assert_eq!(shown.matches("</title>").count(), 1);
}
