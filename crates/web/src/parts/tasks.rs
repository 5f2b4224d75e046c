//! A list of things to do, in any order.

use super::messages::{Tone, tag};
use maud::{Markup, html};

/// One thing to do; the whole row is its link.
#[derive(Debug, Clone)]
pub struct Task {
    /// What it is.
    pub title: String,
    /// Where it is done; absent when it cannot be done yet.
    pub href: Option<String>,
    /// Help, or why it cannot be done yet.
    pub hint: Option<String>,
    /// What else can be done about it; nothing where it is empty.
    pub beside: Markup,
    /// Where it stands.
    pub state: State,
}

/// Where a task stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Done; said in plain words.
    Completed,
    /// Not begun, or not finished.
    ToDo,
    /// To be done by a day, in words: "By 4 June 2026".
    By(String),
    /// The day has passed: "3 days late".
    Late(String),
    /// Waits for something else.
    NotYet,
}

/// The list. `id` keeps two lists on one page apart.
pub fn task_list(id: &str, tasks: &[Task]) -> Markup {
    html! {
        ul .govuk-task-list {
            @for (number, task) in (1..).zip(tasks) {
                @let status = format!("{id}-{number}-status");
                @let hint = task.hint.as_ref().map(|_| format!("{id}-{number}-hint"));
                li .govuk-task-list__item .govuk-task-list__item--with-link[task.href.is_some()] {
                    div .govuk-task-list__name-and-hint {
                        @match &task.href {
                            Some(href) => {
                                a .govuk-link .govuk-task-list__link href=(href)
                                    aria-describedby={ (hint.as_deref().unwrap_or_default()) " " (status) } {
                                    bdi { (task.title) }
                                }
                            }
                            None => { bdi { (task.title) } }
                        }
                        @if let (Some(words), Some(hint)) = (&task.hint, &hint) {
                            div #(hint) .govuk-task-list__hint dir="auto" { (words) }
                        }
                        @if !task.beside.0.is_empty() { div .nwd-task__beside { (task.beside) } }
                    }
                    div .govuk-task-list__status
                        .govuk-task-list__status--cannot-start-yet[task.state == State::NotYet] #(status) {
                        (words(&task.state))
                    }
                }
            }
        }
    }
}

fn words(state: &State) -> Markup {
    html! {
        @match state {
            State::Completed => { "Completed" }
            State::ToDo => { (tag(Tone::Blue, "To do")) }
            State::By(day) => { (tag(Tone::Yellow, day)) }
            State::Late(how) => { (tag(Tone::Red, how)) }
            State::NotYet => { "Cannot start yet" }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_that_cannot_start_is_no_link_and_says_why() {
        let hint = Some("After the first visit".to_owned());
        let task =
            Task { title: "Review <plan>".into(), href: None, hint, beside: html! {}, state: State::NotYet };
        let shown = task_list("today", &[task]).into_string();
        assert!(!shown.contains("<a "), "{shown}");
        assert!(shown.contains("After the first visit") && shown.contains("Cannot start yet"), "{shown}");
        assert!(shown.contains("Review &lt;plan&gt;"), "{shown}");
    }

    #[test]
    fn the_link_of_a_task_is_heard_with_its_status() {
        let task = Task {
            title: "Visit".into(),
            href: Some("/v".into()),
            hint: None,
            beside: html! {},
            state: State::Late("3 days late".into()),
        };
        let shown = task_list("today", &[task]).into_string();
        assert!(shown.contains("today-1-status\"><bdi>Visit</bdi></a>"), "{shown}");
        assert!(shown.contains(">3 days late</strong>"), "{shown}");
    }
}
