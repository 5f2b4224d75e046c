//! Writing down that somebody told a young person that a key worker leaves.

use crate::pages::drafts::{or_draft, shown_at, url_of};
use crate::pages::people::frame::{self, Section, url};
use crate::pages::people::person_id;
use crate::pages::story::right::{self, Kind};
use crate::pages::story::{doubt_addresses, doubt_day, their_words};
use crate::parts::{Choice, Form, buttons, day, field, inset, link, name, post, submit};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::Path;
use jiff::civil::Date;
use maud::{Markup, html};
use practice::ids::{EventId, PersonId, PostId};
use practice::journal::Body;
use practice::key_working::{GoodbyeOwed, GoodbyeWish, Teller, goodbye_told};
use work::No;
use work::key_working::{CorrectingGoodbye, TellingGoodbye, correct_goodbye, tell_goodbye, who_leaves};
use work::people::PersonPage;
use work::story::OneEntry;

const TEXTS: [&str; 3] = ["other", "how_it_was", "said"];

/// How a goodbye is put right.
pub(crate) const KIND: Kind = Kind {
    heading: "Correct a goodbye",
    more: " Whose goodbye it is stays: for another worker, write down one more.",
    texts: &TEXTS,
    prefilled,
    questions,
};

/// Who is meant, with those who can be.
type Leaving = (PersonPage, Vec<(PostId, String)>);

/// The form, about today.
pub(super) async fn ask(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let person = person_id(&person)?;
    let leaving = who_leaves(&visitor.desk, person).await?;
    // Only where one alone is owed is it plain who is meant.
    let owed = if let [(_, owed)] = &*leaving.0.goodbyes { owed.worker.to_string() } else { String::new() };
    let empty = Form::new().with_day("day", visitor.desk.now.day()).with("worker", owed);
    let (form, saved) = or_draft(&visitor, &path(person), empty).await?;
    show(drawn(&visitor, &leaving, &form, saved))
}

