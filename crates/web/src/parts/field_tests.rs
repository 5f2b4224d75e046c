use super::super::form::summary;
use super::*;
use practice::Refusal;

fn refused(name: &str, sentence: &str) -> Form {
    let mut form = Form::new();
    form.refuse(Refusal::of(name, sentence));
    form
}

#[test]
fn hostile_text_is_shown_as_text_in_every_kind_of_field() {
    let hostile = "\"><script>alert(1)</script>";
    let form = Form::new().with("x", hostile).with("x-day", hostile).with("x-month", hostile);
    for field in [
        text("x", hostile).hint(hostile),
        area("x", hostile).limit(5),
        day("x", hostile),
        radios("x", hostile, [Choice::new(hostile, hostile).hint(hostile)]),
        checkboxes("x", hostile, [(hostile, hostile)]),
        select("x", hostile, [(hostile, hostile)]).nothing_chosen(hostile),
        password("x", hostile),
    ] {
        let shown = field.show(&form).into_string();
        assert!(!shown.contains("<script"), "{shown}");
        assert!(shown.contains("&lt;script&gt;"), "{shown}");
    }
}

#[test]
fn what_was_typed_is_kept_as_it_was_typed() {
    let form = Form::new().with("note", "  Sam said \"no\" & left\n");
    let shown = text("note", "Note").show(&form).into_string();
    assert!(shown.contains("value=\"  Sam said &quot;no&quot; &amp; left\n\""), "{shown}");
    let shown = area("note", "Note").show(&Form::new().with("note", "\nfirst line empty")).into_string();
    assert!(shown.contains(">\n\nfirst line empty</textarea>"), "{shown}");
}

#[test]
fn choices_that_were_made_are_still_made() {
    let form = Form::new().with("with", "mum").with("with", "nan");
    let boxes = checkboxes("with", "Who was there?", [("mum", "Mum"), ("dad", "Dad"), ("nan", "Nan")]);
    assert_eq!(boxes.show(&form).into_string().matches(" checked").count(), 2);
    let one = select("with", "Who?", [("dad", "Dad"), ("mum", "Mum")]).nothing_chosen("Choose somebody");
    let shown = one.show(&form).into_string();
    assert!(shown.contains("<option value=\"mum\" selected>Mum</option>"), "{shown}");
    assert!(shown.contains("<option value=\"\">Choose somebody</option>"), "{shown}");
}

#[test]
fn a_password_is_never_shown_again() {
    let form = Form::new().with("secret", "correct horse battery");
    let shown = password("secret", "Password").show(&form).into_string();
    assert!(!shown.contains("correct horse"));
    assert!(shown.contains("autocomplete=\"current-password\""));
    assert!(
        new_password("secret", "Password")
            .show(&form)
            .into_string()
            .contains("autocomplete=\"new-password\"")
    );
}

#[test]
fn the_summary_leads_to_the_first_box_or_button_of_every_kind_of_field() {
    let choices = [("a", "A"), ("b", "B")];
    for field in [
        text("x", "X"),
        area("x", "X"),
        password("x", "X"),
        day("x", "X"),
        radios("x", "X", choices),
        checkboxes("x", "X", choices),
        select("x", "X", choices),
    ] {
        let form = refused("x", "Say what it is.");
        assert!(summary(&form).into_string().contains("<a href=\"#x\">Say what it is.</a>"));
        let shown = field.show(&form).into_string();
        assert_eq!(shown.matches("id=\"x\"").count(), 1, "{shown}");
        let control = shown.find("id=\"x\"").unwrap();
        let any = [shown.find("<input"), shown.find("<textarea"), shown.find("<select")];
        let first = any.into_iter().flatten().min().unwrap();
        let end = first + shown[first..].find('>').unwrap();
        assert!((first..end).contains(&control), "{shown}");
    }
}

#[test]
fn the_same_words_stand_beside_the_field_and_belong_to_it() {
    let form = refused("x", "Say what it is.");
    for field in [
        text("x", "X").hint("H"),
        area("x", "X").hint("H"),
        day("x", "X"),
        radios("x", "X", [("a", "A")]).hint("H"),
    ] {
        let shown = field.show(&form).into_string();
        assert!(shown.contains("id=\"x-error\""), "{shown}");
        assert!(shown.contains("aria-describedby=\"x-hint x-error\""), "{shown}");
        assert!(shown.contains("Error: </span>Say what it is."), "{shown}");
    }
}

#[test]
fn only_the_boxes_of_a_date_that_are_wrong_are_marked() {
    let marked = |values: &[(&str, &str)]| {
        let mut form = Form::new();
        for (name, value) in values {
            form = form.with(name, *value);
        }
        form.must_day("born", "their date of birth");
        day("born", "When were they born?").show(&form).into_string().matches("govuk-input--error").count()
    };
    assert_eq!(marked(&[]), 3);
    assert_eq!(marked(&[("born-day", "4"), ("born-month", "6")]), 1);
    assert_eq!(marked(&[("born-month", "6"), ("born-year", "2010")]), 1);
    assert_eq!(marked(&[("born-day", "31"), ("born-month", "2"), ("born-year", "2010")]), 3);
    assert_eq!(marked(&[("born-day", "3"), ("born-month", "2"), ("born-year", "2010")]), 0);
}

#[test]
fn a_question_says_in_words_that_no_answer_is_needed() {
    assert!(
        text("x", "Pronouns").optional().show(&Form::new()).into_string().contains("Pronouns (optional)")
    );
}

#[test]
fn a_question_can_be_the_heading_of_its_page() {
    let single = text("x", "What happened?").as_heading().show(&Form::new()).into_string();
    assert!(single.contains("<h1 class=\"govuk-label-wrapper\"><label"), "{single}");
    let several =
        radios("x", "How did you meet?", [("a", "A")]).as_heading().show(&Form::new()).into_string();
    assert!(several.contains("<h1 class=\"govuk-fieldset__heading\">How did you meet?</h1>"), "{several}");
}

#[test]
fn the_browser_never_fills_in_facts_about_somebody_else() {
    assert!(text("name", "Name").show(&Form::new()).into_string().contains("autocomplete=\"off\""));
    let own = email("email", "Your e-mail address").show(&Form::new()).into_string();
    assert!(own.contains("autocomplete=\"email\""));
}
