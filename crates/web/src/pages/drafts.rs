//! Drafts: what the browser sends 2 seconds after typing stops.

use crate::pages::people::heading_of_fact;
use crate::parts::{
    Fact, Form, KEY_FIELD, SURE_FIELD, TEXT_OF_BOTH, WINDOW_FIELD, WritingBeside, button_link, buttons,
    details, empty_state, fact, fact_of, field, inset, link, moment, name, prose, success_banner,
    summary_card, throw_away,
};
use crate::posted::Posted;
use crate::routes::{Access, Table};
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show};
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use jiff::civil::Date;
use maud::{Markup, html};
use practice::Refusal;
use practice::dates::{Instant, clock_time, long_date};
use practice::drafts::{KEPT_DAYS, goes_soon, kept_until};
use practice::ids::PersonId;
use serde::Deserialize;
use std::str::FromStr;
use work::Window;
use work::drafts::{self, About, Keeping};

pub(super) fn routes(table: Table) -> Table {
    table.post("/drafts", Access::SignedIn, keep).get("/drafts", Access::SignedIn, list).post(
        "/drafts/discard",
        Access::SignedIn,
        discard,
    )
}

/// Which form a draft is of.
#[derive(Deserialize)]
pub(crate) struct Which {
    /// The path of the form.
    #[serde(default)]
    pub(crate) form: String,
    /// Whether the form is begun again after its draft was thrown away.
    #[serde(default)]
    again: String,
}

/// What was done just before, in a fixed word.
#[derive(Deserialize)]
struct Done {
    #[serde(default)]
    done: String,
}

/// Whether this can be the path of a form of ours.
pub(crate) fn is_form_path(form: &str) -> bool {
    let is_ours = form.starts_with('/') && !form.starts_with("//") && !form.contains('\\');
    is_ours && form.len() <= 200 && !form.contains(char::is_control)
}

/// Where the drafts of a form are sent.
pub(crate) fn url_of(form: &str) -> String {
    format!("/drafts?form={}", crate::posted::encoded(form))
}

/// A form with its draft, where one was kept, and when that was.
pub(crate) async fn or_draft(
    visitor: &Visitor,
    form: &str,
    empty: Form,
) -> Result<(Form, Option<String>), Trouble> {
    let draft = drafts::of(&visitor.desk, form).await?;
    Ok(match draft {
        Some(draft) => {
            let window = Window::new(&visitor.site.house, Some(draft.saved_at));
            // Who comes back to a draft is asked again.
            let typed = draft.values.into_iter().filter(|(field, _)| field != SURE_FIELD);
            let form = Form::typed(typed).with(WINDOW_FIELD, window.to_string());
            (form, Some(when(draft.saved_at, visitor.desk.now.day())))
        }
        None => (empty, None),
    })
}

/// The same for a form that changes what stands, where two can clash: with who else is writing in it.
pub(crate) async fn or_draft_beside_others(
    visitor: &Visitor,
    form: &str,
    stands: Form,
) -> Result<(Form, Option<String>), Trouble> {
    let (typed, saved) = or_draft(visitor, form, stands).await?;
    // Whom it cannot name it does not name: the form opens all the same.
    let others = drafts::writing_too(&visitor.desk, form).await.unwrap_or_else(|no| {
        tracing::warn!(?no, "who else is writing in a form is not known");
        Vec::new()
    });
    let today = visitor.desk.now.day();
    let drawn =
        others.into_iter().map(|one| WritingBeside { name: one.name, saved: when(one.saved_at, today) });
    Ok((typed.beside(drawn.collect()), saved))
}

/// When a draft was saved: the time, and the day where that is another one.
fn when(saved: Instant, today: Date) -> String {
    let time = clock_time(saved);
    if saved.day() == today { time } else { format!("{time} on {}", long_date(saved.day())) }
}

/// What a form changes or decides, as it was when the form was shown: its revision, or another name of it.
pub(crate) const SHOWN: &str = "shown";

/// A form that changes or decides what stands as a whole, as it opens or is shown again.
pub(crate) struct Changing {
    /// What is in it.
    pub(crate) form: Form,
    /// When its draft was saved, where it has one.
    pub(crate) saved: Option<String>,
    /// Whether somebody changed what stands after the form was begun.
    pub(crate) moved: bool,
}

