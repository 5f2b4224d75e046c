//! Reading a folder: recognise, find the year, read the rows, compare them.

use crate::cells::{Cells, Refused};
use crate::issue::{Issue, Severity, shown};
use crate::module::{Columns, Module, listed, recognise};
use crate::one_key::Contested;
use crate::records::{Fields, Records, Shape};
use crate::rows::{
    EpisodeRow, HeaderRow, MissingRow, Oc2Row, Oc3Row, PersonRow, PrevPermRow, ReviewRow, Row, RowRef,
    SwEpisodeRow, UascRow,
};
use crate::source::SourceFile;
use crate::{checks, episodes, folder_year, people, returns, text};
use practice::codes::CollectionYear;
use practice::numbers::{CouncilNumber, Upn};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How the year of a folder is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearBasis {
    /// From its name.
    Named,
    /// From the dates in its files.
    Inferred,
}

/// The year of one folder that holds files of the return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderYear {
    /// The folder's path, as the files were handed in.
    pub folder: String,
    /// Its collection year.
    pub year: CollectionYear,
    /// How that is known.
    pub basis: YearBasis,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRead {
    /// The path, as it was handed in.
    pub path: Arc<str>,
    /// What it was recognised as.
    pub module: Option<Module>,
    /// Its collection year, for a file of the return.
    pub year: Option<CollectionYear>,
    /// Lines that hold anything, the first aside; `rows + refused`.
    pub lines: usize,
    /// Rows read.
    pub rows: usize,
    /// Rows not read; each has an issue.
    pub refused: usize,
}

/// One pupil number under two council numbers: perhaps one child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SameUpn {
    /// The pupil number.
    pub upn: Upn,
    /// A header row that gives it.
    pub first: RowRef,
    /// Its council number.
    pub first_child: CouncilNumber,
    /// A header row of another council number that gives it too.
    pub second: RowRef,
    /// That number.
    pub second_child: CouncilNumber,
}

/// Everything read from a folder. Rows are ordered by year, child and day.
#[derive(Debug, Default)]
pub struct Reading {
    /// The files, in the order they were handed in.
    pub files: Vec<FileRead>,
    /// The year of each folder with files of the return.
    pub years: Vec<FolderYear>,
    /// Header.
    pub header: Vec<HeaderRow>,
    /// Episodes.
    pub episodes: Vec<EpisodeRow>,
    /// Reviews.
    pub reviews: Vec<ReviewRow>,
    /// Missing.
    pub missing: Vec<MissingRow>,
    /// OC2.
    pub oc2: Vec<Oc2Row>,
    /// OC3.
    pub oc3: Vec<Oc3Row>,
    /// `SWEpisodes`.
    pub sw_episodes: Vec<SwEpisodeRow>,
    /// UASC.
    pub uasc: Vec<UascRow>,
    /// `PrevPerm`.
    pub prev_perm: Vec<PrevPermRow>,
    /// `People.csv`.
    pub people: Vec<PersonRow>,
    /// Numbers under which two children seem to stand. Nothing under such a
    /// number, of any year, should be imported until it is certain who stands
    /// there: it is not known whose it is.
    pub contested: BTreeMap<CouncilNumber, Contested>,
    /// The columns about which rows with one key differ, by the row that stands for them.
    pub disputed: BTreeMap<RowRef, Vec<&'static str>>,
    /// Pupil numbers given to two council numbers.
    pub same_upn: Vec<SameUpn>,
    /// Everything found, by file and line.
    pub issues: Vec<Issue>,
}

impl Reading {
    /// The path of the file a row stands in.
    pub fn path(&self, at: RowRef) -> &str {
        self.files.get(usize::from(at.file)).map_or("", |file| &file.path)
    }

    /// Whether a value is blank because other rows with the same key say otherwise.
    pub fn is_disputed(&self, at: RowRef, column: &str) -> bool {
        self.disputed.get(&at).is_some_and(|columns| columns.contains(&column))
    }

    /// Where every row that was read stands.
    pub fn sources(&self) -> impl Iterator<Item = RowRef> {
        fn of<R: Row>(rows: &[R]) -> impl Iterator<Item = RowRef> {
            rows.iter().map(Row::source)
        }
        of(&self.header)
            .chain(of(&self.episodes))
            .chain(of(&self.reviews))
            .chain(of(&self.missing))
            .chain(of(&self.oc2))
            .chain(of(&self.oc3))
            .chain(of(&self.sw_episodes))
            .chain(of(&self.uasc))
            .chain(of(&self.prev_perm))
            .chain(of(&self.people))
    }

    fn say_of_file(&mut self, file: u16, severity: Severity, reason: impl Into<String>) {
        let path = &self.files[usize::from(file)].path;
        self.issues.push(Issue::of_file(path, severity, reason));
    }
}

/// A recognised file, before its rows are read.
struct Table {
    file: u16,
    folder: String,
    text: String,
    columns: Columns,
}

