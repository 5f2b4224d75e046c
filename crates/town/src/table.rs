//! Writing tables as CSV.

/// A CSV file being written: a heading and rows.
pub(crate) struct Table {
    writer: csv::Writer<Vec<u8>>,
}

impl Table {
    /// An empty table with a heading.
    pub(crate) fn new(columns: &[&str]) -> Self {
        let mut table = Self { writer: csv::WriterBuilder::new().flexible(true).from_writer(Vec::new()) };
        table.row(columns);
        table
    }

    /// Adds a row.
    pub(crate) fn row<T: AsRef<[u8]>>(&mut self, cells: &[T]) {
        self.writer.write_record(cells).expect("writing to memory does not fail");
    }

    /// The finished file.
    pub(crate) fn bytes(self) -> Vec<u8> {
        self.writer.into_inner().expect("writing to memory does not fail")
    }
}

/// Reads a file this crate wrote back into rows of cells.
pub(crate) fn rows_of(bytes: &[u8]) -> Vec<Vec<String>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes)
        .records()
        .filter_map(Result::ok)
        .map(|record| record.iter().map(String::from).collect())
        .collect()
}

/// The rows as a file again.
pub(crate) fn bytes_of(rows: &[Vec<String>]) -> Vec<u8> {
    let Some((heading, rest)) = rows.split_first() else { return Vec::new() };
    let heading: Vec<&str> = heading.iter().map(String::as_str).collect();
    let mut table = Table::new(&heading);
    for row in rest {
        table.row(row);
    }
    table.bytes()
}
