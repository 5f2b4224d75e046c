//! What somebody typed, and what is wrong with it.

use super::doubt::{self, Doubt, SURE_FIELD};
use super::inline::capitalised;
use super::sending::KEY_FIELD;
use super::typed;
use jiff::civil::{Date, Time};
use maud::{Markup, html};
use practice::Refusal;
use practice::journal::{holds_control_characters, what_is_typed};
use work::UNKEPT;

/// The state of a form: every value as it was typed, every refusal, and every doubt.
///
/// A verb reads its facts from it with the methods below, which add a refusal
/// where a value will not do; the page then shows the same form again with
/// everything kept. Values are shown to whoever typed them and are never
/// trimmed or corrected on the way back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    values: Vec<(String, String)>,
    refusals: Vec<Refusal>,
    doubts: Vec<Doubt>,
    beside: Vec<WritingBeside>,
}

/// A colleague who is writing in the same form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WritingBeside {
    /// Their name.
    pub name: String,
    /// When their words were saved: "9:32am".
    pub saved: String,
}

impl Form {
    /// A form nobody has typed into.
    pub fn new() -> Self {
        Self::default()
    }

    /// A form as it was posted, or as its draft was kept.
    pub fn typed(values: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { values: values.into_iter().collect(), ..Self::default() }
    }

