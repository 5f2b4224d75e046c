//! From text to records: lines, cells and quotation marks.
//!
//! Lines may end in CR, LF or both, mixed in one file. A record is one line;
//! only a cell in quotation marks may run over several, and only when it closes
//! properly: a stray mark must cost its own line and never the lines after it.

/// The longest a record that runs over lines may be, in bytes and lines.
const MOST_BYTES: usize = 20_000;
const MOST_LINES: usize = 20;

/// The cells of one record, kept in one buffer that is used again.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    text: String,
    ends: Vec<usize>,
}

impl Fields {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        self.text.get(start..end)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    /// Whether every cell is blank.
    pub(crate) fn are_blank(&self) -> bool {
        self.iter().all(|cell| crate::cells::trimmed(cell).is_empty())
    }

    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    fn end_cell(&mut self) {
        self.ends.push(self.text.len());
    }
}

/// How a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Its cells are known.
    Whole,
    /// A quotation mark in it is not closed, or is closed in mid-cell.
    Misquoted,
}

/// The records of a text, read into [`Fields`] one at a time.
pub(crate) struct Records<'t> {
    rest: &'t str,
    line: u32,
}

impl<'t> Records<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { rest: text, line: 1 }
    }

    /// The next record: the line it begins on, counted from 1, and its shape.
    /// `cells` is how many cells a record that runs over lines must have.
    pub(crate) fn next_into(&mut self, fields: &mut Fields, cells: usize) -> Option<(u32, Shape)> {
        if self.rest.is_empty() {
            return None;
        }
        let line = self.line;
        let (text, after) = cut_line(self.rest);
        let mut shape = split(text, fields);
        let mut next = (after, line.saturating_add(1));
        if shape == Split::Open
            && let Some(further) = self.run_over(fields, cells)
        {
            shape = Split::Whole;
            next = further;
        }
        (self.rest, self.line) = next;
        Some((line, if shape == Split::Whole { Shape::Whole } else { Shape::Misquoted }))
    }

    /// Tries the record over more lines; what follows it, when it closes.
    fn run_over(&self, fields: &mut Fields, cells: usize) -> Option<(&'t str, u32)> {
        let (_, mut after) = cut_line(self.rest);
        for more in 1..MOST_LINES {
            if after.is_empty() {
                return None;
            }
            let (text, beyond) = cut_line(after);
            let end = self.rest.len() - after.len() + text.len();
            if end > MOST_BYTES {
                return None;
            }
            match split(&self.rest[..end], fields) {
                Split::Whole if fields.len() == cells => {
                    let lines = u32::try_from(more + 1).ok()?;
                    return Some((beyond, self.line.saturating_add(lines)));
                }
                Split::Open => after = beyond,
                Split::Whole | Split::Broken => return None,
            }
        }
        None
    }
}

/// A line without its end, and what follows.
fn cut_line(text: &str) -> (&str, &str) {
    let Some(end) = text.find(['\r', '\n']) else { return (text, "") };
    let after = text[end..].strip_prefix("\r\n").unwrap_or(&text[end + 1..]);
    (&text[..end], after)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Split {
    Whole,
    /// The text ends inside quotation marks.
    Open,
    /// Something follows a closing mark within a cell.
    Broken,
}

fn split(text: &str, fields: &mut Fields) -> Split {
    fields.clear();
    let mut rest = text;
    loop {
        let (after, ended) = match rest.strip_prefix('"') {
            None => plain_cell(rest, fields),
            Some(quoted) => match quoted_cell(quoted, fields) {
                Ok(after) => after,
                Err(shape) => return shape,
            },
        };
        fields.end_cell();
        if ended {
            return Split::Whole;
        }
        rest = after;
    }
}

/// Reads to the next comma; whether the text ended there.
fn plain_cell<'t>(text: &'t str, fields: &mut Fields) -> (&'t str, bool) {
    let Some((cell, after)) = text.split_once(',') else {
        fields.text.push_str(text);
        return ("", true);
    };
    fields.text.push_str(cell);
    (after, false)
}

/// Reads to the closing mark; a doubled mark stands for one.
fn quoted_cell<'t>(text: &'t str, fields: &mut Fields) -> Result<(&'t str, bool), Split> {
    let mut rest = text;
    loop {
        let (cell, after) = rest.split_once('"').ok_or(Split::Open)?;
        fields.text.push_str(cell);
        if let Some(more) = after.strip_prefix('"') {
            fields.text.push('"');
            rest = more;
        } else if let Some(next) = after.strip_prefix(',') {
            return Ok((next, false));
        } else {
            return if after.trim().is_empty() { Ok(("", true)) } else { Err(Split::Broken) };
        }
    }
}