impl Changing {
    /// The draft of a form, else what stands at a revision. A draft that was
    /// begun at another one is not taken for what stands.
    pub(crate) async fn begun(
        visitor: &Visitor,
        path: &str,
        stands: Form,
        at: impl ToString,
    ) -> Result<Self, Trouble> {
        let at = at.to_string();
        let (mut form, saved) = or_draft_beside_others(visitor, path, stands.with(SHOWN, at.clone())).await?;
        let moved = form.value(SHOWN) != at;
        form.put(SHOWN, at);
        Ok(Self { form, saved, moved })
    }

    /// The form with what was wrong with it.
    pub(crate) fn refused(form: Form) -> Self {
        Self { form, saved: None, moved: false }
    }

    /// The form of somebody who was overtaken: it rests on what stands now.
    pub(crate) fn overtaken(mut form: Form, at: impl ToString) -> Self {
        form.put(KEY_FIELD, "");
        form.put(SHOWN, at.to_string());
        Self { form, saved: None, moved: true }
    }

    /// The hidden field by which the form says what it was shown.
    pub(crate) fn shown(&self) -> Markup {
        field::hidden(SHOWN, self.form.value(SHOWN))
    }
}

/// What a form was shown at, where it says so.
pub(crate) fn shown_at<T: FromStr>(form: &Form) -> Option<T> {
    Some(form.value(SHOWN)).filter(|shown| !shown.is_empty())?.parse().ok()
}

/// What a form rests on, in one of its fields: what it was begun on, or what stands now.
pub(crate) fn shown_in(form: &Form, field: &str, stands: Option<impl ToString>) -> String {
    match form.value(field) {
        "" => stands.map_or_else(String::new, |stands| stands.to_string()),
        shown => shown.to_owned(),
    }
}

/// After the act itself said what stands now, the form rests on that. What was wrong in the form alone says nothing of
/// it: then it rests on what it was begun on still.
pub(crate) fn rests_on_what_stands(form: &mut Form, field: &str, refusals: &[Refusal]) {
    if !refusals.is_empty() {
        form.put(field, "");
    }
}

async fn keep(visitor: Visitor, Query(which): Query<Which>, posted: Posted) -> Answer {
    if !is_form_path(&which.form) {
        return Err(Trouble::bad_request("This draft belongs to no form."));
    }
    match drafts::keep(&visitor.desk, &which.form, posted.form.values()).await? {
        Keeping::Kept(_) => Ok(StatusCode::NO_CONTENT.into_response()),
        Keeping::Others(at) => {
            let said = other_words(&which.form, at, visitor.desk.now.day());
            Ok((StatusCode::CONFLICT, Html(said.into_string())).into_response())
        }
    }
}

/// What a form says in place of when it was saved, and the two ways out of it.
fn other_words(form: &str, at: Instant, today: Date) -> Markup {
    html! {
        p data-other-words {
            "Not saved: other words in this form were saved at " (when(at, today)) ", from another window."
        }
        button .govuk-button .govuk-button--secondary type="button" data-keep-these=(at.0) { "Keep these words instead" }
        a .govuk-link href=(form) target="_blank" rel="noopener" { "See the other words (opens in a new tab)" }
    }
}

/// Keeps the words of somebody whose page has no form any more; says when, if they are kept.
pub(crate) async fn kept_without_form(
    visitor: &Visitor,
    form: &str,
    words: &Form,
) -> Result<Option<String>, Trouble> {
    let keeping = drafts::keep(&visitor.desk, form, words.values()).await?;
    Ok(keeping.kept().map(|at| when(at, visitor.desk.now.day())))
}

/// The words of somebody on a page that has no form for them any more.
pub(crate) fn words_without_form(words: &Form, is_kept: bool) -> Markup {
    html! {
        @if is_kept {
            p .govuk-body { "What you typed is kept among " (link("/drafts", "your drafts")) "." }
        } @else {
            p .govuk-body {
                "What you typed is kept nowhere but on this page: among " (link("/drafts", "your drafts"))
                " are other words of yours in this form, from another window."
            }
        }
        @for text in own_words(words.values()) { (inset(prose(&text))) }
    }
}