    /// The same form with a value to begin with.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.push((name.to_owned(), value.into()));
        self
    }

    /// The same form with who else is writing in it.
    #[must_use]
    pub fn beside(self, beside: Vec<WritingBeside>) -> Self {
        Self { beside, ..self }
    }

    /// Who else is writing in it.
    pub fn writing_beside(&self) -> &[WritingBeside] {
        &self.beside
    }

    /// The same form with a day to begin with, in its three boxes.
    #[must_use]
    pub fn with_day(self, name: &str, day: Date) -> Self {
        self.with(&format!("{name}-day"), day.day().to_string())
            .with(&format!("{name}-month"), day.month().to_string())
            .with(&format!("{name}-year"), day.year().to_string())
    }

    /// The same form with another value in a field.
    pub fn put(&mut self, name: &str, value: impl Into<String>) {
        self.values.retain(|(field, _)| field != name);
        self.values.push((name.to_owned(), value.into()));
    }

    /// Adds what is wrong. Name the field where there is one: the summary
    /// then leads to it and the same words stand beside it. Where the form's
    /// key is at fault nobody can correct it: the form gets a new one. Where a
    /// character is not kept, every field that holds one is named.
    pub fn refuse(&mut self, refusal: Refusal) {
        match refusal.field.as_deref() {
            Some(KEY_FIELD) => {
                self.values.retain(|(field, _)| field != KEY_FIELD);
                self.refusals.push(Refusal::because(refusal.sentence));
            }
            Some(UNKEPT) => self.refuse_unkept(&refusal.sentence),
            _ => self.refusals.push(refusal),
        }
    }

    fn refuse_unkept(&mut self, sentence: &str) {
        let holding = self.values.iter().filter(|(_, value)| holds_control_characters(value));
        let mut refusals: Vec<Refusal> = holding.map(|(field, _)| Refusal::of(field, sentence)).collect();
        refusals.dedup();
        if refusals.is_empty() {
            refusals.push(Refusal::because(sentence));
        }
        self.refusals.append(&mut refusals);
    }

    /// Adds all that a verb refused.
    pub fn refuse_all(&mut self, refusals: impl IntoIterator<Item = Refusal>) {
        for refusal in refusals {
            self.refuse(refusal);
        }
    }

    /// Asks once about what may be a mistake, before the form is taken: it is
    /// shown again, and pressing its button again says that it is right.
    /// `what` names the value that is doubted, so that another one is asked
    /// about again. Says whether it is asked.
    pub fn doubt(&mut self, field: &str, what: &str, sentence: impl Into<String>) -> bool {
        let doubt = Doubt::new(field, what, sentence);
        let is_asked = !self.is_chosen(SURE_FIELD, &doubt.sure);
        if is_asked {
            self.doubts.push(doubt);
        }
        is_asked
    }

    /// Says in `sentence` that a file that was sent has to be chosen again, where the form goes back and nothing is
    /// wrong with it: beside what is asked it is no error, which would hide the question.
    pub fn choose_again(&mut self, field: &str, sentence: &str) {
        if self.only_asks() {
            self.doubts.push(Doubt::new(field, "", sentence));
        } else if self.wrong(field).is_none() {
            self.refuse(Refusal::of(field, sentence));
        }
    }

    /// Asks about a day a year or more from today: often it is a mistyped year.
    pub fn doubt_day(&mut self, name: &str, day: Date, today: Date) -> bool {
        doubt::far_away(day, today).is_some_and(|sentence| self.doubt(name, &day.to_string(), sentence))
    }

    /// The same where a rule refuses days to come.
    pub fn doubt_day_gone_by(&mut self, name: &str, day: Date, today: Date) -> bool {
        day < today && self.doubt_day(name, day, today)
    }

    /// The same where a rule refuses days gone by.
    pub fn doubt_day_to_come(&mut self, name: &str, day: Date, today: Date) -> bool {
        day > today && self.doubt_day(name, day, today)
    }

    /// Asks about a day a year or more from the one that stands in its place.
    pub fn doubt_moved_day(&mut self, name: &str, day: Date, stands: Date) -> bool {
        doubt::far_from(day, stands).is_some_and(|sentence| self.doubt(name, &day.to_string(), sentence))
    }

    /// Asks about a birth date that makes somebody too young for the service: often it is a mistyped year.
    pub fn doubt_small_child(&mut self, name: &str, born: Date, today: Date) -> bool {
        doubt::too_young(born, today).is_some_and(|sentence| self.doubt(name, &born.to_string(), sentence))
    }

    /// Whether the form goes back to its writer before it is taken: something is wrong, or may be.
    pub fn goes_back(&self) -> bool {
        !self.refusals.is_empty() || !self.doubts.is_empty()
    }

    /// All that may be a mistake, where nothing is wrong: one thing after the other.
    pub(super) fn asks(&self) -> &[Doubt] {
        if self.refusals.is_empty() { &self.doubts } else { &[] }
    }

    /// Whether nothing is wrong and something may be.
    pub fn only_asks(&self) -> bool {
        !self.asks().is_empty()
    }

    /// What is asked about a field.
    pub(super) fn doubted(&self, name: &str) -> Option<&Doubt> {
        self.asks().iter().find(|doubt| doubt.field == name)
    }

    /// The values of a field that its writer was asked about: they stand in the form when it is shown.
    pub(super) fn sure_of(&self, name: &str) -> Vec<&str> {
        let said = self.chosen(SURE_FIELD).into_iter();
        let asked = self.asks().iter().map(|doubt| doubt.sure.as_str());
        said.chain(asked).filter(|sure| doubt::is_about(sure, name)).collect()
    }

    /// All that is wrong, in the order found.
    pub fn refusals(&self) -> &[Refusal] {
        &self.refusals
    }

    /// Everything that was typed, in the order of the boxes.
    pub fn values(&self) -> &[(String, String)] {
        &self.values
    }

    /// What was typed into a field, exactly; empty when nothing was.
    pub fn value(&self, name: &str) -> &str {
        self.values.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// Whether a choice of a field is chosen.
    pub fn is_chosen(&self, name: &str, choice: &str) -> bool {
        self.values.iter().any(|(field, value)| field == name && value == choice)
    }

    /// Every choice of a field that is chosen.
    pub fn chosen(&self, name: &str) -> Vec<&str> {
        self.values
            .iter()
            .filter(|(field, value)| field == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
            .collect()
    }

    /// The text of a field: outer spaces removed, line ends made alike;
    /// `None` when nothing that can be seen was typed.
    pub fn text(&self, name: &str) -> Option<String> {
        let text = self.value(name).replace("\r\n", "\n");
        what_is_typed(&text).map(str::to_owned)
    }

    /// The text of a field that must be filled in; refused with `sentence`.
    pub fn must_text(&mut self, name: &str, sentence: &str) -> Option<String> {
        let text = self.text(name);
        if text.is_none() {
            self.refuse(Refusal::of(name, sentence));
        }
        text
    }

    /// The text of a field as `read` understands it. Nothing typed is `None`
    /// and no error; a refusal from `read` becomes one of this field.
    pub fn read<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Result<T, Refusal>) -> Option<T> {
        match read(&self.text(name)?) {
            Ok(value) => Some(value),
            Err(refusal) => {
                self.refuse(Refusal::of(name, refusal.sentence));
                None
            }
        }
    }

    /// The one choice that must be made, as `read` understands its value;
    /// refused with `sentence` when none is made or the value is not known.
    pub fn must_choose<T>(
        &mut self,
        name: &str,
        sentence: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let choice = read(self.value(name));
        if choice.is_none() {
            self.refuse(Refusal::of(name, sentence));
        }
        choice
    }

    /// The one choice that may be made; a value that is not offered is refused.
    pub fn choose<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        if self.value(name).is_empty() {
            return None;
        }
        self.must_choose(name, "Choose one of these, or none.", read)
    }

    /// The day of a date field, `None` when all boxes are empty.
    /// `what` names it inside a sentence: "the date of the visit".
    pub fn day(&mut self, name: &str, what: &str) -> Option<Date> {
        let [day, month, year] = ["day", "month", "year"].map(|part| self.value(&format!("{name}-{part}")));
        match typed::day(day, month, year) {
            Ok(day) => day,
            Err(problem) => {
                let field = match problem.part {
                    Some(part) if part != "day" => format!("{name}-{part}"),
                    _ => name.to_owned(),
                };
                self.refuse(Refusal::of(field, format!("{} {}.", capitalised(what), problem.wrong)));
                None
            }
        }
    }

    /// The day of a date field that must be filled in.
    pub fn must_day(&mut self, name: &str, what: &str) -> Option<Date> {
        let before = self.refusals.len();
        let day = self.day(name, what);
        if day.is_none() && self.refusals.len() == before {
            self.refuse(Refusal::of(name, format!("Enter {what}.")));
        }
        day
    }

    /// The time of a time field, `None` when it is empty.
    /// `what` names it inside a sentence: "the time they came back".
    pub fn clock(&mut self, name: &str, what: &str) -> Option<Time> {
        let text = self.text(name)?;
        let time = typed::clock(&text);
        if time.is_none() {
            let sentence = format!("{} must be a time, like 9:32am or 21:32.", capitalised(what));
            self.refuse(Refusal::of(name, sentence));
        }
        time
    }

    /// The time of a time field that must be filled in.
    pub fn must_clock(&mut self, name: &str, what: &str) -> Option<Time> {
        if self.text(name).is_none() {
            self.refuse(Refusal::of(name, format!("Enter {what}.")));
            return None;
        }
        self.clock(name, what)
    }

    /// What is wrong with a field, to stand beside it. For a date this
    /// includes what is wrong with one of its boxes.
    pub(super) fn wrong(&self, name: &str) -> Option<&Refusal> {
        self.refusals.iter().find(|refusal| {
            refusal.field.as_deref().is_some_and(|field| {
                field == name
                    || field
                        .strip_prefix(name)
                        .is_some_and(|rest| matches!(rest, "-day" | "-month" | "-year"))
            })
        })
    }
}