/// Writes it into the story; nothing is owed any more.
pub(super) async fn sent(visitor: Visitor, Path(person): Path<String>, posted: Posted) -> Answer {
    let person = person_id(&person)?;
    let leaving = who_leaves(&visitor.desk, person).await?;
    let mut form = posted.form;
    let read = read(&visitor, &mut form, &leaving.1);
    doubt_addresses(&visitor, person, &TEXTS.map(|field| (field, "")), &mut form).await?;
    let answer = match read.filter(|_| !form.goes_back()) {
        Some((wish, day)) => {
            tell_goodbye(&visitor.desk, person, &TellingGoodbye { wish, day, key: posted.key }).await
        }
        None => Err(No::Refused(Vec::new())),
    };
    match answer {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &path(person), form.values()).await;
            go(format!("{}?done=goodbye", url(person, "team")))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, drawn(&visitor, &leaving, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn path(person: PersonId) -> String {
    url(person, "goodbye")
}

/// Where one worker alone can be meant, nobody is asked which. What is wrong is all said at once.
fn read(visitor: &Visitor, form: &mut Form, workers: &[(PostId, String)]) -> Option<(GoodbyeWish, Date)> {
    let one_of_them =
        |text: &str| text.parse().ok().filter(|post| workers.iter().any(|(other, _)| other == post));
    let worker = match workers {
        [(only, _)] if form.value("worker").is_empty() => Some(*only),
        _ => form.must_choose("worker", "Choose whose goodbye it is.", one_of_them),
    };
    // Whoever it is about, the other answers are judged alike.
    let stands_for = worker.or(workers.first().map(|(post, _)| *post))?;
    let answers = answers(visitor, form, stands_for, None);
    worker.and(answers)
}

/// The answers about one worker's goodbye. `stands` is the day of the version before, which is not asked about again.
fn answers(
    visitor: &Visitor,
    form: &mut Form,
    worker: PostId,
    stands: Option<Date>,
) -> Option<(GoodbyeWish, Date)> {
    let day =
        form.must_day("day", "the day").filter(|day| Some(*day) == stands || !doubt_day(visitor, form, *day));
    let told_by = form.choose("teller", Teller::read);
    let asked = their_words::asked(form);
    let text = |field: &str| form.text(field).unwrap_or_default();
    let (other, how, said) = (text("other"), text("how_it_was"), text("said"));
    let wish = GoodbyeWish { worker, told_by, other, how, said, asked };
    form.refuse_all(goodbye_told(&wish).err().unwrap_or_default());
    day.map(|day| (wish, day))
}

fn questions(form: &Form) -> Markup {
    let tellers = Teller::ALL.map(|teller| {
        let words = match teller {
            Teller::Themself => "That worker themself",
            Teller::Writer => "I did",
            Teller::Other => "Somebody else they know",
        };
        Choice::new(teller.word(), words)
    });
    html! {
        (field::radios("teller", "Who told them?", tellers).small().show(form))
        (field::text("other", "If somebody else: who?").optional().show(form))
        (field::day("day", "On which day?").show(form))
        (field::area("how_it_was", "How was the goodbye?").optional()
            .hint("What they did together, and whether and how they stay in touch.").show(form))
        (their_words::questions(form, "How did they see it?", "I did not ask"))
    }
}

fn prefilled(body: &Body) -> Form {
    let Body::GoodbyeTold(told) = body else { return Form::new() };
    let (teller, other) = told.teller();
    let form = Form::new().with("teller", teller.word()).with("other", other).with("how_it_was", &*told.how);
    their_words::prefilled(form, &told.their_view)
}

/// Puts what is right beside what stood; whose goodbye it is stays.
pub(crate) async fn sent_correct(visitor: &Visitor, found: &OneEntry, posted: Posted) -> Answer {
    let Body::GoodbyeTold(stood) = &found.entry.body else { return Err(Trouble::not_found()) };
    let mut form = posted.form;
    let read = answers(visitor, &mut form, stood.worker, found.entry.happened.first_day());
    right::check(visitor, found, &KIND, &mut form).await?;
    let answer = match read.filter(|_| !form.goes_back()) {
        Some((wish, day)) => {
            let reason = form.value("reason").to_owned();
            let shown = shown_at::<EventId>(&form).unwrap_or(found.entry.event);
            let correcting = CorrectingGoodbye { wish, day, reason, shown, key: posted.key };
            correct_goodbye(&visitor.desk, found.entry.event, &correcting).await
        }
        None => Err(No::Refused(Vec::new())),
    };
    right::answered(visitor, found, (&KIND, form), answer).await
}

/// That a goodbye is owed, in words.
pub(crate) fn owed(visitor: &Visitor, worker: &str, owed: GoodbyeOwed) -> Markup {
    let is_past = owed.by < visitor.desk.now.day();
    html! {
        "A goodbye is owed: " (name(worker)) @if is_past { " stopped being" } @else { " stops being" }
        " their key worker on " (day(owed.by)) ", and nobody has written down that somebody they know told them. "
    }
}

fn drawn(visitor: &Visitor, (page, workers): &Leaving, form: &Form, saved: Option<String>) -> Markup {
    let who = &page.summary;
    let path = path(who.person);
    let choices = workers.iter().map(|(post, name)| Choice::new(post.to_string(), name.clone()));
    let body = html! {
        p .govuk-body {
            "A young person should hear from somebody they know that a worker is not their key worker any more, and be able "
            "to say goodbye. Until then it stands on the first page of whoever names key workers."
        }
        @if page.goodbyes.is_empty() { p .govuk-body { "Nothing is owed now. You can still write one down." } }
        @for (worker, is) in &page.goodbyes { (inset(owed(visitor, worker, *is))) }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            @if workers.len() > 1 { (field::radios("worker", "Whose goodbye is it?", choices).show(form)) }
            @else { @for (post, worker) in workers {
                p .govuk-body #worker { "It is the goodbye of " (name(worker)) "." }
                (field::hidden("worker", &post.to_string()))
            } }
            (questions(form))
            (buttons(html! { (submit("Add to the story")) (link(&url(who.person, "team"), "Cancel")) }))
        }))
    };
    frame::page(visitor, who, Section::Within, "Goodbye").form(form).show(body)
}
