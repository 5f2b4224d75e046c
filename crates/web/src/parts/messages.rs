//! Things a page says: that something is done, that something needs care.

use maud::{Markup, html};

/// The colour of a tag. The words carry the meaning; the colour only helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to do.
    Grey,
    /// For information.
    Blue,
    /// Good or done.
    Green,
    /// Soon, or to be looked at.
    Yellow,
    /// Now, or somebody may be at risk.
    Red,
    /// Set apart, such as restricted.
    Purple,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Grey => "govuk-tag--grey",
            Self::Blue => "govuk-tag--blue",
            Self::Green => "govuk-tag--green",
            Self::Yellow => "govuk-tag--yellow",
            Self::Red => "govuk-tag--red",
            Self::Purple => "govuk-tag--purple",
        }
    }
}

/// A status in one or two words, an adjective: "Missing", "Recorded late".
pub fn tag(tone: Tone, words: &str) -> Markup {
    html! { strong class={ "govuk-tag " (tone.class()) } { (words) } }
}

/// On the page after something was saved: that it was, and a link or two.
/// One on a page, and never with an error summary.
pub fn success_banner(heading: &str, more: Markup) -> Markup {
    banner("Done", html! { (headed(heading)) (more) }, true, true)
}

/// Something the reader of this page must know, that is not about the page.
pub fn notice_banner(heading: &str, more: Markup) -> Markup {
    banner("Important", html! { (headed(heading)) (more) }, false, false)
}

/// Something that may be a mistake: it interrupts, and is no error.
pub(super) fn asking_banner(title: &str, inner: Markup) -> Markup {
    banner(title, inner, true, false)
}

fn headed(heading: &str) -> Markup {
    html! { p .govuk-notification-banner__heading { (heading) } }
}

fn banner(title: &str, inner: Markup, interrupts: bool, success: bool) -> Markup {
    html! {
        div .govuk-notification-banner .govuk-notification-banner--success[success]
            role=(if interrupts { "alert" } else { "region" }) aria-labelledby="notification-title"
            data-module="govuk-notification-banner" {
            div .govuk-notification-banner__header {
                h2 .govuk-notification-banner__title #notification-title { (title) }
            }
            div .govuk-notification-banner__content {
                (inner)
            }
        }
    }
}

/// What may go wrong if the reader goes on.
pub fn warning_text(words: &str) -> Markup {
    html! {
        div .govuk-warning-text {
            span .govuk-warning-text__icon aria-hidden="true" { "!" }
            strong .govuk-warning-text__text { span .govuk-visually-hidden { "Warning: " } (words) }
        }
    }
}

/// Words set apart from those around them.
pub fn inset(inner: Markup) -> Markup {
    html! { div .govuk-inset-text { (inner) } }
}

/// What a person said, in their own words, and who they are.
pub fn quote(words: &str, who: &str) -> Markup {
    html! {
        figure .nwd-quote {
            blockquote { (super::prose(words)) }
            figcaption { bdi { (who) } }
        }
    }
}

/// Help that most readers do not need.
pub fn details(summary: &str, inner: Markup) -> Markup {
    html! {
        details .govuk-details {
            summary .govuk-details__summary { span .govuk-details__summary-text { (summary) } }
            div .govuk-details__text { (inner) }
        }
    }
}

/// Where there is nothing yet: what would be here, and what to do next.
pub fn empty_state(would_be: &str, next: Markup) -> Markup {
    html! { div .nwd-empty { p .govuk-body { (would_be) } (next) } }
}

/// The page after something was done that cannot be seen on it: what it was,
/// the reference to quote, then what happens next.
pub fn confirmation(done: &str, reference: Option<&str>, next: Markup) -> Markup {
    html! {
        div .govuk-panel .govuk-panel--confirmation {
            h1 .govuk-panel__title { (done) }
            @if let Some(reference) = reference {
                div .govuk-panel__body { "Reference " strong { (reference) } }
            }
        }
        h2 .govuk-heading-m { "What happens next" }
        (next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_words_are_shown_as_text_in_every_message() {
        let hostile = "<script>alert(1)</script>";
        for shown in [
            tag(Tone::Red, hostile),
            success_banner(hostile, html! {}),
            notice_banner(hostile, html! {}),
            warning_text(hostile),
            quote(hostile, hostile),
            details(hostile, html! {}),
            empty_state(hostile, html! {}),
            confirmation(hostile, Some(hostile), html! {}),
        ] {
            let shown = shown.into_string();
            assert!(!shown.contains("<script") && shown.contains("&lt;script&gt;"), "{shown}");
        }
    }

    #[test]
    fn only_success_interrupts_those_who_listen() {
        assert!(success_banner("Saved", html! {}).into_string().contains("role=\"alert\""));
        assert!(notice_banner("Closed on Monday", html! {}).into_string().contains("role=\"region\""));
    }
}