/// The summary for the top of a page: what is wrong, else what may be a
/// mistake; nothing when there is neither.
///
/// The first box or button of every field has the field's name as its id, so
/// each link lands where the correction is made. [`super::Page::form`] puts
/// this in its place.
pub fn summary(form: &Form) -> Markup {
    if form.only_asks() {
        return doubt::question(form.asks());
    }
    html! {
        @if form.goes_back() {
            div .govuk-error-summary data-module="govuk-error-summary" {
                div role="alert" {
                    h2 .govuk-error-summary__title { "There is a problem" }
                    div .govuk-error-summary__body {
                        ul .govuk-list .govuk-error-summary__list {
                            @for refusal in form.refusals() {
                                li {
                                    @match &refusal.field {
                                        Some(field) => { a href={ "#" (field) } { (refusal.sentence) } }
                                        None => { (refusal.sentence) }
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

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn posted(values: &[(&str, &str)]) -> Form {
        Form::typed(values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    #[test]
    fn text_is_read_without_outer_spaces_and_kept_with_them() {
        let form = posted(&[("note", "  one\r\ntwo \n")]);
        assert_eq!(form.text("note").as_deref(), Some("one\ntwo"));
        assert_eq!(form.value("note"), "  one\r\ntwo \n");
        assert_eq!(posted(&[("note", " \r\n ")]).text("note"), None);
    }

    #[test]
    fn an_empty_field_that_must_be_filled_in_is_refused_in_the_given_words() {
        let mut form = posted(&[("name", " ")]);
        assert_eq!(form.must_text("name", "Enter the name they use."), None);
        assert_eq!(form.refusals(), [Refusal::of("name", "Enter the name they use.")]);
    }

    #[test]
    fn a_date_is_read_from_its_boxes() {
        let mut form = posted(&[("born-day", "4"), ("born-month", "june"), ("born-year", "2010")]);
        assert_eq!(form.must_day("born", "their date of birth"), Some(date(2010, 6, 4)));
        assert!(!form.goes_back());
        let shown = Form::new().with_day("born", date(2010, 6, 4));
        assert_eq!(shown.clone().day("born", "x"), Some(date(2010, 6, 4)));
    }

    #[test]
    fn an_empty_date_is_an_error_only_where_one_is_needed() {
        let mut form = Form::new();
        assert_eq!(form.day("born", "their date of birth"), None);
        assert!(!form.goes_back());
        form.must_day("born", "their date of birth");
        assert_eq!(form.refusals(), [Refusal::of("born", "Enter their date of birth.")]);
    }

    #[test]
    fn what_is_wrong_with_one_box_of_a_date_leads_to_that_box_and_stands_beside_the_date() {
        let mut form = posted(&[("born-day", "4"), ("born-month", "6"), ("born-year", "")]);
        form.must_day("born", "their date of birth");
        let wrong = form.wrong("born").unwrap();
        assert_eq!(wrong.field.as_deref(), Some("born-year"));
        assert_eq!(wrong.sentence, "Their date of birth must include a year.");
        assert_eq!(form.refusals().len(), 1);
        assert!(summary(&form).into_string().contains("href=\"#born-year\""));
    }

    #[test]
    fn a_missing_day_leads_to_the_first_box_whose_id_is_the_name_of_the_field() {
        let mut form = posted(&[("born-month", "6"), ("born-year", "2010")]);
        form.must_day("born", "their date of birth");
        assert_eq!(form.refusals()[0].field.as_deref(), Some("born"));
    }

    #[test]
    fn a_time_that_cannot_be_read_is_refused_with_examples() {
        let mut form = posted(&[("back", "9")]);
        assert_eq!(form.must_clock("back", "the time they came back"), None);
        let sentence = &form.refusals()[0].sentence;
        assert_eq!(sentence, "The time they came back must be a time, like 9:32am or 21:32.");
    }

    #[test]
    fn a_choice_that_nobody_offered_is_refused_as_no_choice_is() {
        for values in [&[("kind", "forged")][..], &[]] {
            let mut form = posted(values);
            let read = |value: &str| (value == "visit").then_some(());
            assert_eq!(form.must_choose("kind", "Choose how you met.", read), None);
            assert_eq!(form.refusals()[0].sentence, "Choose how you met.");
        }
    }

    #[test]
    fn every_chosen_box_is_found_and_empty_ones_are_not() {
        let form = posted(&[("with", "mum"), ("other", "x"), ("with", ""), ("with", "nan")]);
        assert_eq!(form.chosen("with"), ["mum", "nan"]);
        assert!(form.is_chosen("with", "nan"));
        assert!(!form.is_chosen("with", "dad"));
    }

    #[test]
    fn a_form_whose_key_is_refused_keeps_its_words_and_loses_the_key() {
        let mut form = posted(&[(KEY_FIELD, "used before"), ("note", "words")]);
        form.refuse_all([Refusal::of(KEY_FIELD, "This form was sent before.")]);
        assert_eq!((form.value(KEY_FIELD), form.value("note")), ("", "words"));
        assert_eq!(form.refusals(), [Refusal::because("This form was sent before.")]);
    }

    #[test]
    fn a_refusal_of_the_whole_act_is_told_without_a_link() {
        let mut form = Form::new();
        form.refuse(Refusal::because("This bed is taken from <tonight>."));
        let shown = summary(&form).into_string();
        assert!(shown.contains("<li>This bed is taken from &lt;tonight&gt;.</li>"));
        assert_eq!(summary(&Form::new()).into_string(), "");
    }
}
