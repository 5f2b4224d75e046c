//! Suspected matches: two records that may be one person, or one number under
//! which two children may stand.

use super::keys::name_words;
use super::vault::VaultRef;
use crate::ids::PersonId;
use crate::import::{Words, another_name, clearly_different, words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Why a match is suspected. No value of anybody's record is in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// One birth date, and a word of the name in common or another form of it.
    Birth,
    /// One number in both records.
    Number,
    /// One pupil number under two numbers of the council.
    PupilNumber,
    /// One name and birth date under two numbers of the council.
    NameAndBirth,
    /// Two children under one number of the council.
    TwoChildren,
    /// Several records with one number of the council.
    SeveralRecords,
    /// As an earlier release put it, in words that are none of those above.
    InWords(String),
}

impl Likeness {
    const KNOWN: [Self; 6] = [
        Self::Birth,
        Self::Number,
        Self::PupilNumber,
        Self::NameAndBirth,
        Self::TwoChildren,
        Self::SeveralRecords,
    ];

    /// What the matching desk reads.
    pub fn sentence(&self) -> &str {
        match self {
            Self::Birth => "The birth date is the same, and a word of the name or another form of it.",
            Self::Number => "The same number stands in both records.",
            Self::PupilNumber => "Two council numbers have the same pupil number.",
            Self::NameAndBirth => "Two council numbers have the same name and birth date.",
            Self::TwoChildren => "Two children seem to stand under one council number.",
            Self::SeveralRecords => "Several records have one council number.",
            Self::InWords(words) => words,
        }
    }

    /// Whether it rests on a name: whoever may not know the name learns
    /// nothing from it. What an earlier release put in words may well.
    pub fn rests_on_a_name(&self) -> bool {
        !matches!(self, Self::Number | Self::PupilNumber | Self::TwoChildren | Self::SeveralRecords)
    }

    /// Its stored form.
    pub fn word(&self) -> &str {
        match self {
            Self::Birth => "birth",
            Self::Number => "number",
            Self::PupilNumber => "pupil_number",
            Self::NameAndBirth => "name_and_birth",
            Self::TwoChildren => "two_children",
            Self::SeveralRecords => "several_records",
            Self::InWords(words) => words,
        }
    }

    /// From its stored form.
    pub fn of_word(word: &str) -> Self {
        let known = Self::KNOWN.into_iter().find(|one| one.word() == word);
        known.unwrap_or_else(|| Self::said(word.to_owned()))
    }

    /// From a sentence of version 1.
    fn said(words: String) -> Self {
        let mut known = SENTENCES_OF_VERSION_1.into_iter();
        known.find_map(|(said, why)| (said == words).then_some(why)).unwrap_or(Self::InWords(words))
    }
}

/// `people.match_suspected`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchSuspected {
    /// The other record; none where a number of the council's file is in doubt.
    pub other: Option<PersonId>,
    /// Why.
    pub why: Likeness,
    /// Whether somebody is waiting for the answer tonight.
    pub urgent: bool,
    /// What the council's file says of whoever stands under the number: [`FileSays`], in the vault.
    pub file_says: Option<VaultRef>,
}

/// `people.match_suspected` of version 1, which said why in a sentence and did
/// not keep what the file says.
#[derive(Debug, Deserialize)]
pub struct MatchSuspectedInWords {
    other: Option<PersonId>,
    why: String,
    urgent: bool,
}

/// The sentences that were written as version 1, whatever the desk reads today.
const SENTENCES_OF_VERSION_1: [(&str, Likeness); 7] = [
    ("The birth date is the same, and a word of the name or another form of it.", Likeness::Birth),
    ("The birth date and a word of the name are the same.", Likeness::Birth),
    ("The same number stands in both records.", Likeness::Number),
    ("Two council numbers have the same pupil number.", Likeness::PupilNumber),
    ("Two council numbers have the same name and birth date.", Likeness::NameAndBirth),
    ("Two children seem to stand under one council number.", Likeness::TwoChildren),
    ("Several records have one council number.", Likeness::SeveralRecords),
];

