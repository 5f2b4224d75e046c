//! Finding somebody: name in any order, by its beginning or its sound,
//! birth date, postcode, telephone, any number. Within reach only.

use super::list::{Filter, List, listed};
use crate::{Desk, No};
use jiff::civil::Date;
use practice::ids::Reference;
use practice::journal::without_turning_marks;
use practice::numbers::telephone_in;
use practice::people::{NumberKind, called, keys};
use records::Term;

/// What was typed, understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The words of a name, a number, a telephone number or a reference.
    pub words: Vec<String>,
    /// A birth date.
    pub born: Option<Date>,
    /// A whole postcode, without spaces, in upper case.
    pub postcode: Option<String>,
    /// All of it as one number, where it may be one: `AB 12 34` or, like a date, `10-04-17`.
    pub as_number: Option<String>,
}

impl Query {
    /// Understands what people type. Anything that is no date and no postcode is words.
    pub fn parse(typed: &str) -> Self {
        let mut query = Self::default();
        let typed: String = without_turning_marks(typed).chars().take(200).collect();
        if let Some(postcode) = whole_postcode(&typed) {
            query.postcode = Some(postcode);
            return query;
        }
        let mut pieces: &[&str] = &typed.split_whitespace().collect::<Vec<_>>();
        let is_date =
            typed_date(typed.trim()).is_some() || (pieces.len() == 3 && written_date(pieces).is_some());
        if let Some(number) = whole_number(&typed).filter(|_| !is_date) {
            query.words.push(number);
            return query;
        }
        query.as_number = typed.contains(|one: char| one.is_ascii_digit()).then(|| pieces.concat());
        while let [piece, rest @ ..] = pieces {
            (query.born, pieces) = match (written_date(pieces), typed_date(piece)) {
                (Some(day), _) => (Some(day), &pieces[3..]),
                (None, Some(day)) => (Some(day), rest),
                (None, None) => {
                    query.words.push((*piece).to_owned());
                    (query.born, rest)
                }
            };
        }
        query.words.truncate(8);
        query
    }

    /// Whether nothing was asked.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.born.is_none() && self.postcode.is_none()
    }
}

/// The young people who fit, by name. An empty query finds nobody.
pub async fn find(desk: &Desk, query: &Query, page: i64) -> Result<List, No> {
    let asked = terms(desk, query).await?;
    if asked.is_empty() {
        return Ok(List { people: Vec::new(), total: 0, page: 1 });
    }
    desk.saw(None, "search").await?;
    let filter = Filter { page, ..Filter::default() };
    let by_number = match &query.as_number {
        Some(number) => listed(desk, &filter, number_terms(number)).await?,
        None => List { people: Vec::new(), total: 0, page: 1 },
    };
    // Whose number it is comes before whoever was born on a day that it looks like.
    if by_number.total > 0 { Ok(by_number) } else { listed(desk, &filter, asked).await }
}

/// Each word must fit by its beginning, its sound, another form of the name, or as a number. Words
/// without a letter or figure are no words.
pub(super) async fn terms(desk: &Desk, query: &Query) -> Result<Vec<Term>, No> {
    let mut terms = Vec::new();
    for word in &query.words {
        // Boxed: what it holds while it waits would make every caller's future as large.
        terms.extend(Box::pin(term_of(desk, word)).await?);
    }
    if let Some(born) = query.born {
        terms.push(Term { exact: vec![keys::birth_key(born)], ..Term::default() });
    }
    if let Some(postcode) = &query.postcode {
        let people = desk.house.records.people_found_by(desk.sight.authority, postcode).await?;
        terms.push(Term { people: Some(people), ..Term::default() });
    }
    Ok(terms)
}

/// What fits a number or a reference exactly: no beginning, no sound and nobody found by a telephone.
pub(super) fn number_terms(number: &str) -> Vec<Term> {
    let is_one = number.contains(char::is_alphanumeric);
    is_one.then(|| Term { exact: number_keys(number), ..Term::default() }).into_iter().collect()
}

/// The keys by which a number or a reference would be found.
fn number_keys(typed: &str) -> Vec<String> {
    // A council's own number may hold a hyphen; in the others it only makes groups.
    let typed = without_turning_marks(typed);
    let council: String = typed.split_whitespace().collect();
    let number = council.replace('-', "");
    let kinds = [NumberKind::Council, NumberKind::Upn, NumberKind::Nhs];
    let mut keys: Vec<String> = kinds.map(|kind| keys::number_key(kind, &number)).into();
    keys.extend((council != number).then(|| keys::number_key(NumberKind::Council, &council)));
    keys.extend(Reference::parse(&typed).map(|reference| keys::reference_key(&reference)));
    keys
}

async fn term_of(desk: &Desk, word: &str) -> Result<Option<Term>, No> {
    let plain = keys::name_words(word).join("");
    if plain.is_empty() {
        return Ok(None);
    }
    let people = match typed_telephone(word) {
        Some(telephone) => Some(desk.house.records.people_found_by(desk.sight.authority, &telephone).await?),
        None => None,
    };
    let mut exact = number_keys(word);
    for spelled in [Some(plain.clone()), called::with_or_without_p(&plain)].into_iter().flatten() {
        let sound = keys::sound(&spelled);
        if sound.chars().count() > 1 {
            exact.push(keys::sound_key(&sound));
        }
    }
    exact.extend(called::other_forms(&plain).map(keys::word_key));
    // A name that only some may know is found by its whole words, and by those who hold its class.
    exact.extend(desk.sight.rights.classes.iter().map(|class| keys::word_key_in(*class, &plain)));
    Ok(Some(Term { exact, prefix: Some(keys::word_key(&plain)), people }))
}