/// Reads the files of a council's folder.
pub fn read_folder(files: Vec<SourceFile>) -> Reading {
    let mut reading = Reading::default();
    let tables: Vec<Table> = files.into_iter().filter_map(|file| open(file, &mut reading)).collect();
    let years = years_of(&tables, &mut reading);
    for table in tables {
        let year = years.get(&table.folder).copied();
        read_table(&table, year, &mut reading);
    }
    checks::settle(&mut reading);
    episodes::check(&mut reading);
    for at in reading.sources().collect::<Vec<_>>() {
        reading.files[usize::from(at.file)].rows += 1;
    }
    for file in &mut reading.files {
        file.refused = file.lines - file.rows;
    }
    reading.issues.sort_by(|a, b| (&a.file, a.line, a.severity).cmp(&(&b.file, b.line, b.severity)));
    reading
}

/// What each file is and of which year, as the folder it stands in says it; none
/// where it is no file that is imported, or of a return whose year is not known.
pub fn modules_and_years(files: Vec<SourceFile>) -> Vec<Option<(Module, Option<CollectionYear>)>> {
    let mut reading = Reading::default();
    let mut found = vec![None; files.len()];
    let tables: Vec<Table> = files.into_iter().filter_map(|file| open(file, &mut reading)).collect();
    let years = years_of(&tables, &mut reading);
    for table in &tables {
        let module = table.columns.module;
        let year = years.get(&table.folder).copied().filter(|_| module.has_year());
        if year.is_some() == module.has_year() {
            found[usize::from(table.file)] = Some((module, year));
        }
    }
    found
}

/// Decodes and recognises one file, and says what stands in the way.
fn open(source: SourceFile, reading: &mut Reading) -> Option<Table> {
    let path: Arc<str> = Arc::from(source.path.as_str());
    let Ok(file) = u16::try_from(reading.files.len()) else {
        reading.issues.push(Issue::of_file(
            &path,
            Severity::FileRefused,
            "There are too many files in this folder.",
        ));
        return None;
    };
    reading.files.push(FileRead { path, module: None, year: None, lines: 0, rows: 0, refused: 0 });
    let text = match text::decode(source.bytes) {
        Ok(text) => text,
        Err(reason) => {
            reading.say_of_file(file, Severity::FileRefused, reason);
            return None;
        }
    };
    let Some(names) = first_line(&text) else {
        reading.say_of_file(file, Severity::Note, "This file is empty.");
        return None;
    };
    let columns = match recognise(&names) {
        Ok(columns) => columns,
        Err(reason) => {
            reading.say_of_file(file, Severity::FileRefused, reason);
            return None;
        }
    };
    reading.files[usize::from(file)].module = Some(columns.module);
    say_of_columns(file, &columns, reading);
    let folder = folder_year::folder_of(&source.path).to_string();
    columns.module.is_imported().then_some(Table { file, folder, text, columns })
}

/// The cells of the first line that is not blank.
fn first_line(text: &str) -> Option<Vec<String>> {
    let (mut records, mut fields) = (Records::new(text), Fields::default());
    while records.next_into(&mut fields, 0).is_some() {
        if !fields.are_blank() {
            return Some(fields.iter().map(String::from).collect());
        }
    }
    None
}

fn say_of_columns(file: u16, columns: &Columns, reading: &mut Reading) {
    let name = columns.module.name();
    if !columns.module.is_imported() {
        let reason = format!("This is recognised as {name}, and {name} files are not imported yet.");
        reading.say_of_file(file, Severity::Note, reason);
        return;
    }
    if !columns.missing.is_empty() && columns.module != Module::People {
        let reason = format!("This {name} file lacks {}; they are read as blank.", listed(&columns.missing));
        reading.say_of_file(file, Severity::ToCheck, reason);
    }
    if !columns.missing.is_empty() && columns.module == Module::People {
        let reason = format!("This file has no {}.", listed(&columns.missing));
        reading.say_of_file(file, Severity::Note, reason);
    }
    if !columns.extra.is_empty() {
        let reason =
            format!("{} of this file are not read: they are not columns of {name}.", listed(&columns.extra));
        reading.say_of_file(file, Severity::Note, reason);
    }
}

/// The year of each folder, from its name or its dates.
fn years_of(tables: &[Table], reading: &mut Reading) -> BTreeMap<String, CollectionYear> {
    let mut tallies: BTreeMap<&str, folder_year::Tally> = BTreeMap::new();
    for table in tables.iter().filter(|table| table.columns.module.has_year()) {
        tallies.entry(&table.folder).or_default().add(&table.columns, &table.text);
    }
    let mut years = BTreeMap::new();
    for (folder, tally) in tallies {
        let (named, likeliest) = (folder_year::from_name(folder), tally.likeliest());
        let shown_name = if folder.is_empty() { "this folder" } else { folder };
        let about: Arc<str> = Arc::from(folder);
        let mut say = |severity, reason| reading.issues.push(Issue::of_file(&about, severity, reason));
        let (year, basis) = match (named, likeliest) {
            (Some(named), likeliest) => {
                if let Some(other) = likeliest.filter(|other| *other != named) {
                    let reason =
                        format!("{shown_name} is named {named}, but most of its dates fall in {other}.");
                    say(Severity::ToCheck, reason);
                }
                (named, YearBasis::Named)
            }
            (None, Some(year)) => {
                let reason = format!(
                    "The name of {shown_name} is no collection year; its dates say {year}. Name it {year} to be sure."
                );
                say(Severity::ToCheck, reason);
                (year, YearBasis::Inferred)
            }
            (None, None) => continue,
        };
        reading.years.push(FolderYear { folder: folder.to_string(), year, basis });
        years.insert(folder.to_string(), year);
    }
    years
}

