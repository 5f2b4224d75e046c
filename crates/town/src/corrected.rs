//! The same files sent again later, with what a council has changed since.

use crate::table::{bytes_of, rows_of};

/// Files sent again, and the numbers of those about whom they now differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// Path and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// Whose ethnicity the last year's header now gives as "MOTH".
    pub changed: String,
    /// Whose first review of the last year is gone, and its day as written.
    pub vanished: (String, String),
    /// A number that now stands for two children born on different days.
    pub two_under_one: String,
    /// One child under two numbers: the number before, and the new one that
    /// has the same birth date, sex, ethnicity and pupil number.
    pub one_under_two: (String, String),
}

/// What a later sending looks like, or nothing when the files hold no
/// header and reviews of at least five children.
pub fn corrected(mut files: Vec<(String, Vec<u8>)>) -> Option<Corrected> {
    let header = last_of(&files, "header.csv")?;
    let reviews = last_of(&files, "reviews.csv")?;
    let mut rows = rows_of(&files[header].1);
    if rows.len() < 6 {
        return None;
    }
    rows[1][3] = "MOTH".into();
    let changed = rows[1][0].clone();
    let mut other = rows[2].clone();
    other[2] = "17/05/2011".into();
    other[4] = "UN4".into();
    let two_under_one = other[0].clone();
    let mut again = rows[3].clone();
    let before = std::mem::replace(&mut again[0], "99000001".into());
    let one_under_two = (before, again[0].clone());
    rows.extend([other, again]);
    files[header].1 = bytes_of(&rows);

    let mut rows = rows_of(&files[reviews].1);
    if rows.len() < 2 {
        return None;
    }
    let gone = rows.remove(1);
    files[reviews].1 = bytes_of(&rows);
    let vanished = (gone[0].clone(), gone[2].clone());
    Some(Corrected { files, changed, vanished, two_under_one, one_under_two })
}

/// The place of the file so named in the last year's folder.
fn last_of(files: &[(String, Vec<u8>)], name: &str) -> Option<usize> {
    let of_that_name = |path: &str| path.split_once('/').is_some_and(|(_, file)| file == name);
    (0..files.len()).filter(|at| of_that_name(&files[*at].0)).max_by_key(|at| files[*at].0.clone())
}