/// A reference or a number that people write with spaces, such as `943 476 5919`
/// or `+44 (0)7700 900123`.
fn whole_number(typed: &str) -> Option<String> {
    if let Some(reference) = Reference::parse(typed) {
        return Some(reference.as_str().to_owned());
    }
    if !typed.contains(char::is_alphabetic)
        && let Some(telephone) = typed_telephone(typed)
    {
        return Some(telephone);
    }
    let number: String = typed.split_whitespace().collect();
    let plain = number.replace('-', "");
    let is_number = plain.len() >= 6 && plain.bytes().all(|digit| digit.is_ascii_digit());
    is_number.then_some(number)
}

/// A telephone number with its area: it begins as one.
fn typed_telephone(typed: &str) -> Option<String> {
    telephone_in(typed).filter(|_| typed.trim_start().starts_with(['0', '+', '(']))
}

/// `4 June 2010`, `4th June 2010` or `4 6 2010`, as the first three of the pieces.
fn written_date(pieces: &[&str]) -> Option<Date> {
    let [day, month, year, ..] = pieces else { return None };
    let ending = ["st", "nd", "rd", "th"].iter().find_map(|ending| day.strip_suffix(ending));
    let year = full_year(year)?;
    let date = format!("{} {month} {year}", ending.unwrap_or(day));
    let in_figures = || Date::new(year, month.parse().ok()?, day.parse().ok()?).ok();
    ["%d %B %Y", "%d %b %Y"].iter().find_map(|form| Date::strptime(form, &date).ok()).or_else(in_figures)
}

/// A year, or its last two figures: nobody in care was born before 1941.
fn full_year(typed: &str) -> Option<i16> {
    let year: i16 = typed.parse().ok().filter(|_| typed.bytes().all(|figure| figure.is_ascii_digit()))?;
    match (typed.len(), year) {
        (4, _) => Some(year),
        (2, 0..=40) => Some(2000 + year),
        (2, _) => Some(1900 + year),
        _ => None,
    }
}

/// `04/06/2010`, `4.6.10`, `4-6-2010` or `2010-06-04`.
fn typed_date(piece: &str) -> Option<Date> {
    if let Ok(day) = piece.parse() {
        return Some(day);
    }
    let parts: Vec<&str> = piece.split(['/', '.', '-']).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    Date::new(full_year(year)?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A whole postcode, such as `YO12 7AB`: outward part, digit, two letters.
fn whole_postcode(typed: &str) -> Option<String> {
    let plain: String =
        typed.chars().filter(|letter| !letter.is_whitespace()).collect::<String>().to_uppercase();
    let letters = plain.as_bytes();
    let fits = (5..=7).contains(&letters.len())
        && letters.is_ascii()
        && letters[0].is_ascii_uppercase()
        && letters[letters.len() - 3].is_ascii_digit()
        && letters[letters.len() - 2..].iter().all(u8::is_ascii_uppercase)
        && letters[..letters.len() - 3].iter().any(u8::is_ascii_digit);
    fits.then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn numbers_and_references_are_understood_with_the_spaces_people_write() {
        assert_eq!(Query::parse("943 476 5919").words, ["9434765919"]);
        let reference = Reference::from_random([1, 2, 3, 4, 5, 6, 7, 8]);
        let spoken = reference.as_str().to_lowercase().replace('-', " ");
        assert_eq!(Query::parse(&spoken).words, [reference.as_str()]);
        assert_eq!(Query::parse("Jo 12").words, ["Jo", "12"]);
        assert_eq!(Query::parse(" +44 (0)7700 900-123").words, ["07700900123"]);
        assert_eq!(Query::parse("20123456789").words, ["20123456789"]);
        assert_eq!(Query::parse("\u{202a}+44 7700 900123\u{202c}").words, ["07700900123"]);
    }

    #[test]
    fn a_date_with_its_month_in_words_is_a_birth_date() {
        for typed in
            ["Jo 4 June 2010 Smith", "Jo Smith 4 jun 2010", "Jo Smith 4th June 2010", "4 6 2010 Jo Smith"]
        {
            let query = Query::parse(typed);
            assert_eq!((query.words.len(), query.born), (2, Some(date(2010, 6, 4))), "{typed}");
        }
        assert_eq!(Query::parse("31 June 2010").born, None);
        for typed in ["4 6 2010", "4-6-2010", "04/06/10", "4.6.10", "4 6 10", "4th Jun 2010", "4 June 10"] {
            assert_eq!(Query::parse(typed).born, Some(date(2010, 6, 4)), "{typed}");
        }
        assert_eq!(Query::parse("10-42-17").born, None, "a case number is no date");
        assert_eq!(Query::parse("10-04-17").as_number.as_deref(), Some("10-04-17"), "and may look like one");
        assert_eq!(Query::parse(" 2010-06-04 ").born, Some(date(2010, 6, 4)), "a date alone is no number");
    }

    #[test]
    fn dates_postcodes_and_words_are_told_apart() {
        let query = Query::parse("  Smith  Jo 4/6/2010 ");
        assert_eq!((query.words, query.born), (vec!["Smith".into(), "Jo".into()], Some(date(2010, 6, 4))));
        assert_eq!(Query::parse("yo12 7ab").postcode.as_deref(), Some("YO127AB"));
        assert_eq!(Query::parse("31/02/2010").words, ["31/02/2010"]);
        assert!(Query::parse("   ").is_empty());
    }
}
