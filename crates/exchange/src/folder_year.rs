//! The collection year of a folder: from its name, else from the dates in it.

use crate::cells::trimmed;
use crate::dates;
use crate::module::Columns;
use crate::records::{Fields, Records, Shape};
use practice::codes::CollectionYear;
use std::collections::BTreeMap;

/// The folder of a path, without the file's own name.
pub(crate) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The year named by the folder, or by the nearest folder around it that names one.
pub(crate) fn from_name(folder: &str) -> Option<CollectionYear> {
    folder.rsplit('/').find_map(|name| CollectionYear::parse(name).ok())
}

/// How many dates of a folder's files fall in each collection year.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    happened: BTreeMap<CollectionYear, usize>,
    open: BTreeMap<CollectionYear, usize>,
}

impl Tally {
    /// Counts the dates of one file.
    pub(crate) fn add(&mut self, columns: &Columns, text: &str) {
        let (happened, open) = columns.module.dates_of_year();
        let places =
            |names: &[&str]| -> Vec<usize> { names.iter().filter_map(|name| columns.place(name)).collect() };
        let (happened, open) = (places(happened), places(open));
        if happened.is_empty() && open.is_empty() {
            return;
        }
        let (mut records, mut fields) = (Records::new(text), Fields::default());
        let mut first = true;
        while let Some((_, shape)) = records.next_into(&mut fields, columns.cells) {
            if shape == Shape::Whole && !std::mem::take(&mut first) {
                count(&fields, &happened, &mut self.happened);
                count(&fields, &open, &mut self.open);
            }
        }
    }

    /// The year most dates point to. What happened decides; where nothing has
    /// ended yet, the latest year in which something began. A draw goes to the
    /// later year.
    pub(crate) fn likeliest(&self) -> Option<CollectionYear> {
        let most = self.happened.iter().max_by_key(|(year, count)| (**count, **year));
        most.or_else(|| self.open.iter().next_back()).map(|(year, _)| *year)
    }
}

fn count(fields: &Fields, places: &[usize], years: &mut BTreeMap<CollectionYear, usize>) {
    for place in places {
        let day = dates::day(trimmed(fields.get(*place).unwrap_or_default())).ok();
        if let Some(year) = day.and_then(CollectionYear::of) {
            *years.entry(year).or_default() += 1;
        }
    }
}