/// Reads the rows of one file.
fn read_table(table: &Table, year: Option<CollectionYear>, reading: &mut Reading) {
    let module = table.columns.module;
    if module.has_year() && year.is_none() {
        let reason = "The collection year of this file is not known: neither the folder's name nor a date tells it. \
                      Put it in a folder named after the year, such as 2025-26.";
        reading.say_of_file(table.file, Severity::FileRefused, reason);
        return;
    }
    let year = year.filter(|_| module.has_year());
    reading.files[usize::from(table.file)].year = year;
    if let (Some(first), Some(year)) = (module.first_year(), year)
        && year < first
    {
        let reason = format!("{} files begin in {first}; this one is of {year}.", module.name());
        reading.say_of_file(table.file, Severity::Note, reason);
    }
    let lines = read_lines(table, year, reading);
    reading.files[usize::from(table.file)].lines = lines;
    if lines == 0 {
        reading.say_of_file(table.file, Severity::Note, "This file names its columns and holds no rows.");
    }
}

/// Reads every line after the first; how many hold anything.
fn read_lines(table: &Table, year: Option<CollectionYear>, reading: &mut Reading) -> usize {
    let path = Arc::clone(&reading.files[usize::from(table.file)].path);
    let (mut records, mut fields) = (Records::new(&table.text), Fields::default());
    let (mut lines, mut seen_names) = (0, false);
    while let Some((line, shape)) = records.next_into(&mut fields, table.columns.cells) {
        if shape == Shape::Whole && fields.are_blank() {
            continue;
        }
        if !std::mem::replace(&mut seen_names, true) {
            continue;
        }
        lines += 1;
        if let Some(reason) = misshapen(&fields, shape, &table.columns) {
            let value = shown(&fields.iter().collect::<Vec<_>>().join(","));
            let (file, severity) = (Arc::clone(&path), Severity::RowRefused);
            reading.issues.push(Issue { file, line: Some(line), column: None, value, reason, severity });
            continue;
        }
        let mut issues = std::mem::take(&mut reading.issues);
        let mut cells = Cells {
            file: &path,
            source: RowRef { file: table.file, line },
            columns: &table.columns,
            fields: &fields,
            issues: &mut issues,
        };
        read_row(&mut cells, year, reading);
        reading.issues = issues;
    }
    lines
}

/// Why the cells of a line cannot be told apart, if they cannot.
fn misshapen(fields: &Fields, shape: Shape, columns: &Columns) -> Option<String> {
    if shape == Shape::Misquoted {
        return Some(String::from("A quotation mark on this line is not closed, or stands inside a value."));
    }
    if fields.len() < columns.width {
        let found = fields.len();
        return Some(format!(
            "This line has {found} {}, fewer than the {} the file's columns need. It may have been cut off.",
            if found == 1 { "value" } else { "values" },
            columns.width
        ));
    }
    let filled = |place: usize| fields.get(place).is_some_and(|cell| !crate::cells::trimmed(cell).is_empty());
    let beyond = columns.cells..fields.len();
    // Values of the return hold no commas, so blank cells at the end are only
    // blank cells; names do, and one comma too many shifts all that follows.
    let too_long = columns.module == Module::People && !beyond.is_empty();
    let slipped = too_long || columns.unnamed.iter().copied().chain(beyond).any(filled);
    slipped.then(|| {
        String::from(
            "This line has more values than the file has columns. A comma inside a value, without quotation \
             marks, may have moved the values along.",
        )
    })
}

fn read_row(cells: &mut Cells<'_>, year: Option<CollectionYear>, reading: &mut Reading) {
    fn keep<R>(row: Result<R, Refused>, rows: &mut Vec<R>) {
        rows.extend(row.ok());
    }
    let module = cells.columns.module;
    let Some(year) = year else {
        return keep(people::person(cells), &mut reading.people);
    };
    match module {
        Module::Header => keep(returns::header(cells, year), &mut reading.header),
        Module::Episodes => keep(returns::episode(cells, year), &mut reading.episodes),
        Module::Reviews => keep(returns::review(cells, year), &mut reading.reviews),
        Module::Missing => keep(returns::missing(cells, year), &mut reading.missing),
        Module::Oc2 => keep(returns::oc2(cells, year), &mut reading.oc2),
        Module::Oc3 => keep(returns::oc3(cells, year), &mut reading.oc3),
        Module::SwEpisodes => keep(returns::sw_episode(cells, year), &mut reading.sw_episodes),
        Module::Uasc => keep(returns::uasc(cells, year), &mut reading.uasc),
        Module::PrevPerm => keep(returns::prev_perm(cells, year), &mut reading.prev_perm),
        Module::Ad1 | Module::PlacedAdoption | Module::DoLo | Module::People => {}
    }
}