impl From<MatchSuspectedInWords> for MatchSuspected {
    fn from(earlier: MatchSuspectedInWords) -> Self {
        Self {
            other: earlier.other,
            why: Likeness::said(earlier.why),
            urgent: earlier.urgent,
            file_says: None,
        }
    }
}

/// What the matching desk decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchDecision {
    /// One person: the records are to be brought together, or what the file says is theirs.
    Same,
    /// Two people; not suggested again.
    Different,
    /// Nobody had to decide: the record or the files in question were put right, and those left no doubt.
    PutRight,
}

/// `people.match_decided`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchDecided {
    /// The decision.
    pub decision: MatchDecision,
    /// Why.
    pub reason: String,
}

/// What a council's file says under one number about who the child is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ChildOfFile {
    /// The rows that say so: the file, and the line as an editor counts.
    pub rows: Vec<(String, u32)>,
    /// The council's number.
    pub number: String,
    /// Legal name.
    pub legal_name: Option<String>,
    /// The name they use.
    pub name_used: Option<String>,
    /// Birth date.
    pub born: Option<Date>,
    /// Sex, code of the return.
    pub sex: Option<String>,
    /// Ethnicity, code of the return.
    pub ethnicity: Option<String>,
    /// Pupil number, or the code of why there is none.
    pub upn: Option<String>,
    /// The team that the file names.
    pub team: Option<String>,
    /// The social worker whom the file names.
    pub social_worker: Option<String>,
}

impl ChildOfFile {
    fn says_the_same(&self, other: &Self) -> bool {
        let here = self.rows.clone();
        Self { rows: here, ..other.clone() } == *self
    }

    fn names(&self) -> Vec<Words> {
        [&self.legal_name, &self.name_used].into_iter().flatten().map(|name| words(name)).collect()
    }

    /// Whether this row, which the desk was shown, speaks for another: a birth date
    /// or a name is the same, and no other of them is clearly different. Of a row
    /// without either nothing can be different.
    fn speaks_for(&self, other: &Self) -> bool {
        let births = self.born.zip(other.born).map(|(one, other)| !clearly_different(one, other));
        let same = |one: &Option<String>, other: &Option<String>| {
            Some(name_words(one.as_deref()?) == name_words(other.as_deref()?))
        };
        let legal = same(&self.legal_name, &other.legal_name);
        let used = same(&self.name_used, &other.name_used);
        let says_nothing = other.born.is_none() && other.names().is_empty();
        let another = another_name(&other.names(), &self.names().into_iter().collect());
        let alike = [births, legal, used].contains(&Some(true)) && ![births, legal].contains(&Some(false));
        says_nothing || alike && !another
    }
}

/// What the rows of a file say of one number, each saying once. It holds names:
/// only the vault keeps it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileSays(Vec<ChildOfFile>);

impl FileSays {
    /// Of these rows. Rows that say the same are one saying.
    pub fn of(rows: impl IntoIterator<Item = ChildOfFile>) -> Self {
        let mut says: Vec<ChildOfFile> = Vec::new();
        for row in rows {
            match says.iter_mut().find(|said| said.says_the_same(&row)) {
                Some(said) => said.rows.extend(row.rows),
                None => says.push(row),
            }
        }
        Self(says)
    }

    /// Each saying, in the order of the files.
    pub fn children(&self) -> &[ChildOfFile] {
        &self.0
    }

    /// Whether a row has this name, by its words.
    pub fn has_name(&self, name: &Words) -> bool {
        self.0.iter().any(|child| child.names().contains(name))
    }

