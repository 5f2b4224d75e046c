//! What surrounds the body of every page.

use super::inline::phone;
use super::page::{Council, NavItem, Page, Sheet, SignedIn};
use crate::assets;
use maud::{Markup, PreEscaped, html};

/// Where the accessibility statement is, as linked from every page.
pub const ACCESSIBILITY_PATH: &str = "/accessibility";
/// Where whoever is signed in finds their own settings.
const ACCOUNT_PATH: &str = "/account";

pub(super) fn head(council: &Council, title: &str, nonce: &str) -> Markup {
    let start = format!("import {{ initAll }} from \"{}\"; initAll();", assets::govuk_js());
    html! {
        head {
            meta charset="utf-8";
            title { (title) }
            meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
            meta name="robots" content="noindex, nofollow";
            meta name="format-detection" content="telephone=no";
            meta name="theme-color" content=(council.accent.hex());
            link rel="icon" href=(assets::icon()) type="image/svg+xml";
            link rel="stylesheet" href=(assets::govuk_css());
            link rel="stylesheet" href=(assets::own_css());
            link rel="stylesheet" href=(council.accent.css_path());
            script type="module" nonce=(nonce) { (PreEscaped(start)) }
            script type="module" nonce=(nonce) src=(assets::own_js()) {}
        }
    }
}

/// Tells the stylesheets before the first paint that scripts run, so that
/// nothing jumps when the modules arrive.
pub(super) fn scripts_are_on(nonce: &str) -> Markup {
    html! {
        script nonce=(nonce) {
            "document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');"
        }
    }
}

pub(super) fn header(page: &Page<'_>) -> Markup {
    html! {
        header .nwd-header-group {
            div .nwd-header {
                div .govuk-width-container .nwd-header__row {
                    @if let Some(logo) = &page.council.logo {
                        // The name stands beside it: the picture says nothing more.
                        img .nwd-header__logo src=(logo) alt="";
                    }
                    p .nwd-header__names {
                        a .nwd-header__service href="/" { (page.council.service) }
                        span .nwd-header__council { bdi { (page.council.name) } }
                    }
                    @if let Some(who) = page.signed_in { (account(who, &page.here)) }
                }
            }
            (navigation(&page.nav))
            @if let Some(words) = &page.announced { (announced(words)) }
            @if let Some(part) = &page.watched { (part) }
            @if let Some(who) = page.signed_in {
                (scripts_are_off(who))
                (session_ends(who))
            }
        }
    }
}

/// Part of the head of the page: it takes no other banner's place.
fn announced(words: &str) -> Markup {
    html! {
        div .nwd-announced {
            p .govuk-width-container { strong { "Please note: " } span dir="auto" { (words) } }
        }
    }
}

fn account(who: &SignedIn, here: &str) -> Markup {
    html! {
        div .nwd-account {
            p .nwd-account__who {
                span .govuk-visually-hidden { "Signed in as " }
                strong {
                    a .nwd-account__name href=(ACCOUNT_PATH) {
                        bdi { (who.name) } span .govuk-visually-hidden { ": your account" }
                    }
                }
                @if !who.roles.is_empty() { span .nwd-account__roles { (who.roles.join(", ")) } }
            }
            form method="post" action=(who.lock_url) data-lock {
                input type="hidden" name="back" value=(here);
                button .nwd-account__button type="submit" { "Lock screen" }
            }
            form method="post" action=(who.sign_out_url) data-sign-out {
                button .nwd-account__button type="submit" { "Sign out" }
            }
        }
    }
}

