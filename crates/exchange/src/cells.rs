//! The cells of one row, read and judged.

use crate::dates;
use crate::issue::{Issue, Severity, shown};
use crate::module::Columns;
use crate::records::Fields;
use crate::rows::RowRef;
use jiff::civil::Date;
use practice::codes::{Code, CodeSet, CollectionYear, Judged, judge};
use practice::dates::long_date;
use practice::numbers::CouncilNumber;
use std::borrow::Cow;
use std::sync::Arc;

/// The row is not read; the issue that says why has been made.
#[derive(Debug)]
pub(crate) struct Refused;

/// The cells of one row of a recognised file.
pub(crate) struct Cells<'r> {
    pub(crate) file: &'r Arc<str>,
    pub(crate) source: RowRef,
    pub(crate) columns: &'r Columns,
    pub(crate) fields: &'r Fields,
    pub(crate) issues: &'r mut Vec<Issue>,
}

impl<'r> Cells<'r> {
    /// A cell without the spaces around it; blank when the file lacks the column.
    pub(crate) fn text(&self, column: &str) -> &'r str {
        let cell = self.columns.place(column).and_then(|place| self.fields.get(place));
        trimmed(cell.unwrap_or_default())
    }

    /// Says something about a value.
    pub(crate) fn say(&mut self, severity: Severity, column: &'static str, reason: impl Into<String>) {
        let value = shown(self.text(column));
        let (file, line) = (Arc::clone(self.file), Some(self.source.line));
        self.issues.push(Issue { file, line, column: Some(column), value, reason: reason.into(), severity });
    }

    /// Says why the row is refused because of a value.
    pub(crate) fn refuse(&mut self, column: &'static str, reason: impl Into<String>) -> Refused {
        self.say(Severity::RowRefused, column, reason);
        Refused
    }

    /// The council's number, without which no row can be read.
    pub(crate) fn child(&mut self) -> Result<CouncilNumber, Refused> {
        let text = whole_number(self.text("CHILD"));
        if is_shortened(text) {
            return Err(self.refuse(
                "CHILD",
                "A spreadsheet has shortened this number. Format the column as text and save the file again.",
            ));
        }
        CouncilNumber::parse(text).map_err(|refusal| self.refuse("CHILD", refusal.sentence))
    }

    /// A code of the year. A bad one is left out.
    pub(crate) fn code(
        &mut self,
        column: &'static str,
        set: CodeSet,
        year: CollectionYear,
    ) -> Option<&'static Code> {
        let text = upper(whole_number(self.text(column)));
        if text.is_empty() {
            return None;
        }
        match judge(set, &text, year) {
            Judged::Valid(code) => return Some(code),
            Judged::OtherYears(code) => {
                let reason = used_in_other_years(code, year);
                self.say(Severity::ValueLeftOut, column, reason);
            }
            Judged::Unknown => {
                let reason = format!("This is not {} code.", set.title());
                self.say(Severity::ValueLeftOut, column, reason);
            }
        }
        None
    }

    /// A code the return asks for: when blank, that is noted.
    pub(crate) fn asked_code(
        &mut self,
        column: &'static str,
        set: CodeSet,
        year: CollectionYear,
    ) -> Option<&'static Code> {
        self.note_blank(column);
        self.code(column, set, year)
    }

    /// Notes a blank in a column the file has and the return wants filled.
    pub(crate) fn note_blank(&mut self, column: &'static str) {
        if self.columns.place(column).is_some() && self.text(column).is_empty() {
            self.say(Severity::Note, column, "This is empty, and the return asks for it.");
        }
    }

    /// Something read by its own rule. A bad value is left out.
    pub(crate) fn value<T, E: Into<String>>(
        &mut self,
        column: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        match parse(&upper(text)) {
            Ok(value) => Some(value),
            Err(reason) => {
                self.say(Severity::ValueLeftOut, column, reason);
                None
            }
        }
    }

    /// A birth date. A bad one is left out, as is one after the year.
    pub(crate) fn birth_date(&mut self, column: &'static str, year: Option<CollectionYear>) -> Option<Date> {
        let born = self.value(column, dates::day)?;
        if let Some(year) = year.filter(|year| born > year.last_day()) {
            let last = long_date(year.last_day());
            self.say(
                Severity::ValueLeftOut,
                column,
                format!("This birth date is after {last}, when the year of this file ended."),
            );
            return None;
        }
        Some(born)
    }

    /// The day something began, without which the row cannot be read.
    pub(crate) fn start(
        &mut self,
        column: &'static str,
        born: Option<Date>,
        year: CollectionYear,
    ) -> Result<Date, Refused> {
        let text = self.text(column);
        if text.is_empty() {
            return Err(self.refuse(column, "The date is missing, and the row cannot be read without it."));
        }
        let day = dates::day(text).map_err(|reason| self.refuse(column, reason))?;
        if born.is_some_and(|born| day < born) {
            self.say(Severity::ToCheck, column, "This is before the birth date.");
        }
        self.check_within(column, day, year);
        Ok(day)
    }

    /// The day something ended. A bad one refuses the row: without it, what
    /// ended would look open.
    pub(crate) fn end(
        &mut self,
        column: &'static str,
        start: Date,
        year: CollectionYear,
    ) -> Result<Option<Date>, Refused> {
        let text = self.text(column);
        if text.is_empty() {
            return Ok(None);
        }
        let day = dates::day(text).map_err(|reason| self.refuse(column, reason))?;
        if day < start {
            return Err(self.refuse(column, format!("This ends before it begins, on {}.", long_date(start))));
        }
        self.check_within(column, day, year);
        Ok(Some(day))
    }

    fn check_within(&mut self, column: &'static str, day: Date, year: CollectionYear) {
        if day > year.last_day() {
            let last = long_date(year.last_day());
            self.say(
                Severity::ToCheck,
                column,
                format!("This is after {last}, when the year of this file ended."),
            );
        }
    }
}

/// A cell without the spaces around it, those a spreadsheet hides included.
pub(crate) fn trimmed(cell: &str) -> &str {
    cell.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'))
}

/// `1` for `1.0` and `12` for `12.00`: spreadsheets and data frames add the point.
pub(crate) fn whole_number(text: &str) -> &str {
    let all = |text: &str, digit: fn(u8) -> bool| !text.is_empty() && text.bytes().all(digit);
    match text.split_once('.') {
        Some((whole, part)) if all(whole, |byte| byte.is_ascii_digit()) && all(part, |byte| byte == b'0') => {
            whole
        }
        _ => text,
    }
}

/// Whether a number is written `1.23E+09`, of which the end is lost.
fn is_shortened(text: &str) -> bool {
    let Some((number, power)) = text.split_once(['E', 'e']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    power.strip_prefix('+').is_some_and(digits) && number.split('.').all(digits)
}

/// Upper case of A to Z alone: other letters that look or fold alike are not codes.
fn upper(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_lowercase()) {
        text.to_ascii_uppercase().into()
    } else {
        text.into()
    }
}

fn used_in_other_years(code: &Code, year: CollectionYear) -> String {
    let when = match (code.first_year(), code.last_year()) {
        (Some(first), _) if first > year => format!("from {first}"),
        (_, Some(last)) => format!("only to {last}"),
        _ => String::from("in other years"),
    };
    format!("The code {} ({}) is used {when}, and this file is of {year}.", code.code, code.label)
}
