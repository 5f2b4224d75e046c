//! Lists that a council keeps for its forms: what people choose from, beside
//! saying it in their own words. What was chosen is kept as words in the entry,
//! so an item that is retired stays readable where it was used.

use crate::Refusal;

/// A list that a council keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct List {
    /// Its stable key.
    pub key: &'static str,
    /// Where it is offered, for whoever changes it.
    pub about: &'static str,
    /// What is offered where the council has said nothing.
    pub usual: &'static [&'static str],
}

/// Why somebody covers for a key worker.
pub const COVER_REASONS: List = List {
    key: "list.cover_reasons",
    about: "Why somebody covers for a key worker",
    usual: &["Leave", "Sickness", "Training", "A new key worker is being found"],
};

/// Why this key worker.
pub const KEY_WORKER_REASONS: List = List {
    key: "list.key_worker_reasons",
    about: "Why this worker is named key worker",
    usual: &["The young person asked for them", "The worker before has left", "They moved to another team"],
};

/// What somebody is pulled in for.
pub const PULL_IN_PURPOSES: List = List {
    key: "list.pull_in_purposes",
    about: "What somebody is pulled in for",
    usual: &[
        "School, training or work",
        "Health and feelings",
        "Talking and understanding",
        "Family",
        "A home",
    ],
};

/// Why another team or social worker.
pub const RESPONSIBLE_REASONS: List = List {
    key: "list.responsible_reasons",
    about: "Why another team or another social worker",
    usual: &["The young person moved", "The worker before has left", "A better fit for the young person"],
};

/// Why a post ends.
pub const LEAVING_REASONS: List = List {
    key: "list.leaving_reasons",
    about: "Why a post ends",
    usual: &["Left the council", "Moved to another team", "The contract ended"],
};

/// All of them, in the order of the page.
pub const LISTS: [List; 5] =
    [COVER_REASONS, KEY_WORKER_REASONS, PULL_IN_PURPOSES, RESPONSIBLE_REASONS, LEAVING_REASONS];

/// What stands before an item that is retired.
const RETIRED: &str = "(retired) ";
/// The most items a list may have.
const LONGEST: usize = 50;

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its words.
    pub words: String,
    /// Whether it is offered no more.
    pub retired: bool,
}

impl List {
    /// The items in order, retired ones last: the council's own, or the usual.
    pub fn items(&self, own: Option<&str>) -> Vec<Item> {
        match own {
            None => {
                self.usual.iter().map(|words| Item { words: (*words).to_owned(), retired: false }).collect()
            }
            Some(own) => own.lines().map(item).collect(),
        }
    }

    /// What forms offer, in order.
    pub fn offered(&self, own: Option<&str>) -> Vec<String> {
        self.items(own).into_iter().filter(|item| !item.retired).map(|item| item.words).collect()
    }

    /// The list as it is kept, from the lines of a form: one item to a line, in
    /// the order in which they are offered. What stood there and is typed no
    /// more is retired and not forgotten; what was retired and is typed again
    /// is offered again. Nothing typed goes back to the usual.
    ///
    /// # Errors
    /// A sentence at the field `value`.
    pub fn changed(&self, own: Option<&str>, typed: &str) -> Result<String, Refusal> {
        let refuse = |sentence: &str| Err(Refusal::of("value", sentence));
        let mut offered: Vec<String> = Vec::new();
        for line in typed.lines() {
            let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
            if words.is_empty() {
                continue;
            }
            if words.chars().count() > 100 {
                return refuse("Use 100 characters or fewer in each line.");
            }
            if words.starts_with(RETIRED.trim_end()) {
                return refuse("To retire something, take its line away. It is kept as retired.");
            }
            if offered.iter().any(|one| one.to_lowercase() == words.to_lowercase()) {
                return refuse("Each line may stand there once.");
            }
            offered.push(words);
        }
        if offered.is_empty() {
            return Ok(String::new());
        }
        if offered.len() > LONGEST {
            return refuse("Use 50 lines or fewer: nobody chooses from a longer list.");
        }
        let gone =
            self.items(own).into_iter().map(|item| item.words).filter(|words| !offered.contains(words));
        let retired: Vec<String> = gone.map(|words| format!("{RETIRED}{words}")).collect();
        Ok([offered, retired].concat().join("\n"))
    }
}

fn item(line: &str) -> Item {
    match line.strip_prefix(RETIRED) {
        Some(words) => Item { words: words.to_owned(), retired: true },
        None => Item { words: line.to_owned(), retired: false },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(own: Option<&str>, typed: &str) -> String {
        COVER_REASONS.changed(own, typed).unwrap()
    }

    #[test]
    fn where_the_council_has_said_nothing_the_usual_is_offered() {
        assert_eq!(COVER_REASONS.offered(None), COVER_REASONS.usual);
    }

    #[test]
    fn items_are_offered_in_the_order_of_their_lines() {
        let kept = changed(None, "Sickness\r\n\n  Leave  of absence \nSickness bed");
        assert_eq!(COVER_REASONS.offered(Some(&kept)), ["Sickness", "Leave of absence", "Sickness bed"]);
    }

    #[test]
    fn an_item_taken_away_is_retired_and_not_forgotten() {
        let kept = changed(None, "Leave\nSickness");
        let retired: Vec<String> = COVER_REASONS
            .items(Some(&kept))
            .into_iter()
            .filter(|one| one.retired)
            .map(|one| one.words)
            .collect();
        assert_eq!(retired, ["Training", "A new key worker is being found"]);
    }

    #[test]
    fn an_item_that_was_retired_can_be_offered_again() {
        let kept = changed(None, "Leave");
        let again = changed(Some(&kept), "Leave\nTraining");
        assert_eq!(COVER_REASONS.offered(Some(&again)), ["Leave", "Training"]);
    }

    #[test]
    fn nothing_goes_back_to_the_usual() {
        assert_eq!(changed(Some("Leave"), " \n "), "");
    }

    #[test]
    fn a_line_that_is_too_long_stands_twice_or_is_written_as_retired_is_refused() {
        for typed in ["x".repeat(101).as_str(), "Leave\nleave", "(retired) Leave"] {
            let refusal = COVER_REASONS.changed(None, typed).unwrap_err();
            assert_eq!(refusal.field.as_deref(), Some("value"), "{typed}");
        }
        let many: Vec<String> = (0..51).map(|number| number.to_string()).collect();
        assert!(COVER_REASONS.changed(None, &many.join("\n")).is_err());
    }
}