fn navigation(items: &[NavItem]) -> Markup {
    html! {
        @if !items.is_empty() {
            div .govuk-service-navigation .nwd-navigation data-module="govuk-service-navigation" {
                div .govuk-width-container {
                    div .govuk-service-navigation__container {
                        nav aria-label="Main" .govuk-service-navigation__wrapper {
                            button type="button" .govuk-service-navigation__toggle
                                .govuk-js-service-navigation-toggle aria-controls="navigation" hidden
                                aria-hidden="true" { "Menu" }
                            ul .govuk-service-navigation__list #navigation {
                                @for item in items {
                                    li .govuk-service-navigation__item
                                        .govuk-service-navigation__item--active[item.current] {
                                        a .govuk-service-navigation__link href=(item.href)
                                            aria-current=[item.current.then_some("true")] { (nav_words(item)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn nav_words(item: &NavItem) -> Markup {
    html! {
        @if item.current { strong .govuk-service-navigation__active-fallback { (item.words) } }
        @else { (item.words) }
        @if let Some(count) = item.count {
            " " span .nwd-number { (count) span .govuk-visually-hidden { " waiting" } }
        }
    }
}

pub(super) fn sections(items: &[NavItem]) -> Markup {
    html! {
        @if !items.is_empty() {
            nav .nwd-sections aria-label="Sections" {
                ul .govuk-width-container .nwd-sections__list {
                    @for item in items {
                        li {
                            a .nwd-sections__link href=(item.href) aria-current=[item.current.then_some("page")] {
                                (item.words)
                                @if let Some(count) = item.count { " " span .nwd-number { (count) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn scripts_are_off(who: &SignedIn) -> Markup {
    html! {
        noscript {
            div .nwd-notice {
                p .govuk-width-container {
                    "Scripts are off in this browser, so we cannot warn you before this screen locks or save a form "
                    "while you type. It locks after " (minutes(who.lock_at)) " without a press, and you are signed "
                    "out at " (who.ends_at) " whatever you do. Press the button of a form before you take a break."
                }
            }
        }
    }
}

/// From when on somebody is told that their session ends whatever they do, in seconds before it.
const ENDS_SOON: u32 = 300;

/// The warning before a session ends whatever one does. It is there on a page
/// opened shortly before; on an earlier one the script shows it.
fn session_ends(who: &SignedIn) -> Markup {
    html! {
        div role="status" {
            div .nwd-notice #session-ends data-before=(ENDS_SOON) hidden[who.ends_in > ENDS_SOON] {
                p .govuk-width-container {
                    "You are signed out at " strong { (who.ends_at) } ", 12 hours after you signed in, and sign in "
                    "again. What you have typed is saved as a draft before."
                }
            }
        }
    }
}

/// The warning before the screen locks; the script opens and counts down.
pub(super) fn timeout_dialog(who: &SignedIn) -> Markup {
    html! {
        dialog .nwd-dialog #timeout-warning aria-labelledby="timeout-title" aria-describedby="timeout-words" {
            h2 .govuk-heading-m #timeout-title { "Are you still there?" }
            div #timeout-words {
                p .govuk-body {
                    "This screen will lock in "
                    strong data-countdown { (minutes(who.lock_at.saturating_sub(who.warn_at))) }
                    ". Your drafts are saved first."
                }
            }
            p .govuk-visually-hidden role="status" data-countdown-said {}
            div .govuk-button-group {
                button .govuk-button type="button" data-stay { "Stay signed in" }
                button .govuk-button .govuk-button--secondary type="button" data-lock-now { "Lock screen now" }
            }
        }
    }
}

pub(super) fn footer(council: &Council) -> Markup {
    html! {
        footer .nwd-footer {
            div .govuk-width-container .nwd-footer__row {
                div {
                    h2 .govuk-visually-hidden { "Help" }
                    p .nwd-footer__help {
                        @if council.help_phone.is_empty() {
                            "Need help with this service? Ask whoever looks after accounts in your council."
                        } @else {
                            "Need help with this service? Call " (phone(&council.help_phone))
                            @if let Some(hours) = &council.help_hours { ", " (hours) }
                        }
                    }
                }
                ul .nwd-footer__links {
                    li { a .govuk-link .govuk-footer__link href=(ACCESSIBILITY_PATH) { "Accessibility statement" } }
                }
                p .nwd-footer__council { bdi { (council.name) } }
            }
        }
    }
}

/// Seen on paper alone, at the foot of every sheet.
pub(super) fn sheet_foot(council: &Council, who: Option<&SignedIn>, sheet: Option<&Sheet>) -> Markup {
    html! {
        div .nwd-sheet-foot {
            div .nwd-sheet-foot__line {
                @if let Some(sheet) = sheet {
                    @if let Some(mark) = &sheet.mark { strong { (mark) } }
                    @if let Some(reference) = &sheet.reference { span { bdi { (reference) } } }
                    span { (sheet.printed) }
                } @else if let Some(who) = who {
                    span { "Printed by " bdi { (who.name) } }
                }
                span { bdi { (council.name) } }
            }
        }
    }
}

fn minutes(seconds: u32) -> String {
    match seconds.div_ceil(60) {
        1 => "1 minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    }
}
