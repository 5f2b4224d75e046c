//! Whatever the bytes: no panic, and every line is a row or an issue.

use crate::made::raw;
use exchange::{Module, Reading, Severity, SourceFile, columns, issues_csv, read_folder};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Cells as they occur, as they should not, and as somebody hostile writes them.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[0-9]{1,3}",
        2 => "0[1-9]/0[1-9]/20(0[5-9]|1[0-9]|2[0-6])",
        2 => prop::sample::select(vec!["", "S", "C2", "N1", "K2", "Z1", "X1", "E4A", "PN1", "M", "F", "1.0", "UN3", "YES"])
            .prop_map(String::from),
        1 => "[ -~&&[^\",]]{0,12}",
        1 => "\\PC{0,6}".prop_map(|text| text.replace(['"', ','], "")),
    ]
}

fn lines_of(module: Module) -> impl Strategy<Value = Vec<String>> {
    let width = columns(module).len();
    let row =
        prop::collection::vec(cell(), width.saturating_sub(1)..width + 3).prop_map(|cells| cells.join(","));
    prop::collection::vec(row, 0..30)
}

fn any_file() -> impl Strategy<Value = (Module, Vec<String>)> {
    prop::sample::select(Module::ALL.to_vec()).prop_flat_map(|module| (Just(module), lines_of(module)))
}

/// Lines that hold anything must be rows or refused rows, and never both.
fn every_line_is_accounted_for(reading: &Reading, path: &str, module: Module, lines: &[String]) {
    if !module.is_imported() {
        return;
    }
    let rows: BTreeSet<u32> =
        reading.sources().filter(|at| reading.path(*at) == path).map(|at| at.line).collect();
    let refused: BTreeSet<u32> = reading
        .issues
        .iter()
        .filter(|issue| &*issue.file == path && issue.severity == Severity::RowRefused)
        .filter_map(|issue| issue.line)
        .collect();
    let holds_anything = |line: &&String| {
        line.split(',').any(|cell| {
            !cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}').is_empty()
        })
    };
    let expected: BTreeSet<u32> =
        (2..).zip(lines).filter(|(_, line)| holds_anything(line)).map(|(number, _)| number).collect();
    assert_eq!(rows.union(&refused).copied().collect::<BTreeSet<_>>(), expected);
    assert_eq!(rows.intersection(&refused).count(), 0);
    let file = reading.files.iter().find(|file| &*file.path == path).expect("the file was handed in");
    assert_eq!((file.lines, file.rows, file.refused), (expected.len(), rows.len(), refused.len()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_line_of_a_recognised_file_is_a_row_or_an_issue((module, lines) in any_file()) {
        let text = std::iter::once(columns(module).join(",")).chain(lines.iter().cloned()).collect::<Vec<_>>().join("\n");
        let reading = read_folder(vec![raw("2025-26/x.csv", text)]);
        every_line_is_accounted_for(&reading, "2025-26/x.csv", module, &lines);
    }

    #[test]
    fn no_bytes_make_the_reading_panic(head in prop::sample::select(Module::ALL.to_vec()), bytes in prop::collection::vec(any::<u8>(), 0..400), bare in any::<bool>()) {
        let first = if bare { String::new() } else { format!("{}\n", columns(head).join(",")) };
        let bytes = [first.into_bytes(), bytes].concat();
        let reading = read_folder(vec![raw("a/b", bytes.clone()), raw("2026/b", bytes)]);
        prop_assert_eq!(reading.files.len(), 2);
        issues_csv(&reading.issues);
    }

    #[test]
    fn no_text_with_quotation_marks_loses_a_line(rows in prop::collection::vec("[0-9a-z\",\r\n]{0,40}", 0..12)) {
        let text = format!("{}\n{}", columns(Module::People).join(","), rows.join("\n"));
        let reading = read_folder(vec![raw("People.csv", text)]);
        let file = &reading.files[0];
        prop_assert_eq!(file.lines, file.rows + file.refused);
        let refused = reading.issues.iter().filter(|issue| issue.severity == Severity::RowRefused).count();
        prop_assert_eq!(file.refused, refused);
    }

    #[test]
    fn any_path_is_only_a_name(path in "\\PC{0,40}") {
        let bytes = b"CHILD,DOB,REVIEW,REVIEW_CODE\n1,04/06/2010,01/05/2025,PN1\n".to_vec();
        let reading = read_folder(vec![SourceFile { path, bytes }]);
        prop_assert_eq!(reading.reviews.len(), 1);
    }
}
