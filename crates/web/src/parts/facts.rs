//! Facts in two columns: what it is, and what is known.

use maud::{Markup, html};

/// One fact. A fact that is not known says so; it is never an empty cell.
#[derive(Debug, Clone)]
pub struct Fact {
    key: String,
    value: Option<Markup>,
    actions: Vec<(String, String)>,
}

/// A fact that may be missing; spaces alone are missing too.
pub fn fact(key: impl Into<String>, value: Option<&str>) -> Fact {
    let value = value.map(str::trim).filter(|text| !text.is_empty());
    Fact { key: key.into(), value: value.map(|text| html! { bdi { (text) } }), actions: Vec::new() }
}

/// A fact whose value is more than a line of text.
pub fn fact_of(key: impl Into<String>, value: Markup) -> Fact {
    let value = (!value.0.trim().is_empty()).then_some(value);
    Fact { key: key.into(), value, actions: Vec::new() }
}

impl Fact {
    /// A link beside the fact, such as "Change"; what it changes is added for
    /// those who hear the link on its own.
    #[must_use]
    pub fn action(mut self, href: impl Into<String>, words: impl Into<String>) -> Self {
        self.actions.push((href.into(), words.into()));
        self
    }
}

/// A list of facts.
pub fn summary_list(facts: &[Fact]) -> Markup {
    html! { dl .govuk-summary-list { (rows(facts)) } }
}

/// A list of facts under a title of its own, with a border around it.
pub fn summary_card(title: &str, facts: &[Fact]) -> Markup {
    html! {
        div .govuk-summary-card {
            div .govuk-summary-card__title-wrapper { h2 .govuk-summary-card__title { bdi { (title) } } }
            div .govuk-summary-card__content { dl .govuk-summary-list { (rows(facts)) } }
        }
    }
}

/// A few facts for the column beside the main one.
pub fn side_facts(title: &str, facts: &[Fact]) -> Markup {
    html! {
        section .nwd-side {
            h2 .govuk-heading-s .nwd-side__title { (title) }
            dl .nwd-side__facts {
                @for fact in facts {
                    div { dt { (fact.key) } dd { (shown(fact)) (links(fact)) } }
                }
            }
        }
    }
}

fn rows(facts: &[Fact]) -> Markup {
    let any_actions = facts.iter().any(|fact| !fact.actions.is_empty());
    html! {
        @for fact in facts {
            div .govuk-summary-list__row
                .govuk-summary-list__row--no-actions[any_actions && fact.actions.is_empty()] {
                dt .govuk-summary-list__key { (fact.key) }
                dd .govuk-summary-list__value { (shown(fact)) }
                @if !fact.actions.is_empty() { dd .govuk-summary-list__actions { (links(fact)) } }
            }
        }
    }
}

fn shown(fact: &Fact) -> Markup {
    html! {
        @match &fact.value {
            Some(value) => { (value) }
            None => { span .nwd-quiet { "Not provided" } }
        }
    }
}

fn links(fact: &Fact) -> Markup {
    html! {
        @if !fact.actions.is_empty() {
            ul .nwd-links {
                @for (href, words) in &fact.actions {
                    li { a .govuk-link href=(href) { (words) span .govuk-visually-hidden { ": " (fact.key) } } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_that_is_not_known_says_so() {
        for facts in
            [[fact("Pronouns", None)], [fact("Pronouns", Some("  "))], [fact_of("Pronouns", html! { " " })]]
        {
            for shown in [summary_list(&facts), summary_card("Sam", &facts), side_facts("Facts", &facts)] {
                assert!(shown.into_string().contains("Not provided"));
            }
        }
    }

    #[test]
    fn a_change_link_says_what_it_changes() {
        let shown = summary_list(&[fact("Pronouns", Some("they")).action("/p", "Change")]).into_string();
        assert!(
            shown.contains("Change<span class=\"govuk-visually-hidden\">: Pronouns</span></a>"),
            "{shown}"
        );
    }

    #[test]
    fn hostile_facts_are_shown_as_text() {
        let hostile = "<img src=x onerror=alert(1)>";
        let shown =
            summary_card(hostile, &[fact(hostile, Some(hostile)).action("/p", hostile)]).into_string();
        assert!(!shown.contains("<img"), "{shown}");
        assert_eq!(shown.matches("&lt;img").count(), 5);
    }
}
