//! Putting right what a shift handed over of a young person.

use crate::pages::drafts::shown_at;
use crate::pages::story::right::{self, Kind};
use crate::pages::story::their_words;
use crate::parts::{Form, field};
use crate::posted::Posted;
use crate::visitor::{Answer, Visitor};
use maud::{Markup, html};
use practice::hubs::{ShiftLineWish, shift_line_written};
use practice::ids::EventId;
use practice::journal::Body;
use work::No;
use work::hubs::{CorrectingLine, correct_line};
use work::story::OneEntry;

/// How it is put right.
pub(crate) const KIND: Kind = Kind {
    heading: "Correct what was handed over",
    more: " So does the note of the shift.",
    texts: &["text", "said"],
    prefilled,
    questions,
};

fn prefilled(body: &Body) -> Form {
    let Body::ShiftLineWritten(line) = body else { return Form::new() };
    their_words::prefilled(Form::new().with("text", &*line.text), &line.their_view)
}

fn questions(form: &Form) -> Markup {
    html! {
        (field::area("text", "What should the next shift know?").optional().show(form))
        (their_words::questions(form, "What do they want the next shift to know?", "I did not ask"))
    }
}

/// Puts what is right beside what stood.
pub(crate) async fn sent_correct(visitor: &Visitor, found: &OneEntry, posted: Posted) -> Answer {
    let mut form = posted.form;
    let asked = their_words::asked(&mut form);
    let text = |field: &str| form.text(field).unwrap_or_default();
    let wish = ShiftLineWish { text: text("text"), said: text("said"), asked };
    if let Body::ShiftLineWritten(line) = &found.entry.body {
        form.refuse_all(shift_line_written((line.day, line.shift), &wish).err().unwrap_or_default());
    }
    right::check(visitor, found, &KIND, &mut form).await?;
    let answer = if form.goes_back() {
        Err(No::Refused(Vec::new()))
    } else {
        let reason = form.value("reason").to_owned();
        let shown = shown_at::<EventId>(&form).unwrap_or(found.entry.event);
        let correcting = CorrectingLine { wish, reason, shown, key: posted.key };
        correct_line(&visitor.desk, found.entry.event, &correcting).await
    };
    right::answered(visitor, found, (&KIND, form), answer).await
}