/// The visitor's own drafts.
async fn list(visitor: Visitor, Query(done): Query<Done>) -> Answer {
    let mut drafts = drafts::all(&visitor.desk).await?;
    // What somebody looked for is kept the same way, and is no form.
    drafts.retain(|draft| draft.form.starts_with('/'));
    let mut whose = Vec::new();
    for draft in &drafts {
        whose.push(drafts::about(&visitor.desk, draft).await?);
    }
    if whose.iter().any(|about| matches!(about, About::Somebody(_))) {
        visitor.desk.saw(None, "drafts").await?;
    }
    let nobody = empty_state("Words you have typed and not sent would stand here.", html! {});
    let body = html! {
        @if drafts.is_empty() { (nobody) } @else {
            p .govuk-body { "Words are kept for " (KEPT_DAYS) " days after you last changed them." }
        }
        @for (draft, about) in drafts.iter().zip(&whose) {
            (summary_card(what(&draft.form), &facts(draft, about, visitor.desk.now.day())))
            @if !own_words(&draft.values).is_empty() { (all_words(draft)) }
            (buttons(html! {
                @if *about != About::OutOfReach { (button_link(&draft.form, "Go on writing")) }
            }))
            div .nwd-draft-end { (throw_away(&discard_url(&draft.form))) }
        }
    };
    let page = visitor.page("My drafts");
    let page = if done.done == "thrown" {
        page.banner(success_banner("What you had typed is thrown away", html! {}))
    } else {
        page
    };
    show(page.show(body))
}

/// What a draft holds and whom it is about; of a record that its writer can no
/// longer open, nothing but their own words.
fn facts(draft: &drafts::Draft, about: &About, today: Date) -> Vec<Fact> {
    let whom = match about {
        About::Somebody(called) => Some(called.as_deref().unwrap_or("Name not recorded")),
        About::OutOfReach => Some("A record you can no longer open"),
        About::Nobody => None,
    };
    let words = [fact("Your words", Some(&begins(draft))), fact_of("Saved", moment(draft.saved_at))];
    let changed = draft.saved_at.day();
    let goes = goes_soon(changed, today).then(|| {
        let until = long_date(kept_until(changed));
        fact_of("Kept until", html! { strong { (until) } ". Go on writing, or send it, before then." })
    });
    whom.map(|whom| fact_of("About", name(whom))).into_iter().chain(words).chain(goes).collect()
}

/// Parts of addresses, and what the form there is for; the first that fits counts.
const FORMS: &[(&str, &str)] = &[
    ("/emergency", "A record to open in an emergency"),
    ("/cover", "Cover for a key worker"),
    ("/on-call", "Who is on call"),
    ("/shifts/", "A shift handover"),
    ("/out/new", "Going out alone"),
    ("/out/", "Somebody who is out alone"),
    ("/plan-contact", "A visit or call to plan"),
    ("/planned/", "A plan to change"),
    ("/rhythm", "How often to meet"),
    ("/put-off/", "Something to put off"),
    ("/goodbye", "A goodbye"),
    ("/handover/new", "A handover"),
    ("/social-worker", "A social worker"),
    ("/responsible-team", "The team responsible"),
    ("/arrival", "A safety page for somebody arriving"),
    ("/account/telephone", "Your telephone at work"),
    ("/account/relatives/withdraw", "A relative declared by mistake"),
    ("/account/relatives", "A relative to declare"),
    ("/notes/new", "A note"),
    ("/contacts/new", "A visit or call"),
    ("/files/new", "A file"),
    ("/files/", "A file to take out"),
    ("/days/new", "A daily note"),
    ("/incidents/new", "An incident"),
    ("/record/", "Something for a record"),
    ("/add", "Something to add to an incident"),
    ("/correct", "A correction"),
    ("/disagree", "Somebody sees it differently"),
    ("/move", "Who may read an entry"),
    ("/key-worker", "A key worker"),
    ("/pull-in", "Somebody to pull in"),
    ("/restrict", "Who may open a record"),
    ("/people/new", "A young person to add"),
    ("/openings/", "An emergency opening"),
    ("/matching/", "A suspected match"),
    ("/conflicts/", "File and record disagree"),
    ("/staff/", "Staff and teams"),
    ("/words/", "Words and lists"),
];
/// What is answered in words of one's own, under its name in the forms; the longest answers first.
const WORDS: &[&str] = &[
    "text",
    "line",
    "what",
    "more",
    "fact",
    "alert",
    "value",
    "finding",
    "note",
    "purpose",
    "know",
    "promised",
    "how_it_was",
    "changed",
    "before",
    "injuries",
    "held_by",
    "held_how",
    "tried_first",
    "helped",
    "told_whom",
    "reason",
    "said",
    "repair_on_words",
    "holders_on_words",
    "them_on_words",
    "name",
    "legal_name",
    "title",
    "about",
    "relation",
    "told_by",
    "number",
    "reference",
    "channel",
    "hours",
    "lives",
    "place",
    "other",
    "address",
    "council_number",
    "nhs_number",
    "upn",
    "help_line",
    "telephone",
    "back_by",
];
/// How many letters of a draft its list shows.
const BEGINS: usize = 120;