    /// The same without names, for whoever may not know one that was kept back: how the file spells a name may
    /// be that one. Absent where there is no name.
    pub fn without_names(&self) -> Option<Self> {
        let nameless =
            |child: &ChildOfFile| ChildOfFile { legal_name: None, name_used: None, ..child.clone() };
        let is_named = self.0.iter().any(|child| !child.names().is_empty());
        is_named.then(|| Self(self.0.iter().map(nameless).collect()))
    }

    /// Whether each file that the desk was shown something of speaks of the number again.
    pub fn is_from_the_files_of(&self, shown: &Self) -> bool {
        fn files(says: &FileSays) -> BTreeSet<&str> {
            says.0.iter().flat_map(|child| &child.rows).map(|(file, _)| file.as_str()).collect()
        }
        files(shown).is_subset(&files(self))
    }

    /// As the vault keeps it.
    pub fn kept(&self) -> String {
        serde_json::to_string(&self.0).expect("plain data with text keys, which JSON can always hold")
    }

    /// As the vault kept it; absent where it cannot be read.
    pub fn read(kept: &str) -> Option<Self> {
        serde_json::from_str(kept).ok().map(Self)
    }

    /// Whether another file says just this, in whatever rows.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let within = |one: &Self, other: &Self| {
            one.0.iter().all(|said| other.0.iter().any(|there| there.says_the_same(said)))
        };
        within(self, other) && within(other, self)
    }

    /// Whether everybody it speaks of may be one of those whom the matching
    /// desk was shown: a decision is about them and about nobody else. Where the desk
    /// was shown a name, a row without one speaks for no name.
    pub fn speaks_of_nobody_but(&self, shown: &Self) -> bool {
        let is_named = shown.0.iter().any(|known| !known.names().is_empty());
        self.0.iter().all(|child| {
            let by_name = is_named && !child.names().is_empty();
            shown.0.iter().any(|known| !(by_name && known.names().is_empty()) && known.speaks_for(child))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Body;
    use jiff::civil::date;

    fn row(line: u32, name: &str, born: Option<Date>) -> ChildOfFile {
        ChildOfFile {
            rows: vec![("2025/header.csv".into(), line)],
            number: "A1".into(),
            legal_name: (!name.is_empty()).then(|| name.to_owned()),
            name_used: None,
            born,
            sex: Some("F".into()),
            ethnicity: None,
            upn: None,
            team: None,
            social_worker: None,
        }
    }

    const MAY: Option<Date> = Some(date(2011, 5, 4));
    const NOVEMBER: Option<Date> = Some(date(2009, 11, 17));

    #[test]
    fn rows_that_say_the_same_are_one_saying_with_both_places() {
        let says = FileSays::of([row(2, "", MAY), row(3, "", NOVEMBER), row(4, "", MAY)]);
        let rows: Vec<usize> = says.children().iter().map(|child| child.rows.len()).collect();
        assert_eq!(rows, [2, 1]);
        assert_eq!(says.children()[0].rows[1].1, 4);
    }

    #[test]
    fn a_file_whose_rows_only_moved_says_the_same() {
        let says = FileSays::of([row(2, "", MAY), row(3, "", NOVEMBER)]);
        assert!(says.says_the_same(&FileSays::of([row(9, "", NOVEMBER), row(8, "", MAY)])));
        for other in
            [FileSays::of([row(2, "", MAY)]), FileSays::of([row(2, "", MAY), row(3, "Sam", NOVEMBER)])]
        {
            assert!(!says.says_the_same(&other) && !other.says_the_same(&says));
        }
    }

    #[test]
    fn somebody_with_another_birth_date_or_name_was_not_shown_to_the_desk() {
        let shown = FileSays::of([row(2, "Sam Osei", MAY), row(3, "Kit Vale", NOVEMBER)]);
        for known in
            [row(2, "", MAY), row(2, "sam  OSEI", None), row(2, "Kit Vale", Some(date(2009, 11, 18)))]
        {
            assert!(FileSays::of([known.clone()]).speaks_of_nobody_but(&shown), "{known:?}");
        }
        for new in [row(2, "", Some(date(2014, 1, 30))), row(2, "Jo Osei", MAY), row(2, "Sam Osei", NOVEMBER)]
        {
            assert!(!FileSays::of([row(3, "", MAY), new.clone()]).speaks_of_nobody_but(&shown), "{new:?}");
        }
        // A row that was shown without a birth date and a name speaks for nobody else.
        let nobody = FileSays::of([row(2, "", None)]);
        assert!(!FileSays::of([row(3, "", MAY)]).speaks_of_nobody_but(&nobody));
        assert!(FileSays::of([row(3, "", None)]).speaks_of_nobody_but(&nobody));
    }

    #[test]
    fn a_row_without_a_name_speaks_for_no_name_where_the_desk_was_shown_one() {
        let shown = FileSays::of([row(2, "", MAY), row(2, "Zed Nine", MAY)]);
        assert!(FileSays::of([row(2, "", MAY), row(5, "Zed Nine", MAY)]).speaks_of_nobody_but(&shown));
        assert!(!FileSays::of([row(2, "Kit Vale", MAY)]).speaks_of_nobody_but(&shown));
        let used = |name: &str, born| ChildOfFile { name_used: Some(name.into()), ..row(2, "", born) };
        let shown = FileSays::of([used("Zed", MAY)]);
        assert!(FileSays::of([used("Zed", None)]).speaks_of_nobody_but(&shown));
        assert!(!FileSays::of([used("Kit", MAY)]).speaks_of_nobody_but(&shown));
        assert!(!FileSays::of([used("Kit", None)]).speaks_of_nobody_but(&shown));
    }

    #[test]
    fn without_names_a_row_still_says_everything_else() {
        let says = FileSays::of([row(2, "Zed Nine", MAY)]);
        assert!(says.has_name(&words("nine ZED")) && !says.has_name(&words("Zed")));
        assert_eq!(says.without_names(), Some(FileSays::of([row(2, "", MAY)])));
        assert_eq!(FileSays::of([row(2, "", MAY)]).without_names(), None);
    }

    #[test]
    fn what_the_vault_keeps_is_read_again_for_ever() {
        let kept = r#"[{"rows":[["2025/header.csv",3]],"number":"A1","legal_name":"Kit Vale","name_used":null,"born":"2009-11-17","sex":"M","ethnicity":"WIRI","upn":"UN4","team":null,"social_worker":null}]"#;
        let says = FileSays::read(kept).unwrap();
        assert_eq!(says.kept(), kept);
        assert_eq!(says.children()[0].born, NOVEMBER);
        assert_eq!(FileSays::read("{}"), None);
    }

    #[test]
    fn a_reason_that_version_1_gave_in_a_sentence_is_the_same_reason() {
        let read = |sentence: &str| {
            let v1 = format!(r#"{{"other":null,"why":"{sentence}","urgent":false}}"#);
            match Body::read("people.match_suspected", 1, v1.as_bytes()) {
                Ok(Body::MatchSuspected(read)) => read,
                other => panic!("{other:?}"),
            }
        };
        for (sentence, reason) in SENTENCES_OF_VERSION_1 {
            assert_eq!((read(sentence).why, read(sentence).file_says), (reason.clone(), None));
        }
        assert_eq!(read("They look alike.").why, Likeness::InWords("They look alike.".into()));
    }

    #[test]
    fn a_reason_is_found_again_by_its_word() {
        for reason in Likeness::KNOWN {
            assert_eq!(Likeness::of_word(reason.word()), reason);
            assert_eq!(serde_json::to_string(&reason).unwrap(), format!("{:?}", reason.word()));
        }
        let other = Likeness::InWords("They look alike.".into());
        assert_eq!(Likeness::of_word(other.word()), other);
        // Until the view is folded anew it holds the sentences of before.
        assert_eq!(Likeness::of_word("The same number stands in both records."), Likeness::Number);
    }
}
