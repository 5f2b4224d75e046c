//! Who somebody is, as headers and `People.csv` say it.

use super::claims::{Claimant, whole};
use super::rows::over_the_years;
use exchange::{HeaderRow, Severity, UpnEntry};
use jiff::civil::Date;
use practice::dates::{Happened, PartialDate, long_date};
use practice::ids::StreamId;
use practice::import::{Claim, sex_in_letters};
use practice::journal::Body;
use practice::people::{
    BirthBasis, BirthRecorded, Detail, DetailRecorded, NameRecorded, NameUse, NumberKind, NumberRecorded,
};

pub(super) fn claim(claimant: &mut Claimant<'_, '_>) {
    numbers(claimant);
    names(claimant);
    birth(claimant);
    detail(claimant, Detail::Sex, "SEX", |row| row.sex.map(|code| sex_in_letters(code.code).to_owned()));
    detail(claimant, Detail::Ethnicity, "ETHNIC", |row| row.ethnic.map(|code| code.code.to_owned()));
    detail(claimant, Detail::Parent, "MOTHER", parent);
}

fn numbers(claimant: &mut Claimant<'_, '_>) {
    let stream = claimant.person.identity();
    each_year(claimant, stream, "UPN", |row| {
        let number = pupil_number(row.upn?);
        Some(Body::NumberRecorded(NumberRecorded { kind: NumberKind::Upn, number }))
    });
}

/// Claims what the latest header says that says anything. Where an earlier one
/// says otherwise it is named.
fn each_year(
    claimant: &mut Claimant<'_, '_>,
    stream: StreamId,
    column: &'static str,
    says: impl Fn(&HeaderRow) -> Option<Body>,
) {
    let headers = &claimant.child.header;
    over_the_years(
        claimant,
        headers,
        |_| (),
        |row| {
            let claim = says(row).and_then(|body| Claim::new(stream, whole(row.year), body, Some(row.year)));
            (claim, (row.source, column))
        },
    );
}

/// A pupil number, or the code of why there is none.
pub(super) fn pupil_number(upn: UpnEntry) -> String {
    match upn {
        UpnEntry::Known(upn) => upn.as_str().to_owned(),
        UpnEntry::Unknown(reason) => reason.code().to_owned(),
    }
}

/// Names stand in `People.csv` only.
fn names(claimant: &mut Claimant<'_, '_>) {
    let Some(row) = claimant.child.people.first() else { return };
    let (stream, today) = (claimant.person.identity(), claimant.today());
    let names =
        [(NameUse::Legal, &row.legal_name, "LEGAL_NAME"), (NameUse::Used, &row.name_used, "NAME_USED")];
    for (usage, name, column) in names {
        if let Some(name) = name {
            let body = Body::NameRecorded(NameRecorded { usage, name: name.to_string() });
            claimant.claim(stream, today, body, None, (row.source, column));
        }
    }
}

fn birth(claimant: &mut Claimant<'_, '_>) {
    let stream = claimant.person.identity();
    let body =
        |born| Body::BirthRecorded(BirthRecorded { born: PartialDate::Day(born), basis: BirthBasis::Given });
    // Birth dates that differ were named when the files were read, whichever file gives them.
    let child = claimant.child;
    say_to_come(claimant);
    let today = claimant.now.day();
    let is_past = |born: &Date| *born <= today;
    let header =
        child.header.iter().rev().find_map(|row| Some((row.dob.filter(is_past)?, row.year, row.source)));
    if let Some((born, year, at)) = header {
        claimant.claim(stream, whole(year), body(born), Some(year), (at, "DOB"));
        return;
    }
    let row = child.people.first().and_then(|row| Some((row.dob.filter(is_past)?, row.source)));
    if let Some((born, at)) = row {
        let today: Happened = claimant.today();
        claimant.claim(stream, today, body(born), None, (at, "DOB"));
    }
}

/// Names each birth date that is yet to come; nobody has it.
fn say_to_come(claimant: &mut Claimant<'_, '_>) {
    let child = claimant.child;
    let header = child.header.iter().filter_map(|row| Some((row.dob?, row.source)));
    let people = child.people.iter().filter_map(|row| Some((row.dob?, row.source)));
    for (born, at) in header.chain(people).filter(|(born, _)| *born > claimant.now.day()) {
        let reason = "This birth date is in the future, so it is left out.";
        claimant.says.row(at, Some("DOB"), &long_date(born), Severity::ValueLeftOut, reason);
    }
}

fn detail(
    claimant: &mut Claimant<'_, '_>,
    detail: Detail,
    column: &'static str,
    value: impl Fn(&HeaderRow) -> Option<String>,
) {
    let stream = claimant.person.identity();
    each_year(claimant, stream, column, |row| {
        value(row).map(|value| Body::DetailRecorded(DetailRecorded { detail, value }))
    });
}

/// Whether a mother, and since when: the code, then the first child's birth date.
fn parent(row: &HeaderRow) -> Option<String> {
    let code = row.mother?.code;
    Some(row.mc_dob.map_or_else(|| code.to_owned(), |born| format!("{code} {born}")))
}