/// The answers in words of one's own, with the place of their fields among [`WORDS`].
fn words(values: &[(String, String)]) -> impl Iterator<Item = (usize, &str)> {
    let typed = values.iter().filter(|(_, text)| !text.trim().is_empty());
    typed.filter_map(|(field, text)| Some((place_of(field)?, text.as_str())))
}

/// The place of a field among [`WORDS`]; of two versions, that of the words that are put in their place, and of one
/// of several young people, such as `line-{person}`, that of what is asked of each.
fn place_of(field: &str) -> Option<usize> {
    let field = field.strip_suffix(TEXT_OF_BOTH).unwrap_or(field);
    let asked = field.split_once('-').filter(|(_, of)| of.parse::<PersonId>().is_ok());
    let field = asked.map_or(field, |(asked, _)| asked);
    WORDS.iter().position(|word| *word == field)
}

/// Whether a form holds words that somebody would miss. A form that asks for words may come with a day of ours; in
/// one that asks for none the day is what was typed.
pub(crate) fn holds_words(values: &[(String, String)]) -> bool {
    let asks_for_words = values.iter().any(|(field, _)| place_of(field).is_some());
    words(values).next().is_some() || !asks_for_words && dates(values).next().is_some()
}

/// Every word of a draft: its form may not open any more.
fn all_words(draft: &drafts::Draft) -> Markup {
    details("Everything you typed", html! { @for text in own_words(&draft.values) { (prose(&text)) } })
}

/// What was answered in words of one's own, in the order of the form, and then the dates that were typed.
pub(crate) fn own_words(values: &[(String, String)]) -> Vec<String> {
    words(values).map(|(_, text)| text.to_owned()).chain(dates(values)).collect()
}

/// Dates as they were typed, each in its three parts.
fn dates(values: &[(String, String)]) -> impl Iterator<Item = String> {
    let typed =
        |field: String| values.iter().find(|(name, _)| *name == field).map_or("", |(_, part)| part.trim());
    let stems = values.iter().filter_map(|(name, _)| name.strip_suffix("-day"));
    stems
        .map(move |stem| ["day", "month", "year"].map(|part| typed(format!("{stem}-{part}"))).join(" "))
        .map(|date| date.trim().to_owned())
        .filter(|date| !date.is_empty())
}

/// What a draft is for: the heading of its form where a record has one for each fact.
pub(crate) fn what(form: &str) -> &'static str {
    if let Some(heading) = heading_of_fact(form) {
        return heading;
    }
    FORMS.iter().find(|(part, _)| form.contains(part)).map_or("A form", |(_, words)| words)
}

/// The first words of a draft, which its own writer knows again.
fn begins(draft: &drafts::Draft) -> String {
    let first = words(&draft.values).min_by_key(|(place, _)| *place).map(|(_, text)| text.to_owned());
    let text = first.or_else(|| dates(&draft.values).next()).unwrap_or_default();
    let text = text.trim();
    let start: String = text.chars().take(BEGINS).collect();
    if start.len() < text.len() { format!("{start} …") } else { start }
}

/// Throws a draft away. What else the form that was open sends along is not looked at.
async fn discard(visitor: Visitor, Query(which): Query<Which>, _: Posted) -> Answer {
    drafts::discard(&visitor.desk, &which.form).await?;
    if which.again == "yes" && is_form_path(&which.form) {
        return go(which.form);
    }
    go("/drafts?done=thrown")
}

fn discard_url(form: &str) -> String {
    format!("/drafts/discard?form={}", crate::posted::encoded(form))
}
