//! The rows of a reading by council number.

use exchange::{
    Contested, EpisodeRow, HeaderRow, MissingRow, Module, Oc2Row, Oc3Row, PersonRow, PrevPermRow, Reading,
    ReviewRow, Row, RowRef, SwEpisodeRow, UascRow, as_one,
};
use jiff::civil::Date;
use practice::codes::CollectionYear;
use practice::import::{Words, words};
use practice::numbers::CouncilNumber;
use std::collections::BTreeMap;

/// Everything the files say under one number, oldest year first.
#[derive(Debug, Clone, Default)]
pub(super) struct Child<'r> {
    pub(super) header: Vec<&'r HeaderRow>,
    pub(super) episodes: Vec<&'r EpisodeRow>,
    pub(super) reviews: Vec<&'r ReviewRow>,
    pub(super) missing: Vec<&'r MissingRow>,
    pub(super) oc2: Vec<&'r Oc2Row>,
    pub(super) oc3: Vec<&'r Oc3Row>,
    pub(super) workers: Vec<&'r SwEpisodeRow>,
    pub(super) uasc: Vec<&'r UascRow>,
    pub(super) permanence: Vec<&'r PrevPermRow>,
    pub(super) people: Vec<&'r PersonRow>,
}

/// Sorts the rows of a reading by number. Readings order rows by year first,
/// so each child's rows stay in the order of their years.
pub(super) fn children(reading: &Reading) -> BTreeMap<CouncilNumber, Child<'_>> {
    let mut children: BTreeMap<CouncilNumber, Child<'_>> = BTreeMap::new();
    macro_rules! sort {
        ($($rows:ident into $field:ident),*) => {
            $(for row in &reading.$rows {
                children.entry(row.child).or_default().$field.push(row);
            })*
        };
    }
    sort!(header into header, episodes into episodes, reviews into reviews, missing into missing, oc2 into oc2,
        oc3 into oc3, sw_episodes into workers, uasc into uasc, prev_perm into permanence, people into people);
    children
}

impl<'r> Child<'r> {
    /// The same where it is certain that it is one child: of rows with one key one, without what they differ about.
    pub(super) fn as_one(&self, doubt: &'r Contested) -> Self {
        Self {
            header: as_one(self.header.iter().copied(), &doubt.header),
            people: as_one(self.people.iter().copied(), &doubt.people),
            ..self.clone()
        }
    }

    /// The birth date that counts: of the latest header that gives one, else
    /// of `People.csv`, else of any other row, latest year first.
    pub(super) fn born(&self) -> Option<Date> {
        let header = self.header.iter().rev().find_map(|row| row.dob);
        header.or_else(|| self.people.iter().find_map(|row| row.dob)).or_else(|| self.born_elsewhere())
    }

    fn born_elsewhere(&self) -> Option<Date> {
        macro_rules! latest {
            ($($field:ident),*) => {
                None$(.or_else(|| self.$field.iter().rev().find_map(|row| row.dob)))*
            };
        }
        latest!(reviews, missing, oc2, oc3, workers, uasc, permanence)
    }

    /// Every birth date that headers and `People.csv` give.
    pub(super) fn births(&self) -> impl Iterator<Item = Date> {
        let header = self.header.iter().filter_map(|row| row.dob);
        header.chain(self.people.iter().filter_map(|row| row.dob))
    }

    /// Every name that `People.csv` gives, by its words.
    pub(super) fn names(&self) -> Vec<Words> {
        [self.legal_names(), self.names_used()].concat()
    }

    /// Those on papers.
    pub(super) fn legal_names(&self) -> Vec<Words> {
        worded(self.people.iter().map(|row| row.legal_name.as_deref()))
    }

    /// What they want to be called.
    pub(super) fn names_used(&self) -> Vec<Words> {
        worded(self.people.iter().map(|row| row.name_used.as_deref()))
    }

    /// The place of the first row, for what is said of the child as a whole.
    pub(super) fn first_row(&self) -> Option<RowRef> {
        macro_rules! first {
            ($($field:ident),*) => {
                None$(.or_else(|| self.$field.first().map(|row| row.source())))*
            };
        }
        first!(header, people, episodes, oc3, reviews, missing, oc2, workers, uasc, permanence)
    }

    /// The place of the latest row that says who the child is.
    pub(super) fn who_row(&self) -> Option<RowRef> {
        self.header.last().map(|row| row.source).or_else(|| self.first_row())
    }

    /// The years whose file of the return has a row of them: in the files that have several of one number, the row
    /// of this day.
    pub(super) fn years_with(
        &self,
        module: Module,
        day: Option<Date>,
    ) -> Box<dyn Iterator<Item = CollectionYear> + '_> {
        macro_rules! years {
            ($rows:ident) => {
                Box::new(self.$rows.iter().map(|row| row.year))
            };
            ($rows:ident by $key:ident) => {
                Box::new(self.$rows.iter().filter(move |row| Some(row.$key) == day).map(|row| row.year))
            };
        }
        match module {
            Module::Header => years!(header),
            Module::Episodes => years!(episodes by decom),
            Module::Missing => years!(missing by mis_start),
            Module::Reviews => years!(reviews by review),
            Module::SwEpisodes => years!(workers by sw_decom),
            Module::PrevPerm => years!(permanence),
            Module::Oc2 => years!(oc2),
            Module::Oc3 => years!(oc3),
            Module::Uasc => years!(uasc),
            Module::Ad1 | Module::PlacedAdoption | Module::DoLo | Module::People => {
                Box::new(std::iter::empty())
            }
        }
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        macro_rules! count {
            ($($field:ident),*) => { 0$( + self.$field.len())* };
        }
        count!(header, people, episodes, oc3, reviews, missing, oc2, workers, uasc, permanence)
    }
}

fn worded<'n>(names: impl Iterator<Item = Option<&'n str>>) -> Vec<Words> {
    names.flatten().map(words).filter(|name| !name.is_empty()).collect()
}
