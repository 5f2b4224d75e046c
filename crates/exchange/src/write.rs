//! Files out.

use crate::module::{Module, columns};

/// A row that has not one cell for each column of its file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("row {row} has {found} cells where {module} has {wanted} columns")]
pub struct WrongWidth {
    /// The row, counted from 1, the first line aside.
    pub row: usize,
    /// How many cells it has.
    pub found: usize,
    /// How many it should have.
    pub wanted: usize,
    /// The name of the file's kind.
    pub module: &'static str,
}

/// A file of the return, or `People.csv`: the first line names the columns of
/// [`columns`], and each row gives its cells in that order. UTF-8, CRLF.
///
/// The cells are written as they are, because the return is read by programs;
/// what a spreadsheet is meant to open goes through [`spreadsheet_csv`].
pub fn to_csv<R, C>(module: Module, rows: impl IntoIterator<Item = R>) -> Result<Vec<u8>, WrongWidth>
where
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    let wanted = columns(module).len();
    let mut all: Vec<Vec<String>> = vec![columns(module).iter().map(ToString::to_string).collect()];
    for (at, row) in rows.into_iter().enumerate() {
        let cells: Vec<String> = row.into_iter().map(|cell| cell.as_ref().to_string()).collect();
        if cells.len() != wanted {
            return Err(WrongWidth { row: at + 1, found: cells.len(), wanted, module: module.name() });
        }
        all.push(cells);
    }
    Ok(csv_bytes(all))
}

/// A table, its heads first, as a CSV file (UTF-8 with a byte-order mark, CRLF)
/// that a spreadsheet opens as text: a cell that could be taken for a formula
/// begins with an apostrophe.
pub fn spreadsheet_csv<R>(rows: impl IntoIterator<Item = R>) -> Vec<u8>
where
    R: IntoIterator<Item = String>,
{
    let mut bytes = b"\xEF\xBB\xBF".to_vec();
    bytes.extend(csv_bytes(rows.into_iter().map(|row| row.into_iter().map(safe).collect::<Vec<_>>())));
    bytes
}

/// A cell that no spreadsheet takes for a formula.
fn safe(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{cell}") } else { cell }
}

/// Rows as CSV bytes, quoted where needed.
fn csv_bytes<R, C>(rows: impl IntoIterator<Item = R>) -> Vec<u8>
where
    R: IntoIterator<Item = C>,
    C: AsRef<[u8]>,
{
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).expect("writing to memory does not fail, and rows may differ in length");
    }
    writer.into_inner().expect("writing to memory does not fail")
}
